//! What an ensemble of histories says: statistics of everything that is shown.

use crate::engine::numerics::statistics::{Chance, Statistics};
use crate::scenario::{ActorId, ItemId, Material, PerMaterial};

/// One partner over the months.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerCourse {
    /// Who.
    pub partner: ActorId,
    /// Willingness of the starting beliefs.
    pub before: PerMaterial<Statistics>,
    /// Willingness in months 0 to the horizon.
    pub months: Vec<PerMaterial<Statistics>>,
    /// The change against *before*, history by history, in months 0 to the horizon.
    pub change: Vec<PerMaterial<Statistics>>,
    /// Willingness in months 0 to the horizon as [`DOTS`](crate::engine::DOTS) equally likely values, rising: the
    /// quantiles at 1, 3, 5 … 99 per cent.
    pub dots: Vec<PerMaterial<Vec<f64>>>,
    /// In how many histories it has learned of nothing by the end of months 0 to the horizon.
    pub unaware: Vec<Chance>,
}

impl PartnerCourse {
    /// Willingness to share a material, month by month.
    pub fn months_of(&self, material: Material) -> Vec<&Statistics> {
        self.months.iter().map(|month| month.of(material)).collect()
    }
}

/// What home gains and loses, against withholding everything with the same luck.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Concessions gained.
    pub concession: Statistics,
    /// Change in the discounted flow of intelligence.
    pub flow: Statistics,
    /// Harm to sources.
    pub harm: Statistics,
    /// What compensation cost.
    pub compensation: Statistics,
    /// All of it, weighed by the priorities.
    pub total: Statistics,
}

/// Who comes to hold an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// Which item.
    pub item: ItemId,
    /// Who.
    pub actor: ActorId,
    /// The level held before the meeting, 0 to 4.
    pub before: usize,
    /// The chance of holding exactly level 0 to 4 in the end; sums to 1.
    pub chance: [Chance; 5],
    /// The chance that this actor, hostile to the originator, closes the source.
    pub closes_source: Chance,
    /// Mean chance of picking the true source from what it holds, over the histories in which it
    /// holds anything new, with the likely number of plausible sources; 0 where it never does.
    pub picks_source: f64,
    /// How hostile it is to the originator, 0 to 1, on average.
    pub hostility: f64,
}

/// How likely a partner is to learn that an item was passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Learning {
    /// Which item.
    pub item: ItemId,
    /// Which partner: the originator, or another that hears of it.
    pub partner: ActorId,
    /// Chance of learning in month 0.
    pub in_month_0: Chance,
    /// Chance of learning by the end of the horizon.
    pub by_end: Chance,
}

/// What one item's disclosure led to.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemOutcome {
    /// Which item.
    pub item: ItemId,
    /// The chance that its source is found and closed.
    pub source_found: Chance,
    /// The chance that it becomes public.
    pub public: Chance,
    /// The chance that its originator is handed it by somebody it was passed to.
    pub handed_back: Chance,
}

/// Histories that stand for the others, by the rank of their total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RepresentativeHistories {
    /// The history with 5 per cent of the totals below its own.
    pub unlucky: u64,
    /// The history in the middle.
    pub typical: u64,
    /// The history with 95 per cent of the totals below its own.
    pub lucky: u64,
}

/// Everything that a run says about one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// How many histories stand behind it.
    pub histories: u64,
    /// How many were played to get them; more than `histories` only if some were set aside.
    pub histories_played: u64,
    /// The seed of its luck.
    pub seed: u64,
    /// Months after month 0.
    pub horizon_months: u32,
    /// Every partner, in the scenario's order.
    pub partners: Vec<PartnerCourse>,
    /// Gains and losses.
    pub ledger: Ledger,
    /// The share of the flow that home can check, in months 0 to the horizon.
    pub checkable: Vec<Statistics>,
    /// The change of that share against withholding with the same luck, in months 0 to the horizon.
    pub checkable_change: Vec<Statistics>,
    /// Histories to look at one by one.
    pub representative: RepresentativeHistories,
    /// Who knows what: item by item, every actor but home and the originator.
    pub knowledge: Vec<Knowledge>,
    /// What each item's disclosure led to.
    pub items: Vec<ItemOutcome>,
    /// Who learns of it: item by item, every partner.
    pub learning: Vec<Learning>,
    /// For each recipient in the scenario's order: the chance that a concession, if any is due, is kept.
    pub bargain_holds: Vec<(crate::scenario::RecipientId, f64)>,
}

impl Projection {
    /// The course of one partner.
    pub fn partner(&self, partner: &ActorId) -> Option<&PartnerCourse> {
        self.partners.iter().find(|course| course.partner == *partner)
    }
}
