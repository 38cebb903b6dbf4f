//! What becomes of a file of an older version when it is opened, in sentences for its owner.

use std::fmt;

/// What was changed to make a scenario of an older version one of the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The version of the file.
    pub from_version: u32,
    /// A sentence for each change.
    pub changes: Vec<&'static str>,
    /// Whether the file has comments, which are lost with the first change that its version cannot hold.
    pub loses_comments: bool,
}

impl fmt::Display for Translation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Translation { from_version, changes, loses_comments } = self;
        write!(out, "This file has format version {from_version} and was translated. {}", changes.join(" "))?;
        match loses_comments {
            true => write!(
                out,
                " Its comments are lost once a change is saved that version {from_version} cannot hold."
            ),
            false => Ok(()),
        }
    }
}
