//! Will the originator grant it (model, section 14): what it fears if a level is told, and how likely it is
//! to agree.

use super::cascade::Pair;
use super::level;
use crate::engine::numerics::batch::Batch;
use crate::scenario::Level;
use smallvec::{SmallVec, smallvec};

/// Who could come to hold an item along which way, as its originator sees it.
pub trait Reach {
    /// What says how much of the item passes between a pair.
    type Link;

    /// How many actors there are.
    fn actors(&self) -> usize;

    /// The actors to whom a level would be told, because they held less.
    fn told(&self, level: Level) -> impl Iterator<Item = usize>;

    /// Whether an actor is left out at a level: home, the originator, and present holders that are not told
    /// more than they held. They are neither reached nor passed through.
    fn is_left_out(&self, actor: usize, level: Level) -> bool;

    /// The pairs of an actor and those whom it may tell.
    fn pairs_from(&self, actor: usize) -> impl Iterator<Item = Pair<Self::Link>>;

    /// Onward · interest of a pair; φ of the level is not in it. Asked only where it matters.
    fn wanted(&self, pair: &Pair<Self::Link>) -> f64;
}

/// For every actor, the chance of the best way by which a level could reach it: the greatest product, over
/// ways from those who are told, of onward · interest · φ_d, each at most 1. 1 for those who are told.
///
/// Widens from the likeliest actor outward (E. Dijkstra, Numerische Mathematik 1, 1959): chances only shrink
/// along a way, so the likeliest that is not settled yet cannot become likelier.
pub fn best_ways(reach: &impl Reach, level: Level) -> SmallVec<[f64; 24]> {
    let mut chance = smallvec![0.0; reach.actors()];
    let mut settled: SmallVec<[bool; 24]> = smallvec![false; reach.actors()];
    // Those that are reached and not settled.
    let mut open: SmallVec<[usize; 24]> = SmallVec::new();
    for actor in reach.told(level).filter(|actor| !reach.is_left_out(*actor, level)) {
        chance[actor] = 1.0;
        open.push(actor);
    }
    while let Some(likeliest) =
        (0..open.len()).max_by(|a, b| f64::total_cmp(&chance[open[*a]], &chance[open[*b]]))
    {
        let from = open.swap_remove(likeliest);
        settled[from] = true;
        for pair in reach.pairs_from(from) {
            let to = pair.to;
            if settled[to] || reach.is_left_out(to, level) {
                continue;
            }
            let through = chance[from] * (reach.wanted(&pair) * level::onward_interest(level)).min(1.0);
            if through > chance[to] {
                if chance[to] == 0.0 {
                    open.push(to);
                }
                chance[to] = through;
            }
        }
    }
    chance
}

/// Somebody hostile whom an item could reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threat {
    /// The chance of the best way by which it could reach it.
    pub reached: f64,
    /// Its hostility to the originator, 0 to 1.
    pub hostility: f64,
    /// The chance that it picks the true source from the level.
    pub picks_source: f64,
}

/// The danger R_d to the source: 1 - Π(1 - way · h · a).
pub fn danger(threats: impl Iterator<Item = Threat>) -> f64 {
    let safe = |threat: Threat| 1.0 - threat.reached * threat.hostility * threat.picks_source;
    1.0 - threats.fold(1.0, |all, threat| all * safe(threat))
}

/// What the originator goes by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConsentConstants {
    /// How sharply the answer follows.
    pub sharpness: f64,
    /// Weight of trust.
    pub trust: f64,
    /// Weight of the detail itself.
    pub detail: f64,
}

/// Chance P_d that the originator grants each level from gist on: Λ(8(½·τI·τC - sensitivity·R_d - 0.1·σ_d)),
/// and never more than the level below.
///
/// `trust` is τI·τC at the start; `danger` is R_d of gist to sources and methods.
pub fn chances(constants: ConsentConstants, trust: f64, sensitivity: f64, danger: [f64; 4]) -> [f64; 4] {
    let mut most = 1.0;
    let mut chances = [0.0; 4];
    for (index, chance) in chances.iter_mut().enumerate() {
        let detail = constants.detail * level::severity(Level::from_index(index + 1));
        let inclined = constants.trust * trust - sensitivity * danger[index] - detail;
        most = f64::min(most, Batch([constants.sharpness * inclined]).logistic().0[0]);
        *chance = most;
    }
    chances
}

/// The level granted at a draw u: the highest d with u < P_d, `Withheld` if none.
pub fn granted(chances: [f64; 4], u: f64) -> Level {
    Level::from_index(chances.iter().take_while(|chance| u < **chance).count())
}
