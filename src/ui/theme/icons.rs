//! Icons, painted as shapes on a 16 by 16 grid so that no font needs to have them.

mod strokes;

use super::{Themed, style};
use egui::{Color32, Painter, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

/// A sign that stands for something to do or to heed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Take a step back.
    Undo,
    /// Take it again.
    Redo,
    /// Add.
    Plus,
    /// Take away one.
    Minus,
    /// Remove.
    Trash,
    /// Duplicate.
    Copy,
    /// Change a name.
    Pencil,
    /// Let time run.
    Play,
    /// Hold time.
    Pause,
    /// One step on.
    Step,
    /// One step back in time.
    StepBack,
    /// To the beginning.
    First,
    /// Something to heed.
    Warning,
    /// Show everything.
    Fit,
    /// A menu.
    Menu,
    /// More opens below.
    Down,
    /// Close or dismiss.
    Close,
    /// Done, or chosen.
    Check,
}

impl Icon {
    /// All of them.
    pub const ALL: [Icon; 18] = [
        Icon::Undo,
        Icon::Redo,
        Icon::Plus,
        Icon::Minus,
        Icon::Trash,
        Icon::Copy,
        Icon::Pencil,
        Icon::Play,
        Icon::Pause,
        Icon::Step,
        Icon::StepBack,
        Icon::First,
        Icon::Warning,
        Icon::Fit,
        Icon::Menu,
        Icon::Down,
        Icon::Close,
        Icon::Check,
    ];
}

/// Paints an icon into the largest square that fits into `rect`.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, color: Color32) {
    let side = rect.width().min(rect.height());
    let square = Rect::from_center_size(rect.center(), Vec2::splat(side));
    painter.extend(strokes::shapes(icon, square, Stroke::new((side * 1.5 / 16.0).max(1.0), color), color));
}

/// A button that shows only an icon; `label` is its tooltip and its name for whoever cannot see it.
pub fn button(ui: &mut Ui, icon: Icon, label: &str) -> Response {
    let theme = ui.theme();
    let side = theme.control();
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    if enabled && response.hovered() {
        ui.painter().rect_filled(rect, f32::from(style::RADIUS), theme.colors.sunk);
    }
    let color = if enabled { theme.colors.ink } else { theme.colors.line };
    paint(ui.painter(), icon, rect.shrink(side / 6.0), color);
    response.on_hover_text(label).on_disabled_hover_text(label)
}

/// An icon as a picture, taking its place in the layout.
pub fn show(ui: &mut Ui, icon: Icon, side: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    paint(ui.painter(), icon, rect, color);
    response
}
