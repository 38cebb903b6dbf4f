//! A small world to decide in: a meeting with a rival, whose friends are hostile to the partner that
//! gave the item.

use tearline::scenario::{
    Actor, ActorId, Item, ItemId, Level, Meeting, Ordered, Partnership, Plan, PlanId, Preparation,
    Priorities, Quantity, Recipient, RecipientId, Scenario, Tie, Words,
};

pub const PLOT: &str = "plot";

fn id(text: &'static str) -> ActorId {
    ActorId::known(text)
}

/// Two partners besides the originator, one recipient and the public, one item, three plans.
pub fn small_case() -> Scenario {
    let names = [
        ("home", "United States"),
        ("israel", "Israel"),
        ("uk", "United Kingdom"),
        ("germany", "Germany"),
        ("jordan", "Jordan"),
        ("russia", "Russia"),
        ("syria", "Syria"),
        ("iran", "Iran"),
    ];
    Scenario {
        home: id("home"),
        actors: names.into_iter().map(|(key, name)| (id(key), Actor::named(name))).collect(),
        ties: ties(),
        partnerships: partnerships(),
        items: Ordered::from_iter([(ItemId::known(PLOT), plot())]),
        meeting: Meeting {
            name: "Oval Office".into(),
            recipients: Ordered::from_iter([
                (
                    RecipientId::Actor(id("russia")),
                    Recipient { concession: Quantity::plain(2.0), ..Recipient::default() },
                ),
                (RecipientId::Public, Recipient::default()),
            ]),
        },
        plans: Ordered::from_iter([
            (PlanId::known("happened"), as_it_happened()),
            (PlanId::known("withhold"), Plan::named("Withhold everything")),
        ]),
        priorities: Priorities::default(),
        ..Scenario::default()
    }
}

/// The same meeting with six at the table, six items and seven more partners.
pub fn crowded() -> Scenario {
    let mut scenario = small_case();
    let more = ["atlantis", "brobdingnag", "cathay", "dystopia", "elbonia", "freedonia", "genovia"];
    for key in more {
        scenario.actors.put(id(key), Actor::named(&format!("The Republic of {key}")));
        scenario.partnerships.put(id(key), Partnership::default());
    }
    for key in ["syria", "iran", "jordan", "atlantis"] {
        scenario.meeting.recipients.put(RecipientId::Actor(id(key)), Recipient::default());
    }
    for key in ["second", "third", "fourth", "fifth", "sixth"] {
        let item = Item { name: format!("The {key} report, with a long name"), ..plot() };
        scenario.items.put(ItemId::known(key), item);
    }
    scenario
}

fn as_it_happened() -> Plan {
    let mut plan = Plan { preparation: Preparation::Spontaneous, ..Plan::named("As it happened") };
    plan.set_level(&ItemId::known(PLOT), &RecipientId::Actor(id("russia")), Level::Context);
    plan
}

fn ties() -> Vec<Tie> {
    [
        ("russia", "syria", 0.8, 0.8),
        ("russia", "iran", 0.5, 0.7),
        ("syria", "israel", -0.9, 0.0),
        ("iran", "israel", -1.0, 0.0),
        ("russia", "jordan", 0.1, 0.2),
        ("israel", "uk", 0.6, 0.0),
        ("israel", "germany", 0.6, 0.0),
        ("israel", "russia", -0.2, 0.0),
    ]
    .map(|(from, to, affinity, onward)| Tie {
        affinity: Quantity::plain(affinity),
        onward: Quantity::plain(onward),
        ..Tie::between(id(from), id(to))
    })
    .into()
}

fn partnerships() -> Ordered<ActorId, Partnership> {
    let of = |integrity: f64, security: f64| {
        let mut partnership = Partnership::default();
        partnership.integrity.mean = Quantity::plain(integrity);
        partnership.stakes.security = Quantity::plain(security);
        partnership
    };
    Ordered::from_iter([
        (id("israel"), of(0.86, 0.9)),
        (id("uk"), of(0.92, 0.7)),
        (id("germany"), of(0.8, 0.6)),
        (id("jordan"), of(0.82, 0.7)),
    ])
}

fn plot() -> Item {
    Item {
        sensitivity: Quantity::plain(0.9),
        interest: ["syria", "iran", "russia", "jordan"]
            .map(|key| (id(key), Quantity::plain(0.9)))
            .into_iter()
            .collect(),
        words: Words {
            gist: "Islamic State means to bring a bomb on board inside a laptop.".into(),
            content: "Laptop batteries rebuilt to hide a charge and pass airport screening.".into(),
            context: "Where the plot was seen, when, and which cell is preparing it.".into(),
            sources_methods: "How it is known: which service, and what access it has.".into(),
        },
        ..Item::from_originator("Laptop-bomb plot", id("israel"))
    }
}

/// The small case with fifty more actors that are all tied to each other, each passing on with this probability.
pub fn with_many_ties(onward: f64) -> (Scenario, Vec<ActorId>) {
    let mut scenario = small_case();
    let ids: Vec<ActorId> =
        (0..50).filter_map(|number| ActorId::try_from(format!("far-{number}").as_str()).ok()).collect();
    for id in &ids {
        scenario.actors.put(id.clone(), Actor::named(&format!("Far {id}")));
        for other in ids.iter().filter(|other| *other != id) {
            scenario
                .ties
                .push(Tie { onward: Quantity::plain(onward), ..Tie::between(id.clone(), other.clone()) });
        }
    }
    (scenario, ids)
}
