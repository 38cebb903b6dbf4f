//! What would follow: what partners share, what home gains and loses, and who would know.

use super::{ReportInput, ReportResults};
use crate::analysis::number_format::{
    chance_with_error, counted, fixed, percent_cell, percent_cell_with_error, signed_in_two_decimals,
};
use crate::analysis::projection_in_words::{
    NOBODY_LEARNS, change_in_figures, checkable_in_words, learners, outcome_in_words,
};
use crate::engine::PartnerCourse;
use crate::export::paper::{Cell, Column, Paper, PaperTable};
use crate::scenario::{Level, Material, Scenario};

/// The months that a report shows besides the last: at once, after a quarter, one year and two.
const MONTHS: [usize; 4] = [0, 3, 12, 24];

/// Adds what every partner would share: the courses as pictures, and two tables.
pub fn add_willingness(paper: &mut Paper, of: ReportInput<'_>) {
    let (scenario, projection) = (of.scenario, &of.results.projection);
    if projection.partners.is_empty() {
        return paper.text("Nobody shares with home, so there is no willingness to project.");
    }
    of.pictures.courses.clone().into_iter().for_each(|courses| paper.picture(courses));
    let months = months(projection.horizon_months as usize);
    let mut columns = vec![Column::words("Partner"), Column::figures("Before")];
    columns.extend(months.iter().map(|month| Column::figures(format!("Month {month}"))));
    columns.push(Column::figures("5–95\u{a0}%"));
    let caption = format!(
        "Mean willingness to share, in per cent, with its standard error; the last column has the range of nine histories \
         in ten in month {}",
        projection.horizon_months
    );
    let mut table = PaperTable::new(caption, columns);
    for course in &projection.partners {
        for material in Material::ALL {
            table.row(willingness_row(scenario, course, material, &months));
        }
    }
    paper.table(table);
    add_split(paper, of, &months);
}

/// The months that are shown within a horizon; the last is among them.
fn months(last: usize) -> Vec<usize> {
    MONTHS.into_iter().filter(|month| *month < last).chain([last]).collect()
}

fn willingness_row(
    scenario: &Scenario,
    course: &PartnerCourse,
    material: Material,
    months: &[usize],
) -> Vec<Cell> {
    let name = format!("{}: {}", scenario.name(&course.partner), material.name());
    let before = percent_cell(course.before.of(material).mean);
    let mut row = vec![Cell::Text(name), Cell::Text(before)];
    let of_months = course.months_of(material);
    let shown = |month: &usize| {
        let of = of_months.get(*month);
        Cell::Text(of.map_or_else(String::new, |of| percent_cell_with_error(of.mean, of.se)))
    };
    row.extend(months.iter().map(shown));
    let range = of_months.last().map_or_else(String::new, |of| {
        let [low, .., high] = of.quantiles;
        format!("{}–{}", percent_cell(low), percent_cell(high))
    });
    row.push(Cell::Text(range));
    row
}

/// Adds the willingness of partners that have learned of something and of those that have not: the mean of all alone
/// describes no partner.
fn add_split(paper: &mut Paper, of: ReportInput<'_>, months: &[usize]) {
    let columns = vec![
        Column::words("Partner"),
        Column::figures("Month"),
        Column::figures("Share of histories"),
        Column::figures("Content"),
        Column::figures("Sources and methods"),
    ];
    let caption = "Mean willingness by whether the partner has learned of something by then, in per cent: if nothing were \
                   said → as planned";
    let mut table = PaperTable::new(caption, columns);
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return };
    for course in &of.results.projection.partners {
        let name = of.scenario.name(&course.partner);
        for month in [first, last] {
            let Some(split) = course.split.get(*month) else { continue };
            let learned = split.share.mean;
            for (group, share, means) in
                [("if it learns", learned, split.learned), ("if not", 1.0 - learned, split.unaware)]
            {
                let mut row = vec![format!("{name}: {group}"), month.to_string(), percent_cell(share)];
                row.extend(Material::ALL.map(|material| change_in_figures(means, material)));
                table.row(row.into_iter().map(Cell::Text).collect());
            }
        }
    }
    paper.table(table);
}

/// Adds what home gains and loses.
pub fn add_ledger(paper: &mut Paper, results: &ReportResults) {
    let ledger = &results.projection.ledger;
    let parts = [
        ("Concessions gained", &ledger.concession),
        ("Worth of warnings", &ledger.warning),
        ("Change in the flow of intelligence", &ledger.flow),
        ("Harm to sources", &ledger.harm),
        ("Cost of compensation", &ledger.compensation),
        ("Total, weighed by the priorities", &ledger.total),
    ];
    let mut columns = vec![Column::words("Part")];
    columns.extend(["Mean", "± se", "5\u{a0}%", "50\u{a0}%", "95\u{a0}%"].map(Column::figures));
    let caption = "Against withholding everything in the same histories; a concession of full size and a month of a full \
                   flow count 1 each";
    let mut table = PaperTable::new(caption, columns);
    for (name, of) in parts {
        let [low, _, middle, _, high] = of.quantiles;
        let figures = [low, middle, high].map(signed_in_two_decimals);
        let mut row = vec![name.to_owned(), signed_in_two_decimals(of.mean), fixed(of.se, 3)];
        row.extend(figures);
        table.row(row.into_iter().map(Cell::Text).collect());
    }
    paper.table(table);
    checkable_in_words(&results.projection).into_iter().for_each(|words| paper.text(words));
}

/// Adds who would hold what in the end, and who would learn of the disclosure.
pub fn add_knowledge(paper: &mut Paper, of: ReportInput<'_>) {
    let (scenario, projection) = (of.scenario, &of.results.projection);
    let mut columns = vec![Column::words("Actor and item")];
    columns.extend(Level::ALL.map(|level| {
        let name = if level == Level::Withheld { "nothing" } else { level.name() };
        Column::figures(name)
    }));
    let caption = "Chance of holding each level in the end, in per cent";
    let mut table = PaperTable::new(caption, columns);
    for known in &projection.knowledge {
        let name = format!("{}: {}", scenario.name(&known.actor), scenario.item_name(&known.item));
        let mut row = vec![Cell::Text(name)];
        row.extend(known.chance.map(|chance| Cell::Text(percent_cell(chance.mean))));
        table.row(row);
    }
    if table.rows.is_empty() {
        paper.text("Nobody beside home and the originators holds anything, or could.");
    }
    paper.table(table);
    paper.list(projection.items.iter().flat_map(|outcome| outcome_in_words(scenario, outcome)).collect());
    paper.section("Who learns of the disclosure");
    let learners: Vec<String> = learners(projection)
        .map(|learning| {
            format!(
                "{} learns of the disclosure of {}: in month 0 {}, within {} {}.",
                scenario.name(&learning.partner),
                scenario.item_name(&learning.item),
                chance_with_error(learning.in_month_0),
                counted(projection.horizon_months.into(), "month"),
                chance_with_error(learning.by_end)
            )
        })
        .collect();
    if learners.is_empty() {
        paper.text(NOBODY_LEARNS);
    }
    paper.list(learners);
}
