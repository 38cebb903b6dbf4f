//! The network from the command line.

use super::{ExportArgs, unwritten};
use crate::cli::Stop;
use crate::export::graph::{GraphFormat, Network};
use crate::scenario::Scenario;

/// The network of a case, or a list of its parts, as the bytes of a file.
pub fn graph_file(scenario: &Scenario, format: GraphFormat, args: &ExportArgs) -> Result<Vec<u8>, Stop> {
    Network::of(scenario).bytes(format).map_err(|error| unwritten(&args.out, &error.to_string()))
}
