//! Names that the document gives to its parts: short, readable, and never mixed up.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// Why a text cannot be an id.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("“{0}” cannot be an id: use 1 to 40 lower-case letters, digits, - or _")]
pub struct IdError(pub String);

fn checked(text: &str) -> Result<Arc<str>, IdError> {
    let fits = (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
    if fits { Ok(text.into()) } else { Err(IdError(text.chars().take(60).collect())) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// An id written in the program itself.
            ///
            /// # Panics
            /// If the text cannot be an id, which is a mistake in the program.
            pub fn known(text: &'static str) -> Self {
                Self(checked(text).expect("an id written in the program"))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = IdError;
            fn try_from(text: &str) -> Result<Self, IdError> {
                checked(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{:?}", &*self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::try_from(text.as_str()).map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// An actor on the map.
    ActorId
);
id!(
    /// A piece of intelligence.
    ItemId
);
id!(
    /// A plan.
    PlanId
);

/// The word that stands for the public wherever a recipient's id stands.
const PUBLIC: &str = "public";

/// Somebody who may be told something at the meeting.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecipientId {
    /// An actor at the table.
    Actor(ActorId),
    /// Everybody: what the public is told, all hold. Written `"public"`.
    Public,
}

impl RecipientId {
    /// The actor, unless this is the public.
    pub fn actor(&self) -> Option<&ActorId> {
        match self {
            RecipientId::Actor(actor) => Some(actor),
            RecipientId::Public => None,
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        match self {
            RecipientId::Actor(actor) => actor.as_str(),
            RecipientId::Public => PUBLIC,
        }
    }
}

impl From<ActorId> for RecipientId {
    fn from(actor: ActorId) -> Self {
        RecipientId::Actor(actor)
    }
}

impl fmt::Display for RecipientId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Serialize for RecipientId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RecipientId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        if text == PUBLIC {
            return Ok(RecipientId::Public);
        }
        ActorId::try_from(text.as_str()).map(RecipientId::Actor).map_err(serde::de::Error::custom)
    }
}
