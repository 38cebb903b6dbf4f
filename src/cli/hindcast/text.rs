//! A hindcast as tables that a person can read, the misses in plain sight.

use super::{Case, Report, words};
use crate::analysis::hindcast::classify::{CUT_OFF, FALL, LASTING_MONTHS, MONTHS, TIGHTENED};
use crate::analysis::hindcast::{PartnerHindcast, Question, Verdict};
use crate::engine::MODEL_VERSION;
use std::fmt::Write;

impl Report {
    /// The hindcast as text.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        if self.partners().next().is_some() {
            self.table(&mut out, "Content", Question::ContentHow);
            self.table(&mut out, "Sources and methods", Question::MethodsTightened);
            self.scores(&mut out);
            self.misses(&mut out);
        } else {
            out.push_str("\nOf no partner anything is on record, so there is nothing to score.\n");
        }
        self.lost_sources(&mut out);
        self.doubts(&mut out);
        out
    }

    fn head(&self, out: &mut String) {
        let percent = |part: f64| (100.0 * part).round();
        let _ = write!(
            out,
            "Would the model have known? The historical plan of each case, given that every originator whose\n\
             promise was broken learned of it in month 0, against what is on record.\n\
             Content falls where the mean willingness drops by {} % or more of its starting value within {MONTHS} months:\n\
             paused for less than {LASTING_MONTHS} months, restricted for {LASTING_MONTHS} or more, cut off where the drop is {} % for {LASTING_MONTHS}.\n\
             Sources and methods are tightened where that willingness drops by {} % or more.\n\
             {} histories of each case, seed {}, model version {MODEL_VERSION}. The rule beside it says: nothing ever falls.\n",
            percent(FALL),
            percent(CUT_OFF),
            percent(TIGHTENED),
            self.run.histories,
            self.run.seed,
        );
        for case in self.cases.iter().filter(|case| case.hindcast.histories < self.run.histories) {
            let _ = writeln!(
                out,
                "Of {} only {}: so few of {} had every originator learn in month 0.",
                case.name, case.hindcast.histories, case.hindcast.histories_played
            );
        }
    }

    /// How wide the column of cases and partners must be.
    fn width(&self) -> usize {
        let rows =
            self.partners().map(|(case, partner)| first_cell(case, case.scenario.name(&partner.partner)));
        rows.map(|cell| cell.chars().count()).max().unwrap_or_default().max(44) + 2
    }

    fn table(&self, out: &mut String, title: &str, question: Question) {
        let width = self.width();
        let _ = writeln!(
            out,
            "\n{title:width$}{:25}{:15}{:>8}{:>8}  {:6}{:6}",
            "on record", "projected", "drop", "months", "model", "rule"
        );
        for (case, partner) in self.partners() {
            let who = first_cell(case, case.scenario.name(&partner.partner));
            let answer = answer(question, partner).unwrap_or_else(|| "not known".into());
            let _ = writeln!(out, "{who:width$}{answer}{}", by_construction(case));
        }
    }

    fn scores(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "\n{:46}{:>10}{:>10}{:>10}   weighed by confidence: model, rule",
            "Right answers", "cases", "model", "rule"
        );
        for question in Question::ALL {
            let score = self.score(question);
            if score.cases == 0.0 {
                let _ = writeln!(out, "{:46}{:>10}", question.name(), "none");
                continue;
            }
            let share = |hits: f64| 100.0 * hits / score.weight;
            let _ = writeln!(
                out,
                "{:46}{:>10}{:>10}{:>10}   {:.0} %, {:.0} % of {:.1}",
                question.name(),
                count(score.cases),
                count(score.hits),
                count(score.rule_hits),
                share(score.weighted_hits),
                share(score.weighted_rule_hits),
                score.weight,
            );
        }
    }

    fn misses(&self, out: &mut String) {
        let _ = writeln!(out, "\nWhere the model is wrong");
        let mut none = true;
        for (case, partner) in self.partners() {
            for question in [Question::ContentHow, Question::MethodsTightened] {
                let Some(Verdict { hit: false, confidence, .. }) = question.verdict(partner) else {
                    continue;
                };
                let Some((recorded, projected)) = words(question, partner) else { continue };
                none = false;
                let subject =
                    if question == Question::ContentHow { "content" } else { "sources and methods" };
                let _ = writeln!(
                    out,
                    "  {}: {}, {subject}: projected {projected}, on record {recorded} (confidence {}).",
                    case.title(),
                    case.scenario.name(&partner.partner),
                    confidence.name(),
                );
            }
        }
        if none {
            let _ = writeln!(out, "  Nowhere in these cases.");
        }
    }

    fn lost_sources(&self, out: &mut String) {
        let sources =
            || self.cases.iter().flat_map(|case| case.hindcast.sources.iter().map(move |of| (case, of)));
        if sources().next().is_none() {
            return;
        }
        let width = self.width();
        let _ = writeln!(
            out,
            "\n{:width$}{:25}projected chance of loss, given the same",
            "Sources, not scored", "on record"
        );
        for (case, source) in sources() {
            let what = first_cell(case, case.scenario.item_name(&source.item));
            let recorded = format!("{} ({})", source.recorded.name(), source.confidence.name());
            let (mean, se) = (100.0 * source.found.mean, 100.0 * source.found.se);
            let _ = writeln!(out, "{what:width$}{recorded:25}{mean:.0} % ± {se:.1}");
        }
    }

    fn doubts(&self, out: &mut String) {
        let _ = write!(
            out,
            "\n* Nothing that a partner gave was told beyond what was promised: the model has no reason for a fall,\n\
             \x20 and a hit is none of its merit.\n\
             Cases that became public are over-sampled, services rarely say that they hold back, the coder knew the\n\
             endings, and spying is further from the model than passing on. The model is not fitted to these cases.\n",
        );
    }
}

/// One row's answer: on record, projected, how far and how long, and who was right.
fn answer(question: Question, partner: &PartnerHindcast) -> Option<String> {
    let (recorded, projected) = words(question, partner)?;
    let Verdict { hit, rule_hit, confidence } = question.verdict(partner)?;
    // How long it lasts tells a pause from a restriction; of sources and methods nobody asks it.
    let (drop, months) = match question {
        Question::MethodsTightened => (partner.methods_drop, String::new()),
        _ => (partner.content_drop, partner.content_drop.months_fallen.to_string()),
    };
    let recorded = format!("{recorded} ({})", confidence.name());
    let (drop, model, rule) = (percent_drop(drop.deepest), right(hit), right(rule_hit));
    Some(format!("{recorded:25}{projected:15}{drop:>8}{months:>8}  {model:6}{rule:6}"))
}

fn first_cell(case: &Case, of: &str) -> String {
    format!("{:24}  {of}", case.label())
}

fn by_construction(case: &Case) -> &'static str {
    if case.hindcast.breaks_a_promise { "" } else { "*" }
}

fn right(hit: bool) -> &'static str {
    if hit { "hit" } else { "MISS" }
}

fn percent_drop(drop: f64) -> String {
    match (100.0 * drop).round() {
        0.0 => "0 %".into(),
        percent => format!("−{percent} %"),
    }
}

/// A number of cases, of which some may count for a part.
fn count(cases: f64) -> String {
    let rounded = format!("{cases:.1}");
    rounded.strip_suffix(".0").map_or(rounded.clone(), str::to_owned)
}
