//! Detection: the chances that the originator learns of a disclosure and blames home (model, section 4).

/// The intensities of the three institutions through which a partner sees into home.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visibility {
    /// Monitoring, 0 to 1.
    pub monitoring: f64,
    /// Liaison, 0 to 1.
    pub liaison: f64,
    /// Hierarchy, 0 to 1.
    pub hierarchy: f64,
}

/// The chance m of seeing it happen inside home; the weights are modelling choices.
#[inline]
pub fn seen_inside(into_home: Visibility) -> f64 {
    let Visibility { monitoring, liaison, hierarchy } = into_home;
    1.0 - (1.0 - 0.6 * monitoring) * (1.0 - 0.3 * liaison) * (1.0 - 0.6 * hierarchy)
}

/// The chance of blaming home for a lost source, when others held the item too.
#[inline]
pub fn blamed_for_loss(loss_blamed: f64, other_holders: usize) -> f64 {
    loss_blamed / (1.0 + other_holders as f64)
}

/// The chance that a hidden matter has surfaced by a month: 1-(1-p)^t.
#[inline]
pub fn surfaces_by(monthly_chance: f64, month: usize) -> f64 {
    1.0 - (0..month).fold(1.0, |hidden, _| hidden * (1.0 - monthly_chance))
}

/// The first month t ≥ 1 in which a hidden matter surfaces, 1-(1-p)^t > u, within the horizon.
#[inline]
pub fn surfaces(monthly_chance: f64, u: f64, horizon_months: usize) -> Option<usize> {
    let mut hidden = 1.0;
    (1..=horizon_months).find(|_| {
        hidden *= 1.0 - monthly_chance;
        1.0 - hidden > u
    })
}
