//! What of the document is on the screen, and what each view remembers. Nothing of it is saved.

use super::player::Player;
use crate::scenario::{Plan, PlanId, RecipientId, Scenario};
use crate::ui::chrome::{dialog, layout};
use crate::ui::{Selection, Stage, map, stages};

/// The seed of the luck until somebody rolls again.
const FIRST_SEED: u64 = 1;
/// The month that is shown until somebody moves the slider: the news is out, no repair has worked yet.
const FIRST_MONTH: u32 = 3;

/// What is on the screen.
pub struct Session {
    /// The stage.
    pub stage: Stage,
    /// The plan that is shown and changed. Known to the document, unless that has no plan at all.
    pub plan: PlanId,
    /// What is selected.
    pub selection: Selection,
    /// The month that is seen.
    pub month: u32,
    /// The month that was last chosen where no history plays; a play does not move it.
    resting_month: u32,
    /// What plays.
    pub player: Player,
    /// The seed of the luck.
    pub seed: u64,
    /// What each view remembers.
    pub views: Views,
}

/// What each view remembers from frame to frame.
#[derive(Default)]
pub struct Views {
    /// Dialogs.
    pub dialog: dialog::State,
    /// The part that a small window shows.
    pub part: layout::Part,
    /// The map.
    pub map: map::MapView,
    /// The library.
    pub library: stages::library::State,
    /// The setting.
    pub setting: stages::setting::State,
    /// The decision.
    pub decision: stages::decision::State,
    /// The aftermath.
    pub aftermath: stages::aftermath::State,
    /// The reasons.
    pub why: stages::why::State,
    /// The comparison.
    pub compare: stages::compare::State,
}

impl Session {
    /// The first look at a document.
    pub fn of(scenario: &Scenario) -> Self {
        let (month, last) = (FIRST_MONTH.min(scenario.horizon_months), scenario.horizon_months);
        Session {
            player: Player::at_rest(month, last),
            stage: Stage::default(),
            plan: first_plan(scenario),
            selection: Selection::default(),
            month,
            resting_month: month,
            seed: FIRST_SEED,
            views: Views::default(),
        }
    }

    /// Lets go of what is no longer part of the document.
    pub fn keep_to(&mut self, scenario: &Scenario) {
        if !scenario.plans.contains(&self.plan) {
            self.plan = first_plan(scenario);
        }
        if !is_there(&self.selection, scenario) {
            self.selection = Selection::Nothing;
        }
        let last = scenario.horizon_months;
        self.resting_month = self.resting_month.min(last);
        self.player.keep_to(scenario);
        self.player.last_month_is(last, self.month.min(last));
        self.see_month();
        self.month = self.month.min(last);
    }

    /// Goes to a stage. Time goes on only where it is seen.
    pub fn go_to(&mut self, stage: Stage) {
        if stage == self.stage {
            return;
        }
        if !stage.plays() {
            self.player.hold();
        }
        self.views.map.leave_focus();
        self.stage = stage;
        self.see_month();
    }

    /// Moves the time slider, and holds time there.
    pub fn show_month(&mut self, month: u32) {
        let one_plays = self.player.shows_one();
        if !self.stage.plays() || !one_plays {
            self.resting_month = month;
        }
        if self.stage.plays() || !one_plays {
            self.player.show_month(month);
        }
    }

    /// Takes up the month that is seen in this stage.
    pub fn see_month(&mut self) {
        self.month = if self.stage.plays() { self.player.moment().month } else { self.resting_month };
    }

    /// After a history has come to its end, looks back at the month in which the partner whose reasons
    /// are asked for learned of it.
    pub fn look_back(&mut self, scenario: &Scenario) {
        let partner = stages::why::asked_about(scenario, &self.selection, &self.views.why);
        if let Some(month) = partner.and_then(|partner| self.player.learned_by_the_end(&partner)) {
            self.player.show_month(month);
        }
    }

    /// The plan that is shown.
    pub fn plan<'a>(&self, scenario: &'a Scenario) -> Option<&'a Plan> {
        scenario.plans.get(&self.plan)
    }
}

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

/// Where a document that was just opened is best looked at.
pub fn best_stage(scenario: &Scenario) -> Stage {
    if scenario.items.is_empty() || scenario.meeting.recipients.is_empty() {
        Stage::Setting
    } else {
        Stage::Decision
    }
}
