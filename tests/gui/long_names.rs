//! Names of up to 200 characters, of many words or of one: no stage gets wider for them, and what is cut can be read
//! whole.

use crate::desk::{Desk, Setup, informed};
use crate::small_case::{PLOT, small_case};
use egui::accesskit::Role;
use egui::epaint::{ClippedShape, TextShape};
use egui::{Rect, Shape, Vec2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use tearline::app::Preferences;
use tearline::scenario::{Actor, ActorId, ItemId, Plan, PlanId, Repair, RepairKind, Scenario};
use tearline::ui::theme::Look;
use tearline::ui::{HistoryChoice, PlayCommand, Selection, ViewCommand};

/// A name of so many characters, that of this number: of words, if the number is even, else of one word.
fn long(number: usize, length: usize) -> String {
    const WORDS: &str = "Joint Ministry for Intelligence Cooperation and for the Protection of Methods ";
    let letters = if number.is_multiple_of(2) { WORDS.to_owned() } else { WORDS.replace(' ', "") };
    let start = format!("{}{number}", if number.is_multiple_of(2) { "The " } else { "X" });
    let name: String = start.chars().chain(letters.chars().cycle()).take(length).collect();
    name.trim_end().replace("  ", " ")
}

fn id(text: &'static str) -> ActorId {
    ActorId::known(text)
}

/// The small case with names of 64 and 200 characters in turn, each of words and of one word.
fn long_names() -> Scenario {
    let mut scenario = small_case();
    let actors: Vec<ActorId> = scenario.actors.keys().cloned().collect();
    for (number, actor) in actors.into_iter().enumerate() {
        let length = if number % 4 < 2 { 64 } else { 200 };
        scenario.actors.put(actor, Actor::named(&long(number, length)));
    }
    scenario.items.get_mut(&ItemId::known(PLOT)).expect("an item").name = long(11, 200);
    scenario.about.title = long(12, 200);
    scenario.about.question = long(14, 200);
    scenario.about.before = long(15, 200);
    scenario.meeting.name = long(17, 200);
    let happened = scenario.plans.get_mut(&PlanId::known("happened")).expect("a plan");
    happened.name = long(18, 200);
    happened.repairs = vec![Repair { month: 3, partner: id("israel"), kind: RepairKind::Explanation }];
    scenario.plans.get_mut(&PlanId::known("withhold")).expect("a plan").name = long(19, 200);
    scenario.plans.put(PlanId::known("third"), Plan::named(&long(20, 64)));
    scenario
}

/// A large screen, a laptop, and the laptop at 200 %.
const SIZES: [Vec2; 3] = [vec2(1920.0, 1080.0), vec2(1280.0, 720.0), vec2(640.0, 360.0)];

fn open(look: Look, size: Vec2) -> Desk {
    let preferences = Preferences { look, ..informed() };
    Desk::on_with(Setup { preferences, size, ..Setup::default() }, &long_names(), "Decision")
}

/// Texts with the places to which they are clipped.
fn texts(desk: &Desk) -> Vec<(Rect, TextShape)> {
    fn take_apart(clip: Rect, shape: &Shape, all: &mut Vec<(Rect, TextShape)>) {
        match shape {
            Shape::Vec(parts) => parts.iter().for_each(|part| take_apart(clip, part, all)),
            Shape::Text(text) => all.push((clip, text.clone())),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in &desk.window.output().shapes {
        take_apart(*clip_rect, shape, &mut all);
    }
    all
}

fn contains(text: Option<String>, part: &str) -> bool {
    text.is_some_and(|text| text.contains(part))
}

fn start(text: &str) -> String {
    text.chars().take(60).collect()
}

/// What is cut at a side of its place, or stands outside of the window, in words.
fn cut(desk: &Desk, size: Vec2) -> BTreeSet<String> {
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size).expand(1.0);
    let fields: Vec<Rect> =
        desk.window.query_all_by_role(Role::TextInput).map(|node| node.rect().expand(2.0)).collect();
    let mut cut = BTreeSet::new();
    for (clip, text) in texts(desk) {
        let place = text.visual_bounding_rect();
        // What scrolls sideways has its own width already.
        let is_scrolled = text.galley.elided;
        let is_edited = is_scrolled || fields.iter().any(|field| field.contains_rect(clip));
        if place.is_positive() && place.y_range().intersects(clip.y_range()) && !is_edited {
            let clip = clip.intersect(screen).expand(1.0);
            if !clip.x_range().contains(place.left()) || !clip.x_range().contains(place.right()) {
                cut.insert(format!(
                    "text {:?} in {:?}: {}",
                    place.x_range(),
                    clip.x_range(),
                    start(text.galley.text())
                ));
            }
        }
    }
    for node in desk.window.query_all_by(|node| node.label().is_some() || node.value().is_some()) {
        let (place, node) = (node.rect(), node.accesskit_node());
        // The plots of partners scroll sideways where there is little room.
        let is_scrolled = matches!(node.role(), Role::Label) || contains(node.label(), "Look at ");
        let is_text = matches!(node.role(), Role::TextRun) || is_scrolled;
        if place.is_positive()
            && !is_text
            && !(screen.left() <= place.left() && place.right() <= screen.right())
        {
            let name = node.label().or(node.value()).expect("it has one");
            cut.insert(format!("{:?} {:?}: {}", node.role(), place.x_range(), start(&name)));
        }
    }
    cut
}

/// Does something for each part of the stage that is shown: all at once, or one by one where there is little room.
fn for_each_part(desk: &mut Desk, mut check: impl FnMut(&mut Desk, &str)) {
    let parts: Vec<String> = desk
        .window
        .query_all_by(|node| {
            let is_part = |label: String| {
                let folded = ["Map", "Plots"].into_iter().chain(STAGES).map(|part| format!("Show {part}"));
                label.starts_with("Show: ") || folded.into_iter().any(|part| part == label)
            };
            node.label().is_some_and(is_part)
        })
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    check(desk, "");
    for part in parts {
        if let Some(tab) = desk.window.query_by_label(&part) {
            tab.click();
            desk.settle();
            check(desk, &part);
        }
    }
}

const STAGES: [&str; 5] = ["Setting", "Decision", "Aftermath", "Why", "Compare"];
const PARTNERS: [&str; 2] = ["uk", "germany"];

/// Does something for each stage and each of its parts, with one partner after the other and in one history.
fn for_each_view(desk: &mut Desk, mut check: impl FnMut(&mut Desk, &str)) {
    desk.go_to("Library");
    check(desk, "Library");
    desk.reads_briefings = true;
    desk.ask(ViewCommand::GoTo(tearline::ui::Stage::Briefing));
    for_each_part(desk, |desk, part| check(desk, &format!("Briefing {part}")));
    for stage in STAGES {
        desk.go_to(stage);
        for_each_part(desk, |desk, part| check(desk, &format!("{stage} {part}")));
        for partner in PARTNERS {
            desk.ask(ViewCommand::Select(Selection::Actor(id(partner))));
            check(desk, &format!("{stage}, {partner}"));
        }
        desk.ask(ViewCommand::Select(Selection::Nothing));
    }
    desk.go_to("Setting");
    for part in ["Show Setting", "Show: Inspector"] {
        if desk.window.query_by_label(part).is_some() {
            desk.click_any(part);
        }
    }
    desk.ask(ViewCommand::Select(Selection::Item(ItemId::known(PLOT))));
    check(desk, "item");
    desk.ask(ViewCommand::Select(Selection::Tie(id("russia"), id("syria"))));
    check(desk, "tie");
    desk.ask(ViewCommand::Select(Selection::Tie(id("iran"), id("syria"))));
    check(desk, "no tie");
    desk.ask(ViewCommand::Select(Selection::Nothing));
    desk.go_to("Aftermath");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    for_each_part(desk, |desk, part| check(desk, &format!("one history {part}")));
}

/// The dark look has the sizes of the light one.
fn complaints(look: Look) -> String {
    let mut complaints = Vec::new();
    for size in SIZES {
        let mut desk = open(look, size);
        for_each_view(&mut desk, |desk, view| {
            complaints.extend(cut(desk, size).into_iter().map(|what| format!("{size:?} {view}: {what}")));
        });
    }
    complaints.join("\n")
}

#[test]
fn no_name_is_cut_or_widens_anything_in_the_light_or_dark() {
    assert_eq!(complaints(Look::Light), "");
}

#[test]
fn no_name_is_cut_or_widens_anything_on_the_projector() {
    assert_eq!(complaints(Look::Projector), "");
}

/// What is cut and cannot be read whole while the pointer rests on it.
fn not_whole_on_hover(desk: &mut Desk, seen: &mut BTreeSet<String>) -> Vec<String> {
    let cut = texts(desk).into_iter().filter(|(clip, text)| {
        let is_name = text.galley.text().contains("Joint");
        text.galley.elided && is_name && clip.contains_rect(text.visual_bounding_rect().expand(-1.0))
    });
    let mut missing = Vec::new();
    for (_, text) in cut.collect::<Vec<_>>() {
        let whole = text.galley.text().to_owned();
        if !seen.insert(whole.clone()) {
            continue;
        }
        desk.window.hover_at(text.visual_bounding_rect().center());
        let shows = |desk: &Desk| {
            texts(desk).iter().any(|(_, shown)| !shown.galley.elided && shown.galley.text().contains(&whole))
        };
        if !(0..40).any(|_| {
            desk.window.step();
            shows(desk)
        }) {
            missing.push(start(&whole));
        }
    }
    desk.window.hover_at(egui::pos2(1.0, 1.0));
    desk.draw();
    missing
}

#[test]
fn what_is_cut_is_shown_whole_on_hover() {
    let mut missing = Vec::new();
    let mut desk = open(Look::Light, SIZES[1]);
    for_each_view(&mut desk, |desk, view| {
        let mut seen = BTreeSet::new();
        let cut = not_whole_on_hover(desk, &mut seen);
        missing.extend(cut.into_iter().map(|what| format!("{view}: {what}")));
    });
    assert_eq!(missing.join("\n"), "");
}
