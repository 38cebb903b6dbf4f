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

    /// The answer that is recorded of a partner, and the projected one; `None` if nothing is recorded.
    pub fn words(self, partner: &PartnerHindcast) -> Option<[&'static str; 2]> {
        let falls = |falls: bool| if falls { "falls" } else { "does not fall" };
        let (content, methods) = (partner.recorded_content, partner.recorded_methods);
        Some(match self {
            Question::ContentFalls => [content?.was, partner.content()].map(|outcome| falls(outcome.falls())),
            Question::ContentHow => [content?.was, partner.content()].map(ContentOutcome::name),
            Question::MethodsTightened => [methods?.was, partner.sources_methods()].map(MethodsOutcome::name),
        })
    }

    /// Whether projection and rule agree with the record of one partner; `None` if nothing is recorded.
    pub fn verdict(self, partner: &PartnerHindcast) -> Option<Verdict> {
        let (content, methods) = (partner.recorded_content, partner.recorded_methods);
        let falls = |outcome: ContentOutcome| outcome.falls();
        match self {
            Question::ContentFalls => {
                verdict(content, falls, partner.content().falls(), ContentOutcome::NoFall.falls())
            }
            Question::ContentHow => verdict(content, |was| was, partner.content(), ContentOutcome::NoFall),
            Question::MethodsTightened => {
                verdict(methods, |was| was, partner.sources_methods(), MethodsOutcome::NotTightened)
            }
        }
    }
}

fn verdict<T, A: PartialEq>(
    recorded: Option<Observed<T>>,
    answer: impl Fn(T) -> A,
    projected: A,
    rule: A,
) -> Option<Verdict> {
    let Observed { was, confidence } = recorded?;
    let happened = answer(was);
    Some(Verdict { hit: projected == happened, rule_hit: rule == happened, confidence })
}

/// Whether an answer was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The projection's answer.
    pub hit: bool,
    /// The answer of the rule that nothing ever falls.
    pub rule_hit: bool,
    /// How well what happened is documented.
    pub confidence: Confidence,
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
