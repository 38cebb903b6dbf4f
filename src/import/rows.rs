//! The edit that a row stands for.

use super::cells;
use super::field::{Field, NumberField};
use super::lookup;
use super::part::Part;
use super::row_reader::RowReader;
use super::source::Problem;
use crate::scenario::{
    Actor, ActorId, Edit, Figure, FigureError, Input, Item, ItemField, ItemId, LONGEST_NAME, Level,
    PartnerField, Position, Quantity, RecipientId, Scenario, Tie, TieField,
};

/// The edit that a row of a part stands for, in a scenario as it is after the rows before it.
///
/// # Errors
/// The first thing in the row that is not understood.
pub fn edit(part: Part, scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    match part {
        Part::Actors => actor(scenario, row),
        Part::Ties => tie(scenario, row),
        Part::Partnerships => partnership(scenario, row),
        Part::Items => item(scenario, row),
        Part::Holders => holder(scenario, row),
        Part::Interests => interest(scenario, row),
        Part::Warnings => warning(scenario, row),
    }
}

/// The name of a row, if it has one.
fn name(row: &RowReader) -> Result<Option<String>, Problem> {
    let name = row.name(Field::Name)?;
    match name.as_ref().map_or(0, |name| name.chars().count()) {
        length if length > LONGEST_NAME => {
            let sentence = format!("the name has {length} characters; at most {LONGEST_NAME} are shown");
            Err(row.problem(Some(Field::Name), sentence))
        }
        _ => Ok(name),
    }
}

fn actor(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let given = row.found(Field::Id, |text| ActorId::try_from(text).map_err(|error| error.to_string()))?;
    let name = name(row)?;
    let named = match &name {
        Some(name) if given.is_none() => lookup::known_actor(scenario, name)
            .map_err(|sentence| row.problem(Some(Field::Name), sentence))?,
        _ => None,
    };
    let id = given.or(named).unwrap_or_else(|| scenario.next_actor_id());
    let mut actor = scenario.actors.get(&id).cloned().unwrap_or_else(|| Actor::named(id.as_str()));
    if let Some(name) = name {
        actor.name = name;
    } else if !scenario.actors.contains(&id) && row.name(Field::Id)?.is_none() {
        return Err(row.problem(Some(Field::Name), "the name is missing"));
    }
    if let Some(note) = row.text(Field::Note)? {
        actor.note = note;
    }
    if let Some(at) = position(row)? {
        actor.at = Some(at);
    }
    let put = Edit::PutActor(id.clone(), actor);
    if !says_home(row)? || id == scenario.home {
        return Ok(put);
    }
    may_become_home(scenario, &id).map_err(|sentence| row.problem(Some(Field::Home), sentence))?;
    Ok(Edit::Several { label: "make an actor home".into(), edits: vec![put, Edit::SetHome(id)] })
}

/// Whether a row says that its actor is home.
///
/// # Errors
/// If it says neither yes nor no.
pub fn says_home(row: &RowReader) -> Result<bool, Problem> {
    Ok(row.found(Field::Home, cells::truth)?.unwrap_or(false))
}

/// Refuses to make an actor home that would lose something by it, as the end of a sentence.
fn may_become_home(scenario: &Scenario, id: &ActorId) -> Result<(), String> {
    let sits_there = scenario.meeting.recipients.contains(&RecipientId::Actor(id.clone()));
    let loses = [
        (scenario.partnerships.contains(id), "its partnership with home"),
        (scenario.items.values().any(|item| item.originator == *id), "the items that it gave"),
        (sits_there, "its seat at the meeting"),
    ];
    match loses.into_iter().find(|(has, _)| *has) {
        None => Ok(()),
        Some((_, what)) => Err(format!(
            "this case has another home, and the actor would lose {what}; make it home in Setting first, or leave out \
             this column"
        )),
    }
}

fn position(row: &RowReader) -> Result<Option<Position>, Problem> {
    match (row.number(Field::MapX)?, row.number(Field::MapY)?) {
        (Some(x), Some(y)) => {
            let position = Position::try_from((x as f32, y as f32));
            position.map(Some).map_err(|sentence| row.problem(Some(Field::MapX), sentence))
        }
        (None, None) => Ok(None),
        (None, Some(_)) => Err(row.problem(Some(Field::MapX), "a place on the map needs both numbers")),
        (Some(_), None) => Err(row.problem(Some(Field::MapY), "a place on the map needs both numbers")),
    }
}

/// Sets a number of a row.
fn set(row: &RowReader, number: NumberField, result: Result<(), FigureError>) -> Result<(), Problem> {
    let hint = |error: &FigureError| match error {
        FigureError::OutOfBounds { max, value, .. } if *max <= 1.0 && *value > 1.0 && *value <= 100.0 => {
            format!("; write {value}\u{a0}% if that is meant")
        }
        _ => String::new(),
    };
    let at = Field::Number(number, super::field::Facet::Likely);
    result.map_err(|error| row.problem(Some(at), format!("{error}{}", hint(&error))))
}

fn tie(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let [from, to] =
        [Field::From, Field::To].map(|end| row.needed(end, |text| lookup::actor(scenario, text)));
    let (from, to) = (from?, to?);
    let old = scenario.tie(&from, &to).cloned();
    let mut tie = old.unwrap_or_else(|| Tie::between(from.clone(), to.clone()));
    for field in TieField::ALL.iter().copied() {
        let number = NumberField::Tie(field);
        let scale = Input::Tie(from.clone(), to.clone(), field).scale();
        let figure = row.figure(number, scale, field.figure(&tie))?;
        set(row, number, field.set(&mut tie, figure))?;
    }
    Ok(Edit::PutTie(tie))
}

fn partnership(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let partner = row.needed(Field::Partner, |text| lookup::actor(scenario, text))?;
    let mut partnership = scenario.partnerships.get(&partner).cloned().unwrap_or_default();
    for field in PartnerField::ALL.iter().copied() {
        let number = NumberField::Partner(field);
        let scale = Input::Partner(partner.clone(), field).scale();
        let figure = row.figure(number, scale, field.figure(&partnership))?;
        set(row, number, field.set(&mut partnership, figure))?;
    }
    Ok(Edit::PutPartnership(partner, partnership))
}

fn item(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let given = row.found(Field::Id, |text| ItemId::try_from(text).map_err(|error| error.to_string()))?;
    let name = name(row)?;
    let named = match &name {
        Some(name) if given.is_none() => {
            lookup::known_item(scenario, name).map_err(|sentence| row.problem(Some(Field::Name), sentence))?
        }
        _ => None,
    };
    let id = given.or(named).unwrap_or_else(|| scenario.next_item_id());
    let mut item = match scenario.items.get(&id) {
        Some(item) => item.clone(),
        None => {
            let originator = row.needed(Field::Originator, |text| lookup::actor(scenario, text))?;
            Item::from_originator(name.as_deref().unwrap_or(id.as_str()), originator)
        }
    };
    if let Some(name) = name {
        item.name = name;
    }
    if let Some(originator) = row.found(Field::Originator, |text| lookup::actor(scenario, text))? {
        item.originator = originator;
    }
    if let Some(promise) = row.found(Field::Promise, cells::promise)? {
        item.promise = promise;
    }
    for level in Level::ALL {
        if let (Some(words), Some(place)) = (row.text(Field::Words(level))?, item.words.at_mut(level)) {
            *place = words;
        }
    }
    for field in ItemField::ALL.iter().copied() {
        let number = NumberField::Item(field);
        let scale = Input::Item(id.clone(), field).scale();
        let figure = row.figure(number, scale, field.figure(&item))?;
        set(row, number, field.set(&mut item, figure))?;
    }
    Ok(Edit::PutItem(id, item))
}

/// The item that a row names.
fn item_of(scenario: &Scenario, row: &RowReader) -> Result<(ItemId, Item), Problem> {
    let id = row.needed(Field::Item, |text| lookup::item(scenario, text))?;
    let missing = || row.problem(Some(Field::Item), format!("there is no item “{id}”"));
    let item = scenario.items.get(&id).cloned().ok_or_else(missing)?;
    Ok((id, item))
}

fn holder(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let (id, mut item) = item_of(scenario, row)?;
    let actor = row.needed(Field::Actor, |text| lookup::actor(scenario, text))?;
    // Who is said to hold an item, and no more, holds the report itself.
    let level = row.found(Field::Level, cells::level)?.unwrap_or(Level::Content);
    item.holders.put(actor, level);
    Ok(Edit::PutItem(id, item))
}

fn interest(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let (id, mut item) = item_of(scenario, row)?;
    let actor = row.needed(Field::Actor, |text| lookup::actor(scenario, text))?;
    let scale = Input::Interest(id.clone(), actor.clone()).scale();
    let old = item.interest.get(&actor).cloned().unwrap_or_else(|| Quantity::plain(0.0));
    let figure = row.figure(NumberField::Interest, scale, old.figure())?;
    let quantity = quantity(row, NumberField::Interest, figure)?;
    item.interest.put(actor, quantity);
    Ok(Edit::PutItem(id, item))
}

fn warning(scenario: &Scenario, row: &RowReader) -> Result<Edit, Problem> {
    let (id, mut item) = item_of(scenario, row)?;
    let recipient = row.needed(Field::Recipient, |text| lookup::recipient(scenario, text))?;
    let scale = Input::Warning(id.clone(), recipient.clone()).scale();
    let old = item.warning.get(&recipient).cloned().unwrap_or_else(|| Quantity::plain(0.0));
    let figure = row.figure(NumberField::Warning, scale, old.figure())?;
    let quantity = quantity(row, NumberField::Warning, figure)?;
    item.warning.put(recipient, quantity);
    Ok(Edit::PutItem(id, item))
}

fn quantity<B: crate::scenario::Bound>(
    row: &RowReader,
    number: NumberField,
    figure: Figure,
) -> Result<Quantity<B>, Problem> {
    let mut quantity = Quantity::plain(0.0);
    set(row, number, quantity.set(figure))?;
    Ok(quantity)
}
