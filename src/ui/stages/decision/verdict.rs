//! The foot of the board: the chance that the source is found, in a sentence, with the button that plays the
//! plan; and the line that previews the choice under the pointer.

use crate::analysis::number_format::{self, EstimativeWord};
use crate::engine::{ItemOutcome, PartnerCourse, Projection};
use crate::scenario::{
    ActorId, Cover, Edit, IfRefused, ItemId, ItemPlan, Material, Permission, Plan, Preparation, possessive,
};
use crate::ui::phrases::{self, capitalised};
use crate::ui::stages::planner::Planner;
use crate::ui::stages::split;
use crate::ui::theme::STALE_OPACITY;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{CONTROL, RADIUS, Themed};
use crate::ui::widgets::{elided, paint};
use crate::ui::{HistoryChoice, PlayCommand, Preview, Scene, Stage, ViewCommand};
use egui::{Align, Label, Layout, Rect, Response, Sense, Ui, pos2, vec2};

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
        let in_two_lines = |text: &str| {
            paint::StyledText::new(text, theme.strong_note_font(), theme.colors.ink).elided(ui, room, 2)
        };
        if let Some(sentence) = fitting(&first, |text| !in_two_lines(text).elided) {
            let lines = in_two_lines(sentence).size().y + theme.note_line() + 2.0;
            ui.add_space(((ui.available_height() - lines) / 2.0).max(0.0));
            let shown = ui.label(theme.semibold(sentence).font(theme.strong_note_font()));
            tell_longest(shown, sentence, &first);
        }
        let fits = |text: &str| paint::width(ui, text, theme.note_font()) <= room;
        if let Some(sentence) = fitting(&second, fits) {
            let is_longest = second.first().is_some_and(|longest| longest == sentence);
            let label = Label::new(theme.note(sentence)).truncate().show_tooltip_when_elided(is_longest);
            tell_longest(ui.add(label), sentence, &second);
        }
    });
}

/// The first of some texts that fits, else the last; `None` if there are none.
fn fitting(texts: &[String], fits: impl Fn(&str) -> bool) -> Option<&str> {
    texts.iter().find(|text| fits(text)).or(texts.last()).map(String::as_str)
}

/// Tells the longest of some texts where less of it is shown: to the pointer, and to the screen reader.
fn tell_longest(shown: Response, text: &str, texts: &[String]) {
    if let Some(longest) = texts.first().filter(|longest| *longest != text) {
        shown.on_hover_text(longest).accessible_name(longest);
    }
}

/// Those of some texts that are shorter than all before them.
fn each_shorter(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if kept.last().is_none_or(|last| text.chars().count() < last.chars().count()) {
            kept.push(text);
        }
    }
    kept
}

/// The sentences at the foot of the board, each in several lengths, the longest first.
struct Verdict {
    /// True if the source may be found.
    warns: bool,
    /// The chance that the source is found, and by whom.
    first: Vec<String>,
    /// The chances that the originator learns and that the item becomes public, or what to do first; may be empty.
    second: Vec<String>,
}

impl Verdict {
    fn of(scene: &Scene<'_>, item: &ItemId) -> Self {
        if !scene.plan.tells_anybody() {
            let second = match scene.scenario.meeting.recipients.keys().next() {
                Some(first) => format!("Choose a level for {}.", scene.scenario.recipient_name(first)),
                None => "Invite a recipient in Setting.".into(),
            };
            let first = match Previewed::of(scene, item).found {
                Some(by) => format!(
                    "Nobody is told anything yet. The chance that the source is found {}.",
                    phrases::would_change_by_points(&by)
                ),
                None => "Nobody is told anything yet.".into(),
            };
            return Verdict { warns: false, first: vec![first], second: vec![second] };
        }
        let outcome = scene.shown.and_then(|result| {
            let projection = result.projection;
            let outcome = projection.items.iter().find(|outcome| outcome.item == *item);
            outcome.map(|outcome| (projection, outcome))
        });
        let would = Previewed::of(scene, item);
        match outcome {
            Some((projection, outcome)) => Verdict {
                warns: outcome.source_found.mean > 0.0,
                first: found(scene, projection, outcome, would.found.as_deref()),
                second: spreads(scene, projection, outcome, &would),
            },
            None => {
                let first = vec!["The first projection is being computed.".into()];
                Verdict { warns: false, first, second: Vec::new() }
            }
        }
    }
}

/// By how many points a preview would change the numbers at the foot of the board; none where it would not.
#[derive(Default)]
struct Previewed {
    found: Option<String>,
    learns: Option<String>,
    public: Option<String>,
}

impl Previewed {
    fn of(scene: &Scene<'_>, item: &ItemId) -> Self {
        let Some(pair) = scene.preview.and_then(|preview| preview.pair()) else {
            return Previewed::default();
        };
        let by = |of: &dyn Fn(&Projection) -> Option<f64>| {
            let [then, now] = pair.map(of);
            phrases::changed_points([then?, now?])
        };
        Previewed {
            found: by(&|projection| Some(outcome(projection, item)?.source_found.mean)),
            learns: by(&|projection| Some(originator_learns(scene, projection, item)?.1)),
            public: by(&|projection| Some(outcome(projection, item)?.public.mean)),
        }
    }
}

fn outcome<'a>(projection: &'a Projection, item: &ItemId) -> Option<&'a ItemOutcome> {
    projection.items.iter().find(|outcome| outcome.item == *item)
}

/// The originator of an item, if it can learn of the breach, and the chance that it does by the end.
fn originator_learns<'a>(
    scene: &Scene<'a>,
    projection: &Projection,
    item: &ItemId,
) -> Option<(&'a ActorId, f64)> {
    let originator = &scene.scenario.items.get(item)?.originator;
    let mut learning = projection.learning.iter();
    let learning = learning.find(|learning| learning.item == *item && learning.partner == *originator)?;
    Some((originator, learning.by_end.mean))
}

/// A chance with by how much it would change.
fn chance(chance: f64, would: Option<&str>) -> String {
    let chance = number_format::percent(chance);
    would.map_or_else(|| chance.clone(), |by| format!("{chance}, {}", phrases::would_change_by_points(by)))
}

fn found(
    scene: &Scene<'_>,
    projection: &Projection,
    outcome: &ItemOutcome,
    would: Option<&str>,
) -> Vec<String> {
    let found = outcome.source_found.mean;
    if found <= 0.0 {
        let would = would
            .map_or_else(String::new, |by| format!(" The chance {}.", phrases::would_change_by_points(by)));
        return vec![format!("Nobody hostile finds the source.{would}")];
    }
    let mut finders: Vec<(f64, &str)> = projection
        .knowledge
        .iter()
        .filter(|knowledge| knowledge.item == outcome.item && knowledge.closes_source.mean > 0.0)
        .map(|knowledge| (knowledge.closes_source.mean, scene.scenario.name(&knowledge.actor)))
        .collect();
    finders.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<&str> = finders.iter().map(|(_, name)| *name).collect();
    let words = EstimativeWord::of(found).in_sentence;
    let chance = match would {
        Some(_) => chance(found, would),
        None => format!("{}, {words}", chance(found, None)),
    };
    let all = format!("{} finds the source: {chance}.", phrases::any_of(&names));
    let found = format!("The source is found: {chance}.");
    let likeliest = match finders[..] {
        [(most, likeliest), (next, _), ..] if most > next => Some(likeliest),
        _ => None,
    };
    let by_likeliest = likeliest.map(|likeliest| format!("{found} {likeliest} finds it most often."));
    each_shorter([Some(all), by_likeliest, Some(found)].into_iter().flatten())
}

fn spreads(
    scene: &Scene<'_>,
    projection: &Projection,
    outcome: &ItemOutcome,
    would: &Previewed,
) -> Vec<String> {
    let public = chance(outcome.public.mean, would.public.as_deref());
    let Some((originator, learns)) = originator_learns(scene, projection, &outcome.item) else {
        return vec![format!("It becomes public: {public}.")];
    };
    let (name, learns) = (scene.scenario.name(originator), chance(learns, would.learns.as_deref()));
    let last = scene.scenario.horizon_months;
    let mut texts = vec![
        format!("{name} learns of it by month {last}: {learns}. It becomes public: {public}."),
        format!("{name} learns of it: {learns}. It becomes public: {public}."),
        format!("{name} learns: {learns}. Public: {public}."),
        format!("Originator learns: {learns}. Public: {public}."),
    ];
    let by = |what: &str, by: &Option<String>| by.as_ref().map(|by| format!("{what} {by}"));
    let changes = [by("originator learns", &would.learns), by("public", &would.public)];
    let changes: Vec<String> = changes.into_iter().flatten().collect();
    if !changes.is_empty() {
        texts.push(format!("Would change, in points: {}.", changes.join(", ")));
    }
    each_shorter(texts)
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
            let texts = preview_texts(scene, &preview, item);
            if let Some(longest) = texts.first() {
                paint::described(&response, || format!("Preview: {longest}"));
            }
            effect_text(ui, place, &texts);
        }
    }
}

fn hint_text(ui: &Ui, place: Rect, text: &str) {
    let theme = ui.theme();
    let color = theme.colors.ink_3;
    let galley = paint::StyledText::new(text, theme.note_font(), color).elided(ui, place.width(), 1);
    paint::left(ui, pos2(place.left(), place.center().y), galley, color);
}

/// The first of the texts that fits, else the shortest in type that is as small as it must be.
fn effect_text(ui: &Ui, place: Rect, texts: &[String]) {
    let theme = ui.theme();
    let color = theme.colors.ink;
    let font = theme.strong_note_font();
    let text = paint::whole(ui, texts.iter().map(String::as_str), &font, place.width());
    let Some(text) = text.or(texts.last().map(String::as_str)) else { return };
    let galley = paint::StyledText::new(text, font, color).elided(ui, place.width(), 1);
    paint::left(ui, pos2(place.left(), place.center().y), galley, color);
}

/// What a preview changes, in texts of which each is shorter than the one before.
fn preview_texts(scene: &Scene<'_>, preview: &Preview<'_>, item: &ItemId) -> Vec<String> {
    let choice = choice_text(scene, preview.plan);
    let Some(pair) = preview.pair() else {
        return vec![format!("{}: computing", capitalised(&choice)), capitalised(&choice)];
    };
    let moved = most_moved(pair, scene.month);
    let found = Previewed::of(scene, item).found;
    let found = found.map(|by| format!("chance of finding the source {by}"));
    let Some(moved) = &moved else {
        let alone = "would change nobody’s willingness";
        let found = found.map_or_else(String::new, |found| format!("; in points: {found}"));
        return vec![
            format!("{} {alone}{found}", capitalised(&choice)),
            format!("{}{found}", capitalised(alone)),
            capitalised(alone),
        ];
    };
    let changes = [(Material::Content, moved.content), (Material::SourcesAndMethods, moved.sources)];
    let changes: Vec<String> = (changes.into_iter())
        .filter(|(_, change)| *change != 0)
        .map(|(material, change)| format!("{} {}", material.short_name(), number_format::signed(change)))
        .collect();
    let partner = |name: &str| format!("{} {}", possessive(name), changes.join(", "));
    let found = found.map_or_else(String::new, |found| format!("; {found}"));
    let both = |name: &str| format!("{}{found}", partner(name));
    let name = scene.scenario.name(moved.partner);
    let short = elided::shortened(name, SHORT_NAME);
    vec![
        format!("{} would change, in points: {}", capitalised(&choice), both(name)),
        format!("Would change, in points: {}", both(name)),
        format!("Would change, in points: {}", both(&short)),
        // The foot of the board says what becomes of the source.
        format!("Would change, in points: {}", partner(&short)),
    ]
}

/// The letters that are left of a name for which there is no room.
const SHORT_NAME: usize = 12;

/// The change of a partner's mean willingness by a preview, in points, as the difference of the shown changes.
struct PartnerMove<'a> {
    partner: &'a ActorId,
    content: i64,
    sources: i64,
}

impl PartnerMove<'_> {
    fn amount(&self) -> i64 {
        self.content.abs() + self.sources.abs()
    }
}

/// The partner whose willingness a preview would move most; none if nobody’s.
fn most_moved<'a>([then, now]: [&'a Projection; 2], month: u32) -> Option<PartnerMove<'a>> {
    let change = |course: &PartnerCourse| {
        let mean = course.mean(month as usize)?;
        Some(Material::ALL.map(|material| split::pair(mean, material).change()))
    };
    let moved = then.partners.iter().filter_map(|course| {
        let (stands, would) = (change(now.partner(&course.partner)?)?, change(course)?);
        let [content, sources] = [0, 1].map(|index| would[index] - stands[index]);
        Some(PartnerMove { partner: &course.partner, content, sources })
    });
    moved.filter(|moved| moved.amount() > 0).max_by_key(PartnerMove::amount)
}

/// The difference of a previewed plan in a few words, “content for Russia”, “full cover”.
fn choice_text(scene: &Scene<'_>, tried: &Plan) -> String {
    let now = scene.plan;
    if tried.name != now.name {
        return format!("“{}”", tried.name);
    }
    if tried.preparation != now.preparation {
        return preparation_in_words(tried.preparation).into();
    }
    if tried.asks != now.asks {
        return asked_text(scene, tried);
    }
    level_text(scene, tried).or_else(|| handling_text(scene, tried)).unwrap_or_else(|| {
        format!("“{}”", Edit::PutPlan(scene.plan_id.clone(), tried.clone()).label(scene.scenario))
    })
}

fn preparation_in_words(preparation: Preparation) -> &'static str {
    match preparation {
        Preparation::Spontaneous => "a decision in the room",
        Preparation::Staffed => "a staffed decision",
        Preparation::Leak => "a leak",
        Preparation::Compelled => "compelled disclosure",
        Preparation::Misuse => "misuse",
    }
}

fn asked_text(scene: &Scene<'_>, tried: &Plan) -> String {
    match tried.asks.iter().find(|recipient| !scene.plan.asks.contains(recipient)) {
        Some(recipient) => {
            format!("a concession asked of {}", scene.scenario.recipient_in_a_sentence(recipient))
        }
        None => "nothing asked in return".into(),
    }
}

fn level_text(scene: &Scene<'_>, tried: &Plan) -> Option<String> {
    let recipients = &scene.scenario.meeting.recipients;
    scene.scenario.items.keys().find_map(|item| {
        recipients.keys().find_map(|recipient| {
            let level = tried.level(item, recipient);
            (level != scene.plan.level(item, recipient)).then(|| {
                format!("{} for {}", level.told(), scene.scenario.recipient_in_a_sentence(recipient))
            })
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
            Permission::NotAsked => "nobody asked first".into(),
            Permission::Granted(level) => format!("permission for {}", level.name()),
            Permission::Refused => "permission refused".into(),
            Permission::Asked(IfRefused::HoldBack) => "asking first, and holding back if refused".into(),
            Permission::Asked(IfRefused::TellAnyway) => "asking first, and telling anyway".into(),
        });
    }
    (now.cover != tried.cover).then(|| match tried.cover {
        Cover::None => "no cover".into(),
        Cover::Partial => "partial cover".into(),
        Cover::Full => "full cover".into(),
    })
}
