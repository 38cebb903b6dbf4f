//! Why a partner's willingness has changed: the change in log-odds, divided among its named causes, in one history or
//! on average over many.
//!
//! Divided by the Shapley value (L. Shapley, "A value for n-person games", 1953): the average, over all orders in
//! which the causes could have come about, of what each adds when it comes. The parts add up to the change exactly
//! (model, section 11), in each history and so on average.

mod division;

pub use division::{Situation, shapley_values};

use super::error::QueryError;
use super::measure::Mean;
use super::study::{HistorySet, Study};
use super::table::{Cell, Table};
use crate::engine::Processor;
use crate::engine::batch::{Batch, WIDTH};
use crate::engine::compiled_case::CompiledCase;
use crate::engine::month_states::{BlockStates, MonthPlayer};
use crate::engine::months::{Mitigation, constraint};
use crate::engine::partner_state::State;
use crate::engine::willingness::ParticipationConstraint;
use crate::scenario::{ActorId, Material, PerMaterial, Plan};
use division::{Division, Parts};
use rayon::prelude::*;
use std::ops::Index;

/// A named cause of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Trust in home's integrity.
    PromiseBroken,
    /// Trust in home's control.
    SecretNotKept,
    /// The supplement of institutions to trust.
    Institutions,
    /// The worth of the relationship, with compensation.
    Stakes,
    /// Content held back as a protest.
    Protest,
    /// Thaws and shocks from elsewhere.
    Outside,
}

impl Cause {
    /// The number of causes.
    pub const COUNT: usize = 6;
    /// All of them, in the model's order.
    pub const ALL: [Cause; Cause::COUNT] = [
        Cause::PromiseBroken,
        Cause::SecretNotKept,
        Cause::Institutions,
        Cause::Stakes,
        Cause::Protest,
        Cause::Outside,
    ];

    /// Name for people: “promise broken”.
    pub fn name(self) -> &'static str {
        match self {
            Cause::PromiseBroken => "promise broken",
            Cause::SecretNotKept => "secret not kept",
            Cause::Institutions => "institutions",
            Cause::Stakes => "stakes and compensation",
            Cause::Protest => "protest",
            Cause::Outside => "outside events",
        }
    }

    /// Its meaning, in a sentence.
    pub fn explains(self) -> &'static str {
        match self {
            Cause::PromiseBroken => "Would home break its promise on purpose? What the partner now believes.",
            Cause::SecretNotKept => "Can home keep a secret? What the partner now believes.",
            Cause::Institutions => {
                "Monitoring, liaison, agreements: what lowers the risk where trust does not."
            }
            Cause::Stakes => "What the larger relationship is worth to it, and what home pays.",
            Cause::Protest => "Content held back for a while, to say that this will not do.",
            Cause::Outside => "A thaw or chill that has nothing to do with the disclosure.",
        }
    }
}

/// One value for each cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerCause<T>([T; Cause::COUNT]);

impl<T> PerCause<T> {
    /// The value of each cause, in the model's order.
    pub fn from_fn(value: impl FnMut(Cause) -> T) -> Self {
        PerCause(Cause::ALL.map(value))
    }

    /// The causes with their values, in the model's order.
    pub fn iter(&self) -> impl Iterator<Item = (Cause, &T)> {
        Cause::ALL.into_iter().zip(&self.0)
    }
}

impl PerCause<f64> {
    /// The sum over all causes.
    pub fn sum(&self) -> f64 {
        self.0.iter().sum()
    }
}

impl<const L: usize> PerCause<Batch<L>> {
    /// The values in one of the histories.
    pub fn in_lane(&self, lane: usize) -> PerCause<f64> {
        PerCause(self.0.map(|of| of.0[lane]))
    }
}

impl<T> Index<Cause> for PerCause<T> {
    type Output = T;

    fn index(&self, cause: Cause) -> &T {
        &self.0[cause as usize]
    }
}

/// A factor of willingness; its log-odds are what is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// Sharing content.
    Content,
    /// Opening sources too, given that content is shared.
    Access,
}

impl Factor {
    /// Both, in the model's order.
    pub const ALL: [Factor; 2] = [Factor::Content, Factor::Access];

    /// The material whose sharing it decides.
    pub fn material(self) -> Material {
        match self {
            Factor::Content => Material::Content,
            Factor::Access => Material::SourcesAndMethods,
        }
    }

    /// Key in tables.
    fn key(self) -> &'static str {
        match self {
            Factor::Content => "content",
            Factor::Access => "opening sources and methods",
        }
    }
}

/// A change and its parts: of a factor's log-odds, or of a willingness as a share.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorChange {
    /// The change between the two situations.
    pub change: Mean,
    /// Its parts, which add up to it.
    pub parts: PerCause<Mean>,
}

impl FactorChange {
    /// The parts that matter, the largest first.
    pub fn largest(&self) -> Vec<(Cause, Mean)> {
        // Half of the last digit that the window shows: less would be shown as 0.
        const LEAST: f64 = 5e-4;
        let mut parts: Vec<_> = self.parts.iter().map(|(cause, part)| (cause, *part)).collect();
        parts.retain(|(_, part)| part.mean.abs() > LEAST);
        parts.sort_by(|one, other| other.1.mean.abs().total_cmp(&one.1.mean.abs()));
        parts
    }

    /// The parts by the names of their causes, then the change.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, Mean)> {
        let parts = self.parts.iter().map(|(cause, part)| (cause.name(), *part));
        parts.chain([("change", self.change)])
    }

    fn over(histories: &[PerCause<f64>]) -> Self {
        let over =
            |of: &dyn Fn(&PerCause<f64>) -> f64| Mean::of(&histories.iter().map(of).collect::<Vec<f64>>());
        FactorChange {
            change: over(&PerCause::sum),
            parts: PerCause::from_fn(|cause| over(&|parts| parts[cause])),
        }
    }
}

/// The terms of the formula of willingness in one situation.
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
    /// Precision μ with which willingness follows worth and risk.
    pub precision: f64,
    /// Signal of protest A.
    pub signal: f64,
    /// Weight of the signal, α.
    pub protest: f64,
    /// Loss L_C with betrayed content.
    pub content_loss: f64,
    /// Loss L_S with a betrayed source.
    pub methods_loss: f64,
    /// Share b_S of the worth that counts for opening sources.
    pub methods_worth: f64,
    /// Willingness to share content.
    pub content: f64,
    /// Willingness to share sources and methods.
    pub methods: f64,
}

impl Terms {
    fn of(state: &State<WIDTH>, constraint: &ParticipationConstraint<WIDTH>, lane: usize) -> Self {
        let in_lane = |of: Batch<WIDTH>| of.0[lane];
        Terms {
            trust_integrity: in_lane(state.trust.integrity),
            trust_control: in_lane(state.trust.control),
            supplement: in_lane(state.supplement),
            worth: in_lane(state.worth + state.shock),
            signal: in_lane(state.signal),
            protest: in_lane(constraint.protest),
            precision: in_lane(constraint.precision),
            content_loss: in_lane(constraint.content_loss),
            methods_loss: in_lane(constraint.methods_loss),
            methods_worth: in_lane(constraint.methods_worth),
            content: in_lane(state.content),
            methods: in_lane(state.content * state.access),
        }
    }

    /// The means over histories of one of the two situations.
    fn mean(histories: &[InHistory], situation: usize) -> Self {
        let mean = |term: fn(&Terms) -> f64| {
            let sum: f64 = histories.iter().map(|history| term(&history.terms[situation])).sum();
            sum / histories.len().max(1) as f64
        };
        Terms {
            trust_integrity: mean(|terms| terms.trust_integrity),
            trust_control: mean(|terms| terms.trust_control),
            supplement: mean(|terms| terms.supplement),
            worth: mean(|terms| terms.worth),
            signal: mean(|terms| terms.signal),
            protest: mean(|terms| terms.protest),
            precision: mean(|terms| terms.precision),
            content_loss: mean(|terms| terms.content_loss),
            methods_loss: mean(|terms| terms.methods_loss),
            methods_worth: mean(|terms| terms.methods_worth),
            content: mean(|terms| terms.content),
            methods: mean(|terms| terms.methods),
        }
    }
}

/// What a partner's willingness in a month is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against<P> {
    /// What it would be in the same month, with the same luck, if nothing were said.
    #[default]
    Unsaid,
    /// What it was before the meeting.
    Before,
    /// What it would be in the same month, with the same luck, under another plan.
    Plan(P),
}

/// Why one partner's willingness in one month differs from what it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    /// The willingness to share each material, as shares; their parts add up to the change of the mean.
    pub willingness: PerMaterial<FactorChange>,
    /// Sharing content.
    pub content: FactorChange,
    /// Opening sources too, given that content is shared.
    pub access: FactorChange,
    /// The means of the formula's terms in the two situations.
    pub terms: [Terms; 2],
    /// Over how many histories.
    pub histories: usize,
}

impl Decomposition {
    /// The change of one factor.
    pub fn factor(&self, factor: Factor) -> &FactorChange {
        match factor {
            Factor::Content => &self.content,
            Factor::Access => &self.access,
        }
    }

    fn over(histories: &[InHistory]) -> Self {
        let of = |factor: Factor| {
            let parts: Vec<_> = histories.iter().map(|history| history.parts[factor as usize]).collect();
            FactorChange::over(&parts)
        };
        let willingness = |material: Material| {
            let parts: Vec<_> = histories.iter().map(|history| *history.willingness.of(material)).collect();
            FactorChange::over(&parts)
        };
        Decomposition {
            willingness: PerMaterial {
                content: willingness(Material::Content),
                methods: willingness(Material::SourcesAndMethods),
            },
            content: of(Factor::Content),
            access: of(Factor::Access),
            terms: [0, 1].map(|situation| Terms::mean(histories, situation)),
            histories: histories.len(),
        }
    }

    /// A row for every cause of each factor, and for their sum: in log-odds of the factor, and in percentage points
    /// of the willingness to share content or, with access, sources and methods.
    pub fn table(&self, study: &Study, plan: &str) -> Table {
        let columns = ["factor", "cause", "log_odds", "se", "points", "points_se"];
        let mut table = Table::of(study, "causes", plan, &columns);
        table.histories = self.histories as u64;
        for factor in Factor::ALL {
            let shares = self.willingness.of(factor.material()).rows();
            for ((cause, log_odds), (_, share)) in self.factor(factor).rows().zip(shares) {
                let numbers = [log_odds.mean, log_odds.se, 100.0 * share.mean, 100.0 * share.se];
                let names = [Cell::from(factor.key()), cause.into()];
                table.rows.push(names.into_iter().chain(numbers.map(Cell::from)).collect());
            }
        }
        table
    }
}

/// Two situations of a partner, the second of which is to be explained by its difference from the first.
#[derive(Clone, Copy, Debug)]
pub struct Contrast<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The partner.
    pub partner: &'a ActorId,
    /// The month; the last one if it lies beyond the horizon.
    pub month: u32,
    /// The first situation.
    pub against: Against<&'a Plan>,
    /// The histories.
    pub over: HistorySet,
}

/// Divides a partner's change of willingness among its causes.
///
/// # Errors
/// If it is no partner, there is no such history, or the monitor asks for a stop.
pub fn decompose(study: &Study, contrast: &Contrast) -> Result<Decomposition, QueryError> {
    // Of one partner there is one decomposition.
    let Contrast { plan, partner, month, against, over } = *contrast;
    Ok(decompose_for(study, &Situations { plan, month, against, over }, &[partner])?.swap_remove(0))
}

/// Two situations of all partners, the second of which is to be explained by its difference from the first.
#[derive(Clone, Copy, Debug)]
pub struct Situations<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The month; the last one if it lies beyond the horizon.
    pub month: u32,
    /// The first situation.
    pub against: Against<&'a Plan>,
    /// The histories.
    pub over: HistorySet,
}

/// Divides the changes of willingness of some partners among their causes, in their order, from histories that are played
/// once.
///
/// # Errors
/// As [`decompose`].
pub fn decompose_for(
    study: &Study,
    Situations { plan, month, against, over }: &Situations,
    partners: &[&ActorId],
) -> Result<Vec<Decomposition>, QueryError> {
    let side = |plan| Side { case: CompiledCase::new(study.scenario, plan, None), without: None };
    let now = side(plan);
    let numbers = study.numbers(&now.case, *over)?;
    let first = match against {
        Against::Unsaid => Against::Unsaid,
        Against::Before => Against::Before,
        Against::Plan(plan) => Against::Plan(side(plan)),
    };
    Sides { now, first, month: *month }.decompose(study, partners, &numbers)
}

/// The two situations in one history: the parts of the change by factor and by material, and the formula's terms.
struct InHistory {
    parts: [PerCause<f64>; 2],
    willingness: PerMaterial<PerCause<f64>>,
    terms: [Terms; 2],
}

/// The two situations in a block of histories.
struct InBlock {
    parts: Parts<WIDTH>,
    states: [State<WIDTH>; 2],
    constraint: ParticipationConstraint<WIDTH>,
}

impl InBlock {
    fn between(
        states: [State<WIDTH>; 2],
        constraint: ParticipationConstraint<WIDTH>,
        processor: Processor,
    ) -> Self {
        let [before, now] = states.each_ref().map(Situation::from);
        let parts = processor.run(Division { constraint: &constraint, before, now });
        InBlock { parts, states, constraint }
    }

    fn in_history(&self, lane: usize) -> InHistory {
        let InBlock { parts: Parts { factors, willingness }, states, constraint } = self;
        InHistory {
            parts: factors.each_ref().map(|of| of.in_lane(lane)),
            willingness: PerMaterial {
                content: willingness.content.in_lane(lane),
                methods: willingness.methods.in_lane(lane),
            },
            terms: states.each_ref().map(|state| Terms::of(state, constraint, lane)),
        }
    }
}

/// A case whose histories are played, with what is taken away from every relationship.
pub(super) struct Side {
    /// The case.
    pub case: CompiledCase,
    /// What is taken away.
    pub without: Option<Mitigation>,
}

impl Side {
    fn player(&self, seed: u64, month: usize) -> MonthPlayer<'_> {
        let Side { case, without } = self;
        MonthPlayer { case, processor: Processor::best(), seed, without: *without, month }
    }
}

/// The two sides of a change.
pub(super) struct Sides {
    /// The side that is explained.
    pub now: Side,
    /// The side that it is compared with.
    pub first: Against<Side>,
    /// The month; the last one if it lies beyond the horizon.
    pub month: u32,
}

impl Sides {
    /// Divides the change of willingness of some partners, in some histories, among its causes.
    pub fn decompose(
        self,
        study: &Study,
        partners: &[&ActorId],
        numbers: &[u64],
    ) -> Result<Vec<Decomposition>, QueryError> {
        let index = |partner: &&ActorId| {
            let index = study.scenario.partnerships.index_of(*partner);
            index.ok_or_else(|| QueryError::NoPartner((*partner).clone()))
        };
        let indices = partners.iter().map(index).collect::<Result<_, _>>()?;
        let month = (self.month as usize).min(self.now.case.horizon);
        let first = match &self.first {
            Against::Unsaid => Against::Unsaid,
            Against::Before => Against::Before,
            Against::Plan(first) => Against::Plan(first.player(study.seed, month)),
        };
        let player = Player { now: self.now.player(study.seed, month), first, partners: indices };
        let of_block = |histories: &[u64]| {
            study.check()?;
            Ok(player.play(histories))
        };
        let blocks = numbers.par_chunks(WIDTH).map(of_block).collect::<Result<Vec<_>, QueryError>>()?;
        let of_partner = |partner: usize| {
            let in_histories = |(block, histories): (&Vec<InBlock>, &[u64])| {
                (0..histories.len()).map(|lane| block[partner].in_history(lane)).collect::<Vec<_>>()
            };
            let histories: Vec<InHistory> =
                blocks.iter().zip(numbers.chunks(WIDTH)).flat_map(in_histories).collect();
            Decomposition::over(&histories)
        };
        Ok((0..partners.len()).map(of_partner).collect())
    }
}

/// Plays both sides.
struct Player<'a> {
    now: MonthPlayer<'a>,
    first: Against<MonthPlayer<'a>>,
    /// By index among the partners.
    partners: Vec<usize>,
}

impl Player<'_> {
    /// A block of histories, by partner.
    fn play(&self, histories: &[u64]) -> Vec<InBlock> {
        let Player { now, first, partners } = self;
        let BlockStates { values, partners: states } = now.play(histories, partners);
        let first_states: Vec<State<WIDTH>> = match first {
            Against::Plan(first) => {
                first.play(histories, partners).partners.iter().map(|of| of.planned).collect()
            }
            Against::Before => states.iter().map(|of| of.before).collect(),
            Against::Unsaid => states.iter().map(|of| of.withheld).collect(),
        };
        let constraint = constraint(now.case, &values);
        let between = |(now_of, first)| InBlock::between([first, now_of], constraint, now.processor);
        states.iter().map(|of| of.planned).zip(first_states).map(between).collect()
    }
}
