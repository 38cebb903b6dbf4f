//! Lines on the map as obstacles to the texts along them: which of them run through a place, exactly and not by probes,
//! because a chance is hardly larger than the distance between two of these.

use crate::ui::map::geometry::{self, Line};
use egui::{Pos2, Rect};

/// The least distance from a text to a line that runs past it, in points.
const LINE_GAP: f32 = 1.0;
/// By how many points another line must be nearer before a text seems to belong to it. Two arrows between one pair lie
/// on each other, and neither is nearer.
const CLEARLY_NEARER: f32 = 0.5;

/// The distance in points within which the ends of two lines are taken for the same.
const SAME_END: f32 = 1.0;

/// A line or an arc, point by point, with the rectangle around it, by which most are ruled out at once.
#[derive(Clone, Debug, PartialEq)]
struct Course {
    points: Vec<Pos2>,
    around: Rect,
}

impl Course {
    fn crosses(&self, rect: Rect) -> bool {
        let mut segments = self.points.windows(2);
        self.around.intersects(rect)
            && segments.any(|ends| geometry::clipped([ends[0], ends[1]], rect).is_some())
    }

    /// Whether it is this straight line, in either direction.
    fn is(&self, [from, to]: Line) -> bool {
        let ends = |one: Pos2, other: Pos2| from.distance(one) < SAME_END && to.distance(other) < SAME_END;
        matches!(self.points[..], [one, other] if ends(one, other) || ends(other, one))
    }
}

/// Lines and arcs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines(Vec<Course>);

impl FromIterator<Vec<Pos2>> for Lines {
    fn from_iter<I: IntoIterator<Item = Vec<Pos2>>>(lines: I) -> Self {
        let course = |points: Vec<Pos2>| Course { around: Rect::from_points(&points), points };
        Lines(lines.into_iter().map(course).collect())
    }
}

impl Lines {
    /// Those that lie, in whole or in part, near an area.
    pub fn near(&self, area: Rect) -> Lines {
        Lines(self.0.iter().filter(|course| course.crosses(area)).cloned().collect())
    }

    /// The number of lines that run through a place, or past it at less than a gap.
    pub fn across(&self, place: Rect) -> usize {
        let place = place.expand(LINE_GAP);
        self.0.iter().filter(|course| course.crosses(place)).count()
    }

    /// The same without one line and the one that runs back along it.
    pub fn others_across(&self, place: Rect, own: Line) -> usize {
        let place = place.expand(LINE_GAP);
        self.0.iter().filter(|course| !course.is(own) && course.crosses(place)).count()
    }

    /// The number of lines that are nearer to a point than this distance.
    pub fn nearer(&self, point: Pos2, distance: f32) -> usize {
        let distance = distance - CLEARLY_NEARER;
        let is_nearer = |course: &&Course| {
            course.around.expand(distance).contains(point)
                && geometry::distance_to(&course.points, point) < distance
        };
        self.0.iter().filter(is_nearer).count()
    }
}
