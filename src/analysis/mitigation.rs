//! What softened the blow (model, section 11): how much further a partner's sharing would have fallen without
//! its stakes in the larger relationship, without institutions, and without accumulated trust.
//!
//! The same histories are played again with one of them taken away. The three do not add up: what one of them
//! holds depends on what the others hold.

use crate::engine::compiled_case::CompiledCase;
use crate::engine::history::{self, History};
use crate::engine::months::Mitigation;
use crate::engine::{Cancelled, Monitor, Run};
use crate::scenario::{ActorId, Material, PerMaterial, Plan, Scenario};
use rayon::prelude::*;

/// How far one partner's sharing falls in a month, and what holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerMitigation {
    /// Who.
    pub partner: ActorId,
    /// The mean change of willingness as a part of *before*: -0.05 is a fall by 5 per cent.
    pub change: PerMaterial<f64>,
    /// The same without each of [`Mitigation::ALL`].
    pub change_without: [PerMaterial<f64>; 3],
}

impl PartnerMitigation {
    /// How far a part of the relationship softened the blow: the change without it, less the change as it is.
    /// Negative: it held.
    pub fn held(&self, mitigation: Mitigation, material: Material) -> f64 {
        self.without(mitigation, material) - self.change.of(material)
    }

    /// The mean change of willingness, as a part of *before*, without a part of the relationship.
    pub fn without(&self, mitigation: Mitigation, material: Material) -> f64 {
        *self.change_without[mitigation as usize].of(material)
    }
}

/// What holds every partner's sharing in a month of a plan, over the histories of a run.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn mitigation(
    scenario: &Scenario,
    plan: &Plan,
    month: u32,
    run: &Run,
    monitor: &dyn Monitor,
) -> Result<Vec<PartnerMitigation>, Cancelled> {
    let case = CompiledCase::new(scenario, plan, run.horizon_months);
    let month = (month as usize).min(case.horizon);
    let mut sums = vec![[PerMaterial::default(); 4]; case.partners.len()];
    let in_history = |history: u64| {
        if monitor.cancelled() {
            return Err(Cancelled);
        }
        let without = [None, Some(0), Some(1), Some(2)].map(|index: Option<usize>| {
            let without = index.map(|index| Mitigation::ALL[index]);
            history::play_without(&case, run.seed, history, without)
        });
        Ok(changes(&without, month))
    };
    // Added up in the order of the histories, so that the sum is the same on any number of threads.
    let all: Vec<_> = (0..run.histories).into_par_iter().map(in_history).collect::<Result<_, _>>()?;
    for of_history in &all {
        for (sums, changes) in sums.iter_mut().zip(of_history) {
            for (sum, change) in sums.iter_mut().zip(changes) {
                sum.content += change.content;
                sum.methods += change.methods;
            }
        }
    }
    let mean = |sum: PerMaterial<f64>| {
        let n = run.histories.max(1) as f64;
        PerMaterial { content: sum.content / n, methods: sum.methods / n }
    };
    let partner = |(partner, sums): (&crate::engine::compiled_case::PartnerCase, &[PerMaterial<f64>; 4])| {
        let [change, stakes, institutions, trust] = sums.map(mean);
        PartnerMitigation {
            partner: case.actors[partner.actor].id.clone(),
            change,
            change_without: [stakes, institutions, trust],
        }
    };
    Ok(case.partners.iter().zip(&sums).map(partner).collect())
}

/// By partner: the change in a month as a part of *before*, as it is and without each mitigation.
fn changes(histories: &[History; 4], month: usize) -> Vec<[PerMaterial<f64>; 4]> {
    let partners = 0..histories[0].partners.len();
    let change = |history: &History, partner: usize| {
        let course = &history.partners[partner];
        let before = [course.before.content.0[0], (course.before.content * course.before.access).0[0]];
        let part = |now: f64, before: f64| if before > 0.0 { now / before - 1.0 } else { 0.0 };
        PerMaterial {
            content: part(course.content(month), before[0]),
            methods: part(course.methods(month), before[1]),
        }
    };
    partners.map(|partner| std::array::from_fn(|index| change(&histories[index], partner))).collect()
}
