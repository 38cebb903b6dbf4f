//! The tables of a projection: every partner's course, who would know, who learns, gains and losses.

use super::possible_events;
use super::query::TableId;
use super::study::Study;
use super::table::{Cell, Table};
use crate::engine::{Chance, Projection, Split, Statistics};
use crate::scenario::{Material, PerMaterial, Plan};

/// The columns of a statistic.
const STATISTIC: [&str; 7] = ["mean", "se", "q05", "q25", "q50", "q75", "q95"];

/// A statistic’s numbers, in the order of [`STATISTIC`].
fn numbers(of: &Statistics) -> [f64; 7] {
    let [q05, q25, q50, q75, q95] = of.quantiles;
    [of.mean, of.se, q05, q25, q50, q75, q95]
}

fn chance(of: &Chance) -> [Cell; 2] {
    [of.mean, of.se].map(Cell::share)
}

/// A function that makes a table of a projection.
pub type ProjectionTable = fn(&Study, &Plan, &Projection) -> Table;

/// The function that makes a table; `None` for a table that is not of a projection.
pub fn table(id: TableId) -> Option<ProjectionTable> {
    match id {
        TableId::Courses => Some(courses),
        TableId::Knowers => Some(knowers),
        TableId::Learning => Some(learning),
        TableId::PossibleEvents => Some(possible_events::table),
        TableId::Ledger => Some(ledger),
        TableId::Reasons
        | TableId::Mitigation
        | TableId::Numbers
        | TableId::TwoWay
        | TableId::Comparison
        | TableId::Choices
        | TableId::Repair
        | TableId::Asking
        | TableId::Hindcast
        | TableId::OneHistory => None,
    }
}

/// A row for every partner, material and month, that before the meeting without a month; with the mean willingness where
/// the partner has learned by then, where not, and if nothing were said.
fn courses(study: &Study, plan: &Plan, projection: &Projection) -> Table {
    let mut columns = vec!["partner", "material", "month"];
    columns.extend(STATISTIC);
    columns.extend(["share_learned", "if_learned", "if_not_learned", "nothing_said"]);
    let mut table = of(study, "courses", plan, projection, &columns);
    for course in &projection.partners {
        let mut add = |month: Option<u32>, of: &PerMaterial<Statistics>, split: Option<&Split>| {
            for material in Material::ALL {
                let mut row: Vec<Cell> = vec![
                    study.scenario.name(&course.partner).into(),
                    material.name().into(),
                    month.map_or(Cell::Nothing, Cell::from),
                ];
                row.extend(numbers(of.of(material)).map(Cell::share));
                row.extend(split_cells(split, material));
                table.rows.push(row);
            }
        };
        add(None, &course.before, None);
        for (month, (of, split)) in (0..).zip(course.months.iter().zip(&course.split)) {
            add(Some(month), of, Some(split));
        }
    }
    table
}

fn split_cells(split: Option<&Split>, material: Material) -> [Cell; 4] {
    let Some(split) = split else { return [Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing] };
    let share = |value: Option<f64>| value.map_or(Cell::Nothing, Cell::share);
    [
        Cell::share(split.share.mean),
        share(split.learned.map(|means| *means.planned.of(material))),
        share(split.unaware.map(|means| *means.planned.of(material))),
        share(split.all.map(|means| *means.withheld.of(material))),
    ]
}

/// A row for every item and actor: the chance of holding each level in the end.
fn knowers(study: &Study, plan: &Plan, projection: &Projection) -> Table {
    let columns = [
        "item",
        "actor",
        "level_before",
        "nothing",
        "gist",
        "content",
        "context",
        "sources_and_methods",
        "closes_source",
    ];
    let mut table = of(study, "who_would_know", plan, projection, &columns);
    for known in &projection.knowledge {
        let mut row: Vec<Cell> = vec![
            study.scenario.item_name(&known.item).into(),
            study.scenario.name(&known.actor).into(),
            (known.before as u64).into(),
        ];
        row.extend(known.chance.iter().map(|chance| Cell::share(chance.mean)));
        row.push(Cell::share(known.closes_source.mean));
        table.rows.push(row);
    }
    table
}

/// A row for every item and partner: the chance that it learns that the item was passed on.
fn learning(study: &Study, plan: &Plan, projection: &Projection) -> Table {
    let columns = ["item", "partner", "in_month_0", "in_month_0_se", "by_the_end", "by_the_end_se"];
    let mut table = of(study, "who_learns", plan, projection, &columns);
    for learning in &projection.learning {
        let mut row: Vec<Cell> = vec![
            study.scenario.item_name(&learning.item).into(),
            study.scenario.name(&learning.partner).into(),
        ];
        row.extend(chance(&learning.in_month_0));
        row.extend(chance(&learning.by_end));
        table.rows.push(row);
    }
    table
}

/// A row for every part of home’s gains and losses, and for the total.
fn ledger(study: &Study, plan: &Plan, projection: &Projection) -> Table {
    let mut columns = vec!["part"];
    columns.extend(STATISTIC);
    let mut table = of(study, "gains_and_losses", plan, projection, &columns);
    for (part, of) in projection.ledger.parts() {
        table.rows.push(std::iter::once(part.into()).chain(numbers(of).map(Cell::from)).collect());
    }
    table
}

fn of(
    study: &Study,
    name: &'static str,
    plan: &Plan,
    projection: &Projection,
    columns: &[&'static str],
) -> Table {
    Table { histories: projection.histories, ..Table::of(study, name, &plan.name, columns) }
}
