//! The engine against the model's text: its vectors, its laws, its limits.

mod support;
mod vectors;
