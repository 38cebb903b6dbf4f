//! The large parts of a scene, by which it is known again in another frame.

use crate::analysis::events::EventLog;
use crate::engine::Projection;
use crate::scenario::Scenario;
use crate::ui::Scene;
use std::sync::Arc;

/// The large parts of a scene, as their owner shares them.
#[derive(Clone, Copy)]
pub struct SharedParts<'a> {
    /// The document.
    pub scenario: &'a Arc<Scenario>,
    /// The projection that is shown, if there is one.
    pub projection: Option<&'a Arc<Projection>>,
    /// The event log of the history that plays, if there is one.
    pub log: Option<&'a Arc<EventLog>>,
}

/// The large parts of a scene beyond a frame; equal if they are the very same.
#[derive(Clone, Debug)]
pub struct KeptParts {
    scenario: Arc<Scenario>,
    projection: Option<Arc<Projection>>,
    log: Option<Arc<EventLog>>,
}

impl KeptParts {
    /// Those of a scene; `None` if they are not known to be shared.
    pub fn of(scene: &Scene<'_>) -> Option<Self> {
        let SharedParts { scenario, projection, log } = scene.shared?;
        let is_it = std::ptr::eq(scene.scenario, &**scenario)
            && is_one(scene.shown.map(|shown| shown.projection), projection)
            && is_one(scene.playback.log, log);
        is_it.then(|| KeptParts {
            scenario: scenario.clone(),
            projection: scene.shown.and(projection).cloned(),
            log: scene.playback.log.and(log).cloned(),
        })
    }
}

/// Whether a part, if there is one, is that which is shared.
fn is_one<T>(part: Option<&T>, shared: Option<&Arc<T>>) -> bool {
    part.is_none_or(|part| shared.is_some_and(|shared| std::ptr::eq(part, &**shared)))
}

impl PartialEq for KeptParts {
    fn eq(&self, other: &Self) -> bool {
        let KeptParts { scenario, projection, log } = self;
        Arc::ptr_eq(scenario, &other.scenario)
            && projection.as_ref().map(Arc::as_ptr) == other.projection.as_ref().map(Arc::as_ptr)
            && log.as_ref().map(Arc::as_ptr) == other.log.as_ref().map(Arc::as_ptr)
    }
}
