//! The sheet of all keys.

use crate::ui::command::{Group, keys_text, table};
use crate::ui::theme::Theme;
use crate::ui::{Command, Commands};
use egui::{Align, Grid, Layout, ScrollArea, Ui};

/// Keys that belong to what has the keyboard, and so stand in no table of commands.
const ELSEWHERE: [(&str, &str); 8] = [
    ("Tab, Shift+Tab", "to the next and the last thing that can be reached"),
    ("Enter, Space", "press what has the keyboard"),
    ("↑ ↓", "a level more or less on a track of the ladder"),
    ("← →", "a step on a slider; a month on the time slider"),
    ("Arrows", "move the actor that has the keyboard on the map"),
    ("T", "begin a tie from the actor that has the keyboard"),
    ("Delete", "remove the actor or tie that has the keyboard"),
    ("Escape", "close a dialog, let go of a field"),
];

/// Shows the sheet.
pub fn show(ui: &mut Ui, theme: &Theme, commands: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(theme.heading("Keys"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(theme.other_action("Close")).clicked() {
                commands.send(Command::CloseDialog);
            }
        });
    });
    ui.add_space(8.0);
    let height = ui.ctx().content_rect().height() - 180.0;
    let seen = height.min(theme.grown(400.0));
    ScrollArea::vertical().max_height(height).min_scrolled_height(seen).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.columns(2, |columns| {
                for (group, title) in [
                    (Group::File, "Files"),
                    (Group::Edit, "Steps"),
                    (Group::Stage, "Stages"),
                    (Group::Zoom, "Size"),
                    (Group::Leave, "Leaving"),
                ] {
                    of_group(&mut columns[0], theme, group, title);
                }
                of_group(&mut columns[1], theme, Group::Play, "Time and histories");
                of_group(&mut columns[1], theme, Group::Run, "What is shown");
                of_group(&mut columns[1], theme, Group::Help, "Help");
                let elsewhere = ELSEWHERE.iter().map(|(keys, does)| ((*keys).to_owned(), *does));
                part(&mut columns[1], theme, "Where you are", elsewhere);
            });
        },
    );
}

fn of_group(ui: &mut Ui, theme: &Theme, group: Group, title: &str) {
    let ctx = ui.ctx().clone();
    let with_keys = table().iter().filter(|entry| entry.group == group && !entry.shortcuts.is_empty());
    let rows = with_keys.map(|entry| {
        let keys: Vec<String> = entry.shortcuts.iter().map(|keys| keys_text(&ctx, keys)).collect();
        (keys.join(", "), entry.name)
    });
    part(ui, theme, title, rows);
}

fn part<'a>(ui: &mut Ui, theme: &Theme, title: &str, rows: impl Iterator<Item = (String, &'a str)>) {
    ui.label(theme.semibold(title));
    Grid::new(title).num_columns(2).spacing([16.0, 3.0]).show(ui, |ui| {
        for (keys, does) in rows {
            ui.label(theme.note(keys).color(theme.colors.ink));
            ui.add(egui::Label::new(theme.note(does)).wrap());
            ui.end_row();
        }
    });
    ui.add_space(10.0);
}
