//! A better plan within limits: of all choices, the one with the highest total that keeps them.

use super::CompareState;
use super::choices;
use crate::analysis::comparison::Comparison;
use crate::analysis::frontier::best_choice::BestChoice;
use crate::analysis::frontier::choice_set::ChoiceSet;
use crate::analysis::frontier::{CONFIRMED, Limit, Point};
use crate::analysis::measure::{Mean, Measure};
use crate::analysis::number_format;
use crate::analysis::number_format::thousands;
use crate::scenario::Material;
use crate::ui::phrases::capitalised;
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::results;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::{Answer, Commands, Query, Scene};
use egui::{Align2, Checkbox, DragValue, Frame, Label, Sense, Ui, pos2, vec2};

/// The limits that a plan must keep, each set or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    content: (bool, f64),
    methods: (bool, f64),
    source: (bool, f64),
    total: (bool, f64),
}

impl Default for Limits {
    fn default() -> Self {
        Limits { content: (false, 0.8), methods: (false, 0.5), source: (false, 0.05), total: (false, 0.0) }
    }
}

impl Limits {
    /// The limits that are set, in the month that is shown.
    pub fn set(&self, scene: &Scene<'_>) -> Vec<Limit> {
        let month = scene.month.min(scene.scenario.horizon_months);
        let lowest = |material| Measure::Lowest { material, month };
        let all = [
            (self.content, lowest(Material::Content)),
            (self.methods, lowest(Material::SourcesAndMethods)),
            (self.source, Measure::SOURCE_LOST),
            (self.total, Measure::TOTAL),
        ];
        let set = all.into_iter().filter(|((is_set, _), _)| *is_set);
        set.map(|((_, value), measure)| Limit { measure, value }).collect()
    }
}

/// Shows the limits, the best plan within them, and the non-dominated choices.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let theme = ui.theme();
    super::heading_with_month(ui, scene, "Find a better plan", commands);
    ui.add(
        Label::new(theme.note(
            "Of every way into the meeting, with the repairs of the plan that is shown, the one with the highest \
             total that keeps your limits. Who is asked first is taken to grant it.",
        ))
        .wrap(),
    );
    ui.add_space(2.0);
    limits(ui, &mut state.limits);
    let limits = state.limits.set(scene);
    best(ui, scene, state, commands);
    ui.add_space(4.0);
    let all = super::all_choices(scene, state);
    let Some((Answer::Frontier(frontier), _)) = scene.find(&all, commands) else { return };
    let keeps = |index: usize| frontier.keeps(&frontier.points[index], &limits);
    let asked = choices::rows(ui, scene, frontier, &keeps);
    if let Some(point) = asked.choice {
        choices::preview(scene, &mut state.hovered, &frontier.points[point].choice);
        if asked.taken {
            choices::adopt(scene, commands, &frontier.points[point].choice);
        }
    }
}

/// The best choice within the limits, once it is known.
fn best(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let limits = state.limits.set(scene);
    let month = scene.month.min(scene.scenario.horizon_months);
    let query = Query::BestChoice { month, limits: limits.clone() };
    let basis = match scene.newest(&query).map(|found| found.answer) {
        Some(Answer::BestChoice(best)) => basis(best),
        // Not answered yet, or there is nothing to answer.
        _ => String::new(),
    };
    let Some(Answer::BestChoice(best)) =
        AnswerLine { query: &query, basis: &basis, table: None }.show(ui, scene, commands)
    else {
        return;
    };
    let Some(point) = &best.point else {
        let none = "No choice that was tried keeps all of these limits. Loosen one, or take the shown plan’s \
                    repairs further in Aftermath.";
        ui.add(Label::new(ui.theme().text(none)).wrap());
        return;
    };
    let shown = match scene.find(&super::side_by_side::query(scene), commands) {
        Some((Answer::Comparison(comparison), true)) => Some(comparison),
        // Not compared yet, or as the document was before a change.
        _ => None,
    };
    let proposal = Proposal { best, point, shown, free: limits.is_empty() };
    if let Some(asked) = proposal.show(ui, scene) {
        choices::preview(scene, &mut state.hovered, &point.choice);
        if asked {
            choices::adopt(scene, commands, &point.choice);
        }
    }
}

fn basis(best: &BestChoice) -> String {
    let all = if best.exact { "all" } else { "a search among all choices tried" };
    let near = match best.compared {
        1 => "1 was".to_owned(),
        more => format!("{} were", thousands(more as u64)),
    };
    format!(
        "Of {all} {} choices, {near} near enough to be played in {} histories",
        thousands(best.tried as u64),
        thousands(CONFIRMED)
    )
}

fn limits(ui: &mut Ui, limits: &mut Limits) {
    share(ui, "no partner’s content below", &mut limits.content);
    share(ui, "no partner’s sources and methods below", &mut limits.methods);
    share(ui, "chance of losing a source at most", &mut limits.source);
    limit(ui, "total at least", &mut limits.total, |field| field.speed(0.05).fixed_decimals(2));
}

fn share(ui: &mut Ui, name: &str, limit: &mut (bool, f64)) {
    let mut percent = (limit.0, limit.1 * 100.0);
    self::limit(ui, name, &mut percent, |field| {
        field.range(0.0..=100.0).speed(0.5).suffix("%").max_decimals(1)
    });
    *limit = (percent.0, percent.1 / 100.0);
}

/// A limit with its switch; moving its number sets it.
fn limit(
    ui: &mut Ui,
    name: &str,
    limit: &mut (bool, f64),
    dress: impl for<'a> Fn(DragValue<'a>) -> DragValue<'a>,
) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let ink = if limit.0 { theme.colors.ink } else { theme.colors.ink_2 };
        let name_text = theme.text(capitalised(name)).color(ink);
        let start = ui.cursor().left();
        ui.add(Checkbox::new(&mut limit.0, name_text)).on_hover_text("Whether a plan must keep this limit.");
        ui.add_space((start + theme.grown(280.0) - ui.cursor().left()).max(0.0));
        let size = vec2(theme.grown(64.0), theme.control_height());
        let field = ui.add_sized(size, dress(DragValue::new(&mut limit.1).update_while_editing(false)));
        limit.0 |= field.changed();
        field.accessible_name(name).on_hover_text("Drag, or click to type. Moving it sets the limit.");
    });
}

/// A result of the best plan beside that of the plan that is shown.
struct ResultShift<'a> {
    measure: &'a Measure,
    /// The mean of the plan that is shown, once it is known.
    before: Option<f64>,
    after: Mean,
}

fn result_shift(ui: &mut Ui, scene: &Scene<'_>, of: &ResultShift<'_>) {
    let ResultShift { measure, before, after: Mean { mean: value, se } } = *of;
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.note_line() + 4.0);
    let (row, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = results::phrase(&measure.name(scene.scenario));
    let after = match measure.is_share() {
        true => results::value(measure, value),
        false => format!("{} ± {}", results::value(measure, value), number_format::amount(se)),
    };
    let (values, change) = match before {
        Some(before) => (
            format!("{} → {after}", results::value(measure, before)),
            results::change(measure, before, value),
        ),
        None => (after, String::new()),
    };
    paint::described(&response, || format!("{name}: {values}, {change}"));
    let better = before.map(|before| value - before).filter(|_| change.starts_with(['▲', '▼']));
    let better = better.map(|difference| (difference > 0.0) == measure.more_is_better());
    let (_, ink) = results::colors(&theme.colors, better);
    let y = row.center().y;
    let ends = [row.right(), row.right() - theme.grown(62.0)];
    ui.painter().text(pos2(ends[0], y), Align2::RIGHT_CENTER, change, theme.strong_note_font(), ink);
    let values = ui.painter().text(
        pos2(ends[1], y),
        Align2::RIGHT_CENTER,
        values,
        theme.note_font(),
        theme.colors.ink,
    );
    let room = values.left() - row.left() - 12.0;
    let galley = paint::StyledText::new(&name, theme.note_font(), theme.colors.ink_2).elided(ui, room, 1);
    paint::left(ui, pos2(row.left(), y), galley, theme.colors.ink_2);
}

/// The best plan that was found.
struct Proposal<'a> {
    best: &'a BestChoice,
    point: &'a Point,
    /// The named plans, once they are compared, with the shown one first.
    shown: Option<&'a Comparison>,
    /// True if no limit is set.
    free: bool,
}

impl Proposal<'_> {
    /// Shows the plan. Returns whether it was asked for; `None` where it is not looked at.
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>) -> Option<bool> {
        let Proposal { best, point, shown, free } = *self;
        let theme = ui.theme();
        let words = capitalised(&ChoiceSet::of(scene.scenario).short_words(&point.choice));
        let named = choices::named(scene, &point.choice);
        let words = match named.and_then(|id| scene.scenario.plans.get(id)) {
            Some(plan) => format!("“{}”: {words}", plan.name),
            None => words,
        };
        let title = if free { "The highest total of all" } else { "The best within your limits" };
        let frame = Frame::new().fill(theme.colors.sunk).inner_margin(8.0).corner_radius(4.0);
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(theme.semibold(title));
            let room = 2.0 * (theme.size.text * 1.35).ceil();
            ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
                ui.set_min_height(room);
                let galley = paint::StyledText::new(&words, theme.text_font(), theme.colors.ink).elided(
                    ui,
                    ui.available_width(),
                    2,
                );
                ui.add(Label::new(galley)).on_hover_text(&words);
            });
            for (measure, value) in best.measures.iter().zip(&point.values) {
                let before = shown.and_then(|shown| shown.of_first(measure));
                let before = before.map(|before| before.mean);
                result_shift(ui, scene, &ResultShift { measure, before, after: *value });
            }
            ui.add_space(4.0);
            match named {
                Some(id) if id == scene.plan_id => {
                    ui.label(theme.text("It is the plan that is shown."));
                    None
                }
                Some(_) => Some(
                    ui.add(theme.main_action("Show this plan")).on_hover_text("It is one of your plans."),
                ),
                None => Some(
                    ui.add(theme.main_action("Use this plan"))
                        .on_hover_text("Take it up as a named plan; one step back takes it away again."),
                ),
            }
        });
        let response = shown.inner?;
        (response.hovered() || response.has_focus() || response.clicked()).then_some(response.clicked())
    }
}
