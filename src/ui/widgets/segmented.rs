//! A segmented control: one of several choices in a row, “In the room | Staffed”.

use super::paint;
use crate::ui::theme::{CONTROL, RADIUS, Themed};
use egui::{Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// One choice.
pub struct Segment<'a, T> {
    /// The value it selects.
    pub value: T,
    /// The visible text.
    pub text: &'a str,
    /// The tooltip, in a sentence.
    pub explains: &'a str,
}

impl<'a, T> Segment<'a, T> {
    /// A choice.
    pub const fn new(value: T, text: &'a str, explains: &'a str) -> Self {
        Segment { value, text, explains }
    }
}

/// The user's choice in a segmented control.
pub struct SegmentChoice<T> {
    /// The value clicked, if it is not the current one.
    pub chosen: Option<T>,
    /// The value hovered or focused, if it is not the current one.
    pub hovered: Option<T>,
    /// Each segment, in order.
    pub responses: Vec<Response>,
}

/// The distance from a text to the edge of its segment, in a row as wide as its texts; in points, as all lengths
/// here.
const PADDING: f32 = 10.0;
/// The distance from the segments to the edge of the row.
const INSET: f32 = 2.0;
/// The least padding on both sides together, in a narrow row: less than two of the usual ones, but the texts of
/// two segments are still told apart.
const LEAST_PADDING: f32 = 6.0;

/// The room at both ends of a text that is cut, in points.
const TEXT_INSET: f32 = 4.0;

/// A segmented control.
pub struct Segmented<'a, T> {
    /// The name that leads the accessible name of each segment.
    pub name: &'a str,
    /// The choices, in order.
    pub segments: &'a [Segment<'a, T>],
    /// The width of the whole row, in points; `None` for a row as wide as its texts.
    pub width: Option<f32>,
}

impl<T: Clone + PartialEq> Segmented<'_, T> {
    /// Shows the control with its current value.
    pub fn show(&self, ui: &mut Ui, current: &T) -> SegmentChoice<T> {
        let theme = ui.theme();
        let widths = widths(ui, self.segments, self.width);
        let size = vec2(widths.iter().sum::<f32>() + 2.0 * INSET, height(ui));
        let (rect, row) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().rect(
            rect,
            f32::from(RADIUS),
            theme.colors.sunk,
            Stroke::new(1.0, theme.colors.hairline),
            StrokeKind::Inside,
        );
        let mut asked =
            SegmentChoice { chosen: None, hovered: None, responses: Vec::with_capacity(self.segments.len()) };
        let mut x = rect.left() + INSET;
        for (index, (segment, width)) in self.segments.iter().zip(widths).enumerate() {
            let place = Rect::from_min_max(pos2(x, rect.top()), pos2(x + width, rect.bottom()))
                .shrink2(vec2(0.0, INSET));
            let response = ui.interact(place, row.id.with(index), Sense::click());
            let is_chosen = segment.value == *current;
            draw(ui, segment.text, is_chosen, &response);
            response.widget_info(|| {
                WidgetInfo::selected(
                    Role::RadioButton,
                    ui.is_enabled(),
                    is_chosen,
                    format!("{}: {}", self.name, segment.text),
                )
            });
            if !is_chosen && ui.is_enabled() {
                if response.clicked() {
                    asked.chosen = Some(segment.value.clone());
                } else if response.hovered() || response.has_focus() && asked.hovered.is_none() {
                    asked.hovered = Some(segment.value.clone());
                }
            }
            let is_cut = paint::width(ui, segment.text, theme.strong_note_font()) > width - TEXT_INSET;
            // Whatever is cut is said whole.
            let says = if is_cut {
                format!("{}: {}", segment.text, segment.explains)
            } else {
                segment.explains.into()
            };
            asked.responses.push(response.on_hover_text(says));
            x += width;
        }
        asked
    }
}

/// The width of a row that is as wide as its texts, in points.
pub fn width<T>(ui: &Ui, segments: &[Segment<'_, T>]) -> f32 {
    widths(ui, segments, None).iter().sum::<f32>() + 2.0 * INSET
}

/// True if no text is cut in a row of a width in points.
pub fn fits(ui: &Ui, texts: &[String], width: f32) -> bool {
    let theme = ui.theme();
    let room = |text: &String| paint::width(ui, text, theme.strong_note_font()) + LEAST_PADDING;
    texts.iter().map(room).sum::<f32>() <= width - 2.0 * INSET
}

/// The height of a row, in points.
pub fn height(ui: &Ui) -> f32 {
    CONTROL.max(ui.theme().size.note + 12.0)
}

fn widths<T>(ui: &Ui, segments: &[Segment<'_, T>], total: Option<f32>) -> Vec<f32> {
    let theme = ui.theme();
    // The semibold cut is the wider one: reserving it, nothing moves when the choice changes.
    let natural: Vec<f32> = segments
        .iter()
        .map(|segment| paint::width(ui, segment.text, theme.strong_note_font()) + 2.0 * PADDING)
        .collect();
    let sum: f32 = natural.iter().sum();
    match total.map(|total| total - 2.0 * INSET) {
        // Every segment gets the same share of the room that is left, or gives the same share of what is missing, as
        // long as only padding is missing.
        Some(total) => {
            let spare = (total - sum) / segments.len() as f32;
            if spare >= LEAST_PADDING - 2.0 * PADDING {
                natural.into_iter().map(|width| width + spare).collect()
            } else {
                let padding = LEAST_PADDING - 2.0 * PADDING;
                cut_longest(natural.into_iter().map(|width| width + padding).collect(), total)
            }
        }
        None => natural,
    }
}

/// Cuts the widest until all have room together: the others keep their widths.
fn cut_longest(mut widths: Vec<f32>, total: f32) -> Vec<f32> {
    let mut ascending = widths.clone();
    ascending.sort_by(f32::total_cmp);
    let mut left = total.max(0.0);
    let mut most = f32::INFINITY;
    for (done, width) in ascending.iter().enumerate() {
        let share = left / (ascending.len() - done) as f32;
        if *width > share {
            most = share;
            break;
        }
        left -= width;
    }
    widths.iter_mut().for_each(|width| *width = width.min(most));
    widths
}

fn draw(ui: &Ui, text: &str, is_chosen: bool, response: &Response) {
    let place = response.rect;
    let theme = ui.theme();
    let colors = &theme.colors;
    let (font, ink) = if is_chosen {
        ui.painter().rect_filled(place, 3.0, if ui.is_enabled() { colors.ink } else { colors.ink_3 });
        (theme.strong_note_font(), colors.panel)
    } else {
        if response.hovered() && ui.is_enabled() {
            ui.painter().rect_filled(place, 3.0, colors.hairline);
        }
        (theme.note_font(), if ui.is_enabled() { colors.ink_2 } else { colors.ink_3 })
    };
    let galley = paint::StyledText::new(text, font, ink).elided(ui, place.width() - TEXT_INSET, 1);
    let at = Align2::CENTER_CENTER.anchor_size(place.center(), galley.size());
    ui.painter().galley(at.min, galley, ink);
}
