//! The keyboard from area to area: into the panel, onto the map, into the strip, without Tab through all that lies before.

use super::layout::ShownArea;
use crate::ui::Stage;
use crate::ui::command::AreaStep;
use crate::ui::widgets::area_ring;
use egui::{Context, LayerId, Rect, Ui};

/// The area that had the keyboard last, and the one that is about to have it.
#[derive(Default)]
pub struct AreaFocus {
    /// The step that was asked for.
    step: Option<AreaStep>,
    /// The area that takes the keyboard once it is drawn.
    awaited: Option<ShownArea>,
    /// The area in which something had the keyboard last, in this stage.
    last: Option<(Stage, ShownArea)>,
    /// The areas that were drawn last.
    drawn: Vec<DrawnArea>,
}

/// An area with its place in the window.
struct DrawnArea {
    stage: Stage,
    area: ShownArea,
    layer: LayerId,
    place: Rect,
}

impl AreaFocus {
    /// Asks the keyboard to move, in the next frame.
    pub fn step(&mut self, step: AreaStep) {
        self.step = Some(step);
    }

    /// Chooses the area to which the keyboard moves, if that was asked for; a small window shows that one. In a stage in
    /// which none had the keyboard yet, it is the first or the last or, where one is shown alone, that one.
    pub fn choose(&mut self, ctx: &Context, shown: &mut ShownArea, stage: Stage) {
        self.note_last(ctx);
        let drawn = std::mem::take(&mut self.drawn);
        let Some(step) = self.step.take() else { return };
        let last = self.last.filter(|(of, _)| *of == stage).map(|(_, area)| area);
        let next = match (step, last) {
            (_, None) if drawn.len() == 1 => *shown,
            (AreaStep::Next, from) => ShownArea::after(from),
            (AreaStep::Previous, from) => ShownArea::before(from),
        };
        *shown = next;
        self.awaited = Some(next);
    }

    /// Takes note of the area in which something had the keyboard in the frame before.
    fn note_last(&mut self, ctx: &Context) {
        let Some(focused) = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id)) else {
            return;
        };
        let is_in = |drawn: &&DrawnArea| {
            drawn.layer == focused.layer_id && drawn.place.contains(focused.interact_rect.center())
        };
        if let Some(drawn) = self.drawn.iter().find(is_in) {
            self.last = Some((drawn.stage, drawn.area));
        }
    }

    /// Gives an area the keyboard if it was chosen. Call this before its contents are drawn, so that Tab goes on to the
    /// first of them.
    pub fn draw(&mut self, ui: &mut Ui, area: ShownArea, stage: Stage) {
        let (place, id) = (ui.max_rect(), ui.scope_id().with("area"));
        self.drawn.push(DrawnArea { stage, area, layer: ui.layer_id(), place });
        let is_awaited = self.awaited == Some(area);
        if is_awaited || ui.memory(|memory| memory.has_focus(id)) {
            let ring = area_ring::show(ui, id, place, area.name(stage));
            if is_awaited {
                ring.request_focus();
                self.awaited = None;
                self.last = Some((stage, area));
            }
        }
    }
}
