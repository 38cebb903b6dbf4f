//! The report of a class and the table of its answers, from a made-up session.

use crate::{all_words, case, read_back, results};
use tearline::export::class::answers_table;
use tearline::export::class::report::{ReportInput, report};
use tearline::export::paper::Paper;
use tearline::export::paper::pdf::PageSize;
use tearline::lesson::session::{Event, SeatDecision, Sharing};
use tearline::lesson::votes::SingleVote;
use tearline::lesson::{Answer, ClassSession, Outlook, Prediction, Target};
use tearline::scenario::{ActorId, Material, PlanId, Scenario, StepKind};

/// A session of the Oval Office’s fifty minutes: two votes of three, two predictions, a seat, two exit answers.
fn session(scenario: &Scenario) -> ClassSession {
    let lesson = scenario.lessons[0].clone();
    let place = |which: fn(&StepKind) -> bool| {
        lesson.steps.iter().position(|step| which(&step.kind)).expect("the lesson has it")
    };
    let predict = place(|kind| matches!(kind, StepKind::Predict { .. }));
    let vote = place(|kind| matches!(kind, StepKind::Vote { .. }));
    let again = place(|kind| matches!(kind, StepKind::VoteAgain));
    let exit = place(|kind| matches!(kind, StepKind::Exit { .. }));
    let mut session = ClassSession::new("Oval Office, May 2017", lesson, 1_795_000_000);
    let mut at = 60.0;
    let mut add = |event: Event| {
        session.add(at, event);
        at += 60.0;
    };
    add(Event::StepBegan(predict));
    add(predicted(predict, "Ada", Outlook::NoChange, 0.8));
    add(predicted(predict, "=Bob", Outlook::FallsALot, 0.94));
    add(Event::StepBegan(vote));
    add(voted(vote, &[("Ada", 0), ("=Bob", 0), ("Cleo", 1)]));
    add(Event::StepBegan(again));
    add(voted(again, &[("Ada", 0), ("=Bob", 1), ("Cleo", 1)]));
    add(Event::SeatDecided {
        step: again,
        seat: ActorId::known("il"),
        who: "Cleo".into(),
        decision: SeatDecision {
            sharing: Sharing::GuardsSources,
            protests: true,
            asks_for: "an apology".into(),
            reason: "It was ours, said René.".into(),
            plan: Some(PlanId::known("as-it-happened")),
        },
    });
    add(Event::PlanTried { name: "Say nothing".into() });
    add(Event::StepBegan(exit));
    add(Event::ExitAnswered { step: exit, who: "Ada".into(), answer: "I would ask twice.".into() });
    session
}

fn voted(step: usize, votes: &[(&str, usize)]) -> Event {
    let vote = |(who, option): &(&str, usize)| SingleVote {
        who: (*who).into(),
        option: *option,
        confidence: Some(0.5),
    };
    Event::Voted { step, votes: votes.iter().map(vote).collect() }
}

fn predicted(step: usize, who: &str, outlook: Outlook, confidence: f64) -> Event {
    let target = Target { partner: ActorId::known("il"), material: Material::Content };
    let answers = vec![(target, Answer::Word { outlook, confidence })];
    Event::Predicted { step, prediction: Prediction { who: who.into(), answers, plan: None } }
}

pub fn report_of(hides_names: bool) -> Paper {
    let scenario = case("oval-office-2017");
    let session = session(&scenario);
    let results = results(&scenario, &session.lesson);
    report(ReportInput {
        scenario: &scenario,
        session: &session,
        results: &results,
        when: "26 November 2026, 10:00",
        hides_names,
    })
}

#[test]
fn votes_stand_before_and_after_with_who_stayed_left_and_joined() {
    let words = all_words(&report_of(false));
    assert!(words.contains("A Ask Israel first | 2 | 1 | 1 | 1 | 0 | 50\u{a0}%"), "{words}");
    assert!(words.contains("| 1 | 2 | 1 | 0 | 1 | 50\u{a0}%"), "{words}");
    assert!(words.contains("Of 3 voters known in both votes 1 changed their minds."), "{words}");
}

#[test]
fn predictions_stand_beside_the_model_and_are_scored_by_hand_computed_values() {
    let scenario = case("oval-office-2017");
    let session = session(&scenario);
    let results = results(&scenario, &session.lesson);
    let shares = results.outlooks[0].shares(&ActorId::known("il"), Material::Content).expect("Israel shares");
    let words = all_words(&report_of(false));
    // The mean of 0.8, 0.1, 0.1 and 0.03, 0.03, 0.94.
    let model = shares.map(tearline::analysis::number_format::percent);
    for (name, mean, model) in
        [("no change", "42\u{a0}%", &model[0]), ("falls a lot", "52\u{a0}%", &model[2])]
    {
        let row = format!("{name} | {mean} | {model}");
        assert!(words.contains(&row), "{row}\n{words}");
    }
    // Σ_o P(o) Σ_k (f_k − 1[k = o])² of 0.8, 0.1, 0.1.
    let forecast = [0.8, 0.1, 0.1];
    let errors = |came: usize| (0..3).map(move |k| (forecast[k] - f64::from(k == came)).powi(2)).sum::<f64>();
    let brier: f64 = shares.iter().enumerate().map(|(came, share)| share * errors(came)).sum();
    assert!(words.contains(&format!("Ada | 1 | {brier:.2} | 50\u{a0}%")), "{brier}\n{words}");
}

#[test]
fn seats_plans_tried_and_exit_answers_are_in_the_report() {
    let words = all_words(&report_of(false));
    assert!(
        words.contains(
            "Israel | Cleo | guard sources and methods | yes | an apology | It was ours, said René."
        ),
        "{words}"
    );
    assert!(words.contains("Say nothing") && words.contains("Ada: I would ask twice."), "{words}");
}

#[test]
fn the_time_of_each_step_stands_beside_what_was_planned() {
    let words = all_words(&report_of(false));
    // The prediction took from minute 1 to minute 4.
    assert!(words.contains("Predict | 4 | 3.0"), "{words}");
    assert!(words.contains("Reveal | 4 | not taken"), "{words}");
}

#[test]
fn hidden_names_are_numbers_everywhere_and_the_same_person_keeps_its_number() {
    let scenario = case("oval-office-2017");
    let table = table_of(&scenario, &session(&scenario), true);
    for text in [all_words(&report_of(true)), table] {
        for name in ["Ada", "Bob", "Cleo"] {
            assert!(!text.contains(name), "{name} in {text}");
        }
        assert!(text.contains("no. 1") && text.contains("no. 3"), "{text}");
    }
    assert!(all_words(&report_of(true)).contains("no. 1: I would ask twice."));
}

/// The table without the mark of UTF-8, with which it begins.
fn table_of(scenario: &Scenario, session: &ClassSession, hides_names: bool) -> String {
    let bytes = answers_table::csv(scenario, session, hides_names).expect("it can be written");
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.strip_prefix('\u{feff}').expect("spreadsheets take it for Latin-1 without").to_owned()
}

#[test]
fn the_table_has_a_row_for_each_answer_and_reads_back() {
    let scenario = case("oval-office-2017");
    let session = session(&scenario);
    let text = table_of(&scenario, &session, false);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let of_kind = |kind: &str| rows.iter().filter(|row| &row[3] == kind).count();
    assert_eq!(
        (of_kind("vote"), of_kind("prediction"), of_kind("seat decided"), of_kind("exit answer")),
        (6, 2, 1, 1)
    );
    let vote = rows.iter().find(|row| &row[3] == "vote").expect("a vote");
    assert_eq!((&vote[4], &vote[7], &vote[9]), ("Ada", "A", "0.5"));
    let seat = rows.iter().find(|row| &row[3] == "seat decided").expect("a decision");
    let plan = &scenario.plans.get(&PlanId::known("as-it-happened")).expect("a plan").name;
    let said: Vec<&str> = seat.iter().skip(4).collect();
    let expected = [
        "Cleo",
        "Israel",
        "",
        "guard sources and methods",
        "",
        "",
        plan,
        "yes",
        "an apology",
        "It was ours, said René.",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_name_that_looks_like_a_formula_stays_text() {
    let scenario = case("oval-office-2017");
    let text = table_of(&scenario, &session(&scenario), false);
    assert!(text.contains("'=Bob") && !text.contains(",=Bob"), "{text}");
}

#[test]
fn the_report_becomes_a_pdf() {
    for hides_names in [false, true] {
        let document = read_back(&report_of(hides_names), PageSize::A4);
        assert!(document.get_pages().len() >= 3);
    }
}

#[test]
fn a_session_without_answers_has_a_report_that_says_how_long_it_took() {
    let scenario = case("oval-office-2017");
    let session = ClassSession::new("Oval Office", scenario.lessons[0].clone(), 0);
    let results = results(&scenario, &session.lesson);
    let input = ReportInput {
        scenario: &scenario,
        session: &session,
        results: &results,
        when: "",
        hides_names: false,
    };
    let words = all_words(&report(input));
    assert!(words.contains("not taken") && !words.contains("Vote\n"), "{words}");
}
