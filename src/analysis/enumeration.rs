//! Several names or parts of a sentence, joined as people say them.

/// Joins names with “or”: “Syria”, “Syria or Iran”, “Syria, Iran or Lebanon”, “Syria, Iran or 3 others”.
pub fn any_of(names: &[&str]) -> String {
    joined(names, "or")
}

/// Joins names with “and”, as [`any_of`] does with “or”.
pub fn all_of(names: &[&str]) -> String {
    joined(names, "and")
}

/// Joins all names with “and”, however many.
pub fn every_one_of(names: &[&str]) -> String {
    match names {
        [] | [_] | [_, _] => joined(names, "and"),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn joined(names: &[&str], word: &str) -> String {
    match names {
        [] => "nobody".into(),
        [one] => (*one).into(),
        [one, other] => format!("{one} {word} {other}"),
        [one, two, three] => format!("{one}, {two} {word} {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} {word} {} others", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_as_people_say_them() {
        let joined: Vec<String> = [
            &["Syria"][..],
            &["Syria", "Iran"],
            &["Syria", "Iran", "Lebanon"],
            &["Syria", "Iran", "Lebanon", "Yemen", "Iraq"],
        ]
        .map(any_of)
        .into();
        assert_eq!(joined, ["Syria", "Syria or Iran", "Syria, Iran or Lebanon", "Syria, Iran or 3 others"]);
    }
}
