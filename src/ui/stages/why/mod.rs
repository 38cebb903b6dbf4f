//! Why a partner has changed: every signed and named reason, adding up exactly, each opening to its
//! formula with this case's numbers; which numbers matter; and below the map, what led to it.

mod chain;
mod interactions;
pub mod matters;
pub mod reasons;
mod tornado;
mod two_way;
mod worth;

use super::answer::AnswerLine;
use super::choosers::{self, PartnerChooser};
use super::timeline;
use crate::analysis::number_format::thousands;
use crate::analysis::shapley::{Cause, Factor};
use crate::scenario::{ActorId, Plan, PlanId, Scenario};
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Answer, Commands, Scene, Selection, Stage, TableId};
use chain::Chain;
use egui::{ComboBox, Frame, Margin, ScrollArea, Ui, UiBuilder, vec2};
use matters::SensitivityView;

/// The state of the stage between frames; none of it belongs to the document.
#[derive(Debug, Default)]
pub struct WhyState {
    partner: Option<ActorId>,
    against: Option<PlanId>,
    open: Option<(Factor, Cause)>,
    matters_shown: bool,
    matters: matters::MattersState,
}

impl WhyState {
    /// Shows a view of what matters; without one, the reasons.
    pub fn show(&mut self, view: Option<matters::SensitivityView>) {
        self.matters_shown = view.is_some();
        self.matters.view = view.unwrap_or(self.matters.view);
    }
}

/// Draws the panel of the stage Why.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    let margin = Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: GRID as i8 };
    ScrollArea::vertical().id_salt("why").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
            choose_part(ui, state);
            ui.add_space(4.0);
            if state.matters_shown {
                what_matters(ui, scene, &mut state.matters, commands);
            } else {
                why_changed(ui, scene, state, commands);
            }
        });
    });
}

fn choose_part(ui: &mut Ui, state: &mut WhyState) {
    let parts = [
        Segment::new(false, "Reasons", "Why a partner has changed, cause by cause."),
        Segment::new(
            true,
            "What matters",
            "Which uncertain numbers move a result, and where they change the best plan.",
        ),
    ];
    let asked =
        segmented::Segmented { name: "Show", segments: &parts, width: None }.show(ui, &state.matters_shown);
    state.matters_shown = asked.chosen.unwrap_or(state.matters_shown);
}

/// The sensitivity analysis in the chosen view.
fn what_matters(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, commands: &mut Commands) {
    let segments = SensitivityView::ALL.map(|view| Segment::new(view, view.name(), view.explains()));
    let width = Some(ui.available_width());
    let asked = segmented::Segmented { name: "View", segments: &segments, width }.show(ui, &state.view);
    state.view = asked.chosen.unwrap_or(state.view);
    ui.add_space(4.0);
    if matters::uncertain(scene.scenario).next().is_none() {
        let none = "No number has a range, so there is nothing to move. Give numbers a low and a high end in Setting.";
        return matters::empty(ui, none, Stage::Setting, commands);
    }
    match state.view {
        SensitivityView::Tornado => tornado::show(ui, scene, state, commands),
        SensitivityView::Interactions => interactions::show(ui, scene, state, commands),
        SensitivityView::Worth => worth::show(ui, scene, state, commands),
        SensitivityView::TwoNumbers => two_way::show(ui, scene, state, commands),
    }
}

fn why_changed(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    choosers::history(ui, scene, commands);
    ui.add_space(4.0);
    let Some(partner) = current(scene, state) else {
        ui.label(ui.theme().quiet("Nobody shares with home yet. Add a partner in Setting."));
        return;
    };
    ui.label(ui.theme().heading(title(scene, state, &partner)));
    choose_what(ui, scene, state, commands);
    let against = against(scene, state).map(|(id, _)| id.clone());
    let query = reasons::query(scene, &partner, against.as_ref());
    let basis = match scene.playback.log {
        Some(_) => "Parts in this history".to_owned(),
        None => format!("Means of {} histories", thousands(query.histories())),
    };
    let found =
        AnswerLine { query: &query, basis: &basis, table: Some(TableId::Reasons) }.show(ui, scene, commands);
    if let Some(Answer::Decomposition(answer)) = found {
        reasons::show(ui, state, answer);
    }
}

fn title(scene: &Scene<'_>, state: &WhyState, partner: &ActorId) -> String {
    let name = scene.scenario.name(partner);
    match against(scene, state) {
        None => format!("Why {name} has changed by month {}", scene.month),
        Some(_) => format!("Why {name} differs in month {}", scene.month),
    }
}

/// The lists of partners and of plans to hold against the shown one: in a line, as long as neither has to be
/// cut.
fn choose_what(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    let beside = ui.available_width() >= ui.theme().grown(120.0 + 280.0 + 80.0);
    let partner = current(scene, state);
    ui.horizontal(|ui| {
        if let Some(partner) = &partner {
            let chosen = &mut state.partner;
            PartnerChooser { name: "Partner asked about", partner, chosen }
                .show(ui, scene, commands)
                .on_hover_text("Whose reasons to see.");
        }
        if beside {
            choose_against(ui, scene, state);
        }
    });
    if !beside {
        ui.horizontal(|ui| choose_against(ui, scene, state));
    }
}

/// The plan that is held against the shown one, if it is still there and another.
fn against<'a>(scene: &Scene<'a>, state: &WhyState) -> Option<(&'a PlanId, &'a Plan)> {
    let wanted = state.against.as_ref().filter(|against| *against != scene.plan_id)?;
    scene.scenario.plans.iter().find(|(id, _)| *id == wanted)
}

fn choose_against(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState) {
    const BEFORE: &str = "what it was before the meeting";
    if scene.scenario.plans.len() < 2 {
        return;
    }
    let theme = ui.theme();
    ui.label(theme.quiet("against"));
    let quoted = |plan: &Plan| format!("what it would be under “{}”", plan.name);
    let shown = against(scene, state).map_or(BEFORE.to_owned(), |(_, plan)| quoted(plan));
    let list = ComboBox::from_id_salt("held against")
        .selected_text(theme.note(shown).color(theme.colors.ink))
        .width(theme.grown(280.0))
        .truncate()
        .show_ui(ui, |ui| {
            if ui.selectable_label(state.against.is_none(), BEFORE).clicked() {
                state.against = None;
            }
            for (id, plan) in scene.scenario.plans.iter().filter(|(id, _)| *id != scene.plan_id) {
                if ui.selectable_label(state.against.as_ref() == Some(id), quoted(plan)).clicked() {
                    state.against = Some(id.clone());
                }
            }
        });
    list.response
        .accessible_name("Held against")
        .on_hover_text("Reasons are differences: from what the partner was before, or from another plan.");
}

/// Time, and what led to the change.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    let inner = ui.available_rect_before_wrap().shrink2(vec2(MARGIN, GRID));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        let width = ui.available_width();
        timeline::show(ui, scene, commands, width);
        if let Some(partner) = current(scene, state) {
            // Against another plan the panel asks another question, and its answer says nothing here.
            let asked = against(scene, state).is_none().then(|| reasons::query(scene, &partner, None));
            let since_before = match asked.and_then(|query| scene.find(&query, commands)) {
                Some((Answer::Decomposition(answer), true)) => Some(&**answer),
                // Not answered yet, or there is nothing to answer.
                _ => None,
            };
            Chain { scene, partner: &partner, reasons: since_before }.show(ui, commands);
        }
    });
}

/// The partner whose reasons are seen.
pub fn asked_about(scenario: &Scenario, selection: &Selection, state: &WhyState) -> Option<ActorId> {
    choosers::looked_at(scenario, selection, state.partner.as_ref())
}

fn current(scene: &Scene<'_>, state: &WhyState) -> Option<ActorId> {
    asked_about(scene.scenario, scene.selection, state)
}
