//! What is seen. Views get a [`Scene`] to look at and put [`Command`]s into a queue; they decide,
//! compute and store nothing.

pub mod chrome;
pub mod command;
mod guide;
pub mod map;
mod phrases;
pub mod playback;
pub mod plots;
pub mod query;
pub mod stages;
pub mod theme;
pub mod widgets;

pub use command::{
    AddCommand, Command, Commands, DialogCommand, DisplayCommand, FileCommand, MapCommand, MessageCommand,
    PlayCommand, ProjectionCommand, QueryCommand, TableCommand, TableId, ViewCommand,
};
pub use guide::{GuidePage, word_meaning};
pub use playback::{Playback, Which};
pub use query::{Answer, AnsweredQuery, Query, RunningQuery};

use crate::engine::Projection;
use crate::scenario::{ActorId, ItemId, Plan, PlanId, RecipientId, Scenario};
use theme::Theme;

/// The stages of the way through, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Cases and files.
    #[default]
    Library,
    /// The map, who is on it, and every number.
    Setting,
    /// The disclosure board.
    Decision,
    /// What follows, month by month.
    Aftermath,
    /// Why it came to that.
    Why,
    /// What else could have been done.
    Compare,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Stage; 6] =
        [Stage::Library, Stage::Setting, Stage::Decision, Stage::Aftermath, Stage::Why, Stage::Compare];

    /// Whether time and histories can be played in it.
    pub fn plays(self) -> bool {
        matches!(self, Stage::Aftermath | Stage::Why)
    }

    /// The name on its tab.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Library => "Library",
            Stage::Setting => "Setting",
            Stage::Decision => "Decision",
            Stage::Aftermath => "Aftermath",
            Stage::Why => "Why",
            Stage::Compare => "Compare",
        }
    }

    /// What it is for, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Stage::Library => "Cases and files.",
            Stage::Setting => "Who is on the map, and every number.",
            Stage::Decision => "What to reveal, to whom, at which detail.",
            Stage::Aftermath => "What follows, month by month.",
            Stage::Why => "Why a partner has changed, cause by cause, and what the advice turns on.",
            Stage::Compare => "Plans beside each other, and what else could be done.",
        }
    }
}

/// What the inspector shows and the map rings.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Selection {
    /// The scenario as a whole.
    #[default]
    Nothing,
    /// An actor, with its partnership or seat at the meeting.
    Actor(ActorId),
    /// Both directions between two actors; the first is where the pointer started.
    Tie(ActorId, ActorId),
    /// An item.
    Item(ItemId),
    /// A recipient.
    Recipient(RecipientId),
}

/// A projection, and how far it can be trusted to be that of the document on the screen.
#[derive(Clone, Copy, Debug)]
pub struct ShownProjection<'a> {
    /// What the engine said.
    pub projection: &'a Projection,
    /// Whether it is that of the document as it stands now; if not, views mark it as stale.
    pub current: bool,
}

/// What a choice would do, before it is made.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// The plan with the choice made.
    pub plan: &'a Plan,
    /// What the engine says of it; `None` while it computes.
    pub projection: Option<&'a Projection>,
    /// What it says of the plan as it stands, from the same histories: what the other is compared with.
    pub against: Option<&'a Projection>,
}

impl<'a> Preview<'a> {
    /// What the engine says of the choice, and of the plan as it stands; nothing while it computes.
    pub fn pair(&self) -> Option<[&'a Projection; 2]> {
        Some([self.projection?, self.against?])
    }
}

/// All that a view may look at.
pub struct Scene<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// The plan that is shown and changed.
    pub plan_id: &'a PlanId,
    /// That plan.
    pub plan: &'a Plan,
    /// The newest projection of it.
    pub result: Option<ShownProjection<'a>>,
    /// What views have asked, and what was found.
    pub found: &'a [AnsweredQuery<'a>],
    /// What is being found out, and what was stopped.
    pub underway: &'a [RunningQuery<'a>],
    /// The projection from before the last change, to be seen as a ghost.
    pub earlier: Option<&'a Projection>,
    /// What a choice under the pointer would do.
    pub preview: Option<Preview<'a>>,
    /// What is selected.
    pub selection: &'a Selection,
    /// The month under the time slider.
    pub month: u32,
    /// What plays, and how far it has come.
    pub playback: Playback<'a>,
    /// The stage that is shown.
    pub stage: Stage,
    /// Colours and sizes.
    pub theme: &'a Theme,
}

impl<'a> Scene<'a> {
    /// What was found in answer to a question of this kind; asks it, if this very question was neither
    /// answered yet nor stopped. The second value says whether it is the answer to this very question.
    pub fn find(&self, query: &Query, commands: &mut Commands) -> Option<(&'a Answer, bool)> {
        let found = self.newest(query);
        let current = found.is_some_and(|found| found.current && found.query == query);
        let stopped = self.underway(query).is_some_and(|underway| underway.progress.is_none());
        if !current && !stopped {
            commands.send(QueryCommand::Ask(query.clone()));
        }
        found.map(|found| (found.finding, current))
    }

    /// What was last found in answer to a question of this kind, whether or not it was this one.
    pub fn newest(&self, query: &Query) -> Option<&'a AnsweredQuery<'a>> {
        self.found.iter().find(|found| found.query.is_like(query))
    }

    /// How far this very question is answered, if it is being answered or was stopped.
    pub fn underway(&self, query: &Query) -> Option<&'a RunningQuery<'a>> {
        self.underway.iter().find(|underway| underway.query == query)
    }
}
