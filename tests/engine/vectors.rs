//! The numbers that an independent implementation of the model's text computed, on every instruction set
//! that this processor has.

use crate::support::{actor, item, on_every_processor, recipient};
use serde_json::Value;
use tearline::engine::batch::Batch;
use tearline::engine::belief::{self, BetaBelief, EXPLANATION_LEAVES, PROCEDURAL_FIX_LEAVES, SecondHand};
use tearline::engine::breach::{self, Breach, Manner, SeverityConstants};
use tearline::engine::cascade::{self, Exclusions, Link};
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::credibility::{ReportEvaluation, Reports};
use tearline::engine::detection::{self, Visibility};
use tearline::engine::draws::{Draws, Event};
use tearline::engine::history::{self, Conditions, History};
use tearline::engine::months::ShockDraws;
use tearline::engine::willingness::{self, ParticipationConstraint};
use tearline::engine::{Processor, attribution, ledger, level};
use tearline::scenario::*;

const TOLERANCE: f64 = 1e-9;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../fixtures/vectors.json")).expect("the vectors are JSON")
}

fn cases(block: &str) -> Vec<Value> {
    let cases = vectors()[block]["cases"].as_array().expect("a list of cases").clone();
    assert!(!cases.is_empty());
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn close(what: &str, ours: f64, theirs: &Value) {
    let theirs = number(theirs);
    let off = (ours - theirs).abs();
    assert!(off <= TOLERANCE * theirs.abs().max(1e-3), "{what}: {ours} against {theirs}");
}

fn one(value: &Value) -> Batch<1> {
    Batch([number(value)])
}

fn level_of(value: &Value) -> Level {
    Level::from_index(value.as_u64().expect("a level") as usize)
}

fn cover_of(value: &Value) -> Cover {
    match value.as_str() {
        Some("none") => Cover::None,
        Some("partial") => Cover::Partial,
        Some("full") => Cover::Full,
        other => panic!("no such cover: {other:?}"),
    }
}

fn promise_of(value: &Value) -> Promise {
    match value.as_str() {
        Some("none") => Promise::None,
        Some("implicit") => Promise::Implicit,
        Some("explicit") => Promise::Explicit,
        other => panic!("no such promise: {other:?}"),
    }
}

fn preparation_of(value: &Value) -> Preparation {
    match value.as_str() {
        Some("spontaneous") => Preparation::Spontaneous,
        Some("staffed" | "refused") => Preparation::Staffed,
        Some("leak") => Preparation::Leak,
        Some("compelled") => Preparation::Compelled,
        other => panic!("no such preparation: {other:?}"),
    }
}

fn intensities(value: &Value) -> [Batch<1>; 5] {
    ["monitoring", "technical", "liaison", "formal", "hierarchy"].map(|name| one(&value[name]))
}

#[test]
fn attribution_is_that_of_the_vectors() {
    on_every_processor!(attribution_cases);
}

#[inline(always)]
fn attribution_cases() {
    for case in cases("attribution") {
        let ratio = attribution::likelihood_ratio(level_of(&case["level"]), cover_of(&case["cover"]));
        close("a", attribution::picks_source(ratio, number(&case["n"])), &case["a"]);
    }
}

#[test]
fn institutions_are_those_of_the_vectors() {
    on_every_processor!(institution_cases);
}

#[inline(always)]
fn institution_cases() {
    for case in cases("institutions") {
        let given = &case["intensity"];
        close("ι", willingness::supplement(&intensities(given)).0[0], &case["iota"]);
        let into_home = Visibility {
            monitoring: number(&given["monitoring"]),
            liaison: number(&given["liaison"]),
            hierarchy: number(&given["hierarchy"]),
        };
        close("m", detection::seen_inside(into_home), &case["m"]);
    }
}

#[test]
fn beliefs_are_those_of_the_vectors() {
    on_every_processor!(belief_cases);
}

#[inline(always)]
fn belief_cases() {
    for case in cases("beliefs") {
        let start = BetaBelief::from_mean(one(&case["mean"]), one(&case["weight"]));
        close("r0", start.good.0[0], &case["r0"]);
        close("s0", start.bad.0[0], &case["s0"]);
        close("τ0", start.trust().0[0], &case["tau0"]);
        let mut struck = start;
        struck.add_negative(one(&case["added_s"]));
        close("τ", struck.trust().0[0], &case["tau_after"]);
        let next = |kept: f64| {
            let mut next = struck;
            next.renew_good(start.good, Batch([0.95]), one(&case["ratio"]));
            next.fade_bad(start.bad, Batch([kept]));
            next
        };
        close("r next", next(0.97).good.0[0], &case["r_next"]);
        close("s next", next(0.97).bad.0[0], &case["s_next_integrity"]);
        close("s next", next(0.80).bad.0[0], &case["s_next_control"]);
        close("τ next", next(0.97).trust().0[0], &case["tau_next_integrity"]);
        close("τ next", next(0.80).trust().0[0], &case["tau_next_control"]);
        let repaired = |left| {
            let mut repaired = struck;
            repaired.repair(start, left);
            repaired.bad.0[0]
        };
        close("explained", repaired(EXPLANATION_LEAVES.integrity), &case["s_after_explanation_integrity"]);
        close("explained", repaired(EXPLANATION_LEAVES.control), &case["s_after_explanation_control"]);
        close("fixed", repaired(PROCEDURAL_FIX_LEAVES.integrity), &case["s_after_fix_integrity"]);
        close("fixed", repaired(PROCEDURAL_FIX_LEAVES.control), &case["s_after_fix_control"]);
    }
}

#[test]
fn willingness_is_that_of_the_vectors() {
    on_every_processor!(willingness_cases);
}

#[inline(always)]
fn willingness_cases() {
    for case in cases("willingness") {
        let stakes = &case["stakes"];
        let stake =
            willingness::stake(one(&stakes["influence"]), one(&stakes["security"]), one(&stakes["wider"]));
        close("stake", stake.0[0], &case["stake"]);
        let worth = willingness::worth_of_stake(stake).plus(number(&case["compensation_in_V"]));
        let worth = worth.plus(number(&case["epsilon"]));
        close("V", worth.0[0], &case["V"]);
        let supplement = willingness::supplement(&intensities(&case["intensity"]));
        close("ι", supplement.0[0], &case["iota"]);
        let risk =
            willingness::perceived_risk(supplement, one(&case["tau_integrity"]), one(&case["tau_control"]));
        close("ρ̂", risk.0[0], &case["risk"]);
        let constraint = ParticipationConstraint {
            precision: one(&case["mu"]),
            content_loss: one(&case["L_c"]),
            methods_loss: one(&case["L_s"]),
            methods_worth: one(&case["b_s"]),
        };
        let content = constraint.content(worth, risk);
        close("q_c", content.0[0], &case["q_c"]);
        let methods = (content * constraint.access(worth, risk)).0[0];
        let theirs = number(&case["q_s"]);
        assert!((methods - theirs).abs() <= TOLERANCE * theirs, "q_s: {methods} against {theirs}");
    }
}

#[test]
fn severity_is_that_of_the_vectors() {
    on_every_processor!(severity_cases);
}

#[inline(always)]
fn severity_cases() {
    for case in cases("severity") {
        let granted = level_of(&case["granted_up_to"]);
        let mode = case["mode"].as_str().expect("a mode");
        let permission = if mode == "refused" { Permission::Refused } else { Permission::NotAsked };
        let manner = if mode == "granted" {
            Manner { integrity: 0.0, control: 0.0 }
        } else {
            breach::manner(preparation_of(&case["mode"]), permission)
        };
        let planned = breach::planned_severity(
            promise_of(&case["promise"]),
            level_of(&case["level"]),
            granted,
            cover_of(&case["cover"]),
        );
        let breach = Breach {
            planned,
            sensitivity: number(&case["sensitivity"]),
            source_closed: number(&case["source_closed"]) > 0.0,
            hostility: number(&case["hostility"]),
        };
        let severity = breach::severity(breach, SeverityConstants { harmless_part: 0.4, friendly_part: 0.6 });
        close("S", severity, &case["S"]);
        let update = belief::originators_update(severity, manner, 25.0, 13.0);
        close("s_I", update.integrity, &case["add_s_integrity"]);
        close("s_C", update.control, &case["add_s_control"]);
    }
}

#[test]
fn observers_update_as_in_the_vectors() {
    on_every_processor!(observer_cases);
}

#[inline(always)]
fn observer_cases() {
    for case in cases("observer_update") {
        let manner = Manner { integrity: number(&case["gammaI"]), control: number(&case["gammaC"]) };
        let own = belief::originators_update(number(&case["S"]), manner, 25.0, 13.0);
        let heard = SecondHand { weight: 0.67, integrity: 0.3, control: 0.6 };
        let update = belief::observers_update(own, heard, number(&case["stake_x"]), number(&case["stake_j"]));
        close("s_I", update.integrity, &case["add_s_integrity"]);
        close("s_C", update.control, &case["add_s_control"]);
    }
}

#[test]
fn concessions_are_those_of_the_vectors() {
    on_every_processor!(concession_cases);
}

#[inline(always)]
fn concession_cases() {
    for case in cases("concession") {
        let satisfaction: f64 = case["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|given| {
                let cover = level::cover(cover_of(&given["cover"]));
                let asked = given["asked_first"].as_bool() == Some(true);
                let ageing = if asked { ledger::ageing(1.0, number(&given["half_life"])) } else { 1.0 };
                level::value(level_of(&given["level"])) * number(&given["interest"]) * cover.value * ageing
            })
            .sum();
        let appetite = number(&case["appetite"]);
        close("argument", satisfaction, &case["argument"]);
        let kept = ledger::concession(number(&case["concession"]), appetite, satisfaction);
        close("if kept", kept, &case["if_kept"]);
        let asked = case["concession_asked"].as_bool() == Some(true);
        let bargaining = ledger::bargaining(preparation_of(&case["preparation"]), asked);
        let chance = number(&case["reciprocity"]) * bargaining;
        close("chance", chance, &case["probability_kept"]);
        close("expectation", kept * chance, &case["expectation"]);
    }
}

#[test]
fn checking_is_that_of_the_vectors() {
    on_every_processor!(checking_cases);
}

#[inline(always)]
fn checking_cases() {
    for case in cases("check") {
        let evaluation = ReportEvaluation {
            checking_power: one(&case["v"]),
            prior: one(&case["prior"]),
            false_alarm_cost: one(&case["cost_ratio"]),
        };
        let reports = Reports { accuracy: one(&case["accuracy"]), shading: one(&case["shading"]) };
        let rates = evaluation.rates(reports, one(&case["y"]));
        close("H", rates.hits.0[0], &case["H"]);
        close("F", rates.false_alarms.0[0], &case["F"]);
        close("VOI", evaluation.value(rates).0[0], &case["VOI"]);
    }
}

#[test]
fn the_checkable_share_is_that_of_the_vectors() {
    on_every_processor!(checkable_share_cases);
}

#[inline(always)]
fn checkable_share_cases() {
    for case in cases("checkable_share") {
        let (mut checked, mut shared) = (0.0, 0.0);
        for partner in case["partners"].as_array().expect("partners") {
            let flow = number(&partner["flow"]) * number(&partner["q_c"]);
            shared += flow;
            checked += flow * number(&case["v"]) * number(&partner["y"]);
        }
        close("share", checked / shared, &case["share"]);
    }
}

/// A network of the vectors, with actors by index.
struct Network {
    names: Vec<String>,
    onward: Vec<Vec<Link>>,
    home: usize,
    originator: usize,
}

impl Network {
    fn of(case: &Value) -> Self {
        let names: Vec<String> = case["actors"]
            .as_array()
            .expect("actors")
            .iter()
            .filter_map(Value::as_str)
            .map(String::from)
            .collect();
        let index = |name: &str| names.iter().position(|known| known == name).expect("a known actor");
        let mut onward = vec![Vec::new(); names.len()];
        for (pair, chance) in case["onward"].as_object().expect("pairs") {
            let (from, to) = pair.split_once('>').expect("a pair");
            let interest = case["interest"].get(to).map_or(0.0, number);
            onward[index(from)].push(Link { to: index(to), onward: number(chance), interest });
        }
        let find = |what: &str| index(case[what].as_str().expect("a name"));
        Network { home: find("home"), originator: find("originator"), onward, names }
    }

    fn spread(&self, levels: &mut [Level], holds_already: &[bool], draw: impl Fn(usize, usize) -> f64) {
        let exclusions = Exclusions { home: self.home, originator: Some(self.originator), holds_already };
        cascade::spread(&Drawn { onward: &self.onward, draw }, &exclusions, levels, &mut Vec::new());
    }
}

/// A network with the draw of every pair.
struct Drawn<'a, D> {
    onward: &'a [Vec<Link>],
    draw: D,
}

impl<D: Fn(usize, usize) -> f64> cascade::Network for Drawn<'_, D> {
    fn links_from(&self, actor: usize) -> impl Iterator<Item = Link> {
        self.onward[actor].iter().copied()
    }

    fn is_open(&self, from: usize, to: usize, chance: f64) -> bool {
        (self.draw)(from, to) < chance
    }
}

#[test]
fn cascades_are_those_of_the_vectors() {
    on_every_processor!(cascade_cases);
}

#[inline(always)]
fn cascade_cases() {
    for case in cases("cascade") {
        let network = Network::of(&case);
        let told = |name: &String| case["told"].get(name).map_or(Level::Withheld, level_of);
        let held = |name: &String| case["prior_holders"].get(name).map_or(Level::Withheld, level_of);
        let names = &network.names;
        let mut levels: Vec<Level> = names
            .iter()
            .map(|name| if told(name) > held(name) { told(name) } else { Level::Withheld })
            .collect();
        let holds: Vec<bool> =
            names.iter().map(|name| held(name) > Level::Withheld && told(name) <= held(name)).collect();
        let draw = |from: usize, to: usize| number(&case["w"][format!("{}>{}", names[from], names[to])]);
        network.spread(&mut levels, &holds, draw);
        for (name, level) in names.iter().zip(&levels) {
            assert_eq!(*level, level_of(&case["final_level"][name]), "{name} in {case}");
        }
        assert_eq!(
            levels[network.originator] > Level::Withheld,
            case["originator_handed"].as_bool() == Some(true)
        );
        let holders = levels
            .iter()
            .enumerate()
            .filter(|(i, level)| **level > Level::Withheld && *i != network.originator);
        assert_eq!(holders.count() as u64, case["N"].as_u64().expect("N"));
    }
}

#[test]
fn the_chance_of_being_reached_is_that_of_the_vectors() {
    on_every_processor!(reach_cases);
}

/// Every set of open pairs, with its probability: exact, for small networks.
#[inline(always)]
fn reach_cases() {
    for case in cases("reach_exact") {
        let network = Network::of(&case);
        let level = level_of(&case["level"]);
        let seed =
            network.names.iter().position(|name| case["seed_actor"] == name.as_str()).expect("the seed");
        let pairs: Vec<(usize, Link)> = network
            .onward
            .iter()
            .enumerate()
            .flat_map(|(from, links)| links.iter().map(move |link| (from, *link)))
            .collect();
        let mut reached = vec![0.0; network.names.len()];
        for open in 0..1_u32 << pairs.len() {
            let is_open = |i: usize| open >> i & 1 == 1;
            let chance: f64 = (pairs.iter().enumerate())
                .map(|(i, (_, link))| {
                    let chance = link.onward * link.interest * level::onward_interest(level);
                    if is_open(i) { chance } else { 1.0 - chance }
                })
                .product();
            let mut levels = vec![Level::Withheld; network.names.len()];
            levels[seed] = level;
            let draw = |from: usize, to: usize| {
                let i = pairs.iter().position(|(f, link)| *f == from && link.to == to).expect("a pair");
                if is_open(i) { 0.0 } else { 1.0 }
            };
            network.spread(&mut levels, &vec![false; network.names.len()], draw);
            for (sum, level) in reached.iter_mut().zip(&levels) {
                *sum += if *level > Level::Withheld { chance } else { 0.0 };
            }
        }
        for (name, chance) in case["reach_probability"].as_object().expect("probabilities") {
            let i = network.names.iter().position(|known| known == name).expect("a known actor");
            close(name, reached[i], chance);
        }
    }
}

/// The scenario of the vectors' histories, at the constants' defaults, without outside events.
fn scenario() -> Scenario {
    let given = vectors()["histories"]["scenario"].clone();
    let plain = |value: &Value| number(value);
    let home = actor(given["home"].as_str().expect("home"));
    let actors = given["actors"].as_array().expect("actors").iter().filter_map(Value::as_str);
    let mut scenario = Scenario {
        actors: actors.map(|id| (actor(id), Actor::named(id))).collect(),
        home,
        parameters: Parameters { chill_spread: Quantity::plain(0.0), ..Parameters::fixed() },
        ..Scenario::default()
    };
    for (pair, affinity) in given["affinity"].as_object().expect("ties") {
        let (from, to) = pair.split_once('>').expect("a pair");
        let onward = given["onward"].get(pair).map_or(0.0, plain);
        let tie = Tie {
            affinity: Quantity::plain(plain(affinity)),
            onward: Quantity::plain(onward),
            ..Tie::between(actor(from), actor(to))
        };
        scenario.ties.push(tie);
    }
    for (id, partner) in given["partners"].as_object().expect("partners") {
        let q = |value: &Value| Quantity::plain(plain(value));
        let belief = |pair: &Value| tearline::scenario::Belief {
            mean: q(&pair[0]),
            weight: Quantity::plain(plain(&pair[1])),
        };
        let inst = &partner["inst"];
        scenario.partnerships.put(
            actor(id),
            Partnership {
                integrity: belief(&partner["integrity"]),
                control: belief(&partner["control"]),
                stakes: Stakes {
                    influence: q(&partner["stakes"][0]),
                    security: q(&partner["stakes"][1]),
                    wider: q(&partner["stakes"][2]),
                },
                institutions: Institutions {
                    monitoring: q(&inst["monitoring"]),
                    technical_assistance: q(&inst["technical"]),
                    liaison: q(&inst["liaison"]),
                    formal_agreement: q(&inst["formal"]),
                    hierarchy: q(&inst["hierarchy"]),
                },
                flow: Quantity::plain(plain(&partner["flow"])),
                accuracy: Quantity::plain(plain(&partner["accuracy"])),
                shading: Quantity::plain(plain(&partner["shading"])),
            },
        );
    }
    for what in given["items"].as_array().expect("items") {
        let id = what["id"].as_str().expect("an id");
        let per_actor = |field: &str| what[field].as_object().expect("actors").clone();
        scenario.items.put(
            item(id),
            Item {
                promise: promise_of(&what["promise"]),
                sensitivity: Quantity::plain(plain(&what["sensitivity"])),
                plausible_sources: Quantity::plain(plain(&what["n"])),
                holders: per_actor("holders")
                    .iter()
                    .map(|(id, level)| (actor(id), level_of(level)))
                    .collect(),
                interest: per_actor("interest")
                    .iter()
                    .map(|(id, x)| (actor(id), Quantity::plain(plain(x))))
                    .collect(),
                source_share: Quantity::plain(plain(&what["source_share"])),
                half_life_months: Quantity::plain(plain(&what["half_life"])),
                ..Item::from_originator(id, actor(what["originator"].as_str().expect("originator")))
            },
        );
    }
    for (id, who) in given["recipients"].as_object().expect("recipients") {
        scenario.meeting.recipients.put(
            recipient(id),
            Recipient {
                concession: Quantity::plain(plain(&who["concession"])),
                appetite: Quantity::plain(plain(&who["appetite"])),
                reciprocity: Quantity::plain(plain(&who["reciprocity"])),
            },
        );
    }
    scenario.check_references().expect("a whole scenario");
    scenario
}

fn plan(given: &Value) -> Plan {
    let mut plan = Plan { preparation: preparation_of(&given["preparation"]), ..Plan::named("as given") };
    for (pair, level) in given["level"].as_object().expect("levels") {
        let (what, who) = pair.split_once('>').expect("a pair");
        plan.set_level(&item(what), &recipient(who), level_of(level));
    }
    for (id, permission) in given["permission"].as_object().expect("permissions") {
        let mut what = plan.item(&item(id));
        what.permission = match permission {
            Value::Array(granted) => Permission::Granted(level_of(&granted[1])),
            other if other == "refused" => Permission::Refused,
            _ => Permission::NotAsked,
        };
        what.cover = cover_of(&given["cover"][id]);
        plan.items.put(item(id), what);
    }
    for (id, asked) in given["concession_asked"].as_object().expect("asks") {
        if asked.as_bool() == Some(true) {
            plan.asks.push(recipient(id));
        }
    }
    for repair in given["repairs"].as_array().expect("repairs") {
        let kind = match repair["kind"].as_str().expect("a kind") {
            "explanation" => RepairKind::Explanation,
            "procedural" => RepairKind::ProceduralFix,
            "compensation" => RepairKind::Compensation(number(&repair["x"])),
            "institution" => RepairKind::Institution(Institution::FormalAgreement, number(&repair["value"])),
            other => panic!("no such repair: {other}"),
        };
        plan.repairs.push(Repair {
            month: repair["month"].as_u64().expect("a month") as u32,
            partner: actor(repair["partner"].as_str().expect("a partner")),
            kind,
        });
    }
    plan
}

/// The draws that the vectors list; any other is 0.97.
struct Listed<'a> {
    draws: &'a Value,
    case: &'a CompiledCase,
}

impl Draws for Listed<'_> {
    fn uniform(&self, event: Event) -> f64 {
        let name = |actor: usize| self.case.actors[actor].id.to_string();
        let of = |item: usize| &self.draws["items"][item];
        let listed = match event {
            Event::Pair { item, from, to } => &of(item)["pair_w"][format!("{}>{}", name(from), name(to))],
            Event::Press { item } => &of(item)["press"],
            Event::ClosesSource { item, actor } => &of(item)["closes_source"][name(actor)],
            Event::SeenInside { item } => &of(item)["seen_by_monitoring"],
            Event::BlamedFromPress { item } => &of(item)["blame_from_press"],
            Event::BlamedFromLoss { item } => &of(item)["blame_from_loss"],
            Event::SurfacesLate { item } => &of(item)["surfaces_late"],
            Event::ToldByOriginator { item, partner } => {
                &of(item)["told_by_originator"][name(self.case.partners[partner].actor)]
            }
            Event::ConcessionKept { recipient } => {
                &self.draws["concession_kept"][self.case.recipients[recipient].id.to_string()]
            }
        };
        listed.as_f64().unwrap_or(0.97)
    }
}

fn play(plan: &Plan, draws: &Value, processor: Processor) -> (CompiledCase, History) {
    let case = CompiledCase::new(&scenario(), plan, Some(24));
    let conditions = Conditions {
        values: &case.inputs.likely(),
        luck: &Listed { draws, case: &case },
        shocks: ShockDraws { seed: 0, histories: [0] },
        processor,
    };
    let history = history::play_with(&case, &conditions);
    (case, history)
}

#[test]
fn whole_histories_are_those_of_the_vectors() {
    for processor in Processor::available() {
        for given in cases("histories") {
            let plan = plan(&given["plan"]);
            let (case, history) = play(&plan, &given["draws"], processor);
            whole_history_is_that_of(&given, &case, &history);
        }
    }
}

fn whole_history_is_that_of(given: &Value, case: &CompiledCase, history: &History) {
    for (i, theirs) in given["items"].as_array().expect("items").iter().enumerate() {
        let story = &history.items[i];
        for (actor, level) in case.actors.iter().zip(&story.levels) {
            assert_eq!(
                *level,
                level_of(&theirs["final_level"][actor.id.as_str()]),
                "{} in {}",
                actor.id,
                given["name"]
            );
        }
        assert_eq!(story.new_holders as u64, theirs["N"].as_u64().expect("N"));
        assert_eq!(Some(story.public), theirs["public"].as_bool());
        assert_eq!(Some(story.source_closed()), theirs["source_closed"].as_bool());
        assert_eq!(story.learned.map(|month| month as u64), theirs["D"].as_u64());
        close("S", story.severity, &theirs["S"]);
    }
    for (partner, ours) in case.partners.iter().zip(&history.partners) {
        let id = case.actors[partner.actor].id.as_str();
        let theirs = &given["partners"][id];
        close("q_c before", ours.before.content.0[0], &theirs["before"]["q_c"]);
        close("q_s before", (ours.before.content * ours.before.access).0[0], &theirs["before"]["q_s"]);
        for month in 0..=24 {
            close(&format!("q_c of {id} in month {month}"), ours.content(month), &theirs["q_c"][month]);
            close(&format!("q_s of {id} in month {month}"), ours.methods(month), &theirs["q_s"][month]);
        }
        let belief::PerBelief { integrity, control } = ours.months[24].trust;
        close("τ_I", integrity.0[0], &theirs["tau_integrity_month24"]);
        close("τ_C", control.0[0], &theirs["tau_control_month24"]);
    }
    let theirs = &given["ledger"];
    close(
        "concession",
        history.concessions.iter().map(|concession| concession.gained).sum(),
        &theirs["concession"],
    );
    close("flow", history.flow[0], &theirs["flow"]);
    close("harm", history.harm, &theirs["harm"]);
    close("flow after withholding", history.flow[1], &given["ledger_withholding"]["flow"]);
    close("flow gained", history.flow[0] - history.flow[1], &given["ledger_difference"]["flow"]);
    for month in 0..=24 {
        let [planned, withheld] = history.checkable[month];
        close("checkable", planned, &theirs["checkable"][month]);
        close("checkable", withheld, &given["ledger_withholding"]["checkable"][month]);
    }
}

#[test]
fn the_named_causes_are_those_of_the_vectors() {
    on_every_processor!(cause_cases);
}

#[inline(always)]
fn cause_cases() {
    use tearline::analysis::shapley::{Cause, Factor, Situation, shapley_values};
    for case in cases("shapley") {
        let constraint = ParticipationConstraint {
            precision: one(&case["mu"]),
            content_loss: one(&case["L_c"]),
            methods_loss: one(&case["L_s"]),
            methods_worth: one(&case["b_s"]),
        };
        let standing = |given: &Value| Situation {
            trust_integrity: number(&given["tau_integrity"]),
            trust_control: number(&given["tau_control"]),
            supplement: number(&given["iota"]),
            worth: number(&given["V"]),
            shock: number(&given["epsilon"]),
        };
        let (before, now) = (standing(&case["before"]), standing(&case["now"]));
        for (part, name) in [(Factor::Content, "content"), (Factor::Access, "sources_methods")] {
            let ours = shapley_values(&constraint, part, &before, &now);
            let theirs = &case[name];
            close("integrity", ours[Cause::PromiseBroken], &theirs["integrity"]);
            close("control", ours[Cause::SecretNotKept], &theirs["control"]);
            close("institutions", ours[Cause::Institutions], &theirs["institutions"]);
            close("stakes", ours[Cause::Stakes], &theirs["stakes_and_compensation"]);
            close("outside", ours[Cause::Outside], &theirs["outside"]);
            close("change", ours.sum(), &case[format!("{name}_change")]);
        }
    }
}
