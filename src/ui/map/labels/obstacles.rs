//! The obstacles from which labels keep away, and what a place costs that covers some of them.

use super::grid::Grid;
use crate::ui::map::geometry::{Outline, overlap};
use egui::{Pos2, Rect};
use std::cmp::Ordering;
use std::sync::Arc;

/// The cost of lying on any arrow, however short the way across: more than every other place near the mark that is
/// clear (8 for the side, 18 for 20 points away, 20 for no room for a preview) and the saving of staying where it was
/// (12) together, so that no arrow crosses a label which could be beside it. A halo keeps the label readable, so that
/// it is not forbidden, and better than doing without the note line (80).
pub(super) const ACROSS_ARROW: f32 = 60.0;
/// The further cost of each probe of an arrow (every 6 points), so that of two crossings the shorter is taken. A whole
/// note line, about 20 probes, with the cost of its side (8) stays below the loss of that line.
const ON_ARROW: f32 = 0.5;
/// The same for an arc: less than half, because an arc is thin, dashed, and understood in parts. A whole note
/// line on it (22) is worse than 20 points away (18) and better than being nearer to another mark (30).
const ON_ARC: f32 = 1.5;
/// The cost of covering a mark, a lane or a text, or of leaving the map. It happens only where there is no other place
/// at all; that does not rest on its size, which weighs one such place against another.
pub(super) const FORBIDDEN: f32 = 400.0;
/// The further cost of each square point that is covered or off the map, so that of several bad places the least
/// bad is taken. A line of text of 50 by 14 points adds 350: wholly covered, it is about twice as bad as touched.
const PER_FORBIDDEN_AREA: f32 = 0.5;
/// The largest area, in square points, that is taken for rounding.
const NEGLIGIBLE_AREA: f32 = 0.5;

/// The least distance from a label to a mark or text, which have a margin of their own.
const SOLID_GAP: f32 = 1.0;
/// The least distance from a label to a lane: more than to other obstacles, because its edge is dark.
const LANE_GAP: f32 = 2.0;
/// The least distance from a label to a line that runs past it.
pub(super) const LINE_GAP: f32 = 1.0;

/// The obstacles from which labels keep away.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui::map) struct Obstacles {
    /// Marks, chances and the map's own texts.
    pub solid: Vec<Rect>,
    /// Lanes at full willingness.
    pub lanes: Vec<Outline>,
    /// Points along arrows.
    pub arrows: Points,
    /// Points along the arcs of hostility and friendship.
    pub arcs: Points,
}

/// The height of a band of [`Points`], in points: about that of a line of text.
const BAND: f32 = 16.0;

/// Points by bands across the map, and from left to right in each, so that only those near a place are looked at. A
/// clone shares them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui::map) struct Points(Arc<[BandedPoint]>);

/// A point with the number of its band, which every search asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BandedPoint {
    band: i32,
    at: Pos2,
}

impl BandedPoint {
    /// Compares the bands of two points, and their places in these.
    fn cmp(&self, other: &BandedPoint) -> Ordering {
        let by_place = self.at.x.total_cmp(&other.at.x).then(self.at.y.total_cmp(&other.at.y));
        self.band.cmp(&other.band).then(by_place)
    }
}

impl FromIterator<Pos2> for Points {
    fn from_iter<I: IntoIterator<Item = Pos2>>(points: I) -> Self {
        let banded = |at: Pos2| BandedPoint { band: band(at.y), at };
        let mut points: Vec<BandedPoint> = points.into_iter().map(banded).collect();
        points.sort_unstable_by(BandedPoint::cmp);
        Points(points.into())
    }
}

impl Points {
    /// The points that are in one of two sets only.
    fn changes_since(&self, before: &Points) -> Vec<Pos2> {
        let (mut now, mut then) = (self.0.iter().peekable(), before.0.iter().peekable());
        let mut changes: Vec<&BandedPoint> = Vec::new();
        while let (Some(one), Some(other)) = (now.peek(), then.peek()) {
            match one.cmp(other) {
                Ordering::Less => changes.extend(now.next()),
                Ordering::Greater => changes.extend(then.next()),
                Ordering::Equal => {
                    now.next();
                    then.next();
                }
            }
        }
        changes.extend(now.chain(then));
        changes.into_iter().map(|point| point.at).collect()
    }

    /// Those in an area, band by band.
    fn within(&self, area: Rect) -> impl Iterator<Item = Pos2> + '_ {
        (band(area.top())..=band(area.bottom())).flat_map(move |row| {
            let is_before = |point: &BandedPoint| (point.band, point.at.x) < (row, area.left());
            let from = self.0.partition_point(is_before);
            let is_at_height = move |point: &&BandedPoint| point.band == row && point.at.x <= area.right();
            let across = self.0[from..].iter().take_while(is_at_height).map(|point| point.at);
            across.filter(move |at| area.contains(*at))
        })
    }
}

/// The number of the band at a height.
fn band(y: f32) -> i32 {
    (y / BAND).floor() as i32
}

/// The places of the obstacles that have come, gone or moved.
pub(super) struct Changes {
    areas: Vec<Rect>,
    points: Vec<Pos2>,
}

impl Changes {
    /// Whether anything has changed in an area.
    pub fn touch(&self, area: Rect) -> bool {
        self.areas.iter().any(|changed| changed.intersects(area))
            || self.points.iter().any(|point| area.contains(*point))
    }
}

impl Obstacles {
    /// Whether any line comes as near to a text as its halo reaches, or any lane runs below it.
    pub fn cross(&self, text: Rect, halo: f32) -> bool {
        let around = text.expand(halo);
        self.arrows.within(around).chain(self.arcs.within(around)).next().is_some()
            || self.lanes.iter().any(|lane| lane.crosses(&text))
    }

    /// What has changed since these were others; `None` where their number has, so that they cannot be told apart.
    pub fn changes_since(&self, before: &Obstacles) -> Option<Changes> {
        let Obstacles { solid, lanes, arrows, arcs } = self;
        if solid.len() != before.solid.len() || lanes.len() != before.lanes.len() {
            return None;
        }
        let solid = solid.iter().zip(&before.solid).filter(|(now, then)| now != then);
        let lanes = lanes.iter().zip(&before.lanes).filter(|(now, then)| now != then);
        let lanes = lanes.flat_map(|(now, then)| [now.around(), then.around()]);
        Some(Changes {
            areas: solid.flat_map(|(now, then)| [*now, *then]).chain(lanes).collect(),
            points: [arrows.changes_since(&before.arrows), arcs.changes_since(&before.arcs)].concat(),
        })
    }
}

/// The cost of a place for what it covers.
pub(super) struct Covers {
    /// For marks, lanes and texts, and for the part of it that is off the map; 0 if there is nothing of it.
    pub forbidden: f32,
    /// For lines.
    lines: f32,
    pub is_on_arrow: bool,
    pub is_on_arc: bool,
}

impl Covers {
    /// The sum of all.
    pub fn cost(&self) -> f32 {
        self.forbidden + self.lines
    }
}

/// Obstacles by the cells of a grid, so that a place is tested only against those near it.
pub(super) struct ObstacleGrid<'o> {
    pub obstacles: &'o Obstacles,
    /// The space in which labels are placed.
    pub space: Rect,
    solid: Grid,
    lanes: Grid,
}

impl<'o> ObstacleGrid<'o> {
    /// The grid over the space in which labels are placed.
    pub fn of(obstacles: &'o Obstacles, space: Rect) -> Self {
        let mut solid = Grid::over(space, obstacles.solid.len());
        for (index, rect) in obstacles.solid.iter().enumerate() {
            solid.insert(index, rect.expand(SOLID_GAP), |_| true);
        }
        let mut lanes = Grid::over(space, obstacles.lanes.len());
        for (index, lane) in obstacles.lanes.iter().enumerate() {
            lanes.insert(index, lane.around(), |cell| lane.crosses(cell));
        }
        ObstacleGrid { obstacles, space, solid, lanes }
    }

    /// The cost of a place for what it covers of all that lies, in whole or in part, in an area.
    pub fn covered_by(&self, rect: &Rect, area: Rect) -> Covers {
        let Obstacles { solid, lanes, arrows, arcs } = self.obstacles;
        let solid = self.solid.near(*rect).map(|index| solid[index]).filter(|solid| solid.intersects(area));
        let solid: f32 = solid.map(|other| overlap(&other.expand(SOLID_GAP), rect)).sum();
        let beside_lane = rect.expand(LANE_GAP);
        let lanes = self.lanes.near(beside_lane).map(|index| lanes[index]);
        let lanes = lanes.filter(|lane| lane.crosses(&beside_lane) && lane.crosses(&area)).count() as f32;
        let beside_line = rect.expand(LINE_GAP);
        let covered =
            |points: &Points| points.within(beside_line).filter(|point| area.contains(*point)).count() as f32;
        let outside = rect.area() - overlap(&self.space, rect);
        let forbidden = |area: f32| {
            if area > NEGLIGIBLE_AREA { FORBIDDEN + PER_FORBIDDEN_AREA * area } else { 0.0 }
        };
        let (on_arrows, on_arcs) = (covered(arrows), covered(arcs));
        let is_on_arrow = on_arrows > 0.0;
        let across = if is_on_arrow { ACROSS_ARROW } else { 0.0 };
        Covers {
            forbidden: forbidden(solid) + FORBIDDEN * lanes + forbidden(outside),
            lines: across + ON_ARROW * on_arrows + ON_ARC * on_arcs,
            is_on_arrow,
            is_on_arc: on_arcs > 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_point_that_moves_by_little_in_any_direction_is_a_change_where_it_was_and_where_it_is() {
        let still = pos2(40.0, 4.0);
        let before: Points = [still, pos2(20.0, 4.0)].into_iter().collect();
        for moved in [pos2(21.0, 4.0), pos2(20.0, 5.0), pos2(20.0, 4.0 + BAND)] {
            let now: Points = [moved, still].into_iter().collect();
            let mut changes = now.changes_since(&before);
            changes.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
            assert_eq!(changes, [pos2(20.0, 4.0), moved]);
        }
        assert!(before.changes_since(&before.clone()).is_empty());
    }
}
