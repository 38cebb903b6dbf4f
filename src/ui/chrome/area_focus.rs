//! The keyboard from area to area: into the panel, onto the map, into the strip, without Tab through all that lies before.

use super::layout::ShownArea;
use crate::ui::Stage;
use crate::ui::command::AreaStep;
use egui::{Context, Rect, Role, Sense, Ui, WidgetInfo};

/// The room between an area and the ring around it, in points.
const INSET: f32 = 4.0;

/// The area that has the keyboard, or is about to have it.
#[derive(Default)]
pub struct AreaFocus {
    /// The step that was asked for.
    step: Option<AreaStep>,
    /// The area that takes the keyboard once it is drawn.
    awaited: Option<ShownArea>,
    /// The areas that were drawn last, with their places.
    drawn: Vec<(ShownArea, Rect)>,
}

impl AreaFocus {
    /// Asks the keyboard to move, in the next frame.
    pub fn step(&mut self, step: AreaStep) {
        self.step = Some(step);
    }

    /// Chooses the area to which the keyboard moves, if that was asked for; a small window shows that one. From outside of
    /// all areas it moves to the first, or to the last.
    pub fn choose(&mut self, ctx: &Context, shown: &mut ShownArea) {
        let drawn = std::mem::take(&mut self.drawn);
        let Some(step) = self.step.take() else { return };
        let focused = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id));
        let has_focus =
            |place: &Rect| focused.as_ref().is_some_and(|focused| place.contains(focused.rect.center()));
        let from = drawn.iter().find(|(_, place)| has_focus(place)).map(|(area, _)| *area);
        let next = match step {
            AreaStep::Next => ShownArea::after(from),
            AreaStep::Previous => ShownArea::before(from),
        };
        *shown = next;
        self.awaited = Some(next);
    }

    /// Gives an area the keyboard if it was chosen. Call this before its contents are drawn, so that Tab goes on to the
    /// first of them.
    pub fn draw(&mut self, ui: &mut Ui, area: ShownArea, stage: Stage) {
        let (place, id) = (ui.max_rect(), ui.scope_id().with("area"));
        self.drawn.push((area, place));
        let is_awaited = self.awaited == Some(area);
        if !is_awaited && !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let around = ui.interact(place.shrink(INSET), id, Sense::focusable_noninteractive());
        around.widget_info(|| WidgetInfo::labeled(Role::Group, true, area.name(stage)));
        if is_awaited {
            around.request_focus();
            self.awaited = None;
        }
    }
}
