//! The classroom without a window: lessons as data, votes, predictions and their scores, time, the kept session.

mod ballots;
mod lessons;
mod scoring;
mod sessions;
mod shipped;
mod timing;
mod two_classes;
mod votes;
