//! What is damaged, hostile or only odd: each a sentence that names file, row and column.

use crate::{case, parts, problems, source};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Write};
use tearline::import::{Proposal, Source, Understanding, spreadsheet};
use zip::write::{SimpleFileOptions, ZipWriter};

fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Mine").expect("a name"));
    workbook.save_to_buffer().expect("it can be put together")
}

fn text(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        sheet.write_string(row, column, *cell).expect("a cell");
    }
}

fn ods(rows: &str) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    file.start_file("mimetype", plain).expect("an entry");
    file.write_all(b"application/vnd.oasis.opendocument.spreadsheet").expect("written");
    file.start_file("META-INF/manifest.xml", plain).expect("an entry");
    file.write_all(
        b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
    )
    .expect("written");
    file.start_file("content.xml", plain).expect("an entry");
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Mine\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    file.write_all(content.as_bytes()).expect("written");
    file.finish().expect("closed").into_inner()
}

fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

fn read(name: &str, bytes: &[u8]) -> Result<Source, String> {
    spreadsheet::read(name, bytes).map_err(|error| error.to_string())
}

fn proposal(source: &Source) -> Proposal {
    Proposal::of(&case(), source, &Understanding::guess(source))
}

#[test]
fn ods_is_read_like_xlsx() {
    let rows = ods_row(&["name", "note"]) + &ods_row(&["France", "an ally"]);
    let source = read("mine.ods", &ods(&rows)).expect("it is a workbook");
    let proposed = proposal(&source);
    assert_eq!((proposed.totals().added, proposed.problems.len()), (1, 0));
}

#[test]
fn a_cell_with_an_error_is_named() {
    let bytes = xlsx(|sheet| {
        text(sheet, 0, &["partner", "flow"]);
        text(sheet, 1, &["Israel"]);
        sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
    });
    let source = read("mine.xlsx", &bytes).expect("it is a workbook");
    let sentences: Vec<String> = proposal(&source).problems.iter().map(ToString::to_string).collect();
    assert_eq!(sentences, ["mine.xlsx, “Mine”, row 2, column B (flow): the cell has the error #DIV/0!"]);
}

#[test]
fn the_value_of_a_formula_is_taken_and_that_is_said() {
    let bytes = xlsx(|sheet| {
        text(sheet, 0, &["partner", "flow"]);
        text(sheet, 1, &["Israel"]);
        sheet.write_formula(1, 1, Formula::new("=1+1").set_result("2")).expect("a cell");
    });
    let source = read("mine.xlsx", &bytes).expect("it is a workbook");
    assert_eq!(source.notes, ["mine.xlsx, “Mine”: there is a formula; its value was taken."]);
    assert_eq!(proposal(&source).problems, []);
}

#[test]
fn merged_cells_are_named_and_a_merged_title_is_in_nobodys_way() {
    let bytes = xlsx(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 1, "My partners", &plain).expect("merged");
        text(sheet, 1, &["partner", "flow"]);
        text(sheet, 2, &["Israel"]);
        text(sheet, 3, &["Jordan"]);
        sheet.merge_range(2, 1, 3, 1, "high", &plain).expect("merged");
    });
    let source = read("mine.xlsx", &bytes).expect("it is a workbook");
    let sentences: Vec<String> = proposal(&source).problems.iter().map(ToString::to_string).collect();
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    assert!(
        sentences[0]
            .starts_with("mine.xlsx, “Mine”, row 4, column B (flow): the cell is part of a merged one"),
        "{sentences:?}"
    );
}

#[test]
fn a_million_rows_are_refused_with_the_row_where_reading_ends() {
    let text: String =
        std::iter::once("name\n".to_owned()).chain((0..1_000_000).map(|n| format!("a{n}\n"))).collect();
    let sentence = read("many.csv", text.as_bytes()).expect_err("too many");
    assert!(sentence.starts_with("many.csv, row 2012: there are more than 2000 rows"), "{sentence}");
    let bytes = xlsx(|sheet| {
        (0..20_000).for_each(|row| {
            sheet.write_number(row, 0, 1).expect("a cell");
        });
    });
    let sentence = read("many.xlsx", &bytes).expect_err("too many");
    assert!(sentence.starts_with("many.xlsx, “Mine”, row 2012: there are more than"), "{sentence}");
    let repeated = ods_row(&["name"])
        + &ods_row(&["x"])
            .replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"1000000\">");
    let sentence = read("many.ods", &ods(&repeated)).expect_err("too many");
    assert!(sentence.starts_with("many.ods, “Mine”, row 2012"), "{sentence}");
}

#[test]
fn a_workbook_that_unpacks_to_more_than_memory_is_refused() {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("xl/workbook.xml", SimpleFileOptions::default()).expect("an entry");
    let zeros = vec![0; 1 << 20];
    (0..300).for_each(|_| file.write_all(&zeros).expect("written"));
    let bytes = file.finish().expect("closed").into_inner();
    assert!(bytes.len() < 1 << 20);
    let sentence = read("bomb.xlsx", &bytes).expect_err("too large");
    assert_eq!(sentence, "bomb.xlsx: the workbook unpacks to more than 256 MB; split it.");
}

#[test]
fn damaged_and_old_workbooks_are_refused_with_what_to_do() {
    let whole = xlsx(|sheet| text(sheet, 0, &["name"]));
    let sentence = read("half.xlsx", &whole[..whole.len() / 2]).expect_err("half a file");
    assert!(sentence.starts_with("half.xlsx: the file is damaged"), "{sentence}");
    let sentence = read("old.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0]).expect_err("an old one");
    assert!(sentence.contains("save it as XLSX, ODS or CSV"), "{sentence}");
    assert!(read("empty.csv", b"").expect_err("nothing").contains("there is nothing in it"));
}

#[test]
fn every_cut_of_a_workbook_is_a_sentence_and_no_panic() {
    let whole = xlsx(|sheet| text(sheet, 0, &["name", "note"]));
    for length in (0..whole.len()).step_by(61) {
        if let Err(sentence) = read("cut.xlsx", &whole[..length]) {
            assert!(sentence.starts_with("cut.xlsx: "), "{sentence}");
        }
    }
}

#[test]
fn a_file_of_one_column_says_what_is_missing_between_fields() {
    let source = source("from|to|chance\nIsrael|Russia|0.5\n");
    assert_eq!(parts(&source), [None]);
    assert_eq!(
        source.notes,
        ["mine.csv has one column only: no line has a comma, semicolon or tab between its fields."]
    );
}

#[test]
fn text_in_another_encoding_is_read_and_the_first_odd_sign_is_placed() {
    let mut bytes = b"name;note\nFrance;ally\n".to_vec();
    bytes.extend(b"C\xF4te d'Ivoire;neutral\n");
    let source = read("latin.csv", &bytes).expect("it is a table");
    assert!(source.notes[0].starts_with("latin.csv, row 3: this is not UTF-8"), "{:?}", source.notes);
    assert_eq!(source.tables[0].rows[1].cells[0].text().as_deref(), Some("Côte d'Ivoire"));
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("name\nZoë\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read("wide.csv", &wide).expect("it is a table").tables[0].headings, ["name"]);
    let sentence = read("picture.csv", b"\x89PNG\n\0\0\0").expect_err("no text");
    assert!(sentence.starts_with("picture.csv, row 2: this is no text"), "{sentence}");
}

#[test]
fn a_formula_in_a_name_stays_a_name() {
    let source = source("name\n'=cmd|' /C calc'!A0\n");
    assert_eq!(source.tables[0].rows[0].cells[0].text().as_deref(), Some("=cmd|' /C calc'!A0"));
}

#[test]
fn a_name_longer_than_is_shown_is_refused() {
    let long = "x".repeat(500);
    let sentences = problems(&case(), &format!("name\n{long}\n"));
    assert!(sentences[0].contains("the name has 500 characters; at most 400"), "{sentences:?}");
}
