//! Opening the window.

use super::preferences::SMALLEST_WINDOW;
use super::{App, Services};
use egui::ViewportBuilder;
use std::path::PathBuf;

/// Larger than any block that a frame allocates and frees again, in bytes.
const LARGEST_FRAME_BLOCK: usize = 16 << 20;

/// Makes the system's allocator keep the memory that a frame frees, for the next frame. glibc returns
/// memory to the system as soon as 128 KiB are free at the end of its heap, and a large frame would pay for
/// that with a page fault per page, every time. Freeing one large block raises that threshold above its size.
pub fn keep_memory_between_frames() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST_FRAME_BLOCK)));
}

/// Opens the window, with `file` in it if there is one, and returns when it is closed.
///
/// # Errors
/// If there is no display, or nothing can be drawn on it.
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
