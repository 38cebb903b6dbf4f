//! Phrases that several stages use.

use crate::scenario::{Item, ItemId};
use crate::ui::Scene;

/// “Syria”, “Syria or Iran”, “Syria, Iran or Lebanon”, “Syria, Iran or 3 others”.
pub fn any_of(names: &[&str]) -> String {
    joined(names, "or")
}

/// The same with “and”.
pub fn all_of(names: &[&str]) -> String {
    joined(names, "and")
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

/// A sentence's first letter as it must be.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whose item it is: a partner's name, or “home”.
pub fn owner<'a>(scene: &'a Scene<'_>, item: &'a Item) -> &'a str {
    scene.scenario.name(&item.originator)
}

/// An item's name.
pub fn item_name<'a>(scene: &'a Scene<'_>, item: &'a ItemId) -> &'a str {
    scene.scenario.items.get(item).map_or(item.as_str(), |item| &item.name)
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
