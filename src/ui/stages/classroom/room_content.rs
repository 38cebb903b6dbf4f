//! What the room sees, as data: a picture can be frozen, painted small for the teacher and large for the room, and
//! checked for what it must not give away.

use super::ClassView;
use crate::analysis::mitigation::SoftenedChange;
use crate::analysis::number_format::{counted, percent, points, signed};
use crate::analysis::shapley::{Against, Cause};
use crate::analysis::study::HistorySet;
use crate::analysis::why_sentence::why_sentence;
use crate::lesson::prediction::{Forecast, Outlook, Target};
use crate::lesson::scoring::{Competitor, Known, Outcome, Scoreboard};
use crate::lesson::votes::letter;
use crate::scenario::{ActorId, Material, RoomView, Scenario, Step, StepKind};
use crate::ui::{Answer, Commands, Query, Scene};

/// A picture of the room.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomPicture {
    /// The steps of the lesson, for the line along its lower edge, and the one that is under way.
    pub steps: Vec<String>,
    /// The step that is under way, counted from 0.
    pub step: usize,
    /// What it shows.
    pub content: RoomContent,
}

/// What a picture of the room shows.
#[derive(Clone, Debug, PartialEq)]
pub enum RoomContent {
    /// Nothing: the teacher wants to be looked at.
    Blank,
    /// A title with paragraphs.
    Text {
        /// The title.
        title: String,
        /// The paragraphs.
        paragraphs: Vec<String>,
    },
    /// A question with its options.
    Question {
        /// The question or task.
        title: String,
        /// A second line; may be empty.
        below: String,
        /// The options with their letters.
        options: Vec<(char, String)>,
    },
    /// Counted votes.
    Tally(TallyBoard),
    /// What was predicted, and what came out.
    Result(OutlookBoard),
}

/// Votes as bars.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyBoard {
    /// The question.
    pub title: String,
    /// How many voted, and how many changed their minds.
    pub below: String,
    /// The options.
    pub rows: Vec<TallyRow>,
}

/// The votes of an option.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyRow {
    /// Its letter.
    pub letter: char,
    /// Its text.
    pub text: String,
    /// The votes before the discussion, and after it if the vote was repeated.
    pub votes: [Option<u64>; 2],
}

/// What the class predicted beside what the model says.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlookBoard {
    /// The partner and the material.
    pub title: String,
    /// How many predicted.
    pub below: String,
    /// For each outlook: its name, the class's mean probability, the model's share of histories.
    pub rows: Vec<OutlookRow>,
    /// What can be said of the predictions, in sentences.
    pub sentences: Vec<String>,
}

/// An outlook in such a board.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlookRow {
    /// The outlook.
    pub outlook: Outlook,
    /// The class's mean probability of it; `None` where nobody predicted.
    pub class: Option<f64>,
    /// The share of histories; `None` while it is computed.
    pub model: Option<f64>,
    /// Whether it is what happened.
    pub happened: bool,
}

impl RoomContent {
    /// All of its words, for a screen reader.
    pub fn words(&self) -> String {
        match self {
            RoomContent::Blank => "The room sees an empty picture.".into(),
            RoomContent::Text { title, paragraphs } => format!("{title}\n{}", paragraphs.join("\n")),
            RoomContent::Question { title, below, options } => {
                let options: Vec<String> =
                    options.iter().map(|(letter, text)| format!("{letter} {text}")).collect();
                format!("{title}\n{below}\n{}", options.join("\n"))
            }
            RoomContent::Tally(board) => {
                let rows: Vec<String> = board.rows.iter().map(TallyRow::words).collect();
                format!("{}\n{}\n{}", board.title, board.below, rows.join("\n"))
            }
            RoomContent::Result(board) => {
                let rows: Vec<String> = board.rows.iter().map(OutlookRow::words).collect();
                format!(
                    "{}\n{}\n{}\n{}",
                    board.title,
                    board.below,
                    rows.join("\n"),
                    board.sentences.join("\n")
                )
            }
        }
    }
}

impl TallyRow {
    fn words(&self) -> String {
        match self.votes {
            [Some(before), Some(after)] => format!("{} {}: {before}, then {after}", self.letter, self.text),
            [before, after] => {
                let votes = before.or(after).map_or("hidden".to_owned(), |votes| votes.to_string());
                format!("{} {}: {votes}", self.letter, self.text)
            }
        }
    }
}

impl OutlookRow {
    fn words(&self) -> String {
        let class = self.class.map_or(String::new(), |share| format!(", class {}", percent(share)));
        let model = self.model.map_or(String::new(), |share| format!(", model {}", percent(share)));
        let happened = if self.happened { ", happened" } else { "" };
        format!("{}{class}{model}{happened}", self.outlook.name())
    }
}

/// Minutes and seconds, as “2:41”; over time as “−0:15”.
pub fn clock(seconds: f64) -> String {
    let whole = seconds.ceil() as i64;
    let sign = if whole < 0 { "−" } else { "" };
    format!("{sign}{}:{:02}", whole.abs() / 60, whole.abs() % 60)
}

/// The picture of the step that is under way. Queries that it needs are sent.
pub fn room_picture(
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    target: Option<&(ActorId, Material)>,
    commands: &mut Commands,
) -> RoomPicture {
    let lesson = &class.session.lesson;
    let step = class.session.step();
    let content = match lesson.steps.get(step) {
        Some(of) => content(scene, class, of, target, commands),
        None => RoomContent::Blank,
    };
    RoomPicture { steps: lesson.steps.iter().map(|step| step.name().to_owned()).collect(), step, content }
}

fn content(
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    step: &Step,
    target: Option<&(ActorId, Material)>,
    commands: &mut Commands,
) -> RoomContent {
    let index = class.session.step();
    match step.shows() {
        RoomView::Brief => brief(scene.scenario),
        RoomView::Tally => tally(scene, class, index),
        RoomView::Question if class.session.shows_tally(index) => tally(scene, class, index),
        RoomView::Question => question(scene.scenario, class, step),
        // What gives away the result waits for the reveal, whatever a lesson says.
        view if view.gives_away() && !class.session.is_revealed() && !is_play(step) => {
            question(scene.scenario, class, step)
        }
        RoomView::Result | RoomView::Plot | RoomView::Map => result(scene, class, target, commands),
        RoomView::Why => why(scene, step, commands),
        RoomView::Record => record(scene.scenario),
    }
}

/// Whether the class itself tries plans in a step.
fn is_play(step: &Step) -> bool {
    matches!(step.kind, StepKind::Explore { .. })
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

/// The votes of a step: beside them those of the vote that it repeats.
fn tally(scene: &Scene<'_>, class: &ClassView<'_>, step: usize) -> RoomContent {
    let session = class.session;
    let (Some(ballot), Some(now)) = (session.lesson.ballot(step), session.tally(step)) else {
        return RoomContent::Blank;
    };
    let first = session.lesson.vote_before(step).and_then(|first| session.tally(first));
    let votes = now.votes();
    let before = first.as_ref().map(|first| first.votes());
    let row = |(option, of): (usize, &crate::scenario::BallotOption)| TallyRow {
        letter: letter(option),
        text: scene.scenario.option_text(of).to_owned(),
        votes: match &before {
            Some(before) => [Some(before[option]), Some(votes[option])],
            None => [Some(votes[option]), None],
        },
    };
    let mut below = format!("{} voted.", now.total());
    if let Some(movement) = session.movement(step) {
        below.push_str(&format!(" {} changed their minds.", movement.changed()));
    }
    RoomContent::Tally(TallyBoard {
        title: ballot.question.to_owned(),
        below,
        rows: ballot.options.iter().enumerate().map(row).collect(),
    })
}

/// What the class predicted beside what the model says, of one partner and material.
fn result(
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    target: Option<&(ActorId, Material)>,
    commands: &mut Commands,
) -> RoomContent {
    let answer = match scene.find(&Query::Outlooks, commands) {
        Some((Answer::Outlooks(outlooks), true)) => Some(outlooks),
        _ => None,
    };
    let fallen = answer.and_then(|outlooks| {
        let mut all: Vec<(&ActorId, Material, f64)> = Vec::new();
        for of in outlooks {
            for material in Material::ALL {
                all.push((&of.partner, material, 1.0 - of.shares.of(material)[0]));
            }
        }
        let graver =
            |one: &(&ActorId, Material, f64), other: &(&ActorId, Material, f64)| one.2.total_cmp(&other.2);
        all.into_iter().max_by(graver).map(|(partner, material, _)| (partner.clone(), material))
    });
    let Some((partner, material)) = target.cloned().or(fallen) else {
        return RoomContent::Text { title: "The model plays it out …".into(), paragraphs: Vec::new() };
    };
    let shares = answer.and_then(|outlooks| outlooks.iter().find(|of| of.partner == partner));
    let model = shares.map(|of| *of.shares.of(material));
    let target = Target { partner: partner.clone(), material };
    let class_forecasts = class_forecasts(class, &target);
    let record = recorded_fall(scene.scenario, &target);
    let known = Known { model, record };
    RoomContent::Result(board(scene, &target, &class_forecasts, known))
}

/// The forecasts of the class about a target: of the last step in which it predicted.
fn class_forecasts(class: &ClassView<'_>, target: &Target) -> Vec<(String, Forecast)> {
    let session = class.session;
    let steps = session.lesson.steps.iter().enumerate().rev();
    let mut predicted = steps.filter(|(_, step)| matches!(step.kind, StepKind::Predict { .. }));
    let Some((step, _)) = predicted.next() else { return Vec::new() };
    let forecast = |prediction: &&crate::lesson::Prediction| {
        Some((prediction.who.clone(), prediction.answer(target)?.forecast()?))
    };
    session.predictions(step).iter().filter_map(forecast).collect()
}

/// Whether a partner's material fell on record.
fn recorded_fall(scenario: &Scenario, target: &Target) -> Option<bool> {
    let partner = scenario.record.as_ref()?.partners.get(&target.partner)?;
    match target.material {
        Material::Content => partner.content.map(|observed| observed.was.falls()),
        Material::SourcesAndMethods => {
            let tightened = crate::scenario::MethodsOutcome::Tightened;
            partner.sources_methods.map(|observed| observed.was == tightened)
        }
    }
}

fn board(scene: &Scene<'_>, target: &Target, class: &[(String, Forecast)], known: Known) -> OutlookBoard {
    let forecasts: Vec<Forecast> = class.iter().map(|(_, forecast)| *forecast).collect();
    let crowd = Forecast::mean(&forecasts);
    let happened = |outlook: Outlook| match known.record {
        Some(fell) => fell == (outlook != Outlook::NoChange),
        None => false,
    };
    let row = |outlook: Outlook| OutlookRow {
        outlook,
        class: crowd.map(|crowd| crowd.0[outlook.index()]),
        model: known.model.map(|shares| shares[outlook.index()]),
        happened: happened(outlook),
    };
    OutlookBoard {
        title: format!("{}: {}", scene.scenario.name(&target.partner), target.material.name()),
        below: match class.len() {
            0 => format!("In the year after “{}”.", scene.plan.name),
            some => {
                let predictions = counted(some as u64, "prediction");
                format!("In the year after “{}”; {predictions}.", scene.plan.name)
            }
        },
        rows: Outlook::ALL.map(row).to_vec(),
        sentences: sentences(class, known),
    }
}

/// What can be said of the predictions.
fn sentences(class: &[(String, Forecast)], known: Known) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(shares) = known.model
        && !class.is_empty()
    {
        let against = Scoreboard::of(class, known, Outcome::Shares(shares));
        sentences.extend(nearer(&against, "the model"));
    }
    if let Some(fell) = known.record {
        let was = if fell { "It fell, on record." } else { "No fall is on record." };
        sentences.push(was.to_owned());
        if !class.is_empty() {
            let against = Scoreboard::of(class, known, Outcome::Fell(fell));
            sentences.extend(nearer(&against, "what happened"));
        }
    }
    sentences
}

/// How the mean of the class did beside its members and beside “nothing ever changes”.
fn nearer(board: &Scoreboard, to: &str) -> Vec<String> {
    let crowd = board.competitor(Competitor::Crowd);
    let nothing = board.competitor(Competitor::NoChange);
    let share = crowd.and_then(|crowd| board.beats(crowd));
    let mut sentences = Vec::new();
    if let Some(share) = share.filter(|_| board.class.len() > 1) {
        sentences.push(format!("The mean of the class is nearer to {to} than {} of you.", percent(share)));
    }
    if let Some((crowd, nothing)) = crowd.zip(nothing) {
        let than = if crowd < nothing { "nearer" } else { "no nearer" };
        sentences.push(format!("It is {than} to {to} than “nothing ever changes”."));
    }
    sentences
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
    let query = Query::Decomposition {
        partner: partner.clone(),
        month: scene.month,
        over: if scene.supposes_learning { HistorySet::LearnedAtOnce } else { HistorySet::All },
        against: Against::Unsaid,
    };
    let Some((Answer::Decomposition(of), _)) = scene.find(&query, commands) else {
        return RoomContent::Text { title, paragraphs: vec!["The model works it out …".into()] };
    };
    let name = scene.scenario.name(&partner);
    let held: Option<&SoftenedChange> = None;
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

/// The partner whose willingness falls most in the shown month.
fn fallen_most(scene: &Scene<'_>) -> Option<ActorId> {
    let shown = scene.shown?;
    let fall = crate::analysis::fall::in_month(shown.projection, scene.month as usize)?;
    Some(fall.course.partner.clone())
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
