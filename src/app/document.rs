//! The open document: its history, where it is kept, and whether everything in it is saved.

use super::history::{Gesture, History};
use crate::scenario::{Edit, EditError, Plan, PlanId, Scenario};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is open.
pub struct Document {
    history: History,
    /// The value that is in the file, or that was opened or begun.
    saved: Arc<Scenario>,
    path: Option<PathBuf>,
    unsaved: bool,
    /// Whether it was left behind by a program that ended unasked, and not saved since.
    recovered: bool,
    /// The time of the last save, in seconds since the window opened.
    saved_at: Option<f64>,
}

impl Document {
    /// A document as it was opened or begun; nothing in it needs saving yet.
    pub fn opened(scenario: Scenario, path: Option<PathBuf>) -> Self {
        let history = History::of(scenario);
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

    /// The steps taken.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The file it is kept in.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether something would be lost if it were closed now.
    pub fn unsaved(&self) -> bool {
        self.unsaved
    }

    /// When it was last saved, in seconds since the window opened.
    pub fn saved_at(&self) -> Option<f64> {
        self.saved_at
    }

    /// The case's name; what has none is untitled.
    pub fn title(&self) -> &str {
        let title = self.scenario().about.title.trim();
        if title.is_empty() { "Untitled" } else { title }
    }

    /// Makes a change.
    ///
    /// # Errors
    /// If the change cannot be made.
    pub fn edit(&mut self, edit: Edit, gesture: Option<Gesture>, plan: &PlanId) -> Result<(), EditError> {
        self.history.edit(edit, gesture, plan)?;
        self.look_for_changes();
        Ok(())
    }

    /// Adds a plan; its id.
    pub fn add_plan(&mut self, plan: Plan, shown: &PlanId) -> PlanId {
        let mut next = Scenario::clone(self.scenario());
        let id = next.next_plan_id();
        let label = format!("add plan “{}”", plan.name);
        next = next.edited(&Edit::PutPlan(id.clone(), plan)).unwrap_or(next);
        self.history.put(next, label, shown);
        self.look_for_changes();
        id
    }

    /// Takes the last step back; the plan to show.
    pub fn undo(&mut self) -> Option<PlanId> {
        let plan = self.history.undo();
        self.look_for_changes();
        plan
    }

    /// Takes the step again; the plan to show.
    pub fn redo(&mut self) -> Option<PlanId> {
        let plan = self.history.redo();
        self.look_for_changes();
        plan
    }

    /// Notes that a value of this document was written to a file.
    pub fn was_saved(&mut self, saved: Arc<Scenario>, path: PathBuf, at: f64) {
        self.saved = saved;
        self.recovered = false;
        self.path = Some(path);
        self.saved_at = Some(at);
        self.look_for_changes();
    }

    /// Nothing of it is in its file: it was left behind by a program that ended unasked.
    pub fn counts_as_unsaved(&mut self) {
        self.saved = Arc::new(Scenario::default());
        self.recovered = true;
        self.look_for_changes();
    }

    /// What is not saved is not wanted.
    pub fn counts_as_saved(&mut self) {
        self.saved = self.history.present().clone();
        self.recovered = false;
        self.look_for_changes();
    }

    fn look_for_changes(&mut self) {
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
        document.add_plan(Plan::named("Another"), &plan);
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
        document.was_saved(being_saved, "case.ron".into(), 1.0);
        assert!(document.unsaved());
        document.undo();
        assert!(!document.unsaved());
    }
}
