//! The model's equations, a file for each section of its text, with the section's name. Each takes plain
//! numbers and gives plain numbers; who calls them when is the matter of the simulation.

pub mod attribution;
pub mod belief;
pub mod breach;
pub mod cascade;
pub mod credibility;
pub mod detection;
pub mod ledger;
pub mod level;
pub mod willingness;
