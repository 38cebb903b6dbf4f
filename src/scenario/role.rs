//! What part an actor plays, as the map shows it.

use super::{ActorId, RecipientId, Scenario};

/// What part an actor plays; the first that fits, in this order.
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
    /// Anybody else: somebody the recipient may tell.
    Friend,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 5] = [Role::Home, Role::Originator, Role::Recipient, Role::Partner, Role::Friend];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Role::Home => "home",
            Role::Originator => "originator",
            Role::Recipient => "recipient",
            Role::Partner => "partner",
            Role::Friend => "recipient’s friend",
        }
    }
}

impl Scenario {
    /// What part an actor plays.
    pub fn role(&self, actor: &ActorId) -> Role {
        if *actor == self.home {
            Role::Home
        } else if self.items.values().any(|item| item.originator == *actor) {
            Role::Originator
        } else if self.meeting.recipients.contains(&RecipientId::Actor(actor.clone())) {
            Role::Recipient
        } else if self.partnerships.contains(actor) {
            Role::Partner
        } else {
            Role::Friend
        }
    }
}
