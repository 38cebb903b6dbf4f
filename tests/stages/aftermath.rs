//! Journeys through the aftermath.
