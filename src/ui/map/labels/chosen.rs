//! The places that labels have chosen so far, by which each of them sees what the others leave.

use super::candidates::Place;
use super::grid::Grid;
use crate::ui::map::geometry::overlap;
use egui::{Rect, Vec2, vec2};

/// The least distance between labels: across, so much that two names on one line are not read as one (more than
/// the width of a space); down hardly anything, since the height of a line has its own spacing.
pub(super) const LABEL_GAP: Vec2 = vec2(5.0, 1.0);
/// What each label has chosen so far.
#[derive(Clone)]
pub(super) struct Chosen {
    pub places: Vec<Option<Place>>,
    /// The places with the distance that others keep.
    grid: Grid,
}

impl Chosen {
    /// Nothing yet, of so many labels.
    pub fn nothing(labels: usize, space: Rect) -> Self {
        Chosen { places: vec![None; labels], grid: Grid::over(space, labels) }
    }

    /// Notes the place of a label.
    pub fn set(&mut self, label: usize, place: Option<Place>) {
        if let Some(before) = std::mem::replace(&mut self.places[label], place) {
            self.grid.remove(label, with_gap(&before));
        }
        if let Some(place) = place {
            self.grid.insert(label, with_gap(&place), |_| true);
        }
    }

    /// The other labels whose places, with the distance that others keep, overlap that of a label, in their order, each
    /// with the area of the overlap.
    pub fn too_near(&self, label: usize, rect: &Rect) -> impl Iterator<Item = (usize, f32)> {
        let others = self.grid.near(*rect).filter(move |other| *other != label);
        others.map(|other| (other, self.overlap(other, rect))).filter(|(_, area)| *area > 0.0)
    }

    /// The area of a place that another label, with the distance that others keep from it, overlaps.
    #[inline]
    pub fn overlap(&self, other: usize, rect: &Rect) -> f32 {
        self.places[other].map_or(0.0, |other| overlap(&with_gap(&other), rect))
    }
}

/// The place of a label with the distance that others keep from it.
fn with_gap(place: &Place) -> Rect {
    place.rect.expand2(LABEL_GAP)
}
