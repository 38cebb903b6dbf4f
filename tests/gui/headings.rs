//! What stands over a column or before a row says what it means to whoever rests on it.

use crate::desk::Desk;
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::scenario::Level;
use tearline::ui::FileCommand;

impl Desk {
    /// Whether a box that contains this opens over something of this name.
    fn explains(&mut self, name: &str, part: &str) -> bool {
        self.window.get_all_by_label(name).next().expect(name).hover();
        for _ in 0..60 {
            self.window.step();
        }
        self.reads(part)
    }
}

#[test]
fn the_headings_of_the_decision_say_what_they_count_and_of_what() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    for (heading, says) in [
        ("use", "the value of this level to a recipient that fully wants"),
        ("exposure", "picks the true source among all"),
        ("context", "at least the context"),
        ("picks source, if held", "In the histories in which a hostile actor comes to hold something new"),
        ("closes it", "Of all histories"),
    ] {
        assert!(desk.explains(heading, says), "{heading}");
    }
}

#[test]
fn regret_and_the_highest_total_say_what_they_are_and_that_ties_share_a_history() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Compare");
    assert!(desk.explains("Regret", "stays behind that of the plan that turns out best"));
    assert!(desk.explains(
        "Highest total, in so many histories",
        "share the history equally, so that the row adds up to 100\u{a0}%"
    ));
}

#[test]
fn what_happens_or_not_in_a_history_is_compared_with_its_standard_error() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Compare");
    let cells = |desk: &Desk, of: &str| -> Vec<String> {
        let cells = desk.window.query_all_by_label_contains(of);
        cells.filter_map(|cell| cell.accesskit_node().label().or(cell.accesskit_node().value())).collect()
    };
    let lost = cells(&desk, "Chance of losing a source, ");
    assert!(lost.iter().any(|cell| cell.contains('±')), "{lost:?}");
    assert!(!lost.iter().any(|cell| cell.contains('–')), "no interval: {lost:?}");
    let total = cells(&desk, "Total, ");
    assert!(total.iter().any(|cell| cell.contains("5 to 95\u{a0}%")), "{total:?}");
}

#[test]
fn on_the_map_what_the_public_is_told_explains_itself() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.may_change_history();
    desk.tell_the_public(Level::Gist);
    desk.go_to("Decision");
    assert!(desk.explains("United States tells the public: gist", "United States tells the public: gist"));
}
