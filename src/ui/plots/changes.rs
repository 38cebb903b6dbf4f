//! Changes in rows: of shares, as marks before and after, and of amounts, as bars around zero.

use super::axis::{Axis, Values};
use super::chart::Chart;
use super::points::RING;
use super::rows::{Mark, Rows};
use crate::analysis::number_format::{self, PercentChange};
use crate::engine::Statistics;
use crate::ui::kept_painting::{Painting, paint_kept};
use crate::ui::phrases;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Align2, Rangef, Rect, Sense, Stroke, Ui, pos2, vec2};

/// The columns of rows of shares: names, axis and numbers.
#[derive(Clone, PartialEq)]
pub struct ShareColumns {
    /// The width of a partner's name; the material stands beside it.
    name_width: f32,
    materials_end: f32,
    bars: Rangef,
    /// The right end of “93 → 88”; none where the axis would get too short beside it.
    values_end: Option<f32>,
    change_end: f32,
}

/// The shortest axis on which marks can be told apart, in points.
const SHORTEST: f32 = 90.0;

/// The width of the name of a material with the gap before it, and of the cell of a previewed change, in points at ordinary
/// type.
const MATERIAL: f32 = 46.0;
const PREVIEW_CELL: f32 = 38.0;

impl ShareColumns {
    /// The columns that fit a rectangle.
    pub fn of(ui: &Ui, place: Rect) -> Self {
        let scale = ui.theme().size.note / 11.0;
        let (left, right) = (place.left(), place.right() - 8.0);
        let materials_end = left + 150.0 * scale;
        let zero = materials_end + 14.0;
        let values_end = right - 46.0 * scale;
        let beside_values = values_end - 58.0 * scale;
        let fits = beside_values - zero >= SHORTEST;
        let bars = Rangef::new(zero, if fits { beside_values } else { values_end - 14.0 });
        let name_width = materials_end - left - MATERIAL * scale;
        ShareColumns {
            name_width,
            materials_end,
            bars,
            values_end: fits.then_some(values_end),
            change_end: right,
        }
    }

    /// Draws the ticks above the rows, where they stay while the rows scroll.
    pub fn ticks(&self, ui: &mut Ui) {
        let height = ui.theme().note_line();
        let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let place = Rect::from_x_y_ranges(self.bars, place.top()..=place.bottom() + 1.0);
        let id = ui.make_persistent_id("ticks of shares");
        Chart::new(id, shares().ticks(height), Axis::unit()).ticks_above().show_marks(ui, place, &(), |_| {});
    }
}

/// The axis from 0 to 100 per cent, with room for a whole ring at either end.
fn shares() -> Axis {
    Axis::unit().room(RING + 1.0)
}

/// The change of the chance that a partner shares one material.
pub struct ShareChange<'a> {
    /// The name of the material.
    pub material: &'static str,
    /// The means if nothing were said, and as planned.
    pub means: [f64; 2],
    /// The distribution as planned.
    pub spread: &'a Statistics,
    /// The means in a preview and without it, in as many histories.
    pub preview: Option<[f64; 2]>,
}

/// Rows of shares on an axis from 0 to 100 per cent.
pub struct ShareRows {
    texts: ShareTexts,
    rows: Rows,
}

/// All that is written in rows of shares.
#[derive(Clone, PartialEq)]
struct ShareTexts {
    columns: ShareColumns,
    groups: Vec<ShareGroup>,
    rows: Vec<ShareText>,
}

/// The name of rows that follow each other, with a line below them.
#[derive(Clone, PartialEq)]
struct ShareGroup {
    name: String,
    /// The place of the rows, with the room above and below them.
    place: Rect,
    first_row: Rect,
}

#[derive(Clone, PartialEq)]
struct ShareText {
    place: Rect,
    material: &'static str,
    means: [f64; 2],
    preview: Option<[f64; 2]>,
}

impl ShareRows {
    /// Begins rows below a height on the screen.
    pub fn begin(ui: &Ui, columns: ShareColumns, top: f32) -> Self {
        let id = ui.make_persistent_id("rows of shares");
        let rows = Rows::below(id, shares().grid(), columns.bars, Rangef::point(top));
        ShareRows { texts: ShareTexts { columns, groups: Vec::new(), rows: Vec::new() }, rows }
    }

    /// Adds the name of two rows in a place, of which this is the first.
    pub fn group(&mut self, name: &str, place: Rect, first_row: Rect) {
        self.texts.groups.push(ShareGroup { name: name.to_owned(), place, first_row });
    }

    /// Adds a row: the material and the numbers, a hollow ring if nothing were said, a solid dot as planned, and a whisker
    /// from 5 to 95 per cent.
    pub fn row(&mut self, ui: &Ui, place: Rect, shown: &ShareChange<'_>) {
        let ShareChange { material, means, spread, preview } = *shown;
        self.texts.rows.push(ShareText { place, material, means, preview });
        let colors = &ui.theme().colors;
        let ([withheld, planned], [low, .., high]) = (means, spread.quantiles);
        let color = match PercentChange::of(withheld, planned).change() {
            0 => colors.ink_2,
            rise if rise > 0 => colors.better,
            _ => colors.worse,
        };
        let marks = [
            Mark::Interval { low, high, color: colors.line },
            Mark::Change { from: withheld, to: planned, color },
            Mark::Ring { at: withheld },
            Mark::Dot { at: planned, color },
        ];
        self.rows.row(place, marks.into_iter().chain(preview.map(|[at, _]| Mark::Preview { at })));
    }

    /// Draws them all.
    pub fn draw(mut self, ui: &mut Ui) {
        paint_kept(ui, ui.scope_id().with("texts of shares"), &self.texts);
        self.rows.draw(ui);
    }
}

impl Painting for ShareTexts {
    fn paint(&self, ui: &Ui) {
        self.rows.iter().for_each(|row| row.paint(ui, &self.columns));
        let (theme, width) = (ui.theme(), self.columns.name_width);
        for ShareGroup { name, place, first_row } in &self.groups {
            let color = theme.colors.ink;
            // On both rows where it is too long for one, so that it is read whole.
            let galley = StyledText::new(name, theme.text_font(), color).elided(ui, width, 2);
            let middle = first_row.top() + galley.rows.len() as f32 * first_row.height() / 2.0;
            paint::left(ui, pos2(place.left(), middle), galley, color);
            let line = Stroke::new(1.0, theme.colors.hairline);
            ui.painter().hline(place.x_range(), place.bottom(), line);
        }
    }
}

impl ShareText {
    fn paint(&self, ui: &Ui, columns: &ShareColumns) {
        let ShareText { place, material, means: [withheld, planned], preview } = *self;
        let theme = ui.theme();
        let colors = &theme.colors;
        let shift = PercentChange::of(withheld, planned);
        let text = |x: f32, text: String, font, color| {
            ui.painter().text(pos2(x, place.center().y), Align2::RIGHT_CENTER, text, font, color);
        };
        text(columns.materials_end, material.into(), theme.note_font(), colors.ink_2);
        let preview = preview.and_then(phrases::changed_points);
        let cell = |end: f32, width: f32| {
            let width = width * theme.size.note / 11.0;
            Rect::from_x_y_ranges(end - width..=end, place.y_range().shrink(1.0))
        };
        if let Some((end, change)) = columns.values_end.zip(preview.as_ref()) {
            paint::previewed_change(ui, cell(end, PREVIEW_CELL), change);
        } else if let Some(end) = columns.values_end {
            text(end, shift.values(), theme.note_font(), colors.ink_2);
        }
        match preview.filter(|_| columns.values_end.is_none()) {
            Some(change) => paint::previewed_change(ui, cell(columns.change_end, PREVIEW_CELL), &change),
            None => text(columns.change_end, shift.directed(), theme.strong_note_font(), colors.ink),
        }
    }
}

/// The change of an amount.
pub struct AmountChange<'a> {
    /// The name of the amount.
    pub name: &'a str,
    /// Its unit.
    pub note: &'a str,
    /// The distribution of the change.
    pub statistics: &'a Statistics,
    /// Whether the change is good for home; none if nothing changes.
    pub better: Option<bool>,
    /// “better” or “worse”.
    pub word: &'a str,
    /// The mean in a preview, and in words by how much it changes the mean.
    pub preview: Option<(f64, &'a str)>,
}

/// Rows of amounts around a common zero line.
pub struct AmountRows {
    columns: AmountColumns,
    rows: Rows,
}

/// The widths of the columns of a row on one line, in points at ordinary type.
const NAME: f32 = 104.0;
const NOTE: f32 = 120.0;
const VALUE: f32 = 66.0;
const WORD: f32 = 58.0;
/// The width of the names of a row on two lines, and of the numbers.
const NAMES: f32 = 116.0;
const NUMBERS: f32 = 74.0;

/// The columns of a row: name above note, bar, and value above word; on one line all beside each other.
struct AmountColumns {
    names: f32,
    /// The left end of the note, and its width.
    note: Rangef,
    bars: Rangef,
    values_end: f32,
    words_end: f32,
    /// Half of the distance between the two lines; 0 if there is one.
    apart: f32,
}

impl AmountColumns {
    fn of(ui: &Ui, place: Rect) -> Self {
        let (scale, line) = (ui.theme().size.note / 11.0, ui.theme().note_line());
        let [name, note, value, word, names, numbers] =
            [NAME, NOTE, VALUE, WORD, NAMES, NUMBERS].map(|width| width * scale);
        let (left, right) = (place.left(), place.right() - 8.0);
        if place.height() < 2.0 * line - 2.0 {
            let (note, values_end) = (Rangef::new(left + name, left + name + note), right - word);
            let bars = Rangef::new(note.max, values_end - value - 4.0);
            let names = name - 6.0;
            return AmountColumns { names, note, bars, values_end, words_end: right, apart: 0.0 };
        }
        let names = names.min(place.width() - numbers - 16.0);
        let (note, bars) =
            (Rangef::new(left, left + names), Rangef::new(left + names + 8.0, right - numbers));
        // The lines of a row stand closer to each other than to those of its neighbours.
        AmountColumns { names, note, bars, values_end: right, words_end: right, apart: 0.5 * line - 1.0 }
    }
}

impl AmountRows {
    /// The least width of a row on one line, in points.
    pub fn one_line_width(ui: &Ui) -> f32 {
        (NAME + NOTE + VALUE + WORD + 50.0) * ui.theme().size.note / 11.0
    }

    /// Begins rows as wide and high as the first of them. The longest bar or whisker reaches an end of the axis.
    pub fn begin<'a>(ui: &Ui, first: Rect, changes: impl Iterator<Item = &'a Statistics>) -> Self {
        let columns = AmountColumns::of(ui, first);
        let id = ui.make_persistent_id("rows of amounts");
        let reach = reach(changes);
        let axis = Axis::between(-reach, reach, Values::Amounts);
        let mut rows = Rows::below(id, axis, columns.bars, Rangef::point(first.top()));
        rows.line(0.0, Stroke::new(1.0, ui.theme().colors.ink_2));
        AmountRows { columns, rows }
    }

    /// Draws the texts of a row, and adds its bar.
    pub fn row(&mut self, ui: &Ui, place: Rect, change: &AmountChange<'_>) {
        let theme = ui.theme();
        let (colors, columns) = (&theme.colors, &self.columns);
        let (fill, ink) = match change.better {
            None => (colors.line, colors.ink_2),
            Some(true) => (colors.better, colors.better_text),
            Some(false) => (colors.worse, colors.worse_text),
        };
        let (first, second) = (place.center().y - columns.apart, place.center().y + columns.apart);
        let name =
            StyledText::new(change.name, theme.strong_note_font(), colors.ink).elided(ui, columns.names, 1);
        paint::left(ui, pos2(place.left(), first), name, colors.ink);
        let width = columns.note.span() - 6.0;
        if let Some((_, by)) = change.preview {
            let cell = vec2(PREVIEW_CELL + 12.0, 14.0) * theme.size.note / 11.0;
            let cell = Rect::from_min_size(pos2(columns.note.min, second - 0.5 * cell.y), cell);
            paint::previewed_change(ui, cell, by);
        } else {
            let note = StyledText::new(change.note, theme.note_font(), colors.ink_2).elided(ui, width, 1);
            paint::left(ui, pos2(columns.note.min, second), note, colors.ink_2);
        }
        let text = |x: f32, y: f32, text: &str, font, color| {
            ui.painter().text(pos2(x, y), Align2::RIGHT_CENTER, text, font, color);
        };
        let (mean, [low, .., high]) = (change.statistics.mean, change.statistics.quantiles);
        let value = number_format::directed_amount(mean);
        text(columns.values_end, first, &value, theme.semibold_font(), colors.ink);
        text(columns.words_end, second, change.word, theme.note_font(), ink);
        let bar = Mark::Bar { from: 0.0, to: mean, height: 10.0, fill };
        let whisker = (high > low).then_some(Mark::Interval { low, high, color: colors.ink });
        let preview = change.preview.map(|(at, _)| Mark::Preview { at });
        self.rows.row(place, [bar].into_iter().chain(whisker).chain(preview));
    }

    /// Draws the bars of the rows added so far, where there is room for them.
    pub fn draw(&mut self, ui: &mut Ui) {
        if self.columns.bars.span() > 24.0 {
            self.rows.draw(ui);
        }
    }
}

/// The largest amount that a bar or whisker reaches, to either side of zero; 1 where nothing changes.
fn reach<'a>(changes: impl Iterator<Item = &'a Statistics>) -> f64 {
    let of = |change: &Statistics| [change.mean, change.quantiles[0], change.quantiles[4]].map(f64::abs);
    let most = changes.flat_map(of).fold(0.0, f64::max);
    if most > 0.0 && most.is_finite() { most } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(mean: f64, low: f64, high: f64) -> Statistics {
        Statistics { mean, quantiles: [low, low, mean, high, high], ..Statistics::default() }
    }

    #[test]
    fn the_longest_bar_or_whisker_reaches_the_end_of_the_axis() {
        let changes = [change(-2.5, -5.0, 0.0), change(-0.05, -0.1, 0.0), change(0.6, 0.6, 0.6)];
        assert_eq!(reach(changes.iter()), 5.0);
        assert_eq!(reach([change(7.0, 1.0, 2.0)].iter()), 7.0);
        assert_eq!(reach([change(0.0, 0.0, 0.0)].iter()), 1.0, "where nothing changes");
    }
}
