//! Hindcasts: the words for a course, the score, and what the guide says of both.

use crate::world::{actor, item, plan, scenario};
use tearline::analysis::hindcast::{
    CaseHindcast, Decline, Forecaster, Hindcast, HindcastError, Hindcasts, OutcomeChances, PartnerHindcast,
    Question, Score, count, hindcast,
};
use tearline::analysis::number_format::percent;
use tearline::engine::{Cancelled, Monitor, NoMonitor, Run, project};
use tearline::scenario::*;

fn observed<T>(was: T, confidence: Confidence) -> Option<Observed<T>> {
    Some(Observed { was, confidence })
}

/// The small world, in which Guest was told this much and Origin is known to have done that.
fn recorded(level: Level, content: ContentOutcome) -> Scenario {
    let mut scenario = scenario();
    let historical = PlanId::known("historical");
    scenario.plans.put(historical.clone(), plan(level));
    let mut record = Record { plan: Some(historical), ..Record::default() };
    let origin = PartnerRecord { content: observed(content, Confidence::High), ..PartnerRecord::default() };
    record.partners.put(actor("origin"), origin);
    scenario.record = Some(record);
    scenario
}

fn run() -> Run {
    Run { histories: 400, ..Run::default() }
}

fn cast(scenario: &Scenario) -> Hindcast {
    hindcast(scenario, &run(), &NoMonitor).expect("a case that can be compared with history")
}

#[test]
fn a_course_is_called_as_the_lines_say() {
    let drop = |months: &[f64]| Decline::of(0.5, months.iter().map(|part| 0.5 * part));
    for (months, called) in [
        (&[1.0, 1.0][..], ContentOutcome::NoFall),
        (&[0.91, 0.95], ContentOutcome::NoFall),
        (&[0.89, 0.95], ContentOutcome::Paused),
        (&[0.5, 0.5, 0.95], ContentOutcome::Paused),
        (&[0.5, 0.5, 0.95, 0.5, 0.5], ContentOutcome::Paused),
        (&[0.5, 0.5, 0.89], ContentOutcome::Restricted),
        (&[0.1, 0.1, 0.3, 0.3], ContentOutcome::Restricted),
        (&[1.0, 0.19, 0.19, 0.19], ContentOutcome::CutOff),
    ] {
        assert_eq!(drop(months).content(), called, "{months:?}");
    }
    assert_eq!(drop(&[0.86]).sources_methods(), MethodsOutcome::NotTightened);
    assert_eq!(drop(&[1.0, 0.84]).sources_methods(), MethodsOutcome::Tightened);
}

#[test]
fn only_the_first_twelve_months_count_and_a_partner_that_never_shared_cannot_fall() {
    let late = (0..24).map(|month| if month < 12 { 0.5 } else { 0.0 });
    assert_eq!(Decline::of(0.5, late).content(), ContentOutcome::NoFall);
    assert_eq!(Decline::of(0.0, [0.0; 12].into_iter()), Decline::default());
}

#[test]
fn the_originator_learns_at_once_whatever_its_chance_of_that() {
    let case = cast(&recorded(Level::SourcesMethods, ContentOutcome::NoFall));
    assert!(case.breaks_a_promise);
    assert!(case.histories_played > case.histories, "{case:?}");
    let [origin] = &case.partners[..] else { panic!("{case:?}") };
    assert!(origin.methods_drop.deepest > 0.15, "{origin:?}");
}

#[test]
fn a_plan_that_breaks_no_promise_is_marked_and_changes_nothing() {
    let mut granted = recorded(Level::Context, ContentOutcome::NoFall);
    let historical = PlanId::known("historical");
    let mut told = plan(Level::Context);
    let mut what = told.item(&item("plot"));
    what.permission = Permission::Granted(Level::Context);
    told.items.put(item("plot"), what);
    granted.plans.put(historical, told);
    let case = cast(&granted);
    assert!(!case.breaks_a_promise);
    assert_eq!(case.histories, case.histories_played);
    assert!(case.partners.iter().all(|partner| partner.methods_drop.deepest < 1e-9), "{case:?}");
}

#[test]
fn a_case_that_says_too_little_is_refused_with_the_reason() {
    let refused = |scenario: &Scenario| hindcast(scenario, &run(), &NoMonitor).expect_err("a reason");
    assert_eq!(refused(&scenario()), HindcastError::NoRecord);
    let mut planless = recorded(Level::Gist, ContentOutcome::NoFall);
    planless.record = Some(Record::default());
    assert_eq!(refused(&planless), HindcastError::NoPlan);
    let mut planless = recorded(Level::Gist, ContentOutcome::NoFall);
    planless.plans.remove(&PlanId::known("historical"));
    assert_eq!(refused(&planless), HindcastError::NoPlan);
    let mut hidden = recorded(Level::Gist, ContentOutcome::NoFall);
    hidden.parameters.press_floor = Quantity::plain(0.0);
    hidden.parameters.press_per_holder = Quantity::plain(0.0);
    hidden.parameters.loss_blamed = Quantity::plain(0.0);
    for partner in hidden.partnerships.values_mut() {
        partner.institutions = Institutions::default();
    }
    assert_eq!(refused(&hidden), HindcastError::NobodyLearned);
}

#[test]
fn a_stop_is_no_result() {
    struct Stopped;
    impl Monitor for Stopped {
        fn cancelled(&self) -> bool {
            true
        }
    }
    let stopped = hindcast(&recorded(Level::Gist, ContentOutcome::NoFall), &run(), &Stopped);
    assert_eq!(stopped, Err(HindcastError::Cancelled(Cancelled)));
}

/// A case in which each partner fell for so many months and is on record like that.
fn made_up(partners: &[(usize, Option<Observed<ContentOutcome>>)]) -> Hindcast {
    let partner = |(months_fallen, recorded_content): &(usize, _)| PartnerHindcast {
        partner: actor("origin"),
        content_drop: Decline { deepest: 0.2, months_fallen: *months_fallen, months_cut_off: 0 },
        methods_drop: Decline::default(),
        chances: OutcomeChances { content: [0.4, 0.3, 0.2, 0.1], tightened: 0.25 },
        unpermitted: true,
        deliberate: false,
        recorded_scope: None,
        recorded_content: *recorded_content,
        recorded_methods: None,
    };
    Hindcast {
        plan: PlanId::known("historical"),
        histories: 1,
        histories_played: 1,
        breaks_a_promise: true,
        partners: partners.iter().map(partner).collect(),
        sources: Vec::new(),
    }
}

#[test]
fn hits_are_counted_plainly_and_by_confidence_beside_the_rule() {
    use ContentOutcome::{NoFall, Paused, Restricted};
    let cases = [
        made_up(&[(5, observed(Restricted, Confidence::High))]),
        made_up(&[(5, observed(NoFall, Confidence::Low))]),
        made_up(&[(1, observed(Restricted, Confidence::Medium))]),
        made_up(&[(1, None)]),
    ];
    let falls = Score::of(Question::ContentFalls, &cases);
    assert_eq!((falls.cases, falls.hits, falls.rule_hits), (3.0, 2.0, 1.0));
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-12, "{one} is not {other}");
    close(falls.weight, 1.9);
    close(falls.weighted_hits, 1.6);
    close(falls.weighted_rule_hits, 0.3);
    let how = Score::of(Question::ContentHow, &cases);
    assert_eq!((how.hits, how.rule_hits), (1.0, 1.0), "to call a restriction a pause is a miss");
    assert_eq!(Score::of(Question::MethodsTightened, &cases), Score::default());
    let paused = made_up(&[(1, observed(Paused, Confidence::High))]);
    assert_eq!(Score::of(Question::ContentHow, [&paused]).hits, 1.0);
}

#[test]
fn a_verdict_names_both_answers_and_there_is_none_on_what_is_not_recorded() {
    use ContentOutcome::{NoFall, Paused};
    let case = made_up(&[
        (5, observed(Paused, Confidence::High)),
        (5, observed(NoFall, Confidence::Low)),
        (5, None),
    ]);
    let [paused, kept, silent] = &case.partners[..] else { panic!("{case:?}") };
    let answers = |question: Question, partner: &PartnerHindcast| {
        question.verdict(partner).map(|verdict| (verdict.recorded, verdict.projected, verdict.hit))
    };
    assert_eq!(answers(Question::ContentHow, paused), Some(("paused", "restricted", false)));
    assert_eq!(answers(Question::ContentFalls, paused), Some(("falls", "falls", true)));
    assert_eq!(answers(Question::ContentFalls, kept), Some(("does not fall", "falls", false)));
    for question in Question::ALL {
        assert_eq!(answers(question, silent), None);
    }
    assert_eq!(answers(Question::MethodsTightened, paused), None);
}

#[test]
fn partners_of_one_case_share_its_voice() {
    use ContentOutcome::{NoFall, Restricted};
    let case = made_up(&[
        (5, observed(Restricted, Confidence::High)),
        (5, observed(NoFall, Confidence::High)),
        (5, None),
    ]);
    let score = Score::of(Question::ContentFalls, [&case]);
    assert_eq!((score.cases, score.hits, score.rule_hits), (1.0, 0.5, 0.5));
}

#[test]
fn the_probability_of_an_outcome_is_its_share_of_the_histories() {
    let case = cast(&recorded(Level::SourcesMethods, ContentOutcome::NoFall));
    let [origin] = &case.partners[..] else { panic!("{case:?}") };
    let sum: f64 = origin.chances.content.iter().sum();
    assert!((sum - 1.0).abs() < 1e-12, "{origin:?}");
    let whole =
        |chance: f64| (chance * case.histories as f64 - (chance * case.histories as f64).round()).abs();
    assert!(origin.chances.content.iter().all(|chance| whole(*chance) < 1e-6), "{origin:?}");
    assert!(origin.chances.tightened > 0.5, "{origin:?}");
}

#[test]
fn outside_events_make_no_fall_where_nothing_is_learned() {
    let mut granted = recorded(Level::Context, ContentOutcome::NoFall);
    granted.parameters.chill_spread = Quantity::plain(0.9);
    let mut told = plan(Level::Context);
    let mut what = told.item(&item("plot"));
    what.permission = Permission::Granted(Level::Context);
    told.items.put(item("plot"), what);
    granted.plans.put(PlanId::known("historical"), told);
    let case = cast(&granted);
    let [origin] = &case.partners[..] else { panic!("{case:?}") };
    assert_eq!(origin.chances, OutcomeChances { content: [1.0, 0.0, 0.0, 0.0], tightened: 0.0 });
}

#[test]
fn the_rule_of_one_line_asks_whether_it_was_permitted_and_deliberate() {
    let of = |preparation: Preparation, permission: Permission| {
        let mut scenario = recorded(Level::Context, ContentOutcome::NoFall);
        let mut told = Plan { preparation, ..plan(Level::Context) };
        let mut what = told.item(&item("plot"));
        what.permission = permission;
        told.items.put(item("plot"), what);
        scenario.plans.put(PlanId::known("historical"), told);
        let [origin] = &cast(&scenario).partners[..] else { panic!("one partner is on record") };
        (origin.unpermitted, origin.deliberate)
    };
    let granted = Permission::Granted(Level::Context);
    assert_eq!(of(Preparation::Staffed, Permission::NotAsked), (true, true));
    assert_eq!(of(Preparation::Staffed, granted), (false, true));
    assert_eq!(of(Preparation::Misuse, Permission::NotAsked), (true, true));
    assert_eq!(of(Preparation::Compelled, Permission::Refused), (true, true));
    assert_eq!(of(Preparation::Spontaneous, Permission::NotAsked), (true, false));
    assert_eq!(of(Preparation::Leak, Permission::NotAsked), (true, false));
}

/// Made-up cases together.
fn together(cases: Vec<Hindcast>) -> Hindcasts {
    let of = |hindcast: Hindcast| CaseHindcast {
        name: "case".into(),
        scenario: std::sync::Arc::new(scenario()),
        hindcast,
    };
    Hindcasts { run: run(), cases: cases.into_iter().map(of).collect() }
}

#[test]
fn forecasts_are_scored_on_the_same_cases_and_partners_share_a_voice() {
    use ContentOutcome::{NoFall, Restricted};
    let fell = observed(Restricted, Confidence::High);
    let kept = observed(NoFall, Confidence::Low);
    let both = together(vec![made_up(&[(0, fell), (0, fell)]), made_up(&[(0, kept)]), made_up(&[(0, None)])]);
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-12, "{one} is not {other}");
    for by in Forecaster::ALL {
        close(both.content_scores(by).fall.cases, 2.0);
        assert_eq!(both.methods_scores(by).cases, 0.0);
    }
    close(both.content_scores(Forecaster::Model).fall.brier, 0.5 * (0.16 + 0.36));
    close(both.content_scores(Forecaster::Never).fall.brier, 0.5);
    close(both.content_scores(Forecaster::BaseRate).fall.brier, 1.0);
    let [low, _, middle, _] = both.content_reliability();
    assert_eq!((middle.cases, middle.happened), (2.0, 1.0));
    assert!(low.cases == 0.0 && low.happened.is_sign_positive(), "{low:?}");
}

/// The guide names every miss; if the model or a case changes, its words have to change with them.
#[test]
fn the_guide_names_every_miss_of_the_built_in_cases_and_no_other() {
    let mut missed = Vec::new();
    for case in tearline::storage::built_in_cases() {
        let cast = cast(&case.scenario().expect("a case that opens"));
        for partner in &cast.partners {
            let mut note = |what: &str, projected: &str, recorded: &str| {
                missed.push(format!(
                    "| {} | {} | {what} | {projected} | {recorded} |",
                    case.name, partner.partner
                ));
            };
            let missed = |question: Question| question.verdict(partner).is_some_and(|verdict| !verdict.hit);
            if let Some(content) = partner.recorded_content.filter(|_| missed(Question::ContentHow)) {
                note("content", partner.content().name(), content.was.name());
            }
            if let Some(methods) = partner.recorded_methods.filter(|_| missed(Question::MethodsTightened)) {
                note("sources and methods", partner.sources_methods().name(), methods.was.name());
            }
        }
    }
    let guide = include_str!("../../assets/guide/coding.md");
    let told: Vec<&str> = (guide.lines())
        .skip_while(|line| !line.starts_with("| Case | Partner | Asked |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    missed.sort();
    let mut told_sorted = told.clone();
    told_sorted.sort();
    assert_eq!(missed, told_sorted);
}

/// The guide states the scores of the built-in cases; if the model or a case changes, they have to change with them.
#[test]
fn the_guide_states_the_scores_and_the_reliability_of_the_built_in_cases() {
    let case = |case: &tearline::storage::BuiltIn| {
        (case.name.to_owned(), std::sync::Arc::new(case.scenario().expect("a case that opens")))
    };
    let cases: Vec<_> = tearline::storage::built_in_cases().iter().map(case).collect();
    let found = Hindcasts::of(&cases, &Run::default(), &project, &NoMonitor).expect("cases with a record");
    let mut rows = Vec::new();
    for line in found.score_lines() {
        let cells: Vec<String> = line.cells().into_iter().filter(|cell| !cell.is_empty()).collect();
        rows.push(format!("| {} | {} | {} |", line.name, count(line.event.cases), cells.join(" | ")));
    }
    for band in found.content_reliability() {
        let [low, high] = band.band.map(|end| 100.0 * end);
        let mean = percent(band.mean_chance.expect("a case in each band"));
        let (cases, fell) = (count(band.cases), count(band.happened));
        rows.push(format!("| {low} to {high}\u{a0}% | {cases} | {mean} | {fell} |"));
    }
    let guide = include_str!("../../assets/guide/model.md");
    let missing: Vec<String> = rows.into_iter().filter(|row| !guide.contains(row)).collect();
    assert!(missing.is_empty(), "These rows must stand in the guide:\n{}", missing.join("\n"));
    let [band, ..] = found.content_reliability();
    let sentence = format!(
        "“almost never” for content, history said otherwise in {} of {} cases",
        count(band.happened),
        count(band.cases)
    );
    assert!(guide.contains(&sentence), "{sentence}");
}
