//! Pictures as scenes: what was painted for a map or a plot, as shapes and texts, which become SVG, PNG and PDF.
//!
//! A scene is recorded by painting once more, off the screen, at the size that was asked for. It is no photograph of the
//! window: texts stay texts.

mod aligned;
mod drawn;
mod error;
mod groups;
mod pdf;
mod png;
mod spoken;
mod svg;

pub use drawn::{DrawnPicture, PictureFormat, Scale};
pub use error::PictureError;
pub use groups::{Group, PictureParts, grouped, is_picture, shows};
pub use png::{Pixels, pixels, png};
pub use svg::svg;

use egui::{Color32, Context, RawInput, Rect, Shape, Ui, Vec2, pos2};
use groups::{Mark, begin_picture};

/// What was painted.
#[derive(Clone, Debug)]
pub struct PaintedScene {
    /// The size at which it was laid out, in points.
    pub size: Vec2,
    /// The size at which it is shown.
    pub extent: Extent,
    /// Its ground; `None` if it is transparent.
    pub ground: Option<Color32>,
    /// A word that no other picture on the same page has, before the names of its groups: letters, digits and hyphens.
    pub name: String,
    /// What it shows, in a line.
    pub title: String,
    /// The same in detail, for those who do not see it.
    pub description: String,
    /// What a screen reader says of it, piece by piece.
    pub spoken: Vec<String>,
    /// The shapes, the lowest first, each with the part of the scene that it may cover, and the marks of groups.
    pub shapes: Vec<ClippedShape>,
}

/// A shape with the part of a scene that it may cover.
#[derive(Clone, Debug)]
pub struct ClippedShape {
    /// The part.
    pub clip: Rect,
    /// The shape.
    pub shape: Shape,
}

/// The size at which a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Its width, in its unit.
    pub width: f32,
    /// Its height, in its unit.
    pub height: f32,
    /// The unit.
    pub unit: Unit,
}

/// A unit of length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Pixels of a screen of ordinary density, 96 to an inch, as in CSS.
    #[default]
    Pixels,
    /// Millimetres.
    Millimetres,
}

impl Unit {
    /// How many pixels it is long.
    pub fn in_pixels(self) -> f32 {
        match self {
            Unit::Pixels => 1.0,
            Unit::Millimetres => 96.0 / 25.4,
        }
    }

    /// The sign of the unit, as it stands after a number.
    pub fn sign(self) -> &'static str {
        match self {
            Unit::Pixels => "px",
            Unit::Millimetres => "mm",
        }
    }
}

impl Extent {
    /// As many pixels as there are points.
    pub fn of_points(size: Vec2) -> Self {
        Extent { width: size.x, height: size.y, unit: Unit::Pixels }
    }
}

/// The room that a picture is painted in.
#[derive(Clone, Copy, Debug)]
pub struct Canvas {
    /// Its size, in points.
    pub size: Vec2,
    /// Its ground.
    pub ground: Color32,
    /// What the picture has.
    pub parts: PictureParts,
}

/// The frames that are painted before the one that is kept: the first has no fonts, and things that are measured while
/// they are painted stand right in the next.
const WARM_UP: usize = 3;

impl PaintedScene {
    /// Paints a scene in a context that is used for nothing else.
    pub fn paint(context: &Context, canvas: Canvas, mut add: impl FnMut(&mut Ui)) -> Self {
        let Canvas { size, ground, parts } = canvas;
        begin_picture(context, parts);
        context.enable_accesskit();
        let place = Rect::from_min_size(pos2(0.0, 0.0), size);
        let (mut shapes, mut spoken) = (Vec::new(), Vec::new());
        for frame in 0..=WARM_UP {
            // Motions are over, and nothing waits for the next frame.
            let time = Some(10.0 * frame as f64);
            let input = RawInput { screen_rect: Some(place), time, ..RawInput::default() };
            let mut painted = context.run_ui(input, |ui| {
                ui.set_clip_rect(place);
                add(ui);
            });
            // Nothing is drawn with the textures of glyphs: texts stay texts.
            painted.textures_delta.clear();
            shapes = std::mem::take(&mut painted.shapes);
            shapes.iter_mut().for_each(|painted| aligned::align(&mut painted.shape));
            spoken = painted.platform_output.accesskit_update.as_ref().map_or_else(Vec::new, spoken::words);
        }
        let shapes = shapes
            .into_iter()
            .map(|painted| ClippedShape { clip: painted.clip_rect.intersect(place), shape: painted.shape });
        let is_seen =
            |painted: &ClippedShape| painted.clip.is_positive() || Mark::of(&painted.shape).is_some();
        PaintedScene {
            size,
            extent: Extent::of_points(size),
            ground: parts.background.then_some(ground),
            name: "picture".into(),
            title: String::new(),
            description: String::new(),
            spoken,
            shapes: shapes.filter(is_seen).collect(),
        }
    }

    /// The same with words.
    pub fn described(self, title: impl Into<String>, description: impl Into<String>) -> Self {
        PaintedScene { title: title.into(), description: description.into(), ..self }
    }
}
