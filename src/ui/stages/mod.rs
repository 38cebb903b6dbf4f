//! The stages, a folder each, and what several of them share. A stage draws its panel and its strip into the
//! areas that the app gives it.

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
