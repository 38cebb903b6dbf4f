//! The pages of the guide, which are built into the program, and its terms for tooltips.

use super::Stage;

/// A page of the guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GuidePage {
    /// A tour of the first five minutes.
    #[default]
    Tour,
    /// The model in plain words and in formulas.
    Model,
    /// The questions that a projection can answer, and the limits of the answers.
    Questions,
    /// Terms of the field.
    Words,
    /// The cases and their sources.
    Cases,
    /// Lessons, the cases in class, and what is known to work.
    Teaching,
    /// The coding of the cases.
    Coding,
    /// The scenario file format.
    FileFormat,
    /// Limits of the model.
    LeftOut,
}

impl GuidePage {
    /// All pages, in order.
    pub const ALL: [GuidePage; 9] = [
        GuidePage::Tour,
        GuidePage::Model,
        GuidePage::Questions,
        GuidePage::Words,
        GuidePage::Cases,
        GuidePage::Teaching,
        GuidePage::Coding,
        GuidePage::FileFormat,
        GuidePage::LeftOut,
    ];

    /// The title of the page.
    pub fn title(self) -> &'static str {
        match self {
            GuidePage::Tour => "A tour of five minutes",
            GuidePage::Model => "The model",
            GuidePage::Questions => "Questions to ask",
            GuidePage::Words => "Words",
            GuidePage::Cases => "The cases",
            GuidePage::Teaching => "Teaching with Tearline",
            GuidePage::Coding => "How cases became numbers",
            GuidePage::FileFormat => "The file format",
            GuidePage::LeftOut => "What is left out",
        }
    }

    /// The text of the page, in Markdown.
    pub fn text(self) -> &'static str {
        match self {
            GuidePage::Tour => include_str!("../../assets/guide/tour.md"),
            GuidePage::Model => include_str!("../../assets/guide/model.md"),
            GuidePage::Questions => include_str!("../../assets/guide/questions.md"),
            GuidePage::Words => include_str!("../../assets/guide/words.md"),
            GuidePage::Cases => include_str!("../../assets/guide/cases.md"),
            GuidePage::Teaching => include_str!("../../assets/guide/teaching.md"),
            GuidePage::Coding => include_str!("../../assets/guide/coding.md"),
            GuidePage::FileFormat => include_str!("../../assets/guide/file-format.md"),
            GuidePage::LeftOut => include_str!("../../assets/guide/left-out.md"),
        }
    }

    /// The page that explains a stage.
    pub fn of(stage: Stage) -> Self {
        match stage {
            Stage::Library | Stage::Briefing | Stage::Decision => GuidePage::Tour,
            Stage::Classroom => GuidePage::Teaching,
            Stage::Setting => GuidePage::FileFormat,
            Stage::Aftermath => GuidePage::Model,
            Stage::Why | Stage::Compare => GuidePage::Questions,
        }
    }
}

/// The meaning of a term in a sentence, from the guide's page of terms; `None` if it is not listed.
pub fn word_meaning(word: &str) -> Option<&'static str> {
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
            assert!(word_meaning(role.name()).is_some(), "{}", role.name());
        }
        assert!(
            word_meaning("tear line").is_some_and(|meaning| meaning.starts_with("the line on a message"))
        );
        assert_eq!(word_meaning("nonsense"), None);
    }
}
