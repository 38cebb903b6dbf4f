//! A projection as tidy CSV: one number per row, with seed and model version in every row.

use super::super::Stop;
use super::{ProjectionReport, parts};
use crate::analysis::table::csv_text;
use crate::engine::{MODEL_VERSION, Split, Statistics};
use crate::scenario::{Material, PerMaterial};

/// The columns that say what a number is of; empty where one does not apply.
#[derive(Clone, Copy, Default)]
struct Subject<'a> {
    subject: &'a str,
    id: &'a str,
    actor: &'a str,
    material: &'a str,
    month: Option<usize>,
}

impl<'a> Subject<'a> {
    fn row(self, statistic: &'a str, value: f64) -> Row<'a> {
        Row { of: self, statistic, value }
    }

    fn statistics(self, statistics: &Statistics) -> impl Iterator<Item = Row<'a>> {
        parts(statistics).into_iter().map(move |(statistic, value)| self.row(statistic, value))
    }
}

/// One row, without the columns that are the same in all.
struct Row<'a> {
    of: Subject<'a>,
    statistic: &'a str,
    value: f64,
}

/// The share of histories in which a partner has learned by a month, and its mean willingness in these and in
/// the others; no row over no history.
fn split_rows<'a>(of: Subject<'a>, split: &Split) -> Vec<Row<'a>> {
    let mut rows =
        vec![of.row("share_learned", split.share.mean), of.row("share_learned_se", split.share.se)];
    for material in Material::ALL {
        let name = match material {
            Material::Content => "content",
            Material::SourcesAndMethods => "methods",
        };
        let of = Subject { material: name, ..of };
        let groups = [
            (["learned_planned", "learned_withheld"], split.learned),
            (["not_planned", "not_withheld"], split.unaware),
        ];
        for ([planned, withheld], means) in groups {
            let Some(means) = means else { continue };
            rows.push(of.row(planned, *means.planned.of(material)));
            rows.push(of.row(withheld, *means.withheld.of(material)));
        }
    }
    rows
}

impl ProjectionReport<'_> {
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
            let month = row.of.month.map_or_else(String::new, |month| month.to_string());
            table
                .write_record([
                    MODEL_VERSION,
                    &seed,
                    &histories,
                    &csv_text(&self.plan.name),
                    row.of.subject,
                    &csv_text(row.of.id),
                    &csv_text(row.of.actor),
                    row.of.material,
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
        for (name, part) in self.projection.ledger.parts() {
            rows.extend(Subject { subject: "ledger", id: name, ..Subject::default() }.statistics(part));
        }
        for (month, share) in self.projection.checkable.iter().enumerate() {
            let of = Subject { subject: "checkable", month: Some(month), ..Subject::default() };
            rows.extend(of.statistics(share));
        }
        self.event_rows(&mut rows);
        rows
    }

    fn partner_rows<'a>(&'a self, rows: &mut Vec<Row<'a>>) {
        for course in &self.projection.partners {
            let id = course.partner.as_str();
            let mut add = |subject: &'static str, month, values: &PerMaterial<Statistics>| {
                for (material, of) in [("content", &values.content), ("methods", &values.methods)] {
                    rows.extend(Subject { subject, id, actor: "", material, month }.statistics(of));
                }
            };
            add("partner_before", None, &course.before);
            for (month, values) in course.months.iter().enumerate() {
                add("partner", Some(month), values);
            }
            for (month, split) in course.split.iter().enumerate() {
                let of = Subject { subject: "split", id, month: Some(month), ..Subject::default() };
                rows.extend(split_rows(of, split));
            }
        }
    }

    fn event_rows<'a>(&'a self, rows: &mut Vec<Row<'a>>) {
        const LEVELS: [&str; 5] = ["level_0", "level_1", "level_2", "level_3", "level_4"];
        let of = |subject, id, actor| Subject { subject, id, actor, ..Subject::default() };
        for known in &self.projection.knowledge {
            let of = of("knows", known.item.as_str(), known.actor.as_str());
            rows.extend(
                LEVELS.into_iter().zip(known.chance).map(|(level, chance)| of.row(level, chance.mean)),
            );
        }
        for item in &self.projection.items {
            let of = of("source_found", item.item.as_str(), "");
            rows.extend([of.row("chance", item.source_found.mean), of.row("se", item.source_found.se)]);
            if let Some(granted) = item.granted {
                let of = Subject { subject: "permission", ..of };
                rows.extend(
                    LEVELS.into_iter().zip(granted).map(|(level, chance)| of.row(level, chance.mean)),
                );
            }
        }
        for learning in &self.projection.learning {
            let of = of("learned", learning.item.as_str(), learning.partner.as_str());
            rows.push(of.row("chance_month_0", learning.in_month_0.mean));
            rows.push(of.row("chance_by_end", learning.by_end.mean));
        }
    }
}
