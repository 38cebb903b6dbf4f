//! Text fields and lists that the inspectors share.

use crate::scenario::Level;
use crate::ui::theme::Themed;
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::text_field::TextField;
use egui::{ComboBox, Ui};

/// A field for a name; if `awaits` is set, it is focused with all of its text selected.
pub fn name(ui: &mut Ui, text: &str, awaits: &mut bool) -> Option<String> {
    TextField { name: "Name", text, hint: "what it is called" }.focusable_line(ui, awaits)
}

/// A list from which an actor or recipient is picked.
pub struct Picker<'a> {
    /// The accessible name.
    pub name: &'a str,
    /// The text of the closed list.
    pub shown: &'a str,
}

impl Picker<'_> {
    /// Shows the list of ids with their names; the id, if one was picked.
    pub fn show<'a, Id: Clone + 'a>(
        &self,
        ui: &mut Ui,
        offered: impl Iterator<Item = (&'a Id, &'a str)>,
    ) -> Option<Id> {
        let Picker { name, shown } = *self;
        let mut picked = None;
        let list = List { name, chosen: shown.into(), width: 150.0 };
        list.show(ui, |ui| {
            for (id, text) in offered {
                if elided::option(ui, false, text).clicked() {
                    picked = Some(id.clone());
                }
            }
        })
        .on_hover_text(name);
        picked
    }
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
