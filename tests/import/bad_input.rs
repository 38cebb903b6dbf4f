//! What is damaged, hostile or only odd: each a sentence that names file, row and column.

use crate::{case, parts, problems, source};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Write};
use tearline::import::{Proposal, Source, Understanding, spreadsheet, tables_in_words};
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

/// A workbook of some parts, as any program may have put it together.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        file.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        file.write_all(content.as_bytes()).expect("written");
    }
    file.finish().expect("closed").into_inner()
}

fn repeated_cell(columns: u64, value: &str) -> String {
    format!("<table:table-cell table:number-columns-repeated=\"{columns}\"{value}/>")
}

#[test]
fn a_few_bytes_of_ods_that_ask_for_millions_of_cells_are_refused_where_they_do() {
    let number = " office:value-type=\"float\" office:value=\"1\"";
    let row = |rows: u64, cells: &str| {
        format!("<table:table-row table:number-rows-repeated=\"{rows}\">{cells}</table:table-row>")
    };
    let filled = repeated_cell(16_384, number);
    let head = ods_row(&["name"]);
    let far = row(1_000_000, &repeated_cell(1, ""))
        + &row(1, &(repeated_cell(100, "") + &repeated_cell(1, number)));
    let spaces = row(
        1,
        "<table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"4000000000\"/></text:p>\
                         </table:table-cell>",
    );
    let long = "x".repeat(1 << 20);
    let text = row(
        100,
        &repeated_cell(100, &format!(" office:value-type=\"string\" office:string-value=\"{long}\"")),
    );
    let many = row(1_048_576, &repeated_cell(95, number));
    let beyond = row(u64::MAX, &repeated_cell(u64::MAX, number));
    for (rows, says) in [
        (row(6_104, &filled), "row 2012: there are more than 2000 rows"),
        (row(2_000, &filled), "row 1, column GS: there are more than 200 columns"),
        (many, "row 2012: there are more than 2000 rows"),
        (beyond, "row 2012: there are more than 2000 rows"),
        (
            head.clone() + &far,
            "row 1000002: with all the cells that are repeated, the sheet is larger than 64 MB",
        ),
        (
            head.clone() + &spaces,
            "row 2: with all the cells that are repeated, the sheet is larger than 64 MB",
        ),
        (head.clone() + &text, "row 2: with all the cells that are repeated, the sheet is larger than 64 MB"),
    ] {
        let sentence = read("bomb.ods", &ods(&rows)).expect_err(says);
        assert!(sentence.starts_with(&format!("bomb.ods, “Mine”, {says}")), "{sentence}");
    }
}

#[test]
fn what_spreadsheet_programs_fill_up_the_end_of_a_sheet_with_is_in_nobodys_way() {
    let fill = "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell \
                table:style-name=\"ce1\" table:number-columns-repeated=\"16384\"/></table:table-row>";
    let wide =
        |row: String| row.replace("</table:table-row>", &(repeated_cell(16_383, "") + "</table:table-row>"));
    let rows = wide(ods_row(&["name"])) + &wide(ods_row(&["France"])) + fill;
    let source = read("mine.ods", &ods(&rows)).expect("it is a workbook");
    assert_eq!(proposal(&source).totals().added, 1);
}

/// The parts of an XLSX workbook with one sheet and one text.
fn xlsx_parts(sheet: &str, texts: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of_documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{of_documents}\"><sheets><sheet name=\"Mine\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{of_documents}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" \
         Type=\"{of_documents}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{of_documents}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    packed(&[
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/sharedStrings.xml", &format!("<sst xmlns=\"{main}\" {texts}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>")),
    ])
}

#[test]
fn an_xlsx_that_claims_a_million_rows_or_texts_takes_no_room_for_them() {
    let cells = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
                 <row r=\"1048576\"><c r=\"A1048576\" t=\"s\"><v>1</v></c></row></sheetData><mergeCells count=\"1\">\
                 <mergeCell ref=\"B2:XFD1048576\"/></mergeCells>";
    let texts = |count: &str| format!("uniqueCount=\"{count}\"><si><t>name</t></si><si><t>France</t></si>");
    let source = read("mine.xlsx", &xlsx_parts(cells, &texts("2"))).expect("two cells far apart are a table");
    assert_eq!(source.tables[0].rows.last().map(|row| row.number), Some(1_048_576));
    for count in ["100000000", "18446744073709551615", "99999999999999999999999"] {
        let sentence = read("bomb.xlsx", &xlsx_parts(cells, &texts(count))).expect_err("too many texts");
        assert!(sentence.starts_with("bomb.xlsx: the file is damaged: it says that it holds"), "{sentence}");
    }
    let merged: String = (1..=2_001).map(|row| format!("<mergeCell ref=\"A{row}:B{row}\"/>")).collect();
    let sheet = format!("<sheetData/><mergeCells count=\"2001\">{merged}</mergeCells>");
    let sentence = read("merged.xlsx", &xlsx_parts(&sheet, &texts("2"))).expect_err("too many");
    assert_eq!(sentence, "merged.xlsx: “Mine” has more than 2000 merged cells; unmerge them.");
}

#[test]
fn a_long_text_that_stands_in_every_cell_of_an_xlsx_is_refused() {
    let cell = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let sheet = format!("<sheetData>{}</sheetData>", (1..=100).map(cell).collect::<String>());
    let texts = format!("uniqueCount=\"1\"><si><t>{}</t></si>", "x".repeat(1 << 20));
    let sentence = read("bomb.xlsx", &xlsx_parts(&sheet, &texts)).expect_err("too much");
    assert_eq!(
        sentence,
        "bomb.xlsx, “Mine”, row 65, column A: there are more than 64 MB of text, and no more are read."
    );
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

#[test]
fn a_table_is_read_alike_with_every_end_of_lines() {
    let text = "name,note\nFrance,ally\n\n\"Two\nlines\",x\nRussia\n";
    for end in ["\n", "\r\n", "\r"] {
        let source = source(&text.replace('\n', end));
        assert_eq!(source.tables[0].headings, ["name", "note"]);
        let rows: Vec<_> = source.tables[0]
            .rows
            .iter()
            .map(|row| (row.number, row.cells[0].text().unwrap_or_default()))
            .collect();
        let two = format!("Two{end}lines");
        assert_eq!(rows, [(2, "France".into()), (4, two), (6, "Russia".into())], "{end:?}");
    }
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_refused_where_it_opens() {
    let sentence =
        read("open.csv", b"id,name\nfr,\"France\nde,Germany\nit,Italy\n").expect_err("rows would be lost");
    assert!(sentence.starts_with("open.csv, row 2: a quotation mark is opened in this row"), "{sentence}");
    assert!(read("inch.csv", b"id,name\nfr,5\" gun\nde,Germany\n").is_ok(), "it opens nothing");
}

#[test]
fn cells_beyond_the_headings_are_said_to_be_left_out() {
    let source = source("id,name\nfr,France, Republic of\n");
    let said = tables_in_words(&source, &Understanding::guess(&source));
    assert_eq!(said, ["The table is read as actors: id, name; left out: a column without a heading."]);
}

#[test]
fn a_row_that_says_something_else_than_one_above_is_a_problem() {
    let (case, says) = (case(), "a row above says something else of the same; leave one of the two out");
    for text in ["id,name\nfr,France\nfr,Gallia\n", "from,to,chance\nIsrael,Russia,0.5\nIsrael,Russia,0.7\n"]
    {
        let sentences = problems(&case, text);
        assert!(
            sentences.len() == 1 && sentences[0].contains("row 3") && sentences[0].contains(says),
            "{sentences:?}"
        );
    }
    assert!(problems(&case, "id,name\nfr,France\nfr,France\n").is_empty(), "twice the same");
}
