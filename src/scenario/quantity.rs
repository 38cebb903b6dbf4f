//! A number in the document: a plain value or a range, checked at the door, with where it comes from.

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// The provenance of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// Somebody's guess; what every number is until somebody says otherwise.
    #[default]
    Guess,
    /// Set by the instructor for this exercise.
    Instructor,
    /// Taken from a source, which is named.
    Evidence(String),
}

impl Provenance {
    /// It as a sentence.
    pub fn in_words(&self) -> String {
        match self {
            Provenance::Guess => "A guess.".to_owned(),
            Provenance::Instructor => "Set by the instructor.".to_owned(),
            Provenance::Evidence(source) => format!("Evidence: {source}."),
        }
    }
}

/// The values a number may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// Kind of the number in a sentence: “a probability”.
    pub what: &'static str,
}

impl Bounds {
    /// Whether a value lies within.
    pub fn hold(&self, value: f64) -> bool {
        value >= self.min && value <= self.max
    }
}

/// Why three values cannot be a figure.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FigureError {
    /// A value is NaN or infinite.
    #[error("{what} must be an ordinary number, not {value}")]
    NotFinite {
        /// The kind of number, for a sentence.
        what: &'static str,
        /// The offending value.
        value: f64,
    },
    /// A value lies outside its bounds.
    #[error("{what} must lie between {min} and {max}, not {value}")]
    OutOfBounds {
        /// The kind of number, for a sentence.
        what: &'static str,
        /// Smallest value allowed.
        min: f64,
        /// Largest value allowed.
        max: f64,
        /// The offending value.
        value: f64,
    },
    /// The three values are not in order.
    #[error("a range runs from low over likely to high, but {low}, {likely}, {high} do not rise")]
    NotRising {
        /// Low end.
        low: f64,
        /// Most likely value.
        likely: f64,
        /// High end.
        high: f64,
    },
}

/// A number with its range, its origin and a note; a plain number has `low = likely = high`.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Low end of the range.
    pub low: f64,
    /// Most likely value; the value, if the number is plain.
    pub likely: f64,
    /// High end of the range.
    pub high: f64,
    /// Its provenance.
    pub from: Provenance,
    /// A note for readers.
    pub note: String,
}

impl Figure {
    /// A plain guess.
    pub fn plain(value: f64) -> Self {
        Figure::range(value, value, value)
    }

    /// A guessed range.
    pub fn range(low: f64, likely: f64, high: f64) -> Self {
        Figure { low, likely, high, from: Provenance::Guess, note: String::new() }
    }

    /// Whether the number is uncertain.
    pub fn is_range(&self) -> bool {
        self.low < self.high
    }

    /// Whether the figure fits within bounds.
    ///
    /// # Errors
    /// If a value is not finite, lies outside, or the range does not rise.
    pub fn check(&self, bounds: Bounds) -> Result<(), FigureError> {
        let Bounds { min, max, what } = bounds;
        for value in [self.low, self.likely, self.high] {
            if !value.is_finite() {
                return Err(FigureError::NotFinite { what, value });
            }
            if !bounds.hold(value) {
                return Err(FigureError::OutOfBounds { what, min, max, value });
            }
        }
        if self.low <= self.likely && self.likely <= self.high {
            Ok(())
        } else {
            Err(FigureError::NotRising { low: self.low, likely: self.likely, high: self.high })
        }
    }
}

/// The kind of number that a [`Quantity`] is; a type, so that kinds cannot be mixed up.
pub trait Bound: 'static {
    /// The values it may take.
    const BOUNDS: Bounds;
}

/// The kinds of number in the document.
pub mod bounds {
    use super::{Bound, Bounds};

    macro_rules! kind {
        ($(#[$doc:meta])* $name:ident, $min:expr, $max:expr, $what:literal) => {
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq)]
            pub enum $name {}
            impl Bound for $name {
                const BOUNDS: Bounds = Bounds { min: $min, max: $max, what: $what };
            }
        };
    }

    kind!(/// A chance.
        Probability, 0.0, 1.0, "a probability");
    kind!(/// A part of a whole, or an intensity.
        Share, 0.0, 1.0, "a share");
    kind!(/// How one actor regards another.
        Affinity, -1.0, 1.0, "an affinity");
    kind!(/// Months of experience behind a belief.
        Months, 0.0, 1200.0, "a number of months");
    kind!(/// A time in which something halves, in months.
        HalfLife, 0.05, 1200.0, "a half-life in months");
    kind!(/// A worth on the user's own scale.
        Worth, 0.0, 1000.0, "a worth");
    kind!(/// A rate or strength above nothing.
        Strength, 0.0, 1000.0, "a strength");
    kind!(/// How many sources could have produced an item.
        Sources, 1.0, 1e6, "a number of plausible sources");
    kind!(/// The chance that an honest report is right: no worse than a coin.
        Accuracy, 0.5, 1.0, "an accuracy");
    kind!(/// A weight in the total.
        Weight, 0.0, 1000.0, "a weight");
}

/// A number of one kind; to hold one is to know that it fits its bounds.
pub struct Quantity<B: Bound> {
    figure: Figure,
    kind: PhantomData<fn() -> B>,
}

impl<B: Bound> Quantity<B> {
    /// A plain guess, brought within bounds; for values written in the program.
    pub fn plain(value: f64) -> Self {
        Self::range(value, value, value)
    }

    /// A guessed range, brought within bounds; for values written in the program.
    pub fn range(low: f64, likely: f64, high: f64) -> Self {
        let Bounds { min, max, .. } = B::BOUNDS;
        let likely = likely.clamp(min, max);
        let figure = Figure::range(low.clamp(min, likely), likely, high.clamp(likely, max));
        Quantity { figure, kind: PhantomData }
    }

    /// The number with its range and origin.
    pub fn figure(&self) -> &Figure {
        &self.figure
    }

    /// The most likely value.
    pub fn likely(&self) -> f64 {
        self.figure.likely
    }

    /// Replaces the number.
    ///
    /// # Errors
    /// If the figure does not fit this kind of number; then nothing changes.
    pub fn set(&mut self, figure: Figure) -> Result<(), FigureError> {
        figure.check(B::BOUNDS)?;
        self.figure = figure;
        Ok(())
    }

    /// The bounds of this kind of number.
    pub fn bounds(&self) -> Bounds {
        B::BOUNDS
    }
}

impl<B: Bound> TryFrom<Figure> for Quantity<B> {
    type Error = FigureError;
    fn try_from(figure: Figure) -> Result<Self, FigureError> {
        figure.check(B::BOUNDS)?;
        Ok(Quantity { figure, kind: PhantomData })
    }
}

impl<B: Bound> Clone for Quantity<B> {
    fn clone(&self) -> Self {
        Quantity { figure: self.figure.clone(), kind: PhantomData }
    }
}

impl<B: Bound> PartialEq for Quantity<B> {
    fn eq(&self, other: &Self) -> bool {
        self.figure == other.figure
    }
}

impl<B: Bound> fmt::Debug for Quantity<B> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.figure.fmt(out)
    }
}

/// Written as short as it can be: `0.9`, or `(low: 0.8, likely: 0.9, high: 1.0, from: …, note: …)`.
impl<B: Bound> Serialize for Quantity<B> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Figure { low, likely, high, from, note } = &self.figure;
        let (ranged, sourced, noted) = (self.figure.is_range(), *from != Provenance::Guess, !note.is_empty());
        if !ranged && !sourced && !noted {
            return to.serialize_f64(*likely);
        }
        let fields = if ranged { 3 } else { 1 } + usize::from(sourced) + usize::from(noted);
        let mut out = to.serialize_struct("Quantity", fields)?;
        if ranged {
            out.serialize_field("low", low)?;
            out.serialize_field("likely", likely)?;
            out.serialize_field("high", high)?;
        } else {
            out.serialize_field("value", likely)?;
        }
        if sourced {
            out.serialize_field("from", from)?;
        }
        if noted {
            out.serialize_field("note", note)?;
        }
        out.end()
    }
}

/// The fields a written-out quantity may have.
const FIELDS: [&str; 6] = ["value", "low", "likely", "high", "from", "note"];

impl<'de, B: Bound> Deserialize<'de> for Quantity<B> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let figure = from.deserialize_any(FigureVisitor(B::BOUNDS))?;
        Quantity::try_from(figure).map_err(de::Error::custom)
    }
}

struct FigureVisitor(Bounds);

impl<'de> Visitor<'de> for FigureVisitor {
    type Value = Figure;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: a number, (value: …) or (low: …, likely: …, high: …)", self.0.what)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Figure, E> {
        Ok(Figure::plain(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Figure, E> {
        Ok(Figure::plain(value as f64))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Figure, E> {
        Ok(Figure::plain(value as f64))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Figure, A::Error> {
        let (mut value, mut low, mut likely, mut high) = (None, None, None, None);
        let (mut from, mut note) = (Provenance::default(), String::new());
        let mut written: Vec<&str> = Vec::new();
        while let Some(field) = map.next_key::<String>()? {
            let Some(field) = FIELDS.into_iter().find(|known| *known == field) else {
                return Err(de::Error::unknown_field(&field, &FIELDS));
            };
            if written.contains(&field) {
                return Err(de::Error::duplicate_field(field));
            }
            written.push(field);
            match field {
                "value" => value = Some(map.next_value::<f64>()?),
                "low" => low = Some(map.next_value::<f64>()?),
                "likely" => likely = Some(map.next_value::<f64>()?),
                "high" => high = Some(map.next_value::<f64>()?),
                "from" => from = map.next_value()?,
                // The last of the fields.
                _ => note = map.next_value()?,
            }
        }
        let (low, likely, high) = match (value, low, likely, high) {
            (Some(value), None, None, None) => (value, value, value),
            (None, Some(low), Some(likely), Some(high)) => (low, likely, high),
            _ => {
                return Err(de::Error::custom("a number needs either value, or all of low, likely and high"));
            }
        };
        Ok(Figure { low, likely, high, from, note })
    }
}
