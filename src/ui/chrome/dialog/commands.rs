//! Lists of commands: the palette, in which every command is found by typing, and the table of keyboard shortcuts.

use crate::ui::command::{Group, PaletteEntry, PaletteIndex, keys_text, table};
use crate::ui::kept;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::{Commands, DialogCommand};
use egui::{
    Align2, Grid, Id, Key, Label, Modifiers, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

/// The search text and the highlighted command.
#[derive(Clone, Debug, Default)]
pub struct CommandPalette {
    /// The search text.
    pub search: String,
    next: usize,
}

/// The height of the list where the window has room for it, in rows.
const ROWS: f32 = 11.0;
/// The height of the palette besides its list, with a margin around it, in points.
const AROUND_LIST: f32 = 112.0;

/// All entries, and what a search of them has found. Kept while the palette is open: a dense case has tens of thousands.
struct Searched {
    index: PaletteIndex,
    search: String,
    found: Vec<usize>,
}

impl Searched {
    fn new(entries: Vec<PaletteEntry>, search: &str) -> Self {
        let index = PaletteIndex::of(entries);
        Searched { found: index.find(search), search: search.to_owned(), index }
    }

    /// Finds anew if the search is another.
    fn search(&mut self, search: &str) {
        if self.search != search {
            self.found = self.index.find(search);
            self.search = search.to_owned();
        }
    }
}

/// Shows the search field and the matching commands.
pub fn palette(
    ui: &mut Ui,
    palette: &mut CommandPalette,
    entries: &dyn Fn() -> Vec<PaletteEntry>,
    commands: &mut Commands,
) {
    // Before the field is drawn, or it would take the arrows for itself.
    let steps = ui.input_mut(|input| {
        let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key) as i64;
        presses(Key::ArrowDown) - presses(Key::ArrowUp)
    });
    let field = TextEdit::singleline(&mut palette.search)
        .hint_text("What would you like to do?")
        .desired_width(f32::INFINITY)
        .margin(8.0);
    let field = ui.add(field).accessible_name("Search for a command");
    field.request_focus();
    let is_another_search = field.changed();
    if is_another_search {
        palette.next = 0;
    }
    let id = Id::unique("found in the palette");
    let mut searched =
        kept::take(ui.ctx(), id).unwrap_or_else(|| Box::new(Searched::new(entries(), &palette.search)));
    searched.search(&palette.search);
    let last = searched.found.len().saturating_sub(1) as i64;
    palette.next = (palette.next as i64 + steps).clamp(0, last) as usize;
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    ui.add_space(8.0);
    let chosen = found_rows(ui, &searched, palette.next, steps != 0 || is_another_search);
    let entered = searched.found.get(palette.next).filter(|_| entered);
    if let Some(place) = chosen.or(entered.copied()) {
        commands.send(DialogCommand::Close);
        commands.send(searched.index.entry(place).command.clone());
    }
    kept::keep(ui.ctx(), id, searched);
}

/// Shows the rows of what was found that are in sight; returns the place of the entry that was clicked.
fn found_rows(ui: &mut Ui, searched: &Searched, next: usize, scrolls: bool) -> Option<usize> {
    let (theme, row_height) = (ui.theme(), row_height(ui));
    let height = (ROWS * row_height).min(ui.ctx().content_rect().height() - AROUND_LIST);
    let area =
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]);
    ui.spacing_mut().item_spacing.y = 0.0;
    if searched.found.is_empty() {
        let nothing = "No command matches. Try a word like “plan”, “save” or “history”.";
        area.show(ui, |ui| ui.label(theme.quiet(nothing)));
        return None;
    }
    let rows = area.show_rows(ui, row_height, searched.found.len(), |ui, shown| {
        if scrolls {
            let top = ui.max_rect().top() + (next as f32 - shown.start as f32) * row_height;
            let size = vec2(ui.available_width(), row_height);
            ui.scroll_to_rect(Rect::from_min_size(pos2(ui.max_rect().left(), top), size), None);
        }
        let mut clicked = None;
        for (row, place) in shown.clone().zip(&searched.found[shown]) {
            if entry_row(ui, searched.index.entry(*place), row == next).clicked() {
                clicked = Some(*place);
            }
        }
        clicked
    });
    rows.inner
}

fn row_height(ui: &Ui) -> f32 {
    ui.theme().size.text + 13.0
}

fn entry_row(ui: &mut Ui, entry: &PaletteEntry, next: bool) -> Response {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), row_height(ui));
    let (place, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, next, &entry.name));
    let colors = &theme.colors;
    if next || response.hovered() {
        ui.painter().rect_filled(place, 3.0, if next { colors.sunk } else { colors.hairline });
    }
    // Most commands have no shortcut.
    let keys = entry.keys.as_deref().unwrap_or("");
    let room = place.width() - 24.0 - paint::width(ui, keys, theme.note_font());
    let name = paint::StyledText::new(&entry.name, theme.text_font(), colors.ink).elided(ui, room, 1);
    paint::left(ui, pos2(place.left() + 8.0, place.center().y), name, colors.ink);
    let at = pos2(place.right() - 8.0, place.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, keys, theme.note_font(), colors.ink_2);
    if entry.explains.is_empty() { response } else { response.on_hover_text(&entry.explains) }
}

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

/// The narrowest column of keyboard shortcuts, in points at ordinary type: the keys, and beside them words that need not
/// be broken.
const SHORTCUT_COLUMN: f32 = 226.0;
/// The most columns of keyboard shortcuts.
const MOST_COLUMNS: usize = 3;

/// As many columns as there is room for.
fn columns_of_shortcuts(ui: &Ui) -> usize {
    let room = ui.available_width() / ui.theme().grown(SHORTCUT_COLUMN);
    (room as usize).clamp(1, MOST_COLUMNS)
}

/// Shows the table of keyboard shortcuts.
pub fn shortcuts(ui: &mut Ui, commands: &mut Commands) {
    super::closable_heading(ui, "Keyboard shortcuts", commands);
    let height = ui.ctx().content_rect().height() - 180.0;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
        ui,
        |ui| {
            let count = columns_of_shortcuts(ui);
            ui.columns(count, |columns| {
                // Those of a column that there is no room for come below the one before it.
                let folded = |column: usize| column * count / MOST_COLUMNS;
                let parts = [
                    (0, Group::File, "Files"),
                    (0, Group::Edit, "Undo and redo"),
                    (0, Group::Stage, "Stages"),
                    (1, Group::Play, "Time and histories"),
                    (1, Group::Results, "View"),
                    (1, Group::Zoom, "Zoom"),
                    (2, Group::Help, "Help"),
                    (2, Group::Quit, "Quit"),
                ];
                let elsewhere = ELSEWHERE.iter().map(|(keys, does)| ((*keys).to_owned(), *does));
                part(&mut columns[folded(2)], "On the focused control", elsewhere);
                for (column, group, title) in parts {
                    of_group(&mut columns[folded(column)], group, title);
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
            ui.add(Label::new(theme.note(does)).wrap());
            ui.end_row();
        }
    });
    ui.add_space(8.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Command;
    use egui::{Context, RawInput};
    use std::cell::Cell;

    /// As many entries as a case has in which two hundred actors are all tied to each other.
    fn many() -> Vec<PaletteEntry> {
        let entry = |number: u32| PaletteEntry {
            command: Command::Undo,
            name: format!("Number: tie {number}"),
            keys: None,
            explains: String::new(),
            synonyms: "",
        };
        (0..80_000).map(entry).collect()
    }

    #[test]
    fn a_palette_of_a_dense_case_is_made_once_and_paints_what_is_in_sight() {
        let ctx = Context::default();
        kept::install(&ctx);
        let (made, mut state) = (Cell::new(0), CommandPalette::default());
        let entries = || {
            made.set(made.get() + 1);
            many()
        };
        for search in ["", "", "tie 79", "tie 79999"] {
            state.search = search.into();
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                palette(ui, &mut state, &entries, &mut Commands::default())
            });
            output.textures_delta.clear();
            assert!(output.shapes.len() < 200, "{} shapes for “{search}”", output.shapes.len());
        }
        assert_eq!(made.get(), 1);
    }
}
