//! Journeys through the decision.
