//! The stages, a folder each but for library and briefing, and what several of them share. A stage draws its panel and its strip into the
//! areas that the app gives it.

pub mod aftermath;
mod answer;
pub mod briefing;
pub mod choosers;
pub mod classroom;
pub mod compare;
pub mod decision;
pub mod library;
mod planner;
mod results;
pub mod setting;
mod split;
mod timeline;
pub mod why;
