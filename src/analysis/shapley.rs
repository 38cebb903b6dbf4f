//! Why a partner's willingness has changed: the change in log-odds, divided among its named causes, in one history or
//! on average over many.
//!
//! Divided by the Shapley value (L. Shapley, "A value for n-person games", 1953): the average, over all orders in
//! which the causes could have come about, of what each adds when it comes. The parts add up to the change exactly
//! (model, section 11), in each history and so on average.

use super::error::QueryError;
use super::measure::Mean;
use super::study::{HistorySet, Study};
use super::table::{Cell, Table};
use crate::engine::Processor;
use crate::engine::batch::Batch;
use crate::engine::belief::PerBelief;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::draws::KeyedDraws;
use crate::engine::history::{self, Conditions, PartnerHistory};
use crate::engine::inputs::Values;
use crate::engine::months::{Mitigation, ShockDraws, State, constraint};
use crate::engine::willingness::{Considerations, ParticipationConstraint, Willingness, perceived_risk};
use crate::scenario::{ActorId, Material, PerMaterial, Plan};
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

/// The quantities that a partner's willingness depends on at one time, one for each cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation {
    /// Trust in home's integrity τ_I.
    pub trust_integrity: f64,
    /// Trust in home's control τ_C.
    pub trust_control: f64,
    /// How far institutions supplement trust, ι.
    pub supplement: f64,
    /// Worth V of going on, with compensation, without outside events.
    pub worth: f64,
    /// Signal of protest A.
    pub signal: f64,
    /// Outside thaw or shock ε.
    pub shock: f64,
}

impl From<&State<1>> for Situation {
    fn from(state: &State<1>) -> Self {
        let PerBelief { integrity, control } = state.trust;
        Situation {
            trust_integrity: integrity.0[0],
            trust_control: control.0[0],
            supplement: state.supplement.0[0],
            worth: state.worth.0[0],
            signal: state.signal.0[0],
            shock: state.shock.0[0],
        }
    }
}

impl Situation {
    /// The quantity through which a cause acts.
    fn of(&self, cause: Cause) -> f64 {
        match cause {
            Cause::PromiseBroken => self.trust_integrity,
            Cause::SecretNotKept => self.trust_control,
            Cause::Institutions => self.supplement,
            Cause::Stakes => self.worth,
            Cause::Protest => self.signal,
            Cause::Outside => self.shock,
        }
    }
}

/// Divides the change of a factor's log-odds between two situations among the causes.
pub fn shapley_values(
    constraint: &ParticipationConstraint<1>,
    factor: Factor,
    before: &Situation,
    now: &Situation,
) -> PerCause<f64> {
    divided(before, now, |by| match factor {
        Factor::Content => constraint.content_log_odds(by),
        Factor::Access => constraint.access_log_odds(by),
    })
}

/// Divides the change of the willingness to share a material between two situations among the causes, as shares.
///
/// Of the shares themselves, not of their log-odds: so these parts add up to a change in percentage points.
pub fn willingness_parts(
    constraint: &ParticipationConstraint<1>,
    material: Material,
    before: &Situation,
    now: &Situation,
) -> PerCause<f64> {
    divided(before, now, |by| {
        let Willingness { content, access, .. } = constraint.willingness(by);
        match material {
            Material::Content => content,
            Material::SourcesAndMethods => content * access,
        }
    })
}

/// Divides the change of a value between two situations among the causes.
fn divided(
    before: &Situation,
    now: &Situation,
    value: impl Fn(Considerations<1>) -> Batch<1>,
) -> PerCause<f64> {
    // The value of every coalition: the causes in it as they are now, the others as they were.
    let of_coalition = |coalition: usize| {
        let is_in = |cause: Cause| coalition >> cause as usize & 1 == 1;
        let mixed = PerCause::from_fn(|cause| if is_in(cause) { now.of(cause) } else { before.of(cause) });
        value(considerations(&mixed)).0[0]
    };
    let values: Vec<f64> = (0..1 << Cause::COUNT).map(of_coalition).collect();
    PerCause::from_fn(|cause| shapley_value(&values, cause as usize))
}

fn considerations(of: &PerCause<f64>) -> Considerations<1> {
    let of = |cause: Cause| Batch([of[cause]]);
    let risk = perceived_risk(of(Cause::Institutions), of(Cause::PromiseBroken), of(Cause::SecretNotKept));
    let worth = of(Cause::Stakes) + of(Cause::Outside);
    Considerations { worth, signal: of(Cause::Protest), risk }
}

/// Σ over coalitions S without the cause of |S|! (n-|S|-1)! / n! · (v(S + cause) - v(S)).
fn shapley_value(values: &[f64], cause: usize) -> f64 {
    const WEIGHTS: [f64; Cause::COUNT] =
        [120.0 / 720.0, 24.0 / 720.0, 12.0 / 720.0, 12.0 / 720.0, 24.0 / 720.0, 120.0 / 720.0];
    (0..values.len())
        .filter(|coalition| coalition >> cause & 1 == 0)
        .map(|coalition| {
            WEIGHTS[coalition.count_ones() as usize] * (values[coalition | 1 << cause] - values[coalition])
        })
        .sum()
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
    fn of(state: &State<1>, constraint: &ParticipationConstraint<1>) -> Self {
        Terms {
            trust_integrity: state.trust.integrity.0[0],
            trust_control: state.trust.control.0[0],
            supplement: state.supplement.0[0],
            worth: state.worth.0[0] + state.shock.0[0],
            signal: state.signal.0[0],
            protest: constraint.protest.0[0],
            precision: constraint.precision.0[0],
            content_loss: constraint.content_loss.0[0],
            methods_loss: constraint.methods_loss.0[0],
            methods_worth: constraint.methods_worth.0[0],
            content: state.content.0[0],
            methods: state.content.0[0] * state.access.0[0],
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

impl InHistory {
    fn between(states: [&State<1>; 2], constraint: &ParticipationConstraint<1>) -> Self {
        let [before, after] = states.map(Situation::from);
        let willingness = |material| willingness_parts(constraint, material, &before, &after);
        InHistory {
            willingness: PerMaterial {
                content: willingness(Material::Content),
                methods: willingness(Material::SourcesAndMethods),
            },
            parts: Factor::ALL.map(|factor| shapley_values(constraint, factor, &before, &after)),
            terms: states.map(|state| Terms::of(state, constraint)),
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
        let player = Player {
            partners: partners.iter().map(index).collect::<Result<_, _>>()?,
            month: (self.month as usize).min(self.now.case.horizon),
            seed: study.seed,
            sides: self,
        };
        let of_history = |number: &u64| {
            study.check()?;
            Ok(player.play(*number))
        };
        let mut histories = numbers.par_iter().map(of_history).collect::<Result<Vec<_>, QueryError>>()?;
        let mut of_partner = |_| {
            let of_history = |partners: &mut Vec<InHistory>| partners.pop();
            Decomposition::over(&histories.iter_mut().filter_map(of_history).collect::<Vec<_>>())
        };
        // From the last partner on, so that what is done with is dropped.
        let mut decompositions: Vec<_> = partners.iter().rev().map(&mut of_partner).collect();
        decompositions.reverse();
        Ok(decompositions)
    }
}

/// Plays histories of both sides.
struct Player {
    sides: Sides,
    seed: u64,
    /// By index among the partners.
    partners: Vec<usize>,
    month: usize,
}

impl Player {
    /// A history, by partner.
    fn play(&self, number: u64) -> Vec<InHistory> {
        let (values, now) = self.courses(&self.sides.now, number);
        let other = match &self.sides.first {
            Against::Plan(side) => Some(self.courses(side, number).1),
            Against::Unsaid | Against::Before => None,
        };
        let constraint = constraint(&self.sides.now.case, &values);
        let of_partner = |partner: &usize| {
            let now = &now[*partner];
            let first = match (&other, &self.sides.first) {
                (Some(other), _) => other[*partner].months[self.month],
                (None, Against::Before) => now.before,
                (None, _) => now.withheld[self.month],
            };
            InHistory::between([&first, &now.months[self.month]], &constraint)
        };
        self.partners.iter().map(of_partner).collect()
    }

    /// The numbers of a history and the months of all partners in it, on one of the sides.
    fn courses(&self, side: &Side, number: u64) -> (Values<1>, Vec<PartnerHistory>) {
        let case = &side.case;
        let mut values = case.inputs.likely();
        case.inputs.draw(Processor::PORTABLE, self.seed, [number], &mut values);
        let conditions = Conditions {
            values: &values,
            luck: &KeyedDraws { case, seed: self.seed, history: number },
            shocks: ShockDraws { seed: self.seed, histories: [number] },
            processor: Processor::PORTABLE,
            without: side.without,
        };
        let courses = history::play_with(case, &conditions).partners;
        (values, courses)
    }
}
