//! The spread of an item (model, section 2): an independent cascade with levels.
//!
//! After D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social
//! network", KDD 2003. Every ordered pair draws once per item, so that every change of a chance or
//! of a level can be followed history by history.

use super::level;
use crate::scenario::Level;
use smallvec::SmallVec;

/// Two actors, the first of which can pass an item on to the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair<K> {
    /// The first, by index.
    pub from: usize,
    /// The second, by index.
    pub to: usize,
    /// The link between them.
    pub link: K,
}

/// The chance that a pair is open at a level: onward · interest · φ; it is open when its draw w is less.
#[inline]
pub fn open_chance(onward: f64, interest: f64, level: Level) -> f64 {
    onward * interest * level::onward_interest(level)
}

/// The chance that the press hears of it: ψ = 1 - (1-ψ0)(1-ℓ)^N, nothing if nobody new holds it.
pub fn press_chance(press_floor: f64, press_per_holder: f64, new_holders: usize) -> f64 {
    if new_holders == 0 {
        return 0.0;
    }
    let silent = (0..new_holders).fold(1.0 - press_floor, |silent, _| silent * (1.0 - press_per_holder));
    1.0 - silent
}

/// A transmission from one actor to another that raised the level at which the second holds the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transmission {
    /// From whom, by index.
    pub from: usize,
    /// To whom, by index.
    pub to: usize,
    /// At which level.
    pub level: Level,
}

/// The actors that are not reached, or do not pass the item on.
pub struct Exclusions<'a> {
    /// Home; it is never reached.
    pub home: usize,
    /// The originator, unless it is home: it can be reached, but does not relay.
    pub originator: Option<usize>,
    /// Whether each actor held the item before, and was not told more: it is not reached and does not relay.
    pub holds_already: &'a [bool],
}

/// The network that an item spreads through.
pub trait Network {
    /// What says how likely a pair is open.
    type Link;

    /// The pairs of an actor and those to whom it can pass an item on.
    fn pairs_from(&self, actor: usize) -> impl Iterator<Item = Pair<Self::Link>>;

    /// Whether a pair is open at a level, by [`open_chance`]: one draw for each pair and item. Asked only where it
    /// matters.
    fn is_open(&self, pair: &Pair<Self::Link>, level: Level) -> bool;
}

/// Spreads an item from those who were told it, in place.
///
/// `levels` holds what each actor was told and comes to hold what each newly holds in the end; every
/// transmission is passed to `passed_on`. Works from the highest level down, because an actor passes on
/// what it holds in the end.
pub fn spread(
    network: &impl Network,
    exclusions: &Exclusions<'_>,
    levels: &mut [Level],
    mut passed_on: impl FnMut(Transmission),
) {
    let mut reached: SmallVec<[usize; 16]> =
        (0..levels.len()).filter(|actor| levels[*actor] > Level::Withheld).collect();
    let relays = |actor: usize| Some(actor) != exclusions.originator && !exclusions.holds_already[actor];
    let reachable = |actor: usize| actor != exclusions.home && !exclusions.holds_already[actor];
    for level in Level::ALL.into_iter().skip(1).rev() {
        // `reached` grows while it is walked: who is reached at this level passes on at this level.
        let mut next = 0;
        while let Some(&from) = reached.get(next) {
            next += 1;
            if levels[from] != level || !relays(from) {
                continue;
            }
            for pair in network.pairs_from(from) {
                let to = pair.to;
                if reachable(to) && levels[to] < level && network.is_open(&pair, level) {
                    levels[to] = level;
                    reached.push(to);
                    passed_on(Transmission { from, to, level });
                }
            }
        }
    }
}
