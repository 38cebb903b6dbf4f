//! Findings about a well-formed scenario that is questionable, as a list to show. None of them prevents a projection.

use super::covered_marks::covered;
use super::{
    Actor, ActorId, Item, ItemId, Level, Path, Permission, Plan, PlanId, Preparation, RecipientId, Record,
    Repair, RepairKind, Scenario, Tie,
};
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// A questionable place in the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The path to it in the document.
    pub path: Path,
    /// The finding and what could be done about it, as a sentence.
    pub sentence: String,
}

/// Lists everything questionable about a scenario, in the document's order.
pub fn check(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut list = Findings {
        scenario,
        by_name: by_name(scenario),
        covered: covered(scenario),
        wants: Wants::of(scenario),
        findings: Vec::new(),
    };
    list.setting();
    scenario.items.iter().for_each(|(id, item)| list.item(id, item));
    let twins = twins(scenario);
    for (id, plan) in scenario.plans.iter() {
        list.plan_name(id, plan, twins.get(id).copied());
        list.plan(id, plan);
    }
    scenario.record.iter().for_each(|record| list.record(record));
    list.findings
}

/// The highest interest that an actor may have in an item; an actor that is not listed has none.
fn interest(item: &Item, actor: &ActorId) -> f64 {
    item.interest.get(actor).map_or(0.0, |interest| interest.figure().high)
}

/// Actors by name, in the scenario's order.
fn by_name(scenario: &Scenario) -> HashMap<&str, Vec<&ActorId>, RandomState> {
    let mut by_name: HashMap<&str, Vec<&ActorId>, _> = HashMap::default();
    for (id, actor) in scenario.actors.iter() {
        by_name.entry(&actor.name).or_default().push(id);
    }
    by_name
}

/// For each plan, the next one of the same name.
fn twins(scenario: &Scenario) -> HashMap<&PlanId, &PlanId> {
    let (mut next, mut twins) = (HashMap::new(), HashMap::new());
    for (id, plan) in scenario.plans.iter().rev() {
        if let Some(twin) = next.insert(plan.name.as_str(), id) {
            twins.insert(id, twin);
        }
    }
    twins
}

/// Who wants any item.
struct Wants<'a> {
    /// The actors that want one, and the originators, to whom their own come back.
    actors: HashSet<&'a ActorId>,
    /// Whether there are items, and somebody wants each.
    all_wanted: bool,
}

impl<'a> Wants<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        let items = &scenario.items;
        let of_item = |item: &'a Item| {
            let keen = item.interest.iter().filter(|(_, interest)| interest.figure().high > 0.0);
            std::iter::once(&item.originator).chain(keen.map(|(actor, _)| actor))
        };
        let all_wanted = !items.is_empty() && items.values().all(|item| !item.interest.is_empty());
        Wants { actors: items.values().flat_map(of_item).collect(), all_wanted }
    }
}

/// The list while it is being written.
struct Findings<'a> {
    scenario: &'a Scenario,
    by_name: HashMap<&'a str, Vec<&'a ActorId>, RandomState>,
    /// For each actor, one after it whose mark covers its own.
    covered: HashMap<&'a ActorId, &'a ActorId, RandomState>,
    wants: Wants<'a>,
    findings: Vec<Diagnostic>,
}

impl Findings<'_> {
    fn add(&mut self, path: Path, sentence: impl Into<String>) {
        self.findings.push(Diagnostic { path, sentence: sentence.into() });
    }

    fn setting(&mut self) {
        let scenario = self.scenario;
        if scenario.partnerships.is_empty() {
            self.add(
                Path::field("partnerships"),
                "Nobody shares with home yet: add a partnership, or there is no willingness to project.",
            );
        }
        if scenario.meeting.recipients.is_empty() {
            self.add(
                Path::field("meeting"),
                "Nobody can be told anything yet: invite a recipient to the meeting.",
            );
        }
        scenario.actors.iter().for_each(|(id, actor)| self.actor(id, actor));
        for (index, tie) in scenario.ties.iter().enumerate() {
            if tie.to == scenario.home && tie.onward.figure().high > 0.0 {
                let from = scenario.name(&tie.from);
                self.add(
                    Path::field("ties").index(index).then("onward"),
                    format!(
                        "{from} may pass items on to home, but home already has them; the chance is not used."
                    ),
                );
            }
            self.unwanted_tie(index, tie);
        }
        if scenario.items.is_empty() {
            self.add(Path::field("items"), "There is nothing to reveal yet: add an item.");
        }
    }

    /// A tie along which nothing can go, since its end wants nothing.
    fn unwanted_tie(&mut self, index: usize, tie: &Tie) {
        let scenario = self.scenario;
        let idle = tie.to != scenario.home && tie.onward.figure().high > 0.0;
        // That there is no item, or one that nobody wants, is said already, and once is enough.
        if idle && self.wants.all_wanted && !self.wants.actors.contains(&tie.to) {
            let (from, to) = (scenario.name(&tie.from), scenario.name(&tie.to));
            self.add(
                Path::field("ties").index(index).then("onward"),
                format!(
                    "{from} may pass items on to {to}, but {to} wants none of them; the chance is not used."
                ),
            );
        }
    }

    /// Actors whose marks cover each other on the map.
    fn place(&mut self, id: &ActorId, actor: &Actor) {
        // Of two at one place only the first is listed.
        if let Some(other) = self.covered.get(id) {
            let (name, other) = (&actor.name, self.scenario.name(other));
            self.add(
                Path::field("actors").key(id).then("at"),
                format!(
                    "{name} and {other} stand at one place on the map: drag one away, or lay the map out."
                ),
            );
        }
    }

    /// Another actor of this name that comes after this one.
    fn twin(&self, id: &ActorId, name: &str) -> Option<&ActorId> {
        let others = self.by_name.get(name)?;
        others.iter().copied().find(|other| *other != id).filter(|other| *other > id)
    }

    fn actor(&mut self, id: &ActorId, actor: &Actor) {
        self.place(id, actor);
        let path = Path::field("actors").key(id);
        if actor.name.trim().is_empty() {
            self.add(path, format!("The actor “{id}” has no name."));
            return;
        }
        // Of two that share a name only the first is listed, so that one doubt stands once.
        if let Some(other) = self.twin(id, &actor.name) {
            self.add(path, format!("“{id}” and “{other}” are both called {}.", actor.name));
        }
    }

    fn item(&mut self, id: &ItemId, item: &Item) {
        let (path, name) = (Path::field("items").key(id), &item.name);
        let unwritten = |level: &Level| *level > Level::Withheld && item.words.at(*level).trim().is_empty();
        for level in Level::ALL.into_iter().filter(unwritten) {
            let level = level.name();
            self.add(
                path.clone().then("words"),
                format!("{name}: nobody has written what would be said at the level “{level}”."),
            );
        }
        if item.interest.is_empty() {
            self.add(
                path.clone().then("interest"),
                format!("{name}: nobody wants it, so nobody will pass it on or pay for it."),
            );
        }
        for (actor, _) in item.holders.iter().filter(|(_, level)| **level == Level::Withheld) {
            let holder = self.scenario.name(actor);
            self.add(
                path.clone().then("holders").key(actor),
                format!("{name}: {holder} is listed as a holder of nothing."),
            );
        }
        if self.scenario.meeting.recipients.contains(&RecipientId::Actor(item.originator.clone())) {
            self.add(
                path.then("originator"),
                format!("{name}: its originator sits at the meeting; telling it its own item does nothing."),
            );
        }
    }

    fn plan(&mut self, id: &PlanId, plan: &Plan) {
        let path = Path::field("plans").key(id);
        self.told_in_vain(&path, plan);
        for item in plan.items.keys() {
            self.item_plan(path.clone().then("items").key(item), plan, item);
        }
        let mut made = HashSet::new();
        for (index, repair) in plan.repairs.iter().enumerate() {
            let once = matches!(repair.kind, RepairKind::Explanation | RepairKind::ProceduralFix);
            let again = once && !made.insert((repair.kind.name(), &repair.partner));
            self.repair(path.clone().then("repairs").index(index), plan, repair, again);
        }
    }

    fn plan_name(&mut self, id: &PlanId, plan: &Plan, twin: Option<&PlanId>) {
        let path = Path::field("plans").key(id);
        if plan.name.trim().is_empty() {
            self.add(path, format!("The plan “{id}” has no name."));
        } else if let Some(other) = twin {
            self.add(path, format!("The plans “{id}” and “{other}” are both called {}.", plan.name));
        }
    }

    /// Recipients that are told only what they do not want: they give nothing for it, and nobody is warned.
    fn told_in_vain(&mut self, path: &Path, plan: &Plan) {
        let scenario = self.scenario;
        let recipients = &scenario.meeting.recipients;
        // Whether what each is told is of use to it.
        let mut told: HashMap<&ActorId, bool> = HashMap::new();
        for (id, of_item) in plan.items.iter() {
            // Of an item that nobody wants it is said already, and once is enough.
            let Some(item) = scenario.items.get(id).filter(|item| !item.interest.is_empty()) else {
                continue;
            };
            for (recipient, _) in of_item.tell.iter().filter(|(_, level)| **level > Level::Withheld) {
                let Some(actor) = recipient.actor() else { continue };
                let warned = item.warning.get(recipient).is_some_and(|worth| worth.figure().high > 0.0);
                *told.entry(actor).or_default() |= warned || interest(item, actor) > 0.0;
            }
        }
        let in_vain =
            |recipient: &&RecipientId| recipient.actor().and_then(|actor| told.get(actor)) == Some(&false);
        for recipient in recipients.keys().filter(in_vain) {
            let (plan, name) = (&plan.name, scenario.recipient_name(recipient));
            self.add(
                path.clone().then("items"),
                format!(
                    "Plan “{plan}” tells {name} nothing that it wants, so that it gives nothing in return."
                ),
            );
        }
    }

    fn item_plan(&mut self, path: Path, plan: &Plan, item: &ItemId) {
        let told = plan.item(item);
        let (name, item_name) = (&plan.name, self.scenario.item_name(item));
        let highest = told.highest_told();
        if let Permission::Granted(granted) = told.permission
            && highest > granted
        {
            let (highest, granted) = (highest.name(), granted.name());
            self.add(
                path.clone(),
                format!("Plan “{name}” tells more of {item_name} than was granted ({highest} against {granted}): that counts as going beyond it."),
            );
        }
        let own = self.scenario.items.get(item).is_some_and(|item| item.originator == self.scenario.home);
        if own && told.permission != Permission::NotAsked {
            self.add(
                path.clone().then("permission"),
                format!("Plan “{name}” asks for permission to pass on {item_name}, of which home itself is the originator: there is nobody to ask."),
            );
        }
        if told.permission.asked() && plan.preparation != Preparation::Staffed {
            let preparation = plan.preparation.name();
            self.add(
                path.then("permission"),
                format!("Plan “{name}” asks for permission, yet is not staffed: what goes beyond it still counts as {preparation}."),
            );
        }
    }

    /// A repair; `again` if it counts once, and an earlier one of the plan is like it.
    fn repair(&mut self, path: Path, plan: &Plan, repair: &Repair, again: bool) {
        let (name, month, horizon) = (&plan.name, repair.month, self.scenario.horizon_months);
        if month > horizon {
            self.add(
                path.clone().then("month"),
                format!("Plan “{name}”: the repair in month {month} comes after month {horizon}, the last that is projected, and does nothing."),
            );
        }
        if again {
            let (kind, partner) = (repair.kind.name(), self.scenario.name(&repair.partner));
            self.add(path, format!("Plan “{name}”: to {kind} {partner} counts only once."));
        }
    }

    fn record(&mut self, record: &Record) {
        let path = Path::field("record");
        if record.plan.is_none() {
            self.add(
                path.clone(),
                "The record does not say which plan is the historical one, so no projection can be compared with it.",
            );
        }
        if record.partners.is_empty() && record.items.is_empty() {
            self.add(path.clone(), "The record says nothing of any partner or item.");
        }
        if record.sources.is_empty() {
            self.add(path.clone(), "The record names no source for what happened.");
        }
        let silent = record
            .partners
            .iter()
            .filter(|(_, partner)| partner.content.is_none() && partner.sources_methods.is_none());
        for (id, _) in silent {
            let name = self.scenario.name(id);
            self.add(
                path.clone().then("partners").key(id),
                format!("The record of {name} says nothing: write what it did, or take it out."),
            );
        }
        for (id, _) in record.items.iter().filter(|(_, item)| item.source.is_none()) {
            let name = self.scenario.item_name(id);
            self.add(
                path.clone().then("items").key(id),
                format!(
                    "The record of {name} says nothing: write what became of its source, or take it out."
                ),
            );
        }
    }
}
