//! The questions asked of the engine, and whether the answers are right.

mod hindcast;
mod reasons;
mod story;
mod world;
