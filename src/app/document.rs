//! The open document: its undo history, its file, and whether everything in it is saved. The undo history is
//! older and newer values of the document, with the label of each step between them.

use super::gesture_tracker::Gesture;
use crate::scenario::{Edit, EditError, Plan, PlanId, Scenario};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The open document.
pub struct Document {
    history: UndoHistory,
    /// The value in the file; before the first save, the value that was opened.
    saved: Arc<Scenario>,
    /// The text from which that value was read or to which it was written; `None` for a new case.
    text: Option<Arc<str>>,
    path: Option<PathBuf>,
    unsaved: bool,
    /// Whether it is the unsaved work of a crashed window, and was not saved since.
    recovered: bool,
    /// Whether its file was removed by somebody else.
    file_is_gone: bool,
    /// The time of the last save, in seconds since the window opened.
    saved_at: Option<f64>,
}

impl Document {
    /// A document that was just opened or started; nothing in it needs saving yet.
    pub fn opened(scenario: Scenario, path: Option<PathBuf>) -> Self {
        let history = UndoHistory::new(scenario);
        Document {
            saved: history.present().clone(),
            history,
            text: None,
            path,
            unsaved: false,
            recovered: false,
            file_is_gone: false,
            saved_at: None,
        }
    }

    /// The same, with the text from which it was read.
    pub fn with_text(self, text: Option<Arc<str>>) -> Self {
        Document { text, ..self }
    }

    /// The text of the value that was opened or saved last.
    pub fn text(&self) -> Option<&Arc<str>> {
        self.text.as_ref()
    }

    /// The scenario as it stands.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.history.present()
    }

    /// Its undo history.
    pub fn undo_history(&self) -> &UndoHistory {
        &self.history
    }

    /// Its file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether changes would be lost if it were closed now.
    pub fn unsaved(&self) -> bool {
        self.unsaved
    }

    /// The time of the last save, in seconds since the window opened.
    pub fn saved_at(&self) -> Option<f64> {
        self.saved_at
    }

    /// The title of its case; “Untitled” if it has none.
    pub fn title(&self) -> &str {
        let title = self.scenario().about.title.trim();
        if title.is_empty() { "Untitled" } else { title }
    }

    /// Applies an edit, as one undo step with the other edits of its target in the same gesture. `plan` is
    /// the plan on the screen.
    ///
    /// # Errors
    /// If the edit cannot be applied; nothing is changed then.
    pub fn edit(&mut self, edit: Edit, gesture: Option<Gesture>, plan: &PlanId) -> Result<(), EditError> {
        self.history.edit(edit, gesture, plan)?;
        self.update_unsaved();
        Ok(())
    }

    /// Adds a plan; its id. `shown` is the plan on the screen.
    ///
    /// # Errors
    /// If the plan names something that is not in the document.
    pub fn add_plan(&mut self, plan: Plan, shown: &PlanId) -> Result<PlanId, EditError> {
        let id = self.scenario().next_plan_id();
        self.edit(Edit::PutPlan(id.clone(), plan), None, shown)?;
        Ok(id)
    }

    /// Undoes the last step; the plan to show, if there was a step.
    pub fn undo(&mut self) -> Option<PlanId> {
        let plan = self.history.undo();
        self.update_unsaved();
        plan
    }

    /// Redoes the step that was undone last; the plan to show, if there was a step.
    pub fn redo(&mut self) -> Option<PlanId> {
        let plan = self.history.redo();
        self.update_unsaved();
        plan
    }

    /// Notes that a value of this document was saved as a text, at a time in seconds since the window opened.
    pub fn set_saved(&mut self, saved: Arc<Scenario>, text: Arc<str>, path: PathBuf, at: f64) {
        self.saved = saved;
        self.text = Some(text);
        self.recovered = false;
        self.file_is_gone = false;
        self.path = Some(path);
        self.saved_at = Some(at);
        self.update_unsaved();
    }

    /// Notes that it was never saved: of a new document all but the blank one is work that could be lost.
    pub fn mark_never_saved(&mut self) {
        self.saved = Arc::new(Scenario::default());
        self.update_unsaved();
    }

    /// Notes that it is the unsaved work of a crashed window.
    pub fn mark_recovered(&mut self) {
        self.recovered = true;
        self.update_unsaved();
    }

    /// Notes whether its file is still there: without it, the document is saved nowhere.
    pub fn set_file_gone(&mut self, gone: bool) {
        self.file_is_gone = gone;
        self.update_unsaved();
    }

    /// Whether its file was removed by somebody else.
    pub fn file_is_gone(&self) -> bool {
        self.file_is_gone
    }

    /// Treats the document as saved: its unsaved changes are not wanted.
    pub fn discard_changes(&mut self) {
        self.saved = self.history.present().clone();
        self.recovered = false;
        self.file_is_gone = false;
        self.update_unsaved();
    }

    fn update_unsaved(&mut self) {
        let present = self.history.present();
        let is_nowhere = self.recovered || self.file_is_gone;
        self.unsaved = is_nowhere || !Arc::ptr_eq(present, &self.saved) && **present != *self.saved;
    }
}

/// Steps that can be undone. Each holds a whole document, so there must be a limit.
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
pub struct UndoHistory {
    present: Arc<Scenario>,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl UndoHistory {
    /// A document without steps.
    pub fn new(scenario: Scenario) -> Self {
        UndoHistory { present: Arc::new(scenario), past: Vec::new(), future: Vec::new() }
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
        Some(self.move_over(step, |history| &mut history.future))
    }

    /// Redoes the step that was undone last. The plan to show, if there was a step.
    pub fn redo(&mut self) -> Option<PlanId> {
        let step = self.future.pop()?;
        Some(self.move_over(step, |history| &mut history.past))
    }

    /// Moves to the other side of a step, which then becomes the last of the steps `behind`.
    fn move_over(&mut self, step: Step, behind: fn(&mut Self) -> &mut Vec<Step>) -> PlanId {
        let left = std::mem::replace(&mut self.present, step.other_side);
        let plan = step.plan.clone();
        behind(self).push(Step { other_side: left, made_by: None, ..step });
        plan
    }
}

impl Step {
    /// Whether an edit in this gesture becomes part of the step.
    fn continues(&self, edit: &Edit, gesture: Option<Gesture>) -> bool {
        let both = self.made_by.as_ref().zip(gesture);
        both.is_some_and(|((made, during), now)| *during == now && same_target(made, edit))
    }
}

/// Whether two edits set the same target, so that the later one replaces the earlier. Edits that duplicate or remove
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
        PutLesson(index, _) => matches!(other, PutLesson(other, _) if other == index),
        SetHome(_)
        | DuplicateActor(_)
        | DuplicateItem(_)
        | RemoveActor(_)
        | RemoveTie(..)
        | RemovePartnership(_)
        | RemoveItem(_)
        | RemoveRecipient(_)
        | RemovePlan(_)
        | RemoveLesson(_)
        | Several { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_everything_leaves_nothing_to_save() {
        let mut document = Document::opened(Scenario::default(), None);
        let plan = document.scenario().plans.keys().next().cloned().expect("a plan");
        document.edit(Edit::SetHorizon(7), None, &plan).expect("a fitting horizon");
        document.add_plan(Plan::named("Another"), &plan).expect("a plan that names nothing");
        assert!(document.unsaved());
        document.undo();
        document.undo();
        assert!(!document.unsaved());
    }

    #[test]
    fn what_was_changed_while_it_was_being_saved_is_still_unsaved() {
        let mut document = Document::opened(Scenario::default(), None);
        let plan = document.scenario().plans.keys().next().cloned().expect("a plan");
        document.edit(Edit::SetHorizon(7), None, &plan).expect("a fitting horizon");
        let being_saved = document.scenario().clone();
        document.edit(Edit::SetHorizon(8), None, &plan).expect("a fitting horizon");
        document.set_saved(being_saved, "".into(), "case.ron".into(), 1.0);
        assert!(document.unsaved());
        document.undo();
        assert!(!document.unsaved());
    }

    fn plan() -> PlanId {
        Scenario::default().plans.keys().next().cloned().expect("the default scenario has a plan")
    }

    fn horizon(history: &mut UndoHistory, months: u32, gesture: Option<u64>) {
        history.edit(Edit::SetHorizon(months), gesture.map(Gesture), &plan()).expect("a fitting horizon");
    }

    #[test]
    fn changes_of_one_thing_in_one_gesture_are_one_step() {
        let mut history = UndoHistory::new(Scenario::default());
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
        let mut history = UndoHistory::new(Scenario::default());
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
        let mut history = UndoHistory::new(Scenario::default());
        let months = Scenario::default().horizon_months;
        horizon(&mut history, 12, Some(1));
        horizon(&mut history, months, Some(1));
        assert_eq!(history.undo_label(), None);
    }

    #[test]
    fn a_change_after_undo_forgets_what_was_undone() {
        let mut history = UndoHistory::new(Scenario::default());
        horizon(&mut history, 12, None);
        history.undo();
        horizon(&mut history, 13, None);
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn a_refused_change_changes_nothing() {
        let mut history = UndoHistory::new(Scenario::default());
        assert!(history.edit(Edit::SetHorizon(0), None, &plan()).is_err());
        assert_eq!(history.undo_label(), None);
    }
}
