//! The foot of the board: the chance that the source is found, in a sentence, with the button that plays the
//! plan; and the line that previews the choice under the pointer.

use crate::analysis::number_format::{self, EstimativeWord};
use crate::engine::{ItemOutcome, PartnerCourse, Projection};
use crate::scenario::{ActorId, Cover, Edit, ItemId, ItemPlan, Material, Permission, Plan};
use crate::ui::phrases::{self, capitalised};
use crate::ui::stages::planner::Planner;
use crate::ui::stages::split;
use crate::ui::theme::STALE_OPACITY;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{CONTROL, RADIUS, Themed};
use crate::ui::widgets::paint;
use crate::ui::{HistoryChoice, PlayCommand, Preview, Scene, Stage, ViewCommand};
use egui::{Align, Label, Layout, Rect, Sense, Ui, pos2, vec2};

/// Shows the sentence and the main button.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, item: Option<&ItemId>) {
    let scene = planner.scene;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let commit = ui.add(ui.theme().main_action("Commit and play ▸"));
        if commit.on_hover_text("Go into the meeting with this plan and see what follows.").clicked() {
            planner.commands.send(ViewCommand::GoTo(Stage::Aftermath));
            planner.commands.send(PlayCommand::ShowHistory(Some(HistoryChoice::Typical)));
            planner.commands.send(PlayCommand::PlayFromStart);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if let Some(item) = item {
                say(ui, scene, item);
            }
        });
    });
}

fn say(ui: &mut Ui, scene: &Scene<'_>, item: &ItemId) {
    let theme = ui.theme();
    let Verdict { warns, first, second } = Verdict::of(scene, item);
    if warns {
        icons::show(ui, Icon::Warning, 16.0, theme.colors.worse);
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let stale = scene.shown.is_some_and(|result| !result.current);
        ui.multiply_opacity(if stale { STALE_OPACITY } else { 1.0 });
        let room = ui.available_width();
        let first_lines =
            paint::StyledText::new(&first, theme.strong_note_font(), theme.colors.ink).elided(ui, room, 2);
        let lines = first_lines.size().y + theme.note_line() + 2.0;
        ui.add_space(((ui.available_height() - lines) / 2.0).max(0.0));
        ui.label(theme.semibold(first).font(theme.strong_note_font()));
        let fits = |text: &String| paint::width(ui, text, theme.note_font()) <= room;
        let second = second.iter().find(|text| fits(text)).or(second.last());
        if let Some(second) = second {
            ui.add(Label::new(theme.note(second)).truncate());
        }
    });
}

/// The sentences at the foot of the board.
struct Verdict {
    /// True if the source may be found.
    warns: bool,
    first: String,
    /// The second sentence in several lengths, the longest first; may be empty.
    second: Vec<String>,
}

impl Verdict {
    fn of(scene: &Scene<'_>, item: &ItemId) -> Self {
        if !scene.plan.tells_anybody() {
            let second = match scene.scenario.meeting.recipients.keys().next() {
                Some(first) => format!("Choose a level for {}.", scene.scenario.recipient_name(first)),
                None => "Invite a recipient in Setting.".into(),
            };
            let first = "Nobody is told anything yet.".into();
            return Verdict { warns: false, first, second: vec![second] };
        }
        let outcome = scene.shown.and_then(|result| {
            let projection = result.projection;
            let outcome = projection.items.iter().find(|outcome| outcome.item == *item);
            outcome.map(|outcome| (projection, outcome))
        });
        match outcome {
            Some((projection, outcome)) => Verdict {
                warns: outcome.source_found.mean > 0.0,
                first: found(scene, projection, outcome),
                second: spreads(scene, projection, outcome),
            },
            None => {
                let first = "The first projection is being computed.".into();
                Verdict { warns: false, first, second: Vec::new() }
            }
        }
    }
}

fn found(scene: &Scene<'_>, projection: &Projection, outcome: &ItemOutcome) -> String {
    let chance = outcome.source_found.mean;
    if chance <= 0.0 {
        return "Nobody hostile finds the source.".into();
    }
    let mut finders: Vec<(f64, &str)> = projection
        .knowledge
        .iter()
        .filter(|knowledge| knowledge.item == outcome.item && knowledge.closes_source.mean > 0.0)
        .map(|knowledge| (knowledge.closes_source.mean, scene.scenario.name(&knowledge.actor)))
        .collect();
    finders.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<&str> = finders.into_iter().map(|(_, name)| name).collect();
    format!(
        "{} finds the source: {}, {}.",
        phrases::any_of(&names),
        number_format::percent(chance),
        EstimativeWord::of(chance).in_sentence()
    )
}

fn spreads(scene: &Scene<'_>, projection: &Projection, outcome: &ItemOutcome) -> Vec<String> {
    let item = scene.scenario.items.get(&outcome.item);
    let learns = item.and_then(|item| {
        let learning = projection
            .learning
            .iter()
            .find(|learning| learning.item == outcome.item && learning.partner == item.originator)?;
        let name = scene.scenario.name(&item.originator);
        Some((name, number_format::percent(learning.by_end.mean)))
    });
    let public = number_format::percent(outcome.public.mean);
    match learns {
        Some((name, learns)) => vec![
            format!("{name} learns of it: {learns}. It becomes public: {public}."),
            format!("{name} learns: {learns}. Public: {public}."),
        ],
        None => vec![format!("It becomes public: {public}.")],
    }
}

const PADDING: f32 = 8.0;

/// Shows the line. It is always there, so that nothing moves when a preview begins or ends.
pub fn preview_line(ui: &mut Ui, scene: &Scene<'_>, item: &ItemId) {
    let theme = ui.theme();
    let height = CONTROL.max(theme.size.note + 10.0);
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let fill = theme.colors.sunk;
    ui.painter().rect_filled(place.expand2(vec2(PADDING, 0.0)), f32::from(RADIUS), fill);
    match scene.preview {
        None => {
            let hint = "Point at a choice to preview its effect.";
            hint_text(ui, place, hint);
        }
        Some(preview) => {
            let (choice, effect) = choice_and_effect(scene, &preview, item);
            paint::described(&response, || format!("Preview of {choice}: {}", effect.join(", ")));
            effect_text(ui, place, &choice, &effect);
        }
    }
}

fn hint_text(ui: &Ui, place: Rect, text: &str) {
    let theme = ui.theme();
    let color = theme.colors.ink_3;
    let galley = paint::StyledText::new(text, theme.note_font(), color).elided(ui, place.width(), 1);
    paint::left(ui, pos2(place.left(), place.center().y), galley, color);
}

/// The choice, its effect, and the word “preview”. The choice is cut first: the effect is what is new to the reader.
fn effect_text(ui: &Ui, place: Rect, choice: &str, effect: &[String]) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let y = place.center().y;
    let end = paint::StyledText::new("preview", theme.note_font(), colors.ink_2).elided(ui, place.width(), 1);
    let end_left = place.right() - end.size().x;
    paint::left(ui, pos2(end_left, y), end, colors.ink_2);
    let whole = |text: &String| paint::width(ui, text, theme.strong_note_font()) + 2.0 * PADDING;
    let needed: f32 = effect.iter().map(whole).sum();
    let room = (end_left - place.left() - needed - PADDING).max(place.width() * 0.2);
    let start = paint::StyledText::new(choice, theme.note_font(), colors.ink_2).elided(ui, room, 1);
    let mut x = place.left() + start.size().x + 2.0 * PADDING;
    paint::left(ui, pos2(place.left(), y), start, colors.ink_2);
    for part in effect {
        let room = end_left - PADDING - x;
        let galley = paint::StyledText::new(part, theme.strong_note_font(), colors.ink).elided(ui, room, 1);
        let width = galley.size().x;
        if room > 24.0 {
            paint::left(ui, pos2(x, y), galley, colors.ink);
        }
        x += width + 2.0 * PADDING;
    }
}

/// The choice and its effect, in words.
fn choice_and_effect(scene: &Scene<'_>, preview: &Preview<'_>, item: &ItemId) -> (String, Vec<String>) {
    let effect = match preview.pair() {
        Some([tried, now]) => effect(scene, now, tried, item),
        None => vec!["…".into()],
    };
    (choice_text(scene, preview.plan), effect)
}

fn effect(scene: &Scene<'_>, now: &Projection, tried: &Projection, item: &ItemId) -> Vec<String> {
    let partner = match most_moved(now, tried, scene.month) {
        Some(moved) => {
            let materials =
                [(Material::Content, moved.content), (Material::SourcesAndMethods, moved.sources)];
            let moves = materials.into_iter().filter(|(_, [stands, would])| stands != would);
            let moves: Vec<String> = moves
                .map(|(material, [stands, would])| {
                    let [stands, would] = [stands, would].map(number_format::signed);
                    format!("{} {stands} → {would}", material.short_name())
                })
                .collect();
            format!("{} {} against before", scene.scenario.name(moved.partner), moves.join(", "))
        }
        None => "no partner’s willingness changes".to_owned(),
    };
    let found = |projection: &Projection| {
        projection.items.iter().find(|outcome| outcome.item == *item).map(|outcome| outcome.source_found.mean)
    };
    let source = found(now).zip(found(tried)).map(|(now, tried)| {
        format!("source found {} → {}", number_format::percent(now), number_format::percent(tried))
    });
    std::iter::once(partner).chain(source).collect()
}

/// The change of a partner's mean willingness against saying nothing, in points: under the plan as it stands and
/// under the previewed plan.
struct PartnerMove<'a> {
    partner: &'a ActorId,
    content: [i64; 2],
    sources: [i64; 2],
}

/// The partner whose willingness would move most against the plan as it stands; none if nobody’s does.
fn most_moved<'a>(now: &Projection, tried: &'a Projection, month: u32) -> Option<PartnerMove<'a>> {
    let change = |course: &PartnerCourse| {
        let mean = course.mean(month as usize)?;
        Some(Material::ALL.map(|material| split::pair(mean, material).change()))
    };
    let moved = tried.partners.iter().filter_map(|course| {
        let (stands, would) = (change(now.partner(&course.partner)?)?, change(course)?);
        let [content, sources] = [0, 1].map(|index| [stands[index], would[index]]);
        Some(PartnerMove { partner: &course.partner, content, sources })
    });
    let amount =
        |moved: &PartnerMove| [moved.content, moved.sources].map(|[from, to]| (to - from).abs()).iter().sum();
    moved.filter(|moved| amount(moved) > 0).max_by_key(|moved| -> i64 { amount(moved) })
}

/// The difference of a previewed plan in a few words: “Russia: content”, “Full cover”.
fn choice_text(scene: &Scene<'_>, tried: &Plan) -> String {
    let now = scene.plan;
    if tried.name != now.name {
        return format!("“{}”", tried.name);
    }
    if tried.preparation != now.preparation {
        return capitalised(tried.preparation.name());
    }
    if tried.asks != now.asks {
        return asked_text(scene, tried);
    }
    level_text(scene, tried).or_else(|| handling_text(scene, tried)).unwrap_or_else(|| {
        capitalised(&Edit::PutPlan(scene.plan_id.clone(), tried.clone()).label(scene.scenario))
    })
}

fn asked_text(scene: &Scene<'_>, tried: &Plan) -> String {
    match tried.asks.iter().find(|recipient| !scene.plan.asks.contains(recipient)) {
        Some(recipient) => format!("Ask {}", scene.scenario.recipient_name(recipient)),
        None => "Ask nothing".into(),
    }
}

fn level_text(scene: &Scene<'_>, tried: &Plan) -> Option<String> {
    let recipients = &scene.scenario.meeting.recipients;
    scene.scenario.items.keys().find_map(|item| {
        recipients.keys().find_map(|recipient| {
            let level = tried.level(item, recipient);
            (level != scene.plan.level(item, recipient))
                .then(|| format!("{}: {}", scene.scenario.recipient_name(recipient), level.name()))
        })
    })
}

fn handling_text(scene: &Scene<'_>, tried: &Plan) -> Option<String> {
    let several = scene.scenario.items.len() > 1;
    scene.scenario.items.keys().find_map(|item| {
        let words = difference(&scene.plan.item(item), &tried.item(item))?;
        Some(if several { format!("{words} ({})", scene.scenario.item_name(item)) } else { words })
    })
}

fn difference(now: &ItemPlan, tried: &ItemPlan) -> Option<String> {
    if now.permission != tried.permission {
        return Some(match tried.permission {
            Permission::NotAsked => "Not asked".into(),
            Permission::Granted(level) => format!("Granted: {}", level.name()),
            Permission::Refused => "Refused".into(),
            Permission::Asked(_) => "Asked first".into(),
        });
    }
    (now.cover != tried.cover).then(|| match tried.cover {
        Cover::None => "No cover".into(),
        Cover::Partial => "Partial cover".into(),
        Cover::Full => "Full cover".into(),
    })
}
