//! Credibility of reports: how far home can check them (model, section 9), and what they are worth then.

use crate::engine::numerics::batch::Batch;

/// The numbers with which home evaluates reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReportEvaluation<const L: usize> {
    /// Power v to check a report whose source it can see.
    pub checking_power: Batch<L>,
    /// Chance p that what a report warns of is so.
    pub prior: Batch<L>,
    /// Cost k of a false alarm against a miss.
    pub false_alarm_cost: Batch<L>,
}

/// The quality of a partner's reports before home checks them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reports<const L: usize> {
    /// Chance c that an honest report is right.
    pub accuracy: Batch<L>,
    /// Chance sh that a report is bent.
    pub shading: Batch<L>,
}

/// Hit rate and false-alarm rate of reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates<const L: usize> {
    /// Hit rate H = (1-s_e)c_e + s_e.
    pub hits: Batch<L>,
    /// False-alarm rate F = (1-s_e)(1-c_e) + s_e.
    pub false_alarms: Batch<L>,
}

impl<const L: usize> ReportEvaluation<L> {
    /// The rates after checking with access y: s_e = sh(1-v·y), c_e = c + (1-c)v·y.
    #[inline(always)]
    pub fn rates(&self, reports: Reports<L>, access: Batch<L>) -> Rates<L> {
        let checked = self.checking_power * access;
        let shading = reports.shading * checked.complement();
        let accuracy = reports.accuracy + reports.accuracy.complement() * checked;
        let straight = shading.complement();
        Rates {
            hits: straight * accuracy + shading,
            false_alarms: straight * accuracy.complement() + shading,
        }
    }

    /// The value of a report:
    /// max(0, pH-(1-p)kF) + max(0, p(1-H)-(1-p)k(1-F)) - max(0, p-(1-p)k).
    #[inline(always)]
    pub fn value(&self, rates: Rates<L>) -> Batch<L> {
        let zero = Batch::splat(0.0);
        let alarm = self.prior.complement() * self.false_alarm_cost;
        let acting_on_yes = self.prior * rates.hits - alarm * rates.false_alarms;
        let acting_on_no = self.prior * rates.hits.complement() - alarm * rates.false_alarms.complement();
        acting_on_yes.max(zero) + acting_on_no.max(zero) - (self.prior - alarm).max(zero)
    }

    /// The value of a partner's reports at an access y.
    #[inline(always)]
    pub fn value_of_reports(&self, reports: Reports<L>, access: Batch<L>) -> Batch<L> {
        self.value(self.rates(reports, access))
    }
}
