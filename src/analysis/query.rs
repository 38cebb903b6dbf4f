//! The one list of questions, with their answers: what each depends on, in how many histories it is answered,
//! how it is answered, and its table. A new question has a file of its own, and an arm in each match here.

use super::asking::{AskingValues, value_of_asking};
use super::comparison::{Comparison, compare};
use super::error::QueryError;
use super::frontier::best_choice::{BestChoice, best_choice};
use super::frontier::{CONFIRMED, Exploration, Frontier, Limit, frontier};
use super::measure::Measure;
use super::mitigation::{Mitigations, mitigation};
use super::outlook::{PartnerOutlooks, outlooks};
use super::reactions::{PartnerReaction, reactions};
use super::repair::{Goal, RepairResult, repair};
use super::sensitivity::NumberAnswers;
use super::sensitivity::sobol::{SobolIndices, sobol_indices};
use super::sensitivity::switching_values::{SwitchingValues, switching_values_as_found};
use super::sensitivity::tornado::{Tornado, tornado};
use super::sensitivity::two_way::{TwoWay, two_way};
use super::sensitivity::value_of_information::{ValueOfInformation, value_of_information};
use super::shapley::{Against, Contrast, Decomposition, decompose};
use super::study::{HistorySet, Study};
use super::supposition::{Supposed, SupposedCourse, Suppositions, supposed_change, supposed_course};
use super::table::Table;
use crate::engine::DEFAULT_HISTORIES;
use crate::scenario::{ActorId, Input, Plan, PlanId};

/// A question about the plan that is shown, or about all named plans.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Why a partner's willingness in a month differs from what it is compared with.
    Decomposition {
        /// The partner.
        partner: ActorId,
        /// The month.
        month: u32,
        /// The histories.
        over: HistorySet,
        /// What it is compared with.
        against: Against<PlanId>,
    },
    /// What softened the blow to every partner's sharing.
    Mitigation {
        /// The month.
        month: u32,
        /// The histories.
        over: HistorySet,
    },
    /// The course of a partner under other circumstances.
    Supposition {
        /// The partner.
        partner: ActorId,
        /// The circumstances.
        suppositions: Suppositions,
        /// The histories.
        over: HistorySet,
    },
    /// Why a partner's willingness in a month would be another under other circumstances.
    SupposedChange {
        /// The partner.
        partner: ActorId,
        /// The circumstances.
        suppositions: Suppositions,
        /// The month.
        month: u32,
        /// The histories.
        over: HistorySet,
    },
    /// How far each uncertain number alone moves a result.
    Tornado(Measure),
    /// The sources of the variance of a result.
    SobolIndices(Measure),
    /// At which values of an uncertain number another plan becomes best by a result.
    SwitchingValues(Measure),
    /// The value of knowing each number before deciding.
    ValueOfInformation,
    /// The best plan for each pair of values of two numbers: across, and up.
    TwoWay([Input; 2]),
    /// The plans side by side.
    Comparison {
        /// The month of what is compared.
        month: u32,
        /// The plan that the others are compared with.
        first: PlanId,
    },
    /// The outcome of every choice, in two results.
    Frontier([Measure; 2]),
    /// The choice with the highest total within limits.
    BestChoice {
        /// The month of what is looked at.
        month: u32,
        /// The limits.
        limits: Vec<Limit>,
    },
    /// The smallest change that reaches a goal.
    Repair(Goal),
    /// The value of preparing and of asking first.
    Asking,
    /// How often each partner's sharing falls a lot, a little or not at all in the year after the meeting.
    Outlooks,
    /// What each partner does after a named plan: what it goes on sharing, whether it learns, and what it is told.
    Reactions(PlanId),
}

/// The parts of a document that an answer depends on; all depend on the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The plan that is shown.
    Shown,
    /// Every named plan.
    Named,
    /// Every named plan, and the shown one.
    ShownAndNamed,
    /// The repairs of the plan that is shown.
    Repairs,
}

/// A table of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableId {
    /// Every partner’s course in the projection.
    Courses,
    /// Who would know of each item in the end.
    Knowers,
    /// Who learns that an item was passed on.
    Learning,
    /// What may happen to each item, with its chance.
    PossibleEvents,
    /// Home’s gains and losses.
    Ledger,
    /// Why a partner's willingness changes.
    Reasons,
    /// What softened the blow to every partner's sharing.
    Mitigation,
    /// The effect of each uncertain number.
    Numbers,
    /// The best plan for each pair of values of two numbers.
    TwoWay,
    /// The plans side by side.
    Comparison,
    /// The outcome of every choice.
    Choices,
    /// The smallest repair.
    Repair,
    /// The value of preparing and of asking first.
    Asking,
    /// The built-in cases compared with the historical record: no question about the document.
    Hindcast,
    /// The history that plays: one of many, so that it is not among the tables of a case.
    OneHistory,
}

impl TableId {
    /// Those of a case, in the order of a workbook.
    pub const OF_CASE: [TableId; 13] = [
        TableId::Courses,
        TableId::Knowers,
        TableId::Learning,
        TableId::PossibleEvents,
        TableId::Ledger,
        TableId::Comparison,
        TableId::Reasons,
        TableId::Mitigation,
        TableId::Numbers,
        TableId::TwoWay,
        TableId::Choices,
        TableId::Repair,
        TableId::Asking,
    ];

    /// What it is of, in a sentence: “the table of …”.
    pub fn of(self) -> &'static str {
        match self {
            TableId::Courses => "every partner’s course",
            TableId::Knowers => "who would know",
            TableId::Learning => "who learns of it",
            TableId::PossibleEvents => "what may happen",
            TableId::Ledger => "gains and losses",
            TableId::Reasons => "reasons",
            TableId::Mitigation => "what softened the blow",
            TableId::Numbers => "uncertain numbers",
            TableId::TwoWay => "two numbers together",
            TableId::Comparison => "plans side by side",
            TableId::Choices => "every choice",
            TableId::Repair => "the smallest repair",
            TableId::Asking => "preparing and asking first",
            TableId::Hindcast => "the hindcast",
            TableId::OneHistory => "the history that plays",
        }
    }
}

/// A kind of query: one case of [`Query`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryKind(std::mem::Discriminant<Query>);

impl Query {
    /// Its kind, without what is asked in particular.
    pub fn kind(&self) -> QueryKind {
        QueryKind(std::mem::discriminant(self))
    }

    /// Whether both are of one kind, so that the newer takes the place of the older.
    pub fn is_like(&self, other: &Query) -> bool {
        self.kind() == other.kind()
    }

    /// The parts of the document that its answer depends on.
    pub fn scope(&self) -> Scope {
        match self {
            Query::Decomposition { against: Against::Plan(_), .. } => Scope::ShownAndNamed,
            Query::Decomposition { against: Against::Unsaid | Against::Before, .. }
            | Query::Mitigation { .. }
            | Query::Supposition { .. }
            | Query::SupposedChange { .. }
            | Query::Tornado(_)
            | Query::SobolIndices(_)
            | Query::Repair(_)
            | Query::Asking
            | Query::Outlooks => Scope::Shown,
            Query::SwitchingValues(_)
            | Query::ValueOfInformation
            | Query::TwoWay(_)
            | Query::Comparison { .. }
            | Query::Reactions(_) => Scope::Named,
            Query::Frontier(_) | Query::BestChoice { .. } => Scope::Repairs,
        }
    }

    /// In how many histories it is answered: enough for steady numbers, few enough to wait for.
    pub fn histories(&self) -> u64 {
        match self {
            Query::Decomposition { over: HistorySet::One(_), .. }
            | Query::Mitigation { over: HistorySet::One(_), .. }
            | Query::Supposition { over: HistorySet::One(_), .. }
            | Query::SupposedChange { over: HistorySet::One(_), .. } => 1,
            // Each is played four times: as it is, and three times without something.
            Query::Mitigation { .. } => 2_000,
            Query::Repair(_) => 2_000,
            // At each of 225 pairs of values.
            Query::TwoWay(_) => 1_000,
            // At some twenty values of each number.
            Query::SwitchingValues(_) => 4_000,
            // As many as the projection beside which they are shown, so that the same numbers stand in both.
            Query::Decomposition { .. } | Query::Supposition { .. } | Query::SupposedChange { .. } => {
                DEFAULT_HISTORIES
            }
            Query::Tornado(_)
            | Query::SobolIndices(_)
            | Query::ValueOfInformation
            | Query::Comparison { .. }
            | Query::Asking
            | Query::Outlooks
            | Query::Reactions(_) => DEFAULT_HISTORIES,
            Query::Frontier(_) | Query::BestChoice { .. } => CONFIRMED,
        }
    }

    /// Whether answering may take longer than a hand that moves would wait.
    pub fn is_long(&self) -> bool {
        !matches!(
            self,
            Query::Decomposition { .. }
                | Query::Mitigation { .. }
                | Query::Supposition { .. }
                | Query::SupposedChange { .. }
                | Query::Outlooks
                | Query::Reactions(_)
        )
    }

    /// The table in which its answer can be exported; several questions about numbers share one.
    pub fn table(&self) -> Option<TableId> {
        match self {
            Query::Decomposition { .. } => Some(TableId::Reasons),
            Query::Mitigation { .. } => Some(TableId::Mitigation),
            Query::Tornado(_) | Query::SobolIndices(_) | Query::ValueOfInformation => Some(TableId::Numbers),
            Query::TwoWay(_) => Some(TableId::TwoWay),
            Query::Comparison { .. } => Some(TableId::Comparison),
            Query::Frontier(_) => Some(TableId::Choices),
            Query::Repair(_) => Some(TableId::Repair),
            Query::Asking => Some(TableId::Asking),
            Query::Supposition { .. }
            | Query::SupposedChange { .. }
            | Query::SwitchingValues(_)
            | Query::BestChoice { .. }
            | Query::Outlooks
            | Query::Reactions(_) => None,
        }
    }

    /// Answers it for a plan. Long answers report what is known so far.
    ///
    /// # Errors
    /// If the study has no history, the scenario lacks what is asked about, or the monitor asks for a stop.
    pub fn answer(
        &self,
        study: &Study,
        plan: &Plan,
        so_far: &(dyn Fn(Answer) + Sync),
    ) -> Result<Answer, QueryError> {
        study.check_histories()?;
        let plans: Vec<PlanId> = study.scenario.plans.keys().cloned().collect();
        Ok(match self {
            Query::Decomposition { partner, month, over, against } => {
                let against = match against {
                    Against::Unsaid => Against::Unsaid,
                    Against::Before => Against::Before,
                    Against::Plan(id) => Against::Plan(study.plan(id)?),
                };
                let contrast = Contrast { plan, partner, month: *month, against, over: *over };
                Answer::Decomposition(Box::new(decompose(study, &contrast)?))
            }
            Query::Mitigation { month, over } => Answer::Mitigation(mitigation(study, plan, *month, *over)?),
            Query::Supposition { partner, suppositions, over } => {
                let supposed = Supposed { partner, suppositions: *suppositions, over: *over };
                Answer::Supposition(supposed_course(study, plan, supposed)?)
            }
            Query::SupposedChange { partner, suppositions, month, over } => {
                let supposed = Supposed { partner, suppositions: *suppositions, over: *over };
                Answer::SupposedChange(Box::new(supposed_change(study, plan, supposed, *month)?))
            }
            Query::Tornado(measure) => Answer::Tornado(tornado(study, plan, measure)?),
            Query::SobolIndices(measure) => Answer::SobolIndices(sobol_indices(study, plan, measure)?),
            Query::SwitchingValues(measure) => {
                let answer = |numbers: &[SwitchingValues], finished| Answer::SwitchingValues {
                    measure: measure.clone(),
                    numbers: numbers.to_vec(),
                    finished,
                };
                let publish = |numbers: &[SwitchingValues]| so_far(answer(numbers, false));
                answer(&switching_values_as_found(study, &plans, measure, &publish)?, true)
            }
            Query::ValueOfInformation => Answer::ValueOfInformation(value_of_information(study, &plans)?),
            Query::TwoWay(numbers) => Answer::TwoWay(Box::new(two_way(study, &plans, numbers)?)),
            Query::Comparison { month, first } => {
                let others = plans.into_iter().filter(|plan| plan != first);
                let order: Vec<PlanId> = std::iter::once(first.clone()).chain(others).collect();
                Answer::Comparison(compare(study, &order, &Measure::all(study.scenario, *month))?)
            }
            Query::Frontier(axes) => {
                let publish = |frontier: &Frontier| so_far(Answer::Frontier(Box::new(frontier.clone())));
                Answer::Frontier(Box::new(frontier(&Exploration::new(study, plan), axes, &publish)?))
            }
            Query::BestChoice { month, limits } => {
                Answer::BestChoice(Box::new(best_choice(&Exploration::new(study, plan), *month, limits)?))
            }
            Query::Repair(goal) => Answer::Repair(repair(study, plan, goal)?),
            Query::Asking => Answer::Asking(value_of_asking(study, plan)?),
            Query::Outlooks => Answer::Outlooks(outlooks(study, plan)?),
            Query::Reactions(plan) => Answer::Reactions(reactions(study, plan)?),
        })
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Query::Decomposition`].
    Decomposition(Box<Decomposition>),
    /// To [`Query::Mitigation`].
    Mitigation(Mitigations),
    /// To [`Query::Supposition`].
    Supposition(SupposedCourse),
    /// To [`Query::SupposedChange`].
    SupposedChange(Box<Decomposition>),
    /// To [`Query::Tornado`].
    Tornado(Tornado),
    /// To [`Query::SobolIndices`].
    SobolIndices(SobolIndices),
    /// To [`Query::SwitchingValues`].
    SwitchingValues {
        /// The result by which plans are best.
        measure: Measure,
        /// Those of each number; until it is finished, of some that never change the best plan.
        numbers: Vec<SwitchingValues>,
        /// Whether this is the end result, or more is to come.
        finished: bool,
    },
    /// To [`Query::ValueOfInformation`].
    ValueOfInformation(ValueOfInformation),
    /// To [`Query::TwoWay`].
    TwoWay(Box<TwoWay>),
    /// To [`Query::Comparison`].
    Comparison(Comparison),
    /// To [`Query::Frontier`]; what is known so far, until it is finished.
    Frontier(Box<Frontier>),
    /// To [`Query::BestChoice`].
    BestChoice(Box<BestChoice>),
    /// To [`Query::Repair`].
    Repair(RepairResult),
    /// To [`Query::Asking`].
    Asking(AskingValues),
    /// To [`Query::Outlooks`].
    Outlooks(Vec<PartnerOutlooks>),
    /// To [`Query::Reactions`].
    Reactions(Vec<PartnerReaction>),
    /// There is none; a sentence says why.
    Nothing(String),
}

impl Answer {
    /// Whether more of it is to come.
    pub fn is_partial(&self) -> bool {
        match self {
            Answer::Frontier(frontier) => !frontier.finished,
            Answer::SwitchingValues { finished, .. } => !finished,
            _ => false,
        }
    }

    /// Its table; `others` are the other current answers, of which a table of numbers takes up what they say
    /// about the same numbers. `None` if it has no table of its own.
    pub fn table<'a>(
        &'a self,
        study: &Study,
        plan: &str,
        others: impl Iterator<Item = &'a Answer>,
    ) -> Option<Table> {
        match self {
            Answer::Decomposition(answer) => Some(answer.table(study, plan)),
            Answer::Mitigation(answer) => Some(answer.table(study, plan)),
            Answer::Tornado(tornado) => Some(number_answers(tornado, others).table(study, plan)),
            Answer::TwoWay(answer) => Some(answer.table(study)),
            Answer::Comparison(answer) => Some(answer.table(study)),
            Answer::Frontier(answer) => Some(answer.table(study, true)),
            Answer::Repair(answer) => Some(answer.table(study, plan)),
            Answer::Asking(answer) => Some(answer.table(study, plan)),
            Answer::Supposition(_)
            | Answer::SupposedChange(_)
            | Answer::SobolIndices(_)
            | Answer::SwitchingValues { .. }
            | Answer::ValueOfInformation(_)
            | Answer::BestChoice(_)
            | Answer::Outlooks(_)
            | Answer::Reactions(_)
            | Answer::Nothing(_) => None,
        }
    }
}

/// A tornado with what other answers say about the same result and the same numbers.
fn number_answers<'a>(tornado: &'a Tornado, others: impl Iterator<Item = &'a Answer>) -> NumberAnswers<'a> {
    let mut answers = NumberAnswers { tornado, indices: None, switching: None, information: None };
    for other in others {
        match other {
            Answer::SobolIndices(of) if of.measure == tornado.measure => answers.indices = Some(of),
            Answer::SwitchingValues { measure, numbers, finished: true } if *measure == tornado.measure => {
                answers.switching = Some(numbers);
            }
            Answer::ValueOfInformation(of) => answers.information = Some(of),
            // Of another result, not finished, or not about numbers.
            Answer::SobolIndices(_)
            | Answer::SwitchingValues { .. }
            | Answer::Decomposition(_)
            | Answer::Mitigation(_)
            | Answer::Supposition(_)
            | Answer::SupposedChange(_)
            | Answer::Tornado(_)
            | Answer::TwoWay(_)
            | Answer::Comparison(_)
            | Answer::Frontier(_)
            | Answer::BestChoice(_)
            | Answer::Repair(_)
            | Answer::Asking(_)
            | Answer::Outlooks(_)
            | Answer::Reactions(_)
            | Answer::Nothing(_) => {}
        }
    }
    answers
}
