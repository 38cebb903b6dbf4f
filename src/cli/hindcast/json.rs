//! A hindcast as one JSON object.

use super::super::{Stop, json_text};
use crate::analysis::hindcast::{CUT_OFF, FALL, LASTING_MONTHS, MONTHS, TIGHTENED};
use crate::analysis::hindcast::{CaseHindcast, Decline, Hindcasts, PartnerHindcast, Question};
use crate::engine::MODEL_VERSION;
use serde_json::{Map, Value, json};

/// The hindcast as JSON, with a line end.
pub(super) fn json(hindcasts: &Hindcasts) -> Result<String, Stop> {
    let scores = Question::ALL.map(|question| (question.key().to_owned(), score_of(hindcasts, question)));
    let value = json!({
        "model_version": MODEL_VERSION,
        "seed": hindcasts.run.seed,
        "histories": hindcasts.run.histories,
        "lines": {
            "months": MONTHS,
            "fall": FALL,
            "cut_off": CUT_OFF,
            "lasting_months": LASTING_MONTHS,
            "tightened": TIGHTENED,
        },
        "rule": "nothing ever falls",
        "cases": hindcasts.cases.iter().map(case).collect::<Vec<_>>(),
        "scores": scores.into_iter().collect::<Map<_, _>>(),
    });
    json_text(&value)
}

fn score_of(hindcasts: &Hindcasts, question: Question) -> Value {
    let score = hindcasts.score(question);
    json!({
        "cases": score.cases,
        "hits": score.hits,
        "rule_hits": score.rule_hits,
        "weight": score.weight,
        "weighted_hits": score.weighted_hits,
        "weighted_rule_hits": score.weighted_rule_hits,
    })
}

fn case(case: &CaseHindcast) -> Value {
    let hindcast = &case.hindcast;
    json!({
        "case": case.name,
        "title": case.scenario.about.title,
        "plan": hindcast.plan.as_str(),
        "histories": hindcast.histories,
        "histories_played": hindcast.histories_played,
        "breaks_a_promise": hindcast.breaks_a_promise,
        "partners": hindcast.partners.iter().map(|of| partner(case, of)).collect::<Vec<_>>(),
        "sources": hindcast.sources.iter().map(|source| json!({
            "item": source.item.as_str(),
            "recorded": source.recorded.name(),
            "confidence": source.confidence.name(),
            "chance_of_loss": source.found.mean,
            "se": source.found.se,
        })).collect::<Vec<_>>(),
    })
}

fn partner(case: &CaseHindcast, of: &PartnerHindcast) -> Value {
    let answers = Question::ALL.map(|question| (question.key().to_owned(), answer(question, of)));
    let drop = |drop: Decline| {
        json!({
            "deepest": drop.deepest,
            "months_fallen": drop.months_fallen,
            "months_cut_off": drop.months_cut_off,
        })
    };
    json!({
        "id": of.partner.as_str(),
        "name": case.scenario.name(&of.partner),
        "content_drop": drop(of.content_drop),
        "sources_methods_drop": drop(of.methods_drop),
        "answers": answers.into_iter().collect::<Map<_, _>>(),
    })
}

/// The answer to one question about a partner; null where nothing is recorded.
fn answer(question: Question, of: &PartnerHindcast) -> Value {
    let Some(verdict) = question.verdict(of) else { return Value::Null };
    json!({
        "recorded": verdict.recorded,
        "confidence": verdict.confidence.name(),
        "weight": verdict.confidence.weight(),
        "projected": verdict.projected,
        "hit": verdict.hit,
        "rule_hit": verdict.rule_hit,
    })
}
