//! Queries as views see them: a view looks for the answer in the [`Scene`](super::Scene), and sends the query if
//! it is not there. The newest query of a kind is answered; an older answer stays until then.

pub use crate::analysis::query::{Answer, Query};

/// A query with its answer.
#[derive(Clone, Copy)]
pub struct AnsweredQuery<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// What was found.
    pub finding: &'a Answer,
    /// Whether it was asked of the document and plan as they stand now.
    pub current: bool,
}

/// A query that is being answered, or was stopped.
#[derive(Clone, Copy)]
pub struct RunningQuery<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// How far it is; `None` if somebody stopped it.
    pub progress: Option<Progress>,
}

/// How far an answer is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps there are to be, as far as is known.
    pub total: u64,
    /// For how many seconds it has been worked on.
    pub seconds: f64,
}
