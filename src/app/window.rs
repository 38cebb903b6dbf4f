//! Opening the window on a screen.

use super::preferences::SMALLEST_WINDOW;
use super::{App, Services};
use egui::ViewportBuilder;
use std::path::PathBuf;

/// Opens the window, with a file if one was named, and returns when it is closed.
///
/// # Errors
/// If there is no display, or it cannot be drawn on.
pub fn run(file: Option<PathBuf>) -> eframe::Result {
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
