//! What was understood of a file, in sentences.

use super::field::Field;
use super::part::Part;
use super::proposal::{Counts, Proposal, missing_in_words};
use super::source::{Source, Table};
use super::understanding::{TableUnderstanding, Understanding};

/// What each table is taken for, and which columns are left out: a sentence for each.
pub fn tables_in_words(source: &Source, understanding: &Understanding) -> Vec<String> {
    let tables = source.tables.iter().zip(&understanding.tables);
    tables.map(|(table, understood)| table_in_words(table, understood)).collect()
}

fn table_in_words(table: &Table, understood: &TableUnderstanding) -> String {
    let name = if table.name.is_empty() { "The table".to_owned() } else { format!("“{}”", table.name) };
    let Some(part) = understood.part else {
        return format!("{name} is left out: its headings name no part of a case.");
    };
    if let Some(missing) = missing_in_words(understood) {
        return format!("{name} is left out. {missing}");
    }
    let taken = listed(understood.columns.iter().flatten().map(|field| Field::name(*field)));
    let columns = table.headings.iter().zip(&understood.columns);
    let unused = columns.filter(|(_, field)| field.is_none()).map(|(heading, _)| heading.trim());
    let (nameless, named): (Vec<&str>, Vec<&str>) = unused.partition(|heading| heading.is_empty());
    let nameless = match nameless.len() {
        0 => None,
        1 => Some("a column without a heading".to_owned()),
        many => Some(format!("{many} columns without a heading")),
    };
    let unused = listed(named.into_iter().map(|heading| format!("“{heading}”")).chain(nameless));
    let rest = if unused.is_empty() { String::new() } else { format!("; left out: {unused}") };
    format!("{name} is read as {}: {taken}{rest}.", part.name())
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// How many rows of each part add or change something, a sentence for each part; and which actor becomes home.
pub fn counts_in_words(proposal: &Proposal) -> Vec<String> {
    let counts = proposal.counts.iter().map(|(part, counts)| of_part(*part, *counts));
    let home = proposal.new_home().map(|id| format!("{} becomes home.", proposal.after.name(id)));
    counts.chain(home).collect()
}

fn of_part(part: Part, Counts { added, changed, unchanged }: Counts) -> String {
    let counted = |count: usize| match count {
        1 => format!("1 {}", part.singular()),
        many => format!("{many} {}", part.name()),
    };
    format!("{} added, {changed} changed, {unchanged} as before.", counted(added))
}
