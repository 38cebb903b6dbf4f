//! Plots, painted by ourselves where they are small and many.

pub mod shift;
pub mod signed_bar;
