//! The case for other programs: its network, and the decision at the meeting.

use super::{Contents, Export, Unwritten};
use crate::app::App;
use crate::engine::Monitor;
use crate::export::decision::{Decision, DecisionError, DecisionFormat};
use crate::export::graph::{GraphFormat, List, Network};
use crate::scenario::Scenario;

impl App {
    /// Asks where to save the actors and their ties.
    pub(in crate::app) fn save_network(&mut self, format: GraphFormat) {
        let what = match format {
            GraphFormat::Csv(List::Nodes) => "actors",
            GraphFormat::Csv(List::Edges) => "ties",
            GraphFormat::Graphml | GraphFormat::Dot => "network",
        };
        let name = format!("{}-{what}.{}", self.name_for_files(), format.extension());
        let scenario = self.document.scenario().clone();
        self.ask_where_to_save(Export { name, contents: Contents::Network { scenario, format } });
    }

    /// Asks where to save the decision at the meeting.
    pub(in crate::app) fn save_decision(&mut self, format: DecisionFormat) {
        let name = format!("{}-decision.{}", self.name_for_files(), format.extension());
        let scenario = self.document.scenario().clone();
        self.ask_where_to_save(Export { name, contents: Contents::Decision { scenario, format } });
    }
}

/// The network as the bytes of a file.
pub(super) fn network(scenario: &Scenario, format: GraphFormat) -> Result<Vec<u8>, Unwritten> {
    Network::of(scenario).bytes(format).map_err(|error| Unwritten::Failed(error.to_string()))
}

/// The decision as the bytes of a file; its header says what is not exact.
pub(super) fn decision(
    scenario: &Scenario,
    format: DecisionFormat,
    monitor: &dyn Monitor,
) -> Result<Vec<u8>, Unwritten> {
    let decision = Decision::of(scenario, monitor).map_err(|error| match error {
        DecisionError::Cancelled(_) => Unwritten::Stopped,
        other => Unwritten::Failed(other.to_string()),
    })?;
    decision.bytes(format).map_err(|error| Unwritten::Failed(error.to_string()))
}
