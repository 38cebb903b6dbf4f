//! The choice among the candidates for the places of labels: each label beside its mark, never on another
//! label, and as far as possible clear of marks, lanes and lines.
//!
//! The cheapest candidates are chosen so that labels do not overlap. That is the usual point-feature label
//! placement with fixed positions; since an optimum is hard to find, labels choose in turn for a few rounds,
//! and one that is left without a good place may push others away.

use super::candidates::{Candidates, Findings, LabelRequest, Place, Placement};
use super::chosen::{Chosen, LABEL_GAP};
use super::obstacles::{ObstacleGrid, Obstacles};
use super::positions::LabelPosition;
use super::search;
use crate::ui::map::geometry::overlap;
use egui::{Rect, vec2};
use std::cell::LazyCell;

/// The most rounds in which every label chooses anew. It bounds the time for a frame: two labels that both prefer
/// the other's place would go on for ever.
const ROUNDS: usize = 4;

/// Everything on which the places of labels depend, but for where they were in the frame before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Requests {
    pub labels: Vec<LabelRequest>,
    pub obstacles: Obstacles,
    pub space: Rect,
}

impl Requests {
    pub fn obstacle_grid(&self) -> ObstacleGrid<'_> {
        ObstacleGrid::of(&self.obstacles, self.space)
    }

    /// The order in which labels choose.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        order.sort_by_key(|label| (self.labels[*label].rank, *label));
        order
    }

    /// The same places, with one for each label that is needed although there was no room for it. None moves to make
    /// room: those below it are left out instead.
    pub fn with_needed(&self, places: &[Option<Placement>], needed: &[bool]) -> Vec<Option<Placement>> {
        let mut shown = places.to_vec();
        let obstacles = LazyCell::new(|| self.obstacle_grid());
        for label in (0..shown.len()).filter(|label| needed[*label] && places[*label].is_none()) {
            let candidates = Candidates::of(&self.labels, label, &obstacles);
            let hides = |place: &Place, other: usize| {
                shown[other].is_some_and(|other| overlap(&other.rect, &place.rect) > 0.0)
            };
            let hidden = |place: &Place| (0..shown.len()).filter(|other| hides(place, *other)).count();
            let best = candidates.in_order().into_iter().min_by(|one, other| {
                let by_rule = one.price.is_forbidden.cmp(&other.price.is_forbidden);
                // Who is asked for is read whole, if it can be.
                let by_rule = by_rule.then(candidates.is_short(*one).cmp(&candidates.is_short(*other)));
                by_rule.then(hidden(one).cmp(&hidden(other))).then(one.price.cmp(&other.price))
            });
            let Some(best) = best else { continue };
            let below: Vec<usize> = (0..shown.len()).filter(|other| hides(&best, *other)).collect();
            below.into_iter().for_each(|other| shown[other] = None);
            shown[label] = Some(candidates.placement(best, best.rect));
        }
        shown
    }

    /// The labels that an arrow crosses although there is a place near their mark, with all that is written, which is
    /// clear of everything.
    pub fn crossed_needlessly(&self, places: &[Option<Placement>]) -> Vec<usize> {
        let is_free = |place: &Place, label: usize| {
            let others = places.iter().enumerate().filter(|(other, _)| *other != label);
            let mut others = others.filter_map(|(_, place)| *place);
            let is_clear =
                !place.price.is_forbidden && !place.is_on_arrow && place.price.cost < NEAR_AND_WHOLE;
            is_clear && !others.any(|other| overlap(&other.rect.expand2(LABEL_GAP), &place.rect) > 0.0)
        };
        let obstacles = self.obstacle_grid();
        let is_crossed = |label: usize| {
            let own = Candidates::of(&self.labels, label, &obstacles).in_order();
            let now = places[label].map(|place| place.rect);
            own.iter().any(|one| Some(one.rect) == now && one.is_on_arrow)
                && own.iter().any(|one| is_free(one, label))
        };
        (0..places.len()).filter(|label| is_crossed(*label)).collect()
    }
}

/// The most that a place costs which is near its mark and has the note line: 8 for the side, 18 for 20 points away and
/// 20 for no room for a preview.
const NEAR_AND_WHOLE: f32 = 46.0;

fn positions(places: &[Option<Placement>]) -> Vec<Option<LabelPosition>> {
    places.iter().map(|place| place.map(|place| place.position)).collect()
}

/// Whether marks are moved, by a hand or by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) enum Motion {
    /// Labels choose their places until they stay where they are.
    AtRest,
    /// Labels are [carried](LastPlaced::carried) along by their marks. They choose as soon as the marks are at rest.
    Moving,
}

/// The last requests at rest and their places, by which labels are placed again only when something has moved, and only
/// what is near it is judged again.
#[derive(Clone, Debug, Default)]
pub(super) struct LastPlaces(Option<LastPlaced>);

#[derive(Clone, Debug)]
pub(super) struct LastPlaced {
    pub requests: Requests,
    pub places: Vec<Option<Placement>>,
    /// For each label.
    findings: Vec<Findings>,
}

impl LastPlaces {
    /// The positions of so many labels at the last rest; none, if there were more or fewer then.
    pub fn positions(&self, labels: usize) -> Vec<Option<LabelPosition>> {
        let last = self.0.as_ref().filter(|last| last.places.len() == labels);
        last.map_or_else(Vec::new, |last| positions(&last.places))
    }

    /// The places of labels in their order: those at the last rest, if all else is as it was then. `previous` has the
    /// positions that are kept unless others are clearly better: in the frame before, or at the last rest.
    pub fn place(
        &mut self,
        requests: &Requests,
        previous: &[Option<LabelPosition>],
        motion: Motion,
    ) -> Vec<Option<Placement>> {
        let is_of_as_many = |last: &&LastPlaced| last.places.len() == requests.labels.len();
        let last = self.0.as_ref().filter(is_of_as_many);
        if let Some(last) = last.filter(|last| last.requests == *requests) {
            return last.places.clone();
        }
        if let Some(last) = last.filter(|_| motion == Motion::Moving) {
            return last.carried(requests, previous);
        }
        let obstacles = requests.obstacle_grid();
        let mut choice = Choice::of(requests, &obstacles);
        last.into_iter().for_each(|last| choice.recall(requests, last));
        let places = choice.settle(previous);
        let findings = choice.candidates.iter().map(Candidates::findings).collect();
        self.0 = Some(LastPlaced { requests: requests.clone(), places: places.clone(), findings });
        places
    }
}

/// The labels that choose among their candidates.
struct Choice<'r> {
    candidates: Vec<Candidates<'r>>,
    /// For each label the others that it may meet, in their order.
    neighbours: Vec<Vec<usize>>,
    /// The order in which labels choose.
    order: Vec<usize>,
    space: Rect,
}

impl<'r> Choice<'r> {
    fn of(requests: &'r Requests, obstacles: &'r ObstacleGrid<'r>) -> Self {
        let labels = &requests.labels;
        let candidates: Vec<Candidates<'r>> =
            (0..labels.len()).map(|label| Candidates::of(labels, label, obstacles)).collect();
        let reach: Vec<Rect> = candidates.iter().map(|own| own.around.expand2(LABEL_GAP)).collect();
        let meets = |one: usize, other: &usize| one != *other && reach[one].intersects(reach[*other]);
        let neighbours = (0..reach.len())
            .map(|one| (0..reach.len()).filter(|other| meets(one, other)).collect())
            .collect();
        Choice { candidates, neighbours, order: requests.order(), space: requests.space }
    }

    /// Takes over what was found out about the places near which nothing has changed.
    fn recall(&mut self, requests: &Requests, last: &LastPlaced) {
        let before = &last.requests;
        if requests.space != before.space {
            return;
        }
        let changes = requests.obstacles.changes_since(&before.obstacles);
        let asked = requests.labels.iter().zip(&before.labels);
        for ((own, (now, then)), findings) in self.candidates.iter_mut().zip(asked).zip(&last.findings) {
            if now == then {
                own.recall(findings, &changes);
            }
        }
    }

    /// A place for each label, in their order; `previous` has their positions in the frame before, which are kept unless
    /// others are clearly better. Placing them again where they now are would move none, so that a frame in which
    /// nothing else has changed does not either.
    fn settle(&mut self, previous: &[Option<LabelPosition>]) -> Vec<Option<Placement>> {
        let mut places = self.make(previous);
        for _ in 0..ROUNDS {
            let again = self.make(&positions(&places));
            let has_settled = positions(&again) == positions(&places);
            places = again;
            if has_settled {
                break;
            }
        }
        places
    }

    /// A place for every label in their order, where those of the frame before are favoured; `None` where it would lie on
    /// another label.
    fn make(&mut self, previous: &[Option<LabelPosition>]) -> Vec<Option<Placement>> {
        for (own, previous) in self.candidates.iter_mut().zip(previous) {
            own.favor(*previous);
        }
        let mut chosen = self.in_turn();
        for &label in &self.order {
            if let Some(better) = self.push_others_away(&chosen, label) {
                chosen = better;
            }
        }
        self.without_overlaps(&chosen)
    }

    /// Lets every label take its cheapest candidate, in order, until nothing changes: one that chose early may
    /// make room for one that comes later.
    fn in_turn(&self) -> Chosen {
        let mut chosen = Chosen::nothing(self.candidates.len(), self.space);
        // A label beside which nothing has changed since it chose would choose the same again.
        let mut may_change = vec![true; self.candidates.len()];
        for _ in 0..ROUNDS {
            let mut has_changed = false;
            for &label in &self.order {
                if !std::mem::take(&mut may_change[label]) {
                    continue;
                }
                let best = self.cheapest(&chosen, label);
                let rect = |place: Option<Place>| place.map(|place| place.rect);
                if rect(chosen.places[label]) != rect(best) {
                    has_changed = true;
                    self.neighbours[label].iter().for_each(|other| may_change[*other] = true);
                }
                chosen.set(label, best);
            }
            if !has_changed {
                break;
            }
        }
        chosen
    }

    /// Gives a label that has no good place, or is cut short, one on which others are, if each of them has a good place
    /// elsewhere, where it is not cut short for it. `None` if it has a good place already, or if none can be had.
    fn push_others_away(&self, chosen: &Chosen, label: usize) -> Option<Chosen> {
        let is_short = |label: usize, place: Place| self.candidates[label].is_short(place);
        let now = chosen.places[label].filter(|now| now.price.is_forbidden || is_short(label, *now))?;
        let is_better = |place: &Place| now.price.is_forbidden || !is_short(label, *place);
        self.candidates[label].good().into_iter().filter(is_better).find_map(|place| {
            let mut tried = chosen.clone();
            tried.set(label, Some(place));
            for (pushed, _) in chosen.too_near(label, &place.rect) {
                let moved = self.cheapest(&tried, pushed)?;
                let was_short = chosen.places[pushed].is_some_and(|before| is_short(pushed, before));
                let is_cut = is_short(pushed, moved) && !was_short;
                let is_good = !moved.price.is_forbidden && !is_cut;
                if !is_good || tried.too_near(pushed, &moved.rect).next().is_some() {
                    return None;
                }
                tried.set(pushed, Some(moved));
            }
            Some(tried)
        })
    }

    fn cheapest(&self, chosen: &Chosen, label: usize) -> Option<Place> {
        search::cheapest(&self.candidates[label], chosen, label)
    }

    /// Drops every label that lies on one that comes before it in the order, each where it is written: on the map, even
    /// where its place reaches beyond the edge.
    fn without_overlaps(&self, chosen: &Chosen) -> Vec<Option<Placement>> {
        let mut kept: Vec<Option<Placement>> = vec![None; chosen.places.len()];
        for &label in &self.order {
            let written = chosen.places[label]
                .map(|place| self.candidates[label].placement(place, moved_inside(place.rect, self.space)));
            kept[label] = written.filter(|placement| !is_on_any(&kept, placement));
        }
        kept
    }
}

/// Whether a label lies on one of those that are placed.
pub(super) fn is_on_any(placed: &[Option<Placement>], label: &Placement) -> bool {
    placed.iter().flatten().any(|other| overlap(&other.rect, &label.rect) > 0.0)
}

/// The same place, moved as far as it must be to lie within bounds.
pub(super) fn moved_inside(place: Rect, bounds: Rect) -> Rect {
    let moved = |least: f32, most: f32, low: f32, high: f32| (low - least).max((high - most).min(0.0));
    place.translate(vec2(
        moved(place.left(), place.right(), bounds.left(), bounds.right()),
        moved(place.top(), place.bottom(), bounds.top(), bounds.bottom()),
    ))
}

#[cfg(test)]
mod tests;
