//! Shapes that are painted again as they are: tessellated once, and handed to egui as triangles from then on.
//!
//! The triangles of a text point into the texture that holds the glyphs. So they are good only while glyphs stay where
//! they are in it, and while it keeps its size. Texts with words from right to left are not kept: their words are moved
//! after the whole frame was painted ([`reading_order`]).

use super::reading_order;
use super::theme::{Look, Themed};
use egui::epaint::{ClippedPrimitive, ClippedShape, Mesh, Primitive};
use egui::{Color32, Context, FontId, Galley, LayerId, Plugin, Rect, Shape, Ui, ViewportId};
use std::collections::HashMap;
use std::sync::Arc;

/// Shapes that were painted in a frame.
#[derive(Clone, Debug)]
pub struct KeptShapes {
    context: PaintContext,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// As they were painted for the first time: what changes in every frame need not be tessellated twice.
    Shapes(Vec<ClippedShape>),
    /// Once they are painted again, in their order, each with its clip rectangle.
    Triangles(Vec<(Rect, Arc<Mesh>)>),
}

/// All of a `Ui` and its window that decides how shapes painted there look.
#[derive(Clone, Debug, PartialEq)]
pub struct PaintContext {
    layer: LayerId,
    look: Look,
    /// The part of the window in which they are seen.
    clip: Rect,
    opacity: f32,
    is_enabled: bool,
    is_visible: bool,
    glyphs: Glyphs,
}

impl PaintContext {
    /// That of a `Ui` now.
    pub fn of(ui: &Ui) -> Self {
        PaintContext {
            layer: ui.layer_id(),
            look: ui.theme().look,
            clip: ui.clip_rect(),
            opacity: ui.opacity(),
            is_enabled: ui.is_enabled(),
            is_visible: ui.is_visible(),
            glyphs: Glyphs::of(ui.ctx()),
        }
    }
}

/// The shapes that are painted between its begin and its end.
#[must_use]
pub struct Recording {
    context: PaintContext,
    /// The number of shapes before, in the layer.
    before: usize,
}

impl Recording {
    /// Keeps from now on what is painted in the layer of a `Ui`.
    pub fn begin(ui: &Ui) -> Self {
        let context = PaintContext::of(ui);
        let layer = context.layer;
        let before = ui.ctx().graphics(|graphics| graphics.get(layer).map_or(0, |list| list.next_idx().0));
        Recording { context, before }
    }

    /// What was painted since; `None` if it cannot be kept.
    pub fn end(self, ctx: &Context) -> Option<KeptShapes> {
        let Recording { mut context, before } = self;
        let shapes = ctx.graphics(|graphics| {
            let added = graphics.get(context.layer).into_iter();
            added.flat_map(|list| list.all_entries().skip(before)).cloned().collect::<Vec<ClippedShape>>()
        });
        let can_be_kept = shapes.iter().all(|clipped| can_be_kept(&clipped.shape));
        // The shapes themselves may have taken room in the texture of glyphs.
        context.glyphs.texture = texture_of(ctx);
        can_be_kept.then(|| KeptShapes { context, content: Content::Shapes(shapes) })
    }
}

impl KeptShapes {
    /// Whether they would look the same if they were painted now, in the layer of this `Ui`.
    pub fn are_good_in(&self, ui: &Ui) -> bool {
        let are_read = ui.ctx().with_plugin(|in_place: &mut GlyphsInPlace| in_place.are_shapes_read);
        // Nothing is painted again in a context that is not watched.
        are_read == Some(false) && self.context == PaintContext::of(ui)
    }

    /// Paints them again.
    pub fn paint(&mut self, ctx: &Context) {
        if let Content::Shapes(shapes) = &mut self.content {
            let pixels_per_point = self.context.glyphs.pixels_per_point;
            let primitives = ctx.tessellate(std::mem::take(shapes), pixels_per_point);
            self.content = Content::Triangles(primitives.into_iter().filter_map(triangles).collect());
            // They are those of the texture as it is now.
            self.context.glyphs.texture = texture_of(ctx);
        }
        let Content::Triangles(triangles) = &self.content else { return };
        ctx.graphics_mut(|graphics| {
            let list = graphics.entry(self.context.layer);
            for (clip, mesh) in triangles {
                list.add(*clip, Shape::Mesh(mesh.clone()));
            }
        });
        ctx.with_plugin(|in_place: &mut GlyphsInPlace| {
            in_place.expected.entry(ctx.viewport_id()).or_insert(self.context.glyphs.texture);
        });
    }
}

/// Sees to it, in a context, that kept shapes look right in a frame in which the texture of glyphs grows as well.
pub fn install(ctx: &Context) {
    ctx.add_plugin(GlyphsInPlace::default());
}

fn can_be_kept(shape: &Shape) -> bool {
    match shape {
        Shape::Vec(shapes) => shapes.iter().all(can_be_kept),
        Shape::Text(text) => !reading_order::has_right_to_left(text.galley.text()),
        // A backend paints it by itself.
        Shape::Callback(_) => false,
        _ => true,
    }
}

/// Says whether somebody reads the shapes of a context: then all are painted as they are. For tests, since triangles have
/// no words.
///
/// # Panics
/// If the context is not watched ([`install`]).
pub fn read_shapes(ctx: &Context, is_so: bool) {
    ctx.plugin::<GlyphsInPlace>().lock().are_shapes_read = is_so;
}

fn triangles(ClippedPrimitive { clip_rect, primitive }: ClippedPrimitive) -> Option<(Rect, Arc<Mesh>)> {
    match primitive {
        Primitive::Mesh(mesh) => Some((clip_rect, Arc::new(mesh))),
        // No shape that is painted by a backend itself is kept.
        Primitive::Callback(_) => None,
    }
}

/// The state of the texture of glyphs.
#[derive(Clone, Debug)]
struct Glyphs {
    /// Some text. egui lays it out anew when it empties the texture; else only after a frame in which nobody asked for it.
    probe: Arc<Galley>,
    /// The size of the texture, in pixels.
    texture: [usize; 2],
    pixels_per_point: f32,
}

impl Glyphs {
    /// The state now.
    fn of(ctx: &Context) -> Self {
        let probe = ctx.fonts_mut(|fonts| {
            fonts.layout_no_wrap("0".to_owned(), FontId::proportional(PROBE_SIZE), Color32::PLACEHOLDER)
        });
        Glyphs { probe, texture: texture_of(ctx), pixels_per_point: ctx.pixels_per_point() }
    }
}

impl PartialEq for Glyphs {
    /// Whether the triangles of a text are the same in both states.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.probe, &other.probe)
            && self.texture == other.texture
            && self.pixels_per_point == other.pixels_per_point
    }
}

/// The size of the probe, in points: small, since it takes room in the texture.
const PROBE_SIZE: f32 = 8.0;

fn texture_of(ctx: &Context) -> [usize; 2] {
    ctx.fonts(|fonts| fonts.font_image_size())
}

/// Draws a frame once more in which the texture of glyphs grew after triangles were painted.
#[derive(Default)]
struct GlyphsInPlace {
    /// For each window, the size of the texture that the triangles of its pass need.
    expected: HashMap<ViewportId, [usize; 2]>,
    /// Whether somebody reads the shapes, so that nothing is painted again.
    are_shapes_read: bool,
}

impl Plugin for GlyphsInPlace {
    fn debug_name(&self) -> &'static str {
        "kept shapes"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        if self.expected.remove(&ctx.viewport_id()).is_some_and(|texture| texture != texture_of(ctx)) {
            ctx.request_discard("the texture of glyphs has grown");
            // Where egui draws no pass more, the next frame puts it right.
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Align2, FullOutput, Pos2, RawInput};

    /// A window that paints a text, from the second frame on as kept, and then more text.
    struct Window {
        ctx: Context,
        text: &'static str,
        kept: Option<KeptShapes>,
        /// In how many passes the kept shapes were painted again.
        painted_again: usize,
    }

    impl Window {
        fn new(text: &'static str) -> Self {
            let ctx = Context::default();
            install(&ctx);
            Window::on(ctx, text)
        }

        fn on(ctx: Context, text: &'static str) -> Self {
            Window { ctx, text, kept: None, painted_again: 0 }
        }

        /// The vertices that a frame is drawn with.
        fn draw(&mut self, more: &str) -> Vec<egui::epaint::Vertex> {
            let Window { ctx, text, kept, painted_again } = self;
            let FullOutput { shapes, mut textures_delta, .. } = ctx.run_ui(RawInput::default(), |ui| {
                match kept.take().filter(|kept| kept.are_good_in(ui)) {
                    Some(mut again) => {
                        again.paint(ui.ctx());
                        *painted_again += 1;
                        *kept = Some(again);
                    }
                    None => {
                        let recording = Recording::begin(ui);
                        write(ui, text, 12.0);
                        *kept = recording.end(ui.ctx());
                    }
                }
                write(ui, more, 90.0);
            });
            textures_delta.clear();
            let primitives = ctx.tessellate(shapes, 1.0).into_iter();
            primitives.filter_map(triangles).flat_map(|(_, mesh)| mesh.vertices.clone()).collect()
        }
    }

    fn write(ui: &Ui, text: &str, size: f32) {
        let font = FontId::proportional(size);
        ui.painter().text(Pos2::new(20.0, 20.0), Align2::LEFT_TOP, text, font, Color32::WHITE);
    }

    #[test]
    fn what_is_kept_looks_as_when_it_was_painted() {
        let mut window = Window::new("kept");
        let frames = [0, 1, 2].map(|_| window.draw(""));
        assert!(!frames[0].is_empty() && frames[0] == frames[1] && frames[1] == frames[2]);
        assert_eq!(window.painted_again, 2);
    }

    #[test]
    fn what_is_kept_is_painted_anew_once_its_glyphs_are_elsewhere() {
        let mut window = Window::new("kept");
        (0..3).for_each(|_| drop(window.draw("")));
        let texture = texture_of(&window.ctx);
        let letters: String = ('A'..='Z').chain('a'..='z').collect();
        let grown = window.draw(&letters);
        assert_ne!(texture_of(&window.ctx), texture, "the texture must grow for this test");
        let mut fresh = Window::on(window.ctx.clone(), "kept");
        assert!(grown == fresh.draw(&letters), "the frame in which the texture grew is right");
        assert!(window.draw(&letters) == grown, "and so is the next");
    }

    #[test]
    fn what_is_kept_is_painted_anew_once_the_texture_of_glyphs_was_emptied() {
        let mut window = Window::new("kept");
        (0..3).for_each(|_| drop(window.draw("")));
        let (texture, painted_again) = (texture_of(&window.ctx), window.painted_again);
        let mut fonts = egui::FontDefinitions::default();
        fonts.families.values_mut().for_each(|fallbacks| drop(fallbacks.pop()));
        window.ctx.set_fonts(fonts);
        let emptied = window.draw("");
        assert_eq!(texture_of(&window.ctx), texture, "the texture has its size again");
        assert_eq!(window.painted_again, painted_again);
        assert!(emptied == Window::on(window.ctx.clone(), "kept").draw(""));
    }

    #[test]
    fn words_from_right_to_left_are_not_kept() {
        let mut window = Window::new("משרד הביטחון");
        (0..3).for_each(|_| drop(window.draw("")));
        assert_eq!(window.painted_again, 0);
    }
}
