//! Queries as views see them: a view looks for the answer in the [`Scene`](super::Scene), and sends the query if
//! it is not there. The newest query of a kind is answered; an older answer stays until something is known of the newer.

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

/// A query that is not answered in full.
#[derive(Clone, Copy)]
pub struct PendingQuery<'a> {
    /// The query.
    pub query: &'a Query,
    /// How it stands.
    pub state: QueryState<'a>,
}

/// How a query stands that is not answered in full.
#[derive(Clone, Copy)]
pub enum QueryState<'a> {
    /// It is being answered.
    Running(Progress),
    /// It was stopped, and begins again when it is asked for.
    Stopped,
    /// It takes long, and begins when it is asked for: the time that it takes, in words.
    Long(&'a str),
}
