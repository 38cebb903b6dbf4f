//! How far each number alone moves a result, and where it turns the advice.

use super::{about, rows};
use crate::analysis::sensitivity::sobol::Source;
use crate::analysis::sensitivity::switching_values::{SwitchingValue, SwitchingValues};
use crate::analysis::sensitivity::tornado::{Bar, Tornado};
use crate::ui::chrome::status_bar::thousands;
use crate::ui::plots::scale::Scale;
use crate::ui::plots::tornado::{self as plot, Head, Row};
use crate::ui::stages::answer;
use crate::ui::stages::phrases::capitalised;
use crate::ui::widgets::explain;
use crate::ui::widgets::number::short;
use crate::ui::{Answer, Commands, Query, Scene, TableId};
use egui::{Label, Sense, Ui, vec2};

/// Shows the bars.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut super::State, commands: &mut Commands) {
    super::of_result(ui, scene, state, "What moves");
    let query = Query::Tornado(super::measure(scene, state));
    super::sentence(
        ui,
        scene,
        format!(
            "Each number moved from end to end of its range, the others varying as they do, under “{}”. Click a row for its source.",
            scene.plan.name
        ),
    );
    let there = matches!(scene.find(&query, commands), Some((Answer::Tornado(_), true)));
    ui.scope(|ui| {
        let found = answer::line(ui, scene, commands, &query, &super::basis(&query), Some(TableId::Numbers));
        turning(ui, scene, commands, there);
        match found {
            Some(Answer::Tornado(tornado)) => bars(ui, scene, state, tornado),
            _ => reserve(ui, scene),
        }
    });
}

/// How far the search for flips is. It waits for the bars, which are there much sooner.
fn turning(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, there: bool) {
    let plans = scene.scenario.plans.len();
    let histories = thousands(Query::SwitchingValues.histories());
    let basis = format!("Flips: another of {plans} plans has the best mean total, in {histories} histories");
    if there {
        ui.scope(|ui| answer::line(ui, scene, commands, &Query::SwitchingValues, &basis, None));
    } else {
        let size = vec2(ui.available_width(), scene.theme.control());
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(scene.theme.note(basis)).truncate());
        });
    }
}

/// Keeps the room that the bars will take.
fn reserve(ui: &mut Ui, scene: &Scene<'_>) {
    let rows = rows::shown(super::uncertain(scene.scenario).count(), false) as f32;
    let height = plot::head_height(scene.theme) + rows * plot::row_height(scene.theme);
    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
}

fn bars(ui: &mut Ui, scene: &Scene<'_>, state: &mut super::State, tornado: &Tornado) {
    let theme = scene.theme;
    let (measure, name) = (&tornado.measure, tornado.measure.name(scene.scenario));
    let values = tornado.bars.iter().flat_map(|bar| bar.at).chain([tornado.mean.mean]);
    let head = Head {
        name: &name,
        now: tornado.mean.mean,
        now_written: super::written(measure, tornado.mean.mean),
        scale: Scale::holding(values, crate::ui::stages::results::along_axis(measure)),
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), plot::head_height(theme));
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let now = super::difference(measure, tornado.mean.mean, tornado.mean.se);
    crate::ui::widgets::paint::described(&response, || format!("{name} now: {now}"));
    plot::head(ui, theme, place, &head);
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.semibold(format!("{name} now: {now}")));
        ui.label(theme.note("The mean with every number as uncertain as it is; ± is its standard error. A diamond marks where the advice flips; it is hollow where luck alone may have made the flip."));
    });
    let flips = known_flips(scene);
    for bar in tornado.bars.iter().take(rows::shown(tornado.bars.len(), state.all)) {
        let of = flips.and_then(|(flips, _)| flips.iter().find(|flips| flips.input == bar.input));
        row(
            ui,
            scene,
            state,
            &head,
            tornado,
            (bar, of.map(|of| (of, flips.is_some_and(|(_, current)| current)))),
        );
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        rows::toggle(ui, theme, tornado.bars.len(), &mut state.all);
        let without = match tornado.without_range {
            0 => "Every number has a range.".to_owned(),
            1 => "1 number has no range and is left out.".to_owned(),
            more => format!("{more} numbers have no range and are left out."),
        };
        ui.add(Label::new(theme.note(without)).truncate());
    });
}

/// The flips that are known, with whether they are those of what is on the screen; asks nothing.
pub fn known_flips<'a>(scene: &Scene<'a>) -> Option<(&'a [SwitchingValues], bool)> {
    match scene.find(&Query::SwitchingValues, &mut Commands::default()) {
        Some((Answer::SwitchingValues(flips), current)) => Some((flips, current)),
        _ => None,
    }
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut super::State,
    head: &Head<'_>,
    tornado: &Tornado,
    (bar, of): (&Bar, Option<(&SwitchingValues, bool)>),
) {
    let theme = scene.theme;
    let name = scene.scenario.input_name(&bar.input);
    let source = Source::Number(bar.input.clone());
    let open = state.open.as_ref() == Some(&source);
    let shown = Row {
        name: &name,
        ends: bar.ends.map(short),
        at: bar.at,
        turns: of.map(|(of, _)| along(of)).unwrap_or_default(),
        turns_at: of.map_or(["…".to_owned(), String::new()], |(of, _)| turns_at(of)),
        turns_known: of.is_some_and(|(_, current)| current),
    };
    let swing = swing(tornado, bar, head.name);
    let says = format!("{name}: {swing}; flips at {}", shown.turns_at.join(" "));
    let (place, response) = rows::row(ui, theme, plot::height_for(ui, theme, &name), &says, open);
    plot::row(ui, theme, place, head, &shown, rows::fill(theme, &response, open));
    let mut more = vec![format!("{}.", capitalised(&swing))];
    more.extend(of.map(|(of, _)| about::turns(scene, of)).unwrap_or_default());
    if response.clicked() {
        state.open = if open { None } else { Some(source) };
    }
    explain::tip(response, |ui| {
        ui.set_max_width(360.0);
        ui.label(theme.semibold(&name));
        more.iter().for_each(|line| {
            ui.label(theme.note(line));
        });
    });
    if open {
        about::number(ui, scene, &bar.input, &more);
    }
}

fn swing(tornado: &Tornado, bar: &Bar, name: &str) -> String {
    let written = |value| super::written(&tornado.measure, value);
    format!(
        "from {} to {}, {name} goes from {} to {}: {}",
        short(bar.ends[0]),
        short(bar.ends[1]),
        written(bar.at[0]),
        written(bar.at[1]),
        super::difference(&tornado.measure, bar.swing.mean, bar.swing.se)
    )
}

/// Where on the way from end to end the advice turns.
fn along(of: &SwitchingValues) -> Vec<plot::Turn> {
    let [low, high] = of.ends;
    let turn = |flip: &SwitchingValue| plot::Turn {
        along: ((flip.value - low) / (high - low)).clamp(0.0, 1.0),
        clear: flip.clear,
    };
    of.flips.iter().map(turn).collect()
}

/// What stands in the column: the first clear place, how well it is known, and how many others there are.
/// What luck alone may have made has no place here but in the note.
fn turns_at(of: &SwitchingValues) -> [String; 2] {
    let clear: Vec<&SwitchingValue> = of.flips.iter().filter(|flip| flip.clear).collect();
    let within = |flip: &SwitchingValue| match flip.se.is_finite() {
        true => format!("± {}", about::place(of, flip.se)),
        false => String::new(),
    };
    match clear.as_slice() {
        [] if of.flips.is_empty() => ["never".into(), String::new()],
        [] => ["unclear".into(), String::new()],
        [one] => [about::place(of, one.value), within(one)],
        [first, others @ ..] => {
            [format!("{} +{}", about::place(of, first.value), others.len()), within(first)]
        }
    }
}
