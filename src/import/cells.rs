//! Numbers and words in cells: “0.7”, “0,7”, “70 %”, “high”, “gist”.

use crate::scenario::{Level, Promise, Provenance, Scale};

/// The number of a text: with a decimal point or comma, a true minus, or in per cent.
///
/// # Errors
/// Why it is none, as the end of a sentence.
pub fn number(text: &str) -> Result<f64, String> {
    let plain: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let plain = plain.replace('\u{2212}', "-");
    let (digits, unit) = match plain.strip_suffix('%') {
        Some(digits) => (digits, 0.01),
        None => (plain.as_str(), 1.0),
    };
    let with_point = match digits.split_once(',') {
        Some((whole, decimals)) if !digits.contains('.') && !decimals.contains(',') => {
            // “1,000” is a thousand for some and one for others; “0,125” and “12,5” are clear.
            let is_thousand = decimals.len() == 3 && !whole.trim_start_matches('-').starts_with('0');
            if is_thousand {
                return Err(format!(
                    "“{text}” may be a thousand or have decimals; write it without the comma"
                ));
            }
            format!("{whole}.{decimals}")
        }
        _ => digits.to_owned(),
    };
    let parsed = with_point.parse::<f64>().ok().filter(|number| number.is_finite());
    // A division keeps “70 %” at 0.7, where a product would give 0.7000000000000001.
    let number = parsed.map(|number| if unit < 1.0 { number / 100.0 } else { number });
    number.ok_or_else(|| format!("“{text}” is no number"))
}

/// The range of a text: that of a number, or of a word of a scale.
///
/// # Errors
/// Why it is neither, as the end of a sentence.
pub fn range(text: &str, scale: Option<&Scale>) -> Result<[f64; 3], String> {
    let wanted = text.trim().to_lowercase();
    let words = scale.map(|scale| scale.words).unwrap_or_default();
    if let Some(known) = words.iter().find(|known| known.word == wanted) {
        return Ok(known.range);
    }
    match number(text) {
        Ok(value) => Ok([value; 3]),
        Err(sentence) if words.is_empty() || sentence.contains("thousand") => Err(sentence),
        Err(_) => {
            let words: Vec<&str> = words.iter().map(|known| known.word).collect();
            Err(format!("“{text}” is neither a number nor one of {}", words.join(", ")))
        }
    }
}

/// Whether a text says yes.
///
/// # Errors
/// Why it says neither yes nor no, as the end of a sentence.
pub fn truth(text: &str) -> Result<bool, String> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "x" | "1" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(format!("“{text}” is neither yes nor no")),
    }
}

/// The level of a text: its name, or its number from 0 to 4.
///
/// # Errors
/// Why it is none, as the end of a sentence.
pub fn level(text: &str) -> Result<Level, String> {
    let wanted = text.trim().to_lowercase();
    let is = |level: &Level| level.name() == wanted || level.index().to_string() == wanted;
    Level::ALL.into_iter().find(is).ok_or_else(|| {
        let names = Level::ALL.map(Level::name).join(", ");
        format!("“{text}” is no level; there are {names}")
    })
}

/// The promise of a text.
///
/// # Errors
/// Why it is none, as the end of a sentence.
pub fn promise(text: &str) -> Result<Promise, String> {
    let wanted = text.trim().to_lowercase();
    Promise::ALL.into_iter().find(|promise| promise.name() == wanted).ok_or_else(|| {
        let names = Promise::ALL.map(Promise::name).join(", ");
        format!("“{text}” is no promise; there are {names}")
    })
}

/// The beginning of a provenance that names its source.
const EVIDENCE: &str = "evidence: ";

/// The provenance of a text: “guess”, “instructor”, or a source.
pub fn provenance(text: &str) -> Provenance {
    match text {
        "guess" => Provenance::Guess,
        "instructor" => Provenance::Instructor,
        source => Provenance::Evidence(source.strip_prefix(EVIDENCE).unwrap_or(source).to_owned()),
    }
}

/// A provenance as [`provenance`] reads it.
pub fn provenance_text(from: &Provenance) -> String {
    match from {
        Provenance::Guess => "guess".into(),
        Provenance::Instructor => "instructor".into(),
        Provenance::Evidence(source) => format!("{EVIDENCE}{source}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{ActorId, Input, PartnerField};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("0.7", 0.7), ("0,7", 0.7), ("70\u{a0}%", 0.7), ("−0,5", -0.5), ("0,125", 0.125)]
        {
            assert_eq!(number(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_may_be_a_thousand_is_asked_about() {
        assert!(number("1,000").is_err_and(|sentence| sentence.contains("may be a thousand")));
        assert!(number("1.000,5").is_err());
        assert_eq!(number("1000"), Ok(1000.0));
    }

    #[test]
    fn a_word_stands_for_the_range_of_its_scale() {
        let scale = Input::Partner(ActorId::known("a"), PartnerField::Flow).scale();
        assert_eq!(range("High", scale), Ok([1.2, 1.7, 2.4]));
        assert_eq!(range("0,7", scale), Ok([0.7; 3]));
        let error = range("huge", scale).expect_err("no word of the scale");
        assert_eq!(error, "“huge” is neither a number nor one of low, medium, high");
    }

    #[test]
    fn a_provenance_is_read_as_it_is_written() {
        for from in [Provenance::Guess, Provenance::Instructor, Provenance::Evidence("guess".into())] {
            assert_eq!(provenance(&provenance_text(&from)), from);
        }
    }
}
