//! Papers: texts with tables and pictures, to be printed or read, in a form that knows no format yet.
//!
//! A paper is written once, as blocks, and becomes HTML or PDF. Both keep its structure: headings, lists, tables with
//! headed columns, pictures with a description.

pub mod html;
pub mod pdf;

use super::fonts::Fonts;
use pdf::{PageSize, PdfError};

/// The format of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperFormat {
    /// PDF, on pages of a size.
    Pdf(PageSize),
    /// One HTML file.
    Html,
}

impl PaperFormat {
    /// All of them.
    pub const ALL: [PaperFormat; 3] =
        [PaperFormat::Pdf(PageSize::A4), PaperFormat::Pdf(PageSize::Letter), PaperFormat::Html];

    /// Its name.
    pub fn name(self) -> String {
        match self {
            PaperFormat::Pdf(size) => format!("PDF on {}", size.name()),
            PaperFormat::Html => "HTML, one file".into(),
        }
    }

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            PaperFormat::Pdf(_) => "pdf",
            PaperFormat::Html => "html",
        }
    }
}

/// A paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its title: shown at its beginning and along the foot of each page.
    pub title: String,
    /// What it is, in a line below the title; may be empty.
    pub subtitle: String,
    /// Its contents, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// Its rank.
        rank: Rank,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Text(String),
    /// A remark in small type.
    Note(String),
    /// A list without an order.
    List(Vec<String>),
    /// Names with what belongs to each.
    Terms(Vec<Term>),
    /// A table.
    Table(PaperTable),
    /// A picture.
    Picture(Picture),
    /// Ruled lines to write on.
    WritingLines(usize),
    /// What follows begins on a new page.
    NewPage,
}

/// The rank of a heading below the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// A chapter.
    Chapter,
    /// A section of a chapter.
    Section,
}

/// A name with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The name.
    pub name: String,
    /// What belongs to it.
    pub text: String,
}

/// A table with headed columns; its first column heads the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperTable {
    /// What it shows; read first, and shown above it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// At its beginning, as words do.
    Start,
    /// At its end, as figures do, so that their digits stand below each other.
    End,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A box to tick.
    Tick,
    /// Room to write in.
    Blank,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The picture as SVG.
    pub svg: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// A caption below it; may be empty.
    pub caption: String,
    /// Its width as a share of that of the text.
    pub width: f32,
}

impl Paper {
    /// The paper in a format.
    ///
    /// # Errors
    /// If a picture is no SVG, or the PDF breaks a rule of its format.
    pub fn bytes(&self, format: PaperFormat, fonts: Fonts) -> Result<Vec<u8>, PdfError> {
        match format {
            PaperFormat::Pdf(size) => pdf::pdf(self, size, fonts),
            PaperFormat::Html => Ok(html::html(self).into_bytes()),
        }
    }

    /// A paper without contents.
    pub fn titled(title: impl Into<String>, subtitle: impl Into<String>) -> Self {
        Paper { title: title.into(), subtitle: subtitle.into(), blocks: Vec::new() }
    }

    /// Adds a chapter’s heading.
    pub fn chapter(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading { rank: Rank::Chapter, text: text.into() });
    }

    /// Adds a section’s heading.
    pub fn section(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading { rank: Rank::Section, text: text.into() });
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds the paragraphs of a text, one for each of its lines that is not blank.
    pub fn texts(&mut self, text: &str) {
        text.lines().filter(|line| !line.trim().is_empty()).for_each(|line| self.text(line));
    }

    /// Adds a remark in small type.
    pub fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(text.into()));
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds names with what belongs to each, unless there are none.
    pub fn terms(&mut self, terms: Vec<Term>) {
        if !terms.is_empty() {
            self.blocks.push(Block::Terms(terms));
        }
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: PaperTable) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a picture.
    pub fn picture(&mut self, picture: Picture) {
        self.blocks.push(Block::Picture(picture));
    }

    /// Adds ruled lines to write on.
    pub fn writing_lines(&mut self, lines: usize) {
        self.blocks.push(Block::WritingLines(lines));
    }

    /// Lets what follows begin on a new page, unless nothing stands before it.
    pub fn new_page(&mut self) {
        if self.blocks.last().is_some_and(|last| *last != Block::NewPage) {
            self.blocks.push(Block::NewPage);
        }
    }
}

impl Term {
    /// A name with what belongs to it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Term { name: name.into(), text: text.into() }
    }
}

impl PaperTable {
    /// A table without rows.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        PaperTable { caption: caption.into(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row has a cell for every column");
        self.rows.push(cells);
    }
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Column { title: title.into(), align: Align::Start }
    }

    /// A column of figures.
    pub fn figures(title: impl Into<String>) -> Self {
        Column { title: title.into(), align: Align::End }
    }
}

impl Cell {
    /// A cell with text.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }
}
