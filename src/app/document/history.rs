//! Undo history: older and newer values of the document, with the label of each step between them.

use crate::app::gesture_tracker::Gesture;
use crate::scenario::{Edit, EditError, PlanId, Scenario};
use std::sync::Arc;

/// Steps that can be undone. Each holds a whole document, so there must be an end.
const MAX_STEPS: usize = 300;

/// A step and the document on the other side of it.
#[derive(Clone, Debug)]
struct Step {
    label: String,
    /// The document before the step if it can be undone, after it if it can be redone.
    other_side: Arc<Scenario>,
    /// The plan that was on the screen when the step was made, so that undo shows what it undoes.
    plan: PlanId,
    /// The edit and the gesture it belongs to, if later edits of the gesture may become part of the step.
    made_by: Option<(Edit, Gesture)>,
}

/// A document with its undo and redo steps.
#[derive(Clone, Debug)]
pub struct History {
    present: Arc<Scenario>,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// A document without steps.
    pub fn new(scenario: Scenario) -> Self {
        History { present: Arc::new(scenario), past: Vec::new(), future: Vec::new() }
    }

    /// The document as it stands.
    pub fn present(&self) -> &Arc<Scenario> {
        &self.present
    }

    /// The label of the step that undo would undo.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// The label of the step that redo would redo.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Applies an edit. Edits of one target within one gesture become one step, labelled after the whole
    /// of it; a gesture that ends where it began becomes none. `plan` is the plan on the screen.
    ///
    /// # Errors
    /// If the edit cannot be applied; nothing is changed then.
    pub fn edit(&mut self, edit: Edit, gesture: Option<Gesture>, plan: &PlanId) -> Result<(), EditError> {
        let next = self.present.edited(&edit)?;
        if next == *self.present {
            return Ok(());
        }
        let before = match self.past.pop_if(|step| step.continues(&edit, gesture)) {
            Some(step) => step.other_side,
            None => self.present.clone(),
        };
        self.future.clear();
        if next == *before {
            self.present = before;
            return Ok(());
        }
        let label = edit.label(&before);
        let made_by = gesture.map(|gesture| (edit, gesture));
        self.step_to(next, Step { label, other_side: before, plan: plan.clone(), made_by });
        Ok(())
    }

    fn step_to(&mut self, next: Scenario, step: Step) {
        self.present = Arc::new(next);
        self.past.push(step);
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
        }
    }

    /// Undoes the last step. The plan to show, if there was a step.
    pub fn undo(&mut self) -> Option<PlanId> {
        let step = self.past.pop()?;
        Some(self.cross(step, |history| &mut history.future))
    }

    /// Redoes the step that was undone last. The plan to show, if there was a step.
    pub fn redo(&mut self) -> Option<PlanId> {
        let step = self.future.pop()?;
        Some(self.cross(step, |history| &mut history.past))
    }

    /// Moves to the other side of a step, which then lies on the side `behind`.
    fn cross(&mut self, step: Step, behind: fn(&mut Self) -> &mut Vec<Step>) -> PlanId {
        let left = std::mem::replace(&mut self.present, step.other_side);
        let plan = step.plan.clone();
        behind(self).push(Step { other_side: left, made_by: None, ..step });
        plan
    }
}

impl Step {
    fn continues(&self, edit: &Edit, gesture: Option<Gesture>) -> bool {
        match (&self.made_by, gesture) {
            (Some((made, during)), Some(now)) => *during == now && same_target(made, edit),
            _ => false,
        }
    }
}

/// Whether two edits set the same target, so that the later one replaces the earlier. Edits that remove
/// something, or that give home to another actor, are steps of their own.
fn same_target(one: &Edit, other: &Edit) -> bool {
    use Edit::*;
    match one {
        SetAbout(_) => matches!(other, SetAbout(_)),
        PutActor(id, _) => matches!(other, PutActor(other, _) if other == id),
        PutActors(_) => matches!(other, PutActors(_)),
        PutTie(tie) => matches!(other, PutTie(other) if other.from == tie.from && other.to == tie.to),
        PutPartnership(id, _) => matches!(other, PutPartnership(other, _) if other == id),
        PutItem(id, _) => matches!(other, PutItem(other, _) if other == id),
        NameMeeting(_) => matches!(other, NameMeeting(_)),
        PutRecipient(id, _) => matches!(other, PutRecipient(other, _) if other == id),
        PutPlan(id, _) => matches!(other, PutPlan(other, _) if other == id),
        SetFigure(input, _) => matches!(other, SetFigure(other, _) if other == input),
        SetHorizon(_) => matches!(other, SetHorizon(_)),
        SetHome(_) | RemoveActor(_) | RemoveTie(..) | RemovePartnership(_) | RemoveItem(_)
        | RemoveRecipient(_) | RemovePlan(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanId {
        Scenario::default().plans.keys().next().cloned().expect("the default scenario has a plan")
    }

    fn horizon(history: &mut History, months: u32, gesture: Option<u64>) {
        history.edit(Edit::SetHorizon(months), gesture.map(Gesture), &plan()).expect("a fitting horizon");
    }

    #[test]
    fn changes_of_one_thing_in_one_gesture_are_one_step() {
        let mut history = History::new(Scenario::default());
        [12, 13, 14].into_iter().for_each(|months| horizon(&mut history, months, Some(1)));
        assert_eq!(history.present().horizon_months, 14);
        history.undo();
        assert_eq!(history.present().horizon_months, Scenario::default().horizon_months);
        assert_eq!(history.undo_label(), None);
        history.redo();
        assert_eq!(history.present().horizon_months, 14);
    }

    #[test]
    fn two_gestures_are_two_steps() {
        let mut history = History::new(Scenario::default());
        horizon(&mut history, 12, Some(1));
        horizon(&mut history, 13, Some(2));
        horizon(&mut history, 14, None);
        horizon(&mut history, 15, None);
        history.undo();
        history.undo();
        history.undo();
        assert_eq!(history.present().horizon_months, 12);
        assert_eq!(history.undo_label(), Some("project 12 months"));
    }

    #[test]
    fn a_gesture_that_ends_where_it_began_leaves_no_step() {
        let mut history = History::new(Scenario::default());
        let months = Scenario::default().horizon_months;
        horizon(&mut history, 12, Some(1));
        horizon(&mut history, months, Some(1));
        assert_eq!(history.undo_label(), None);
    }

    #[test]
    fn a_change_after_undo_forgets_what_was_undone() {
        let mut history = History::new(Scenario::default());
        horizon(&mut history, 12, None);
        history.undo();
        horizon(&mut history, 13, None);
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn a_refused_change_changes_nothing() {
        let mut history = History::new(Scenario::default());
        assert!(history.edit(Edit::SetHorizon(0), None, &plan()).is_err());
        assert_eq!(history.undo_label(), None);
    }
}
