//! The item on the board: the list to choose it from, its description, and its ladder.

use crate::analysis::number_format::{self, fixed};
use crate::engine::{attribution, level as amounts};
use crate::scenario::{Item, ItemId, ItemPlan, Level, Permission, Promise, RecipientId};
use crate::ui::phrases;
use crate::ui::stages::planner::Planner;
use crate::ui::theme::{Themed, marks};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::ladder::{Ladder, LadderColumn, LadderMeter, LadderRow};
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Scene, Selection, ViewCommand};
use egui::{Label, Sense, Ui, vec2};

/// The most items shown as tabs; more fold into a list.
const MOST_TABS: usize = 4;

/// The item on the board: the one selected on the map, else the one chosen here, else the first.
pub fn current(scene: &Scene<'_>, chosen: &Option<ItemId>) -> Option<ItemId> {
    let items = &scene.scenario.items;
    if let Selection::Item(id) = scene.selection
        && items.contains(id)
    {
        return Some(id.clone());
    }
    chosen.clone().filter(|id| items.contains(id)).or_else(|| items.keys().next().cloned())
}

/// The switch between items, where there are several.
pub fn choose(ui: &mut Ui, planner: &mut Planner<'_, '_>, chosen: &mut Option<ItemId>) {
    let (scene, items) = (planner.scene, &planner.scene.scenario.items);
    let Some(now) = current(scene, chosen).filter(|_| items.len() > 1) else { return };
    let texts = (items.len() <= MOST_TABS).then(|| tab_texts(ui, scene)).flatten();
    let picked = match texts {
        Some(texts) => tabs(ui, scene, &texts, &now),
        None => list(ui, scene, &now),
    };
    if let Some(id) = picked {
        *chosen = Some(id.clone());
        planner.commands.send(ViewCommand::Select(Selection::Item(id)));
    }
}

/// The texts of the tabs: names with levels, with short levels, or alone; `None` if not even these fit.
fn tab_texts(ui: &Ui, scene: &Scene<'_>) -> Option<Vec<String>> {
    let says = |level_name: fn(Level) -> Option<&'static str>| {
        scene.scenario.items.keys().map(|id| with_level(scene, id, level_name)).collect()
    };
    let longest_first =
        [|level: Level| Some(level.name()), |level| Some(super::handling::short(level)), |_| None];
    let mut texts = longest_first.into_iter().map(says);
    texts.find(|texts: &Vec<String>| segmented::fits(ui, texts, ui.available_width()))
}

fn tabs(ui: &mut Ui, scene: &Scene<'_>, texts: &[String], now: &ItemId) -> Option<ItemId> {
    let items = scene.scenario.items.keys().zip(texts);
    let segments: Vec<Segment<'_, ItemId>> =
        items.map(|(id, text)| Segment::new(id.clone(), text, scene.scenario.item_name(id))).collect();
    segmented::Segmented { name: "Item", segments: &segments, width: Some(ui.available_width()) }
        .show(ui, now)
        .chosen
}

fn list(ui: &mut Ui, scene: &Scene<'_>, now: &ItemId) -> Option<ItemId> {
    let named = |level: Level| Some(level.name());
    let mut picked = None;
    let list =
        List { name: "Item", chosen: with_level(scene, now, named).into(), width: ui.available_width() };
    list.show(ui, |ui| {
        for id in scene.scenario.items.keys() {
            if elided::option(ui, id == now, with_level(scene, id, named)).clicked() {
                picked = Some(id.clone());
            }
        }
    })
    .on_hover_text("The item on the board.");
    picked
}

/// “Laptop-bomb plot · context”.
fn with_level(scene: &Scene<'_>, id: &ItemId, level_name: fn(Level) -> Option<&'static str>) -> String {
    let name = phrases::capitalised(scene.scenario.item_name(id));
    let told =
        scene.scenario.meeting.recipients.keys().map(|recipient| scene.plan.level(id, recipient)).max();
    match told.filter(|level| *level > Level::Withheld).and_then(level_name) {
        None => name,
        Some(level) => format!("{name} · {level}"),
    }
}

/// The item's name and what is known of it; the name alone stands in the switch, if there is one.
pub fn head(ui: &mut Ui, scene: &Scene<'_>, id: &ItemId) {
    let Some(item) = scene.scenario.items.get(id) else { return };
    let theme = ui.theme();
    let named = scene.scenario.items.len() == 1;
    ui.horizontal(|ui| {
        let height = if named { theme.size.text + theme.size.note + 8.0 } else { 18.0 };
        let (place, _) = ui.allocate_exact_size(vec2(20.0, height), Sense::hover());
        marks::torn_sheet(ui.painter(), place.center() - vec2(2.0, 0.0), 17.0, 1.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if named {
                ui.label(theme.semibold(phrases::capitalised(&item.name)));
            } else {
                ui.add_space((height - theme.note_line()) / 2.0);
            }
            let [long, short] = about(scene, item);
            let fits = paint::width(ui, &long, theme.note_font()) <= ui.available_width();
            ui.add(Label::new(theme.note(if fits { long } else { short })).truncate());
        });
    });
}

/// The description of an item, in a long and a short form.
fn about(scene: &Scene<'_>, item: &Item) -> [String; 2] {
    let from = if item.originator == scene.scenario.home {
        "home’s own".to_owned()
    } else {
        format!("from {}", scene.scenario.name(&item.originator))
    };
    let promise = match scene.scenario.promise(item) {
        Promise::None => "no promise",
        Promise::Implicit => "implicit promise",
        Promise::Explicit => "explicit promise",
    };
    let sources = item.plausible_sources.figure();
    let count = if sources.is_range() {
        format!("{} to {}", fixed(sources.low, 0), fixed(sources.high, 0))
    } else {
        fixed(sources.likely, 0)
    };
    let known = format!("{from}, {promise}, {count}");
    [format!("{known} sources could have produced it"), format!("{known} possible sources")]
}

/// The tear-line ladder with a track for every recipient.
pub fn ladder(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId) {
    let scene = planner.scene;
    let recipients: Vec<RecipientId> = scene.scenario.meeting.recipients.keys().cloned().collect();
    let Some(item) = scene.scenario.items.get(id) else { return };
    let ladder = Ladder {
        rows: ladder_rows(item, &scene.plan.item(id)),
        columns: recipients.iter().map(|recipient| column(scene, item, id, recipient)).collect(),
    };
    let asked = ladder.show(ui);
    let set = |(index, level): (usize, Level)| (recipients.get(index).cloned(), level);
    if let Some((Some(recipient), level)) = asked.chosen.map(set) {
        planner.choose(|plan| plan.set_level(id, &recipient, level));
    } else if let Some((Some(recipient), level)) = asked.hovered.map(set) {
        planner.preview(|plan| plan.set_level(id, &recipient, level));
    }
    if recipients.is_empty() {
        ui.label(ui.theme().note("Nobody is at the table yet. Invite a recipient in Setting."));
    }
}

fn column(scene: &Scene<'_>, item: &Item, id: &ItemId, recipient: &RecipientId) -> LadderColumn {
    let level = scene.plan.level(id, recipient);
    let tried = scene.preview.map(|preview| preview.plan.level(id, recipient));
    let (name, in_sentence) = match recipient {
        RecipientId::Public => ("Public", "the public"),
        RecipientId::Actor(actor) => (scene.scenario.name(actor), scene.scenario.name(actor)),
    };
    LadderColumn {
        name: name.to_owned(),
        in_sentence: in_sentence.to_owned(),
        level,
        // Who is not among the holders, as the public never is, holds nothing.
        held: recipient
            .actor()
            .and_then(|actor| item.holders.get(actor))
            .map_or(Level::Withheld, |held| *held),
        preview: tried.filter(|tried| *tried != level),
    }
}

/// The five rows of an item's ladder under a plan.
fn ladder_rows(item: &Item, plan: &ItemPlan) -> [LadderRow; 5] {
    Level::ALL.map(|level| ladder_row(item, plan, level))
}

fn ladder_row(item: &Item, plan: &ItemPlan, level: Level) -> LadderRow {
    let (words, unwritten) = words(item, level);
    let value = amounts::value(level) * amounts::cover(plan.cover).value;
    let sources = item.plausible_sources.likely();
    let bits = amounts::evidence_bits(level) * amounts::cover(plan.cover).bits;
    let exposure = attribution::picks_source(attribution::likelihood_ratio(level, plan.cover), sources);
    LadderRow {
        words,
        unwritten,
        granted: plan.permission == Permission::Granted(level),
        value: LadderMeter {
            share: value,
            explains: format!(
                "Use of {}: {} of the value of the whole item to a recipient that wants it.",
                level.name(),
                number_format::percent(value)
            ),
        },
        exposure: LadderMeter {
            share: exposure,
            explains: format!(
                "Exposure by {}: {} bits about the source. Whoever holds it picks the true one of \
             {} with a chance of {}.",
                level.name(),
                fixed(bits, 1),
                fixed(sources, 0),
                number_format::percent(exposure)
            ),
        },
    }
}

fn words(item: &Item, level: Level) -> (String, bool) {
    match item.words.at(level) {
        _ if level == Level::Withheld => ("Nothing is said.".into(), false),
        "" => (format!("What would be said is not written yet ({}).", hint(level)), true),
        words => (words.to_owned(), false),
    }
}

fn hint(level: Level) -> &'static str {
    match level {
        Level::Withheld => "nothing",
        Level::Gist => "that it is so",
        Level::Content => "what was reported",
        Level::Context => "place, time and who",
        Level::SourcesMethods => "how it is known",
    }
}
