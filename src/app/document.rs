//! The open document: its undo history, its file, and whether everything in it is saved.

mod history;

use super::gesture_tracker::Gesture;
use crate::scenario::{Edit, EditError, Plan, PlanId, Scenario};
use history::History;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The open document.
pub struct Document {
    history: History,
    /// The value in the file; before the first save, the value that was opened.
    saved: Arc<Scenario>,
    path: Option<PathBuf>,
    unsaved: bool,
    /// Whether it is the unsaved work of a crashed window, and was not saved since.
    recovered: bool,
    /// The time of the last save, in seconds since the window opened.
    saved_at: Option<f64>,
}

impl Document {
    /// A document that was just opened or started; nothing in it needs saving yet.
    pub fn opened(scenario: Scenario, path: Option<PathBuf>) -> Self {
        let history = History::new(scenario);
        Document {
            saved: history.present().clone(),
            history,
            path,
            unsaved: false,
            recovered: false,
            saved_at: None,
        }
    }

    /// The scenario as it stands.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.history.present()
    }

    /// Its undo history.
    pub fn history(&self) -> &History {
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

    /// Notes that a value of this document was saved, at a time in seconds since the window opened.
    pub fn set_saved(&mut self, saved: Arc<Scenario>, path: PathBuf, at: f64) {
        self.saved = saved;
        self.recovered = false;
        self.path = Some(path);
        self.saved_at = Some(at);
        self.update_unsaved();
    }

    /// Notes that it is the unsaved work of a crashed window.
    pub fn mark_recovered(&mut self) {
        self.recovered = true;
        self.update_unsaved();
    }

    /// Treats what is not saved as not wanted.
    pub fn discard_changes(&mut self) {
        self.saved = self.history.present().clone();
        self.recovered = false;
        self.update_unsaved();
    }

    fn update_unsaved(&mut self) {
        let present = self.history.present();
        self.unsaved = self.recovered || !Arc::ptr_eq(present, &self.saved) && **present != *self.saved;
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
        document.set_saved(being_saved, "case.ron".into(), 1.0);
        assert!(document.unsaved());
        document.undo();
        assert!(!document.unsaved());
    }
}
