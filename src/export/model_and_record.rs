//! What the model says for a lesson, and what happened, as tables that the teacher’s key and the report of a class share.

use crate::analysis::number_format::{percent, thousands};
use crate::analysis::outlook::Outlook;
use crate::engine::MODEL_VERSION;
use crate::export::paper::{Cell, Column, Paper, PaperTable};
use crate::lesson::results::{LessonResults, MONTH, PlanOutlooks};
use crate::scenario::{Material, Record, Scenario};

/// Adds what the model says of the plans that are predicted, and of every plan after a year.
pub fn add_numbers(paper: &mut Paper, scenario: &Scenario, results: &LessonResults) {
    for of in &results.outlooks {
        add_outlooks(paper, scenario, of);
    }
    add_comparison(paper, scenario, results);
    paper.note(format!(
        "Model {MODEL_VERSION}, {} histories for each plan, seed {}. A little: the deepest fall is under half of the starting \
         value, but counts as a fall on record; a lot: half or more. Outside events are left out of the shares.",
        thousands(results.histories),
        results.seed
    ));
}

fn add_outlooks(paper: &mut Paper, scenario: &Scenario, outlooks: &PlanOutlooks) {
    let plan = scenario.plans.get(&outlooks.plan);
    let name = plan.map_or(outlooks.plan.as_str(), |plan| &plan.name);
    paper.section(format!("What the model says: “{name}”"));
    let mut columns = vec![Column::words("In the year after")];
    columns.extend(Outlook::ALL.map(|outlook| Column::figures(outlook.name())));
    let mut table = PaperTable::new("Share of the histories in which each partner’s sharing …", columns);
    for of in &outlooks.partners {
        for material in Material::ALL {
            let mut row = vec![Cell::text(format!("{}: {}", scenario.name(&of.partner), material.name()))];
            row.extend(of.shares.of(material).map(|share| Cell::text(percent(share))));
            table.row(row);
        }
    }
    paper.table(table);
}

fn add_comparison(paper: &mut Paper, scenario: &Scenario, results: &LessonResults) {
    let Some(comparison) = &results.plans else { return };
    let mut columns = vec![Column::words("Plan")];
    let partners: Vec<&crate::scenario::ActorId> = scenario.partnerships.keys().collect();
    let mut of_partner: Vec<String> = Vec::new();
    for partner in &partners {
        for material in Material::ALL {
            of_partner.push(format!("{}, {}", scenario.name(partner), material.short_name()));
        }
    }
    // Many partners are more than a page is wide, so that each gets a row and each plan a column.
    let names = comparison.columns.iter().map(|column| {
        let plan = scenario.plans.get(&column.plan);
        plan.map_or(column.plan.as_str(), |plan| &plan.name)
    });
    columns[0] = Column::words("Partner");
    columns.extend(names.map(Column::figures));
    let mut table = PaperTable::new(format!("Mean willingness to share in month {MONTH}"), columns);
    // The total stands first among what was compared.
    let first = comparison.measures.len() - of_partner.len();
    for (place, name) in of_partner.into_iter().enumerate() {
        let mut row = vec![Cell::Text(name)];
        let means = comparison.columns.iter().map(|column| column.cells[first + place].mean.mean);
        row.extend(means.map(|mean| Cell::text(percent(mean))));
        table.row(row);
    }
    paper.table(table);
}

/// Adds what happened, with its doubts.
pub fn add_record(paper: &mut Paper, scenario: &Scenario) {
    paper.section("What happened");
    if scenario.about.after.is_empty() && scenario.record.is_none() {
        paper.text("This case has no record of what happened.");
    }
    paper.texts(&scenario.about.after);
    let Some(Record { partners, doubts, .. }) = &scenario.record else { return };
    let mut table = PaperTable::new(
        "The record, and how sure it is",
        ["Partner", "Content", "Sources and methods"].map(Column::words).into(),
    );
    for (partner, of) in partners {
        let content = of.content.map(|seen| format!("{} ({})", seen.was.name(), seen.confidence.name()));
        let methods =
            of.sources_methods.map(|seen| format!("{} ({})", seen.was.name(), seen.confidence.name()));
        let cell = |seen: Option<String>| Cell::text(seen.unwrap_or_else(|| "not known".into()));
        table.row(vec![Cell::text(scenario.name(partner)), cell(content), cell(methods)]);
    }
    paper.table(table);
    if !doubts.is_empty() {
        paper.text(format!("Doubts: {doubts}"));
    }
}
