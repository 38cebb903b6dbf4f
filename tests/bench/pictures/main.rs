//! How fast pictures are made: the map and plots as SVG, as PNG with two pixels for each point, and as PDF.
//!
//! `cargo bench --bench pictures`. Aims: a map or a plot becomes SVG in under 50 ms, and that a PNG in under 200 ms. The
//! first picture of a program also reads the fonts of the system, which is measured apart.

#[path = "../../support/painter.rs"]
mod painter;

use painter::{Painter, subjects};
use std::time::Instant;
use tearline::export::scene::{DrawnPicture, PictureFormat, Scale};
use tearline::storage::built_in_cases;
use tearline::ui::picture::choices::PictureChoices;
use tearline::ui::picture::headless;

/// How often each is measured; the median counts.
const TIMES: usize = 9;

fn main() {
    let case = built_in_cases().iter().find(|case| case.name == "oval-office-2017").expect("a built-in case");
    let mut painter = Painter::of(case.scenario().expect("it can be read"));
    let choices = PictureChoices::default();
    let first = painter.picture(&subjects(&painter.scenario)[0], &choices);
    println!("first PNG, with the fonts of the system: {:.0} ms", milliseconds(|| as_png(&first)));
    println!("{:<18} {:>8} {:>8} {:>8}", "median, ms", "SVG", "PNG 2×", "PDF");
    for subject in subjects(&painter.scenario) {
        let picture = painter.picture(&subject, &choices);
        let svg = median(|| drop(headless::svg(&painter.input(), &subject, &choices)));
        let png = median(|| as_png(&picture));
        let pdf = median(|| drop(picture.bytes(PictureFormat::Pdf)));
        println!("{:<18} {svg:>8.1} {png:>8.1} {pdf:>8.1}", subject.key());
    }
}

fn as_png(picture: &DrawnPicture) {
    std::hint::black_box(picture.bytes(PictureFormat::Png(Scale::Two)).ok());
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    1_000.0 * start.elapsed().as_secs_f64()
}

fn median(work: impl Fn()) -> f64 {
    let mut all: Vec<f64> = (0..TIMES).map(|_| milliseconds(&work)).collect();
    all.sort_by(f64::total_cmp);
    all[TIMES / 2]
}
