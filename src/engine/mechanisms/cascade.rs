//! Who comes to know (model, section 2): an independent cascade with levels.
//!
//! After D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social
//! network", KDD 2003. Every ordered pair draws once per item, so that every change of a chance or
//! of a level can be followed history by history.

use super::level;
use crate::scenario::Level;

/// A way an item can travel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// The actor it leads to, by index.
    pub to: usize,
    /// The chance that an item fully wanted there is handed on.
    pub onward: f64,
    /// How much it is wanted there, 0 to 1.
    pub interest: f64,
}

/// The chance that a pair is open at a level: onward · interest · φ; it is open when its draw w is less.
#[inline]
pub fn open_chance(way: Way, level: Level) -> f64 {
    way.onward * way.interest * level::onward_interest(level)
}

/// The chance that the press hears of it: ψ = 1 - (1-ψ0)(1-ℓ)^N, nothing if nobody new holds it.
pub fn press_chance(press_floor: f64, press_per_holder: f64, new_holders: usize) -> f64 {
    if new_holders == 0 {
        return 0.0;
    }
    let silent = (0..new_holders).fold(1.0 - press_floor, |silent, _| silent * (1.0 - press_per_holder));
    1.0 - silent
}

/// Somebody handed the item to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handing {
    /// From whom, by index.
    pub from: usize,
    /// To whom, by index.
    pub to: usize,
    /// At which level.
    pub level: Level,
}

/// Who may not be reached, or may not pass on.
pub struct Bystanders<'a> {
    /// Home; it is never reached.
    pub home: usize,
    /// The originator, unless it is home: it can be reached, but does not relay.
    pub originator: Option<usize>,
    /// Whether each actor held the item before, and was not told more: it is not reached and does not relay.
    pub holds_already: &'a [bool],
}

/// Spreads an item from those who were told it, in place.
///
/// `levels` holds what each actor was told and comes to hold what each newly holds in the end. The
/// ways from an actor are asked for as they are needed, and so is whether a pair is open, given its
/// actors and the chance of that; `handed` is told of every handing that raised somebody's level.
/// Works from the highest level down, because an actor passes on what it holds in the end.
pub fn spread<Ways: Iterator<Item = Way>>(
    levels: &mut [Level],
    bystanders: &Bystanders<'_>,
    told: impl Iterator<Item = usize>,
    mut ways_from: impl FnMut(usize) -> Ways,
    mut is_open: impl FnMut(usize, usize, f64) -> bool,
    mut handed: impl FnMut(Handing),
) {
    let mut reached: Vec<usize> = told.collect();
    for level in Level::ALL.into_iter().skip(1).rev() {
        // `reached` grows while it is walked: who is reached at this level passes on at this level.
        let mut next = 0;
        while let Some(&from) = reached.get(next) {
            next += 1;
            if levels[from] != level || Some(from) == bystanders.originator || bystanders.holds_already[from]
            {
                continue;
            }
            for way in ways_from(from) {
                let unreachable = way.to == bystanders.home || bystanders.holds_already[way.to];
                if !unreachable && levels[way.to] < level && is_open(from, way.to, open_chance(way, level)) {
                    levels[way.to] = level;
                    reached.push(way.to);
                    handed(Handing { from, to: way.to, level });
                }
            }
        }
    }
}
