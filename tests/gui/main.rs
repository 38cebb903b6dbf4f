//! Whole journeys through the window, without a display: everything is found by its accessible name.

mod autosave;
#[path = "../support/child.rs"]
mod child;
mod compare;
mod desk;
mod files;
mod finding;
mod first_minutes;
mod fitting;
mod headings;
mod hindcast;
mod keyboard;
mod leaving;
mod likeness;
mod looks;
mod matters;
mod monkey;
mod playing;
mod projecting;
mod setting;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod why;
