//! A table for the clipboard: rounded as on the screen, as tab-separated text for spreadsheets and as HTML for word
//! processors.

use crate::analysis::number_format::MINUS;
use crate::analysis::table::{Cell, Table, csv_text};
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
        CopiedTable { text: text(table), html: html_table(table) }
    }
}

fn text(table: &Table) -> String {
    let line = |fields: Vec<String>| fields.join("\t") + "\n";
    let rows = table.rows.iter().map(|row| line(row.iter().map(field).collect()));
    std::iter::once(line(table.headings())).chain(rows).collect()
}

/// A cell as a field of tab-separated text. Numbers have the signs that spreadsheets read as numbers: a hyphen for the
/// minus, and nothing before the per cent sign.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => on_one_line(&csv_text(text)),
        Cell::Number(_) | Cell::Share(_) | Cell::Count(_) | Cell::Nothing => {
            cell.shown().replace(MINUS, "-").replace("\u{a0}%", "%")
        }
    }
}

/// A text without the signs that end a field or a line.
fn on_one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ")
}

/// Excel reads a cell of this format as text, whatever it begins with.
const AS_TEXT: &str = "mso-number-format:'\\@'";

fn html_table(table: &Table) -> String {
    let page = html! {
        meta charset="utf-8";
        table {
            thead {
                tr { @for heading in table.headings() { th { (heading) } } }
            }
            tbody {
                @for row in &table.rows {
                    tr { @for cell in row { (html_cell(cell)) } }
                }
            }
        }
    };
    page.into_string()
}

fn html_cell(cell: &Cell) -> maud::Markup {
    match cell {
        Cell::Text(text) => html! { td dir="auto" style=(AS_TEXT) { (csv_text(text)) } },
        Cell::Number(_) | Cell::Share(_) | Cell::Count(_) => {
            html! { td align="right" { (cell.shown()) } }
        }
        Cell::Nothing => html! { td {} },
    }
}
