//! What partners do after a plan: how often each goes on sharing, guards its sources, restricts or stops, how often it
//! learns, and what it is told in a history like most. A class that decides from the seats of partners is compared with
//! it.
//!
//! The lines are those of the outlooks, so that both say the same: a partner guards its sources where it says less of its
//! sources and methods and goes on with content, restricts where content falls, and stops where it falls by half or more;
//! the model knows no full stop. A protest is in the model only as content that is held back for a while, so that it has no
//! chance of its own; nor has a wish for a repair.

use super::error::QueryError;
use super::events::{self, Entry, EventKind, EventLog};
use super::hindcast::{Decline, MONTHS};
use super::outlook::{self, Outlook};
use super::study::Study;
use crate::engine::compiled_case::CompiledCase;
use crate::engine::history::{self, History};
use crate::scenario::{ActorId, ItemId, Material, PerMaterial, Permission, Plan, PlanId};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What a partner goes on sharing; rising in gravity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sharing {
    /// All as before.
    #[default]
    SharesOn,
    /// Content as before, but less of its sources and methods.
    GuardsSources,
    /// Less content too.
    Restricts,
    /// Nothing.
    Stops,
}

impl Sharing {
    /// All four.
    pub const ALL: [Sharing; 4] =
        [Sharing::SharesOn, Sharing::GuardsSources, Sharing::Restricts, Sharing::Stops];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Sharing::SharesOn => "share on",
            Sharing::GuardsSources => "guard sources and methods",
            Sharing::Restricts => "restrict content",
            Sharing::Stops => "stop",
        }
    }

    /// Its place among all, from 0.
    pub fn index(self) -> usize {
        match self {
            Sharing::SharesOn => 0,
            Sharing::GuardsSources => 1,
            Sharing::Restricts => 2,
            Sharing::Stops => 3,
        }
    }

    /// What of the model it is compared with.
    pub fn in_the_model(self) -> &'static str {
        match self {
            Sharing::SharesOn => "neither content nor sources and methods fall",
            Sharing::GuardsSources => "sources and methods fall, content does not",
            Sharing::Restricts => "content falls, by less than half",
            Sharing::Stops => "content falls by half or more",
        }
    }

    /// The decision that the outlooks of both materials amount to.
    pub fn of_outlooks(content: Outlook, methods: Outlook) -> Self {
        match (content, methods) {
            (Outlook::FallsALot, _) => Sharing::Stops,
            (Outlook::FallsALittle, _) => Sharing::Restricts,
            (Outlook::NoChange, Outlook::NoChange) => Sharing::SharesOn,
            (Outlook::NoChange, Outlook::FallsALittle | Outlook::FallsALot) => Sharing::GuardsSources,
        }
    }
}

/// What a partner does after a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerReaction {
    /// The partner.
    pub partner: ActorId,
    /// The shares of histories in the order of [`Sharing::ALL`]; they sum to 1.
    pub shares: [f64; 4],
    /// The share of histories in which it learns in the year after the meeting that an item was passed on.
    pub learns: f64,
    /// Whether it learns of anything in the history that it is told.
    pub is_told: bool,
    /// The shares among those histories in which it learns, or does not learn, as in the one that it is told: what its
    /// decision is compared with.
    pub shares_if_so: [f64; 4],
    /// What it comes to know in a history in which those learn who learn in most, in sentences; empty for nothing.
    pub told: Vec<String>,
}

/// The histories from which the shares of those who learn are counted, and among which one like most is looked for: they
/// give a share to within 2 points, at a cost that nobody waits for.
const PLAYED: u64 = 2_000;

/// The reactions of every partner to a plan, in the order of the scenario's partnerships.
///
/// # Errors
/// If there is no such plan, or the monitor asks for a stop.
pub fn reactions(study: &Study, plan: &PlanId) -> Result<Vec<PartnerReaction>, QueryError> {
    let plan = study.plan(plan)?;
    let shares = shares(study, plan)?;
    let mut case = CompiledCase::new(study.scenario, plan, Some(MONTHS as u32 - 1));
    case.shocks = false;
    let numbers = 0..study.histories.min(PLAYED);
    let played: Vec<Vec<Course>> = numbers
        .into_par_iter()
        .map(|number| {
            study.check()?;
            Ok(courses(&case, &history::play(&case, study.seed, number)))
        })
        .collect::<Result<_, QueryError>>()?;
    let learns: Vec<f64> =
        (0..case.partners.len()).map(|partner| share(&played, |of| of[partner].learns)).collect();
    let log = events::tell(study.scenario, plan, study.seed, like_most(&played, &learns));
    let of_partner = |(index, shares): (usize, [f64; 4])| {
        let partner = case.actors[case.partners[index].actor].id.clone();
        let is_told = log.has_learned(&partner, MONTHS - 1);
        let so: Vec<&Vec<Course>> = played.iter().filter(|of| of[index].learns == is_told).collect();
        let shares_if_so = Sharing::ALL.map(|sharing| share(&so, |of| of[index].sharing == sharing));
        let told = News { study, plan, log: &log, partner: &partner }.all();
        PartnerReaction { partner, shares, learns: learns[index], is_told, shares_if_so, told }
    };
    Ok(shares.into_iter().enumerate().map(of_partner).collect())
}

/// The share of some histories of which something is so; 0 of none.
fn share<T>(histories: &[T], is_so: impl Fn(&T) -> bool) -> f64 {
    histories.iter().filter(|of| is_so(of)).count() as f64 / histories.len().max(1) as f64
}

/// The number of the first history in which those learn who learn in most, as nearly as any does.
fn like_most(played: &[Vec<Course>], learns: &[f64]) -> u64 {
    let differences = |of: &[Course]| {
        of.iter().zip(learns).filter(|(course, share)| course.learns != (**share >= 0.5)).count()
    };
    let nearest = played.iter().enumerate().min_by_key(|(_, of)| differences(of));
    nearest.map_or(0, |(number, _)| number as u64)
}

/// What becomes of a partner in one history in the year after the meeting.
#[derive(Clone, Copy)]
struct Course {
    /// Whether it learns of anything.
    learns: bool,
    /// What it goes on sharing.
    sharing: Sharing,
}

/// By partner: what becomes of it.
fn courses(case: &CompiledCase, history: &History) -> Vec<Course> {
    let items = || case.items.iter().zip(&history.items);
    let learns = |partner: usize| {
        items().filter_map(|(item, trace)| trace.known_to(item, partner)).any(|month| month < MONTHS)
    };
    let sharing = |partner: usize| {
        let course = &history.partners[partner];
        let outlook = |material| {
            let months = (0..MONTHS).map(|month| course.willingness(material, month));
            Outlook::of_drop(material, Decline::of(course.willingness_before(material), months).deepest)
        };
        Sharing::of_outlooks(outlook(Material::Content), outlook(Material::SourcesAndMethods))
    };
    (0..case.partners.len())
        .map(|partner| Course { learns: learns(partner), sharing: sharing(partner) })
        .collect()
}

/// What a partner comes to know in a history in the year after the meeting.
struct News<'a> {
    study: &'a Study<'a>,
    plan: &'a Plan,
    log: &'a EventLog,
    partner: &'a ActorId,
}

impl News<'_> {
    fn all(&self) -> Vec<String> {
        let own = self.study.scenario.items.iter().filter(|(_, item)| item.originator == *self.partner);
        let mut told: Vec<String> = own.filter_map(|(id, _)| self.asked(id)).collect();
        let known = self.log.entries.iter();
        for entry in known.filter(|entry| entry.month < MONTHS && entry.is_known_to(self.partner)) {
            let learned = entry.item.as_ref().filter(|_| entry.is_learned_by(self.partner));
            told.extend(learned.into_iter().flat_map(|item| self.who_was_told(item)));
            let when = if entry.month == 0 { String::new() } else { format!("In month {}: ", entry.month) };
            told.push(format!("{when}{}", entry.sentence));
            told.extend(learned.and_then(|item| self.not_asked(item)));
        }
        told
    }

    /// That it was asked about an item of its own, which it knows from the start.
    fn asked(&self, item: &ItemId) -> Option<String> {
        let scenario = self.study.scenario;
        let (home, partner) = (scenario.name(&scenario.home), scenario.name(self.partner));
        let answer = match self.plan.item(item).permission {
            Permission::NotAsked => return None,
            Permission::Granted(level) => format!("; it granted the level “{}”", level.name()),
            Permission::Refused => "; it refused".to_owned(),
            Permission::Asked(_) => String::new(),
        };
        Some(format!("{home} asks {partner} whether {} may be passed on{answer}.", scenario.item_name(item)))
    }

    /// Who was told an item, as far as it did not know that before it learned of it.
    fn who_was_told(&self, item: &ItemId) -> Vec<String> {
        let is_telling = |entry: &&Entry| {
            matches!(entry.kind, EventKind::Told { .. }) && entry.item.as_ref() == Some(item)
        };
        let tellings = self.log.entries.iter().filter(is_telling);
        let unknown = tellings.filter(|entry| !entry.is_known_to(self.partner));
        unknown.map(|entry| entry.sentence.clone()).collect()
    }

    /// That it was not asked about an item of its own, which it notices once it learns of it.
    fn not_asked(&self, item: &ItemId) -> Option<String> {
        let scenario = self.study.scenario;
        let is_own = scenario.items.get(item)?.originator == *self.partner;
        let asked = self.plan.item(item).permission.asked();
        (is_own && !asked).then(|| format!("{} was not asked.", scenario.name(self.partner)))
    }
}

/// By partner: the shares of histories, in the order of [`Sharing::ALL`].
fn shares(study: &Study, plan: &Plan) -> Result<Vec<[f64; 4]>, QueryError> {
    let of_partner = |histories: Vec<PerMaterial<Outlook>>| {
        let mut counts = [0_u64; 4];
        for PerMaterial { content, methods } in histories {
            counts[Sharing::of_outlooks(content, methods).index()] += 1;
        }
        let histories = counts.iter().sum::<u64>() as f64;
        counts.map(|count| count as f64 / histories)
    };
    Ok(outlook::by_history(study, plan)?.into_iter().map(of_partner).collect())
}
