//! Imports: what other programs wrote about actors, ties, partnerships and items, as changes of a scenario.
//!
//! Every format becomes a [`Source`]: tables of cells that know their place. What its columns mean is guessed
//! ([`Understanding::guess`]) and can be corrected; then each row becomes an edit, or a problem that names its place
//! ([`Proposal::of`]). Nothing here changes a scenario or reads a file.

mod cells;
mod description;
mod field;
pub mod graph;
mod heading;
mod lookup;
mod part;
mod paste;
mod proposal;
mod reading;
mod row_reader;
mod rows;
mod source;
pub mod spreadsheet;
mod understanding;

pub use description::{counts_in_words, tables_in_words};
pub use field::{Facet, Field, NumberField};
pub use part::Part;
pub use paste::{PastedAt, PastedTable, pasted};
pub use proposal::{Counts, Proposal, missing_in_words};
pub use reading::read;
pub use source::{Cell, ImportError, Place, Problem, Row, Source, Table};
pub use understanding::{TableUnderstanding, Understanding};
