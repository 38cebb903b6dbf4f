//! The engine against the model's text: its vectors, its laws, its limits.

mod bits;
mod laws;
mod support;
mod vectors;
