//! What the numbers of a workbook rest on, for a sheet of its own: the run, and every number of the scenario.

use crate::analysis::table::{Cell, Table};
use crate::engine::MODEL_VERSION;
use crate::scenario::{Figure, Input, Provenance, Scenario};

/// The titles of the columns of the assumptions.
pub const ASSUMPTION_TITLES: [&str; 8] =
    ["number", "low", "likely", "high", "unit", "from", "source", "note"];

/// A caution that goes with every number.
const CAUTION: &str = "Numbers follow from the scenario’s judgements; they are not facts.";

/// Names and values of what all tables have in common, and of what each has by itself.
pub fn facts(tables: &[Table], scenario: Option<&Scenario>) -> Vec<[Cell; 2]> {
    let fact = |name: &str, value: Cell| [Cell::from(name), value];
    let mut facts = vec![fact("model version", MODEL_VERSION.into())];
    facts.extend(scenario.map(|scenario| fact("scenario", scenario.about.title.as_str().into())));
    for table in tables {
        // As text: a spreadsheet would round a seed of more than fifteen digits.
        facts.push(fact(&format!("{}: seed", table.name), table.seed.to_string().into()));
        facts.push(fact(&format!("{}: histories", table.name), table.histories.into()));
        let plan = if table.plan.is_empty() { "several" } else { &table.plan };
        facts.push(fact(&format!("{}: plan", table.name), plan.into()));
    }
    facts.push(fact("caution", CAUTION.into()));
    facts
}

/// A row for every number of a scenario, with its range and where it comes from.
pub fn assumptions(scenario: &Scenario) -> Vec<Vec<Cell>> {
    scenario.figures().map(|(input, figure)| assumption(scenario, &input, figure)).collect()
}

fn assumption(scenario: &Scenario, input: &Input, figure: &Figure) -> Vec<Cell> {
    let (from, source) = match &figure.from {
        Provenance::Guess => ("guess", ""),
        Provenance::Instructor => ("instructor", ""),
        Provenance::Evidence(source) => ("evidence", source.as_str()),
    };
    vec![
        scenario.input_name(input).into(),
        figure.low.into(),
        figure.likely.into(),
        figure.high.into(),
        input.info().unit.into(),
        from.into(),
        source.into(),
        figure.note.as_str().into(),
    ]
}
