//! All of a scene on which the contents of the map depend, kept to know it again: working them out anew in each frame
//! takes longer than to look.

use crate::scenario::{ActorId, PlanId};
use crate::ui::playback::Moment;
use crate::ui::scene_parts::KeptParts;
use crate::ui::{Playback, Scene, Selection, Stage};

/// Scenes with equal keys have the same map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SceneKey {
    parts: KeptParts,
    /// Whether the projection is current, and the month of its largest fall.
    shown: Option<(bool, Option<u32>)>,
    plan: PlanId,
    selection: Selection,
    month: u32,
    supposes_learning: bool,
    stage: Stage,
    seat: Option<ActorId>,
    moves: bool,
    event: Option<CurrentEvent>,
}

/// The event of a history at which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CurrentEvent {
    month: u32,
    /// The entries of the event log that have begun.
    begun: usize,
    is_on_its_way: bool,
}

impl SceneKey {
    /// `None` while something is tried out, and where the parts of the scene or its plan are not those that its owner
    /// shares.
    pub fn of(scene: &Scene<'_>) -> Option<Self> {
        // All by name, so that what is new in a scene is not forgotten here.
        let Scene {
            scenario,
            roles: _,
            shared: _,
            hides_what_happened: _,
            reads_what_happened: _,
            plan_id,
            plan,
            shown,
            answers: _,
            pending: _,
            earlier: _,
            preview,
            selection,
            month,
            supposes_learning,
            playback,
            stage,
        } = *scene;
        let Playback { log, earlier: _, which: _, moment, playing: _, speed: _, seat, moves } = playback;
        let parts = KeptParts::of(scene).filter(|_| preview.is_none())?;
        let is_of_scenario = scenario.plans.get(plan_id).is_some_and(|of_id| std::ptr::eq(of_id, plan));
        let Moment { month: month_of_history, begun, progress } = moment;
        let event = CurrentEvent { month: month_of_history, begun, is_on_its_way: progress < 1.0 };
        is_of_scenario.then(|| SceneKey {
            parts,
            shown: shown.map(|shown| (shown.current, shown.largest_fall)),
            plan: plan_id.clone(),
            selection: selection.clone(),
            month,
            supposes_learning,
            stage,
            seat: seat.cloned(),
            moves,
            event: log.map(|_| event),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::events;
    use crate::engine::{NoMonitor, Projection, Run, project};
    use crate::scenario::{Actor, Partnership, Plan, Roles, Scenario};
    use crate::ui::scene_parts::SharedParts;
    use crate::ui::{Preview, ShownProjection};
    use std::sync::Arc;

    /// Home with a partner, and two plans.
    fn scenario() -> Arc<Scenario> {
        let (ally, plan) = (ActorId::known("ally"), PlanId::known("second"));
        let mut scenario = Scenario::default();
        scenario.actors.put(ally.clone(), Actor::named("Ally"));
        scenario.partnerships.put(ally, Partnership::default());
        scenario.plans.put(plan, Plan::named("Second"));
        Arc::new(scenario)
    }

    fn projection(scenario: &Scenario, histories: u64) -> Arc<Projection> {
        let run = Run { histories, ..Run::default() };
        Arc::new(
            project(scenario, scenario.plans.at(0).expect("a plan").1, &run, &NoMonitor)
                .expect("a projection"),
        )
    }

    /// A scene in which nothing plays and nothing is tried out.
    fn scene<'a>(scenario: &'a Arc<Scenario>, projection: &'a Arc<Projection>) -> Scene<'a> {
        let (plan_id, plan) = scenario.plans.at(0).expect("a plan");
        Scene {
            scenario,
            roles: Roles::new(scenario),
            shared: Some(SharedParts { scenario, projection: Some(projection), log: None }),
            hides_what_happened: false,
            reads_what_happened: false,
            plan_id,
            plan,
            shown: Some(ShownProjection { projection, current: true, largest_fall: Some(1) }),
            answers: &[],
            pending: &[],
            earlier: None,
            preview: None,
            selection: &Selection::Nothing,
            month: 3,
            supposes_learning: false,
            playback: Playback::AT_REST,
            stage: Stage::Decision,
        }
    }

    /// Whether the contents of the one scene are handed on for the other.
    fn are_kept(one: &Scene<'_>, other: &Scene<'_>) -> bool {
        let [one, other] = [one, other].map(SceneKey::of);
        one.is_some() && one == other
    }

    #[test]
    fn the_contents_are_kept_while_the_scene_is_the_same() {
        let scenario = scenario();
        let projection = projection(&scenario, 100);
        let scene = || scene(&scenario, &projection);
        assert!(are_kept(&scene(), &scene()));
        let hiding = Scene { hides_what_happened: true, ..scene() };
        assert!(are_kept(&scene(), &hiding), "of what the map does not show");
        let unprojected = || Scene { shown: None, ..scene() };
        assert!(are_kept(&unprojected(), &unprojected()));
    }

    #[test]
    fn nothing_is_kept_of_a_scene_in_which_anything_on_the_map_is_another() {
        let scenario = scenario();
        let projection = projection(&scenario, 100);
        let scene = || scene(&scenario, &projection);
        let partner = scenario.partnerships.keys().next().expect("a partner");
        let selection = Selection::Actor(partner.clone());
        let (plan_id, plan) = scenario.plans.at(1).expect("a plan");
        let shown =
            |current, largest_fall| Some(ShownProjection { projection: &projection, current, largest_fall });
        let tried = plan.clone();
        let preview = Preview { plan: &tried, projection: None, against: None };
        let changes: [(&str, Scene<'_>); 11] = [
            ("another plan", Scene { plan_id, plan, ..scene() }),
            ("nothing projected", Scene { shown: None, ..scene() }),
            ("a projection that is not current", Scene { shown: shown(false, Some(1)), ..scene() }),
            ("a largest fall elsewhere", Scene { shown: shown(true, Some(3)), ..scene() }),
            ("a selection", Scene { selection: &selection, ..scene() }),
            ("another month", Scene { month: 4, ..scene() }),
            ("a supposition", Scene { supposes_learning: true, ..scene() }),
            ("another stage", Scene { stage: Stage::Compare, ..scene() }),
            ("a seat", Scene { playback: Playback { seat: Some(partner), ..Playback::AT_REST }, ..scene() }),
            ("motion", Scene { playback: Playback { moves: true, ..Playback::AT_REST }, ..scene() }),
            ("a preview", Scene { preview: Some(preview), ..scene() }),
        ];
        for (change, changed) in &changes {
            assert!(!are_kept(&scene(), changed), "{change}");
        }
    }

    #[test]
    fn nothing_is_kept_of_another_document_or_of_another_projection() {
        let [scenario, other] = [scenario(), scenario()];
        let [few, more] = [100, 200].map(|histories| projection(&scenario, histories));
        let now = || scene(&scenario, &few);
        assert!(!are_kept(&now(), &scene(&other, &few)));
        assert!(!are_kept(&now(), &scene(&scenario, &more)));
        let shared = SharedParts { scenario: &other, projection: Some(&few), log: None };
        let of_another = || Scene { shared: Some(shared), ..now() };
        assert!(!are_kept(&of_another(), &of_another()), "what is shared is of another scene");
        let tried = scenario.plans.at(0).expect("a plan").1.clone();
        let of_no_document = || Scene { plan: &tried, ..now() };
        assert!(!are_kept(&of_no_document(), &of_no_document()), "the plan is none of the document");
    }

    #[test]
    fn in_a_history_all_is_kept_while_an_event_is_on_its_way_and_nothing_beyond() {
        let scenario = scenario();
        let projection = projection(&scenario, 100);
        let log = Arc::new(events::tell(&scenario, scenario.plans.at(0).expect("a plan").1, 1, 1));
        let at = |moment: Moment| {
            let shared = SharedParts { scenario: &scenario, projection: Some(&projection), log: Some(&log) };
            let playback = Playback { log: Some(&log), moment, ..Playback::AT_REST };
            Scene { playback, shared: Some(shared), stage: Stage::Aftermath, ..scene(&scenario, &projection) }
        };
        let on_its_way = Moment { month: 0, begun: 2, progress: 0.3 };
        let further = Moment { progress: 0.7, ..on_its_way };
        assert!(are_kept(&at(on_its_way), &at(further)));
        let arrived = Moment { progress: 1.0, ..on_its_way };
        let next = Moment { begun: 3, ..on_its_way };
        let later = Moment { month: 1, ..on_its_way };
        let another = Arc::new(events::tell(&scenario, scenario.plans.at(0).expect("a plan").1, 1, 2));
        let of_another = || {
            let shared = at(on_its_way).shared.map(|shared| SharedParts { log: Some(&another), ..shared });
            let playback = Playback { log: Some(&another), ..at(on_its_way).playback };
            Scene { playback, shared, ..at(on_its_way) }
        };
        assert!(are_kept(&of_another(), &of_another()));
        assert!(!are_kept(&at(on_its_way), &of_another()), "another history");
        for moment in [arrived, next, later] {
            assert!(!are_kept(&at(on_its_way), &at(moment)), "{moment:?}");
        }
        let unshared = || Scene { shared: scene(&scenario, &projection).shared, ..at(on_its_way) };
        assert!(!are_kept(&unshared(), &unshared()));
    }
}
