//! A text as rows of cells, whatever separates them.

use super::BallotError;

/// The most rows that are read: far more than a lecture hall seats.
pub const MOST_ROWS: usize = 10_000;

/// A text as rows of cells.
pub struct Table {
    pub rows: Vec<Row>,
}

pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The name or code in a column; empty without such a column.
    pub fn voter(&self, column: Option<usize>) -> String {
        column.map_or("", |column| self.cell(column)).to_owned()
    }
}

/// What separates cells, in the order of preference: a tab is never part of a name, a comma often is.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

impl Table {
    pub fn of(text: &str) -> Result<Self, BallotError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let separator = separator(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| no_table(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { line, cells });
            }
            if rows.len() > MOST_ROWS {
                return Err(BallotError::TooLong);
            }
        }
        // Some spreadsheets name their separator in a first line of their own.
        if rows.first().is_some_and(|row| row.cells[0].starts_with("sep=")) {
            rows.remove(0);
        }
        if rows.is_empty() { Err(BallotError::Empty) } else { Ok(Table { rows }) }
    }

    pub fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).fold(0, usize::max)
    }
}

fn no_table(error: &csv::Error) -> BallotError {
    let line = error.position().map_or(0, csv::Position::line);
    BallotError::NoTable { line, reason: error.to_string() }
}

/// The separator that splits most of the first lines into the same number of cells, outside quotation marks.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let fits = |separator: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| unquoted(line, separator)).collect();
        let usual =
            counts.iter().copied().max_by_key(|count| counts.iter().filter(|one| *one == count).count());
        let usual = usual.filter(|count| *count > 0)?;
        Some(counts.iter().filter(|count| **count == usual).count())
    };
    let mut best = (0, b',');
    for separator in SEPARATORS {
        if let Some(lines) = fits(separator)
            && lines > best.0
        {
            best = (lines, separator);
        }
    }
    best.1
}

/// How often a separator stands in a line outside quotation marks.
fn unquoted(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let separates = |byte: &u8| {
        quoted ^= *byte == b'"';
        !quoted && *byte == separator
    };
    line.bytes().filter(separates).count()
}
