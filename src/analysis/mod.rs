//! Questions asked of the engine: what happened in one history, why, and whether the
//! model would have known what history records.
//!
//! Absent here: windows and files.

pub mod hindcast;
pub mod permission;
pub mod reasons;
pub mod story;
pub mod why;
