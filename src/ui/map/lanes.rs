//! A partnership: two lanes on a spine from the partner to home, as wide as its willingness.

use crate::scenario::PerMaterial;
use crate::ui::theme::Palette;
use egui::{Color32, Pos2, Shape, Stroke, Vec2};

/// The width of full willingness, in points at mark scale 1.
const FULL: f32 = 18.0;
/// The width of the spine between the lanes.
const SPINE: f32 = 2.5;
/// Lanes stop this far from home's middle, so that several can meet.
const STOP_BEFORE_HOME: f32 = 48.0;
const START_AFTER_PARTNER: f32 = 30.0;

/// Where a partnership's lanes run on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Track {
    pub start: Pos2,
    pub end: Pos2,
    /// To the left of somebody who walks from the partner to home.
    left: Vec2,
    scale: f32,
}

impl Track {
    /// The track between two points of the screen, if there is room between them.
    pub fn between(partner: Pos2, home: Pos2, scale: f32) -> Option<Self> {
        let way = home - partner;
        let length = way.length();
        let (before, after) = (START_AFTER_PARTNER * scale, STOP_BEFORE_HOME * scale);
        if length < before + after + 8.0 {
            return None;
        }
        let along = way / length;
        Some(Track {
            start: partner + before * along,
            end: home - after * along,
            left: egui::vec2(along.y, -along.x),
            scale,
        })
    }

    /// A quadrilateral along the track between two distances to the left of the spine's middle.
    fn strip(&self, from: f32, to: f32, fill: Color32, edge: Stroke) -> Shape {
        let corner = |end: Pos2, distance: f32| end + distance * self.left;
        let points = vec![
            corner(self.start, from),
            corner(self.end, from),
            corner(self.end, to),
            corner(self.start, to),
        ];
        Shape::convex_polygon(points, fill, edge)
    }

    fn pair(&self, width: PerMaterial<f32>, fill: [Color32; 2], edge: Stroke) -> [Shape; 2] {
        let inner = 0.5 * SPINE * self.scale;
        let outer = |share: f32| inner + (FULL * self.scale * share).max(0.75);
        [
            self.strip(inner, outer(width.content), fill[0], edge),
            self.strip(-inner, -outer(width.methods), fill[1], edge),
        ]
    }

    /// The lanes as they were before: pale, with an edge, under everything. What shows of them is what has
    /// been lost, in a warmer colour the more it is.
    pub fn before(&self, width: PerMaterial<f32>, now: PerMaterial<f32>, colors: &Palette) -> [Shape; 2] {
        let fill = [lost(width.content - now.content, colors), lost(width.methods - now.methods, colors)];
        self.pair(width, fill, Stroke::new(1.0, colors.before_edge))
    }

    /// The lanes as they are.
    pub fn now(&self, width: PerMaterial<f32>, colors: &Palette) -> [Shape; 2] {
        self.pair(width, [colors.content, colors.methods], Stroke::NONE)
    }

    /// The edges that the lanes would have: dashed.
    pub fn preview(&self, width: PerMaterial<f32>, colors: &Palette) -> Vec<Shape> {
        let inner = 0.5 * SPINE * self.scale;
        let edge = |distance: f32| [self.start + distance * self.left, self.end + distance * self.left];
        let widths = [inner + FULL * self.scale * width.content, -inner - FULL * self.scale * width.methods];
        let stroke = Stroke::new(1.5, colors.ink);
        widths.into_iter().flat_map(|at| Shape::dashed_line(&edge(at), stroke, 4.0, 3.0)).collect()
    }

    /// The outline of both lanes as wide as they can get, for labels to keep away from.
    pub fn outline(&self) -> [Pos2; 4] {
        let side = (0.5 * SPINE + FULL) * self.scale * self.left;
        [self.start + side, self.end + side, self.end - side, self.start - side]
    }

    /// The middle of the track.
    pub fn middle(&self) -> Pos2 {
        self.start + 0.5 * (self.end - self.start)
    }
}

/// From which loss on its colour gets no warmer.
const GREAT_LOSS: f32 = 0.25;

/// The colour of what a lane has lost, as a share of full willingness.
pub(super) fn lost(share: f32, colors: &Palette) -> Color32 {
    colors.before.lerp_to_gamma(colors.worse, 0.8 * (share / GREAT_LOSS).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Look;

    #[test]
    fn what_is_lost_is_warmer_the_more_it_is_and_what_is_not_lost_stays_pale() {
        for look in Look::ALL {
            let colors = Palette::of(look);
            let off = |share| {
                let [r, g, b, _] = lost(share, &colors).to_array().map(i32::from);
                let [wr, wg, wb, _] = colors.worse.to_array().map(i32::from);
                (r - wr).abs() + (g - wg).abs() + (b - wb).abs()
            };
            assert_eq!(lost(-0.1, &colors), colors.before);
            assert!(off(0.2) < off(0.1) && off(0.1) < off(0.0), "{look:?}");
        }
    }
}
