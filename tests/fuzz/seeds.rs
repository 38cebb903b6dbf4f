//! The files that mutations start from.

use crate::dice::Dice;
use std::sync::LazyLock;
use tearline::storage::built_in_cases;

/// A small case with an example of every part of the format.
pub const SMALL: &str = r#"// A case of my own.
(version: 2, scenario: (
  about: (title: "A small case", year: 1950, question: "What to say?", sources: [(cite: "A book", url: "https://example.org")]),
  home: "us", // home
  actors: {
    "us": (name: "Us", at: (1, 2)),
    "il": (name: "Il", note: "A friend."),
    "ru": (name: "Ru"), /* no friend */ "sy": (name: "Sy", at: (-30.5, 4e1)),
  },
  ties: [(from: "ru", to: "sy", affinity: (low: 0.2, likely: 0.4, high: 0.5, from: Evidence("A book"), note: "n"), onward: 0.6)],
  partnerships: {"il": (flow: 100, institutions: (), integrity: (mean: 0.9, weight: 30), control: (mean: 0.8, weight: (value: 30)), stakes: (influence: 0.5, security: 0.6, wider: (value: 0.7)), accuracy: 0.8, shading: 0.1)},
  items: {"plot": (name: "A plot", originator: "il", promise: Explicit, sensitivity: 0.5, plausible_sources: 5, source_share: 0.2, half_life_months: 6, holders: {"us": Content}, interest: {"ru": 0.8})},
  meeting: (name: "A visit", recipients: {"ru": (concession: (value: 2 /* or 3 */)), "public": ()}),
  plans: {
    "tell": (name: "Tell", preparation: Spontaneous, items: {"plot": (tell: {"ru": Context}, cover: Partial)}, asks: ["ru"],
      repairs: [(month: 2, partner: "il", kind: Explanation)]),
    "silence": (name: "Say nothing", preparation: Staffed),
  },
  record: (plan: "tell", partners: {"il": ()}),
  priorities: (harm: 2),
  horizon_months: 12,
  ids_given: 3,
))
"#;

/// All of them: the small case as it is and in other forms, more often than the built-in cases, which are longer.
pub static SEEDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut seeds: Vec<String> = [
        SMALL.to_owned(),
        SMALL.replace('\n', "\r\n"),
        format!("\u{feff}{SMALL}"),
        SMALL.replace("\"A plot\"", "r##\"A \"# plot\"##"),
        SMALL.replace("\"us\"", "\"\\u{75}s\""),
        SMALL.replace("\"A visit\"", "/* a /* b */ \" */ \"A\nvisit\" // \" (\n"),
        SMALL.replace("(1, 2)", "Some((1, 2))"),
        SMALL.replace(": ", ":").replace(", ", ","),
        format!("#![enable(implicit_some)]\n{SMALL}"),
        SMALL.replace("home:", "r#home:").replace("name:", "r#name :"),
        SMALL.replace("\"Il\"", "\"אבג 中文 😀\""),
        include_str!("../../assets/guide/example.ron").to_owned(),
        include_str!("../fixtures/version-1.ron").to_owned(),
    ]
    .into();
    seeds.extend(built_in_cases().iter().map(|case| case.text.to_owned()));
    seeds
});

/// How many of the first seeds are small.
const SMALL_SEEDS: usize = 11;

/// A small seed.
pub fn any_small(dice: &mut Dice) -> &'static str {
    &SEEDS[dice.below(SMALL_SEEDS)]
}

/// A seed: mostly a small one, because the built-in cases are ten times as long, and each of their parts is in a small
/// file too.
pub fn any(dice: &mut Dice) -> &'static str {
    if dice.one_in(16) { &SEEDS[dice.below(SEEDS.len())] } else { any_small(dice) }
}
