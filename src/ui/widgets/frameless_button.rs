//! A button without a frame, with an icon before or after its text, for bars.

use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{RADIUS, Themed};
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, Galley, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// A frameless button with an icon before or after its text, for bars.
pub struct FramelessButton<'a> {
    /// The visible text.
    pub text: &'a str,
    /// The accessible name.
    pub name: &'a str,
    /// An icon before the text.
    pub leading: Option<Icon>,
    /// An icon after the text.
    pub trailing: Option<Icon>,
    /// A fixed width in points; a longer text ends in an ellipsis. Without it the width follows the text.
    pub width: Option<f32>,
}

/// The side of an icon, between icon and text, and between the contents and the edge, in points.
const ICON_SIDE: f32 = 14.0;
const GAP: f32 = 6.0;
const PADDING: f32 = 8.0;

impl FramelessButton<'_> {
    /// Adds the button to the layout.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let theme = ui.theme();
        let enabled = ui.is_enabled();
        let color = if enabled { theme.colors.ink } else { theme.colors.ink_3 };
        let icons = [self.leading, self.trailing].into_iter().flatten().count() as f32;
        let around = 2.0 * PADDING + icons * (ICON_SIDE + GAP);
        let room = self.width.map_or(f32::INFINITY, |width| (width - around).max(0.0));
        let text = cut_to(ui, self.text, room, color);
        let width = self.width.unwrap_or(text.size().x + around);
        let height = theme.control_height();
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.name));
        if enabled && response.hovered() {
            ui.painter().rect_filled(rect, f32::from(RADIUS), theme.colors.sunk);
        }
        let mut x = rect.left() + PADDING;
        if let Some(icon) = self.leading {
            icons::paint(ui.painter(), icon, icon_square(x, rect), color);
            x += ICON_SIDE + GAP;
        }
        let place = Align2::LEFT_CENTER.anchor_size(pos2(x, rect.center().y), text.size());
        let end = place.right();
        ui.painter().galley(place.min, text, color);
        if let Some(icon) = self.trailing {
            // An icon after the text belongs to it, so that it stands nearer.
            icons::paint(ui.painter(), icon, icon_square(end + GAP - 2.0, rect), color);
        }
        response
    }
}

/// The square of an icon from its left edge, in the middle of the height of a button.
fn icon_square(left: f32, button: Rect) -> Rect {
    Rect::from_center_size(pos2(left + ICON_SIDE / 2.0, button.center().y), Vec2::splat(ICON_SIDE))
}

/// Text on one line; where the width is less, it ends in an ellipsis.
fn cut_to(ui: &Ui, text: &str, width: f32, color: Color32) -> Arc<Galley> {
    let theme = ui.theme();
    let mut job = LayoutJob::simple_singleline(text.into(), theme.text_font(), color);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}
