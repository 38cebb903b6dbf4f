//! The model's results that a lesson needs: for the teacher's key, and beside what a class answered.

use crate::analysis::comparison::{Comparison, compare};
use crate::analysis::error::QueryError;
use crate::analysis::measure::Measure;
use crate::analysis::outlook::{PartnerOutlooks, outlooks};
use crate::analysis::reactions::{PartnerReaction, reactions};
use crate::analysis::study::Study;
use crate::scenario::{ActorId, Lesson, Material, PlanId, Scenario, Step, StepKind};

/// The month whose willingness is given: after a year.
pub const MONTH: u32 = 12;

/// The model's results for a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonResults {
    /// How often each partner's sharing falls, under every plan that the lesson predicts or reveals; that of its first
    /// such step comes first. Empty for a case without plans.
    pub outlooks: Vec<PlanOutlooks>,
    /// The willingness after a year under every plan; `None` for a case without plans.
    pub plans: Option<Comparison>,
    /// What partners do under the plan of the role play; empty for a lesson without one.
    pub reactions: Vec<PartnerReaction>,
    /// The number of histories.
    pub histories: u64,
    /// The seed of the random numbers.
    pub seed: u64,
}

/// How often each partner's sharing falls under a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanOutlooks {
    /// The plan.
    pub plan: PlanId,
    /// Its partners, in the scenario's order.
    pub partners: Vec<PartnerOutlooks>,
}

/// The plan that a step predicts or reveals; `None` for other steps, and for a case without plans.
pub fn plan_of_step<'a>(scenario: &'a Scenario, step: &'a Step) -> Option<&'a PlanId> {
    match &step.kind {
        StepKind::Predict { plan, .. } | StepKind::Reveal { plan, .. } | StepKind::RolePlay { plan, .. } => {
            scenario.lesson_plan(plan.as_ref())
        }
        _ => None,
    }
}

impl LessonResults {
    /// The results of a case for a lesson.
    ///
    /// # Errors
    /// If the monitor asks for a stop.
    pub fn of(study: &Study<'_>, lesson: &Lesson) -> Result<Self, QueryError> {
        let scenario = study.scenario;
        let mut named: Vec<&PlanId> = Vec::new();
        let of_steps = lesson.steps.iter().filter_map(|step| plan_of_step(scenario, step));
        for plan in of_steps.chain(scenario.lesson_plan(None)) {
            if !named.contains(&plan) {
                named.push(plan);
            }
        }
        let mut found = Vec::new();
        for id in named {
            if let Some(plan) = scenario.plans.get(id) {
                found.push(PlanOutlooks { plan: id.clone(), partners: outlooks(study, plan)? });
            }
        }
        let is_role_play = |step: &&Step| matches!(step.kind, StepKind::RolePlay { .. });
        let played = lesson.steps.iter().find(is_role_play).and_then(|step| plan_of_step(scenario, step));
        let reactions = match played {
            Some(plan) => reactions(study, plan)?,
            None => Vec::new(),
        };
        let ids: Vec<PlanId> = scenario.plans.keys().cloned().collect();
        let plans = if ids.is_empty() { None } else { Some(compare(study, &ids, &measures(scenario))?) };
        Ok(LessonResults { outlooks: found, plans, reactions, histories: study.histories, seed: study.seed })
    }

    /// The outlooks under a plan, if it is among those that the lesson predicts or reveals.
    pub fn outlooks_of(&self, plan: &PlanId) -> Option<&PlanOutlooks> {
        self.outlooks.iter().find(|of| of.plan == *plan)
    }
}

impl PlanOutlooks {
    /// The shares of histories of each outlook of a partner.
    pub fn shares(&self, partner: &ActorId, material: Material) -> Option<[f64; 3]> {
        let of = self.partners.iter().find(|of| of.partner == *partner)?;
        Some(*of.shares.of(material))
    }
}

/// The willingness of every partner after a year.
fn measures(scenario: &Scenario) -> Vec<Measure> {
    let of_partner = |partner: &ActorId| {
        Material::ALL.map(|material| Measure::Willingness {
            partner: partner.clone(),
            material,
            month: MONTH,
        })
    };
    scenario.partnerships.keys().flat_map(of_partner).collect()
}
