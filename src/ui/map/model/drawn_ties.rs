//! The ties that are drawn as ways on which an item could go: all, or a selected actor's where nobody could tell so many
//! lines apart.

use crate::scenario::{ActorId, Tie};
use crate::ui::{Scene, Selection};

/// The most ties of which all are drawn. Beyond it the map would be one surface of lines, which took seconds to draw.
const MOST_TIES: usize = 2_000;

/// The ties that are drawn.
pub(super) enum DrawnTies<'a> {
    /// All.
    All,
    /// Those of the selection, out of this many.
    OfSelection(&'a Selection, usize),
}

impl<'a> DrawnTies<'a> {
    /// The ties that are drawn of a scene.
    pub fn of(scene: &Scene<'a>) -> Self {
        Self::among(scene.scenario.ties.len(), scene.selection)
    }

    fn among(ties: usize, selection: &'a Selection) -> Self {
        if ties > MOST_TIES { DrawnTies::OfSelection(selection, ties) } else { DrawnTies::All }
    }

    /// Whether a tie is drawn.
    pub fn has(&self, tie: &Tie) -> bool {
        let touches = |actor: &ActorId| tie.from == *actor || tie.to == *actor;
        match self {
            DrawnTies::All => true,
            DrawnTies::OfSelection(Selection::Actor(actor), _) => touches(actor),
            DrawnTies::OfSelection(Selection::Recipient(recipient), _) => {
                recipient.actor().is_some_and(touches)
            }
            DrawnTies::OfSelection(Selection::Tie(one, other), _) => touches(one) && touches(other),
            DrawnTies::OfSelection(Selection::Nothing | Selection::Item(_), _) => false,
        }
    }

    /// The number of all ties; `None` if all are drawn.
    pub fn out_of(&self) -> Option<usize> {
        match self {
            DrawnTies::All => None,
            DrawnTies::OfSelection(_, ties) => Some(*ties),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::RecipientId;

    #[test]
    fn all_ties_are_drawn_unless_they_are_too_many_and_then_those_of_the_selection() {
        let [a, b, c] = ["a", "b", "c"].map(ActorId::known);
        let ties = [Tie::between(a.clone(), b.clone()), Tie::between(b.clone(), a.clone())];
        let others = [Tie::between(b.clone(), c.clone()), Tie::between(c.clone(), b.clone())];
        let drawn = |count: usize, selection: &Selection| {
            let drawn = DrawnTies::among(count, selection);
            assert_eq!(drawn.out_of(), (count > MOST_TIES).then_some(count));
            [&ties, &others].map(|pair| pair.iter().filter(|tie| drawn.has(tie)).count())
        };
        assert_eq!(drawn(MOST_TIES, &Selection::Nothing), [2, 2]);
        let of = |selection: Selection| drawn(MOST_TIES + 1, &selection);
        assert_eq!(of(Selection::Nothing), [0, 0]);
        assert_eq!(of(Selection::Actor(a.clone())), [2, 0]);
        assert_eq!(of(Selection::Recipient(RecipientId::Actor(b.clone()))), [2, 2]);
        assert_eq!(of(Selection::Recipient(RecipientId::Public)), [0, 0]);
        assert_eq!(of(Selection::Tie(b, a)), [2, 0]);
    }
}
