//! Opening the window on a screen.

use super::preferences::SMALLEST_WINDOW;
use super::{App, Services};
use egui::ViewportBuilder;
use std::path::PathBuf;

/// Larger than anything that a frame builds and lets go of again, in bytes.
const LARGEST_OF_A_FRAME: usize = 16 << 20;

/// Has the system's allocator keep what a frame lets go of for the next. The one of Linux hands memory back
/// whenever a hundred kilobytes are free at its end, which a large frame would pay for every time with as
/// many page faults as it has pages; it stops doing so below the size of the largest block ever let go of.
pub fn keep_memory_between_frames() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST_OF_A_FRAME)));
}

/// Opens the window, with a file if one was named, and returns when it is closed.
///
/// # Errors
/// If there is no display, or it cannot be drawn on.
pub fn run(file: Option<PathBuf>) -> eframe::Result {
    keep_memory_between_frames();
    let services = Services::real();
    let (width, height) = services.preferences.load().window;
    let viewport = ViewportBuilder::default()
        .with_title("Tearline")
        .with_app_id("tearline")
        .with_inner_size([width, height])
        .with_min_inner_size([SMALLEST_WINDOW.0, SMALLEST_WINDOW.1])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, system_font_fallback: false, ..Default::default() };
    eframe::run_native("Tearline", options, Box::new(|cc| Ok(Box::new(App::new(cc, services, file)))))
}
