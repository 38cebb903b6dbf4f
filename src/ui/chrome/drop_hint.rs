//! While a file hangs over the window: what letting go of it does.

use crate::ui::theme::{MARGIN, Theme};
use egui::{Align2, Context, Id, LayerId, Order, Stroke, StrokeKind};

/// Shows the hint, if a file hangs over the window.
pub fn show(ctx: &Context) {
    let theme = Theme::of_context(ctx);
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop hint")));
    let window = ctx.content_rect();
    painter.rect_filled(window, 0.0, theme.colors.panel.gamma_multiply(0.9));
    let edge = Stroke::new(2.0, theme.colors.better);
    painter.rect_stroke(window.shrink(MARGIN), 4.0, edge, StrokeKind::Inside);
    let text = "Let go to open the file";
    painter.text(window.center(), Align2::CENTER_CENTER, text, theme.heading_font(), theme.colors.ink);
}
