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

/// How far home sees into a partner's work through what it does there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Insight<const L: usize> {
    /// Share of reports that full technical assistance lets home check, 0 to 1.
    pub assistance: Batch<L>,
    /// Share of reports that full liaison lets home check, 0 to 1.
    pub liaison: Batch<L>,
}

impl<const L: usize> Insight<L> {
    /// The share of reports w that home checks without access to their sources, by the intensities of
    /// technical assistance and liaison: w = 1-(1-a·assistance)(1-l·liaison).
    ///
    /// Whoever helps on the ground sees how good the partner's information is (J. I. Walsh, interview 2017).
    #[inline(always)]
    pub fn share(&self, assistance: Batch<L>, liaison: Batch<L>) -> Batch<L> {
        let unseen = (self.assistance * assistance).complement() * (self.liaison * liaison).complement();
        unseen.complement()
    }
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
    /// The share of a report that home checks, with access y and insight w: k = v·y + (1-v·y)w.
    #[inline(always)]
    pub fn checked(&self, access: Batch<L>, insight: Batch<L>) -> Batch<L> {
        let seen = self.checking_power * access;
        seen + seen.complement() * insight
    }

    /// The rates after checking the share k: s_e = sh(1-k), c_e = c + (1-c)k.
    #[inline(always)]
    pub fn rates(&self, reports: Reports<L>, checked: Batch<L>) -> Rates<L> {
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

    /// The value of a partner's reports of which home checks the share k.
    #[inline(always)]
    pub fn value_of_reports(&self, reports: Reports<L>, checked: Batch<L>) -> Batch<L> {
        self.value(self.rates(reports, checked))
    }
}
