//! The severity of a breach, and its weight in the originator's beliefs (model, section 5).
//!
//! Two kinds of weight, because breaches of integrity and failures of competence differ in what
//! they damage and in what repairs them: P. Kim, D. Ferrin, C. Cooper, K. Dirks, J. Applied
//! Psychology 89, 2004; P. Kim, K. Dirks, C. Cooper, D. Ferrin, Organizational Behavior and Human
//! Decision Processes 99, 2006.

use super::level;
use crate::scenario::{Cover, Level, Permission, Preparation, Promise};

/// How it came about, as the originator sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// Weight γI on the belief in home's integrity.
    pub integrity: f64,
    /// Weight γC on the belief in home's control.
    pub control: f64,
    /// Whether it was spontaneous: then it can happen again until home fixes its procedure.
    pub spontaneous: bool,
}

/// The manner of a disclosure that went beyond what was granted.
///
/// The spontaneous, leak, compelled and misuse rows hold whatever the permission; a staffed disclosure that
/// goes beyond what was granted counts like one after a refusal.
pub fn manner(preparation: Preparation, permission: Permission) -> Manner {
    let (integrity, control) = match (preparation, permission) {
        (Preparation::Spontaneous, _) => (0.15, 1.0),
        (Preparation::Staffed, Permission::NotAsked) => (1.0, 0.1),
        (Preparation::Staffed, Permission::Refused | Permission::Granted(_) | Permission::Asked(_)) => {
            (1.3, 0.1)
        }
        (Preparation::Leak, _) => (0.05, 0.8),
        (Preparation::Compelled, _) => (0.6, 0.3),
        (Preparation::Misuse, _) => (1.0, 0.1),
    };
    Manner { integrity, control, spontaneous: preparation == Preparation::Spontaneous }
}

/// The part of the severity that is fixed once the plan is made and the originator has answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedSeverity {
    /// Weight of the promise, 0 to 1.
    pub promise: f64,
    /// How far what was told goes beyond what was granted: σ_d - σ_granted, 0 to 1.
    pub beyond: f64,
    /// What the cover leaves of it, 0 to 1.
    pub cover: f64,
}

impl PlannedSeverity {
    /// `told` is the highest level told to anyone; `granted` is `Withheld` if nothing was granted.
    ///
    /// What a recipient already held does not excuse telling it: the promise was not to pass it on.
    pub fn new(promise: Promise, told: Level, granted: Level, cover: Cover) -> Self {
        let beyond = if told > granted { level::severity(told) - level::severity(granted) } else { 0.0 };
        PlannedSeverity { promise: level::promise(promise), beyond, cover: level::cover(cover).severity }
    }
}

/// The breach of a promise in one history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breach {
    /// The part of the severity that the plan fixes.
    pub planned: PlannedSeverity,
    /// Harm to the originator if the source is found, 0 to 1.
    pub sensitivity: f64,
    /// Whether somebody closed the source: C.
    pub source_closed: bool,
    /// The originator's greatest hostility h to a recipient that was told too much, 0 to 1.
    pub hostility: f64,
}

/// The model's constants in the severity of a breach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeverityConstants {
    /// The share κ of the severity that is spared if no source is closed, 0 to 1.
    pub harmless_part: f64,
    /// The share ρ of the severity where no recipient is hostile to the originator, 0 to 1.
    pub friendly_part: f64,
    /// The weight of a lost source where nothing was promised, 0 to 1.
    pub source_lost_floor: f64,
}

/// How bad a breach was.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Severity {
    /// As a broken promise: S_I, 0 to 1.
    pub integrity: f64,
    /// As a secret not kept: S_C, 0 to 1; not less than S_I, because a lost source counts without a promise.
    pub control: f64,
}

impl Severity {
    /// Whether there is anything to learn.
    pub fn is_some(self) -> bool {
        self.control > 0.0
    }
}

/// The severity S_I of a breach, promise · (σ_d - σ_granted) · cover · sensitivity · (1-κ+κC) · (ρ+(1-ρ)h),
/// and S_C with max(promise, floor · C) in place of promise.
#[inline]
pub fn severity(breach: Breach, constants: SeverityConstants) -> Severity {
    let SeverityConstants { harmless_part, friendly_part, source_lost_floor } = constants;
    let PlannedSeverity { promise, beyond, cover } = breach.planned;
    let loss = if breach.source_closed { 1.0 } else { 1.0 - harmless_part };
    let hostility = friendly_part + (1.0 - friendly_part) * breach.hostility;
    let weighed = |promise: f64| promise * beyond * cover * breach.sensitivity * loss * hostility;
    let floor = if breach.source_closed { source_lost_floor } else { 0.0 };
    let integrity = weighed(promise);
    Severity { integrity, control: if floor > promise { weighed(floor) } else { integrity } }
}
