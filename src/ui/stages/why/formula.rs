//! The formula behind a cause, with the case's own numbers, and where it comes from.

use crate::analysis::shapley::{Cause, Decomposition, Factor, Terms};
use crate::ui::theme::Themed;
use egui::{FontId, Frame, Label, RichText, Ui};

/// Shows the formula of a cause.
pub fn show(ui: &mut Ui, factor: Factor, cause: Cause, answer: &Decomposition) {
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
    let shift = |symbol: &str, of: fn(&Terms) -> f64| format!("{symbol}  {:.3} → {:.3}", of(before), of(now));
    let both = |of: &dyn Fn(&Terms) -> String| format!("  {equals} {} → {}", of(before), of(now));
    let mut lines = match factor {
        Factor::Content => vec![
            "log-odds of content = μ (V − L_C · risk)".to_owned(),
            both(&|of| {
                format!("{:.2} ({:.2} − {:.2} · {:.3})", of.precision, of.worth, of.content_loss, risk(of))
            }),
        ],
        Factor::Access => vec![
            "log-odds of opening sources = μ (b_S · V − L_S · risk)".to_owned(),
            both(&|of| {
                format!(
                    "{:.2} ({:.2} · {:.2} − {:.2} · {:.3})",
                    of.precision,
                    of.methods_worth,
                    of.worth,
                    of.methods_loss,
                    risk(of)
                )
            }),
        ],
    };
    let in_risk = || {
        let factors = |of: &Terms| {
            format!("(1 − {:.2})(1 − {:.2} · {:.2})", of.supplement, of.trust_integrity, of.trust_control)
        };
        ["risk = (1 − ι)(1 − τ_I · τ_C)".to_owned(), both(&factors), both(&|of| format!("{:.3}", risk(of)))]
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
        Cause::Outside => "A modelling choice: 0.7 of last month’s, plus a small normal deviate.",
    }
}
