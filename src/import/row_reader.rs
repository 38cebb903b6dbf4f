//! A row of a table, read by field.

use super::cells;
use super::field::{Facet, Field, NumberField};
use super::source::{Cell, Place, Problem, Row, Source, Table};
use super::understanding::TableUnderstanding;
use crate::scenario::{Figure, Scale};

/// A row with what its columns are taken for.
#[derive(Clone, Copy)]
pub struct RowReader<'a> {
    /// The file.
    pub source: &'a Source,
    /// The table.
    pub table: &'a Table,
    /// What the table is taken for.
    pub understood: &'a TableUnderstanding,
    /// The row.
    pub row: &'a Row,
}

impl RowReader<'_> {
    /// Whether no column that is taken for something holds anything.
    pub fn is_blank(&self) -> bool {
        let columns = self.understood.columns.iter().enumerate();
        columns.filter(|(_, field)| field.is_some()).all(|(column, _)| self.at(column).is_blank())
    }

    fn at(&self, column: usize) -> &Cell {
        self.row.cells.get(column).unwrap_or(&Cell::Empty)
    }

    fn column(&self, field: Field) -> Option<usize> {
        self.understood.columns.iter().position(|of| *of == Some(field))
    }

    /// A problem of the row, at a field’s column if the table has one.
    pub fn problem(&self, field: Option<Field>, sentence: impl Into<String>) -> Problem {
        let column = field.and_then(|field| self.column(field));
        let heading = |column: usize| {
            self.table.headings.get(column).map_or_else(String::new, |text| text.trim().to_owned())
        };
        let place = Place {
            file: self.source.file.clone(),
            table: self.table.name.clone(),
            row: Some(self.row.number),
            column: column.map(|column| (column, heading(column))),
        };
        Problem { place, sentence: sentence.into() }
    }

    /// The cell of a field that has a value; `None` where the table has no such column, or the cell is blank.
    ///
    /// # Errors
    /// If the cell has no value to take.
    fn cell(&self, field: Field) -> Result<Option<&Cell>, Problem> {
        let Some(column) = self.column(field) else { return Ok(None) };
        match self.at(column) {
            Cell::Unreadable(sentence) => Err(self.problem(Some(field), sentence.as_str())),
            cell if cell.is_blank() => Ok(None),
            cell => Ok(Some(cell)),
        }
    }

    /// A name, without spaces around it.
    ///
    /// # Errors
    /// If the cell has no value to take.
    pub fn name(&self, field: Field) -> Result<Option<String>, Problem> {
        Ok(self.cell(field)?.and_then(Cell::text))
    }

    /// A text as it is.
    ///
    /// # Errors
    /// If the cell has no value to take.
    pub fn text(&self, field: Field) -> Result<Option<String>, Problem> {
        Ok(self.cell(field)?.and_then(|cell| match cell {
            Cell::Text(text) => Some(text.clone()),
            cell => cell.text(),
        }))
    }

    /// What a cell names, as `find` finds it.
    ///
    /// # Errors
    /// If the cell has no value to take, or nothing is found.
    pub fn found<T>(
        &self,
        field: Field,
        find: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.name(field)? else { return Ok(None) };
        find(&text).map(Some).map_err(|sentence| self.problem(Some(field), sentence))
    }

    /// The same for a cell that must not be blank.
    ///
    /// # Errors
    /// Also if the cell is blank.
    pub fn needed<T>(
        &self,
        field: Field,
        find: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, Problem> {
        let blank = || self.problem(Some(field), format!("the {} is missing", field.name()));
        self.found(field, find)?.ok_or_else(blank)
    }

    /// A plain number.
    ///
    /// # Errors
    /// If the cell holds something else.
    pub fn number(&self, field: Field) -> Result<Option<f64>, Problem> {
        match self.cell(field)? {
            Some(Cell::Number(number)) => Ok(Some(*number)),
            _ => self.found(field, cells::number),
        }
    }

    /// A number with its range and provenance; `old` where the row says nothing of it.
    ///
    /// # Errors
    /// If a cell of it holds something else, or its range is not whole.
    pub fn figure(
        &self,
        number: NumberField,
        scale: Option<&Scale>,
        old: &Figure,
    ) -> Result<Figure, Problem> {
        let of = |facet| Field::Number(number, facet);
        let likely = match self.cell(of(Facet::Likely))? {
            Some(Cell::Number(value)) => Some([*value; 3]),
            _ => self.found(of(Facet::Likely), |text| cells::range(text, scale))?,
        };
        let ends = (self.number(of(Facet::Low))?, self.number(of(Facet::High))?);
        let incomplete = |sentence: &str| Err(self.problem(Some(of(Facet::Likely)), sentence));
        let [low, likely, high] = match (likely, ends) {
            (Some(range), (None, None)) => range,
            (Some([_, likely, _]), (Some(low), Some(high))) => [low, likely, high],
            (Some(_), _) => return incomplete("a range needs both ends, or neither"),
            (None, (None, None)) => [old.low, old.likely, old.high],
            (None, _) => return incomplete("a range needs a likely value"),
        };
        let is_as_before = [low, likely, high] == [old.low, old.likely, old.high];
        let mut figure =
            Figure { low, likely, high, ..if is_as_before { old.clone() } else { Figure::plain(likely) } };
        if let Some(from) = self.text(of(Facet::From))? {
            figure.from = cells::provenance(&from);
        }
        if let Some(note) = self.text(of(Facet::Note))? {
            figure.note = note;
        }
        Ok(figure)
    }
}
