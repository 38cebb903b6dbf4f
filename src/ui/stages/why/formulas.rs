//! The parts of a partner's change in log-odds, in which the model adds them up, each opening to its formula with the
//! case's own numbers.

use crate::analysis::number_format::{self, fixed};
use crate::analysis::shapley::{Cause, Decomposition, Factor, FactorChange, Terms};
use crate::export::scene::is_picture;
use crate::ui::plots::waterfall::{Step, Waterfall};
use crate::ui::stages::choosers::OWN_NUMBERS;
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint};
use egui::{FontId, Frame, Label, RichText, Role, Sense, Ui, WidgetInfo, vec2};

/// A cause of the change of a factor, whose formula is open.
pub type OpenFormula = Option<(Factor, Cause)>;

/// Shows the parts of both changes in log-odds, after the unit that they are counted in.
pub fn show(ui: &mut Ui, open: &mut OpenFormula, answer: &Decomposition) {
    let theme = ui.theme();
    let [before, now] = &answer.terms;
    let over = match answer.histories {
        1 => format!("This history. {}", OWN_NUMBERS),
        _ => "± is the standard error.".to_owned(),
    };
    let hint = if is_picture(ui.ctx()) { "" } else { "Click a cause for its formula. " };
    ui.label(theme.note(format!(
        "The model adds causes up in log-odds: 0.7 more doubles the odds of sharing, 0.7 less halves them. {hint}{over}"
    )));
    ui.add_space(4.0);
    ui.add(Label::new(theme.semibold("Content")).wrap());
    parts(ui, Factor::Content, answer, open);
    ui.add_space(8.0);
    let access = |terms: &Terms| terms.methods / terms.content.max(1e-12);
    ui.add(Label::new(theme.semibold("Sources and methods, where content is shared")).wrap());
    let opens = format!(
        "Where it shares content, it opens the sources too in {} → {}.",
        number_format::percent(access(before)),
        number_format::percent(access(now))
    );
    ui.add(Label::new(theme.note(opens)).wrap());
    parts(ui, Factor::Access, answer, open);
}

/// Shows the parts of a factor's change; a click on one opens its formula.
fn parts(ui: &mut Ui, factor: Factor, answer: &Decomposition, opened: &mut OpenFormula) {
    let id = ui.make_persistent_id(("parts", factor));
    let steps = steps(factor, answer.factor(factor));
    let mut rows = Waterfall::begin(ui, id, &steps);
    for (step, cause) in steps.iter().zip(Cause::ALL) {
        let open = *opened == Some((factor, cause));
        if row(ui, &mut rows, step, Some((cause, open))) {
            *opened = if open { None } else { Some((factor, cause)) };
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
fn steps(factor: Factor, reasons: &FactorChange) -> Vec<Step<'static>> {
    let mut sum = 0.0;
    let mut steps: Vec<Step<'static>> = (reasons.parts.iter())
        .map(|(cause, part)| {
            let from = sum;
            sum += part.mean;
            Step { name: cause.name(), from, to: sum, se: part.se, whole: false }
        })
        .collect();
    let change = reasons.change;
    let name = match factor {
        Factor::Content => "change",
        Factor::Access => "change of what it opens",
    };
    steps.push(Step { name, from: 0.0, to: change.mean, se: change.se, whole: true });
    steps
}

/// A row; whether it was clicked.
fn row(ui: &mut Ui, rows: &mut Waterfall, step: &Step<'_>, cause: Option<(Cause, bool)>) -> bool {
    let theme = ui.theme();
    let sense = if cause.is_some() { Sense::click() } else { Sense::hover() };
    let size = vec2(ui.available_width(), theme.control_height());
    let (place, response) = ui.allocate_exact_size(size, sense);
    let says = format!("{}: {} log-odds", step.name, number_format::signed_amount(step.to - step.from));
    match cause {
        Some((_, open)) => {
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &says));
        }
        None => paint::described(&response, || says.as_str()),
    }
    if response.hovered() && cause.is_some() {
        ui.painter().rect_filled(place.expand2(vec2(4.0, 0.0)), 3.0, theme.colors.sunk);
    }
    rows.row(ui, place, step);
    let Some((cause, _)) = cause else { return false };
    let clicked = response.clicked();
    explain::text_tip(response, 300.0, cause.explains());
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
