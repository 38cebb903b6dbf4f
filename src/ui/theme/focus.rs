//! The ring around whatever has the keyboard.

use super::{Theme, style};
use egui::{Context, LayerId, Order, Stroke, StrokeKind};

const RING_WIDTH: f32 = 2.0;
const RING_GAP: f32 = 2.0;

/// Draws the ring around the widget that has the keyboard, over whatever is there.
///
/// One place draws it for every widget, egui's and our own, so that none can forget it.
pub fn paint_ring(ctx: &Context, theme: &Theme) {
    let Some(focused) = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id)) else {
        return;
    };
    let layer = LayerId::new(Order::Tooltip, egui::Id::unique("keyboard focus"));
    let around = focused.interact_rect.expand(RING_GAP);
    let radius = f32::from(style::RADIUS) + RING_GAP;
    ctx.layer_painter(layer).rect_stroke(
        around,
        radius,
        Stroke::new(RING_WIDTH, theme.colors.better),
        StrokeKind::Outside,
    );
}
