//! Plots, all drawn by `egui_plot` and set up in one place, [`chart`], so that they look and answer alike.
//!
//! [`kept_chart`] paints a plot again as it was, as long as it shows the same and nobody does anything to it.
//! [`rows`] draws marks beside the rows of a list; [`sensitivity`], [`waterfall`] and [`changes`] are such lists.

pub mod axis;
pub mod changes;
pub mod chart;
pub mod course;
pub mod dots;
pub mod kept_chart;
pub mod legend;
pub mod mosaic;
pub mod parts;
pub mod points;
pub mod rows;
pub mod sensitivity;
pub mod waterfall;
