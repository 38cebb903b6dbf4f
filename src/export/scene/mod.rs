//! Pictures as scenes: what was painted for a map or a plot, as shapes and texts, which become SVG and PNG.
//!
//! A scene is recorded by painting once more, off the screen, at the size that was asked for. It is no photograph of the
//! window: texts stay texts.

mod png;
mod svg;

pub use png::{PngError, png};
pub use svg::svg;

use egui::{Color32, Context, RawInput, Rect, Shape, Ui, Vec2, pos2};

/// What was painted.
#[derive(Clone, Debug)]
pub struct PaintedScene {
    /// Its size, in points.
    pub size: Vec2,
    /// Its ground.
    pub ground: Color32,
    /// What it shows, in a line.
    pub title: String,
    /// The same in detail, for those who do not see it.
    pub description: String,
    /// The shapes, the lowest first, each with the part of the scene that it may cover.
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

/// The frames that are painted before the one that is kept: the first has no fonts, and things that are measured while
/// they are painted stand right in the next.
const WARM_UP: usize = 3;

impl PaintedScene {
    /// Paints a scene of a size, in points, in a context that is used for nothing else.
    pub fn paint(context: &Context, size: Vec2, ground: Color32, mut add: impl FnMut(&mut Ui)) -> Self {
        let place = Rect::from_min_size(pos2(0.0, 0.0), size);
        let mut shapes = Vec::new();
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
        }
        let shapes = shapes
            .into_iter()
            .map(|painted| ClippedShape { clip: painted.clip_rect.intersect(place), shape: painted.shape });
        PaintedScene {
            size,
            ground,
            title: String::new(),
            description: String::new(),
            shapes: shapes.filter(|painted| painted.clip.is_positive()).collect(),
        }
    }

    /// The same with words.
    pub fn described(self, title: impl Into<String>, description: impl Into<String>) -> Self {
        PaintedScene { title: title.into(), description: description.into(), ..self }
    }
}
