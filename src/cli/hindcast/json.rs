//! A hindcast as one JSON object.

use super::super::{Stop, json_text};
use crate::analysis::hindcast::probability::{EventScores, Reliability};
use crate::analysis::hindcast::{CUT_OFF, FALL, LASTING_MONTHS, MONTHS, TIGHTENED};
use crate::analysis::hindcast::{
    CaseHindcast, Decline, Forecaster, Hindcasts, OutcomeChances, PartnerHindcast, Question,
};
use crate::engine::MODEL_VERSION;
use crate::scenario::Scope;
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
        "probability_scores": probability_scores(hindcasts),
        "reliability": {
            "content": hindcasts.content_reliability().map(band),
            "sources_methods": hindcasts.methods_reliability().map(band),
        },
    });
    json_text(&value)
}

/// The scores of every forecaster, by material.
fn probability_scores(hindcasts: &Hindcasts) -> Value {
    let content = Forecaster::ALL.map(|by| {
        let scores = hindcasts.content_scores(by);
        let value = json!({
            "forecast": by.name_for_content(),
            "cases": scores.fall.cases,
            "brier": scores.fall.brier,
            "brier_without_narrow": scores.brier_without_narrow,
            "logarithmic": scores.fall.logarithmic,
            "ranked": scores.ranked,
        });
        (by.key().to_owned(), value)
    });
    let methods = Forecaster::ALL.map(|by| {
        let EventScores { cases, brier, logarithmic } = hindcasts.methods_scores(by);
        let value = json!({
            "forecast": by.name_for_methods(),
            "cases": cases,
            "brier": brier,
            "logarithmic": logarithmic,
        });
        (by.key().to_owned(), value)
    });
    json!({ "content": Map::from_iter(content), "sources_methods": Map::from_iter(methods) })
}

/// One band of reliability.
fn band(of: Reliability) -> Value {
    let Reliability { band: [low, high], cases, mean_chance, happened } = of;
    json!({ "low": low, "high": high, "cases": cases, "mean_probability": mean_chance, "happened": happened })
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
        "scope": of.recorded_scope.map(Scope::name),
        "unpermitted": of.unpermitted,
        "deliberate": of.deliberate,
        "probabilities": chances(of.chances),
    })
}

/// The probability of every outcome.
fn chances(
    OutcomeChances { content: [no_fall, paused, restricted, cut_off], tightened }: OutcomeChances,
) -> Value {
    json!({
        "no_fall": no_fall,
        "paused": paused,
        "restricted": restricted,
        "cut_off": cut_off,
        "tightened": tightened,
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
        "probability": question.chance_of_recorded(of),
    })
}
