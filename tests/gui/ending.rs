//! The end of a play says first what it came to: who closed what, which partner holds back and why; and the map shows
//! how everybody learned.

use crate::desk::{Desk, Setup, informed};
use egui::{Shape, vec2};
use tearline::analysis::events::{EventKind, EventLog};
use tearline::analysis::ways_of_learning::LearnedFrom;
use tearline::app::Preferences;
use tearline::scenario::ActorId;
use tearline::ui::theme::Look;
use tearline::ui::{FileCommand, HistoryChoice, PlayCommand};

/// The unlucky history of the Oval Office, at its end.
fn unlucky_end() -> (Desk, EventLog) {
    unlucky_end_in(Setup::default())
}

fn unlucky_end_in(setup: Setup) -> (Desk, EventLog) {
    let mut desk = Desk::with(setup);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Aftermath");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    let last = desk.scenario().horizon_months;
    desk.ask(PlayCommand::ShowMonth(last));
    let log = desk.app().event_log().expect("a history").clone();
    (desk, log)
}

#[test]
fn a_play_ends_with_who_closes_what_and_who_holds_back() {
    let (desk, log) = unlucky_end();
    let scenario = desk.scenario();
    let closes: Vec<String> = log
        .entries
        .iter()
        .filter_map(|entry| match (&entry.kind, &entry.item) {
            (EventKind::SourceClosed { by }, Some(item)) => {
                Some(format!("{} closes the source of {}: ", scenario.name(by), scenario.item_name(item)))
            }
            _ => None,
        })
        .collect();
    assert!(!closes.is_empty(), "an unlucky history loses a source");
    for says in &closes {
        assert!(desk.reads(says), "{says}");
    }
    assert!(
        desk.reads("Israel guards its sources (")
            || desk.reads("Israel shares less and guards its sources (")
    );
    assert!(desk.reads("also hold back.") || desk.reads("also holds back."));
}

#[test]
fn the_numbers_at_the_end_of_a_play_are_whole_in_every_look() {
    for look in Look::ALL {
        let preferences = Preferences { look, ..informed() };
        let size = vec2(1280.0, 720.0);
        let (mut desk, _) = unlucky_end_in(Setup { preferences, size, ..Setup::default() });
        let mut numbers = 0;
        for shape in desk.painted() {
            let Shape::Text(text) = &shape else { continue };
            if !text.galley.text().contains("end 100 → ") {
                continue;
            }
            numbers += 1;
            assert!(text.visual_bounding_rect().right() <= size.x, "{look:?}: {}", text.galley.text());
        }
        assert!(numbers > 0, "{look:?}");
    }
}

#[test]
fn at_the_end_the_map_shows_how_everybody_learned() {
    let (desk, log) = unlucky_end();
    let scenario = desk.scenario();
    assert!(!log.learnings.is_empty());
    for learning in &log.learnings {
        let name = scenario.name(&learning.actor);
        let says = match (learning.from, &learning.by) {
            (LearnedFrom::Press, _) => format!("{name} learned of it from the press"),
            (_, Some(by)) => format!("{name} learned of it from {}", scenario.name(by)),
            (_, None) => continue,
        };
        assert!(desk.reads(&says), "{says}");
    }
}

#[test]
fn nobody_learns_on_the_map_before_it_happens() {
    let (mut desk, _) = unlucky_end();
    desk.ask(PlayCommand::PlayFromStart);
    desk.draw();
    assert!(!desk.reads(" learned of it from "));
}

#[test]
fn from_a_seat_a_play_ends_with_what_it_came_to_for_that_partner() {
    let (mut desk, _) = unlucky_end();
    desk.ask(PlayCommand::TakeSeat(Some(ActorId::known("il"))));
    let last = desk.scenario().horizon_months;
    desk.ask(PlayCommand::ShowMonth(last));
    assert!(desk.reads("What it came to"));
    assert!(
        desk.reads("Israel guards its sources (")
            || desk.reads("Israel shares less and guards its sources (")
    );
    assert!(!desk.reads("closes the source"), "it does not see who does");
    assert!(!desk.reads("also hold"), "nor what others do");
}
