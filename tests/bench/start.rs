//! How long the program takes from nothing to its first frame, which shows the library, beside a window with the same
//! fonts that says only its name. What the system takes to open a window, which is most of a start, is in neither: so
//! there is no ratio of starts here.

use crate::table::Row;
use crate::timing::{median, seconds};
use crate::window::{Window, program};
use eframe::egui::Context;
use tearline::ui::theme;

/// How often each starts; the median counts.
const TIMES: usize = 15;

/// Measures both, in turn.
pub fn measure() {
    let first_frame = || program(None).step();
    let starts: Vec<[f64; 2]> = (0..TIMES).map(|_| [seconds(first_frame), seconds(empty_window)]).collect();
    let [ours, theirs] = [0, 1].map(|which| 1e3 * median(starts.iter().map(|of| of[which]).collect()));
    Row {
        what: "from the start to the library, without the system’s window".into(),
        figure: format!("{ours:.1} ms"),
        beside: format!("a window with its name {theirs:.1}"),
        ratio: None,
        aim: "",
    }
    .print();
}

fn empty_window() -> bool {
    let ctx = Context::default();
    theme::install_fonts(&ctx);
    Window::new(ctx, (), |(), ui| drop(ui.label("Tearline"))).step()
}
