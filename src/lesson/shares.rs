//! Shares in the files of classes, which are checked as they are read.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Reads a share.
///
/// # Errors
/// If it is not between 0 and 1.
pub fn read<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    checked(f64::deserialize(from)?)
}

/// Reads a share that may be missing.
///
/// # Errors
/// If there is one and it is not between 0 and 1.
pub fn read_optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Option::deserialize(from)?.map(checked).transpose()
}

fn checked<E: Error>(share: f64) -> Result<f64, E> {
    match (0.0..=1.0).contains(&share) {
        true => Ok(share),
        false => Err(E::custom(format!("{share} is not between 0 and 1"))),
    }
}
