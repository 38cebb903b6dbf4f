//! The blocks of a paper as pieces: parts of a page that are not broken, measured and in reading order.

use super::typesetting::{SetLine, Type, Typesetter};
use crate::export::paper::{Align, Block, Cell, Paper, PaperTable, Picture, Rank};
use resvg::usvg::{self, Options, Tree};
use std::sync::Arc;

/// The type of running text.
pub const TEXT: Type = Type { size: 10.0, is_strong: false, is_quiet: false };
/// The type of remarks and of the foot of a page.
pub const NOTE: Type = Type { size: 8.5, is_strong: false, is_quiet: true };
/// The type of names in running text.
const NAME: Type = Type { is_strong: true, ..TEXT };
/// The type of the headings of columns.
const COLUMN: Type = Type { size: 8.5, is_strong: true, is_quiet: false };
const TITLE: Type = Type { size: 21.0, is_strong: true, is_quiet: false };
const SUBTITLE: Type = Type { size: 11.0, is_strong: false, is_quiet: true };
const CHAPTER: Type = Type { size: 15.0, is_strong: true, is_quiet: false };
const SECTION: Type = Type { size: 11.5, is_strong: true, is_quiet: false };

/// Lengths in points.
const INDENT: f32 = 14.0;
const PARAGRAPH_SPACE: f32 = 6.0;
const ITEM_SPACE: f32 = 2.5;
const CELL_SPACE: f32 = 4.0;
const COLUMN_SPACE: f32 = 10.0;
/// The side of a box to tick.
pub const TICK: f32 = 11.0;
/// The distance of lines to write on: that of ruled exercise books.
pub const WRITING_LINE: f32 = 24.0;
/// The room for a word in a cell to write in.
const BLANK: f32 = 60.0;

/// A part of a page that is not broken. Lengths are in points.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its height.
    pub height: f32,
    /// The space above it, unless it begins a page.
    pub space: f32,
    /// Whether it stands on the page of the piece after it.
    pub keeps_next: bool,
    /// What it belongs to.
    pub part: Part,
    /// What is drawn.
    pub kind: PieceKind,
}

/// What a piece belongs to: a block of the paper, and an item of that block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// The place of the block; the title and the line below it are the blocks 0 and 1, the paper’s follow.
    pub block: usize,
    /// The place of the item in the block.
    pub item: usize,
}

/// What is drawn for a piece.
#[derive(Clone, Debug)]
pub enum PieceKind {
    /// A line of text.
    Line {
        /// The line.
        line: SetLine,
        /// Its distance from the left edge.
        indent: f32,
        /// Whether a dot stands before it.
        has_dot: bool,
    },
    /// A row of a table.
    Row(Row),
    /// A picture.
    Picture {
        /// The picture.
        tree: Arc<Tree>,
        /// Its width.
        width: f32,
    },
    /// A line to write on.
    WritingLine,
    /// What follows begins on a new page.
    NewPage,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whether it holds the headings of the columns, which are repeated on every page.
    pub is_heading: bool,
    /// Its cells, from the left.
    pub cells: Vec<RowCell>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub struct RowCell {
    /// Its left edge.
    pub left: f32,
    /// Its width.
    pub width: f32,
    /// Where its text stands.
    pub align: Align,
    /// Its text.
    pub lines: Vec<SetLine>,
    /// Whether it is a box to tick.
    pub is_tick: bool,
}

/// The room for a page's contents, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// Measures the blocks of a paper.
pub struct Measuring<'a> {
    typesetter: &'a mut Typesetter,
    options: &'a Options<'a>,
    room: Room,
    pieces: Vec<Piece>,
}

/// A picture that is no SVG.
#[derive(Debug, thiserror::Error)]
#[error("the picture “{description}” cannot be read: {error}")]
pub struct UnreadablePicture {
    description: String,
    error: usvg::Error,
}

/// The looks of a paragraph.
#[derive(Clone, Copy)]
struct Paragraph {
    style: Type,
    space: f32,
    indent: f32,
    has_dot: bool,
    keeps_next: bool,
}

impl Paragraph {
    const fn of(style: Type, space: f32) -> Self {
        Paragraph { style, space, indent: 0.0, has_dot: false, keeps_next: false }
    }

    /// A heading, which never stands at the foot of a page.
    const fn heading(style: Type, space: f32) -> Self {
        Paragraph { keeps_next: true, ..Paragraph::of(style, space) }
    }
}

/// Breaks a paper into pieces.
///
/// # Errors
/// If a picture is no SVG.
pub fn pieces(
    paper: &Paper,
    typesetter: &mut Typesetter,
    options: &Options<'_>,
    room: Room,
) -> Result<Vec<Piece>, UnreadablePicture> {
    let mut measuring = Measuring { typesetter, options, room, pieces: Vec::new() };
    measuring.paragraph(Part { block: 0, item: 0 }, &paper.title, Paragraph::heading(TITLE, 0.0));
    let subtitle = Paragraph::heading(SUBTITLE, 2.0);
    measuring.paragraph(Part { block: 1, item: 0 }, &paper.subtitle, subtitle);
    for (place, block) in paper.blocks.iter().enumerate() {
        measuring.block(place + 2, block)?;
    }
    Ok(measuring.pieces)
}

impl Measuring<'_> {
    fn block(&mut self, place: usize, block: &Block) -> Result<(), UnreadablePicture> {
        let part = |item: usize| Part { block: place, item };
        match block {
            Block::Heading { rank: Rank::Chapter, text } => {
                self.paragraph(part(0), text, Paragraph::heading(CHAPTER, 22.0));
            }
            Block::Heading { rank: Rank::Section, text } => {
                self.paragraph(part(0), text, Paragraph::heading(SECTION, 14.0));
            }
            Block::Text(text) => self.paragraph(part(0), text, Paragraph::of(TEXT, PARAGRAPH_SPACE)),
            Block::Note(text) => self.paragraph(part(0), text, Paragraph::of(NOTE, PARAGRAPH_SPACE)),
            Block::List(items) => {
                let looks = Paragraph { indent: INDENT, has_dot: true, ..Paragraph::of(TEXT, ITEM_SPACE) };
                for (item, text) in items.iter().enumerate() {
                    self.paragraph(part(item), text, looks);
                }
            }
            Block::Terms(terms) => {
                let text = Paragraph { indent: INDENT, ..Paragraph::of(TEXT, 0.0) };
                for (item, term) in terms.iter().enumerate() {
                    let name = Paragraph::heading(NAME, PARAGRAPH_SPACE);
                    self.paragraph(part(2 * item), &term.name, name);
                    self.paragraph(part(2 * item + 1), &term.text, text);
                }
            }
            Block::Table(table) => self.table(place, table),
            Block::Picture(picture) => self.picture(place, picture)?,
            Block::WritingLines(lines) => {
                let line = Piece {
                    height: WRITING_LINE,
                    space: 0.0,
                    keeps_next: false,
                    part: part(0),
                    kind: PieceKind::WritingLine,
                };
                self.pieces.extend(std::iter::repeat_n(line, *lines));
            }
            Block::NewPage => self.pieces.push(Piece {
                height: 0.0,
                space: 0.0,
                keeps_next: false,
                part: part(0),
                kind: PieceKind::NewPage,
            }),
        }
        Ok(())
    }

    /// A paragraph, of which neither the first nor the last line stands alone on a page.
    fn paragraph(&mut self, part: Part, text: &str, looks: Paragraph) {
        if text.is_empty() {
            return;
        }
        let set = self.typesetter.set(text, looks.style, self.room.width - looks.indent);
        let count = set.lines.len();
        for (place, line) in set.lines.into_iter().enumerate() {
            let is_first = place == 0;
            let is_last = place + 1 == count;
            let keeps_line = !is_last && (is_first || place + 2 == count);
            self.pieces.push(Piece {
                height: looks.style.line_height(),
                space: if is_first { looks.space } else { 0.0 },
                keeps_next: keeps_line || looks.keeps_next,
                part,
                kind: PieceKind::Line { line, indent: looks.indent, has_dot: looks.has_dot && is_first },
            });
        }
    }

    fn picture(&mut self, place: usize, picture: &Picture) -> Result<(), UnreadablePicture> {
        let part = Part { block: place, item: 0 };
        let tree = Tree::from_str(&picture.svg, self.options)
            .map_err(|error| UnreadablePicture { description: picture.description.clone(), error })?;
        let shape = tree.size().height() / tree.size().width();
        let widest = picture.width.clamp(0.0, 1.0) * self.room.width;
        // A tall picture becomes as small as the page wants, with room for a caption of two lines.
        let caption = if picture.caption.is_empty() { 0.0 } else { 3.0 * NOTE.line_height() };
        let width = widest.min((self.room.height - caption) / shape);
        self.pieces.push(Piece {
            height: width * shape,
            space: 2.0 * PARAGRAPH_SPACE,
            keeps_next: !picture.caption.is_empty(),
            part,
            kind: PieceKind::Picture { tree: Arc::new(tree), width },
        });
        let caption = Paragraph::of(NOTE, 3.0);
        self.paragraph(Part { item: 1, ..part }, &picture.caption, caption);
        Ok(())
    }
}

/// Tables.
impl Measuring<'_> {
    fn table(&mut self, place: usize, table: &PaperTable) {
        let part = |item: usize| Part { block: place, item };
        self.paragraph(part(0), &table.caption, Paragraph::heading(NAME, 2.0 * PARAGRAPH_SPACE));
        let widths = self.column_widths(table);
        let titles: Vec<Cell> = table.columns.iter().map(|column| Cell::text(&column.title)).collect();
        self.row(part(1), &titles, table, &widths);
        for (item, row) in table.rows.iter().enumerate() {
            self.row(part(item + 2), row, table, &widths);
        }
    }

    /// A row; one that is taller than a page goes on in rows below it.
    fn row(&mut self, part: Part, row: &[Cell], table: &PaperTable, widths: &[f32]) {
        let is_heading = part.item == 1;
        let style = if is_heading { COLUMN } else { TEXT };
        let mut left = 0.0;
        let mut cells = Vec::with_capacity(row.len());
        for ((column, cell), width) in table.columns.iter().zip(row).zip(widths) {
            let lines = match cell {
                Cell::Text(text) => self.typesetter.set(text, style, *width).lines,
                Cell::Tick | Cell::Blank => Vec::new(),
            };
            let is_tick = matches!(cell, Cell::Tick);
            cells.push(RowCell { left, width: *width, align: column.align, lines, is_tick });
            left += width + COLUMN_SPACE;
        }
        let has_room_to_write = row.iter().any(|cell| matches!(cell, Cell::Tick | Cell::Blank));
        let least = if has_room_to_write { WRITING_LINE } else { 0.0 };
        let highest = self.room.height - 4.0 * TEXT.line_height() - 2.0 * CELL_SPACE;
        let lines_of_a_page = (highest / style.line_height()).floor().max(1.0) as usize;
        while !cells.is_empty() {
            let mut rest = cells.clone();
            cells.iter_mut().for_each(|cell| cell.lines.truncate(lines_of_a_page));
            rest.iter_mut().for_each(|cell| {
                cell.lines.drain(..lines_of_a_page.min(cell.lines.len()));
                cell.is_tick = false;
            });
            let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
            self.pieces.push(Piece {
                height: (lines as f32 * style.line_height() + 2.0 * CELL_SPACE).max(least),
                space: if is_heading && table.caption.is_empty() { PARAGRAPH_SPACE } else { 0.0 },
                keeps_next: is_heading,
                part,
                kind: PieceKind::Row(Row { is_heading, cells }),
            });
            let goes_on = rest.iter().any(|cell| !cell.lines.is_empty());
            cells = if goes_on { rest } else { Vec::new() };
        }
    }

    /// The widths of the columns: as wide as their cells need, and together as wide as the page.
    fn column_widths(&mut self, table: &PaperTable) -> Vec<f32> {
        let mut least = Vec::new();
        let mut most = Vec::new();
        for (place, column) in table.columns.iter().enumerate() {
            let title = self.typesetter.widths(&column.title, COLUMN);
            let (mut narrow, mut wide) = (title.min, title.max);
            for cell in table.rows.iter().filter_map(|row| row.get(place)) {
                let of_cell = match cell {
                    Cell::Text(text) => self.typesetter.widths(text, TEXT),
                    Cell::Tick => parley::ContentWidths { min: TICK, max: TICK },
                    Cell::Blank => parley::ContentWidths { min: BLANK, max: BLANK },
                };
                // Figures are read at a glance, and so stand on one line.
                let least = if column.align == Align::End { of_cell.max } else { of_cell.min };
                narrow = narrow.max(least);
                wide = wide.max(of_cell.max);
            }
            least.push(narrow);
            most.push(wide);
        }
        let gaps = COLUMN_SPACE * table.columns.len().saturating_sub(1) as f32;
        share_out(&least, &most, self.room.width - gaps)
    }
}

/// Shares a width among columns that need at least and want at most so much. What is left over goes to all in proportion
/// to what they want; what is missing is taken from those that want more than they need, then from all.
fn share_out(least: &[f32], most: &[f32], width: f32) -> Vec<f32> {
    let sum = |all: &[f32]| all.iter().sum::<f32>();
    let (need, want) = (sum(least), sum(most));
    if want <= width && want > 0.0 {
        return most.iter().map(|most| most * width / want).collect();
    }
    if need >= width {
        return least.iter().map(|least| least * width / need).collect();
    }
    let part = (width - need) / (want - need);
    least.iter().zip(most).map(|(least, most)| least + part * (most - least)).collect()
}

#[cfg(test)]
mod tests {
    use super::share_out;

    #[test]
    fn no_column_is_narrower_than_it_needs_where_there_is_room() {
        let widths = share_out(&[20.0, 5.0, 5.0], &[300.0, 5.0, 400.0], 100.0);
        assert!(widths.iter().zip([20.0, 5.0, 5.0]).all(|(width, least)| *width >= least), "{widths:?}");
    }

    #[test]
    fn columns_fill_the_width_whatever_they_want() {
        for (least, most) in
            [([10.0, 10.0], [20.0, 30.0]), ([10.0, 40.0], [200.0, 300.0]), ([90.0, 80.0], [90.0, 99.0])]
        {
            let widths = share_out(&least, &most, 100.0);
            assert!((widths.iter().sum::<f32>() - 100.0).abs() < 1e-3, "{widths:?}");
        }
    }

    #[test]
    fn no_column_is_narrower_than_it_needs_while_there_is_room() {
        assert_eq!(share_out(&[10.0, 40.0], &[200.0, 40.0], 100.0), [60.0, 40.0]);
    }
}
