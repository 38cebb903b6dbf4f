//! All tables of a case, each for what is usually asked: of the last month, of the total, of the plan that is named.

use super::error::QueryError;
use super::frontier::usual_axes;
use super::measure::Measure;
use super::projection_tables;
use super::query::{Answer, Query, TableId};
use super::repair::{Goal, USUAL_MONTH};
use super::sensitivity::tornado::Tornado;
use super::shapley::Against;
use super::study::{HistorySet, Study};
use super::table::{Cell, Table};
use crate::engine::{Monitor, Projection, Run, project};
use crate::scenario::{Input, Material, Plan, PlanId};
use std::cell::OnceCell;

/// A case and a plan, of which tables are made.
pub struct CaseTables<'a> {
    study: Study<'a>,
    id: &'a PlanId,
    plan: &'a Plan,
    /// Worked out by the first table that needs it.
    projection: OnceCell<Projection>,
    /// Likewise.
    tornado: OnceCell<Tornado>,
}

/// Passes on that a run should stop, and no progress: that of one table says nothing of all.
struct WithoutProgress<'a>(&'a dyn Monitor);

impl Monitor for WithoutProgress<'_> {
    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

/// Works out every table of a case that there is something for. The monitor is told how many are done.
///
/// # Errors
/// If the scenario lacks what is asked about, or the monitor asks for a stop.
pub fn all_tables(study: &Study, id: &PlanId, plan: &Plan) -> Result<Vec<Table>, QueryError> {
    let silent = WithoutProgress(study.monitor);
    let quiet = Study::new(study.scenario, study.seed, study.histories, &silent);
    let tables = CaseTables::new(quiet, id, plan);
    let mut found = Vec::new();
    for (done, table) in (0..).zip(TableId::OF_CASE) {
        study.monitor.progress(done, TableId::OF_CASE.len() as u64);
        found.extend(tables.table(table)?);
    }
    Ok(found)
}

impl<'a> CaseTables<'a> {
    /// The tables of a plan in so many histories; a question that is usually asked in fewer is asked in fewer.
    pub fn new(study: Study<'a>, id: &'a PlanId, plan: &'a Plan) -> Self {
        CaseTables { study, id, plan, projection: OnceCell::new(), tornado: OnceCell::new() }
    }

    /// A table; `None` where the case has nothing to put into it.
    ///
    /// # Errors
    /// If the scenario lacks what is asked about, or the monitor asks for a stop.
    pub fn table(&self, table: TableId) -> Result<Option<Table>, QueryError> {
        let last = self.study.scenario.horizon_months;
        let found = match table {
            TableId::Courses
            | TableId::Knowers
            | TableId::Learning
            | TableId::PossibleEvents
            | TableId::Ledger => {
                let of_projection = projection_tables::table(table);
                let projection = self.projection()?;
                Ok(of_projection.map(|of| of(&self.study, self.plan, projection)))
            }
            TableId::Comparison => self.of(&Query::Comparison { month: last, first: self.id.clone() }),
            TableId::Reasons => self.reasons(last),
            TableId::Mitigation => self.of(&Query::Mitigation { month: last, over: HistorySet::All }),
            TableId::Numbers => self.numbers(),
            TableId::TwoWay => self.two_way(),
            TableId::Choices => self.of(&Query::Frontier(usual_axes(last))),
            TableId::Repair => self.repair(last),
            TableId::Asking => self.of(&Query::Asking),
            // About other cases, and about one history of many.
            TableId::Hindcast | TableId::OneHistory => Ok(None),
        }?;
        Ok(found.filter(|table| !table.rows.is_empty()))
    }

    fn projection(&self) -> Result<&Projection, QueryError> {
        if let Some(known) = self.projection.get() {
            return Ok(known);
        }
        let Study { scenario, seed, histories, monitor } = self.study;
        let run = Run { histories, seed, ..Run::default() };
        let projection = project(scenario, self.plan, &run, monitor)?;
        Ok(self.projection.get_or_init(|| projection))
    }

    fn tornado(&self) -> Result<Option<&Tornado>, QueryError> {
        if let Some(known) = self.tornado.get() {
            return Ok(Some(known));
        }
        match self.answer(&Query::Tornado(Measure::TOTAL))? {
            Answer::Tornado(tornado) => Ok(Some(self.tornado.get_or_init(|| tornado))),
            _ => Ok(None),
        }
    }

    /// The study of a question: in as many histories as it is usually asked, or fewer.
    fn study_of(&self, query: &Query) -> Study<'a> {
        self.study.with_histories(self.study.histories.min(query.histories()))
    }

    fn answer(&self, query: &Query) -> Result<Answer, QueryError> {
        query.answer(&self.study_of(query), self.plan, &|_| ())
    }

    fn of(&self, query: &Query) -> Result<Option<Table>, QueryError> {
        let answer = self.answer(query)?;
        Ok(answer.table(&self.study_of(query), &self.plan.name, std::iter::empty()))
    }

    /// The causes of every partner’s change, below each other.
    fn reasons(&self, month: u32) -> Result<Option<Table>, QueryError> {
        let mut all: Option<Table> = None;
        for partner in self.study.scenario.partnerships.keys() {
            let query = Query::Decomposition {
                partner: partner.clone(),
                month,
                over: HistorySet::All,
                against: Against::Before,
            };
            let Some(mut table) = self.of(&query)? else { continue };
            table.columns.insert(0, "partner");
            let name = Cell::from(self.study.scenario.name(partner));
            table.rows.iter_mut().for_each(|row| row.insert(0, name.clone()));
            match &mut all {
                Some(all) => all.rows.append(&mut table.rows),
                None => all = Some(table),
            }
        }
        Ok(all)
    }

    /// What each uncertain number does to the total.
    fn numbers(&self) -> Result<Option<Table>, QueryError> {
        let Some(tornado) = self.tornado()? else { return Ok(None) };
        let others = [
            Query::SobolIndices(Measure::TOTAL),
            Query::SwitchingValues(Measure::TOTAL),
            Query::ValueOfInformation,
        ];
        let others = others.iter().map(|query| self.answer(query)).collect::<Result<Vec<_>, _>>()?;
        let study = self.study_of(&Query::Tornado(Measure::TOTAL));
        Ok(Answer::Tornado(tornado.clone()).table(&study, &self.plan.name, others.iter()))
    }

    /// The best plan for each pair of values of the two numbers that move the total most.
    fn two_way(&self) -> Result<Option<Table>, QueryError> {
        let Some(tornado) = self.tornado()? else { return Ok(None) };
        let inputs: Vec<Input> = tornado.bars.iter().take(2).map(|bar| bar.input.clone()).collect();
        match <[Input; 2]>::try_from(inputs) {
            Ok(two) => self.of(&Query::TwoWay(two)),
            Err(_) => Ok(None),
        }
    }

    /// The smallest change after which the partner that shares least of its sources shares as much as if nothing were
    /// said.
    fn repair(&self, last: u32) -> Result<Option<Table>, QueryError> {
        let by = USUAL_MONTH.min(last);
        let material = Material::SourcesAndMethods;
        let shares = self.projection()?.partners.iter().filter_map(|course| {
            let mean = course.mean(by as usize)?;
            Some((course, *mean.planned.of(material), *mean.withheld.of(material)))
        });
        let least = shares.min_by(|(_, one, _), (_, other, _)| one.total_cmp(other));
        let Some((course, _, unsaid)) = least else { return Ok(None) };
        let goal = Goal { partner: course.partner.clone(), material, above: Goal::reachable(unsaid), by };
        self.of(&Query::Repair(goal))
    }
}
