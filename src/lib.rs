//! # Tearline
//!
//! A simulation of a disclosure decision: a partner gave home intelligence in confidence, and there is
//! a meeting in which home may reveal some of it.
//!
//! ## Code map
//!
//! In the order in which data flows. A module uses only modules above it, and files do not use each other
//! in a circle, but through what their own folder passes on; `tests/house` reads the `use` lines and fails
//! otherwise.
//!
//! - [`scenario`]: the document. Actors, ties, partnerships, items, the meeting, plans; every number with
//!   its range, unit, default and source; edits and checks; the map's automatic layout and the repairs that
//!   are offered. Plain values: no window, no files, no clock, no randomness.
//! - [`engine`]: the model. `numerics` (SIMD batches, distributions, random numbers), `mechanisms` (the equations
//!   of the model), `simulation` (from a compiled scenario to histories and a projection). No
//!   files, no clock, no printing.
//! - [`analysis`]: questions about a projection: causes, sensitivity, comparison, frontier, repair,
//!   hindcast; the tables of their answers, and the format of numbers. No window, no files.
//! - [`lesson`]: the classroom: votes, sealed predictions and their scores, the timer, the session of a class. No window,
//!   no files, no clock.
//! - [`storage`]: scenarios as RON files, errors with line and column, atomic writes, recovery, the
//!   built-in cases. Uses `scenario` only: no engine, no window.
//! - [`export`]: what leaves the program: papers as HTML and PDF, tables for spreadsheets. Returns bytes and text; writes nothing, opens no window.
//! - [`import`]: what other programs wrote, as changes of a scenario. Reads no file, opens no window.
//! - [`cli`]: the commands without a window.
//! - [`ui`]: the drawing: theme, widgets, plots, map, stages. A view reads a [`ui::Scene`] and sends
//!   [`ui::Command`]s; it changes no document and runs no projection.
//! - [`app`]: the open document with undo, background tasks, dialogs, preferences, and the one place where
//!   commands are executed. Draws only the frame between the views.
//!
//! ## Invariants
//!
//! - A [`scenario::Scenario`] is well formed: every quantity is within its bounds, and every reference names
//!   something that exists. An edit succeeds as a whole or changes nothing.
//! - The same scenario, plan and seed give the same projection, bit for bit, on any number of threads and on
//!   every processor.
//! - Random draws depend on seed, history, event and actors, never on the plan, so that compared plans share
//!   their luck.
//! - Files of all older versions can be opened.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod engine;
pub mod export;
pub mod import;
pub mod lesson;
pub mod scenario;
pub mod storage;
pub mod ui;
