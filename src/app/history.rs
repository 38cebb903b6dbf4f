//! Undo and redo: older and newer values of the document, each with the name of the step between.

use crate::scenario::{Edit, EditError, PlanId, Scenario};
use std::mem::discriminant;
use std::sync::Arc;

/// How many steps can be taken back. Each holds a whole document, so there must be an end.
const LONGEST: usize = 300;

/// A stretch of time in which changes of one thing are one step: while one button stays down, or
/// while somebody types into one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub u64);

/// A step and the document on the other side of it.
#[derive(Clone, Debug)]
struct Step {
    label: String,
    /// The document before the step if it can be undone, after it if it can be taken again.
    other_side: Arc<Scenario>,
    /// The plan that was on the screen when the step was made, so that undo shows what it undoes.
    plan: PlanId,
    /// The change itself, and the gesture it belongs to.
    made_by: Option<(Edit, Gesture)>,
}

/// The document, with the way back and the way forth.
#[derive(Clone, Debug)]
pub struct History {
    present: Arc<Scenario>,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// A document without a past.
    pub fn of(scenario: Scenario) -> Self {
        History { present: Arc::new(scenario), past: Vec::new(), future: Vec::new() }
    }

    /// The document as it stands.
    pub fn present(&self) -> &Arc<Scenario> {
        &self.present
    }

    /// The name of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// The name of the step that redo would take again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Changes the document. Changes of one thing within one gesture become one step, named after
    /// the whole of it.
    ///
    /// # Errors
    /// If the change cannot be made; nothing is changed then.
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

    /// Goes on to a document that was made otherwise than by one edit.
    pub fn put(&mut self, next: Scenario, label: String, plan: &PlanId) {
        self.future.clear();
        let before = self.present.clone();
        self.step_to(next, Step { label, other_side: before, plan: plan.clone(), made_by: None });
    }

    fn step_to(&mut self, next: Scenario, step: Step) {
        self.present = Arc::new(next);
        self.past.push(step);
        if self.past.len() > LONGEST {
            self.past.remove(0);
        }
    }

    /// Takes the last step back. The plan to show, if there was a step.
    pub fn undo(&mut self) -> Option<PlanId> {
        let step = self.past.pop()?;
        Some(self.cross(step, |history| &mut history.future))
    }

    /// Takes the step again. The plan to show, if there was a step.
    pub fn redo(&mut self) -> Option<PlanId> {
        let step = self.future.pop()?;
        Some(self.cross(step, |history| &mut history.past))
    }

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

/// Whether two changes are of one thing, so that the later one replaces the earlier.
fn same_target(one: &Edit, other: &Edit) -> bool {
    use Edit::*;
    match (one, other) {
        (PutActor(a, _), PutActor(b, _)) | (PutPartnership(a, _), PutPartnership(b, _)) => a == b,
        (PutTie(a), PutTie(b)) => a.from == b.from && a.to == b.to,
        (PutItem(a, _), PutItem(b, _)) => a == b,
        (PutRecipient(a, _), PutRecipient(b, _)) => a == b,
        (PutPlan(a, _), PutPlan(b, _)) => a == b,
        (SetFigure(a, _), SetFigure(b, _)) => a == b,
        (SetAbout(_), SetAbout(_))
        | (PutActors(_), PutActors(_))
        | (NameMeeting(_), NameMeeting(_))
        | (SetHorizon(_), SetHorizon(_)) => discriminant(one) == discriminant(other),
        _ => false,
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
        let mut history = History::of(Scenario::default());
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
        let mut history = History::of(Scenario::default());
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
        let mut history = History::of(Scenario::default());
        let months = Scenario::default().horizon_months;
        horizon(&mut history, 12, Some(1));
        horizon(&mut history, months, Some(1));
        assert_eq!(history.undo_label(), None);
    }

    #[test]
    fn a_change_after_undo_forgets_what_was_undone() {
        let mut history = History::of(Scenario::default());
        horizon(&mut history, 12, None);
        history.undo();
        horizon(&mut history, 13, None);
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn a_refused_change_changes_nothing() {
        let mut history = History::of(Scenario::default());
        assert!(history.edit(Edit::SetHorizon(0), None, &plan()).is_err());
        assert_eq!(history.undo_label(), None);
    }
}
