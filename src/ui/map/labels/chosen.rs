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
    /// The places with the distance that others keep; nothing of a label that has none.
    kept_clear: Vec<Rect>,
    /// The labels by the cells that these touch.
    grid: Grid,
}

impl Chosen {
    /// Nothing yet, of so many labels.
    pub fn nothing(labels: usize, space: Rect) -> Self {
        Chosen {
            places: vec![None; labels],
            kept_clear: vec![Rect::NOTHING; labels],
            grid: Grid::over(space, labels),
        }
    }

    /// Notes the place of a label.
    pub fn set(&mut self, label: usize, place: Option<Place>) {
        if std::mem::replace(&mut self.places[label], place).is_some() {
            self.grid.remove(label, self.kept_clear[label]);
        }
        self.kept_clear[label] = place.map_or(Rect::NOTHING, |place| place.rect.expand2(LABEL_GAP));
        if place.is_some() {
            self.grid.insert(label, self.kept_clear[label], |_| true);
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
        overlap(&self.kept_clear[other], rect)
    }
}
