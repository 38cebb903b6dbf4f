//! The parts that stages are built from. A widget knows no document: it shows values and says what
//! was asked for.

pub mod explain;
pub mod ladder;
pub mod level_slider;
pub mod number;
pub mod paint;
pub mod segmented;
