//! The key: what is on the map and nothing else, in one row; in more where type is large.

use super::lanes::lost;
use super::picture::{ArrowKind, Badge, Bond, Picture};
use super::{Scene, arcs};
use crate::ui::Stage;
use crate::ui::theme::Palette;
use crate::ui::widgets::paint;
use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, Ui, vec2};
use std::sync::Arc;

/// The height of a single row with what is free above and below it, in points.
const HEIGHT: f32 = 28.0;

const SAMPLE: f32 = 22.0;
const GAP: f32 = 6.0;
const BETWEEN: f32 = 16.0;
const MARGIN: f32 = 16.0;

/// Something on the map that needs explaining.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Content,
    Methods,
    Before,
    /// A partnership of which nothing is to be seen from the seat that is taken.
    Unseen,
    Preview,
    Told,
    MayPassOn,
    Passed,
    Knows,
    SourceLost,
    Hostile,
    Friendly,
}

/// Signs with their words, in rows, each as far from the left as it stands.
type Rows = Vec<Vec<(Sign, f32, Arc<Galley>)>>;

/// How high the key gets, in points, with room for what a number or the pointer may add to it.
pub(super) fn height(ui: &Ui, scene: &Scene, picture: &Picture, place: Rect) -> f32 {
    let most = signs(scene, picture, |_| true);
    let rows = rows(ui, scene, picture, &most, place.width() - 2.0 * MARGIN).len().max(1);
    HEIGHT + (rows - 1) as f32 * pitch(scene)
}

fn pitch(scene: &Scene) -> f32 {
    paint::note_line(scene.theme) + 4.0
}

/// Paints the key along the bottom of the map's place.
pub(super) fn draw(ui: &Ui, scene: &Scene, picture: &Picture, place: Rect) {
    let color = scene.theme.colors.ink_2;
    let shown = signs(scene, picture, |sign| match sign {
        Sign::Before => picture.bonds.iter().any(Bond::has_lost),
        Sign::Preview => picture.bonds.iter().any(|bond| bond.preview.is_some()),
        _ => true,
    });
    let rows = rows(ui, scene, picture, &shown, place.width() - 2.0 * MARGIN);
    for (row, signs) in rows.iter().rev().enumerate() {
        let y = place.bottom() - 0.5 * HEIGHT - 2.0 - row as f32 * pitch(scene);
        for (sign, left, text) in signs {
            let at = Pos2::new(place.left() + MARGIN + left, y);
            sample(ui.painter(), scene, *sign, at);
            paint::left(ui, at.x + SAMPLE + GAP, at.y, text.clone(), color);
        }
    }
}

/// One row of full words, or of shorter ones, or as many rows as it takes.
fn rows(ui: &Ui, scene: &Scene, picture: &Picture, signs: &[Sign], room: f32) -> Rows {
    let words = |short: bool| broken(ui, scene, picture, signs, room, short);
    let long = words(false);
    if long.len() > 1 { words(true) } else { long }
}

fn broken(ui: &Ui, scene: &Scene, picture: &Picture, signs: &[Sign], room: f32, short: bool) -> Rows {
    let theme = scene.theme;
    let mut rows: Rows = vec![Vec::new()];
    let mut left = 0.0;
    for sign in signs {
        let name = name(scene, picture, *sign, short);
        let text = ui.painter().layout_no_wrap(name, theme.note_font(), theme.colors.ink_2);
        let width = SAMPLE + GAP + text.size().x;
        if left > 0.0 && left + width > room {
            rows.push(Vec::new());
            left = 0.0;
        }
        rows.last_mut().into_iter().for_each(|row| row.push((*sign, left, text.clone())));
        left += width + BETWEEN;
    }
    rows
}

/// What is on the map or comes and goes on it, as far as it passes the test.
fn signs(scene: &Scene, picture: &Picture, shown: impl Fn(Sign) -> bool) -> Vec<Sign> {
    let some = |sign: Sign, is_there: bool| is_there.then_some(sign);
    let any = |is: fn(&ArrowKind) -> bool| picture.ways().any(|way| is(&way));
    let badge = |badge| picture.nodes.iter().any(|node| node.badge == Some(badge));
    [
        some(Sign::Content, !picture.bonds.is_empty()),
        some(Sign::Methods, !picture.bonds.is_empty()),
        some(
            Sign::Before,
            scene.stage != Stage::Setting && picture.bonds.iter().any(|bond| bond.before.is_some()),
        ),
        some(
            Sign::Unseen,
            scene.playback.seat.is_some() && picture.bonds.iter().any(|bond| bond.now.is_none()),
        ),
        some(Sign::Told, any(|kind| matches!(kind, ArrowKind::Told(_)))),
        some(Sign::MayPassOn, any(|kind| matches!(kind, ArrowKind::MayPassOn(_)))),
        some(Sign::Passed, any(|kind| matches!(kind, ArrowKind::Passed { .. }))),
        some(Sign::Knows, badge(Badge::Knows)),
        some(Sign::SourceLost, badge(Badge::SourceLost)),
        some(Sign::Hostile, picture.feelings.iter().any(|feeling| feeling.affinity < 0.0)),
        some(Sign::Friendly, picture.feelings.iter().any(|feeling| feeling.affinity > 0.0)),
        // Last: what comes and goes with the pointer moves nothing.
        some(Sign::Preview, scene.stage != Stage::Setting && !picture.bonds.is_empty()),
    ]
    .into_iter()
    .flatten()
    .filter(|sign| shown(*sign))
    .collect()
}

fn name(scene: &Scene, picture: &Picture, sign: Sign, short: bool) -> String {
    match sign {
        Sign::Content => "content".into(),
        Sign::Methods if short => "sources".into(),
        Sign::Methods => "sources and methods".into(),
        Sign::Before => "before, lost".into(),
        Sign::Unseen if short => "unseen".into(),
        Sign::Unseen => "shares, unseen from here".into(),
        Sign::Preview => "preview".into(),
        Sign::Told => "told".into(),
        Sign::MayPassOn => "may pass on".into(),
        Sign::Passed => "told or passed on".into(),
        Sign::Knows => "learned of it".into(),
        Sign::SourceLost => "source lost".into(),
        Sign::Hostile if short => "hostile".into(),
        Sign::Hostile => {
            let mut to: Vec<&str> = (picture.feelings.iter().filter(|feeling| feeling.affinity < 0.0))
                .map(|feeling| scene.scenario.name(&feeling.to))
                .collect();
            to.dedup();
            match to.as_slice() {
                [one] => format!("hostile to {one}"),
                _ => "hostile".into(),
            }
        }
        Sign::Friendly => "friendly".into(),
    }
}

fn sample(painter: &Painter, scene: &Scene, sign: Sign, at: Pos2) {
    let colors = &scene.theme.colors;
    let line = [at, at + vec2(SAMPLE, 0.0)];
    let block = Rect::from_min_size(at - vec2(0.0, 4.0), vec2(SAMPLE, 8.0));
    match sign {
        Sign::Content => {
            painter.add(Shape::rect_filled(block, 0.0, colors.content));
        }
        Sign::Methods => {
            painter.add(Shape::rect_filled(block, 0.0, colors.methods));
        }
        Sign::Before => {
            painter.rect_filled(block, 0.0, colors.before);
            let warm = Rect::from_min_max(block.center_top(), block.max);
            painter.rect_filled(warm, 0.0, lost(1.0, colors));
            painter.rect_stroke(block, 0.0, Stroke::new(1.0, colors.before_edge), egui::StrokeKind::Inside);
        }
        Sign::Unseen => {
            painter.line_segment(line, Stroke::new(1.5, colors.line));
        }
        Sign::Preview => {
            paint::dashed_circle(painter, block.center(), 5.0, Stroke::new(1.5, colors.ink));
        }
        Sign::Knows => badge(painter, at + vec2(0.5 * SAMPLE, 0.0), Badge::Knows, colors),
        Sign::SourceLost => badge(painter, at + vec2(0.5 * SAMPLE, 0.0), Badge::SourceLost, colors),
        Sign::Told | Sign::Passed => {
            painter.extend(arcs::arrow(line, Stroke::new(3.0, colors.ink)));
        }
        Sign::MayPassOn => {
            painter.extend(arcs::arrow(line, Stroke::new(1.5, colors.ink_2)));
        }
        Sign::Hostile => {
            painter.extend(arcs::dashed(&line, 1.5, colors.hostility));
        }
        Sign::Friendly => {
            painter.add(Shape::line_segment(line, Stroke::new(1.5, colors.ink_3)));
        }
    }
}

/// The sign of what has happened to an actor: an exclamation mark, or a cross for a lost source.
pub(super) fn badge(painter: &Painter, at: Pos2, badge: Badge, colors: &Palette) {
    let ink = Stroke::new(2.0, colors.canvas);
    let dot = |offset: f32, length: f32| {
        painter.line_segment([at + vec2(0.0, offset), at + vec2(0.0, offset + length)], ink);
    };
    match badge {
        Badge::Knows => {
            painter.circle(at, 8.0, colors.ink, Stroke::new(1.5, colors.canvas));
            dot(-4.5, 5.0);
            dot(2.5, 2.0);
        }
        Badge::SourceLost => {
            painter.circle(at, 8.0, colors.worse, Stroke::new(1.5, colors.canvas));
            for side in [-1.0, 1.0] {
                painter.line_segment([at + vec2(-3.0, -3.0 * side), at + vec2(3.0, 3.0 * side)], ink);
            }
        }
    }
}
