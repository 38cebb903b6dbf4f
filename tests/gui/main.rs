//! Whole journeys through the window, without a display: everything is found by its accessible name.

mod aftermath;
mod autosave;
#[path = "../support/child.rs"]
mod child;
mod compare;
mod decision;
mod desk;
mod ending;
mod file_dialogs;
mod files;
mod finding;
mod first_minutes;
mod fitting;
mod headings;
mod hindcast;
mod keyboard;
mod leaving;
mod likeness;
mod long_names;
mod looks;
mod matters;
mod model;
mod monkey;
mod number_fields;
mod pictures;
mod playing;
mod plots;
mod previews;
mod projecting;
mod scripts;
mod setting;
mod small_case;
mod steps;
mod ties;
mod why;
