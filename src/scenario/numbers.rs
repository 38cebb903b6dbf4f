//! The one table of the scenario's numbers: a row says all there is to say about a number.
//!
//! From a row follow the field's enumeration, its place in the document and in the file, its bounds,
//! default, name, unit, meaning and source; parsing, checking, editing, sampling, the tooltips and the
//! guide's table read them from here. A new number is a row here and a field in the struct that holds it.

use super::quantity::bounds::{
    Accuracy, Affinity, HalfLife, Months, Probability, Share, Sources, Strength, Weight, Worth,
};
use super::{
    Bound, Bounds, Figure, FigureError, Institution, Item, Partnership, Priorities, Quantity, Recipient, Tie,
};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that is said about a number, whatever its value in a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberInfo {
    /// Where it stands in its part of the file: the names of the fields, from the outside in.
    pub path: &'static [&'static str],
    /// The name in a sentence; where there are several of a kind, the owner's name stands before it.
    pub name: &'static str,
    /// A shorter name, for a row under a heading that says what it belongs to.
    pub label: &'static str,
    /// The symbol in the model's formulas; empty if it has none.
    pub symbol: &'static str,
    /// The section of the model that uses it first.
    pub section: u8,
    /// The unit.
    pub unit: &'static str,
    /// Its meaning, in one sentence.
    pub meaning: &'static str,
    /// Where the default and its range come from.
    pub source: &'static str,
    /// The values it may take.
    pub bounds: Bounds,
    /// Low, likely and high end of the default; all the same where the default has no range.
    pub default: [f64; 3],
}

impl NumberInfo {
    /// The default as a quantity.
    pub fn quantity<B: Bound>(&self) -> Quantity<B> {
        let [low, likely, high] = self.default;
        Quantity::range(low, likely, high)
    }
}

/// No source but the model's authors: a judgement.
const JUDGEMENT: &str = "judgement";
/// Every partner, item and recipient is described anew: its default is only a start.
const START: &str = "a value to start from";

/// Makes a field enumeration of the table's rows for one owner.
macro_rules! numbers {
    (
        $(#[$doc:meta])*
        $enum:ident of $owner:ty {$(
            $variant:ident: $kind:ident = $low:literal, $likely:literal, $high:literal => $first:ident $(.$rest:ident)*;
            $symbol:literal, $section:literal, $unit:literal, $name:literal, $label:literal, $meaning:literal, $source:expr;
        )*}
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $(#[doc = $meaning] $variant,)*
        }

        impl $enum {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [$enum] = &[$($enum::$variant,)*];

            /// The row of the table.
            pub fn info(self) -> &'static NumberInfo {
                match self {
                    $($enum::$variant => {
                        const INFO: NumberInfo = NumberInfo {
                            path: &[stringify!($first) $(, stringify!($rest))*],
                            name: $name,
                            label: $label,
                            symbol: $symbol,
                            section: $section,
                            unit: $unit,
                            meaning: $meaning,
                            source: $source,
                            bounds: <$kind as Bound>::BOUNDS,
                            default: [$low, $likely, $high],
                        };
                        &INFO
                    })*
                }
            }

            /// The number of an owner.
            pub fn figure(self, owner: &$owner) -> &Figure {
                match self { $($enum::$variant => owner.$first$(.$rest)*.figure(),)* }
            }

            /// Sets the number of an owner.
            ///
            /// # Errors
            /// If the figure does not fit; then nothing changes.
            pub fn set(self, owner: &mut $owner, figure: Figure) -> Result<(), FigureError> {
                match self { $($enum::$variant => owner.$first$(.$rest)*.set(figure),)* }
            }
        }
    };
}

/// Makes the struct of the model's constants too: they are nothing but their rows.
macro_rules! parameters {
    (
        $($variant:ident: $kind:ident = $low:literal, $likely:literal, $high:literal => $field:ident;
        $symbol:literal, $section:literal, $unit:literal, $name:literal, $meaning:literal, $source:expr;)*
    ) => {
        /// The model's constants. A default with a range is drawn from that range; see [`Parameters::fixed`].
        #[derive(Clone, Debug, PartialEq)]
        pub struct Parameters {
            $(#[doc = $meaning] pub $field: Quantity<$kind>,)*
        }

        impl Default for Parameters {
            fn default() -> Self {
                Parameters { $($field: Quantity::range($low, $likely, $high),)* }
            }
        }

        impl Parameters {
            /// Every constant at its most likely value, without a range.
            pub fn fixed() -> Self {
                Parameters { $($field: Quantity::plain($likely),)* }
            }
        }

        /// The names of the constants in a file.
        pub(super) const PARAMETER_KEYS: &[&str] = &[$(stringify!($field),)*];

        numbers! {
            /// One of the model's constants: every one a modelling choice, not a fact.
            ParameterField of Parameters {$(
                $variant: $kind = $low, $likely, $high => $field;
                $symbol, $section, $unit, $name, $name, $meaning, $source;
            )*}
        }
    };
}

numbers! {
    /// A number of a tie.
    TieField of Tie {
        Affinity: Affinity = 0.0, 0.0, 0.0 => affinity;
            "", 1, "−1 enemy to 1 ally", "how it regards the other", "regards it (−1 enemy, 1 ally)",
            "How the one actor regards the other: −1 an enemy, 0 indifferent, 1 an ally.", START;
        Onward: Probability = 0.0, 0.0, 0.0 => onward;
            "", 1, "chance", "chance that it tells the other", "chance of passing on",
            "The chance that the one hands the other an item that the other wants fully.", START;
    }
}

numbers! {
    /// A number of a partnership.
    PartnerField of Partnership {
        IntegrityMean: Share = 0.85, 0.85, 0.85 => integrity.mean;
            "", 6, "0 never to 1 always", "trust in home’s promises", "keeps its promises",
            "How far the partner expects home to keep its promises: 1 means it would never break one on purpose.",
            "ordinary partners lie between 0.78 and 0.92: judgement";
        IntegrityWeight: Months = 18.0, 18.0, 18.0 => integrity.weight;
            "", 6, "months", "experience behind the trust in home’s promises", "experience with promises",
            "The months of experience behind the trust in home’s promises: the more, the less one event moves it.",
            "ordinary partners lie between 8 and 36: judgement; as a Beta belief, Jøsang and Ismail 2002";
        ControlMean: Share = 0.85, 0.85, 0.85 => control.mean;
            "", 6, "0 never to 1 always", "trust in home’s secrecy", "can keep a secret",
            "How far the partner expects home to keep a secret: 1 means that nothing ever slips out.",
            "ordinary partners lie between 0.78 and 0.92: judgement";
        ControlWeight: Months = 18.0, 18.0, 18.0 => control.weight;
            "", 6, "months", "experience behind the trust in home’s secrecy", "experience with secrecy",
            "The months of experience behind the trust in home’s secrecy: the more, the less one event moves it.",
            "ordinary partners lie between 8 and 36: judgement; as a Beta belief, Jøsang and Ismail 2002";
        Influence: Share = 0.5, 0.5, 0.5 => stakes.influence;
            "", 7, "0 nothing to 1 everything", "stake: influence", "a say in home’s policy",
            "What the partner would lose in its say in home’s policy if the larger relationship ended.", START;
        Security: Share = 0.5, 0.5, 0.5 => stakes.security;
            "", 7, "0 nothing to 1 everything", "stake: security", "aid and protection",
            "What the partner would lose in aid and protection if the larger relationship ended.", START;
        Wider: Share = 0.5, 0.5, 0.5 => stakes.wider;
            "", 7, "0 nothing to 1 everything", "stake: wider ties", "trade, alliance and the rest",
            "What the partner would lose in trade, alliance and the rest if the larger relationship ended.", START;
        Monitoring: Share = 0.0, 0.0, 0.0 => institutions.monitoring;
            "", 7, "0 none to 1 full", "monitoring", "monitoring",
            "How far the partner can see how home handles its material.", "as an institution, Walsh 2007, 2010";
        TechnicalAssistance: Share = 0.0, 0.0, 0.0 => institutions.technical_assistance;
            "", 7, "0 none to 1 full", "technical assistance", "technical assistance",
            "How much equipment, training or money home provides.", "as an institution, Walsh 2007, 2010";
        Liaison: Share = 0.5, 0.5, 0.5 => institutions.liaison;
            "", 7, "0 none to 1 full", "liaison", "liaison",
            "How closely officers of one service sit with the other.", "as an institution, Walsh 2007, 2010";
        FormalAgreement: Share = 0.4, 0.4, 0.4 => institutions.formal_agreement;
            "", 7, "0 none to 1 full", "formal agreement", "formal agreement",
            "How firmly a written agreement binds both sides.", "as an institution, Walsh 2007, 2010";
        Hierarchy: Share = 0.0, 0.0, 0.0 => institutions.hierarchy;
            "", 7, "0 none to 1 full", "hierarchy", "hierarchy: oversight by home",
            "How far one side directs part of the other’s service.", "as an institution, Walsh 2007, 2010";
        Flow: Worth = 1.0, 1.0, 1.0 => flow;
            "", 9, "1 = a month of everything an ordinary partner sends", "worth of its flow", "worth of a month of it",
            "What a month of everything that the partner sends is worth to home; 1 is an ordinary partner.", START;
        Accuracy: Accuracy = 0.8, 0.8, 0.8 => accuracy;
            "c", 9, "chance", "accuracy of its reports", "chance that a report is right",
            "The chance that an honest report of the partner is right.", START;
        Shading: Probability = 0.1, 0.1, 0.1 => shading;
            "sh", 9, "chance", "shading of its reports", "chance that it is bent",
            "The chance that a report is bent to move home’s policy.", START;
    }
}

impl From<Institution> for PartnerField {
    /// The intensity of an institution.
    fn from(institution: Institution) -> Self {
        match institution {
            Institution::Monitoring => PartnerField::Monitoring,
            Institution::TechnicalAssistance => PartnerField::TechnicalAssistance,
            Institution::Liaison => PartnerField::Liaison,
            Institution::FormalAgreement => PartnerField::FormalAgreement,
            Institution::Hierarchy => PartnerField::Hierarchy,
        }
    }
}

numbers! {
    /// A number of an item; how much each actor wants it is [`INTEREST`].
    ItemField of Item {
        Sensitivity: Share = 0.5, 0.5, 0.5 => sensitivity;
            "", 5, "0 none to 1 the gravest", "harm if the source is found", "harm if the source is found",
            "How much harm it does to the originator if the source is found.", START;
        PlausibleSources: Sources = 5.0, 5.0, 5.0 => plausible_sources;
            "n", 3, "sources", "plausible sources", "plausible sources",
            "How many sources or methods could have produced the item: the more, the harder it is to find the true one.",
            "as an anonymity set, Serjantov and Danezis 2002";
        SourceShare: Share = 0.1, 0.1, 0.1 => source_share;
            "", 9, "share of its flow", "share of flow from this source", "share of flow from this source",
            "The part of the originator’s flow that comes from this source and is lost with it.", START;
        HalfLife: HalfLife = 6.0, 6.0, 6.0 => half_life_months;
            "", 1, "months", "half-life in months", "half-life in months",
            "The months in which the item’s value halves.", START;
    }
}

/// The interest of an actor in an item.
pub const INTEREST: NumberInfo = NumberInfo {
    path: &["interest"],
    name: "interest in the item",
    label: "wants it",
    symbol: "",
    section: 2,
    unit: "0 not at all to 1 fully",
    meaning: "How much the actor wants the item: what it pays for it and how readily it is told.",
    source: START,
    bounds: <Share as Bound>::BOUNDS,
    default: [0.0; 3],
};

/// How much it is worth to home that a recipient acts on an item.
pub const WARNING: NumberInfo = NumberInfo {
    path: &["warning"],
    name: "worth of warning",
    label: "worth of warning it",
    symbol: "",
    section: 9,
    unit: "1 = three months of everything an ordinary partner sends",
    meaning: "How much it is worth to home that the recipient acts on the item, as to prevent an attack, without any bargain.",
    source: START,
    bounds: <Worth as Bound>::BOUNDS,
    default: [0.0; 3],
};

numbers! {
    /// A number of a recipient.
    RecipientField of Recipient {
        Concession: Worth = 0.0, 0.0, 0.0 => concession;
            "", 9, "1 = three months of everything an ordinary partner sends", "what it could give", "what it could give",
            "The most that the recipient could give in return.", START;
        Appetite: Strength = 1.5, 1.5, 1.5 => appetite;
            "", 9, "rate: at 1.5 all that is told gets 78\u{a0}% of what it could give", "how fast it is satisfied", "how fast it is satisfied",
            "How fast the recipient is satisfied: the higher, the less it takes to get most of what it could give.", START;
        Reciprocity: Probability = 0.5, 0.5, 0.5 => reciprocity;
            "", 9, "chance", "chance that it keeps its word", "chance that it keeps its word",
            "The chance that the recipient keeps a bargain.", START;
    }
}

numbers! {
    /// A weight in the total.
    PriorityField of Priorities {
        Concession: Weight = 1.0, 1.0, 1.0 => concession;
            "", 9, "weight", "weight of concessions", "concessions",
            "How much concessions gained count in the total.", "the user’s choice";
        Flow: Weight = 1.0, 1.0, 1.0 => flow;
            "", 9, "weight", "weight of the flow of intelligence", "flow of intelligence",
            "How much the flow of intelligence from partners counts in the total.", "the user’s choice";
        Harm: Weight = 3.0, 3.0, 3.0 => harm;
            "", 9, "weight", "weight of harm to sources", "harm to sources",
            "How much harm to sources counts in the total.", "the user’s choice";
        Warning: Weight = 1.0, 1.0, 1.0 => warning;
            "", 9, "weight", "weight of the warning", "worth of the warning",
            "How much it counts in the total that somebody was warned in time.", "the user’s choice";
    }
}

parameters! {
    AskingDelay: Strength = 1.0, 1.0, 1.0 => asking_delay;
        "delay", 1, "months", "months lost by asking the originator first",
        "Asking first takes this long, whatever the answer, and the item ages meanwhile.", JUDGEMENT;
    PressFloor: Probability = 0.02, 0.1, 0.4 => press_floor;
        "ψ₀", 2, "chance", "chance that the press hears of it from the meeting itself",
        "The press may hear of a disclosure even if nobody else comes to know.", JUDGEMENT;
    PressPerHolder: Probability = 0.005, 0.02, 0.1 => press_per_holder;
        "ℓ", 2, "chance for each holder", "added chance of press for every new holder",
        "The more who know, the likelier it reaches the press.", JUDGEMENT;
    Closing: Probability = 0.2, 0.5, 0.9 => closing;
        "ζ", 3, "chance", "chance that a fully hostile actor who knows the source can close it",
        "To know a source is not yet to be able to close it.", JUDGEMENT;
    PressBlamed: Probability = 0.95, 0.95, 0.95 => press_blamed;
        "press", 4, "chance", "chance that the originator, reading it in the press, blames home",
        "What is in the press is nearly always traced to home.", JUDGEMENT;
    LossBlamed: Probability = 0.4, 0.7, 1.0 => loss_blamed;
        "χ", 4, "chance", "chance that the originator, losing its source, blames home when nobody else held the item",
        "Divided among all who held the item before the meeting.", JUDGEMENT;
    LateSurfacing: Probability = 0.01, 0.01, 0.01 => late_surfacing;
        "late", 4, "chance a month", "monthly chance that a hidden breach surfaces",
        "A breach that nobody noticed in month 0 may still come to light in any later month.", JUDGEMENT;
    HarmlessPart: Share = 0.4, 0.4, 0.4 => harmless_part;
        "κ", 5, "0 to 1", "part of the severity that hangs on the loss of the source",
        "A breach that costs no source is lighter by this part.", JUDGEMENT;
    FriendlyPart: Share = 0.6, 0.6, 0.6 => friendly_part;
        "ρ", 5, "0 to 1", "severity of telling a friend, as a part of telling an enemy",
        "It matters to the originator to whom its item was told.", JUDGEMENT;
    SourceLostFloor: Share = 0.2, 0.5, 0.8 => source_lost_floor;
        "floor", 5, "0 to 1", "weight of a lost source where nothing was promised, against a broken promise",
        "Whoever loses a partner’s source was not good at keeping secrets, promise or none.", JUDGEMENT;
    IntegrityBlow: Strength = 12.0, 25.0, 40.0 => integrity_blow;
        "λ_I", 6, "months", "weight of a full breach of promise, in months of bad experience",
        "How heavily one full breach weighs on the trust in home’s promises.", "judgement, after Kim and others 2004, 2006";
    ControlBlow: Strength = 6.0, 13.0, 24.0 => control_blow;
        "λ_C", 6, "months", "weight of a full failure to keep a secret, in months of bad experience",
        "How heavily one full failure weighs on the trust in home’s secrecy.", "judgement, after Kim and others 2004, 2006";
    Gossip: Probability = 0.5, 0.5, 0.5 => gossip;
        "gossip", 6, "chance", "chance that the originator tells a partner it regards fully",
        "Other partners hear of a breach from the originator, each as far as it regards them.", JUDGEMENT;
    SecondHand: Share = 0.67, 0.67, 0.67 => second_hand;
        "ν", 6, "0 to 1", "weight of what a partner hears against what it lives through",
        "What is heard moves a belief less than what is lived through.", JUDGEMENT;
    ObserverIntegrity: Share = 0.3, 0.3, 0.3 => observer_integrity;
        "ω_I", 6, "0 to 1", "how far others ask: would we be sold too?",
        "0 means that partners learn nothing of home’s promises from others’ experience.",
        "judgement; that partners learn so, Crescenzi 2007, against it Mercer 1996";
    ObserverControl: Share = 0.1, 0.6, 0.9 => observer_control;
        "ω_C", 6, "0 to 1", "how far others ask: can they keep any secret?",
        "0 means that partners learn nothing of home’s secrecy from others’ experience.",
        "judgement; that partners learn so, Crescenzi 2007, against it Mercer 1996";
    ObserverUnpredictability: Strength = 0.6, 1.0, 1.2 => observer_unpredictability;
        "ω_U", 6, "factor", "how far others ask after an unplanned act: is it ours next time?",
        "Stands in place of ω_C after a spontaneous act: what is unpredictable concerns every partner.",
        "judgement, after Walsh, interview 2017";
    SignalKept: Share = 0.6, 0.8, 0.9 => signal_kept;
        "keep A", 6, "0 to 1 a month", "part of a protest kept from month to month",
        "Content held back as a protest comes back as the protest wears off.", "judgement, after Axelrod 1984";
    UnpredictabilityKept: Share = 0.85, 0.92, 0.97 => unpredictability_kept;
        "κ_U", 6, "0 to 1 a month", "part of the memory of an unplanned act kept from month to month",
        "Until home fixes its procedure, an unplanned act is forgotten slowly: it could happen again.",
        "judgement, after Walsh, interview 2017, and Tomlinson and Mayer 2009";
    Precision: Strength = 2.0, 4.0, 6.0 => precision;
        "μ", 7, "per unit of worth", "how sharply willingness follows what it is worth",
        "0 means that willingness is a coin’s toss whatever sharing is worth; the higher, the sharper.",
        "judgement; the form, McKelvey and Palfrey 1995";
    ContentLoss: Strength = 1.0, 2.0, 3.0 => content_loss;
        "L_C", 7, "units of worth", "what a partner would lose with betrayed content",
        "Weighed by the risk that the partner perceives.", JUDGEMENT;
    MethodsLoss: Strength = 3.0, 4.5, 7.0 => methods_loss;
        "L_S", 7, "units of worth", "what a partner would lose with a betrayed source",
        "Weighed by the risk that the partner perceives; sources are what a service guards most.", JUDGEMENT;
    MethodsWorth: Strength = 0.9, 0.9, 0.9 => methods_worth;
        "b_S", 7, "factor", "worth of the relationship for sharing sources, against content",
        "1 means that the relationship rewards sharing sources as much as sharing content.", JUDGEMENT;
    Protest: Strength = 1.0, 2.0, 4.0 => protest;
        "α", 7, "units of worth", "how much content a partner holds back as a protest",
        "What a full, deliberate breach takes off the worth of sharing content while the protest lasts; 0 means no protest.",
        "judgement, after Axelrod 1984";
    ChillPersistence: Share = 0.7, 0.7, 0.7 => chill_persistence;
        "φ_ε", 7, "0 to 1", "part of an outside thaw or chill that lasts into the next month",
        "Outside events move a relationship for some months, not for one.", JUDGEMENT;
    ChillSpread: Share = 0.05, 0.05, 0.05 => chill_spread;
        "σ_ε", 7, "units of worth", "spread of outside thaws and chills; 0 turns them off",
        "The standard deviation of what a month’s outside events add to the worth of going on.", JUDGEMENT;
    GoodKept: Share = 0.95, 0.95, 0.95 => good_kept;
        "keep r", 8, "0 to 1 a month", "part of good experience kept from month to month",
        "Good experience fades unless it is renewed by sharing.", JUDGEMENT;
    IntegrityKept: Share = 0.97, 0.97, 0.97 => integrity_kept;
        "keep s_I", 8, "0 to 1 a month", "part of the memory of a broken promise kept from month to month",
        "A broken promise is forgotten slowly.", JUDGEMENT;
    ControlKept: Share = 0.8, 0.8, 0.8 => control_kept;
        "keep s_C", 8, "0 to 1 a month", "part of the memory of a secret not kept, kept from month to month",
        "A secret that slipped out is forgotten sooner than a broken promise.", JUDGEMENT;
    CheckingPower: Share = 0.7, 0.7, 0.7 => checking_power;
        "v", 9, "0 to 1", "home’s power to check a report whose source it can see",
        "1 means that home finds every error in a report whose source it can see.", JUDGEMENT;
    AssistanceInsight: Share = 0.1, 0.3, 0.5 => assistance_insight;
        "insight", 9, "0 to 1", "share of reports that technical assistance lets home check",
        "Whoever helps on the ground sees how good the partner’s information is, whatever it keeps back.",
        "judgement, after Walsh, interview 2017";
    LiaisonInsight: Share = 0.0, 0.15, 0.3 => liaison_insight;
        "insight, liaison", 9, "0 to 1", "share of reports that liaison lets home check",
        "Officers who sit with the other service see some of how its reports are made.", JUDGEMENT;
    Prior: Probability = 0.4, 0.4, 0.4 => prior;
        "p", 9, "chance", "chance that what a report warns of is so",
        "How often what is warned of is so, before any report.", JUDGEMENT;
    FalseAlarmCost: Strength = 1.0, 1.0, 1.0 => false_alarm_cost;
        "k", 9, "1 = a miss", "cost of a false alarm against a miss",
        "1 means that acting for nothing costs as much as not acting when one should have.", JUDGEMENT;
    MonthDiscount: Share = 0.97, 0.97, 0.97 => month_discount;
        "discount", 9, "0 to 1 a month", "worth of next month’s flow against this month’s",
        "What comes later counts for less.", JUDGEMENT;
    PermissionSharpness: Strength = 4.0, 8.0, 12.0 => permission_sharpness;
        "permission", 14, "factor", "how sharply the answer follows trust and danger",
        "The higher, the surer the answer when an originator is asked.", JUDGEMENT;
    PermissionTrust: Share = 0.3, 0.5, 0.7 => permission_trust;
        "permission, trust", 14, "0 to 1", "weight of trust when an originator is asked",
        "How much full trust in home speaks for granting.", JUDGEMENT;
    PermissionDetail: Share = 0.0, 0.1, 0.2 => permission_detail;
        "permission, detail", 14, "0 to 1", "weight of detail when an originator is asked",
        "How much the detail of what is to be told speaks against granting, whatever the danger.", JUDGEMENT;
}

impl ParameterField {
    /// The name in a file.
    pub fn key(self) -> &'static str {
        self.info().path[0]
    }
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let default = Parameters::default();
        let changed = |field: &&ParameterField| field.figure(self) != field.figure(&default);
        let mut out =
            to.serialize_struct("Parameters", ParameterField::ALL.iter().filter(changed).count())?;
        for field in ParameterField::ALL.iter().filter(changed) {
            // Any kind of quantity writes itself alike, so the widest stands for all.
            let quantity = Quantity::<AnyNumber>::try_from(field.figure(self).clone());
            out.serialize_field(field.key(), &quantity.map_err(serde::ser::Error::custom)?)?;
        }
        out.end()
    }
}

/// Any finite number.
enum AnyNumber {}
impl Bound for AnyNumber {
    const BOUNDS: Bounds = Bounds { min: f64::MIN, max: f64::MAX, what: "a number" };
}

impl<'de> Deserialize<'de> for Parameters {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Parameters;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("the model's constants, ( name: number, … )")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parameters, A::Error> {
                let mut parameters = Parameters::default();
                while let Some(key) = map.next_key::<String>()? {
                    let Some(field) = ParameterField::ALL.iter().find(|field| field.key() == key) else {
                        return Err(de::Error::unknown_field(&key, PARAMETER_KEYS));
                    };
                    let quantity: Quantity<AnyNumber> = map.next_value()?;
                    field.set(&mut parameters, quantity.figure().clone()).map_err(de::Error::custom)?;
                }
                Ok(parameters)
            }
        }
        from.deserialize_struct("Parameters", PARAMETER_KEYS, Fields)
    }
}
