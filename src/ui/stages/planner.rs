//! How a stage changes the plan: choices become edits, and what is only rested on becomes a preview.

use crate::scenario::{Edit, Plan};
use crate::ui::widgets::segmented;
use crate::ui::{Commands, Scene, ViewCommand};

/// What the pointer or the keyboard rests on, and what the app was last told of it.
#[derive(Debug, Default)]
pub struct Resting {
    now: Option<Plan>,
    told: Option<Plan>,
}

impl Resting {
    /// Tries a plan out in this frame.
    pub fn rest_on(&mut self, plan: Plan) {
        self.now = Some(plan);
    }

    /// Tells the app if something else is rested on than in the frame before. Call once a frame.
    pub fn tell(&mut self, commands: &mut Commands) {
        let now = self.now.take();
        if now != self.told {
            self.told = now.clone();
            commands.send(ViewCommand::Preview(now.map(Box::new)));
        }
    }
}

/// The plan in a view's hands: it can be changed and tried out.
pub struct Planner<'a, 's> {
    /// What is looked at.
    pub scene: &'a Scene<'s>,
    /// Where changes are asked for.
    pub commands: &'a mut Commands,
    /// What is rested on.
    pub resting: &'a mut Resting,
}

impl Planner<'_, '_> {
    /// Makes a change.
    pub fn choose(&mut self, change: impl FnOnce(&mut Plan)) {
        let plan = self.with(change);
        if plan != *self.scene.plan {
            self.commands.edit(Edit::PutPlan(self.scene.plan_id.clone(), plan));
        }
    }

    /// Tries a change out.
    pub fn rest(&mut self, change: impl FnOnce(&mut Plan)) {
        let plan = self.with(change);
        self.rest_on(plan);
    }

    /// Tries a whole plan out.
    pub fn rest_on(&mut self, plan: Plan) {
        if plan != *self.scene.plan {
            self.resting.rest_on(plan);
        }
    }

    /// Makes or tries out what was asked of a row of choices.
    pub fn take<T>(&mut self, asked: segmented::Asked<T>, change: impl Fn(&mut Plan, T)) {
        if let Some(value) = asked.chosen {
            self.choose(|plan| change(plan, value));
        } else if let Some(value) = asked.resting {
            self.rest(|plan| change(plan, value));
        }
    }

    fn with(&self, change: impl FnOnce(&mut Plan)) -> Plan {
        let mut plan = self.scene.plan.clone();
        change(&mut plan);
        plan
    }
}
