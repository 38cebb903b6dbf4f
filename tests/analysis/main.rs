//! The questions asked of the engine, and whether the answers are right.

mod compare;
mod events;
mod exact;
mod frontier;
mod hindcast;
mod measure;
mod queries;
mod reasons;
mod repair;
mod sensitivity;
mod tables;
mod world;
