//! SVG as PNG.

use crate::export::fonts::{Fonts, svg_options};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

/// A picture that did not become a PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// It is no SVG.
    #[error("the picture cannot be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// It is too large for the memory, or has no area.
    #[error("the picture would have {width} × {height} pixels")]
    Size {
        /// Its width, in pixels.
        width: u32,
        /// Its height, in pixels.
        height: u32,
    },
    /// It could not be packed.
    #[error("the picture could not be packed: {0}")]
    Packing(String),
}

/// The most pixels along a side.
const LARGEST: u32 = 16_384;

/// An SVG as PNG, with so many pixels for each of its units.
///
/// # Errors
/// If it is no SVG, or has too many pixels or none.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    let tree = Tree::from_str(svg, &svg_options(Fonts::WithSystem))?;
    let pixels = |length: f32| (length * scale).round() as u32;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let fits = |side: u32| (1..=LARGEST).contains(&side);
    let picture = if fits(width) && fits(height) { Pixmap::new(width, height) } else { None };
    let mut picture = picture.ok_or(PngError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| PngError::Packing(error.to_string()))
}
