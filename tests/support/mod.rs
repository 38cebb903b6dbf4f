//! What several test programs share: pictures without a graphics driver.
//!
//! A test program takes it in with `#[path = "../support/mod.rs"] mod support;`.

mod rasterizer;

pub use rasterizer::Rasterizer;

use std::fs;
use std::path::{Path, PathBuf};

use egui_kittest::Harness;

/// Draws what the harness shows now into `target/pictures/<name>.png` and returns that path.
///
/// The harness must have been built with [`Rasterizer`] as its renderer. The same window gives the same
/// bytes, so two pictures can be compared as files.
pub fn save_picture<State>(harness: &mut Harness<'_, State>, name: &str) -> PathBuf {
    let image = harness.render().unwrap_or_else(|problem| panic!("cannot draw {name}: {problem}"));
    let path = pictures_folder().join(name).with_extension("png");
    write_png(&path, &image).unwrap_or_else(|problem| panic!("cannot write {}: {problem}", path.display()));
    path
}

fn pictures_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("pictures")
}

fn write_png(path: &Path, image: &image::RgbaImage) -> Result<(), png::EncodingError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut encoder = png::Encoder::new(fs::File::create(path)?, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(image.as_raw())
}
