//! What the tables of a file are taken for: which part each lists, and what each column holds. Guessed, and correctable.

use super::field::Field;
use super::heading::{guessed, normal};
use super::part::Part;
use super::source::{Source, Table};

/// What a table is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableUnderstanding {
    /// The part that it lists; `None` to leave it out.
    pub part: Option<Part>,
    /// What each column holds; `None` for one that is left out.
    pub columns: Vec<Option<Field>>,
}

/// What the tables of a file are taken for, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understanding {
    /// For each table.
    pub tables: Vec<TableUnderstanding>,
}

impl Understanding {
    /// The best guess by headings and names of tables.
    pub fn guess(source: &Source) -> Self {
        Understanding { tables: source.tables.iter().map(TableUnderstanding::guess).collect() }
    }
}

impl TableUnderstanding {
    fn guess(table: &Table) -> Self {
        let candidates = Part::ALL.map(|part| (points(part, table), part));
        let most = candidates.iter().map(|(points, _)| *points).max().unwrap_or(0);
        let part = candidates.into_iter().find(|(points, _)| *points == most && most > 0);
        TableUnderstanding::of(table, part.map(|(_, part)| part))
    }

    /// A table taken for a part, with its columns guessed anew.
    pub fn of(table: &Table, part: Option<Part>) -> Self {
        let columns = match part {
            Some(part) => guessed(part, &table.headings),
            None => vec![None; table.headings.len()],
        };
        TableUnderstanding { part, columns }
    }

    /// Takes a column for a field; another column that was taken for it is left out.
    pub fn set_column(&mut self, column: usize, field: Option<Field>) {
        if field.is_some() {
            self.columns.iter_mut().filter(|other| **other == field).for_each(|other| *other = None);
        }
        if let Some(place) = self.columns.get_mut(column) {
            *place = field;
        }
    }

    /// The fields that are missing for a row to say anything; of each group one.
    pub fn missing(&self) -> Vec<&'static [Field]> {
        let Some(part) = self.part else { return Vec::new() };
        let is_there =
            |group: &&&'static [Field]| group.iter().any(|field| self.columns.contains(&Some(*field)));
        part.needed().iter().filter(|group| !is_there(group)).copied().collect()
    }
}

/// How much speaks for a part: columns that it has, and above all the table’s name. 0 if its rows would say nothing.
fn points(part: Part, table: &Table) -> usize {
    let understood = TableUnderstanding::of(table, Some(part));
    if !understood.missing().is_empty() {
        return 0;
    }
    let name = normal(&table.name);
    let named = name == part.name() || part.synonyms().contains(&name.as_str());
    understood.columns.iter().flatten().count() + if named { table.headings.len() + 1 } else { 0 }
}
