//! The ring around the focused control.

use super::{Theme, style};
use egui::{Context, Event, Id, LayerId, Order, Stroke, StrokeKind};

const RING_WIDTH: f32 = 2.0;
const RING_GAP: f32 = 2.0;

/// True if the focus came from the keyboard, or is in a text field. A control that was just clicked needs no
/// ring: the pointer is on it.
fn is_by_keyboard(ctx: &Context, focused: Id) -> bool {
    let (pointer, key) = ctx.input(|input| {
        let key = input.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. }));
        (input.pointer.any_pressed() || input.pointer.any_released(), key)
    });
    let place = Id::unique("what has the keyboard, and whether from the pointer");
    let by_pointer = ctx.data_mut(|data| {
        let last: &mut Option<(Id, bool)> = data.get_temp_mut_or_default(place);
        let by_pointer = match *last {
            Some((id, by_pointer)) if id == focused => by_pointer && !key,
            _ => pointer,
        };
        *last = Some((focused, by_pointer));
        by_pointer
    });
    !by_pointer || ctx.text_edit_focused()
}

/// Draws a ring around the focused control, above everything else.
///
/// Drawn here for every control, egui's and our own, so that no control can lack it.
pub fn paint_ring(ctx: &Context) {
    let theme = Theme::of_context(ctx);
    let Some(id) = ctx.memory(|memory| memory.focused()).filter(|id| is_by_keyboard(ctx, *id)) else {
        return;
    };
    let Some(focused) = ctx.read_response(id) else { return };
    let layer = LayerId::new(Order::Tooltip, Id::unique("keyboard focus"));
    let around = focused.interact_rect.expand(RING_GAP);
    let radius = f32::from(style::RADIUS) + RING_GAP;
    ctx.layer_painter(layer).rect_stroke(
        around,
        radius,
        Stroke::new(RING_WIDTH, theme.colors.better),
        StrokeKind::Outside,
    );
}
