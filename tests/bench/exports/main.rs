//! How fast files are written: rows of raw histories a second, without a disk and to a file.
//!
//! `cargo bench --bench exports`. The aim is a million rows a second, or as near as the disk allows; machines are noisy.

use std::io::Write;
use std::time::Instant;
use tearline::engine::NoMonitor;
use tearline::export::tables::histories::Histories;
use tearline::storage;

const HISTORIES: u64 = 20_000;

/// Counts what is written.
#[derive(Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn main() {
    let scenario = storage::built_in("oval-office-2017").expect("a case").scenario().expect("it can be read");
    let plan = scenario.plans.values().next().expect("a plan");
    let histories = Histories { scenario: &scenario, plan, seed: 1, count: HISTORIES };
    let rows = histories.rows() as f64;
    println!("{HISTORIES} histories, {rows} rows:");
    let said = |what: &str, seconds: f64| {
        println!("  {what}: {:.2} million rows a second, {seconds:.2} s", rows / seconds / 1e6);
    };
    let mut counter = Counter::default();
    let start = Instant::now();
    histories.write(&mut counter, &NoMonitor).expect("nothing fails");
    said("without a disk", start.elapsed().as_secs_f64());
    println!("  {:.0} bytes a row", counter.0 as f64 / rows);
    let folder = tempfile::tempdir().expect("a folder");
    let start = Instant::now();
    let path = folder.path().join("histories.csv");
    storage::save_streamed(&path, |out| histories.write(out, &NoMonitor)).expect("it is written");
    said("to a file", start.elapsed().as_secs_f64());
}
