//! The engine against the model's text: its vectors, its laws, its limits.

mod bits;
mod broken;
mod laws;
mod support;
mod variation;
mod vectors;
