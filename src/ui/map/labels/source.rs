//! What labels are made from, and what they keep away from.

use crate::ui::map::geometry::{self, Quad};
use crate::ui::map::layout::{HANDLE_RADIUS, Layout, Mark};
use crate::ui::map::model::{Interaction, MapModel};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use egui::{Color32, FontId, Pos2, Rect, Ui, Vec2, vec2};

/// From the edge of the map to the nearest label, in points.
pub(in crate::ui::map) const EDGE: f32 = 4.0;

/// What the labels of a frame are made from.
pub(in crate::ui::map) struct Source<'a> {
    pub ui: &'a Ui,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    pub interaction: &'a Interaction,
}

impl Source<'_> {
    /// The space in which labels are placed.
    pub(super) fn space(&self) -> Rect {
        self.layout.bounds.shrink(EDGE)
    }

    /// The size of a text on one line, with a point of air at both ends.
    pub(super) fn size_of(&self, text: &str, font: FontId) -> Vec2 {
        self.ui.painter().layout_no_wrap(text.to_owned(), font, Color32::BLACK).size() + vec2(2.0, 0.0)
    }

    /// What never gives way to a label: marks, each with the ring and the handle that it has while it is
    /// selected, the title, the tools and the legend. The ring takes this much beyond the mark.
    pub(super) fn fixtures(&self, ring: f32) -> Vec<Rect> {
        let square = |middle: Pos2, radius: f32| Rect::from_center_size(middle, Vec2::splat(2.0 * radius));
        let marks = self.layout.marks.iter().flat_map(|mark: &Mark| {
            // With a point for its stroke.
            [square(mark.middle, mark.radius + ring), square(mark.handle(), HANDLE_RADIUS + 1.0)]
        });
        marks.chain([self.title_place(), self.tools_place(), self.legend_place()]).collect()
    }

    /// Lanes at full willingness.
    pub(super) fn lane_outlines(&self) -> Vec<Quad> {
        self.layout.tracks.iter().map(|(_, track)| track.outline()).collect()
    }

    /// Points along the arcs of hostility and friendship.
    pub(super) fn arc_probes(&self) -> Vec<Pos2> {
        self.layout.arcs.iter().flat_map(|(_, points)| geometry::probes(points)).collect()
    }

    /// The middle of the name of the press: below its mark, or above where its arrow comes from below.
    pub(super) fn press_name(&self) -> Option<Pos2> {
        let mark = self.layout.press.as_ref()?;
        // Half the mark, half a line of text, and a gap of a quarter of the type's size.
        let away = 0.5 * mark.size + 0.75 * self.ui.theme().size.text;
        let from_below = mark.line.is_some_and(|[from, to]| from.y - to.y > (from.x - to.x).abs());
        Some(mark.middle + vec2(0.0, if from_below { -away } else { away }))
    }

    /// The places of the press and of its name.
    pub(super) fn press_places(&self) -> Vec<Rect> {
        let Some((mark, name_at)) = self.layout.press.as_ref().zip(self.press_name()) else {
            return Vec::new();
        };
        let name = self.size_of(mark.press.name(), self.ui.theme().semibold_font());
        let mark = Rect::from_center_size(mark.middle, Vec2::splat(mark.size + 4.0));
        vec![mark, Rect::from_center_size(name_at, name)]
    }

    /// The font of what stands along arrows.
    pub(super) fn caption_font(&self) -> FontId {
        paint::strong_note(self.ui.theme())
    }
}
