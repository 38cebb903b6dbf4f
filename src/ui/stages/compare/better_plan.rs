//! A better plan within limits: of all choices, the one with the highest total that keeps them.

use super::CompareState;
use super::choices;
use crate::analysis::comparison::Comparison;
use crate::analysis::frontier::best_choice::{BestChoice, Reach};
use crate::analysis::frontier::choice_set::ChoiceSet;
use crate::analysis::frontier::{CONFIRMED, Frontier, Limit, Point};
use crate::analysis::measure::{Mean, Measure};
use crate::analysis::number_format;
use crate::analysis::number_format::{counted, thousands};
use crate::scenario::Material;
use crate::ui::phrases::capitalised;
use crate::ui::stages::answer::AnswerLine;
use crate::ui::stages::results;
use crate::ui::theme::Themed;
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::paint;
use crate::ui::{Answer, Commands, Query, Scene};
use egui::{Align2, Checkbox, Frame, Label, Sense, Ui, pos2, vec2};
use std::ops::RangeInclusive;

/// A limit, set or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bound {
    is_set: bool,
    /// The value that the user gave.
    value: Option<f64>,
}

/// The limits that a plan must keep.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    content: Bound,
    methods: Bound,
    source: Bound,
    total: Bound,
}

/// The limits before anybody moves them: at most these, so that a case in which partners share freely starts with
/// limits that say something.
const CONTENT: f64 = 0.8;
const METHODS: f64 = 0.5;
const SOURCE: f64 = 0.05;
const TOTAL: f64 = 0.0;
/// The steps in which a limit gives way to what saying nothing comes to.
const STEP: f64 = 0.05;

impl Limits {
    /// The limits that are set, in the month that is shown; `nothing` gives what saying nothing comes to.
    pub fn set(&self, scene: &Scene<'_>, nothing: &dyn Fn(&Measure) -> Option<f64>) -> Vec<Limit> {
        let bounds = [self.content, self.methods, self.source, self.total];
        let all = bounds.into_iter().zip(suggested(shown_month(scene), nothing));
        let set = all.filter(|(bound, limit)| bound.is_set && has_subject(scene, &limit.measure));
        set.map(|(bound, limit)| Limit { value: bound.value.unwrap_or(limit.value), ..limit }).collect()
    }
}

/// Whether there is somebody that a result is of: of no partner none is the least willing.
fn has_subject(scene: &Scene<'_>, measure: &Measure) -> bool {
    !matches!(measure, Measure::Lowest { .. }) || !scene.scenario.partnerships.is_empty()
}

fn shown_month(scene: &Scene<'_>) -> u32 {
    scene.month.min(scene.scenario.horizon_months)
}

/// The limits before anybody moves them: of content, sources and methods, the chance of losing a source, the total.
/// `nothing` gives what saying nothing comes to.
pub fn suggested(month: u32, nothing: &dyn Fn(&Measure) -> Option<f64>) -> [Limit; 4] {
    let usual = [
        (lowest(Material::Content, month), CONTENT),
        (lowest(Material::SourcesAndMethods, month), METHODS),
        (Measure::SOURCE_LOST, SOURCE),
        (Measure::TOTAL, TOTAL),
    ];
    usual.map(|(measure, usual)| Limit { value: within_reach(&measure, usual, nothing(&measure)), measure })
}

fn lowest(material: Material, month: u32) -> Measure {
    Measure::Lowest { material, month }
}

/// A usual limit, given way in steps as far as it takes for saying nothing to keep it: what nobody is told must be
/// able to count as a plan that does no harm.
fn within_reach(measure: &Measure, usual: f64, nothing: Option<f64>) -> f64 {
    let Some(nothing) = nothing else { return usual };
    match measure.more_is_better() {
        true => usual.min((nothing / STEP).floor() * STEP),
        false => usual.max((nothing / STEP).ceil() * STEP),
    }
}

/// What saying nothing comes to in a result, among the choices that were tried.
pub fn of_nothing<'a>(frontier: Option<&'a Frontier>) -> impl Fn(&Measure) -> Option<f64> + 'a {
    let withheld = frontier.and_then(|frontier| {
        let nothing = |point: &&Point| point.choice.items.iter().all(|told| !told.is_told());
        frontier.points.iter().find(nothing).map(|point| (frontier, point))
    });
    move |measure| withheld.and_then(|(frontier, point)| frontier.value(point, measure)).map(|of| of.mean)
}

/// Shows the limits, the best plan within them, and the non-dominated choices.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, commands: &mut Commands) {
    let theme = ui.theme();
    super::heading_with_month(ui, scene, "Find a better plan", commands);
    ui.add(
        Label::new(theme.note(
            "Of every way into the meeting, with the repairs of the plan that is shown, the one with the highest \
             total that keeps your limits. Who is asked first answers by chance, in every history.",
        ))
        .wrap(),
    );
    ui.add_space(2.0);
    let all = super::all_choices(scene, state);
    let frontier = match scene.find(&all, commands) {
        Some((Answer::Frontier(frontier), _)) => Some(&**frontier),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    };
    let nothing = of_nothing(frontier);
    limits(ui, scene, &mut state.limits, &nothing);
    let limits = state.limits.set(scene, &nothing);
    best(ui, scene, state, &limits, commands);
    ui.add_space(4.0);
    let Some(frontier) = frontier else { return };
    let keeps = |index: usize| frontier.keeps(&frontier.points[index], &limits);
    let asked = choices::rows(ui, scene, frontier, &keeps);
    if let Some(point) = asked.choice {
        choices::preview(scene, &mut state.hovered, &frontier.points[point].choice);
        if asked.taken {
            state.choices.offer(&frontier.points[point].choice);
        }
    }
}

/// The best choice within the limits, once it is known.
fn best(ui: &mut Ui, scene: &Scene<'_>, state: &mut CompareState, limits: &[Limit], commands: &mut Commands) {
    let month = shown_month(scene);
    let query = Query::BestChoice { month, limits: limits.to_vec() };
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
        best.reach.iter().for_each(|reach| show_reach(ui, scene, reach));
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

/// How near a limit can be come to.
fn show_reach(ui: &mut Ui, scene: &Scene<'_>, reach: &Reach) {
    let Reach { limit: Limit { measure, value }, alone, with_others } = reach;
    let name = results::phrase(&measure.name(scene.scenario));
    let asked = results::value(measure, *value);
    let alone = results::value(measure, alone.mean);
    let others = match with_others {
        Some(best) if results::value(measure, best.mean) == alone => String::new(),
        Some(best) => format!(", {} with the other limits kept", results::value(measure, best.mean)),
        None => "; no choice keeps the other limits".into(),
    };
    let says = format!("{name}: best that can be reached {alone}{others}. The limit is {asked}.");
    ui.add(Label::new(ui.theme().note(says)).wrap());
}

fn basis(best: &BestChoice) -> String {
    let all = if best.exact { "all" } else { "a search among all choices tried" };
    let near = match best.compared {
        1 => "1 was".to_owned(),
        more => format!("{} were", thousands(more as u64)),
    };
    format!(
        "Of {all} {}, {near} near enough to be played in {}",
        counted(best.tried as u64, "choice"),
        counted(CONFIRMED, "history")
    )
}

fn limits(ui: &mut Ui, scene: &Scene<'_>, limits: &mut Limits, nothing: &dyn Fn(&Measure) -> Option<f64>) {
    let names = [
        "no partner’s content below",
        "no partner’s sources and methods below",
        "chance of losing a source at most",
        "total at least",
    ];
    let usual = [CONTENT, METHODS, SOURCE, TOTAL];
    let bounds = [&mut limits.content, &mut limits.methods, &mut limits.source, &mut limits.total];
    let suggested = suggested(shown_month(scene), nothing);
    let rows = names.into_iter().zip(bounds).zip(suggested).zip(usual);
    for (((name, bound), limit), usual) in rows.filter(|((_, limit), _)| has_subject(scene, &limit.measure)) {
        let known = nothing(&limit.measure).is_some();
        let row = LimitRow { name, suggested: known.then_some(limit.value), gives_way: limit.value != usual };
        row.show(ui, bound, &limit.measure);
    }
}

/// The range of a limit on the total, on the user's own scale.
const TOTALS: RangeInclusive<f64> = -1000.0..=1000.0;

/// A limit with its switch, its number and where that comes from.
struct LimitRow {
    name: &'static str,
    /// The number until somebody moves it; `None` until it is known what saying nothing comes to.
    suggested: Option<f64>,
    /// Whether it is what saying nothing gives, and not the usual number.
    gives_way: bool,
}

impl LimitRow {
    /// Shows the row; moving the number sets the limit.
    fn show(&self, ui: &mut Ui, bound: &mut Bound, measure: &Measure) {
        let theme = ui.theme();
        let LimitRow { name, suggested, gives_way } = *self;
        ui.horizontal(|ui| {
            let ink = if bound.is_set { theme.colors.ink } else { theme.colors.ink_2 };
            let name_text = theme.text(capitalised(name)).color(ink);
            let start = ui.cursor().left();
            // Until the number is known there is nothing to keep: it would change under the user's eyes.
            let value = bound.value.or(suggested);
            ui.add_enabled(value.is_some(), Checkbox::new(&mut bound.is_set, name_text))
                .on_hover_text("Whether a plan must keep this limit.");
            ui.add_space((start + theme.grown(280.0) - ui.cursor().left()).max(0.0));
            let Some(mut value) = value else {
                ui.label(theme.note("being worked out"));
                return;
            };
            let field = match measure.is_share() {
                true => NumberField::new(name, 0.0..=1.0).writing(Writing::Percent),
                false => NumberField::new(name, TOTALS).writing(Writing::Decimals(2)),
            };
            let field = field.size(vec2(theme.grown(64.0), theme.control_height())).show(ui, &mut value);
            if field.changed() {
                *bound = Bound { is_set: true, value: Some(value) };
            }
            field.on_hover_text("Drag, or click to type. Moving it sets the limit.");
            if gives_way && bound.value.is_none() {
                ui.add(Label::new(theme.note("what saying nothing gives")).truncate());
            }
        });
    }
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
    let short = capitalised(&choices::short(scene, measure));
    // Where not even the short name fits whole, it is cut.
    let shown = paint::whole(ui, [name.as_str(), &short], &theme.note_font(), room).unwrap_or(&short);
    let galley = paint::StyledText::new(shown, theme.note_font(), theme.colors.ink_2).elided(ui, room, 1);
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
            let results = best.measures.iter().zip(&point.values);
            for (measure, value) in results.filter(|(measure, _)| has_subject(scene, measure)) {
                let before = shown.and_then(|shown| shown.of_first(measure));
                let before = before.map(|before| before.mean);
                result_shift(ui, scene, &ResultShift { measure, before, after: *value });
            }
            if best.gains_nothing(point) {
                ui.label(theme.text("No better than saying nothing, whose total is 0."));
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
