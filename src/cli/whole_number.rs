//! Whole numbers as arguments, with an error that says which are possible.

use crate::analysis::number_format::thousands;

/// Parses a whole number within bounds.
///
/// # Errors
/// If it is none: which numbers are possible, to follow “invalid value”.
pub fn whole_number<const LEAST: u64, const MOST: u64>(text: &str) -> Result<u64, String> {
    match text.trim().parse() {
        Ok(number) if (LEAST..=MOST).contains(&number) => Ok(number),
        Ok(_) | Err(_) => {
            Err(format!("write a whole number from {} to {}", thousands(LEAST), thousands(MOST)))
        }
    }
}

/// The same for a number of months.
///
/// # Errors
/// As [`whole_number`].
pub fn months<const LEAST: u32, const MOST: u32>(text: &str) -> Result<u32, String> {
    match text.trim().parse() {
        Ok(number) if (LEAST..=MOST).contains(&number) => Ok(number),
        Ok(_) | Err(_) => Err(format!("write a whole number of months from {LEAST} to {MOST}")),
    }
}
