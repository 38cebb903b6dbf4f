//! A table for the clipboard: rounded as on the screen, as tab-separated text for spreadsheets and as HTML for word
//! processors.

use crate::analysis::number_format::MINUS;
use crate::analysis::table::{Cell, Table, csv_text};
use crate::export::paper::{self, Align, Column, PaperTable};
use maud::html;

/// A table in both forms; programs take what they know best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedTable {
    /// Lines with tabs between the fields.
    pub text: String,
    /// A table of HTML.
    pub html: String,
}

impl CopiedTable {
    /// A table, with the names of its columns above it.
    pub fn of(table: &Table) -> Self {
        let field = |cell: &Cell| match cell {
            Cell::Text(text) => Field::Text(text.clone()),
            Cell::Number(_) | Cell::Share(_) | Cell::Count(_) => Field::Number(cell.shown()),
            Cell::Nothing => Field::Empty,
        };
        let rows = table.rows.iter().map(|row| row.iter().map(field).collect()).collect();
        CopiedTable::with(&table.headings(), rows)
    }

    /// A table of a paper; what stands at the end of its column is a number.
    pub fn of_paper(table: &PaperTable) -> Self {
        let headings: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
        let field = |(column, cell): (&Column, &paper::Cell)| match (cell, column.align) {
            (paper::Cell::Text(text), Align::Start) => Field::Text(text.clone()),
            (paper::Cell::Text(text), Align::End) => Field::Number(text.clone()),
            (paper::Cell::Tick | paper::Cell::Blank, _) => Field::Empty,
        };
        let rows = table.rows.iter().map(|row| table.columns.iter().zip(row).map(field).collect()).collect();
        CopiedTable::with(&headings, rows)
    }

    fn with(headings: &[String], rows: Vec<Vec<Field>>) -> Self {
        CopiedTable { text: text(headings, &rows), html: html_table(headings, &rows) }
    }
}

/// A field as it is shown.
enum Field {
    /// Words.
    Text(String),
    /// A number with its unit.
    Number(String),
    /// Nothing.
    Empty,
}

impl Field {
    /// As a field of tab-separated text. Numbers have the signs that spreadsheets read as numbers: a hyphen for the
    /// minus, and nothing before the per cent sign.
    fn plain(&self) -> String {
        match self {
            Field::Text(text) => on_one_line(&csv_text(text)),
            Field::Number(shown) => shown.replace(MINUS, "-").replace("\u{a0}%", "%"),
            Field::Empty => String::new(),
        }
    }

    /// As a cell of HTML.
    fn html(&self) -> maud::Markup {
        match self {
            Field::Text(text) => html! { td dir="auto" style=(AS_TEXT) { (csv_text(text)) } },
            Field::Number(shown) => html! { td align="right" { (shown) } },
            Field::Empty => html! { td {} },
        }
    }
}

fn text(headings: &[String], rows: &[Vec<Field>]) -> String {
    let line = |fields: Vec<String>| fields.join("\t") + "\n";
    let head = line(headings.iter().map(|heading| on_one_line(heading)).collect());
    let rows = rows.iter().map(|row| line(row.iter().map(Field::plain).collect()));
    std::iter::once(head).chain(rows).collect()
}

/// A text without the signs that end a field or a line.
fn on_one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ")
}

/// Excel reads a cell of this format as text, whatever it begins with.
const AS_TEXT: &str = "mso-number-format:'\\@'";

fn html_table(headings: &[String], rows: &[Vec<Field>]) -> String {
    let page = html! {
        meta charset="utf-8";
        table {
            thead {
                tr { @for heading in headings { th { (heading) } } }
            }
            tbody {
                @for row in rows {
                    tr { @for field in row { (field.html()) } }
                }
            }
        }
    };
    page.into_string()
}
