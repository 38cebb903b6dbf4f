//! Lessons as part of a case: written, read, changed, and what becomes of them when the case changes.

use tearline::lesson::template::Template;
use tearline::scenario::{
    ActorId, BallotOption, Edit, Lesson, PlanId, RevealedHistories, Scenario, Step, StepKind, Touch,
};
use tearline::storage::{BuiltIn, built_in, built_in_cases, parse, write};

fn oval_office() -> Scenario {
    case(built_in("oval-office-2017").expect("it is built in"))
}

/// The same case without the lessons that it ships with.
fn without_lessons() -> Scenario {
    Scenario { lessons: Vec::new(), ..oval_office() }
}

fn case(built_in: &BuiltIn) -> Scenario {
    built_in.scenario().expect("it can be read")
}

fn with(steps: Vec<Step>) -> Scenario {
    let lesson = Lesson { steps, ..Lesson::named("Lesson") };
    oval_office().edited(&Edit::PutLesson(0, lesson)).expect("the lesson fits")
}

fn plan() -> PlanId {
    oval_office().plans.keys().next().expect("there are plans").clone()
}

#[test]
fn a_template_makes_a_lesson_of_its_minutes_of_every_built_in_case() {
    for entry in built_in_cases() {
        let scenario = case(entry);
        let templates =
            [(Template::FiftyMinutes, 50), (Template::TwentyMinutes, 20), (Template::RolePlay, 50)];
        for (template, minutes) in templates {
            let lesson = template.lesson(&scenario);
            assert_eq!(lesson.minutes(), minutes, "{}", entry.name);
            assert_eq!(lesson.problems(), []);
            scenario.edited(&Edit::PutLesson(0, lesson)).expect("it fits its case");
        }
    }
}

#[test]
fn a_template_gives_a_third_of_fifty_minutes_to_the_debrief_and_what_leads_to_it() {
    let lesson = Template::FiftyMinutes.lesson(&oval_office());
    let is_debrief = |step: &&Step| {
        matches!(step.kind, StepKind::Debrief { .. } | StepKind::Exit { .. } | StepKind::WhatHappened)
    };
    let minutes: u32 = lesson.steps.iter().filter(is_debrief).map(|step| step.minutes).sum();
    assert!(3 * minutes >= lesson.minutes(), "{minutes} of {}", lesson.minutes());
}

#[test]
fn a_template_never_offers_the_plan_that_retells_history() {
    for entry in built_in_cases() {
        let scenario = case(entry);
        let of_history = scenario.record.as_ref().and_then(|record| record.plan.clone());
        let lesson = Template::FiftyMinutes.lesson(&scenario);
        for step in 0..lesson.steps.len() {
            for option in lesson.ballot(step).map_or(&[][..], |ballot| ballot.options) {
                assert!(option.plan.is_none() || option.plan != of_history, "{}", entry.name);
            }
        }
    }
}

#[test]
fn a_template_for_a_case_with_one_plan_has_a_talk_and_no_vote() {
    let lesson = Template::TwentyMinutes.lesson(&Scenario::default());
    assert!((0..lesson.steps.len()).all(|step| lesson.ballot(step).is_none()));
    assert!(lesson.steps.iter().any(|step| step.kind == StepKind::Discuss));
    assert_eq!(lesson.minutes(), 20, "the talk has the time of the votes");
    assert_eq!(Template::FiftyMinutes.lesson(&Scenario::default()).minutes(), 50);
}

#[test]
fn nothing_is_shown_before_the_reveal_by_a_template() {
    for template in Template::ALL {
        let lesson = template.lesson(&oval_office());
        let reveal = lesson.steps.iter().position(|step| step.kind.reveals()).expect("there is a reveal");
        for step in &lesson.steps[..reveal] {
            // Free play shows results of what the class itself tries.
            let is_play = matches!(step.kind, StepKind::Explore { .. });
            assert!(is_play || !step.shows().gives_away(), "{}", step.name());
        }
    }
}

#[test]
fn a_lesson_with_every_kind_of_step_survives_writing_and_reading() {
    let il = ActorId::known("il");
    let kinds = vec![
        StepKind::Brief,
        StepKind::Explore { case: "fuchs-1950".into() },
        StepKind::Predict {
            partners: vec![il.clone()],
            plan: Some(plan()),
            answer: Default::default(),
            asks_plan: true,
        },
        StepKind::Vote {
            question: "What would you tell?".into(),
            options: vec![
                BallotOption::plan(plan()),
                BallotOption { right: true, ..BallotOption::text("“all of it”") },
            ],
        },
        StepKind::VoteAgain,
        StepKind::Discuss,
        StepKind::RolePlay { seats: vec![il.clone()], plan: None },
        StepKind::Reveal { plan: None, plays: RevealedHistories::One },
        StepKind::Why { partner: Some(il), plan: Some(plan()) },
        StepKind::WhatHappened,
        StepKind::Debrief { describe: vec!["a".into()], analyse: vec!["b".into()], transfer: vec![] },
        StepKind::Exit { question: "And now?".into() },
    ];
    let mut steps: Vec<Step> = kinds.into_iter().map(|kind| Step::new(kind, 4)).collect();
    steps[0].may_touch = Some(Touch::Everything);
    steps[0].notes = "Two lines\nof notes".into();
    let scenario = with(steps);
    let written = write(&scenario).expect("it can be written");
    assert_eq!(parse(&written, "lesson.ron").expect("it can be read"), scenario);
}

#[test]
fn a_lesson_is_written_by_hand_in_few_words() {
    let written = write(&without_lessons()).expect("it can be written");
    let lesson = "lessons: [(name: \"Short\", steps: [\n\
                  (kind: Vote(question: \"What now?\", options: [(text: \"this\"), (text: \"that\")]), minutes: 2),\n\
                  (kind: VoteAgain, minutes: 2)])],\n";
    let at = written.find("home:").expect("a scenario has a home");
    let text = format!("{}{lesson}{}", &written[..at], &written[at..]);
    let scenario = parse(&text, "lesson.ron").expect("it can be read");
    assert_eq!(scenario.lessons[0].ballot(1).map(|ballot| ballot.question), Some("What now?"));
}

#[track_caller]
fn refused(steps: &str, sentence: &str) {
    let written = write(&without_lessons()).expect("it can be written");
    let at = written.find("home:").expect("a scenario has a home");
    let text =
        format!("{}lessons: [(name: \"L\", steps: [\n{steps}\n])],\n{}", &written[..at], &written[at..]);
    let line = 1 + written[..at].lines().count();
    let error = parse(&text, "lesson.ron").expect_err("it is wrong").to_string();
    assert!(error.contains(sentence), "{error}");
    assert!(error.contains(&format!(", line {line}, ")), "not in line {line}: {error}");
}

#[test]
fn what_leads_nowhere_in_a_lesson_is_refused_with_its_line() {
    refused("(kind: Reveal(plan: \"gone\"), minutes: 2)", "there is no plan “gone”");
    refused("(kind: Why(partner: \"atlantis\"), minutes: 2)", "there is no partnership “atlantis”");
    refused("(kind: Predict(partners: [\"ru\"]), minutes: 2)", "there is no partnership “ru”");
    refused("(kind: Vote(question: \"?\", options: [(text: \"one\")]), minutes: 2)", "2 to 6 options");
    refused("(kind: VoteAgain, minutes: 2)", "no vote before it");
    refused("(kind: Brief, minutes: 0)", "1 to 240 minutes");
}

#[test]
fn a_plan_that_is_removed_stays_as_a_text_among_the_options() {
    let (gone, name) = (plan(), oval_office().plans.get(&plan()).expect("it is there").name.clone());
    let options = vec![BallotOption::plan(gone.clone()), BallotOption::text("another")];
    let steps = vec![
        Step::new(StepKind::Vote { question: "?".into(), options }, 2),
        Step::new(StepKind::Reveal { plan: Some(gone.clone()), plays: RevealedHistories::All }, 2),
    ];
    let scenario = with(steps).edited(&Edit::RemovePlan(gone)).expect("it can be removed");
    let ballot = scenario.lessons[0].ballot(0).expect("it is a vote");
    assert_eq!(ballot.options[0], BallotOption::text(name));
    assert_eq!(
        scenario.lessons[0].steps[1].kind,
        StepKind::Reveal { plan: None, plays: RevealedHistories::All }
    );
}

#[test]
fn a_partner_that_is_removed_leaves_the_lesson() {
    let il = ActorId::known("il");
    let steps = vec![
        Step::new(StepKind::RolePlay { seats: vec![il.clone(), ActorId::known("uk")], plan: None }, 2),
        Step::new(StepKind::Why { partner: Some(il.clone()), plan: None }, 2),
    ];
    let scenario = with(steps).edited(&Edit::RemoveActor(il)).expect("it can be removed");
    let kinds: Vec<&StepKind> = scenario.lessons[0].steps.iter().map(|step| &step.kind).collect();
    let seats = vec![ActorId::known("uk")];
    assert_eq!(
        kinds,
        [&StepKind::RolePlay { seats, plan: None }, &StepKind::Why { partner: None, plan: None }]
    );
}

#[test]
fn lessons_are_added_changed_and_removed_by_named_edits() {
    let before = oval_office();
    let lesson = Lesson::named("Short");
    let add = Edit::PutLesson(before.lessons.len(), lesson.clone());
    assert_eq!(add.label(&before), "add lesson “Short”");
    let after = before.edited(&add).expect("it can be added");
    let place = before.lessons.len();
    let rename = Edit::PutLesson(place, Lesson { name: "Shorter".into(), ..lesson });
    assert_eq!(rename.label(&after), "rename lesson to “Shorter”");
    let remove = Edit::RemoveLesson(place);
    assert_eq!(remove.label(&after), "remove lesson “Short”");
    assert_eq!(after.edited(&remove).expect("it can be removed"), before);
    assert!(before.edited(&Edit::RemoveLesson(place)).is_err());
    assert!(before.edited(&Edit::PutLesson(place + 1, Lesson::named("far"))).is_err());
}

#[test]
fn a_lesson_changes_no_number_of_a_projection() {
    let plain = oval_office();
    let taught = with(Template::FiftyMinutes.lesson(&plain).steps);
    let run = tearline::engine::Run { histories: 64, ..Default::default() };
    let project = |scenario: &Scenario| {
        let plan = scenario.plans.get(&plan()).expect("it is there");
        tearline::engine::project(scenario, plan, &run, &tearline::engine::NoMonitor)
            .expect("nobody stops it")
    };
    assert_eq!(project(&plain), project(&taught));
}

#[test]
fn a_lesson_that_cannot_be_begun_says_why() {
    let sentences = |steps: Vec<StepKind>| -> Vec<String> {
        let steps = steps.into_iter().map(|kind| Step::new(kind, 2)).collect();
        let problems = Lesson { steps, ..Lesson::named("L") }.problems();
        problems.into_iter().map(|problem| problem.sentence).collect()
    };
    let vote = |texts: [&str; 3]| StepKind::Vote {
        question: "?".into(),
        options: texts.map(BallotOption::text).to_vec(),
    };
    assert_eq!(sentences(vec![]), ["This lesson has no steps yet."]);
    assert!(sentences(vec![vote(["a", " ", ""])])[0].contains("needs 2 options at least, and 1 can be read"));
    assert!(sentences(vec![vote(["a", "b", ""])])[0].contains("an option is empty"));
    assert!(sentences(vec![StepKind::VoteAgain])[0].contains("no vote before it"));
    assert!(sentences(vec![StepKind::Exit { question: " ".into() }])[0].contains("is not written yet"));
    assert!(sentences(vec![vote(["a", "b", "c"]), StepKind::VoteAgain, StepKind::Brief]).is_empty());
}

#[test]
fn every_kind_of_step_can_be_added() {
    let mut names: Vec<&str> =
        tearline::lesson::template::new_steps(&oval_office()).iter().map(|step| step.kind.name()).collect();
    names.dedup();
    assert_eq!(names.len(), 12);
}
