//! What the map shows of the one history that plays.

use super::picture::{Arrow, ArrowKind, Badge, Bond};
use crate::analysis::events::{Entry, EventLog, Happening};
use crate::engine::history::PartnerHistory;
use crate::scenario::PerMaterial;
use crate::scenario::{ActorId, Level, RecipientId};
use crate::ui::Scene;

/// The story that the map shows; none outside the aftermath or while all histories are looked at.
pub(super) fn story<'a>(scene: &Scene<'a>) -> Option<&'a EventLog> {
    scene.playback.story.filter(|_| scene.stage.plays())
}

/// A partner's months in the story, unless somebody else's seat hides them.
fn course<'a>(scene: &Scene<'a>, partner: &ActorId) -> Option<&'a PartnerHistory> {
    let place = scene.scenario.partnerships.index_of(partner)?;
    let hidden = scene.playback.seat.is_some_and(|seat| seat != partner);
    story(scene)?.history.partners.get(place).filter(|_| !hidden)
}

/// Willingness before the meeting and in the month that is seen, in this history.
pub(super) fn willingness(scene: &Scene, partner: &ActorId) -> Option<[PerMaterial<f64>; 2]> {
    let course = course(scene, partner)?;
    let month = (scene.playback.moment.month as usize).min(course.months.len().checked_sub(1)?);
    let content = course.before.content.0[0];
    let before = PerMaterial { content, methods: content * course.before.access.0[0] };
    // Until what moves a partner has been told, nothing has moved it.
    if scene.playback.moment.month == 0 && !is_struck(scene, partner) {
        return Some([before, before]);
    }
    Some([before, PerMaterial { content: course.content(month), methods: course.methods(month) }])
}

/// Whether the play has come to what a partner lives through in month 0, or past it.
fn is_struck(scene: &Scene, partner: &ActorId) -> bool {
    let Some(story) = story(scene) else { return false };
    let begun = scene.playback.moment.begun;
    let struck = |entry: &Entry| match &entry.happening {
        Happening::Learned { partner: who } | Happening::Heard { partner: who } => who == partner,
        _ => false,
    };
    let first = story.entries.iter().position(struck);
    let month_is_over = story.entries.iter().filter(|entry| entry.month == 0).count() <= begun;
    match first {
        Some(place) if story.entries[place].month == 0 => place < begun,
        _ => month_is_over,
    }
}

pub(super) fn bond(scene: &Scene, partner: &ActorId) -> Option<Bond> {
    story(scene)?;
    let narrow = |lanes: PerMaterial<f64>| PerMaterial {
        content: lanes.content as f32,
        methods: lanes.methods as f32,
    };
    let [before, now] = match willingness(scene, partner) {
        Some(lanes) => lanes.map(|lanes| Some(narrow(lanes))),
        None => [None, None],
    };
    Some(Bond { partner: partner.clone(), before, now, preview: None })
}

/// What was handed to whom so far.
pub(super) fn arrows(scene: &Scene) -> Option<Vec<Arrow>> {
    story(scene)?;
    let arrow = |entry: &Entry| {
        let (from, to, level): (&ActorId, &ActorId, Level) = match &entry.happening {
            Happening::Told { recipient, level } => (&scene.scenario.home, recipient.actor()?, *level),
            Happening::Handed { from, to, level } => (from, to, *level),
            _ => return None,
        };
        Some(Arrow { from: from.clone(), to: to.clone(), kind: passed(scene, entry, level) })
    };
    Some(scene.playback.seen().filter_map(|(_, entry)| arrow(entry)).collect())
}

fn passed(scene: &Scene, entry: &Entry, level: Level) -> ArrowKind {
    let happening = scene.playback.happening();
    let progress = happening.filter(|(now, _)| std::ptr::eq(*now, entry)).map_or(1.0, |(_, done)| done);
    ArrowKind::Passed { level, progress, chance: entry.chance.map(|chance| chance as f32) }
}

/// How it came into the press, once it did: home told the public, or the press reports the gist.
pub(super) fn publication(scene: &Scene) -> Option<ArrowKind> {
    story(scene)?;
    let way = |entry: &Entry| match &entry.happening {
        Happening::Told { recipient: RecipientId::Public, level } => Some(passed(scene, entry, *level)),
        Happening::Published => Some(passed(scene, entry, Level::Gist)),
        _ => None,
    };
    scene.playback.seen().find_map(|(_, entry)| way(entry))
}

/// The worst that has happened to an actor so far.
pub(super) fn badge(scene: &Scene, actor: &ActorId) -> Option<Badge> {
    story(scene)?;
    let of = |entry: &Entry| match &entry.happening {
        Happening::SourceClosed { .. } => {
            let item = entry.item.as_ref().and_then(|item| scene.scenario.items.get(item))?;
            (item.originator == *actor).then_some(Badge::SourceLost)
        }
        Happening::Learned { partner } | Happening::Heard { partner } if partner == actor => {
            Some(Badge::Knows)
        }
        _ => None,
    };
    let badges: Vec<Badge> = scene.playback.seen().filter_map(|(_, entry)| of(entry)).collect();
    if badges.contains(&Badge::SourceLost) { Some(Badge::SourceLost) } else { badges.first().copied() }
}
