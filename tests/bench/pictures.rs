//! How fast pictures are made: the map and plots as SVG, as PNG with two pixels for each point, and as PDF. The first
//! picture of a program also reads the fonts of the system, which is measured apart.

use crate::painter::{Painter, subjects};
use crate::table::Row;
use crate::timing::{median, seconds};
use tearline::export::scene::{DrawnPicture, PictureFormat, Scale};
use tearline::storage::built_in_cases;
use tearline::ui::picture::choices::PictureChoices;
use tearline::ui::picture::headless;

/// How often each is measured; the median counts.
const TIMES: usize = 9;

/// Measures every picture.
pub fn measure() {
    let case = built_in_cases().iter().find(|case| case.name == "oval-office-2017").expect("a built-in case");
    let mut painter = Painter::of(case.scenario().expect("it can be read"));
    let choices = PictureChoices::default();
    let first = painter.picture(&subjects(&painter.scenario)[0], &choices);
    let row =
        |what: String, milliseconds: f64, aim| Row::of(what, format!("{milliseconds:.1} ms"), aim).print();
    row("the first PNG, with the fonts of the system".into(), milliseconds(|| as_png(&first)), "");
    for subject in subjects(&painter.scenario) {
        let picture = painter.picture(&subject, &choices);
        let what = |format: &str| format!("{} as {format}", subject.key());
        row(what("SVG"), usual(|| drop(headless::svg(&painter.input(), &subject, &choices))), "≤ 50 ms");
        row(what("PNG, two pixels for each point"), usual(|| as_png(&picture)), "≤ 200 ms");
        row(what("PDF"), usual(|| drop(picture.bytes(PictureFormat::Pdf))), "");
    }
}

fn as_png(picture: &DrawnPicture) {
    std::hint::black_box(picture.bytes(PictureFormat::Png(Scale::Two)).ok());
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    1_000.0 * seconds(work)
}

fn usual(work: impl Fn()) -> f64 {
    median((0..TIMES).map(|_| milliseconds(&work)).collect())
}
