//! Shards under several plans of one scenario, played together: what partners share after withholding everything is
//! played once for all of them, and an item once for all plans that tell it in the same way.

use super::scratch::{InLane, PlayedBlock, STRETCH, Scratch};
use super::{Pass, SHARD};
use crate::engine::numerics::batch::WIDTH;
use crate::engine::simulation::compiled_case::CompiledCase;
use crate::engine::simulation::ensemble::Ensemble;
use crate::engine::simulation::months::ShockDraws;
use crate::engine::simulation::row_set::RowSet;
use crate::engine::simulation::samples::Samples;
use crate::engine::simulation::withheld_course::WithheldCourse;
use rayon::prelude::*;

/// The most bytes that plans which are played together take on each thread.
const BYTES_TOGETHER: usize = 50_000_000;

/// How many plans of a scenario are best played together for some rows: where each takes much memory, few.
pub fn plans_together(case: &CompiledCase, rows: &RowSet) -> usize {
    let samples = rows.count() * SHARD * size_of::<f64>();
    (BYTES_TOGETHER / (Scratch::bytes(case, rows) + samples).max(1)).max(1)
}

impl<'a> Ensemble<'a> {
    /// What is made of the samples of some histories under other plans of the scenario, each compiled for the same numbers
    /// and months: by shard, then by plan. To the bit it is what [`Ensemble::map_shards_of`] makes of each.
    ///
    /// # Errors
    /// The first of `check`, which is asked before each shard.
    pub fn map_shards_of_plans<T: Send, E: Send>(
        &self,
        plans: &'a [CompiledCase],
        rows: &RowSet,
        histories: &[u64],
        check: impl Fn() -> Result<(), E> + Sync,
        of: impl Fn(Samples) -> T + Sync,
    ) -> Result<Vec<Vec<T>>, E> {
        let together = PlansTogether::new(*self, plans, rows);
        let shard = |histories: &[u64]| {
            check()?;
            Ok(together.shard(histories).into_iter().map(&of).collect())
        };
        histories.par_chunks(SHARD).map(shard).collect()
    }
}

/// How histories are played under several plans.
struct PlansTogether<'a> {
    /// By plan.
    passes: Vec<Pass<'a>>,
    /// By plan and item: the last of the plans before it that tells the item in the same way.
    alike: Vec<Vec<Option<usize>>>,
}

/// A shard under one plan.
struct PlanShard {
    scratch: Scratch,
    samples: Samples,
}

impl<'a> PlansTogether<'a> {
    fn new(ensemble: Ensemble<'a>, plans: &'a [CompiledCase], rows: &RowSet) -> Self {
        let pass = |case: &'a CompiledCase| {
            Pass::new(Ensemble { case, ..ensemble }, rows.clone(), rows.played(case.partners.len()))
        };
        let alike_before = |plan: usize, item: usize| {
            (0..plan).rev().find(|before| plans[plan].tells_as(&plans[*before], item))
        };
        let alike_of =
            |plan: usize| (0..plans[plan].items.len()).map(|item| alike_before(plan, item)).collect();
        PlansTogether {
            passes: plans.iter().map(pass).collect(),
            alike: (0..plans.len()).map(alike_of).collect(),
        }
    }

    /// Plays some histories on this thread.
    fn shard(&self, histories: &[u64]) -> Vec<Samples> {
        let Some(first) = self.passes.first() else { return Vec::new() };
        let mut plans: Vec<PlanShard> =
            self.passes.iter().map(|pass| PlanShard::new(pass, histories)).collect();
        let horizon = first.ensemble.case.horizon;
        let mut courses: Vec<_> = (0..STRETCH / WIDTH).map(|_| WithheldCourse::new(horizon)).collect();
        for (index, stretch) in histories.chunks(STRETCH).enumerate() {
            self.meetings(index * STRETCH, stretch, &mut plans);
            self.months(first, &mut courses, &mut plans);
        }
        let done = |(pass, plan): (&Pass<'a>, PlanShard)| plan.done(pass);
        self.passes.iter().zip(plans).map(done).collect()
    }

    /// Plays the meetings of up to [`STRETCH`] histories; `first` is the place of the first in the samples.
    fn meetings(&self, first: usize, histories: &[u64], plans: &mut [PlanShard]) {
        plans.iter_mut().for_each(|plan| plan.scratch.count = histories.len().div_ceil(WIDTH));
        for (block, histories) in histories.chunks(WIDTH).enumerate() {
            for (pass, plan) in self.passes.iter().zip(&mut *plans) {
                pass.start_block(&mut plan.scratch.blocks[block], first + block * WIDTH, histories);
            }
            for (lane, history) in histories.iter().copied().enumerate() {
                self.meetings_of(block, InLane { lane, history }, plans);
            }
        }
    }

    /// Plays one history's meeting under each plan. The trace of an item that is told in the same way is handed on from plan
    /// to plan.
    fn meetings_of(&self, block: usize, history: InLane, plans: &mut [PlanShard]) {
        for (place, (pass, alike)) in self.passes.iter().zip(&self.alike).enumerate() {
            let (before, from_here) = plans.split_at_mut(place);
            let PlanShard { scratch, samples } = &mut from_here[0];
            for (item, alike) in alike.iter().enumerate() {
                if let Some(alike) = alike {
                    std::mem::swap(&mut scratch.traces[item], &mut before[*alike].scratch.traces[item]);
                }
            }
            let Scratch { blocks, traces, .. } = scratch;
            let is_new = |item: usize| alike[item].is_none();
            pass.meeting(&mut blocks[block], history, is_new, traces, &mut samples.counts);
        }
    }

    /// Plays the months of the histories whose meetings were played, partner by partner; `first` is any of the passes.
    fn months(&self, first: &Pass<'a>, courses: &mut [WithheldCourse], plans: &mut [PlanShard]) {
        for (pass, plan) in self.passes.iter().zip(&mut *plans) {
            pass.start_flow(&mut plan.scratch);
        }
        for partner in first.played.clone() {
            // The numbers are the same under every plan.
            for (course, block) in courses.iter_mut().zip(plans[0].scratch.blocks()) {
                first.play_withheld(partner, block, course);
            }
            for (pass, PlanShard { scratch, samples }) in self.passes.iter().zip(&mut *plans) {
                let mut flow = std::mem::take(&mut scratch.flow);
                pass.months(partner, Some(courses), &mut flow, scratch, samples);
                scratch.flow = flow;
            }
        }
        for (pass, PlanShard { scratch, samples }) in self.passes.iter().zip(plans) {
            pass.put_home(scratch.blocks(), &scratch.flow, samples);
        }
    }
}

impl PlanShard {
    /// Nothing is played yet.
    fn new(pass: &Pass<'_>, histories: &[u64]) -> Self {
        PlanShard {
            scratch: pass.take_scratch(),
            samples: Samples::new(pass.ensemble.case, &pass.rows, histories),
        }
    }

    /// What was played.
    fn done(self, pass: &Pass<'_>) -> Samples {
        let PlanShard { scratch, mut samples } = self;
        samples.put_split(&scratch.split);
        pass.give_back(scratch);
        samples
    }
}

impl Pass<'_> {
    /// Plays the months of a partner after withholding everything in a block.
    fn play_withheld(&self, partner: usize, block: &PlayedBlock, course: &mut WithheldCourse) {
        let luck = ShockDraws { seed: self.ensemble.luck, histories: block.lanes };
        course.play(self.ensemble.processor, &self.partner(partner, &block.values, &self.nothing, &luck));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, Partnership, Plan, Scenario};

    fn with_partners(count: usize) -> CompiledCase {
        let mut scenario = Scenario::default();
        for number in 0..count {
            let id = scenario.next_actor_id();
            scenario.actors.put(id.clone(), Actor::named(&format!("Partner {number}")));
            scenario.partnerships.put(id, Partnership::default());
        }
        CompiledCase::new(&scenario, &Plan::named("any"), None)
    }

    #[test]
    fn many_plans_of_a_usual_case_are_played_together_and_of_a_large_one_each_alone() {
        let together = |count: usize| {
            let case = with_partners(count);
            let few = RowSet::none(case.horizon).with(0..count, 1).with_ledger();
            [few, RowSet::all(count, case.horizon)].map(|rows| plans_together(&case, &rows))
        };
        let [few, all] = together(10);
        assert!(few > all && all >= 8, "{few} for a few rows, {all} for all of them");
        let [few, all] = together(300);
        assert!(few > all && all == 1, "{few} for a few rows, {all} for all of them");
    }
}
