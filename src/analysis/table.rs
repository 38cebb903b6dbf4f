//! An answer as a table, for files and the command line.

use super::measure::{Mean, Measure};
use super::number_format::{amount, exact_percent, four_digits};
use super::study::Study;
use crate::engine::MODEL_VERSION;
use std::borrow::Cow;

/// The content of a field. A number says its unit itself, because rows of one column may be about results in different
/// units: a plan’s total and a partner’s willingness stand below each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number in the unit that its column or row names.
    Number(f64),
    /// A share of 1 or a change of one, for readers in per cent.
    Share(f64),
    /// A whole number: a count, or a month.
    Count(u64),
    /// Empty: nothing applies.
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        if number.is_finite() { Cell::Number(number) } else { Cell::Nothing }
    }
}

impl Cell {
    /// A share of 1, or a change of one.
    pub fn share(share: f64) -> Self {
        if share.is_finite() { Cell::Share(share) } else { Cell::Nothing }
    }

    /// A result in its own unit.
    pub fn of(measure: &Measure, value: f64) -> Self {
        if measure.is_share() { Cell::share(value) } else { value.into() }
    }

    /// A mean of shares and its standard error.
    pub fn shares(of: &Mean) -> [Self; 2] {
        [of.mean, of.se].map(Cell::share)
    }

    /// Its number, whatever its unit.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Number(number) | Cell::Share(number) => Some(*number),
            Cell::Count(count) => Some(*count as f64),
            Cell::Text(_) | Cell::Nothing => None,
        }
    }

    /// As a field for another program: a number in full, with a decimal point.
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) => csv_text(text).into_owned(),
            Cell::Number(number) | Cell::Share(number) => number.to_string(),
            Cell::Count(count) => count.to_string(),
            Cell::Nothing => String::new(),
        }
    }

    /// As a reader sees it: rounded, shares in per cent.
    pub fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => amount(*number),
            Cell::Share(share) => exact_percent(*share),
            Cell::Count(count) => count.to_string(),
            Cell::Nothing => String::new(),
        }
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Cell::Count(count)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Cell::Count(count.into())
    }
}

/// A text as a field of CSV that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe
/// before it, which spreadsheets take for “text follows”.
pub fn csv_text(text: &str) -> Cow<'_, str> {
    // Also the wide forms, which some spreadsheets read alike.
    let begins_formula = text
        .trim_start_matches([' ', '\n', '\u{A0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if begins_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A table with what every row has in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What its rows are, in the plural: the key of the rows in JSON.
    pub name: &'static str,
    /// The scenario's title.
    pub scenario: String,
    /// The plan that was asked about; empty, where it is about several.
    pub plan: String,
    /// The seed of all draws.
    pub seed: u64,
    /// In how many histories; the most, where rows differ.
    pub histories: u64,
    /// Whether the columns themselves say model version, seed, histories and plan, because rows differ in them.
    pub rows_are_stamped: bool,
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows, under the heading of a study; `plan` is the name of the plan that was asked about,
    /// empty where there are several.
    pub fn of(study: &Study, name: &'static str, plan: &str, columns: &[&'static str]) -> Self {
        Table {
            name,
            scenario: study.scenario.about.title.clone(),
            plan: plan.to_owned(),
            seed: study.seed,
            histories: study.histories,
            rows_are_stamped: false,
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// As CSV: one header, then every row with model version, seed, histories and plan.
    ///
    /// # Errors
    /// If a row has more or fewer fields than there are columns.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let text = |cell: &Cell| cell.plain();
        self.csv_with(csv::WriterBuilder::new().from_writer(Vec::new()), text)
    }

    /// The same into another writer, with fields written by `field`.
    ///
    /// # Errors
    /// If a row has more or fewer fields than there are columns.
    pub fn csv_with(
        &self,
        mut table: csv::Writer<Vec<u8>>,
        field: impl Fn(&Cell) -> String,
    ) -> Result<String, csv::Error> {
        let shared: &[&str] = match self.rows_are_stamped {
            true => &[],
            false => &["model_version", "seed", "histories", "plan"],
        };
        let plan = csv_text(&self.plan).into_owned();
        let stamp = [MODEL_VERSION.into(), self.seed.to_string(), self.histories.to_string(), plan];
        let stamp = &stamp[..shared.len()];
        table.write_record(shared.iter().chain(&self.columns))?;
        for row in &self.rows {
            let own = row.iter().map(&field);
            table.write_record(stamp.iter().cloned().chain(own))?;
        }
        let bytes = table.into_inner().map_err(csv::IntoInnerError::into_error)?;
        String::from_utf8(bytes).map_err(|error| std::io::Error::other(error).into())
    }

    /// As one JSON object, with the rows under the table's name.
    pub fn json(&self) -> serde_json::Value {
        let field = |cell: &Cell| match cell {
            Cell::Text(text) => serde_json::Value::from(text.as_str()),
            Cell::Number(number) | Cell::Share(number) => serde_json::Value::from(*number),
            Cell::Count(count) => serde_json::Value::from(*count),
            Cell::Nothing => serde_json::Value::Null,
        };
        let row = |row: &Vec<Cell>| -> serde_json::Value {
            self.columns.iter().zip(row).map(|(column, cell)| ((*column).to_owned(), field(cell))).collect()
        };
        serde_json::json!({
            "model_version": MODEL_VERSION,
            "seed": self.seed,
            "histories": self.histories,
            "scenario": self.scenario,
            "plan": self.plan,
            self.name: self.rows.iter().map(row).collect::<Vec<_>>(),
        })
    }

    /// The names of its columns, for people.
    pub fn headings(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.replace('_', " ")).collect()
    }

    /// As a table to read, with aligned columns and numbers of four digits.
    pub fn text(&self) -> String {
        let shown = |cell: &Cell| match cell {
            Cell::Number(number) | Cell::Share(number) => four_digits(*number),
            Cell::Count(count) => four_digits(*count as f64),
            cell => cell.plain(),
        };
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.fold(self.columns[column].len(), usize::max)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let is_numeric = |column: usize| self.rows.iter().any(|row| row[column].number().is_some());
        let numeric: Vec<bool> = (0..self.columns.len()).map(is_numeric).collect();
        let line = |cells: &[String]| {
            let cells = cells.iter().enumerate().map(|(column, cell)| match numeric[column] {
                true => format!("{cell:>width$}", width = widths[column]),
                false => format!("{cell:<width$}", width = widths[column]),
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
        };
        let head = self.headings();
        std::iter::once(line(&head)).chain(rows.iter().map(|row| line(row))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            name: "things",
            scenario: "A case".into(),
            plan: "A, “plan”".into(),
            seed: 7,
            histories: 10,
            rows_are_stamped: false,
            columns: vec!["thing", "how_much"],
            rows: vec![vec!["one, two".into(), 0.125.into()], vec!["three".into(), f64::INFINITY.into()]],
        }
    }

    #[test]
    fn every_row_of_the_csv_has_what_all_have_in_common() {
        assert_eq!(
            table().csv().expect("a field for each column"),
            format!(
                "model_version,seed,histories,plan,thing,how_much\n{MODEL_VERSION},7,10,\"A, “plan”\",\"one, two\",0.125\n{MODEL_VERSION},7,10,\"A, “plan”\",three,\n"
            )
        );
    }

    #[test]
    fn a_row_with_a_field_too_few_is_refused_and_not_left_out() {
        let mut table = table();
        table.rows[1].pop();
        assert!(table.csv().is_err());
    }

    #[test]
    fn the_rows_of_the_json_stand_under_their_name() {
        let json = table().json();
        assert_eq!(json["things"][0]["how_much"], 0.125);
        assert!(json["things"][1]["how_much"].is_null());
        assert_eq!((&json["seed"], &json["plan"]), (&7.into(), &"A, “plan”".into()));
    }

    #[test]
    fn columns_of_the_text_stand_below_each_other() {
        assert_eq!(table().text(), "thing     how much\none, two    0.1250\nthree\n");
    }
}
