//! Where the parts of the window stand: the same places in every stage.

use egui::{Rect, pos2};

/// The height of the bar along the top, in points.
pub const TOP_BAR: f32 = 48.0;
/// The height of the bar along the bottom, in points.
pub const STATUS_BAR: f32 = 24.0;

/// The window at which the grid was drawn; what is larger is shared out.
const DRAWN: (f32, f32) = (1280.0, 720.0);
const PANEL: (f32, f32) = (544.0, 640.0);
const STRIP: (f32, f32) = (224.0, 320.0);
/// The panel's share of a window narrower than the grid.
const PANEL_SHARE: f32 = PANEL.0 / DRAWN.0;
/// The strip's share of the height between the bars, in a window lower than the grid.
const STRIP_SHARE: f32 = STRIP.0 / (DRAWN.1 - TOP_BAR - STATUS_BAR);

/// The places between the two bars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// The map.
    pub map: Rect,
    /// Time and plots, below the map.
    pub strip: Rect,
    /// What belongs to the stage, on the right.
    pub panel: Rect,
}

impl Places {
    /// Shares out the area between the bars. A larger window gives the strip its space first and
    /// the map the rest; a smaller one takes from all in proportion.
    pub fn within(area: Rect) -> Self {
        let extra = (area.width() - DRAWN.0).max(0.0);
        let panel = (PANEL.0 + 0.3 * extra).min(PANEL.1).min(area.width() * (PANEL_SHARE + 0.2 * shy(area)));
        let height = area.height();
        let higher = (height - (DRAWN.1 - TOP_BAR - STATUS_BAR)).max(0.0);
        let strip = (STRIP.0 + 0.6 * higher).min(STRIP.1).min(height * STRIP_SHARE.max(0.33));
        let (x, y) = ((area.right() - panel).round(), (area.bottom() - strip).round());
        Places {
            map: Rect::from_min_max(area.min, pos2(x, y)),
            strip: Rect::from_min_max(pos2(area.left(), y), pos2(x, area.bottom())),
            panel: Rect::from_min_max(pos2(x, area.top()), area.max),
        }
    }
}

/// How far a window falls short of the grid's width: 0 not at all, 1 at half of it or less. The
/// panel holds words and gives way more slowly than the map.
fn shy(area: Rect) -> f32 {
    ((DRAWN.0 - area.width()) / (0.5 * DRAWN.0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    fn places(width: f32, height: f32) -> Places {
        let size = vec2(width, height - TOP_BAR - STATUS_BAR);
        Places::within(Rect::from_min_size(pos2(0.0, TOP_BAR), size))
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
}
