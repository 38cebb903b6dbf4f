//! Exports: one folder for each kind of thing that leaves the program. Functions here return bytes or text; writing them
//! is left to the caller.

pub mod background;
pub mod class;
pub mod decision;
pub mod fonts;
pub mod graph;
pub mod handouts;
pub mod model_and_record;
pub mod paper;
pub mod report;
pub mod scene;
pub mod tables;
mod xml;
