//! What is to be seen on the map, in map coordinates and in the document's own terms.

use super::{history, notes, press, view};
use crate::engine::{cascade, level};
use crate::scenario::map_layout;
use crate::scenario::{ActorId, ItemId, Level, PerMaterial, Position, RecipientId, Role, Scenario, Tie};
use crate::ui::{Scene, Selection, Stage};
use egui::Rect;
use std::collections::HashMap;

/// Everything on the map.
pub(super) struct Picture {
    /// Who is there, in the order in which they are reached by keyboard.
    pub nodes: Vec<Node>,
    /// Partnerships.
    pub bonds: Vec<Bond>,
    /// Who may pass on what to whom, and what home tells.
    pub arrows: Vec<Arrow>,
    /// Who is hostile or friendly to whom.
    pub feelings: Vec<Feeling>,
    /// The press, where something may reach it.
    pub press: Option<Press>,
    places: HashMap<ActorId, Position>,
}

/// An actor.
pub(super) struct Node {
    pub id: ActorId,
    pub name: String,
    pub role: Role,
    pub at: Position,
    /// What stands below its name; may be empty.
    pub note: String,
    /// What a choice under the pointer would change; empty if nothing is previewed.
    pub preview: String,
    pub selected: bool,
    /// What has happened to it in the history that plays.
    pub badge: Option<Badge>,
}

/// What has happened to an actor in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Badge {
    /// It knows that the promise was broken, or that it was passed on.
    Knows,
    /// Its source was found.
    SourceLost,
}

/// A partner and its willingness, by lane.
pub(super) struct Bond {
    pub partner: ActorId,
    pub before: Option<PerMaterial<f32>>,
    pub now: Option<PerMaterial<f32>>,
    pub preview: Option<PerMaterial<f32>>,
}

impl Bond {
    /// Whether anything of what was before shows beside what is left.
    pub fn has_lost(&self) -> bool {
        let pair = self.before.as_ref().zip(self.now.as_ref());
        let least = 0.005;
        pair.is_some_and(|(before, now)| {
            before.content - now.content > least || before.methods - now.methods > least
        })
    }
}

/// A way an item goes or may go.
pub(super) struct Arrow {
    pub from: ActorId,
    pub to: ActorId,
    pub kind: ArrowKind,
}

/// What an arrow stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ArrowKind {
    /// Home tells it.
    Told(Level),
    /// It may be passed on, with this chance.
    MayPassOn(f32),
    /// It was told or passed on in the history that plays, or is just on its way.
    Passed {
        /// How much.
        level: Level,
        /// How far it has come, 0 to 1.
        progress: f32,
        /// How likely it was; `None` where nobody left it to chance.
        chance: Option<f32>,
    },
}

/// How one regards another.
pub(super) struct Feeling {
    pub from: ActorId,
    pub to: ActorId,
    pub affinity: f32,
}

/// The press, where it stands, and how it comes to hear.
pub(super) struct Press {
    pub at: Position,
    pub from: ActorId,
    /// How likely it is to hear, or what home tells the public; in a history that plays, how it heard.
    pub way: Option<ArrowKind>,
    /// In a history that plays: whether it is out.
    pub reports: bool,
}

impl Press {
    /// What stands at its mark.
    pub fn name(&self) -> &'static str {
        if self.reports { "Press reports it" } else { "Press" }
    }
}

impl Picture {
    /// What a scene shows.
    pub fn of(scene: &Scene) -> Self {
        let scenario = scene.scenario;
        let places = map_layout::places(scenario);
        let nodes = scenario.roles().map(|(id, role)| node(scene, id, role, &places)).collect();
        let bonds = scenario.partnerships.keys().map(|id| bond(scene, id)).collect();
        let shown = shown_item(scene);
        let arrows = match history::arrows(scene) {
            Some(arrows) => arrows,
            None => arrows(scene, shown.as_ref()),
        };
        let press = press::press(scene, shown.as_ref(), &places);
        Picture { nodes, bonds, arrows, feelings: feelings(scene, shown.as_ref()), press, places }
    }

    /// Where an actor stands.
    pub fn place(&self, actor: &ActorId) -> Position {
        self.places.get(actor).copied().unwrap_or_default()
    }

    /// Puts everyone where they are drawn.
    pub fn stand(&mut self, places: &HashMap<ActorId, Position>) {
        self.places.extend(places.iter().map(|(id, at)| (id.clone(), *at)));
    }

    /// A rectangle round everyone.
    pub fn extent(&self) -> Rect {
        let press = self.press.iter().map(|press| press.at);
        view::extent(self.nodes.iter().map(|node| node.at).chain(press))
    }

    /// What arrows there are, that to the press among them.
    pub fn ways(&self) -> impl Iterator<Item = ArrowKind> + '_ {
        let press = self.press.iter().filter_map(|press| press.way);
        self.arrows.iter().map(|arrow| arrow.kind).chain(press)
    }

    /// The node of an actor.
    pub fn node(&self, actor: &ActorId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == *actor)
    }

    /// Whether two actors have anything to do with each other on the map.
    pub fn are_neighbours(&self, one: &ActorId, other: &ActorId, home: &ActorId) -> bool {
        let pair = |a: &ActorId, b: &ActorId| (a == one && b == other) || (a == other && b == one);
        self.arrows.iter().any(|arrow| pair(&arrow.from, &arrow.to))
            || self.feelings.iter().any(|feeling| pair(&feeling.from, &feeling.to))
            || self.bonds.iter().any(|bond| pair(&bond.partner, home))
    }
}

/// The item that the map is about: the selected one, else the first that the plan tells, else the first.
pub(super) fn shown_item(scene: &Scene) -> Option<ItemId> {
    let told = |id: &&ItemId| scene.plan.item(id).tell.values().any(|level| *level > Level::Withheld);
    match scene.selection {
        Selection::Item(item) if scene.scenario.items.contains(item) => Some(item.clone()),
        _ => scene.scenario.items.keys().find(told).or_else(|| scene.scenario.items.keys().next()).cloned(),
    }
}

fn node(scene: &Scene, id: &ActorId, role: Role, places: &HashMap<ActorId, Position>) -> Node {
    Node {
        id: id.clone(),
        name: scene.scenario.name(id).to_owned(),
        role,
        at: places.get(id).copied().unwrap_or_default(),
        note: notes::note(scene, id),
        preview: notes::preview(scene, id),
        selected: *scene.selection == Selection::Actor(id.clone()),
        badge: history::badge(scene, id),
    }
}

fn bond(scene: &Scene, partner: &ActorId) -> Bond {
    if let Some(bond) = history::bond(scene, partner) {
        return bond;
    }
    let means = |lanes: &PerMaterial<crate::engine::Statistics>| PerMaterial {
        content: lanes.content.mean as f32,
        methods: lanes.methods.mean as f32,
    };
    let course = scene.result.and_then(|result| result.projection.partner(partner));
    let month = scene.month as usize;
    let at_month = |course: &crate::engine::PartnerCourse| course.months.get(month).map(means);
    let before = course.map(|course| means(&course.before));
    let setting = scene.stage == Stage::Setting;
    Bond {
        partner: partner.clone(),
        before,
        now: if setting { before } else { course.and_then(at_month) },
        preview: (scene.preview)
            .and_then(|preview| preview.projection)
            .and_then(|projection| projection.partner(partner))
            .and_then(at_month),
    }
}

fn arrows(scene: &Scene, item: Option<&ItemId>) -> Vec<Arrow> {
    let told = told(scene, item);
    let mut arrows: Vec<Arrow> = (told.iter())
        .filter_map(|(recipient, level)| {
            let to = recipient.actor()?.clone();
            Some(Arrow { from: scene.scenario.home.clone(), to, kind: ArrowKind::Told(*level) })
        })
        .collect();
    let level = told.iter().map(|(_, level)| *level).max().unwrap_or(Level::SourcesMethods);
    for tie in &scene.scenario.ties {
        let chance = onward_chance(scene, tie, item, level);
        if chance > 0.0 && tie.to != scene.scenario.home && tie.from != scene.scenario.home {
            let kind = ArrowKind::MayPassOn(chance);
            arrows.push(Arrow { from: tie.from.clone(), to: tie.to.clone(), kind });
        }
    }
    arrows
}

/// What the plan tells whom of an item; nothing in *Setting*, which is before any plan.
pub(super) fn told(scene: &Scene, item: Option<&ItemId>) -> Vec<(RecipientId, Level)> {
    let Some(item) = item.filter(|_| scene.stage != Stage::Setting) else { return Vec::new() };
    let plan = scene.plan.item(item);
    plan.tell.iter().filter(|(_, level)| **level > Level::Withheld).map(|(r, l)| (r.clone(), *l)).collect()
}

/// A pair's own chance: in *Setting* of an item that is fully wanted, else of the item that is shown.
fn onward_chance(scene: &Scene, tie: &Tie, item: Option<&ItemId>, level: Level) -> f32 {
    let onward = tie.onward.likely();
    let Some(item) = item.and_then(|id| scene.scenario.items.get(id)) else { return onward as f32 };
    if scene.stage == Stage::Setting {
        return onward as f32;
    }
    let wanted = item.interest.get(&tie.to).map_or(0.0, |interest| interest.likely());
    let interest = if tie.to == item.originator { 1.0 } else { wanted };
    let way = cascade::Way { to: 0, onward, interest };
    debug_assert!(level::onward_interest(level) > 0.0);
    cascade::open_chance(way, level) as f32
}

/// In *Setting* every regard between others than home; elsewhere who is hostile to the originator.
/// What is selected shows all of its own.
fn feelings(scene: &Scene, item: Option<&ItemId>) -> Vec<Feeling> {
    let scenario: &Scenario = scene.scenario;
    let originator = item.and_then(|id| scenario.items.get(id)).map(|item| &item.originator);
    let selected = |tie: &Tie| match scene.selection {
        Selection::Actor(actor) => scene.stage == Stage::Setting && (tie.from == *actor || tie.to == *actor),
        Selection::Tie(a, b) => (tie.from == *a && tie.to == *b) || (tie.from == *b && tie.to == *a),
        _ => false,
    };
    let shown = |tie: &&Tie| {
        let affinity = tie.affinity.likely();
        let hostile = affinity < 0.0 && Some(&tie.to) == originator && tie.from != scenario.home;
        affinity != 0.0 && (hostile || selected(tie))
    };
    (scenario.ties.iter().filter(shown))
        .map(|tie| Feeling {
            from: tie.from.clone(),
            to: tie.to.clone(),
            affinity: tie.affinity.likely() as f32,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_lost_where_a_lane_is_narrower_than_before_by_what_can_be_seen() {
        let bond = |now: Option<[f32; 2]>| Bond {
            partner: ActorId::known("il"),
            before: Some(PerMaterial { content: 0.9, methods: 0.6 }),
            now: now.map(|[content, methods]| PerMaterial { content, methods }),
            preview: None,
        };
        assert!(bond(Some([0.9, 0.4])).has_lost() && bond(Some([0.8, 0.7])).has_lost());
        assert!(!bond(Some([0.9, 0.6])).has_lost() && !bond(Some([0.95, 0.599])).has_lost());
        assert!(!bond(None).has_lost(), "nothing is known of it");
    }
}
