//! Thinning: of more ways onward than anybody could tell apart, those of the selected actor are drawn, or those from the
//! recipients.

use super::content::{Arrow, ArrowKind, LeftOut};
use crate::analysis::number_format::thousands;
use crate::scenario::{ActorId, RecipientId};
use crate::ui::{Scene, Selection};
use std::collections::HashSet;

/// The most ways onward of which all are drawn. Of more the map would be one surface of lines, which took seconds to draw.
const MOST_WAYS: usize = 2_000;

/// Arrows, of which some may be left out.
#[derive(Default)]
pub(super) struct Thinned {
    pub drawn: Vec<Arrow>,
    pub left_out: LeftOut,
    /// The arrows that are drawn, in words; `None` if all are.
    pub words: Option<String>,
}

/// Leaves out what cannot be drawn.
pub(super) fn thin(scene: &Scene<'_>, arrows: Vec<Arrow>) -> Thinned {
    let is_way = |arrow: &&Arrow| {
        matches!(arrow.kind, ArrowKind::MayPassOn(_) | ArrowKind::Possible)
            && arrow.from != scene.scenario.home
    };
    let ways = arrows.iter().filter(is_way).count();
    if ways <= MOST_WAYS {
        return Thinned { drawn: arrows, ..Thinned::default() };
    }
    let selected = selected_actor(scene.selection);
    let recipients: HashSet<&ActorId> =
        scene.scenario.meeting.recipients.keys().filter_map(RecipientId::actor).collect();
    let is_wanted = |arrow: &Arrow| match selected {
        Some(actor) => arrow.from == *actor || arrow.to == *actor,
        None => recipients.contains(&arrow.from),
    };
    let wanted = arrows.iter().filter(is_way).filter(|arrow| is_wanted(arrow)).count();
    let has_room = wanted <= MOST_WAYS;
    let (drawn, rest): (Vec<Arrow>, Vec<Arrow>) =
        arrows.into_iter().partition(|arrow| !is_way(&arrow) || (has_room && is_wanted(arrow)));
    let left_out = rest.into_iter().map(|arrow| (arrow.from, arrow.to)).collect();
    let count = thousands(ways as u64);
    let words = match selected {
        _ if !has_room => format!("{count} ties are too many to draw"),
        Some(actor) => format!("of {count} ties those of {} are drawn", scene.scenario.name(actor)),
        None => format!("of {count} ties those from recipients are drawn"),
    };
    Thinned { drawn, left_out, words: Some(words) }
}

/// The actor to which the selection belongs, if to one.
fn selected_actor(selection: &Selection) -> Option<&ActorId> {
    match selection {
        Selection::Actor(actor) | Selection::Tie(actor, _) => Some(actor),
        Selection::Recipient(recipient) => recipient.actor(),
        Selection::Nothing | Selection::Item(_) => None,
    }
}
