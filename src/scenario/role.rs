//! The role of each actor, as the map shows it.

use super::{ActorId, RecipientId, Scenario, Tie};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The role of an actor; the first that fits, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The state that decides.
    Home,
    /// A partner that gave an item.
    Originator,
    /// Somebody who could be told.
    Recipient,
    /// A partner that gave nothing here.
    Partner,
    /// Somebody to whom what a recipient is told may come, and who is hostile to home or to one of its partners.
    Friend,
    /// Somebody to whom it may come as well, and who is hostile to neither.
    ThirdParty,
    /// Anybody else: nothing that is told can be handed on to it.
    Bystander,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 7] = [
        Role::Home,
        Role::Originator,
        Role::Recipient,
        Role::Partner,
        Role::Friend,
        Role::ThirdParty,
        Role::Bystander,
    ];

    /// Name in a sentence: “recipient’s friend”.
    pub fn name(self) -> &'static str {
        match self {
            Role::Home => "home",
            Role::Originator => "originator",
            Role::Recipient => "recipient",
            Role::Partner => "partner",
            Role::Friend => "recipient’s friend",
            Role::ThirdParty => "third party",
            Role::Bystander => "bystander",
        }
    }
}

/// The roles of all actors, worked out once for a scenario: the time for that grows with the scenario's size and not with
/// its square.
pub struct Roles<'a> {
    scenario: &'a Scenario,
    /// In the scenario's order.
    of_actors: Vec<Role>,
    /// By actor: those of home and its partners to whom it is hostile, home first and then in the order of the ties.
    hostile: HashMap<&'a ActorId, Vec<&'a ActorId>>,
}

impl<'a> Roles<'a> {
    /// The roles in a scenario.
    pub fn new(scenario: &'a Scenario) -> Self {
        let hostile = hostile_to_ours(scenario);
        let originators: HashSet<&ActorId> = scenario.items.values().map(|item| &item.originator).collect();
        let recipients: HashSet<&ActorId> =
            scenario.meeting.recipients.keys().filter_map(RecipientId::actor).collect();
        let reached = reached_by_recipients(scenario);
        let role = |actor: &ActorId| {
            if *actor == scenario.home {
                Role::Home
            } else if originators.contains(actor) {
                Role::Originator
            } else if recipients.contains(actor) {
                Role::Recipient
            } else if scenario.partnerships.contains(actor) {
                Role::Partner
            } else if !reached.contains(actor) {
                Role::Bystander
            } else if hostile.contains_key(actor) {
                Role::Friend
            } else {
                Role::ThirdParty
            }
        };
        Roles { scenario, of_actors: scenario.actors.keys().map(role).collect(), hostile }
    }

    /// The role of an actor. One that the scenario does not have any more, as in a projection from before an edit, is a
    /// bystander: nothing reaches it.
    pub fn of(&self, actor: &ActorId) -> Role {
        self.scenario.actors.index_of(actor).map_or(Role::Bystander, |place| self.of_actors[place])
    }

    /// Every actor with its role, in the scenario's order.
    pub fn all(&self) -> impl Iterator<Item = (&'a ActorId, Role)> {
        self.scenario.actors.keys().zip(self.of_actors.iter().copied())
    }

    /// The scenario whose roles these are.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// Those of home and its partners to whom an actor is hostile: home first, and then in the order of the ties.
    pub fn hostile_to(&self, actor: &ActorId) -> &[&'a ActorId] {
        self.hostile.get(actor).map_or(&[], Vec::as_slice)
    }
}

fn hostile_to_ours(scenario: &Scenario) -> HashMap<&ActorId, Vec<&ActorId>> {
    let mut hostile: HashMap<&ActorId, Vec<&ActorId>> = HashMap::new();
    for tie in scenario.ties.iter().filter(|tie| scenario.is_hostile(tie)) {
        hostile.entry(&tie.from).or_default().push(&tie.to);
    }
    hostile.values_mut().for_each(|to| to.sort_by_key(|to| **to != scenario.home));
    hostile
}

fn reached_by_recipients(scenario: &Scenario) -> HashSet<&ActorId> {
    let mut told_by: HashMap<&ActorId, Vec<&ActorId>> = HashMap::new();
    for tie in scenario.ties.iter().filter(|tie| tie.onward.figure().high > 0.0 && tie.to != scenario.home) {
        told_by.entry(&tie.from).or_default().push(&tie.to);
    }
    let mut next: Vec<&ActorId> = scenario.meeting.recipients.keys().filter_map(RecipientId::actor).collect();
    let mut reached: HashSet<&ActorId> = next.iter().copied().collect();
    while let Some(teller) = next.pop() {
        for to in told_by.get(teller).into_iter().flatten() {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    reached
}

impl Scenario {
    /// The role of an actor. For those of many, [`Roles`] does the work once.
    pub fn role(&self, actor: &ActorId) -> Role {
        Roles::new(self).of(actor)
    }

    /// Whether a tie is one of hostility to home or to one of its partners, at its most likely number. The roles, the
    /// map and who is who all go by it; home's own hostility is part of none.
    pub fn is_hostile(&self, tie: &Tie) -> bool {
        let is_ours = tie.to == self.home || self.partnerships.contains(&tie.to);
        tie.from != self.home && is_ours && tie.affinity.likely() < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, Partnership, Quantity, Recipient, Tie};

    #[test]
    fn whom_a_recipient_may_tell_directly_or_through_others_is_its_friend_or_a_third_party() {
        let id = ActorId::known;
        let mut scenario = Scenario::default();
        for actor in ["guest", "friend", "far", "mild", "cold", "alone", "ally"] {
            scenario.actors.put(id(actor), Actor::named(actor));
        }
        scenario.partnerships.put(id("ally"), Partnership::default());
        scenario.meeting.recipients.put(RecipientId::Actor(id("guest")), Recipient::default());
        let tie = |from: &'static str, to: &'static str, onward: f64| Tie {
            onward: Quantity::plain(onward),
            ..Tie::between(id(from), id(to))
        };
        scenario.ties = vec![
            tie("guest", "friend", 0.4),
            tie("friend", "far", 0.1),
            tie("guest", "cold", 0.0),
            tie("alone", "guest", 0.9),
            tie("guest", "mild", 0.5),
            tie("guest", "ally", 0.5),
        ];
        let enemy = |from: &'static str, to: &'static str| Tie {
            affinity: Quantity::plain(-0.6),
            ..Tie::between(id(from), id(to))
        };
        scenario.ties.push(enemy("friend", "home"));
        scenario.ties.push(enemy("far", "ally"));
        scenario.ties.push(enemy("mild", "cold"));
        scenario.ties.push(enemy("alone", "home"));
        let names = ["guest", "friend", "far", "mild", "cold", "alone", "ally"];
        let (friend, bystander) = (Role::Friend, Role::Bystander);
        let roles = names.map(|actor| scenario.role(&id(actor)));
        let third = Role::ThirdParty;
        assert_eq!(roles, [Role::Recipient, friend, friend, third, bystander, bystander, Role::Partner]);
    }

    #[test]
    fn hostility_is_that_to_home_and_its_partners_and_none_of_homes_own() {
        let id = ActorId::known;
        let mut scenario = Scenario { home: id("home"), ..Scenario::default() };
        for partner in ["ally", "other"] {
            scenario.partnerships.put(id(partner), Partnership::default());
        }
        let tie = |from: &'static str, to: &'static str, affinity: f64| Tie {
            affinity: Quantity::plain(affinity),
            ..Tie::between(id(from), id(to))
        };
        scenario.ties = vec![
            tie("rival", "ally", -0.9),
            tie("rival", "home", -0.2),
            tie("rival", "other", 0.3),
            tie("rival", "stranger", -0.9),
            tie("home", "rival", -0.9),
        ];
        let roles = Roles::new(&scenario);
        assert_eq!(roles.hostile_to(&id("rival")), [&id("home"), &id("ally")]);
        assert!(roles.hostile_to(&id("home")).is_empty());
    }
}
