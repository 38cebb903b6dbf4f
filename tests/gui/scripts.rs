//! Names in scripts that are written from right to left stand in the order in which they are read, and move nothing
//! around them; signs that no font has are spoken of.

use crate::desk::{Desk, Setup, informed, read};
use crate::small_case::{PLOT, small_case};
use egui::accesskit::Role;
use egui::epaint::TextShape;
use egui::epaint::text::{FontData, FontInsert, FontPriority, InsertFontFamily};
use egui::{FontFamily, Key, Shape};
use egui_kittest::kittest::Queryable;
use tearline::app::Preferences;
use tearline::scenario::{Actor, ActorId, ItemId, PlanId, Scenario};
use tearline::ui::theme::Look;
use tearline::ui::{FileCommand, HistoryChoice, PlayCommand, Selection, ViewCommand};

/// Three words, two words with a number, and three words in Arabic.
const MINISTRY: &str = "משרד החוץ הישראלי";
const UNIT: &str = "יחידה מיוחדת 8200";
const KINGDOM: &str = "المملكة الأردنية الهاشمية";
const REPORT: &str = "דוח על תוכנית חדשה";
const PLAN: &str = "תוכנית של שתיקה";

/// Letters of both scripts, which the bundled fonts lack.
const LETTERS: &[u8] = include_bytes!("../fixtures/fonts/DejaVuSans-Hebrew-Arabic.ttf");

fn id(text: &'static str) -> ActorId {
    ActorId::known(text)
}

fn renamed(names: &[(&'static str, &str)]) -> Scenario {
    let mut scenario = small_case();
    for (actor, name) in names {
        scenario.actors.put(id(actor), Actor::named(name));
    }
    scenario
}

/// A case in which a partner, a rival, an item and a plan have names written from right to left.
fn right_to_left() -> Scenario {
    let mut scenario = renamed(&[("israel", MINISTRY), ("russia", UNIT), ("jordan", KINGDOM)]);
    scenario.items.get_mut(&ItemId::known(PLOT)).expect("an item").name = REPORT.into();
    scenario.plans.get_mut(&PlanId::known("withhold")).expect("a plan").name = PLAN.into();
    scenario
}

impl Desk {
    /// A window whose system has a font with Hebrew and Arabic letters.
    fn with_letters(scenario: &Scenario, stage: &str, look: Look) -> Self {
        let preferences = Preferences { look, ..informed() };
        let mut desk = Desk::with(Setup { preferences, ..Setup::default() });
        let families =
            [FontFamily::Proportional, FontFamily::Monospace, FontFamily::Name("InterSemiBold".into())];
        let families =
            families.map(|family| InsertFontFamily { family, priority: FontPriority::Lowest }).into();
        desk.window.ctx.add_font(FontInsert::new("letters", FontData::from_static(LETTERS), families));
        desk.draw();
        let path = desk.place("case.ron");
        tearline::storage::save(&path, scenario).expect("saved");
        desk.ask(FileCommand::OpenPath(path));
        desk.go_to(stage);
        desk
    }

    /// The rows of all painted texts that have a letter written from right to left.
    fn foreign_rows(&mut self) -> Vec<Vec<(f32, char)>> {
        self.painted()
            .iter()
            .filter_map(text_shape)
            .flat_map(rows)
            .filter(|row| row.iter().any(is_foreign))
            .collect()
    }
}

fn text_shape(shape: &Shape) -> Option<&TextShape> {
    match shape {
        Shape::Text(text) => Some(text),
        _ => None,
    }
}

/// The glyphs of each row, from left to right, each with where it stands.
fn rows(text: &TextShape) -> Vec<Vec<(f32, char)>> {
    let row = |row: &egui::epaint::text::PlacedRow| {
        // egui adds glyphs without a picture where the shaper made one of several characters.
        let drawn = row.row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0);
        let mut glyphs: Vec<_> = drawn.map(|glyph| (glyph.pos.x, glyph.chr)).collect();
        glyphs.sort_by(|one, other| one.0.total_cmp(&other.0));
        glyphs
    };
    text.galley.rows.iter().map(row).collect()
}

fn is_foreign((_, chr): &(f32, char)) -> bool {
    matches!(chr, '\u{590}'..='\u{6FF}')
}

fn reads(row: &[(f32, char)]) -> String {
    row.iter().map(|(_, chr)| chr).collect()
}

/// A name as it stands on the screen from left to right; of two letters that join into one sign, the first.
fn as_read(name: &str) -> String {
    let joined = name.replace("لأ", "ل");
    let words = joined.split(' ').rev().map(|word| {
        if word.chars().all(|c| c.is_ascii_digit()) { word.to_owned() } else { word.chars().rev().collect() }
    });
    words.collect::<Vec<String>>().join(" ")
}

/// Whether every word written from right to left in a row is a part of a name as it is read, and the name or what is
/// left of it stands together.
fn in_reading_order<'a>(row: &'a str) -> bool {
    let foreign = |c: char| matches!(c, '\u{590}'..='\u{6FF}');
    let names = [MINISTRY, UNIT, KINGDOM, REPORT, PLAN].map(as_read);
    let spans =
        row.split(|c: char| !foreign(c) && c != ' ').map(str::trim).filter(|span| span.contains(foreign));
    // A name that was cut or wrapped is a part of the whole; its ellipsis stands where it goes on. The word that is cut
    // keeps its last letters instead of its first, because egui cuts at the right; the guide says so.
    let is_cut = row.contains('…');
    let whole_words = |span: &'a str| match span.split_once(' ') {
        Some((_, rest)) if is_cut => rest,
        _ => span,
    };
    spans.into_iter().all(|span| names.iter().any(|name| name.contains(whole_words(span))))
}

const STAGES: [&str; 6] = ["Briefing", "Setting", "Decision", "Aftermath", "Why", "Compare"];

fn show_stage(desk: &mut Desk, stage: &str) {
    if stage == "Briefing" {
        desk.reads_briefings = true;
        desk.ask(ViewCommand::GoTo(tearline::ui::Stage::Briefing));
    } else {
        desk.go_to(stage);
    }
}

#[test]
fn in_every_stage_the_first_word_of_a_name_written_from_right_to_left_stands_rightmost() {
    let mut wrong = Vec::new();
    for look in [Look::Light, Look::Projector] {
        let mut desk = Desk::with_letters(&right_to_left(), "Decision", look);
        for stage in STAGES {
            show_stage(&mut desk, stage);
            let rows = desk.foreign_rows();
            assert!(!rows.is_empty(), "no name is shown in {stage}");
            let rows = rows.iter().map(|row| reads(row)).filter(|row| !in_reading_order(row));
            wrong.extend(rows.map(|row| format!("{look:?}, {stage}: {row}")));
        }
        desk.go_to("Aftermath");
        desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
        let rows = desk.foreign_rows();
        wrong.extend(rows.iter().map(|row| reads(row)).filter(|row| !in_reading_order(row)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_reorders_neither_words_nor_numbers_around_it() {
    let scenario = renamed(&[("israel", MINISTRY), ("jordan", KINGDOM)]);
    let mut desk = Desk::with_letters(&scenario, "Decision", Look::Light);
    let mut sentences = 0;
    for stage in STAGES {
        show_stage(&mut desk, stage);
        for text in desk.painted().iter().filter_map(text_shape) {
            let is_latin = |c: &char| c.is_ascii() && !c.is_whitespace();
            let stored: String = text.galley.text().chars().filter(is_latin).collect();
            let shown: String = rows(text).iter().flatten().map(|(_, c)| *c).filter(is_latin).collect();
            // What was cut off the end is missing.
            assert!(stored.starts_with(&shown), "{stored} {shown}");
            sentences += usize::from(text.galley.text().contains(MINISTRY) && shown.len() > 5);
        }
    }
    assert!(sentences > 5, "few sentences hold the name: {sentences}");
}

#[test]
fn a_field_keeps_the_stored_order_and_a_letter_typed_into_it_changes_nothing_else() {
    let mut desk = Desk::with_letters(&right_to_left(), "Setting", Look::Light);
    desk.ask(ViewCommand::Select(Selection::Actor(id("israel"))));
    let field = |desk: &mut Desk| {
        let place = desk.window.get_by_role_and_label(Role::TextInput, "Name").rect();
        let shapes = desk.painted();
        let rows =
            shapes.iter().filter_map(text_shape).filter(|text| place.contains(text.pos)).flat_map(rows);
        rows.map(|row| reads(&row)).find(|row: &String| row.contains('ש')).expect("the field")
    };
    assert_eq!(field(&mut desk), as_read(MINISTRY), "as it is read while nobody edits it");
    desk.window.get_by_role_and_label(Role::TextInput, "Name").focus();
    desk.settle();
    desk.press(Key::End);
    let words: Vec<String> = MINISTRY.split(' ').map(as_read).collect();
    assert_eq!(field(&mut desk), words.join(" "), "as it is stored, since the caret stands there");
    desk.type_text("ם");
    assert_eq!(desk.scenario().name(&id("israel")), format!("{MINISTRY}ם"));
}

#[test]
fn a_case_written_from_right_to_left_is_saved_as_it_was_and_read_aloud_as_it_is_stored() {
    let mut desk = Desk::with_letters(&right_to_left(), "Setting", Look::Light);
    for stage in STAGES {
        show_stage(&mut desk, stage);
    }
    desk.change_something();
    let path = desk.place("case.ron");
    desk.ctrl(Key::S, false);
    let mut expected = right_to_left();
    expected.horizon_months = desk.scenario().horizon_months;
    assert_eq!(read(&path), expected);
    desk.go_to("Decision");
    assert!(desk.window.query_all_by_label_contains(MINISTRY).count() > 0);
    assert!(desk.window.query_all_by_label_contains(&as_read(MINISTRY)).count() == 0);
}

/// The note that some signs have no font.
const NO_FONT: &str = "No font on this computer has the signs of: ";

fn opened(scenario: &Scenario) -> Desk {
    Desk::on_with(Setup { shows_boxes: true, ..Setup::default() }, scenario, "Decision")
}

#[test]
fn signs_that_no_font_has_are_spoken_of_once() {
    let mut desk =
        opened(&renamed(&[("israel", "以色列"), ("jordan", "ประเทศ"), ("syria", "🛰\u{fe0f} Syria")]));
    let note = format!("{NO_FONT}Chinese characters, Thai, emoji and other symbols.");
    let shown = |desk: &Desk| desk.window.query_all_by_label_contains(NO_FONT).count();
    assert!(desk.reads(&note), "{:?}", desk.painted_texts());
    assert_eq!(shown(&desk), 1);
    desk.press(Key::Escape);
    assert_eq!(shown(&desk), 0);
    desk.change_something();
    for stage in ["Setting", "Why", "Decision"] {
        desk.go_to(stage);
    }
    assert_eq!(shown(&desk), 0, "it was said");
}

#[test]
fn of_signs_that_a_font_has_nothing_is_said() {
    let names = renamed(&[("israel", "Ισραήλ – “Ünïcode” Ł"), ("jordan", "Иордания\u{200e} é")]);
    assert!(!opened(&names).reads(NO_FONT));
    let desk = Desk::with_letters(&right_to_left(), "Decision", Look::Light);
    assert!(!desk.reads(NO_FONT));
    for case in tearline::storage::built_in_cases() {
        let scenario = case.scenario().expect("a case that ships can be read");
        assert!(!Desk::on(&scenario, "Decision").reads(NO_FONT), "{}", case.name);
    }
}
