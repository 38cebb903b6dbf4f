//! A world of any size to measure in: home, partners that know each other, one recipient with a
//! hostile friend, one item that is told with its context.

use tearline::scenario::*;

fn actor(name: &str) -> ActorId {
    ActorId::try_from(name).expect("an id")
}

fn tie(from: &str, to: &str, affinity: f64, onward: f64) -> Tie {
    Tie {
        affinity: Quantity::plain(affinity),
        onward: Quantity::plain(onward),
        ..Tie::between(actor(from), actor(to))
    }
}

/// A scenario with this many partners, all of the model's constants uncertain as they are by default.
pub fn scenario(partners: usize) -> Scenario {
    let mut scenario = Scenario::default();
    for name in ["recipient", "friend"] {
        scenario.actors.put(actor(name), Actor::named(name));
    }
    scenario.ties.push(tie("recipient", "friend", 0.8, 0.5));
    scenario.ties.push(tie("friend", "p0", -0.9, 0.0));
    for i in 0..partners {
        let name = format!("p{i}");
        scenario.actors.put(actor(&name), Actor::named(&name));
        scenario.partnerships.put(actor(&name), Partnership::default());
        if i > 0 {
            scenario.ties.push(tie("p0", &name, 0.5, 0.0));
        }
    }
    let mut plot = Item::from_originator("plot", actor("p0"));
    plot.interest.put(actor("recipient"), Quantity::plain(0.8));
    plot.interest.put(actor("friend"), Quantity::plain(0.9));
    scenario.items.put(ItemId::known("plot"), plot);
    let recipient = Recipient { concession: Quantity::plain(1.0), ..Recipient::default() };
    scenario.meeting.recipients.put(RecipientId::Actor(actor("recipient")), recipient);
    scenario.check_references().expect("a whole scenario");
    scenario
}

/// Tells the recipient the context, in the room.
pub fn plan() -> Plan {
    let mut plan = Plan { preparation: Preparation::Spontaneous, ..Plan::named("tell") };
    plan.set_level(&ItemId::known("plot"), &RecipientId::Actor(actor("recipient")), Level::Context);
    plan
}
