//! How fast files are written: rows of raw histories a second, without a disk and to a file.

use crate::table::Row;
use crate::timing::seconds;
use tearline::engine::NoMonitor;
use tearline::export::tables::histories::Histories;
use tearline::storage;

const HISTORIES: u64 = 20_000;

/// Measures both.
pub fn measure() {
    let scenario = storage::built_in("oval-office-2017").expect("a case").scenario().expect("it can be read");
    let plan = scenario.plans.values().next().expect("a plan");
    let histories = Histories { scenario: &scenario, plan, seed: 1, count: HISTORIES };
    let rows = histories.rows() as f64;
    let row = |what: &str, seconds: f64, aim| {
        let figure = format!("{:.1} M rows/s", rows / seconds / 1e6);
        Row::of(format!("raw histories as CSV, {rows} rows, {what}"), figure, aim).print();
    };
    let to_nothing = || histories.write(&mut std::io::sink(), &NoMonitor).expect("nothing fails");
    row("without a disk", seconds(to_nothing), "");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("histories.csv");
    let to_file = || storage::save_streamed(&path, |out| histories.write(out, &NoMonitor)).expect("written");
    row("to a file", seconds(to_file), "≥ 1 M");
}
