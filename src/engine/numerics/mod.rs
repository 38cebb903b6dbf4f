//! Arithmetic that knows nothing of the model: batches of numbers, chance, distributions, statistics.

pub mod batch;
pub mod math;
pub(super) mod pert;
pub mod processor;
pub mod random;
pub(super) mod statistics;
