//! Shards under several plans of one scenario, played together: what partners share after withholding everything is
//! played once for all of them, and an item once for all plans that tell it in the same way.

use super::{InLane, Pass, PlayedBlock, SHARD, STRETCH, Scratch};
use crate::engine::numerics::batch::WIDTH;
use crate::engine::simulation::ensemble::Ensemble;
use crate::engine::simulation::months::ShockDraws;
use crate::engine::simulation::row_set::RowSet;
use crate::engine::simulation::samples::Samples;
use crate::engine::simulation::withheld_course::WithheldCourse;
use rayon::prelude::*;

impl<'a> Ensemble<'a> {
    /// What is made of the samples of some histories under several plans of a scenario, each compiled for the same numbers:
    /// by shard, then by plan. To the bit it is what [`Ensemble::map_shards_of`] makes of each.
    ///
    /// # Errors
    /// The first of `check`, which is asked before each shard.
    pub fn map_shards_of_plans<T: Send, E: Send>(
        plans: &[Ensemble<'a>],
        rows: &RowSet,
        histories: &[u64],
        check: impl Fn() -> Result<(), E> + Sync,
        of: impl Fn(Samples) -> T + Sync,
    ) -> Result<Vec<Vec<T>>, E> {
        let together = PlansTogether::new(plans, rows);
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
    fn new(plans: &[Ensemble<'a>], rows: &RowSet) -> Self {
        let pass =
            |plan: &Ensemble<'a>| Pass::new(*plan, rows.clone(), rows.played(plan.case.partners.len()));
        let alike_before = |plan: usize, item: usize| {
            (0..plan).rev().find(|before| plans[plan].case.tells_as(plans[*before].case, item))
        };
        let alike_of =
            |plan: usize| (0..plans[plan].case.items.len()).map(|item| alike_before(plan, item)).collect();
        PlansTogether {
            passes: plans.iter().map(pass).collect(),
            alike: (0..plans.len()).map(alike_of).collect(),
        }
    }

    /// Plays some histories on this thread.
    fn shard(&self, histories: &[u64]) -> Vec<Samples> {
        let mut plans: Vec<PlanShard> =
            self.passes.iter().map(|pass| PlanShard::new(pass, histories)).collect();
        let horizon = self.passes.first().map_or(0, |pass| pass.ensemble.case.horizon);
        let mut courses: Vec<_> = (0..STRETCH / WIDTH).map(|_| WithheldCourse::new(horizon)).collect();
        for (index, stretch) in histories.chunks(STRETCH).enumerate() {
            self.meetings(index * STRETCH, stretch, &mut plans);
            self.months(&mut courses, &mut plans);
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
            let Some(PlanShard { scratch, samples }) = from_here.first_mut() else { return };
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

    /// Plays the months of the histories whose meetings were played, partner by partner.
    fn months(&self, courses: &mut [WithheldCourse], plans: &mut [PlanShard]) {
        let Some(first) = self.passes.first() else { return };
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
            for (block, flow) in scratch.blocks().iter().zip(&scratch.flow) {
                pass.put_home(block, flow, samples);
            }
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
