//! Questions asked of the engine: what happened in one history, and why.
//!
//! Absent here: windows and files.

pub mod story;
pub mod why;
