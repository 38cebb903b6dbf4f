//! Rows of cells as a table: where its headings stand, and where it ends.

use crate::import::heading::recognised;
use crate::import::source::{Cell, ImportError, MOST_COLUMNS, MOST_ROWS, Place, Row, Table};

/// How far down headings are looked for: some write a title and a note above their table.
const HEADINGS_WITHIN: usize = 10;
/// The most rows of a sheet in which anything is: those of the table, its headings, and what stands above them.
pub const MOST_LINES: usize = MOST_ROWS + HEADINGS_WITHIN + 1;
/// The most bytes of text in a sheet: some hundred for each cell of the largest table. One text may stand in many cells.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// The answer to a row that is one too many.
pub fn too_many_rows(at: Place) -> ImportError {
    let sentence = format!("there are more than {MOST_ROWS} rows, and no more are read; split the table.");
    ImportError::at(at, sentence)
}

/// The answer to a column that is one too many.
pub fn too_many_columns(at: Place) -> ImportError {
    ImportError::at(at, format!("there are more than {MOST_COLUMNS} columns, and no more are read."))
}

/// Rows as they are read, with a limit.
#[derive(Debug)]
pub struct Grid {
    file: String,
    /// The name of the table.
    name: String,
    rows: Vec<Row>,
    /// Bytes of text in all cells.
    text: usize,
}

impl Grid {
    /// No rows yet, of a table of a file.
    pub fn new(file: &str, name: &str) -> Self {
        Grid { file: file.to_owned(), name: name.to_owned(), rows: Vec::new(), text: 0 }
    }

    /// Puts a cell below or beside those before it; rows and columns are counted from 0.
    ///
    /// # Errors
    /// If the table is longer or wider than what is read.
    pub fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> Result<(), ImportError> {
        let number = u64::from(row) + 1;
        let at = |column: Option<usize>| Place {
            file: self.file.clone(),
            table: self.name.clone(),
            row: Some(number),
            column: column.map(|column| (column, String::new())),
        };
        let is_new = self.rows.last().is_none_or(|last| last.number < number);
        if is_new && self.rows.len() >= MOST_LINES {
            return Err(too_many_rows(at(None)));
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(too_many_columns(at(Some(column))));
        }
        if let Cell::Text(text) = &cell {
            self.text += text.len();
        }
        if self.text > MOST_TEXT {
            let sentence =
                format!("there are more than {} MB of text, and no more are read.", MOST_TEXT >> 20);
            return Err(ImportError::at(at(Some(column)), sentence));
        }
        if is_new {
            self.rows.push(Row { number, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            last.cells.resize(last.cells.len().max(column + 1), Cell::Empty);
            last.cells[column] = cell;
        }
        Ok(())
    }

    /// The rows whose numbers, counted from 1, lie within bounds.
    pub fn rows_within(&mut self, first: u64, last: u64) -> &mut [Row] {
        let start = self.rows.partition_point(|row| row.number < first);
        let end = self.rows.partition_point(|row| row.number <= last);
        &mut self.rows[start..end.max(start)]
    }

    /// The table, with the best row of headings near its top; `None` if nothing is in it.
    pub fn table(mut self) -> Option<Table> {
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
        let candidates = self.rows.iter().take(HEADINGS_WITHIN).map(|row| recognised(&headings(row)));
        let first = candidates.clone().next()?;
        // One word that is a heading elsewhere does not make a row of headings of a row of values.
        let better = candidates.clone().max().filter(|best| *best > first.max(1));
        let place = better.and_then(|best| candidates.clone().position(|count| count == best)).unwrap_or(0);
        let below = self.rows.split_off(place + 1);
        let mut titles = headings(self.rows.last()?);
        // Cells beside the last heading are of columns without one.
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(titles.len());
        titles.resize(width, String::new());
        Some(Table { name: self.name, headings: titles, rows: below })
    }
}

fn headings(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| cell.text().unwrap_or_default()).collect()
}
