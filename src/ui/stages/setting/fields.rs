//! Text fields and lists that the inspectors share.

use crate::scenario::{ActorId, Level};
use crate::ui::Scene;
use crate::ui::theme::Themed;
use egui::text::{CCursor, CCursorRange};
use egui::{ComboBox, TextEdit, Ui};

/// A line of text under a name; the new text, if it was changed.
pub fn line(ui: &mut Ui, name: &str, text: &str, hint: &str) -> Option<String> {
    text_line(ui, &TextLine { name, text, hint }, &mut false)
}

/// A field for a name; if `awaits` is set, it is focused with all of its text selected.
pub fn name(ui: &mut Ui, text: &str, awaits: &mut bool) -> Option<String> {
    text_line(ui, &TextLine { name: "Name", text, hint: "what it is called" }, awaits)
}

/// The contents of a text field.
struct TextLine<'a> {
    name: &'a str,
    text: &'a str,
    hint: &'a str,
}

fn text_line(ui: &mut Ui, line: &TextLine<'_>, awaits: &mut bool) -> Option<String> {
    let TextLine { name, text, hint } = *line;
    let theme = ui.theme();
    let mut edited = text.to_owned();
    ui.label(theme.note(name));
    let field = TextEdit::singleline(&mut edited).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name(name);
    if std::mem::take(awaits) {
        // A field has no state before it is first edited.
        let mut state = TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), response.id);
        response.request_focus();
    }
    response.changed().then_some(edited)
}

/// Several lines of text under a name; the new text, if it was changed.
pub fn paragraph(ui: &mut Ui, name: &str, text: &str, hint: &str, rows: usize) -> Option<String> {
    let theme = ui.theme();
    let mut edited = text.to_owned();
    ui.label(theme.note(name));
    let field =
        TextEdit::multiline(&mut edited).hint_text(hint).desired_rows(rows).desired_width(f32::INFINITY);
    ui.add(field).accessible_name(name).changed().then_some(edited)
}

/// A list from which an actor is picked; the actor, if one was.
pub fn pick_actor<'a>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    name: &str,
    shown: &str,
    offered: impl Iterator<Item = &'a ActorId>,
) -> Option<ActorId> {
    let mut picked = None;
    let list = ComboBox::from_id_salt(name).selected_text(shown).width(150.0).show_ui(ui, |ui| {
        for id in offered {
            if ui.selectable_label(false, scene.scenario.name(id)).clicked() {
                picked = Some(id.clone());
            }
        }
    });
    list.response.accessible_name(name).on_hover_text(name);
    picked
}

/// A list from which a level is picked; the level, if it was changed.
pub fn pick_level(ui: &mut Ui, name: &str, level: Level) -> Option<Level> {
    let mut picked = level;
    let list = ComboBox::from_id_salt(name).selected_text(level.name()).width(150.0).show_ui(ui, |ui| {
        for offered in Level::ALL {
            ui.selectable_value(&mut picked, offered, offered.name());
        }
    });
    list.response.accessible_name(name).on_hover_text(name);
    (picked != level).then_some(picked)
}

/// The heading of a part, with space above.
pub fn part(ui: &mut Ui, title: &str) {
    let theme = ui.theme();
    ui.add_space(10.0);
    ui.label(theme.semibold(title));
    ui.add_space(2.0);
}
