//! Plots, all drawn by `egui_plot` and set up in one place, [`chart`], so that they look and answer alike.
//!
//! A file for each kind of plot; [`rows`] draws marks beside the rows of a list for those that are lists.

pub mod axis;
pub mod chart;
pub mod course;
pub mod dots;
mod drag;
pub mod estimate;
pub mod legend;
pub mod mosaic;
pub mod readout;
pub mod rows;
pub mod scatter;
pub mod shift;
pub mod signed_bar;
pub mod tornado;
pub mod waterfall;
