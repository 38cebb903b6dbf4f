//! The changes that a previewed choice would make to arrows: in words beside those that are there, and as arrows of
//! their own where there is none yet.

use super::all_histories;
use super::content::{Arrow, ArrowKind};
use super::thinning::{self, Thinned};
use crate::scenario::ItemId;
use crate::ui::{Scene, phrases};

/// Says beside every arrow what the previewed choice would change, and returns the arrows that it would add.
pub(super) fn of_arrows(scene: &Scene, item: Option<&ItemId>, arrows: &mut Thinned) -> Vec<Arrow> {
    let Some(preview) = scene.preview else { return Vec::new() };
    let then = all_histories::Told { plan: preview.plan, projection: preview.projection };
    let then = thinning::thin(scene, all_histories::arrows_if(scene, item, then));
    for arrow in arrows.drawn.iter_mut().filter(|arrow| !then.left_out.has(&arrow.from, &arrow.to)) {
        let would = then.drawn.iter().find(|then| then.goes_like(arrow)).map(|then| then.kind);
        arrow.would = would_be(arrow.kind, would);
    }
    let is_new = |then: &Arrow| {
        !arrows.drawn.iter().any(|now| now.goes_like(then)) && !arrows.left_out.has(&then.from, &then.to)
    };
    let new = then.drawn.into_iter().filter(is_new).filter_map(|then| {
        let would = Some(newly(then.kind)?);
        Some(Arrow { would, ..then })
    });
    new.chain(other_items(scene, item)).collect()
}

/// What the previewed choice would make of an arrow, in words; `None` if nothing.
pub(super) fn would_be(now: ArrowKind, then: Option<ArrowKind>) -> Option<String> {
    match (now, then) {
        (ArrowKind::Told(now), Some(ArrowKind::Told(then))) => {
            (now != then).then(|| format!("would be {}", then.words()))
        }
        (ArrowKind::Told(_), Some(ArrowKind::MayPassOn(_)) | None) => Some("would not be told".into()),
        (ArrowKind::MayPassOn(now), Some(ArrowKind::MayPassOn(then))) => {
            phrases::changed_points([then.into(), now.into()])
        }
        (ArrowKind::MayPassOn(now), None) => phrases::changed_points([0.0, now.into()]),
        (_, then) => then.and_then(newly),
    }
}

/// The words beside an arrow that is not there yet; `None` for one that no choice adds.
fn newly(kind: ArrowKind) -> Option<String> {
    match kind {
        ArrowKind::Told(telling) => Some(format!("would be {}", telling.words())),
        ArrowKind::MayPassOn(chance) => phrases::changed_points([chance.into(), 0.0]),
        ArrowKind::Possible | ArrowKind::Passed { .. } => None,
    }
}

/// The changes of what is told of the items that the map does not show, each with its name.
fn other_items(scene: &Scene, shown: Option<&ItemId>) -> Vec<Arrow> {
    let Some(preview) = scene.preview else { return Vec::new() };
    let (scenario, home) = (scene.scenario, &scene.scenario.home);
    let mut arrows = Vec::new();
    for item in scenario.items.keys().filter(|item| Some(*item) != shown) {
        for recipient in scenario.meeting.recipients.keys() {
            let (now, then) = (scene.plan.level(item, recipient), preview.plan.level(item, recipient));
            let Some(to) = recipient.actor().filter(|_| now != then) else { continue };
            let telling = all_histories::Told { plan: preview.plan, projection: preview.projection }
                .telling(item, then);
            let name = scenario.item_name(item);
            let would = Some(format!("{name}: would be {}", telling.words()));
            arrows.push(Arrow { would, ..Arrow::new(home, to, ArrowKind::Told(telling)) });
        }
    }
    arrows
}
