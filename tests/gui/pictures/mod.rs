//! Pictures of a window without a graphics driver.

mod rasterizer;
mod tests;

pub use rasterizer::Rasterizer;

use std::fs;
use std::path::{Path, PathBuf};

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

/// Puts a picture into `target/pictures/<name>.png` and returns that path.
pub fn save_image(name: &str, image: &image::RgbaImage) -> PathBuf {
    let path = pictures_folder().join(name).with_extension("png");
    write_png(&path, image).unwrap_or_else(|problem| panic!("cannot write {}: {problem}", path.display()));
    path
}

/// Writes a picture as small as it gets, without its opacity.
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
pub fn read_png(path: &Path) -> Result<image::RgbaImage, Box<dyn std::error::Error>> {
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(path)?)).read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or("a picture too large")?];
    let info = reader.next_frame(&mut bytes)?;
    let opaque = bytes.chunks_exact(3).flat_map(|color| [color[0], color[1], color[2], 255]).collect();
    image::RgbaImage::from_raw(info.width, info.height, opaque).ok_or("a picture of another size".into())
}
