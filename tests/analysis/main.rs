//! The questions asked of the engine, and whether the answers are right.

mod compare;
mod exact;
mod frontier;
mod hindcast;
mod reasons;
mod repair;
mod sensitivity;
mod story;
mod world;
