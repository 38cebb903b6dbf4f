//! Fields that several parts of the setting share.

use crate::scenario::{ActorId, Level};
use crate::ui::Scene;
use crate::ui::theme::Theme;
use egui::{ComboBox, TextEdit, Ui};

/// A line of text under a name; the new text, if it was changed.
pub fn line(ui: &mut Ui, theme: &Theme, name: &str, text: &str, hint: &str) -> Option<String> {
    let mut edited = text.to_owned();
    ui.label(theme.note(name));
    let field = TextEdit::singleline(&mut edited).hint_text(hint).desired_width(f32::INFINITY);
    ui.add(field).accessible_name(name).changed().then_some(edited)
}

/// Several lines of text under a name; the new text, if it was changed.
pub fn paragraph(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    text: &str,
    hint: &str,
    rows: usize,
) -> Option<String> {
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
pub fn part(ui: &mut Ui, theme: &Theme, title: &str) {
    ui.add_space(10.0);
    ui.label(theme.semibold(title));
    ui.add_space(2.0);
}
