//! The contents of the map for all histories together: means, and chances of passing on.

use super::content::{AffinityEdge, Arrow, ArrowKind, PartnershipEdge, Telling, TellingChance};
use crate::engine::{PartnerCourse, Projection, cascade};
use crate::scenario::{ActorId, ItemId, Level, PerMaterial, Permission, Plan, RecipientId, Tie};
use crate::ui::{Scene, Selection, Stage};

/// A partner's mean willingness in the month that is shown: if nothing were said, as planned, and with the previewed
/// choice. In *Setting* it is that before the meeting throughout.
pub(super) fn partnership(scene: &Scene, partner: &ActorId) -> PartnershipEdge {
    let course = scene.shown.and_then(|result| course_of(scene, result.projection, partner));
    let previewed = scene.preview.and_then(|preview| course_of(scene, preview.projection?, partner));
    let mean = |course: &PartnerCourse| course.mean(scene.month as usize).copied();
    let planned = |course: &PartnerCourse| mean(course).map(|mean| narrow(mean.planned));
    let [withheld, now] = if scene.stage == Stage::Setting {
        [course.map(before); 2]
    } else {
        [course.and_then(mean).map(|mean| narrow(mean.withheld)), course.and_then(planned)]
    };
    let learned = |course: &PartnerCourse| course.split.get(scene.month as usize)?.learned;
    let learned = course.filter(|_| scene.stage != Stage::Setting).and_then(learned);
    PartnershipEdge {
        partner: partner.clone(),
        withheld,
        now,
        learned: learned.map(|mean| narrow(mean.planned)),
        preview: previewed.and_then(planned),
    }
}

/// The course of a partner in a projection, which has the partners in the scenario's order, unless it is one of an
/// earlier state of the document.
pub(super) fn course_of<'p>(
    scene: &Scene,
    projection: &'p Projection,
    partner: &ActorId,
) -> Option<&'p PartnerCourse> {
    let place = scene.scenario.partnerships.index_of(partner)?;
    let there = projection.partners.get(place).filter(|course| course.partner == *partner);
    there.or_else(|| projection.partner(partner))
}

/// The same without numbers, for the briefing.
pub(super) fn unmeasured(partner: &ActorId) -> PartnershipEdge {
    PartnershipEdge { partner: partner.clone(), withheld: None, now: None, learned: None, preview: None }
}

/// The ways that an item could go, for the briefing: from home to the recipients, and along the ties.
pub(super) fn possible_arrows(scene: &Scene) -> Vec<Arrow> {
    let scenario = scene.scenario;
    let way = |from: &ActorId, to: &ActorId| Arrow::new(from, to, ArrowKind::Possible);
    let at_meeting = scenario.meeting.recipients.keys().filter_map(RecipientId::actor);
    let from_home = at_meeting.map(|recipient| way(&scenario.home, recipient));
    let leads_on =
        |tie: &&Tie| tie.onward.figure().high > 0.0 && tie.from != scenario.home && tie.to != scenario.home;
    from_home.chain(scenario.ties.iter().filter(leads_on).map(|tie| way(&tie.from, &tie.to))).collect()
}

/// The mean willingness of the starting beliefs.
fn before(course: &PartnerCourse) -> PerMaterial<f32> {
    narrow(PerMaterial { content: course.before.content.mean, methods: course.before.methods.mean })
}

/// Shares in the precision of the screen.
pub(super) fn narrow(shares: PerMaterial<f64>) -> PerMaterial<f32> {
    PerMaterial { content: shares.content as f32, methods: shares.methods as f32 }
}

/// The recipients of an item under the plan, with the level told to each; none in *Setting*, which is before any
/// plan.
pub(super) fn told(scene: &Scene, item: Option<&ItemId>) -> Vec<(RecipientId, Level)> {
    told_under_plan(scene, item.filter(|_| scene.stage != Stage::Setting))
}

/// The same whatever the stage.
pub(super) fn told_under_plan(scene: &Scene, item: Option<&ItemId>) -> Vec<(RecipientId, Level)> {
    item.map_or_else(Vec::new, |item| told_by(scene.plan, item))
}

/// The recipients of an item under a plan, with the level told to each.
pub(super) fn told_by(plan: &Plan, item: &ItemId) -> Vec<(RecipientId, Level)> {
    let plan = plan.item(item);
    plan.tell.iter().filter(|(_, level)| **level > Level::Withheld).map(|(r, l)| (r.clone(), *l)).collect()
}

/// A plan with its projection, by which disclosures are told.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub plan: &'a Plan,
    pub projection: Option<&'a Projection>,
}

impl<'a> Told<'a> {
    /// The plan that is shown.
    pub fn now(scene: &Scene<'a>) -> Self {
        Told { plan: scene.plan, projection: scene.shown.map(|shown| shown.projection) }
    }

    /// A disclosure of an item at a level: certain, or as likely as that is granted where home holds back.
    pub fn telling(self, item: &ItemId, level: Level) -> Telling {
        let chance = match self.plan.item(item).permission {
            Permission::Asked(if_refused) if if_refused.told(level, Level::Withheld) < level => {
                let mut outcomes = self.projection.iter().flat_map(|projection| &projection.items);
                let granted = outcomes.find(|outcome| outcome.item == *item).and_then(|found| found.granted);
                granted.map_or(TellingChance::NotProjected, |granted| {
                    let enough = granted[level.index()..].iter().map(|chance| chance.mean);
                    TellingChance::IfGranted(enough.sum::<f64>() as f32)
                })
            }
            Permission::Asked(_) | Permission::NotAsked | Permission::Granted(_) | Permission::Refused => {
                TellingChance::Certain
            }
        };
        Telling { level, chance }
    }
}

/// The disclosures of the item that is shown, and the ties along which it may be passed on.
pub(super) fn arrows(scene: &Scene, item: Option<&ItemId>) -> Vec<Arrow> {
    arrows_if(scene, item, Told::now(scene))
}

/// The same under any plan.
pub(super) fn arrows_if(scene: &Scene, item: Option<&ItemId>, by: Told<'_>) -> Vec<Arrow> {
    let home = &scene.scenario.home;
    let told = match item.filter(|_| scene.stage != Stage::Setting) {
        Some(item) => {
            told_by(by.plan, item).into_iter().map(|(to, level)| (to, by.telling(item, level))).collect()
        }
        None => Vec::new(),
    };
    let from_home = told.iter().filter_map(|(recipient, telling)| {
        Some(Arrow::new(home, recipient.actor()?, ArrowKind::Told(*telling)))
    });
    // Before anything is told, the chances are shown for the highest level: the most that could be passed on.
    let level = told.iter().map(|(_, telling)| telling.level).max().unwrap_or(Level::SourcesMethods);
    let onward = scene.scenario.ties.iter().filter(|tie| tie.from != *home && tie.to != *home);
    let onward = onward.filter_map(|tie| {
        let chance = onward_chance(scene, tie, item, level);
        let if_wanted = Some(tie.onward.likely() as f32);
        let arrow = || Arrow::new(&tie.from, &tie.to, ArrowKind::MayPassOn(chance));
        (chance > 0.0).then(|| Arrow { if_wanted, ..arrow() })
    });
    from_home.chain(onward).collect()
}

/// The probability that an actor passes an item on along a tie, 0 to 1: in *Setting* for an item that is fully
/// wanted, in other stages for the item that is shown.
fn onward_chance(scene: &Scene, tie: &Tie, item: Option<&ItemId>, level: Level) -> f32 {
    let onward = tie.onward.likely();
    let shown = item.filter(|_| scene.stage != Stage::Setting).and_then(|id| scene.scenario.items.get(id));
    let Some(item) = shown else { return onward as f32 };
    // An actor that the item does not list has no interest in it (model, section 2).
    let wanted = item.interest.get(&tie.to).map_or(0.0, |interest| interest.likely());
    let interest = if tie.to == item.originator { 1.0 } else { wanted };
    cascade::open_chance(onward, interest, level) as f32
}

/// The chance that the press hears of an item, 0 to 1; `None` where there is no such item.
pub(super) fn press_chance(projection: &Projection, item: Option<&ItemId>) -> Option<f32> {
    let outcomes = &projection.items;
    let outcome = outcomes.iter().find(|outcome| Some(&outcome.item) == item)?;
    Some(outcome.public.mean as f32)
}

/// The hostility towards the originator of the item that is shown, and of a selected tie whatever it is;
/// in *Setting* every affinity of a selected actor as well. All at once would hide everything else.
pub(super) fn affinities(scene: &Scene, item: Option<&ItemId>) -> Vec<AffinityEdge> {
    let scenario = scene.scenario;
    let originator = item.and_then(|id| scenario.items.get(id)).map(|item| &item.originator);
    let selected = |tie: &Tie| match scene.selection {
        Selection::Actor(actor) => scene.stage == Stage::Setting && (tie.from == *actor || tie.to == *actor),
        Selection::Tie(a, b) => (tie.from == *a && tie.to == *b) || (tie.from == *b && tie.to == *a),
        Selection::Nothing | Selection::Item(_) | Selection::Recipient(_) => false,
    };
    let shown = |tie: &&Tie| {
        let affinity = tie.affinity.likely();
        let hostile = scenario.is_hostile(tie) && Some(&tie.to) == originator;
        affinity != 0.0 && (hostile || selected(tie))
    };
    let edge = |tie: &Tie| AffinityEdge {
        from: tie.from.clone(),
        to: tie.to.clone(),
        affinity: tie.affinity.likely() as f32,
    };
    scenario.ties.iter().filter(shown).map(edge).collect()
}
