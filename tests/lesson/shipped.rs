//! The lessons that the built-in cases ship with: complete, of the right length, and silent about the ending until it is
//! revealed.

use std::collections::BTreeSet;
use tearline::scenario::{Ballot, Edit, Lesson, Scenario, Step, StepKind};
use tearline::storage::{built_in, built_in_cases, check_explored_cases};

fn cases() -> impl Iterator<Item = (&'static str, Scenario)> {
    built_in_cases().iter().map(|case| (case.name, case.scenario().expect("it can be read")))
}

/// Every lesson of every built-in case, with a name for messages.
fn each_lesson(mut test: impl FnMut(&str, &Scenario, &Lesson)) {
    for (name, scenario) in cases() {
        for lesson in &scenario.lessons {
            test(&format!("{name}, {}", lesson.name), &scenario, lesson);
        }
    }
}

fn place(lesson: &Lesson, which: impl Fn(&StepKind) -> bool) -> Option<usize> {
    lesson.steps.iter().position(|step| which(&step.kind))
}

fn first_reveal(lesson: &Lesson) -> usize {
    place(lesson, StepKind::reveals).expect("a lesson reveals the result")
}

fn ballots(lesson: &Lesson) -> Vec<Ballot<'_>> {
    (0..lesson.steps.len()).filter_map(|step| lesson.ballot(step)).collect()
}

#[test]
fn every_case_ships_with_a_lesson_of_fifty_minutes_and_one_of_twenty() {
    for (name, scenario) in cases() {
        let lessons = scenario.lessons.iter().map(|lesson| (lesson.name.as_str(), lesson.minutes()));
        assert_eq!(lessons.collect::<Vec<_>>(), [("Fifty minutes", 50), ("Twenty minutes", 20)], "{name}");
    }
}

#[test]
fn a_third_of_fifty_minutes_goes_to_what_happened_the_debrief_and_the_exit_question() {
    for (name, scenario) in cases() {
        let closes = |step: &&Step| {
            matches!(step.kind, StepKind::WhatHappened | StepKind::Debrief { .. } | StepKind::Exit { .. })
        };
        let steps = scenario.lessons[0].steps.iter();
        let minutes: u32 = steps.filter(closes).map(|step| step.minutes).sum();
        assert!((16..=18).contains(&minutes), "{name}: {minutes} of 50");
    }
}

#[test]
fn nothing_is_revealed_before_it_was_predicted_voted_on_discussed_and_voted_on_again() {
    each_lesson(|name, _, lesson| {
        let reveal = first_reveal(lesson);
        let order = [
            place(lesson, |kind| matches!(kind, StepKind::Vote { .. })),
            place(lesson, |kind| matches!(kind, StepKind::Discuss)),
            place(lesson, |kind| matches!(kind, StepKind::VoteAgain)),
            Some(reveal),
        ];
        assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{name}: {order:?}");
        let later = lesson.steps[reveal..].iter();
        for step in later {
            let asks =
                matches!(step.kind, StepKind::Predict { .. } | StepKind::Vote { .. } | StepKind::VoteAgain);
            assert!(!asks, "{name}: {} comes after the reveal", step.name());
        }
        for step in &lesson.steps[..reveal] {
            // Exploring another case shows that case’s results, none of this one.
            let explores = matches!(&step.kind, StepKind::Explore { case } if !case.is_empty());
            assert!(explores || !step.shows().gives_away(), "{name}: {}", step.name());
        }
    });
}

#[test]
fn the_lesson_of_fifty_minutes_predicts_what_one_or_two_partners_will_do() {
    for (name, scenario) in cases() {
        let mut steps = scenario.lessons[0].steps.iter();
        let asked = steps.find_map(|step| match &step.kind {
            StepKind::Predict { partners, plan, .. } => Some((partners, plan)),
            _ => None,
        });
        let (partners, plan) = asked.unwrap_or_else(|| panic!("{name} predicts nothing"));
        assert!((1..=2).contains(&partners.len()), "{name}: {partners:?}");
        // It is scored against the plan that is revealed: the one that retells history.
        assert_eq!(*plan, None, "{name}");
    }
}

#[test]
fn a_vote_has_two_to_four_options_as_there_are_four_cards() {
    each_lesson(|name, scenario, lesson| {
        for ballot in ballots(lesson) {
            assert!((2..=4).contains(&ballot.options.len()), "{name}: {}", ballot.options.len());
            let texts: BTreeSet<&str> =
                ballot.options.iter().map(|option| scenario.option_text(option)).collect();
            assert_eq!(texts.len(), ballot.options.len(), "{name}: two options read alike");
            let right = ballot.right().count();
            assert!(right <= 1, "{name}: {right} options are right");
        }
    });
}

#[test]
fn an_explored_case_is_built_in_and_is_another_one() {
    for (name, scenario) in cases() {
        assert_eq!(check_explored_cases(&scenario), [], "{name}");
        let steps = scenario.lessons.iter().flat_map(|lesson| &lesson.steps);
        let explored = steps.filter_map(|step| match &step.kind {
            StepKind::Explore { case } => Some(case.as_str()),
            _ => None,
        });
        let explored: Vec<&str> = explored.collect();
        assert_eq!(explored.len(), 1, "{name}: {explored:?}");
        assert!(explored[0] != name && built_in(explored[0]).is_some(), "{name}: {explored:?}");
    }
}

#[test]
fn a_lesson_that_explores_a_case_which_is_not_built_in_is_questionable() {
    let (_, scenario) = cases().next().expect("there are cases");
    let mut lesson = Lesson::named("Far");
    lesson.steps.push(Step::new(StepKind::Explore { case: String::new() }, 5));
    lesson.steps.push(Step::new(StepKind::Explore { case: "atlantis-360".into() }, 5));
    let last = scenario.lessons.len();
    let scenario = scenario.edited(&Edit::PutLesson(last, lesson)).expect("it fits");
    let findings = check_explored_cases(&scenario);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].sentence.contains("“atlantis-360”"), "{}", findings[0].sentence);
    assert_eq!(findings[0].path.to_string(), "lessons[3].steps[2].kind.case");
}

/// What the room reads of a step before the reveal; a hint too, since the teacher may show it.
fn read_by_the_room<'a>(scenario: &'a Scenario, step: &'a Step) -> Vec<&'a str> {
    let mut texts = vec![step.title.as_str(), &step.room, &step.hint];
    if let StepKind::Vote { question, options } = &step.kind {
        texts.push(question);
        texts.extend(options.iter().map(|option| scenario.option_text(option)));
    }
    texts
}

/// The words and numbers of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What may be known on the eve of the meeting: the case’s texts without its ending and without its historical plan.
fn known_before(scenario: &Scenario) -> String {
    let about = &scenario.about;
    let mut text = [about.title.as_str(), &about.question, &about.before, &scenario.meeting.name].join(" ");
    let mut add = |more: &str| {
        text.push(' ');
        text.push_str(more);
    };
    scenario.actors.iter().for_each(|(_, actor)| add(&format!("{} {}", actor.name, actor.note)));
    for (_, item) in scenario.items.iter() {
        let of = &item.words;
        let texts = [&item.name, &of.gist, &of.content, &of.context, &of.sources_methods];
        texts.into_iter().for_each(|text| add(text));
    }
    let of_history = scenario.record.as_ref().and_then(|record| record.plan.as_ref());
    let open = scenario.plans.iter().filter(|(id, _)| Some(*id) != of_history);
    open.for_each(|(_, plan)| add(&plan.name));
    text
}

fn ending(scenario: &Scenario) -> String {
    [scenario.about.after.as_str(), &scenario.about.teaches].join(" ")
}

/// The words that tell the ending of a case: they stand in its ending, not in what was known before, and in no text of
/// another case, so that they are not words of the subject or of every day.
fn telling_words(of: &str) -> BTreeSet<String> {
    let mut telling = BTreeSet::new();
    let mut common = BTreeSet::new();
    for (name, scenario) in cases() {
        common.extend(words(&known_before(&scenario)));
        if name == of {
            telling.extend(words(&ending(&scenario)));
        } else {
            common.extend(words(&ending(&scenario)));
            let steps = scenario.lessons.iter().flat_map(|lesson| &lesson.steps);
            let read = steps.flat_map(|step| read_by_the_room(&scenario, step));
            common.extend(read.flat_map(words));
        }
    }
    telling.retain(|word| word.len() > 3 && !common.contains(word));
    telling
}

#[test]
fn nothing_that_the_room_reads_before_the_reveal_tells_the_ending() {
    let mut told = Vec::new();
    for (name, scenario) in cases() {
        let telling = telling_words(name);
        assert!(telling.len() >= 5, "{name}: {telling:?}");
        let ending = ending(&scenario);
        let sentences = ending.split(['.', ';']).map(str::trim).filter(|text| !text.is_empty());
        let record = scenario.record.as_ref().expect("a built-in case has a record");
        let plan = record.plan.as_ref().and_then(|plan| scenario.plans.get(plan));
        let of_history = plan.expect("the record names its plan").name.as_str();
        let phrases: Vec<&str> = sentences.chain([of_history]).collect();
        for lesson in &scenario.lessons {
            let steps = &lesson.steps[..first_reveal(lesson)];
            for text in steps.iter().flat_map(|step| read_by_the_room(&scenario, step)) {
                let words = words(text).filter(|word| telling.contains(word));
                let phrases =
                    phrases.iter().filter(|phrase| text.contains(**phrase)).map(|&text| text.to_owned());
                told.extend(words.chain(phrases).map(|what| format!("{name}: “{what}” in “{text}”")));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn every_step_has_notes_and_every_talk_a_hint_and_a_task_of_its_own() {
    each_lesson(|name, _, lesson| {
        for step in &lesson.steps {
            assert!(!step.notes.is_empty(), "{name}: {} has no notes", step.name());
            if matches!(step.kind, StepKind::Discuss) {
                assert!(!step.room.is_empty() && !step.hint.is_empty(), "{name}");
            }
            if let StepKind::Debrief { describe, analyse, transfer } = &step.kind {
                assert!(![describe, analyse, transfer].iter().any(|turn| turn.is_empty()), "{name}");
            }
        }
    });
}
