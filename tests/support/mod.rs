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

/// Puts a picture among the others.
#[allow(dead_code, reason = "not every test program keeps pictures")]
pub fn save_image(name: &str, image: &image::RgbaImage) {
    let path = pictures_folder().join(name).with_extension("png");
    write_png(&path, image).unwrap_or_else(|problem| panic!("cannot write {}: {problem}", path.display()));
}

/// Writes a picture as small as it gets, without its opacity.
#[allow(dead_code, reason = "not every test program keeps pictures")]
pub fn write_reduced(path: &Path, image: &image::RgbaImage) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(fs::File::create(path)?, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let colors: Vec<u8> = image.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
    encoder.write_header()?.write_image_data(&colors)
}

/// Reads a picture that was written so.
#[allow(dead_code, reason = "not every test program keeps pictures")]
pub fn read_png(path: &Path) -> Result<image::RgbaImage, Box<dyn std::error::Error>> {
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(path)?)).read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or("a picture too large")?];
    let info = reader.next_frame(&mut bytes)?;
    let opaque = bytes.chunks_exact(3).flat_map(|color| [color[0], color[1], color[2], 255]).collect();
    image::RgbaImage::from_raw(info.width, info.height, opaque).ok_or("a picture of another size".into())
}
