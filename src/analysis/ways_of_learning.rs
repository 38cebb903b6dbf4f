//! The ways by which those who came to know of an item in one history learned of it, other than by being told or
//! handed it: from the press, from the loss of a source, or from the originator.

use crate::engine::compiled_case::CompiledCase;
use crate::engine::history::History;
use crate::scenario::{ActorId, ItemId, Level};

/// The way by which an actor learned of an item, or of the breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LearnedFrom {
    /// The press reported it, or home told the public.
    Press,
    /// Its people inside home saw it.
    Inside,
    /// Its source was lost.
    Loss,
    /// Its own item was handed to it.
    HandedBack,
    /// It surfaced later.
    Surfacing,
    /// The originator told it.
    Originator,
}

/// An actor that learned, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Learning {
    /// The item.
    pub item: ItemId,
    /// The actor that learned.
    pub actor: ActorId,
    /// How it learned; more than one way may have been open to it.
    pub from: LearnedFrom,
    /// The actor from which it came: who closed the source, or the originator; none from the press, from inside or by
    /// surfacing.
    pub by: Option<ActorId>,
}

/// Everybody that learned of anything in a history, each with every way, in the order of items.
pub fn learnings(case: &CompiledCase, history: &History) -> Vec<Learning> {
    (0..case.items.len()).flat_map(|item| of_item(case, history, item)).collect()
}

fn of_item(case: &CompiledCase, history: &History, index: usize) -> Vec<Learning> {
    let (item, trace) = (&case.items[index], &history.items[index]);
    let id = |actor: usize| case.actors[actor].id.clone();
    let learning = |actor: usize, from, by: Option<usize>| Learning {
        item: item.id.clone(),
        actor: id(actor),
        from,
        by: by.map(id),
    };
    let mut all = Vec::new();
    // Who was told or handed it has an event of its own.
    let was_given = |actor: usize| {
        item.told[actor] > Level::Withheld || trace.transmissions.iter().any(|handed| handed.to == actor)
    };
    let reads = |actor: &usize| trace.public && trace.levels[*actor] > Level::Withheld && !was_given(*actor);
    let readers: Vec<usize> = (0..case.actors.len()).filter(reads).collect();
    all.extend(readers.iter().map(|actor| learning(*actor, LearnedFrom::Press, None)));
    if item.originator.is_some() && trace.learned.is_some() {
        let (originator, through) = (item.originator_actor, trace.learned_through);
        let channels = [
            (through.seen_inside, LearnedFrom::Inside, None),
            (through.press, LearnedFrom::Press, None),
            (through.loss, LearnedFrom::Loss, trace.closed_by.first().copied()),
            (through.handed_back, LearnedFrom::HandedBack, None),
        ];
        let open: Vec<_> = channels.into_iter().filter(|(happened, ..)| *happened).collect();
        all.extend(open.iter().map(|(_, from, by)| learning(originator, *from, *by)));
        if open.is_empty() {
            all.push(learning(originator, LearnedFrom::Surfacing, None));
        }
    }
    for (partner, _) in trace.heard.iter().enumerate().filter(|(_, month)| month.is_some()) {
        let actor = case.partners[partner].actor;
        match trace.public {
            true if readers.contains(&actor) => {}
            true => all.push(learning(actor, LearnedFrom::Press, None)),
            false => all.push(learning(actor, LearnedFrom::Originator, Some(item.originator_actor))),
        }
    }
    all
}
