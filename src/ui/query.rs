//! Queries as views see them: a view looks for the answer in the [`Scene`](super::Scene), and sends the query if
//! it is not there. The newest query of a kind is answered; an older answer stays until then.

pub use crate::analysis::progress::Progress;
pub use crate::analysis::query::{Answer, Query};

/// A query with its answer.
#[derive(Clone, Copy)]
pub struct AnsweredQuery<'a> {
    /// The query.
    pub query: &'a Query,
    /// Its answer.
    pub answer: &'a Answer,
    /// In how many histories it was answered.
    pub histories: u64,
    /// Whether it is an answer for the document and plan as they stand now.
    pub current: bool,
}

/// A query that is being answered, or was stopped.
#[derive(Clone, Copy)]
pub struct RunningQuery<'a> {
    /// The query.
    pub query: &'a Query,
    /// Its progress; `None` if it was stopped.
    pub progress: Option<Progress>,
}
