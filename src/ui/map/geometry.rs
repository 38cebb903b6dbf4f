//! Lines, arcs and lanes on the screen. All lengths are in points.

use crate::scenario::PerMaterial;
use egui::{Pos2, Rect, Vec2, vec2};

/// A straight line.
pub(super) type Line = [Pos2; 2];
/// A quadrilateral, corner by corner in either direction.
pub(super) type Quad = [Pos2; 4];

/// The shortest line that can hold the head of an arrow.
const SHORTEST_LINE: f32 = 6.0;
/// Points for an arc: enough that its corners are not seen at the length of a large window.
const ARC_SEGMENTS: u8 = 24;
/// The distance between the points at which a line is tested for a label: less than the height of a line of text
/// (11 points or more), so that no line passes through a label between two of them.
const PROBE_DISTANCE: f32 = 6.0;

/// A straight line between the middles of two marks that stops short of each by some points; `None` where
/// there is no room for one.
pub(super) fn trimmed(from: Pos2, to: Pos2, short_of_from: f32, short_of_to: f32) -> Option<Line> {
    let way = to - from;
    let length = way.length();
    if length < short_of_from + short_of_to + SHORTEST_LINE {
        return None;
    }
    let along = way / length;
    Some([from + short_of_from * along, to - short_of_to * along])
}

/// The middle of a line.
pub(super) fn middle([from, to]: Line) -> Pos2 {
    from.lerp(to, 0.5)
}

/// The point at a distance from a share of a line, on its upper side; on the lower one if the distance is negative.
pub(super) fn beside([from, to]: Line, share: f32, distance: f32) -> Pos2 {
    let along = (to - from).normalized();
    let across = vec2(-along.y, along.x);
    let across = if across.y > 0.0 { -across } else { across };
    from + share * (to - from) + distance * across
}

/// The distance from a point to a line or an arc; infinite if that has no segment.
pub(super) fn distance_to(points: &[Pos2], point: Pos2) -> f32 {
    let segments = points.windows(2).map(|ends| distance_to_segment(point, [ends[0], ends[1]]));
    segments.fold(f32::INFINITY, f32::min)
}

fn distance_to_segment(point: Pos2, [from, to]: Line) -> f32 {
    let way = to - from;
    let length = way.length_sq();
    let share = if length > 0.0 { ((point - from).dot(way) / length).clamp(0.0, 1.0) } else { 0.0 };
    point.distance(from + share * way)
}

/// The length of the head of an arrow, in points: that of one of 2 points.
const HEAD_LENGTH: f32 = 9.0;
/// Half the width of the head of an arrow, as a share of its length.
pub(super) const HALF_HEAD: f32 = 0.45;

/// The two corners at the sides of the head of an arrow.
pub(super) fn sides_of_head([from, to]: Line) -> [Pos2; 2] {
    let along = (to - from).normalized();
    let (neck, aside) = (to - HEAD_LENGTH * along, HALF_HEAD * HEAD_LENGTH * along.rot90());
    [neck + aside, neck - aside]
}

/// Points along a quadratic curve between the ends of a line, whose control point is `bend` away from the
/// middle of the line on its upper side.
pub(super) fn arc([from, to]: Line, bend: f32) -> Vec<Pos2> {
    let way = to - from;
    let across = vec2(way.y, -way.x).normalized();
    let across: Vec2 = if across.y > 0.0 { -across } else { across };
    let control = from + 0.5 * way + bend * across;
    (0..=ARC_SEGMENTS)
        .map(|i| {
            let t = f32::from(i) / f32::from(ARC_SEGMENTS);
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            Pos2::ZERO + a * from.to_vec2() + b * control.to_vec2() + c * to.to_vec2()
        })
        .collect()
}

/// The part of a line within a rectangle, by the clipping of Liang and Barsky (1984); `None` if it passes it by.
pub(super) fn clipped([from, to]: Line, space: Rect) -> Option<Line> {
    let way = to - from;
    let (mut enters, mut leaves) = (0.0f32, 1.0f32);
    let sides = [
        (-way.x, from.x - space.left()),
        (way.x, space.right() - from.x),
        (-way.y, from.y - space.top()),
        (way.y, space.bottom() - from.y),
    ];
    for (outward, room) in sides {
        if outward == 0.0 && room < 0.0 {
            return None;
        } else if outward < 0.0 {
            enters = enters.max(room / outward);
        } else if outward > 0.0 {
            leaves = leaves.min(room / outward);
        }
    }
    (enters < leaves).then(|| [from + enters * way, from + leaves * way])
}

/// The parts of a line or an arc within a rectangle, each point by point: so that work does not grow with what is off
/// the screen.
pub(super) fn parts_within(points: &[Pos2], space: Rect) -> Vec<Vec<Pos2>> {
    let mut parts: Vec<Vec<Pos2>> = Vec::new();
    for pair in points.windows(2) {
        let Some([from, to]) = clipped([pair[0], pair[1]], space) else { continue };
        match parts.last_mut().filter(|part| part.last() == Some(&from)) {
            Some(part) => part.push(to),
            None => parts.push(vec![from, to]),
        }
    }
    parts
}

/// Points along a line or an arc within a rectangle, close enough that none passes a label unnoticed.
pub(super) fn probes(points: &[Pos2], space: Rect) -> Vec<Pos2> {
    let between = |pair: &[Pos2]| {
        let Some([from, to]) = clipped([pair[0], pair[1]], space) else { return Vec::new() };
        let steps = (from.distance(to) / PROBE_DISTANCE).ceil().max(1.0) as usize;
        (0..=steps).map(|i| from.lerp(to, i as f32 / steps as f32)).collect()
    };
    points.windows(2).flat_map(between).collect()
}

/// The area that two rectangles share, in square points.
#[inline]
pub(super) fn overlap(one: &Rect, other: &Rect) -> f32 {
    let both = one.intersect(*other);
    if both.is_positive() { both.area() } else { 0.0 }
}

/// The least and the greatest value along an axis.
type Span = (f32, f32);

/// A convex quadrilateral of which opposite edges are parallel, such as a lane, ready to be tested against many
/// rectangles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Outline {
    /// Its extent from left to right and from top to bottom.
    extent: [Span; 2],
    /// The axes across its edges, each with its extent along it.
    across: [(Vec2, Span); 2],
}

impl Outline {
    /// The outline of a quadrilateral.
    pub fn of(corners: Quad) -> Self {
        let span = |axis: Vec2| {
            let along = corners.map(|corner| corner.to_vec2().dot(axis));
            along
                .into_iter()
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
        };
        let across = [corners[1] - corners[0], corners[2] - corners[1]].map(|edge| edge.rot90());
        Outline {
            extent: [vec2(1.0, 0.0), vec2(0.0, 1.0)].map(span),
            across: across.map(|axis| (axis, span(axis))),
        }
    }

    /// The smallest rectangle around it.
    pub fn around(&self) -> Rect {
        let [(left, right), (top, bottom)] = self.extent;
        Rect::from_x_y_ranges(left..=right, top..=bottom)
    }

    /// Whether it shares any point with a rectangle, by the separating axis theorem: it does not if a line parallel to
    /// an edge of one of them separates them.
    #[inline]
    pub fn crosses(&self, rect: &Rect) -> bool {
        let meet = |one: Span, other: Span| one.0 < other.1 && other.0 < one.1;
        let span_along = |axis: Vec2| {
            let (left, right) = (rect.left() * axis.x, rect.right() * axis.x);
            let (top, bottom) = (rect.top() * axis.y, rect.bottom() * axis.y);
            (left.min(right) + top.min(bottom), left.max(right) + top.max(bottom))
        };
        meet((rect.left(), rect.right()), self.extent[0])
            && meet((rect.top(), rect.bottom()), self.extent[1])
            && self.across.iter().all(|(axis, span)| meet(span_along(*axis), *span))
    }
}

/// The width of a lane of full willingness at mark scale 1.
const FULL_WIDTH: f32 = 18.0;
/// The width of the spine between the two lanes at mark scale 1.
const SPINE_WIDTH: f32 = 2.5;
/// The least width of a lane: a willingness of 0 is still a line, which says that there is a partnership.
const LEAST_WIDTH: f32 = 0.75;
/// The distance from home's middle to the end of the lanes at mark scale 1: far enough that the lanes of several
/// partners, 35° or more apart, do not meet.
const GAP_AT_HOME: f32 = 48.0;
/// The distance from the partner's middle to the start of the lanes at mark scale 1: outside the ring of a selection.
const GAP_AT_PARTNER: f32 = 30.0;
/// The shortest lanes that are drawn: shorter ones would be wider than long.
const SHORTEST_TRACK: f32 = 8.0;

/// The course of a partnership on the screen: a spine from the partner to home, with a lane on each side
/// that grows outward with willingness. Going from the partner to home, content is left and sources and
/// methods are right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Track {
    pub start: Pos2,
    pub end: Pos2,
    /// The unit vector to the left, going from the partner to home.
    left: Vec2,
    scale: f32,
}

impl Track {
    /// The track between the middles of two marks, at a mark scale; `None` where there is no room for one.
    pub fn between(partner: Pos2, home: Pos2, scale: f32) -> Option<Self> {
        let way = home - partner;
        let length = way.length();
        let (before, after) = (GAP_AT_PARTNER * scale, GAP_AT_HOME * scale);
        if length < before + after + SHORTEST_TRACK {
            return None;
        }
        let along = way / length;
        let (start, end) = (partner + before * along, home - after * along);
        Some(Track { start, end, left: vec2(along.y, -along.x), scale })
    }

    /// The two lanes, for a willingness as shares of full willingness, 0 to 1.
    pub fn lanes(&self, willingness: PerMaterial<f32>) -> PerMaterial<Quad> {
        let inner = self.spine();
        let outer = |share: f32| inner + (FULL_WIDTH * self.scale * share).max(LEAST_WIDTH);
        PerMaterial {
            content: self.strip(inner, outer(willingness.content)),
            methods: self.strip(-inner, -outer(willingness.methods)),
        }
    }

    /// The outer edges of the two lanes, for a willingness as shares of full willingness, 0 to 1.
    pub fn edges(&self, willingness: PerMaterial<f32>) -> [Line; 2] {
        let inner = self.spine();
        let full = FULL_WIDTH * self.scale;
        [inner + full * willingness.content, -inner - full * willingness.methods]
            .map(|distance| [self.start + distance * self.left, self.end + distance * self.left])
    }

    /// The outline of both lanes at full willingness, from which labels keep away, so that no change of a
    /// number moves one.
    pub fn outline(&self) -> Outline {
        let side = (0.5 * SPINE_WIDTH + FULL_WIDTH) * self.scale * self.left;
        Outline::of([self.start + side, self.end + side, self.end - side, self.start - side])
    }

    /// The middle of the track.
    pub fn middle(&self) -> Pos2 {
        self.start + 0.5 * (self.end - self.start)
    }

    /// Half the width of the spine.
    fn spine(&self) -> f32 {
        0.5 * SPINE_WIDTH * self.scale
    }

    /// The part of the track between two distances to the left of its middle line.
    fn strip(&self, from: f32, to: f32) -> Quad {
        let corner = |end: Pos2, distance: f32| end + distance * self.left;
        [corner(self.start, from), corner(self.end, from), corner(self.end, to), corner(self.start, to)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_lane_is_only_where_it_is() {
        let lane = Outline::of([pos2(0.0, 0.0), pos2(10.0, -10.0), pos2(110.0, 90.0), pos2(100.0, 100.0)]);
        let at = |x, y| Rect::from_center_size(pos2(x, y), vec2(20.0, 10.0));
        assert!(lane.crosses(&at(50.0, 50.0)));
        assert!(!lane.crosses(&at(90.0, 20.0)), "inside its bounding box, beside the lane itself");
    }

    #[test]
    fn a_line_stops_short_of_both_marks_or_is_left_out() {
        let (from, to) = (pos2(0.0, 0.0), pos2(100.0, 0.0));
        assert_eq!(trimmed(from, to, 20.0, 30.0), Some([pos2(20.0, 0.0), pos2(70.0, 0.0)]));
        assert_eq!(trimmed(from, to, 50.0, 45.0), None);
    }

    #[test]
    fn going_from_the_partner_to_home_content_is_left_and_grows_outward() {
        let track = Track::between(pos2(0.0, 0.0), pos2(300.0, 0.0), 1.0).expect("there is room");
        let lanes = |share| track.lanes(PerMaterial { content: share, methods: share });
        // To the right of the screen, left is up.
        let reach = |quad: Quad| quad.into_iter().map(|corner| corner.y.abs()).fold(0.0, f32::max);
        let (half, full) = (lanes(0.5), lanes(1.0));
        assert!(half.content.iter().all(|corner| corner.y < 0.0));
        assert!(half.methods.iter().all(|corner| corner.y > 0.0));
        assert_eq!(reach(full.content) - reach(half.content), 0.5 * FULL_WIDTH);
        assert!(reach(lanes(0.0).content) > 0.5 * SPINE_WIDTH, "a willingness of 0 is still seen");
    }

    #[test]
    fn probes_are_closer_than_a_line_of_text_is_high() {
        let space = Rect::from_min_max(Pos2::ZERO, pos2(200.0, 200.0));
        let points = probes(&[pos2(0.0, 0.0), pos2(100.0, 50.0), pos2(101.0, 50.0)], space);
        assert!(points.windows(2).all(|pair| pair[0].distance(pair[1]) <= PROBE_DISTANCE + 1e-3));
    }

    #[test]
    fn a_line_is_cut_to_what_is_on_the_screen_however_long_it_is() {
        let space = Rect::from_min_max(Pos2::ZERO, pos2(100.0, 100.0));
        let far = 1.0e9;
        assert_eq!(
            clipped([pos2(-10.0, 50.0), pos2(110.0, 50.0)], space),
            Some([pos2(0.0, 50.0), pos2(100.0, 50.0)])
        );
        assert_eq!(
            clipped([pos2(10.0, 10.0), pos2(20.0, 30.0)], space),
            Some([pos2(10.0, 10.0), pos2(20.0, 30.0)])
        );
        assert_eq!(clipped([pos2(-far, -1.0), pos2(far, -1.0)], space), None);
        assert_eq!(clipped([pos2(120.0, 0.0), pos2(120.0, 50.0)], space), None);
        assert!(probes(&[pos2(-far, 50.0), pos2(far, 50.0)], space).len() < 100);
        let bent =
            [pos2(50.0, 50.0), pos2(50.0, 200.0), pos2(70.0, 200.0), pos2(70.0, 50.0), pos2(60.0, 50.0)];
        let parts = parts_within(&bent, space);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1], [pos2(70.0, 100.0), pos2(70.0, 50.0), pos2(60.0, 50.0)]);
    }
}
