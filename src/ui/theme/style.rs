//! The style of text, of egui's own widgets, and of the ring around the focused control.
//!
//! The typeface is bundled and no system font is used, so that pictures are the same everywhere.

use super::glyph_atlas;
use super::{GRID, Look, MAIN_ACTION, Palette, Theme, TypeSizes};
use egui::style::{Selection, Spacing, WidgetVisuals, Widgets};
use egui::{
    Button, Color32, Context, CornerRadius, Event, FontData, FontDefinitions, FontFamily, FontId, Id,
    LayerId, Margin, Order, RichText, Shadow, Stroke, StrokeKind, Style, TextStyle, Visuals, vec2,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The radius of controls.
pub const RADIUS: u8 = 4;

/// The name of the regular cut.
pub const REGULAR: &str = "Inter";
/// The name of the semibold cut.
pub const SEMIBOLD: &str = crate::export::fonts::SEMIBOLD_FAMILY;

/// The family of semibold text.
pub fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

/// Installs Inter as the first font everywhere, with egui's fonts as fallback for characters it lacks, and limits the
/// texture that holds the glyphs.
pub fn install_fonts(ctx: &Context) {
    ctx.set_fonts(definitions());
    glyph_atlas::limit(ctx);
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(REGULAR.into(), Arc::new(FontData::from_static(crate::export::fonts::REGULAR)));
    fonts.font_data.insert(SEMIBOLD.into(), Arc::new(FontData::from_static(crate::export::fonts::SEMIBOLD)));
    // Without fonts of egui's own the bundled ones still draw everything but rare characters.
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let led_by = |name: &str| [vec![name.to_owned()], fallback.clone()].concat();
    fonts.families.insert(FontFamily::Proportional, led_by(REGULAR));
    fonts.families.insert(FontFamily::Name(REGULAR.into()), led_by(REGULAR));
    fonts.families.insert(semibold(), led_by(SEMIBOLD));
    fonts
}

impl Theme {
    /// The font of running text.
    pub fn text_font(&self) -> FontId {
        FontId::new(self.size.text, FontFamily::Proportional)
    }

    /// The font of notes and axis labels.
    pub fn note_font(&self) -> FontId {
        FontId::new(self.size.note, FontFamily::Proportional)
    }

    /// The semibold cut, at the size of running text.
    pub fn semibold_font(&self) -> FontId {
        FontId::new(self.size.text, semibold())
    }

    /// The semibold cut, at the size of notes.
    pub fn strong_note_font(&self) -> FontId {
        FontId::new(self.size.note, semibold())
    }

    /// The height of a line of notes, in points.
    pub fn note_line(&self) -> f32 {
        (self.size.note * 1.25).ceil()
    }

    /// The font of headings.
    pub fn heading_font(&self) -> FontId {
        FontId::new(self.size.heading, semibold())
    }

    /// The font of the one key figure.
    pub fn figure_font(&self) -> FontId {
        FontId::new(self.size.figure, semibold())
    }

    /// Running text.
    pub fn text(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.text_font()).color(self.colors.ink)
    }

    /// Secondary running text.
    pub fn quiet(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.text_font()).color(self.colors.ink_2)
    }

    /// A note: small and secondary.
    pub fn note(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.note_font()).color(self.colors.ink_2)
    }

    /// Emphasised running text.
    pub fn semibold(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.semibold_font()).color(self.colors.ink)
    }

    /// The heading of a panel or dialog.
    pub fn heading(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.heading_font()).color(self.colors.ink)
    }

    /// The one key figure.
    pub fn figure(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.figure_font()).color(self.colors.ink)
    }

    /// The one ink-filled button of a screen.
    pub fn main_action(&self, text: &str) -> Button<'static> {
        let label = self.semibold(text).color(self.colors.panel);
        Button::new(label).fill(self.colors.ink).min_size(vec2(0.0, MAIN_ACTION))
    }

    /// A button of the same height as the main action, to stand beside it.
    pub fn other_action(&self, text: &str) -> Button<'static> {
        Button::new(self.text(text)).min_size(vec2(0.0, MAIN_ACTION))
    }
}

impl Theme {
    /// Applies this theme to a context: everything drawn from now on uses it.
    pub fn apply(&self, ctx: &Context) {
        let base = if self.look == Look::Dark { egui::Theme::Dark } else { egui::Theme::Light };
        let style = Arc::new(self.style(base));
        ctx.data_mut(|data| data.insert_temp(*super::LOOK, self.look));
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

fn text_styles(size: &TypeSizes) -> BTreeMap<TextStyle, FontId> {
    let plain = |points| FontId::new(points, FontFamily::Proportional);
    BTreeMap::from([
        (TextStyle::Small, plain(size.note)),
        (TextStyle::Body, plain(size.text)),
        (TextStyle::Button, plain(size.text)),
        (TextStyle::Monospace, FontId::new(size.text, FontFamily::Monospace)),
        (TextStyle::Heading, FontId::new(size.heading, semibold())),
    ])
}

fn spacing(from: Spacing, theme: &Theme) -> Spacing {
    Spacing {
        item_spacing: vec2(GRID, GRID),
        button_padding: vec2(12.0, 0.5 * (theme.control_height() - theme.size.text * 1.25)),
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

/// The width of the focus ring, and its distance from the control, in points.
const RING_WIDTH: f32 = 2.0;
const RING_GAP: f32 = 2.0;

/// True if the focus came from the keyboard, or is in a text field. A control that was just clicked needs no
/// ring: the pointer is on it.
fn is_by_keyboard(ctx: &Context, focused: Id) -> bool {
    let (pointer, key) = ctx.input(|input| {
        let key = input.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. }));
        (input.pointer.any_pressed() || input.pointer.any_released(), key)
    });
    let place = Id::unique("focused control, and whether by pointer");
    let by_pointer = ctx.data_mut(|data| {
        let last: &mut Option<(Id, bool)> = data.get_temp_mut_or_default(place);
        let by_pointer = match *last {
            Some((id, by_pointer)) if id == focused => by_pointer && !key,
            // Another control has the focus than in the frame before, or the first one.
            Some(_) | None => pointer,
        };
        *last = Some((focused, by_pointer));
        by_pointer
    });
    !by_pointer || ctx.text_edit_focused()
}

/// Draws a ring around the focused control, above everything else.
///
/// Drawn here for every control, egui's and our own, so that no control can lack it.
pub fn paint_focus_ring(ctx: &Context) {
    let theme = Theme::of_context(ctx);
    let Some(id) = ctx.memory(|memory| memory.focused()).filter(|id| is_by_keyboard(ctx, *id)) else {
        return;
    };
    let Some(focused) = ctx.read_response(id) else { return };
    let layer = LayerId::new(Order::Tooltip, Id::unique("keyboard focus"));
    let around = focused.interact_rect.expand(RING_GAP);
    let radius = f32::from(RADIUS) + RING_GAP;
    ctx.layer_painter(layer).rect_stroke(
        around,
        radius,
        Stroke::new(RING_WIDTH, theme.colors.better),
        StrokeKind::Outside,
    );
}
