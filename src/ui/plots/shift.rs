//! Before and after as two marks on an axis from 0 to 100 per cent.

use crate::engine::Statistics;
use crate::ui::theme::Theme;
use crate::ui::widgets::number::Shift;
use crate::ui::widgets::paint;
use egui::{Align2, Painter, Pos2, Rangef, Rect, Sense, Stroke, Ui, pos2, vec2};

/// Where names, axis and numbers stand across a plot.
pub struct Axis {
    left: f32,
    lane_end: f32,
    zero: f32,
    full: f32,
    /// Where “93 → 88” ends; folded away where the axis would get too short.
    values_end: Option<f32>,
    change_end: f32,
}

/// The shortest axis on which marks can be told apart, in points.
const SHORTEST: f32 = 90.0;

impl Axis {
    /// The axis that fits a place.
    pub fn of(theme: &Theme, place: Rect) -> Self {
        let scale = theme.size.note / 11.0;
        let (left, right) = (place.left(), place.right() - 8.0);
        let lane_end = left + 150.0 * scale;
        let zero = lane_end + 14.0;
        let values_end = right - 46.0 * scale;
        let beside_values = values_end - 58.0 * scale;
        let fits = beside_values - zero >= SHORTEST;
        Axis {
            left,
            lane_end,
            zero,
            full: if fits { beside_values } else { values_end - 14.0 },
            values_end: fits.then_some(values_end),
            change_end: right,
        }
    }

    /// How wide a partner's name may be.
    pub fn name_width(&self) -> f32 {
        self.lane_end - self.left - 46.0
    }

    fn at(&self, share: f64) -> f32 {
        self.zero + (self.full - self.zero) * share as f32
    }
}

const ENDS: [(f64, &str); 2] = [(0.0, "0"), (1.0, "100%")];

/// The numbers along the top, as many as there is room for.
pub fn axis_labels(ui: &mut Ui, theme: &Theme, axis: &Axis) {
    let size = vec2(ui.available_width(), paint::note_line(theme));
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    let all = [(0.0, "0"), (0.5, "50"), (1.0, "100%"), (0.25, "25"), (0.75, "75")];
    // Those in between go first, then that in the middle.
    let shown = match (axis.full - axis.zero) / theme.size.note {
        room if room > 10.0 => &all[..],
        room if room > 5.5 => &all[..3],
        _ => &ENDS,
    };
    for (share, text) in shown.iter().copied() {
        let at = pos2(axis.at(share), place.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, text, theme.note_font(), theme.colors.ink_2);
    }
}

/// One lane of one partner.
pub struct ShiftRow<'a> {
    /// Which lane.
    pub lane: &'a str,
    /// The mean before.
    pub before: f64,
    /// The distribution after.
    pub after: &'a Statistics,
    /// The mean after what is tried out.
    pub preview: Option<f64>,
}

const RING: f32 = 5.0;
const DOT: f32 = 4.0;

/// Draws a row: hollow ring before, solid dot after, whisker from 5 to 95 per cent, numbers.
pub fn draw(ui: &Ui, theme: &Theme, axis: &Axis, row: Rect, shown: &ShiftRow<'_>) {
    let (colors, painter, y) = (&theme.colors, ui.painter(), row.center().y);
    let shift = Shift::of(shown.before, shown.after.mean);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        painter.vline(axis.at(share), row.y_range(), Stroke::new(1.0, colors.hairline));
    }
    let text = |x: f32, text: String, font, color| {
        painter.text(pos2(x, y), Align2::RIGHT_CENTER, text, font, color);
    };
    text(axis.lane_end, shown.lane.into(), theme.note_font(), colors.ink_2);
    if let Some(end) = axis.values_end {
        text(end, shift.values(), theme.note_font(), colors.ink_2);
    }
    text(axis.change_end, shift.directed(), paint::strong_note(theme), colors.ink);
    let [low, .., high] = shown.after.quantiles;
    whisker(painter, Rangef::new(axis.at(low), axis.at(high)), y, Stroke::new(1.0, colors.line));
    let moved = match shift.change() {
        0 => colors.ink_2,
        rise if rise > 0 => colors.better,
        _ => colors.worse,
    };
    let (before, after) = (pos2(axis.at(shown.before), y), pos2(axis.at(shown.after.mean), y));
    painter.line_segment([before, after], Stroke::new(3.0, moved));
    painter.circle(before, RING, colors.panel, Stroke::new(1.5, colors.ink_2));
    painter.circle_filled(after, DOT, moved);
    if let Some(preview) = shown.preview {
        paint::dashed_circle(painter, pos2(axis.at(preview), y), RING + 1.5, Stroke::new(1.5, colors.ink));
    }
}

/// A thin line with ends.
pub fn whisker(painter: &Painter, across: Rangef, y: f32, stroke: Stroke) {
    painter.hline(across, y, stroke);
    for x in [across.min, across.max] {
        painter.line_segment([Pos2::new(x, y - 3.5), Pos2::new(x, y + 3.5)], stroke);
    }
}
