//! The layout of the window between its bars: map, strip and panel, the same in every stage. Where they do not
//! fit, one of them is shown at a time: parts fold away before text shrinks or is cut.

use crate::ui::Stage;
use crate::ui::theme::{Theme, Themed};
use egui::{Context, Rangef, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

/// The height of the bar along the top, in points, and in a low window.
pub const TOP_BAR: f32 = 48.0;
const LOW_TOP_BAR: f32 = 36.0;
/// The height of the bar along the bottom, in points.
pub const STATUS_BAR: f32 = 24.0;

/// The window for which the layout was designed, in points: the smallest usual laptop. The extra room of a larger
/// one is shared out.
const DESIGNED: Vec2 = vec2(1280.0, 720.0);
/// The width of the panel in that window, and the greatest: beyond it the map has more use for the room.
const PANEL: Rangef = Rangef { min: 544.0, max: 640.0 };
/// The height of the strip in that window, and the greatest, for the same reason.
const STRIP: Rangef = Rangef { min: 224.0, max: 320.0 };
/// The panel's share of a narrower window.
const PANEL_SHARE: f32 = PANEL.min / DESIGNED.x;
/// The strip's share of the height between the bars, in a lower window.
const STRIP_SHARE: f32 = STRIP.min / (DESIGNED.y - TOP_BAR - STATUS_BAR);

/// The areas between the two bars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Areas {
    /// The map.
    pub map: Rect,
    /// Time and plots, below the map.
    pub strip: Rect,
    /// The panel of the stage, on the right.
    pub panel: Rect,
}

impl Areas {
    /// Shares out the area between the bars. A larger window gives the strip its space first and
    /// the map the rest; a smaller one takes from all in proportion.
    pub fn within(area: Rect) -> Self {
        let extra = (area.width() - DESIGNED.x).max(0.0);
        let panel = (PANEL.min + 0.3 * extra)
            .min(PANEL.max)
            .min(area.width() * (PANEL_SHARE + 0.2 * shortfall(area)));
        let height = area.height();
        let higher = (height - (DESIGNED.y - TOP_BAR - STATUS_BAR)).max(0.0);
        let strip = (STRIP.min + 0.6 * higher).min(STRIP.max).min(height * STRIP_SHARE.max(0.33));
        let (x, y) = ((area.right() - panel).round(), (area.bottom() - strip).round());
        Areas {
            map: Rect::from_min_max(area.min, pos2(x, y)),
            strip: Rect::from_min_max(pos2(area.left(), y), pos2(x, area.bottom())),
            panel: Rect::from_min_max(pos2(x, area.top()), area.max),
        }
    }
}

/// The shortfall of a window's width against [`DESIGNED`]: 0 for none, 1 at half of it or less. The panel holds
/// words, so it gives way more slowly than the map.
fn shortfall(area: Rect) -> f32 {
    ((DESIGNED.x - area.width()) / (0.5 * DESIGNED.x)).clamp(0.0, 1.0)
}

/// The narrowest and lowest area, in points at ordinary type, that holds all three at once.
const ROOM: Vec2 = vec2(860.0, 420.0);
/// The lowest panel, in points at ordinary type, that holds all of its parts under each other; its width does not
/// matter.
const PANEL_ROOM: Vec2 = vec2(0.0, 600.0);
/// The narrowest and lowest strip, in points at ordinary type, that holds two plots side by side.
const STRIP_ROOM: Vec2 = vec2(700.0, 200.0);
/// The height of the bar of tabs, in points.
const TAB_BAR: f32 = 28.0;
/// The lowest window, in points at ordinary type, that holds its bars at their full height: a laptop's at 125 %.
const LOW_WINDOW: f32 = 540.0;

/// True if the window is so low that its bars take less room, so that what they stand around keeps some.
pub fn is_low_window(ctx: &Context) -> bool {
    ctx.content_rect().height() < Theme::of_context(ctx).grown(LOW_WINDOW)
}

/// The height of the bar along the top, in points.
pub fn top_bar_height(ctx: &Context) -> f32 {
    if is_low_window(ctx) { LOW_TOP_BAR } else { TOP_BAR }
}

/// The window between its bars.
pub fn between_bars(ctx: &Context) -> Rect {
    let window = ctx.content_rect();
    Rect::from_min_max(
        pos2(window.left(), window.top() + top_bar_height(ctx)),
        pos2(window.right(), window.bottom() - STATUS_BAR),
    )
}

/// One of the areas between the two bars; in a window too small for all three, the one that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ShownArea {
    /// The panel of the stage.
    #[default]
    Panel,
    /// The map.
    Map,
    /// Time and plots.
    Strip,
}

impl ShownArea {
    const ALL: [ShownArea; 3] = [ShownArea::Panel, ShownArea::Map, ShownArea::Strip];

    /// The area after another, or the first.
    pub fn after(area: Option<ShownArea>) -> Self {
        match area {
            None | Some(ShownArea::Strip) => ShownArea::Panel,
            Some(ShownArea::Panel) => ShownArea::Map,
            Some(ShownArea::Map) => ShownArea::Strip,
        }
    }

    /// The area before another, or the last.
    pub fn before(area: Option<ShownArea>) -> Self {
        match area {
            None | Some(ShownArea::Panel) => ShownArea::Strip,
            Some(ShownArea::Map) => ShownArea::Panel,
            Some(ShownArea::Strip) => ShownArea::Map,
        }
    }

    /// The name for people: the panel is called like its stage.
    pub fn name(self, stage: Stage) -> &'static str {
        match self {
            ShownArea::Panel => stage.name(),
            ShownArea::Map => "Map",
            ShownArea::Strip if stage == Stage::Briefing => "Who is who",
            ShownArea::Strip => "Plots",
        }
    }
}

/// True if a panel is too low for all of its parts.
pub fn is_low(ui: &Ui, panel: Rect) -> bool {
    is_smaller(panel, PANEL_ROOM, ui.theme())
}

/// True if a strip is too small for two plots side by side.
pub fn is_small(ui: &Ui, strip: Rect) -> bool {
    is_smaller(strip, STRIP_ROOM, ui.theme())
}

/// True if an area is narrower or lower than a room, which is given in points at ordinary type.
fn is_smaller(area: Rect, room: Vec2, theme: &Theme) -> bool {
    area.width() < theme.grown(room.x) || area.height() < theme.grown(room.y)
}

/// The places of map, strip and panel in an area: all three, or one of them under a bar of tabs.
pub fn places(ui: &mut Ui, area: Rect, part: &mut ShownArea, stage: Stage) -> [Option<Rect>; 3] {
    if !is_smaller(area, ROOM, ui.theme()) {
        let Areas { map, strip, panel } = Areas::within(area);
        return [map, strip, panel].map(Some);
    }
    let bar = Rect::from_min_size(area.min, vec2(area.width(), TAB_BAR));
    choose(ui, bar, part, stage);
    let rest = Rect::from_min_max(pos2(area.left(), bar.bottom()), area.max);
    [ShownArea::Map, ShownArea::Strip, ShownArea::Panel].map(|one| (one == *part).then_some(rest))
}

fn choose(ui: &mut Ui, bar: Rect, part: &mut ShownArea, stage: Stage) {
    let theme = ui.theme();
    ui.painter().rect_filled(bar, 0.0, theme.colors.sunk);
    let width = bar.width() / ShownArea::ALL.len() as f32;
    for (i, one) in ShownArea::ALL.into_iter().enumerate() {
        let place = Rect::from_min_size(bar.min + vec2(i as f32 * width, 0.0), vec2(width, TAB_BAR));
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
    use egui::vec2;

    fn places(width: f32, height: f32) -> Areas {
        let size = vec2(width, height - TOP_BAR - STATUS_BAR);
        Areas::within(Rect::from_min_size(pos2(0.0, TOP_BAR), size))
    }

    #[test]
    fn at_the_size_it_was_drawn_for_the_grid_is_exact() {
        let places = places(1280.0, 720.0);
        assert_eq!(places.map, Rect::from_min_size(pos2(0.0, 48.0), vec2(736.0, 424.0)));
        assert_eq!(places.strip, Rect::from_min_size(pos2(0.0, 472.0), vec2(736.0, 224.0)));
        assert_eq!(places.panel, Rect::from_min_size(pos2(736.0, 48.0), vec2(544.0, 648.0)));
    }

    #[test]
    fn on_a_large_screen_the_map_takes_what_panel_and_strip_do_not_need() {
        let places = places(3840.0, 2160.0);
        assert_eq!(places.panel.width(), 640.0);
        assert_eq!(places.strip.height(), 320.0);
    }

    #[test]
    fn in_the_smallest_window_everything_keeps_some_room() {
        let places = places(960.0, 600.0);
        assert!(places.panel.width() > 400.0 && places.map.width() > 400.0);
        assert!(places.map.height() > 300.0 && places.strip.height() > 150.0);
    }

    fn area(width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(0.0, 48.0), vec2(width, height - 72.0))
    }

    #[test]
    fn a_laptop_holds_map_plots_and_panel_in_every_look() {
        for look in Look::ALL {
            assert!(!is_smaller(area(1280.0, 720.0), ROOM, Theme::of(look)), "{look:?}");
        }
        assert!(is_smaller(area(1000.0, 720.0), ROOM, Theme::of(Look::Projector)));
        assert!(is_smaller(area(640.0, 360.0), ROOM, Theme::of(Look::Light)));
    }

    #[test]
    fn large_type_folds_panel_and_strip_and_a_large_screen_unfolds_them() {
        let folds = |look, width, height| {
            let (theme, places) = (Theme::of(look), Areas::within(area(width, height)));
            (is_smaller(places.panel, PANEL_ROOM, theme), is_smaller(places.strip, STRIP_ROOM, theme))
        };
        assert_eq!(folds(Look::Light, 1280.0, 720.0), (false, false));
        assert_eq!(folds(Look::Projector, 1280.0, 720.0), (true, true));
        assert_eq!(folds(Look::Light, 985.0, 554.0), (true, true));
        assert_eq!(folds(Look::Projector, 1920.0, 1080.0), (false, false));
    }
}
