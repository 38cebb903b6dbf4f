//! What else could have been done: plans side by side, every choice, a better plan, the smallest repair,
//! and what asking first is worth.

use crate::desk::{Desk, Setup};
use crate::model::answer_once;
use egui::accesskit::{Role, Toggled};
use egui::{Key, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use tearline::analysis::comparison::{Comparison, compare};
use tearline::analysis::frontier::best_choice::{BestChoice, best_choice};
use tearline::analysis::frontier::{Exploration, Frontier, Limit, frontier, usual_axes};
use tearline::analysis::measure::Measure;
use tearline::analysis::number_format;
use tearline::analysis::study::Study;
use tearline::app::{Picked, QueryRequest, QueryRunner};
use tearline::engine::{Cancelled, Monitor, NoMonitor};
use tearline::scenario::{Edit, Material, Plan, PlanId, Scenario};
use tearline::ui::chrome::layout::{Areas, STATUS_BAR};
use tearline::ui::command::{Decimals, TableFormat};
use tearline::ui::stages::compare::better_plan::{of_nothing, suggested};
use tearline::ui::theme::Look;
use tearline::ui::{
    Answer, Command, DisplayCommand, FileCommand, PlayCommand, ProjectionCommand, Query, QueryCommand, Stage,
    TableCommand, TableId, ViewCommand,
};

const CASE: &str = "oval-office-2017";
/// The month that is looked at, and the seed of the luck.
const MONTH: u32 = 3;
const SEED: u64 = 1;

pub fn at_compare(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup);
    desk.ask(FileCommand::OpenCase(CASE.into()));
    desk.ctrl(Key::Num6, false);
    assert!(desk.shows_stage("Compare"));
    desk.ask(PlayCommand::ShowMonth(MONTH));
    desk
}

fn case() -> Scenario {
    tearline::storage::built_in(CASE).expect("a case").scenario().expect("it is good")
}

/// The choices of the first look, worked out apart from any window. Once for all tests, since each of
/// thousands of choices is played.
fn all_choices() -> &'static Frontier {
    static FOUND: LazyLock<Frontier> = LazyLock::new(|| {
        let scenario = case();
        let study = Study::new(&scenario, SEED, 10_000, &NoMonitor);
        let shown = scenario.plans.values().next().expect("a plan");
        frontier(&Exploration::new(&study, shown), &usual_axes(MONTH), &|_| {}).expect("nobody stops it")
    });
    &FOUND
}

fn best(scenario: &Scenario, limits: &[Limit]) -> BestChoice {
    let study = Study::new(scenario, SEED, 10_000, &NoMonitor);
    let shown = scenario.plans.values().next().expect("a plan");
    best_choice(&Exploration::new(&study, shown), MONTH, limits).expect("nobody stops it")
}

fn side_by_side(scenario: &Scenario) -> Comparison {
    let study = Study::new(scenario, SEED, 10_000, &NoMonitor);
    let plans: Vec<PlanId> = scenario.plans.keys().cloned().collect();
    compare(&study, &plans, &Measure::all(scenario, MONTH)).expect("nobody stops it")
}

/// Answers questions about all choices from what was found before, also after a plan was added.
pub fn knowing_choices() -> Setup {
    knowing_best(Vec::new())
}

/// The same with what is best within limits.
fn knowing_best(known: Vec<(Vec<Limit>, BestChoice)>) -> Setup {
    let found = all_choices();
    let query_runner = move |request: QueryRequest<'_>,
                             monitor: &dyn Monitor,
                             so_far: &(dyn Fn(Answer) + Sync)| match request.query {
        Query::BestChoice { limits: asked, .. } => {
            let best = known.iter().find(|(limits, _)| limits == asked).map(|(_, best)| best.clone());
            Ok(match best {
                Some(best) => Answer::BestChoice(Box::new(best)),
                None => Answer::Nothing("Nobody knows.".into()),
            })
        }
        Query::Frontier(axes) if axes[..] == found.measures[..2] => {
            Ok(Answer::Frontier(Box::new(found.clone())))
        }
        _ => answer_once(request, monitor, so_far),
    };
    Setup { query_runner: Some(Arc::new(query_runner)), ..Setup::default() }
}

impl Desk {
    /// Chooses one of a row of choices.
    pub fn choose_of(&mut self, row: &str, name: &str) {
        let label = format!("{row}: {name}");
        self.window.get_by_role_and_label(Role::RadioButton, &label).click();
        self.settle();
    }

    /// What stands in rows whose words begin so.
    fn texts(&self, beginning: &str) -> Vec<String> {
        let says = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            let texts = [node.label(), node.value()];
            texts.into_iter().flatten().find(|text| text.starts_with(beginning))
        };
        let rows = self.window.query_all_by(|node| says(node).is_some());
        rows.filter_map(|row| says(&row.accesskit_node())).collect()
    }

    /// Gives the keyboard to the plot of all choices.
    fn focus_plot(&mut self) {
        self.window.get_by(|node| node.label().is_some_and(|label| label.starts_with("Plot of "))).focus();
        self.settle();
    }

    fn plans(&self) -> Vec<Plan> {
        self.scenario().plans.values().cloned().collect()
    }
}

/// The whole per cent at the end of a text; none where it is less than one.
fn percent_at_the_end(text: &str) -> Option<i64> {
    text.rsplit(' ').next()?.trim_end_matches("\u{a0}%").parse().ok()
}

#[test]
fn plans_stand_side_by_side_with_the_numbers_of_the_analysis_and_only_their_differences() {
    let mut desk = at_compare(Setup::default());
    let scenario = desk.scenario();
    let found = side_by_side(&scenario);
    let total = found.measures.iter().position(|measure| *measure == Measure::TOTAL).expect("the total");
    let first = number_format::shown_amount(found.columns[0].cells[total].mean.mean);
    let shares = found.best_shares();
    for (column, share) in found.columns.iter().zip(&shares).skip(1) {
        let name = &scenario.plans.get(&column.plan).expect("a plan").name;
        let mean = column.cells[total].mean.mean;
        let change = number_format::directed_amount(number_format::shown_amount(mean) - first);
        let says = format!("Total, {name}: {}, {change} against the shown plan", number_format::amount(mean));
        assert!(desk.reads(&says), "{says}; there is {:?}", desk.texts("Total, "));
        let best = format!("Highest total in, {name}: {share}");
        assert!(desk.reads(&best), "{best}");
    }
    let shown: i64 =
        desk.texts("Highest total in, ").iter().filter_map(|text| percent_at_the_end(text)).sum();
    assert_eq!(shown, 100, "{shares:?}");
    let narrow = desk.texts("United Kingdom: content in month").len();
    desk.window.get_by_role_and_label(Role::CheckBox, "Only differences").click();
    desk.settle();
    let wide = desk.texts("United Kingdom: content in month").len();
    assert!(wide > narrow, "what hardly differs can be seen too");
    let other = format!("Show “{}”", scenario.plans.at(1).expect("a plan").1.name);
    desk.click(&other);
    assert_eq!(desk.app().plan(), scenario.plans.keys().nth(1), "the others are now held against it");
    assert_eq!(desk.scenario(), scenario, "looking changes nothing");
}

#[test]
fn every_choice_is_a_dot_that_can_be_looked_at_taken_up_and_given_back() {
    let mut desk = at_compare(Setup::default());
    let before = desk.scenario();
    let found = all_choices();
    let unbeaten = found.non_dominated().len();
    let says = format!("Plot of {} choices, {unbeaten} of them non-dominated", found.points.len());
    assert!(desk.reads(&says), "{says}");
    desk.focus_plot();
    desk.press(Key::ArrowRight);
    assert_eq!(desk.scenario(), before, "looking at a choice does not make it");
    assert!(desk.app().preview().is_some(), "but shows what it would do");
    desk.press(Key::Enter);
    assert_eq!(desk.scenario(), before, "it is offered, and not added unasked");
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("Add as a plan").is_none(), "the offer can be let go");
    desk.focus_plot();
    desk.press(Key::Enter);
    desk.click("Add as a plan");
    let plans = desk.plans();
    assert_eq!(plans.len(), before.plans.len() + 1);
    let worst = found.non_dominated()[0];
    let choices = tearline::analysis::frontier::choice_set::ChoiceSet::of(&before);
    let shown = before.plans.values().next().expect("a plan");
    let taken = plans.last().expect("a plan");
    assert!(taken.decides_like(&choices.plan(&worst.choice, "", shown)), "{}", taken.name);
    desk.focus_plot();
    desk.press(Key::Enter);
    assert!(desk.reads("It is the plan that is shown."), "what is a plan already is not offered again");
    assert_eq!(desk.plans().len(), plans.len());
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
    desk.ask(ViewCommand::ToggleTable);
    assert_eq!(desk.texts("Look at: ").len(), unbeaten, "the same as a table");
}

#[test]
fn a_click_on_a_row_of_the_table_offers_its_choice_and_adds_nothing() {
    let mut desk = at_compare(knowing_choices());
    let before = desk.scenario();
    desk.ask(ViewCommand::ToggleTable);
    let row = desk.texts("Look at: ").first().cloned().expect("a row");
    desk.click(&row);
    assert_eq!(desk.scenario(), before);
    desk.window.hover_at(egui::Pos2::new(300.0, 200.0));
    desk.settle();
    assert!(desk.app().preview().is_some(), "it stays in view when the pointer leaves");
    desk.click("Let go");
    assert!(desk.app().preview().is_none());
    assert_eq!(desk.scenario(), before);
}

#[test]
fn cells_fold_before_plans_leave_the_window() {
    let mut scenario = case();
    let first = scenario.plans.values().next().expect("a plan").clone();
    for id in ["fifth", "sixth"] {
        scenario.plans.put(PlanId::known(id), Plan { name: format!("A {id} plan"), ..first.clone() });
    }
    let mut desk = Desk::on_with(knowing_choices(), &scenario, "Compare");
    for (look, plans) in [(Look::Light, 6), (Look::Projector, 4)] {
        desk.ask(DisplayCommand::SetLook(look));
        let heads = scenario.plans.values().skip(1).take(plans - 1);
        for name in heads.map(|plan| format!("Show “{}”", plan.name)) {
            let head = desk.window.get_by_role_and_label(Role::Button, &name).rect();
            assert!(head.right() <= 1280.0 && head.width() > 50.0, "{name} at {head} in {look:?}");
        }
    }
}

#[test]
fn what_is_supposed_is_not_supposed_of_plans_that_are_compared_and_the_stage_says_so() {
    let mut desk = at_compare(knowing_choices());
    let all = desk.texts("Total, ");
    desk.ask(ProjectionCommand::SupposeLearning(true));
    assert!(desk.reads("Plans are compared over all histories, whether it learns or not."));
    assert_eq!(desk.texts("Total, "), all);
}

#[test]
fn saying_nothing_keeps_the_limits_that_are_suggested_in_every_case() {
    for case in tearline::storage::built_in_cases() {
        let scenario = case.scenario().expect("a good case");
        let study = Study::new(&scenario, SEED, 500, &NoMonitor);
        let shown = scenario.plans.values().next().expect("a plan");
        let month = MONTH.min(scenario.horizon_months);
        let found =
            frontier(&Exploration::new(&study, shown), &usual_axes(month), &|_| {}).expect("nobody stops it");
        let nothing = of_nothing(Some(&found));
        for limit in suggested(month, &nothing) {
            let value = nothing(&limit.measure).expect("it is looked at");
            let keeps =
                if limit.measure.more_is_better() { value >= limit.value } else { value <= limit.value };
            assert!(keeps, "{}: {value} against {limit:?}", case.name);
        }
    }
}

#[test]
fn a_better_plan_keeps_the_limits_that_are_set() {
    let limit = |measure: Measure, value: f64| Limit { measure, value };
    let lost = limit(Measure::SOURCE_LOST, 0.05);
    let all = [vec![], vec![lost.clone()], vec![lost, limit(Measure::TOTAL, 1_000.0)]];
    let scenario = case();
    let known: Vec<(Vec<Limit>, BestChoice)> =
        all.into_iter().map(|limits| (limits.clone(), best(&scenario, &limits))).collect();
    let points: Vec<_> = known.iter().map(|(_, best)| best.point.clone()).collect();
    let mean = |place: usize| {
        let (best, point) = (&known[place].1, points[place].as_ref().expect("a choice"));
        let total = best.measures.iter().position(|measure| *measure == Measure::TOTAL).expect("a total");
        point.values[total]
    };
    let [free, kept] = [0, 1].map(|place| number_format::amount(mean(place).mean));
    let mut desk = at_compare(knowing_best(known.clone()));
    desk.choose_of("Ask", "Better plan");
    let total = |desk: &Desk| desk.texts("Total: ").first().cloned().expect("a total");
    assert!(total(&desk).contains(&format!("→ {free} ± ")), "{}", total(&desk));
    desk.window.get_by_role_and_label(Role::CheckBox, "Chance of losing a source at most").click();
    desk.settle();
    assert!(total(&desk).contains(&format!("→ {kept} ± ")), "{}", total(&desk));
    let field = desk.window.get_by_role_and_label(Role::SpinButton, "total at least");
    field.set_value_accesskit(1_000.0);
    desk.settle();
    assert!(desk.reads("No choice that was tried keeps all of these limits"));
    let reach = &known[2].1.reach;
    assert!(reach[0].with_others.is_none(), "no choice comes to a thousand");
    assert!(desk.reads("no choice keeps the other limits. The limit is 5\u{a0}%"));
    assert!(reach[1].with_others.is_some(), "some choices lose no source");
    let best = number_format::amount(reach[1].alone.mean);
    assert!(desk.reads(&format!("Total: best that can be reached {best}")), "{best}");
}

#[test]
fn visiting_a_limit_sets_nothing_and_a_refused_text_stays() {
    let mut desk = at_compare(knowing_choices());
    desk.choose_of("Ask", "Better plan");
    let is_set = |desk: &Desk| {
        let switch = desk.window.get_by_role_and_label(Role::CheckBox, "Chance of losing a source at most");
        switch.accesskit_node().toggled() == Some(Toggled::True)
    };
    let limit = "chance of losing a source at most";
    desk.click_field(limit);
    desk.press(Key::Tab);
    assert!(!is_set(&desk), "a visit is no decision");
    desk.type_number(limit, "250");
    assert!(desk.reads("A number from 0\u{a0}% to 100\u{a0}%, not 250."));
    assert!(!is_set(&desk), "what is refused is no limit");
    desk.type_number(limit, "12 %");
    assert!(is_set(&desk));
    assert!(!desk.reads("A number from 0\u{a0}%"));
    desk.click_field(limit);
    desk.press(Key::Tab);
    assert!(is_set(&desk), "and it stays");
}

#[test]
fn without_partners_nobody_is_called_the_least_willing() {
    let mut desk = at_compare(Setup::default());
    let partners: Vec<_> = desk.scenario().partnerships.keys().cloned().collect();
    for partner in partners {
        desk.ask(Command::Edit(Edit::RemovePartnership(partner)));
    }
    desk.choose_of("Ask", "Better plan");
    assert!(desk.reads("Chance of losing a source at most"));
    assert!(!desk.reads("No partner’s content below"));
    assert!(!desk.reads("east willing"));
}

#[test]
fn a_best_plan_that_gains_nothing_says_so() {
    let scenario = case();
    let best = best(&scenario, &[]);
    let point = best.point.clone().expect("a choice");
    let total = best.measures.iter().position(|measure| *measure == Measure::TOTAL).expect("a total");
    for (mean, is_said) in [(-0.01, true), (0.5, false)] {
        let mut best = best.clone();
        let mut values = point.values.clone();
        values[total].mean = mean;
        let told =
            all_choices().points.iter().find(|point| point.choice.items.iter().any(|told| told.is_told()));
        let choice = told.expect("a choice that tells something").choice.clone();
        best.point = Some(tearline::analysis::frontier::Point { choice, values, ..point.clone() });
        let mut desk = at_compare(knowing_best(vec![(Vec::new(), best)]));
        desk.choose_of("Ask", "Better plan");
        assert_eq!(desk.reads("No better than saying nothing, whose total is 0."), is_said, "{mean}");
    }
}

#[test]
fn the_best_plan_is_taken_up_once_and_then_shown() {
    let scenario = case();
    let found = all_choices();
    let mut best = best(&scenario, &[]);
    // Whatever is best, one that is no plan yet.
    let point = found.points.iter().rev().find(|point| point.choice.items.iter().all(|told| told.is_told()));
    best.point = point.cloned();
    let choice = best.point.clone().expect("a choice").choice;
    let mut desk = at_compare(knowing_best(vec![(Vec::new(), best)]));
    desk.choose_of("Ask", "Better plan");
    desk.click("Use this plan");
    let shown = desk.app().plan().cloned().expect("a plan");
    let plan = desk.scenario().plans.get(&shown).cloned().expect("it is there");
    let choices = tearline::analysis::frontier::choice_set::ChoiceSet::of(&scenario);
    let repairs = scenario.plans.values().next().expect("a plan");
    assert!(plan.decides_like(&choices.plan(&choice, "", repairs)));
    assert!(desk.reads("It is the plan that is shown."), "and it is not offered again");
    let first = scenario.plans.keys().next().cloned().expect("a plan");
    desk.ask(ViewCommand::ChoosePlan(first));
    desk.click("Show this plan");
    assert_eq!(desk.app().plan(), Some(&shown));
}

#[test]
fn the_smallest_repair_reaches_its_line_and_becomes_a_plan() {
    let mut desk = at_compare(knowing_choices());
    let before = desk.scenario();
    desk.choose_of("Ask", "Smallest repair");
    assert!(desk.reads("what saying nothing gives"), "the line says where it comes from");
    assert!(!desk.reads("it takes more than a repair"), "a line that nobody chose can be reached");
    let line = desk.window.get_by_role_and_label(Role::SpinButton, "Line to keep above");
    let line = line.accesskit_node().numeric_value().expect("a number");
    assert!(desk.reads("One change is enough"), "of the plan as it happened");
    desk.click("Use as a new plan");
    let shown = desk.app().plan().cloned().expect("a plan");
    let now = desk.scenario();
    assert_eq!(now.plans.len(), before.plans.len() + 1);
    let plan = now.plans.get(&shown).expect("it is there");
    let measure = Measure::Willingness {
        partner: tearline::scenario::ActorId::known("il"),
        material: Material::SourcesAndMethods,
        month: 6,
    };
    let study = Study::new(&now, SEED, 2_000, &NoMonitor);
    let values = study.sample(plan, &[measure]).expect("nobody stops it").remove(0);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    assert!(mean >= line, "{mean} is above the line of {line}");
    assert!(desk.reads("and so above the line"), "the new plan has it as it is");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), before);
}

#[test]
fn tables_are_copied_and_saved_and_no_file_is_written_over_unasked() {
    let mut desk = at_compare(knowing_choices());
    desk.ask(TableCommand::Copy(TableId::Choices));
    assert!(desk.reads("The table of choices is on the clipboard"));
    let copied = desk.copied_table().expect("a table");
    assert!(copied.text.starts_with("choice\tunbeaten\tin histories\tresult\tmean\tse\n"));
    assert_eq!(copied.html.matches("<tr>").count(), copied.text.lines().count());
    let path = desk.place("plans");
    desk.will_pick(Picked::File(path.clone()));
    desk.ask(TableCommand::Save(TableId::Comparison, TableFormat::Csv(Decimals::Point)));
    let text = std::fs::read_to_string(path.with_extension("csv")).expect("it was written");
    assert!(text.starts_with("\u{FEFF}model_version,seed,histories,plan,of,result,against,statistic,value"));
    assert!(text.lines().count() > 50 && text.lines().all(|line| line.matches(',').count() >= 8));
    let there = desk.place("there.xlsx");
    std::fs::write(&there, "mine").expect("written");
    desk.will_pick(Picked::Failed("This system has no file dialog.".into()));
    desk.ask(TableCommand::Save(TableId::Choices, TableFormat::Xlsx));
    assert!(desk.reads("Save the table to a file"), "without a dialog, a path can be typed");
    desk.ask(tearline::ui::command::ExportCommand::SaveTo(there.clone()));
    assert!(desk.reads("is there already"));
    assert_eq!(std::fs::read_to_string(&there).expect("it is there"), "mine");
}

/// Answers that never end by themselves, to the question about every choice, which says what it knows so far, and to
/// the tornado. `done` gives the steps that are done.
fn endless(done: impl Fn() -> u64 + Send + Sync + 'static, total: u64) -> Arc<QueryRunner> {
    Arc::new(move |put: QueryRequest<'_>, monitor: &dyn Monitor, so_far: &(dyn Fn(Answer) + Sync)| {
        match put.query {
            Query::Frontier(axes) => so_far(Answer::Frontier(Box::new(Frontier {
                measures: axes.to_vec(),
                points: Vec::new(),
                choices: 10,
                exact: true,
                bound: None,
                finished: false,
            }))),
            Query::Tornado(_) => {}
            _ => return Ok(Answer::Nothing("Nobody asked.".into())),
        }
        while !monitor.cancelled() {
            monitor.progress(done(), total);
            std::thread::yield_now();
        }
        Err(Cancelled.into())
    })
}

#[test]
fn a_question_that_takes_long_is_stopped_at_once_and_can_be_taken_up_again() {
    let mut desk = Desk::with(Setup { query_runner: Some(endless(|| 3, 10)), ..Setup::default() });
    desk.ask(FileCommand::OpenCase(CASE.into()));
    desk.app().send(ViewCommand::GoTo(Stage::Compare));
    desk.draw_until_it_reads(&number_format::in_percent(30));
    let axes = usual_axes(MONTH);
    desk.ask(QueryCommand::Stop(Query::Frontier(axes.clone())));
    assert!(desk.reads("Stopped."), "and it is not begun again by itself");
    desk.click_without_waiting("Compute");
    desk.draw_until_it_reads(&number_format::in_percent(30));
    desk.ask(QueryCommand::Stop(Query::Frontier(axes)));
}

#[test]
fn in_a_narrow_strip_what_runs_has_room_before_buttons_for_what_is_not_finished() {
    // The smallest window that shows all three areas at once, about a laptop at half as large again.
    let size = vec2(871.0, 490.0);
    let mut desk = Desk::with(Setup { size, query_runner: Some(endless(|| 3, 10)), ..Setup::default() });
    desk.ask(FileCommand::OpenCase(CASE.into()));
    desk.app().send(ViewCommand::GoTo(Stage::Compare));
    desk.draw_until_it_reads(&number_format::in_percent(30));
    // The bar along the top of a low window.
    let between = Rect::from_min_max(pos2(0.0, 36.0), pos2(size.x, size.y - STATUS_BAR));
    let strip = Areas::within(between).strip;
    let in_strip = |desk: &Desk, name: &str| {
        let places = desk.window.query_all_by_label(name).map(|node| node.rect());
        places.filter(|place| strip.contains(place.center())).collect::<Vec<Rect>>()
    };
    desk.ask(QueryCommand::Stop(Query::Frontier(usual_axes(MONTH))));
    let compute = in_strip(&desk, "Compute");
    assert!(!compute.is_empty() && compute.iter().all(|place| strip.contains_rect(*place)), "{compute:?}");
    let chooser = in_strip(&desk, "Result across");
    assert!(!chooser.is_empty() && chooser.iter().all(|place| strip.contains_rect(*place)), "{chooser:?}");
}

#[test]
fn a_question_of_more_than_a_minute_says_its_time_and_waits_until_it_is_asked_for() {
    for stage in [Stage::Compare, Stage::Why] {
        let time = Arc::new(AtomicU64::new(0));
        let [seconds, steps] = [0, 1].map(|_| time.clone());
        let mut desk = Desk::with(Setup {
            // A hundred steps a second.
            query_runner: Some(endless(move || 50 + 100 * steps.load(Ordering::Relaxed), 420_000)),
            clock: Some(Arc::new(move || seconds.load(Ordering::Relaxed) as f64)),
            ..Setup::default()
        });
        desk.ask(FileCommand::OpenCase(CASE.into()));
        desk.app().send(ViewCommand::GoTo(stage));
        let query = match stage {
            Stage::Why => {
                desk.draw_until_it_reads("What matters");
                desk.window.get_by_label("Show: What matters").click();
                Query::Tornado(Measure::TOTAL)
            }
            _ => Query::Frontier(usual_axes(MONTH)),
        };
        // Once it is seen to have begun, its time counts.
        let begins = |desk: &mut Desk| {
            desk.draw_until_it_reads("<1\u{a0}%");
            desk.draw();
        };
        begins(&mut desk);
        time.store(2, Ordering::Relaxed);
        desk.draw_until_it_reads("Takes about 70 minutes.");
        desk.settle();
        assert!(desk.reads("Takes about 70 minutes."), "nothing runs, and nothing is begun");
        desk.click_without_waiting("Compute");
        begins(&mut desk);
        time.store(4, Ordering::Relaxed);
        desk.draw_until_it_reads("about 70 minutes left");
        desk.draw();
        assert!(desk.reads("about 70 minutes left"), "what was asked for is not held up again");
        desk.ask(QueryCommand::Stop(query));
    }
}

#[test]
fn an_answer_that_falls_over_becomes_a_sentence_and_the_document_lives() {
    let falls = |_: QueryRequest<'_>, _: &dyn Monitor, _: &(dyn Fn(Answer) + Sync)| panic!("out of luck");
    let mut desk = at_compare(Setup { query_runner: Some(Arc::new(falls)), ..Setup::default() });
    assert!(desk.reads("out of luck"));
    desk.change_something();
    assert!(desk.app().unsaved());
}

#[test]
fn asking_first_is_answered_for_the_plan_that_is_shown() {
    let mut desk = at_compare(Setup::default());
    desk.choose_of("Ask", "Asking first");
    assert!(
        desk.reads("Against telling unasked: asking pays whatever the answer, if a refusal is respected."),
        "for the plan as it happened"
    );
    assert!(desk.reads("Telling nobody is worth more still"), "which needs no asking");
    assert!(
        desk.reads("those who prepare a meeting see whether the same could be told under better cover, or asked for first"),
        "what staff would notice is said where it is counted"
    );
}
