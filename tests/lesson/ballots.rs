//! Tables of votes in twenty shapes that clicker programs, forms and spreadsheets write, and what is said of bad ones.

use tearline::lesson::ballots::{BallotError, BallotReading, Layout, read};

const OPTIONS: [&str; 4] = ["Say nothing", "Ask Israel first", "Sanitised, unasked", "The whole story"];

fn reading(text: &str) -> BallotReading {
    read(text, &OPTIONS, None).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn expect(text: &str, totals: [u64; 4], voters: &[&str]) {
    let reading = reading(text);
    assert_eq!(reading.totals(), totals, "{text}");
    let known: Vec<&str> = reading.votes.iter().map(|vote| vote.who.as_str()).collect();
    assert_eq!(known, voters, "{text}");
    assert_eq!(reading.problems, [], "{text}");
}

#[test]
fn names_and_letters_by_comma() {
    expect("Name,Vote\nAda,A\nBen,B\nCem,B\n", [1, 2, 0, 0], &["Ada", "Ben", "Cem"]);
}

#[test]
fn names_and_letters_by_semicolon() {
    expect("Name;Vote\nAda;A\nBen;C\n", [1, 0, 1, 0], &["Ada", "Ben"]);
}

#[test]
fn names_and_letters_by_tab_as_a_spreadsheet_copies_them() {
    expect("Name\tVote\nAda\tD\nBen\tD\n", [0, 0, 0, 2], &["Ada", "Ben"]);
}

#[test]
fn a_name_with_a_comma_in_a_table_by_semicolon() {
    expect("Name;Vote\nLovelace, Ada;A\nTuring, Alan;B\n", [1, 1, 0, 0], &["Lovelace, Ada", "Turing, Alan"]);
}

#[test]
fn quoted_cells_with_commas_quotation_marks_and_line_ends() {
    let text = "\"Name\",\"Vote\"\n\"Lovelace, Ada\",\"A\"\n\"Ben \"\"B\"\" B\",\"Sanitised, unasked\"\n";
    expect(text, [1, 0, 1, 0], &["Lovelace, Ada", "Ben \"B\" B"]);
}

#[test]
fn a_byte_order_mark_and_line_ends_of_another_system() {
    expect("\u{feff}Name,Vote\r\nAda,A\r\nBen,B\r\n", [1, 1, 0, 0], &["Ada", "Ben"]);
}

#[test]
fn letters_without_names_one_a_line() {
    expect("A\nB\nB\nD\n", [1, 2, 0, 1], &[]);
}

#[test]
fn numbers_under_a_heading_without_names() {
    expect("Response\n1\n2\n2\n4\n", [1, 2, 0, 1], &[]);
}

#[test]
fn small_letters_and_letters_with_a_sign_behind() {
    expect("code,answer\nx1,a\nx2,b)\nx3,C.\nx4,(d)\n", [1, 1, 1, 1], &["x1", "x2", "x3", "x4"]);
}

#[test]
fn a_form_with_a_time_before_each_answer_and_options_as_texts() {
    let text = "Timestamp,What would you tell Russia?\n26/11/2026 10:02:11,Say nothing\n26/11/2026 10:02:11,\"Sanitised, unasked\"\n26/11/2026 10:02:15,  ask   israel first \n";
    expect(text, [1, 1, 1, 0], &[]);
}

#[test]
fn a_form_with_a_time_and_an_address() {
    let text = "Timestamp,Email Address,Vote\n10:02:11,a@x.org,A) Say nothing\n10:02:12,b@x.org,D) The whole story\n";
    expect(text, [1, 0, 0, 1], &["a@x.org", "b@x.org"]);
}

#[test]
fn options_with_a_word_before_their_letter() {
    expect("Participant;Choice\n17;Option B\n18;option c\n", [0, 1, 1, 0], &["17", "18"]);
}

#[test]
fn codes_without_a_heading() {
    expect("k-17,A\nk-18,B\nk-19,A\n", [2, 1, 0, 0], &["k-17", "k-18", "k-19"]);
}

#[test]
fn a_column_for_each_option_marked_with_a_cross() {
    expect("Name,A,B,C,D\nAda,x,,,\nBen,,,X,\n", [1, 0, 1, 0], &["Ada", "Ben"]);
}

#[test]
fn a_column_for_each_option_marked_with_one_and_zero() {
    expect("Clicker\tA\tB\tC\tD\n001\t0\t1\t0\t0\n002\t0\t0\t0\t1\n", [0, 1, 0, 1], &["001", "002"]);
}

#[test]
fn counted_votes_in_rows() {
    expect("Option,Count\nA,14\nB,19\nC,31\nD,12\nTotal,76\n", [14, 19, 31, 12], &[]);
}

#[test]
fn counted_votes_in_rows_by_text_without_a_heading() {
    expect("Say nothing;22\nThe whole story;4\n", [22, 0, 0, 4], &[]);
}

#[test]
fn counted_votes_in_a_row() {
    expect("A,B,C,D\n14,19,31,12\n", [14, 19, 31, 12], &[]);
}

#[test]
fn a_first_line_that_names_the_separator() {
    expect("sep=;\nName;Vote\nAda;A\nBen;B\n", [1, 1, 0, 0], &["Ada", "Ben"]);
}

#[test]
fn empty_lines_and_rows_without_an_answer() {
    let reading = reading("Name,Vote\n\nAda,A\nBen,\n,,\nCem,B\n");
    assert_eq!((reading.totals(), reading.unanswered), (vec![1, 1, 0, 0], 1));
    assert_eq!(
        reading.in_words(),
        "2 votes: one row for each voter, with a name or code. 1 row without an answer."
    );
}

#[test]
fn confidence_as_per_cent_share_or_decimal_comma() {
    let reading = reading("Name;Vote;How sure?\nAda;A;80 %\nBen;B;0,5\nCem;B;90\nDee;C;very\n");
    let sure: Vec<Option<f64>> = reading.votes.iter().map(|vote| vote.confidence).collect();
    assert_eq!(sure, [Some(0.8), Some(0.5), Some(0.9), None]);
}

#[test]
fn several_questions_are_offered_and_one_can_be_chosen() {
    let text = "Name,Question 1,Question 2\nAda,A,B\nBen,A,C\n";
    let first = read(text, &OPTIONS, Some(1)).expect("column 1 holds answers");
    assert_eq!(first.totals(), [2, 0, 0, 0]);
    let last = reading(text);
    assert_eq!(last.totals(), [0, 1, 1, 0]);
    let Layout::Answers { others, answer, .. } = last.layout else { panic!("{last:?}") };
    assert_eq!(answer, 2);
    assert_eq!(others, [(1, "Question 1".to_owned()), (2, "Question 2".to_owned())]);
}

#[test]
fn two_votes_of_one_code_count_once_and_it_is_said() {
    let reading = reading("code,vote\nk1,A\nk2,B\nk1,C\n");
    assert_eq!(reading.totals(), [0, 1, 1, 0]);
    let [problem] = &reading.problems[..] else { panic!("{:?}", reading.problems) };
    assert_eq!((problem.line, problem.sentence.as_str()), (4, "“k1” voted before; this later vote counts."));
}

#[test]
fn an_answer_that_is_no_option_is_said_with_its_line_and_the_others_count() {
    let reading = reading("code,vote\nk1,A\nk2,E\nk3,B\n");
    assert_eq!(reading.totals(), [1, 1, 0, 0]);
    let [problem] = &reading.problems[..] else { panic!("{:?}", reading.problems) };
    assert_eq!(problem.line, 3);
    assert_eq!(problem.sentence, "“E” is no option of this vote (A to D); this row does not count.");
}

#[test]
fn two_marks_in_a_row_are_said_and_do_not_count() {
    let reading = reading("Name,A,B,C,D\nAda,x,x,,\nBen,,x,,\nCem,,,,\n");
    assert_eq!((reading.totals(), reading.unanswered), (vec![0, 1, 0, 0], 1));
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].line, 2);
}

#[test]
fn a_table_of_something_else_is_refused_with_its_first_row() {
    let error = read("city,inhabitants\nOslo,700000\nBergen,290000\n", &OPTIONS, None).expect_err("no votes");
    let sentence = error.to_string();
    assert!(
        sentence.contains("a letter from A to D") && sentence.contains("city, inhabitants"),
        "{sentence}"
    );
}

#[test]
fn nothing_is_refused_as_empty() {
    for text in ["", "\n\n", "\u{feff}", ",,\n,,\n"] {
        assert_eq!(read(text, &OPTIONS, None), Err(BallotError::Empty), "{text:?}");
    }
}

#[test]
fn a_table_that_is_too_long_is_refused() {
    let text = "A\n".repeat(10_001);
    assert_eq!(read(&text, &OPTIONS, None), Err(BallotError::TooLong));
}
