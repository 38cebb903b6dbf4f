//! The document: everything a person sets up before asking what a disclosure would do.
//!
//! A [`Scenario`] is a plain value. It is changed only through [`Edit`]s, each of which succeeds
//! whole or changes nothing; every number in it is a [`Quantity`], checked when it is made, so
//! that a `Scenario` can be trusted. What is well formed but doubtful is listed by
//! [`check`].
//!
//! Absent here: windows, files, clocks and chance.

mod actor;
mod check;
mod covered_marks;
mod descriptions;
mod edit;
mod id;
mod input;
mod item;
mod lesson;
mod lesson_problems;
mod lesson_references;
pub mod made_names;
pub mod map_layout;
mod meeting;
pub mod new_case;
mod numbers;
mod ordered;
mod plan;
mod quantity;
mod record;
mod references;
pub mod repair_offers;
mod role;
mod scales;
mod texts;

pub use actor::{
    Actor, Belief, Institution, Institutions, Material, Partnership, PerMaterial, Position, Stakes, Tie,
};
pub use check::{Diagnostic, check};
pub use descriptions::{capitalised, possessive};
pub use edit::{Edit, EditError};
pub use id::{ActorId, IdError, ItemId, PlanId, RecipientId};
pub use input::Input;
pub use item::{Item, Level, Promise, Words};
pub use lesson::{
    Ballot, BallotOption, FEWEST_OPTIONS, LESSON_VERSION, LONGEST_STEP_MINUTES, Lesson, MOST_OPTIONS,
    PredictionForm, RevealedHistories, RoomView, Step, StepKind, Touch,
};
pub use lesson_problems::LessonProblem;
pub use meeting::{Meeting, Recipient};
pub use numbers::{
    INTEREST, ItemField, NumberInfo, ParameterField, Parameters, PartnerField, PriorityField, RecipientField,
    TieField, WARNING,
};
pub use ordered::Ordered;
pub use plan::{Cover, IfRefused, ItemPlan, Permission, Plan, Preparation, Repair, RepairKind};
pub use quantity::bounds;
pub use quantity::{Bound, Bounds, Figure, FigureError, Provenance, Quantity};
pub use record::{
    Confidence, ContentOutcome, ItemRecord, MethodsOutcome, Observed, PartnerRecord, Record, Scope,
    SourceOutcome,
};
pub use references::{BrokenReference, LONGEST_NAME, Path, Segment};
pub use role::{Role, Roles};
pub use scales::{Scale, ScaleWord};

use serde::{Deserialize, Serialize};

/// The longest horizon a scenario may ask for, in months.
pub const LONGEST_HORIZON_MONTHS: u32 = 120;

/// A public source: what to look for, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Citation of the source.
    pub cite: String,
    /// Its address, if it has a public one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Description of a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct About {
    /// The case's name.
    pub title: String,
    /// The year of the meeting, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The decision as a question of one line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// The lesson for a class, in a line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub teaches: String,
    /// What was known on the eve of the meeting, in a paragraph or two.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What happened at the meeting and after it, in a paragraph or two.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Public sources for the facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// The user's weights of the parts of the ledger; only the total uses them (model, section 9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Priorities {
    /// Weight of concessions gained.
    pub concession: Quantity<bounds::Weight>,
    /// Weight of the flow of intelligence from partners.
    pub flow: Quantity<bounds::Weight>,
    /// Weight of harm to sources.
    pub harm: Quantity<bounds::Weight>,
    /// Weight of the worth of warnings.
    #[serde(default = "Priorities::default_warning")]
    pub warning: Quantity<bounds::Weight>,
}

impl Priorities {
    fn default_warning() -> Quantity<bounds::Weight> {
        PriorityField::Warning.info().quantity()
    }
}

impl Default for Priorities {
    fn default() -> Self {
        Priorities {
            concession: PriorityField::Concession.info().quantity(),
            flow: PriorityField::Flow.info().quantity(),
            harm: PriorityField::Harm.info().quantity(),
            warning: Priorities::default_warning(),
        }
    }
}

/// The whole document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The case in words.
    #[serde(default)]
    pub about: About,
    /// The actor that decides.
    pub home: ActorId,
    /// Everyone on the map, home included.
    pub actors: Ordered<ActorId, Actor>,
    /// The ties between actors; two without a tie are indifferent and pass nothing on.
    #[serde(default)]
    pub ties: Vec<Tie>,
    /// The actors that share intelligence with home.
    #[serde(default)]
    pub partnerships: Ordered<ActorId, Partnership>,
    /// The pieces of intelligence that could be revealed.
    #[serde(default)]
    pub items: Ordered<ItemId, Item>,
    /// The meeting that is coming.
    #[serde(default)]
    pub meeting: Meeting,
    /// The plans.
    #[serde(default)]
    pub plans: Ordered<PlanId, Plan>,
    /// The historical record, if the scenario retells history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// The lessons that lead a class through the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<Lesson>,
    /// The weights in the total.
    #[serde(default, skip_serializing_if = "is_default")]
    pub priorities: Priorities,
    /// How many months are projected after the meeting's month 0.
    #[serde(default = "default_horizon_months", deserialize_with = "horizon_months")]
    pub horizon_months: u32,
    /// The model's constants, where this scenario departs from their defaults.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parameters: Parameters,
    /// Counts the ids given out, so that an id is never used twice.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "ids_given")]
    pub ids_given: u64,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The highest number in an id that is counted: far more than anybody gives, and far from the end of numbers.
const MOST_IDS_GIVEN: u64 = u32::MAX as u64;

/// Deserializes the count of ids.
///
/// # Errors
/// If no program can have counted so far.
pub(crate) fn ids_given<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let count = u64::deserialize(from)?;
    if count <= MOST_IDS_GIVEN {
        return Ok(count);
    }
    Err(serde::de::Error::custom(format!(
        "ids_given counts the ids that were given, at most {MOST_IDS_GIVEN}, not {count}"
    )))
}

fn default_horizon_months() -> u32 {
    24
}

/// Deserializes a horizon.
///
/// # Errors
/// If it is out of bounds.
pub(crate) fn horizon_months<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let months = u32::deserialize(from)?;
    check_horizon(months).map_err(serde::de::Error::custom)
}

pub(crate) fn check_horizon(months: u32) -> Result<u32, String> {
    if (1..=LONGEST_HORIZON_MONTHS).contains(&months) {
        Ok(months)
    } else {
        Err(format!("the horizon must be 1 to {LONGEST_HORIZON_MONTHS} months, not {months}"))
    }
}

/// A plan that tells nobody anything, alone.
fn first_plan() -> Ordered<PlanId, Plan> {
    Ordered::from_iter([(PlanId::known("plan"), Plan::named("First plan"))])
}

impl Default for Scenario {
    /// The smallest scenario: home alone, with one plan that tells nobody anything.
    fn default() -> Self {
        let home = ActorId::known("home");
        Scenario {
            about: About { title: "Untitled".into(), ..About::default() },
            actors: Ordered::from_iter([(home.clone(), Actor::named("Home"))]),
            home,
            ties: Vec::new(),
            partnerships: Ordered::default(),
            items: Ordered::default(),
            meeting: Meeting::default(),
            plans: first_plan(),
            record: None,
            lessons: Vec::new(),
            priorities: Priorities::default(),
            horizon_months: default_horizon_months(),
            parameters: Parameters::default(),
            ids_given: 0,
        }
    }
}

impl Scenario {
    /// Gives a scenario without plans its first: one that tells nobody anything.
    pub fn put_first_plan(&mut self) {
        if self.plans.is_empty() {
            self.plans = first_plan();
        }
    }

    /// The tie from one actor to another, if there is one.
    pub fn tie(&self, from: &ActorId, to: &ActorId) -> Option<&Tie> {
        self.ties.iter().find(|tie| tie.from == *from && tie.to == *to)
    }

    /// An actor's name, or its id where the actor is unknown.
    pub fn name<'a>(&'a self, actor: &'a ActorId) -> &'a str {
        self.actors.get(actor).map_or(actor.as_str(), |actor| &actor.name)
    }

    /// A recipient's name; the public is called that.
    pub fn recipient_name<'a>(&'a self, recipient: &'a RecipientId) -> &'a str {
        match recipient {
            RecipientId::Actor(actor) => self.name(actor),
            RecipientId::Public => "The public",
        }
    }

    /// The first plan with this id or, failing that, this name.
    pub fn plan_called(&self, called: &str) -> Option<(&PlanId, &Plan)> {
        self.plans
            .iter()
            .find(|(id, _)| id.as_str() == called)
            .or_else(|| self.plans.iter().find(|(_, plan)| plan.name == called))
    }
}
