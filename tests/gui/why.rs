//! Why a partner has changed: at a glance on hover, and cause by cause in its own stage.

use crate::desk::{Desk, Setup};
use crate::model::{answer_once, project_once};
use egui::{Key, Shape, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use std::sync::Arc;
use tearline::analysis::mitigation::{Mitigations, mitigation};
use tearline::analysis::number_format::{PercentChange, points, signed};
use tearline::analysis::study::{HistorySet, Study};
use tearline::analysis::supposition::{
    Supposed, SupposedCourse, Supposition, Suppositions, supposed_change, supposed_course,
};
use tearline::analysis::why_sentence::supposed_sentence;
use tearline::app::{QueryRequest, QueryRunner};
use tearline::engine::months::Mitigation;
use tearline::engine::{Monitor, NoMonitor};
use tearline::scenario::{
    ActorId, Edit, Material, PerMaterial, Plan, PlanId, Preparation, Repair, RepairKind,
};
use tearline::ui::{
    Answer, Command, FileCommand, HistoryChoice, PlayCommand, ProjectionCommand, Query, Selection,
    ViewCommand,
};

fn why() -> Desk {
    why_in(Desk::new())
}

fn why_in(mut desk: Desk) -> Desk {
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(PlayCommand::ShowMonth(3));
    desk.ctrl(Key::Num5, false);
    desk
}

/// The stage with log-odds and formulas shown.
fn formulas() -> Desk {
    let mut desk = why();
    desk.click("Log-odds and formulas");
    desk
}

impl Desk {
    /// The causes with their points of content and of sources, from above; the change last.
    fn points(&self) -> Vec<(String, [i64; 2])> {
        let label = |node: &AccessKitNode<'_>| {
            let texts = [node.label(), node.value()];
            texts.into_iter().flatten().find(|text| text.contains(": content "))
        };
        let rows = self.window.query_all_by(|node| {
            label(node).is_some_and(|text| text.ends_with(" points") && text.contains("sources and methods"))
        });
        let row = |text: String| {
            let (cause, numbers) = text.split_once(": content ")?;
            let numbers = numbers.replace('−', "-").replace('+', "").replace(" points", "");
            let (content, methods) = numbers.split_once(", sources and methods ")?;
            Some((cause.to_owned(), [content.parse().ok()?, methods.parse().ok()?]))
        };
        rows.filter_map(|node| label(&node.accesskit_node()).and_then(row)).collect()
    }

    /// Whether a title ends in a pair “78 → 50%” of this difference.
    fn paints_pair(&mut self, title: &str, difference: i64) -> bool {
        let is_pair = |text: &str| {
            let pair = text.strip_prefix(title)?.strip_suffix("\u{a0}%")?;
            let (first, now) = pair.split_once(" → ")?;
            Some(now.parse::<i64>().ok()? - first.parse::<i64>().ok()? == difference)
        };
        self.painted()
            .iter()
            .any(|shape| matches!(shape, Shape::Text(text) if is_pair(text.galley.text()) == Some(true)))
    }

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
    let desk = formulas();
    assert!(desk.shows_stage("Why"));
    assert!(desk.reads("Why Israel differs in month 3"));
    let parts = desk.parts();
    assert_eq!(parts.len(), 14, "six causes and their sum, twice: {parts:?}");
    for lane in parts.chunks(7) {
        let sum: f64 = lane[..6].iter().sum();
        assert!((sum - lane[6]).abs() < 0.03, "{lane:?}, as far as two decimals can show it");
    }
}

#[test]
fn a_cause_opens_to_its_formula_with_the_numbers_of_the_case_and_its_source() {
    let mut desk = formulas();
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
    let mut desk = formulas();
    let israel = desk.parts();
    desk.ask(ViewCommand::Select(Selection::Actor(ActorId::known("de"))));
    assert!(desk.reads("Why Germany differs in month 3"));
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
    desk.may_change_history();
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
fn the_points_shown_add_up_to_the_change_shown_which_is_the_difference_of_the_shown_numbers() {
    let mut desk = why();
    for month in [0, 1, 3, 12] {
        desk.ask(PlayCommand::ShowMonth(month));
        let causes = desk.points();
        let (change, parts) = causes.split_last().expect("the change stands last");
        for (lane, title) in ["Content ", "Sources "].into_iter().enumerate() {
            let sum: i64 = parts.iter().map(|(_, points)| points[lane]).sum();
            assert_eq!(sum, change.1[lane], "{month}: {causes:?}");
            assert!(desk.paints_pair(title, change.1[lane]), "{month}: {causes:?}");
        }
    }
    assert!(desk.reads("if nothing were said → as planned"), "what both numbers are");
}

#[test]
fn the_change_is_that_of_decision_and_is_none_where_nothing_is_said() {
    let engine: Arc<tearline::app::Engine> = Arc::new(project_once);
    let mut desk = why_in(Desk::with(Setup { engine: Some(engine), ..Setup::default() }));
    desk.ask(PlayCommand::ShowMonth(0));
    let (projection, current) = desk.app().projection().expect("there is one");
    assert!(current);
    let israel = projection.partner(&ActorId::known("il")).expect("a partner");
    let mean = *israel.mean(0).expect("a mean");
    let change =
        |material| PercentChange::of(*mean.withheld.of(material), *mean.planned.of(material)).change();
    let changes = Material::ALL.map(change);
    assert!(changes[1] < -1);
    assert_eq!(desk.points().pop().expect("the change").1, changes);
    let id = desk.app().plan().expect("a plan").clone();
    desk.may_change_history();
    desk.ask(Command::Edit(Edit::PutPlan(id, Plan::named("Say nothing at all"))));
    for month in [0, 3, 12] {
        desk.ask(PlayCommand::ShowMonth(month));
        let (projection, _) = desk.app().projection().expect("there is one");
        let israel = projection.partner(&ActorId::known("il")).expect("a partner");
        let withheld = israel.mean(month as usize).expect("a mean").withheld;
        let stays =
            Material::ALL.map(|material| PercentChange::of(*withheld.of(material), *withheld.of(material)));
        let [content, sources] = stays.map(|change| change.values());
        let both = format!("Content {content}\u{a0}%, sources {sources}\u{a0}%");
        assert!(desk.reads(&both), "whatever happens elsewhere: {both}");
        assert!(desk.points().is_empty() && desk.reads("Israel shares as much"));
    }
}

#[test]
fn what_held_it_is_said_in_a_sentence_and_shown_beside_the_fall_as_it_is() {
    let mut desk = why();
    desk.ask(PlayCommand::ShowMonth(0));
    let scenario = desk.scenario();
    let study = Study::new(
        &scenario,
        1,
        Query::Mitigation { month: 0, over: HistorySet::All }.histories(),
        &NoMonitor,
    );
    let found = mitigation(&study, &desk.shown_plan(), 0, HistorySet::All).expect("nobody stops it");
    let israel = found.of(&ActorId::known("il")).expect("a partner");
    let most = israel.over_all.held_most(Material::Content).expect("something held it");
    assert!(desk.reads(&israel.sentence("Israel", most, Material::Content)));
    assert!(desk.reads("it goes on sharing because it would lose more"), "the sentence above says it too");
    assert!(desk.reads("In per cent of what it shared before the meeting; learned or not"));
    assert!(desk.reads("histories, learned or not"), "the reasons are of the same histories");
    let written = |change: f64| format!("{}\u{a0}%", signed(points(change)));
    for part in Mitigation::ALL {
        let [content, methods] =
            Material::ALL.map(|material| written(israel.over_all.without(part, material)));
        let name = match part {
            Mitigation::Stakes => "Without aid, protection, trade",
            Mitigation::Institutions => "Without liaison, institutions",
            Mitigation::Trust => "With half the experience",
        };
        let row = format!("{name}: content {content}, sources and methods {methods}");
        assert!(desk.reads(&row), "{row}");
    }
    let PerMaterial { content, methods } = israel.over_all.change;
    let row = format!("As it is: content {}, sources and methods {}", written(content), written(methods));
    assert!(desk.reads(&row), "{row}");
}

#[test]
fn nothing_moves_when_what_held_it_is_worked_out() {
    let places = |answers: bool| {
        let runner =
            move |request: QueryRequest<'_>, monitor: &dyn Monitor, so_far: &(dyn Fn(Answer) + Sync)| {
                match request.query {
                    Query::Mitigation { month, .. } if !answers => {
                        Ok(Answer::Mitigation(Mitigations { month: *month, partners: Vec::new() }))
                    }
                    _ => answer_once(request, monitor, so_far),
                }
            };
        let runner: Arc<QueryRunner> = Arc::new(runner);
        let desk = why_in(Desk::with(Setup { query_runner: Some(runner), ..Setup::default() }));
        let top = |begins: &str| {
            let says = |text: Option<String>| text.is_some_and(|text| text.starts_with(begins));
            let found = desk.window.query_all_by(|node| says(node.label()) || says(node.value())).next();
            found.unwrap_or_else(|| panic!("{begins}")).rect().top()
        };
        ["change: ", "What held it", "How it would bend"].map(top)
    };
    assert_eq!(places(false), places(true));
}

#[test]
fn the_switch_that_supposes_learning_reaches_the_reasons_and_they_say_so() {
    let mut desk = why();
    desk.ask(PlayCommand::ShowMonth(0));
    assert!(desk.reads("histories, learned or not"));
    let change = |desk: &Desk| desk.points().pop().expect("the change").1[1];
    let all = change(&desk);
    desk.ask(ProjectionCommand::SupposeLearning(true));
    assert!(desk.reads("histories in which it is learned at once"));
    assert!(change(&desk) < all, "it falls further where it learns");
}

/// The course of Israel under a supposition, as the analysis has it.
fn supposed(desk: &mut Desk, suppositions: impl Into<Suppositions>, over: HistorySet) -> SupposedCourse {
    let (scenario, plan, partner) = (desk.scenario(), desk.shown_plan(), &ActorId::known("il"));
    let suppositions = suppositions.into();
    let query = Query::Supposition { partner: partner.clone(), suppositions, over };
    let study = Study::new(&scenario, 1, query.histories(), &NoMonitor);
    supposed_course(&study, &plan, Supposed { partner, suppositions, over }).expect("nobody stops it")
}

impl Desk {
    fn switch(&self, supposition: Supposition) -> egui_kittest::Node<'_> {
        let name = match supposition {
            Supposition::Independent => "If it did not depend on us",
            Supposition::NoLiaison => "If there were no liaison",
            Supposition::Asked => "If we had asked",
            Supposition::Prepared => "If it had been prepared",
        };
        self.window.get_by_role_and_label(Role::Switch, name)
    }

    fn is_pressed(&self, supposition: Supposition) -> bool {
        let node = self.switch(supposition).accesskit_node();
        node.is_selected() == Some(true) || node.toggled() == Some(true.into())
    }

    /// Dashed lines of a preview, counted by their dashes.
    fn dashes(&mut self) -> usize {
        let ink = tearline::ui::theme::Theme::of(tearline::ui::theme::Look::Light).colors.ink;
        let is_dash = |shape: &Shape| matches!(shape, Shape::LineSegment { stroke, .. } if stroke.width == 2.0 && stroke.color == ink);
        self.painted().iter().filter(|shape| is_dash(shape)).count()
    }
}

#[test]
fn each_switch_shows_the_course_it_would_bend_to_and_takes_it_away_again() {
    let mut desk = why();
    desk.ask(PlayCommand::ShowMonth(0));
    let (document, plan) = (desk.scenario(), desk.shown_plan());
    let none = desk.dashes();
    for supposition in Supposition::ALL {
        assert!(!desk.is_pressed(supposition));
        desk.switch(supposition).scroll_to_me();
        desk.settle();
        desk.switch(supposition).click();
        desk.settle();
        assert!(desk.is_pressed(supposition), "{supposition:?}");
        let course = supposed(&mut desk, supposition, HistorySet::All);
        let [content, methods] = Material::ALL.map(|of| points(*course.months[0].planned.of(of)));
        let says = format!("Israel’s sources would stand at {methods}\u{a0}%");
        assert!(desk.reads(&says) && desk.reads(&format!("its content at {content}\u{a0}%")), "{says}");
        assert!(desk.dashes() > none, "a dashed line beside the course as it is");
        assert!(
            desk.reads(&format!("{} {methods}\u{a0}% in month 0", supposition.name())),
            "for a screen reader"
        );
        desk.switch(supposition).click();
        desk.settle();
        assert!(!desk.is_pressed(supposition));
        assert!(!desk.reads("would stand at"));
        assert_eq!(desk.dashes(), none);
    }
    assert_eq!((desk.scenario(), desk.shown_plan()), (document, plan), "nothing in the document changes");
    assert!(!desk.app().unsaved());
}

#[test]
fn switches_are_pressed_by_keyboard_and_hold_together() {
    let mut desk = why();
    for key in [Key::Space, Key::Enter] {
        desk.switch(Supposition::Asked).focus();
        desk.settle();
        desk.press(key);
        assert!(desk.is_pressed(Supposition::Asked), "{key:?}");
        desk.press(key);
        assert!(!desk.is_pressed(Supposition::Asked), "{key:?}");
    }
    desk.press(Key::Space);
    desk.switch(Supposition::Prepared).focus();
    desk.settle();
    desk.press(Key::Space);
    assert!(desk.is_pressed(Supposition::Prepared) && desk.is_pressed(Supposition::Asked));
    assert!(desk.reads("If we had asked and it had been prepared, Israel’s sources"));
    let both = Suppositions::from(Supposition::Asked).toggled(Supposition::Prepared);
    let course = supposed(&mut desk, both, HistorySet::All);
    let methods = points(course.months[3].planned.methods);
    assert!(desk.reads(&format!("would stand at {methods}\u{a0}%")));
}

#[test]
fn in_one_history_a_switch_bends_the_course_of_that_history() {
    let mut desk = why();
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.ask(PlayCommand::ShowMonth(1));
    let number = desk.app().event_log().expect("a history").number;
    desk.switch(Supposition::Independent).focus();
    desk.settle();
    desk.press(Key::Space);
    let course = supposed(&mut desk, Supposition::Independent, HistorySet::One(number));
    let methods = points(course.months[1].planned.methods);
    assert!(desk.reads(&format!("Israel’s sources would stand at {methods}\u{a0}%")));
    let [content, methods] = Material::ALL.map(|of| points(*course.months[1].withheld.of(of)));
    assert!(
        desk.reads(&format!("If nothing were said: {methods}\u{a0}% and {content}\u{a0}%.")),
        "it shares less anyway"
    );
}

#[test]
fn a_switch_that_would_change_nothing_cannot_be_pressed() {
    let mut desk = why();
    desk.may_change_history();
    desk.switch(Supposition::Prepared).focus();
    desk.settle();
    desk.press(Key::Space);
    let id = desk.app().plan().expect("a plan").clone();
    let staffed = Plan { preparation: Preparation::Staffed, ..desk.shown_plan() };
    desk.ask(Command::Edit(Edit::PutPlan(id.clone(), staffed)));
    assert!(desk.switch(Supposition::Prepared).accesskit_node().is_disabled());
    assert!(
        desk.reads("“If it had been prepared” changes nothing: In this plan it is prepared."),
        "to be read without a pointer"
    );
    assert!(!desk.is_pressed(Supposition::Prepared) && !desk.reads("would stand at"));
    desk.ask(Command::Edit(Edit::PutPlan(id, Plan::named("Say nothing at all"))));
    assert!(desk.switch(Supposition::Asked).accesskit_node().is_disabled());
    assert!(!desk.switch(Supposition::Independent).accesskit_node().is_disabled());
}

#[test]
fn a_switch_says_which_causes_would_move_it() {
    let mut desk = why();
    desk.switch(Supposition::Prepared).focus();
    desk.settle();
    desk.press(Key::Space);
    let (scenario, plan, partner) = (desk.scenario(), desk.shown_plan(), &ActorId::known("il"));
    let supposed = Supposed { partner, suppositions: Supposition::Prepared.into(), over: HistorySet::All };
    let study = Study::new(&scenario, 1, tearline::engine::DEFAULT_HISTORIES, &NoMonitor);
    let change = supposed_change(&study, &plan, supposed, 3).expect("nobody stops it");
    let says = supposed_sentence(&change).expect("it moves by a point");
    assert!(says.contains(" because it ") && says.contains(", although it "), "{says}");
    assert!(desk.reads(&says), "{says}");
}

#[test]
fn since_before_the_meeting_it_is_told_as_such() {
    let mut desk = why();
    desk.window.get_by_role_and_label(Role::ComboBox, "Held against").click();
    desk.settle();
    desk.click("what it was before the meeting");
    assert!(desk.reads("Why Israel has changed by month 3"));
    assert!(desk.reads("before the meeting → as planned"));
    assert!(desk.reads("outside events"));
}

#[test]
fn a_partner_that_nothing_moves_is_told_to_stay_without_rows_of_zeros() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("skripal-2018".into()));
    desk.ask(ViewCommand::ChoosePlan(PlanId::known("with-leave")));
    desk.go_to("Why");
    for says in [
        "Why United States does not differ in month ",
        "United States shares as much",
        "United States holds nothing back",
        "In no history does it learn that anything was passed on against a promise.",
    ] {
        assert!(desk.reads(says), "{says}");
    }
    assert!(desk.points().is_empty() && !desk.reads("No part: "));
    assert!(!desk.reads("As it is: content"));
}

#[test]
fn why_is_told_in_a_sentence_before_any_number() {
    let mut desk = why();
    desk.ask(PlayCommand::ShowMonth(0));
    let says = "Israel guards its sources because it thinks we cannot keep a secret";
    let sentence = desk.window.get_by(|node| node.value().is_some_and(|text| text.starts_with(says)));
    let points = desk.window.get_by(|node| node.value().is_some_and(|text| text.starts_with("change: ")));
    assert!(sentence.rect().bottom() < points.rect().top());
    assert!(desk.points().len() > 2);
    assert!(desk.parts().is_empty(), "log-odds are for those who open them");
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
    assert!(desk.reads("secret not kept"));
}

impl Desk {
    /// As long as it takes for a tooltip to come and for what is in it to be worked out.
    fn wait_a_moment(&mut self) {
        for _ in 0..3 {
            self.settle();
        }
    }
}
