//! `tearline export --format svg|png|pdf`: pictures without a display.

use crate::err;
use crate::export::export;

/// A picture of few histories.
fn picture(args: &[&str]) -> Vec<u8> {
    let few: &[&str] = if args.contains(&"--histories") { &[] } else { &["--histories", "400"] };
    let (output, bytes) = export(&[few, args].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    bytes.expect("a file")
}

fn svg(args: &[&str]) -> String {
    String::from_utf8(picture(&[&["--format", "svg"], args].concat())).expect("UTF-8")
}

fn refusal(args: &[&str]) -> String {
    let (output, bytes) = export(args);
    assert_eq!((output.status.code(), bytes), (Some(2), None), "{args:?}");
    err(&output)
}

#[test]
fn a_picture_is_of_the_map_unless_asked_for_otherwise_and_of_the_plan_that_is_named() {
    let map = svg(&[]);
    assert!(map.contains("Relationship map</title>") && map.contains(">400 histories.</text>"));
    assert!(map.contains("As it happened"));
    let other = svg(&["--plan", "Say nothing", "--what", "ledger"]);
    assert!(other.contains("Gains and losses for home</title>") && other.contains("Say nothing"));
}

#[test]
fn a_picture_of_an_answer_rests_on_as_many_histories_as_were_asked_for() {
    for what in ["compare", "information", "why", "mitigation"] {
        let picture = svg(&["--what", what]);
        assert!(picture.contains(">400 histories.</text>") && !picture.contains("0,000 histories"), "{what}");
        assert!(picture != svg(&["--what", what, "--histories", "150"]), "{what}");
    }
    // More than the window takes for the question.
    let many = svg(&["--what", "mitigation", "--histories", "2500"]);
    assert!(many.contains(">2,000 histories.</text>"));
}

#[test]
fn a_course_is_of_all_partners_or_of_one() {
    let all = svg(&["--what", "course"]);
    assert!(all.contains(">Israel</text>") && all.contains(">Jordan</text>"));
    let one = svg(&["--what", "course", "--partner", "Jordan"]);
    assert!(!one.contains(">Israel</text>") && one.contains(">Jordan</text>"));
}

#[test]
fn a_png_has_as_many_pixels_as_its_size_and_scale_ask_for() {
    for (args, sides) in [
        (&["--size", "600x400"][..], (1_200, 800)),
        (&["--size", "600x400", "--scale", "1"], (600, 400)),
        (&["--size", "50.8x25.4mm", "--scale", "4"], (768, 384)),
    ] {
        let bytes = picture(&[&["--format", "png"], args].concat());
        let pixels = image::load_from_memory(&bytes).expect("a picture");
        assert_eq!((pixels.width(), pixels.height()), sides, "{args:?}");
    }
}

#[test]
fn look_and_parts_are_chosen() {
    let plain = svg(&["--what", "course", "--without", "caption,legend,background"]);
    for part in ["background", "title", "legend", "caption"] {
        assert!(!plain.contains(&format!("id=\"courses-{part}\"")), "{part}");
    }
    assert!(plain.contains("id=\"courses-plot\""));
    assert_ne!(svg(&["--look", "dark"]), svg(&["--look", "projector"]));
}

#[test]
fn a_pdf_of_a_picture_has_texts_a_title_and_tags() {
    let bytes = picture(&["--format", "pdf", "--what", "course"]);
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    assert_eq!(pdf.get_pages().len(), 1);
    let text: String = pdf.extract_text(&[1]).expect("it has texts").split_whitespace().collect();
    assert!(text.contains("Israel") && text.contains("Seed1."), "{text}");
    assert!(pdf.catalog().expect("a catalog").has(b"StructTreeRoot"));
}

#[test]
fn choices_that_make_no_sense_are_refused_with_what_goes() {
    let says = refusal(&["--format", "svg", "--what", "nodes"]);
    assert!(says.contains("--format svg does not go with --what nodes; it goes with --what map"), "{says}");
    let says = refusal(&["--format", "svg", "--scale", "4"]);
    assert!(says.contains("--scale goes with --format png only"), "{says}");
    let says = refusal(&["--format", "svg", "--what", "map", "--partner", "Israel"]);
    assert!(
        says.contains(
            "--partner goes with --what course, why, log-odds, mitigation, futures and supposed only"
        ),
        "{says}"
    );
    let says = refusal(&["--format", "dot", "--look", "dark"]);
    assert!(says.contains("--what network is no picture"), "{says}");
    let says = refusal(&["--format", "svg", "--size", "3x4"]);
    assert!(says.contains("write a width or width x height"), "{says}");
    let says = refusal(&["--format", "svg", "--what", "course", "--partner", "Atlantis"]);
    assert!(says.contains("There is no partner “Atlantis”"), "{says}");
}

#[test]
fn futures_suppositions_and_the_hindcast_are_pictures_too() {
    let futures = svg(&["--what", "futures", "--partner", "Jordan", "--line", "40", "--month", "2"]);
    assert!(futures.contains("Jordan: fifty equally likely futures, month 2</title>"));
    assert!(futures.contains(">the line: 40\u{a0}%</text>") && futures.contains(" of 50</text>"));
    let supposed = svg(&["--what", "supposed", "--partner", "Israel", "--suppose", "asked,prepared"]);
    assert!(supposed.contains("Israel: willingness if we had asked and it had been prepared</title>"));
    let hindcast = svg(&["--what", "hindcast"]);
    assert!(hindcast.contains("The model against what is on record</title>"));
    assert!(
        hindcast.contains(">10 built-in cases.</text>")
            && hindcast.contains(">400 histories of each.</text>")
    );
    let says = refusal(&["--format", "svg", "--what", "course", "--suppose", "asked"]);
    assert!(says.contains("--suppose goes with --what supposed only"), "{says}");
    let says = refusal(&["--format", "svg", "--what", "hindcast", "--partner", "Israel"]);
    assert!(says.contains("--what hindcast is about the built-in cases"), "{says}");
}
