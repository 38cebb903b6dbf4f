//! A field for a text of a document, under its name.

use super::select_text::select_all;
use crate::ui::theme::Themed;
use egui::text_edit::TextEditState;
use egui::{Context, Id, TextEdit, Ui};

/// Lets the undo history of a text field begin when the field gets the keyboard: before, a field at the same place may have
/// held another text. To be called once in each frame.
pub fn begin_history_with_focus(ctx: &Context) {
    let last_focused = Id::unique("the widget that had the keyboard in the last frame");
    let focused = ctx.memory(|memory| memory.focused());
    let before = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(last_focused), focused));
    if let Some(id) = focused.filter(|_| before != focused)
        && let Some(mut state) = TextEditState::load(ctx, id)
    {
        state.clear_undoer();
        state.store(ctx, id);
    }
}

/// A text that can be edited, under its name.
pub struct TextField<'a> {
    /// The name, which is also the accessible one.
    pub name: &'a str,
    /// The text as it stands.
    pub text: &'a str,
    /// The hint in an empty field.
    pub hint: &'a str,
}

impl TextField<'_> {
    /// Shows one line; the new text, if it was changed.
    pub fn line(&self, ui: &mut Ui) -> Option<String> {
        self.focusable_line(ui, &mut false)
    }

    /// Shows some lines; the new text, if it was changed.
    pub fn lines(&self, ui: &mut Ui, rows: usize) -> Option<String> {
        let mut edited = self.text.to_owned();
        ui.label(ui.theme().note(self.name));
        let field = TextEdit::multiline(&mut edited).hint_text(self.hint).desired_rows(rows);
        let field = ui.add(field.desired_width(f32::INFINITY));
        field.accessible_name(self.name).changed().then_some(edited)
    }

    /// Shows one line; if `awaits` is set, it is focused with all of its text selected, and the sign is taken back.
    pub fn focusable_line(&self, ui: &mut Ui, awaits: &mut bool) -> Option<String> {
        let TextField { name, text, hint } = *self;
        let mut edited = text.to_owned();
        ui.label(ui.theme().note(name));
        let field = TextEdit::singleline(&mut edited).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(name);
        if std::mem::take(awaits) {
            select_all(ui, response.id, text);
            response.request_focus();
        }
        response.changed().then_some(edited)
    }
}
