//! What the room sees in each step. What gives away the result waits for the reveal, whatever a lesson says.

use super::courses::fallen_most;
use super::{RoomChoice, computing, courses, result, tallies};
use crate::analysis::mitigation::SoftenedChange;
use crate::analysis::number_format::{points, signed};
use crate::analysis::shapley::{Against, Cause};
use crate::analysis::why_sentence::why_sentence;
use crate::lesson::room_picture::HistoryBoard;
use crate::lesson::session::Event;
use crate::lesson::votes::letter;
use crate::lesson::{ClassSession, RoomContent, RoomPicture};
use crate::scenario::{ActorId, Material, RoomView, Scenario, Step, StepKind};
use crate::ui::map::board;
use crate::ui::stages::classroom::{ClassView, seats};
use crate::ui::stages::why::{held, reasons};
use crate::ui::{Answer, Commands, Scene};

/// Minutes and seconds, as “2:41”; over time as “−0:15”.
pub fn clock(seconds: f64) -> String {
    let whole = seconds.ceil() as i64;
    let sign = if whole < 0 { "−" } else { "" };
    format!("{sign}{}:{:02}", whole.abs() / 60, whole.abs() % 60)
}

/// What the teacher chose for the room's picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// What is shown.
    pub choice: RoomChoice,
    /// The partner and the material whose result is shown; `None` for what falls most.
    pub target: Option<(ActorId, Material)>,
}

/// The picture of the step that is under way. Queries that it needs are sent.
pub fn room_picture(
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    chosen: &Chosen,
    commands: &mut Commands,
) -> RoomPicture {
    let session = class.session;
    if let RoomChoice::Kept(entry) = chosen.choice
        && let Some(Event::PictureKept { picture, .. }) = session.entries.get(entry).map(|entry| &entry.event)
    {
        return RoomPicture::clone(picture);
    }
    let lesson = &session.lesson;
    let step = session.step();
    let content = match lesson.steps.get(step) {
        Some(of) => content(scene, class, of, chosen, commands),
        None => RoomContent::Blank,
    };
    RoomPicture { steps: lesson.steps.iter().map(|step| step.name().to_owned()).collect(), step, content }
}

/// Why the room cannot see a view yet; `None` if it can.
pub fn waits_because(class: &ClassView<'_>, view: RoomView) -> Option<&'static str> {
    let session = class.session;
    let step = session.step();
    if view.gives_away() && !shows_results(class) {
        return Some("It waits for the reveal: it would give away what the class is to predict.");
    }
    let voted = |step: usize| session.lesson.ballot(step).is_some();
    (view == RoomView::Tally && !(0..=step).any(voted)).then_some("There was no vote yet.")
}

/// Whether results may be seen: after the reveal, and where the class itself tries plans, in its own case or, once that
/// is open, in the one that it explores.
fn shows_results(class: &ClassView<'_>) -> bool {
    let session = class.session;
    let explores = |step: &Step| match &step.kind {
        StepKind::Explore { case } => case.is_empty() || class.case.is_some(),
        _ => false,
    };
    session.is_revealed() || session.lesson.steps.get(session.step()).is_some_and(explores)
}

/// Whether a view is of the case that is open, which is not that of the class, in a step that does not explore it.
fn is_of_another_case(class: &ClassView<'_>, step: &Step, view: RoomView) -> bool {
    let of_results = match view {
        RoomView::Map | RoomView::History | RoomView::Plot | RoomView::Result | RoomView::Why => true,
        RoomView::Brief | RoomView::Question | RoomView::Tally | RoomView::Record => false,
    };
    class.case.is_some() && of_results && !matches!(step.kind, StepKind::Explore { .. })
}

/// What is said while a result of the class's case is wanted and another one is open.
fn other_case(scene: &Scene<'_>) -> RoomContent {
    let title = "Another case is open.".to_owned();
    let open = format!("“{}” is open in the teacher’s window.", scene.scenario.about.title);
    RoomContent::Text { title, paragraphs: vec![open] }
}

fn content(
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    step: &Step,
    chosen: &Chosen,
    commands: &mut Commands,
) -> RoomContent {
    let session = class.session;
    let index = session.step();
    let view = match chosen.choice {
        RoomChoice::View(view) => view,
        RoomChoice::Usual | RoomChoice::Seats | RoomChoice::Kept(_) => step.shows(),
    };
    if class.case.is_none() && shows_seats(session, view, chosen.choice) {
        return seats::decided_content(scene, class, commands);
    }
    let target = chosen.target.as_ref();
    let scenario = class.case.unwrap_or(scene.scenario);
    match view {
        view if is_of_another_case(class, step, view) => other_case(scene),
        RoomView::Brief => brief(scenario),
        RoomView::Question if chosen.choice == RoomChoice::Usual && session.shows_tally(index) => {
            tally(scene, class, index)
        }
        RoomView::Question => match &step.kind {
            StepKind::Debrief { .. } if session.is_revealed() && class.case.is_none() => {
                debrief(scene, class, step, commands)
            }
            _ => question(scenario, class, step),
        },
        view if waits_because(class, view).is_some() => question(scenario, class, step),
        RoomView::Tally => {
            let voted = (0..=index).rev().find(|step| session.lesson.ballot(*step).is_some());
            voted.map_or(RoomContent::Blank, |step| tally(scene, class, step))
        }
        RoomView::Map if !shows_results(class) => RoomContent::Map(board::before_meeting(scene)),
        RoomView::Map => RoomContent::Map(board::of_all_histories(scene)),
        RoomView::History => history(scene),
        RoomView::Plot => courses::content(scene, target),
        RoomView::Result => result::content(scene, class, target, commands),
        RoomView::Why => why(scene, step, commands),
        RoomView::Record => record(scenario),
    }
}

/// Whether the room sees the decisions from the seats: where the teacher chose them and, where nobody voted or predicted
/// and so nothing else stands beside the result, usually.
fn shows_seats(session: &ClassSession, view: RoomView, choice: RoomChoice) -> bool {
    let answers_else = |step: &Step| {
        matches!(step.kind, StepKind::Vote { .. } | StepKind::VoteAgain | StepKind::Predict { .. })
    };
    let is_usual = choice == RoomChoice::Usual && view == RoomView::Result;
    let is_alone = !session.lesson.steps.iter().any(answers_else);
    seats::has_decisions(session) && (choice == RoomChoice::Seats || is_usual && is_alone)
}

/// The history that plays.
fn history(scene: &Scene<'_>) -> RoomContent {
    if scene.playback.log.is_none() {
        return computing();
    }
    let events = scene.playback.seen().map(|(_, entry)| entry.sentence.clone()).collect();
    let (month, last) = (scene.playback.moment.month, scene.scenario.horizon_months);
    RoomContent::History(HistoryBoard { map: board::of_history(scene), month, last, events })
}

fn brief(scenario: &Scenario) -> RoomContent {
    let about = &scenario.about;
    let title = if about.question.is_empty() { &about.title } else { &about.question };
    let paragraphs = about.before.split('\n').filter(|line| !line.trim().is_empty());
    RoomContent::Text { title: title.clone(), paragraphs: paragraphs.map(str::to_owned).collect() }
}

fn question(scenario: &Scenario, class: &ClassView<'_>, step: &Step) -> RoomContent {
    let session = class.session;
    let index = session.step();
    let (title, below) = match &step.kind {
        StepKind::Vote { question, .. } => (question.clone(), "Choose one. How sure are you?".to_owned()),
        StepKind::VoteAgain => {
            let ballot = session.lesson.ballot(index);
            (ballot.map_or(String::new(), |ballot| ballot.question.to_owned()), "Vote again.".to_owned())
        }
        StepKind::Discuss => {
            ("Talk to your neighbour.".to_owned(), "Which reason would change your vote?".to_owned())
        }
        StepKind::Predict { .. } => (
            "Write down what will happen.".to_owned(),
            "For each partner: falls a lot, falls a little, or no change? How sure are you?".to_owned(),
        ),
        StepKind::Exit { question } => (question.clone(), String::new()),
        StepKind::Debrief { describe, .. } => {
            ("What did we see?".to_owned(), describe.first().cloned().unwrap_or_else(String::new))
        }
        StepKind::RolePlay { .. } => {
            ("You are one of the partners.".to_owned(), "What do you do when you learn of it?".to_owned())
        }
        StepKind::Explore { .. } => ("Change one choice.".to_owned(), "What moves, and why?".to_owned()),
        StepKind::Brief | StepKind::Reveal { .. } | StepKind::Why { .. } | StepKind::WhatHappened => {
            (scenario.about.question.clone(), String::new())
        }
    };
    let title = if step.room.is_empty() { title } else { step.room.clone() };
    let ballot = session.lesson.ballot(index).map_or(&[][..], |ballot| ballot.options);
    let options = ballot
        .iter()
        .enumerate()
        .map(|(option, of)| (letter(option), scenario.option_text(of).to_owned()))
        .collect();
    RoomContent::Question { title, below, options }
}

/// The question of the debrief and, in short sentences, what the class voted and predicted and what came out.
fn debrief(scene: &Scene<'_>, class: &ClassView<'_>, step: &Step, commands: &mut Commands) -> RoomContent {
    let RoomContent::Question { title, below, .. } = question(scene.scenario, class, step) else {
        return RoomContent::Blank;
    };
    let mut paragraphs = vec![below];
    if let Some(votes) = tallies::last(scene, class) {
        paragraphs.extend(tallies::in_short(&votes));
    }
    let findings = result::Findings::of(scene, class, None, commands);
    paragraphs.extend(findings.map(|findings| findings.in_short(scene.scenario).join(" ")));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    RoomContent::Text { title, paragraphs }
}

/// The votes of a step: beside them those of the vote that it repeats.
fn tally(scene: &Scene<'_>, class: &ClassView<'_>, step: usize) -> RoomContent {
    tallies::board(scene, class, step).map_or(RoomContent::Blank, RoomContent::Tally)
}

/// The sentence that says why, and the largest parts.
fn why(scene: &Scene<'_>, step: &Step, commands: &mut Commands) -> RoomContent {
    let named = match &step.kind {
        StepKind::Why { partner, .. } => partner.clone(),
        _ => None,
    };
    let partner =
        named.or_else(|| fallen_most(scene)).or_else(|| scene.scenario.partnerships.keys().next().cloned());
    let title = "Why?".to_owned();
    let Some(partner) = partner else {
        return RoomContent::Text { title, paragraphs: vec!["Nobody shares with home.".into()] };
    };
    let query = reasons::query(scene, &partner, Against::Unsaid);
    let Some((Answer::Decomposition(of), _)) = scene.find(&query, commands) else {
        return RoomContent::Text { title, paragraphs: vec!["The model works it out …".into()] };
    };
    let name = scene.scenario.name(&partner);
    let held: Option<&SoftenedChange> = held::known(scene, &partner, commands).map(|of| &of.over_all);
    let mut paragraphs = vec![why_sentence(name, of, held)];
    for material in Material::ALL {
        let change = of.willingness.of(material);
        let part = |(cause, part): (Cause, &crate::analysis::measure::Mean)| {
            format!("{} {}", cause.name(), signed(points(part.mean)))
        };
        let parts: Vec<String> =
            change.largest().into_iter().map(|(cause, mean)| part((cause, &mean))).take(3).collect();
        if !parts.is_empty() {
            paragraphs.push(format!("{}, in points: {}.", material.name(), parts.join("; ")));
        }
    }
    RoomContent::Text { title: format!("Why {name} changes"), paragraphs }
}

/// What happened, with its doubts.
fn record(scenario: &Scenario) -> RoomContent {
    let about = &scenario.about;
    let mut paragraphs: Vec<String> =
        about.after.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    if let Some(record) = &scenario.record {
        for (partner, of) in &record.partners {
            let name = scenario.name(partner);
            if let Some(content) = of.content {
                let (was, sure) = (content.was.name(), content.confidence.name());
                paragraphs.push(format!("{name}, content: {was} ({sure} confidence)."));
            }
            if let Some(methods) = of.sources_methods {
                let (was, sure) = (methods.was.name(), methods.confidence.name());
                paragraphs.push(format!("{name}, sources and methods: {was} ({sure} confidence)."));
            }
        }
        if !record.doubts.is_empty() {
            paragraphs.push(format!("Doubts: {}", record.doubts));
        }
    }
    if paragraphs.is_empty() {
        paragraphs.push("This case has no record of what happened.".into());
    }
    RoomContent::Text { title: "What happened".into(), paragraphs }
}
