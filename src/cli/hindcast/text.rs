//! A hindcast as tables for reading; every miss has a sentence of its own.

use crate::analysis::hindcast::{CUT_OFF, FALL, LASTING_MONTHS, MONTHS, TIGHTENED};
use crate::analysis::hindcast::{
    CaseHindcast, Hindcasts, PartnerHindcast, Question, Verdict, count, reliability_in_words,
};
use crate::analysis::number_format::{
    chance_with_error, counted, fixed, percent, percent_fall, plain_percent, thousands,
};
use crate::engine::MODEL_VERSION;
use crate::storage;
use std::fmt::Write;
use std::path::Path;

/// The hindcast as text.
pub(super) fn text(hindcasts: &Hindcasts) -> String {
    let mut out = String::new();
    head(hindcasts, &mut out);
    if hindcasts.partners().next().is_some() {
        table(hindcasts, &mut out, "Content", Question::ContentHow);
        table(hindcasts, &mut out, "Sources and methods", Question::MethodsTightened);
        scores(hindcasts, &mut out);
        probabilities(hindcasts, &mut out);
        misses(hindcasts, &mut out);
    } else {
        out.push_str("\nNothing is on record for any partner, so there is nothing to score.\n");
    }
    lost_sources(hindcasts, &mut out);
    doubts(&mut out);
    out
}

fn head(hindcasts: &Hindcasts, out: &mut String) {
    let _ = write!(
        out,
        "Hindcast: the historical plan of each case, given that every originator whose promise was broken\n\
         learned of it in month 0, compared with the record.\n\
         Content falls where the mean willingness drops by {} or more of its starting value within {MONTHS} months:\n\
         paused for less than {LASTING_MONTHS} months, restricted for {LASTING_MONTHS} or more, cut off where the drop is {} for {LASTING_MONTHS}.\n\
         Sources and methods are tightened where that willingness drops by {} or more.\n\
         The chance is the share of histories, outside events off, in which it falls or is tightened.\n\
         {} of each case, seed {}, model version {MODEL_VERSION}. For comparison, the rule: nothing ever falls.\n",
        plain_percent(FALL),
        plain_percent(CUT_OFF),
        plain_percent(TIGHTENED),
        counted(hindcasts.run.histories, "history"),
        hindcasts.run.seed,
    );
    for case in hindcasts.cases.iter().filter(|case| case.hindcast.histories < hindcasts.run.histories) {
        let _ = writeln!(
            out,
            "{}: only {}; in the others of {} played not every originator learned in month 0.",
            case.name,
            counted(case.hindcast.histories, "history"),
            thousands(case.hindcast.histories_played)
        );
    }
}

/// Width of the column of cases and partners, in characters; at least that of the headings.
fn width(hindcasts: &Hindcasts) -> usize {
    let rows =
        hindcasts.partners().map(|(case, partner)| first_cell(case, case.scenario.name(&partner.partner)));
    rows.map(|cell| cell.chars().count()).fold(44, usize::max) + 2
}

fn table(hindcasts: &Hindcasts, out: &mut String, title: &str, question: Question) {
    let width = width(hindcasts);
    let _ = writeln!(
        out,
        "\n{title:width$}{:25}{:15}{:>8}{:>8}{:>9}  {:6}{:6}",
        "on record", "projected", "drop", "months", "chance", "model", "rule"
    );
    for (case, partner) in hindcasts.partners() {
        let who = first_cell(case, case.scenario.name(&partner.partner));
        let answer = answer(question, partner).unwrap_or_else(|| "not known".into());
        let _ = writeln!(out, "{who:width$}{answer}{}", by_construction(case));
    }
}

fn scores(hindcasts: &Hindcasts, out: &mut String) {
    let _ = writeln!(
        out,
        "\n{:46}{:>10}{:>10}{:>10}   weighed by confidence: model, rule",
        "Right answers", "cases", "model", "rule"
    );
    for question in Question::ALL {
        let score = hindcasts.score(question);
        if score.cases == 0.0 {
            let _ = writeln!(out, "{:46}{:>10}", question.name(), "none");
            continue;
        }
        let share = |hits: f64| plain_percent(hits / score.weight);
        let _ = writeln!(
            out,
            "{:46}{:>10}{:>10}{:>10}   {}, {} of {}",
            question.name(),
            count(score.cases),
            count(score.hits),
            count(score.rule_hits),
            share(score.weighted_hits),
            share(score.weighted_rule_hits),
            fixed(score.weight, 1),
        );
    }
}

/// The scores of the probabilities beside those of forecasts without a model, and their reliability.
fn probabilities(hindcasts: &Hindcasts, out: &mut String) {
    let _ = writeln!(
        out,
        "\n{:52}{:>10}{:>10}{:>18}{:>12}{:>10}",
        "Probabilities: mean scores, 0 is best", "cases", "Brier", "narrow as none", "logarithm", "ranked"
    );
    for line in hindcasts.score_lines() {
        let what = format!("{}: {}", line.question.subject(), line.name);
        if line.event.cases == 0.0 {
            let _ = writeln!(out, "{what:52}{:>10}", "none");
            continue;
        }
        let [brier, narrow, logarithm, ranked] = line.cells();
        let cases = count(line.event.cases);
        let _ = writeln!(out, "{what:52}{cases:>10}{brier:>10}{narrow:>18}{logarithm:>12}{ranked:>10}");
    }
    for (title, bands) in [
        ("Where the model gave a fall of content a chance of", hindcasts.content_reliability()),
        ("Where it gave tighter sources and methods a chance of", hindcasts.methods_reliability()),
    ] {
        let _ = writeln!(out, "\n{title}");
        for band in &bands {
            let _ = writeln!(out, "  {}", reliability_in_words(band));
        }
    }
    let _ = writeln!(out, "\n{}", hindcasts.almost_never());
}

fn misses(hindcasts: &Hindcasts, out: &mut String) {
    let _ = writeln!(out, "\nWhere the model is wrong");
    if hindcasts.misses().next().is_none() {
        let _ = writeln!(out, "  Nowhere in these cases.");
    }
    for miss in hindcasts.misses() {
        let _ = writeln!(out, "  {}: {}.", title(miss.case), miss.in_words());
    }
}

fn lost_sources(hindcasts: &Hindcasts, out: &mut String) {
    if hindcasts.sources().next().is_none() {
        return;
    }
    let width = width(hindcasts);
    let _ = writeln!(
        out,
        "\n{:width$}{:25}projected chance of loss, given the same",
        "Sources, not scored", "on record"
    );
    for (case, source) in hindcasts.sources() {
        let what = first_cell(case, case.scenario.item_name(&source.item));
        let recorded = format!("{} ({})", source.recorded.name(), source.confidence.name());
        let chance = chance_with_error(source.found);
        let _ = writeln!(out, "{what:width$}{recorded:25}{chance}");
    }
}

fn doubts(out: &mut String) {
    let _ = write!(
        out,
        "\n* No promise to the partner was broken in this plan: the model has no reason to project a fall, so a\n\
         \x20 hit says nothing for the model.\n\
         Public cases are over-represented, services rarely say that they hold back, the coder knew the\n\
         outcomes, and spying is further from the model than passing on. The model is not fitted to these cases.\n",
    );
}

/// The fields of a row: recorded, projected, drop, months of the drop, hits of model and rule.
fn answer(question: Question, partner: &PartnerHindcast) -> Option<String> {
    let Verdict { recorded, projected, hit, rule_hit, confidence } = question.verdict(partner)?;
    let drop = question.drop(partner);
    // The months tell a pause from a restriction; for sources and methods there is no such distinction.
    let months = match question {
        Question::MethodsTightened => String::new(),
        Question::ContentFalls | Question::ContentHow => drop.months_fallen.to_string(),
    };
    let recorded = format!("{recorded} ({})", confidence.name());
    let chance = percent(question.chance(partner));
    let (drop, model, rule) = (percent_fall(drop.deepest), right(hit), right(rule_hit));
    Some(format!("{recorded:25}{projected:15}{drop:>8}{months:>8}{chance:>9}  {model:6}{rule:6}"))
}

/// Name of a case in a table: that of the built-in case, or of the file without folder and extension.
fn label(case: &CaseHindcast) -> &str {
    match storage::built_in(&case.name) {
        Some(case) => case.name,
        // A name that is not Unicode is shown as it was given.
        None => Path::new(&case.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&case.name),
    }
}

/// Name of a case in a sentence: its title, or else as in a table.
fn title(case: &CaseHindcast) -> &str {
    if case.scenario.about.title.is_empty() { label(case) } else { case.title() }
}

fn first_cell(case: &CaseHindcast, of: &str) -> String {
    format!("{:24}  {of}", label(case))
}

fn by_construction(case: &CaseHindcast) -> &'static str {
    if case.hindcast.breaks_a_promise { "" } else { "*" }
}

fn right(hit: bool) -> &'static str {
    if hit { "hit" } else { "MISS" }
}
