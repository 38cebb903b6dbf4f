//! Changes to the shown plan: a choice becomes an edit, a choice under the pointer a preview.

use crate::scenario::{Edit, Plan};
use crate::ui::widgets::segmented;
use crate::ui::{Commands, Scene, ViewCommand};

/// The plan that the pointer or the keyboard focus would choose, and the one the app was last told of.
#[derive(Debug, Default)]
pub struct HoveredPlan {
    now: Option<Plan>,
    sent: Option<Plan>,
}

impl HoveredPlan {
    /// Previews a plan in this frame.
    pub fn set(&mut self, plan: Plan) {
        self.now = Some(plan);
    }

    /// Asks for a preview if the hovered plan is another than in the frame before. Call once a frame.
    pub fn send(&mut self, commands: &mut Commands) {
        let now = self.now.take();
        if now != self.sent {
            self.sent = now.clone();
            commands.send(ViewCommand::Preview(now.map(Box::new)));
        }
    }
}

/// Changes and previews of the shown plan.
pub struct Planner<'a, 's> {
    /// The scene, with the plan as it stands.
    pub scene: &'a Scene<'s>,
    /// The queue for edits.
    pub commands: &'a mut Commands,
    /// The plan to preview.
    pub hovered: &'a mut HoveredPlan,
}

impl Planner<'_, '_> {
    /// Changes the plan.
    pub fn choose(&mut self, change: impl FnOnce(&mut Plan)) {
        let plan = self.changed(change);
        if plan != *self.scene.plan {
            self.commands.edit(Edit::PutPlan(self.scene.plan_id.clone(), plan));
        }
    }

    /// Previews a change.
    pub fn preview(&mut self, change: impl FnOnce(&mut Plan)) {
        let plan = self.changed(change);
        self.preview_plan(plan);
    }

    /// Previews another plan.
    pub fn preview_plan(&mut self, plan: Plan) {
        if plan != *self.scene.plan {
            self.hovered.set(plan);
        }
    }

    /// Makes or previews the choice in a segmented control.
    pub fn apply<T>(&mut self, choice: segmented::SegmentChoice<T>, change: impl Fn(&mut Plan, T)) {
        if let Some(value) = choice.chosen {
            self.choose(|plan| change(plan, value));
        } else if let Some(value) = choice.hovered {
            self.preview(|plan| change(plan, value));
        }
    }

    fn changed(&self, change: impl FnOnce(&mut Plan)) -> Plan {
        let mut plan = self.scene.plan.clone();
        change(&mut plan);
        plan
    }
}
