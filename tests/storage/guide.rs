//! The guide's page about the file format says all there is, and what it says is so.

use std::collections::BTreeSet;
use tearline::scenario::{
    Bounds, Confidence, ContentOutcome, Cover, INTEREST, Institution, ItemField, Level, NumberInfo,
    ParameterField, PartnerField, Preparation, PriorityField, Promise, RecipientField, RoomView, Scenario,
    TieField, Touch, check,
};
use tearline::storage::{check_explored_cases, parse, write};

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

/// The example with the lesson that the page shows for it.
fn example_with_a_lesson() -> Scenario {
    let section = PAGE.split("### lessons\n").nth(1).expect("a section on lessons");
    let lesson =
        section.split("```ron\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a lesson");
    let (head, tail) = EXAMPLE.split_once("    home: ").expect("a home");
    parse(&format!("{head}{lesson}    home: {tail}"), "example.ron").expect("an example that opens")
}

#[test]
fn the_lesson_on_the_page_opens_and_shows_every_kind_of_step() {
    let scenario = example_with_a_lesson();
    assert_eq!((check(&scenario), check_explored_cases(&scenario)), (Vec::new(), Vec::new()));
    let steps = &scenario.lessons[0].steps;
    let kinds: BTreeSet<&str> = steps.iter().map(|step| step.kind.name()).collect();
    assert_eq!(kinds.len(), 12, "{kinds:?}");
    for step in steps {
        let kind = format!("{:?}", step.kind);
        let kind = kind.split([' ', '(', '{']).next().expect("a name");
        assert!(PAGE.contains(&format!("| `{kind}")), "{kind}");
    }
}

#[test]
fn every_field_and_choice_of_a_lesson_is_on_the_page() {
    let written = write(&example_with_a_lesson()).expect("text");
    let (_, lessons) = written.split_once("lessons:").expect("a lesson");
    let missing: Vec<_> =
        fields(lessons).into_iter().filter(|field| !PAGE.contains(&format!("`{field}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let choices = RoomView::ALL.map(|view| format!("{view:?}")).into_iter();
    for choice in choices.chain(Touch::ALL.map(|touch| format!("{touch:?}"))) {
        assert!(PAGE.contains(&format!("`{choice}`")), "{choice}");
    }
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

/// The head of the page's tables of numbers.
const HEAD: &str = "| in the file | name | unit | bounds | default | range | meaning | source of the default |\n\
    |---|---|---|---|---|---|---|---|";

/// A row of the page's tables of numbers.
fn row(info: &NumberInfo) -> String {
    let [low, likely, high] = info.default;
    let range = if low < high { format!("{low} to {high}") } else { "–".into() };
    let symbol = if info.symbol.is_empty() { String::new() } else { format!(" {}", info.symbol) };
    let Bounds { min, max, .. } = info.bounds;
    let (name, unit, meaning, source) = (info.name, info.unit, info.meaning, info.source);
    let key = info.path.join(".");
    format!(
        "| `{key}`{symbol} | {name} | {unit} | {min} to {max} | {likely} | {range} | {meaning} | {source} |"
    )
}

#[test]
fn the_tables_of_numbers_are_those_of_the_program() {
    let tables: [(&str, Vec<&NumberInfo>); 6] = [
        ("ties", TieField::ALL.iter().map(|field| field.info()).collect()),
        ("partnerships", PartnerField::ALL.iter().map(|field| field.info()).collect()),
        ("items", ItemField::ALL.iter().map(|field| field.info()).chain([&INTEREST]).collect()),
        ("recipients", RecipientField::ALL.iter().map(|field| field.info()).collect()),
        ("priorities", PriorityField::ALL.iter().map(|field| field.info()).collect()),
        ("parameters", ParameterField::ALL.iter().map(|field| field.info()).collect()),
    ];
    let table = |(name, rows): (&str, Vec<&NumberInfo>)| {
        let rows: Vec<String> = rows.into_iter().map(row).collect();
        (!PAGE.contains(&format!("{HEAD}\n{}\n", rows.join("\n"))))
            .then(|| format!("{name}\n\n{HEAD}\n{}\n", rows.join("\n")))
    };
    let missing: Vec<String> = tables.into_iter().filter_map(table).collect();
    assert!(missing.is_empty(), "These tables must stand on the page:\n\n{}", missing.join("\n"));
}

#[test]
fn what_the_page_shows_as_an_error_is_what_the_program_says() {
    let shown = PAGE.lines().find(|line| line.starts_with("my-case.ron, line ")).expect("an error");
    let broken = EXAMPLE.replacen("sensitivity", "sensitvity", 1);
    let said = parse(&broken, "my-case.ron").expect_err("a typing error");
    assert_eq!(said.to_string(), shown);
}
