//! Names of up to 200 characters, of many words or of one: no stage gets wider for them, and what is cut can be read
//! whole.

use crate::desk::{Desk, Setup, informed};
use crate::small_case::{PLOT, small_case};
use egui::accesskit::Role;
use egui::epaint::{ClippedShape, TextShape};
use egui::{Key, Rect, Shape, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use std::collections::BTreeSet;
use tearline::app::Preferences;
use tearline::lesson::template::Template;
use tearline::scenario::{
    Actor, ActorId, ItemId, Lesson, Plan, PlanId, Repair, RepairKind, Scenario, Step, StepKind,
};
use tearline::storage::built_in;
use tearline::ui::theme::Look;
use tearline::ui::{DialogCommand, FileCommand, HistoryChoice, PlayCommand, Selection, ViewCommand};

/// A name of so many characters, that of this number: of words, if the number is even, else of one word.
pub fn long(number: usize, length: usize) -> String {
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
fn texts(shapes: &[ClippedShape]) -> Vec<(Rect, TextShape)> {
    fn take_apart(clip: Rect, shape: &Shape, all: &mut Vec<(Rect, TextShape)>) {
        match shape {
            Shape::Vec(parts) => parts.iter().for_each(|part| take_apart(clip, part, all)),
            Shape::Text(text) => all.push((clip, text.clone())),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
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

/// The texts that are cut at a side of their place or of the window, in words, but for those in fields, which scroll.
pub fn cut_texts(shapes: &[ClippedShape], screen: Rect, fields: &[Rect]) -> BTreeSet<String> {
    let mut cut = BTreeSet::new();
    for (clip, text) in texts(shapes) {
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
    cut
}

/// The places of the fields for text.
pub fn text_fields<State>(window: &Harness<'_, State>) -> Vec<Rect> {
    window.query_all_by_role(Role::TextInput).map(|node| node.rect().expand(2.0)).collect()
}

/// What is cut at a side of its place, or stands outside of the window, in words.
fn cut(desk: &mut Desk, size: Vec2) -> BTreeSet<String> {
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size).expand(1.0);
    let mut cut = cut_texts(&desk.shapes(), screen, &text_fields(&desk.window));
    // A dialog itself has a name and no place.
    let is_named = |node: &AccessKitNode<'_>| node.label().is_some() || node.value().is_some();
    for node in desk.window.query_all_by(|node| node.raw_bounds().is_some() && is_named(node)) {
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

/// What is wrong with the names of each view in these sizes of the window.
fn complaints(look: Look, sizes: &[Vec2]) -> String {
    let mut complaints = Vec::new();
    for size in sizes {
        let mut desk = open(look, *size);
        for_each_view(&mut desk, |desk, view| {
            complaints.extend(cut(desk, *size).into_iter().map(|what| format!("{size:?} {view}: {what}")));
        });
    }
    complaints.join("\n")
}

#[test]
fn no_name_is_cut_or_widens_anything_in_the_light() {
    assert_eq!(complaints(Look::Light, &SIZES), "");
}

#[test]
fn no_name_is_cut_or_widens_anything_in_the_dark() {
    // The dark look has the sizes of the light one: where there is least room is enough.
    assert_eq!(complaints(Look::Dark, &SIZES[2..]), "");
}

#[test]
fn no_name_is_cut_or_widens_anything_on_the_projector() {
    assert_eq!(complaints(Look::Projector, &SIZES), "");
}

#[test]
fn however_long_the_names_the_chances_at_the_foot_of_the_decision_are_read_whole() {
    let mut complaints = Vec::new();
    for (look, size) in
        [Look::Light, Look::Projector].into_iter().flat_map(|look| SIZES.map(|size| (look, size)))
    {
        let mut desk = open(look, size);
        let mut sentences = texts(&desk.shapes());
        sentences.retain(|(_, text)| {
            let text = text.galley.text();
            let is_first = text.contains("finds the source: ") || text.starts_with("The source is found");
            is_first || text.contains("Public: ") || text.contains("It becomes public: ")
        });
        assert_eq!(sentences.len(), 2, "{look:?} at {size:?}: what is said of the source, and of who learns");
        // What a reader is told.
        let tells = |node: &AccessKitNode<'_>| contains(node.label(), "finds the source: ");
        let is_told = desk.window.query_all_by(tells).next().is_some();
        assert!(is_told, "{look:?} at {size:?}: a reader is not told who finds it");
        for (clip, text) in sentences {
            let is_cut = text.visual_bounding_rect().bottom() > clip.bottom() + 1.0 || text.galley.elided;
            if text.galley.rows.len() > 2 || is_cut || !text.galley.text().contains('%') {
                complaints.push(format!(
                    "{look:?} at {size:?}: {} in {clip}: {}",
                    text.visual_bounding_rect(),
                    text.galley.text()
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn however_long_the_names_on_a_small_map_they_lie_on_no_mark_lane_or_text() {
    let (mut complaints, mut cut_short) = (Vec::new(), 0);
    let mut scenario = built_in("oval-office-2017").expect("built in").scenario().expect("read");
    let actors: Vec<ActorId> = scenario.actors.keys().cloned().collect();
    for (number, actor) in actors.iter().enumerate() {
        scenario.actors.get_mut(actor).expect("an actor").name = long(number, 64);
    }
    for look in [Look::Light, Look::Projector] {
        for size in [SIZES[1], SIZES[1] / 1.25, SIZES[1] / 1.5, SIZES[2]] {
            let preferences = Preferences { look, ..informed() };
            let setup = Setup { preferences, size, ..Setup::default() };
            let mut desk = Desk::on_with(setup, &scenario, "Decision");
            for stage in ["Decision", "Compare"] {
                desk.go_to(stage);
                let labels = desk.app().map().placed_labels();
                let unnamed = labels.unnamed.iter().map(|id| format!("{id} has no name"));
                let wrong = labels.overlaps().into_iter().chain(unnamed);
                complaints.extend(wrong.map(|what| format!("{look:?} at {size:?}, {stage}: {what}")));
                cut_short += labels.cut_short.len();
            }
        }
    }
    assert!(cut_short > 0, "some find no place otherwise");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn where_there_is_no_room_for_all_who_find_the_source_the_likeliest_is_named() {
    let mut scenario = small_case();
    scenario.actors.put(id("iran"), Actor::named(&long(11, 200)));
    let mut desk = Desk::on_with(Setup { size: SIZES[1], ..Setup::default() }, &scenario, "Decision");
    let sentences = texts(&desk.shapes());
    let said =
        sentences.iter().map(|(_, text)| text.galley.text()).find(|text| text.starts_with("The source is"));
    assert!(said.is_some_and(|said| said.ends_with(". Syria finds it most often.")), "{said:?}");
}

#[test]
fn of_a_name_with_a_word_too_long_for_its_place_more_than_the_words_before_it_are_read() {
    let mut scenario = small_case();
    scenario.actors.put(id("israel"), Actor::named("Die Bundesnachrichtendienstverwaltung in Pullach"));
    let mut desk =
        Desk::on_with(Setup { size: vec2(1280.0, 720.0), ..Setup::default() }, &scenario, "Setting");
    // As it is painted, cut where it ends.
    let cut = |shape: &Shape| match shape {
        Shape::Text(text) if text.galley.elided => text.galley.rows.first().map(|row| row.text()),
        _ => None,
    };
    let cut: Vec<String> = desk.painted().iter().filter_map(cut).collect();
    assert!(cut.iter().any(|text| text.starts_with("Die B")), "{cut:?}");
    assert!(!cut.iter().any(|text| text.trim_end_matches('…').trim() == "Die"), "{cut:?}");
}

/// The lesson of fifty minutes, which has each kind of step but role play, with long names, sentences and options.
fn long_lesson(scenario: &Scenario) -> Lesson {
    let mut lesson = Template::FiftyMinutes.lesson(scenario);
    lesson.name = long(30, 200);
    for (number, step) in lesson.steps.iter_mut().enumerate() {
        step.title = long(40 + number, 200);
        step.notes = long(61 + number, 200);
        step.hint = long(81 + number, 200);
        match &mut step.kind {
            StepKind::Vote { question, .. } | StepKind::Exit { question } => *question = long(31, 200),
            StepKind::Debrief { describe, analyse, transfer } => {
                for (number, prompts) in [describe, analyse, transfer].into_iter().enumerate() {
                    *prompts = vec![long(32 + number, 200)];
                }
            }
            _ => {}
        }
    }
    lesson
}

/// Types into the field of this name.
fn enter(desk: &mut Desk, field: &str, text: &str) {
    let is_field = |role: Role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    desk.window.get_by(|node| is_field(node.role()) && node.label().as_deref() == Some(field)).focus();
    desk.window.run_steps(1);
    desk.window.event(egui::Event::Paste(text.into()));
    desk.settle();
}

/// Pushes a button, in sight or not.
fn push(desk: &mut Desk, button: &str) {
    desk.window.get_by_label(button).click_accesskit();
    desk.settle();
}

/// Opens a list, does something, and closes it.
fn with_list(desk: &mut Desk, list: &str, check: impl FnOnce(&mut Desk)) {
    desk.window.get_by_role_and_label(Role::ComboBox, list).click_accesskit();
    desk.settle();
    check(desk);
    desk.press(Key::Escape);
}

/// Does something for the first page of the classroom and for each step of a lesson, with what the class enters there.
fn for_each_step(look: Look, size: Vec2, mut check: impl FnMut(&mut Desk, &str)) {
    let mut scenario = long_names();
    scenario.lessons = vec![long_lesson(&scenario)];
    let role_play = StepKind::RolePlay { seats: Vec::new(), plan: None };
    scenario.lessons[0].steps.insert(1, Step::new(role_play, 5));
    let preferences = Preferences { look, ..informed() };
    let mut desk = Desk::on_with(Setup { preferences, size, ..Setup::default() }, &scenario, "Classroom");
    check(&mut desk, "Classroom");
    let edit = desk.window.query_all_by_label_contains("Edit: ").next();
    let edit = edit.and_then(|button| button.accesskit_node().label()).expect("it can be changed");
    push(&mut desk, &edit);
    for number in 1..=scenario.lessons[0].steps.len() {
        let label = format!("Step {number}: ");
        let step = desk.window.query_all_by_label_contains(&label).next();
        step.expect("it is in the list").click_accesskit();
        desk.settle();
        check(&mut desk, &format!("step {number}, changed"));
    }
    push(&mut desk, "Done");
    let begin = desk.window.query_all_by_label_contains("Begin: ").next();
    let begin = begin.and_then(|button| button.accesskit_node().label()).expect("there is a lesson");
    push(&mut desk, &begin);
    for (number, step) in scenario.lessons[0].steps.iter().enumerate() {
        let named = format!("step {}", number + 1);
        check(&mut desk, &named);
        match step.kind {
            StepKind::Predict { .. } => {
                push(&mut desk, "Enter a prediction");
                enter(&mut desk, "Who predicts", &long(91, 200));
                check(&mut desk, &format!("{named}, curtain"));
                push(&mut desk, &format!("{}, content: falls a lot", scenario.name(&id("israel"))));
                push(&mut desk, "Seal it");
                check(&mut desk, &format!("{named}, sealed"));
            }
            StepKind::RolePlay { .. } => {
                push(&mut desk, "Pass the laptop round");
                check(&mut desk, &format!("{named}, hand-over"));
                push(&mut desk, "I sit here");
                enter(&mut desk, "Who decides", &long(96, 200));
                enter(&mut desk, "Your reason", &long(97, 200));
                check(&mut desk, &format!("{named}, seat"));
                push(&mut desk, "Stop");
                push(&mut desk, "Seal the decision");
                push(&mut desk, "Back to the teacher");
                check(&mut desk, &format!("{named}, decided"));
            }
            StepKind::Vote { .. } => {
                push(&mut desk, "Paste votes…");
                let column = |number: usize| long(number, 64);
                let table = format!("Name,{},{}\n{},A,B\nBen,X,A\n", column(92), column(93), long(94, 200));
                enter(&mut desk, "Table of votes", &table);
                check(&mut desk, &format!("{named}, pasted"));
                push(&mut desk, "Cancel");
            }
            StepKind::Exit { .. } => {
                enter(&mut desk, "Who answers", &long(95, 200));
                enter(&mut desk, "Answer to the exit question", &long(97, 200));
                push(&mut desk, "Keep this answer");
                check(&mut desk, &format!("{named}, answered"));
            }
            StepKind::Reveal { .. } => with_list(&mut desk, "Shown to the room", |desk| {
                check(desk, &format!("{named}, list"));
            }),
            _ => {}
        }
        desk.press(Key::PageDown);
    }
}

#[test]
fn no_name_is_cut_or_widens_anything_in_the_classroom() {
    let mut complaints = Vec::new();
    for look in [Look::Light, Look::Projector] {
        for size in &SIZES[1..] {
            for_each_step(look, *size, |desk, view| {
                let cut = cut(desk, *size).into_iter();
                complaints.extend(cut.map(|what| format!("{look:?} {size:?} {view}: {what}")));
            });
        }
    }
    assert_eq!(complaints.join("\n"), "");
}

/// Does something for each dialog that names what a person named: files, plans, cases.
fn for_each_dialog(look: Look, size: Vec2, mut check: impl FnMut(&mut Desk, &str)) {
    let mut desk = open(look, size);
    let dialogs: [(&str, tearline::ui::Command); 6] = [
        ("palette", DialogCommand::ShowPalette.into()),
        ("shortcuts", DialogCommand::ShowShortcuts.into()),
        ("guide", DialogCommand::ShowGuide(None).into()),
        ("new case", FileCommand::New.into()),
        ("open", FileCommand::OpenByPath.into()),
        ("save as", FileCommand::SaveAs.into()),
    ];
    for (name, dialog) in dialogs {
        desk.ask(dialog);
        check(&mut desk, name);
        match name {
            "new case" => {
                enter(&mut desk, "Who are we?", &long(50, 200));
                check(&mut desk, "new case, filled in");
            }
            "open" => {
                enter(
                    &mut desk,
                    "File path; ~ is your home folder",
                    &format!("/{}/{}", long(51, 64), long(53, 64)),
                );
                desk.press(Key::Enter);
                check(&mut desk, "open, refused");
            }
            _ => {}
        }
        desk.press(Key::Escape);
    }
    let path = desk.place(&format!("{}.ron", long(55, 200)));
    desk.ask(FileCommand::SaveTo(path.clone()));
    desk.change_something();
    desk.ask(FileCommand::Quit);
    check(&mut desk, "unsaved");
    desk.press(Key::Escape);
    let other = desk.place(&format!("{}.ron", long(57, 200)));
    std::fs::write(&other, "").expect("written");
    desk.ask(FileCommand::SaveTo(other));
    check(&mut desk, "replace");
    desk.press(Key::Escape);
    let theirs = Scenario { horizon_months: 7, ..desk.scenario() };
    tearline::storage::save(&path, &theirs).expect("saved");
    desk.ask(FileCommand::Save);
    check(&mut desk, "changed on disk");
    desk.press(Key::Escape);
}

#[test]
fn no_name_is_cut_or_widens_a_dialog() {
    let mut complaints = Vec::new();
    for look in [Look::Light, Look::Projector] {
        for size in &SIZES[1..] {
            for_each_dialog(look, *size, |desk, view| {
                let cut = cut(desk, *size).into_iter();
                complaints.extend(cut.map(|what| format!("{look:?} {size:?} {view}: {what}")));
            });
        }
    }
    assert_eq!(complaints.join("\n"), "");
}

/// What is cut and cannot be read whole while the pointer rests on it.
fn not_whole_on_hover(desk: &mut Desk, seen: &mut BTreeSet<String>) -> Vec<String> {
    let is_room = |label: String| label.starts_with("Room: ");
    let room = desk.window.query_by(|node| node.role() == Role::Image && node.label().is_some_and(is_room));
    let room = room.map(|node| node.rect());
    let cut = texts(&desk.shapes()).into_iter().filter(|(clip, text)| {
        let is_name = text.galley.text().contains("Joint");
        // The room cannot rest a pointer on what it sees; the teacher has the whole names beside it.
        let is_rooms = room.is_some_and(|room| room.expand(1.0).contains_rect(*clip));
        text.galley.elided
            && is_name
            && !is_rooms
            && clip.contains_rect(text.visual_bounding_rect().expand(-1.0))
    });
    let mut missing = Vec::new();
    for (_, text) in cut.collect::<Vec<_>>() {
        let whole = text.galley.text().to_owned();
        if !seen.insert(whole.clone()) {
            continue;
        }
        desk.window.hover_at(text.visual_bounding_rect().center());
        let shows = |desk: &Desk| {
            texts(&desk.window.output().shapes)
                .iter()
                .any(|(_, shown)| !shown.galley.elided && shown.galley.text().contains(&whole))
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
    for_each_step(Look::Light, SIZES[1], |desk, view| {
        // A list that is open covers what stands beside it.
        if view.ends_with(", list") {
            return;
        }
        let cut = not_whole_on_hover(desk, &mut BTreeSet::new());
        missing.extend(cut.into_iter().map(|what| format!("{view}: {what}")));
    });
    assert_eq!(missing.join("\n"), "");
}

#[test]
fn in_the_decision_no_name_runs_into_the_material_beside_it() {
    for look in Look::ALL {
        let mut desk = open(look, vec2(1280.0, 720.0));
        desk.go_to("Decision");
        let texts: Vec<TextShape> = texts(&desk.shapes()).into_iter().map(|(_, text)| text).collect();
        let materials = texts.iter().filter(|text| ["content", "sources"].contains(&text.galley.text()));
        let materials: Vec<Rect> = materials.map(TextShape::visual_bounding_rect).collect();
        let beside = |name: Rect| {
            let row = |material: &&Rect| material.y_range().intersects(name.y_range());
            materials.iter().filter(row).filter(|material| material.left() > name.left()).count()
        };
        let names = texts.iter().filter(|text| text.galley.elided).map(TextShape::visual_bounding_rect);
        let names: Vec<Rect> = names.filter(|name| beside(*name) > 0).collect();
        assert!(!names.is_empty(), "{look:?}: no name stands beside a material");
        for name in names {
            assert!(materials.iter().all(|material| !material.intersects(name)), "{look:?}: {name:?}");
        }
    }
}
