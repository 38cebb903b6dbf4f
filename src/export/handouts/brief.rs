//! The brief: the case as it stood on the eve of the meeting.

use super::HandoutInput;
use crate::export::paper::{Paper, Picture, Term};
use crate::scenario::{Level, RecipientId};

/// Adds the brief.
pub fn add(paper: &mut Paper, of: HandoutInput<'_>) {
    let scenario = of.scenario;
    let about = &scenario.about;
    paper.chapter("The brief");
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
    paper.section("Who promised what to whom");
    let promise = |item: &crate::scenario::Item| {
        let gist = item.words.at(Level::Gist);
        let promise = scenario.promise_in_words(item);
        if gist.is_empty() { promise } else { format!("{promise} In a line: {gist}") }
    };
    if scenario.items.is_empty() {
        paper.text("There is nothing that could be revealed.");
    }
    paper.list(scenario.items.values().map(promise).collect());
    paper.section("Who is who");
    if let Some(map) = of.map {
        paper.picture(Picture {
            svg: map.to_owned(),
            description: "The relationship map: who shares with whom, and who may tell whom".into(),
            caption: String::new(),
            width: 1.0,
        });
    }
    let mut people: Vec<Term> = scenario
        .cast()
        .into_iter()
        .map(|(id, actor, role)| {
            let part = scenario.part_in_words(id, role);
            let note = if actor.note.is_empty() { String::new() } else { format!(". {}", actor.note) };
            Term::new(&actor.name, format!("{part}{note}"))
        })
        .collect();
    if scenario.meeting.recipients.contains(&RecipientId::Public) {
        people.push(Term::new("The public", "could be told"));
    }
    paper.terms(people);
}
