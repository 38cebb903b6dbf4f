//! The stages in a small window of their own: what a person does by label, and what becomes of the document.

#[path = "../support/mod.rs"]
mod support;

mod aftermath;
mod decision;
mod pictures;
mod window;
mod world;
