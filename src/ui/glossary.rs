//! What the field's own words mean: the guide's page of words, for whoever rests the pointer on one.

use super::GuidePage;

/// What a word means, in a sentence; none if the guide does not say.
pub fn meaning(word: &str) -> Option<&'static str> {
    GuidePage::Words.text().lines().find_map(|line| {
        let (term, meaning) = line.strip_prefix("**")?.split_once("**: ")?;
        (term == word).then_some(meaning)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Role;

    #[test]
    fn every_role_on_the_map_is_a_word_of_the_guide() {
        for role in Role::ALL {
            assert!(meaning(role.name()).is_some(), "{}", role.name());
        }
        assert!(meaning("tear line").is_some_and(|meaning| meaning.starts_with("the line on a message")));
        assert_eq!(meaning("nonsense"), None);
    }
}
