//! The meeting that is coming, and the recipients at it.

use super::quantity::bounds::{Probability, Strength, Worth};
use super::{Ordered, Quantity, RecipientField, RecipientId};
use serde::{Deserialize, Serialize};

/// A recipient: somebody who may be told something, and what it could give in return (model, section 9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The most it could give in return.
    #[serde(default = "default_concession")]
    pub concession: Quantity<Worth>,
    /// Appetite: how fast it is satisfied.
    #[serde(default = "default_appetite")]
    pub appetite: Quantity<Strength>,
    /// The chance that it keeps a bargain.
    #[serde(default = "default_reciprocity")]
    pub reciprocity: Quantity<Probability>,
}

fn default_concession() -> Quantity<Worth> {
    RecipientField::Concession.info().quantity()
}

fn default_appetite() -> Quantity<Strength> {
    RecipientField::Appetite.info().quantity()
}

fn default_reciprocity() -> Quantity<Probability> {
    RecipientField::Reciprocity.info().quantity()
}

impl Default for Recipient {
    fn default() -> Self {
        Recipient {
            concession: default_concession(),
            appetite: default_appetite(),
            reciprocity: default_reciprocity(),
        }
    }
}

/// The meeting in month 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meeting {
    /// Name: “Oval Office, 10 May 2017”.
    pub name: String,
    /// The recipients.
    pub recipients: Ordered<RecipientId, Recipient>,
}
