//! The contents of the map while one history plays: its events up to the moment that is shown.

use super::all_histories::narrow;
use super::content::{Arrow, ArrowKind, Badge, LearnedArrow, PartnershipEdge};
use crate::analysis::events::{Entry, EventKind, EventLog};
use crate::analysis::ways_of_learning::{LearnedFrom, Learning};
use crate::engine::history::PartnerHistory;
use crate::scenario::{ActorId, ItemId, Level, Material, PerMaterial, RecipientId};
use crate::ui::Scene;

/// The log of the history that plays; `None` in stages without a play and while all histories are shown.
pub(super) fn log<'a>(scene: &Scene<'a>) -> Option<&'a EventLog> {
    scene.playback.log.filter(|_| scene.stage.plays())
}

/// A partner's months in this history; `None` where another partner's view hides them.
fn course<'a>(scene: &Scene<'a>, partner: &ActorId) -> Option<&'a PartnerHistory> {
    let place = scene.scenario.partnerships.index_of(partner)?;
    let hidden = scene.playback.seat.is_some_and(|seat| seat != partner);
    log(scene)?.history.partners.get(place).filter(|_| !hidden)
}

/// A partner's willingness in the month that is seen, in this history: if nothing were said, and as planned.
pub(super) fn willingness(scene: &Scene, partner: &ActorId) -> Option<[PerMaterial<f64>; 2]> {
    let course = course(scene, partner)?;
    let month = (scene.playback.moment.month as usize).min(course.months.len().checked_sub(1)?);
    let withheld = PerMaterial {
        content: course.willingness_if_withheld(Material::Content, month),
        methods: course.willingness_if_withheld(Material::SourcesAndMethods, month),
    };
    // All of the cascade happens in month 0, event by event, but the engine gives one value for the month:
    // that after all events. Until the event that moves the partner has played, it is as if nothing were said.
    if month == 0 && !has_learned_by_now(scene, partner) {
        return Some([withheld, withheld]);
    }
    Some([withheld, PerMaterial { content: course.content(month), methods: course.methods(month) }])
}

/// Whether the play has reached the event of month 0 from which a partner learns, or the end of that month.
fn has_learned_by_now(scene: &Scene, partner: &ActorId) -> bool {
    let Some(log) = log(scene) else { return false };
    let begun = scene.playback.moment.begun;
    let first = log.entries.iter().position(|entry| entry.is_learned_by(partner));
    match first {
        Some(index) if log.entries[index].month == 0 => index < begun,
        // A partner that learns later or never changes only with the end of the month.
        Some(_) | None => log.entries.iter().filter(|entry| entry.month == 0).count() <= begun,
    }
}

/// A partner's willingness in this history; `None` while no history plays.
pub(super) fn partnership(scene: &Scene, partner: &ActorId) -> Option<PartnershipEdge> {
    log(scene)?;
    let [withheld, now] = match willingness(scene, partner) {
        Some(pair) => pair.map(|willingness| Some(narrow(willingness))),
        None => [None, None],
    };
    Some(PartnershipEdge { partner: partner.clone(), withheld, now, learned: None, preview: None })
}

/// The disclosures and the passing on up to now; `None` while no history plays.
pub(super) fn arrows(scene: &Scene) -> Option<Vec<Arrow>> {
    log(scene)?;
    let arrow = |entry: &Entry| {
        let (from, to, level): (&ActorId, &ActorId, Level) = match &entry.kind {
            EventKind::Told { recipient, level } => (&scene.scenario.home, recipient.actor()?, *level),
            EventKind::Handed { from, to, level } => (from, to, *level),
            EventKind::Published
            | EventKind::SourceClosed { .. }
            | EventKind::Learned { .. }
            | EventKind::Heard { .. }
            | EventKind::Bargain { .. }
            | EventKind::Repaired { .. } => return None,
        };
        Some(Arrow::new(from, to, passed(scene, entry, level)))
    };
    Some(scene.playback.seen().filter_map(|(_, entry)| arrow(entry)).collect())
}

fn passed(scene: &Scene, entry: &Entry, level: Level) -> ArrowKind {
    // By address: two entries of a log may be equal, and only one of them is on its way.
    let moving = scene.playback.moving_entry();
    let is_on_its_way = scene.playback.moves && moving.is_some_and(|now| std::ptr::eq(now, entry));
    ArrowKind::Passed { level, is_on_its_way, chance: entry.chance.map(|chance| chance as f32) }
}

/// How those learned by now who were neither told nor handed anything; from a seat only how its partner did. What is
/// seen inside home or surfaces comes from nobody on the map.
pub(super) fn learned(scene: &Scene) -> Vec<LearnedArrow> {
    let Some(log) = log(scene) else { return Vec::new() };
    let seen = || scene.playback.seen().map(|(_, entry)| entry);
    let is_public = |item: &ItemId| {
        let told = |kind: &EventKind| {
            matches!(kind, EventKind::Published | EventKind::Told { recipient: RecipientId::Public, .. })
        };
        seen().any(|entry| entry.item.as_ref() == Some(item) && told(&entry.kind))
    };
    let is_seen = |learning: &&Learning| {
        let event = seen().any(|entry| entry.is_learned_by(&learning.actor));
        let from_press = learning.from == LearnedFrom::Press && is_public(&learning.item);
        let is_partner = scene.scenario.partnerships.contains(&learning.actor);
        let hidden = scene.playback.seat.is_some_and(|seat| *seat != learning.actor);
        !hidden && (event || (from_press && !is_partner))
    };
    let arrow = |learning: &Learning| {
        let from = match learning.from {
            LearnedFrom::Press => None,
            LearnedFrom::Loss | LearnedFrom::Originator => Some(learning.by.clone()?),
            LearnedFrom::Inside | LearnedFrom::HandedBack | LearnedFrom::Surfacing => return None,
        };
        Some(LearnedArrow { from, to: learning.actor.clone() })
    };
    log.learnings.iter().filter(is_seen).filter_map(arrow).collect()
}

/// The way by which the item came into the press: home told the public, or the press reports the gist.
/// `None` before, and while no history plays.
pub(super) fn publication(scene: &Scene) -> Option<ArrowKind> {
    log(scene)?;
    let way = |entry: &Entry| match &entry.kind {
        EventKind::Told { recipient: RecipientId::Public, level } => Some(passed(scene, entry, *level)),
        EventKind::Published => Some(passed(scene, entry, Level::Gist)),
        EventKind::Told { .. }
        | EventKind::Handed { .. }
        | EventKind::SourceClosed { .. }
        | EventKind::Learned { .. }
        | EventKind::Heard { .. }
        | EventKind::Bargain { .. }
        | EventKind::Repaired { .. } => None,
    };
    scene.playback.seen().find_map(|(_, entry)| way(entry))
}

/// The worst event for an actor so far: the loss of its source, or that it learned of the breach.
pub(super) fn badge(scene: &Scene, actor: &ActorId) -> Option<Badge> {
    log(scene)?;
    let lost_source = |entry: &Entry| {
        let item = entry.item.as_ref().and_then(|item| scene.scenario.items.get(item));
        matches!(entry.kind, EventKind::SourceClosed { .. })
            && item.is_some_and(|item| item.originator == *actor)
    };
    let seen = || scene.playback.seen().map(|(_, entry)| entry);
    if seen().any(lost_source) {
        Some(Badge::SourceLost)
    } else {
        seen().any(|entry| entry.is_learned_by(actor)).then_some(Badge::Knows)
    }
}
