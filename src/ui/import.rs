//! What a file that is to be imported was understood to be, as the import dialog shows it. Plain texts and places in
//! lists, whatever the file’s format.

/// A file that was read, before anything is added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportView {
    /// The file’s name.
    pub file: String,
    /// Its tables.
    pub tables: Vec<ImportTable>,
    /// How many rows would be added and changed, and how the file was read: sentences.
    pub says: Vec<String>,
    /// What is not understood, and why: sentences that begin with the place.
    pub problems: Vec<String>,
    /// How many rows would add or change something.
    pub rows: usize,
}

/// A table of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportTable {
    /// Its name; empty if the file has but one.
    pub name: String,
    /// How many rows it has.
    pub rows: usize,
    /// The names of the parts that it may list.
    pub parts: Vec<String>,
    /// The one that it is taken for, among these; `None` if it is left out.
    pub part: Option<usize>,
    /// The names of the fields that a column of this part may hold.
    pub fields: Vec<String>,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// Which column is missing for its rows to say anything, in a sentence.
    pub missing: Option<String>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportColumn {
    /// Its heading in the file.
    pub heading: String,
    /// What stands in it in the first row that has something there.
    pub example: String,
    /// The field that it is taken for, among the table’s; `None` if it is left out.
    pub field: Option<usize>,
}
