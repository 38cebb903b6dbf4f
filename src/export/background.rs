//! The background of a case, which the brief of a lesson and the report share: the question, the promises, and who is who.

use super::paper::{Paper, Picture, Term};
use crate::scenario::{Item, Level, RecipientId, Roles, Scenario};

/// Adds the question, the meeting, and what was known on its eve.
pub fn add_question(paper: &mut Paper, scenario: &Scenario) {
    let about = &scenario.about;
    if !about.question.is_empty() {
        paper.section(&about.question);
    }
    if !scenario.meeting.name.is_empty() {
        paper.note(&scenario.meeting.name);
    }
    if about.before.trim().is_empty() {
        paper.text("Nobody has written the background of this case yet.");
    }
    paper.texts(&about.before);
}

/// Adds who promised what to whom.
pub fn add_promises(paper: &mut Paper, scenario: &Scenario) {
    paper.section("Who promised what to whom");
    let promise = |item: &Item| {
        let gist = item.words.at(Level::Gist);
        let promise = scenario.promise_in_words(item);
        if gist.is_empty() { promise } else { format!("{promise} In a line: {gist}") }
    };
    if scenario.items.is_empty() {
        paper.text("There is nothing that could be revealed.");
    }
    paper.list(scenario.items.values().map(promise).collect());
}

/// Adds who is who, with the map if somebody painted it.
pub fn add_people(paper: &mut Paper, scenario: &Scenario, map: Option<Picture>) {
    paper.section("Who is who");
    if let Some(map) = map {
        paper.picture(map);
    }
    let roles = Roles::new(scenario);
    let mut people: Vec<Term> = roles
        .cast()
        .into_iter()
        .map(|(id, actor, _)| {
            let part = roles.part_in_words(id);
            let note = if actor.note.is_empty() { String::new() } else { format!(". {}", actor.note) };
            Term::new(&actor.name, format!("{part}{note}"))
        })
        .collect();
    if scenario.meeting.recipients.contains(&RecipientId::Public) {
        people.push(Term::new("The public", "could be told"));
    }
    paper.terms(people);
}
