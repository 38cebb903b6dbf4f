//! Changes to the document: few, whole and named. Each succeeds or changes nothing.

use super::{
    About, Actor, ActorId, BrokenReference, Figure, FigureError, Input, Item, ItemId, Lesson, MOST_IDS_GIVEN,
    Partnership, Plan, PlanId, Position, Recipient, RecipientId, Repair, Scenario, Tie, check_horizon,
    made_names,
};

/// A change to the document. `Put…` adds or replaces; `Remove…` takes with it all that leans on the part.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The case in words.
    SetAbout(About),
    /// An actor.
    PutActor(ActorId, Actor),
    /// Several actors at once: a new layout of the map.
    PutActors(Vec<(ActorId, Actor)>),
    /// A second actor like the first, beside it on the map, with its ties, partnership, seat at the meeting, and
    /// interest in items; what it gave stays the first one's.
    DuplicateActor(ActorId),
    /// An actor with its ties, partnership, items, seat at the meeting, and place in every plan.
    RemoveActor(ActorId),
    /// Sets the actor that decides; its own partnership, if it had one, goes.
    SetHome(ActorId),
    /// A tie.
    PutTie(Tie),
    /// The tie from the first to the second.
    RemoveTie(ActorId, ActorId),
    /// A partnership.
    PutPartnership(ActorId, Partnership),
    /// A partnership with the items it gave and the repairs planned for it.
    RemovePartnership(ActorId),
    /// An item.
    PutItem(ItemId, Item),
    /// A second item like the first, of which nobody is told anything yet.
    DuplicateItem(ItemId),
    /// An item and what plans do with it.
    RemoveItem(ItemId),
    /// Names the meeting.
    NameMeeting(String),
    /// Somebody who could be told.
    PutRecipient(RecipientId, Recipient),
    /// A recipient, the worth of warning it, and what plans tell it.
    RemoveRecipient(RecipientId),
    /// A plan.
    PutPlan(PlanId, Plan),
    /// A plan; the last one stays.
    RemovePlan(PlanId),
    /// A lesson: the one at this place, or a new one at the end.
    PutLesson(usize, Lesson),
    /// The lesson at a place.
    RemoveLesson(usize),
    /// Any one number.
    SetFigure(Input, Figure),
    /// How many months are projected.
    SetHorizon(u32),
    /// Several changes, in this order: all of them, or none.
    Several {
        /// The name of the whole.
        label: String,
        /// The changes.
        edits: Vec<Edit>,
    },
}

/// Why a change was not made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The number does not fit.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// Something would lead nowhere.
    #[error(transparent)]
    Reference(#[from] BrokenReference),
    /// The change itself makes no sense here.
    #[error("{0}")]
    Refused(String),
}

impl Scenario {
    /// The document after a change.
    ///
    /// # Errors
    /// If the change cannot be made; this document is never touched.
    pub fn edited(&self, edit: &Edit) -> Result<Scenario, EditError> {
        let mut next = self.clone();
        next.carry_out(edit)?;
        next.check_references()?;
        Ok(next)
    }

    fn carry_out(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit.clone() {
            Edit::SetAbout(about) => self.about = about,
            Edit::PutActor(id, actor) => {
                self.count_id(id.as_str());
                self.put_actor(id, actor);
            }
            Edit::PutActors(actors) => actors.into_iter().for_each(|(id, actor)| self.put_actor(id, actor)),
            Edit::DuplicateActor(id) => return self.duplicate_actor(&id),
            Edit::RemoveActor(id) => return self.remove_actor(&id),
            Edit::SetHome(id) => {
                self.remove_partnership_and_items(&id);
                self.remove_recipient(&RecipientId::Actor(id.clone()));
                self.home = id;
            }
            Edit::PutTie(tie) => {
                match self.ties.iter_mut().find(|old| old.from == tie.from && old.to == tie.to) {
                    Some(old) => *old = tie,
                    None => self.ties.push(tie),
                }
            }
            Edit::RemoveTie(from, to) => self.ties.retain(|tie| tie.from != from || tie.to != to),
            Edit::PutPartnership(id, partnership) => self.partnerships.put(id, partnership),
            Edit::RemovePartnership(id) => self.remove_partnership_and_items(&id),
            Edit::PutItem(id, item) => {
                self.count_id(id.as_str());
                self.items.put(id, item);
            }
            Edit::DuplicateItem(id) => return self.duplicate_item(&id),
            Edit::RemoveItem(id) => self.remove_item(&id),
            Edit::NameMeeting(name) => self.meeting.name = name,
            Edit::PutRecipient(id, recipient) => self.meeting.recipients.put(id, recipient),
            Edit::RemoveRecipient(id) => self.remove_recipient(&id),
            Edit::PutPlan(id, plan) => {
                self.count_id(id.as_str());
                self.plans.put(id, plan);
            }
            Edit::RemovePlan(id) => return self.remove_plan(&id),
            Edit::PutLesson(index, lesson) => return self.put_lesson(index, lesson),
            Edit::RemoveLesson(index) => return self.remove_lesson(index),
            Edit::SetFigure(input, figure) => match self.set_figure(&input, figure) {
                Some(done) => done?,
                None => return refused("that number is no longer part of the scenario"),
            },
            Edit::SetHorizon(months) => {
                self.horizon_months = check_horizon(months).map_err(EditError::Refused)?
            }
            Edit::Several { edits, .. } => return edits.iter().try_for_each(|edit| self.carry_out(edit)),
        }
        Ok(())
    }

    /// Puts an actor; one that was dragged off the map stops at its edge.
    fn put_actor(&mut self, id: ActorId, actor: Actor) {
        self.actors.put(id, Actor { at: actor.at.map(Position::within_reach), ..actor });
    }

    fn duplicate_actor(&mut self, id: &ActorId) -> Result<(), EditError> {
        if *id == self.home {
            return refused("there is one home only");
        }
        let Some(mut actor) = self.actors.get(id).cloned() else {
            return refused("that actor is no longer part of the scenario");
        };
        let copy = self.next_actor_id();
        self.count_id(copy.as_str());
        actor.name = copied(&actor.name);
        actor.at = actor.at.map(|Position(x, y)| Position(x + ASIDE, y + ASIDE).within_reach());
        self.actors.put(copy.clone(), actor);
        self.duplicate_ties(id, &copy);
        if let Some(partnership) = self.partnerships.get(id).cloned() {
            self.partnerships.put(copy.clone(), partnership);
        }
        let seat = RecipientId::Actor(id.clone());
        if let Some(recipient) = self.meeting.recipients.get(&seat).cloned() {
            self.meeting.recipients.put(RecipientId::Actor(copy.clone()), recipient);
        }
        for item in self.items.values_mut() {
            if let Some(interest) = item.interest.get(id).cloned() {
                item.interest.put(copy.clone(), interest);
            }
        }
        Ok(())
    }

    fn duplicate_ties(&mut self, id: &ActorId, copy: &ActorId) {
        let of_copy = |end: &ActorId| if end == id { copy.clone() } else { end.clone() };
        let own = self.ties.iter().filter(|tie| tie.from == *id || tie.to == *id);
        let ties: Vec<Tie> =
            own.map(|tie| Tie { from: of_copy(&tie.from), to: of_copy(&tie.to), ..tie.clone() }).collect();
        self.ties.extend(ties);
    }

    fn duplicate_item(&mut self, id: &ItemId) -> Result<(), EditError> {
        let Some(mut item) = self.items.get(id).cloned() else {
            return refused("that item is no longer part of the scenario");
        };
        let copy = self.next_item_id();
        self.count_id(copy.as_str());
        item.name = copied(&item.name);
        self.items.put(copy, item);
        Ok(())
    }

    fn remove_actor(&mut self, id: &ActorId) -> Result<(), EditError> {
        if *id == self.home {
            return refused("home cannot be removed; make another actor home first");
        }
        self.remove_partnership_and_items(id);
        self.remove_recipient(&RecipientId::Actor(id.clone()));
        self.ties.retain(|tie| tie.from != *id && tie.to != *id);
        for item in self.items.values_mut() {
            item.holders.remove(id);
            item.interest.remove(id);
        }
        self.actors.remove(id);
        Ok(())
    }

    fn remove_partnership_and_items(&mut self, id: &ActorId) {
        self.partnerships.remove(id);
        if let Some(record) = &mut self.record {
            record.partners.remove(id);
        }
        self.lessons.iter_mut().for_each(|lesson| lesson.forget_partner(id));
        let given: Vec<ItemId> =
            self.items.iter().filter(|(_, item)| item.originator == *id).map(|(id, _)| id.clone()).collect();
        given.iter().for_each(|item| self.remove_item(item));
        for plan in self.plans.values_mut() {
            plan.repairs.retain(|repair| repair.partner != *id);
        }
    }

    fn remove_item(&mut self, id: &ItemId) {
        self.items.remove(id);
        if let Some(record) = &mut self.record {
            record.items.remove(id);
        }
        for plan in self.plans.values_mut() {
            plan.items.remove(id);
        }
    }

    fn remove_recipient(&mut self, id: &RecipientId) {
        self.meeting.recipients.remove(id);
        for item in self.items.values_mut() {
            item.warning.remove(id);
        }
        for plan in self.plans.values_mut() {
            plan.asks.retain(|asked| asked != id);
            plan.items.values_mut().for_each(|item| {
                item.tell.remove(id);
            });
        }
    }

    fn remove_plan(&mut self, id: &PlanId) -> Result<(), EditError> {
        if self.plans.len() == 1 {
            return refused("the last plan stays; a scenario needs at least one");
        }
        let Some(plan) = self.plans.remove(id) else {
            return refused("that plan is no longer part of the scenario");
        };
        if let Some(record) = &mut self.record {
            record.forget_plan(id);
        }
        self.lessons.iter_mut().for_each(|lesson| lesson.forget_plan(id, &plan.name));
        Ok(())
    }

    fn put_lesson(&mut self, index: usize, lesson: Lesson) -> Result<(), EditError> {
        if index > self.lessons.len() {
            return refused("that lesson is no longer part of the scenario");
        }
        match self.lessons.get_mut(index) {
            Some(old) => *old = lesson,
            None => self.lessons.push(lesson),
        }
        Ok(())
    }

    fn remove_lesson(&mut self, index: usize) -> Result<(), EditError> {
        if index >= self.lessons.len() {
            return refused("that lesson is no longer part of the scenario");
        }
        self.lessons.remove(index);
        Ok(())
    }

    /// An id for a new actor, never used before in this document. To put something by this id moves
    /// the document's counter on.
    pub fn next_actor_id(&self) -> ActorId {
        self.next_id("actor", |text| ActorId::try_from(text).ok().filter(|id| !self.actors.contains(id)))
    }

    /// An id for a new item; see [`Scenario::next_actor_id`].
    pub fn next_item_id(&self) -> ItemId {
        self.next_id("item", |text| ItemId::try_from(text).ok().filter(|id| !self.items.contains(id)))
    }

    /// An id for a new plan; see [`Scenario::next_actor_id`].
    pub fn next_plan_id(&self) -> PlanId {
        self.next_id("plan", |text| PlanId::try_from(text).ok().filter(|id| !self.plans.contains(id)))
    }

    fn next_id<Id>(&self, kind: &str, free: impl Fn(&str) -> Option<Id>) -> Id {
        let mut number = self.ids_given;
        loop {
            number += 1;
            // With any number the text is short enough for an id: it is not free only where it is taken.
            if let Some(id) = free(&format!("{kind}-{number}")) {
                return id;
            }
        }
    }

    /// Moves the counter past a numbered id, so that it is never given again.
    fn count_id(&mut self, id: &str) {
        if let Some(("actor" | "item" | "plan", number)) = id.split_once('-')
            && let Ok(number) = number.parse::<u64>()
            && number <= MOST_IDS_GIVEN
        {
            self.ids_given = self.ids_given.max(number);
        }
    }
}

/// How far a copy of an actor stands aside, in map units: far enough that both marks are seen.
const ASIDE: f32 = 40.0;

/// The name of a copy.
fn copied(name: &str) -> String {
    made_names::with_ending(name, ", copy")
}

fn refused(why: &str) -> Result<(), EditError> {
    Err(EditError::Refused(why.into()))
}

impl Edit {
    /// Name of the change in the menu, given the document before it: “tell Russia: context”.
    pub fn label(&self, before: &Scenario) -> String {
        match self {
            Edit::SetAbout(_) => "describe the case".into(),
            Edit::PutActor(id, actor) => match before.actors.get(id) {
                None => format!("add {}", actor.name),
                Some(old) if old.name != actor.name => format!("rename {} to {}", old.name, actor.name),
                Some(old) if old.at != actor.at => format!("move {}", actor.name),
                Some(_) => format!("change {}", actor.name),
            },
            Edit::PutActors(_) => "lay out the map".into(),
            Edit::DuplicateActor(id) => format!("duplicate {}", before.name(id)),
            Edit::RemoveActor(id) => format!("remove {}", before.name(id)),
            Edit::SetHome(id) => format!("make {} home", before.name(id)),
            Edit::PutTie(tie) => {
                let verb = if before.tie(&tie.from, &tie.to).is_some() { "change" } else { "add" };
                format!("{verb} tie {} → {}", before.name(&tie.from), before.name(&tie.to))
            }
            Edit::RemoveTie(from, to) => format!("remove tie {} → {}", before.name(from), before.name(to)),
            Edit::PutPartnership(id, _) if before.partnerships.contains(id) => {
                format!("change partnership with {}", before.name(id))
            }
            Edit::PutPartnership(id, _) => format!("make {} a partner", before.name(id)),
            Edit::RemovePartnership(id) => format!("end partnership with {}", before.name(id)),
            Edit::PutItem(id, item) if before.items.contains(id) => format!("change {}", item.name),
            Edit::PutItem(_, item) => format!("add {}", item.name),
            Edit::DuplicateItem(id) => format!("duplicate {}", before.item_name(id)),
            Edit::RemoveItem(id) => format!("remove {}", before.item_name(id)),
            Edit::NameMeeting(_) => "name the meeting".into(),
            Edit::PutRecipient(id, _) if before.meeting.recipients.contains(id) => {
                format!("change {}", before.recipient_name(id))
            }
            Edit::PutRecipient(id, _) => format!("invite {}", before.recipient_name(id)),
            Edit::RemoveRecipient(id) => format!("uninvite {}", before.recipient_name(id)),
            Edit::PutPlan(id, plan) => match before.plans.get(id) {
                None => format!("add plan “{}”", plan.name),
                Some(old) => plan_difference(before, old, plan),
            },
            Edit::RemovePlan(id) => {
                format!("remove plan “{}”", before.plans.get(id).map_or(id.as_str(), |plan| &plan.name))
            }
            Edit::PutLesson(index, lesson) => match before.lessons.get(*index) {
                None => format!("add lesson “{}”", lesson.name),
                Some(old) if old.name != lesson.name => format!("rename lesson to “{}”", lesson.name),
                Some(_) => format!("change lesson “{}”", lesson.name),
            },
            Edit::RemoveLesson(index) => match before.lessons.get(*index) {
                Some(lesson) => format!("remove lesson “{}”", lesson.name),
                None => "remove a lesson".into(),
            },
            Edit::SetFigure(input, _) => format!("set {}", before.input_name(input)),
            Edit::SetHorizon(1) => "project 1 month".to_owned(),
            Edit::SetHorizon(months) => format!("project {months} months"),
            Edit::Several { label, .. } => label.clone(),
        }
    }
}

/// The change of a plan in words; the first difference stands for all.
fn plan_difference(scenario: &Scenario, old: &Plan, new: &Plan) -> String {
    if old.name != new.name {
        return format!("rename plan to “{}”", new.name);
    }
    if old.preparation != new.preparation {
        return format!("prepare: {}", new.preparation.name());
    }
    for item in scenario.items.keys() {
        for recipient in scenario.meeting.recipients.keys() {
            let level = new.level(item, recipient);
            if old.level(item, recipient) != level {
                return format!("tell {}: {}", scenario.recipient_in_a_sentence(recipient), level.told());
            }
        }
        let (before, after) = (old.item(item), new.item(item));
        if before.permission != after.permission {
            return format!("permission for {}", scenario.item_name(item));
        }
        if before.cover != after.cover {
            return format!("cover for {}: {}", scenario.item_name(item), after.cover.name());
        }
    }
    if old.asks != new.asks {
        return "what is asked in return".into();
    }
    match repair_difference(scenario, &old.repairs, &new.repairs) {
        Some(difference) => difference,
        // Its note, or the order of its repairs.
        None => format!("change plan “{}”", new.name),
    }
}

fn repair_difference(scenario: &Scenario, old: &[Repair], new: &[Repair]) -> Option<String> {
    let only_in =
        |one: &[Repair], other: &[Repair]| one.iter().find(|repair| !other.contains(repair)).cloned();
    match (only_in(old, new), only_in(new, old)) {
        (None, Some(added)) => Some(format!("{} to {}", added.kind.name(), scenario.name(&added.partner))),
        (Some(gone), None) => Some(format!("drop “{}”", gone.kind.name())),
        (Some(_), Some(changed)) => Some(format!("change “{}”", changed.kind.name())),
        (None, None) => None,
    }
}
