//! The field in which a path can be typed or pasted, where the system offers no file dialog.

use super::{cancel, question};
use crate::ui::theme::Themed;
use crate::ui::{Command, Commands, FileCommand, TableCommand};
use egui::{Key, Label, TextEdit, Ui, text::CCursorRange};
use std::path::PathBuf;

/// The state of the field.
#[derive(Clone, Debug, Default)]
pub struct PathField {
    /// The text as typed.
    pub text: String,
    /// Why the path was refused, in a sentence.
    trouble: Option<String>,
    /// True once the field was focused after it opened.
    taken_up: bool,
}

impl PathField {
    /// A field that suggests a path.
    pub fn suggesting(text: String) -> Self {
        PathField { text, ..PathField::default() }
    }

    /// Shows why the path was refused; the text stays, to be corrected.
    pub fn refuse(&mut self, trouble: String) {
        self.trouble = Some(trouble);
    }
}

/// Asks which file to open.
pub fn open(ui: &mut Ui, field: &mut PathField, commands: &mut Commands) {
    question(ui, "Open a file by its path");
    ask(ui, field, "Open", FileCommand::OpenPath, commands);
}

/// Asks where to save.
pub fn save(ui: &mut Ui, field: &mut PathField, commands: &mut Commands) {
    question(ui, "Save to a file");
    ask(ui, field, "Save", FileCommand::SaveTo, commands);
}

/// Asks where to save a table.
pub fn save_table(ui: &mut Ui, field: &mut PathField, commands: &mut Commands) {
    question(ui, "Save the table to a file");
    ask(ui, field, "Save", TableCommand::SaveTo, commands);
}

fn ask<C: Into<Command>>(
    ui: &mut Ui,
    field: &mut PathField,
    action: &str,
    command: fn(PathBuf) -> C,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let label = ui.label(theme.quiet("File path; ~ is your home folder"));
    let edit = TextEdit::singleline(&mut field.text).desired_width(f32::INFINITY).margin(8.0).show(ui);
    let mut state = edit.state;
    let response = edit.response.response.labelled_by(label.id);
    if !field.taken_up {
        field.taken_up = true;
        response.request_focus();
        // Typing replaces the suggestion; moving to its end keeps it.
        state.cursor.set_char_range(Some(CCursorRange::select_all_str(&field.text)));
        state.store(ui.ctx(), response.id);
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered {
        response.request_focus();
    }
    if let Some(trouble) = &field.trouble {
        ui.add_space(8.0);
        ui.add(Label::new(theme.text(trouble).color(theme.colors.worse_text)).wrap());
    }
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let path = field.text.trim();
        let button = ui.add_enabled(!path.is_empty(), theme.main_action(action));
        if !path.is_empty() && (button.clicked() || entered) {
            commands.send(command(PathBuf::from(path)));
            field.trouble = None;
        }
        cancel(ui, commands);
    });
}
