//! Parts of a scenario in words: sentences that the window, the papers and the reports share.

use super::{
    Actor, ActorId, Cover, IfRefused, Input, Item, ItemPlan, Level, Permission, Plan, Preparation, Promise,
    RecipientId, Role, Roles, Scenario,
};

impl Scenario {
    /// Whose an item is, and the promise that binds home towards it. The words fit what was given as well as what was
    /// taken or overheard, and names of one thing or of many.
    pub fn promise_in_words(&self, item: &Item) -> String {
        let (originator, name) = (self.name(&item.originator), &item.name);
        let promise = match self.promise(item) {
            Promise::None if item.originator == self.home => {
                return format!("Originator of {name}: {originator} itself. No promise to a partner.");
            }
            Promise::Explicit => "Explicit promise: nothing is passed on without consent.",
            Promise::Implicit => {
                "Implicit promise, understood and not said: nothing is passed on without consent."
            }
            Promise::None => "No promise.",
        };
        format!("Originator of {name}: {originator}. {promise}")
    }

    /// What home does under a plan, as sentences: how it comes to it, who is asked, what is told to whom, and what is
    /// mended later.
    pub fn plan_in_words(&self, plan: &Plan) -> Vec<String> {
        let home = self.name(&self.home);
        let mut sentences: Vec<String> = Vec::new();
        for (id, of) in plan.items.iter().filter(|(_, of)| of.highest_told() > Level::Withheld) {
            if let Some(item) = self.items.get(id) {
                sentences.extend(self.telling_in_words(item, of));
            }
        }
        if sentences.is_empty() {
            sentences.push(format!("{home} tells nobody anything."));
        } else {
            sentences.insert(0, plan.preparation.in_words(home));
        }
        for repair in &plan.repairs {
            let (partner, kind) = (self.name(&repair.partner), repair.kind.name());
            sentences.push(format!("In month {}, towards {partner}: {kind}.", repair.month));
        }
        sentences
    }

    /// What is told of an item, and how.
    fn telling_in_words(&self, item: &Item, of: &ItemPlan) -> Vec<String> {
        let (giver, name) = (self.name(&item.originator), &item.name);
        let told = of.tell.iter().filter(|(_, level)| **level > Level::Withheld);
        let told = told.map(|(who, level)| {
            let who = self.recipient_in_a_sentence(who);
            format!("{who} hears of {name}: {}", level.in_a_sentence())
        });
        let mut sentences: Vec<String> = told.map(|told| capitalised(&told) + ".").collect();
        let highest = item.words.at(of.highest_told());
        if !highest.is_empty() {
            sentences.push(format!("In these words: “{highest}”"));
        }
        let asked = match of.permission {
            Permission::NotAsked if item.originator == self.home => None,
            Permission::NotAsked => Some(format!("Nobody asks {giver}.")),
            Permission::Granted(level) => {
                Some(format!("{giver} was asked, and allows {}.", level.in_a_sentence()))
            }
            Permission::Refused => Some(format!("{giver} was asked, and refused.")),
            Permission::Asked(IfRefused::HoldBack) => {
                Some(format!("{giver} is asked first; more than it allows is not told."))
            }
            Permission::Asked(IfRefused::TellAnyway) => {
                Some(format!("{giver} is asked first, and told over if it refuses."))
            }
        };
        sentences.extend(asked);
        let cover = match of.cover {
            Cover::None => None,
            Cover::Partial => Some("The wording hides part of what would show where it comes from."),
            Cover::Full => Some("The wording hides where it comes from: another source would explain it."),
        };
        sentences.extend(cover.map(str::to_owned));
        sentences
    }

    /// A recipient's name within a sentence.
    pub fn recipient_in_a_sentence<'a>(&'a self, recipient: &'a RecipientId) -> &'a str {
        match recipient {
            RecipientId::Actor(actor) => self.name(actor),
            RecipientId::Public => "the public",
        }
    }

    /// The word for a number on its scale; `None` for a number without words, or one that the document does not have.
    pub fn word_for(&self, input: &Input) -> Option<&'static str> {
        input.scale()?.nearest_word(self.figure(input)?)
    }
}

impl<'a> Roles<'a> {
    /// The actors in the order in which they are presented: home, originators, and so on outwards.
    pub fn cast(&self) -> Vec<(&'a ActorId, &'a Actor, Role)> {
        let actors = self.scenario().actors.iter().zip(self.all());
        let mut cast: Vec<_> = actors.map(|((id, actor), (_, role))| (id, actor, role)).collect();
        cast.sort_by_key(|(_, _, role)| *role);
        cast
    }

    /// The part of an actor in the case, as a phrase.
    pub fn part_in_words(&self, id: &ActorId) -> String {
        let scenario = self.scenario();
        let names = |ids: &[&ActorId]| ids.iter().map(|id| scenario.name(id)).collect::<Vec<_>>().join(", ");
        let says: String = match self.of(id) {
            Role::Home => "decides what is told".into(),
            Role::Originator => {
                let own = scenario.items.values().filter(|item| item.originator == *id);
                format!("originator of {}", own.map(|item| item.name.as_str()).collect::<Vec<_>>().join("; "))
            }
            Role::Recipient => match scenario.partnerships.contains(id) {
                true => "could be told; shares with home as well".into(),
                false => "could be told".into(),
            },
            Role::Partner => "shares with home, and watches what home does with it".into(),
            Role::Friend | Role::ThirdParty => {
                let tellers =
                    scenario.ties.iter().filter(|tie| tie.to == *id && tie.onward.figure().high > 0.0);
                format!("could hear it from {}", names(&tellers.map(|tie| &tie.from).collect::<Vec<_>>()))
            }
            Role::Bystander => "is not reached by what is told".into(),
        };
        let hostile = self.hostile_to(id);
        if hostile.is_empty() { says } else { format!("{says}; hostile to {}", names(hostile)) }
    }
}

impl Level {
    /// What is told at this level, as a noun: “nothing”, “content”.
    pub fn told(self) -> &'static str {
        if self == Level::Withheld { "nothing" } else { self.name() }
    }

    /// What somebody hears at this level, as the end of a sentence.
    pub fn in_a_sentence(self) -> &'static str {
        match self {
            Level::Withheld => "nothing",
            Level::Gist => "the bare claim",
            Level::Content => "the report itself",
            Level::Context => "the report with place, time and persons",
            Level::SourcesMethods => "everything, with the way in which it is known",
        }
    }
}

impl Preparation {
    /// How home comes to tell, as a sentence.
    fn in_words(self, home: &str) -> String {
        match self {
            Preparation::Spontaneous => format!("{home} decides in the room, without preparation."),
            Preparation::Staffed => format!("{home} decides beforehand, with its services at the table."),
            Preparation::Leak => format!("Somebody in {home} who is not authorised passes it on."),
            Preparation::Compelled => format!("{home} is compelled to tell, by a court or a law."),
            Preparation::Misuse => {
                format!("{home} spies on its partner, or uses its material against the terms.")
            }
        }
    }
}

/// The possessive of a name: “Israel’s”, “United States’”.
pub fn possessive(name: &str) -> String {
    format!("{name}’{}", if name.ends_with('s') { "" } else { "s" })
}

/// The same text with a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
