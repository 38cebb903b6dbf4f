//! The window's views. A view reads a [`Scene`] and puts [`Command`]s into a queue, which the app executes.
//!
//! Absent here: files, and everything that changes the document or plays histories. The state that a view keeps
//! between frames (an open tab, a name being typed) belongs to no document.

pub mod chrome;
pub mod command;
mod guide;
mod hindcast_scores;
pub mod import;
pub mod kept;
mod kept_painting;
pub mod kept_shapes;
pub mod map;
mod phrases;
pub mod picture;
pub mod playback;
pub mod plots;
pub mod query;
pub mod reading_order;
mod scene_parts;
pub mod stages;
mod table_buttons;
pub mod theme;
pub mod widgets;

pub use command::{
    AddCommand, ClassroomCommand, Command, Commands, DialogCommand, DisplayCommand, FileCommand, MapCommand,
    MessageCommand, PlayCommand, ProjectionCommand, QueryCommand, TableCommand, TableId, ViewCommand,
};
pub use guide::{GuidePage, word_meaning};
pub use playback::{HistoryChoice, Playback};
pub use query::{Answer, AnsweredQuery, PendingQuery, Query, QueryState};
pub use scene_parts::SharedParts;

use crate::engine::Projection;
use crate::scenario::{ActorId, Input, ItemId, Plan, PlanId, RecipientId, Roles, Scenario};

/// The stages of a session, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Cases and files.
    #[default]
    Library,
    /// What was known on the eve of the meeting, before any number.
    Briefing,
    /// The map, who is on it, and every number.
    Setting,
    /// The disclosure board.
    Decision,
    /// The consequences, month by month.
    Aftermath,
    /// Causes of a partner's change, and sensitivity of the advice.
    Why,
    /// Plans beside each other, other choices, and repairs.
    Compare,
    /// A lesson with a class.
    Classroom,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 8] = [
        Stage::Library,
        Stage::Briefing,
        Stage::Setting,
        Stage::Decision,
        Stage::Aftermath,
        Stage::Why,
        Stage::Compare,
        Stage::Classroom,
    ];

    /// The stages with a tab: all but the briefing, which opens a case.
    pub fn with_tabs() -> impl Iterator<Item = Stage> {
        Stage::ALL.into_iter().filter(|stage| *stage != Stage::Briefing)
    }

    /// True if numbers of a projection are on the screen in this stage.
    pub fn shows_numbers(self) -> bool {
        !matches!(self, Stage::Library | Stage::Briefing | Stage::Classroom)
    }

    /// True if months and histories can be played in this stage.
    pub fn plays(self) -> bool {
        matches!(self, Stage::Aftermath | Stage::Why)
    }

    /// The name on its tab.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Library => "Library",
            Stage::Briefing => "Briefing",
            Stage::Setting => "Setting",
            Stage::Decision => "Decision",
            Stage::Aftermath => "Aftermath",
            Stage::Why => "Why",
            Stage::Compare => "Compare",
            Stage::Classroom => "Classroom",
        }
    }

    /// The purpose of the stage, in a sentence for its tooltip.
    pub fn explains(self) -> &'static str {
        match self {
            Stage::Library => "Cases and files.",
            Stage::Briefing => "What was known on the eve, who is who, and who promised what.",
            Stage::Setting => "Who is on the map, and every number.",
            Stage::Decision => "What to reveal, to whom, at which detail.",
            Stage::Aftermath => "What follows, month by month.",
            Stage::Why => "Why a partner has changed, cause by cause, and what the advice depends on.",
            Stage::Compare => "Plans beside each other, and what else could be done.",
            Stage::Classroom => "A lesson with a class: predict, vote, discuss, and only then see.",
        }
    }
}

/// The object that the inspector shows and the map rings.
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

impl Selection {
    /// What has a number; `None` of the model’s constants and of priorities, which belong to nothing on the map.
    pub fn of(input: &Input) -> Option<Selection> {
        match input {
            Input::Parameter(_) | Input::Priority(_) => None,
            Input::Tie(from, to, _) => Some(Selection::Tie(from.clone(), to.clone())),
            Input::Partner(actor, _) => Some(Selection::Actor(actor.clone())),
            Input::Item(item, _) | Input::Interest(item, _) | Input::Warning(item, _) => {
                Some(Selection::Item(item.clone()))
            }
            Input::Recipient(recipient, _) => Some(Selection::Recipient(recipient.clone())),
        }
    }
}

/// A projection, and whether it is that of the document on the screen.
#[derive(Clone, Copy, Debug)]
pub struct ShownProjection<'a> {
    /// The engine's result.
    pub projection: &'a Projection,
    /// True if it belongs to the document as it stands; otherwise views draw it as stale.
    pub current: bool,
    /// The month of its largest fall of mean willingness; `None` if nothing falls.
    pub largest_fall: Option<u32>,
}

/// The effect of a choice that is not made yet.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// The plan with the choice made.
    pub plan: &'a Plan,
    /// The projection of that plan; `None` while it is computed.
    pub projection: Option<&'a Projection>,
    /// The projection of the plan as it stands, from the same histories, to compare with.
    pub against: Option<&'a Projection>,
}

impl<'a> Preview<'a> {
    /// The projections of the choice and of the plan as it stands; `None` while they are computed.
    pub fn pair(&self) -> Option<[&'a Projection; 2]> {
        Some([self.projection?, self.against?])
    }
}

/// Everything that a view may read.
pub struct Scene<'a> {
    /// The document; without the plan that retells history while what happened is hidden.
    pub scenario: &'a Scenario,
    /// The roles of its actors.
    pub roles: Roles<'a>,
    /// The large parts, as the owner of the scene shares them; `None` for a scene that is drawn only once.
    pub shared: Option<SharedParts<'a>>,
    /// Whether what happened is hidden.
    pub hides_what_happened: bool,
    /// Whether the briefing tells what happened: only where it was opened for that, so that no case gives its end
    /// away to somebody who opens it.
    pub reads_what_happened: bool,
    /// The plan that is shown and changed.
    pub plan_id: &'a PlanId,
    /// The plan of that id.
    pub plan: &'a Plan,
    /// The newest projection of it.
    pub shown: Option<ShownProjection<'a>>,
    /// Answers to the queries of views.
    pub answers: &'a [AnsweredQuery<'a>],
    /// Queries that are not answered in full: they run, or wait to be asked for.
    pub pending: &'a [PendingQuery<'a>],
    /// The projection from before the last change, drawn as a ghost.
    pub earlier: Option<&'a Projection>,
    /// The effect of the choice under the pointer.
    pub preview: Option<Preview<'a>>,
    /// The selected object.
    pub selection: &'a Selection,
    /// The month under the time slider.
    pub month: u32,
    /// Whether only histories are shown in which every originator whose promise was broken learns of it in month 0.
    pub supposes_learning: bool,
    /// The history that plays, and its position.
    pub playback: Playback<'a>,
    /// The stage that is shown.
    pub stage: Stage,
}

impl<'a> Scene<'a> {
    /// The newest answer to a query of this kind, and whether it answers exactly this query. Sends the
    /// query if it is not answered in full, is not being answered, and does not wait to be asked for.
    pub fn find(&self, query: &Query, commands: &mut Commands) -> Option<(&'a Answer, bool)> {
        let found = self.newest(query);
        let current = found.is_some_and(|found| found.current && found.query == query);
        let is_partial = found.is_some_and(|found| found.answer.is_partial());
        let asks = match self.pending(query) {
            None => !current || is_partial,
            Some(QueryState::Running(_)) => !current,
            Some(QueryState::Stopped | QueryState::Long(_)) => false,
        };
        if asks {
            commands.send(QueryCommand::Ask(query.clone()));
        }
        found.map(|found| (found.answer, current))
    }

    /// The newest answer to a query of this kind, whatever its arguments.
    pub fn newest(&self, query: &Query) -> Option<&'a AnsweredQuery<'a>> {
        self.answers.iter().find(|found| found.query.is_like(query))
    }

    /// How exactly this query stands, if it is not answered in full and was asked.
    pub fn pending(&self, query: &Query) -> Option<QueryState<'a>> {
        self.pending.iter().find(|pending| pending.query == query).map(|pending| pending.state)
    }
}
