//! Plots, painted by ourselves: they are small, many, and must look alike everywhere.

pub mod course;
pub mod dots;
pub mod estimate;
pub mod mosaic;
pub mod scale;
pub mod scatter;
pub mod shift;
pub mod signed_bar;
pub mod tornado;
pub mod waterfall;
