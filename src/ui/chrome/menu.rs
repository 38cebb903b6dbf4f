//! Menus, drawn from the table of commands.

use crate::ui::command::{Entry, Group, shortcut_text, table};
use crate::ui::stages::library::Recent;
use crate::ui::theme::{Themed, button::FramelessButton, icons::Icon};
use crate::ui::{Command, Commands, DisplayCommand, FileCommand};
use egui::containers::menu::SubMenuButton;
use egui::{Button, Popup, Role, Ui, WidgetInfo};

/// The contents of the menu that depend on the document and the preferences.
pub struct Menu<'a> {
    /// The label of the step that undo would take back.
    pub undo: Option<&'a str>,
    /// The label of the step that redo would repeat.
    pub redo: Option<&'a str>,
    /// Files opened or saved, the newest first.
    pub recent: &'a [Recent],
}

/// The button *File*, and the menu that it opens.
pub fn file(ui: &mut Ui, menu: &Menu<'_>, commands: &mut Commands) {
    let button = FramelessButton {
        text: "File",
        name: "File",
        leading: None,
        trailing: Some(Icon::Down),
        width: None,
    };
    let response = button.show(ui).on_hover_text("Files, steps, zoom, and leaving");
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(240.0);
        group(ui, Group::File, commands);
        recent(ui, menu, commands);
        ui.separator();
        step(ui, &Command::Undo, menu.undo, commands);
        step(ui, &Command::Redo, menu.redo, commands);
        ui.separator();
        group(ui, Group::Zoom, commands);
        ui.separator();
        group(ui, Group::Help, commands);
        ui.separator();
        group(ui, Group::Leave, commands);
    });
}

/// The button that names the look, and its menu.
pub fn look(ui: &mut Ui, commands: &mut Commands) {
    let theme = ui.theme();
    let name = format!("Look: {}", theme.look.name());
    let button = FramelessButton {
        text: theme.look.name(),
        name: &name,
        leading: None,
        trailing: Some(Icon::Down),
        width: None,
    };
    let response = button.show(ui).on_hover_text("How the window looks");
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(160.0);
        for entry in table().iter().filter(|entry| entry.group == Group::Look) {
            let chosen = entry.command == DisplayCommand::SetLook(theme.look).into();
            let response = ui.selectable_label(chosen, entry.name).on_hover_text(entry.explains);
            if response.clicked() {
                commands.send(entry.command.clone());
            }
        }
    });
}

fn group(ui: &mut Ui, group: Group, commands: &mut Commands) {
    for entry in table().iter().filter(|entry| entry.group == group) {
        item(ui, entry, entry.name, true, commands);
    }
}

/// Undo or redo, with the name of the step.
fn step(ui: &mut Ui, command: &Command, label: Option<&str>, commands: &mut Commands) {
    let Some(entry) = table().iter().find(|entry| entry.command == *command) else { return };
    let text = label.map_or(entry.name.to_owned(), |label| format!("{} “{label}”", entry.name));
    item(ui, entry, &text, label.is_some(), commands);
}

fn item(ui: &mut Ui, entry: &Entry, text: &str, enabled: bool, commands: &mut Commands) {
    // An entry without a shortcut shows none.
    let keys = shortcut_text(ui.ctx(), entry.command.clone()).unwrap_or_default();
    let button = Button::new(text).shortcut_text(keys).truncate();
    let response = ui.add_enabled(enabled, button).on_hover_text(entry.explains);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
    if response.clicked() {
        commands.send(entry.command.clone());
    }
}

fn recent(ui: &mut Ui, menu: &Menu<'_>, commands: &mut Commands) {
    ui.add_enabled_ui(!menu.recent.is_empty(), |ui| {
        SubMenuButton::new("Recent").ui(ui, |ui| {
            ui.set_min_width(240.0);
            for recent in menu.recent {
                let response = ui.button(&recent.title).on_hover_text(recent.path.display().to_string());
                if response.clicked() {
                    commands.send(FileCommand::OpenPath(recent.path.clone()));
                }
            }
        });
    });
}
