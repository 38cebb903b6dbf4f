//! The scenario that follows from the description of a new case.

use super::coding::{Codes, Stance, coded, quantity, set};
use super::{NewCase, NewPartner, NewRecipient, is_blank};
use crate::scenario::{
    About, Actor, ActorId, Edit, IfRefused, Item, ItemField, Level, Meeting, Permission, Plan, PlanId,
    Recipient, RecipientId, Scenario, Tie, Words, map_layout, scales,
};

/// An actor of the new case with the words that say how others regard it.
struct Side {
    id: ActorId,
    /// How it regards home and the partners.
    regards: &'static str,
    /// How partners regard it.
    regarded: &'static str,
    /// The word that was chosen.
    chosen: &'static str,
}

/// The scenario while it is being made.
pub(super) struct Builder {
    scenario: Scenario,
    partners: Vec<Side>,
    /// Recipients and their friends.
    others: Vec<Side>,
}

impl Builder {
    pub(super) fn of(case: &NewCase) -> Self {
        let mut builder = Builder { scenario: Scenario::default(), partners: Vec::new(), others: Vec::new() };
        let home = Actor::named(case.home.trim());
        builder.scenario.actors.put(builder.scenario.home.clone(), home);
        case.partners
            .iter()
            .filter(|partner| !is_blank(&partner.name))
            .for_each(|partner| builder.partner(partner));
        let recipients = case.recipients.iter().filter(|recipient| !is_blank(&recipient.name));
        recipients.for_each(|recipient| builder.recipient(recipient));
        builder.scenario.about.before = background(case);
        builder
    }

    fn actor(&mut self, name: &str) -> ActorId {
        let id = self.scenario.next_actor_id();
        self.apply(Edit::PutActor(id.clone(), Actor::named(name.trim())));
        id
    }

    /// Applies an edit that fits by the way it was made.
    fn apply(&mut self, edit: Edit) {
        self.scenario = self.scenario.edited(&edit).expect("everything that the edit names is there");
    }

    fn partner(&mut self, partner: &NewPartner) {
        let id = self.actor(&partner.name);
        self.scenario.partnerships.put(id.clone(), partner.kind.partnership());
        let Codes { regards_home, regarded, .. } = partner.kind.codes();
        self.regard(&id, &self.scenario.home.clone(), regards_home, partner.kind.name());
        self.regard(&self.scenario.home.clone(), &id, regards_home, partner.kind.name());
        if !is_blank(&partner.item) {
            let item = self.scenario.next_item_id();
            self.apply(Edit::PutItem(item, given(partner, &id)));
        }
        self.partners.push(Side { id, regards: regards_home, regarded, chosen: partner.kind.name() });
    }

    fn recipient(&mut self, recipient: &NewRecipient) {
        let stance = recipient.stance;
        let id = self.actor(&recipient.name);
        let at_meeting = Recipient {
            concession: quantity(&scales::CONCESSION, "middling", stance.name()),
            reciprocity: quantity(&scales::RECIPROCITY, stance.reciprocity(), stance.name()),
            ..Recipient::default()
        };
        self.scenario.meeting.recipients.put(RecipientId::Actor(id.clone()), at_meeting);
        for friend in recipient.friends.iter().filter(|friend| !is_blank(&friend.name)) {
            let friend_id = self.actor(&friend.name);
            self.regard(&id, &friend_id, "friend", "friend");
            self.regard(&friend_id, &id, "friend", "friend");
            self.pass_on(&id, &friend_id);
            self.other(friend_id, friend.stance);
        }
        self.other(id, stance);
    }

    fn other(&mut self, id: ActorId, stance: Stance) {
        let (regards, regarded, chosen) = (stance.regards(), stance.regarded(), stance.name());
        self.others.push(Side { id, regards, regarded, chosen });
    }

    /// Sets how the first regards the second.
    fn regard(&mut self, from: &ActorId, to: &ActorId, word: &str, because: &str) {
        let affinity = quantity(&scales::AFFINITY, word, because);
        if affinity.likely() != 0.0 {
            self.scenario.ties.push(Tie { affinity, ..Tie::between(from.clone(), to.clone()) });
        }
    }

    fn pass_on(&mut self, from: &ActorId, to: &ActorId) {
        let tie = self.scenario.ties.iter_mut().find(|tie| tie.from == *from && tie.to == *to);
        let tie = tie.expect("friends regard each other");
        tie.onward = quantity(&scales::ONWARD, "possibly", "friend");
    }

    /// Ties between the partners and everybody else, interests, words, plans and places.
    pub(super) fn finish(mut self) -> Scenario {
        let (home, partners, others) = (
            self.scenario.home.clone(),
            std::mem::take(&mut self.partners),
            std::mem::take(&mut self.others),
        );
        for other in &others {
            self.regard(&other.id, &home, other.regards, other.chosen);
            for partner in &partners {
                self.regard(&other.id, &partner.id, other.regards, other.chosen);
                self.regard(&partner.id, &other.id, other.regarded, other.chosen);
            }
        }
        for partner in &partners {
            for other in partners.iter().filter(|other| other.id != partner.id) {
                self.regard(&partner.id, &other.id, other.regarded, other.chosen);
            }
        }
        self.interests(&partners, &others);
        self.name_it();
        self.plans();
        let lay_out = map_layout::lay_out(&self.scenario);
        self.apply(lay_out);
        self.scenario
    }

    /// Who sits opposite wants an item much, and so do its friends; other partners want some of it.
    fn interests(&mut self, partners: &[Side], others: &[Side]) {
        for item in self.scenario.items.values_mut() {
            for other in others {
                item.interest.put(
                    other.id.clone(),
                    quantity(&scales::INTEREST, "much", "at the meeting, or its friend"),
                );
            }
            for partner in partners.iter().filter(|partner| partner.id != item.originator) {
                item.interest.put(partner.id.clone(), quantity(&scales::INTEREST, "some", "partner"));
            }
        }
    }

    fn name_it(&mut self) {
        let recipients: Vec<&str> =
            self.scenario.meeting.recipients.keys().map(|id| self.scenario.recipient_name(id)).collect();
        let items: Vec<&str> = self.scenario.items.values().map(|item| item.name.as_str()).collect();
        let (recipients, items) = (recipients.join(" and "), items.join(" and "));
        let about = About {
            title: format!("Meeting with {recipients}"),
            question: format!("What to tell {recipients} about {items}?"),
            ..About::default()
        };
        let name = about.title.clone();
        let before = std::mem::take(&mut self.scenario.about.before);
        self.scenario.about = About { before, ..about };
        self.scenario.meeting = Meeting { name, ..self.scenario.meeting.clone() };
    }

    fn plans(&mut self) {
        let everybody: Vec<RecipientId> = self.scenario.meeting.recipients.keys().cloned().collect();
        let mut tell = Plan::named("Tell the content");
        for item in self.scenario.items.keys() {
            everybody.iter().for_each(|recipient| tell.set_level(item, recipient, Level::Content));
        }
        let mut ask = Plan { name: "Ask first".into(), ..tell.clone() };
        ask.items.values_mut().for_each(|item| item.permission = Permission::Asked(IfRefused::HoldBack));
        // A scenario always has a plan: the one that it began with goes last.
        let blank: Vec<PlanId> = self.scenario.plans.keys().cloned().collect();
        for plan in [tell, ask, Plan::named("Say nothing")] {
            let id = self.scenario.next_plan_id();
            self.apply(Edit::PutPlan(id, plan));
        }
        blank.into_iter().for_each(|id| self.apply(Edit::RemovePlan(id)));
    }
}

/// The background of the briefing, from the words of the form: who shares with home, and who sits opposite.
fn background(case: &NewCase) -> String {
    let named = |name: &String| !is_blank(name);
    let partners = case.partners.iter().filter(|partner| named(&partner.name)).map(|partner| {
        let (name, kind) = (partner.name.trim(), partner.kind.name());
        match partner.item.trim() {
            "" => format!("{name} is {} {kind}; it shares with us too.", article(kind)),
            item => format!(
                "{name} is {} {kind}. It gave us {item}, which it has from {}.",
                article(kind),
                partner.source.in_sentence()
            ),
        }
    });
    let recipients = case.recipients.iter().filter(|recipient| named(&recipient.name)).map(|recipient| {
        let in_words = |name: &str, stance: Stance| {
            let stance = stance.in_sentence();
            format!("{}, {} {stance}", name.trim(), article(stance))
        };
        let friends = recipient.friends.iter().filter(|friend| named(&friend.name));
        let friends: Vec<String> = friends.map(|friend| in_words(&friend.name, friend.stance)).collect();
        let reaches = match friends[..] {
            [] => String::new(),
            _ => format!(" What it is told may reach {}.", friends.join("; ")),
        };
        format!("{}, sits opposite.{reaches}", in_words(&recipient.name, recipient.stance))
    });
    let [partners, recipients] =
        [partners.collect::<Vec<_>>(), recipients.collect()].map(|all| all.join(" "));
    format!("{} decides what to tell. {partners}\n{recipients}", case.home.trim())
}

/// The indefinite article before a word.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The item that a partner gave, with words to start from.
fn given(partner: &NewPartner, originator: &ActorId) -> Item {
    let (name, giver) = (partner.item.trim(), partner.name.trim());
    let mut item = Item { promise: partner.promise, ..Item::from_originator(name, originator.clone()) };
    for field in ItemField::ALL {
        let scale = scales::of_item(*field);
        let word = if *field == ItemField::HalfLife { "middling" } else { partner.source.code() };
        set(field.set(&mut item, coded(scale, word, partner.source.in_sentence())));
    }
    item.words = Words {
        gist: format!("That there is something: {name}."),
        content: format!("What {giver} reported: {name}."),
        context: format!("Where and when it was learned, and who is meant: {name}."),
        sources_methods: format!("How {giver} knows of it."),
    };
    item
}
