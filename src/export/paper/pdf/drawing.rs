//! Pages drawn into a PDF.

use super::PageSize;
use super::pages::{Page, Placed};
use super::pieces::{Piece, PieceKind, Row, RowCell, TEXT, TICK};
use super::structure::Structure;
use super::typesetting::{SetLine, Type};
use crate::export::paper::Align;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, TableHeaderScope, Tag, TagGroup};
use krilla_svg::{SurfaceExt, SvgSettings};

/// Greys, from 0, black, to 255.
const INK: u8 = 26;
const QUIET: u8 = 90;
const LINE: u8 = 150;

/// The thickness of lines, in points.
const HAIRLINE: f32 = 0.5;
const STRONG_LINE: f32 = 1.0;

/// The foot of a page: the title on the left, the number on the right.
pub struct Foot<'a> {
    /// The title.
    pub title: &'a SetLine,
    /// The number of the page.
    pub number: &'a SetLine,
}

/// Draws the contents and the foot of a page.
pub fn draw(
    surface: &mut Surface<'_>,
    page: &Page,
    foot: &Foot<'_>,
    size: PageSize,
    structure: &mut Structure,
) {
    let mut drawing = Drawing { surface, structure };
    for placed in &page.pieces {
        drawing.piece(placed, size);
    }
    let baseline = size.height() - 0.5 * PageSize::MARGIN;
    let right = size.width() - PageSize::MARGIN - foot.number.length;
    drawing.artifact(ArtifactType::Footer, |drawing| {
        drawing.text(foot.title, Point::from_xy(PageSize::MARGIN, baseline));
        drawing.text(foot.number, Point::from_xy(right, baseline));
    });
}

struct Drawing<'a, 's> {
    surface: &'a mut Surface<'s>,
    structure: &'a mut Structure,
}

impl Drawing<'_, '_> {
    fn piece(&mut self, placed: &Placed, size: PageSize) {
        let Placed { piece, .. } = placed;
        let at = Point::from_xy(PageSize::MARGIN, PageSize::MARGIN + placed.top);
        let width = size.room().width;
        match &piece.kind {
            PieceKind::Line { line, indent, has_dot } => {
                if *has_dot {
                    let dot =
                        Point::from_xy(at.x + 0.35 * indent, at.y + line.baseline - 0.3 * line.style.size);
                    self.artifact(ArtifactType::Layout, |drawing| drawing.dot(dot));
                }
                let start = Point::from_xy(at.x + indent + line.start, at.y + line.baseline);
                let mark = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                self.text(line, start);
                self.surface.end_tagged();
                self.structure.add(piece.part, mark);
            }
            PieceKind::Row(row) => self.row(row, placed, at, width),
            PieceKind::Picture { tree, width } => {
                let mark = self.surface.start_tagged(ContentTag::Other);
                self.surface.push_transform(&Transform::from_translate(at.x, at.y));
                if let Some(size) = Size::from_wh(*width, piece.height) {
                    // A picture without a size draws nothing.
                    let _ = self.surface.draw_svg(tree, size, SvgSettings::default());
                }
                self.surface.pop();
                self.surface.end_tagged();
                self.structure.add(piece.part, mark);
            }
            PieceKind::WritingLine => {
                let y = at.y + piece.height;
                self.artifact(ArtifactType::Layout, |drawing| drawing.rule(at.x, y, width, HAIRLINE));
            }
            PieceKind::NewPage => {}
        }
    }

    fn row(&mut self, row: &Row, placed: &Placed, at: Point, width: f32) {
        let Placed { piece, is_repeated, .. } = placed;
        let thickness = if row.is_heading { STRONG_LINE } else { HAIRLINE };
        let foot = at.y + piece.height;
        self.artifact(ArtifactType::Layout, |drawing| drawing.rule(at.x, foot, width, thickness));
        if *is_repeated {
            return self.artifact(ArtifactType::Layout, |drawing| {
                row.cells.iter().for_each(|cell| drop(drawing.cell(cell, piece, at, false)));
            });
        }
        let mut group = TagGroup::new(Tag::TR);
        for (place, cell) in row.cells.iter().enumerate() {
            let marks = self.cell(cell, piece, at, true);
            let cell = match (row.is_heading, place) {
                (true, _) => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), marks),
                (false, 0) => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), marks),
                (false, _) => TagGroup::with_children(Tag::TD, marks),
            };
            group.push(cell);
        }
        self.structure.add(piece.part, group);
    }

    /// Draws a cell; returns its marks, which it has only if they are wanted.
    fn cell(&mut self, cell: &RowCell, piece: &Piece, at: Point, is_marked: bool) -> Vec<Node> {
        let mut marks: Vec<Node> = Vec::new();
        let lines =
            cell.lines.len() as f32 * cell.lines.first().map_or(TEXT, |line| line.style).line_height();
        let above = 0.5 * (piece.height - lines);
        // The text of all cells begins on one line; in a row to write in it stands in the middle.
        let top = at.y + above.min(ROW_TOP);
        for (place, line) in cell.lines.iter().enumerate() {
            let start = match cell.align {
                Align::Start => line.start,
                Align::End => cell.width - line.length,
            };
            let y = top + place as f32 * line.style.line_height() + line.baseline;
            let at = Point::from_xy(at.x + cell.left + start, y);
            if is_marked {
                marks.push(self.surface.start_tagged(ContentTag::Span(SpanTag::empty())).into());
            }
            self.text(line, at);
            if is_marked {
                self.surface.end_tagged();
            }
        }
        if cell.is_tick {
            let corner = Point::from_xy(at.x + cell.left, at.y + 0.5 * (piece.height - TICK));
            self.artifact(ArtifactType::Layout, |drawing| drawing.tick(corner));
        }
        marks
    }

    /// Draws what belongs to no part of the paper.
    fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    /// Draws a line of text that begins at a point of its baseline.
    fn text(&mut self, line: &SetLine, at: Point) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(grey(shade(line.style))));
        for run in &line.runs {
            let start = Point::from_xy(at.x + run.start, at.y);
            self.surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &line.text, run.size, false);
        }
    }

    fn rule(&mut self, left: f32, y: f32, width: f32, thickness: f32) {
        let shade = if thickness > HAIRLINE { INK } else { LINE };
        let rect = Rect::from_xywh(left, y - thickness, width, thickness);
        self.filled(rect, grey(shade));
    }

    fn dot(&mut self, at: Point) {
        const SIDE: f32 = 2.6;
        let rect = Rect::from_xywh(at.x - 0.5 * SIDE, at.y - 0.5 * SIDE, SIDE, SIDE);
        self.filled(rect, grey(INK));
    }

    fn filled(&mut self, rect: Option<Rect>, fill: Fill) {
        let path = rect.and_then(|rect| {
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            path.finish()
        });
        if let Some(path) = path {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill));
            self.surface.draw_path(&path);
        }
    }

    fn tick(&mut self, corner: Point) {
        let path = Rect::from_xywh(corner.x, corner.y, TICK, TICK).and_then(|rect| {
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            path.finish()
        });
        if let Some(path) = path {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: luma::Color::new(INK).into(),
                width: STRONG_LINE,
                ..Stroke::default()
            }));
            self.surface.draw_path(&path);
        }
    }
}

/// The space above the text of a row, in points.
const ROW_TOP: f32 = 4.0;

fn shade(style: Type) -> u8 {
    if style.is_quiet { QUIET } else { INK }
}

fn grey(shade: u8) -> Fill {
    Fill { paint: luma::Color::new(shade).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}
