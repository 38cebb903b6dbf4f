//! Version 1 of the file format, frozen: the parts of a scenario that have changed since, and what becomes of
//! them.
//!
//! A file of version 1 goes on meaning what it meant: the constants that came with version 2 of the model are
//! set so that the model behaves as version 1 did.

use super::translation::Translation;
use crate::scenario::{
    About, Actor, ActorId, Citation, ContentOutcome, Cover, Item, ItemId, ItemPlan, ItemRecord, Level,
    Meeting, MethodsOutcome, Observed, Ordered, ParameterField, Parameters, PartnerRecord, Partnership,
    Permission, Plan, PlanId, Preparation, Priorities, Promise, Quantity, RecipientId, Record, Repair,
    Scenario, Tie, Words, bounds,
};
use serde::{Deserialize, Deserializer};

/// The months that a scenario of version 1 is projected over if it does not say.
const HORIZON_MONTHS: u32 = 24;

/// A whole document of version 1.
#[derive(Clone, Deserialize)]
#[serde(rename = "Scenario", deny_unknown_fields)]
pub struct Scenario1 {
    #[serde(default)]
    about: About1,
    home: ActorId,
    actors: Ordered<ActorId, Actor>,
    #[serde(default)]
    ties: Vec<Tie>,
    #[serde(default)]
    partnerships: Ordered<ActorId, Partnership>,
    #[serde(default)]
    items: Ordered<ItemId, Item1>,
    #[serde(default)]
    meeting: Meeting,
    #[serde(default)]
    plans: Ordered<PlanId, Plan1>,
    #[serde(default)]
    record: Option<Record1>,
    #[serde(default)]
    priorities: Priorities1,
    #[serde(default = "horizon_months", deserialize_with = "crate::scenario::horizon_months")]
    horizon_months: u32,
    #[serde(default = "version_1_constants", deserialize_with = "parameters")]
    parameters: Parameters,
    #[serde(default, deserialize_with = "crate::scenario::ids_given")]
    ids_given: u64,
}

fn horizon_months() -> u32 {
    HORIZON_MONTHS
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename = "About", deny_unknown_fields, default)]
struct About1 {
    title: String,
    year: Option<i32>,
    question: String,
    teaches: String,
    background: String,
    sources: Vec<Citation>,
}

#[derive(Clone, Deserialize)]
#[serde(rename = "Item", deny_unknown_fields)]
struct Item1 {
    name: String,
    originator: ActorId,
    #[serde(default)]
    promise: Promise,
    sensitivity: Quantity<bounds::Share>,
    plausible_sources: Quantity<bounds::Sources>,
    #[serde(default)]
    holders: Ordered<ActorId, Level>,
    #[serde(default)]
    interest: Ordered<ActorId, Quantity<bounds::Share>>,
    source_share: Quantity<bounds::Share>,
    half_life_months: Quantity<bounds::HalfLife>,
    #[serde(default)]
    words: Words,
}

#[derive(Clone, Deserialize)]
#[serde(rename = "Plan", deny_unknown_fields)]
struct Plan1 {
    name: String,
    #[serde(default)]
    preparation: Preparation1,
    #[serde(default)]
    items: Ordered<ItemId, ItemPlan1>,
    #[serde(default)]
    asks: Vec<RecipientId>,
    #[serde(default)]
    repairs: Vec<Repair>,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename = "Preparation")]
enum Preparation1 {
    Spontaneous,
    #[default]
    Staffed,
    Leak,
    Compelled,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename = "ItemPlan", deny_unknown_fields, default)]
struct ItemPlan1 {
    permission: Permission1,
    cover: Cover,
    tell: Ordered<RecipientId, Level>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename = "Permission")]
enum Permission1 {
    #[default]
    NotAsked,
    Granted(Level),
    Refused,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename = "Record", deny_unknown_fields, default)]
struct Record1 {
    plan: Option<PlanId>,
    partners: Ordered<ActorId, PartnerRecord1>,
    items: Ordered<ItemId, ItemRecord>,
    doubts: String,
    sources: Vec<Citation>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename = "PartnerRecord", deny_unknown_fields, default)]
struct PartnerRecord1 {
    content: Option<Observed<ContentOutcome>>,
    sources_methods: Option<Observed<MethodsOutcome>>,
    note: String,
}

#[derive(Clone, Deserialize)]
#[serde(rename = "Priorities", deny_unknown_fields, default)]
struct Priorities1 {
    concession: Quantity<bounds::Weight>,
    flow: Quantity<bounds::Weight>,
    harm: Quantity<bounds::Weight>,
}

impl Default for Priorities1 {
    fn default() -> Self {
        let Priorities { concession, flow, harm, .. } = Priorities::default();
        Priorities1 { concession, flow, harm }
    }
}

/// The constants that came with version 2 of the model, each where it has no effect.
///
/// Two of them take the value of an older constant, whose work they took over for spontaneous acts.
fn version_1_constants() -> Parameters {
    as_in_version_1(Parameters::default())
}

fn as_in_version_1(parameters: Parameters) -> Parameters {
    let likely = |field: ParameterField| field.figure(&parameters).likely;
    Parameters {
        protest: Quantity::plain(0.0),
        signal_kept: Quantity::plain(ParameterField::SignalKept.info().default[1]),
        source_lost_floor: Quantity::plain(0.0),
        observer_unpredictability: Quantity::plain(likely(ParameterField::ObserverControl)),
        unpredictability_kept: Quantity::plain(likely(ParameterField::ControlKept)),
        assistance_insight: Quantity::plain(0.0),
        liaison_insight: Quantity::plain(0.0),
        permission_sharpness: Quantity::plain(ParameterField::PermissionSharpness.info().default[1]),
        permission_trust: Quantity::plain(ParameterField::PermissionTrust.info().default[1]),
        permission_detail: Quantity::plain(ParameterField::PermissionDetail.info().default[1]),
        ..parameters
    }
}

fn parameters<'de, D: Deserializer<'de>>(from: D) -> Result<Parameters, D::Error> {
    Parameters::deserialize(from).map(as_in_version_1)
}

/// The version of the format that this file describes.
const VERSION: u32 = 1;

impl Scenario1 {
    /// What becomes of it in the newest version.
    pub fn translation(&self) -> Translation {
        let is_range = |field: ParameterField| field.figure(&self.parameters).is_range();
        let all = [
            (
                true,
                "What came with version 2 of the model is switched off, so that the case means what it meant: protest, \
                 lasting unpredictability, blame for a lost source without a promise, and insight through technical \
                 assistance and liaison. Setting can switch it on, under Model.",
            ),
            (!self.about.background.is_empty(), "The background stands under “before” now."),
            (
                is_range(ParameterField::ObserverControl) || is_range(ParameterField::ControlKept),
                "After a spontaneous act other partners ask, and forget, by the likely value of a number where version \
                 1 drew from its range.",
            ),
            (true, "Saving writes format version 2, which older programs cannot open."),
        ];
        let changes = all.into_iter().filter_map(|(applies, change)| applies.then_some(change)).collect();
        Translation { from_version: VERSION, changes, loses_comments: false }
    }
}

impl From<Scenario1> for Scenario {
    fn from(old: Scenario1) -> Self {
        Scenario {
            about: old.about.into(),
            home: old.home,
            actors: old.actors,
            ties: old.ties,
            partnerships: old.partnerships,
            items: old.items.into_iter().map(|(id, item)| (id, item.into())).collect(),
            meeting: old.meeting,
            plans: old.plans.into_iter().map(|(id, plan)| (id, plan.into())).collect(),
            record: old.record.map(Record::from),
            lessons: Vec::new(),
            priorities: old.priorities.into(),
            horizon_months: old.horizon_months,
            parameters: old.parameters,
            ids_given: old.ids_given,
        }
    }
}

impl From<About1> for About {
    fn from(old: About1) -> Self {
        let About1 { title, year, question, teaches, background, sources } = old;
        About { title, year, question, teaches, before: background, after: String::new(), sources }
    }
}

impl From<Item1> for Item {
    fn from(old: Item1) -> Self {
        Item {
            promise: old.promise,
            sensitivity: old.sensitivity,
            plausible_sources: old.plausible_sources,
            holders: old.holders,
            interest: old.interest,
            source_share: old.source_share,
            half_life_months: old.half_life_months,
            words: old.words,
            ..Item::from_originator(&old.name, old.originator)
        }
    }
}

impl From<Plan1> for Plan {
    fn from(old: Plan1) -> Self {
        Plan {
            name: old.name,
            preparation: match old.preparation {
                Preparation1::Spontaneous => Preparation::Spontaneous,
                Preparation1::Staffed => Preparation::Staffed,
                Preparation1::Leak => Preparation::Leak,
                Preparation1::Compelled => Preparation::Compelled,
            },
            items: old.items.into_iter().map(|(id, plan)| (id, plan.into())).collect(),
            asks: old.asks,
            repairs: old.repairs,
            note: old.note,
        }
    }
}

impl From<ItemPlan1> for ItemPlan {
    fn from(old: ItemPlan1) -> Self {
        let permission = match old.permission {
            Permission1::NotAsked => Permission::NotAsked,
            Permission1::Granted(level) => Permission::Granted(level),
            Permission1::Refused => Permission::Refused,
        };
        ItemPlan { permission, cover: old.cover, tell: old.tell }
    }
}

impl From<Record1> for Record {
    fn from(old: Record1) -> Self {
        let partner = |(id, old): (ActorId, PartnerRecord1)| {
            let PartnerRecord1 { content, sources_methods, note } = old;
            (id, PartnerRecord { content, sources_methods, note, ..PartnerRecord::default() })
        };
        Record {
            plan: old.plan,
            partners: old.partners.into_iter().map(partner).collect(),
            items: old.items,
            doubts: old.doubts,
            sources: old.sources,
        }
    }
}

impl From<Priorities1> for Priorities {
    fn from(Priorities1 { concession, flow, harm }: Priorities1) -> Self {
        Priorities { concession, flow, harm, ..Priorities::default() }
    }
}
