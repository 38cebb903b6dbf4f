//! The aftermath.
