//! Where the parts of a ladder stand.

use crate::scenario::Level;
use crate::ui::theme::{GRID, Theme};
use egui::{Pos2, Rangef, Rect, pos2};

const NAME_WIDTH: f32 = 84.0;
const METER_WIDTH: f32 = 36.0;
const COLUMN_WIDTH: f32 = 56.0;
const NARROW_COLUMN: f32 = 44.0;
/// Below this the words of a level would be cut after a word or two.
const FEWEST_WORDS: f32 = 120.0;

/// Places for names, words, meters and recipients. When many recipients come, the meters fold
/// away first, then the words; names and tracks stay.
#[derive(Clone, Debug)]
pub struct Layout {
    origin: Pos2,
    /// The width of the whole.
    pub width: f32,
    name_width: f32,
    /// The width of the words; 0 if folded away.
    pub words_width: f32,
    /// Whether the two meters are shown.
    pub meters: bool,
    meter_width: f32,
    /// The width of a recipient's column.
    pub column_width: f32,
    columns: usize,
    head: f32,
    /// The heights of the rows, from withheld up.
    rows: [f32; 5],
}

impl Layout {
    /// The layout for so many recipients in so much room, with two lines in every row.
    pub fn of(theme: &Theme, available: f32, columns: usize) -> Self {
        let scale = theme.size.note / 11.0;
        let (name_width, meter_width) = (NAME_WIDTH * scale, METER_WIDTH * scale);
        let meters_width = 2.0 * (meter_width + 12.0);
        let recipients = |width: f32| columns as f32 * width * scale;
        let words =
            |column: f32, meters: f32| available - name_width - meters - recipients(column) - 2.0 * GRID;
        let fits = |width: &f32| *width >= FEWEST_WORDS * scale;
        let options = [
            (COLUMN_WIDTH, true, words(COLUMN_WIDTH, meters_width)),
            (NARROW_COLUMN, true, words(NARROW_COLUMN, meters_width)),
            (NARROW_COLUMN, false, words(NARROW_COLUMN, 0.0)),
        ];
        let chosen = options.into_iter().find(|(_, _, words)| fits(words));
        let (column, meters, words_width) = chosen.unwrap_or((NARROW_COLUMN, false, 0.0));
        let needed = name_width + 2.0 * GRID + recipients(column);
        let line = theme.note_line();
        let row = 2.0 * line + (8.0 * scale).round();
        Layout {
            origin: Pos2::ZERO,
            width: available.max(needed),
            name_width,
            words_width,
            meters,
            meter_width,
            column_width: column * scale,
            columns,
            head: line + 4.0,
            rows: [line + 10.0, row, row, row, row],
        }
    }

    /// The same layout with room for names and words of these heights, where they need more.
    pub fn holding(mut self, name: f32, words: [f32; 5]) -> Self {
        self.head = self.head.max(name + 4.0);
        for (row, words) in self.rows.iter_mut().zip(words) {
            *row = row.max((words + 2.0).ceil());
        }
        self
    }

    /// The width of a recipient's name.
    pub fn head_width(&self) -> f32 {
        self.column_width - 2.0
    }

    /// The gap between names and recipients, in which the tag of the tear line may stand.
    pub fn gap(&self) -> Rangef {
        Rangef::new(self.names().max, self.lines().max)
    }

    /// The same layout standing at a place on the screen.
    pub fn at(self, origin: Pos2) -> Self {
        Layout { origin, ..self }
    }

    /// The height of the whole.
    pub fn height(&self) -> f32 {
        self.head + self.rows.iter().sum::<f32>()
    }

    /// The row of a level, from side to side.
    pub fn row(&self, level: Level) -> Rect {
        let (height, above) = (self.rows[level.index()], &self.rows[level.index() + 1..]);
        let top = self.origin.y + self.head + above.iter().sum::<f32>();
        Rect::from_min_max(pos2(self.origin.x, top), pos2(self.origin.x + self.width, top + height))
    }

    /// The level whose row is at a height on the screen.
    pub fn row_at(&self, y: f32) -> Option<Level> {
        Level::ALL.into_iter().find(|level| self.row(*level).y_range().contains(y))
    }

    /// The heights of the steps of a track, from withheld up.
    pub fn heights(&self) -> [f32; 5] {
        Level::ALL.map(|level| self.row(level).center().y)
    }

    /// Where the feet of the column heads stand.
    pub fn head_foot(&self) -> f32 {
        self.origin.y + self.head - 2.0
    }

    /// Where the names stand.
    pub fn names(&self) -> Rangef {
        Rangef::new(self.origin.x, self.origin.x + self.name_width)
    }

    /// Where the words stand.
    pub fn words(&self) -> Rangef {
        let left = self.names().max + GRID;
        Rangef::new(left, left + self.words_width)
    }

    /// Where a meter stands: 0 is use, 1 is exposure.
    pub fn meter(&self, index: usize) -> Rangef {
        let left = self.words().max + GRID + index as f32 * (self.meter_width + 12.0);
        Rangef::new(left, left + self.meter_width)
    }

    /// The middle of a recipient's column.
    pub fn column(&self, index: usize) -> f32 {
        let from_right = (self.columns - index) as f32 - 0.5;
        self.origin.x + self.width - from_right * self.column_width
    }

    /// The right end of the hairlines between rows: before the first track.
    pub fn lines(&self) -> Rangef {
        let right = self.column(0) - self.column_width / 2.0 - GRID / 2.0;
        Rangef::new(self.origin.x, if self.columns == 0 { self.origin.x + self.width } else { right })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Look;

    #[test]
    fn meters_fold_away_before_words_and_words_before_names() {
        let theme = Theme::of(Look::Light);
        let folded: Vec<(bool, bool)> = [2, 5, 9]
            .map(|recipients| Layout::of(theme, 512.0, recipients))
            .map(|layout| (layout.meters, layout.words_width > 0.0))
            .into();
        assert_eq!(folded, [(true, true), (false, true), (false, false)]);
    }

    #[test]
    fn a_row_grows_with_its_words_and_moves_the_rows_below_it_only() {
        let layout = Layout::of(Theme::of(Look::Light), 512.0, 2);
        let words = Level::ALL.map(|level| if level == Level::Context { 60.0 } else { 0.0 });
        let grown = layout.clone().holding(0.0, words);
        assert_eq!(grown.row(Level::SourcesMethods), layout.row(Level::SourcesMethods));
        assert_eq!(grown.row(Level::Context).top(), layout.row(Level::Context).top());
        assert!(grown.row(Level::Context).height() > 60.0);
        assert_eq!(grown.row(Level::Content).top(), grown.row(Level::Context).bottom());
    }

    #[test]
    fn nothing_overlaps_whatever_the_number_of_recipients() {
        for look in Look::ALL {
            let theme = Theme::of(look);
            for recipients in 1..14 {
                let layout = Layout::of(theme, 512.0, recipients);
                let first = layout.column(0) - layout.column_width / 2.0;
                let before = if layout.meters { layout.meter(1).max } else { layout.words().max };
                assert!(before <= first + 0.5, "{look:?} with {recipients}: {before} > {first}");
            }
        }
    }
}
