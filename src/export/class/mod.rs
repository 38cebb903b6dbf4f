//! What a class leaves behind: a report to read, and a table of everything for other programs.

pub mod answers_table;
mod chart;
mod names;
pub mod report;
pub mod two_classes;
