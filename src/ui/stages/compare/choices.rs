//! Choices of home: what is asked of one, and how it becomes a plan.

use crate::analysis::comparison::{Column, Comparison};
use crate::analysis::frontier::space::{Choice, Space};
use crate::analysis::frontier::{Frontier, Limit, Point};
use crate::analysis::measure::Measure;
use crate::scenario::{Plan, PlanId};
use crate::ui::phrases::capitalised;
use crate::ui::stages::planner::HoveredPlan;
use crate::ui::{AddCommand, Command, Commands, Scene, ViewCommand};

/// What was asked of the dots or rows.
#[derive(Default)]
pub struct Asked {
    /// The choice that is looked at, by its place among the frontier's points.
    pub rested: Option<usize>,
    /// Whether it is to be taken up as a plan.
    pub taken: bool,
    /// A named plan that is to be shown.
    pub plan: Option<PlanId>,
}

/// Tries a choice out, without making it.
pub fn rest_on(scene: &Scene<'_>, hovered: &mut HoveredPlan, choice: &Choice) {
    let plan = plan_of(scene, choice);
    if !plan.decides_like(scene.plan) {
        hovered.set(plan);
    }
}

/// The named plan that decides like a choice with the repairs of the shown plan, if there is one.
pub fn named<'a>(scene: &Scene<'a>, choice: &Choice) -> Option<&'a PlanId> {
    let plan = plan_of(scene, choice);
    scene.scenario.plans.iter().find(|(_, known)| known.decides_like(&plan)).map(|(id, _)| id)
}

/// Takes a choice up: as the named plan that decides alike, or as a new one.
pub fn adopt(scene: &Scene<'_>, commands: &mut Commands, choice: &Choice) {
    take_up(scene, commands, plan_of(scene, choice));
}

/// Shows the named plan that decides like this one; adds it, if there is none.
pub fn take_up(scene: &Scene<'_>, commands: &mut Commands, plan: Plan) {
    let known = scene.scenario.plans.iter().find(|(_, known)| known.decides_like(&plan));
    commands.send(match known {
        Some((id, _)) => Command::from(ViewCommand::ChoosePlan(id.clone())),
        None => AddCommand::Plan(plan).into(),
    });
}

fn plan_of(scene: &Scene<'_>, choice: &Choice) -> Plan {
    let space = Space::of(scene.scenario);
    let name = capitalised(&space.words(choice));
    space.plan(choice, &name, scene.plan)
}

/// The choices that a named plan stands for, with its results in two measures.
pub fn values_of(comparison: &Comparison, measures: &[Measure]) -> Vec<(PlanId, [f64; 2])> {
    let place = |measure: &Measure| comparison.measures.iter().position(|of| of == measure);
    let [Some(x), Some(y)] = [place(&measures[0]), place(&measures[1])] else { return Vec::new() };
    let of = |column: &Column| (column.plan.clone(), [column.cells[x].mean.mean, column.cells[y].mean.mean]);
    comparison.columns.iter().map(of).collect()
}

/// Whether a choice keeps every limit that is set.
pub fn keeps(frontier: &Frontier, point: &Point, limits: &[Limit]) -> bool {
    frontier.keeps(point, limits)
}
