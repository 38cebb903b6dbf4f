//! Files opened or saved before, and how to get at others.

use super::{LibraryView, Recent};
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, FileCommand};
use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 28.0;
/// How many files are listed before the list would push the cases out of sight.
const LISTED: usize = 4;

/// Shows the list.
pub fn show(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.heading("Your files"));
        ui.label(theme.quiet("Drop a file anywhere on the window to open it."));
    });
    if view.recent.is_empty() {
        ui.label(theme.quiet("What you open or save will stand here."));
    }
    ui.add_space(GRID / 2.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for recent in view.recent.iter().take(LISTED) {
            if row(ui, recent).clicked() {
                commands.send(FileCommand::OpenPath(recent.path.clone()));
            }
        }
    });
    if view.recent.len() > LISTED {
        ui.label(theme.quiet("Older ones are in the menu File, under Recent."));
    }
}

/// Both ways to get at a file, beside each other, the first at the right end.
pub fn ways_to_open(ui: &mut Ui, commands: &mut Commands) {
    if ui.button("Open a file…").on_hover_text("Choose a scenario file.").clicked() {
        commands.send(FileCommand::Open);
    }
    if ui.button("Open by path…").on_hover_text("Type or paste where the file is.").clicked() {
        commands.send(FileCommand::OpenByPath);
    }
}

fn row(ui: &mut Ui, recent: &Recent) -> Response {
    let theme = ui.theme();
    let height = ROW.max(theme.size.text * 1.8);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {}", recent.title)));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.colors.sunk);
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let title = painter.text(
        pos2(rect.left() + GRID, rect.center().y),
        egui::Align2::LEFT_CENTER,
        &recent.title,
        theme.text_font(),
        theme.colors.ink,
    );
    painter.text(
        pos2(title.right().max(rect.left() + 240.0) + GRID, rect.center().y),
        egui::Align2::LEFT_CENTER,
        recent.path.display(),
        theme.note_font(),
        theme.colors.ink_2,
    );
    response.on_hover_text(recent.path.display().to_string())
}
