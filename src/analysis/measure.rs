//! Results that questions are asked of: one number in every history, and the mean of these.

use super::error::QueryError;
use crate::engine::batch::{Batch, WIDTH};
use crate::engine::compiled_case::CompiledCase;
use crate::engine::row_set::{LedgerRow, PartnerLayout, RowSet};
use crate::engine::samples::Samples;
use crate::engine::variation::BlockOutcome;
use crate::scenario::{ActorId, Material, Scenario};
use std::ops::Range;

/// A result of the model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A partner's willingness to share in a month, 0 to 1.
    Willingness {
        /// The partner.
        partner: ActorId,
        /// The material that it shares.
        material: Material,
        /// The month; the last one if it lies beyond the horizon.
        month: u32,
    },
    /// The change of a partner's willingness in a month against saying nothing with the same luck, -1 to 1.
    WillingnessChange {
        /// The partner.
        partner: ActorId,
        /// The material that it shares.
        material: Material,
        /// The month; the last one if it lies beyond the horizon.
        month: u32,
    },
    /// The willingness of whichever partner is least willing in a month, 0 to 1.
    Lowest {
        /// The material that is shared.
        material: Material,
        /// The month.
        month: u32,
    },
    /// What home gains by telling: concessions and the worth of warnings, each at its full worth, before your
    /// priorities weigh them.
    Gain,
    /// A part of the ledger, or whether a source is lost.
    Ledger(LedgerRow),
}

/// The end of the key of a material whose sharing is compared with saying nothing.
const CHANGE: &str = "-change";

impl Measure {
    /// The total of the ledger: what plans are judged by unless somebody says otherwise.
    pub const TOTAL: Measure = Measure::Ledger(LedgerRow::Total);
    /// The chance that any source is found and closed.
    pub const SOURCE_LOST: Measure = Measure::Ledger(LedgerRow::SourceLost);

    /// Every result of a scenario in a month, the total first; of willingness the levels, each of which has a
    /// [`Measure::change`].
    pub fn all(scenario: &Scenario, month: u32) -> Vec<Measure> {
        let ledger = [
            LedgerRow::Total,
            LedgerRow::Concession,
            LedgerRow::Warning,
            LedgerRow::Flow,
            LedgerRow::Harm,
            LedgerRow::Compensation,
            LedgerRow::SourceLost,
        ];
        let partners = scenario.partnerships.keys();
        let lowest = if scenario.partnerships.len() > 1 { &Material::ALL[..] } else { &[] };
        (ledger.into_iter().map(Measure::Ledger))
            .chain([Measure::Gain])
            .chain(lowest.iter().map(|material| Measure::Lowest { material: *material, month }))
            .chain(partners.flat_map(|partner| {
                Material::ALL.map(|material| Measure::Willingness {
                    partner: partner.clone(),
                    material,
                    month,
                })
            }))
            .collect()
    }

    /// The change of a willingness against saying nothing; other results have none.
    pub fn change(&self) -> Option<Measure> {
        match self {
            Measure::Willingness { partner, material, month }
            | Measure::WillingnessChange { partner, material, month } => {
                let (partner, material, month) = (partner.clone(), *material, *month);
                Some(Measure::WillingnessChange { partner, material, month })
            }
            Measure::Lowest { .. } | Measure::Gain | Measure::Ledger(_) => None,
        }
    }

    /// The willingness of which it is the change; any other result itself.
    pub fn level(&self) -> Measure {
        match self {
            Measure::WillingnessChange { partner, material, month } => {
                let (partner, material, month) = (partner.clone(), *material, *month);
                Measure::Willingness { partner, material, month }
            }
            other => other.clone(),
        }
    }

    /// Whether it is a change of a share, to be shown in percentage points.
    pub fn is_change(&self) -> bool {
        matches!(self, Measure::WillingnessChange { .. })
    }

    /// Name for people: “harm to sources”.
    pub fn name(&self, scenario: &Scenario) -> String {
        match self {
            Measure::WillingnessChange { partner, material, month } => {
                format!("{}: change of {} in month {month}", scenario.name(partner), material.name())
            }
            Measure::Willingness { partner, material, month } => {
                format!("{}: {} in month {month}", scenario.name(partner), material.name())
            }
            Measure::Lowest { material, month } => {
                format!("least willing partner: {} in month {month}", material.name())
            }
            Measure::Gain => "gain by telling".into(),
            Measure::Ledger(LedgerRow::Total) => "total".into(),
            Measure::Ledger(LedgerRow::Concession) => "concessions gained".into(),
            Measure::Ledger(LedgerRow::Flow) => "change in the flow of intelligence".into(),
            Measure::Ledger(LedgerRow::Harm) => "harm to sources".into(),
            Measure::Ledger(LedgerRow::Warning) => "worth of warnings".into(),
            Measure::Ledger(LedgerRow::Compensation) => "cost of compensation".into(),
            Measure::Ledger(LedgerRow::SourceLost) => "chance of losing a source".into(),
        }
    }

    /// Key in tables and on the command line: “source-lost”, “content:il@12”.
    pub fn key(&self) -> String {
        let material = |material: &Material| match material {
            Material::Content => "content",
            Material::SourcesAndMethods => "methods",
        };
        match self {
            Measure::Willingness { partner, material: of, month } => {
                format!("{}:{partner}@{month}", material(of))
            }
            Measure::WillingnessChange { partner, material: of, month } => {
                format!("{}{CHANGE}:{partner}@{month}", material(of))
            }
            Measure::Lowest { material: of, month } => format!("{}:lowest@{month}", material(of)),
            Measure::Gain => "gain".into(),
            Measure::Ledger(LedgerRow::Total) => "total".into(),
            Measure::Ledger(LedgerRow::Concession) => "concession".into(),
            Measure::Ledger(LedgerRow::Flow) => "flow".into(),
            Measure::Ledger(LedgerRow::Harm) => "harm".into(),
            Measure::Ledger(LedgerRow::Warning) => "warning".into(),
            Measure::Ledger(LedgerRow::Compensation) => "compensation".into(),
            Measure::Ledger(LedgerRow::SourceLost) => "source-lost".into(),
        }
    }

    /// The result of a key, as [`Measure::key`] writes it; without a month, it is of the last.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn called(key: &str, scenario: &Scenario) -> Result<Self, String> {
        let last = scenario.horizon_months;
        let plain = Measure::all(scenario, last).into_iter().find(|measure| measure.key() == key);
        if let Some(measure) = plain {
            return Ok(measure);
        }
        let unknown = || {
            let partners: Vec<&str> = scenario.partnerships.keys().map(ActorId::as_str).collect();
            format!(
                "There is no result “{key}”; there are total, gain, concession, warning, flow, harm, \
                 compensation, source-lost, and content or methods of a partner or of the lowest in a month, such as \
                 content:{}@{last}; partners are {}. With {CHANGE} after content or methods it is the change of a \
                 partner’s against saying nothing.",
                // An example only, so that of two that are right either will do.
                partners.first().unwrap_or(&"lowest"),
                partners.join(", ")
            )
        };
        let (material, of) = key.split_once(':').ok_or_else(unknown)?;
        let (material, is_change) = match material.strip_suffix(CHANGE) {
            Some(material) => (material, true),
            None => (material, false),
        };
        let material = match material {
            "content" => Material::Content,
            "methods" => Material::SourcesAndMethods,
            _ => return Err(unknown()),
        };
        let (who, month) = match of.split_once('@') {
            Some((who, month)) => (who, month.parse::<u32>().map_err(|_| unknown())?),
            None => (of, last),
        };
        if month > last {
            return Err(format!("The scenario ends in month {last}, before month {month}."));
        }
        if who == "lowest" && !is_change {
            return Ok(Measure::Lowest { material, month });
        }
        let partner = scenario.partnerships.keys().find(|id| id.as_str() == who).ok_or_else(unknown)?;
        let partner = partner.clone();
        Ok(match is_change {
            true => Measure::WillingnessChange { partner, material, month },
            false => Measure::Willingness { partner, material, month },
        })
    }

    /// The month that it is of, if it is of one.
    pub fn month(&self) -> Option<u32> {
        match self {
            Measure::Willingness { month, .. }
            | Measure::WillingnessChange { month, .. }
            | Measure::Lowest { month, .. } => Some(*month),
            Measure::Gain | Measure::Ledger(_) => None,
        }
    }

    /// The same result in another month, if it is of one.
    pub fn in_month(self, month: u32) -> Self {
        match self {
            Measure::Willingness { partner, material, .. } => {
                Measure::Willingness { partner, material, month }
            }
            Measure::WillingnessChange { partner, material, .. } => {
                Measure::WillingnessChange { partner, material, month }
            }
            Measure::Lowest { material, .. } => Measure::Lowest { material, month },
            ledger @ (Measure::Gain | Measure::Ledger(_)) => ledger,
        }
    }

    /// Whether home wants more of it.
    pub fn more_is_better(&self) -> bool {
        !matches!(self, Measure::Ledger(LedgerRow::Harm | LedgerRow::Compensation | LedgerRow::SourceLost))
    }

    /// Whether it is a share of 1, to be shown in per cent, or a change of one.
    pub fn is_share(&self) -> bool {
        match self {
            Measure::Gain => false,
            Measure::Ledger(row) => *row == LedgerRow::SourceLost,
            Measure::Willingness { .. } | Measure::WillingnessChange { .. } | Measure::Lowest { .. } => true,
        }
    }

    /// Whether it happens or not in a history, so that only its chance is a matter of degree.
    pub fn is_event(&self) -> bool {
        matches!(self, Measure::Ledger(LedgerRow::SourceLost))
    }

    /// The rows of the samples of a compiled case that it is read from; of a change, those of the level.
    ///
    /// # Errors
    /// If its partner is none of the case's.
    pub(super) fn rows(&self, case: &CompiledCase) -> Result<Rows, QueryError> {
        let in_case = |month: u32| (month as usize).min(case.horizon);
        match self {
            Measure::Willingness { partner, material, month }
            | Measure::WillingnessChange { partner, material, month } => {
                let index = case.partner_index(partner);
                let partner = index.ok_or_else(|| QueryError::NoPartner(partner.clone()))?;
                Ok(Rows::Willingness { partner, material: *material, month: in_case(*month) })
            }
            Measure::Lowest { material, month } => {
                let partners = 0..case.partners.len();
                Ok(Rows::Lowest { partners, material: *material, month: in_case(*month) })
            }
            Measure::Gain => Ok(Rows::Gain),
            Measure::Ledger(part) => Ok(Rows::Ledger(*part)),
        }
    }
}

/// The rows of the samples that a measure is read from.
pub(super) enum Rows {
    /// Of a partner, by index.
    Willingness {
        partner: usize,
        material: Material,
        month: usize,
    },
    /// Of each of these partners.
    Lowest {
        partners: Range<usize>,
        material: Material,
        month: usize,
    },
    Gain,
    Ledger(LedgerRow),
}

impl Rows {
    /// The smallest set of rows of a compiled case that has all of these.
    pub fn set(all: &[Rows], case: &CompiledCase) -> RowSet {
        let with = |set: RowSet, rows: &Rows| match rows {
            Rows::Willingness { partner, month, .. } => set.with(*partner..partner + 1, *month),
            Rows::Lowest { partners, month, .. } => set.with(partners.clone(), *month),
            Rows::Gain | Rows::Ledger(_) => set.with_ledger(),
        };
        all.iter().fold(RowSet::none(case.horizon), with)
    }

    /// The measure's value in every history of samples that have the rows of a set, these among them.
    pub fn values(&self, samples: &Samples, set: &RowSet) -> Values {
        let willingness = |partner: usize, material: Material, month: usize| {
            samples.willingness.row(PartnerLayout::among(set, partner).month(month)[material as usize])
        };
        match self {
            Rows::Willingness { partner, material, month } => {
                willingness(*partner, *material, *month).to_vec()
            }
            Rows::Lowest { partners, material, month } => {
                // Of no partner the lowest is 1: nobody shares less than all.
                let mut lowest = vec![1.0; samples.histories.len()];
                for partner in partners.clone() {
                    let values = willingness(partner, *material, *month);
                    lowest.iter_mut().zip(values).for_each(|(low, value)| *low = f64::min(*low, *value));
                }
                lowest
            }
            Rows::Gain => gain(|part| samples.ledger.row(part as usize)),
            Rows::Ledger(part) => samples.ledger.row(*part as usize).to_vec(),
        }
    }

    /// The measure's value in the histories of a block, of which its month is looked at.
    pub fn in_block(&self, outcome: &BlockOutcome) -> Batch<WIDTH> {
        match self {
            Rows::Willingness { partner, material, .. } => outcome.willingness[*partner][*material as usize],
            Rows::Lowest { material, .. } => outcome
                .willingness
                .iter()
                .fold(Batch::splat(1.0), |lowest, of| lowest.zip(of[*material as usize], f64::min)),
            Rows::Gain => outcome.ledger(LedgerRow::Concession) + outcome.ledger(LedgerRow::Warning),
            Rows::Ledger(part) => outcome.ledger(*part),
        }
    }
}

/// What home gains in every history, from the parts of the ledger.
pub(super) fn gain<'a>(ledger: impl Fn(LedgerRow) -> &'a [f64]) -> Values {
    let [concession, warning] = [LedgerRow::Concession, LedgerRow::Warning].map(ledger);
    concession.iter().zip(warning).map(|(concession, warning)| concession + warning).collect()
}

/// One result in every history of a study.
pub type Values = Vec<f64>;

/// A mean over histories, with its Monte Carlo standard error (0 for one history).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// The standard error.
    pub se: f64,
}

impl Mean {
    /// The mean of a result over all histories; 0 ± 0 over none.
    pub fn of(values: &[f64]) -> Self {
        Mean::over(values.len(), |history| values[history])
    }

    /// The same without its standard error.
    pub fn alone(values: &[f64]) -> f64 {
        mean_over(values.len(), |history| values[history])
    }

    /// The mean of the differences between two results in the same histories.
    pub fn of_difference(values: &[f64], less: &[f64]) -> Self {
        Mean::over(values.len().min(less.len()), |history| values[history] - less[history])
    }

    fn over(count: usize, value: impl Fn(usize) -> f64) -> Self {
        let (n, mean) = (count as f64, mean_over(count, &value));
        let squares: f64 = (0..count).map(|history| (value(history) - mean).powi(2)).sum();
        let se = if count > 1 { (squares / (n - 1.0) / n).sqrt() } else { 0.0 };
        Mean { mean, se }
    }
}

/// The mean of `count` values; 0 of none.
fn mean_over(count: usize, value: impl Fn(usize) -> f64) -> f64 {
    if count == 0 { 0.0 } else { (0..count).map(value).sum::<f64>() / count as f64 }
}
