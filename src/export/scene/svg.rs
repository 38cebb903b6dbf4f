//! A scene as SVG.

use super::groups::{Group, Mark};
use super::{PaintedScene, Unit};
use crate::export::fonts;
use egui::epaint::{BandShape, CircleShape, ColorMode, Mesh, PathShape, RectShape, TextShape, Vertex};
use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind};
use maud::{Markup, PreEscaped, html};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The fonts, for readers without the embedded one.
const FAMILY: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

/// The scene as SVG, one unit of its own for a point.
pub fn svg(scene: &PaintedScene) -> String {
    let mut writer = Writer::named(&scene.name);
    for painted in &scene.shapes {
        match Mark::of(&painted.shape) {
            Some(Mark::Begin(group)) => writer.begin_group(group),
            Some(Mark::End) => writer.end_group(),
            None => writer.shape(&painted.shape, painted.clip),
        }
    }
    writer.end_clip();
    let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
    let [title, description] = ["title-text", "description"].map(|of| format!("{}-{of}", scene.name));
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(length(scene.extent.width, scene.extent.unit))
            height=(length(scene.extent.height, scene.extent.unit))
            viewBox=(format!("0 0 {} {}", number(scene.size.x), number(scene.size.y))) font-family=(FAMILY)
            role="img" aria-labelledby=(format!("{title} {description}")) {
            title id=(title) { (xml_text(&scene.title)) }
            desc id=(description) { (xml_text(&scene.description)) }
            defs { (PreEscaped(writer.clips)) }
            @if let Some(ground) = scene.ground {
                g id=(format!("{}-{}", scene.name, Group::Background.name())) {
                    (rectangle(whole, Paint::fill(ground), 0.0))
                }
            }
            (PreEscaped(writer.body))
        }
    };
    markup.into_string()
}

/// A length as SVG has it; pixels are its own unit.
fn length(value: f32, unit: Unit) -> String {
    match unit {
        Unit::Pixels => number(value),
        Unit::Millimetres => format!("{}{}", number(value), unit.sign()),
    }
}

/// Fill and stroke of a shape.
#[derive(Clone, Copy)]
struct Paint {
    fill: Color32,
    stroke: Stroke,
}

impl Paint {
    fn fill(fill: Color32) -> Self {
        Paint { fill, stroke: Stroke::NONE }
    }

    fn line(stroke: Stroke) -> Self {
        Paint { fill: Color32::TRANSPARENT, stroke }
    }

    fn is_nothing(self) -> bool {
        self.fill == Color32::TRANSPARENT
            && (self.stroke.width <= 0.0 || self.stroke.color == Color32::TRANSPARENT)
    }
}

/// Writes shapes, those that follow each other under one clip into one group.
struct Writer<'a> {
    name: &'a str,
    clips: String,
    body: String,
    clip: Option<Rect>,
    /// The clips so far, by the bits of their corners.
    known: HashMap<[u32; 4], usize>,
    /// How many groups of a kind there are so far.
    groups: HashMap<Group, usize>,
}

/// Groups.
impl<'a> Writer<'a> {
    fn named(name: &'a str) -> Self {
        let (clips, body) = (String::new(), String::new());
        Writer { name, clips, body, clip: None, known: HashMap::new(), groups: HashMap::new() }
    }

    fn begin_group(&mut self, group: Group) {
        self.end_clip();
        let count = self.groups.entry(group).or_insert(0);
        *count += 1;
        let name = format!("{}-{}", self.name, group.name());
        // A second legend has a name of its own.
        let name = if *count == 1 { name } else { format!("{name}-{count}") };
        // Writing to a text cannot fail.
        let _ = write!(self.body, "<g id=\"{name}\">");
    }

    fn end_group(&mut self) {
        self.end_clip();
        self.body.push_str("</g>");
    }

    fn begin_clip(&mut self, clip: Rect) {
        let corners = [clip.left(), clip.top(), clip.right(), clip.bottom()].map(f32::to_bits);
        let next = self.known.len();
        let place = *self.known.entry(corners).or_insert(next);
        let name = format!("{}-clip-{place}", self.name);
        if place == next {
            let place = html! {
                clipPath id=(name) {
                    rect x=(number(clip.left())) y=(number(clip.top())) width=(number(clip.width()))
                        height=(number(clip.height())) {}
                }
            };
            self.clips.push_str(&place.into_string());
        }
        // Writing to a text cannot fail.
        let _ = write!(self.body, "<g clip-path=\"url(#{name})\">");
        self.clip = Some(clip);
    }

    fn end_clip(&mut self) {
        if self.clip.take().is_some() {
            self.body.push_str("</g>");
        }
    }
}

/// Shapes.
impl Writer<'_> {
    fn shape(&mut self, shape: &Shape, clip: Rect) {
        match shape {
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape, clip)),
            Shape::Circle(circle) => self.put(clip, circle_of(circle)),
            Shape::Ellipse(ellipse) => {
                let paint = Paint { fill: ellipse.fill, stroke: ellipse.stroke };
                let turned = ellipse.angle.to_degrees();
                let Pos2 { x, y } = ellipse.center;
                let turn = format!("rotate({} {} {})", number(turned), number(x), number(y));
                let markup = html! {
                    ellipse cx=(number(x)) cy=(number(y)) rx=(number(ellipse.radius.x + outside(ellipse.stroke))) ry=(number(ellipse.radius.y + outside(ellipse.stroke)))
                        transform=[(turned != 0.0).then_some(turn)] style=(style(paint)) {}
                };
                self.put_painted(clip, paint, markup);
            }
            Shape::LineSegment { points: [from, to], stroke } => {
                let paint = Paint::line(*stroke);
                let markup = html! {
                    line x1=(number(from.x)) y1=(number(from.y)) x2=(number(to.x)) y2=(number(to.y)) style=(style(paint)) {}
                };
                self.put_painted(clip, paint, markup);
            }
            Shape::Path(path) => self.path(clip, path),
            Shape::Band(band) => self.band(clip, band),
            Shape::Rect(rect) => self.rect(clip, rect),
            Shape::Text(text) => self.text(clip, text),
            Shape::Mesh(mesh) => self.mesh(clip, mesh),
            Shape::QuadraticBezier(curve) => {
                let [from, by, to] = curve.points.map(point);
                let stroke = Stroke::new(curve.stroke.width, solid(&curve.stroke.color));
                let paint = Paint { fill: curve.fill, stroke };
                self.put_painted(clip, paint, drawn(&format!("M{from}Q{by} {to}"), curve.closed, paint));
            }
            Shape::CubicBezier(curve) => {
                let [from, by, then, to] = curve.points.map(point);
                let stroke = Stroke::new(curve.stroke.width, solid(&curve.stroke.color));
                let paint = Paint { fill: curve.fill, stroke };
                self.put_painted(
                    clip,
                    paint,
                    drawn(&format!("M{from}C{by} {then} {to}"), curve.closed, paint),
                );
            }
        }
    }

    fn path(&mut self, clip: Rect, path: &PathShape) {
        let stroke = Stroke::new(path.stroke.width, solid(&path.stroke.color));
        let fill = if path.closed { path.fill } else { Color32::TRANSPARENT };
        let paint = Paint { fill, stroke };
        self.put_painted(clip, paint, drawn(&line_through(&path.points), path.closed, paint));
    }

    /// A band, as the outline from its lower edge back along the upper one.
    fn band(&mut self, clip: Rect, band: &BandShape) {
        let there = band.points.iter().map(|point| Pos2::new(point.x, point.y.min));
        let back = band.points.iter().rev().map(|point| Pos2::new(point.x, point.y.max));
        let outline: Vec<Pos2> = there.chain(back).collect();
        let paint = Paint { fill: band.fill, stroke: band.stroke };
        self.put_painted(clip, paint, drawn(&line_through(&outline), true, paint));
    }

    fn rect(&mut self, clip: Rect, shape: &RectShape) {
        let paint = Paint { fill: shape.fill, stroke: shape.stroke };
        let half = 0.5 * shape.stroke.width;
        let rect = match shape.stroke_kind {
            StrokeKind::Inside => shape.rect.shrink(half),
            StrokeKind::Middle => shape.rect,
            StrokeKind::Outside => shape.rect.expand(half),
        };
        let markup = rectangle(rect, paint, f32::from(shape.corner_radius.nw));
        self.put_painted(clip, paint, markup);
    }

    /// Triangles of one color each; egui paints areas below curves so. Neighbours of one color become one path, because
    /// between two paths that meet at an edge readers let the ground shine through. Those of several colors have hard
    /// edges, as egui gives them, for the same reason.
    fn mesh(&mut self, clip: Rect, mesh: &Mesh) {
        let corners =
            |triangle: &[u32]| [0, 1, 2].map(|corner: usize| mesh.vertices[triangle[corner] as usize]);
        let triangles: Vec<_> = mesh.indices.chunks_exact(3).map(corners).collect();
        let alike = |one: &[Vertex; 3], other: &[Vertex; 3]| one[0].color == other[0].color;
        let is_patchwork = triangles.windows(2).any(|pair| !alike(&pair[0], &pair[1]));
        for alike in triangles.chunk_by(alike) {
            let mut path = String::new();
            for corners in alike {
                path.push_str(&line_through(&turned_alike(corners.map(|corner| corner.pos))));
                path.push('Z');
            }
            let paint = Paint::fill(alike[0][0].color);
            let edges = is_patchwork.then_some("crispEdges");
            self.put_painted(
                clip,
                paint,
                html! { path d=(path) style=(style(paint)) shape-rendering=[edges] {} },
            );
        }
    }

    fn put_painted(&mut self, clip: Rect, paint: Paint, markup: Markup) {
        if !paint.is_nothing() {
            self.put(clip, markup);
        }
    }

    fn put(&mut self, clip: Rect, markup: Markup) {
        if self.clip != Some(clip) {
            self.end_clip();
            self.begin_clip(clip);
        }
        self.body.push_str(&markup.into_string());
    }
}

/// Texts.
impl Writer<'_> {
    /// A text: a piece for each part of a row that has looks of its own, at the place where egui set it.
    fn text(&mut self, clip: Rect, text: &TextShape) {
        let galley = &text.galley;
        let mut signs = galley.job.text.char_indices().map(|(at, _)| at);
        let mut pieces = String::new();
        for row in &galley.rows {
            let mut piece: Option<Piece> = None;
            for glyph in &row.row.glyphs {
                // An ellipsis stands for what was cut and is no part of the text.
                let at = signs.next().unwrap_or(galley.job.text.len());
                let section = section_at(galley, at);
                let start = row.pos.x + glyph.pos.x;
                match &mut piece {
                    Some(piece) if piece.section == section => {
                        piece.add(glyph.chr, start, glyph.advance_width)
                    }
                    other => {
                        other.take().into_iter().for_each(|piece| pieces.push_str(&piece.markup(text)));
                        let baseline = row.pos.y + glyph.pos.y;
                        *other =
                            Some(Piece::begin(section, glyph.chr, [start, baseline], glyph.advance_width));
                    }
                }
            }
            piece.into_iter().for_each(|piece| pieces.push_str(&piece.markup(text)));
            if row.ends_with_newline {
                signs.next();
            }
        }
        if pieces.is_empty() {
            return;
        }
        let turn = (text.angle != 0.0).then(|| {
            let (x, y) = (number(text.pos.x), number(text.pos.y));
            format!("rotate({} {x} {y})", number(text.angle.to_degrees()))
        });
        self.put(clip, html! { g transform=[turn] { (PreEscaped(pieces)) } });
    }
}

/// The section of a text that a byte belongs to; the last one for what stands behind its end.
fn section_at(galley: &egui::Galley, at: usize) -> usize {
    let sections = &galley.job.sections;
    let holds = |section: &egui::text::LayoutSection| {
        (section.byte_range.start.0..section.byte_range.end.0).contains(&at)
    };
    sections.iter().position(holds).unwrap_or(sections.len().saturating_sub(1))
}

/// A part of a row of text with looks of its own.
struct Piece {
    section: usize,
    text: String,
    /// Where it begins, from the place of the text.
    start: f32,
    baseline: f32,
    end: f32,
}

impl Piece {
    fn begin(section: usize, sign: char, [start, baseline]: [f32; 2], width: f32) -> Self {
        Piece { section, text: sign.into(), start, baseline, end: start + width }
    }

    fn add(&mut self, sign: char, start: f32, width: f32) {
        self.text.push(sign);
        self.start = self.start.min(start);
        self.end = self.end.max(start + width);
    }

    fn markup(&self, shape: &TextShape) -> String {
        let Some(section) = shape.galley.job.sections.get(self.section) else { return String::new() };
        let format = &section.format;
        let own = if format.color == Color32::PLACEHOLDER { shape.fallback_color } else { format.color };
        let color = shape.override_text_color.unwrap_or(own).gamma_multiply(shape.opacity_factor);
        if color == Color32::TRANSPARENT || self.text.trim().is_empty() {
            return String::new();
        }
        let strong = format.font_id.family == egui::FontFamily::Name(fonts::SEMIBOLD_FAMILY.into());
        // The length lets a reader with another font keep the text in its place. It is reached by the spaces between
        // letters: readers agree on where each letter stands then, which they do not where letters are stretched.
        let markup = html! {
            text x=(number(shape.pos.x + self.start)) y=(number(shape.pos.y + self.baseline))
                font-size=(number(format.font_id.size)) font-weight=[strong.then_some("600")]
                textLength=(number(self.end - self.start)) xml:space="preserve"
                style=(style(Paint::fill(color))) { (xml_text(&self.text)) }
        };
        markup.into_string()
    }
}

/// By how much the line round a circle or an ellipse lies outside of it: egui draws it round the area, SVG on its edge.
fn outside(stroke: Stroke) -> f32 {
    if stroke.color == Color32::TRANSPARENT { 0.0 } else { 0.5 * stroke.width }
}

fn circle_of(circle: &CircleShape) -> Markup {
    let paint = Paint { fill: circle.fill, stroke: circle.stroke };
    let radius = circle.radius + outside(circle.stroke);
    html! {
        circle cx=(number(circle.center.x)) cy=(number(circle.center.y)) r=(number(radius)) style=(style(paint)) {}
    }
}

fn rectangle(rect: Rect, paint: Paint, radius: f32) -> Markup {
    html! {
        rect x=(number(rect.left())) y=(number(rect.top())) width=(number(rect.width().max(0.0)))
            height=(number(rect.height().max(0.0))) rx=[(radius > 0.0).then(|| number(radius))] style=(style(paint)) {}
    }
}

fn drawn(path: &str, closed: bool, paint: Paint) -> Markup {
    let path = if closed { format!("{path}Z") } else { path.to_owned() };
    html! { path d=(path) style=(style(paint)) {} }
}

fn line_through(points: &[Pos2]) -> String {
    let mut path = String::new();
    for (place, at) in points.iter().enumerate() {
        path.push(if place == 0 { 'M' } else { 'L' });
        path.push_str(&point(*at));
    }
    path
}

/// The corners of a triangle clockwise, so that those of one path never cancel each other.
fn turned_alike([one, two, three]: [Pos2; 3]) -> [Pos2; 3] {
    let (to_two, to_three) = (two - one, three - one);
    if to_two.x * to_three.y < to_two.y * to_three.x { [one, three, two] } else { [one, two, three] }
}

fn point(at: Pos2) -> String {
    format!("{} {}", number(at.x), number(at.y))
}

fn solid(mode: &ColorMode) -> Color32 {
    match mode {
        ColorMode::Solid(color) => *color,
        // Nothing of ours is painted in colors that change along a line.
        ColorMode::UV(_) => Color32::TRANSPARENT,
    }
}

fn style(paint: Paint) -> String {
    let mut style = String::from("fill:");
    color(&mut style, "fill", paint.fill);
    if paint.stroke.width > 0.0 && paint.stroke.color != Color32::TRANSPARENT {
        style.push_str(";stroke:");
        color(&mut style, "stroke", paint.stroke.color);
        // Writing to a text cannot fail.
        let _ = write!(style, ";stroke-width:{}", number(paint.stroke.width));
    }
    style
}

fn color(style: &mut String, of: &str, color: Color32) {
    if color == Color32::TRANSPARENT {
        return style.push_str("none");
    }
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    // Writing to a text cannot fail.
    let _ = write!(style, "#{red:02x}{green:02x}{blue:02x}");
    if alpha < u8::MAX {
        let _ = write!(style, ";{of}-opacity:{}", number(f32::from(alpha) / 255.0));
    }
}

/// A text without the signs that XML cannot hold, not even escaped; a name may have any.
fn xml_text(text: &str) -> Cow<'_, str> {
    let is_held = |sign: char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    match text.chars().all(is_held) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|sign| is_held(*sign)).collect()),
    }
}

/// A number with as many decimals as can be seen at four times the size.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".into() } else { text.into() }
}
