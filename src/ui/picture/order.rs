//! A picture as it is asked for: of what, how it is made, and in which format.

use super::choices::PictureChoices;
use super::subject::PictureSubject;
pub use crate::export::scene::{PictureFormat, Scale};

/// A picture that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureOrder {
    /// What it is of.
    pub subject: PictureSubject,
    /// How it is made.
    pub choices: PictureChoices,
    /// The format of its file; the clipboard takes pixels.
    pub format: PictureFormat,
}

impl Default for PictureOrder {
    fn default() -> Self {
        let (subject, choices) = (PictureSubject::default(), PictureChoices::default());
        PictureOrder { subject, choices, format: PictureFormat::Png(Scale::Two) }
    }
}

impl PictureOrder {
    /// The usual picture of a subject in a look.
    pub fn usual(subject: PictureSubject, look: super::choices::Look) -> Self {
        let choices = PictureChoices { look, ..PictureChoices::default() };
        PictureOrder { subject, choices, ..PictureOrder::default() }
    }
}
