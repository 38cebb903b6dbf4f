//! Turns what egui paints into pixels on the processor, so that pictures in tests need no graphics
//! driver and come out the same to the byte on every machine.
//!
//! It follows `egui_glow`: premultiplied colours are multiplied and blended as they are stored (in
//! gamma space), pixels are taken at their centres, clip rectangles are rounded to whole pixels. Left
//! out: dithering, mipmaps, and paint callbacks, which only a graphics driver can run.

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, ImageDelta, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, FullOutput, ImageData, Mesh, Rect, TextureFilter};
use egui::{TextureId, TextureOptions, TextureWrapMode, TexturesDelta};
use image::RgbaImage;

/// Positions are snapped to this part of a pixel, as graphics processors do. Edges are then compared in
/// whole numbers, so that two triangles that share an edge neither overlap nor leave a gap.
const STEPS_PER_PIXEL: i64 = 256;

/// Farther out than any window; keeps the products of two coordinates within an `i64`.
const FARTHEST_PIXEL: f32 = 1e6;

/// A renderer for [`egui_kittest::Harness`] that needs nothing but memory.
#[derive(Default)]
pub struct Rasterizer {
    textures: BTreeMap<TextureId, Texture>,
    /// Textures let go of by the newest frame. That frame may still paint with them, so they are
    /// dropped when the next one arrives.
    retired: Vec<TextureId>,
}

impl egui_kittest::TestRenderer for Rasterizer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for id in self.retired.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            for change in changes {
                self.textures.entry(id).or_default().apply(change);
            }
        }
        self.retired.extend(delta.free.drain());
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let pixels_per_point = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * pixels_per_point;
        // As the window is cleared.
        let backdrop = ctx.global_style().visuals.panel_fill;
        let mut canvas = Canvas::filled(backdrop, size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in
            ctx.tessellate(output.shapes.clone(), pixels_per_point)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("a paint callback cannot be drawn without a graphics driver".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                return Err(format!("{:?} is painted with but was never uploaded", mesh.texture_id));
            };
            canvas.paint(&mesh, texture, clip_rect, pixels_per_point);
        }
        Ok(canvas.into_image())
    }
}

/// An image that meshes are painted with; for text, egui's glyph atlas.
struct Texture {
    image: ColorImage,
    options: TextureOptions,
}

impl Default for Texture {
    fn default() -> Self {
        Self { image: ColorImage::filled([0, 0], Color32::TRANSPARENT), options: TextureOptions::default() }
    }
}

impl Texture {
    /// Takes over a whole new image or a patch of one.
    fn apply(&mut self, change: ImageDelta) {
        self.options = change.options;
        let ImageData::Color(patch) = change.image;
        let Some([left, top]) = change.pos else {
            self.image = (*patch).clone();
            return;
        };
        for (row, texels) in patch.pixels.chunks_exact(patch.width().max(1)).enumerate() {
            let start = (top + row) * self.image.width() + left;
            self.image.pixels[start..start + texels.len()].copy_from_slice(texels);
        }
    }

    /// The colour at a texture coordinate, each channel from 0 to 1.
    fn sample(&self, uv: [f32; 2]) -> [f32; 4] {
        let [width, height] = self.image.size;
        let (x, y) = (uv[0] * width as f32, uv[1] * height as f32);
        match self.options.magnification {
            TextureFilter::Nearest => self.texel(x.floor() as isize, y.floor() as isize),
            TextureFilter::Linear => {
                let (x, y) = (x - 0.5, y - 0.5);
                let (left, top) = (x.floor(), y.floor());
                let (left_texel, top_texel) = (left as isize, top as isize);
                let upper =
                    mix(self.texel(left_texel, top_texel), self.texel(left_texel + 1, top_texel), x - left);
                let lower = mix(
                    self.texel(left_texel, top_texel + 1),
                    self.texel(left_texel + 1, top_texel + 1),
                    x - left,
                );
                mix(upper, lower, y - top)
            }
        }
    }

    fn texel(&self, x: isize, y: isize) -> [f32; 4] {
        let [width, height] = self.image.size;
        let (x, y) = (wrapped(x, width, self.options.wrap_mode), wrapped(y, height, self.options.wrap_mode));
        self.image.pixels[y * width + x].to_array().map(|channel| f32::from(channel) / 255.0)
    }
}

fn wrapped(texel: isize, count: usize, mode: TextureWrapMode) -> usize {
    let count = count as isize;
    let inside = match mode {
        TextureWrapMode::ClampToEdge => texel.clamp(0, count - 1),
        TextureWrapMode::Repeat => texel.rem_euclid(count),
        TextureWrapMode::MirroredRepeat => {
            let turn = texel.rem_euclid(2 * count);
            turn.min(2 * count - 1 - turn)
        }
    };
    inside as usize
}

fn mix(from: [f32; 4], to: [f32; 4], part: f32) -> [f32; 4] {
    std::array::from_fn(|channel| from[channel] + (to[channel] - from[channel]) * part)
}

/// A range of whole pixels, the ends not included.
struct PixelRect {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

/// The picture while it is being painted. It is opaque throughout, so no alpha is kept.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Canvas {
    fn filled(backdrop: Color32, width: usize, height: usize) -> Self {
        let [red, green, blue, _] = backdrop.to_array();
        Self { width, height, pixels: vec![[red, green, blue]; width * height] }
    }

    fn into_image(self) -> RgbaImage {
        let bytes = self.pixels.iter().flat_map(|&[red, green, blue]| [red, green, blue, 255]).collect();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes).expect("four bytes for every pixel")
    }

    fn paint(&mut self, mesh: &Mesh, texture: &Texture, clip_rect: Rect, pixels_per_point: f32) {
        let clip = self.clip_in_pixels(clip_rect, pixels_per_point);
        for corners in mesh.triangles() {
            let corners = corners.map(|index| mesh.vertices[index as usize]);
            if let Some(triangle) = Triangle::new(corners, pixels_per_point) {
                self.paint_triangle(&triangle, texture, &clip);
            }
        }
    }

    fn clip_in_pixels(&self, clip_rect: Rect, pixels_per_point: f32) -> PixelRect {
        let pixel =
            |points: f32, count: usize| ((points * pixels_per_point).round() as i64).clamp(0, count as i64);
        PixelRect {
            left: pixel(clip_rect.min.x, self.width),
            top: pixel(clip_rect.min.y, self.height),
            right: pixel(clip_rect.max.x, self.width),
            bottom: pixel(clip_rect.max.y, self.height),
        }
    }

    fn paint_triangle(&mut self, triangle: &Triangle, texture: &Texture, clip: &PixelRect) {
        let flat = triangle.flat_fragment(texture);
        let bounds = triangle.bounds_within(clip);
        for y in bounds.top..bounds.bottom {
            let (start, end) = triangle.span(y, bounds.left, bounds.right);
            if start >= end {
                continue;
            }
            let first = y as usize * self.width + start as usize;
            let row = &mut self.pixels[first..first + (end - start) as usize];
            match flat {
                Some(fragment) => row.iter_mut().for_each(|pixel| blend(pixel, fragment)),
                None => {
                    for (pixel, x) in row.iter_mut().zip(start..) {
                        blend(pixel, triangle.fragment(x, y, texture));
                    }
                }
            }
        }
    }
}

/// Lays a premultiplied colour over a pixel, both as they are stored.
fn blend(pixel: &mut [u8; 3], fragment: [f32; 4]) {
    let through = 1.0 - fragment[3];
    for (below, above) in pixel.iter_mut().zip(fragment) {
        *below = (above * 255.0 + f32::from(*below) * through + 0.5) as u8;
    }
}

/// The line from one corner to the next: positive to its inner side.
struct Edge {
    /// The value at the centre of pixel (0, 0), lowered by one where points on the line itself belong to
    /// the neighbouring triangle.
    at_origin: i64,
    per_x: i64,
    per_y: i64,
}

impl Edge {
    fn new(from: [i64; 2], to: [i64; 2]) -> Self {
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let centre = STEPS_PER_PIXEL / 2;
        let owns_its_points = dy < 0 || (dy == 0 && dx > 0);
        Self {
            at_origin: dx * (centre - from[1]) - dy * (centre - from[0]) - i64::from(!owns_its_points),
            per_x: -dy * STEPS_PER_PIXEL,
            per_y: dx * STEPS_PER_PIXEL,
        }
    }
}

/// Colour (0 to 1, four channels) and texture coordinate (two) of a corner, interpolated together.
type Attributes = [f32; 6];

/// A triangle made ready for walking through its rows of pixels.
struct Triangle {
    corners: [[i64; 2]; 3],
    edges: [Edge; 3],
    /// Attributes as a plane: the value at the first corner and what a pixel to the right or down adds.
    at_first: Attributes,
    per_x: Attributes,
    per_y: Attributes,
    is_flat: bool,
}

impl Triangle {
    /// `None` for a triangle without an area, or one that is not anywhere.
    fn new(vertices: [Vertex; 3], pixels_per_point: f32) -> Option<Self> {
        if vertices.iter().any(|vertex| !vertex.pos.is_finite()) {
            return None;
        }
        let snapped = |points: f32| {
            let pixels = (points * pixels_per_point).clamp(-FARTHEST_PIXEL, FARTHEST_PIXEL);
            (f64::from(pixels) * STEPS_PER_PIXEL as f64).round() as i64
        };
        let mut corners = vertices.map(|vertex| [snapped(vertex.pos.x), snapped(vertex.pos.y)]);
        let mut attributes = vertices.map(attributes_of);
        let twice_area = cross(corners);
        if twice_area == 0 {
            return None;
        }
        if twice_area < 0 {
            corners.swap(1, 2);
            attributes.swap(1, 2);
        }
        let [first, second, third] = attributes;
        let [a, b, c] = corners;
        let in_pixels = |steps: i64| steps as f32 / STEPS_PER_PIXEL as f32;
        let (bx, by) = (in_pixels(b[0] - a[0]), in_pixels(b[1] - a[1]));
        let (cx, cy) = (in_pixels(c[0] - a[0]), in_pixels(c[1] - a[1]));
        let area = bx * cy - by * cx;
        let slope = |channel: usize, with_second: f32, with_third: f32| {
            ((second[channel] - first[channel]) * with_second
                + (third[channel] - first[channel]) * with_third)
                / area
        };
        Some(Self {
            corners,
            edges: [Edge::new(a, b), Edge::new(b, c), Edge::new(c, a)],
            at_first: first,
            per_x: std::array::from_fn(|channel| slope(channel, cy, -by)),
            per_y: std::array::from_fn(|channel| slope(channel, -cx, bx)),
            is_flat: first == second && first == third,
        })
    }

    /// The one colour of a triangle whose corners all look alike, as nearly all fills do.
    fn flat_fragment(&self, texture: &Texture) -> Option<[f32; 4]> {
        self.is_flat.then(|| shade(self.at_first, texture))
    }

    fn fragment(&self, x: i64, y: i64, texture: &Texture) -> [f32; 4] {
        let [left, top] = self.corners[0].map(|steps| steps as f32 / STEPS_PER_PIXEL as f32);
        let (right, down) = (x as f32 + 0.5 - left, y as f32 + 0.5 - top);
        let here = std::array::from_fn(|channel| {
            self.at_first[channel] + self.per_x[channel] * right + self.per_y[channel] * down
        });
        shade(here, texture)
    }

    fn bounds_within(&self, clip: &PixelRect) -> PixelRect {
        let [xs, ys] = [0, 1].map(|axis| self.corners.map(|corner| corner[axis]));
        let lowest = |values: [i64; 3]| values.into_iter().fold(i64::MAX, i64::min);
        let highest = |values: [i64; 3]| values.into_iter().fold(i64::MIN, i64::max);
        PixelRect {
            left: lowest(xs).div_euclid(STEPS_PER_PIXEL).max(clip.left),
            top: lowest(ys).div_euclid(STEPS_PER_PIXEL).max(clip.top),
            right: (highest(xs).div_euclid(STEPS_PER_PIXEL) + 1).min(clip.right),
            bottom: (highest(ys).div_euclid(STEPS_PER_PIXEL) + 1).min(clip.bottom),
        }
    }

    /// The pixels of row `y` whose centres lie inside, between `left` and `right`.
    fn span(&self, y: i64, left: i64, right: i64) -> (i64, i64) {
        self.edges.iter().fold((left, right), |(start, end), edge| {
            let row = edge.at_origin + edge.per_y * y;
            match edge.per_x {
                0 if row < 0 => (start, start),
                0 => (start, end),
                // The first x with `row + per_x * x >= 0`.
                rising if rising > 0 => (start.max(-row.div_euclid(rising)), end),
                falling => (start, end.min(row.div_euclid(-falling) + 1)),
            }
        })
    }
}

fn cross([a, b, c]: [[i64; 2]; 3]) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn attributes_of(vertex: Vertex) -> Attributes {
    let [red, green, blue, alpha] = vertex.color.to_array().map(|channel| f32::from(channel) / 255.0);
    [red, green, blue, alpha, vertex.uv.x, vertex.uv.y]
}

fn shade([red, green, blue, alpha, u, v]: Attributes, texture: &Texture) -> [f32; 4] {
    let texel = texture.sample([u, v]);
    [red * texel[0], green * texel[1], blue * texel[2], alpha * texel[3]]
}
