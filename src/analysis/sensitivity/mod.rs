//! What matters: which of the uncertain numbers move a result, which turn the advice, and which would
//! be worth knowing.

pub mod flips;
pub mod information;
pub mod map;
pub mod tornado;
pub mod total_effects;
