//! # Tearline
//!
//! Playing through a disclosure decision: a partner's intelligence, given in confidence, and a
//! meeting in which some of it may be revealed.
//!
//! A map of the house, in the direction in which data travels:
//!
//! - [`scenario`]: the document. Actors, ties, partnerships, items, the meeting, plans; every
//!   number with its range and where it comes from. No window, no files, no clock, no chance.
//! - [`engine`]: the model, a file per mechanism, and the ensemble of histories. No window, no
//!   files, no clock, no printing.
//! - [`analysis`]: questions asked of the engine. No window, no files.
//! - [`storage`]: scenarios as files. No engine.
//! - [`cli`]: the commands that need no window.
//! - [`ui`]: what is seen. Views look and ask; they decide, compute and store nothing.
//! - [`app`]: the open document, the jobs, and the one place where commands are carried out. No
//!   drawing.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod engine;
pub mod scenario;
pub mod storage;
pub mod ui;
