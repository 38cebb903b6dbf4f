//! How a picture is made: its look, its size and its parts.

pub use crate::export::scene::{Extent, PictureParts, Unit};
pub use crate::ui::theme::Look;

/// The choices for a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PictureChoices {
    /// Its look.
    pub look: Look,
    /// Its size; `None` for the usual one.
    pub size: Option<PictureSize>,
    /// What it has.
    pub parts: PictureParts,
    /// The part of the map that it shows.
    pub map: MapPart,
}

/// The size that a picture shall have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PictureSize {
    /// The width, in the unit.
    pub width: f32,
    /// The height, in the unit; `None` for as high as the picture is at that width.
    pub height: Option<f32>,
    /// The unit.
    pub unit: Unit,
}

/// The part of the map that a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MapPart {
    /// Every actor.
    #[default]
    Whole,
    /// What is on the screen.
    OnScreen,
}

/// The shortest side of a picture, in pixels: less shows nothing.
pub const SHORTEST: f32 = 50.0;
/// The longest side of a picture, in pixels: four times of it is still less than what a PNG may have.
pub const LONGEST: f32 = 4_000.0;

impl PictureSize {
    /// Whether it is a size that a picture can have.
    pub fn is_possible(self) -> bool {
        let possible = |side: f32| (SHORTEST..=LONGEST).contains(&(side * self.unit.in_pixels()));
        possible(self.width) && self.height.is_none_or(possible)
    }
}
