//! The classroom: what a class answers, how it is counted and scored, and what of it is kept. Plain data and
//! functions.
//!
//! The way of an answer: a [`ballots`] file or a typed count becomes an [`Entry`](session::Entry) of the
//! [`ClassSession`]; votes, sealed predictions and the place in the lesson are read off the entries; predictions are
//! scored against the shares of histories by [`scoring`].
//!
//! Absent here: windows, files and clocks. Times are handed in, in seconds.

pub mod ballots;
pub mod prediction;
pub mod results;
pub mod room_picture;
pub mod scoring;
pub mod seat_facts;
pub mod session;
mod shares;
pub mod template;
pub mod timing;
pub mod two_classes;
pub mod votes;

pub use prediction::{Answer, Forecast, Outlook, Prediction, Target};
pub use room_picture::{RoomContent, RoomPicture};
pub use session::ClassSession;
