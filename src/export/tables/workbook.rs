//! Tables as a workbook (XLSX): a sheet for each, and one that says what they rest on.

use super::basis::{ASSUMPTION_TITLES, assumptions, facts};
use crate::analysis::table::{Cell, Table};
use crate::scenario::Scenario;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// The longest text of a cell, in UTF-16 units: a limit of the format.
const LONGEST_TEXT: usize = 32_767;
/// The most rows of a sheet, with its heading: a limit of the format.
const MOST_ROWS: usize = 1_048_576;
/// The longest name of a sheet: a limit of the format.
const LONGEST_SHEET_NAME: usize = 31;
/// The name of the sheet that says what the numbers rest on.
const BASIS: &str = "assumptions";

/// Why a table does not become a file.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It has more rows than a sheet.
    #[error("the table of {table} has {rows} rows, and a sheet at most {MOST_ROWS}; CSV has no such limit")]
    TooLong {
        /// The table's name.
        table: &'static str,
        /// Its rows.
        rows: usize,
    },
    /// A row does not fit the columns.
    #[error("row {row} of the table of {table} has {fields} fields and not {columns}")]
    OtherFields {
        /// The table's name.
        table: &'static str,
        /// The row, counted from 1.
        row: usize,
        /// Its fields.
        fields: usize,
        /// The columns of the table.
        columns: usize,
    },
    /// It cannot be written as a workbook.
    #[error("the workbook could not be put together: {0}")]
    Workbook(#[from] XlsxError),
    /// It cannot be written as CSV.
    #[error("the table could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// A workbook of some tables. The same tables give the same bytes.
///
/// # Errors
/// If a table has more rows than a sheet, or rows that its columns do not fit.
pub fn workbook(tables: &[Table], scenario: Option<&Scenario>) -> Result<Vec<u8>, TableError> {
    let mut workbook = Workbook::new();
    let styles = Styles::new();
    let mut names = BTreeSet::from([BASIS.to_owned()]);
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(unused_name(table.name, &mut names))?;
        write_table(sheet, table, &styles)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(BASIS)?;
    write_basis(sheet, tables, scenario, &styles)?;
    // Without a time of its own it would hold the clock’s.
    let when = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = scenario.map_or("", |scenario| scenario.about.title.as_str());
    let title: String = title.chars().take(200).collect();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&when));
    Ok(workbook.save_to_buffer()?)
}

/// A name for a sheet that no other sheet has.
fn unused_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let short = |suffix: &str| {
        let room = LONGEST_SHEET_NAME - suffix.len();
        name.chars().take(room).collect::<String>() + suffix
    };
    let first = short("");
    let mut candidates = std::iter::once(first).chain((2..).map(|number| short(&format!(" {number}"))));
    loop {
        if let Some(free) = candidates.next().filter(|name| !taken.contains(name)) {
            taken.insert(free.clone());
            return free;
        }
    }
}

/// How cells look.
struct Styles {
    head: Format,
    share: Format,
    count: Format,
}

impl Styles {
    fn new() -> Self {
        Styles {
            head: Format::new().set_bold(),
            share: Format::new().set_num_format("0.0\u{a0}%"),
            count: Format::new().set_num_format("0"),
        }
    }
}

fn write_table(sheet: &mut Worksheet, table: &Table, styles: &Styles) -> Result<(), TableError> {
    if table.rows.len() >= MOST_ROWS {
        return Err(TableError::TooLong { table: table.name, rows: table.rows.len() });
    }
    let columns = table.columns.len();
    if let Some(row) = table.rows.iter().position(|row| row.len() != columns) {
        let fields = table.rows[row].len();
        return Err(TableError::OtherFields { table: table.name, row: row + 1, fields, columns });
    }
    for (column, heading) in (0..).zip(table.headings()) {
        sheet.write_string_with_format(0, column, heading, &styles.head)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        write_row(sheet, row, cells, styles)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    Ok(())
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[Cell], styles: &Styles) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            // A string is never a formula, whatever it begins with.
            Cell::Text(text) => sheet.write_string(row, column, cut(text))?,
            Cell::Number(number) => sheet.write_number(row, column, *number)?,
            Cell::Share(share) => sheet.write_number_with_format(row, column, *share, &styles.share)?,
            Cell::Count(count) => {
                sheet.write_number_with_format(row, column, *count as f64, &styles.count)?
            }
            Cell::Nothing => sheet,
        };
    }
    Ok(())
}

/// A text as long as a cell may hold.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut room = LONGEST_TEXT - 1;
    let fits = |sign: &char| {
        let left = room.checked_sub(sign.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn write_basis(
    sheet: &mut Worksheet,
    tables: &[Table],
    scenario: Option<&Scenario>,
    styles: &Styles,
) -> Result<(), TableError> {
    let mut row = 0;
    for fact in facts(tables, scenario) {
        write_row(sheet, row, &fact, styles)?;
        row += 1;
    }
    if let Some(scenario) = scenario {
        row += 1;
        for (column, title) in (0..).zip(ASSUMPTION_TITLES) {
            sheet.write_string_with_format(row, column, title, &styles.head)?;
        }
        for (row, cells) in (row + 1..).zip(assumptions(scenario)) {
            write_row(sheet, row, &cells, styles)?;
        }
    }
    sheet.autofit();
    Ok(())
}
