//! How often the projection was right, beside a rule that asks nothing.

use super::{Decline, Hindcast, PartnerHindcast};
use crate::scenario::{Confidence, ContentOutcome, MethodsOutcome, Observed};

/// What a projection is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Does content fall at all?
    ContentFalls,
    /// How: no fall, paused, restricted or cut off?
    ContentHow,
    /// Are sources and methods tightened?
    MethodsTightened,
}

impl Question {
    /// All three.
    pub const ALL: [Question; 3] = [Question::ContentFalls, Question::ContentHow, Question::MethodsTightened];

    /// Those that say all there is to say of a partner, once.
    pub const IN_FULL: [Question; 2] = [Question::ContentHow, Question::MethodsTightened];

    /// Its name in a table of numbers.
    pub fn key(self) -> &'static str {
        match self {
            Question::ContentFalls => "content_falls",
            Question::ContentHow => "content_how",
            Question::MethodsTightened => "sources_methods_tightened",
        }
    }

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Question::ContentFalls => "does content fall?",
            Question::ContentHow => "and how?",
            Question::MethodsTightened => "are sources and methods tightened?",
        }
    }

    /// What it is about.
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
    /// How well the record is documented.
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
    /// Of these, the projection was right in so many.
    pub hits: f64,
    /// And the rule in so many.
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
