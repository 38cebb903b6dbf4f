//! The style of egui's own widgets, derived from the palette.

use super::{GRID, Look, Palette, Theme, Type, fonts};
use egui::style::{Selection, Spacing, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle};
use egui::{Visuals, vec2};
use std::collections::BTreeMap;

/// The radius of controls.
pub const RADIUS: u8 = 4;

impl Theme {
    /// Applies this theme to a context: everything drawn from now on uses it.
    pub fn apply(&self, ctx: &Context) {
        let base = if self.look == Look::Dark { egui::Theme::Dark } else { egui::Theme::Light };
        let style = std::sync::Arc::new(self.style(base));
        ctx.data_mut(|data| data.insert_temp(super::look_id(), self.look));
        ctx.set_theme(base);
        // Both, so that nothing changes where the system insists on the other.
        ctx.set_style_of(egui::Theme::Light, style.clone());
        ctx.set_style_of(egui::Theme::Dark, style);
    }

    fn style(&self, base: egui::Theme) -> Style {
        let mut style = base.default_style();
        style.text_styles = text_styles(&self.size);
        style.drag_value_text_style = TextStyle::Body;
        style.spacing = spacing(style.spacing, self);
        style.visuals = visuals(style.visuals, &self.colors);
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        style.animation_time = 0.0;
        style
    }
}

fn text_styles(size: &Type) -> BTreeMap<TextStyle, FontId> {
    let plain = |points| FontId::new(points, FontFamily::Proportional);
    BTreeMap::from([
        (TextStyle::Small, plain(size.note)),
        (TextStyle::Body, plain(size.text)),
        (TextStyle::Button, plain(size.text)),
        (TextStyle::Monospace, FontId::new(size.text, FontFamily::Monospace)),
        (TextStyle::Heading, FontId::new(size.heading, fonts::semibold())),
    ])
}

fn spacing(from: Spacing, theme: &Theme) -> Spacing {
    Spacing {
        item_spacing: vec2(GRID, GRID),
        button_padding: vec2(12.0, 0.5 * (theme.control() - theme.size.text * 1.25)),
        window_margin: Margin::same(16),
        menu_margin: Margin::same(6),
        slider_rail_height: 4.0,
        tooltip_width: 320.0,
        menu_width: 240.0,
        combo_width: 0.0,
        ..from
    }
}

fn visuals(from: Visuals, colors: &Palette) -> Visuals {
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(40) };
    Visuals {
        widgets: widgets(colors),
        selection: Selection { bg_fill: colors.ink, stroke: Stroke::new(1.0, colors.panel) },
        weak_text_color: Some(colors.ink_3),
        hyperlink_color: colors.better_text,
        faint_bg_color: colors.sunk,
        extreme_bg_color: colors.panel,
        text_edit_bg_color: Some(colors.panel),
        code_bg_color: colors.sunk,
        warn_fg_color: colors.worse_text,
        error_fg_color: colors.worse_text,
        window_corner_radius: CornerRadius::same(RADIUS),
        window_shadow: shadow,
        window_fill: colors.panel,
        window_stroke: Stroke::new(1.0, colors.line),
        menu_corner_radius: CornerRadius::same(RADIUS),
        panel_fill: colors.panel,
        popup_shadow: shadow,
        slider_trailing_fill: true,
        text_cursor: egui::style::TextCursorStyle {
            stroke: Stroke::new(2.0, colors.ink),
            ..from.text_cursor.clone()
        },
        ..from
    }
}

fn widgets(colors: &Palette) -> Widgets {
    let of = |weak_bg_fill, bg_fill, edge, ink| WidgetVisuals {
        weak_bg_fill,
        bg_fill,
        bg_stroke: Stroke::new(1.0, edge),
        fg_stroke: Stroke::new(1.0, ink),
        corner_radius: CornerRadius::same(RADIUS),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: of(colors.panel, colors.panel, colors.hairline, colors.ink),
        inactive: of(colors.panel, colors.sunk, colors.line, colors.ink),
        hovered: of(colors.sunk, colors.sunk, colors.ink_3, colors.ink),
        active: of(colors.hairline, colors.hairline, colors.ink_2, colors.ink),
        open: of(colors.sunk, colors.sunk, colors.ink_3, colors.ink),
    }
}
