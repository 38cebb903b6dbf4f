//! The plan that retells history: hidden while what happened is hidden, and changed only when that is meant.
//!
//! A change asks first whether a copy is meant, so that what was done is not lost by
//! trying something else. While a pointer drags, the question waits for its end.

use super::dispatch::unused_name;
use super::{App, Session};
use crate::scenario::{Edit, Plan, PlanId, Scenario, made_names};
use crate::ui::chrome::Dialog;
use crate::ui::command::HistoricalPlan;
use egui::Context;
use std::sync::Arc;

/// The document as views and questions see it: without the plan that retells history, and without the record, while
/// what happened is hidden. Made anew only when the document changes, so that it is known by its address.
pub(super) struct VisibleDocument {
    of: Arc<Scenario>,
    hides: bool,
    scenario: Arc<Scenario>,
}

impl VisibleDocument {
    /// The view of a document, with or without what happened.
    pub fn of(scenario: &Arc<Scenario>, hides: bool) -> Self {
        let plan = hidden_plan(scenario).filter(|_| hides);
        let shown = plan.map(|plan| {
            let mut shown = Scenario { record: None, ..Scenario::clone(scenario) };
            shown.plans.remove(plan);
            Arc::new(shown)
        });
        VisibleDocument { of: scenario.clone(), hides, scenario: shown.unwrap_or_else(|| scenario.clone()) }
    }

    /// The document without what is hidden.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Whether the plan that retells history is hidden, and with it the record, the lesson and the outcome.
    pub fn hides_plan(&self) -> bool {
        !Arc::ptr_eq(&self.of, &self.scenario)
    }

    /// Whether there is an outcome that is hidden; a case without a plan that retells history may have one.
    pub fn hides_outcome(&self) -> bool {
        self.hides && self.has_outcome()
    }

    /// Whether somebody has written how the case ended.
    pub fn has_outcome(&self) -> bool {
        !self.of.about.after.trim().is_empty()
    }
}

/// The plan that may be hidden: the one that retells history, unless it is the only one.
fn hidden_plan(scenario: &Scenario) -> Option<&PlanId> {
    let plan = scenario.record.as_ref()?.plan.as_ref()?;
    (scenario.plans.contains(plan) && scenario.plans.len() > 1).then_some(plan)
}

/// Hiding and showing what happened.
impl App {
    /// Takes over a change of the document or of the switch; leaves the plan that retells history if it is hidden.
    pub(super) fn update_visible(&mut self) {
        let hides = self.hides_what_happened();
        let document = self.document.scenario();
        if self.visible.hides == hides && Arc::ptr_eq(&self.visible.of, document) {
            return;
        }
        self.visible = VisibleDocument::of(document, hides);
        let hidden = hidden_plan(document).filter(|_| hides);
        if hidden == Some(&self.session.plan) {
            let visible = self.visible.scenario();
            let plan = visible.first_telling_plan().cloned().unwrap_or_else(|| Session::of(visible).plan);
            self.choose_plan(plan);
        }
    }

    /// Hides or shows what happened; in a case that is open, its plan comes on the screen.
    pub(super) fn hide_what_happened(&mut self, hide: bool) {
        let revealed = hidden_plan(self.document.scenario()).cloned();
        let was_hidden = self.visible.hides_plan();
        self.preferences.change(|kept| kept.hide_what_happened = hide);
        self.update_visible();
        let revealed = revealed.filter(|_| was_hidden && !hide && self.session.stage.shows_numbers());
        if let Some(plan) = revealed {
            self.choose_plan(plan);
        }
    }
}

/// Changing it.
impl App {
    /// Asks whether a copy is meant if an edit would change what was done in history. Returns whether it asks, so that
    /// the edit has to wait. Later edits of the same gesture replace the one that waits.
    pub(super) fn asks_about_history(&mut self, edit: &Edit) -> bool {
        let Edit::PutPlan(id, changed) = edit else { return false };
        let Some(now) = self.document.scenario().plans.get(id).filter(|_| self.historical_plan() == Some(id))
        else {
            return false;
        };
        // A plan may get another name; what it does is history.
        if self.session.may_change.as_ref() == Some(id) || changed.decides_like(now) {
            return false;
        }
        self.session.asked_change = Some(changed.clone());
        true
    }

    /// Asks about the change that waits, once the pointer lets go.
    pub(super) fn ask_about_history(&mut self, ctx: &Context) {
        let Some(changed) = &self.session.asked_change else { return };
        if self.dialog.is_none() && !ctx.input(|input| input.pointer.any_down()) {
            self.dialog = Some(Dialog::HistoricalPlan { name: changed.name.clone() });
            ctx.request_repaint();
        }
    }

    /// The plan that retells history, if the case has a record that names it.
    fn historical_plan(&self) -> Option<&PlanId> {
        self.document.scenario().record.as_ref()?.plan.as_ref()
    }

    /// Executes the answer to the question.
    pub(super) fn answer_historical_plan(&mut self, answer: HistoricalPlan) {
        self.dialog = None;
        let changed = self.session.asked_change.take();
        match answer {
            HistoricalPlan::Copy => changed.into_iter().for_each(|changed| self.change_copy(changed)),
            HistoricalPlan::Change => {
                self.session.may_change = self.historical_plan().cloned();
                if let Some((id, changed)) = self.session.may_change.clone().zip(changed) {
                    self.edit(Edit::PutPlan(id, changed));
                }
            }
        }
    }

    /// Adds the changed plan beside the one it was made from, and shows it as that one was shown: in the same history,
    /// with its course as it was for comparison.
    fn change_copy(&mut self, changed: Plan) {
        let name =
            unused_name(self.document.scenario(), &made_names::with_ending(&changed.name, ", changed"));
        self.projections.hover(None, self.now);
        match self.document.add_plan(Plan { name, ..changed }, &self.session.plan) {
            Ok(id) => self.session.plan = id,
            Err(error) => self.show_refusal(&error),
        }
    }
}
