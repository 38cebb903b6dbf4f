//! What recipients give in the histories in which plans are screened, block by block: the terms of a bargain, and whether
//! chance lets it be kept, are the same for every plan.

use super::compiled_case::{CompiledCase, RecipientCase};
use super::draws::{Draws, Event, KeyedDraws};
use super::inputs::Values;
use crate::engine::mechanisms::ledger;
use crate::engine::numerics::batch::{Batch, WIDTH};
use crate::engine::numerics::processor::{Kernel, Processor};

/// The bargains of a block of histories with all recipients, as far as no plan changes them.
pub(super) struct BlockBargains(Vec<Terms>);

/// The terms of one recipient.
struct Terms {
    /// The most that it concedes.
    concession: Batch<WIDTH>,
    appetite: Batch<WIDTH>,
    reciprocity: Batch<WIDTH>,
    /// The uniform numbers that decide whether it keeps the bargain.
    luck: Batch<WIDTH>,
}

/// What a plan offers a recipient.
pub(super) struct Offer {
    /// The worth to it of everything that it is told.
    pub satisfaction: Batch<WIDTH>,
    /// The share of its reciprocity that the bargain can count on, 0 to 1.
    pub bargaining: f64,
}

impl BlockBargains {
    /// Those of the history in every lane.
    pub fn new(case: &CompiledCase, seed: u64, histories: [u64; WIDTH], values: &Values<WIDTH>) -> Self {
        let terms = |(recipient, who): (usize, &RecipientCase)| Terms {
            concession: values.batch(who.concession),
            appetite: values.batch(who.appetite),
            reciprocity: values.batch(who.reciprocity),
            luck: Batch(histories.map(|history| {
                KeyedDraws { case, seed, history }.uniform(Event::ConcessionKept { recipient })
            })),
        };
        BlockBargains(case.recipients.iter().enumerate().map(terms).collect())
    }

    /// What all recipients give together; each is offered what `offer` says of it.
    pub fn gained(&self, processor: Processor, offer: impl Fn(usize) -> Offer) -> Batch<WIDTH> {
        processor.run(Gained { terms: &self.0, offer })
    }
}

impl Terms {
    /// The concession where the bargain is kept, else 0.
    #[inline(always)]
    fn gained(&self, Offer { satisfaction, bargaining }: Offer) -> Batch<WIDTH> {
        let due = ledger::concession(self.concession, self.appetite, satisfaction);
        let chance = self.reciprocity.times(bargaining);
        let where_kept = self.luck.zip(chance, |luck, chance| if luck < chance { 1.0 } else { 0.0 });
        where_kept.zip(due, |kept, due| if kept > 0.0 && due > 0.0 { due } else { 0.0 })
    }
}

struct Gained<'a, F> {
    terms: &'a [Terms],
    offer: F,
}

impl<F: Fn(usize) -> Offer> Kernel for Gained<'_, F> {
    type Output = Batch<WIDTH>;

    #[inline(always)]
    fn run(self) -> Batch<WIDTH> {
        let Gained { terms, offer } = self;
        let gained = terms.iter().enumerate().map(|(recipient, terms)| terms.gained(offer(recipient)));
        gained.fold(Batch::splat(0.0), |sum, gained| sum + gained)
    }
}
