//! The list of plans: choose, add, duplicate, rename, delete.

use crate::scenario::{Edit, Plan, PlanId};
use crate::ui::stages::planner::Planner;
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::right_group::{right_group, room_before};
use crate::ui::widgets::select_text::select_all;
use crate::ui::{AddCommand, ViewCommand};
use egui::{Key, Label, TextEdit, Ui};

/// The group of buttons.
const ACTIONS: &str = "plans";
/// The width of a plan's name, in points at ordinary type.
const NAME: f32 = 176.0;

/// The plan being renamed, and the name typed so far.
#[derive(Debug, Default)]
pub struct Renaming {
    typing: Option<(PlanId, String)>,
}

impl Renaming {
    /// Opens the field for the name of a plan.
    pub fn begin(&mut self, plan: PlanId, name: String) {
        self.typing = Some((plan, name));
    }
}

/// The heading, if there is room for one, the chooser and what can be done with plans.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, renaming: &mut Renaming, headed: bool) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.set_height(theme.control_height());
        if headed {
            ui.add(Label::new(theme.heading("Disclosure board")).truncate());
        } else {
            ui.label(theme.semibold("Plan"));
        }
        ui.spacing_mut().item_spacing.x = 4.0;
        let room = room_before(ui, ACTIONS);
        let width = room.min(theme.grown(NAME));
        ui.add_space(room - width);
        match &mut renaming.typing {
            Some(_) => type_name(ui, planner, renaming, width),
            // In a room of its own: in a wider one a long name would widen the list.
            None => {
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    chooser(ui, planner, width);
                });
            }
        }
        actions(ui, planner, renaming);
    });
}

fn actions(ui: &mut Ui, planner: &mut Planner<'_, '_>, renaming: &mut Renaming) {
    let (scene, theme) = (planner.scene, ui.theme());
    right_group(ui, ACTIONS, |ui| {
        let new = ui.button(theme.note("New plan").color(theme.colors.ink));
        if new.on_hover_text("A plan that tells nobody anything, to start from.").clicked() {
            planner.commands.send(AddCommand::NewPlan);
        }
        if icons::button(ui, Icon::Copy, "Duplicate plan").clicked() {
            planner.commands.send(AddCommand::DuplicatePlan);
        }
        if icons::button(ui, Icon::Pencil, "Rename plan").clicked() {
            renaming.begin(scene.plan_id.clone(), scene.plan.name.clone());
        }
        let last = scene.scenario.plans.len() == 1;
        let delete = ui.add_enabled_ui(!last, |ui| icons::button(ui, Icon::Trash, "Delete plan")).inner;
        if delete.on_disabled_hover_text("The last plan stays; a scenario needs at least one.").clicked() {
            planner.commands.edit(Edit::RemovePlan(scene.plan_id.clone()));
        }
    });
}

fn chooser(ui: &mut Ui, planner: &mut Planner<'_, '_>, width: f32) {
    let (scene, theme) = (planner.scene, ui.theme());
    let chosen = theme.note(scene.plan.name.as_str()).color(theme.colors.ink).into();
    let chooser = List { name: "Plan", chosen, width }.show(ui, |ui| {
        for (id, plan) in &scene.scenario.plans {
            let response = elided::option(ui, id == scene.plan_id, plan.name.as_str());
            if response.hovered() || response.has_focus() {
                planner.preview_plan(plan.clone());
            }
            if response.clicked() {
                planner.commands.send(ViewCommand::ChoosePlan(id.clone()));
            }
        }
    });
    chooser.on_hover_text("The plan that is shown and changed.");
}

fn type_name(ui: &mut Ui, planner: &mut Planner<'_, '_>, renaming: &mut Renaming, width: f32) {
    let Some((id, name)) = &mut renaming.typing else { return };
    let field =
        ui.add(TextEdit::singleline(name).desired_width(width).char_limit(80).hint_text("Name of the plan"));
    let field = field.accessible_name("Name of the plan");
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        renaming.typing = None;
        return;
    }
    if field.lost_focus() {
        rename(planner, id, name.trim());
        renaming.typing = None;
    } else if !field.has_focus() {
        field.request_focus();
        select_all(ui, field.id, name);
    }
}

fn rename(planner: &mut Planner<'_, '_>, id: &PlanId, name: &str) {
    let Some(plan) = planner.scene.scenario.plans.get(id) else { return };
    if !name.is_empty() && plan.name != name {
        planner.commands.edit(Edit::PutPlan(id.clone(), Plan { name: name.into(), ..plan.clone() }));
    }
}
