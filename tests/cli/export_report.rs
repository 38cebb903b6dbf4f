//! `tearline export --what report`: the same numbers as those of the other commands.

use crate::export::export;
use crate::{err, out, small, tearline};

/// The report of few histories.
fn report(sections: &str) -> String {
    let (output, bytes) = export(&["--format", "html", "--histories", "400", "--sections", sections]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    String::from_utf8(bytes.expect("a file")).expect("UTF-8")
}

/// What stands in a text like “93.4 ± 0.1”.
fn figures_with_errors(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &str| word.parse::<f64>().is_ok();
    let three =
        words.windows(3).filter(|three| three[1] == "±" && is_number(three[0]) && is_number(three[2]));
    three.map(|three| three.join(" ")).collect()
}

#[test]
fn the_report_has_the_willingness_that_project_prints() {
    let html = report("willingness");
    let text = out(&small(&["--months", "24"]));
    // Months 0, 3, 12 and the last stand in both.
    let printed = figures_with_errors(&text);
    assert!(printed.len() > 30, "{text}");
    let common = printed.iter().filter(|figure| html.contains(figure.as_str())).count();
    assert!(common * 6 >= printed.len() * 4, "{common} of {} stand in the report", printed.len());
}

#[test]
fn the_report_explains_a_partner_in_the_words_of_why() {
    let html = report("why");
    let args = ["why", "oval-office-2017", "--partner", "il", "--month", "12", "--histories", "400"];
    let output = tearline(&args);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    let sentence = text.lines().next().expect("a sentence");
    assert!(html.contains(sentence), "{sentence}");
}

#[test]
fn a_section_that_there_is_not_is_refused_with_those_that_there_are() {
    let (output, bytes) = export(&["--format", "html", "--sections", "weather"]);
    assert_eq!((output.status.code(), bytes), (Some(2), None));
    let says = err(&output);
    assert!(says.contains("weather") && says.contains("assumptions"), "{says}");
}
