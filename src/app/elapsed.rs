//! Elapsed time in words.

/// A text about elapsed time.
pub struct Elapsed {
    /// Such as “2 hours ago”; “just now” below a second.
    pub text: String,
    /// In how many seconds the text will change.
    pub changes_in: f64,
}

/// The time that has passed, in the largest unit that fits; `seconds` below 0 count as 0.
pub fn ago(seconds: f64) -> Elapsed {
    let seconds = seconds.max(0.0);
    let units = [(86_400.0, "day"), (3600.0, "hour"), (60.0, "minute"), (1.0, "second")];
    match units.into_iter().find(|(size, _)| seconds >= *size) {
        None => Elapsed { text: "just now".into(), changes_in: 1.0 - seconds },
        Some((size, name)) => {
            let count = (seconds / size).floor();
            let plural = if count == 1.0 { "" } else { "s" };
            let text = format!("{count} {name}{plural} ago");
            Elapsed { text, changes_in: (count + 1.0) * size - seconds }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_given_in_the_largest_unit_that_fits() {
        let texts = [0.2, 1.0, 3.9, 61.0, 7_300.0, 200_000.0].map(|seconds| ago(seconds).text);
        let expected =
            ["just now", "1 second ago", "3 seconds ago", "1 minute ago", "2 hours ago", "2 days ago"];
        assert_eq!(texts, expected);
    }

    #[test]
    fn the_text_changes_when_it_says_it_will() {
        for seconds in [0.2, 5.5, 61.0, 7_300.0] {
            let Elapsed { text, changes_in } = ago(seconds);
            assert_eq!(ago(seconds + changes_in - 0.001).text, text);
            assert_ne!(ago(seconds + changes_in + 0.001).text, text);
        }
    }
}
