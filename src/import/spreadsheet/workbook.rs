//! Workbooks: XLSX cell by cell, so that a sheet of a million rows is refused before it fills memory, and ODS.

use super::grid::Grid;
use super::{archive, expanded};
use crate::import::source::{Cell, ImportError, MOST_COLUMNS, MOST_ROWS, Source};
use calamine::{Data, Dimensions, Ods, Range, Reader, Xlsx};
use std::io::Cursor;

/// The type of content that an ODS file names near its beginning.
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Said of a cell whose formula has no value, as programs write it that do not compute.
const NO_VALUE: &str = "the formula has no value; open the file in a spreadsheet program and save it there";

/// The tables of a workbook.
///
/// # Errors
/// If it is damaged, too large, or no workbook.
pub fn read(file: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    archive::check(file, bytes)?;
    let is_ods = bytes.windows(ODS.len()).take(200).any(|window| window == ODS);
    if is_ods {
        expanded::check_ods(file, bytes)?;
        return read_ods(file, bytes);
    }
    expanded::check_xlsx(file, bytes)?;
    read_xlsx(file, bytes)
}

fn no_workbook(file: &str, error: &dyn std::fmt::Display) -> ImportError {
    ImportError::of_file(file, format!("this cannot be read as a workbook: {error}."))
}

fn read_xlsx(file: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let failed = |error: calamine::XlsxError| no_workbook(file, &error);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let mut source = Source { file: file.to_owned(), ..Source::default() };
    for name in workbook.sheet_names() {
        let mut grid = Grid::new(file, &name);
        let mut formulas = 0;
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(failed)?;
        while let Some(read) = cells.next_cell_with_formula().map_err(failed)? {
            let is_formula = read.formula.is_some();
            formulas += usize::from(is_formula);
            let cell = match cell(read.value.into()) {
                Cell::Empty if is_formula => Cell::Unreadable(NO_VALUE.into()),
                Cell::Empty => continue,
                cell => cell,
            };
            grid.put(read.pos, cell)?;
        }
        drop(cells);
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(failed)?;
        if merged.len() > MOST_ROWS {
            let sentence = format!("“{name}” has more than {MOST_ROWS} merged cells; unmerge them.");
            return Err(ImportError::of_file(file, sentence));
        }
        merged.iter().for_each(|area| mark_merged(&mut grid, area));
        source.notes.extend(formula_note(file, &name, formulas));
        source.tables.extend(grid.table());
    }
    Ok(source)
}

fn read_ods(file: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let failed = |error: calamine::OdsError| no_workbook(file, &error);
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(failed)?;
    let mut source = Source { file: file.to_owned(), ..Source::default() };
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(failed)?;
        let formulas = workbook.worksheet_formula(&name).map_err(failed)?;
        let formulas = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()).count();
        source.notes.extend(formula_note(file, &name, formulas));
        source.tables.extend(grid_of(file, &name, &range)?.table());
    }
    Ok(source)
}

fn grid_of(file: &str, name: &str, range: &Range<Data>) -> Result<Grid, ImportError> {
    let mut grid = Grid::new(file, name);
    let Some((top, left)) = range.start() else { return Ok(grid) };
    for (row, column, data) in range.used_cells() {
        // Both fit: they are places of a sheet.
        grid.put((top + row as u32, left + column as u32), cell(data.clone()))?;
    }
    Ok(grid)
}

/// That values of formulas were taken.
fn formula_note(file: &str, sheet: &str, formulas: usize) -> Option<String> {
    let what = match formulas {
        0 => return None,
        1 => "a formula; its value was taken".to_owned(),
        many => format!("{many} formulas; their values were taken"),
    };
    Some(format!("{file}, “{sheet}”: there is {what}."))
}

/// What is in a cell.
fn cell(data: Data) -> Cell {
    match data {
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) => Cell::Number(number),
        Data::String(text) if text.is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text),
        Data::Bool(yes) => Cell::Text(yes.to_string()),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            Cell::Unreadable("this is a date or a time, which no field of a case is".into())
        }
        Data::Error(error) => Cell::Unreadable(format!("the cell has the error {error}")),
        Data::Empty => Cell::Empty,
    }
}

/// Marks the cells that a merged one covers: whether they mean the same value or none, nobody can tell. One that reaches
/// only along a row above the headings, as a title does, is in nobody’s way.
fn mark_merged(grid: &mut Grid, area: &Dimensions) {
    let ((top, left), (bottom, right)) = (area.start, area.end);
    let from_row = u64::from(top) + 1;
    for row in grid.rows_within(from_row, u64::from(bottom) + 1) {
        let is_first_row = row.number == from_row;
        let cells = &mut row.cells;
        for column in left..=right.min(MOST_COLUMNS as u32 - 1) {
            if is_first_row && column == left {
                continue;
            }
            let column = column as usize;
            cells.resize(cells.len().max(column + 1), Cell::Empty);
            cells[column] =
                Cell::Unreadable("the cell is part of a merged one; unmerge it and fill every cell".into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::DataRef;

    #[test]
    fn a_cell_is_read_by_its_kind() {
        assert_eq!(cell(DataRef::SharedString("x").into()), Cell::Text("x".into()));
        assert_eq!(cell(Data::Float(0.5)), Cell::Number(0.5));
        assert!(
            matches!(cell(Data::Error(calamine::CellErrorType::Div0)), Cell::Unreadable(why) if why.contains("#DIV/0!"))
        );
    }
}
