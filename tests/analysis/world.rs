//! A small world to ask questions in: home, an originator, another partner, a recipient and its
//! friend, who is an enemy of the originator.

use tearline::scenario::*;

pub fn actor(id: &str) -> ActorId {
    ActorId::try_from(id).expect("an id")
}

pub fn item(id: &str) -> ItemId {
    ItemId::try_from(id).expect("an id")
}

pub fn recipient(id: &str) -> RecipientId {
    RecipientId::Actor(actor(id))
}

fn tie(from: &str, to: &str, affinity: f64, onward: f64) -> Tie {
    Tie {
        affinity: Quantity::plain(affinity),
        onward: Quantity::plain(onward),
        ..Tie::between(actor(from), actor(to))
    }
}

/// Everybody is as the names say; every constant is certain, and there is no weather.
pub fn scenario() -> Scenario {
    let mut scenario = Scenario {
        home: actor("home"),
        parameters: Parameters { chill_spread: Quantity::plain(0.0), ..Parameters::fixed() },
        ..Scenario::default()
    };
    for (id, name) in [("origin", "Origin"), ("ally", "Ally"), ("guest", "Guest"), ("enemy", "Enemy")] {
        scenario.actors.put(actor(id), Actor::named(name));
    }
    scenario.ties = vec![
        tie("guest", "enemy", 0.8, 0.9),
        tie("enemy", "origin", -1.0, 0.0),
        tie("origin", "guest", -0.3, 0.0),
        tie("origin", "ally", 0.8, 0.0),
    ];
    for id in ["origin", "ally"] {
        scenario.partnerships.put(actor(id), Partnership::default());
    }
    let mut plot = Item::from_originator("the plot", actor("origin"));
    plot.interest.put(actor("guest"), Quantity::plain(1.0));
    plot.interest.put(actor("enemy"), Quantity::plain(1.0));
    scenario.items.put(item("plot"), plot);
    let guest = Recipient { concession: Quantity::plain(1.0), ..Recipient::default() };
    scenario.meeting.recipients.put(recipient("guest"), guest);
    scenario.check_references().expect("a whole scenario");
    scenario
}

/// Guest is told this much, in the room.
pub fn plan(level: Level) -> Plan {
    let mut plan = Plan { preparation: Preparation::Spontaneous, ..Plan::named("tell") };
    plan.set_level(&item("plot"), &recipient("guest"), level);
    plan
}

/// The plan of an id.
pub fn called<'a>(scenario: &'a Scenario, plan: &PlanId) -> &'a Plan {
    scenario.plans.get(plan).expect("it is there")
}
