//! Sensitivity of a result to the uncertain numbers: which of them move it, which switch the best plan, and
//! which would be worth knowing.

pub mod sobol;
pub mod switching_values;
pub mod tornado;
pub mod two_way;
pub mod value_of_information;

use super::measure::Mean;
use super::study::Study;
use super::table::{Cell, Table};
use crate::scenario::Input;
use sobol::{SobolIndices, VarianceSource};
use switching_values::SwitchingValues;
use tornado::{Bar, Tornado};
use value_of_information::ValueOfInformation;

/// The answers about the uncertain numbers of one result: the tornado, and others as far as they were asked for.
#[derive(Clone, Copy, Debug)]
pub struct NumberAnswers<'a> {
    /// The tornado, which has a bar for every number.
    pub tornado: &'a Tornado,
    /// The Sobol' indices.
    pub indices: Option<&'a SobolIndices>,
    /// The switching values.
    pub switching: Option<&'a [SwitchingValues]>,
    /// The value of knowing each number.
    pub information: Option<&'a ValueOfInformation>,
}

const COLUMNS: [&str; 13] = [
    "number",
    "low",
    "high",
    "result_at_low",
    "result_at_high",
    "swing",
    "swing_se",
    "alone",
    "with_all",
    "with_all_95",
    "worth_knowing",
    "worth_se",
    "flips",
];

impl NumberAnswers<'_> {
    /// A row for each number, and one for luck. Cells are empty where an answer was not asked for, or does not
    /// list the number: it may be of another state of the document, in which the number had no range.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let mut table = Table::of(study, "numbers", plan, &COLUMNS);
        table.rows = self.tornado.bars.iter().map(|bar| self.row(study, bar)).collect();
        if self.indices.is_some() {
            let mut luck = vec![Cell::Nothing; COLUMNS.len()];
            luck[0] = "luck".into();
            luck[7..10].clone_from_slice(&self.index_cells(&VarianceSource::Luck));
            table.rows.push(luck);
        }
        table
    }

    fn row(&self, study: &Study, bar: &Bar) -> Vec<Cell> {
        let mut row: Vec<Cell> = vec![study.scenario.input_name(&bar.input).into()];
        row.extend(bar.ends.map(Cell::from));
        let results = [bar.at[0], bar.at[1], bar.swing.mean, bar.swing.se];
        row.extend(results.map(|result| Cell::of(&self.tornado.measure, result)));
        row.extend(self.index_cells(&VarianceSource::Number(bar.input.clone())));
        row.extend(self.information_cells(&bar.input));
        row.push(self.switching_cell(study, &bar.input));
        row
    }

    fn index_cells(&self, source: &VarianceSource) -> [Cell; 3] {
        let found = self.indices.and_then(|indices| indices.sources.iter().find(|(of, _)| of == source));
        match found {
            Some((_, of)) => [of.first.share, of.total.share, of.total.within].map(Cell::share),
            None => [Cell::Nothing, Cell::Nothing, Cell::Nothing],
        }
    }

    fn information_cells(&self, input: &Input) -> [Cell; 2] {
        let found = self.information.and_then(|of| of.numbers.iter().find(|(number, _)| number == input));
        match found {
            Some((_, Mean { mean, se })) => [(*mean).into(), (*se).into()],
            None => [Cell::Nothing, Cell::Nothing],
        }
    }

    /// The number's switching values, in words.
    fn switching_cell(&self, study: &Study, input: &Input) -> Cell {
        let found = self.switching.and_then(|all| all.iter().find(|of| of.input == *input));
        match found {
            Some(of) => of.in_words(study.scenario).into(),
            None => Cell::Nothing,
        }
    }
}
