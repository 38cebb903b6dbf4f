//! The model's constants in a file: a scenario stores only those it changes.

use super::numbers::PARAMETER_KEYS;
use super::{Bound, Bounds, ParameterField, Parameters, Quantity};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

impl ParameterField {
    /// The name in a file.
    pub fn key(self) -> &'static str {
        self.info().path[0]
    }
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let default = Parameters::default();
        let changed = |field: &&ParameterField| field.figure(self) != field.figure(&default);
        let mut out =
            to.serialize_struct("Parameters", ParameterField::ALL.iter().filter(changed).count())?;
        for field in ParameterField::ALL.iter().filter(changed) {
            // Any kind of quantity writes itself alike, so the widest stands for all.
            let quantity = Quantity::<AnyNumber>::try_from(field.figure(self).clone());
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
                        return Err(de::Error::unknown_field(&key, PARAMETER_KEYS));
                    };
                    let quantity: Quantity<AnyNumber> = map.next_value()?;
                    field.set(&mut parameters, quantity.figure().clone()).map_err(de::Error::custom)?;
                }
                Ok(parameters)
            }
        }
        from.deserialize_struct("Parameters", PARAMETER_KEYS, Fields)
    }
}
