//! Another case in the course of a lesson: the way to it, and the way back.

use super::ClassView;
use crate::scenario::StepKind;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, FileCommand, Scene};
use egui::{Label, Ui};

/// Says that another case is open than that of the class, with the way back.
pub fn other_case(ui: &mut Ui, scene: &Scene<'_>, class: &ClassView<'_>, commands: &mut Commands) {
    let Some(case) = class.case else { return };
    let theme = ui.theme();
    let (open, own) = (&scene.scenario.about.title, &case.about.title);
    ui.add(
        Label::new(theme.text(format!("“{open}” is open. The class plays “{own}”; nothing of it is lost.")))
            .wrap(),
    );
    let back = ui.add(theme.other_action("Back to the class’s case"));
    if back.on_hover_text("The next step goes back by itself.").clicked() {
        commands.send(ClassroomCommand::ShowCase);
    }
    ui.add_space(GRID);
}

/// What is done in a step of free play.
pub fn show(ui: &mut Ui, class: &ClassView<'_>, kind: &StepKind, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("Answers"));
    if let (StepKind::Explore { case }, Some(title), None) = (kind, class.explores, class.case) {
        let about = format!("This step explores “{title}”. The class’s own case is set aside meanwhile.");
        ui.add(Label::new(theme.quiet(about)).wrap());
        if ui.add(theme.other_action("Open that case")).on_hover_text(title).clicked() {
            commands.send(FileCommand::OpenCase(case.clone()));
        }
    }
    let about = "Try plans in Decision and see them in Aftermath (Ctrl+3, Ctrl+4); Ctrl+7 comes back here.";
    ui.add(Label::new(theme.quiet(about)).wrap());
}
