//! Pictures of the map and of every plot, painted without a window.

use crate::case;
use crate::odd_names::with_odd_names;
use crate::painter::{Painter, subjects};
use std::collections::BTreeSet;
use tearline::analysis::measure::Measure;
use tearline::export::scene::{PictureFormat, PictureParts, Scale, Unit, png};
use tearline::ui::picture::NoPicture;
use tearline::ui::picture::choices::{Look, PictureChoices, PictureSize};
use tearline::ui::picture::headless;
use tearline::ui::picture::subject::PictureSubject;

/// The picture of a subject as SVG.
fn svg_of(painter: &mut Painter, subject: &PictureSubject, choices: &PictureChoices) -> String {
    painter.picture(subject, choices).svg
}

/// Keeps a picture beside the test programs, to be looked at.
fn keep(name: &str, svg: &str) {
    if let Some(folder) = std::env::var_os("TEARLINE_KEEP_PICTURES") {
        let path = std::path::Path::new(&folder).join(name);
        std::fs::write(path.with_extension("svg"), svg).expect("it can be kept");
        let pixels = png(svg, 1.0).expect("it becomes pixels");
        std::fs::write(path.with_extension("png"), pixels).expect("it can be kept");
    }
}

#[test]
fn every_plot_becomes_a_picture_that_says_what_it_shows_and_what_it_rests_on() {
    let mut painter = Painter::of(case("oval-office-2017"));
    let mut keys = BTreeSet::new();
    for subject in subjects(&painter.scenario) {
        let svg = svg_of(&mut painter, &subject, &PictureChoices::default());
        let key = subject.key_on_page(&painter.scenario);
        keep(&key, &svg);
        for group in ["background", "title", "plot", "caption", "histories", "seed", "model-version"] {
            let id = format!("id=\"{key}-{group}\"");
            assert_eq!(svg.matches(&id).count(), 1, "{key}: {group}");
        }
        let title = subject.title(&painter.scenario, 3);
        assert!(svg.contains(&format!("{title}</title>")), "{key}");
        assert!(svg.contains(">Seed 7.</text>"), "{key}");
        for outside in ["href=", "<image", "@import", "NaN", "\"inf\""] {
            assert!(!svg.contains(outside), "{key}: {outside}");
        }
        assert!(keys.insert(key));
    }
}

/// The attributes of the first tag of an SVG.
fn head(svg: &str) -> &str {
    &svg[..svg.find('>').expect("it has a tag")]
}

#[test]
fn a_picture_has_the_size_that_was_asked_for_and_cuts_nothing_when_that_is_small() {
    let mut painter = Painter::of(case("oval-office-2017"));
    let size = |width, height, unit| Some(PictureSize { width, height, unit });
    let of = |size| PictureChoices { size, ..PictureChoices::default() };
    let print =
        svg_of(&mut painter, &PictureSubject::Courses, &of(size(160.0, Some(100.0), Unit::Millimetres)));
    assert!(head(&print).contains(r#"width="160mm" height="100mm""#), "{}", head(&print));
    for subject in [PictureSubject::Map, PictureSubject::Courses, PictureSubject::Gains] {
        let small = svg_of(&mut painter, &subject, &of(size(200.0, Some(100.0), Unit::Pixels)));
        assert!(head(&small).contains(r#"width="200" height="100""#), "{}", head(&small));
        let usual = svg_of(&mut painter, &subject, &of(None));
        assert_eq!(texts(&small), texts(&usual), "{subject:?}");
    }
}

/// The texts of a picture, each once, without those that were cut.
fn texts(svg: &str) -> BTreeSet<String> {
    let pieces = svg.split("<text ").skip(1).filter_map(|piece| {
        let (_, text) = piece.split_once('>')?;
        text.split_once("</text>").map(|(text, _)| text.trim().to_owned())
    });
    // Ticks are as many as there is room for.
    pieces.filter(|text| text.chars().any(char::is_alphabetic)).collect()
}

#[test]
fn a_picture_can_be_without_its_legend_its_caption_and_its_ground() {
    let mut painter = Painter::of(case("oval-office-2017"));
    let parts = PictureParts { caption: false, legend: false, background: false };
    for subject in subjects(&painter.scenario) {
        let key = subject.key_on_page(&painter.scenario);
        let svg = svg_of(&mut painter, &subject, &PictureChoices { parts, ..PictureChoices::default() });
        let groups: Vec<&str> =
            svg.split("<g id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(groups, [format!("{key}-plot")], "{key}");
    }
}

#[test]
fn each_look_has_colors_of_its_own() {
    let mut painter = Painter::of(case("oval-office-2017"));
    let looks = Look::ALL.map(|look| {
        svg_of(&mut painter, &PictureSubject::Courses, &PictureChoices { look, ..PictureChoices::default() })
    });
    assert_eq!(looks.iter().collect::<BTreeSet<_>>().len(), looks.len());
}

#[test]
fn odd_names_go_through_every_format() {
    let mut painter = Painter::of(with_odd_names(case("oval-office-2017")));
    for subject in subjects(&painter.scenario) {
        let picture = painter.picture(&subject, &PictureChoices::default());
        let key = subject.key_on_page(&painter.scenario);
        keep(&format!("odd-{key}"), &picture.svg);
        assert!(!picture.svg.contains("<b>"), "{key}");
        let pixels = picture.bytes(PictureFormat::Png(Scale::One)).expect("pixels");
        assert!(image::load_from_memory(&pixels).is_ok(), "{key}");
        let pdf = picture.bytes(PictureFormat::Pdf).expect("a page");
        assert_eq!(lopdf::Document::load_mem(&pdf).expect("a PDF").get_pages().len(), 1, "{key}");
    }
}

#[test]
fn what_is_not_worked_out_or_not_there_is_said() {
    let painter = Painter::of(case("oval-office-2017"));
    let refused = |subject: PictureSubject| {
        headless::svg(&painter.input(), &subject, &PictureChoices::default()).expect_err("there is none")
    };
    assert_eq!(refused(PictureSubject::Tornado(Measure::TOTAL)), NoPicture::NotAnswered);
    let stranger = tearline::scenario::ActorId::known("atlantis");
    let gone = "This partner no longer shares with home.".to_owned();
    assert_eq!(refused(PictureSubject::Course(stranger)), NoPicture::Nothing(gone));
}
