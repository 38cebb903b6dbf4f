//! Actors and items that a cell names, by id or by name.

use crate::scenario::{ActorId, ItemId, RecipientId, Scenario};

/// Finds the one that a text names among those of a kind.
struct Lookup<'a, Id> {
    kind: &'static str,
    known: Vec<(&'a Id, &'a str, &'a str)>,
}

impl<'a, Id> Lookup<'a, Id> {
    /// The one of this id, else of this name, else of this name in other letters; `None` if there is none.
    ///
    /// # Errors
    /// If several have the name.
    fn find(&self, text: &str) -> Result<Option<&'a Id>, String> {
        let lower = text.to_lowercase();
        let by_id = self.known.iter().filter(|(_, id, _)| *id == text).collect::<Vec<_>>();
        let by_name = self.known.iter().filter(|(_, _, name)| name.trim() == text).collect::<Vec<_>>();
        let in_other_letters =
            self.known.iter().filter(|(_, _, name)| name.trim().to_lowercase() == lower).collect::<Vec<_>>();
        for found in [by_id, by_name, in_other_letters] {
            match &found[..] {
                [] => {}
                [(id, ..)] => return Ok(Some(id)),
                [..] => return Err(format!("several {}s are called “{text}”; write the id", self.kind)),
            }
        }
        Ok(None)
    }

    /// The same for one that must be there.
    fn existing(&self, text: &str) -> Result<&'a Id, String> {
        self.find(text)?.ok_or_else(|| {
            let near = self.known.iter().map(|(_, _, name)| (strsim::jaro_winkler(name, text), name));
            let nearest = near.max_by(|(one, _), (other, _)| one.total_cmp(other));
            let hint = match nearest {
                // Nearer than two words of a language usually are.
                Some((nearness, name)) if nearness > 0.85 => format!("; the nearest is “{name}”"),
                _ => String::new(),
            };
            format!("there is no {} “{text}”{hint}", self.kind)
        })
    }
}

fn actors(scenario: &Scenario) -> Lookup<'_, ActorId> {
    let known = scenario.actors.iter().map(|(id, actor)| (id, id.as_str(), actor.name.as_str()));
    Lookup { kind: "actor", known: known.collect() }
}

fn items(scenario: &Scenario) -> Lookup<'_, ItemId> {
    let known = scenario.items.iter().map(|(id, item)| (id, id.as_str(), item.name.as_str()));
    Lookup { kind: "item", known: known.collect() }
}

/// The actor of an id or a name, if there is one.
///
/// # Errors
/// If several have the name.
pub fn known_actor(scenario: &Scenario, text: &str) -> Result<Option<ActorId>, String> {
    actors(scenario).find(text).map(|found| found.cloned())
}

/// The actor of an id or a name.
///
/// # Errors
/// If there is none, or several have the name; as the end of a sentence.
pub fn actor(scenario: &Scenario, text: &str) -> Result<ActorId, String> {
    actors(scenario).existing(text).cloned()
}

/// The item of an id or a name, if there is one.
///
/// # Errors
/// If several have the name.
pub fn known_item(scenario: &Scenario, text: &str) -> Result<Option<ItemId>, String> {
    items(scenario).find(text).map(|found| found.cloned())
}

/// The item of an id or a name.
///
/// # Errors
/// If there is none, or several have the name; as the end of a sentence.
pub fn item(scenario: &Scenario, text: &str) -> Result<ItemId, String> {
    items(scenario).existing(text).cloned()
}

/// The recipient of an id or a name; “public” for everybody.
///
/// # Errors
/// If there is no such actor, or several have the name; as the end of a sentence.
pub fn recipient(scenario: &Scenario, text: &str) -> Result<RecipientId, String> {
    match text.to_lowercase().as_str() {
        "public" | "the public" => Ok(RecipientId::Public),
        _ => actor(scenario, text).map(RecipientId::Actor),
    }
}
