//! The questions asked of the engine, and whether the answers are right.

mod compare;
mod frontier;
mod hindcast;
mod reasons;
mod sensitivity;
mod story;
mod world;
