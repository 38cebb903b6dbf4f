//! What matters: which of the uncertain numbers move a result, which turn the advice, and which would
//! be worth knowing.

pub mod sobol;
pub mod switching_values;
pub mod tornado;
pub mod two_way;
pub mod value_of_information;
