//! Why a partner has changed: at a glance on hover, and cause by cause in its own stage.

use crate::desk::Desk;
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use tearline::scenario::{ActorId, Edit, Repair, RepairKind};
use tearline::ui::{Command, FileCommand, HistoryChoice, PlayCommand, Selection, ViewCommand};

fn why() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(PlayCommand::ShowMonth(3));
    desk.ctrl(Key::Num5, false);
    desk
}

impl Desk {
    /// The numbers that stand behind the causes and behind the change, in order, lane by lane.
    fn parts(&self) -> Vec<f64> {
        fn says(node: &AccessKitNode<'_>) -> Option<String> {
            let texts = [node.label(), node.value()];
            texts.into_iter().flatten().find(|text| text.ends_with(" log-odds"))
        }
        let rows = self.window.query_all_by(|node| says(node).is_some());
        let number = |text: String| {
            let (_, value) = text.split_once(": ")?;
            value.trim_end_matches(" log-odds").replace('−', "-").replace('+', "").parse().ok()
        };
        rows.filter_map(|node| says(&node.accesskit_node()).and_then(number)).collect()
    }
}

#[test]
fn the_causes_stand_with_their_signs_and_add_up_to_the_change() {
    let desk = why();
    assert!(desk.shows_stage("Why"));
    assert!(desk.reads("Why Israel has changed by month 3"));
    let parts = desk.parts();
    assert_eq!(parts.len(), 14, "six causes and their sum, twice: {parts:?}");
    for lane in parts.chunks(7) {
        let sum: f64 = lane[..6].iter().sum();
        assert!((sum - lane[6]).abs() < 0.03, "{lane:?}, as far as two decimals can show it");
    }
}

#[test]
fn a_cause_opens_to_its_formula_with_the_numbers_of_the_case_and_its_source() {
    let mut desk = why();
    let row = desk.window.query_all_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("secret not kept"))
    });
    row.into_iter().next().expect("a cause").click();
    desk.settle();
    assert!(desk.reads("risk = (1 − ι)(1 − τ_I · τ_C)"));
    assert!(desk.reads("log-odds of content = μ (V − α · A − L_C · risk)"));
    assert!(desk.reads("trust in home’s secrecy τ_C"), "every symbol has a name or a number");
    assert!(desk.reads("Kim and others 2004, 2006"));
}

#[test]
fn another_partner_month_or_history_has_other_reasons() {
    let mut desk = why();
    let israel = desk.parts();
    desk.ask(ViewCommand::Select(Selection::Actor(ActorId::known("de"))));
    assert!(desk.reads("Why Germany has changed by month 3"));
    let germany = desk.parts();
    assert_ne!(israel, germany);
    desk.ask(PlayCommand::ShowMonth(18));
    assert_ne!(desk.parts(), germany);
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.ask(PlayCommand::ShowMonth(1));
    desk.ask(ViewCommand::Select(Selection::Actor(ActorId::known("il"))));
    assert!(desk.reads("in this history"));
    assert!(desk.reads("What led to it, for Israel"));
    assert!(desk.reads("tells Russia"), "the chain begins with the telling");
}

#[test]
fn a_partner_that_learned_of_nothing_was_moved_by_what_the_chart_says_moved_it() {
    let mut desk = why();
    let israel = ActorId::known("il");
    let id = desk.app().plan().expect("a plan").clone();
    let mut plan = desk.scenario().plans.get(&id).expect("it is there").clone();
    plan.repairs.push(Repair { month: 2, partner: israel.clone(), kind: RepairKind::Compensation(0.8) });
    desk.ask(Command::Edit(Edit::PutPlan(id, plan)));
    let horizon = desk.scenario().horizon_months as usize;
    let unlearned = (0..200).any(|_| {
        desk.ask(PlayCommand::RollHistory);
        let story = desk.app().event_log().expect("a story").clone();
        !story.has_learned(&israel, horizon)
    });
    assert!(unlearned);
    desk.ask(ViewCommand::Select(Selection::Actor(israel)));
    desk.ask(PlayCommand::ShowMonth(3));
    assert!(desk.reads("It has learned of nothing by month 3 of this history. What moved it: stakes and"));
    assert!(desk.reads("United States compensates Israel for a year"));
    assert!(!desk.reads("What moved it came from outside."));
    desk.ask(PlayCommand::ShowMonth(0));
    assert!(desk.reads("Nothing has moved it."));
    assert!(!desk.reads("United States compensates Israel for a year"));
}

#[test]
fn each_part_can_be_read_as_points_of_the_change() {
    let desk = why();
    assert!(desk.reads("points of the change"));
    assert!(desk.reads("percentage points each would be"));
}

#[test]
fn resting_on_a_number_says_why_in_a_few_words() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let row = desk.window.get_by(|node| {
        let texts = [node.label(), node.value()];
        texts.iter().flatten().any(|text| text.starts_with("Israel, sources, month 0"))
    });
    let place = row.rect().center();
    desk.window.hover_at(place);
    desk.wait_a_moment();
    assert!(desk.reads("secret not kept") || desk.reads("promise broken"));
}

impl Desk {
    /// As long as it takes for a tooltip to come and for what is in it to be worked out.
    fn wait_a_moment(&mut self) {
        for _ in 0..3 {
            self.settle();
        }
    }
}
