//! The state of the window: what is open and selected, and the state of each view. Nothing of it is saved.

use super::player::Player;
use crate::analysis::fall;
use crate::engine::Projection;
use crate::scenario::{Plan, PlanId, RecipientId, Scenario};
use crate::ui::chrome::{area_focus, dialog, layout};
use crate::ui::{Selection, Stage, map, stages};

/// The seed of a document that was just opened, so that everybody sees the same numbers first.
const FIRST_SEED: u64 = 1;

/// The way in which the month on the screen was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum MonthChoice {
    /// It will be that of the largest fall, as soon as the plan is projected.
    #[default]
    Awaited,
    /// It is that of the largest fall of the plan that was opened.
    LargestFall,
    /// It was chosen by the user, and stays.
    User,
}

/// The state of the window.
pub struct Session {
    /// The stage on the screen.
    pub stage: Stage,
    /// The stage from which the briefing was opened.
    pub before_briefing: Stage,
    /// Whether the briefing was opened to read what happened.
    pub reads_what_happened: bool,
    /// The plan that is shown and edited; in the document, unless that has no plan at all.
    pub plan: PlanId,
    /// The selection on the map.
    pub selection: Selection,
    /// The month on the screen, from 0.
    pub month: u32,
    /// The month last chosen in stages without playback, which playback does not move.
    resting_month: u32,
    month_choice: MonthChoice,
    /// The playback.
    pub player: Player,
    /// The seed of all projections.
    pub seed: u64,
    /// Whether only histories count in which every originator whose promise was broken learns of it in month 0.
    pub supposes_learning: bool,
    /// The change of the plan that retells history, while it is asked whether a copy is meant.
    pub asked_change: Option<Plan>,
    /// The plan that retells history, once it was said that it may be changed.
    pub may_change: Option<PlanId>,
    /// The state of each view.
    pub views: Views,
}

/// The state that each view keeps from frame to frame.
#[derive(Default)]
pub struct Views {
    /// Dialogs.
    pub dialog: dialog::DialogState,
    /// The part that a small window shows.
    pub part: layout::ShownArea,
    /// The area that the keyboard moves to.
    pub area_focus: area_focus::AreaFocus,
    /// The map.
    pub map: map::MapView,
    /// The setting.
    pub setting: stages::setting::SettingState,
    /// The decision.
    pub decision: stages::decision::DecisionState,
    /// The aftermath.
    pub aftermath: stages::aftermath::AftermathState,
    /// The state of the stage Why.
    pub why: stages::why::WhyState,
    /// The state of the stage Compare.
    pub compare: stages::compare::CompareState,
    /// The classroom.
    pub classroom: stages::classroom::ClassroomState,
}

impl Session {
    /// The state in which a document is shown first.
    pub fn of(scenario: &Scenario) -> Self {
        Session {
            player: Player::paused(0, scenario.horizon_months),
            stage: Stage::default(),
            before_briefing: Stage::default(),
            reads_what_happened: false,
            plan: first_plan(scenario),
            selection: Selection::default(),
            month: 0,
            resting_month: 0,
            month_choice: MonthChoice::default(),
            seed: FIRST_SEED,
            supposes_learning: false,
            asked_change: None,
            may_change: None,
            views: Views::default(),
        }
    }

    /// Replaces a plan, selection, month or seat that is no longer in the document.
    pub fn remove_missing(&mut self, scenario: &Scenario) {
        if !scenario.plans.contains(&self.plan) {
            self.plan = first_plan(scenario);
        }
        if !is_there(&self.selection, scenario) {
            self.selection = Selection::Nothing;
        }
        let last = scenario.horizon_months;
        self.resting_month = self.resting_month.min(last);
        self.player.check_seat(scenario);
        self.player.set_horizon(last, self.month.min(last));
        self.update_month();
        self.month = self.month.min(last);
    }

    /// Goes to a stage; pauses where nothing plays.
    pub fn go_to(&mut self, stage: Stage) {
        if stage == self.stage {
            return;
        }
        if !stage.plays() {
            self.player.pause();
        }
        self.views.map.leave_focus();
        self.reads_what_happened = false;
        if stage == Stage::Briefing {
            self.before_briefing = self.stage;
        }
        self.stage = stage;
        self.update_month();
    }

    /// Opens the plan on the screen, whose projection is awaited, at the month of its largest fall, unless the user
    /// has chosen a month.
    pub fn open_plan(&mut self) {
        if self.month_choice == MonthChoice::LargestFall {
            self.month_choice = MonthChoice::Awaited;
        }
    }

    /// Goes to the month of the largest fall if that is awaited; month 0 if nothing falls. A history that is shown is
    /// left where it is.
    pub fn show_largest_fall(&mut self, projection: &Projection) {
        if self.month_choice != MonthChoice::Awaited {
            return;
        }
        self.month_choice = MonthChoice::LargestFall;
        self.resting_month = fall::month_of_largest(projection).unwrap_or(0);
        if !self.player.shows_one() && !self.player.plays() {
            self.player.show_month(self.resting_month);
        }
        self.update_month();
    }

    /// Shows a month that the user chose, and pauses there.
    pub fn show_month(&mut self, month: u32) {
        self.month_choice = MonthChoice::User;
        let one_plays = self.player.shows_one();
        if !self.stage.plays() || !one_plays {
            self.resting_month = month;
        }
        if self.stage.plays() || !one_plays {
            self.player.show_month(month);
        }
    }

    /// Updates the month on the screen from the playback, in stages that have one.
    pub fn update_month(&mut self) {
        self.month = if self.stage.plays() { self.player.moment().month } else { self.resting_month };
    }

    /// At the end of a history, goes back to the month in which the partner learned of the disclosure whose
    /// reasons the stage Why will show.
    pub fn show_learning(&mut self, scenario: &Scenario) {
        let partner = stages::why::asked_about(scenario, &self.selection, &self.views.why);
        if let Some(month) = partner.and_then(|partner| self.player.learned_by_the_end(&partner)) {
            self.player.show_month(month);
        }
    }

    /// The plan on the screen.
    pub fn plan<'a>(&self, scenario: &'a Scenario) -> Option<&'a Plan> {
        scenario.plans.get(&self.plan)
    }
}

/// The first plan. Without any plan, an id that the document does not have: every look-up of the plan on
/// the screen allows for its absence.
fn first_plan(scenario: &Scenario) -> PlanId {
    scenario.plans.keys().next().cloned().unwrap_or_else(|| PlanId::known("plan"))
}

fn is_there(selection: &Selection, scenario: &Scenario) -> bool {
    let actor = |id| scenario.actors.contains(id);
    match selection {
        Selection::Nothing => true,
        Selection::Actor(id) => actor(id),
        Selection::Tie(one, other) => actor(one) && actor(other),
        Selection::Item(id) => scenario.items.contains(id),
        Selection::Recipient(RecipientId::Public) => true,
        Selection::Recipient(id) => scenario.meeting.recipients.contains(id),
    }
}

/// The stage in which a document is shown first: Decision, unless there is nothing to decide yet.
pub fn first_stage(scenario: &Scenario) -> Stage {
    if scenario.items.is_empty() || scenario.meeting.recipients.is_empty() {
        Stage::Setting
    } else {
        Stage::Decision
    }
}
