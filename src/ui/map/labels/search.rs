//! The search for the cheapest place of a label beside those that the others have chosen.

use super::candidates::{Candidates, Place};
use super::chosen::Chosen;
use super::obstacles::FORBIDDEN;
use super::positions::Price;

/// The cost of overlapping another label, besides the area that they share: more than covering a mark, crossing
/// a lane and leaving the map at the same time (three times [`FORBIDDEN`]), because of two labels on each other
/// neither can be read.
const OVERLAPPING: f32 = 4.0 * FORBIDDEN;

/// The cheapest candidate of a label, given what the others have chosen.
pub(super) fn cheapest(candidates: &Candidates<'_>, chosen: &Chosen, label: usize) -> Option<Place> {
    let mut search = Search { candidates, chosen, label, best: None };
    candidates.previous().into_iter().for_each(|index| search.look_at(index));
    for (index, at_least) in candidates.turns() {
        if !search.may_be_best(at_least) {
            break;
        }
        search.look_at(index);
    }
    let (_, best) = search.best?;
    if best.price.is_forbidden {
        // Nothing is good: from now on the least bad comes first.
        candidates.by_price();
    }
    Some(best)
}

struct Search<'s> {
    candidates: &'s Candidates<'s>,
    chosen: &'s Chosen,
    label: usize,
    /// The cheapest place so far, with its price beside the other labels.
    best: Option<(Price, Place)>,
}

impl Search<'_> {
    fn may_be_best(&self, price: Price) -> bool {
        self.best.is_none_or(|(least, _)| price.cmp(&least).is_lt())
    }

    /// Looks at a place; measures what hides it, and judges it, only if it may be the best.
    fn look_at(&mut self, index: usize) {
        let at_least = self.candidates.least_price(index);
        if !self.may_be_best(at_least) {
            return;
        }
        let area_at_least = self.hidden_by_one(index);
        if !self.may_be_best(beside_others(at_least, area_at_least)) {
            return;
        }
        let area = if area_at_least > 0.0 { self.hidden_by_all(index) } else { 0.0 };
        if !self.may_be_best(beside_others(at_least, area)) {
            return;
        }
        let place = self.candidates.place(index);
        let price = beside_others(place.price, area);
        if self.may_be_best(price) {
            self.best = Some((price, place));
        }
    }

    /// The area of a place that one of the other labels hides, in square points; 0 if none does.
    fn hidden_by_one(&self, index: usize) -> f32 {
        let (hider, rect) = (self.candidates.hider(index), self.candidates.rect(index));
        let area = hider.get().map_or(0.0, |other| self.chosen.overlap(other, &rect));
        if area > 0.0 {
            return area;
        }
        let found = self.chosen.too_near(self.label, &rect).next();
        hider.set(found.map(|(other, _)| other));
        found.map_or(0.0, |(_, area)| area)
    }

    fn hidden_by_all(&self, index: usize) -> f32 {
        self.chosen.too_near(self.label, &self.candidates.rect(index)).map(|(_, area)| area).sum()
    }
}

/// The price of a place of which other labels hide an area, in square points.
fn beside_others(price: Price, hidden: f32) -> Price {
    if hidden > 0.0 {
        Price { is_forbidden: true, cost: price.cost + OVERLAPPING + hidden, ..price }
    } else {
        price
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidates::LabelRequest;
    use super::super::obstacles::{ObstacleGrid, Obstacles};
    use super::*;
    use egui::{Pos2, Rect, pos2, vec2};

    #[test]
    fn the_place_that_is_found_is_the_cheapest_of_all() {
        let map = Rect::from_min_max(Pos2::ZERO, pos2(300.0, 200.0));
        for apart in [14.0, 26.0, 45.0] {
            let label = |i: usize| LabelRequest {
                anchor: pos2(20.0 + apart * (i % 6) as f32, 20.0 + apart * (i / 6) as f32),
                radius: 8.0,
                sizes: [vec2(50.0, 28.0), vec2(50.0, 14.0), vec2(30.0, 14.0), vec2(20.0, 14.0)],
                preview_width: 0.0,
                avoids_arcs: false,
                rank: 0,
            };
            let labels: Vec<LabelRequest> = (0..24).map(label).collect();
            let mark = |label: &LabelRequest| Rect::from_center_size(label.anchor, vec2(12.0, 12.0));
            let obstacles = Obstacles { solid: labels.iter().map(mark).collect(), ..Obstacles::default() };
            let grid = ObstacleGrid::of(&obstacles, map);
            let mut chosen = Chosen::nothing(labels.len(), map);
            for label in 0..labels.len() {
                let candidates = Candidates::of(&labels, label, &grid);
                let found = cheapest(&candidates, &chosen, label).expect("a place");
                let price = |place: &Place| {
                    let hidden = chosen.too_near(label, &place.rect).map(|(_, area)| area).sum();
                    beside_others(place.price, hidden)
                };
                let all = candidates.in_order();
                let best = all.iter().min_by(|one, other| price(one).cmp(&price(other))).expect("a place");
                assert_eq!(found.rect, best.rect, "label {label}, {apart} points apart");
                // Once all are judged, they are looked at in another order.
                candidates.by_price();
                assert_eq!(cheapest(&candidates, &chosen, label).map(|place| place.rect), Some(best.rect));
                chosen.set(label, Some(found));
            }
        }
    }
}
