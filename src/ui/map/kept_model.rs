//! The contents of the map, kept as long as the scene is the same: working them out anew takes longer than to look.

use super::model::MapModel;
use crate::engine::Projection;
use crate::scenario::{ActorId, PlanId, Scenario};
use crate::ui::{Playback, Scene, Selection, Stage};
use std::sync::Arc;

/// The scenario and the projection of a scene, as their owner shares them: by that they are known again.
#[derive(Clone, Copy)]
pub struct SharedScene<'a> {
    /// The scenario.
    pub scenario: &'a Arc<Scenario>,
    /// The projection that is shown.
    pub projection: Option<&'a Arc<Projection>>,
}

/// The contents of the frame before, if they may be kept.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptModel(Option<(SceneKey, Arc<MapModel>)>);

impl KeptModel {
    /// The contents of a scene, which may be those of the frame before.
    pub fn of(&mut self, scene: &Scene<'_>, shared: Option<SharedScene<'_>>) -> Arc<MapModel> {
        let key = shared.and_then(|shared| SceneKey::of(scene, shared));
        match (&self.0, &key) {
            (Some((last, model)), Some(key)) if last == key => model.clone(),
            _ => {
                let model = Arc::new(MapModel::of(scene));
                self.0 = key.map(|key| (key, model.clone()));
                model
            }
        }
    }
}

/// All of a scene on which the contents depend.
#[derive(Clone, Debug)]
struct SceneKey {
    scenario: Arc<Scenario>,
    projection: Option<Arc<Projection>>,
    /// Whether the projection is current, and the month of its largest fall.
    shown: Option<(bool, Option<u32>)>,
    plan: PlanId,
    selection: Selection,
    month: u32,
    supposes_learning: bool,
    stage: Stage,
    seat: Option<ActorId>,
    moves: bool,
}

impl SceneKey {
    /// `None` where more than this matters: while something is tried out, or a history plays.
    fn of(scene: &Scene<'_>, shared: SharedScene<'_>) -> Option<Self> {
        // All by name, so that what is new in a scene is not forgotten here.
        let Scene {
            scenario,
            roles: _,
            hides_what_happened: _,
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
        let Playback { log, earlier: _, which: _, moment: _, playing: _, speed: _, seat, moves } = playback;
        let projection = shown.map(|shown| shown.projection);
        let is_shared = std::ptr::eq(scenario, &**shared.scenario)
            && scenario.plans.get(plan_id).is_some_and(|of_id| std::ptr::eq(of_id, plan))
            && match (projection, shared.projection) {
                (Some(projection), Some(shared)) => std::ptr::eq(projection, &**shared),
                (None, _) => true,
                (Some(_), None) => false,
            };
        // Without a log the moment is of no influence.
        let is_plain = preview.is_none() && (log.is_none() || !stage.plays());
        (is_shared && is_plain).then(|| SceneKey {
            scenario: shared.scenario.clone(),
            projection: projection.and(shared.projection).cloned(),
            shown: shown.map(|shown| (shown.current, shown.largest_fall)),
            plan: plan_id.clone(),
            selection: selection.clone(),
            month,
            supposes_learning,
            stage,
            seat: seat.cloned(),
            moves,
        })
    }
}

impl PartialEq for SceneKey {
    fn eq(&self, other: &Self) -> bool {
        let SceneKey { scenario, projection, shown, plan, selection, month, .. } = self;
        let SceneKey { supposes_learning, stage, seat, moves, .. } = self;
        Arc::ptr_eq(scenario, &other.scenario)
            && projection.as_ref().map(Arc::as_ptr) == other.projection.as_ref().map(Arc::as_ptr)
            && (shown, plan, selection, month) == (&other.shown, &other.plan, &other.selection, &other.month)
            && (supposes_learning, stage, seat, moves)
                == (&other.supposes_learning, &other.stage, &other.seat, &other.moves)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{NoMonitor, Run, project};
    use crate::scenario::Roles;
    use crate::storage;
    use crate::ui::playback::Moment;
    use crate::ui::{Preview, ShownProjection};

    const AT_REST: Playback<'static> = Playback {
        log: None,
        earlier: None,
        which: None,
        moment: Moment { month: 0, begun: 0, progress: 1.0 },
        playing: false,
        speed: 1.0,
        seat: None,
        moves: true,
    };

    fn scenario() -> Arc<Scenario> {
        let case = storage::built_in("oval-office-2017").expect("it ships");
        Arc::new(case.scenario().expect("a good case"))
    }

    fn projection(scenario: &Scenario, histories: u64) -> Arc<Projection> {
        let run = Run { histories, ..Run::default() };
        Arc::new(
            project(scenario, scenario.plans.at(0).expect("a plan").1, &run, &NoMonitor)
                .expect("a projection"),
        )
    }

    /// A scene in which nothing plays and nothing is tried out.
    fn scene<'a>(scenario: &'a Scenario, projection: &'a Projection) -> Scene<'a> {
        let (plan_id, plan) = scenario.plans.at(0).expect("a plan");
        Scene {
            scenario,
            roles: Roles::new(scenario),
            hides_what_happened: false,
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
            playback: AT_REST,
            stage: Stage::Decision,
        }
    }

    /// Whether the contents of the one scene are handed on for the other.
    fn are_kept(one: (&Scene<'_>, SharedScene<'_>), other: (&Scene<'_>, SharedScene<'_>)) -> bool {
        let mut kept = KeptModel::default();
        let [first, then] = [one, other].map(|(scene, shared)| kept.of(scene, Some(shared)));
        Arc::ptr_eq(&first, &then)
    }

    #[test]
    fn the_contents_are_kept_while_the_scene_is_the_same() {
        let scenario = scenario();
        let projection = projection(&scenario, 100);
        let shared = SharedScene { scenario: &scenario, projection: Some(&projection) };
        let scene = || scene(&scenario, &projection);
        assert!(are_kept((&scene(), shared), (&scene(), shared)));
        let answered = Scene { hides_what_happened: true, ..scene() };
        assert!(are_kept((&scene(), shared), (&answered, shared)), "of what the map does not show");
    }

    #[test]
    fn nothing_is_kept_of_a_scene_in_which_anything_on_the_map_is_another() {
        let scenario = scenario();
        let projection = projection(&scenario, 100);
        let shared = SharedScene { scenario: &scenario, projection: Some(&projection) };
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
            ("a seat", Scene { playback: Playback { seat: Some(partner), ..AT_REST }, ..scene() }),
            ("less motion", Scene { playback: Playback { moves: false, ..AT_REST }, ..scene() }),
            ("a preview", Scene { preview: Some(preview), ..scene() }),
        ];
        for (change, changed) in &changes {
            assert!(!are_kept((&scene(), shared), (changed, shared)), "{change}");
        }
    }

    #[test]
    fn nothing_is_kept_of_another_document_or_of_another_projection() {
        let [scenario, other] = [scenario(), scenario()];
        let [few, more] = [100, 200].map(|histories| projection(&scenario, histories));
        let shared = SharedScene { scenario: &scenario, projection: Some(&few) };
        let now = scene(&scenario, &few);
        let edited = SharedScene { scenario: &other, ..shared };
        assert!(!are_kept((&now, shared), (&scene(&other, &few), edited)));
        let projected = SharedScene { projection: Some(&more), ..shared };
        assert!(!are_kept((&now, shared), (&scene(&scenario, &more), projected)));
        assert!(!are_kept((&now, edited), (&now, edited)), "what is shared is of another scene");
    }
}
