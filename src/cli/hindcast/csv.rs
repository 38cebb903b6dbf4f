//! A hindcast as tidy CSV: one answer a row, with seed and model version in every row.

use super::super::Stop;
use super::{Case, Report, words};
use crate::analysis::hindcast::{PartnerHindcast, Question};
use crate::engine::MODEL_VERSION;

const COLUMNS: [&str; 16] = [
    "model_version",
    "seed",
    "histories",
    "case",
    "plan",
    "breaks_a_promise",
    "partner",
    "question",
    "recorded",
    "confidence",
    "weight",
    "projected",
    "deepest_drop",
    "months_fallen",
    "hit",
    "rule_hit",
];

impl Report {
    /// The hindcast as CSV.
    pub(super) fn csv(&self) -> Result<String, Stop> {
        let failed =
            |error: csv::Error| Stop::broken(format!("The result could not be written as CSV: {error}."));
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(COLUMNS).map_err(failed)?;
        for (case, partner) in self.partners() {
            for row in Question::ALL.into_iter().filter_map(|question| self.row(case, partner, question)) {
                table.write_record(row).map_err(failed)?;
            }
        }
        let bytes = table.into_inner().map_err(|error| Stop::broken(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Stop::broken(error.to_string()))
    }

    fn row(&self, case: &Case, partner: &PartnerHindcast, question: Question) -> Option<[String; 16]> {
        let (recorded, projected) = words(question, partner)?;
        let verdict = question.verdict(partner)?;
        let drop = match question {
            Question::ContentFalls | Question::ContentHow => partner.content_drop,
            Question::MethodsTightened => partner.methods_drop,
        };
        Some([
            MODEL_VERSION.into(),
            self.run.seed.to_string(),
            case.hindcast.histories.to_string(),
            case.name.clone(),
            case.hindcast.plan.to_string(),
            case.hindcast.breaks_a_promise.to_string(),
            partner.partner.to_string(),
            question.key().into(),
            recorded.into(),
            verdict.confidence.name().into(),
            verdict.confidence.weight().to_string(),
            projected.into(),
            drop.deepest.to_string(),
            drop.months_fallen.to_string(),
            verdict.hit.to_string(),
            verdict.rule_hit.to_string(),
        ])
    }
}
