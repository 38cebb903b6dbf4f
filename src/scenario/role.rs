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
        } else if reached.contains(&actor) && self.is_hostile(actor) {
            Role::Friend
        } else if reached.contains(&actor) {
            Role::ThirdParty
        } else {
            Role::Bystander
        }
    }

    /// Whether an actor is hostile to home or to one of its partners.
    fn is_hostile(&self, actor: &ActorId) -> bool {
        let is_ours = |to: &ActorId| *to == self.home || self.partnerships.contains(to);
        self.ties.iter().any(|tie| tie.from == *actor && is_ours(&tie.to) && tie.affinity.figure().low < 0.0)
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
}
