//! One partner in the month that is shown: both materials with their numbers and words, and fifty equally likely
//! futures as dots, with a line that a person sets: how many fall below it?

use crate::analysis::number_format::{self, EstimativeWord};
use crate::engine::{MeanWillingness, PartnerCourse, Split, Statistics};
use crate::export::scene::is_picture;
use crate::scenario::{ActorId, Material, PerMaterial};
use crate::ui::phrases::capitalised;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::plots::chart::Shown;
use crate::ui::plots::dots::{self, Lines};
use crate::ui::stages::choosers::{self, PARTNERS_WIDTH, PartnerChooser};
use crate::ui::stages::split;
use crate::ui::stages::why::reasons::{self, ReasonsOf};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, STALE_OPACITY, Themed};
use crate::ui::widgets::elided;
use crate::ui::widgets::explain::{self, Explanation, Unit};
use crate::ui::widgets::paint::{self, StyledText};
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Commands, Scene, TableId};
use egui::accesskit::Action;
use egui::{
    Align, Align2, EventFilter, Key, Label, Layout, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// The state of the close look between frames.
#[derive(Debug, Default)]
pub struct PartnerPanelState {
    /// The partner that was chosen here.
    pub chosen: Option<ActorId>,
    dots: DotsState,
}

impl PartnerPanelState {
    /// The partner that is looked at.
    pub fn partner(&self, scene: &Scene<'_>) -> Option<ActorId> {
        choosers::looked_at(scene.scenario, scene.selection, self.chosen.as_ref())
    }
}

/// Shows the partner that is looked at, if there is one.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut PartnerPanelState, commands: &mut Commands) {
    let Some(partner) = state.partner(scene) else { return };
    head(
        ui,
        scene,
        PartnerChooser { name: "Partner looked at", partner: &partner, chosen: &mut state.chosen },
        commands,
    );
    let Some(result) = scene.shown else { return };
    let course = result.projection.partner(&partner).filter(|course| !course.months.is_empty());
    let Some(course) = course else { return };
    let month = (scene.month as usize).min(course.months.len() - 1);
    let Some(mean) = course.mean(month) else { return };
    ui.scope(|ui| {
        ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
        ui.spacing_mut().item_spacing.y = 1.0;
        for material in Material::ALL {
            let (spread, split) = (course.months[month].of(material), &course.split[month]);
            MaterialLine { partner: &partner, material, mean, split, spread }.show(ui, scene, commands);
        }
        let place = ui.available_rect_before_wrap();
        if let Some(dots) = course.dots.get(month) {
            Futures { dots, withheld: &mean.withheld }.show(ui, scene, &mut state.dots);
            let place = place.with_max_y(ui.min_rect().bottom());
            let subject = PictureSubject::Futures(partner.clone(), state.dots.limit);
            PictureMenu { subject, table: Some(TableId::Courses) }.over(ui, place, commands);
        }
    });
}

/// The futures of a partner in the month that is shown, those of each material in a plot of its own below its name, for a
/// picture; with a line at a share.
pub fn futures_picture(ui: &mut Ui, scene: &Scene<'_>, course: &PartnerCourse, limit: f64) {
    let theme = ui.theme();
    let month = (scene.month as usize).min(course.months.len().saturating_sub(1));
    let Some((dots, mean)) = course.dots.get(month).zip(course.mean(month)) else { return };
    let futures = Futures { dots, withheld: &mean.withheld };
    let (upper, lower) = ui.available_rect_before_wrap().split_top_bottom_at_fraction(0.5);
    for (material, place) in Material::ALL.into_iter().zip([upper, lower]) {
        let name = capitalised(material.name());
        let title = StyledText::new(&name, theme.strong_note_font(), theme.colors.ink);
        ui.painter().galley(place.min, title.elided(ui, place.width(), 1), theme.colors.ink);
        let plot = place.with_min_y(place.top() + theme.note_line()).with_max_y(place.bottom() - GRID);
        ui.push_id(material.short_name(), |ui| futures.plot(ui, plot, material, limit));
    }
    ui.allocate_rect(upper.union(lower), Sense::hover());
}

/// The least room of the note beside the heading, in points at ordinary type: its first words.
const NOTE_ROOM: f32 = 60.0;

fn head(ui: &mut Ui, scene: &Scene<'_>, chooser: PartnerChooser<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let name = scene.scenario.name(chooser.partner);
    let one_plays = scene.playback.which.is_some();
    let over = if one_plays { ", all histories" } else { "" };
    if one_plays {
        ui.add_space(4.0);
        ui.label(theme.heading("All histories together"));
        let apart = "Not only the history above: how often, and how bad, over all of them.";
        ui.add(Label::new(theme.quiet(apart)).wrap());
    }
    ui.horizontal(|ui| {
        let title = |name: &str| {
            let title = format!("{name}, month {}{over}", scene.month);
            if one_plays { theme.semibold(title) } else { theme.heading(title) }
        };
        // The name stands in the list beside it too, so that it may be cut before the month.
        let width = ui.available_width() - theme.grown(PARTNERS_WIDTH) - ui.spacing().item_spacing.x;
        elided::label_around(ui, name, title, width);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            chooser.show(ui, scene, commands).on_hover_text("Which partner to look at closely.");
            // Where a long name takes all the room, an ellipsis would say nothing.
            if ui.available_width() > theme.grown(NOTE_ROOM) {
                ui.add(Label::new(theme.note(format!("mean, {}", split::PAIR))).truncate());
            }
        });
    });
}

/// A partner's willingness to share a material, in numbers and words.
struct MaterialLine<'a> {
    partner: &'a ActorId,
    material: Material,
    /// The mean of all histories.
    mean: &'a MeanWillingness,
    /// The means where it has learned, and where not.
    split: &'a Split,
    /// The distribution as planned.
    spread: &'a Statistics,
}

impl MaterialLine<'_> {
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
        let MaterialLine { partner, material, mean, spread, .. } = *self;
        let theme = ui.theme();
        let size = vec2(ui.available_width(), theme.size.text + 7.0 + theme.note_line());
        let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
        self.numbers(ui, place);
        let title = format!("{}, {}, month {}", scene.scenario.name(partner), material.name(), scene.month);
        let [low, .., high] = spread.quantiles.map(number_format::points);
        let planned = *mean.planned.of(material);
        paint::described(&response, || {
            format!(
                "{title}: mean {}, {} if nothing were said, {}, 5 to 95\u{a0}%: {low} to {high}\u{a0}%; {}",
                number_format::percent(planned),
                number_format::percent(*mean.withheld.of(material)),
                EstimativeWord::of(planned).in_sentence,
                split::words(self.split, material)
            )
        });
        let meaning = "The chance that it shares in that month, over all histories.";
        let reasons = ReasonsOf { partner, material }.known(scene, &response, commands);
        let explained = Explanation { title: &title, statistics: spread, unit: Unit::Share, meaning };
        explain::tip(response, |ui| {
            explained.show(ui);
            reasons::largest(ui, scene, reasons);
        });
    }

    /// The numbers of the material in columns, and the split below them.
    fn numbers(&self, ui: &Ui, place: Rect) {
        let theme = ui.theme();
        let (scale, ink) = (theme.size.note / 11.0, theme.colors.ink);
        let y = place.top() + 0.5 * (theme.size.text + 6.0);
        let shift = split::pair(self.mean, self.material);
        let title = capitalised(self.material.name());
        let galley = paint::StyledText::new(&title, theme.text_font(), ink).elided(ui, 138.0 * scale, 1);
        paint::left(ui, pos2(place.left(), y), galley, ink);
        let right = |x: f32, text: &str, font, color| {
            let at = pos2(place.left() + x * scale, y);
            ui.painter().text(at, Align2::RIGHT_CENTER, text, font, color);
        };
        right(208.0, &number_format::in_percent(shift.values()), theme.text_font(), ink);
        right(258.0, &shift.directed(), theme.semibold_font(), ink);
        let [low, .., high] = self.spread.quantiles.map(number_format::points);
        let wide = place.width() > 500.0 * scale;
        if wide {
            right(366.0, &format!("5–95\u{a0}%: {low}–{high}\u{a0}%"), theme.note_font(), theme.colors.ink_2);
        }
        let at = pos2(place.left() + if wide { 384.0 } else { 276.0 } * scale, y);
        let word = EstimativeWord::of(*self.mean.planned.of(self.material)).word;
        let word = paint::StyledText::new(word, theme.note_font(), theme.colors.ink_2);
        paint::left(ui, at, word.elided(ui, place.right() - at.x, 1), theme.colors.ink_2);
        let words = split::words(self.split, self.material);
        let below = pos2(place.left() + 12.0 * scale, place.bottom() - 1.0);
        ui.painter().text(below, Align2::LEFT_BOTTOM, words, theme.note_font(), theme.colors.ink_2);
    }
}

/// The least and the greatest height of the plot, in points at ordinary type.
const HEIGHT: (f32, f32) = (104.0, 180.0);
/// The room above the dots for the names of both lines, and at the right for the count.
const ABOVE: f32 = 34.0;
const COUNT: f32 = 112.0;

/// The state of the dots between frames.
#[derive(Debug)]
struct DotsState {
    /// The material they show.
    material: Material,
    /// The share below which a future counts as too little, 0 to 1.
    limit: f64,
}

impl Default for DotsState {
    fn default() -> Self {
        // Half: the first line anybody would draw.
        DotsState { material: Material::default(), limit: 0.5 }
    }
}

const DOTS_MATERIALS: [Segment<'static, Material>; 2] = [
    Segment {
        value: Material::Content,
        text: "Content",
        explains: "Willingness to share what its sources report.",
    },
    Segment {
        value: Material::SourcesAndMethods,
        text: "Sources and methods",
        explains: "Willingness to share its sources and methods as well.",
    },
];

/// Fifty equally likely futures of a partner in a month: its willingness in each, as shares.
struct Futures<'a> {
    dots: &'a PerMaterial<Vec<f64>>,
    /// The means if nothing were said.
    withheld: &'a PerMaterial<f64>,
}

impl Futures<'_> {
    /// Shows the dots of a material with the line and the count below it.
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, state: &mut DotsState) {
        let theme = ui.theme();
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let asked = segmented::Segmented { name: "Dots", segments: &DOTS_MATERIALS, width: None }
                .show(ui, &state.material);
            state.material = asked.chosen.unwrap_or(state.material);
            let values = self.dots.of(state.material);
            match idle_line(values, *self.withheld.of(state.material), state.limit) {
                Some(finding) => {
                    icons::show(ui, Icon::Warning, theme.size.text, theme.colors.worse);
                    ui.add(Label::new(theme.note(finding)).truncate());
                }
                None => drop(paint::note(ui, "each dot is one future in fifty, equally likely")),
            }
        });
        let scale = theme.size.note / 11.0;
        // In one history what is left over is the log’s.
        let most = if scene.playback.which.is_some() { HEIGHT.0 } else { HEIGHT.1 };
        let height = (ui.available_height() - 2.0).clamp(HEIGHT.0 * scale, most * scale);
        let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let values = self.dots.of(state.material);
        let below = below(values, state.limit);
        let shown = self.plot(ui, place, state.material, state.limit);
        if let Some(moved) = moved(ui, &shown, state.limit) {
            state.limit = (moved.clamp(0.0, 1.0) * 100.0).round() / 100.0;
        }
        shown.response.widget_info(|| WidgetInfo {
            current_text_value: Some(format!("{}, {below} below", number_format::percent(state.limit))),
            ..WidgetInfo::slider(true, state.limit * 100.0, "Your line")
        });
        ui.ctx().accesskit_node_builder(shown.response.id, |line| {
            line.set_min_numeric_value(0.0);
            line.set_max_numeric_value(100.0);
            line.set_numeric_value_step(1.0);
        });
        match shown.response.hover_pos() {
            Some(at) => shown.read_out(reading(values, shown.values(at)[0])),
            None => drop(shown.response.on_hover_text(HINT)),
        }
    }

    /// The dots of a material in a place, with both lines named above them and the count at the right.
    fn plot(&self, ui: &mut Ui, place: Rect, material: Material, limit: f64) -> Shown {
        let scale = ui.theme().size.note / 11.0;
        let plot = Rect::from_min_max(
            pos2(place.left() + 8.0, place.top() + ABOVE * scale),
            pos2(place.right() - COUNT * scale - 16.0, place.bottom()),
        );
        let values = self.dots.of(material);
        let lines = Lines { limit, withheld: *self.withheld.of(material) };
        let id = ui.make_persistent_id("futures");
        let shown = dots::draw(ui, id, plot, values, lines);
        // A picture is looked at by others than the one who set the line.
        let line = if is_picture(ui.ctx()) { "the line" } else { "your line" };
        name_lines(ui, &shown, lines, line);
        count(ui, pos2(place.right(), plot.top()), &below(values, limit), line);
        shown
    }
}

/// How many futures are below a share: “3 of 50”.
fn below(values: &[f64], limit: f64) -> String {
    format!("{} of {}", dots::below(values, limit), values.len())
}

/// A line that says nothing, as a sentence: no future comes near it, or the partner is under it whatever is told.
fn idle_line(values: &[f64], withheld: f64, limit: f64) -> Option<String> {
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let share = number_format::percent;
    if withheld < limit {
        Some(format!("below your line even if nothing were said: {}", share(withheld)))
    } else if lowest >= limit {
        Some(format!("your line is below every future; the lowest is {}", share(lowest)))
    } else {
        None
    }
}

const HINT: &str = "Below which willingness a future is too little for you: click, drag, or use ← and →.";

/// The number of futures below the pointer, in words.
fn reading(values: &[f64], at: f64) -> String {
    let at = (at.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    let (below, share) = (dots::below(values, at), number_format::percent(at));
    format!("{below} of {} futures below {share}\nClick or drag to set your line there.", values.len())
}

fn count(ui: &Ui, right: egui::Pos2, below: &str, line: &str) {
    let theme = ui.theme();
    let top = right + vec2(0.0, theme.size.figure * 0.6);
    ui.painter().text(top, Align2::RIGHT_CENTER, below, theme.figure_font(), theme.colors.ink);
    let under = top + vec2(0.0, theme.size.figure);
    let text = format!("below {line}");
    ui.painter().text(under, Align2::RIGHT_CENTER, text, theme.note_font(), theme.colors.ink_2);
}

/// Names both lines above the plot, each away from the other.
fn name_lines(ui: &Ui, shown: &Shown, Lines { limit, withheld }: Lines, line: &str) {
    let (theme, top) = (ui.theme(), shown.frame().top());
    let at = |share: f64| shown.transform.position_from_point_x(share);
    let text = format!("unsaid: {}", number_format::percent(withheld));
    let align = away(withheld, limit);
    ui.painter().text(pos2(at(withheld), top - 4.0), align, text, theme.note_font(), theme.colors.ink_2);
    let above = pos2(at(limit), top - 4.0 - theme.note_line());
    let text = format!("{line}: {}", number_format::percent(limit));
    ui.painter().text(above, away(limit, withheld), text, theme.strong_note_font(), theme.colors.ink);
    ui.painter().vline(above.x, above.y..=top, Stroke::new(1.5, theme.colors.ink));
}

/// On which side of its line a name stands: away from the other line, unless the edge is too near. To the
/// right there is always room, over the count.
fn away(share: f64, other: f64) -> Align2 {
    let leftward = if share == other { share > 0.5 } else { share < other };
    if leftward && share > 0.25 { Align2::RIGHT_BOTTOM } else { Align2::LEFT_BOTTOM }
}

/// The share to which the line is moved by pointer, keyboard or screen reader.
fn moved(ui: &Ui, shown: &Shown, now: f64) -> Option<f64> {
    let response: &Response = &shown.response;
    let pressed = response.is_pointer_button_down_on() || response.clicked();
    if let Some(at) = response.interact_pointer_pos().filter(|_| pressed) {
        return Some(shown.values(at)[0]);
    }
    if let Some(value) = paint::value_asked(ui, response) {
        return Some(value / 100.0);
    }
    let reader = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action)) as f64;
    let mut steps = reader(Action::Increment) - reader(Action::Decrement);
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let count = |key| ui.input(|input| input.num_presses(key)) as f64;
        steps += count(Key::ArrowRight) - count(Key::ArrowLeft);
    }
    (steps != 0.0).then_some(now + steps / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_says_nothing_is_found() {
        let values = [0.6, 0.8];
        assert_eq!(idle_line(&values, 0.9, 0.7), None);
        let below_all = idle_line(&values, 0.9, 0.5).expect("no future is under it");
        assert_eq!(below_all, "your line is below every future; the lowest is 60\u{a0}%");
        let above_start = idle_line(&values, 0.65, 0.7).expect("it is under it already");
        assert_eq!(above_start, "below your line even if nothing were said: 65\u{a0}%");
    }
}
