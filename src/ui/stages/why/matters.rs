//! The parts that the views of the sensitivity analysis share: the choice of view and of result, and rows of
//! numbers that open to a note.

use crate::analysis::measure::Measure;
use crate::analysis::number_format::{self, counted, short};
use crate::analysis::sensitivity::sobol::VarianceSource;
use crate::analysis::sensitivity::switching_values::{SwitchingValue, SwitchingValues};
use crate::export::scene::is_picture;
use crate::scenario::{Input, PlanId, Scenario};
use crate::ui::phrases::capitalised;
use crate::ui::stages::choosers::ResultChooser;
use crate::ui::stages::setting::quantity;
use crate::ui::theme::Themed;
use crate::ui::widgets::segmented::{Segment, Segmented};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, Stage, ViewCommand};
use egui::{Button, Color32, Frame, Label, Margin, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// A view of the sensitivity analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SensitivityView {
    /// Each number alone, from end to end of its range, with its switching values.
    #[default]
    Tornado,
    /// Each number alone and with all others: Sobol’ indices.
    Interactions,
    /// The value of knowing each number before deciding.
    Worth,
    /// The best plan for each pair of values of two numbers.
    TwoNumbers,
}

impl SensitivityView {
    /// All views.
    pub const ALL: [SensitivityView; 4] = [
        SensitivityView::Tornado,
        SensitivityView::Interactions,
        SensitivityView::Worth,
        SensitivityView::TwoNumbers,
    ];

    /// The name in the choice of a view.
    pub fn name(self) -> &'static str {
        match self {
            SensitivityView::Tornado => "Tornado",
            SensitivityView::Interactions => "Interactions",
            SensitivityView::Worth => "Worth knowing",
            SensitivityView::TwoNumbers => "Two numbers",
        }
    }

    /// The question that the view answers, for its tooltip.
    pub fn explains(self) -> &'static str {
        match self {
            SensitivityView::Tornado => {
                "How far each number alone moves a result, and where it changes the best plan."
            }
            SensitivityView::Interactions => {
                "Which numbers make a result uncertain, alone and together with others."
            }
            SensitivityView::Worth => "What it would be worth to know a number before deciding.",
            SensitivityView::TwoNumbers => {
                "Which plan is best where two numbers differ from what they are thought to be."
            }
        }
    }
}

/// The state of the views between frames; none of it belongs to the document.
#[derive(Debug, Default)]
pub struct MattersState {
    /// The view that is shown.
    pub view: SensitivityView,
    /// The result, of a willingness its level; the total until somebody chooses.
    pub measure: Option<Measure>,
    /// Whether a willingness is asked about as it is, and not as its change against saying nothing: on levels a
    /// number matters by where a partner started.
    pub levels: bool,
    /// The number whose note is open.
    pub open: Option<VarianceSource>,
    /// True if every row is shown, and not only the first ones.
    pub all: bool,
    /// The numbers across and up the map of two numbers, once they are chosen, by hand or by what is known of
    /// them.
    pub pair: Option<[Input; 2]>,
    /// The field of that map that the arrow keys have come to.
    pub field: Option<usize>,
}

/// A sentence where something will be, and the way there.
pub fn empty(ui: &mut Ui, says: &str, stage: Stage, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(8.0);
    ui.add(Label::new(theme.quiet(says)).wrap());
    if ui.button(theme.text(format!("Go to {}", stage.name()))).clicked() {
        commands.send(ViewCommand::GoTo(stage));
    }
}

/// The least number of plans among which there is something to choose.
pub const CHOICE: usize = 2;

/// The numbers that have a range.
pub fn uncertain(scenario: &Scenario) -> impl Iterator<Item = Input> {
    scenario.figures().filter(|(_, figure)| figure.is_range()).map(|(input, _)| input)
}

/// The result that is asked about: of a willingness, in the month under the slider; the total until one is
/// chosen, and when the chosen one is gone.
pub fn measure(scene: &Scene<'_>, state: &MattersState) -> Measure {
    let month = scene.month;
    let now = state.measure.clone().map_or(Measure::TOTAL, |chosen| chosen.in_month(month));
    if !Measure::all(scene.scenario, month).contains(&now) {
        return Measure::TOTAL;
    }
    if state.levels { now } else { now.change().unwrap_or(now) }
}

/// The switching values that are known.
pub struct KnownSwitchingValues<'a> {
    /// Those of each number; until they are finished, of some that never change the best plan.
    pub numbers: &'a [SwitchingValues],
    /// Whether no more are to come.
    pub finished: bool,
    /// Whether they are those of the document as it stands now.
    pub current: bool,
}

/// The switching values that are known; asks nothing.
pub fn known_switching_values<'a>(scene: &Scene<'a>, by: &Measure) -> Option<KnownSwitchingValues<'a>> {
    match scene.find(&Query::SwitchingValues(by.clone()), &mut Commands::default()) {
        Some((Answer::SwitchingValues { measure, numbers, finished }, current)) if measure == by => {
            Some(KnownSwitchingValues { numbers, finished: *finished, current })
        }
        // Not answered yet, or there is nothing to answer.
        _ => None,
    }
}

/// A heading that ends in the result, to be chosen.
pub fn of_result(ui: &mut Ui, scene: &Scene<'_>, state: &mut MattersState, heading: &str) {
    let theme = ui.theme();
    let mut chosen = measure(scene, state).level();
    ui.horizontal(|ui| {
        ui.label(theme.heading(heading));
        let width = ui.available_width();
        ResultChooser { name: "Result", width, chosen: &mut chosen }
            .show(ui, scene)
            .on_hover_text("Which result to ask about; willingness is that in the month under the slider.");
    });
    let is_willingness = chosen.change().is_some();
    state.measure = Some(chosen);
    if is_willingness {
        let segmented = Segmented { name: "Willingness", segments: &LEVELS, width: None };
        state.levels = segmented.show(ui, &state.levels).chosen.unwrap_or(state.levels);
    }
}

/// A willingness as its change, or as it is.
const LEVELS: [Segment<'static, bool>; 2] = [
    Segment {
        value: false,
        text: "Change against saying nothing",
        explains: "What telling does to it, in percentage points.",
    },
    Segment { value: true, text: "Level", explains: "What is left of it, which is mostly where it started." },
];

/// A sentence that says what is shown.
pub fn sentence(ui: &mut Ui, says: impl Into<String>) {
    let says = ui.theme().note(says);
    ui.add(Label::new(says).wrap());
}

/// Says, while it is supposed that the originator learns, why the choice of a plan is still judged by all histories.
pub fn choice_comes_first(ui: &mut Ui, scene: &Scene<'_>) {
    if scene.supposes_learning {
        sentence(
            ui,
            "A plan is chosen before it is known whether the originator learns: it is judged here by the total of all \
             histories, although the map supposes that it learns.",
        );
    }
}

/// The place above rows of estimates, which explains their method on hover.
pub fn estimates_head(ui: &mut Ui, method: &str) -> Rect {
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), ui.theme().note_line() + 4.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    paint::described(&response, || method);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(ui.theme().note(method));
    });
    place
}

/// The histories behind an answer, in a few words: all, whatever is supposed.
pub fn basis(scene: &Scene<'_>, query: &Query) -> String {
    let histories = counted(query.histories(), "history");
    match scene.supposes_learning {
        true => format!("In all {histories}, learned or not, with the same luck"),
        false => format!("In {histories}, with the same luck"),
    }
}

/// A result as it is written; a change of a willingness in percentage points.
pub fn written(measure: &Measure, value: f64) -> String {
    match (measure.is_change(), measure.is_share()) {
        (true, _) => number_format::signed_fixed(100.0 * value, 1),
        (false, true) => number_format::exact_percent(value),
        (false, false) => number_format::amount(value),
    }
}

/// A difference of a result, with its error.
pub fn difference(measure: &Measure, mean: f64, se: f64) -> String {
    let within = |value: f64, error: f64, decimals| {
        let error = number_format::fixed(error, decimals);
        format!("{} ± {error}", number_format::signed_fixed(value, decimals))
    };
    match measure.is_share() {
        true => format!("{} points", within(100.0 * mean, 100.0 * se, 1)),
        false => within(mean, se, 3),
    }
}

/// The number of rows shown at first; rows are sorted by how much they matter.
pub const FIRST_ROWS: usize = 12;

/// A place for a row that opens by click or Enter; `says` is what stands in it.
pub fn row(ui: &mut Ui, height: f32, says: &str, open: bool) -> (Rect, Response) {
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, says));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let fill = row_fill(ui, &response, open);
    ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, fill);
    (place, response)
}

/// The fill behind a row.
pub fn row_fill(ui: &Ui, response: &Response, open: bool) -> Color32 {
    let theme = ui.theme();
    if response.hovered() || open { theme.colors.sunk } else { theme.colors.panel }
}

/// The number of rows that are shown.
pub fn rows_shown(count: usize, all: bool) -> usize {
    if all || count <= FIRST_ROWS + 1 { count } else { FIRST_ROWS }
}

/// The button that shows the other rows, where there are any.
pub fn toggle_rows(ui: &mut Ui, count: usize, all: &mut bool) {
    let theme = ui.theme();
    if count <= FIRST_ROWS + 1 {
        return;
    }
    if is_picture(ui.ctx()) {
        ui.add(Label::new(theme.note(format!("The first {FIRST_ROWS} of {count}."))).extend());
        return;
    }
    let text = if *all { format!("Show the first {FIRST_ROWS}") } else { format!("Show all {count}") };
    if ui.add(Button::new(theme.note(text).color(theme.colors.ink))).clicked() {
        *all = !*all;
    }
}

/// Shows the note of a number, and below it what else there is to say.
pub fn number_note(ui: &mut Ui, scene: &Scene<'_>, input: &Input, more: &[String]) {
    let theme = ui.theme();
    note(ui, &capitalised(&scene.scenario.input_name(input)), |ui| {
        let bounds = input.bounds();
        let Some(figure) = scene.scenario.figure(input) else {
            ui.label(theme.note("It is no longer part of the document."));
            return;
        };
        let range = format!(
            "Range {} to {}, most likely {}: {}.",
            short(figure.low),
            short(figure.high),
            short(figure.likely),
            bounds.what
        );
        ui.add(Label::new(theme.note(range).color(theme.colors.ink)).wrap());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (place, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            quantity::mark(ui.painter(), place.center(), &figure.from);
            let mut from = figure.from.in_words();
            if !figure.note.is_empty() {
                from = format!("{from} {}", figure.note);
            }
            ui.add(Label::new(theme.note(from)).wrap());
        });
        for line in more {
            ui.add(Label::new(theme.note(line).color(theme.colors.ink)).wrap());
        }
    });
}

/// A note under a row.
pub fn note(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    let theme = ui.theme();
    // As wide as the fill of the row above it.
    let wider = Margin { left: -4, right: -4, ..Margin::ZERO };
    Frame::new().fill(theme.colors.sunk).inner_margin(8.0).outer_margin(wider).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.add(Label::new(theme.semibold(title)).wrap());
        contents(ui);
    });
}

/// The switching values of a number, a sentence for each.
pub fn switching_sentences(scene: &Scene<'_>, of: &SwitchingValues) -> Vec<String> {
    let name = |plan: &PlanId| scene.scenario.plan_name(plan).to_owned();
    if of.values.is_empty() {
        return vec![format!(
            "It never changes the best plan: “{}” is best from end to end.",
            name(&of.at_low)
        )];
    }
    let sentence = |switch: &SwitchingValue| {
        let within = match switch.se.is_finite() {
            true => format!(" ± {}", place_within(of, switch.se)),
            false => " (the plans hardly part there, so the place is not sure)".to_owned(),
        };
        let (at, from, to) = (place_within(of, switch.value), name(&switch.from), name(&switch.to));
        if switch.clear {
            format!("It changes the best plan at {at}{within}: below it “{from}” is best, above it “{to}”.")
        } else {
            format!(
                "It may change the best plan at {at}{within}, from “{from}” to “{to}”; in so many histories neither \
                 is clearly better on its side of it, so luck alone may have made this."
            )
        }
    };
    of.values.iter().map(sentence).collect()
}

/// A value on the way from end to end, in as many digits as it is known to.
pub fn place_within(of: &SwitchingValues, value: f64) -> String {
    number_format::fixed(value, number_format::decimals_within(of.ends[0], of.ends[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_row_is_not_hidden_behind_a_button() {
        assert_eq!([5, 13, 14].map(|count| rows_shown(count, false)), [5, 13, 12]);
        assert_eq!(rows_shown(14, true), 14);
    }
}
