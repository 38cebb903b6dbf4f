//! What headings and cells of a table of votes stand for: names, answers, marks, shares and totals.

use super::table::Row;

/// Words in the heading of a column of names or codes.
pub const VOTER_WORDS: &[&str] = &[
    "name",
    "code",
    "student",
    "participant",
    "voter",
    "team",
    "user",
    "e-mail",
    "email",
    "clicker",
    "device",
    "id",
];
/// Words in the heading of a column of answers.
pub const ANSWER_WORDS: &[&str] = &["answer", "response", "vote", "choice", "option", "question", "reply"];
/// Words in the heading of a column that says how sure a voter is.
pub const CONFIDENCE_WORDS: &[&str] = &["confidence", "confident", "sure", "certain", "certainty"];

/// Whether a heading has one of these words.
pub fn is_named(heading: &str, words: &[&str]) -> bool {
    let lower = heading.to_lowercase();
    let mut parts = lower.split(|sign: char| !sign.is_alphanumeric() && sign != '-');
    parts.any(|part| words.contains(&part))
}

/// The column of names or codes under a heading: the first that is named so and, failing that, the first whose cells are
/// all different.
pub fn voter_column(head: &Row, rows: &[Row], taken: &[usize]) -> Option<usize> {
    let columns = 0..head.cells.len();
    let mut named =
        columns.filter(|column| !taken.contains(column) && is_named(head.cell(*column), VOTER_WORDS));
    named.next().or_else(|| unique_column(rows, taken, head.cells.len()))
}

/// The first column whose cells are all there and different, and no times of day.
pub fn unique_column(rows: &[Row], taken: &[usize], columns: usize) -> Option<usize> {
    let is_unique = |column: &usize| {
        let cells = rows.iter().map(|row| row.cell(*column));
        let mut seen = std::collections::HashSet::new();
        cells.into_iter().all(|cell| !cell.is_empty() && !is_time(cell) && seen.insert(cell))
    };
    (0..columns).filter(|column| !taken.contains(column)).find(is_unique)
}

/// Whether a cell is a date or a time of day, as forms write before an answer.
fn is_time(cell: &str) -> bool {
    cell.contains(':') && cell.chars().filter(char::is_ascii_digit).count() >= 3
}

/// Whether a cell is a mark; `None` if it is neither a mark nor left free.
pub fn mark(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "" | "0" | "-" | "–" | "no" | "false" => Some(false),
        "1" | "x" | "✓" | "✔" | "✗" | "yes" | "true" => Some(true),
        _ => None,
    }
}

/// A share, written as “80 %”, “80”, “0.8” or “0,8”; `None` if it is none.
pub fn share(cell: &str) -> Option<f64> {
    let bare = cell.trim().trim_end_matches('%').trim().replace(',', ".");
    let number: f64 = bare.parse().ok()?;
    let share = if cell.contains('%') || number > 1.0 { number / 100.0 } else { number };
    (0.0..=1.0).contains(&share).then_some(share)
}

pub fn same_text(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !one.trim().is_empty() && plain(one) == plain(other)
}

pub fn is_total(cell: &str) -> bool {
    ["total", "sum", "all"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}
