//! The model's constants: every one a modelling choice with a default, a range where the model
//! gives one, and a meaning. A scenario stores only those it changes.

use super::quantity::bounds::{Probability, Share, Strength};
use super::{Bound, Bounds, Figure, FigureError, Quantity};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! parameters {
    ($($field:ident $variant:ident : $kind:ty = $low:literal, $likely:literal, $high:literal; $symbol:literal, $section:literal, $meaning:literal;)*) => {
        /// The model's constants. A default with a range is drawn from that range; see [`Parameters::fixed`].
        #[derive(Clone, Debug, PartialEq)]
        pub struct Parameters {
            $(#[doc = $meaning] pub $field: Quantity<$kind>,)*
        }

        /// One of the model's constants.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ParameterField {
            $(#[doc = $meaning] $variant,)*
        }

        impl Default for Parameters {
            fn default() -> Self {
                Parameters { $($field: Quantity::range($low, $likely, $high),)* }
            }
        }

        impl Parameters {
            /// Every constant at its most likely value, without a range.
            pub fn fixed() -> Self {
                Parameters { $($field: Quantity::plain($likely),)* }
            }

            /// The number of one constant.
            pub fn figure(&self, field: ParameterField) -> &Figure {
                match field { $(ParameterField::$variant => self.$field.figure(),)* }
            }

            /// Sets the number of one constant.
            ///
            /// # Errors
            /// If the figure does not fit; then nothing changes.
            pub fn set(&mut self, field: ParameterField, figure: Figure) -> Result<(), FigureError> {
                match field { $(ParameterField::$variant => self.$field.set(figure),)* }
            }
        }

        impl ParameterField {
            /// All of them, in the order of the model's sections.
            pub const ALL: &[ParameterField] = &[$(ParameterField::$variant,)*];

            /// Its name in a file.
            pub fn key(self) -> &'static str {
                match self { $(ParameterField::$variant => stringify!($field),)* }
            }

            /// Its symbol in the model's formulas.
            pub fn symbol(self) -> &'static str {
                match self { $(ParameterField::$variant => $symbol,)* }
            }

            /// The section of the model that uses it.
            pub fn section(self) -> u8 {
                match self { $(ParameterField::$variant => $section,)* }
            }

            /// What it means, in a phrase.
            pub fn meaning(self) -> &'static str {
                match self { $(ParameterField::$variant => $meaning,)* }
            }

            /// The values it may take.
            pub fn bounds(self) -> Bounds {
                match self { $(ParameterField::$variant => <$kind as Bound>::BOUNDS,)* }
            }
        }

        const KEYS: &[&str] = &[$(stringify!($field),)*];
    };
}

parameters! {
    asking_delay AskingDelay: Strength = 1.0, 1.0, 1.0; "delay", 1, "months lost by asking the originator first";
    press_floor PressFloor: Probability = 0.02, 0.1, 0.4; "ψ₀", 2, "chance that the press hears of it from the meeting itself";
    press_per_holder PressPerHolder: Probability = 0.005, 0.02, 0.1; "ℓ", 2, "added chance of press for every new holder";
    closing Closing: Probability = 0.2, 0.5, 0.9; "ζ", 3, "chance that a fully hostile actor who knows the source can close it";
    press_blamed PressBlamed: Probability = 0.95, 0.95, 0.95; "press", 4, "chance that the originator, reading it in the press, blames home";
    loss_blamed LossBlamed: Probability = 0.4, 0.7, 1.0; "χ", 4, "chance that the originator, losing its source, blames home when nobody else held the item";
    late_surfacing LateSurfacing: Probability = 0.01, 0.01, 0.01; "late", 4, "monthly chance that a hidden breach surfaces";
    harmless_part HarmlessPart: Share = 0.4, 0.4, 0.4; "κ", 5, "part of the severity that hangs on the loss of the source";
    friendly_part FriendlyPart: Share = 0.6, 0.6, 0.6; "ρ", 5, "severity of telling a friend, as a part of telling an enemy";
    integrity_blow IntegrityBlow: Strength = 12.0, 25.0, 40.0; "λ_I", 6, "months of bad experience in a full breach of promise";
    control_blow ControlBlow: Strength = 6.0, 13.0, 24.0; "λ_C", 6, "months of bad experience in a full failure to keep a secret";
    gossip Gossip: Probability = 0.5, 0.5, 0.5; "gossip", 6, "chance that the originator tells a partner it regards fully";
    second_hand SecondHand: Share = 0.67, 0.67, 0.67; "ν", 6, "weight of what a partner hears against what it lives through";
    observer_integrity ObserverIntegrity: Share = 0.3, 0.3, 0.3; "ω_I", 6, "how far others ask: would we be sold too?";
    observer_control ObserverControl: Share = 0.1, 0.6, 0.9; "ω_C", 6, "how far others ask: can they keep any secret?";
    precision Precision: Strength = 2.0, 4.0, 6.0; "μ", 7, "how sharply willingness follows what it is worth";
    content_loss ContentLoss: Strength = 1.0, 2.0, 3.0; "L_C", 7, "what a partner would lose with betrayed content";
    methods_loss MethodsLoss: Strength = 3.0, 4.5, 7.0; "L_S", 7, "what a partner would lose with a betrayed source";
    methods_worth MethodsWorth: Strength = 0.9, 0.9, 0.9; "b_S", 7, "worth of the relationship for sharing sources, against content";
    chill_persistence ChillPersistence: Share = 0.7, 0.7, 0.7; "φ_ε", 7, "part of an outside thaw or chill that lasts into the next month";
    chill_spread ChillSpread: Share = 0.05, 0.05, 0.05; "σ_ε", 7, "spread of outside thaws and chills; 0 turns them off";
    good_kept GoodKept: Share = 0.95, 0.95, 0.95; "keep r", 8, "part of good experience kept from month to month";
    integrity_kept IntegrityKept: Share = 0.97, 0.97, 0.97; "keep s_I", 8, "part of the memory of a broken promise kept from month to month";
    control_kept ControlKept: Share = 0.8, 0.8, 0.8; "keep s_C", 8, "part of the memory of a secret not kept, kept from month to month";
    checking_power CheckingPower: Share = 0.7, 0.7, 0.7; "v", 9, "home's power to check a report whose source it can see";
    prior Prior: Probability = 0.4, 0.4, 0.4; "p", 9, "chance that what a report warns of is so";
    false_alarm_cost FalseAlarmCost: Strength = 1.0, 1.0, 1.0; "k", 9, "cost of a false alarm against a miss";
    month_discount MonthDiscount: Share = 0.97, 0.97, 0.97; "discount", 9, "worth of next month's flow against this month's";
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let default = Parameters::default();
        let changed = |field: &&ParameterField| self.figure(**field) != default.figure(**field);
        let mut out =
            to.serialize_struct("Parameters", ParameterField::ALL.iter().filter(changed).count())?;
        for field in ParameterField::ALL.iter().filter(changed) {
            // Any kind of quantity writes itself alike, so the widest stands for all.
            let quantity = Quantity::<AnyNumber>::try_from(self.figure(*field).clone());
            out.serialize_field(field.key(), &quantity.map_err(serde::ser::Error::custom)?)?;
        }
        out.end()
    }
}

/// Any finite number.
enum AnyNumber {}
impl Bound for AnyNumber {
    const BOUNDS: Bounds = Bounds { min: f64::MIN, max: f64::MAX, what: "a number" };
}

impl<'de> Deserialize<'de> for Parameters {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Parameters;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("the model's constants, ( name: number, … )")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parameters, A::Error> {
                let mut parameters = Parameters::default();
                while let Some(key) = map.next_key::<String>()? {
                    let Some(field) = ParameterField::ALL.iter().find(|field| field.key() == key) else {
                        return Err(de::Error::unknown_field(&key, KEYS));
                    };
                    let quantity: Quantity<AnyNumber> = map.next_value()?;
                    parameters.set(*field, quantity.figure().clone()).map_err(de::Error::custom)?;
                }
                Ok(parameters)
            }
        }
        from.deserialize_struct("Parameters", KEYS, Fields)
    }
}
