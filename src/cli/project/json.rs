//! A projection as one JSON object.

use super::super::{Stop, json_text};
use super::{ProjectionReport, parts};
use crate::engine::{ItemOutcome, MODEL_VERSION, MeanWillingness, Split, Statistics};
use crate::scenario::{Material, PerMaterial};
use serde_json::{Map, Value, json};

impl ProjectionReport<'_> {
    /// The projection as JSON, with a line end.
    pub fn json(&self) -> Result<String, Stop> {
        let projection = self.projection;
        let value = json!({
            "model_version": MODEL_VERSION,
            "seed": projection.seed,
            "histories": projection.histories,
            "histories_played": projection.histories_played,
            "plan": self.plan.name,
            "partners": self.partners(),
            "ledger": self.projection.ledger.parts().map(|(name, part)| (name.to_owned(), statistics(part))).into_iter().collect::<Map<_, _>>(),
            "checkable": projection.checkable.iter().enumerate().map(|(month, share)| at_month(month, statistics(share))).collect::<Vec<_>>(),
            "who_knows": projection.knowledge.iter().map(|known| json!({
                "item": known.item.as_str(),
                "actor": known.actor.as_str(),
                "before": known.before,
                "chance": known.chance.map(|chance| chance.mean),
                "chance_se": known.chance.map(|chance| chance.se),
            })).collect::<Vec<_>>(),
            "source_found": projection.items.iter().map(|item| json!({
                "item": item.item.as_str(),
                "chance": item.source_found.mean,
                "se": item.source_found.se,
            })).collect::<Vec<_>>(),
            "items": projection.items.iter().map(item).collect::<Vec<_>>(),
            "learned": projection.learning.iter().map(|learning| json!({
                "item": learning.item.as_str(),
                "partner": learning.partner.as_str(),
                "chance_month_0": learning.in_month_0.mean,
                "chance_by_end": learning.by_end.mean,
            })).collect::<Vec<_>>(),
        });
        json_text(&value)
    }

    fn partners(&self) -> Vec<Value> {
        let materials = |of: &PerMaterial<Statistics>| json!({ "content": statistics(&of.content), "methods": statistics(&of.methods) });
        let partner = |course: &crate::engine::PartnerCourse| {
            let months =
                course.months.iter().enumerate().map(|(month, values)| at_month(month, materials(values)));
            json!({
                "id": course.partner.as_str(),
                "name": self.scenario.name(&course.partner),
                "before": materials(&course.before),
                "months": months.collect::<Vec<_>>(),
                "split": course.split.iter().enumerate().map(|(month, of)| at_month(month, split(of))).collect::<Vec<_>>(),
            })
        };
        self.projection.partners.iter().map(partner).collect()
    }
}

/// Mean willingness where a partner has learned and where not; null over no history.
fn split(split: &Split) -> Value {
    let means = |over: &Option<MeanWillingness>, material: Material| {
        json!({
            "planned": over.map(|means| *means.planned.of(material)),
            "withheld": over.map(|means| *means.withheld.of(material)),
        })
    };
    let groups = |material| json!({ "learned": means(&split.learned, material), "not": means(&split.unaware, material) });
    json!({
        "share_learned": split.share.mean,
        "share_learned_se": split.share.se,
        "content": groups(Material::Content),
        "methods": groups(Material::SourcesAndMethods),
    })
}

/// An item, with the chance that each level from nothing up is granted where its originator is asked.
fn item(outcome: &ItemOutcome) -> Value {
    let mut fields = Map::new();
    fields.insert("item".into(), json!(outcome.item.as_str()));
    if let Some(granted) = outcome.granted {
        fields.insert("permission".into(), json!(granted.map(|chance| chance.mean)));
        fields.insert("permission_se".into(), json!(granted.map(|chance| chance.se)));
    }
    Value::Object(fields)
}

fn statistics(statistics: &Statistics) -> Value {
    Value::Object(
        parts(statistics).map(|(name, value)| (name.to_owned(), json!(value))).into_iter().collect(),
    )
}

fn at_month(month: usize, mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.insert("month".into(), json!(month));
    }
    value
}
