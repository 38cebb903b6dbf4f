//! Changes of the plan that retells history: asks first whether a copy is meant, so that what was done is not lost by
//! trying something else. While a pointer drags, the question waits for its end.

use super::App;
use super::dispatch::unused_name;
use crate::scenario::{Edit, Plan, PlanId};
use crate::ui::chrome::Dialog;
use crate::ui::command::HistoricalPlan;
use egui::Context;

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
        let name = unused_name(self.document.scenario(), &format!("{}, changed", changed.name));
        self.projections.hover(None, self.now);
        match self.document.add_plan(Plan { name, ..changed }, &self.session.plan) {
            Ok(id) => self.session.plan = id,
            Err(error) => self.show_refusal(&error),
        }
    }
}
