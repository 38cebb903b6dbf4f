//! Tables for other programs: CSV, workbooks and the clipboard, each read as those programs read it.

use crate::case;
use crate::odd_names::{odd_names, with_odd_names};
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use std::io::Cursor;
use tearline::analysis::query::{Answer, Query};
use tearline::analysis::study::Study;
use tearline::analysis::table::{Cell, Table};
use tearline::engine::{MODEL_VERSION, NoMonitor};
use tearline::export::tables::clipboard::CopiedTable;
use tearline::export::tables::{Decimals, csv, workbook};
use tearline::scenario::Scenario;

fn table() -> Table {
    Table {
        name: "things",
        scenario: "A case".into(),
        plan: "The plan".into(),
        seed: 7,
        histories: 10,
        rows_are_stamped: true,
        columns: vec!["thing", "how_much", "part", "times"],
        rows: vec![
            vec!["one, two".into(), (-0.125).into(), Cell::share(0.7834), 3u64.into()],
            vec!["=1+1".into(), Cell::Nothing, Cell::share(-0.5), 0u64.into()],
        ],
    }
}

fn comparison(scenario: &Scenario) -> Table {
    let study = Study::new(scenario, 3, 50, &NoMonitor);
    let (first, plan) = scenario.plans.at(0).expect("a plan");
    let query = Query::Comparison { month: 12, first: first.clone() };
    let answer = query.answer(&study, plan, &|_| ()).expect("nobody stops it");
    answer.table(&study, &plan.name, std::iter::empty::<&Answer>()).expect("it has a table")
}

fn sheets(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("it is a workbook");
    workbook.worksheets()
}

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn csv_begins_with_the_mark_of_utf_8_and_ends_its_lines_as_the_standard_says() {
    let text = text_of(csv(&table(), Decimals::Point).expect("it fits"));
    assert_eq!(
        text,
        "\u{FEFF}thing,how_much,part,times\r\n\"one, two\",-0.125,0.7834,3\r\n'=1+1,,-0.5,0\r\n"
    );
}

#[test]
fn csv_for_decimal_commas_has_semicolons_between_its_fields() {
    let text = text_of(csv(&table(), Decimals::Comma).expect("it fits"));
    assert_eq!(text, "\u{FEFF}thing;how_much;part;times\r\none, two;-0,125;0,7834;3\r\n'=1+1;;-0,5;0\r\n");
}

#[test]
fn a_workbook_holds_numbers_as_numbers_and_what_begins_like_a_formula_as_text() {
    let sheets = sheets(workbook(&[table()], None).expect("it fits"));
    let (name, things) = &sheets[0];
    assert_eq!(name, "things");
    let row = |row: u32| -> Vec<Data> {
        (0..4).map(|column| things.get_value((row, column)).cloned().unwrap_or_default()).collect()
    };
    let text = |text: &str| Data::String(text.into());
    assert_eq!(row(0), [text("thing"), text("how much"), text("part"), text("times")]);
    assert_eq!(row(1), [text("one, two"), Data::Float(-0.125), Data::Float(0.7834), Data::Float(3.0)]);
    assert_eq!(row(2), [text("=1+1"), Data::Empty, Data::Float(-0.5), Data::Float(0.0)]);
}

#[test]
fn the_second_sheet_says_what_the_numbers_rest_on() {
    let scenario = case("oval-office-2017");
    let table = comparison(&scenario);
    let sheets = sheets(workbook(&[table], Some(&scenario)).expect("it fits"));
    let (name, basis) = &sheets[1];
    assert_eq!(name, "assumptions");
    let rows: Vec<Vec<String>> =
        basis.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let fact = |name: &str| {
        let row = rows.iter().find(|row| row[0] == name);
        row.map(|row| row[1].clone()).unwrap_or_else(|| panic!("no {name}"))
    };
    assert_eq!(fact("model version"), MODEL_VERSION);
    assert_eq!(fact("scenario"), scenario.about.title);
    assert_eq!(fact("comparison: seed"), "3");
    assert_eq!(fact("comparison: histories"), "50");
    let head = rows.iter().position(|row| row[0] == "number").expect("a heading");
    assert_eq!(rows[head], ["number", "low", "likely", "high", "unit", "from", "source", "note"]);
    let inputs = scenario.inputs();
    assert_eq!(rows.len() - head - 1, inputs.len(), "every number has a row");
    for (row, input) in rows[head + 1..].iter().zip(&inputs) {
        let figure = scenario.figure(input).expect("it is there");
        assert_eq!(row[0], scenario.input_name(input));
        let [low, likely, high] = [1, 2, 3].map(|column| row[column].parse::<f64>().expect("a number"));
        assert_eq!([low, likely, high], [figure.low, figure.likely, figure.high]);
    }
}

#[test]
fn the_same_table_gives_the_same_workbook() {
    let scenario = case("oval-office-2017");
    let bytes = || workbook(&[table()], Some(&scenario)).expect("it fits");
    assert_eq!(bytes(), bytes());
}

#[test]
fn sheets_of_the_same_name_are_told_apart() {
    let sheets = sheets(workbook(&[table(), table(), table()], None).expect("it fits"));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["things", "things 2", "things 3", "assumptions"]);
}

#[test]
fn a_row_that_does_not_fit_its_columns_is_refused_in_every_format() {
    let mut table = table();
    table.rows[1].pop();
    assert!(csv(&table, Decimals::Point).is_err());
    let error = workbook(&[table], None).expect_err("a field is missing");
    assert!(error.to_string().contains("3 fields"), "{error}");
}

#[test]
fn what_is_copied_is_rounded_as_on_the_screen() {
    let copied = CopiedTable::of(&table());
    assert_eq!(copied.text, "thing\thow much\tpart\ttimes\none, two\t-0.13\t78.3%\t3\n'=1+1\t\t-50.0%\t0\n");
    for part in ["<th>how much</th>", ">−0.13<", ">78.3\u{a0}%<", ">'=1+1<"] {
        assert!(copied.html.contains(part), "{part} in {}", copied.html);
    }
}

#[test]
fn odd_names_pass_through_csv_and_workbook_unharmed() {
    let scenario = with_odd_names(case("oval-office-2017"));
    let table = comparison(&scenario);
    let plans: Vec<&str> = scenario.plans.values().map(|plan| plan.name.as_str()).collect();
    let bytes = csv(&table, Decimals::Point).expect("it fits");
    let mut reader = ::csv::Reader::from_reader(&bytes[3..]);
    let place = reader.headers().expect("a heading").iter().position(|name| name == "of").expect("a column");
    let records: Vec<_> = reader.records().map(|record| record.expect("a whole row")).collect();
    assert_eq!(records.len(), table.rows.len());
    let sheets = sheets(workbook(&[table], Some(&scenario)).expect("it fits"));
    for plan in plans {
        let unmarked = |field: &str| field.strip_prefix('\'').unwrap_or(field) == plan;
        assert!(records.iter().any(|record| unmarked(&record[place])), "{plan} in CSV");
        let in_workbook = |row: &[Data]| row[0] == Data::String(plan.into());
        assert!(sheets[0].1.rows().any(in_workbook), "{plan} in the workbook");
    }
}

#[test]
fn no_odd_name_breaks_a_line_or_a_tag_of_what_is_copied() {
    let mut table = table();
    table.rows = odd_names()
        .map(|name| vec![name.into(), Cell::Nothing, Cell::Nothing, Cell::Nothing])
        .into_iter()
        .collect();
    let copied = CopiedTable::of(&table);
    assert_eq!(copied.text.lines().count(), 1 + table.rows.len());
    assert!(copied.text.lines().all(|line| line.matches('\t').count() == 3), "{}", copied.text);
    assert_eq!(copied.html.matches("<tr>").count(), 1 + table.rows.len());
    assert!(copied.html.contains("&lt;b&gt;bold&lt;/b&gt; &amp; Co."), "{}", copied.html);
    assert!(!copied.html.contains("<b>"));
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let mut table = table();
    table.rows[0][0] = "语".repeat(40_000).into();
    let sheets = sheets(workbook(&[table], None).expect("it fits"));
    let text = sheets[0].1.get_value((1, 0)).expect("a cell").to_string();
    assert_eq!((text.chars().count(), text.ends_with('…')), (32_767, true));
}
