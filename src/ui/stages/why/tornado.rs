//! The tornado: how far each number alone moves a result, and at which of its values the best plan changes.

use super::matters;
use crate::analysis::measure::Measure;
use crate::analysis::number_format::{counted, short};
use crate::analysis::sensitivity::sobol::VarianceSource;
use crate::analysis::sensitivity::switching_values::{SwitchingValue, SwitchingValues};
use crate::analysis::sensitivity::tornado::{Bar, Tornado};
use crate::ui::phrases::capitalised;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::plots::axis::Axis;
use crate::ui::plots::sensitivity::{self as plot, Head, Row};
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::results;
use crate::ui::theme::Themed;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Label, Sense, Ui, vec2};

/// Shows the bars.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, commands: &mut Commands) {
    matters::of_result(ui, scene, state, "What moves");
    let measure = matters::measure(scene, state);
    let query = Query::Tornado(measure.clone());
    matters::sentence(
        ui,
        format!(
            "Each number moved from end to end of its range, the others varying as they do, under “{}”. Click a row for its source.",
            scene.plan.name
        ),
    );
    let there = matches!(scene.find(&query, commands), Some((Answer::Tornado(_), true)));
    let shown = ui.scope(|ui| {
        let found = AnswerLine {
            query: &query,
            basis: &matters::basis(scene, &query),
            table: Some(TableId::Numbers),
        }
        .show(ui, scene, commands);
        switching_line(ui, scene, commands, &Switches { by: &measure, there });
        match found {
            Some(Answer::Tornado(tornado)) => bars(ui, scene, state, tornado),
            // Not answered yet, or there is nothing to answer.
            _ => reserve(ui, scene),
        }
    });
    let menu = PictureMenu { subject: PictureSubject::Tornado(measure), table: Some(TableId::Numbers) };
    menu.over(ui, shown.response.rect, commands);
}

/// The search for switching values.
struct Switches<'a> {
    /// The result by which plans are best.
    by: &'a Measure,
    /// Whether the bars are there, for which it waits.
    there: bool,
}

/// The progress of the search for switching values, which waits for the bars, because these are there much
/// sooner.
fn switching_line(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, of: &Switches<'_>) {
    let plans = counted(scene.scenario.plans.len() as u64, "plan");
    let query = Query::SwitchingValues(of.by.clone());
    let histories = counted(query.histories(), "history");
    let result = match *of.by {
        Measure::TOTAL => "has the best mean total",
        _ => "is best by this result",
    };
    let basis = format!("Switching values: another of {plans} {result}, in {histories}");
    if of.there {
        ui.scope(|ui| AnswerLine { query: &query, basis: &basis, table: None }.show(ui, scene, commands));
    } else {
        let size = vec2(ui.available_width(), ui.theme().control_height());
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(ui.theme().note(basis)).truncate());
        });
    }
}

/// Keeps the room that the bars will take.
fn reserve(ui: &mut Ui, scene: &Scene<'_>) {
    let rows = matters::rows_shown(matters::uncertain(scene.scenario).count(), false) as f32;
    let height = plot::head_height(ui) + rows * plot::row_height(ui);
    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
}

/// The bars of the first rows and no more, or with all of them, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, tornado: &Tornado) {
    bars(ui, scene, &mut matters::MattersState::default(), tornado);
}

fn bars(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, tornado: &Tornado) {
    let theme = ui.theme();
    let (measure, name) = (&tornado.measure, tornado.measure.name(scene.scenario));
    let values = tornado.bars.iter().flat_map(|bar| bar.at).chain([tornado.mean.mean]);
    let head = Head {
        name: &name,
        // A long name stands in the list above; what is counted of a change does not.
        title: if measure.is_change() { "change, points" } else { &name },
        now: tornado.mean.mean,
        now_written: matters::written(measure, tornado.mean.mean),
        axis: Axis::holding(values, results::along_axis(measure)),
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), plot::head_height(ui));
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let now = matters::difference(measure, tornado.mean.mean, tornado.mean.se);
    paint::described(&response, || format!("{name} now: {now}"));
    let mut drawn = plot::Tornado::begin(ui, place, &head);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.semibold(format!("{name} now: {now}")));
        ui.label(theme.note(DIAMONDS));
    });
    let known = matters::known_switching_values(scene, measure);
    for bar in tornado.bars.iter().take(matters::rows_shown(tornado.bars.len(), state.all)) {
        let of = known.as_ref().and_then(|known| {
            let of = known.numbers.iter().find(|of| of.input == bar.input)?;
            Some(Switching { of, current: known.current })
        });
        let source = VarianceSource::Number(bar.input.clone());
        let open = state.open.as_ref() == Some(&source);
        let shown = Shown { tornado, head: &head, bar, of, open };
        if row(ui, scene, &mut drawn, &shown) {
            state.open = if open { None } else { Some(source) };
        }
        if open {
            drawn.draw(ui);
            matters::number_note(ui, scene, &bar.input, &shown.in_words(scene));
        }
    }
    drawn.draw(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        matters::toggle_rows(ui, tornado.bars.len(), &mut state.all);
        let without = match tornado.without_range {
            0 => "Every number has a range.".to_owned(),
            1 => "1 number has no range and is left out.".to_owned(),
            more => format!("{more} numbers have no range and are left out."),
        };
        ui.add(Label::new(theme.note(without)).truncate());
    });
}

const DIAMONDS: &str = "The mean with every number as uncertain as it is; ± is its standard error. A diamond marks \
                        the value at which the best plan changes; it is hollow where luck alone may have made \
                        the change.";

/// The switching values of a number.
#[derive(Clone, Copy)]
struct Switching<'a> {
    of: &'a SwitchingValues,
    /// True if they are those of the document as it stands now.
    current: bool,
}

/// A row with all that it is drawn from.
struct Shown<'a> {
    tornado: &'a Tornado,
    head: &'a Head<'a>,
    bar: &'a Bar,
    of: Option<Switching<'a>>,
    /// True if the note of the number is open.
    open: bool,
}

impl Shown<'_> {
    /// The swing and the switching values, a sentence each.
    fn in_words(&self, scene: &Scene<'_>) -> Vec<String> {
        let swing = format!("{}.", capitalised(&swing(self.tornado, self.bar, self.head.name)));
        let switches =
            self.of.into_iter().flat_map(|Switching { of, .. }| matters::switching_sentences(scene, of));
        std::iter::once(swing).chain(switches).collect()
    }
}

/// Shows a row, and returns true if it was clicked.
fn row(ui: &mut Ui, scene: &Scene<'_>, drawn: &mut plot::Tornado<'_>, shown: &Shown<'_>) -> bool {
    let theme = ui.theme();
    let Shown { tornado, head, bar, of, open } = *shown;
    let name = scene.scenario.input_name(&bar.input);
    let (switches, switches_at) = match of {
        Some(Switching { of, .. }) => (along(of), switches_at(of)),
        None => (Vec::new(), ["…".to_owned(), String::new()]),
    };
    let known = of.is_some_and(|of| of.current);
    let says = format!("{name}: {}{}", swing(tornado, bar, head.name), switches_in_words(&switches_at));
    let (place, response) = matters::row(ui, plot::height_for(ui, &name), &says, open);
    let (ends, fill) = (bar.ends.map(short), matters::row_fill(ui, &response, open));
    let row = Row { name: &name, ends, at: bar.at, switches, switches_at, known, fill };
    drawn.row(ui, place, &row);
    let clicked = response.clicked();
    explain::tip(response, |ui| {
        ui.set_max_width(360.0);
        ui.label(theme.semibold(&name));
        for line in shown.in_words(scene) {
            ui.label(theme.note(line));
        }
    });
    clicked
}

fn swing(tornado: &Tornado, bar: &Bar, name: &str) -> String {
    let written = |value| matters::written(&tornado.measure, value);
    format!(
        "from {} to {}, {name} goes from {} to {}: {}",
        short(bar.ends[0]),
        short(bar.ends[1]),
        written(bar.at[0]),
        written(bar.at[1]),
        matters::difference(&tornado.measure, bar.swing.mean, bar.swing.se)
    )
}

/// The switching values as shares of the way from end to end.
fn along(of: &SwitchingValues) -> Vec<plot::Switch> {
    let [low, high] = of.ends;
    let switch = |value: &SwitchingValue| plot::Switch {
        along: ((value.value - low) / (high - low)).clamp(0.0, 1.0),
        certain: value.clear,
    };
    of.values.iter().map(switch).collect()
}

/// The texts of the column at the end of a sentence; nothing while they are not known.
fn switches_in_words(column: &[String; 2]) -> String {
    match [column[0].as_str(), column[1].as_str()] {
        ["", ""] => String::new(),
        ["never", _] => "; switching value: none, the same plan is best from end to end".to_owned(),
        [at, within] => format!("; switching value: {}", format!("{at} {within}").trim_end()),
    }
}

/// The texts of the column: the first clear switching value with the number of others, and its standard error.
/// A change that luck alone may have made stands in the note only.
fn switches_at(of: &SwitchingValues) -> [String; 2] {
    let clear: Vec<&SwitchingValue> = of.values.iter().filter(|value| value.clear).collect();
    let within = |value: &SwitchingValue| match value.se.is_finite() {
        true => format!("± {}", matters::place_within(of, value.se)),
        false => String::new(),
    };
    match clear.as_slice() {
        [] if of.values.is_empty() => ["never".into(), String::new()],
        [] => ["unclear".into(), String::new()],
        [one] => [matters::place_within(of, one.value), within(one)],
        [first, others @ ..] => {
            [format!("{} +{}", matters::place_within(of, first.value), others.len()), within(first)]
        }
    }
}
