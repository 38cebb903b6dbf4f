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
/// The greatest of these: an obstacle that is farther away than this costs a place nothing.
const WIDEST_GAP: f32 = SOLID_GAP.max(LANE_GAP).max(LINE_GAP);

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
pub(in crate::ui::map) struct Points(Arc<BandedPoints>);

/// Points in the order of [`by_band`].
#[derive(Debug, Default, PartialEq)]
struct BandedPoints {
    /// The number of the first band.
    first: i32,
    /// The index of the first point of each band from there on, and then the number of all points.
    starts: Vec<usize>,
    points: Vec<Pos2>,
}

/// The order of two points by their bands, and by their places in these.
fn by_band(one: &Pos2, other: &Pos2) -> Ordering {
    band(one.y).cmp(&band(other.y)).then_with(|| by_place(one, other))
}

/// The order of two points of a band.
fn by_place(one: &Pos2, other: &Pos2) -> Ordering {
    one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y))
}

impl FromIterator<Pos2> for Points {
    fn from_iter<I: IntoIterator<Item = Pos2>>(points: I) -> Self {
        // The band of each is worked out once: many comparisons ask for it.
        let mut points: Vec<(i32, Pos2)> = points.into_iter().map(|at| (band(at.y), at)).collect();
        points.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| by_place(&one.1, &other.1)));
        let Some((first, _)) = points.first().copied() else { return Points::default() };
        let mut starts = Vec::new();
        for (index, (band, _)) in points.iter().enumerate() {
            starts.resize_with(starts.len().max(rows_between(first, *band) + 1), || index);
        }
        starts.push(points.len());
        Points(Arc::new(BandedPoints {
            first,
            starts,
            points: points.into_iter().map(|(_, at)| at).collect(),
        }))
    }
}

/// The number of bands from one to a later one; 0 to an earlier one.
fn rows_between(from: i32, to: i32) -> usize {
    usize::try_from(i64::from(to) - i64::from(from)).unwrap_or(0)
}

impl Points {
    /// The points that are in one of two sets only.
    fn changes_since(&self, before: &Points) -> Points {
        let (mut now, mut then) = (self.0.points.iter().peekable(), before.0.points.iter().peekable());
        let mut changes: Vec<Pos2> = Vec::new();
        while let (Some(one), Some(other)) = (now.peek(), then.peek()) {
            match by_band(one, other) {
                Ordering::Less => changes.extend(now.next()),
                Ordering::Greater => changes.extend(then.next()),
                Ordering::Equal => {
                    now.next();
                    then.next();
                }
            }
        }
        changes.into_iter().chain(now.chain(then).copied()).collect()
    }

    /// Those in an area, band by band.
    fn within(&self, area: Rect) -> impl Iterator<Item = Pos2> + '_ {
        let BandedPoints { first, starts, points } = &*self.0;
        let bands = starts.len().saturating_sub(1);
        let end = i64::from(band(area.bottom())) - i64::from(*first) + 1;
        let end = usize::try_from(end).map_or(0, |end| end.min(bands));
        (rows_between(*first, band(area.top())).min(end)..end).flat_map(move |row| {
            let across = &points[starts[row]..starts[row + 1]];
            let from = across.partition_point(|point| point.x < area.left());
            let to = across.partition_point(|point| point.x <= area.right());
            let at_height = move |at: &Pos2| area.top() <= at.y && at.y <= area.bottom();
            across[from..to.max(from)].iter().copied().filter(at_height)
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
    arrows: Points,
    arcs: Points,
}

impl Changes {
    /// Those of which any may be in an area; `None` if none is.
    pub fn in_area(&self, area: Rect) -> Option<Changes> {
        let areas: Vec<Rect> =
            self.areas.iter().copied().filter(|changed| changed.intersects(area)).collect();
        let is_touched = !areas.is_empty() || self.has_points_in(area);
        is_touched.then(|| Changes { areas, arrows: self.arrows.clone(), arcs: self.arcs.clone() })
    }

    /// Whether any is so near to a place that it may cost something else because of it.
    pub fn weigh_on(&self, place: &Rect) -> bool {
        let around = place.expand(WIDEST_GAP);
        self.areas.iter().any(|changed| changed.intersects(around)) || self.has_points_in(around)
    }

    fn has_points_in(&self, area: Rect) -> bool {
        self.arrows.within(area).chain(self.arcs.within(area)).next().is_some()
    }
}

/// The objects that are in one of two lists only. Where their numbers differ, all between the first and the last that do are
/// taken for such.
fn changed<'o, T: PartialEq>(now: &'o [T], then: &'o [T]) -> Vec<&'o T> {
    let alike =
        |pairs: &mut dyn Iterator<Item = (&T, &T)>| pairs.take_while(|(now, then)| now == then).count();
    let at_start = alike(&mut now.iter().zip(then));
    let (now, then) = (&now[at_start..], &then[at_start..]);
    let at_end = alike(&mut now.iter().rev().zip(then.iter().rev()));
    let (now, then) = (&now[..now.len() - at_end], &then[..then.len() - at_end]);
    if now.len() != then.len() {
        return now.iter().chain(then).collect();
    }
    now.iter().zip(then).filter(|(now, then)| now != then).flat_map(|(now, then)| [now, then]).collect()
}

impl Obstacles {
    /// Whether any line comes as near to a text as its halo reaches, or any lane runs below it.
    pub fn cross(&self, text: Rect, halo: f32) -> bool {
        let around = text.expand(halo);
        self.arrows.within(around).chain(self.arcs.within(around)).next().is_some()
            || self.lanes.iter().any(|lane| lane.crosses(&text))
    }

    /// What has changed since these were others.
    pub fn changes_since(&self, before: &Obstacles) -> Changes {
        let Obstacles { solid, lanes, arrows, arcs } = self;
        let lanes = changed(lanes, &before.lanes).into_iter().map(Outline::around);
        Changes {
            areas: changed(solid, &before.solid).into_iter().copied().chain(lanes).collect(),
            arrows: arrows.changes_since(&before.arrows),
            arcs: arcs.changes_since(&before.arcs),
        }
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
        let beside_solid = |index: usize| overlap(&solid[index].expand(SOLID_GAP), rect);
        let solid: f32 =
            self.solid.near(*rect).filter(|index| solid[*index].intersects(area)).map(beside_solid).sum();
        let beside_lane = rect.expand(LANE_GAP);
        let lanes = self.lanes.near(beside_lane).map(|index| lanes[index]);
        let lanes = lanes.filter(|lane| lane.crosses(&beside_lane) && lane.crosses(&area)).count() as f32;
        let beside_line = rect.expand(LINE_GAP);
        let covered = |points: &Points| points.within(beside_line.intersect(area)).count() as f32;
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
    fn points_in_an_area_are_those_on_its_edges_and_between() {
        let scattered = |i: usize| {
            let (column, row) = ((i * 7).rem_euclid(40), (i * 13).rem_euclid(90));
            pos2(column as f32, row as f32 - 30.0)
        };
        let all: Vec<Pos2> = (0..60).map(scattered).collect();
        let points: Points = all.iter().copied().collect();
        for (left, top, right, bottom) in [
            (7.0, -17.0, 28.0, 9.0),
            (0.0, -500.0, 40.0, -100.0),
            (0.0, 100.0, 40.0, 900.0),
            (-9.0, -500.0, 90.0, 900.0),
            (14.0, 9.0, 14.0, 9.0),
            (28.0, 9.0, 7.0, -17.0),
            (7.0, 9.0, 28.0, -17.0),
            (28.0, -17.0, 7.0, 9.0),
        ] {
            let area = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
            let mut expected: Vec<Pos2> = all.iter().copied().filter(|at| area.contains(*at)).collect();
            expected.sort_by(by_band);
            assert_eq!(points.within(area).collect::<Vec<_>>(), expected, "{area:?}");
        }
        assert_eq!(Points::default().within(Rect::EVERYTHING).next(), None);
    }

    #[test]
    fn a_point_that_moves_by_little_in_any_direction_is_a_change_where_it_was_and_where_it_is() {
        let still = pos2(40.0, 4.0);
        let before: Points = [still, pos2(20.0, 4.0)].into_iter().collect();
        for moved in [pos2(21.0, 4.0), pos2(20.0, 5.0), pos2(20.0, 4.0 + BAND)] {
            let now: Points = [moved, still].into_iter().collect();
            assert_eq!(now.changes_since(&before), [pos2(20.0, 4.0), moved].into_iter().collect());
        }
        assert_eq!(before.changes_since(&before.clone()), Points::default());
    }
}
