//! The model's equations, a file for each section of its text, with the section's name. Each takes plain
//! numbers and gives plain numbers; the simulation decides when each is used.

pub mod attribution;
pub mod belief;
pub mod breach;
pub mod cascade;
pub mod credibility;
pub mod detection;
pub mod ledger;
pub mod level;
pub mod willingness;
