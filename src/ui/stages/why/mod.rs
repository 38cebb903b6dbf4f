//! Why a partner has changed: every signed and named reason, adding up exactly, each opening to its
//! formula with this case's numbers; which numbers matter; and below the map, what led to it.

mod chain;
pub mod course;
mod formulas;
pub mod held;
pub mod interactions;
pub mod matters;
pub mod reasons;
pub mod suppositions;
pub mod tornado;
pub mod two_way;
pub mod worth;

use super::answer::AnswerLine;
use super::choosers::{self, PartnerChooser};
use super::split;
use super::timeline;
use crate::analysis::number_format::counted;
use crate::analysis::shapley::{Against, Decomposition};
use crate::analysis::study::HistorySet;
use crate::analysis::supposition::Suppositions;
use crate::scenario::{ActorId, Plan, PlanId, Scenario};
use crate::ui::chrome::layout;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::paint;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Answer, Commands, Query, Scene, Selection, Stage, TableId};
use chain::Chain;
use egui::{Align, Button, Frame, Label, Layout, Margin, ScrollArea, Ui, UiBuilder, vec2};
use matters::SensitivityView;

/// The state of the stage between frames; none of it belongs to the document.
#[derive(Debug, Default)]
pub struct WhyState {
    partner: Option<ActorId>,
    against: Against<PlanId>,
    /// Whether log-odds and formulas are shown.
    formulas_shown: bool,
    formula: formulas::OpenFormula,
    supposed: Suppositions,
    matters_shown: bool,
    matters: matters::MattersState,
}

impl WhyState {
    /// Shows a view of what matters; without one, the reasons.
    pub fn show(&mut self, view: Option<matters::SensitivityView>) {
        self.matters_shown = view.is_some();
        self.matters.view = view.unwrap_or(self.matters.view);
    }
}

/// Draws the panel of the stage Why.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    let margin = Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: GRID as i8 };
    ScrollArea::vertical().id_salt("why").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
            choose_part(ui, state);
            ui.add_space(4.0);
            if state.matters_shown {
                what_matters(ui, scene, &mut state.matters, commands);
            } else {
                why_changed(ui, scene, state, commands);
            }
        });
    });
}

fn choose_part(ui: &mut Ui, state: &mut WhyState) {
    let parts = [
        Segment::new(false, "Reasons", "Why a partner has changed, cause by cause."),
        Segment::new(
            true,
            "What matters",
            "Which uncertain numbers move a result, and where they change the best plan.",
        ),
    ];
    let asked =
        segmented::Segmented { name: "Show", segments: &parts, width: None }.show(ui, &state.matters_shown);
    state.matters_shown = asked.chosen.unwrap_or(state.matters_shown);
}

/// The sensitivity analysis in the chosen view.
fn what_matters(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, commands: &mut Commands) {
    let segments = SensitivityView::ALL.map(|view| Segment::new(view, view.name(), view.explains()));
    let width = Some(ui.available_width());
    let asked = segmented::Segmented { name: "View", segments: &segments, width }.show(ui, &state.view);
    state.view = asked.chosen.unwrap_or(state.view);
    ui.add_space(4.0);
    if matters::uncertain(scene.scenario).next().is_none() {
        let none = "No number has a range, so there is nothing to move. Give numbers a low and a high end in Setting.";
        return matters::empty(ui, none, Stage::Setting, commands);
    }
    match state.view {
        SensitivityView::Tornado => tornado::show(ui, scene, state, commands),
        SensitivityView::Interactions => interactions::show(ui, scene, state, commands),
        SensitivityView::Worth => worth::show(ui, scene, state, commands),
        SensitivityView::TwoNumbers => two_way::show(ui, scene, state, commands),
    }
}

fn why_changed(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    choosers::history(ui, scene, commands);
    ui.add_space(4.0);
    let Some(partner) = current(scene, state) else {
        ui.label(ui.theme().quiet("Nobody shares with home yet. Add a partner in Setting."));
        return;
    };
    let query = reasons::query(scene, &partner, against(scene, state).0);
    let (known, is_current) = match scene.find(&query, commands) {
        Some((Answer::Decomposition(answer), is_current)) => (Some(&**answer), is_current),
        // Not answered yet, or there is nothing to answer.
        _ => (None, false),
    };
    // An answer to an earlier question may be about another partner.
    let stays = is_current && known.is_some_and(reasons::nothing_moves);
    ui.label(ui.theme().heading(title(scene, state, &partner, stays)));
    choose_what(ui, scene, state, commands);
    let held = held::known(scene, &partner, commands).map(|of| &of.over_all);
    reasons::sentence(ui, scene.scenario.name(&partner), known, held);
    let shown = ui.scope(|ui| {
        let basis = basis(scene, &query);
        let found = AnswerLine { query: &query, basis: &basis, table: Some(TableId::Reasons) }
            .show(ui, scene, commands);
        if let Some(Answer::Decomposition(answer)) = found {
            reasons::points(ui, &pair(scene, state), answer);
            toggle_formulas(ui, &mut state.formulas_shown, &reasons::idle(answer));
            if state.formulas_shown {
                formulas::show(ui, &mut state.formula, answer);
            }
        }
    });
    let subject = match state.formulas_shown {
        true => PictureSubject::LogOdds(partner.clone()),
        false => PictureSubject::Reasons(partner.clone()),
    };
    PictureMenu { subject, table: Some(TableId::Reasons) }.over(ui, shown.response.rect, commands);
    ui.add_space(6.0);
    let held = ui.scope(|ui| held::show(ui, scene, &partner, commands));
    let subject = PictureSubject::Mitigation(partner.clone());
    PictureMenu { subject, table: Some(TableId::Mitigation) }.over(ui, held.response.rect, commands);
    ui.add_space(6.0);
    suppositions::show(ui, scene, &partner, &mut state.supposed, commands);
}

/// The parts of a partner's change in percentage points, for a picture.
pub fn points_picture(ui: &mut Ui, answer: &Decomposition) {
    reasons::points(ui, split::PAIR, answer);
    ui.label(ui.theme().note(reasons::idle(answer)));
}

/// The parts of a partner's change in log-odds, for a picture.
pub fn log_odds_picture(ui: &mut Ui, answer: &Decomposition) {
    formulas::show(ui, &mut None, answer);
}

/// The histories behind an answer, in a few words.
fn basis(scene: &Scene<'_>, query: &Query) -> String {
    let histories = counted(query.histories(), "history");
    match reasons::over(scene) {
        HistorySet::One(_) => "Parts in this history".to_owned(),
        HistorySet::LearnedAtOnce => format!("Means of {histories} in which it is learned at once"),
        HistorySet::All => format!("Means of {histories}, learned or not"),
    }
}

/// The meaning of a pair “78 → 50”.
fn pair(scene: &Scene<'_>, state: &WhyState) -> String {
    match against(scene, state) {
        (Against::Plan(_), Some(plan)) => format!("under “{}” → as planned", plan.name),
        (Against::Before, _) => "before the meeting → as planned".to_owned(),
        (Against::Unsaid | Against::Plan(_), _) => split::PAIR.to_owned(),
    }
}

/// The button that shows log-odds and formulas and hides them again, after a note.
fn toggle_formulas(ui: &mut Ui, shown: &mut bool, note: &str) {
    let theme = ui.theme();
    let text = if *shown { "Hide log-odds and formulas" } else { "Log-odds and formulas" };
    let [button, beside] = [text, note].map(|text| paint::width(ui, text, theme.note_font()));
    // Around the text of a button, and before it.
    const AROUND: f32 = 32.0;
    let fits = button + AROUND + beside <= ui.available_width();
    if !fits {
        ui.add(Label::new(theme.note(note)).wrap());
    }
    let size = vec2(ui.available_width(), theme.control_height());
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        if ui.add(Button::new(theme.note(text).color(theme.colors.ink))).clicked() {
            *shown = !*shown;
        }
        if fits {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.label(theme.note(note)));
        }
    });
}

/// The title for a partner; `stays` if nothing moves it.
fn title(scene: &Scene<'_>, state: &WhyState, partner: &ActorId, stays: bool) -> String {
    let name = scene.scenario.name(partner);
    let does = match (against(scene, state).0, stays) {
        (Against::Before, false) => "has changed by",
        (Against::Before, true) => "has not changed by",
        (Against::Unsaid | Against::Plan(_), false) => "differs in",
        (Against::Unsaid | Against::Plan(_), true) => "does not differ in",
    };
    format!("Why {name} {does} month {}", scene.month)
}

/// The lists of partners and of plans to hold against the shown one: in a line, as long as neither has to be
/// cut.
fn choose_what(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    let beside = ui.available_width() >= ui.theme().grown(120.0 + 280.0 + 80.0);
    let partner = current(scene, state);
    ui.horizontal(|ui| {
        if let Some(partner) = &partner {
            let chosen = &mut state.partner;
            PartnerChooser { name: "Partner asked about", partner, chosen }
                .show(ui, scene, commands)
                .on_hover_text("Whose reasons to see.");
        }
        if beside {
            choose_against(ui, scene, state);
        }
    });
    if !beside {
        ui.horizontal(|ui| choose_against(ui, scene, state));
    }
}

/// What the partner is compared with, and the plan, if it is one: saying nothing, where the chosen plan is gone or is
/// the shown one.
fn against<'a>(scene: &Scene<'a>, state: &WhyState) -> (Against<PlanId>, Option<&'a Plan>) {
    let Against::Plan(wanted) = &state.against else { return (state.against.clone(), None) };
    match scene.scenario.plans.get(wanted).filter(|_| wanted != scene.plan_id) {
        Some(plan) => (state.against.clone(), Some(plan)),
        None => (Against::Unsaid, None),
    }
}

/// What a partner is compared with, in the list of choices.
fn against_name(against: &Against<&Plan>) -> String {
    match against {
        Against::Unsaid => "what it would be if nothing were said".to_owned(),
        Against::Before => "what it was before the meeting".to_owned(),
        Against::Plan(plan) => format!("what it would be under “{}”", plan.name),
    }
}

fn choose_against(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState) {
    let theme = ui.theme();
    ui.label(theme.quiet("against"));
    let (now, plan) = against(scene, state);
    let shown = against_name(&match (&now, plan) {
        (Against::Plan(_), Some(plan)) => Against::Plan(plan),
        (Against::Before, _) => Against::Before,
        (Against::Unsaid | Against::Plan(_), _) => Against::Unsaid,
    });
    let chosen = theme.note(shown).color(theme.colors.ink).into();
    let list = List { name: "Held against", chosen, width: theme.grown(280.0) };
    list.show(ui, |ui| {
        let others = scene.scenario.plans.iter().filter(|(id, _)| *id != scene.plan_id);
        let plans = others.map(|(id, plan)| (Against::Plan(id.clone()), Against::Plan(plan)));
        let always = [(Against::Unsaid, Against::Unsaid), (Against::Before, Against::Before)];
        for (against, of) in always.into_iter().chain(plans) {
            if elided::option(ui, now == against, against_name(&of)).clicked() {
                state.against = against;
            }
        }
    })
    .on_hover_text("Reasons are differences: from saying nothing in the same month, from the time before the meeting, or from another plan.");
}

/// The chain of events' share of the strip, beside the course.
const CHAIN_SHARE: f32 = 0.42;

/// Time, what led to the change, and the course over the months.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, state: &mut WhyState, commands: &mut Commands) {
    let strip = ui.available_rect_before_wrap();
    let inner = strip.shrink2(vec2(MARGIN, GRID));
    let small = layout::is_small(ui, strip);
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        let width = ui.available_width();
        timeline::show(ui, scene, commands, width);
        let Some(partner) = current(scene, state) else { return };
        let place = ui.available_rect_before_wrap();
        let course_shown = !state.supposed.is_empty();
        let [chain_place, course_place] = match (small, course_shown) {
            (true, false) => [Some(place), None],
            (true, true) => [None, Some(place)],
            (false, _) => {
                let (chain, course) = place.split_left_right_at_fraction(CHAIN_SHARE);
                [Some(chain.with_max_x(chain.right() - GRID)), Some(course)]
            }
        };
        if let Some(place) = chain_place {
            let reasons = since(scene, state, &partner, commands);
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                Chain { scene, partner: &partner, reasons }.show(ui, commands);
            });
        }
        if let Some(place) = course_place {
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                course::show(ui, scene, &partner, state.supposed, commands);
            });
            let subject = PictureSubject::Supposed(partner.clone(), state.supposed);
            PictureMenu { subject, table: None }.over(ui, place, commands);
        }
    });
}

/// The reasons of a partner's change, if they are known as things stand. Against another plan the panel asks another
/// question, whose answer says nothing about what led to the change.
fn since<'a>(
    scene: &Scene<'a>,
    state: &WhyState,
    partner: &ActorId,
    commands: &mut Commands,
) -> Option<&'a Decomposition> {
    let (against, plan) = against(scene, state);
    let asked = plan.is_none().then(|| reasons::query(scene, partner, against))?;
    match scene.find(&asked, commands) {
        Some((Answer::Decomposition(answer), true)) => Some(answer),
        // Not answered yet, or there is nothing to answer.
        _ => None,
    }
}

/// The partner whose reasons are seen.
pub fn asked_about(scenario: &Scenario, selection: &Selection, state: &WhyState) -> Option<ActorId> {
    choosers::looked_at(scenario, selection, state.partner.as_ref())
}

fn current(scene: &Scene<'_>, state: &WhyState) -> Option<ActorId> {
    asked_about(scene.scenario, scene.selection, state)
}
