//! Lessons for any case: the steps that are known to work, with questions made from the case.

use crate::scenario::{
    BallotOption, Lesson, PlanId, PredictionForm, RevealedHistories, Scenario, Step, StepKind,
};

/// A ready-made lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// The whole way, with free play and a second vote.
    FiftyMinutes,
    /// Vote, talk, vote again, reveal.
    TwentyMinutes,
    /// Decisions from the seats of partners, beside the model's chances.
    RolePlay,
}

/// The most plans that become options: as many as there are printed cards.
const CARDS: usize = 4;

impl Template {
    /// All three.
    pub const ALL: [Template; 3] = [Template::FiftyMinutes, Template::TwentyMinutes, Template::RolePlay];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Template::FiftyMinutes => "Fifty minutes",
            Template::TwentyMinutes => "Twenty minutes",
            Template::RolePlay => "Role play",
        }
    }

    /// A lesson on a case.
    pub fn lesson(self, scenario: &Scenario) -> Lesson {
        let steps = match self {
            Template::FiftyMinutes => fifty_minutes(scenario),
            Template::TwentyMinutes => twenty_minutes(scenario),
            Template::RolePlay => role_play_lesson(),
        };
        Lesson { steps, ..Lesson::named(self.name()) }
    }
}

fn fifty_minutes(scenario: &Scenario) -> Vec<Step> {
    let voting = options(scenario);
    let mut steps = vec![
        noted(StepKind::Brief, 5, "Read the question aloud. Say nothing of how it ended."),
        Step {
            may_skip: true,
            ..noted(explore(), 5, "Change one choice at a time. Ask what moved, and why.")
        },
        noted(predict(), 4, "Everybody writes a prediction before anybody speaks."),
    ];
    steps.extend(vote_twice(scenario, voting, 2, 5));
    steps.extend([
        noted(reveal(), 4, "Ask who expected this before you say anything about it."),
        noted(why(), 6, "Read the sentence. Ask which of the reasons the class had thought of."),
        noted(StepKind::WhatHappened, 3, "The record is doubtful in places: read out how doubtful."),
        noted(debrief(), 11, "A third of the time belongs to this. Begin with what was seen."),
        noted(exit(), 3, "Collect the answers at the door."),
    ]);
    steps
}

fn twenty_minutes(scenario: &Scenario) -> Vec<Step> {
    let mut steps = vec![noted(StepKind::Brief, 3, "Read the question aloud. Say nothing of how it ended.")];
    steps.extend(vote_twice(scenario, options(scenario), 1, 4));
    steps.extend([
        noted(reveal(), 3, "Ask who expected this before you say anything about it."),
        Step { may_skip: true, ..noted(why(), 2, "Read the sentence, then one reason.") },
        noted(debrief(), 5, "One question of each kind is enough."),
        Step { may_skip: true, ..noted(exit(), 1, "Collect the answers at the door.") },
    ]);
    steps
}

/// Fifty minutes with the decisions of partners in the middle: as long as it takes to pass one laptop round, or to decide
/// in teams with a sheet each.
fn role_play_lesson() -> Vec<Step> {
    vec![
        noted(StepKind::Brief, 6, "Read the question aloud, and give each team the seat of a partner."),
        noted(
            role_play(),
            14,
            "Hand the laptop from seat to seat. Each sees only what its partner knows, and decides alone.",
        ),
        noted(StepKind::Discuss, 6, "Teams guess what the others decided, and say why. Nobody tells yet."),
        noted(reveal(), 5, "Ask each seat for its reason before you look at what the model says."),
        noted(why(), 5, "Read the sentence. Did the seat weigh the same things?"),
        noted(StepKind::WhatHappened, 3, "The record is doubtful in places: read out how doubtful."),
        noted(
            debrief(),
            9,
            "Begin with what was decided, and by whom. Then ask what was missing to decide well.",
        ),
        noted(exit(), 2, "Collect the answers at the door."),
    ]
}

/// A step of every kind, as it is when it is added to a lesson, with the minutes that are usual for it.
pub fn new_steps(scenario: &Scenario) -> Vec<Step> {
    let vote = StepKind::Vote {
        question: scenario.about.question.clone(),
        options: vec![BallotOption::default(); crate::scenario::FEWEST_OPTIONS],
    };
    vec![
        Step::new(StepKind::Brief, 5),
        Step::new(explore(), 5),
        Step::new(predict(), 4),
        Step::new(vote, 2),
        Step::new(StepKind::VoteAgain, 2),
        Step::new(StepKind::Discuss, 5),
        Step::new(role_play(), 14),
        Step::new(reveal(), 4),
        Step::new(why(), 6),
        Step::new(StepKind::WhatHappened, 3),
        Step::new(debrief(), 11),
        Step::new(exit(), 3),
    ]
}

/// A vote, a talk, and the vote once more; only a talk, in all of their time, where a case has too few plans to vote on.
fn vote_twice(
    scenario: &Scenario,
    options: Vec<BallotOption>,
    vote_minutes: u32,
    talk_minutes: u32,
) -> Vec<Step> {
    let votes = options.len() >= crate::scenario::FEWEST_OPTIONS;
    let talk = noted(
        StepKind::Discuss,
        if votes { talk_minutes } else { talk_minutes + 2 * vote_minutes },
        "Pairs that voted differently talk to each other. Keep the tally hidden: a class that sees a majority \
         follows it.",
    );
    if !votes {
        return vec![talk];
    }
    let vote = StepKind::Vote { question: question(scenario), options };
    vec![
        noted(vote, vote_minutes, "Cards up at one sign. Ask how sure they are."),
        talk,
        noted(StepKind::VoteAgain, vote_minutes, "Show both votes only now."),
    ]
}

/// The question of a vote: the case's own.
fn question(scenario: &Scenario) -> String {
    let own = scenario.about.question.trim();
    if own.is_empty() { "What would you do?".into() } else { own.into() }
}

/// The plans to choose from, without the one that retells history: who sees its name knows how it ended.
fn options(scenario: &Scenario) -> Vec<BallotOption> {
    let of_history = scenario.record.as_ref().and_then(|record| record.plan.as_ref());
    let open = scenario.plans.keys().filter(|plan: &&PlanId| Some(*plan) != of_history);
    open.take(CARDS).cloned().map(BallotOption::plan).collect()
}

fn noted(kind: StepKind, minutes: u32, notes: &str) -> Step {
    Step { notes: notes.into(), ..Step::new(kind, minutes) }
}

fn explore() -> StepKind {
    StepKind::Explore { case: String::new() }
}

fn predict() -> StepKind {
    StepKind::Predict { partners: Vec::new(), plan: None, answer: PredictionForm::Words, asks_plan: true }
}

fn role_play() -> StepKind {
    StepKind::RolePlay { seats: Vec::new(), plan: None }
}

fn reveal() -> StepKind {
    StepKind::Reveal { plan: None, plays: RevealedHistories::All }
}

fn why() -> StepKind {
    StepKind::Why { partner: None, plan: None }
}

fn debrief() -> StepKind {
    let one = |text: &str| vec![text.to_owned()];
    StepKind::Debrief {
        describe: one("What did you decide, and what did you expect?"),
        analyse: one("Which of the partner’s interests softened the blow, and what sharpened it?"),
        transfer: one("Where else does somebody give something in confidence, with no court to go to?"),
    }
}

fn exit() -> StepKind {
    StepKind::Exit { question: "What would you want to know before you decide the next case?".into() }
}
