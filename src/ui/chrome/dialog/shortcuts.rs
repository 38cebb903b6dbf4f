//! The table of keyboard shortcuts.

use crate::ui::command::{Group, keys_text, table};
use crate::ui::theme::Themed;
use crate::ui::{Commands, DialogCommand};
use egui::{Align, Grid, Layout, ScrollArea, Ui};

/// Keys of the focused control, which are no commands of the program.
const ELSEWHERE: [(&str, &str); 8] = [
    ("Tab, Shift+Tab", "go to the next or previous control"),
    ("Enter, Space", "activate the focused control"),
    ("↑ ↓", "one level more or less on the ladder"),
    ("← →", "one step on a slider; one month on the time slider"),
    ("Arrows", "move the focused actor on the map"),
    ("T", "start a tie at the focused actor"),
    ("Delete", "remove the focused actor or tie"),
    ("Escape", "close a dialog or the newest message; leave a field"),
];

/// The width of keys, in points at ordinary type.
const KEYS_WIDTH: f32 = 88.0;

/// Shows the table.
pub fn show(ui: &mut Ui, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.heading("Keyboard shortcuts"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(theme.other_action("Close")).clicked() {
                commands.send(DialogCommand::Close);
            }
        });
    });
    ui.add_space(8.0);
    let height = ui.ctx().content_rect().height() - 180.0;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.columns(3, |columns| {
                let parts = [
                    (0, Group::File, "Files"),
                    (0, Group::Edit, "Undo and redo"),
                    (0, Group::Stage, "Stages"),
                    (1, Group::Play, "Time and histories"),
                    (1, Group::Run, "View"),
                    (1, Group::Zoom, "Zoom"),
                    (2, Group::Help, "Help"),
                    (2, Group::Leave, "Quit"),
                ];
                let elsewhere = ELSEWHERE.iter().map(|(keys, does)| ((*keys).to_owned(), *does));
                part(&mut columns[2], "On the focused control", elsewhere);
                for (column, group, title) in parts {
                    of_group(&mut columns[column], group, title);
                }
            });
        },
    );
}

fn of_group(ui: &mut Ui, group: Group, title: &str) {
    let ctx = ui.ctx().clone();
    let with_keys = table().iter().filter(|entry| entry.group == group && !entry.shortcuts.is_empty());
    let rows = with_keys.map(|entry| {
        let keys: Vec<String> = entry.shortcuts.iter().map(|keys| keys_text(&ctx, keys)).collect();
        (keys.join("\n"), entry.name)
    });
    part(ui, title, rows);
}

fn part<'a>(ui: &mut Ui, title: &str, rows: impl Iterator<Item = (String, &'a str)>) {
    let theme = ui.theme();
    ui.label(theme.semibold(title));
    // As wide as the longest key in every part, so that the descriptions align.
    let (width, height) = (theme.grown(KEYS_WIDTH), theme.note_line() + 3.0);
    let grid = Grid::new(title).num_columns(2).min_col_width(width).min_row_height(height);
    grid.spacing([8.0, 2.0]).show(ui, |ui| {
        for (keys, does) in rows {
            ui.label(theme.note(keys).color(theme.colors.ink));
            ui.add(egui::Label::new(theme.note(does)).wrap());
            ui.end_row();
        }
    });
    ui.add_space(8.0);
}
