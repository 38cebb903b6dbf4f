//! Every number of a scenario by name: what a slider moves, what chance draws, what an analysis varies.

use super::{
    ActorId, Bounds, Figure, FigureError, Institution, ItemId, ParameterField, Path, PlanId, RecipientId,
    Scenario,
};

/// A number of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieField {
    /// How the one regards the other.
    Affinity,
    /// The chance that it passes on.
    Onward,
}

/// A number of a belief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BeliefField {
    /// Expected trustworthiness.
    Mean,
    /// Months of experience behind it.
    Weight,
}

/// A number of the stakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StakeField {
    /// A say in home's policy.
    Influence,
    /// Aid and protection.
    Security,
    /// Trade, alliance and the rest.
    Wider,
}

/// A number of a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnerField {
    /// Of the belief that home keeps its promises.
    Integrity(BeliefField),
    /// Of the belief that home can keep a secret.
    Control(BeliefField),
    /// Of the stakes.
    Stake(StakeField),
    /// The intensity of an institution.
    Institution(Institution),
    /// What a month of full sharing is worth.
    Flow,
    /// Chance that an honest report is right.
    Accuracy,
    /// Chance that a report is bent.
    Shading,
}

impl PartnerField {
    /// All of them, in the order in which they are shown.
    pub const ALL: [PartnerField; 15] = [
        PartnerField::Integrity(BeliefField::Mean),
        PartnerField::Integrity(BeliefField::Weight),
        PartnerField::Control(BeliefField::Mean),
        PartnerField::Control(BeliefField::Weight),
        PartnerField::Stake(StakeField::Influence),
        PartnerField::Stake(StakeField::Security),
        PartnerField::Stake(StakeField::Wider),
        PartnerField::Institution(Institution::Monitoring),
        PartnerField::Institution(Institution::TechnicalAssistance),
        PartnerField::Institution(Institution::Liaison),
        PartnerField::Institution(Institution::FormalAgreement),
        PartnerField::Institution(Institution::Hierarchy),
        PartnerField::Flow,
        PartnerField::Accuracy,
        PartnerField::Shading,
    ];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            PartnerField::Integrity(BeliefField::Mean) => "trust in home’s promises",
            PartnerField::Integrity(BeliefField::Weight) => "experience behind that trust",
            PartnerField::Control(BeliefField::Mean) => "trust in home’s secrecy",
            PartnerField::Control(BeliefField::Weight) => "experience behind that secrecy",
            PartnerField::Stake(StakeField::Influence) => "stake: influence",
            PartnerField::Stake(StakeField::Security) => "stake: security",
            PartnerField::Stake(StakeField::Wider) => "stake: wider ties",
            PartnerField::Institution(which) => which.name(),
            PartnerField::Flow => "worth of its flow",
            PartnerField::Accuracy => "accuracy of its reports",
            PartnerField::Shading => "shading of its reports",
        }
    }
}

/// A number of an item; interests are [`Input::Interest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemField {
    /// Harm if the source is found.
    Sensitivity,
    /// How many sources could have produced it.
    PlausibleSources,
    /// The part of the originator's flow that comes from this source.
    SourceShare,
    /// Months in which its value halves.
    HalfLife,
}

impl ItemField {
    /// All of them.
    pub const ALL: [ItemField; 4] =
        [ItemField::Sensitivity, ItemField::PlausibleSources, ItemField::SourceShare, ItemField::HalfLife];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            ItemField::Sensitivity => "harm if the source is found",
            ItemField::PlausibleSources => "plausible sources",
            ItemField::SourceShare => "share of flow from this source",
            ItemField::HalfLife => "half-life in months",
        }
    }
}

/// A number of a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecipientField {
    /// The most it could give.
    Concession,
    /// How fast it is satisfied.
    Appetite,
    /// The chance that it keeps a bargain.
    Reciprocity,
}

impl RecipientField {
    /// All of them.
    pub const ALL: [RecipientField; 3] =
        [RecipientField::Concession, RecipientField::Appetite, RecipientField::Reciprocity];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            RecipientField::Concession => "what it could give",
            RecipientField::Appetite => "how fast it is satisfied",
            RecipientField::Reciprocity => "chance that it keeps its word",
        }
    }
}

/// A weight in the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriorityField {
    /// Of concessions.
    Concession,
    /// Of the flow from partners.
    Flow,
    /// Of harm to sources.
    Harm,
}

impl PriorityField {
    /// All of them.
    pub const ALL: [PriorityField; 3] = [PriorityField::Concession, PriorityField::Flow, PriorityField::Harm];
}

/// One number of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// One of the model's constants.
    Parameter(ParameterField),
    /// Of the tie from the first actor to the second.
    Tie(ActorId, ActorId, TieField),
    /// Of a partnership.
    Partner(ActorId, PartnerField),
    /// Of an item.
    Item(ItemId, ItemField),
    /// How much an actor wants an item.
    Interest(ItemId, ActorId),
    /// Of a recipient.
    Recipient(RecipientId, RecipientField),
    /// A weight in the total.
    Priority(PriorityField),
}

/// Carries out one expression on the quantity that an input names, whatever its kind.
macro_rules! with_quantity {
    ($scenario:expr, $input:expr, $get:ident, $iter:ident, $institution:ident, ($($mutable:tt)*), $quantity:ident => $then:expr) => {
        match $input {
            Input::Parameter(_) => None,
            Input::Tie(from, to, field) => {
                let tie = $scenario.ties.$iter().find(|tie| tie.from == *from && tie.to == *to)?;
                match field {
                    TieField::Affinity => { let $quantity = &$($mutable)* tie.affinity; Some($then) }
                    TieField::Onward => { let $quantity = &$($mutable)* tie.onward; Some($then) }
                }
            }
            Input::Partner(actor, field) => {
                let partner = $scenario.partnerships.$get(actor)?;
                match field {
                    PartnerField::Integrity(BeliefField::Mean) => { let $quantity = &$($mutable)* partner.integrity.mean; Some($then) }
                    PartnerField::Integrity(BeliefField::Weight) => { let $quantity = &$($mutable)* partner.integrity.weight; Some($then) }
                    PartnerField::Control(BeliefField::Mean) => { let $quantity = &$($mutable)* partner.control.mean; Some($then) }
                    PartnerField::Control(BeliefField::Weight) => { let $quantity = &$($mutable)* partner.control.weight; Some($then) }
                    PartnerField::Stake(StakeField::Influence) => { let $quantity = &$($mutable)* partner.stakes.influence; Some($then) }
                    PartnerField::Stake(StakeField::Security) => { let $quantity = &$($mutable)* partner.stakes.security; Some($then) }
                    PartnerField::Stake(StakeField::Wider) => { let $quantity = &$($mutable)* partner.stakes.wider; Some($then) }
                    PartnerField::Institution(which) => { let $quantity = partner.institutions.$institution(*which); Some($then) }
                    PartnerField::Flow => { let $quantity = &$($mutable)* partner.flow; Some($then) }
                    PartnerField::Accuracy => { let $quantity = &$($mutable)* partner.accuracy; Some($then) }
                    PartnerField::Shading => { let $quantity = &$($mutable)* partner.shading; Some($then) }
                }
            }
            Input::Item(item, field) => {
                let item = $scenario.items.$get(item)?;
                match field {
                    ItemField::Sensitivity => { let $quantity = &$($mutable)* item.sensitivity; Some($then) }
                    ItemField::PlausibleSources => { let $quantity = &$($mutable)* item.plausible_sources; Some($then) }
                    ItemField::SourceShare => { let $quantity = &$($mutable)* item.source_share; Some($then) }
                    ItemField::HalfLife => { let $quantity = &$($mutable)* item.half_life_months; Some($then) }
                }
            }
            Input::Interest(item, actor) => {
                let $quantity = $scenario.items.$get(item)?.interest.$get(actor)?;
                Some($then)
            }
            Input::Recipient(recipient, field) => {
                let recipient = $scenario.meeting.recipients.$get(recipient)?;
                match field {
                    RecipientField::Concession => { let $quantity = &$($mutable)* recipient.concession; Some($then) }
                    RecipientField::Appetite => { let $quantity = &$($mutable)* recipient.appetite; Some($then) }
                    RecipientField::Reciprocity => { let $quantity = &$($mutable)* recipient.reciprocity; Some($then) }
                }
            }
            Input::Priority(PriorityField::Concession) => { let $quantity = &$($mutable)* $scenario.priorities.concession; Some($then) }
            Input::Priority(PriorityField::Flow) => { let $quantity = &$($mutable)* $scenario.priorities.flow; Some($then) }
            Input::Priority(PriorityField::Harm) => { let $quantity = &$($mutable)* $scenario.priorities.harm; Some($then) }
        }
    };
}

impl Scenario {
    /// The number that an input names, or nothing where the document has no such part.
    pub fn figure(&self, input: &Input) -> Option<&Figure> {
        if let Input::Parameter(field) = input {
            return Some(self.parameters.figure(*field));
        }
        with_quantity!(self, input, get, iter, get, (), quantity => quantity.figure())
    }

    /// The values that an input may take.
    pub fn bounds(&self, input: &Input) -> Option<Bounds> {
        if let Input::Parameter(field) = input {
            return Some(field.bounds());
        }
        with_quantity!(self, input, get, iter, get, (), quantity => quantity.bounds())
    }

    /// Sets the number that an input names. `None`: the document has no such part.
    pub(crate) fn set_figure(&mut self, input: &Input, figure: Figure) -> Option<Result<(), FigureError>> {
        if let Input::Parameter(field) = input {
            return Some(self.parameters.set(*field, figure));
        }
        with_quantity!(self, input, get_mut, iter_mut, get_mut, (mut), quantity => quantity.set(figure))
    }

    /// Every number of the scenario, in the document's order, the model's constants first.
    pub fn inputs(&self) -> Vec<Input> {
        let mut inputs: Vec<Input> = ParameterField::ALL.iter().copied().map(Input::Parameter).collect();
        for tie in &self.ties {
            for field in [TieField::Affinity, TieField::Onward] {
                inputs.push(Input::Tie(tie.from.clone(), tie.to.clone(), field));
            }
        }
        for actor in self.partnerships.keys() {
            inputs.extend(PartnerField::ALL.map(|field| Input::Partner(actor.clone(), field)));
        }
        for (id, item) in &self.items {
            inputs.extend(ItemField::ALL.map(|field| Input::Item(id.clone(), field)));
            inputs.extend(item.interest.keys().map(|actor| Input::Interest(id.clone(), actor.clone())));
        }
        for recipient in self.meeting.recipients.keys() {
            inputs.extend(RecipientField::ALL.map(|field| Input::Recipient(recipient.clone(), field)));
        }
        inputs.extend(PriorityField::ALL.map(Input::Priority));
        inputs
    }

    /// What an input is called, in words.
    pub fn input_name(&self, input: &Input) -> String {
        match input {
            Input::Parameter(field) => field.meaning().into(),
            Input::Tie(from, to, TieField::Affinity) => {
                format!("how {} regards {}", self.name(from), self.name(to))
            }
            Input::Tie(from, to, TieField::Onward) => {
                format!("chance that {} tells {}", self.name(from), self.name(to))
            }
            Input::Partner(actor, field) => format!("{}: {}", self.name(actor), field.name()),
            Input::Item(item, field) => format!("{}: {}", self.item_name(item), field.name()),
            Input::Interest(item, actor) => {
                format!("{}’s interest in {}", self.name(actor), self.item_name(item))
            }
            Input::Recipient(recipient, field) => {
                format!("{}: {}", self.recipient_name(recipient), field.name())
            }
            Input::Priority(PriorityField::Concession) => "weight of concessions".into(),
            Input::Priority(PriorityField::Flow) => "weight of the flow of intelligence".into(),
            Input::Priority(PriorityField::Harm) => "weight of harm to sources".into(),
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

    /// Where in the document an input stands.
    pub fn input_path(&self, input: &Input) -> Path {
        match input {
            Input::Parameter(field) => Path::field("parameters").then(field.key()),
            Input::Tie(from, to, field) => {
                let index = self.ties.iter().position(|tie| tie.from == *from && tie.to == *to);
                Path::field("ties").index(index.unwrap_or(0)).then(match field {
                    TieField::Affinity => "affinity",
                    TieField::Onward => "onward",
                })
            }
            Input::Partner(actor, field) => partner_path(Path::field("partnerships").key(actor), *field),
            Input::Item(item, field) => Path::field("items").key(item).then(match field {
                ItemField::Sensitivity => "sensitivity",
                ItemField::PlausibleSources => "plausible_sources",
                ItemField::SourceShare => "source_share",
                ItemField::HalfLife => "half_life_months",
            }),
            Input::Interest(item, actor) => Path::field("items").key(item).then("interest").key(actor),
            Input::Recipient(recipient, field) => {
                Path::field("meeting").then("recipients").key(recipient).then(match field {
                    RecipientField::Concession => "concession",
                    RecipientField::Appetite => "appetite",
                    RecipientField::Reciprocity => "reciprocity",
                })
            }
            Input::Priority(field) => Path::field("priorities").then(match field {
                PriorityField::Concession => "concession",
                PriorityField::Flow => "flow",
                PriorityField::Harm => "harm",
            }),
        }
    }
}

fn partner_path(partner: Path, field: PartnerField) -> Path {
    let belief = |field| match field {
        BeliefField::Mean => "mean",
        BeliefField::Weight => "weight",
    };
    match field {
        PartnerField::Integrity(field) => partner.then("integrity").then(belief(field)),
        PartnerField::Control(field) => partner.then("control").then(belief(field)),
        PartnerField::Stake(field) => partner.then("stakes").then(match field {
            StakeField::Influence => "influence",
            StakeField::Security => "security",
            StakeField::Wider => "wider",
        }),
        PartnerField::Institution(which) => partner.then("institutions").then(match which {
            Institution::Monitoring => "monitoring",
            Institution::TechnicalAssistance => "technical_assistance",
            Institution::Liaison => "liaison",
            Institution::FormalAgreement => "formal_agreement",
            Institution::Hierarchy => "hierarchy",
        }),
        PartnerField::Flow => partner.then("flow"),
        PartnerField::Accuracy => partner.then("accuracy"),
        PartnerField::Shading => partner.then("shading"),
    }
}
