//! Why a picture was not written.

/// A picture that was not written.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
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
    /// The PDF breaks a rule of its format.
    #[error("the PDF could not be put together: {0}")]
    Pdf(String),
}
