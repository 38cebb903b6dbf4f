//! Papers as HTML and PDF: escaped, tagged, broken into pages, in any script.

use crate::read_back;
use tearline::export::fonts::Fonts;
use tearline::export::paper::html::html;
use tearline::export::paper::pdf::{PageSize, pdf};
use tearline::export::paper::{Cell, Column, Paper, PaperTable, Picture, Term};

/// A paper with every kind of block, in which every text is `text`.
fn paper(text: &str) -> Paper {
    let mut paper = Paper::titled(text, text);
    paper.chapter(text);
    paper.section(text);
    paper.text(text);
    paper.note(text);
    paper.list(vec![text.into(), text.into()]);
    paper.terms(vec![Term::new(text, text)]);
    let mut table =
        PaperTable::new(text, vec![Column::words(text), Column::figures(text), Column::words("")]);
    table.row(vec![Cell::text(text), Cell::Tick, Cell::Blank]);
    paper.table(table);
    paper.picture(Picture {
        svg: r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5"/></svg>"#.into(),
        description: text.into(),
        caption: text.into(),
        width: 0.5,
    });
    paper.writing_lines(3);
    paper
}

#[test]
fn no_text_becomes_markup() {
    let evil = r#"<b>"bold" & 'x'</b><script>alert(1)</script> =cmd"#;
    let html = html(&paper(evil));
    assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    // Title, heading, subtitle, chapter, section, text, note, two items, term, caption, two columns, a cell, a caption.
    let escaped = "&lt;b&gt;&quot;bold&quot; &amp; 'x'&lt;/b&gt;";
    assert!(html.matches(escaped).count() >= 14, "{}", html.matches(escaped).count());
}

#[test]
fn html_links_to_nothing_outside_itself() {
    let html = html(&paper("text"));
    for outside in ["src=", "href=", "url(", "@import"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn html_has_a_language_one_title_and_headed_columns_and_rows() {
    let html = html(&paper("text"));
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!((html.matches("scope=\"col\"").count(), html.matches("scope=\"row\"").count()), (3, 1));
    assert_eq!(html.matches("role=\"img\" aria-label=\"text\"").count(), 1, "the picture is described");
}

#[test]
fn a_pdf_is_tagged_and_has_a_title_a_language_and_an_outline() {
    let document = read_back(&paper("A paper"), PageSize::A4);
    let catalog = document.catalog().expect("it has a catalog");
    for key in ["StructTreeRoot", "MarkInfo", "Outlines", "Metadata", "Lang"] {
        assert!(catalog.get(key.as_bytes()).is_ok(), "it has {key}");
    }
    let bytes = pdf(&paper("A paper"), PageSize::A4, Fonts::Embedded).expect("it becomes a PDF");
    let metadata = String::from_utf8_lossy(&bytes).into_owned();
    assert!(metadata.contains("pdfuaid"), "it says that it is accessible (PDF/UA)");
}

#[test]
fn the_text_of_a_pdf_can_be_searched() {
    let document = read_back(&paper("Searchable words"), PageSize::Letter);
    let text = document.extract_text(&[1]).expect("text can be read");
    assert!(text.matches("Searchable words").count() >= 10, "{text}");
}

#[test]
fn pages_have_the_size_that_was_asked_for() {
    for (size, width, height) in [(PageSize::A4, 595.28, 841.89), (PageSize::Letter, 612.0, 792.0)] {
        let document = read_back(&paper("text"), size);
        let (_, page) = document.get_pages().into_iter().next().expect("it has a page");
        let page = document.get_dictionary(page).expect("a page");
        let corners = page.get(b"MediaBox").and_then(lopdf::Object::as_array).expect("it has a size");
        let number = |place: usize| corners[place].as_float().expect("a number");
        assert!((number(2) - width).abs() < 0.01 && (number(3) - height).abs() < 0.01, "{size:?}");
    }
}

#[test]
fn a_long_table_goes_on_over_pages_and_keeps_all_rows() {
    let mut paper = Paper::titled("Long", "");
    let mut table = PaperTable::new("Rows", vec![Column::words("Row"), Column::figures("Number")]);
    for row in 0..200 {
        table.row(vec![Cell::text(format!("Row {row}")), Cell::text(row.to_string())]);
    }
    paper.table(table);
    let document = read_back(&paper, PageSize::A4);
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    assert!(pages.len() >= 4, "{}", pages.len());
    let text = document.extract_text(&pages).expect("text can be read");
    for row in 0..200 {
        assert!(text.contains(&format!("Row {row}")), "row {row}");
    }
    let headed = pages
        .iter()
        .filter(|page| document.extract_text(&[**page]).expect("text can be read").contains("Number"));
    assert_eq!(headed.count(), pages.len(), "each page repeats the headings");
}

#[test]
fn figures_stand_on_one_line_however_much_is_written_beside_them() {
    let columns = vec![Column::words("Number"), Column::figures("Likely"), Column::words("Unit")];
    let mut table = PaperTable::new("", columns);
    let much = "as many words as fill a line and more than that, so that the column wants the whole page";
    table.row(vec![Cell::text(much), Cell::text("0.85 ± 0.02"), Cell::text(much)]);
    let mut paper = Paper::titled("Figures", "");
    paper.table(table);
    let text = read_back(&paper, PageSize::A4).extract_text(&[1]).expect("text can be read");
    assert!(text.contains("0.85 ± 0.02"), "{text}");
}

#[test]
fn names_in_any_script_and_of_any_length_become_html_and_pdf() {
    let long = "x".repeat(200);
    let rows = "line\n".repeat(300);
    for text in
        ["ישראל", "中华人民共和国", "عربي", "<b>&\"'", "=cmd|' /C calc'!A0", "", " ", "\u{0}", &long, &rows]
    {
        let paper = paper(text);
        for size in PageSize::ALL {
            for fonts in [Fonts::Embedded, Fonts::WithSystem] {
                let bytes = pdf(&paper, size, fonts);
                assert!(bytes.is_ok(), "{:?}: {:?}", text.chars().take(9).collect::<String>(), bytes.err());
            }
        }
        assert!(html(&paper).ends_with("</html>"));
    }
}

#[test]
fn a_picture_that_is_none_is_said_so_with_its_name() {
    let mut paper = Paper::titled("Paper", "");
    paper.picture(Picture {
        svg: "no picture".into(),
        description: "The map".into(),
        caption: String::new(),
        width: 1.0,
    });
    let error = pdf(&paper, PageSize::A4, Fonts::Embedded).expect_err("it is no SVG");
    assert!(error.to_string().starts_with("the picture “The map” cannot be read"), "{error}");
}

#[test]
fn the_same_paper_becomes_the_same_bytes() {
    let of = || pdf(&paper("text"), PageSize::A4, Fonts::Embedded).expect("it becomes a PDF");
    assert_eq!(of(), of());
}
