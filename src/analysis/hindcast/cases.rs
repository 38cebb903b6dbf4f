//! Several cases held against history: what is scored, what is missed, and the table of it.

use super::{
    Engine, Hindcast, HindcastError, PartnerHindcast, Question, Score, SourceHindcast, Verdict, hindcast_with,
};
use crate::analysis::table::{Cell, Table};
use crate::engine::{MODEL_VERSION, Monitor, Run};
use crate::scenario::Scenario;
use std::sync::Arc;

/// A case with its name.
#[derive(Clone, Debug)]
pub struct CaseHindcast {
    /// The name by which it is opened.
    pub name: String,
    /// The case.
    pub scenario: Arc<Scenario>,
    /// How it compares.
    pub hindcast: Hindcast,
}

impl CaseHindcast {
    /// What a person calls it: its title, or its name if it has none.
    pub fn title(&self) -> &str {
        match self.scenario.about.title.as_str() {
            "" => &self.name,
            title => title,
        }
    }
}

/// Cases held against history, each in the same way.
#[derive(Clone, Debug)]
pub struct Hindcasts {
    /// How each was projected.
    pub run: Run,
    /// The cases.
    pub cases: Vec<CaseHindcast>,
}

/// A partner of whom the projection says something else than the record.
#[derive(Clone, Copy, Debug)]
pub struct Miss<'a> {
    /// In which case.
    pub case: &'a CaseHindcast,
    /// Of whom.
    pub partner: &'a PartnerHindcast,
    /// What was asked.
    pub question: Question,
    /// Who was right.
    pub verdict: Verdict,
}

impl Miss<'_> {
    /// Who did what, and what was projected: “Israel, content: projected no fall, on record paused
    /// (confidence high)”.
    pub fn in_words(&self) -> String {
        let Verdict { recorded, projected, confidence, .. } = self.verdict;
        format!(
            "{}, {}: projected {projected}, on record {recorded} (confidence {})",
            self.case.scenario.name(&self.partner.partner),
            self.question.subject(),
            confidence.name()
        )
    }
}

impl Hindcasts {
    /// Holds cases against history, one after the other; the monitor is told how many are done.
    ///
    /// # Errors
    /// The name of the first case that cannot be held against history, and why not.
    pub fn of(
        cases: &[(String, Arc<Scenario>)],
        run: &Run,
        engine: &Engine,
        monitor: &dyn Monitor,
    ) -> Result<Self, (String, HindcastError)> {
        let mut held = Vec::new();
        for (name, scenario) in cases {
            monitor.progress(held.len() as u64, cases.len() as u64);
            let hindcast = hindcast_with(engine, scenario, run, &Within(monitor));
            let hindcast = hindcast.map_err(|unable| (name.clone(), unable))?;
            held.push(CaseHindcast { name: name.clone(), scenario: scenario.clone(), hindcast });
        }
        Ok(Hindcasts { run: run.clone(), cases: held })
    }

    /// The score of a question.
    pub fn score(&self, question: Question) -> Score {
        Score::of(question, self.cases.iter().map(|case| &case.hindcast))
    }

    /// Every partner of whom something is recorded, with its case.
    pub fn partners(&self) -> impl Iterator<Item = (&CaseHindcast, &PartnerHindcast)> {
        self.cases.iter().flat_map(|case| case.hindcast.partners.iter().map(move |partner| (case, partner)))
    }

    /// Every item of whose source something is recorded, with its case.
    pub fn sources(&self) -> impl Iterator<Item = (&CaseHindcast, &SourceHindcast)> {
        self.cases.iter().flat_map(|case| case.hindcast.sources.iter().map(move |source| (case, source)))
    }

    /// Where the model is wrong.
    pub fn misses(&self) -> impl Iterator<Item = Miss<'_>> {
        self.partners().flat_map(|(case, partner)| {
            let missed = move |question: Question| {
                let verdict = question.verdict(partner).filter(|verdict| !verdict.hit)?;
                Some(Miss { case, partner, question, verdict })
            };
            Question::IN_FULL.into_iter().filter_map(missed)
        })
    }
}

/// A case on its way does not tell how far it is, only whether to stop: cases are what is counted.
struct Within<'a>(&'a dyn Monitor);

impl Monitor for Within<'_> {
    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

impl Table {
    /// Cases held against history: one answer a row, with seed and model version in every row.
    pub fn of_hindcasts(hindcasts: &Hindcasts) -> Self {
        let columns = vec![
            "model_version",
            "seed",
            "histories",
            "case",
            "plan",
            "breaks_a_promise",
            "partner",
            "question",
            "recorded",
            "confidence",
            "weight",
            "projected",
            "deepest_drop",
            "months_fallen",
            "hit",
            "rule_hit",
        ];
        let answers = hindcasts.partners().flat_map(|(case, partner)| {
            Question::ALL.into_iter().filter_map(move |question| row(&hindcasts.run, case, partner, question))
        });
        Table {
            name: "hindcasts",
            scenario: String::new(),
            plan: String::new(),
            seed: hindcasts.run.seed,
            histories: hindcasts.run.histories,
            rows_are_stamped: true,
            columns,
            rows: answers.collect(),
        }
    }
}

fn row(run: &Run, case: &CaseHindcast, partner: &PartnerHindcast, question: Question) -> Option<Vec<Cell>> {
    let verdict = question.verdict(partner)?;
    let drop = question.drop(partner);
    Some(vec![
        MODEL_VERSION.into(),
        run.seed.to_string().into(),
        (case.hindcast.histories as f64).into(),
        case.name.as_str().into(),
        case.hindcast.plan.as_str().into(),
        case.hindcast.breaks_a_promise.to_string().into(),
        partner.partner.as_str().into(),
        question.key().into(),
        verdict.recorded.into(),
        verdict.confidence.name().into(),
        verdict.confidence.weight().into(),
        verdict.projected.into(),
        drop.deepest.into(),
        (drop.months_fallen as f64).into(),
        verdict.hit.to_string().into(),
        verdict.rule_hit.to_string().into(),
    ])
}
