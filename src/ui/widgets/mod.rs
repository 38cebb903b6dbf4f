//! Controls and painting helpers shared by the stages. A widget knows no document: it shows values and
//! returns the user's choice.

pub mod explain;
pub mod frameless_button;
pub mod ladder;
pub mod level_slider;
/// Names of [`crate::analysis::number_format`] that views still use.
pub mod number {
    pub use crate::analysis::number_format::*;
    pub use crate::analysis::number_format::{EstimativeWord as Estimate, PercentChange as Shift};
}
pub mod paint;
pub mod segmented;
