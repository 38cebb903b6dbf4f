//! Lessons: how a class is led through a case, step by step. Plain data that a person can write by hand.

use super::{ActorId, ItemPlan, Level, PlanId, Scenario};
use serde::{Deserialize, Deserializer, Serialize};

/// The version of the form of lessons that is written.
pub const LESSON_VERSION: u32 = 1;

/// The longest step, in minutes: a double lesson of four hours without a break.
pub const LONGEST_STEP_MINUTES: u32 = 240;

/// The fewest options of a vote.
pub const FEWEST_OPTIONS: usize = 2;

/// The most options of a vote: as many as there are keys from A to F, and as fit on the room's screen.
pub const MOST_OPTIONS: usize = 6;

/// A lesson: its steps in the order in which they come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The version of its form.
    #[serde(default = "lesson_version", deserialize_with = "known_version")]
    pub version: u32,
    /// Its name, as “Fifty minutes”.
    pub name: String,
    /// Its steps.
    #[serde(default)]
    pub steps: Vec<Step>,
}

fn lesson_version() -> u32 {
    LESSON_VERSION
}

/// Deserializes the version of a lesson.
///
/// # Errors
/// If this program does not know it.
fn known_version<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(from)?;
    if version == LESSON_VERSION {
        return Ok(version);
    }
    let advice = if version > LESSON_VERSION { "; open it with a newer Tearline" } else { "" };
    Err(serde::de::Error::custom(format!("there is no lesson of version {version} here{advice}")))
}

impl Lesson {
    /// A lesson without steps.
    pub fn named(name: impl Into<String>) -> Self {
        Lesson { version: LESSON_VERSION, name: name.into(), steps: Vec::new() }
    }

    /// How long it takes, in minutes.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).sum()
    }

    /// The question that a step puts to a vote: its own or, where it votes again, that of the vote before it.
    pub fn ballot(&self, step: usize) -> Option<Ballot<'_>> {
        match &self.steps.get(step)?.kind {
            StepKind::Vote { question, options } => Some(Ballot { question, options }),
            StepKind::VoteAgain => self.ballot(self.vote_before(step)?),
            _ => None,
        }
    }

    /// The first step that repeats the vote of a step.
    pub fn vote_after(&self, step: usize) -> Option<usize> {
        let repeats = |place: &usize| {
            matches!(self.steps[*place].kind, StepKind::VoteAgain) && self.vote_before(*place) == Some(step)
        };
        (step + 1..self.steps.len()).find(repeats)
    }

    /// The last step before a step that puts a question of its own to a vote.
    pub fn vote_before(&self, step: usize) -> Option<usize> {
        let mut earlier = self.steps.iter().take(step);
        earlier.rposition(|step| matches!(step.kind, StepKind::Vote { .. }))
    }
}

/// A step of a lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its kind, with what belongs to that kind.
    pub kind: StepKind,
    /// Its name in the plan of the lesson, where the name of its kind does not say enough.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its length in minutes, at least one.
    #[serde(deserialize_with = "minutes")]
    pub minutes: u32,
    /// The sentence that the room reads; empty for the usual one of its kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// What else the room sees; left out for the usual of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<RoomView>,
    /// What may be changed in the window while it lasts; left out for the usual of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_touch: Option<Touch>,
    /// The teacher's notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// A hint for a class that is on the wrong way; shown to the room only when the teacher says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Whether it may be left out where time is short.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_skip: bool,
}

/// Deserializes the minutes of a step.
///
/// # Errors
/// If there are none, or too many.
fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let minutes = u32::deserialize(from)?;
    if (1..=LONGEST_STEP_MINUTES).contains(&minutes) {
        return Ok(minutes);
    }
    Err(serde::de::Error::custom(format!("a step takes 1 to {LONGEST_STEP_MINUTES} minutes, not {minutes}")))
}

impl Step {
    /// A step of a kind, with what is usual for it.
    pub fn new(kind: StepKind, minutes: u32) -> Self {
        Step {
            kind,
            title: String::new(),
            minutes: minutes.clamp(1, LONGEST_STEP_MINUTES),
            room: String::new(),
            shows: None,
            may_touch: None,
            notes: String::new(),
            hint: String::new(),
            may_skip: false,
        }
    }

    /// Its name in the plan of the lesson.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { self.kind.name() } else { &self.title }
    }

    /// What the room sees.
    pub fn shows(&self) -> RoomView {
        self.shows.unwrap_or_else(|| self.kind.usual_view())
    }

    /// What may be changed in the window while it lasts.
    pub fn may_touch(&self) -> Touch {
        self.may_touch.unwrap_or_else(|| self.kind.usual_touch())
    }
}

/// The kind of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepKind {
    /// The case as it stood on the eve of the meeting: background, who is who, the question.
    Brief,
    /// Free play with results shown, in this case or another.
    Explore {
        /// The built-in case that is explored, as “fuchs-1950”; empty for this case.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        case: String,
    },
    /// Everybody says what partners will do before it is shown.
    Predict {
        /// The partners of which it is asked; empty for all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partners: Vec<ActorId>,
        /// The plan whose effect is predicted; left out for the usual one, see [`Scenario::lesson_plan`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<PlanId>,
        /// How it is answered.
        #[serde(default)]
        answer: PredictionForm,
        /// Whether everybody also says which plan it would choose.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        asks_plan: bool,
    },
    /// A question put to the vote.
    Vote {
        /// The question.
        question: String,
        /// What can be chosen, from A on.
        options: Vec<BallotOption>,
    },
    /// The question of the vote before, once more.
    VoteAgain,
    /// Talk, in pairs or all together.
    Discuss,
    /// Students sit in the seats of partners and decide what these do.
    RolePlay {
        /// The seats; empty for all partners.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        seats: Vec<ActorId>,
        /// The plan that the seats live through; left out for the usual one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<PlanId>,
    },
    /// The projection is shown.
    Reveal {
        /// The plan; left out for the usual one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<PlanId>,
        /// Whether one history is played or all are shown.
        #[serde(default)]
        plays: RevealedHistories,
    },
    /// Why it comes out as it does.
    Why {
        /// The partner whose change is explained; left out for the one whose willingness falls most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<ActorId>,
        /// The plan under which it changes; left out for the one that is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<PlanId>,
    },
    /// The historical record beside the projection and beside what the class predicted.
    WhatHappened,
    /// A talk about what was learned, in the three turns that debriefs have in common.
    Debrief {
        /// Prompts about what was seen and felt.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        describe: Vec<String>,
        /// Prompts about why it came out so.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        analyse: Vec<String>,
        /// Prompts about where else it matters.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        transfer: Vec<String>,
    },
    /// A last question, answered by everybody.
    Exit {
        /// The question.
        question: String,
    },
}

impl StepKind {
    /// Its name in the plan of a lesson.
    pub fn name(&self) -> &'static str {
        match self {
            StepKind::Brief => "Brief",
            StepKind::Explore { .. } => "Explore",
            StepKind::Predict { .. } => "Predict",
            StepKind::Vote { .. } => "Vote",
            StepKind::VoteAgain => "Vote again",
            StepKind::Discuss => "Discuss",
            StepKind::RolePlay { .. } => "Role play",
            StepKind::Reveal { .. } => "Reveal",
            StepKind::Why { .. } => "Why",
            StepKind::WhatHappened => "What happened",
            StepKind::Debrief { .. } => "Debrief",
            StepKind::Exit { .. } => "Exit question",
        }
    }

    /// What the room usually sees in such a step.
    pub fn usual_view(&self) -> RoomView {
        match self {
            StepKind::Brief => RoomView::Brief,
            StepKind::Explore { .. } => RoomView::Plot,
            StepKind::Predict { .. } | StepKind::Vote { .. } | StepKind::VoteAgain => RoomView::Question,
            StepKind::Discuss
            | StepKind::RolePlay { .. }
            | StepKind::Debrief { .. }
            | StepKind::Exit { .. } => RoomView::Question,
            StepKind::Reveal { plays: RevealedHistories::One, .. } => RoomView::History,
            StepKind::Reveal { plays: RevealedHistories::All, .. } => RoomView::Result,
            StepKind::Why { .. } => RoomView::Why,
            StepKind::WhatHappened => RoomView::Record,
        }
    }

    /// What may usually be changed in such a step.
    pub fn usual_touch(&self) -> Touch {
        match self {
            StepKind::Explore { .. } | StepKind::Debrief { .. } => Touch::Plans,
            StepKind::Reveal { .. } | StepKind::Why { .. } | StepKind::WhatHappened => Touch::View,
            _ => Touch::Nothing,
        }
    }

    /// Whether results and what happened may be seen from here on.
    pub fn reveals(&self) -> bool {
        matches!(self, StepKind::Reveal { .. } | StepKind::Why { .. } | StepKind::WhatHappened)
    }
}

/// What the room sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoomView {
    /// The case in words, on the eve of the meeting.
    Brief,
    /// The relationship map alone.
    Map,
    /// The question or task, with the timer.
    Question,
    /// The counted votes.
    Tally,
    /// One history, month by month.
    History,
    /// The course of willingness alone.
    Plot,
    /// The result beside votes and predictions.
    Result,
    /// The sentence that says why, then the largest reasons.
    Why,
    /// What happened, with its doubts.
    Record,
}

impl RoomView {
    /// All of them.
    pub const ALL: [RoomView; 9] = [
        RoomView::Brief,
        RoomView::Map,
        RoomView::Question,
        RoomView::Tally,
        RoomView::History,
        RoomView::Plot,
        RoomView::Result,
        RoomView::Why,
        RoomView::Record,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            RoomView::Brief => "Brief",
            RoomView::Map => "Map",
            RoomView::Question => "Question",
            RoomView::Tally => "Tally",
            RoomView::History => "One history",
            RoomView::Plot => "Plot",
            RoomView::Result => "Result",
            RoomView::Why => "Why",
            RoomView::Record => "What happened",
        }
    }

    /// Whether it shows what must not be seen before the reveal.
    pub fn gives_away(self) -> bool {
        match self {
            RoomView::Brief | RoomView::Map | RoomView::Question | RoomView::Tally => false,
            RoomView::History | RoomView::Plot | RoomView::Result | RoomView::Why | RoomView::Record => true,
        }
    }
}

/// What may be changed in the window during a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Touch {
    /// Nothing.
    Nothing,
    /// What is looked at: month, partner, material.
    View,
    /// Plans too.
    Plans,
    /// The whole case.
    Everything,
}

impl Touch {
    /// All four.
    pub const ALL: [Touch; 4] = [Touch::Nothing, Touch::View, Touch::Plans, Touch::Everything];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Touch::Nothing => "nothing",
            Touch::View => "what is looked at",
            Touch::Plans => "plans",
            Touch::Everything => "everything",
        }
    }
}

/// The form of a prediction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PredictionForm {
    /// “Falls a lot”, “falls a little” or “no change”, with confidence.
    #[default]
    Words,
    /// The willingness after a year, from 0 to 100 %.
    Slider,
}

/// A question with options, as a vote puts it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ballot<'a> {
    /// The question.
    pub question: &'a str,
    /// What can be chosen, from A on.
    pub options: &'a [BallotOption],
}

impl Ballot<'_> {
    /// The options that are right, if any is.
    pub fn right(&self) -> impl Iterator<Item = usize> {
        self.options.iter().enumerate().filter(|(_, option)| option.right).map(|(index, _)| index)
    }
}

/// An option of a vote: a text or a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BallotOption {
    /// Its text; empty for the name of the plan.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The plan that it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// Whether it is right, for a question that has a right answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub right: bool,
}

impl BallotOption {
    /// An option in words.
    pub fn text(text: impl Into<String>) -> Self {
        BallotOption { text: text.into(), ..BallotOption::default() }
    }

    /// A plan as an option.
    pub fn plan(plan: PlanId) -> Self {
        BallotOption { plan: Some(plan), ..BallotOption::default() }
    }

    /// Whether there is nothing to read in it: no text and no plan.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.plan.is_none()
    }
}

/// How many histories a reveal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RevealedHistories {
    /// All: how often, and how bad.
    #[default]
    All,
    /// One, played month by month.
    One,
}

impl Scenario {
    /// The plan that a step is about where it names none: the one that retells history or, where there is none, the
    /// first that tells somebody something, else the first.
    pub fn lesson_plan<'a>(&'a self, named: Option<&'a PlanId>) -> Option<&'a PlanId> {
        let of_history = || self.record.as_ref().and_then(|record| record.plan.as_ref());
        let telling = || self.first_telling_plan();
        named.or_else(of_history).or_else(telling).or_else(|| self.plans.keys().next())
    }

    /// The first plan that tells something without asking for permission, since a plan that asks or says nothing has
    /// little to show.
    pub fn first_telling_plan(&self) -> Option<&PlanId> {
        let tells_unasked =
            |item: &ItemPlan| item.highest_told() > Level::Withheld && !item.permission.asked();
        let mut plans = self.plans.iter();
        plans.find(|(_, plan)| plan.items.values().any(tells_unasked)).map(|(id, _)| id)
    }

    /// The words for an option of a vote.
    pub fn option_text<'a>(&'a self, option: &'a BallotOption) -> &'a str {
        let plan = option.plan.as_ref().filter(|_| option.text.is_empty());
        match plan {
            Some(plan) => self.plans.get(plan).map_or(plan.as_str(), |plan| &plan.name),
            None => &option.text,
        }
    }
}
