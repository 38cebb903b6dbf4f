//! The formula behind a cause, with the case's own numbers, and where it comes from.

use super::Lane;
use crate::analysis::reasons::{Answer, Cause, Terms};
use crate::ui::theme::Theme;
use egui::{FontId, Frame, Label, RichText, Ui};

/// Shows the formula of a cause.
pub fn show(ui: &mut Ui, theme: &Theme, lane: Lane, cause: Cause, answer: &Answer) {
    let [before, now] = &answer.terms;
    Frame::new().fill(theme.colors.sunk).inner_margin(8.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme.note(cause.explains()).color(theme.colors.ink)).wrap());
        let mono = |text: String| {
            RichText::new(text).font(FontId::monospace(theme.size.note)).color(theme.colors.ink)
        };
        for line in lines(lane, cause, before, now) {
            ui.add(Label::new(mono(line)).wrap().selectable(true));
        }
        ui.add(Label::new(theme.note(source(cause))).wrap());
    });
}

fn lines(lane: Lane, cause: Cause, before: &Terms, now: &Terms) -> Vec<String> {
    let shift = |symbol: &str, of: fn(&Terms) -> f64| format!("{symbol}  {:.3} → {:.3}", of(before), of(now));
    let whole = match lane {
        Lane::Content => "log-odds of content = μ (V − L_C · risk)",
        Lane::Access => "log-odds of opening sources = μ (0.9 V − L_S · risk)",
    };
    let risk = |terms: &Terms| (1.0 - terms.supplement) * (1.0 - terms.trust_integrity * terms.trust_control);
    let in_risk = || {
        vec![
            "risk = (1 − ι)(1 − τ_I · τ_C)".to_owned(),
            format!(
                "     = (1 − {:.2})(1 − {:.2} · {:.2}) → (1 − {:.2})(1 − {:.2} · {:.2})",
                before.supplement,
                before.trust_integrity,
                before.trust_control,
                now.supplement,
                now.trust_integrity,
                now.trust_control
            ),
            format!("     = {:.3} → {:.3}", risk(before), risk(now)),
        ]
    };
    let mut lines = vec![whole.to_owned()];
    match cause {
        Cause::PromiseBroken => {
            lines.extend(in_risk());
            lines.push(shift("τ_I", |terms| terms.trust_integrity));
        }
        Cause::SecretNotKept => {
            lines.extend(in_risk());
            lines.push(shift("τ_C", |terms| terms.trust_control));
        }
        Cause::Institutions => {
            lines.extend(in_risk());
            lines.push(shift("ι", |terms| terms.supplement));
        }
        Cause::Stakes | Cause::Outside => {
            lines.push("V = 0.4 + 1.2 · stake + compensation + ε".to_owned());
            lines.push(shift("V", |terms| terms.worth));
        }
    }
    lines
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
