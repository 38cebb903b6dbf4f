//! Arithmetic that knows nothing of the model: batches of numbers, chance, distributions, statistics.

pub mod batch;
pub mod lane_set;
pub mod math;
mod order_statistics;
pub(super) mod pert;
pub mod processor;
pub mod random;
pub(super) mod statistics;
pub(super) mod statistics_of_parts;
