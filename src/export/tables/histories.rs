//! Raw histories as tidy CSV, for people who want their own statistics: a row for every history, partner, month and
//! material. Played and written in waves, so that memory stays as small for a million histories as for a thousand.

use super::csv::utf_8_mark;
use crate::analysis::table::csv_text;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::ensemble::Ensemble;
use crate::engine::row_set::PartnerLayout;
use crate::engine::samples::Samples;
use crate::engine::{Cancelled, MODEL_VERSION, Monitor};
use crate::scenario::{Material, Plan, Scenario};
use std::io::Write;

/// Histories between two writes: eight shards, enough for the threads of a usual computer and few enough that their text
/// stays within some tens of megabytes.
const WAVE: u64 = 2_048;

/// Which histories are written.
#[derive(Clone, Copy, Debug)]
pub struct Histories<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The plan.
    pub plan: &'a Plan,
    /// The seed of all draws.
    pub seed: u64,
    /// How many, from the first on.
    pub count: u64,
}

/// The names of the columns.
const COLUMNS: &str = "model_version,seed,plan,history,partner,month,material,willingness\r\n";

impl Histories<'_> {
    /// How many rows there are, without the heading.
    pub fn rows(&self) -> u64 {
        let months = u64::from(self.scenario.horizon_months) + 1;
        self.count * self.scenario.partnerships.len() as u64 * months * Material::ALL.len() as u64
    }

    /// Writes them as CSV; false if the monitor asked for a stop, after which the file is of no use.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&self, out: &mut dyn Write, monitor: &dyn Monitor) -> std::io::Result<bool> {
        let case = CompiledCase::new(self.scenario, self.plan, None);
        let ensemble = Ensemble::new(&case, self.seed, None);
        let rows = RowWriter::new(self, &case)?;
        out.write_all(utf_8_mark())?;
        out.write_all(COLUMNS.as_bytes())?;
        for first in (0..self.count).step_by(WAVE as usize) {
            monitor.progress(first, self.count);
            let histories: Vec<u64> = (first..(first + WAVE).min(self.count)).collect();
            let go_on = || if monitor.cancelled() { Err(Cancelled) } else { Ok(()) };
            let texts = ensemble.map_shards(&histories, go_on, |samples| rows.text(&samples));
            let Ok(texts) = texts else { return Ok(false) };
            texts.iter().try_for_each(|text| out.write_all(text))?;
        }
        monitor.progress(self.count, self.count);
        Ok(!monitor.cancelled())
    }
}

/// Writes the rows of a shard. What is the same in many rows is written once and copied.
struct RowWriter {
    /// Model version, seed and plan, with a comma after each.
    stamp: Vec<u8>,
    /// The names of the partners, with a comma before and after each.
    partners: Vec<Vec<u8>>,
    horizon: usize,
}

impl RowWriter {
    fn new(histories: &Histories<'_>, case: &CompiledCase) -> std::io::Result<Self> {
        let stamp = [MODEL_VERSION, &histories.seed.to_string(), &csv_text(&histories.plan.name)];
        let names = histories.scenario.partnerships.keys().map(|id| histories.scenario.name(id));
        let partner = |name| Ok([b",".to_vec(), fields(&[&csv_text(name)])?].concat());
        Ok(RowWriter {
            stamp: fields(&stamp)?,
            partners: names.map(partner).collect::<std::io::Result<_>>()?,
            horizon: case.horizon,
        })
    }

    fn text(&self, samples: &Samples) -> Vec<u8> {
        let rows = samples.histories.len() * self.partners.len() * (self.horizon + 1) * 2;
        let mut text = Vec::with_capacity(rows * (self.stamp.len() + 48));
        for (place, history) in samples.histories.iter().enumerate() {
            let history = history.to_string();
            for (partner, name) in self.partners.iter().enumerate() {
                let layout = PartnerLayout::of(partner, self.horizon);
                for month in 0..=self.horizon {
                    for (material, row) in
                        [",content,", ",sources and methods,"].iter().zip(layout.month(month))
                    {
                        text.extend_from_slice(&self.stamp);
                        text.extend_from_slice(history.as_bytes());
                        text.extend_from_slice(name);
                        put_number(&mut text, month);
                        text.extend_from_slice(material.as_bytes());
                        put_number(&mut text, samples.willingness.row(row)[place]);
                        text.extend_from_slice(b"\r\n");
                    }
                }
            }
        }
        text
    }
}

fn put_number(text: &mut Vec<u8>, number: impl std::fmt::Display) {
    // Writing into memory cannot fail.
    let _ = write!(text, "{number}");
}

/// Fields of CSV with a comma after each.
fn fields(fields: &[&str]) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields)?;
    let mut text = writer.into_inner().map_err(|error| error.into_error())?;
    // The comma in place of the line end.
    text.pop();
    text.push(b',');
    Ok(text)
}
