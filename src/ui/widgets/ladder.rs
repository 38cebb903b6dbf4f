//! The tear-line ladder: the wording at each level of detail, from sources and methods at the top to
//! nothing at the bottom, and a slider for the level that each recipient is told.

use super::level_slider::{self, LevelSlider};
use crate::scenario::Level;
use crate::ui::phrases::capitalised;
use crate::ui::theme::{GRID, Theme, Themed};
use crate::ui::widgets::explain::{self, Heading};
use crate::ui::widgets::paint;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Align2, Color32, Galley, Pos2, Rangef, Rect, RectAlign, ScrollArea, Sense, Shape, Stroke, Tooltip,
    Ui, pos2, vec2,
};
use std::sync::Arc;

/// One level of detail.
pub struct LadderRow {
    /// The wording of the level.
    pub words: String,
    /// True if there is no wording yet and `words` is a placeholder.
    pub unwritten: bool,
    /// True for the highest level that the originator granted.
    pub granted: bool,
    /// Its value to a recipient that wants the item fully.
    pub value: LadderMeter,
    /// The chance that a holder could pick the true source.
    pub exposure: LadderMeter,
}

/// A number of a level, which is drawn as a bar.
pub struct LadderMeter {
    /// The number, 0 to 1.
    pub share: f64,
    /// Its tooltip.
    pub explains: String,
}

/// One recipient.
pub struct LadderColumn {
    /// A name short enough for a column heading.
    pub name: String,
    /// The name within a sentence: “Russia”, “the public”.
    pub in_sentence: String,
    /// The level told.
    pub level: Level,
    /// The level held before the meeting.
    pub held: Level,
    /// The level told in the previewed plan, if it differs.
    pub preview: Option<Level>,
}

/// The contents of a ladder.
pub struct Ladder {
    /// The five levels, from withheld up.
    pub rows: [LadderRow; 5],
    /// The recipients.
    pub columns: Vec<LadderColumn>,
}

/// The user's choice: the index of a recipient and a level.
#[derive(Default)]
pub struct LadderChoice {
    /// A level was chosen.
    pub chosen: Option<(usize, Level)>,
    /// The pointer rests on a level that is not chosen.
    pub hovered: Option<(usize, Level)>,
}

impl Ladder {
    /// The highest level that anybody is told: the tear line stands above it.
    pub fn highest(&self) -> Level {
        // Without recipients nobody is told anything.
        self.columns.iter().map(|column| column.level).max().unwrap_or(Level::Withheld)
    }

    /// Shows the ladder over the available width, or scrolls it sideways where that is too little.
    pub fn show(&self, ui: &mut Ui) -> LadderChoice {
        let theme = ui.theme();
        let layout = LadderLayout::of(theme, ui.available_width(), self.columns.len(), self.longest_word(ui));
        let names = self.columns.iter().map(|column| column_head(ui, &column.name, &layout));
        let name = names.map(|name| name.size().y).fold(0.0, f32::max);
        let words = |level: Level| words_of(ui, &layout, &self.rows[level.index()]).size().y;
        let words = if layout.words_width > 0.0 { Level::ALL.map(words) } else { [0.0; 5] };
        let layout = layout.holding(name, words).torn_above(self.highest(), ui.theme());
        if layout.width <= ui.available_width() {
            return self.show_laid_out(ui, layout);
        }
        let scrolled = ScrollArea::horizontal().id_salt("ladder");
        scrolled.show(ui, |ui| self.show_laid_out(ui, layout)).inner
    }

    /// The width of the longest word in a recipient's name, in points.
    fn longest_word(&self, ui: &Ui) -> f32 {
        let words = self.columns.iter().flat_map(|column| column.name.split_whitespace());
        words.map(|word| paint::width(ui, word, ui.theme().strong_note_font())).fold(0.0, f32::max)
    }

    fn show_laid_out(&self, ui: &mut Ui, layout: LadderLayout) -> LadderChoice {
        let (place, _) = ui.allocate_exact_size(vec2(layout.width, layout.height()), Sense::hover());
        let layout = layout.at(place.min);
        heads(ui, self, &layout);
        let under_pointer =
            ui.rect_contains_pointer(place).then(|| layout.row_at(pointer_height(ui))).flatten();
        rows(ui, self, &layout, under_pointer.or_else(|| self.with_keyboard(ui)));
        tear_line(ui, &layout, self.highest());
        let mut asked = LadderChoice::default();
        for index in 0..self.columns.len() {
            let track = self.track(ui, &layout, index);
            asked.chosen = asked.chosen.or(track.chosen.map(|level| (index, level)));
            asked.hovered = asked.hovered.or(track.hovered.map(|level| (index, level)));
        }
        asked
    }

    /// The slider of a recipient.
    fn track(&self, ui: &mut Ui, layout: &LadderLayout, index: usize) -> level_slider::LevelChoice {
        let (theme, column) = (ui.theme(), &self.columns[index]);
        let asked = level_slider::show(
            ui,
            &LevelSlider {
                name: &column.slider_name(),
                level: column.level,
                held: column.held,
                preview: column.preview,
                heights: layout.heights(),
                center: layout.column(index),
                width: layout.column_width,
            },
        );
        // The words are lit beside it already. Where they are not whole, they stand above the ladder: below it and
        // beside it stand the effect of the choice and its numbers.
        if asked.response.has_focus()
            && !asked.response.contains_pointer()
            && !has_whole_words(ui, layout, &self.rows[column.level.index()])
        {
            let hint = self.hint(column, column.level);
            let response = &asked.response;
            let mut tip =
                Tooltip::always_open(ui.ctx().clone(), response.layer_id, response.id, layout.rect());
            tip.popup = tip.popup.align(RectAlign::TOP_START).align_alternatives(&[]);
            tip.gap(4.0).width(layout.width.min(440.0)).show(|ui| ui.label(theme.text(hint)));
        }
        asked
    }

    /// The level at which the slider with the keyboard stands.
    fn with_keyboard(&self, ui: &Ui) -> Option<Level> {
        let has_it = |column: &&LadderColumn| {
            ui.memory(|memory| memory.has_focus(level_slider::id(ui, &column.slider_name())))
        };
        self.columns.iter().find(has_it).map(|column| column.level)
    }

    fn hint(&self, column: &LadderColumn, level: Level) -> String {
        let held = match column.held {
            Level::Withheld => String::new(),
            held => format!(" {} already holds its {}.", column.name, held.name()),
        };
        let words = &self.rows[level.index()].words;
        format!("{}, {}: {words}{held}\nClick, drag, or use ↑ and ↓.", column.name, level.name())
    }
}

impl LadderColumn {
    fn slider_name(&self) -> String {
        format!("Tell {}", self.in_sentence)
    }
}

fn pointer_height(ui: &Ui) -> f32 {
    ui.input(|input| input.pointer.hover_pos()).map_or(f32::NAN, |at| at.y)
}

/// The headings of the two meters of a level.
const METERS: [Heading<'_>; 2] = [
    Heading {
        word: "use",
        meaning: "Use: the value of this level to a recipient that fully wants the item, as a share of the value of all \
         of it. What the recipient gives in return depends on this.",
    },
    Heading {
        word: "exposure",
        meaning: "Exposure: the chance that a holder of this level picks the true source among all plausible ones. Only \
         a hostile holder acts on it.",
    },
];

/// The headings of the columns.
fn heads(ui: &mut Ui, ladder: &Ladder, layout: &LadderLayout) {
    let theme = ui.theme();
    let foot = layout.head_foot();
    if layout.meters {
        for (index, heading) in METERS.into_iter().enumerate() {
            let at = pos2(layout.meter(index).center(), foot);
            heading.show(ui, at, Align2::CENTER_BOTTOM);
        }
    }
    for (index, column) in ladder.columns.iter().enumerate() {
        let name = column_head(ui, &column.name, layout);
        let at = pos2(layout.column(index), foot - name.size().y);
        paint::laid_out(ui, at, name, theme.colors.ink);
    }
}

/// The most lines for a recipient's name, and for the words of a level, which a tooltip shows whole if they are
/// longer.
const NAME_LINES: usize = 3;
const WORD_LINES: usize = 4;

/// A recipient's name on one line or more, each in the middle of its column.
fn column_head(ui: &Ui, name: &str, layout: &LadderLayout) -> Arc<Galley> {
    let theme = ui.theme();
    let width = layout.head_width();
    let mut job = LayoutJob::simple(name.into(), theme.strong_note_font(), theme.colors.ink, width);
    job.wrap = TextWrapping { max_width: width, max_rows: NAME_LINES, ..TextWrapping::default() };
    job.halign = Align::Center;
    ui.painter().layout_job(job)
}

/// A row as it is shown.
struct ShownRow<'a> {
    level: Level,
    row: &'a LadderRow,
    /// Whether anybody is told this level or a higher one: whether the row is below the tear line.
    is_told: bool,
    /// Whether it is the highest level that anybody is told.
    is_highest: bool,
}

/// The five rows.
fn rows(ui: &mut Ui, ladder: &Ladder, layout: &LadderLayout, lit: Option<Level>) {
    let theme = ui.theme();
    let highest = ladder.highest();
    for level in Level::ALL {
        let place = layout.row(level);
        if lit == Some(level) {
            ui.painter().rect_filled(place.expand2(vec2(8.0, 0.0)), 4.0, theme.colors.sunk);
        }
        let row = &ladder.rows[level.index()];
        let shown = ShownRow {
            level,
            row,
            is_told: level <= highest,
            is_highest: level == highest && highest > Level::Withheld,
        };
        name(ui, layout, &shown);
        words(ui, layout, &shown);
        if layout.meters && level > Level::Withheld {
            for (index, number) in [&row.value, &row.exposure].into_iter().enumerate() {
                let cell = Rect::from_x_y_ranges(layout.meter(index), place.y_range());
                meter(ui, cell, number, shown.is_told);
            }
        }
        let line_follows = level > Level::Withheld && level != above(highest);
        if line_follows {
            let stroke = Stroke::new(1.0, theme.colors.hairline);
            ui.painter().hline(layout.lines(), place.bottom(), stroke);
        }
    }
}

/// The row just above a level; the top row stands for the edge above it.
fn above(level: Level) -> Level {
    Level::from_index(level.index() + 1)
}

fn name(ui: &mut Ui, layout: &LadderLayout, shown: &ShownRow<'_>) {
    let (theme, place) = (ui.theme(), layout.row(shown.level));
    let color = theme.colors.ink;
    let font = if shown.is_highest { theme.semibold_font() } else { theme.text_font() };
    let text = capitalised(shown.level.name());
    let names = layout.names();
    let galley = paint::StyledText::new(&text, font, color).elided(ui, names.span(), 2);
    if !shown.row.granted {
        paint::left(ui, pos2(names.min, place.center().y), galley, color);
        return;
    }
    let note = paint::StyledText::new("granted to here", theme.note_font(), theme.colors.ink_2);
    let note = note.elided(ui, names.span(), 1);
    let line = theme.note_line();
    paint::left(ui, pos2(names.min, place.center().y - line / 2.0), galley, color);
    paint::left(ui, pos2(names.min, place.center().y + line * 0.75), note, color);
}

/// The words of a level, broken into lines.
fn words_of(ui: &Ui, layout: &LadderLayout, row: &LadderRow) -> Arc<Galley> {
    let theme = ui.theme();
    let (width, ink) = (layout.words().span(), Color32::PLACEHOLDER);
    paint::StyledText::new(&row.words, theme.note_font(), ink).elided(ui, width, WORD_LINES)
}

fn has_whole_words(ui: &Ui, layout: &LadderLayout, row: &LadderRow) -> bool {
    layout.words_width > 0.0 && !words_of(ui, layout, row).elided
}

fn words(ui: &mut Ui, layout: &LadderLayout, shown: &ShownRow<'_>) {
    let theme = ui.theme();
    let (row, place) = (shown.row, layout.row(shown.level));
    if layout.words_width <= 0.0 {
        return;
    }
    let color = if row.unwritten || !shown.is_told { theme.colors.ink_3 } else { theme.colors.ink_2 };
    let range = layout.words();
    let galley = words_of(ui, layout, row);
    let cut = galley.elided;
    paint::left(ui, pos2(range.min, place.center().y), galley, color);
    let over = Rect::from_x_y_ranges(range, place.y_range());
    let response = ui.interact(over, ui.make_persistent_id(("words", shown.level)), Sense::hover());
    paint::described(&response, || row.words.as_str());
    if cut {
        explain::text_tip(response, 320.0, row.words.as_str());
    }
}

fn meter(ui: &mut Ui, cell: Rect, LadderMeter { share, explains }: &LadderMeter, is_told: bool) {
    let theme = ui.theme();
    let track = paint::around(cell.center(), cell.width(), 6.0);
    let fill = if is_told { theme.colors.ink_2 } else { theme.colors.line };
    let filled = vec2(track.width() * share.clamp(0.0, 1.0) as f32, track.height());
    ui.painter().rect_filled(track, 0.0, theme.colors.hairline);
    ui.painter().rect_filled(Rect::from_min_size(track.min, filled), 0.0, fill);
    let id = ui.make_persistent_id(("meter", cell.min.x as i32, cell.min.y as i32));
    let response = ui.interact(cell, id, Sense::hover());
    paint::described(&response, || explains);
    explain::text_tip(response, 300.0, explains);
}

/// Paints the tear line: what stands below it may be said. It is the only full-width dashed line, so that it
/// can be taken for nothing else.
fn tear_line(ui: &mut Ui, layout: &LadderLayout, highest: Level) {
    let theme = ui.theme();
    let row = layout.row(highest);
    let y = layout.tear_height();
    let ends = [pos2(row.left() - 8.0, y), pos2(row.right() + 8.0, y)];
    let stroke = Stroke::new(1.5, theme.colors.ink);
    ui.painter().extend(Shape::dashed_line(&ends, stroke, 6.0, 4.0));
    let font = theme.strong_note_font();
    let galley = ui.painter().layout_no_wrap("tear line".into(), font, theme.colors.ink);
    let (room, needed) = (layout.gap(), galley.size().x + 12.0);
    if room.span() < needed {
        return;
    }
    let center = pos2(tag_center(layout).min(room.max - needed / 2.0), y);
    let gap = paint::around(center, galley.size().x + 12.0, theme.size.note * 0.9);
    ui.painter().rect_filled(gap, 0.0, theme.colors.panel);
    let at = Align2::CENTER_CENTER.anchor_size(center, galley.size());
    ui.painter().galley(at.min, galley, theme.colors.ink);
    let tag = ui.interact(gap, ui.make_persistent_id("tear line"), Sense::hover());
    paint::described(&tag, || "tear line");
    if let Some(meaning) = crate::ui::word_meaning("tear line") {
        tag.on_hover_text(format!("Tear line: {meaning}"));
    }
}

/// The tag stands over the meters, or over the words where the meters are folded away.
fn tag_center(layout: &LadderLayout) -> f32 {
    if layout.meters { layout.meter(0).min - 24.0 } else { layout.names().max + 24.0 }
}

/// The widths of the parts of a row, in points for notes of 11 points. A level's name takes one line or two; a
/// recipient's column is narrower where there are many of them.
const NAME_WIDTH: f32 = 84.0;
const METER_WIDTH: f32 = 36.0;
const COLUMN_WIDTH: f32 = 56.0;
const NARROW_COLUMN: f32 = 44.0;
/// The widest column, for the sake of a word that would be broken in a narrower one.
const WIDEST_COLUMN: f32 = 92.0;
/// The room beside a recipient's name in its column.
const HEAD_MARGIN: f32 = 2.0;
/// The narrowest room for the words of a level: in less they would be cut after a word or two.
const LEAST_WORDS_WIDTH: f32 = 120.0;

/// Places for names, words, meters and recipients. When many recipients come, the meters fold
/// away first, then the words; names and tracks stay.
#[derive(Clone, Debug)]
struct LadderLayout {
    origin: Pos2,
    /// The width of the whole.
    width: f32,
    name_width: f32,
    /// The width of the words; 0 if folded away.
    words_width: f32,
    /// True if the two meters are shown.
    meters: bool,
    meter_width: f32,
    /// The width of a recipient's column.
    column_width: f32,
    columns: usize,
    head: f32,
    /// The heights of the rows, from withheld up.
    rows: [f32; 5],
    /// The highest level below the tear line, which has a row of its own.
    torn_above: Level,
    /// The height of the tear line's row.
    tear: f32,
}

impl LadderLayout {
    /// The layout for a number of recipients in a width in points, with two lines in every row. The longest word of their
    /// names is not broken, if there is room.
    fn of(theme: &Theme, available: f32, columns: usize, longest_word: f32) -> Self {
        let scale = theme.size.note / 11.0;
        let (name_width, meter_width) = (NAME_WIDTH * scale, METER_WIDTH * scale);
        let meters_width = 2.0 * (meter_width + 12.0);
        let recipients = |width: f32| columns as f32 * width * scale;
        let words =
            |column: f32, meters: f32| available - name_width - meters - recipients(column) - 2.0 * GRID;
        let fits = |width: &f32| *width >= LEAST_WORDS_WIDTH * scale;
        let whole_words = ((longest_word + HEAD_MARGIN).ceil() / scale).max(COLUMN_WIDTH);
        // A word for which no column is wide enough is broken all the same.
        let whole_words = if whole_words <= WIDEST_COLUMN { whole_words } else { COLUMN_WIDTH };
        let options = [
            (whole_words, true, words(whole_words, meters_width)),
            (COLUMN_WIDTH, true, words(COLUMN_WIDTH, meters_width)),
            (NARROW_COLUMN, true, words(NARROW_COLUMN, meters_width)),
            (NARROW_COLUMN, false, words(NARROW_COLUMN, 0.0)),
        ];
        let chosen = options.into_iter().find(|(_, _, words)| fits(words));
        // Where not even the narrowest option leaves room for words, they are left out.
        let (column, meters, words_width) = chosen.unwrap_or((NARROW_COLUMN, false, 0.0));
        let needed = name_width + 2.0 * GRID + recipients(column);
        let line = theme.note_line();
        let row = 2.0 * line + (8.0 * scale).round();
        LadderLayout {
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
            torn_above: Level::Withheld,
            tear: 0.0,
        }
    }

    /// Gives the tear line a row of its own above a level: on the edge between two rows it would strike through a
    /// text as high as its row, and its tag through the words beside it.
    fn torn_above(self, level: Level, theme: &Theme) -> Self {
        LadderLayout { torn_above: level, tear: theme.note_line(), ..self }
    }

    /// The height of the tear line on the screen.
    fn tear_height(&self) -> f32 {
        self.row(self.torn_above).top() - self.tear / 2.0
    }

    fn rect(&self) -> Rect {
        Rect::from_min_size(self.origin, vec2(self.width, self.height()))
    }

    /// Grows the rows to hold names and words of these heights.
    fn holding(mut self, name: f32, words: [f32; 5]) -> Self {
        self.head = self.head.max(name + 4.0);
        for (row, words) in self.rows.iter_mut().zip(words) {
            *row = row.max((words + 2.0).ceil());
        }
        self
    }

    /// The width of a recipient's name.
    fn head_width(&self) -> f32 {
        self.column_width - HEAD_MARGIN
    }

    /// The gap between names and recipients, in which the tag of the tear line may stand.
    fn gap(&self) -> Rangef {
        Rangef::new(self.names().max, self.lines().max)
    }

    /// The layout with its left top corner at a place on the screen.
    fn at(self, origin: Pos2) -> Self {
        LadderLayout { origin, ..self }
    }

    /// The height of the whole.
    fn height(&self) -> f32 {
        self.head + self.rows.iter().sum::<f32>() + self.tear
    }

    /// The row of a level, from side to side.
    fn row(&self, level: Level) -> Rect {
        let (height, above) = (self.rows[level.index()], &self.rows[level.index() + 1..]);
        let tear = if level <= self.torn_above { self.tear } else { 0.0 };
        let top = self.origin.y + self.head + above.iter().sum::<f32>() + tear;
        Rect::from_min_max(pos2(self.origin.x, top), pos2(self.origin.x + self.width, top + height))
    }

    /// The level whose row is at a height on the screen.
    fn row_at(&self, y: f32) -> Option<Level> {
        Level::ALL.into_iter().find(|level| self.row(*level).y_range().contains(y))
    }

    /// The heights of the steps of a track, from withheld up.
    fn heights(&self) -> [f32; 5] {
        Level::ALL.map(|level| self.row(level).center().y)
    }

    /// The bottom of the column headings.
    fn head_foot(&self) -> f32 {
        self.origin.y + self.head - 2.0
    }

    /// The horizontal range of the level names.
    fn names(&self) -> Rangef {
        Rangef::new(self.origin.x, self.origin.x + self.name_width)
    }

    /// The horizontal range of the wording.
    fn words(&self) -> Rangef {
        let left = self.names().max + GRID;
        Rangef::new(left, left + self.words_width)
    }

    /// The horizontal range of a meter: 0 is use, 1 is exposure.
    fn meter(&self, index: usize) -> Rangef {
        let left = self.words().max + GRID + index as f32 * (self.meter_width + 12.0);
        Rangef::new(left, left + self.meter_width)
    }

    /// The middle of a recipient's column.
    fn column(&self, index: usize) -> f32 {
        let from_right = (self.columns - index) as f32 - 0.5;
        self.origin.x + self.width - from_right * self.column_width
    }

    /// The right end of the hairlines between rows: before the first track.
    fn lines(&self) -> Rangef {
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
            .map(|recipients| LadderLayout::of(theme, 512.0, recipients, 0.0))
            .map(|layout| (layout.meters, layout.words_width > 0.0))
            .into();
        assert_eq!(folded, [(true, true), (false, true), (false, false)]);
    }

    #[test]
    fn a_row_grows_with_its_words_and_moves_the_rows_below_it_only() {
        let layout = LadderLayout::of(Theme::of(Look::Light), 512.0, 2, 0.0);
        let words = Level::ALL.map(|level| if level == Level::Context { 60.0 } else { 0.0 });
        let grown = layout.clone().holding(0.0, words);
        assert_eq!(grown.row(Level::SourcesMethods), layout.row(Level::SourcesMethods));
        assert_eq!(grown.row(Level::Context).top(), layout.row(Level::Context).top());
        assert!(grown.row(Level::Context).height() > 60.0);
        assert_eq!(grown.row(Level::Content).top(), grown.row(Level::Context).bottom());
    }

    #[test]
    fn the_tear_line_stands_between_two_rows_and_crosses_neither() {
        let theme = Theme::of(Look::Light);
        for highest in Level::ALL {
            let layout = LadderLayout::of(theme, 512.0, 2, 0.0).torn_above(highest, theme);
            let y = layout.tear_height();
            let told = Level::ALL.into_iter().filter(|level| layout.row(*level).top() > y);
            let held_back = Level::ALL.into_iter().filter(|level| layout.row(*level).bottom() < y);
            assert_eq!(told.max(), Some(highest));
            assert_eq!(held_back.count(), 4 - highest.index(), "above {highest:?}");
            assert_eq!(layout.row(Level::Withheld).bottom(), layout.height());
        }
    }

    #[test]
    fn a_column_is_as_wide_as_the_longest_word_where_there_is_room() {
        let theme = Theme::of(Look::Light);
        let width = |recipients, word| LadderLayout::of(theme, 512.0, recipients, word).column_width;
        assert_eq!(width(2, 40.0), COLUMN_WIDTH);
        assert_eq!(width(2, 70.0), 70.0 + HEAD_MARGIN);
        assert_eq!(width(2, 400.0), COLUMN_WIDTH, "it is broken whatever is done");
        assert_eq!(width(9, 70.0), width(9, 0.0), "many recipients have no room for it");
    }

    #[test]
    fn nothing_overlaps_whatever_the_number_of_recipients() {
        for look in Look::ALL {
            let theme = Theme::of(look);
            for recipients in 1..14 {
                let layout = LadderLayout::of(theme, 512.0, recipients, 0.0);
                let first = layout.column(0) - layout.column_width / 2.0;
                let before = if layout.meters { layout.meter(1).max } else { layout.words().max };
                assert!(before <= first + 0.5, "{look:?} with {recipients}: {before} > {first}");
            }
        }
    }
}
