//! The contents of the map as plain data: actors and their connections, in map coordinates and in the terms of the
//! document. Only [`Interaction`] refers to the screen.

mod all_histories;
mod content;
mod legend;
mod one_history;
mod previews;
mod thinning;

use self::thinning::Thinned;
use crate::analysis::number_format::{PercentChange, signed};
use crate::engine::Projection;
use crate::scenario::{
    ActorId, ItemId, Level, PerMaterial, Position, Preparation, RecipientId, Role,
    map_layout::{self, Places},
};
use crate::ui::{Scene, Selection, Stage, phrases};
pub(super) use content::{
    AffinityEdge, Arrow, ArrowKind, Badge, Interaction, LearnedArrow, MapModel, NewTie, Node,
    PartnershipEdge, Press, Telling, TellingChance,
};
pub(super) use legend::LegendEntry;

impl MapModel {
    /// The map of a scene.
    pub fn of(scene: &Scene) -> Self {
        let places = map_layout::places(&scene.roles);
        let item = shown_item(scene);
        let (title, subtitle) = title(scene);
        let press_place = press_place(scene, item.as_ref(), &places);
        let press = press(scene, item.as_ref(), press_place);
        let mut arrows = thinning::thin(scene, arrows(scene, item.as_ref()));
        let previewed = match shows_all_histories(scene) {
            true => previews::of_arrows(scene, item.as_ref(), &mut arrows),
            false => Vec::new(),
        };
        let Thinned { drawn: arrows, left_out, words: thinned } = arrows;
        MapModel {
            home: scene.scenario.home.clone(),
            nodes: nodes(scene, &places),
            partnerships: scene.scenario.partnerships.keys().map(|id| partnership(scene, id)).collect(),
            arrows,
            left_out,
            thinned,
            previewed,
            learned: one_history::learned(scene),
            affinities: all_histories::affinities(scene, item.as_ref()),
            previewed_press: press
                .is_none()
                .then(|| previewed_press(scene, item.as_ref(), &places))
                .flatten(),
            press,
            press_place,
            title,
            subtitle,
            is_edited: scene.stage == Stage::Setting,
            is_briefing: scene.stage == Stage::Briefing,
            is_seen_by_partner: scene.playback.seat.is_some(),
            is_stale: scene.shown.is_some_and(|result| !result.current),
            moves: scene.playback.moves,
        }
    }
}

/// The item that the map is about: the selected one, or the first that the plan tells, or the first of all.
fn shown_item(scene: &Scene) -> Option<ItemId> {
    let told = |id: &&ItemId| scene.plan.item(id).tell.values().any(|level| *level > Level::Withheld);
    match scene.selection {
        Selection::Item(item) if scene.scenario.items.contains(item) => Some(item.clone()),
        Selection::Nothing
        | Selection::Actor(_)
        | Selection::Tie(..)
        | Selection::Item(_)
        | Selection::Recipient(_) => {
            scene.scenario.items.keys().find(told).or_else(|| scene.scenario.items.keys().next()).cloned()
        }
    }
}

fn nodes(scene: &Scene, places: &Places<'_>) -> Vec<Node> {
    let node = |(id, role): (&ActorId, Role)| {
        let at = places.get(id).copied();
        debug_assert!(at.is_some(), "the layout places every actor");
        Some(Node {
            id: id.clone(),
            name: scene.scenario.name(id).to_owned(),
            role,
            is_partner: scene.scenario.partnerships.contains(id),
            at: at?,
            note: note(scene, id),
            preview: preview(scene, id),
            selected: *scene.selection == Selection::Actor(id.clone()),
            badge: one_history::badge(scene, id),
        })
    };
    scene.roles.all().filter_map(node).collect()
}

/// Whether the arrows are those of the plan in all histories, which a preview may change.
fn shows_all_histories(scene: &Scene) -> bool {
    !matches!(scene.stage, Stage::Briefing | Stage::Setting) && one_history::log(scene).is_none()
}

fn arrows(scene: &Scene, item: Option<&ItemId>) -> Vec<Arrow> {
    if scene.stage == Stage::Briefing {
        return all_histories::possible_arrows(scene);
    }
    one_history::arrows(scene).unwrap_or_else(|| all_histories::arrows(scene, item))
}

fn partnership(scene: &Scene, partner: &ActorId) -> PartnershipEdge {
    if scene.stage == Stage::Briefing {
        return all_histories::unmeasured(partner);
    }
    one_history::partnership(scene, partner).unwrap_or_else(|| all_histories::partnership(scene, partner))
}

/// The distance of the press from the actor from which it hears, in map units: room for an arrow with what is written
/// along it, and shorter than from home to its partners, so that the press does not widen the map.
const PRESS_DISTANCE: f32 = 150.0;

/// The press, if an item was told of which it may hear.
fn press(scene: &Scene, item: Option<&ItemId>, place: Option<Position>) -> Option<Press> {
    let plays = one_history::log(scene).is_some();
    let published = one_history::publication(scene);
    // A partner does not see the press until it has reported.
    let hidden = plays && scene.playback.seat.is_some() && published.is_none();
    if matches!(scene.stage, Stage::Briefing | Stage::Setting) || hidden {
        return None;
    }
    let now = all_histories::Told::now(scene);
    let told = all_histories::told(scene, item);
    let from = press_source(&scene.scenario.home, scene.plan.preparation, &told)?;
    let arrow = if plays { published } else { Some(press_arrow(now, item)?) };
    let would = scene.preview.filter(|_| !plays).and_then(|preview| preview.pair().zip(Some(preview.plan)));
    let would = would.and_then(|([then, against], plan)| {
        let then = press_arrow(all_histories::Told { plan, projection: Some(then) }, item);
        let now = press_arrow(all_histories::Told { projection: Some(against), ..now }, item)?;
        previews::would_be(now, then)
    });
    Some(Press { at: place?, from, arrow, would, reports: published.is_some() })
}

/// The press under the previewed plan.
fn previewed_press(scene: &Scene, item: Option<&ItemId>, places: &Places<'_>) -> Option<Press> {
    let preview = scene.preview.filter(|_| shows_all_histories(scene))?;
    let by = all_histories::Told { plan: preview.plan, projection: preview.projection };
    let told = all_histories::told_by(preview.plan, item?);
    let from = press_source(&scene.scenario.home, preview.plan.preparation, &told)?;
    let arrow = press_arrow(by, item)?;
    let at = map_layout::roomiest_place_around(*places.get(&from)?, PRESS_DISTANCE, places);
    let would = previews::would_be(ArrowKind::MayPassOn(0.0), Some(arrow));
    Some(Press { at, from, arrow: Some(arrow), would, reports: false })
}

/// What the press is told, or may hear; `None` while nothing is projected.
fn press_arrow(by: all_histories::Told<'_>, item: Option<&ItemId>) -> Option<ArrowKind> {
    let public = item.zip(item.map(|item| by.plan.level(item, &RecipientId::Public)));
    match public.filter(|(_, level)| *level > Level::Withheld) {
        Some((item, level)) => Some(ArrowKind::Told(by.telling(item, level))),
        None => Some(ArrowKind::MayPassOn(all_histories::press_chance(by.projection?, item)?)),
    }
}

/// The actor from which the press would hear. What the public is told, it has from home, and a leak is home’s own;
/// otherwise it hears from the meeting, of which the first that is told stands for all.
fn press_source(home: &ActorId, preparation: Preparation, told: &[(RecipientId, Level)]) -> Option<ActorId> {
    let is_public = told.iter().any(|(recipient, _)| *recipient == RecipientId::Public);
    let is_leaked = !told.is_empty() && preparation == Preparation::Leak;
    if is_public || is_leaked {
        return Some(home.clone());
    }
    told.iter().find_map(|(recipient, _)| recipient.actor()).cloned()
}

/// The place of the press under the plan, whatever the stage; `None` if it can hear of nothing.
fn press_place(scene: &Scene, item: Option<&ItemId>, places: &Places<'_>) -> Option<Position> {
    let told = all_histories::told_under_plan(scene, item);
    let from = press_source(&scene.scenario.home, scene.plan.preparation, &told)?;
    Some(map_layout::roomiest_place_around(*places.get(&from)?, PRESS_DISTANCE, places))
}

/// The note line of an actor: the change of its willingness, or its role where nothing is known or planned.
fn note(scene: &Scene, actor: &ActorId) -> String {
    let changed = match one_history::log(scene) {
        Some(_) => {
            one_history::willingness(scene, actor).map(|[withheld, now]| percent_changes(withheld, now))
        }
        None => scene.shown.and_then(|result| change(scene, result.projection, actor)),
    };
    match (scene.stage, changed) {
        (Stage::Decision | Stage::Aftermath | Stage::Why | Stage::Compare, Some(change)) => words(change),
        // Before the meeting there is no change, and without a projection none is known.
        (
            Stage::Library
            | Stage::Briefing
            | Stage::Setting
            | Stage::Decision
            | Stage::Aftermath
            | Stage::Why
            | Stage::Compare
            | Stage::Classroom,
            _,
        ) => role_name(scene, actor),
    }
}

/// The role of an actor, and whether it is a partner as well.
fn role_name(scene: &Scene, actor: &ActorId) -> String {
    match scene.roles.of(actor) {
        Role::Recipient if scene.scenario.partnerships.contains(actor) => "recipient, partner".into(),
        role => role.name().into(),
    }
}

/// By how much the previewed choice would change the numbers of a partner's note line, in their order, so that it fits
/// where they do. Empty without a preview.
fn preview(scene: &Scene, actor: &ActorId) -> String {
    let Some(pair) = scene.preview.and_then(|preview| preview.pair()) else { return String::new() };
    let changes = pair.map(|projection| change(scene, projection, actor));
    let [Some(then), Some(now)] = changes else { return String::new() };
    let [content, sources] = [then.content - now.content, then.methods - now.methods].map(signed);
    if then == now {
        "would not change".into()
    } else {
        phrases::would_change_by(&format!("{content}, {sources}"))
    }
}

fn words(change: PerMaterial<i64>) -> String {
    format!("{} content, {} sources", signed(change.content), signed(change.methods))
}

fn percent_changes(withheld: PerMaterial<f64>, now: PerMaterial<f64>) -> PerMaterial<i64> {
    PerMaterial {
        content: PercentChange::of(withheld.content, now.content).change(),
        methods: PercentChange::of(withheld.methods, now.methods).change(),
    }
}

fn change(scene: &Scene, projection: &Projection, actor: &ActorId) -> Option<PerMaterial<i64>> {
    let mean = all_histories::course_of(scene, projection, actor)?.mean(scene.month as usize)?;
    Some(percent_changes(mean.withheld, mean.planned))
}

/// The title of the map and the line below it.
fn title(scene: &Scene) -> (String, &'static str) {
    if one_history::log(scene).is_some() {
        return (format!("Month {}", scene.month), "one history, against saying nothing");
    }
    match scene.stage {
        Stage::Library | Stage::Briefing | Stage::Classroom => {
            ("Before the meeting".into(), "who shares with home, who could be told, and who could hear of it")
        }
        Stage::Setting => {
            ("Before the meeting".into(), "drag to move, double-click to add, drag from the ring to tie")
        }
        Stage::Decision | Stage::Aftermath | Stage::Why | Stage::Compare if scene.shown.is_none() => {
            (format!("Month {}", scene.month), "computing")
        }
        Stage::Decision | Stage::Aftermath | Stage::Why | Stage::Compare => {
            let largest = scene.shown.is_some_and(|result| result.largest_fall == Some(scene.month));
            let subtitle = if scene.supposes_learning {
                "supposing that the originator learns; mean"
            } else if largest {
                "the largest fall; mean of all histories"
            } else {
                "mean of all histories"
            };
            (format!("Month {} against saying nothing", scene.month), subtitle)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_press_hears_from_home_what_is_leaked_or_public_and_else_from_the_meeting() {
        let (home, guest) = (ActorId::known("home"), ActorId::known("guest"));
        let told = [(RecipientId::Actor(guest.clone()), Level::Gist)];
        let public = [told[0].clone(), (RecipientId::Public, Level::Gist)];
        let source = |preparation, told: &[(RecipientId, Level)]| press_source(&home, preparation, told);
        assert_eq!(source(Preparation::Staffed, &told), Some(guest));
        assert_eq!(source(Preparation::Leak, &told), Some(home.clone()));
        assert_eq!(source(Preparation::Staffed, &public), Some(home.clone()));
        assert_eq!(source(Preparation::Leak, &[]), None, "there is nothing to hear of");
    }
}
