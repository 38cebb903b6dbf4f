//! Why a partner's willingness has changed: its named causes, in one history or over many.
//!
//! Each history's change in log-odds is divided exactly (see [`super::why`]); over many histories the
//! parts are averaged, and still add up to the average change.

pub use super::mean::Mean;
use super::why::{Causes, Factor, Standing, causes};
use crate::engine::compiled_case::CompiledCase;
use crate::engine::draws::KeyedDraws;
use crate::engine::history::{self, Conditions, PartnerHistory};
use crate::engine::months::{ShockDraws, constraint};
use crate::engine::{Cancelled, Monitor, Processor};
use crate::scenario::{ActorId, Plan, Scenario};
use rayon::prelude::*;

/// A named cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Trust in home's integrity.
    PromiseBroken,
    /// Trust in home's control.
    SecretNotKept,
    /// What supplements trust.
    Institutions,
    /// What the relationship is worth, with compensation.
    Stakes,
    /// Thaws and shocks from elsewhere.
    Outside,
}

impl Cause {
    /// All of them, in the model's order.
    pub const ALL: [Cause; 5] =
        [Cause::PromiseBroken, Cause::SecretNotKept, Cause::Institutions, Cause::Stakes, Cause::Outside];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Cause::PromiseBroken => "promise broken",
            Cause::SecretNotKept => "secret not kept",
            Cause::Institutions => "institutions",
            Cause::Stakes => "stakes and compensation",
            Cause::Outside => "outside events",
        }
    }

    /// What it means, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Cause::PromiseBroken => "Would home break its promise on purpose? What the partner now believes.",
            Cause::SecretNotKept => "Can home keep a secret? What the partner now believes.",
            Cause::Institutions => {
                "Monitoring, liaison, agreements: what lowers the risk where trust does not."
            }
            Cause::Stakes => "What the larger relationship is worth to it, and what home pays.",
            Cause::Outside => "A thaw or chill that has nothing to do with the disclosure.",
        }
    }

    fn of(self, causes: &Causes) -> f64 {
        match self {
            Cause::PromiseBroken => causes.integrity,
            Cause::SecretNotKept => causes.control,
            Cause::Institutions => causes.institutions,
            Cause::Stakes => causes.stakes_and_compensation,
            Cause::Outside => causes.outside,
        }
    }
}

/// The change of one factor of willingness, in log-odds, and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// The change since before the meeting.
    pub change: Mean,
    /// Its parts, which add up to it.
    pub parts: [(Cause, Mean); 5],
}

impl Reasons {
    /// The parts that matter, the largest first.
    pub fn largest(&self) -> Vec<(Cause, Mean)> {
        let mut parts: Vec<_> =
            self.parts.iter().copied().filter(|(_, part)| part.mean.abs() > 5e-4).collect();
        parts.sort_by(|one, other| other.1.mean.abs().total_cmp(&one.1.mean.abs()));
        parts
    }

    fn of(history_by_history: &[Causes]) -> Self {
        let over =
            |of: &dyn Fn(&Causes) -> f64| Mean::of(&history_by_history.iter().map(of).collect::<Vec<f64>>());
        Reasons {
            change: over(&Causes::sum),
            parts: Cause::ALL.map(|cause| (cause, over(&|causes| cause.of(causes)))),
        }
    }
}

/// What stands in the formula of willingness, before the meeting and in the month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Trust in integrity τ_I.
    pub trust_integrity: f64,
    /// Trust in control τ_C.
    pub trust_control: f64,
    /// How far institutions supplement trust, ι.
    pub supplement: f64,
    /// Worth V of going on, with outside events.
    pub worth: f64,
    /// How sharply willingness follows, μ.
    pub precision: f64,
    /// What is lost with betrayed content, L_C.
    pub content_loss: f64,
    /// What is lost with a betrayed source, L_S.
    pub methods_loss: f64,
    /// How much of the worth counts for opening sources, b_S.
    pub methods_worth: f64,
    /// Willingness to share content.
    pub content: f64,
    /// Willingness to share sources and methods.
    pub methods: f64,
}

/// Why one partner's willingness in one month differs from what it was before, or from what it would be
/// under another plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    /// Sharing content.
    pub content: Reasons,
    /// Opening sources too, given that content is shared.
    pub access: Reasons,
    /// The means of what stands in the formula, before and in the month.
    pub terms: [Terms; 2],
    /// Over how many histories.
    pub histories: usize,
}

/// Which histories are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The one of this number.
    One(u64),
    /// The first so many.
    First(u64),
}

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Who.
    pub partner: &'a ActorId,
    /// In which month; the last one if it lies beyond the horizon.
    pub month: u32,
    /// Against what the partner would be under this plan in that month; against what it was before the
    /// meeting, if `None`.
    pub against: Option<&'a Plan>,
}

/// Why a partner's willingness in a month differs from what it was before, or from what it would be under
/// another plan; `None` if it is no partner.
///
/// # Errors
/// If the monitor asks for a stop.
pub fn reasons(
    scenario: &Scenario,
    plan: &Plan,
    about: About,
    seed: u64,
    over: Over,
    monitor: &dyn Monitor,
) -> Result<Option<Decomposition>, Cancelled> {
    let case = CompiledCase::new(scenario, plan, None);
    let against = about.against.map(|plan| CompiledCase::new(scenario, plan, None));
    let Some(index) = scenario.partnerships.index_of(about.partner) else { return Ok(None) };
    let month = (about.month as usize).min(case.horizon);
    let numbers: Vec<u64> = match over {
        Over::One(number) => vec![number],
        Over::First(count) => (0..count).collect(),
    };
    let of_history = |number: &u64| {
        if monitor.cancelled() {
            return Err(Cancelled);
        }
        Ok(in_history(&case, against.as_ref(), seed, *number, (index, month)))
    };
    let each = numbers.par_iter().map(of_history).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(sum_up(&each)))
}

struct InHistory {
    content: Causes,
    access: Causes,
    terms: [Terms; 2],
}

fn in_history(
    case: &CompiledCase,
    against: Option<&CompiledCase>,
    seed: u64,
    number: u64,
    (partner, month): (usize, usize),
) -> InHistory {
    let mut values = case.inputs.likely();
    case.inputs.draw(seed, [number], &mut values);
    let course = |case: &CompiledCase| -> PartnerHistory {
        let luck = KeyedDraws { case, seed, history: number };
        let conditions = Conditions {
            values: &values,
            luck: &luck,
            shocks: ShockDraws { seed, histories: [number] },
            processor: Processor::PORTABLE,
        };
        history::play_with(case, &conditions).partners.swap_remove(partner)
    };
    let now = course(case);
    let there = against.map(course);
    let states = [there.as_ref().map_or(&now.before, |there| &there.months[month]), &now.months[month]];
    let [before, now] = states.map(Standing::from);
    let constraint = constraint(case, &values);
    let [content, access] =
        [Factor::Content, Factor::Access].map(|part| causes(&constraint, part, &before, &now));
    let terms = states.map(|state| Terms {
        trust_integrity: state.trust[0].0[0],
        trust_control: state.trust[1].0[0],
        supplement: state.supplement.0[0],
        worth: state.worth.0[0] + state.shock.0[0],
        precision: constraint.precision.0[0],
        content_loss: constraint.content_loss.0[0],
        methods_loss: constraint.methods_loss.0[0],
        methods_worth: constraint.methods_worth.0[0],
        content: state.content.0[0],
        methods: state.content.0[0] * state.access.0[0],
    });
    InHistory { content, access, terms }
}

fn sum_up(each: &[InHistory]) -> Decomposition {
    let of = |part: fn(&InHistory) -> Causes| Reasons::of(&each.iter().map(part).collect::<Vec<_>>());
    let mean = |time: usize, term: fn(&Terms) -> f64| {
        each.iter().map(|history| term(&history.terms[time])).sum::<f64>() / each.len().max(1) as f64
    };
    let terms = [0, 1].map(|time| Terms {
        trust_integrity: mean(time, |terms| terms.trust_integrity),
        trust_control: mean(time, |terms| terms.trust_control),
        supplement: mean(time, |terms| terms.supplement),
        worth: mean(time, |terms| terms.worth),
        precision: mean(time, |terms| terms.precision),
        content_loss: mean(time, |terms| terms.content_loss),
        methods_loss: mean(time, |terms| terms.methods_loss),
        methods_worth: mean(time, |terms| terms.methods_worth),
        content: mean(time, |terms| terms.content),
        methods: mean(time, |terms| terms.methods),
    });
    Decomposition {
        content: of(|history| history.content),
        access: of(|history| history.access),
        terms,
        histories: each.len(),
    }
}
