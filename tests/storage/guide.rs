//! The guide's page about the file format says all there is, and what it says is so.

use std::collections::BTreeSet;
use tearline::scenario::{
    Confidence, ContentOutcome, Cover, Institution, Level, ParameterField, Parameters, Preparation, Promise,
    Scenario, check,
};
use tearline::storage::{parse, write};

const EXAMPLE: &str = include_str!("../../assets/guide/example.ron");
const PAGE: &str = include_str!("../../assets/guide/file-format.md");

fn example() -> Scenario {
    parse(EXAMPLE, "example.ron").expect("an example that opens")
}

#[test]
fn the_example_opens_and_nothing_in_it_is_questionable() {
    assert_eq!(check(&example()), []);
}

#[test]
fn the_page_ends_with_the_example_as_it_is() {
    assert!(PAGE.trim_end().ends_with(&format!("```ron\n{EXAMPLE}```")));
}

/// Words of a text that stand before a colon: the fields of a written scenario.
fn fields(text: &str) -> BTreeSet<String> {
    let word = |line: &str| {
        let (name, _) = line.trim().split_once(':')?;
        name.chars().all(|c| c.is_ascii_lowercase() || c == '_').then(|| name.to_owned())
    };
    text.lines().filter_map(word).collect()
}

#[test]
fn every_field_that_the_program_writes_is_on_the_page() {
    let written = write(&example()).expect("text");
    let fields = fields(&written);
    assert!(fields.len() > 50, "{fields:?}");
    let missing: Vec<_> = fields.iter().filter(|field| !PAGE.contains(&format!("`{field}`"))).collect();
    // These three stand in forms that the page shows whole.
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|field| !["version", "scenario", "low"].contains(&field.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_choice_is_on_the_page() {
    let choices = [
        Level::ALL.map(|choice| format!("{choice:?}")).to_vec(),
        Promise::ALL.map(|choice| format!("{choice:?}")).to_vec(),
        Preparation::ALL.map(|choice| format!("{choice:?}")).to_vec(),
        Cover::ALL.map(|choice| format!("{choice:?}")).to_vec(),
        Institution::ALL.map(|choice| format!("{choice:?}")).to_vec(),
        Confidence::ALL.map(|choice| format!("{choice:?}")).to_vec(),
        ContentOutcome::ALL.map(|choice| format!("{choice:?}")).to_vec(),
    ]
    .concat();
    for choice in choices {
        assert!(PAGE.contains(&format!("`{choice}`")), "{choice}");
    }
    for choice in [
        "`NotAsked`",
        "`Granted(level)`",
        "`Refused`",
        "`Explanation`",
        "`ProceduralFix`",
        "`Guess`",
        "`Instructor`",
    ] {
        assert!(PAGE.contains(choice), "{choice}");
    }
}

#[test]
fn the_table_of_constants_is_that_of_the_program() {
    let defaults = Parameters::default();
    for field in ParameterField::ALL {
        let figure = defaults.figure(*field);
        let range =
            if figure.is_range() { format!("{} to {}", figure.low, figure.high) } else { "–".into() };
        let bounds = field.bounds();
        let row = format!(
            "| `{}` | {} | {} | {} | {range} | {} to {} |",
            field.key(),
            field.symbol(),
            field.meaning(),
            figure.likely,
            bounds.min,
            bounds.max
        );
        assert!(PAGE.contains(&row), "{row}");
    }
}

#[test]
fn what_the_page_shows_as_an_error_is_what_the_program_says() {
    let shown = PAGE.lines().find(|line| line.starts_with("my-case.ron, line ")).expect("an error");
    let broken = EXAMPLE.replacen("sensitivity", "sensitvity", 1);
    let said = parse(&broken, "my-case.ron").expect_err("a typing error");
    assert_eq!(said.to_string(), shown);
}
