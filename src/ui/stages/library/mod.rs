//! The library: cases to begin with, files to go on with.

mod card;
mod files;
mod small_map;

use crate::scenario::Scenario;
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::{Commands, DialogCommand, FileCommand};
use egui::{Frame, Margin, ScrollArea, Ui};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// A case that is built in.
#[derive(Clone, Debug)]
pub struct LibraryEntry {
    /// The name by which it is opened.
    pub name: String,
    /// The case itself.
    pub scenario: Arc<Scenario>,
}

/// A file opened or saved before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The title of the case in it.
    pub title: String,
}

/// What the library shows.
pub struct LibraryView<'a> {
    /// The built-in cases.
    pub cases: &'a [LibraryEntry],
    /// Files opened or saved, the newest first.
    pub recent: &'a [Recent],
}

/// What the library remembers between two frames.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// The narrowest that a card may become, in points at ordinary type.
const NARROWEST_CARD: f32 = 270.0;
/// The widest that a card may become, likewise.
const WIDEST_CARD: f32 = 460.0;

/// Shows the library in the whole area between the bars.
pub fn show(ui: &mut Ui, view: &LibraryView<'_>, _state: &mut State, commands: &mut Commands) {
    let margin = Margin { left: MARGIN as i8, right: 0, top: MARGIN as i8, bottom: 0 };
    Frame::new().fill(ui.theme().colors.panel).inner_margin(margin).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        // The bar that scrolls stands at the edge of the window, not on that of the cards.
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - MARGIN);
            // Whoever has files of their own comes back for those: they stand first, so that no
            // number of cases can push them out of sight.
            let returning = !view.recent.is_empty();
            if returning {
                files::show(ui, view, commands);
                ui.add_space(2.0 * GRID);
            }
            heading(ui, commands);
            ui.add_space(GRID);
            cases(ui, view, commands);
            if !returning {
                ui.add_space(2.0 * GRID);
                files::show(ui, view, commands);
            }
            against_history(ui, view, commands);
            ui.add_space(MARGIN);
        });
    });
}

fn heading(ui: &mut Ui, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.heading("Cases"));
        ui.label(theme.quiet("Choose one, and see at once what its first plan does to each partner."));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            files::ways_to_open(ui, commands);
            let new =
                ui.button("New case").on_hover_text("Start a case of your own, with home alone on the map.");
            if new.clicked() {
                commands.send(FileCommand::New);
            }
        });
    });
}

/// The way to what the model makes of these cases, below everything that somebody comes here to open.
fn against_history(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    if view.cases.is_empty() {
        return;
    }
    ui.add_space(2.0 * GRID);
    ui.horizontal_wrapped(|ui| {
        ui.label(ui.theme().quiet("The built-in cases really happened."));
        let link = ui.link("See what the model would have said of them");
        if link.gained_focus() {
            link.scroll_to_me(None);
        }
        if link.on_hover_text("Every case held against what is on record, hits and misses.").clicked() {
            commands.send(DialogCommand::ShowHindcast);
        }
    });
}

fn cases(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    if view.cases.is_empty() {
        ui.label(ui.theme().quiet("No case is built in. Open a file, or start a new case."));
        return;
    }
    let gap = 2.0 * GRID;
    let room = ui.available_width();
    let scale = ui.theme().size.text / 13.0;
    let narrowest = NARROWEST_CARD * scale;
    let across = (((room + gap) / (narrowest + gap)).floor() as usize).clamp(1, view.cases.len().max(3));
    let width = ((room - gap * (across as f32 - 1.0)) / across as f32).min(WIDEST_CARD * scale);
    let height = card::height(ui, view.cases.iter(), width);
    for row in view.cases.chunks(across) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for case in row {
                if card::show(ui, case, [width, height]).clicked() {
                    commands.send(FileCommand::OpenCase(case.name.clone()));
                }
            }
        });
        ui.add_space(GRID);
    }
}
