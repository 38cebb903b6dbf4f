//! Settings and shorthands for the engine's tests.

use tearline::engine::Processor;
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::draws::{Draws, Event, KeyedDraws};
use tearline::engine::history::{self, Conditions, History};
use tearline::engine::months::ShockDraws;
use tearline::engine::random;
use tearline::scenario::*;

/// An actor's id.
pub fn actor(id: &str) -> ActorId {
    ActorId::try_from(id).expect("an id")
}

/// An item's id.
pub fn item(id: &str) -> ItemId {
    ItemId::try_from(id).expect("an id")
}

/// A recipient's id.
pub fn recipient(id: &str) -> RecipientId {
    RecipientId::Actor(actor(id))
}

/// The first histories of a scenario and plan, one by one, with the luck of seed 1.
pub fn histories(scenario: &Scenario, plan: &Plan, number: u64) -> Vec<History> {
    let case = CompiledCase::new(scenario, plan, None);
    (0..number).map(|n| history::play(&case, 1, n)).collect()
}

/// A scenario after one number was set.
pub fn with(scenario: &Scenario, input: &Input, value: f64) -> Scenario {
    scenario.edited(&Edit::SetFigure(input.clone(), Figure::plain(value))).expect("a fitting number")
}

/// The same without late surfacing.
pub fn without_late_surfacing(scenario: &Scenario) -> Scenario {
    with(scenario, &Input::Parameter(ParameterField::LateSurfacing), 0.0)
}

/// The same without outside events.
pub fn calm(scenario: &Scenario) -> Scenario {
    with(scenario, &Input::Parameter(ParameterField::ChillSpread), 0.0)
}

/// Thrown again and again to make a world; the same throws for the same number.
pub struct Dice {
    number: u64,
    thrown: u64,
}

impl Dice {
    /// Dice for a world.
    pub fn of(number: u64) -> Self {
        Dice { number, thrown: 0 }
    }

    /// A number between two.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        self.thrown += 1;
        low + (high - low) * random::uniform(self.number, 99, self.thrown)
    }

    /// Whether something with this chance falls.
    pub fn falls(&mut self, chance: f64) -> bool {
        self.between(0.0, 1.0) < chance
    }

    /// One of several.
    pub fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.between(0.0, choices.len() as f64) as usize % choices.len()].clone()
    }

    fn quantity<B: Bound>(&mut self, low: f64, high: f64) -> Quantity<B> {
        Quantity::plain(self.between(low, high))
    }
}

/// Partners of every random world.
pub const PARTNERS: [&str; 3] = ["p0", "p1", "p2"];
/// Others in every random world; the first two could be told.
pub const OTHERS: [&str; 4] = ["r0", "r1", "f0", "f1"];

/// A random world: home, three partners, two recipients and their friends, two items.
pub fn world(dice: &mut Dice) -> Scenario {
    let mut scenario =
        Scenario { horizon_months: 12, parameters: Parameters::fixed(), ..Scenario::default() };
    for name in PARTNERS.iter().chain(&OTHERS) {
        scenario.actors.put(actor(name), Actor::named(name));
    }
    let everyone: Vec<ActorId> = scenario.actors.keys().cloned().collect();
    for from in &everyone {
        for to in &everyone {
            if from != to && dice.falls(0.6) {
                let tie = Tie {
                    affinity: dice.quantity(-1.0, 1.0),
                    onward: dice.quantity(0.0, 1.0),
                    ..Tie::between(from.clone(), to.clone())
                };
                scenario.ties.push(tie);
            }
        }
    }
    for name in PARTNERS {
        scenario.partnerships.put(actor(name), partnership(dice));
    }
    for (name, originator) in [("i0", "p0"), ("i1", "p1")] {
        scenario.items.put(item(name), random_item(dice, originator, &everyone));
    }
    for name in ["r0", "r1"] {
        let who = Recipient {
            concession: dice.quantity(0.0, 2.0),
            appetite: dice.quantity(0.1, 3.0),
            reciprocity: dice.quantity(0.0, 1.0),
        };
        scenario.meeting.recipients.put(recipient(name), who);
    }
    scenario.meeting.recipients.put(RecipientId::Public, Recipient::default());
    for name in ["i0", "i1"] {
        let warned = [recipient("r0"), RecipientId::Public].map(|who| (who, dice.quantity(0.0, 1.0)));
        scenario.items.get_mut(&item(name)).expect("an item").warning = warned.into_iter().collect();
    }
    scenario.check_references().expect("a whole scenario");
    scenario
}

fn partnership(dice: &mut Dice) -> Partnership {
    let mut belief = || Belief { mean: dice.quantity(0.5, 0.95), weight: dice.quantity(4.0, 40.0) };
    let (integrity, control) = (belief(), belief());
    let mut share = || dice.quantity(0.0, 1.0);
    Partnership {
        integrity,
        control,
        stakes: Stakes { influence: share(), security: share(), wider: share() },
        institutions: Institutions {
            monitoring: share(),
            technical_assistance: share(),
            liaison: share(),
            formal_agreement: share(),
            hierarchy: share(),
        },
        flow: dice.quantity(0.0, 2.0),
        accuracy: dice.quantity(0.5, 1.0),
        shading: dice.quantity(0.0, 0.5),
    }
}

fn random_item(dice: &mut Dice, originator: &str, everyone: &[ActorId]) -> Item {
    let mut item = Item::from_originator("item", actor(originator));
    item.promise = dice.one_of(&Promise::ALL);
    item.sensitivity = dice.quantity(0.0, 1.0);
    item.plausible_sources = dice.quantity(1.0, 10.0);
    item.source_share = dice.quantity(0.0, 0.5);
    item.half_life_months = dice.quantity(0.5, 12.0);
    for id in everyone {
        if dice.falls(0.7) && id.as_str() != "home" {
            item.interest.put(id.clone(), dice.quantity(0.0, 1.0));
        }
        if dice.falls(0.1) && id.as_str() != "home" {
            item.holders.put(id.clone(), dice.one_of(&Level::ALL[1..]));
        }
    }
    item
}

/// A random plan for such a world, without repairs.
pub fn plan(dice: &mut Dice) -> Plan {
    let mut plan = Plan { preparation: dice.one_of(&Preparation::ALL), ..Plan::named("random") };
    for name in ["i0", "i1"] {
        for who in [recipient("r0"), recipient("r1")] {
            plan.set_level(&item(name), &who, dice.one_of(&Level::ALL));
        }
        if dice.falls(0.1) {
            plan.set_level(&item(name), &RecipientId::Public, dice.one_of(&Level::ALL));
        }
        let mut what = plan.item(&item(name));
        what.permission = match dice.one_of(&[0, 1, 2]) {
            0 => Permission::NotAsked,
            1 => Permission::Refused,
            _ => Permission::Granted(dice.one_of(&Level::ALL)),
        };
        what.cover = dice.one_of(&Cover::ALL);
        plan.items.put(item(name), what);
    }
    if dice.falls(0.5) {
        plan.asks.push(recipient("r0"));
    }
    plan
}

/// One random repair for one partner.
pub fn repair(dice: &mut Dice, partner: &str) -> Repair {
    let amount = dice.between(0.0, 1.0);
    let kind = match dice.one_of(&[0, 1, 2, 3]) {
        0 => RepairKind::Explanation,
        1 => RepairKind::ProceduralFix,
        2 => RepairKind::Compensation(amount),
        _ => RepairKind::Institution(dice.one_of(&Institution::ALL), amount),
    };
    Repair { month: dice.between(1.0, 12.0) as u32, partner: actor(partner), kind }
}

/// What home may do where less is granted than was planned.
pub const IF_REFUSED: [IfRefused; 2] = [IfRefused::HoldBack, IfRefused::TellAnyway];

/// Luck in which every originator that is asked draws the same number.
pub struct Answering<'a> {
    /// The luck of everything else.
    pub luck: KeyedDraws<'a>,
    /// What is drawn when an originator is asked.
    pub answer: f64,
}

impl Draws for Answering<'_> {
    fn uniform(&self, event: Event) -> f64 {
        match event {
            Event::Answer { .. } => self.answer,
            other => self.luck.uniform(other),
        }
    }
}

/// The first histories of a scenario and plan, one by one, where every originator that is asked draws `answer`.
pub fn histories_answered(scenario: &Scenario, plan: &Plan, number: u64, answer: f64) -> Vec<History> {
    let case = CompiledCase::new(scenario, plan, None);
    let play = |history: u64| {
        let mut values = case.inputs.likely();
        case.inputs.draw(Processor::PORTABLE, 1, [history], &mut values);
        let conditions = Conditions {
            values: &values,
            luck: &Answering { luck: KeyedDraws { case: &case, seed: 1, history }, answer },
            shocks: ShockDraws { seed: 1, histories: [history] },
            processor: Processor::PORTABLE,
            without: None,
        };
        history::play_with(&case, &conditions)
    };
    (0..number).map(play).collect()
}

/// Whether every partner is at every month at least as willing in one set of histories as in another.
pub fn never_less_willing(more: &[History], less: &[History]) -> Result<(), String> {
    const ROUNDING: f64 = 1e-12;
    for (n, (more, less)) in more.iter().zip(less).enumerate() {
        for (p, (more, less)) in more.partners.iter().zip(&less.partners).enumerate() {
            for month in 0..more.months.len() {
                let (a, b) = (more.content(month), less.content(month));
                let (c, d) = (more.methods(month), less.methods(month));
                if a < b - ROUNDING || c < d - ROUNDING {
                    return Err(format!(
                        "history {n}, partner {p}, month {month}: content {a} < {b} or sources {c} < {d}"
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Runs a check once on every instruction set that this processor has. A check that is `#[inline(always)]` is
/// compiled for the instruction set together with what it inlines, as the hot loop is.
macro_rules! on_every_processor {
    ($check:ident) => {{
        struct Check;
        impl tearline::engine::processor::Kernel for Check {
            type Output = ();
            #[inline(always)]
            fn run(self) {
                $check();
            }
        }
        for processor in tearline::engine::Processor::available() {
            processor.run(Check);
        }
    }};
}
pub(crate) use on_every_processor;
