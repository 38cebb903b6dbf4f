//! SVG as pixels, and these as PNG.

use super::error::PictureError;
use crate::export::fonts::{Fonts, svg_options};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

/// The most pixels along a side.
const LARGEST: u32 = 16_384;

/// The pixels of a picture, row by row from the top.
pub struct Pixels {
    /// The width, in pixels.
    pub width: usize,
    /// The height, in pixels.
    pub height: usize,
    /// Red, green, blue and alpha of each pixel, the colors multiplied by alpha.
    pub rgba: Vec<u8>,
}

/// An SVG as PNG, with so many pixels for each of its units.
///
/// # Errors
/// If it is no SVG, or has too many pixels or none.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PictureError> {
    rendered(svg, scale)?.encode_png().map_err(|error| PictureError::Packing(error.to_string()))
}

/// An SVG as pixels, so many for each of its units.
///
/// # Errors
/// As [`png`].
pub fn pixels(svg: &str, scale: f32) -> Result<Pixels, PictureError> {
    let picture = rendered(svg, scale)?;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    Ok(Pixels { width, height, rgba: picture.take() })
}

fn rendered(svg: &str, scale: f32) -> Result<Pixmap, PictureError> {
    let tree = Tree::from_str(svg, &svg_options(Fonts::WithSystem))?;
    let pixels = |length: f32| (length * scale).round() as u32;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let fits = |side: u32| (1..=LARGEST).contains(&side);
    let picture = if fits(width) && fits(height) { Pixmap::new(width, height) } else { None };
    let mut picture = picture.ok_or(PictureError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok(picture)
}
