//! The role of each actor, as the map shows it.

use super::{ActorId, RecipientId, Scenario};

/// The role of an actor; the first that fits, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The state that decides.
    Home,
    /// A partner that gave an item.
    Originator,
    /// Somebody who could be told.
    Recipient,
    /// A partner that gave nothing here.
    Partner,
    /// Somebody whom a recipient may tell, or somebody told by it.
    Friend,
    /// Anybody else: nothing that is told can be handed on to it.
    Bystander,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 6] =
        [Role::Home, Role::Originator, Role::Recipient, Role::Partner, Role::Friend, Role::Bystander];

    /// Name in a sentence: “recipient’s friend”.
    pub fn name(self) -> &'static str {
        match self {
            Role::Home => "home",
            Role::Originator => "originator",
            Role::Recipient => "recipient",
            Role::Partner => "partner",
            Role::Friend => "recipient’s friend",
            Role::Bystander => "bystander",
        }
    }
}

impl Scenario {
    /// The role of an actor.
    pub fn role(&self, actor: &ActorId) -> Role {
        self.role_among(actor, &self.reached_by_recipients())
    }

    /// The role of every actor, in the scenario's order.
    pub fn roles(&self) -> impl Iterator<Item = (&ActorId, Role)> {
        let reached = self.reached_by_recipients();
        self.actors.keys().map(move |actor| (actor, self.role_among(actor, &reached)))
    }

    fn role_among(&self, actor: &ActorId, reached: &[&ActorId]) -> Role {
        if *actor == self.home {
            Role::Home
        } else if self.items.values().any(|item| item.originator == *actor) {
            Role::Originator
        } else if self.meeting.recipients.contains(&RecipientId::Actor(actor.clone())) {
            Role::Recipient
        } else if self.partnerships.contains(actor) {
            Role::Partner
        } else if reached.contains(&actor) {
            Role::Friend
        } else {
            Role::Bystander
        }
    }

    /// The recipients, and to whom what they are told may be handed on, directly or through others.
    fn reached_by_recipients(&self) -> Vec<&ActorId> {
        let mut reached: Vec<&ActorId> =
            self.meeting.recipients.keys().filter_map(RecipientId::actor).collect();
        let mut next = 0;
        while let Some(teller) = reached.get(next).copied() {
            next += 1;
            for tie in self.ties.iter().filter(|tie| tie.from == *teller && tie.onward.figure().high > 0.0) {
                if tie.to != self.home && !reached.contains(&&tie.to) {
                    reached.push(&tie.to);
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, Quantity, Recipient, Tie};

    #[test]
    fn only_whom_a_recipient_may_tell_directly_or_through_others_is_its_friend() {
        let id = ActorId::known;
        let mut scenario = Scenario::default();
        for actor in ["guest", "friend", "far", "cold", "alone"] {
            scenario.actors.put(id(actor), Actor::named(actor));
        }
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
        ];
        let roles = ["guest", "friend", "far", "cold", "alone"].map(|actor| scenario.role(&id(actor)));
        let (friend, bystander) = (Role::Friend, Role::Bystander);
        assert_eq!(roles, [Role::Recipient, friend, friend, bystander, bystander]);
    }
}
