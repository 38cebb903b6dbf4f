//! Settings and shorthands for the engine's tests.

use tearline::scenario::{ActorId, ItemId, RecipientId};

/// An actor's id.
pub fn actor(id: &str) -> ActorId {
    ActorId::try_from(id).expect("an id")
}

/// An item's id.
pub fn item(id: &str) -> ItemId {
    ItemId::try_from(id).expect("an id")
}

/// A recipient's id.
pub fn recipient(id: &str) -> RecipientId {
    RecipientId::Actor(actor(id))
}
