//! The probability of each outcome on record: the share of histories, each called by the words of the record.

use super::{Decline, MONTHS};
use crate::engine::compiled_case::{CompiledCase, PartnerCase};
use crate::engine::row_set::PartnerLayout;
use crate::engine::samples::Samples;
use crate::engine::{Cancelled, Monitor, Run, shards};
use crate::scenario::{ActorId, MethodsOutcome, Plan, Scenario};

/// The projected probability of each outcome of one partner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutcomeChances {
    /// Of each of [`ContentOutcome::ALL`](crate::scenario::ContentOutcome::ALL); they sum to 1.
    pub content: [f64; 4],
    /// That sources and methods are tightened.
    pub tightened: f64,
}

impl OutcomeChances {
    /// The probability that content falls.
    pub fn fall(&self) -> f64 {
        1.0 - self.content[0]
    }
}

/// The probability of each partner's outcomes, in the order of the scenario's partnerships, in the histories that a
/// run keeps. Outside events are off: they are no effect of the disclosure.
///
/// # Errors
/// If the monitor asks for a stop.
pub(super) fn outcome_chances(
    scenario: &Scenario,
    plan: &Plan,
    run: &Run,
    monitor: &dyn Monitor,
) -> Result<Vec<(ActorId, OutcomeChances)>, Cancelled> {
    let mut case = CompiledCase::new(scenario, plan, run.horizon_months);
    case.shocks = false;
    let partners = 0..case.partners.len();
    let layouts = partners.map(|partner| PartnerLayout::of(partner, case.horizon)).collect::<Vec<_>>();
    let of_shard =
        |shard: &Samples| layouts.iter().map(|layout| Counts::of(shard, *layout)).collect::<Vec<_>>();
    let shards = shards::map_shards(&case, run, monitor, of_shard)?;
    let of_partner = |(index, partner): (usize, &PartnerCase)| {
        let mut counts = Counts::default();
        shards.iter().for_each(|shard| counts.add(&shard[index]));
        (case.actors[partner.actor].id.clone(), counts.chances())
    };
    Ok(case.partners.iter().enumerate().map(of_partner).collect())
}

/// Histories by outcome.
#[derive(Default)]
struct Counts {
    content: [u64; 4],
    tightened: u64,
}

impl Counts {
    fn of(shard: &Samples, layout: PartnerLayout) -> Self {
        let mut counts = Counts::default();
        for history in 0..shard.histories.len() {
            let decline = |material: usize| {
                let number = |row: usize| shard.willingness.row(row)[history];
                let months = (0..MONTHS).map(|month| number(layout.month(month)[material]));
                Decline::of(number(layout.before()[material]), months)
            };
            counts.content[decline(0).content() as usize] += 1;
            counts.tightened += u64::from(decline(1).sources_methods() == MethodsOutcome::Tightened);
        }
        counts
    }

    fn add(&mut self, other: &Counts) {
        self.content.iter_mut().zip(other.content).for_each(|(sum, more)| *sum += more);
        self.tightened += other.tightened;
    }

    /// The shares of all histories, of which there is at least one.
    fn chances(&self) -> OutcomeChances {
        let histories = self.content.iter().sum::<u64>() as f64;
        OutcomeChances {
            content: self.content.map(|count| count as f64 / histories),
            tightened: self.tightened as f64 / histories,
        }
    }
}
