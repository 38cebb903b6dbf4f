//! What is said of an actor and of a tie, property by property, with units.

use super::{Said, Value};
use crate::scenario::{
    ActorId, Figure, INTEREST, NumberInfo, PartnerField, Position, Provenance, RecipientField, RecipientId,
    Role, Scenario, Tie, TieField,
};

/// Everything that the case says of an actor.
pub fn actor_values(scenario: &Scenario, id: &ActorId, role: Role) -> Vec<Said> {
    let mut said = identity(scenario, id, role);
    if let Some(partnership) = scenario.partnerships.get(id) {
        for field in PartnerField::ALL {
            add_number(&mut said, field.info(), field.figure(partnership));
        }
    }
    if let Some(recipient) = scenario.meeting.recipients.get(&RecipientId::Actor(id.clone())) {
        for field in RecipientField::ALL {
            add_number(&mut said, field.info(), field.figure(recipient));
        }
    }
    add_items(&mut said, scenario, id);
    said
}

fn identity(scenario: &Scenario, id: &ActorId, role: Role) -> Vec<Said> {
    let seat = RecipientId::Actor(id.clone());
    let truth = |key: &str, meaning: &str, value| Said::new(key, meaning, Value::Truth(value));
    let mut said = vec![
        Said::new("role", "The role that the map shows.", Value::Text(role.name().into())),
        truth("home", "Whether it is home, the state that decides.", *id == scenario.home),
        truth(
            "shares_with_home",
            "Whether it shares intelligence with home.",
            scenario.partnerships.contains(id),
        ),
        truth("at_the_meeting", "Whether it is at the meeting.", scenario.meeting.recipients.contains(&seat)),
    ];
    let Some(actor) = scenario.actors.get(id) else { return said };
    if let Some(Position(x, y)) = actor.at {
        let at = |key, value: f32| {
            let meaning = "Place on the map, in map units; y grows downward.";
            Said::new(key, meaning, Value::Number(f64::from(value)))
        };
        said.extend([at("map_x", x), at("map_y", y)]);
    }
    if !actor.note.is_empty() {
        said.push(Said::new("note", "A note for readers.", Value::Text(actor.note.clone())));
    }
    said
}

/// What an actor holds and wants of each item.
fn add_items(said: &mut Vec<Said>, scenario: &Scenario, id: &ActorId) {
    for (item_id, item) in &scenario.items {
        if item.originator == *id {
            let meaning = format!("Whether it is the originator of “{}”.", item.name);
            said.push(Said::new(format!("originator.{item_id}"), meaning, Value::Truth(true)));
        }
        if let Some(level) = item.holders.get(id) {
            let meaning = format!("The level at which it already holds “{}”.", item.name);
            said.push(Said::new(format!("holds.{item_id}"), meaning, Value::Text(level.name().into())));
        }
        if let Some(interest) = item.interest.get(id) {
            add_number_of(said, &INTEREST, interest.figure(), &format!(".{item_id}"));
        }
    }
}

/// Everything that the case says of a tie.
pub fn tie_values(tie: &Tie) -> Vec<Said> {
    let mut said = Vec::new();
    for field in TieField::ALL {
        add_number(&mut said, field.info(), field.figure(tie));
    }
    said
}

/// The name of a number in a file: its path, with the unit where that is months.
fn key(info: &NumberInfo) -> String {
    let path = info.path.join("_");
    if info.unit == "months" && !path.ends_with("months") { format!("{path}_months") } else { path }
}

/// A number whose name in the file needs no more than its path.
fn add_number(said: &mut Vec<Said>, info: &NumberInfo, figure: &Figure) {
    add_number_of(said, info, figure, "");
}

/// A number with its range, provenance and note; `owner` ends the names of them all, where there are several owners.
fn add_number_of(said: &mut Vec<Said>, info: &NumberInfo, figure: &Figure, owner: &str) {
    let key = key(info);
    let number = |end: &str, what: &str, value: f64| {
        let description = format!("{what}{} Unit: {}.", info.meaning, info.unit);
        Said::new(format!("{key}{end}{owner}"), description, Value::Number(value))
    };
    let text = |end: &str, what: &str, text: String| {
        let description = format!("{what} of “{}”.", info.name);
        Said::new(format!("{key}{end}{owner}"), description, Value::Text(text))
    };
    said.push(number("", "", figure.likely));
    if figure.is_range() {
        said.push(number("_low", "Low end of the range: ", figure.low));
        said.push(number("_high", "High end of the range: ", figure.high));
    }
    match &figure.from {
        Provenance::Guess => {}
        Provenance::Instructor => said.push(text("_from", "Provenance", "instructor".into())),
        Provenance::Evidence(source) => said.push(text("_from", "Provenance", format!("evidence: {source}"))),
    }
    if !figure.note.is_empty() {
        said.push(text("_note", "Note", figure.note.clone()));
    }
}
