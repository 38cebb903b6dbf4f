//! The stages, a file each. A stage draws its part of the window into the places the app gives it.

pub mod aftermath;
mod answer;
pub mod compare;
pub mod decision;
pub mod library;
pub mod partner;
mod planner;
mod results;
pub mod setting;
pub mod why;

pub(in crate::ui) use super::phrases;
