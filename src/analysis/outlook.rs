//! How a partner's sharing fares in the year after the meeting, in three words, and how often the model says each: what a
//! class predicts before it is shown.
//!
//! The lines are those of the hindcast, so that a prediction, the model and the record are about the same thing; “a lot”
//! begins at half, a convention. Outside events are off: they are no effect of the disclosure.

use super::error::QueryError;
use super::hindcast::{Decline, FALL, MONTHS, TIGHTENED};
use super::study::Study;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::row_set::PartnerLayout;
use crate::engine::samples::Samples;
use crate::engine::{Run, shards};
use crate::scenario::{ActorId, Material, PerMaterial, Plan};
use serde::{Deserialize, Serialize};

/// What becomes of a partner's willingness to share a material in the year after the meeting; rising in gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outlook {
    /// It never falls by so much that the record would call it a fall.
    NoChange,
    /// It falls, but by less than half.
    FallsALittle,
    /// It falls by half or more.
    FallsALot,
}

/// The part of its starting value by which a willingness falls a lot.
pub const A_LOT: f64 = 0.5;

impl Outlook {
    /// All three.
    pub const ALL: [Outlook; 3] = [Outlook::NoChange, Outlook::FallsALittle, Outlook::FallsALot];

    /// Its place among all, from 0.
    pub fn index(self) -> usize {
        match self {
            Outlook::NoChange => 0,
            Outlook::FallsALittle => 1,
            Outlook::FallsALot => 2,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Outlook::NoChange => "no change",
            Outlook::FallsALittle => "falls a little",
            Outlook::FallsALot => "falls a lot",
        }
    }

    /// The outlook of a material whose willingness drops by a part of its starting value at the deepest.
    pub fn of_drop(material: Material, deepest: f64) -> Self {
        let falls = match material {
            Material::Content => FALL,
            Material::SourcesAndMethods => TIGHTENED,
        };
        if deepest >= A_LOT {
            Outlook::FallsALot
        } else if deepest >= falls {
            Outlook::FallsALittle
        } else {
            Outlook::NoChange
        }
    }
}

/// The shares of histories of each outlook of a partner, in the order of [`Outlook::ALL`]; they sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerOutlooks {
    /// The partner.
    pub partner: ActorId,
    /// The shares of both materials.
    pub shares: PerMaterial<[f64; 3]>,
}

/// The outlooks of every partner under a plan, in the order of the scenario's partnerships.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn outlooks(study: &Study, plan: &Plan) -> Result<Vec<PartnerOutlooks>, QueryError> {
    let of_partner = |(partner, histories): (&ActorId, Vec<PerMaterial<Outlook>>)| {
        let shares = |material| self::shares(histories.iter().map(|outlooks| *outlooks.of(material)));
        let shares =
            PerMaterial { content: shares(Material::Content), methods: shares(Material::SourcesAndMethods) };
        PartnerOutlooks { partner: partner.clone(), shares }
    };
    Ok(study.scenario.partnerships.keys().zip(by_history(study, plan)?).map(of_partner).collect())
}

/// The shares of histories by outlook.
fn shares(histories: impl Iterator<Item = Outlook>) -> [f64; 3] {
    let mut counts = [0_u64; 3];
    histories.for_each(|outlook| counts[outlook.index()] += 1);
    let histories = counts.iter().sum::<u64>() as f64;
    counts.map(|count| count as f64 / histories)
}

/// The outlooks of a partner in the histories of a shard.
fn of_shard(shard: &Samples, layout: PartnerLayout) -> Vec<PerMaterial<Outlook>> {
    let outlook = |material: Material, history: usize| {
        // The rows of both materials stand in this order.
        let row = match material {
            Material::Content => 0,
            Material::SourcesAndMethods => 1,
        };
        let number = |row: usize| shard.willingness.row(row)[history];
        let months = (0..MONTHS).map(|month| number(layout.month(month)[row]));
        let deepest = Decline::of(number(layout.before()[row]), months).deepest;
        Outlook::of_drop(material, deepest)
    };
    let of_history = |history: usize| PerMaterial {
        content: outlook(Material::Content, history),
        methods: outlook(Material::SourcesAndMethods, history),
    };
    (0..shard.histories.len()).map(of_history).collect()
}

/// By partner, in the order of the scenario's partnerships: its outlooks in every history of the year after the
/// meeting, without outside events.
///
/// # Errors
/// If the monitor asks for a stop.
pub(super) fn by_history(study: &Study, plan: &Plan) -> Result<Vec<Vec<PerMaterial<Outlook>>>, QueryError> {
    let last_month = MONTHS as u32 - 1;
    let run = Run {
        histories: study.histories,
        seed: study.seed,
        horizon_months: Some(last_month),
        ..Run::default()
    };
    let mut case = CompiledCase::new(study.scenario, plan, run.horizon_months);
    case.shocks = false;
    let partners = 0..case.partners.len();
    let layouts: Vec<PartnerLayout> =
        partners.clone().map(|partner| PartnerLayout::of(partner, case.horizon)).collect();
    let of_shard = |shard: &Samples| layouts.iter().map(|layout| of_shard(shard, *layout)).collect();
    let shards: Vec<Vec<_>> = shards::map_shards(&case, &run, study.monitor, of_shard)?;
    let of_partner = |partner: usize| shards.iter().flat_map(|shard| &shard[partner]).copied().collect();
    Ok(partners.map(of_partner).collect())
}
