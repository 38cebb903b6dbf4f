//! A picture without the scene that it was painted in: it can be written in any format, on any thread.

use super::error::PictureError;
use super::pdf::{PictureWords, pdf};
use super::png::png;
use super::{PaintedScene, svg};

/// A picture as SVG with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnPicture {
    /// The SVG.
    pub svg: String,
    /// What it shows, in a line.
    pub title: String,
    /// The same in detail, for those who do not see it.
    pub description: String,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Shapes and texts.
    Svg,
    /// Pixels, so many for each pixel of an ordinary screen.
    Png(Scale),
    /// A page.
    Pdf,
}

/// How many pixels a PNG has along a side for each pixel of an ordinary screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// One.
    One,
    /// Two, as on most screens of today.
    #[default]
    Two,
    /// Four, for print.
    Four,
}

impl Scale {
    /// All of them.
    pub const ALL: [Scale; 3] = [Scale::One, Scale::Two, Scale::Four];

    /// The number.
    pub fn factor(self) -> u8 {
        match self {
            Scale::One => 1,
            Scale::Two => 2,
            Scale::Four => 4,
        }
    }
}

impl PictureFormat {
    /// The end of the names of its files.
    pub fn extension(self) -> &'static str {
        match self {
            PictureFormat::Svg => "svg",
            PictureFormat::Png(_) => "png",
            PictureFormat::Pdf => "pdf",
        }
    }
}

impl From<&PaintedScene> for DrawnPicture {
    fn from(scene: &PaintedScene) -> Self {
        let PaintedScene { title, description, .. } = scene.clone();
        DrawnPicture { svg: svg(scene), title, description }
    }
}

impl DrawnPicture {
    /// The picture in a format.
    ///
    /// # Errors
    /// If it has too many pixels or none, or breaks a rule of the format.
    pub fn bytes(&self, format: PictureFormat) -> Result<Vec<u8>, PictureError> {
        match format {
            PictureFormat::Svg => Ok(self.svg.clone().into_bytes()),
            PictureFormat::Png(scale) => png(&self.svg, f32::from(scale.factor())),
            PictureFormat::Pdf => {
                pdf(&self.svg, PictureWords { title: &self.title, description: &self.description })
            }
        }
    }
}
