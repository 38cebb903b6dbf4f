//! Every number of a scenario by name: for sliders, for random draws, for sensitivity.

use super::{
    ActorId, Bounds, Figure, FigureError, INTEREST, Item, ItemField, ItemId, NumberInfo, ParameterField,
    PartnerField, PlanId, PriorityField, RecipientField, RecipientId, Scenario, TieField, WARNING,
};

/// One number of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// One of the model's constants.
    Parameter(ParameterField),
    /// A number of the tie from the first actor to the second.
    Tie(ActorId, ActorId, TieField),
    /// A number of a partnership.
    Partner(ActorId, PartnerField),
    /// A number of an item.
    Item(ItemId, ItemField),
    /// An actor's interest in an item.
    Interest(ItemId, ActorId),
    /// What it is worth to home that a recipient acts on an item.
    Warning(ItemId, RecipientId),
    /// A number of a recipient.
    Recipient(RecipientId, RecipientField),
    /// A weight in the total.
    Priority(PriorityField),
}

impl Input {
    /// The row of the table of numbers.
    pub fn info(&self) -> &'static NumberInfo {
        match self {
            Input::Parameter(field) => field.info(),
            Input::Tie(_, _, field) => field.info(),
            Input::Partner(_, field) => field.info(),
            Input::Item(_, field) => field.info(),
            Input::Interest(..) => &INTEREST,
            Input::Warning(..) => &WARNING,
            Input::Recipient(_, field) => field.info(),
            Input::Priority(field) => field.info(),
        }
    }

    /// The values that it may take.
    pub fn bounds(&self) -> Bounds {
        self.info().bounds
    }
}

impl Item {
    /// Its numbers, the interest of actors in it, and what warning by it is worth.
    fn figures(&self, id: &ItemId) -> impl Iterator<Item = (Input, &Figure)> {
        let own = ItemField::ALL.iter().map(|field| (Input::Item(id.clone(), *field), field.figure(self)));
        let interest = self.interest.iter();
        let interest = interest.map(|(actor, of)| (Input::Interest(id.clone(), actor.clone()), of.figure()));
        let warning = self.warning.iter();
        let warning = warning.map(|(warned, of)| (Input::Warning(id.clone(), warned.clone()), of.figure()));
        own.chain(interest).chain(warning)
    }
}

impl Scenario {
    /// The number that an input names, or nothing where the document has no such part.
    pub fn figure(&self, input: &Input) -> Option<&Figure> {
        Some(match input {
            Input::Parameter(field) => field.figure(&self.parameters),
            Input::Tie(from, to, field) => field.figure(self.tie(from, to)?),
            Input::Partner(actor, field) => field.figure(self.partnerships.get(actor)?),
            Input::Item(item, field) => field.figure(self.items.get(item)?),
            Input::Interest(item, actor) => self.items.get(item)?.interest.get(actor)?.figure(),
            Input::Warning(item, recipient) => self.items.get(item)?.warning.get(recipient)?.figure(),
            Input::Recipient(recipient, field) => field.figure(self.meeting.recipients.get(recipient)?),
            Input::Priority(field) => field.figure(&self.priorities),
        })
    }

    /// Sets the number that an input names. `None`: the document has no such part.
    pub(crate) fn set_figure(&mut self, input: &Input, figure: Figure) -> Option<Result<(), FigureError>> {
        Some(match input {
            Input::Parameter(field) => field.set(&mut self.parameters, figure),
            Input::Tie(from, to, field) => {
                let tie = self.ties.iter_mut().find(|tie| tie.from == *from && tie.to == *to)?;
                field.set(tie, figure)
            }
            Input::Partner(actor, field) => field.set(self.partnerships.get_mut(actor)?, figure),
            Input::Item(item, field) => field.set(self.items.get_mut(item)?, figure),
            Input::Interest(item, actor) => self.items.get_mut(item)?.interest.get_mut(actor)?.set(figure),
            Input::Warning(item, recipient) => {
                self.items.get_mut(item)?.warning.get_mut(recipient)?.set(figure)
            }
            Input::Recipient(recipient, field) => {
                field.set(self.meeting.recipients.get_mut(recipient)?, figure)
            }
            Input::Priority(field) => field.set(&mut self.priorities, figure),
        })
    }

    /// Every number of the scenario with its name, in the document's order, the model's constants first. Each is read
    /// where it stands, because a look-up of each tie among thousands would take seconds.
    pub fn figures(&self) -> impl Iterator<Item = (Input, &Figure)> {
        let parameters = ParameterField::ALL.iter();
        let parameters = parameters.map(|field| (Input::Parameter(*field), field.figure(&self.parameters)));
        let ties = self.ties.iter().flat_map(|tie| {
            let input = |field: &TieField| Input::Tie(tie.from.clone(), tie.to.clone(), *field);
            TieField::ALL.iter().map(move |field| (input(field), field.figure(tie)))
        });
        let partners = self.partnerships.iter().flat_map(|(id, partner)| {
            let input = |field: &PartnerField| Input::Partner(id.clone(), *field);
            PartnerField::ALL.iter().map(move |field| (input(field), field.figure(partner)))
        });
        let items = self.items.iter().flat_map(|(id, item)| item.figures(id));
        let recipients = self.meeting.recipients.iter().flat_map(|(id, recipient)| {
            let input = |field: &RecipientField| Input::Recipient(id.clone(), *field);
            RecipientField::ALL.iter().map(move |field| (input(field), field.figure(recipient)))
        });
        let priorities = PriorityField::ALL.iter();
        let priorities = priorities.map(|field| (Input::Priority(*field), field.figure(&self.priorities)));
        parameters.chain(ties).chain(partners).chain(items).chain(recipients).chain(priorities)
    }

    /// The names of all numbers of the scenario, as [`Scenario::figures`] lists them.
    pub fn inputs(&self) -> Vec<Input> {
        self.figures().map(|(input, _)| input).collect()
    }

    /// Name of an input for people: “Israel: flow”.
    pub fn input_name(&self, input: &Input) -> String {
        let name = input.info().name;
        match input {
            Input::Parameter(_) | Input::Priority(_) => name.into(),
            Input::Tie(from, to, TieField::Affinity) => {
                format!("how {} regards {}", self.name(from), self.name(to))
            }
            Input::Tie(from, to, TieField::Onward) => {
                format!("chance that {} tells {}", self.name(from), self.name(to))
            }
            Input::Partner(actor, _) => format!("{}: {name}", self.name(actor)),
            Input::Item(item, _) => format!("{}: {name}", self.item_name(item)),
            Input::Interest(item, actor) => {
                format!("{}’s interest in {}", self.name(actor), self.item_name(item))
            }
            Input::Warning(item, recipient) => {
                format!("worth of warning {} of {}", self.recipient_name(recipient), self.item_name(item))
            }
            Input::Recipient(recipient, _) => format!("{}: {name}", self.recipient_name(recipient)),
        }
    }

    /// An item's name, or its id where the item is unknown.
    pub fn item_name<'a>(&'a self, item: &'a ItemId) -> &'a str {
        self.items.get(item).map_or(item.as_str(), |item| &item.name)
    }

    /// A plan's name, or its id where the plan is unknown.
    pub fn plan_name<'a>(&'a self, plan: &'a PlanId) -> &'a str {
        self.plans.get(plan).map_or(plan.as_str(), |plan| &plan.name)
    }
}
