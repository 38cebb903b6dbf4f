//! What softened the blow (model, section 11): how much further a partner's sharing would have fallen without
//! its stakes in the larger relationship, without institutions, and without accumulated trust.
//!
//! The same histories are played again with one of them taken away. The three do not add up: what one of them
//! holds depends on what the others hold.

use super::error::QueryError;
use super::number_format::points;
use super::study::{HistorySet, Study};
use super::table::{Cell, Table};
use crate::engine::compiled_case::{CompiledCase, PartnerCase};
use crate::engine::history::{self, History};
use crate::engine::months::Mitigation;
use crate::scenario::{ActorId, Material, PerMaterial, Plan};
use rayon::prelude::*;

/// The mean change of a partner's willingness in a month as a part of *before*, over some histories: -0.05 is a fall
/// by 5 per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SoftenedChange {
    /// As it is.
    pub change: PerMaterial<f64>,
    /// Without each of [`Mitigation::ALL`].
    change_without: [PerMaterial<f64>; 3],
}

impl SoftenedChange {
    /// How far a part of the relationship softened the blow: the change without it, less the change as it is.
    /// Negative: it held.
    pub fn held(&self, mitigation: Mitigation, material: Material) -> f64 {
        self.without(mitigation, material) - self.change.of(material)
    }

    /// The part of the relationship that softened the blow most; `None` if none did by half a per cent.
    pub fn held_most(&self, material: Material) -> Option<Mitigation> {
        let held = |mitigation: &Mitigation| self.held(*mitigation, material);
        let most = Mitigation::ALL.into_iter().min_by(|one, other| held(one).total_cmp(&held(other)));
        most.filter(|most| held(most) <= -LEAST_HELD)
    }

    /// The change without a part of the relationship.
    pub fn without(&self, mitigation: Mitigation, material: Material) -> f64 {
        *self.change_without[mitigation as usize].of(material)
    }
}

/// How far a part of the relationship softens a blow at least, as a part of *before*: less is shown as nothing.
const LEAST_HELD: f64 = 0.005;

/// How far one partner's sharing falls in a month, and what holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerMitigation {
    /// The partner.
    pub partner: ActorId,
    /// The share of histories in which it has learned of something, or heard, by that month.
    pub share_learned: f64,
    /// Over all histories.
    pub over_all: SoftenedChange,
    /// Over those in which it has learned; `None` if there are none.
    pub learned: Option<SoftenedChange>,
}

/// What holds every partner's sharing in a month of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Mitigations {
    /// The month.
    pub month: u32,
    /// Every partner, in the scenario's order.
    pub partners: Vec<PartnerMitigation>,
}

impl Mitigation {
    /// Its key in tables.
    fn key(self) -> &'static str {
        match self {
            Mitigation::Stakes => "stakes",
            Mitigation::Institutions => "institutions",
            Mitigation::Trust => "trust",
        }
    }

    /// The meaning of taking it away, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Mitigation::Stakes => {
                "The same histories, if it had nothing to lose with the larger relationship: no say, no aid, no \
                 protection, no trade."
            }
            Mitigation::Institutions => {
                "The same histories, if nothing stood in for trust: no monitoring, assistance, liaison, agreement or \
                 hierarchy, whatever is built."
            }
            Mitigation::Trust => {
                "The same histories, if half as many months of experience stood behind the same trust."
            }
        }
    }

    /// What is taken away, at the beginning of a sentence.
    pub fn taken_away(self) -> &'static str {
        match self {
            Mitigation::Stakes => "Without aid, protection and trade",
            Mitigation::Institutions => "Without liaison and other institutions",
            Mitigation::Trust => "With half the experience behind its trust",
        }
    }
}

impl PartnerMitigation {
    /// What would be without a part of the relationship, beside what is; `name` is the partner's.
    ///
    /// “Without aid, protection and trade Israel would share 45 % less content; as it is, 5 % less.”
    pub fn sentence(&self, name: &str, mitigation: Mitigation, material: Material) -> String {
        let of = &self.over_all;
        format!(
            "{} {name} would share {} {}; as it is, {}.",
            mitigation.taken_away(),
            more_or_less(of.without(mitigation, material)),
            material.name(),
            more_or_less(*of.change.of(material))
        )
    }
}

/// “5 % less”, “as much”.
fn more_or_less(change: f64) -> String {
    match points(change.abs()) {
        0 => "as much".into(),
        shown if change < 0.0 => format!("{shown}\u{a0}% less"),
        shown => format!("{shown}\u{a0}% more"),
    }
}

impl Mitigations {
    /// What holds a partner; `None` if the actor is none.
    pub fn of(&self, partner: &ActorId) -> Option<&PartnerMitigation> {
        self.partners.iter().find(|of| of.partner == *partner)
    }

    /// Rows for every partner, material and part of the relationship, over all histories and over those in which it
    /// has learned. Changes are parts of *before*.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let columns = [
            "partner",
            "month",
            "histories_of",
            "share",
            "material",
            "without",
            "change",
            "change_without",
            "held",
        ];
        let mut table = Table::of(study, "mitigation", plan, &columns);
        for of in &self.partners {
            let groups =
                [("all", 1.0, Some(of.over_all)), ("learned", of.share_learned, of.learned)].into_iter();
            for (group, share, change) in
                groups.filter_map(|(group, share, change)| Some((group, share, change?)))
            {
                for material in Material::ALL {
                    for mitigation in Mitigation::ALL {
                        table.rows.push(vec![
                            study.scenario.name(&of.partner).into(),
                            self.month.into(),
                            group.into(),
                            Cell::share(share),
                            material.name().into(),
                            mitigation.key().into(),
                            Cell::share(*change.change.of(material)),
                            Cell::share(change.without(mitigation, material)),
                            Cell::share(change.held(mitigation, material)),
                        ]);
                    }
                }
            }
        }
        table
    }
}

/// What holds every partner's sharing in a month of a plan, over some histories of a study; months beyond the horizon
/// stand for the last.
///
/// # Errors
/// If there is no such history, or the monitor asks for a stop.
pub fn mitigation(
    study: &Study,
    plan: &Plan,
    month: u32,
    over: HistorySet,
) -> Result<Mitigations, QueryError> {
    let case = CompiledCase::new(study.scenario, plan, None);
    let numbers = study.numbers(&case, over)?;
    let month = (month as usize).min(case.horizon);
    let in_history = |history: &u64| {
        study.check()?;
        let without =
            [None, Some(Mitigation::Stakes), Some(Mitigation::Institutions), Some(Mitigation::Trust)];
        let histories = without.map(|without| history::play_without(&case, study.seed, *history, without));
        let partners = 0..case.partners.len();
        Ok(partners.map(|partner| InHistory::of(&case, &histories, partner, month)).collect())
    };
    // Added up in the order of the histories, so that the sum is the same on any number of threads.
    let all: Vec<Vec<InHistory>> = numbers.par_iter().map(in_history).collect::<Result<_, QueryError>>()?;
    let partner = |(index, partner): (usize, &PartnerCase)| {
        let of = || all.iter().map(|partners| &partners[index]);
        let learned: Vec<&InHistory> = of().filter(|of| of.learned).collect();
        PartnerMitigation {
            partner: case.actors[partner.actor].id.clone(),
            share_learned: learned.len() as f64 / all.len() as f64,
            over_all: mean(&of().collect::<Vec<_>>()),
            learned: (!learned.is_empty()).then(|| mean(&learned)),
        }
    };
    let partners = case.partners.iter().enumerate().map(partner).collect();
    Ok(Mitigations { month: month as u32, partners })
}

/// One partner's change in one history, as it is and without each mitigation.
struct InHistory {
    learned: bool,
    changes: [PerMaterial<f64>; 4],
}

impl InHistory {
    fn of(case: &CompiledCase, histories: &[History; 4], partner: usize, month: usize) -> Self {
        // All four have the same draws, so that it learns the same in them.
        let mut known = case.items.iter().zip(&histories[0].items);
        InHistory {
            learned: known
                .any(|(item, trace)| trace.known_to(item, partner).is_some_and(|when| when <= month)),
            changes: histories.each_ref().map(|history| change(history, partner, month)),
        }
    }
}

/// The change of a partner's willingness in a month as a part of *before*; 0 for a partner that shares nothing.
fn change(history: &History, partner: usize, month: usize) -> PerMaterial<f64> {
    let course = &history.partners[partner];
    let before = [course.before.content.0[0], (course.before.content * course.before.access).0[0]];
    let part = |now: f64, before: f64| if before > 0.0 { now / before - 1.0 } else { 0.0 };
    PerMaterial {
        content: part(course.content(month), before[0]),
        methods: part(course.methods(month), before[1]),
    }
}

/// The mean over some histories, at least one.
fn mean(histories: &[&InHistory]) -> SoftenedChange {
    let of = |index: usize| {
        let mean = |of: fn(&PerMaterial<f64>) -> f64| {
            histories.iter().map(|history| of(&history.changes[index])).sum::<f64>() / histories.len() as f64
        };
        PerMaterial { content: mean(|of| of.content), methods: mean(|of| of.methods) }
    };
    SoftenedChange { change: of(0), change_without: [of(1), of(2), of(3)] }
}
