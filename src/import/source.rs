//! The content of a file as tables of cells, whatever its format, and places in it.

use std::fmt;

/// The most rows of a table that are read: far more than a case has actors or ties, and few enough to be looked at
/// while somebody waits.
pub const MOST_ROWS: usize = 2_000;
/// The most columns of a table that are read: twice as many as the widest part of a case has.
pub const MOST_COLUMNS: usize = 200;

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing is in it.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Something that has no value to take; why, as the end of a sentence.
    Unreadable(String),
}

impl Cell {
    /// Its text without spaces around it; `None` if it has none.
    pub fn text(&self) -> Option<String> {
        match self {
            Cell::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Cell::Number(number) => Some(number.to_string()),
            Cell::Empty | Cell::Unreadable(_) => None,
        }
    }

    /// Whether it holds nothing but spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Unreadable(_) => false,
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number in the file, counted from 1, as the file’s own program shows it.
    pub number: u64,
    /// Its cells, as many as the table has headings, or fewer.
    pub cells: Vec<Cell>,
}

/// A table of a file: a sheet of a workbook, or the nodes or edges of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its name in the file; empty if the file has but one.
    pub name: String,
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// The rows below them.
    pub rows: Vec<Row>,
}

/// Everything that was read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The file’s name, for sentences.
    pub file: String,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What a reader should know of how they were read, as sentences.
    pub notes: Vec<String>,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file’s name.
    pub file: String,
    /// The table’s name; empty if the file has but one.
    pub table: String,
    /// The row, counted from 1.
    pub row: Option<u64>,
    /// The column, counted from 0, with its heading if it has one.
    pub column: Option<(usize, String)>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if !self.table.is_empty() {
            write!(out, ", “{}”", self.table)?;
        }
        if let Some(row) = self.row {
            write!(out, ", row {row}")?;
        }
        match &self.column {
            Some((column, heading)) if heading.is_empty() => write!(out, ", column {}", letters(*column)),
            Some((column, heading)) => write!(out, ", column {} ({heading})", letters(*column)),
            None => Ok(()),
        }
    }
}

/// The letters by which spreadsheets name a column that is counted from 0: A … Z, AA, ….
fn letters(column: usize) -> String {
    let mut text = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        text.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    text
}

/// Something that was not understood, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place.
    pub place: Place,
    /// What is wrong, as the end of a sentence.
    pub sentence: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.sentence)
    }
}

/// Why nothing could be read from a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ImportError(pub Problem);

impl ImportError {
    /// About a file as a whole.
    pub fn of_file(file: &str, sentence: impl Into<String>) -> Self {
        ImportError::at(Place { file: file.into(), ..Place::default() }, sentence)
    }

    /// About a place.
    pub fn at(place: Place, sentence: impl Into<String>) -> Self {
        ImportError(Problem { place, sentence: sentence.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_as_a_spreadsheet_names_it() {
        let place = |column| Place {
            file: "a.xlsx".into(),
            table: "Actors".into(),
            row: Some(3),
            column: Some((column, "flow".into())),
        };
        assert_eq!(place(1).to_string(), "a.xlsx, “Actors”, row 3, column B (flow)");
        assert_eq!(letters(25), "Z");
        assert_eq!(letters(26), "AA");
        assert_eq!(letters(701), "ZZ");
        assert_eq!(letters(702), "AAA");
    }
}
