//! The questions asked of the engine, and whether the answers are right.

mod asking;
mod comparison;
mod enumeration;
mod events;
mod exact;
mod fall;
mod forecasts;
mod frontier;
#[path = "../support/game.rs"]
mod game;
mod hindcast;
mod measure;
mod mitigation;
mod queries;
mod reactions;
mod repair;
mod sensitivity;
mod shapley;
mod supposition;
mod tables;
mod why_sentence;
mod world;
