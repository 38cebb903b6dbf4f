//! The tear-line ladder: what would be said at each level of detail, from sources and methods at
//! the top to nothing at the bottom, and how much of it each recipient is told.

mod draw;
mod layout;

use super::track::{self, Track};
use crate::scenario::Level;
use crate::ui::theme::Themed;
use egui::{ScrollArea, Sense, Ui, vec2};
use layout::Layout;

/// One level of detail.
pub struct Row {
    /// What would be said.
    pub words: String,
    /// Whether nobody has written that yet, so that `words` only stand in for it.
    pub unwritten: bool,
    /// What the originator granted reaches up to here.
    pub granted: bool,
    /// Value to a recipient that wants it fully, 0 to 1.
    pub value: f64,
    /// What that bar means.
    pub value_explains: String,
    /// The chance that a holder could pick the true source, 0 to 1.
    pub exposure: f64,
    /// What that bar means.
    pub exposure_explains: String,
}

/// One recipient.
pub struct Column {
    /// Its name, short enough for the head of a column.
    pub name: String,
    /// The same in a sentence: “Russia”, “the public”.
    pub in_sentence: String,
    /// How much it is told.
    pub level: Level,
    /// How much it held before.
    pub held: Level,
    /// How much it would be told by what is tried out.
    pub preview: Option<Level>,
}

/// What a ladder shows.
pub struct Ladder {
    /// The five levels, from withheld up.
    pub rows: [Row; 5],
    /// The recipients.
    pub columns: Vec<Column>,
}

/// What was asked of it: which column, which level.
#[derive(Default)]
pub struct Asked {
    /// A level was chosen.
    pub chosen: Option<(usize, Level)>,
    /// The pointer rests on a level that is not chosen.
    pub resting: Option<(usize, Level)>,
}

impl Ladder {
    /// The highest level that anybody is told: the tear line stands above it.
    pub fn highest(&self) -> Level {
        self.columns.iter().map(|column| column.level).max().unwrap_or_default()
    }

    /// Shows it as wide as there is room, to be scrolled sideways where there is too little.
    pub fn show(&self, ui: &mut Ui) -> Asked {
        let theme = ui.theme();
        let layout = Layout::of(theme, ui.available_width(), self.columns.len());
        let names = self.columns.iter().map(|column| draw::column_head(ui, &column.name, &layout));
        let name = names.map(|name| name.size().y).fold(0.0, f32::max);
        let words = |level: Level| draw::words_of(ui, &layout, &self.rows[level.index()]).size().y;
        let words = if layout.words_width > 0.0 { Level::ALL.map(words) } else { [0.0; 5] };
        let layout = layout.holding(name, words);
        if layout.width <= ui.available_width() {
            return self.show_laid_out(ui, layout);
        }
        let scrolled = ScrollArea::horizontal().id_salt("ladder");
        scrolled.show(ui, |ui| self.show_laid_out(ui, layout)).inner
    }

    fn show_laid_out(&self, ui: &mut Ui, layout: Layout) -> Asked {
        let (place, _) = ui.allocate_exact_size(vec2(layout.width, layout.height()), Sense::hover());
        let layout = layout.at(place.min);
        draw::head(ui, self, &layout);
        let under_pointer =
            ui.rect_contains_pointer(place).then(|| layout.row_at(pointer_height(ui))).flatten();
        draw::rows(ui, self, &layout, under_pointer);
        draw::tear_line(ui, &layout, self.highest());
        let mut asked = Asked::default();
        for (index, column) in self.columns.iter().enumerate() {
            let track = self.track(ui, &layout, index, column);
            asked.chosen = asked.chosen.or(track.chosen.map(|level| (index, level)));
            asked.resting = asked.resting.or(track.resting.map(|level| (index, level)));
        }
        asked
    }

    fn track(&self, ui: &mut Ui, layout: &Layout, index: usize, column: &Column) -> track::Asked {
        let theme = ui.theme();
        let asked = track::show(
            ui,
            &Track {
                name: &format!("Tell {}", column.in_sentence),
                level: column.level,
                held: column.held,
                preview: column.preview,
                heights: layout.heights(),
                center: layout.column(index),
                width: layout.column_width,
            },
        );
        // Under the pointer the words are lit beside it already, and a box would cover what is told of
        // the choice below.
        if asked.response.has_focus() && !asked.response.contains_pointer() {
            let hint = self.hint(column, column.level);
            asked.response.show_tooltip_ui(|ui| {
                ui.set_max_width(280.0);
                ui.label(theme.text(hint));
            });
        }
        asked
    }

    fn hint(&self, column: &Column, level: Level) -> String {
        let held = match column.held {
            Level::Withheld => String::new(),
            held => format!(" {} already holds its {}.", column.name, held.name()),
        };
        let words = &self.rows[level.index()].words;
        format!("{}, {}: {words}{held}\nClick, drag, or use ↑ and ↓.", column.name, level.name())
    }
}

fn pointer_height(ui: &Ui) -> f32 {
    ui.input(|input| input.pointer.hover_pos()).map_or(f32::NAN, |at| at.y)
}
