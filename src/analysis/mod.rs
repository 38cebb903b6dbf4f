//! Questions asked of the engine: what happened in one history and why, what matters, how plans compare,
//! what else could have been done, and how the model compares with the historical record.
//!
//! Absent here: windows and files.

pub mod asking;
pub mod case_tables;
pub mod comparison;
pub mod enumeration;
pub mod error;
pub mod events;
pub mod fall;
pub mod frontier;
pub mod hindcast;
pub mod history_summary;
pub mod history_table;
pub mod measure;
pub mod mitigation;
pub mod number_format;
pub mod outlook;
pub mod possible_events;
pub mod progress;
pub mod projection_in_words;
pub mod projection_tables;
pub mod query;
pub mod reactions;
pub mod repair;
pub mod sensitivity;
pub mod shapley;
pub mod study;
pub mod supposition;
pub mod table;
pub mod ways_of_learning;
pub mod why_sentence;
