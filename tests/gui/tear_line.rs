//! The tear line has a row of its own, and what explains a level covers nothing that it changes.

use crate::desk::{Desk, Setup, informed};
use egui::{Rect, Shape, Vec2, vec2};
use egui_kittest::kittest::Queryable;
use tearline::app::Preferences;
use tearline::ui::FileCommand;
use tearline::ui::theme::Look;

/// A laptop at 100, 150 and 200 %, in points.
const SIZES: [Vec2; 3] = [vec2(1280.0, 720.0), vec2(853.0, 480.0), vec2(640.0, 360.0)];

/// The decision of a case; where only a part of the board is shown, the one with the ladder.
fn ladder(look: Look, size: Vec2, case: &str) -> Desk {
    let preferences = Preferences { look, ..informed() };
    let mut desk = Desk::with(Setup { preferences, size, ..Setup::default() });
    desk.ask(FileCommand::OpenCase(case.into()));
    desk.go_to("Decision");
    if let Some(told) = desk.window.query_by_label("Show: What is told") {
        told.click();
        desk.settle();
    }
    desk
}

/// A shape as far as it can be seen.
struct Seen {
    shape: Shape,
    place: Rect,
}

impl Desk {
    fn seen(&mut self) -> Vec<Seen> {
        fn take_apart(shape: &Shape, clip: Rect, all: &mut Vec<Seen>) {
            match shape {
                Shape::Vec(parts) => parts.iter().for_each(|part| take_apart(part, clip, all)),
                other => {
                    let place = other.visual_bounding_rect().intersect(clip);
                    if place.is_positive() {
                        all.push(Seen { shape: other.clone(), place });
                    }
                }
            }
        }
        let mut all = Vec::new();
        for clipped in &self.shapes() {
            take_apart(&clipped.shape, clipped.clip_rect, &mut all);
        }
        all
    }

    /// The dashes of the tear line: the only level line of dashes as thick as this.
    fn tear_line(&mut self) -> Option<Rect> {
        let is_dash = |seen: &&Seen| match &seen.shape {
            Shape::LineSegment { points: [one, other], stroke } => {
                (stroke.width - 1.5).abs() < 0.01 && (one.y - other.y).abs() < 0.01 && one.x != other.x
            }
            _ => false,
        };
        let seen = self.seen();
        let dashes: Vec<Rect> = seen.iter().filter(is_dash).map(|dash| dash.place).collect();
        let level = |dash: &&Rect| {
            dashes.iter().filter(|other| (other.center().y - dash.center().y).abs() < 0.1).count()
        };
        let longest = dashes.iter().max_by_key(level)?;
        let line = dashes.iter().filter(|dash| (dash.center().y - longest.center().y).abs() < 0.1);
        Some(line.fold(Rect::NOTHING, |line, dash| line.union(*dash)))
    }
}

#[test]
fn the_tear_line_crosses_no_text_in_any_case_that_ships() {
    let mut complaints = Vec::new();
    for case in tearline::storage::built_in_cases() {
        for (look, size) in
            [Look::Light, Look::Projector].into_iter().flat_map(|look| SIZES.map(|size| (look, size)))
        {
            let mut desk = ladder(look, size, case.name);
            let place = format!("{}, {look:?} at {size:?}", case.name);
            let Some(line) = desk.tear_line() else {
                // Where there is little room, it may have to be scrolled to.
                if size == SIZES[0] {
                    complaints.push(format!("{place}: no tear line"));
                }
                continue;
            };
            for seen in desk.seen() {
                let Shape::Text(text) = &seen.shape else { continue };
                let text = text.galley.text();
                if text != "tear line" && seen.place.intersects(line) {
                    complaints.push(format!("{place}: through “{text}”"));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_slider_with_the_keyboard_is_explained_by_its_row_alone() {
    let mut desk = ladder(Look::Light, SIZES[0], "oval-office-2017");
    desk.window.get_by_label("Tell Russia").focus();
    desk.settle();
    assert!(!desk.paints("use ↑ and ↓"), "the words stand in the row");
}

#[test]
fn words_that_are_not_whole_in_their_row_stand_above_the_ladder_for_the_keyboard() {
    let mut desk = Desk::with(Setup::default());
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    let scenario = desk.scenario();
    let (id, item) = scenario.items.at(0).expect("an item");
    let mut item = item.clone();
    let words = "Where the plot was seen, and in which cell it is being prepared, and by whom. ".repeat(4);
    for level in tearline::scenario::Level::ALL {
        if let Some(text) = item.words.at_mut(level) {
            *text = words.clone();
        }
    }
    desk.ask(tearline::ui::Command::Edit(tearline::scenario::Edit::PutItem(id.clone(), item)));
    let slider = desk.window.get_by_label("Tell Russia");
    let top = slider.rect().top();
    slider.focus();
    desk.settle();
    let seen = desk.seen();
    let tip = seen.iter().find(|seen| match &seen.shape {
        Shape::Text(text) => text.galley.text().contains("use ↑ and ↓"),
        _ => false,
    });
    let tip = tip.expect("the words in whole").place;
    assert!(tip.bottom() < top, "{tip:?} reaches below {top}");
}
