//! The reasons of a partner's change: a waterfall of named causes, each opening to its formula with the case's own
//! numbers; and the largest of them, for the tooltip of a willingness.

use super::WhyState;
use crate::analysis::number_format::{self, PercentChange, fixed};
use crate::analysis::query::DECOMPOSED_HISTORIES;
use crate::analysis::shapley::{Cause, Decomposition, Factor, FactorChange, Terms};
use crate::scenario::{ActorId, Material, PlanId};
use crate::ui::plots::waterfall::{self, Step, Waterfall};
use crate::ui::stages::choosers::OWN_NUMBERS;
use crate::ui::theme::Themed;
use crate::ui::widgets::explain;
use crate::ui::{Answer, Commands, Query, Scene};
use egui::{FontId, Frame, Grid, Label, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

/// The question why a partner differs from what it was before, or would be under another plan.
pub fn query(scene: &Scene<'_>, partner: &ActorId, against: Option<&PlanId>) -> Query {
    let history = scene.playback.log.map(|log| log.number);
    Query::Decomposition { partner: partner.clone(), month: scene.month, history, against: against.cloned() }
}

/// Shows the reasons: the unit they are counted in, then the parts of both changes.
pub fn show(ui: &mut Ui, state: &mut WhyState, answer: &Decomposition) {
    let theme = ui.theme();
    let [before, now] = &answer.terms;
    let shares = |before: f64, now: f64| {
        let shift = PercentChange::of(before, now);
        format!("{}%, {}", shift.values(), shift.directed())
    };
    let over = match answer.histories {
        1 => format!("This history. {}", OWN_NUMBERS),
        _ => "± is the standard error.".to_owned(),
    };
    ui.label(theme.note(format!(
        "Each bar is a cause’s part in the change, counted in log-odds: 0.7 more doubles the odds of sharing, \
         0.7 less halves them. So counted, the parts add up exactly (Shapley value); ≈ points is how many \
         percentage points each would be. Click a cause for its formula. {over}"
    )));
    ui.add_space(4.0);
    let content = format!("Content {}", shares(before.content, now.content));
    let contents = [before.content, now.content];
    ui.add(Label::new(theme.semibold(content)).wrap());
    let change = Change { factor: Factor::Content, shares: contents, reasons: &answer.content };
    parts(ui, change, answer, state);
    ui.add_space(8.0);
    let access = |terms: &Terms| terms.methods / terms.content.max(1e-12);
    let methods = format!("Sources and methods {}", shares(before.methods, now.methods));
    ui.add(Label::new(theme.semibold(methods)).wrap());
    let opens = format!(
        "Beyond what its content explains: where it shares content, it opens the sources too in {} → {}.",
        number_format::percent(access(before)),
        number_format::percent(access(now))
    );
    ui.add(Label::new(theme.note(opens)).wrap());
    let opened = [access(before), access(now)];
    let change = Change { factor: Factor::Access, shares: opened, reasons: &answer.access };
    parts(ui, change, answer, state);
}

/// Below how small a change, in log-odds, its parts are not read as points: next to nothing has been
/// divided, and each part would be a large multiple of it.
const LEAST_CHANGE: f64 = 0.05;

/// One of the two changes: of content, or of what it opens.
#[derive(Clone, Copy)]
struct Change<'a> {
    /// The factor that changed.
    factor: Factor,
    /// The share before and now.
    shares: [f64; 2],
    /// The parts of the change.
    reasons: &'a FactorChange,
}

/// Shows the parts of a change; a click on one opens its formula.
fn parts(ui: &mut Ui, change: Change<'_>, answer: &Decomposition, state: &mut WhyState) {
    let factor = change.factor;
    let id = ui.make_persistent_id(("parts", factor));
    let steps = steps(change);
    let mut rows = Waterfall::begin(ui, id, &steps);
    for (step, cause) in steps.iter().zip(Cause::ALL) {
        let open = state.open == Some((factor, cause));
        if row(ui, &mut rows, step, Some((cause, open))) {
            state.open = if open { None } else { Some((factor, cause)) };
        }
        if open {
            rows.draw(ui);
            formula(ui, factor, cause, answer);
        }
    }
    if let Some(whole) = steps.last() {
        row(ui, &mut rows, whole, None);
    }
    rows.draw(ui);
}

/// The parts in the model's order, then the whole.
fn steps(Change { factor, shares: [before, now], reasons }: Change<'_>) -> Vec<Step<'static>> {
    let mut sum = 0.0;
    let whole = reasons.change.mean;
    let as_points = |part: f64| (whole.abs() >= LEAST_CHANGE).then(|| 100.0 * (now - before) * part / whole);
    let mut steps: Vec<Step<'static>> = (reasons.parts.iter())
        .map(|(cause, part)| {
            let from = sum;
            sum += part.mean;
            Step {
                name: cause.name(),
                from,
                to: sum,
                se: part.se,
                points: as_points(part.mean),
                whole: false,
            }
        })
        .collect();
    let change = reasons.change;
    // As the difference of the shares that are shown, so that whoever subtracts finds no contradiction.
    let points = as_points(change.mean).map(|_| PercentChange::of(before, now).change() as f64);
    let name = match factor {
        Factor::Content => "change",
        Factor::Access => "change of what it opens",
    };
    steps.push(Step { name, from: 0.0, to: change.mean, se: change.se, points, whole: true });
    steps
}

const PROPORTIONAL: &str = "Log-odds add up exactly. Points do not, since the same push moves a share less \
                            near 0 and 100%; so the points of the whole change are divided in proportion.";

/// A row; whether it was clicked.
fn row(ui: &mut Ui, rows: &mut Waterfall, step: &Step<'_>, cause: Option<(Cause, bool)>) -> bool {
    let theme = ui.theme();
    let sense = if cause.is_some() { Sense::click() } else { Sense::hover() };
    let size = vec2(ui.available_width(), theme.control_height());
    let (place, response) = ui.allocate_exact_size(size, sense);
    let points = step.points.map(|points| format!("{} points of the change", waterfall::points(points)));
    let amount = number_format::signed_amount(step.to - step.from);
    let named = points.iter().fold(step.name.to_owned(), |name, points| format!("{name}, {points}"));
    let says = format!("{named}: {amount} log-odds");
    match cause {
        Some((_, open)) => {
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &says));
        }
        None => crate::ui::widgets::paint::described(&response, || says.as_str()),
    }
    if response.hovered() && cause.is_some() {
        ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, theme.colors.sunk);
    }
    rows.row(ui, place, step);
    let Some((cause, _)) = cause else { return false };
    let clicked = response.clicked();
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        ui.label(theme.text(cause.explains()));
        if let Some(points) = points {
            ui.label(theme.note(format!("{points}. {PROPORTIONAL}")));
        }
    });
    clicked
}

/// Shows the formula of a cause.
fn formula(ui: &mut Ui, factor: Factor, cause: Cause, answer: &Decomposition) {
    let theme = ui.theme();
    Frame::new().fill(theme.colors.sunk).inner_margin(8.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme.note(cause.explains()).color(theme.colors.ink)).wrap());
        let mono = |text: String| {
            RichText::new(text).font(FontId::monospace(theme.size.note)).color(theme.colors.ink)
        };
        for line in lines(factor, cause, answer) {
            ui.add(Label::new(mono(line)).wrap().selectable(true));
        }
        ui.add(Label::new(theme.note(source(cause))).wrap());
    });
}

/// The formula, line by line, with the case's own numbers. Over many histories these are means, and what
/// is worked out from means is only about the mean of what is worked out.
fn lines(factor: Factor, cause: Cause, answer: &Decomposition) -> Vec<String> {
    let [before, now] = &answer.terms;
    let equals = if answer.histories == 1 { "=" } else { "≈" };
    let shift = |symbol: &str, of: fn(&Terms) -> f64| {
        format!("{symbol}  {} → {}", fixed(of(before), 3), fixed(of(now), 3))
    };
    let both = |of: &dyn Fn(&Terms) -> String| format!("  {equals} {} → {}", of(before), of(now));
    let log_odds = |of: &Terms, worth: String, loss: f64| {
        format!("{} ({worth} − {} · {})", fixed(of.precision, 2), fixed(loss, 2), fixed(risk(of), 3))
    };
    let mut lines = match factor {
        Factor::Content => vec![
            "log-odds of content = μ (V − α · A − L_C · risk)".to_owned(),
            both(&|of| {
                let worth =
                    format!("{} − {} · {}", fixed(of.worth, 2), fixed(of.protest, 2), fixed(of.signal, 3));
                log_odds(of, worth, of.content_loss)
            }),
        ],
        Factor::Access => vec![
            "log-odds of opening sources = μ (b_S · V − L_S · risk)".to_owned(),
            both(&|of| {
                let worth = format!("{} · {}", fixed(of.methods_worth, 2), fixed(of.worth, 2));
                log_odds(of, worth, of.methods_loss)
            }),
        ],
    };
    let in_risk = || {
        let factors = |of: &Terms| {
            let [supplement, integrity, control] =
                [of.supplement, of.trust_integrity, of.trust_control].map(|term| fixed(term, 2));
            format!("(1 − {supplement})(1 − {integrity} · {control})")
        };
        ["risk = (1 − ι)(1 − τ_I · τ_C)".to_owned(), both(&factors), both(&|of| fixed(risk(of), 3))]
    };
    match cause {
        Cause::PromiseBroken => {
            lines.extend(in_risk());
            lines.push(shift("trust in home’s promises τ_I", |terms| terms.trust_integrity));
        }
        Cause::SecretNotKept => {
            lines.extend(in_risk());
            lines.push(shift("trust in home’s secrecy τ_C", |terms| terms.trust_control));
        }
        Cause::Institutions => {
            lines.extend(in_risk());
            lines.push(shift("institutions ι", |terms| terms.supplement));
        }
        Cause::Protest => {
            lines.push("A grows by severity · weight of the manner, and wears off".to_owned());
            lines.push(shift("signal of protest A", |terms| terms.signal));
        }
        Cause::Stakes | Cause::Outside => {
            lines.push("V = 0.4 + 1.2 · stake + compensation + ε".to_owned());
            lines.push(shift("worth of going on V", |terms| terms.worth));
        }
    }
    lines
}

fn risk(terms: &Terms) -> f64 {
    (1.0 - terms.supplement) * (1.0 - terms.trust_integrity * terms.trust_control)
}

fn source(cause: Cause) -> &'static str {
    match cause {
        Cause::PromiseBroken | Cause::SecretNotKept => {
            "Beta beliefs: Jøsang and Ismail 2002. Integrity and competence damage differently: Kim and others 2004, 2006."
        }
        Cause::Institutions => "Institutions and hierarchy supplement trust: Walsh 2007, 2010.",
        Cause::Stakes => {
            "Interests weigh beside trust: Walsh 2010. Logit response: McKelvey and Palfrey 1995."
        }
        Cause::Protest => "Tit for tat: Axelrod 1984; that it wears off is a judgement.",
        Cause::Outside => "A modelling choice: 0.7 of last month’s, plus a small normal deviate.",
    }
}

/// The number of reasons that a tooltip names.
const MOST: usize = 3;

/// A partner's willingness to share a material, whose reasons a tooltip names.
pub struct ReasonsOf<'a> {
    /// The partner.
    pub partner: &'a ActorId,
    /// The material.
    pub material: Material,
}

impl ReasonsOf<'_> {
    /// The reasons, if they are known; asks for them only while a widget is hovered or focused.
    pub fn known<'a>(
        &self,
        scene: &Scene<'a>,
        response: &Response,
        commands: &mut Commands,
    ) -> Option<&'a FactorChange> {
        if !(response.hovered() || response.has_focus()) {
            return None;
        }
        let Some((Answer::Decomposition(answer), true)) =
            scene.find(&query(scene, self.partner, None), commands)
        else {
            return None;
        };
        Some(match self.material {
            Material::Content => &answer.content,
            Material::SourcesAndMethods => &answer.access,
        })
    }
}

/// Names the largest of a willingness's reasons, for its tooltip.
pub fn largest(ui: &mut Ui, scene: &Scene<'_>, reasons: Option<&FactorChange>) {
    let theme = ui.theme();
    ui.add_space(4.0);
    let Some(reasons) = reasons else {
        ui.label(theme.note("Why: being worked out."));
        return;
    };
    let largest = reasons.largest();
    if largest.is_empty() {
        ui.label(theme.note("Nothing has moved it."));
        return;
    }
    let over = if scene.playback.log.is_some() { "in this history" } else { "on average" };
    ui.label(theme.note(format!("Why, {over}, in log-odds:")));
    Grid::new("reasons").num_columns(2).spacing([12.0, 1.0]).show(ui, |ui| {
        for (cause, part) in largest.into_iter().take(MOST) {
            ui.label(theme.text(number_format::directed_amount(part.mean)));
            ui.label(theme.text(cause.name()));
            ui.end_row();
        }
    });
    let more = match &scene.playback.log {
        Some(_) => String::new(),
        None => format!(" Mean of {} histories.", DECOMPOSED_HISTORIES),
    };
    ui.label(theme.note(format!("The stage “Why” shows all of them.{more}")));
}
