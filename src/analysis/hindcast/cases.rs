//! Several cases compared with the historical record: what is asked of each, how often the projection is right beside
//! a rule that asks nothing, what it misses, and the table of it.

use super::{Decline, Engine, Hindcast, HindcastError, PartnerHindcast, SourceHindcast, hindcast_with};
use crate::analysis::number_format::percent;
use crate::analysis::table::{Cell, Table};
use crate::engine::{MODEL_VERSION, Monitor, Run};
use crate::scenario::{Confidence, ContentOutcome, MethodsOutcome, Observed, Scenario, Scope};
use std::sync::Arc;

/// A case with its name.
#[derive(Clone, Debug)]
pub struct CaseHindcast {
    /// The name by which it is opened.
    pub name: String,
    /// The case.
    pub scenario: Arc<Scenario>,
    /// Its comparison with the record.
    pub hindcast: Hindcast,
}

impl CaseHindcast {
    /// Name for people: its title, or the name by which it is opened if it has none.
    pub fn title(&self) -> &str {
        match self.scenario.about.title.as_str() {
            "" => &self.name,
            title => title,
        }
    }
}

/// Cases compared with history, each in the same way.
#[derive(Clone, Debug)]
pub struct Hindcasts {
    /// The run by which each was projected.
    pub run: Run,
    /// The cases.
    pub cases: Vec<CaseHindcast>,
}

/// A partner of whom the projection says something else than the record.
#[derive(Clone, Copy, Debug)]
pub struct Miss<'a> {
    /// The case.
    pub case: &'a CaseHindcast,
    /// The partner.
    pub partner: &'a PartnerHindcast,
    /// The question.
    pub question: Question,
    /// The verdict on it.
    pub verdict: Verdict,
}

impl Miss<'_> {
    /// The miss in words: “Israel, content: projected no fall (a fall in 3% of histories), on record paused
    /// (confidence high)”.
    pub fn in_words(&self) -> String {
        let Verdict { recorded, projected, confidence, .. } = self.verdict;
        format!(
            "{}, {}: projected {projected} ({}), on record {recorded} (confidence {})",
            self.case.scenario.name(&self.partner.partner),
            self.question.subject(),
            self.question.chance_in_words(self.partner),
            confidence.name()
        )
    }
}

impl Hindcasts {
    /// Compares cases with history, one after the other; the monitor is told how many are done.
    ///
    /// # Errors
    /// The name of the first case that cannot be compared with history, and why not.
    pub fn of(
        cases: &[(String, Arc<Scenario>)],
        run: &Run,
        engine: &Engine,
        monitor: &dyn Monitor,
    ) -> Result<Self, (String, HindcastError)> {
        let mut compared = Vec::new();
        for (name, scenario) in cases {
            monitor.progress(compared.len() as u64, cases.len() as u64);
            let hindcast = hindcast_with(engine, scenario, run, &Within(monitor));
            let hindcast = hindcast.map_err(|error| (name.clone(), error))?;
            compared.push(CaseHindcast { name: name.clone(), scenario: scenario.clone(), hindcast });
        }
        Ok(Hindcasts { run: run.clone(), cases: compared })
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

    /// Every answer in which the projection disagrees with the record.
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

/// A monitor for one case of several: it passes on whether to stop, but no progress, because that counts cases.
struct Within<'a>(&'a dyn Monitor);

impl Monitor for Within<'_> {
    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

impl Table {
    /// Cases compared with history: one answer a row, with seed and model version in every row.
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
            "probability",
            "scope",
            "unpermitted",
            "deliberate",
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
        case.hindcast.histories.into(),
        case.name.as_str().into(),
        case.hindcast.plan.as_str().into(),
        case.hindcast.breaks_a_promise.to_string().into(),
        partner.partner.as_str().into(),
        question.key().into(),
        verdict.recorded.into(),
        verdict.confidence.name().into(),
        verdict.confidence.weight().into(),
        verdict.projected.into(),
        Cell::share(drop.deepest),
        (drop.months_fallen as u64).into(),
        verdict.hit.to_string().into(),
        verdict.rule_hit.to_string().into(),
        question.chance_of_recorded(partner).map_or_else(|| "".into(), Cell::share),
        partner.recorded_scope.map_or("", Scope::name).into(),
        partner.unpermitted.to_string().into(),
        partner.deliberate.to_string().into(),
    ])
}

/// A question asked of a projection and of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Does content fall at all?
    ContentFalls,
    /// How does content fall: not at all, paused, restricted or cut off?
    ContentHow,
    /// Are sources and methods tightened?
    MethodsTightened,
}

impl Question {
    /// All three.
    pub const ALL: [Question; 3] = [Question::ContentFalls, Question::ContentHow, Question::MethodsTightened];

    /// Those that say all there is to say of a partner, once.
    pub const IN_FULL: [Question; 2] = [Question::ContentHow, Question::MethodsTightened];

    /// Key in tables: “content_falls”.
    pub fn key(self) -> &'static str {
        match self {
            Question::ContentFalls => "content_falls",
            Question::ContentHow => "content_how",
            Question::MethodsTightened => "sources_methods_tightened",
        }
    }

    /// Name for people: “does content fall?”.
    pub fn name(self) -> &'static str {
        match self {
            Question::ContentFalls => "does content fall?",
            Question::ContentHow => "and how?",
            Question::MethodsTightened => "are sources and methods tightened?",
        }
    }

    /// The material that it is about.
    pub fn subject(self) -> &'static str {
        match self {
            Question::ContentFalls | Question::ContentHow => "content",
            Question::MethodsTightened => "sources and methods",
        }
    }

    /// The drop by which it is answered.
    pub fn drop(self, partner: &PartnerHindcast) -> Decline {
        match self {
            Question::ContentFalls | Question::ContentHow => partner.content_drop,
            Question::MethodsTightened => partner.methods_drop,
        }
    }

    /// The projected probability that the material falls, or is tightened.
    pub fn chance(self, partner: &PartnerHindcast) -> f64 {
        match self {
            Question::ContentFalls | Question::ContentHow => partner.chances.fall(),
            Question::MethodsTightened => partner.chances.tightened,
        }
    }

    /// That probability in words: “a fall in 3% of histories”.
    pub fn chance_in_words(self, partner: &PartnerHindcast) -> String {
        let event = match self {
            Question::ContentFalls | Question::ContentHow => "a fall",
            Question::MethodsTightened => "tightened",
        };
        format!("{event} in {} of histories", percent(self.chance(partner)))
    }

    /// The projected probability of the recorded answer; `None` if nothing is recorded.
    pub fn chance_of_recorded(self, partner: &PartnerHindcast) -> Option<f64> {
        let chance = self.chance(partner);
        let of = |happened: bool| if happened { chance } else { 1.0 - chance };
        match self {
            Question::ContentFalls => partner.recorded_content.map(|content| of(content.was.falls())),
            Question::ContentHow => {
                partner.recorded_content.map(|content| partner.chances.content[content.was as usize])
            }
            Question::MethodsTightened => {
                partner.recorded_methods.map(|methods| of(methods.was == MethodsOutcome::Tightened))
            }
        }
    }

    /// The recorded and the projected answer about one partner, and whether projection and rule agree with the
    /// record; `None` if nothing is recorded.
    pub fn verdict(self, partner: &PartnerHindcast) -> Option<Verdict> {
        match self {
            Question::ContentFalls => {
                let name = |falls: bool| if falls { "falls" } else { "does not fall" };
                let Observed { was, confidence } = partner.recorded_content?;
                let answers = [was, partner.content(), ContentOutcome::NoFall].map(ContentOutcome::falls);
                Some(Verdict::of(answers, name, confidence))
            }
            Question::ContentHow => {
                let Observed { was, confidence } = partner.recorded_content?;
                let answers = [was, partner.content(), ContentOutcome::NoFall];
                Some(Verdict::of(answers, ContentOutcome::name, confidence))
            }
            Question::MethodsTightened => {
                let Observed { was, confidence } = partner.recorded_methods?;
                let answers = [was, partner.sources_methods(), MethodsOutcome::NotTightened];
                Some(Verdict::of(answers, MethodsOutcome::name, confidence))
            }
        }
    }
}

/// A recorded answer, the projected one, and which are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The recorded answer.
    pub recorded: &'static str,
    /// The projected answer.
    pub projected: &'static str,
    /// Whether the projection agrees with the record.
    pub hit: bool,
    /// Whether the rule that nothing ever falls agrees with it.
    pub rule_hit: bool,
    /// The confidence of the record.
    pub confidence: Confidence,
}

impl Verdict {
    /// The verdict on three answers: of the record, of the projection, and of the rule.
    fn of<A: Copy + PartialEq>(
        [recorded, projected, rule]: [A; 3],
        name: impl Fn(A) -> &'static str,
        confidence: Confidence,
    ) -> Self {
        Verdict {
            recorded: name(recorded),
            projected: name(projected),
            hit: projected == recorded,
            rule_hit: rule == recorded,
            confidence,
        }
    }
}

/// Right answers to one question, over cases. A case has one voice: where its record speaks of
/// several partners, they share it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Cases whose record answers the question.
    pub cases: f64,
    /// Cases in which the projection was right.
    pub hits: f64,
    /// Cases in which the rule was right.
    pub rule_hits: f64,
    /// Cases, each weighed by the confidence of its record.
    pub weight: f64,
    /// The projection's hits, weighed alike.
    pub weighted_hits: f64,
    /// The rule's hits, weighed alike.
    pub weighted_rule_hits: f64,
}

impl Score {
    /// The score of a question.
    pub fn of<'a>(question: Question, cases: impl IntoIterator<Item = &'a Hindcast>) -> Self {
        let mut score = Score::default();
        for case in cases {
            let verdicts: Vec<Verdict> =
                case.partners.iter().filter_map(|partner| question.verdict(partner)).collect();
            let voice = 1.0 / verdicts.len().max(1) as f64;
            verdicts.iter().for_each(|verdict| score.count(verdict, voice));
        }
        score
    }

    fn count(&mut self, verdict: &Verdict, voice: f64) {
        let weight = voice * verdict.confidence.weight();
        let right = |is: bool, part: f64| if is { part } else { 0.0 };
        self.cases += voice;
        self.hits += right(verdict.hit, voice);
        self.rule_hits += right(verdict.rule_hit, voice);
        self.weight += weight;
        self.weighted_hits += right(verdict.hit, weight);
        self.weighted_rule_hits += right(verdict.rule_hit, weight);
    }
}

/// A number of cases as it is written; where partners share a case's voice, it may be a part of one.
pub fn count(cases: f64) -> String {
    let rounded = format!("{cases:.1}");
    rounded.strip_suffix(".0").map_or(rounded.clone(), str::to_owned)
}
