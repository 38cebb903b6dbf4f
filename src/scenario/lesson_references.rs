//! What becomes of a lesson when plans and partners that it names are removed from the case.

use super::{ActorId, BallotOption, Lesson, PlanId, StepKind};

impl Lesson {
    /// Forgets a plan that goes: an option keeps its name as text, other steps fall back on the usual plan.
    pub(super) fn forget_plan(&mut self, plan: &PlanId, name: &str) {
        for step in &mut self.steps {
            match &mut step.kind {
                StepKind::Vote { options, .. } => {
                    options.iter_mut().for_each(|option| option.forget_plan(plan, name));
                }
                StepKind::Predict { plan: of, .. }
                | StepKind::RolePlay { plan: of, .. }
                | StepKind::Reveal { plan: of, .. }
                | StepKind::Why { plan: of, .. } => drop(of.take_if(|known| known == plan)),
                StepKind::Brief
                | StepKind::Explore { .. }
                | StepKind::VoteAgain
                | StepKind::Discuss
                | StepKind::WhatHappened
                | StepKind::Debrief { .. }
                | StepKind::Exit { .. } => {}
            }
        }
    }

    /// Forgets a partner that goes.
    pub(super) fn forget_partner(&mut self, partner: &ActorId) {
        for step in &mut self.steps {
            match &mut step.kind {
                StepKind::Predict { partners: of, .. } | StepKind::RolePlay { seats: of, .. } => {
                    of.retain(|known| known != partner);
                }
                StepKind::Why { partner: of, .. } => drop(of.take_if(|known| known == partner)),
                StepKind::Brief
                | StepKind::Explore { .. }
                | StepKind::Vote { .. }
                | StepKind::VoteAgain
                | StepKind::Discuss
                | StepKind::Reveal { .. }
                | StepKind::WhatHappened
                | StepKind::Debrief { .. }
                | StepKind::Exit { .. } => {}
            }
        }
    }
}

impl BallotOption {
    fn forget_plan(&mut self, plan: &PlanId, name: &str) {
        if self.plan.take_if(|known| known == plan).is_some() && self.text.is_empty() {
            self.text = name.to_owned();
        }
    }
}
