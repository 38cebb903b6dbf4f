//! What a partner knows at the start: what comes from it and under which promise, what it would lose with home, and what holds
//! home to its word. Nothing of others, and nothing of any plan.

use crate::analysis::number_format::counted;
use crate::scenario::{
    ActorId, Input, Institution, Item, ItemField, ItemId, Level, PartnerField, Promise, Scenario, TieField,
    capitalised,
};

/// Something that a partner knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatFact {
    /// What it is about: “What you would lose with the United States”.
    pub title: String,
    /// What it knows, in sentences.
    pub text: String,
}

/// What a partner knows at the start, in the order in which it is read; empty if the actor is no partner.
pub fn seat_facts(scenario: &Scenario, seat: &ActorId) -> Vec<SeatFact> {
    if !scenario.partnerships.contains(seat) {
        return Vec::new();
    }
    let of = Seat { scenario, id: seat, home: scenario.name(&scenario.home) };
    let mut facts = Vec::new();
    if let Some(actor) = scenario.actors.get(seat).filter(|actor| !actor.note.is_empty()) {
        facts.push(fact("You", actor.note.clone()));
    }
    let own = scenario.items.iter().filter(|(_, item)| item.originator == *seat);
    facts.extend(own.map(|(id, item)| fact(format!("Yours: {}", item.name), of.own(id, item))));
    facts.push(fact(format!("What you would lose with {}", of.home), of.stakes()));
    facts.push(fact("What you want", of.wants()));
    facts.push(fact(format!("What holds {} to its word", of.home), of.institutions()));
    facts.push(fact("How you regard others", regards(scenario, seat)));
    facts.retain(|fact| !fact.text.is_empty());
    facts
}

fn fact(title: impl Into<String>, text: String) -> SeatFact {
    SeatFact { title: title.into(), text }
}

/// A partner with what is looked up for it.
struct Seat<'a> {
    scenario: &'a Scenario,
    id: &'a ActorId,
    /// The name of home.
    home: &'a str,
}

impl Seat<'_> {
    fn partner_word(&self, field: PartnerField) -> Option<&'static str> {
        self.scenario.word_for(&Input::Partner(self.id.clone(), field))
    }

    /// The promise about an item of its own, its claim, and how many others could have known it.
    fn own(&self, id: &ItemId, item: &Item) -> String {
        let home = self.home;
        let mut sentences = vec![match item.promise {
            Promise::Explicit => {
                format!("Explicit promise of {home}: nothing is passed on without your consent.")
            }
            Promise::Implicit => {
                let understood = "understood and not said: nothing is passed on without your consent";
                format!("Implicit promise of {home}, {understood}.")
            }
            Promise::None => format!("{home} promised you nothing."),
        }];
        let gist = item.words.at(Level::Gist);
        if !gist.is_empty() {
            sentences.push(format!("In a line: {gist}"));
        }
        let source = Input::Item(id.clone(), ItemField::PlausibleSources);
        if let Some(figure) = self.scenario.figure(&source) {
            let sources = counted(figure.likely.round() as u64, "source");
            sentences.push(format!("About {sources} could have known it; one of them is yours: who hears much of it can guess which."));
        }
        sentences.join(" ")
    }

    fn stakes(&self) -> String {
        let stakes = [
            (PartnerField::Influence, format!("your say in the policy of {}", self.home)),
            (PartnerField::Security, "aid and protection".to_owned()),
            (PartnerField::Wider, "trade, alliance and the rest".to_owned()),
        ];
        let words = stakes.into_iter().filter_map(|(field, what)| {
            let word = self.partner_word(field)?;
            Some(format!("{what} ({word})"))
        });
        sentence(words.collect())
    }

    /// What follows from what comes from it and from what it would lose.
    fn wants(&self) -> String {
        let is_originator = self.scenario.items.values().any(|item| item.originator == *self.id);
        let mut wants = vec![format!("To keep what you have with {}.", self.home)];
        if is_originator {
            wants.push("That your sources stay safe, and that nobody learns how you know.".to_owned());
        }
        wants.push(format!("That {} keeps its promises and its secrets.", self.home));
        wants.join(" ")
    }

    fn institutions(&self) -> String {
        let known = Institution::ALL.into_iter().filter_map(|institution| {
            let field = PartnerField::from(institution);
            let intensity = self.scenario.figure(&Input::Partner(self.id.clone(), field))?.likely;
            let word = self.partner_word(field)?;
            (intensity > 0.0).then(|| format!("{} ({word})", institution.name()))
        });
        let known: Vec<String> = known.collect();
        if known.is_empty() { "Nothing but its word.".to_owned() } else { sentence(known) }
    }
}

/// How an actor regards others, as a sentence; empty if it regards nobody in particular.
pub fn regards(scenario: &Scenario, actor: &ActorId) -> String {
    let own = scenario.ties.iter().filter(|tie| tie.from == *actor);
    let regards = own.filter_map(|tie| {
        let input = Input::Tie(actor.clone(), tie.to.clone(), TieField::Affinity);
        let word = scenario.word_for(&input).filter(|word| *word != "indifferent")?;
        Some(format!("{} ({word})", scenario.name(&tie.to)))
    });
    sentence(regards.collect())
}

/// Parts as one sentence; empty for none.
pub fn sentence(parts: Vec<String>) -> String {
    if parts.is_empty() { String::new() } else { capitalised(&parts.join("; ")) + "." }
}
