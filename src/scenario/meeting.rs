//! The meeting that is coming, and who could be told something at it.

use super::quantity::bounds::{Probability, Strength, Worth};
use super::{Ordered, Quantity, RecipientId};
use serde::{Deserialize, Serialize};

/// Somebody who may be told something, and what could be had for it (model, sections 1 and 9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The most it could give in return.
    #[serde(default = "nothing")]
    pub concession: Quantity<Worth>,
    /// How fast it is satisfied.
    #[serde(default = "ordinary_appetite")]
    pub appetite: Quantity<Strength>,
    /// The chance that it keeps a bargain.
    #[serde(default = "even_chance")]
    pub reciprocity: Quantity<Probability>,
}

fn nothing() -> Quantity<Worth> {
    Quantity::plain(0.0)
}

fn ordinary_appetite() -> Quantity<Strength> {
    Quantity::plain(1.5)
}

fn even_chance() -> Quantity<Probability> {
    Quantity::plain(0.5)
}

impl Default for Recipient {
    fn default() -> Self {
        Recipient { concession: nothing(), appetite: ordinary_appetite(), reciprocity: even_chance() }
    }
}

/// The meeting in month 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meeting {
    /// What it is called: "Oval Office, 10 May 2017".
    pub name: String,
    /// Who could be told something.
    pub recipients: Ordered<RecipientId, Recipient>,
}
