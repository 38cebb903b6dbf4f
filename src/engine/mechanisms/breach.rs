//! The severity of a breach, and its weight in the originator's beliefs (model, section 5).
//!
//! Two kinds of weight, because breaches of integrity and failures of competence differ in what
//! they damage and in what repairs them: P. Kim, D. Ferrin, C. Cooper, K. Dirks, J. Applied
//! Psychology 89, 2004; P. Kim, K. Dirks, C. Cooper, D. Ferrin, Organizational Behavior and Human
//! Decision Processes 99, 2006.

use super::level;
use crate::scenario::{Cover, Level, Permission, Preparation, Promise};

/// The weights γ of a breach in the originator's beliefs, by the manner of the disclosure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// Weight γI on the belief in home's integrity.
    pub integrity: f64,
    /// Weight γC on the belief in home's control.
    pub control: f64,
}

/// The manner of a disclosure that went beyond what was granted.
///
/// The spontaneous, leak and compelled rows hold whatever the permission; a staffed disclosure that
/// goes beyond what was granted counts like one after a refusal.
pub fn manner(preparation: Preparation, permission: Permission) -> Manner {
    let (integrity, control) = match (preparation, permission) {
        (Preparation::Spontaneous, _) => (0.15, 1.0),
        (Preparation::Staffed, Permission::NotAsked) => (1.0, 0.1),
        (Preparation::Staffed, Permission::Refused | Permission::Granted(_)) => (1.3, 0.1),
        (Preparation::Leak, _) => (0.05, 0.8),
        (Preparation::Compelled, _) => (0.6, 0.3),
    };
    Manner { integrity, control }
}

/// The part of the severity that is fixed once the plan is made:
/// promise · (σ_d - σ_granted) · cover.
///
/// `told` is the highest level told to anyone beyond the granted level; `Withheld` if nothing was.
/// Telling a recipient what it already held is a breach all the same: the promise was not to pass it on.
pub fn planned_severity(promise: Promise, told: Level, granted: Level, cover: Cover) -> f64 {
    if told <= granted {
        return 0.0;
    }
    let beyond = level::severity(told) - level::severity(granted);
    level::promise(promise) * beyond * level::cover(cover).severity
}

/// The breach of a promise in one history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breach {
    /// The part of the severity that the plan fixes: [`planned_severity`].
    pub planned: f64,
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
}

/// The severity S of a breach: planned part · sensitivity · (1-κ+κC) · (ρ+(1-ρ)h).
#[inline]
pub fn severity(breach: Breach, constants: SeverityConstants) -> f64 {
    let SeverityConstants { harmless_part, friendly_part } = constants;
    let loss = if breach.source_closed { 1.0 } else { 1.0 - harmless_part };
    let hostility = friendly_part + (1.0 - friendly_part) * breach.hostility;
    breach.planned * breach.sensitivity * loss * hostility
}
