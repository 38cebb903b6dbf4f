//! A projection as tidy CSV: one number a row, with seed and model version in every row.

use super::super::Stop;
use super::{Report, parts};
use crate::engine::{MODEL_VERSION, Statistics};
use crate::scenario::PerMaterial;

/// One row, without what every row has.
struct Row<'a> {
    subject: &'a str,
    id: &'a str,
    actor: &'a str,
    material: &'a str,
    month: Option<usize>,
    statistic: &'a str,
    value: f64,
}

impl Report<'_> {
    /// The projection as CSV.
    pub fn csv(&self) -> Result<String, Stop> {
        let failed =
            |error: csv::Error| Stop::broken(format!("The result could not be written as CSV: {error}."));
        let mut table = csv::Writer::from_writer(Vec::new());
        table
            .write_record([
                "model_version",
                "seed",
                "histories",
                "plan",
                "subject",
                "id",
                "actor",
                "lane",
                "month",
                "statistic",
                "value",
            ])
            .map_err(failed)?;
        let projection = self.projection;
        let (seed, histories) = (projection.seed.to_string(), projection.histories.to_string());
        for row in self.rows() {
            let month = row.month.map_or_else(String::new, |month| month.to_string());
            table
                .write_record([
                    MODEL_VERSION,
                    &seed,
                    &histories,
                    &self.plan.name,
                    row.subject,
                    row.id,
                    row.actor,
                    row.material,
                    &month,
                    row.statistic,
                    &row.value.to_string(),
                ])
                .map_err(failed)?;
        }
        let bytes = table.into_inner().map_err(|error| Stop::broken(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Stop::broken(error.to_string()))
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        self.partner_rows(&mut rows);
        for (name, part) in self.ledger() {
            statistics(&mut rows, "ledger", name, "", None, part);
        }
        for (month, share) in self.projection.checkable.iter().enumerate() {
            statistics(&mut rows, "checkable", "", "", Some(month), share);
        }
        self.event_rows(&mut rows);
        rows
    }

    fn partner_rows<'a>(&'a self, rows: &mut Vec<Row<'a>>) {
        for course in &self.projection.partners {
            let mut lanes =
                |subject: &'static str, month, PerMaterial { content, methods }: &PerMaterial<Statistics>| {
                    statistics(rows, subject, course.partner.as_str(), "content", month, content);
                    statistics(rows, subject, course.partner.as_str(), "methods", month, methods);
                };
            lanes("partner_before", None, &course.before);
            for (month, values) in course.months.iter().enumerate() {
                lanes("partner", Some(month), values);
            }
        }
    }

    fn event_rows<'a>(&'a self, rows: &mut Vec<Row<'a>>) {
        const LEVELS: [&str; 5] = ["level_0", "level_1", "level_2", "level_3", "level_4"];
        let row = |subject, id, actor, statistic, value| Row {
            subject,
            id,
            actor,
            material: "",
            month: None,
            statistic,
            value,
        };
        for known in &self.projection.knowledge {
            for (level, chance) in LEVELS.into_iter().zip(known.chance) {
                rows.push(row("knows", known.item.as_str(), known.actor.as_str(), level, chance.mean));
            }
        }
        for item in &self.projection.items {
            rows.push(row("source_found", item.item.as_str(), "", "chance", item.source_found.mean));
            rows.push(row("source_found", item.item.as_str(), "", "se", item.source_found.se));
        }
        for learning in &self.projection.learning {
            let (item, partner) = (learning.item.as_str(), learning.partner.as_str());
            rows.push(row("learned", item, partner, "chance_month_0", learning.in_month_0.mean));
            rows.push(row("learned", item, partner, "chance_by_end", learning.by_end.mean));
        }
    }
}

fn statistics<'a>(
    rows: &mut Vec<Row<'a>>,
    subject: &'a str,
    id: &'a str,
    material: &'a str,
    month: Option<usize>,
    of: &Statistics,
) {
    for (statistic, value) in parts(of) {
        rows.push(Row { subject, id, actor: "", material, month, statistic, value });
    }
}
