//! Why: the causes of every partner's change, the numbers that matter, and the plans side by side.

use super::ReportInput;
use super::results::PartnerWhy;
use crate::analysis::comparison::{Cell as Compared, Column as ComparedPlan, Comparison};
use crate::analysis::measure::Measure;
use crate::analysis::number_format::{
    counted, fixed, percent_cell, percent_cell_with_error, short, signed_fixed, signed_in_two_decimals,
    thousands,
};
use crate::analysis::sensitivity::switching_values::SwitchingValues;
use crate::analysis::sensitivity::tornado::{Bar, Tornado};
use crate::analysis::why_sentence::why_sentence;
use crate::export::paper::{Cell, Column, Paper, PaperTable};
use crate::scenario::{Material, Scenario, capitalised};

/// How many of the numbers that matter are listed: as many as a page holds; the others move the total less.
const MOST_NUMBERS: usize = 15;

/// Adds why every partner changes: a sentence, and the parts of the change.
pub fn add_why(paper: &mut Paper, of: ReportInput<'_>) {
    let month = of.results.month;
    if of.results.why.is_empty() {
        return paper.text("Nobody shares with home, so there is nothing to explain.");
    }
    paper.text(format!(
        "The change of each partner’s willingness from before the meeting to month {month}, divided among its causes by \
         Shapley value: the parts add up exactly."
    ));
    for why in &of.results.why {
        let name = of.scenario.name(&why.partner);
        paper.section(name);
        paper.text(why_sentence(name, &why.decomposition, why.held.as_ref()));
        paper.table(causes(why));
    }
}

/// The parts of a partner's change, in percentage points.
fn causes(why: &PartnerWhy) -> PaperTable {
    let [before, now] = &why.decomposition.terms;
    let change = |material: Material| {
        let values = [before, now].map(|terms| match material {
            Material::Content => terms.content,
            Material::SourcesAndMethods => terms.methods,
        });
        format!("{} → {}", percent_cell(values[0]), percent_cell(values[1]))
    };
    let caption = format!(
        "Percentage points with their standard error; content {}, sources and methods {}",
        change(Material::Content),
        change(Material::SourcesAndMethods)
    );
    let columns =
        vec![Column::words("Cause"), Column::figures("Content"), Column::figures("Sources and methods")];
    let mut table = PaperTable::new(caption, columns);
    let [content, methods] = Material::ALL.map(|material| why.decomposition.willingness.of(material));
    let figures =
        |mean: f64, se: f64| format!("{} ± {}", signed_fixed(100.0 * mean, 1), fixed(100.0 * se, 1));
    for ((cause, content), (_, methods)) in content.rows().zip(methods.rows()) {
        if content.mean == 0.0 && methods.mean == 0.0 {
            continue;
        }
        table.row(vec![
            Cell::Text(capitalised(cause)),
            Cell::Text(figures(content.mean, content.se)),
            Cell::Text(figures(methods.mean, methods.se)),
        ]);
    }
    table
}

/// Adds which numbers move the total most, and at which of their values another plan becomes best.
pub fn add_numbers(paper: &mut Paper, of: ReportInput<'_>) {
    let (scenario, results) = (of.scenario, of.results);
    let Some(tornado) = &results.tornado else { return };
    if tornado.bars.is_empty() {
        return paper.text("No number has a range, so that none is uncertain.");
    }
    paper.text(format!(
        "The total is {} on average. The table has the numbers that move it furthest, each from one end of its range to \
         the other while all others stay as uncertain as they are.",
        signed_in_two_decimals(tornado.mean.mean)
    ));
    of.pictures.numbers.clone().into_iter().for_each(|numbers| paper.picture(numbers));
    paper.table(tornado_table(scenario, tornado));
    let others = tornado.bars.len().saturating_sub(MOST_NUMBERS);
    if others > 0 {
        paper.note(format!("{} move it less.", capitalised(&counted(others as u64, "other number"))));
    }
    if scenario.plans.len() > 1 {
        add_flips(paper, scenario, &results.switching);
    }
}

fn tornado_table(scenario: &Scenario, tornado: &Tornado) -> PaperTable {
    let mut columns = vec![Column::words("Number")];
    columns.extend(["Low", "High", "Total at low", "Total at high", "Swing ± se"].map(Column::figures));
    let mut table = PaperTable::new("", columns);
    for Bar { input, ends, at, swing } in tornado.bars.iter().take(MOST_NUMBERS) {
        let mut row = vec![capitalised(&scenario.input_name(input))];
        row.extend(ends.map(short));
        row.extend(at.map(signed_in_two_decimals));
        row.push(format!("{} ± {}", signed_in_two_decimals(swing.mean), fixed(swing.se, 3)));
        table.row(row.into_iter().map(Cell::Text).collect());
    }
    table
}

/// Adds the values at which the advice flips: another plan becomes best by the total.
fn add_flips(paper: &mut Paper, scenario: &Scenario, switching: &[SwitchingValues]) {
    paper.section("Where the advice flips");
    let flipping: Vec<&SwitchingValues> = switching.iter().filter(|of| !of.values.is_empty()).collect();
    if flipping.is_empty() {
        return paper.text("The same plan is best by the total at every value within every range.");
    }
    paper.text("Within the ranges of these numbers another plan becomes best by the total:");
    let flip = |of: &&SwitchingValues| {
        format!("{}: {}.", capitalised(&scenario.input_name(&of.input)), of.in_words(scenario))
    };
    paper.list(flipping.iter().map(flip).collect());
}

/// Adds every result of every plan, with its difference from the plan of the report.
pub fn add_plans(paper: &mut Paper, of: ReportInput<'_>) {
    let Some(comparison) = &of.results.comparison else {
        return paper.text("There is one plan, and nothing to compare it with.");
    };
    let scenario = of.scenario;
    let name = |of: &ComparedPlan| scenario.plan_name(&of.plan).to_owned();
    let mut columns = vec![Column::words("Result")];
    columns.extend(comparison.columns.iter().map(|of| Column::figures(name(of))));
    let caption = format!(
        "Means in the same {} histories; below, the difference from “{}”; = where that is within two standard errors of 0",
        thousands(comparison.histories),
        comparison.columns.first().map_or_else(String::new, name)
    );
    let mut table = PaperTable::new(caption, columns);
    for (place, measure) in comparison.measures.iter().enumerate() {
        let mut row = vec![Cell::Text(capitalised(&measure.name(scenario)))];
        let cells = comparison.columns.iter().enumerate();
        row.extend(cells.map(|(plan, of)| Cell::Text(compared(measure, &of.cells[place], plan == 0))));
        table.row(row);
    }
    add_best(&mut table, comparison);
    paper.table(table);
}

/// A result of a plan, with its difference unless it is the first.
fn compared(measure: &Measure, cell: &Compared, is_first: bool) -> String {
    let (mean, difference) = match measure.is_share() {
        true => (
            percent_cell_with_error(cell.mean.mean, cell.mean.se),
            signed_fixed(100.0 * cell.difference.mean, 1),
        ),
        false => (
            format!("{} ± {}", signed_in_two_decimals(cell.mean.mean), fixed(cell.mean.se, 3)),
            signed_in_two_decimals(cell.difference.mean),
        ),
    };
    match is_first {
        true => mean,
        false if cell.is_same() => format!("{mean} (=)"),
        false => format!("{mean} ({difference})"),
    }
}

/// Adds in how many histories each plan is best by the total.
fn add_best(table: &mut PaperTable, comparison: &Comparison) {
    let mut row = vec![Cell::text("Best by the total, share of histories")];
    row.extend(comparison.best_shares().into_iter().map(Cell::Text));
    table.row(row);
}
