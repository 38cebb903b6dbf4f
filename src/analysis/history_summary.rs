//! What one history came to: who learned, what fell and what recovered, against saying nothing with the same luck.

use super::events::{Entry, EventKind, EventLog};
use super::number_format::{PercentChange, in_percent};
use super::ways_of_learning::{LearnedFrom, Learning};
use super::why_sentence;
use crate::scenario::{ActorId, Material, PerMaterial, Scenario};

/// A partner's willingness in a month, if nothing were said and as planned, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The month, from 0.
    pub month: usize,
    /// Its willingness if nothing were said.
    pub withheld: f64,
    /// Its willingness as planned.
    pub planned: f64,
}

impl Moment {
    /// How far it has fallen; negative where it shares more.
    pub fn fall(&self) -> f64 {
        self.withheld - self.planned
    }
}

/// The course of one material in short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The month of the largest fall; of equals the first.
    pub worst: Moment,
    /// The last month.
    pub end: Moment,
}

/// What a history came to for one partner.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerSummary {
    /// The partner.
    pub partner: ActorId,
    /// The month in which it learned or heard of it; `None` if it never did.
    pub learned: Option<usize>,
    /// Both materials.
    pub turns: PerMaterial<Turn>,
}

/// What a history came to for home, each part before the priorities weigh it, against saying nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// Concessions gained.
    pub concession: f64,
    /// Worth of warnings.
    pub warning: f64,
    /// Change in the flow of intelligence.
    pub flow: f64,
    /// Harm to sources.
    pub harm: f64,
    /// Cost of compensation.
    pub compensation: f64,
    /// The total, weighed.
    pub total: f64,
}

/// Sums up a history for every partner, in the scenario's order.
pub fn partners(scenario: &Scenario, log: &EventLog) -> Vec<PartnerSummary> {
    let all = scenario.partnerships.keys().zip(&log.history.partners);
    all.filter_map(|(partner, history)| {
        let moment = |material, month| Moment {
            month,
            withheld: history.willingness_if_withheld(material, month),
            planned: history.willingness(material, month),
        };
        // A history has at least month 0.
        let last = history.months.len().checked_sub(1)?;
        let turn = |material| {
            let first = moment(material, 0);
            let worse = |worst: Moment, now: Moment| if now.fall() > worst.fall() { now } else { worst };
            let worst = (1..=last).map(|month| moment(material, month)).fold(first, worse);
            Turn { worst, end: moment(material, last) }
        };
        let turns =
            PerMaterial { content: turn(Material::Content), methods: turn(Material::SourcesAndMethods) };
        let learned = log.entries.iter().find(|entry| entry.is_learned_by(partner)).map(|entry| entry.month);
        Some(PartnerSummary { partner: partner.clone(), learned, turns })
    })
    .collect()
}

/// What a history came to, in a few sentences: who closed a source and how the item came there, which partners hold
/// back, and why. `names` joins names into a list.
pub fn came_to(scenario: &Scenario, log: &EventLog, names: fn(&[&str]) -> String) -> String {
    let mut sentences = closings(scenario, log);
    sentences.extend(holding_back(scenario, log, names));
    sentences.join(" ")
}

/// One sentence for each source that is closed.
fn closings(scenario: &Scenario, log: &EventLog) -> Vec<String> {
    let closing = |entry: &Entry| {
        let EventKind::SourceClosed { by } = &entry.kind else { return None };
        let item = entry.item.as_ref()?;
        let given = log.entries.iter().rfind(|other| {
            other.item.as_ref() == Some(item)
                && match &other.kind {
                    EventKind::Handed { to, .. } => to == by,
                    EventKind::Told { recipient, .. } => recipient.actor() == Some(by),
                    EventKind::Published
                    | EventKind::SourceClosed { .. }
                    | EventKind::Learned { .. }
                    | EventKind::Heard { .. }
                    | EventKind::Bargain { .. }
                    | EventKind::Repaired { .. } => false,
                }
        });
        let why = match given.map(|given| &given.kind) {
            Some(EventKind::Handed { from, level, .. }) => {
                format!("{} handed it the {}", scenario.name(from), level.name())
            }
            Some(EventKind::Told { level, .. }) => format!("home told it the {}", level.name()),
            // Nobody told it anything but the press.
            Some(_) | None => "it read of it in the press".into(),
        };
        Some(format!("{} closes the source of {}: {why}.", scenario.name(by), scenario.item_name(item)))
    };
    log.entries.iter().filter_map(closing).collect()
}

/// The partners whose willingness falls, the one that falls furthest first.
fn holding_back(scenario: &Scenario, log: &EventLog, names: fn(&[&str]) -> String) -> Vec<String> {
    let mut all: Vec<(i64, PartnerSummary)> = partners(scenario, log)
        .into_iter()
        .map(|partner| {
            let fall = |turn: &Turn| (-change(turn)).max(0);
            (fall(&partner.turns.content) + fall(&partner.turns.methods), partner)
        })
        .filter(|(fall, _)| *fall > 0)
        .collect();
    all.sort_by_key(|(fall, _)| -fall);
    let Some(((_, first), others)) = all.split_first() else {
        return vec!["No partner holds back.".into()];
    };
    let mut sentences = vec![guarded(scenario, log, first)];
    let others: Vec<&str> = others.iter().map(|(_, other)| scenario.name(&other.partner)).collect();
    match others[..] {
        [] => {}
        [one] => sentences.push(format!("{one} also holds back.")),
        [..] => sentences.push(format!("{} also hold back.", names(&others))),
    }
    sentences
}

/// What a history came to for one partner, in a sentence.
pub fn came_to_for(scenario: &Scenario, log: &EventLog, partner: &PartnerSummary) -> String {
    let falls = [&partner.turns.content, &partner.turns.methods].iter().any(|turn| change(turn) < 0);
    match falls {
        true => guarded(scenario, log, partner),
        false => format!("{} shares as much as if nothing had been said.", scenario.name(&partner.partner)),
    }
}

/// What a partner does, from what to what and when, and how it came to know.
fn guarded(scenario: &Scenario, log: &EventLog, partner: &PartnerSummary) -> String {
    let name = scenario.name(&partner.partner);
    let PerMaterial { content, methods } = &partner.turns;
    let moved = PerMaterial { content: change(content), methods: change(methods) };
    let (does, material) = why_sentence::doing(moved).unwrap_or(("holds back", Material::SourcesAndMethods));
    let turn = partner.turns.of(material);
    let values = in_percent(PercentChange::of(turn.worst.withheld, turn.worst.planned).values());
    let what = format!("{name} {does} ({values} in month {})", turn.worst.month);
    let learned = log.learnings.iter().find(|learning| learning.actor == partner.partner);
    match learned.map(|learning| how(scenario, learning)) {
        Some(how) => format!("{what}: {how}."),
        None => format!("{what}."),
    }
}

/// How a partner came to know of the breach, as a clause.
fn how(scenario: &Scenario, learning: &Learning) -> String {
    match learning.from {
        LearnedFrom::Press => "it read of it in the press".into(),
        LearnedFrom::Inside => format!("its people inside {} saw it", scenario.name(&scenario.home)),
        LearnedFrom::Loss => "it lost its source".into(),
        LearnedFrom::HandedBack => "its own item came back to it".into(),
        LearnedFrom::Surfacing => "it surfaced".into(),
        LearnedFrom::Originator => {
            let by = learning.by.as_ref().map_or("the originator", |by| scenario.name(by));
            format!("{by} told it")
        }
    }
}

fn change(turn: &Turn) -> i64 {
    PercentChange::of(turn.worst.withheld, turn.worst.planned).change()
}

/// Sums up a history for home.
pub fn gains(log: &EventLog) -> Gains {
    let history = &log.history;
    Gains {
        concession: history.concessions.iter().map(|concession| concession.gained).sum(),
        warning: history.warning,
        flow: history.flow[0] - history.flow[1],
        harm: history.harm,
        compensation: history.compensation,
        total: history.total,
    }
}
