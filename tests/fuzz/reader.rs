//! Mutated files.

use crate::dice::Dice;
use crate::edits::random_edit;
use crate::seeds::{self, SEEDS};
use crate::{cases, try_all};
use tearline::scenario::{self, Path, Scenario};
use tearline::storage::{FileError, Locator, Place, parse, rewrite, write};

/// Pieces that a mutation puts in: what ends, begins or breaks something, and numbers and names at a limit.
const PIECES: [&str; 76] = [
    "\"",
    "'",
    "\\",
    "r#\"",
    "\"#",
    "r\"",
    "b\"x\"",
    "'x'",
    "/*",
    "*/",
    "//",
    "\n",
    "\r",
    "\r\n",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ";",
    "=",
    "#",
    "#![enable(unwrap_newtypes)]",
    "Some(",
    "None",
    "true",
    "NaN",
    "inf",
    "-inf",
    "-0.0",
    "1e999",
    "1e-999",
    "0x1F",
    "0b12",
    "1_0",
    "_1",
    ".5",
    "5.",
    "1.5",
    "-1",
    "+",
    "-",
    "−",
    "0,5",
    "50 %",
    "2017u8",
    "4294967295",
    "18446744073709551615",
    "18446744073709551616",
    "\u{0}",
    "\u{1b}",
    "\\u{0}",
    "\\u{110000}",
    "\\x41",
    "\\u{41}",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\u{200f}",
    "\u{202e}",
    "é",
    "😀",
    "“",
    "r#name",
    "public",
    "us",
    "il",
    "Evidence(\"x\")",
    "Guess",
    "(value: 1)",
    "(low: 0, likely: 0.5, high: 1)",
    "()",
    "\0\0\0\0\0\0\0\0",
];

/// The longest run of one piece that a mutation puts in.
const LONGEST_RUN: usize = 400;

/// A byte of a text at which a character begins.
fn any_byte(text: &str, dice: &mut Dice) -> usize {
    text.floor_char_boundary(dice.below(text.len() + 1))
}

/// A stretch of a text: mostly short, and from one mark to another in half of the cases.
fn any_stretch(text: &str, dice: &mut Dice) -> std::ops::Range<usize> {
    let start = any_byte(text, dice);
    let longest = *dice.pick(&[1, 4, 16, 64, 256]);
    let end = text.ceil_char_boundary((start + dice.below(longest + 1)).min(text.len()));
    if dice.one_in(2) {
        return start..end;
    }
    let mark = |sign: char| matches!(sign, ',' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '\n' | '"');
    let start = text[start..].find(mark).map_or(start, |at| start + at);
    let end = text[start..].char_indices().skip(1).find(|(_, sign)| mark(*sign));
    start..end.map_or(text.len(), |(at, _)| start + at)
}

/// A text after one mutation.
fn mutated(text: &str, dice: &mut Dice) -> String {
    let stretch = any_stretch(text, dice);
    let (before, within, after) = (&text[..stretch.start], &text[stretch.clone()], &text[stretch.end..]);
    match dice.below(10) {
        0 => format!("{before}{after}"),
        1 => format!("{before}{within}{within}{after}"),
        2 | 3 => format!("{before}{}{after}", dice.pick(&PIECES)),
        4 | 5 => format!("{before}{}{within}{after}", dice.pick(&PIECES)),
        6 => {
            let other = any_stretch(text, dice);
            format!("{before}{}{after}", &text[other])
        }
        7 => {
            let donor = dice.pick(&SEEDS);
            let other = any_stretch(donor, dice);
            format!("{before}{}{after}", &donor[other])
        }
        8 => format!("{before}{}{after}", dice.pick(&PIECES).repeat(1 + dice.below(LONGEST_RUN))),
        _ if dice.one_in(4) => before.to_owned(),
        _ => format!("{before}{within} /* c */ {after}"),
    }
}

/// The file of a number.
fn file(dice: &mut Dice) -> String {
    let mut text = seeds::any(dice).to_owned();
    for _ in 0..=dice.below(4) {
        text = mutated(&text, dice);
    }
    text
}

fn check_place(text: &str, place: Place) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = text.split('\n').nth(place.line - 1).unwrap_or_else(|| panic!("there is no {place}"));
    assert!((1..=line.chars().count() + 1).contains(&place.column), "there is no {place}: {line:?}");
}

/// Words that no sentence for a reader of a file holds: those of the parser.
const WORDS_OF_THE_PARSER: [&str; 11] = [
    "Expected",
    "Unexpected",
    "Invalid",
    "RON",
    "ron",
    "struct",
    "enum",
    "variant",
    "serde",
    "identifier",
    "sequence",
];

fn check_error(text: &str, error: &FileError) {
    check_place(text, error.place.unwrap_or_else(|| panic!("without a place: {error}")));
    let sentence = &error.sentence;
    assert!(sentence.ends_with(['.', '?', '…', ':', '-']), "{error}");
    assert!(sentence.len() < 900, "{error}");
    let own = sentence.split(['“', '”', '"']).step_by(2).collect::<String>();
    let mut words = own.split(|sign: char| !sign.is_alphanumeric());
    let leaked = words.find(|word| WORDS_OF_THE_PARSER.contains(word));
    assert!(leaked.is_none(), "{leaked:?} in: {error}");
}

fn comments(text: &str) -> usize {
    text.matches("/* c */").count() + text.matches("/* or 3 */").count()
}

fn check_scenario(text: &str, scenario: &Scenario, dice: &mut Dice) {
    let own = write(scenario).expect("it can be written");
    assert_eq!(&parse(&own, "own").expect("what was written opens"), scenario);
    assert_eq!(write(&parse(&own, "own").expect("it opens")).expect("text"), own);
    assert_eq!(rewrite(text, scenario).expect("it can be written"), text, "nothing was changed");
    let locator = Locator::new(text);
    for finding in scenario::check(scenario) {
        check_place(text, locator.place_of(&finding.path));
    }
    let home = locator.place_of(&Path::field("home"));
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = bare.split('\n').nth(home.line - 1).expect("a line");
    let found: String = line.chars().skip(home.column - 1).take(6).collect();
    assert!(found.starts_with("home") || found.starts_with("r#home"), "{found} is not home");
    let edit = random_edit(scenario, dice);
    let Ok(edited) = scenario.edited(&edit) else { return };
    let saved = rewrite(text, &edited).expect("it can be written");
    assert!(parse(&saved, "saved").expect("what was saved opens") == edited, "{edit:?}\n{saved}");
}

#[test]
fn whatever_is_in_a_file_it_opens_or_is_explained() {
    try_all("file", cases("TEARLINE_FUZZ_FILES", 40_000), |case| {
        let mut dice = Dice::of_case(case);
        let text = file(&mut dice);
        match parse(&text, "file") {
            Ok(scenario) => check_scenario(&text, &scenario, &mut dice),
            Err(error) => check_error(&text, &error),
        }
    });
}

#[test]
fn every_seed_opens() {
    for seed in SEEDS.iter() {
        let scenario = parse(seed, "seed").unwrap_or_else(|error| panic!("{error}\n{seed}"));
        check_scenario(seed, &scenario, &mut Dice::of_case(0));
    }
}

/// Edits that take nothing out keep every comment, wherever one stands.
#[test]
fn comments_stay_wherever_they_stand() {
    try_all("commented file", cases("TEARLINE_FUZZ_FILES", 5_000), |case| {
        let mut dice = Dice::of_case(case);
        let mut text = seeds::any_small(&mut dice).to_owned();
        let scenario = parse(&text, "seed").expect("a seed opens");
        for _ in 0..=dice.below(6) {
            let at = any_byte(&text, &mut dice);
            let mut commented = text.clone();
            commented.insert_str(at, if dice.one_in(2) { " /* c */ " } else { " /* c */\n" });
            // In a text it is no comment, and in a word or number the file breaks.
            if parse(&commented, "file").is_ok_and(|read| read == scenario) {
                text = commented;
            }
        }
        let edit = crate::edits::random_change_of_a_number(&scenario, &mut dice);
        let Ok(edited) = scenario.edited(&edit) else { return };
        let saved = rewrite(&text, &edited).expect("it can be written");
        assert!(parse(&saved, "saved").expect("what was saved opens") == edited, "{edit:?}\n{saved}");
        assert_eq!(comments(&saved), comments(&text), "{edit:?}\n{text}\n{saved}");
    });
}
