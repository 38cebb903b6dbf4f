//! Role sheets: for every actor a page that holds only what this actor knows at the start, and room for its decision.

use crate::export::paper::{Cell, Column, Paper, PaperTable, Term};
use crate::lesson::seat_facts::{regards, seat_facts, sentence};
use crate::scenario::{
    Actor, ActorId, Input, Item, Level, PartnerField, PriorityField, RecipientField, RecipientId, Role,
    Roles, Scenario, TieField, capitalised,
};

/// Adds a sheet for every actor that has something to decide.
pub fn add(paper: &mut Paper, scenario: &Scenario) {
    for (id, actor, role) in Roles::new(scenario).cast() {
        if role == Role::Bystander {
            continue;
        }
        paper.new_page();
        paper.chapter(format!("Your role: {}", actor.name));
        paper.note("Keep this sheet to yourself. It holds what you know before the meeting, and nothing that others know.");
        let sheet = RoleSheet { scenario, id, actor };
        paper.terms(sheet.knowledge(role));
        sheet.decision(paper, role);
    }
}

/// The sheet of an actor.
struct RoleSheet<'a> {
    scenario: &'a Scenario,
    id: &'a ActorId,
    actor: &'a Actor,
}

impl RoleSheet<'_> {
    fn home(&self) -> &str {
        self.scenario.name(&self.scenario.home)
    }

    /// What the actor knows: of a partner the same as from its seat in a role play.
    fn knowledge(&self, role: Role) -> Vec<Term> {
        let facts = seat_facts(self.scenario, self.id).into_iter();
        let mut terms: Vec<Term> = facts.map(|fact| Term::new(fact.title, fact.text)).collect();
        let is_partner = !terms.is_empty();
        if !is_partner && !self.actor.note.is_empty() {
            terms.push(Term::new("You", &self.actor.note));
        }
        if role == Role::Home {
            self.as_home(&mut terms);
        }
        let recipient = RecipientId::Actor(self.id.clone());
        if self.scenario.meeting.recipients.contains(&recipient) {
            self.as_recipient(&recipient, &mut terms);
        }
        if !is_partner {
            terms.push(Term::new("How you regard others", regards(self.scenario, self.id)));
        }
        terms.push(Term::new("Whom you would tell what you hear", self.tells()));
        terms.retain(|term| !term.text.is_empty());
        terms
    }

    fn as_home(&self, terms: &mut Vec<Term>) {
        let scenario = self.scenario;
        for item in scenario.items.values() {
            terms.push(Term::new(format!("You hold: {}", item.name), self.held(item)));
        }
        for recipient in scenario.meeting.recipients.keys() {
            let offers = scenario.word_for(&Input::Recipient(recipient.clone(), RecipientField::Concession));
            let returns =
                scenario.word_for(&Input::Recipient(recipient.clone(), RecipientField::Reciprocity));
            let text = match offers.zip(returns) {
                Some(("none", _)) | None => "It has nothing to offer for what you tell.".to_owned(),
                Some((offers, returns)) => {
                    format!("What it could concede is {offers}; the chance that it does is {returns}.")
                }
            };
            terms.push(Term::new(format!("You meet: {}", scenario.recipient_name(recipient)), text));
        }
        let partners = scenario.partnerships.keys().map(|partner| {
            let flow = scenario.word_for(&Input::Partner(partner.clone(), PartnerField::Flow));
            let depends = flow.map_or(String::new(), |flow| format!(" (you depend on it: {flow})"));
            format!("{}{depends}", scenario.name(partner))
        });
        terms.push(Term::new("Who shares with you", sentence(partners.collect())));
        let counts = PriorityField::ALL.iter().filter_map(|field| {
            let input = Input::Priority(*field);
            Some(format!("{} ({})", input.info().label, scenario.word_for(&input)?))
        });
        terms.push(Term::new("What you want, and how much it counts", sentence(counts.collect())));
    }

    /// What home has of an item, level by level.
    fn held(&self, item: &Item) -> String {
        let mut lines = vec![self.scenario.promise_in_words(item)];
        for level in Level::ALL.into_iter().skip(1) {
            let words = item.words.at(level);
            if !words.is_empty() {
                lines.push(format!("{}: {words}", capitalised(level.name())));
            }
        }
        lines.join("\n")
    }

    fn as_recipient(&self, recipient: &RecipientId, terms: &mut Vec<Term>) {
        let home = self.home();
        let word = |field| self.scenario.word_for(&Input::Recipient(recipient.clone(), field));
        let concession = word(RecipientField::Concession).filter(|word| *word != "none");
        let offers = match concession {
            Some(offers) => format!("You can concede something for what you hear; it would be {offers}."),
            None => "You have nothing to give in return.".to_owned(),
        };
        terms.push(Term::new(format!("You meet {home}"), offers));
        let interests = self.scenario.items.iter().filter_map(|(item, of)| {
            let interest = of.interest.get(self.id)?.figure().likely;
            Some((interest, self.scenario.word_for(&Input::Interest(item.clone(), self.id.clone()))?))
        });
        let strongest = interests.max_by(|(one, _), (other, _)| one.total_cmp(other));
        if let Some((_, word)) = strongest {
            let wants = format!("To hear what {home} knows; how much of it concerns you: {word}.");
            terms.push(Term::new("What you want", wants));
        }
    }

    /// Whom the actor would tell what it hears.
    fn tells(&self) -> String {
        let own = self.scenario.ties.iter().filter(|tie| tie.from == *self.id);
        let tells = own.filter(|tie| tie.onward.figure().high > 0.0).filter_map(|tie| {
            let input = Input::Tie(self.id.clone(), tie.to.clone(), TieField::Onward);
            Some(format!("{} ({})", self.scenario.name(&tie.to), self.scenario.word_for(&input)?))
        });
        sentence(tells.collect())
    }
}

/// Decisions.
impl RoleSheet<'_> {
    fn decision(&self, paper: &mut Paper, role: Role) {
        paper.section("Your decision");
        match role {
            Role::Home => self.home_decides(paper),
            Role::Originator | Role::Partner => self.partner_decides(paper),
            Role::Recipient if self.scenario.partnerships.contains(self.id) => self.partner_decides(paper),
            Role::Recipient => {
                paper.text(format!(
                    "What do you ask {}, what do you offer, and whom do you tell afterwards?",
                    self.home()
                ));
                paper.writing_lines(6);
            }
            Role::Friend | Role::ThirdParty => {
                paper
                    .text("Something reaches you. What do you make of it: whose was it, and how was it got?");
                paper.writing_lines(6);
            }
            Role::Bystander => {}
        }
    }

    /// For each item and recipient the level to be told.
    fn home_decides(&self, paper: &mut Paper) {
        let scenario = self.scenario;
        let mut columns = vec![Column::words("Tell whom, of what")];
        columns.extend(Level::ALL.map(|level| Column::words(capitalised(level.name()))));
        let mut table = PaperTable::new("One box in each row", columns);
        for item in scenario.items.values() {
            for recipient in scenario.meeting.recipients.keys() {
                let name = format!("{}: {}", scenario.recipient_name(recipient), item.name);
                let ticks = Level::ALL.map(|_| Cell::Tick);
                table.row(std::iter::once(Cell::Text(name)).chain(ticks).collect());
            }
        }
        paper.table(table);
        paper.text("Whom do you ask first, and what if the answer is no?");
        paper.writing_lines(3);
        paper.text("Your reasons");
        paper.writing_lines(4);
    }

    fn partner_decides(&self, paper: &mut Paper) {
        let home = self.home();
        let is_originator = self.scenario.items.values().any(|item| item.originator == *self.id);
        let what = if is_originator { "what was yours" } else { "what was another partner’s" };
        paper.text(format!("You learn that {home} told others {what}. What do you do?"));
        let mut table = PaperTable::new(
            "One box in each row",
            ["", "Share on", "Share less", "Stop"].map(Column::words).into(),
        );
        for what in ["Reports (content)", "How you know (sources and methods)"] {
            table.row(vec![Cell::text(what), Cell::Tick, Cell::Tick, Cell::Tick]);
        }
        paper.table(table);
        let mut table = PaperTable::new("", ["", "Yes", "No"].map(Column::words).into());
        table.row(vec![Cell::text("Do you protest?"), Cell::Tick, Cell::Tick]);
        table.row(vec![Cell::text("Do you ask for something to be put right?"), Cell::Tick, Cell::Tick]);
        paper.table(table);
        paper.text("What would have to be put right, and your reasons");
        paper.writing_lines(5);
    }
}
