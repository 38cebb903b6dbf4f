//! A new case described in words, from which every number follows by the coding table of the built-in cases.

use super::{
    About, Actor, ActorId, Bound, Edit, Figure, IfRefused, Item, ItemField, Level, Meeting, PartnerField,
    Partnership, Permission, Plan, PlanId, Promise, Provenance, Quantity, Recipient, RecipientId, Scale,
    Scenario, Tie, Words, map_layout, scales,
};

/// The kind of a partner, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartnerKind {
    /// An ally that could not do without home.
    #[default]
    CloseAlly,
    /// An ally of equal rank.
    EqualAlly,
    /// Little but intelligence ties it to home.
    Convenience,
    /// It shares a border or a worry, and little trust.
    WaryNeighbour,
}

/// The codes of a kind of partner, as the built-in cases are coded.
struct Codes {
    breadth: &'static str,
    depends_on_home: &'static str,
    home_depends: &'static str,
    institutions: &'static str,
    incidents: &'static str,
    /// How it and home regard each other, on the scale of affinity.
    regards_home: &'static str,
    /// How an originator regards it, on the same scale: this decides whether it hears of a breach.
    regarded: &'static str,
}

impl PartnerKind {
    /// All of them.
    pub const ALL: [PartnerKind; 4] = [
        PartnerKind::CloseAlly,
        PartnerKind::EqualAlly,
        PartnerKind::Convenience,
        PartnerKind::WaryNeighbour,
    ];

    /// Its name in a list.
    pub fn name(self) -> &'static str {
        match self {
            PartnerKind::CloseAlly => "close ally that depends on us",
            PartnerKind::EqualAlly => "equal ally",
            PartnerKind::Convenience => "partner of convenience",
            PartnerKind::WaryNeighbour => "wary neighbour",
        }
    }

    /// The codes that it stands for, as a sentence.
    pub fn explains(self) -> String {
        let Codes { breadth, depends_on_home, home_depends, institutions, incidents, .. } = self.codes();
        format!(
            "Relationship breadth {breadth}, depends on us {depends_on_home}, we depend on it {home_depends}, institutions {institutions}, earlier incidents: {incidents}."
        )
    }

    fn codes(self) -> Codes {
        match self {
            PartnerKind::CloseAlly => Codes {
                breadth: "high",
                depends_on_home: "high",
                home_depends: "medium",
                institutions: "high",
                incidents: "no",
                regards_home: "ally",
                regarded: "friend",
            },
            PartnerKind::EqualAlly => Codes {
                breadth: "high",
                depends_on_home: "medium",
                home_depends: "high",
                institutions: "high",
                incidents: "no",
                regards_home: "ally",
                regarded: "friend",
            },
            PartnerKind::Convenience => Codes {
                breadth: "low",
                depends_on_home: "medium",
                home_depends: "medium",
                institutions: "medium",
                incidents: "some",
                regards_home: "well disposed",
                regarded: "well disposed",
            },
            PartnerKind::WaryNeighbour => Codes {
                breadth: "medium",
                depends_on_home: "low",
                home_depends: "low",
                institutions: "low",
                incidents: "some",
                regards_home: "indifferent",
                regarded: "indifferent",
            },
        }
    }

    /// Its code in a category of the coding table.
    fn code(self, category: &str) -> &'static str {
        let Codes { breadth, depends_on_home, home_depends, institutions, incidents, .. } = self.codes();
        match category {
            "relationship breadth" => breadth,
            "partner depends on home" => depends_on_home,
            "home depends on partner" => home_depends,
            "institutions" => institutions,
            "prior incidents" => incidents,
            // The same in every built-in case.
            "hierarchy" => "none",
            "accuracy" => "usual",
            "shading" => "low",
            other => unreachable!("no partner is coded in {other}"),
        }
    }

    fn partnership(self) -> Partnership {
        let mut partnership = Partnership::default();
        for field in PartnerField::ALL {
            let scale = scales::of_partner(*field);
            let figure = coded(scale, self.code(scale.name), self.name());
            set(field.set(&mut partnership, figure));
        }
        partnership
    }
}

/// The kind of source behind an item, as coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// A single technical or human source, or a broken cipher.
    #[default]
    Fragile,
    /// One stream of reporting, or an investigation.
    Single,
    /// Imagery with signals, or all sources together.
    Many,
}

impl SourceKind {
    /// All of them.
    pub const ALL: [SourceKind; 3] = [SourceKind::Fragile, SourceKind::Single, SourceKind::Many];

    /// Its name in a list: the word of the coding table, and what that stands for there.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Fragile => "fragile: a single agent, device or cipher",
            SourceKind::Single => "single: one stream of reports",
            SourceKind::Many => "many: several sources together",
        }
    }

    /// The numbers that it sets, as sentences.
    pub fn explains(self) -> String {
        let range = |field: ItemField, percent: f64| {
            let [low, _, high] = scales::of_item(field).range_of(self.code()).map(|value| value * percent);
            format!("{low:.0} to {high:.0}")
        };
        format!(
            "The source is one of {} that could have produced it; {}\u{a0}% of what the partner sends comes from it. \
             Harm if it is found: {}\u{a0}% of the gravest.",
            range(ItemField::PlausibleSources, 1.0),
            range(ItemField::SourceShare, 100.0),
            range(ItemField::Sensitivity, 100.0)
        )
    }

    fn code(self) -> &'static str {
        match self {
            SourceKind::Fragile => "fragile",
            SourceKind::Single => "single",
            SourceKind::Many => "many",
        }
    }

    /// The first words of a sentence about it.
    fn in_sentence(self) -> &'static str {
        match self {
            SourceKind::Fragile => "a single fragile source",
            SourceKind::Single => "one stream of reports",
            SourceKind::Many => "several sources together",
        }
    }
}

/// The stance of a recipient or of its friend towards home and its partners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Hostile.
    Adversary,
    /// Neither friend nor enemy, and in competition.
    #[default]
    Rival,
    /// Well disposed, and bound by nothing.
    Neutral,
}

impl Stance {
    /// All of them.
    pub const ALL: [Stance; 3] = [Stance::Adversary, Stance::Rival, Stance::Neutral];

    /// Its name in a list.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Adversary => "adversary",
            Stance::Rival => "rival",
            Stance::Neutral => "neutral",
        }
    }

    /// Its name after an article.
    fn in_sentence(self) -> &'static str {
        match self {
            Stance::Neutral => "neutral state",
            Stance::Adversary | Stance::Rival => self.name(),
        }
    }

    /// How it regards home and the partners, on the scale of affinity.
    fn regards(self) -> &'static str {
        match self {
            Stance::Adversary => "enemy",
            Stance::Rival => "wary",
            Stance::Neutral => "indifferent",
        }
    }

    /// How a partner regards a recipient of this stance; the coding table says so.
    fn regarded(self) -> &'static str {
        match self {
            Stance::Adversary => "enemy",
            Stance::Rival => "wary",
            Stance::Neutral => "well disposed",
        }
    }

    /// How well it keeps a bargain, on the scale of reciprocity.
    fn reciprocity(self) -> &'static str {
        match self {
            Stance::Adversary => "doubtful",
            Stance::Rival => "even",
            Stance::Neutral => "good",
        }
    }
}

/// A partner, and what it gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewPartner {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: PartnerKind,
    /// The name of the item that it gave; empty if it gave nothing.
    pub item: String,
    /// The promise under which it gave that.
    pub promise: Promise,
    /// The kind of source behind it.
    pub source: SourceKind,
}

/// Somebody at the meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewRecipient {
    /// Its name.
    pub name: String,
    /// Its stance.
    pub stance: Stance,
    /// To whom it may pass on what it is told.
    pub friends: Vec<NewFriend>,
}

/// A friend of a recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFriend {
    /// Its name.
    pub name: String,
    /// Its stance.
    pub stance: Stance,
}

impl Default for NewFriend {
    fn default() -> Self {
        NewFriend { name: String::new(), stance: Stance::Adversary }
    }
}

/// A new case in words.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCase {
    /// The name of home.
    pub home: String,
    /// The partners.
    pub partners: Vec<NewPartner>,
    /// The recipients.
    pub recipients: Vec<NewRecipient>,
}

impl Default for NewCase {
    /// One partner that gave something, and one recipient with one friend, all without a name.
    fn default() -> Self {
        let recipient = NewRecipient { friends: vec![NewFriend::default()], ..NewRecipient::default() };
        NewCase { home: String::new(), partners: vec![NewPartner::default()], recipients: vec![recipient] }
    }
}

/// A place in the description of a new case, by numbers from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The name of home.
    Home,
    /// The name of a partner.
    Partner(usize),
    /// The item that a partner gave.
    Item(usize),
    /// The name of a recipient.
    Recipient(usize),
    /// The name of a friend: that of a recipient, and which.
    Friend(usize, usize),
}

/// Something that is missing or wrong in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place.
    pub place: Place,
    /// The problem, as a sentence.
    pub sentence: &'static str,
}

impl NewCase {
    /// All problems, in order; without any, the case can be made. A line in which nothing was written is no problem
    /// and is left out, unless it is the first of its kind.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.missing();
        let names: Vec<(Place, &str)> = self.names();
        for (index, (place, name)) in names.iter().enumerate() {
            if names[..index].iter().any(|(_, earlier)| earlier.to_lowercase() == name.to_lowercase()) {
                problems.push(Problem { place: *place, sentence: "Somebody else has this name already." });
            }
        }
        problems
    }

    fn missing(&self) -> Vec<Problem> {
        let mut missing = Vec::new();
        let mut need = |is_missing: bool, place, sentence| {
            missing.extend(is_missing.then_some(Problem { place, sentence }));
        };
        need(is_blank(&self.home), Place::Home, "Say who decides.");
        for (index, partner) in self.partners.iter().enumerate() {
            let needed = index == 0 || !is_blank(&partner.item);
            need(needed && is_blank(&partner.name), Place::Partner(index), "Say who shares with us.");
        }
        let gave_nothing = self.partners.iter().all(|partner| is_blank(&partner.item));
        need(gave_nothing, Place::Item(0), "Say what it gave.");
        for (index, recipient) in self.recipients.iter().enumerate() {
            let has_friends = recipient.friends.iter().any(|friend| !is_blank(&friend.name));
            let needed = index == 0 || has_friends;
            need(needed && is_blank(&recipient.name), Place::Recipient(index), "Say who sits opposite.");
        }
        missing
    }

    /// Every name of an actor that was written, with its place.
    fn names(&self) -> Vec<(Place, &str)> {
        let mut names = vec![(Place::Home, self.home.trim())];
        names.extend(
            self.partners.iter().enumerate().map(|(i, partner)| (Place::Partner(i), partner.name.trim())),
        );
        for (i, recipient) in self.recipients.iter().enumerate() {
            names.push((Place::Recipient(i), recipient.name.trim()));
            let friends = recipient.friends.iter().enumerate();
            names.extend(friends.map(|(j, friend)| (Place::Friend(i, j), friend.name.trim())));
        }
        names.retain(|(_, name)| !name.is_empty());
        names
    }

    /// The case, with three plans to start from, and every number set by the coding table.
    ///
    /// # Errors
    /// The problems, if there are any.
    pub fn scenario(&self) -> Result<Scenario, Vec<Problem>> {
        let problems = self.problems();
        if problems.is_empty() { Ok(Builder::of(self).finish()) } else { Err(problems) }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The figure that a word of a scale stands for, tagged with the word and with what it was chosen for.
///
/// # Panics
/// If the scale has no such word, which is a mistake in the program.
fn coded(scale: &Scale, word: &str, because: &str) -> Figure {
    let [low, likely, high] = scale.range_of(word);
    let note = format!("Coded for “{because}”: {}, {word}.", scale.name);
    Figure { low, likely, high, from: Provenance::Guess, note }
}

/// The same as a quantity.
fn quantity<B: Bound>(scale: &Scale, word: &str, because: &str) -> Quantity<B> {
    Quantity::try_from(coded(scale, word, because)).expect("a scale keeps within the bounds of its number")
}

/// Requires that a figure of the coding table was taken.
fn set(result: Result<(), super::FigureError>) {
    result.expect("a scale keeps within the bounds of its number");
}

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
struct Builder {
    scenario: Scenario,
    partners: Vec<Side>,
    /// Recipients and their friends.
    others: Vec<Side>,
}

impl Builder {
    fn of(case: &NewCase) -> Self {
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
    fn finish(mut self) -> Scenario {
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
