//! Tab walks every stage and dialog as one reads: from left to right within a row, and rows from top to bottom.

use crate::desk::{Desk, Setup};
use egui::{Key, Rect, Vec2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use tearline::scenario::{ActorId, ItemId};
use tearline::ui::chrome::layout::{Areas, STATUS_BAR, TOP_BAR};
use tearline::ui::{DialogCommand, FileCommand, HistoryChoice, PlayCommand, Selection, ViewCommand};

/// The size of a window so high that nothing has to be scrolled to: what is out of sight has no place to compare.
const SIZE: Vec2 = vec2(1280.0, 1600.0);

/// A widget that has the keyboard.
struct Stop {
    /// The widget's identity, which stays while it is shown.
    id: String,
    name: String,
    place: Rect,
}

impl Desk {
    fn stop(&self) -> Option<Stop> {
        let node = self.window.query_all_by(|node| node.is_focused()).next()?;
        let (place, node) = (node.rect(), node.accesskit_node());
        let name = node.label().or(node.value()).unwrap_or_default();
        Some(Stop { id: format!("{:?}", node.id()), name, place })
    }

    /// The place of a widget in the last frame, if it is still there: scrolling may have moved it.
    fn place_of(&self, id: &str) -> Option<Rect> {
        self.window.query_all_by(|node| format!("{:?}", node.id()) == id).next().map(|node| node.rect())
    }

    /// Steps of Tab, once around, that lead back within a part of the window.
    fn backward_steps(&mut self, part_of: fn(Rect) -> Part) -> Vec<String> {
        const MOST: usize = 300;
        let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
        let mut before: Option<Stop> = None;
        for _ in 0..MOST {
            self.window.key_press(Key::Tab);
            self.draw();
            let Some(now) = self.stop() else {
                before = None;
                continue;
            };
            if now.name.is_empty() {
                wrong.push(format!("a stop without a name at {:?}", now.place));
            }
            let is_seen = !seen.insert(now.id.clone());
            let from = before.as_ref().and_then(|before| Some((before, self.place_of(&before.id)?)));
            if let Some((before, from)) = from
                && part_of(from) == part_of(now.place)
                && !is_on_map(before, part_of(from))
                && !is_on_map(&now, part_of(now.place))
                && leads_back(from, now.place)
            {
                wrong.push(format!("from “{}” {from:?} to “{}” {:?}", before.name, now.name, now.place));
            }
            if is_seen {
                return wrong;
            }
            before = Some(now);
        }
        panic!("Tab never comes around");
    }
}

/// The buttons over the map.
const MAP_TOOLS: [&str; 4] = ["Focus", "Add an actor", "Lay out", "Fit the map to its place"];

/// Whether a stop is an actor or a tie: they stand on the map wherever their places are, and Tab walks them in the
/// order of the case.
fn is_on_map(stop: &Stop, part: Part) -> bool {
    part == Part::Map && !MAP_TOOLS.contains(&stop.name.as_str())
}

/// A part of the window: they are walked one after the other.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Map,
    Strip,
    Panel,
    TopBar,
    StatusBar,
    Dialog,
}

fn part_of(place: Rect) -> Part {
    let between = Rect::from_min_max(pos2(0.0, TOP_BAR), pos2(SIZE.x, SIZE.y - STATUS_BAR));
    let Areas { map, strip, panel } = Areas::within(between);
    let parts = [(map, Part::Map), (strip, Part::Strip), (panel, Part::Panel)];
    let bar = if place.center().y < TOP_BAR { Part::TopBar } else { Part::StatusBar };
    parts.into_iter().find(|(part, _)| part.contains(place.center())).map_or(bar, |(_, part)| part)
}

/// Whether a step goes to the left within a row, or up within a column.
fn leads_back(from: Rect, to: Rect) -> bool {
    let overlap = |a: egui::Rangef, b: egui::Rangef| a.max.min(b.max) - a.min.max(b.min);
    let shared = overlap(from.y_range(), to.y_range());
    let is_same_row = shared > 0.5 * from.height().min(to.height());
    let is_same_column = overlap(from.x_range(), to.x_range()) > 1.0;
    if is_same_row {
        to.right() <= from.left() + 1.0
    } else {
        is_same_column && to.bottom() <= from.top() + 1.0
    }
}

impl Desk {
    fn check(&mut self, place: &str, complaints: &mut Vec<String>) {
        complaints.extend(self.backward_steps(part_of).into_iter().map(|step| format!("{place}: {step}")));
    }
}

/// A window with a case in which something can be undone.
fn open() -> Desk {
    let mut desk = Desk::with(Setup { size: SIZE, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.change_something();
    desk
}

#[test]
fn tab_walks_the_library_and_every_stage_as_one_reads() {
    let mut wrong = Vec::new();
    Desk::with(Setup { size: SIZE, ..Setup::default() }).check("Library", &mut wrong);
    let mut desk = open();
    for stage in ["Setting", "Decision", "Aftermath", "Why", "Compare"] {
        desk.go_to(stage);
        desk.check(stage, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tab_walks_every_table_and_form_of_the_setting_as_one_reads() {
    let (mut desk, mut wrong) = (open(), Vec::new());
    desk.go_to("Setting");
    for table in ["Case", "Actors", "Ties", "Items", "Model"] {
        desk.click_any(&format!("Show: {table}"));
        desk.check(table, &mut wrong);
    }
    let tie = Selection::Tie(ActorId::known("ru"), ActorId::known("sy"));
    for selected in [Selection::Actor(ActorId::known("il")), Selection::Item(ItemId::known("plot")), tie] {
        let place = format!("{selected:?}");
        desk.ask(ViewCommand::Select(selected));
        desk.check(&place, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tab_walks_every_question_and_one_history_as_one_reads() {
    let (mut desk, mut wrong) = (Desk::with(Setup { size: SIZE, ..Setup::default() }), Vec::new());
    // The case as it is: what other tests ask about it, is not worked out again.
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Why");
    desk.click_any("Show: What matters");
    for view in ["Tornado", "Interactions", "Worth knowing", "Two numbers"] {
        desk.click_any(&format!("View: {view}"));
        desk.check(view, &mut wrong);
    }
    desk.go_to("Compare");
    for question in ["Better plan", "Smallest repair", "Asking first"] {
        desk.click_any(&format!("Ask: {question}"));
        desk.check(question, &mut wrong);
    }
    desk.go_to("Aftermath");
    desk.click("Add a repair");
    desk.may_change_history();
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.check("One history", &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tab_walks_every_dialog_as_one_reads() {
    let mut wrong = Vec::new();
    let dialogs: [tearline::ui::Command; 8] = [
        DialogCommand::ShowPalette.into(),
        DialogCommand::ShowShortcuts.into(),
        DialogCommand::ShowHindcast.into(),
        DialogCommand::ShowGuide(None).into(),
        FileCommand::New.into(),
        FileCommand::Quit.into(),
        FileCommand::Open.into(),
        FileCommand::SaveAs.into(),
    ];
    for dialog in dialogs {
        let mut desk = open();
        let place = format!("{dialog:?}");
        desk.ask(dialog);
        // The one step from the last widget to the first leads back.
        let back = desk.backward_steps(|_| Part::Dialog);
        if back.len() > 1 {
            wrong.extend(back.into_iter().map(|step| format!("{place}: {step}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
