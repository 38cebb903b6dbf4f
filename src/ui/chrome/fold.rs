//! In a window too small for map, plots and panel together, one of them at a time; in a place too
//! small for all of its parts, one of these. Parts fold away before text shrinks or is cut.

use super::layout::Places;
use crate::ui::theme::{Theme, Themed};
use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The narrowest and lowest area, in points at ordinary type, that holds all three at once.
const ROOM: (f32, f32) = (860.0, 420.0);
/// The lowest panel that holds all of its parts under each other, likewise.
const PANEL_ROOM: f32 = 600.0;
/// The narrowest and lowest strip that holds two plots side by side, likewise.
const STRIP_ROOM: (f32, f32) = (700.0, 200.0);
const BAR: f32 = 32.0;

/// The part that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// What belongs to the stage.
    #[default]
    Panel,
    /// The map.
    Map,
    /// Time and plots.
    Strip,
}

impl Part {
    const ALL: [Part; 3] = [Part::Panel, Part::Map, Part::Strip];

    fn name(self, stage: &'static str) -> &'static str {
        match self {
            Part::Panel => stage,
            Part::Map => "Map",
            Part::Strip => "Plots",
        }
    }
}

/// Whether an area holds only one part at a time.
pub fn is_needed(area: Rect, theme: &Theme) -> bool {
    area.width() < theme.grown(ROOM.0) || area.height() < theme.grown(ROOM.1)
}

/// Whether a panel is too low for all of its parts.
pub fn is_low(panel: Rect, theme: &Theme) -> bool {
    panel.height() < theme.grown(PANEL_ROOM)
}

/// Whether a strip is too small for two plots side by side.
pub fn is_small(strip: Rect, theme: &Theme) -> bool {
    strip.width() < theme.grown(STRIP_ROOM.0) || strip.height() < theme.grown(STRIP_ROOM.1)
}

/// The places in an area: all three, or one of them under a bar on which to choose it; the others
/// are none then.
pub fn places(ui: &mut Ui, area: Rect, part: &mut Part, stage: &'static str) -> [Option<Rect>; 3] {
    let theme = ui.theme();
    if !is_needed(area, theme) {
        let Places { map, strip, panel } = Places::within(area);
        return [map, strip, panel].map(Some);
    }
    let bar = Rect::from_min_size(area.min, vec2(area.width(), BAR));
    choose(ui, bar, part, stage);
    let rest = Rect::from_min_max(pos2(area.left(), bar.bottom()), area.max);
    [Part::Map, Part::Strip, Part::Panel].map(|one| (one == *part).then_some(rest))
}

fn choose(ui: &mut Ui, bar: Rect, part: &mut Part, stage: &'static str) {
    let theme = ui.theme();
    ui.painter().rect_filled(bar, 0.0, theme.colors.sunk);
    let width = bar.width() / Part::ALL.len() as f32;
    for (i, one) in Part::ALL.into_iter().enumerate() {
        let place = Rect::from_min_size(bar.min + vec2(i as f32 * width, 0.0), vec2(width, BAR));
        let chosen = one == *part;
        let name = one.name(stage);
        let response = ui.interact(place.shrink(4.0), ui.scope_id().with(one), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, format!("Show {name}")));
        let font = if chosen { theme.semibold_font() } else { theme.text_font() };
        ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, name, font, theme.colors.ink);
        if chosen {
            let line = Stroke::new(2.0, theme.colors.ink);
            ui.painter().hline(place.x_range().shrink(16.0), place.bottom() - 1.0, line);
        }
        if response.clicked() {
            *part = one;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Look;

    fn area(width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(0.0, 48.0), vec2(width, height - 72.0))
    }

    #[test]
    fn a_laptop_holds_map_plots_and_panel_in_every_look() {
        for look in Look::ALL {
            assert!(!is_needed(area(1280.0, 720.0), Theme::of(look)), "{look:?}");
        }
        assert!(is_needed(area(1000.0, 720.0), Theme::of(Look::Projector)));
        assert!(is_needed(area(640.0, 360.0), Theme::of(Look::Light)));
    }

    #[test]
    fn large_type_folds_panel_and_strip_and_a_large_screen_unfolds_them() {
        let folds = |look, width, height| {
            let (theme, places) = (Theme::of(look), Places::within(area(width, height)));
            (is_low(places.panel, theme), is_small(places.strip, theme))
        };
        assert_eq!(folds(Look::Light, 1280.0, 720.0), (false, false));
        assert_eq!(folds(Look::Projector, 1280.0, 720.0), (true, true));
        assert_eq!(folds(Look::Light, 985.0, 554.0), (true, true));
        assert_eq!(folds(Look::Projector, 1920.0, 1080.0), (false, false));
    }
}
