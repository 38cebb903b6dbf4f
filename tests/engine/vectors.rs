//! The numbers that an independent implementation of the model's text computed, on every instruction set
//! that this processor has.

use crate::support::{actor, item, on_every_processor, recipient};
use serde_json::Value;
use tearline::engine::batch::Batch;
use tearline::engine::belief::{
    self, BetaBelief, Blows, EXPLANATION_LEAVES, EvidenceUpdate, PROCEDURAL_FIX_LEAVES, PerBelief, SecondHand,
};
use tearline::engine::breach::{self, Breach, Manner, PlannedSeverity, Severity, SeverityConstants};
use tearline::engine::cascade::{self, Exclusions, Pair};
use tearline::engine::compiled_case::CompiledCase;
use tearline::engine::consent::{self, ConsentConstants, Reach, Threat};
use tearline::engine::credibility::{Insight, ReportEvaluation, Reports};
use tearline::engine::detection::{self, Visibility};
use tearline::engine::draws::{Draws, Event};
use tearline::engine::evidence_by_month::EvidenceByMonth;
use tearline::engine::history::{self, Conditions, History};
use tearline::engine::months::{self, Mitigation, PartnerBlock, ShockDraws};
use tearline::engine::partner_state::{Recorder, State};
use tearline::engine::willingness::{self, Considerations, ParticipationConstraint, Willingness};
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
        Some("misuse") => Preparation::Misuse,
        Some("compelled") => Preparation::Compelled,
        other => panic!("no such preparation: {other:?}"),
    }
}

/// The constants of the severity at their defaults.
const SEVERITY: SeverityConstants =
    SeverityConstants { harmless_part: 0.4, friendly_part: 0.6, source_lost_floor: 0.5 };
/// λ at its defaults.
const BLOWS: Blows = Blows { integrity: 25.0, control: 13.0 };
/// ν and ω at their defaults.
const HEARD: SecondHand = SecondHand { weight: 0.67, integrity: 0.3, control: 0.6, unpredictability: 1.0 };

/// A severity without a source lost where nothing was promised.
fn same(severity: &Value) -> Severity {
    Severity { integrity: number(severity), control: number(severity) }
}

fn manner_of(case: &Value, spontaneous: bool) -> Manner {
    Manner { integrity: number(&case["gammaI"]), control: number(&case["gammaC"]), spontaneous }
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
            protest: Batch([2.0]),
        };
        let by = Considerations { worth, signal: Batch([0.0]), risk };
        let Willingness { content, access, .. } = constraint.willingness(by);
        close("q_c", content.0[0], &case["q_c"]);
        let methods = (content * access).0[0];
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
            Manner { integrity: 0.0, control: 0.0, spontaneous: false }
        } else {
            breach::manner(preparation_of(&case["mode"]), permission)
        };
        let planned = PlannedSeverity::new(
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
        let constants = SeverityConstants { source_lost_floor: 0.5, ..SEVERITY };
        let severity = breach::severity(breach, constants);
        close("S_I", severity.integrity, &case["S_integrity"]);
        close("S_C", severity.control, &case["S_control"]);
        let update = belief::originators_update(severity, manner, BLOWS);
        close("s_I", update.integrity, &case["add_s_integrity"]);
        close("s_C or s_CU", update.control + update.unpredictability, &case["add_s_control"]);
        close("A", update.signal, &case["add_signal"]);
    }
}

#[test]
fn observers_update_as_in_the_vectors() {
    on_every_processor!(observer_cases);
}

#[inline(always)]
fn observer_cases() {
    for case in cases("observer_update") {
        let own = belief::originators_update(same(&case["S"]), manner_of(&case, false), BLOWS);
        let update = belief::observers_update(own, HEARD, number(&case["stake_x"]), number(&case["stake_j"]));
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
        let kept =
            ledger::concession(one(&case["concession"]), Batch([appetite]), Batch([satisfaction])).0[0];
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
        let checked = evaluation.checked(one(&case["y"]), Batch([0.0]));
        let rates = evaluation.rates(reports, checked);
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

/// A link of a network to an actor.
#[derive(Clone, Copy)]
struct Link {
    to: usize,
    onward: f64,
    interest: f64,
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
        cascade::spread(&Drawn { onward: &self.onward, draw }, &exclusions, levels, |_| ());
    }
}

/// A network with the draw of every pair.
struct Drawn<'a, D> {
    onward: &'a [Vec<Link>],
    draw: D,
}

impl<D: Fn(usize, usize) -> f64> cascade::Network for Drawn<'_, D> {
    type Link = Link;

    fn pairs_from(&self, from: usize) -> impl Iterator<Item = Pair<Link>> {
        self.onward[from].iter().map(move |link| Pair { from, to: link.to, link: *link })
    }

    fn is_open(&self, Pair { from, to, link }: &Pair<Link>, level: Level) -> bool {
        (self.draw)(*from, *to) < cascade::open_chance(link.onward, link.interest, level)
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
        let warning = what["warning"].as_object().cloned().unwrap_or_default();
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
                warning: (warning.iter())
                    .map(|(id, worth)| (recipient(id), Quantity::plain(plain(worth))))
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

/// The scenario of the histories with some fields of its items replaced.
fn overridden(overrides: &Value) -> Scenario {
    let mut scenario = scenario();
    for (id, fields) in overrides.as_object().expect("items") {
        let what = scenario.items.get_mut(&item(id)).expect("an item");
        for (field, value) in fields.as_object().expect("fields") {
            match field.as_str() {
                "promise" => what.promise = promise_of(value),
                "sensitivity" => what.sensitivity = Quantity::plain(number(value)),
                "n" => what.plausible_sources = Quantity::plain(number(value)),
                other => panic!("no such field: {other}"),
            }
        }
    }
    scenario
}

fn if_refused_of(value: &Value) -> IfRefused {
    match value.as_str() {
        Some("hold_back") => IfRefused::HoldBack,
        Some("tell_anyway") => IfRefused::TellAnyway,
        other => panic!("no such way to take a refusal: {other:?}"),
    }
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
            Value::Array(asked) if asked[0] == "asked" => Permission::Asked(if_refused_of(&asked[1])),
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
            "institution" => {
                let which = match repair["which"].as_str() {
                    Some("formal") => Institution::FormalAgreement,
                    Some("liaison") => Institution::Liaison,
                    other => panic!("no such institution: {other:?}"),
                };
                RepairKind::Institution(which, number(&repair["value"]))
            }
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
            Event::Answer { item } => &of(item)["answer"],
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

fn play(given: &Value, processor: Processor, without: Option<Mitigation>) -> (CompiledCase, History) {
    let (plan, draws) = (plan(&given["plan"]), &given["draws"]);
    let case = CompiledCase::new(&overridden(&given["overrides"]), &plan, Some(24));
    let conditions = Conditions {
        values: &case.inputs.likely(),
        luck: &Listed { draws, case: &case },
        shocks: ShockDraws { seed: 0, histories: [0] },
        processor,
        without,
    };
    let history = history::play_with(&case, &conditions);
    (case, history)
}

#[test]
fn whole_histories_are_those_of_the_vectors() {
    for processor in Processor::available() {
        for given in cases("histories") {
            let (case, history) = play(&given, processor, None);
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
        close("S_I", story.severity.integrity, &theirs["S_integrity"]);
        close("S_C", story.severity.control, &theirs["S_control"]);
        if let Some(granted) = story.granted {
            assert_eq!(granted, level_of(&theirs["granted_up_to"]));
        }
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
        for month in 0..=12 {
            close(&format!("A of {id}"), ours.months[month].signal.0[0], &theirs["signal"][month]);
            let unpredictability = ours.months[month].unpredictability.0[0];
            close(&format!("s_CU of {id}"), unpredictability, &theirs["s_CU"][month]);
        }
        let PerBelief { integrity, control } = ours.months[24].trust;
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
    close("warning", history.warning, &theirs["warning"]);
    close("compensation", history.compensation, &theirs["compensation"]);
    close("total", history.total, &given["ledger_difference"]["total"]);
    close("flow gained", history.flow[0] - history.flow[1], &given["ledger_difference"]["flow"]);
    for month in 0..=24 {
        close("checkable", history.checkable[month][0], &theirs["checkable"][month]);
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
            protest: Batch([2.0]),
        };
        let standing = |given: &Value| Situation {
            trust_integrity: one(&given["tau_integrity"]),
            trust_control: one(&given["tau_control"]),
            supplement: one(&given["iota"]),
            worth: one(&given["V"]),
            signal: Batch([0.0]),
            shock: one(&given["epsilon"]),
        };
        let (before, now) = (standing(&case["before"]), standing(&case["now"]));
        for (part, name) in [(Factor::Content, "content"), (Factor::Access, "sources_methods")] {
            let ours = shapley_values(&constraint, part, &before, &now).in_lane(0);
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

#[test]
fn the_six_causes_are_those_of_the_vectors() {
    use tearline::analysis::shapley::{Cause, Factor, Situation, shapley_values};
    for case in cases("shapley_six") {
        let constraint = ParticipationConstraint { protest: one(&case["alpha"]), ..DEFAULT_CONSTRAINT };
        let standing = |given: &Value| Situation {
            trust_integrity: one(&given["tau_integrity"]),
            trust_control: one(&given["tau_control"]),
            supplement: one(&given["iota"]),
            worth: one(&given["V"]),
            signal: one(&given["signal"]),
            shock: one(&given["epsilon"]),
        };
        let (before, now) = (standing(&case["before"]), standing(&case["now"]));
        for (factor, name) in [(Factor::Content, "content"), (Factor::Access, "sources_methods")] {
            let ours = shapley_values(&constraint, factor, &before, &now).in_lane(0);
            let theirs = &case[name];
            close("integrity", ours[Cause::PromiseBroken], &theirs["integrity"]);
            close("control", ours[Cause::SecretNotKept], &theirs["control"]);
            close("institutions", ours[Cause::Institutions], &theirs["institutions"]);
            close("stakes", ours[Cause::Stakes], &theirs["stakes_and_compensation"]);
            close("signal", ours[Cause::Protest], &theirs["signal"]);
            close("outside", ours[Cause::Outside], &theirs["outside"]);
            close("change", ours.sum(), &case[format!("{name}_change")]);
        }
    }
}

/// The constants of the participation constraint at their defaults.
const DEFAULT_CONSTRAINT: ParticipationConstraint<1> = ParticipationConstraint {
    precision: Batch([4.0]),
    content_loss: Batch([2.0]),
    methods_loss: Batch([4.5]),
    methods_worth: Batch([0.9]),
    protest: Batch([2.0]),
};

#[test]
fn willingness_under_protest_is_that_of_the_vectors() {
    on_every_processor!(protest_cases);
}

#[inline(always)]
fn protest_cases() {
    for case in cases("willingness_signal") {
        let constraint = ParticipationConstraint { protest: one(&case["alpha"]), ..DEFAULT_CONSTRAINT };
        let trust = [one(&case["tau_integrity"]), one(&case["tau_control"])];
        let risk = willingness::perceived_risk(one(&case["iota"]), trust[0], trust[1]);
        let by = Considerations { worth: one(&case["V"]), signal: one(&case["signal"]), risk };
        let Willingness { content, unsignalled, access } = constraint.willingness(by);
        close("q_c", content.0[0], &case["q_c"]);
        close("q_c0", unsignalled.0[0], &case["q_c0"]);
        close("y", access.0[0], &case["y"]);
        close("q_s", (content * access).0[0], &case["q_s"]);
    }
}

/// The states of the months of the only partner of a scenario, which learns and has repaired for it what is given.
fn months_of_a_partner(
    scenario: &Scenario,
    repairs: Vec<Repair>,
    evidence: &[(usize, EvidenceUpdate)],
) -> Vec<State<1>> {
    let plan = Plan { repairs, ..Plan::named("as given") };
    let case = CompiledCase::new(scenario, &plan, Some(12));
    let mut by_month = EvidenceByMonth::none(12);
    evidence.iter().for_each(|(month, update)| by_month.add(0, *month, *update));
    let block = PartnerBlock {
        case: &case,
        partner: &case.partners[0],
        values: &case.inputs.likely(),
        evidence: &by_month,
        shocks: &ShockDraws { seed: 0, histories: [0] },
        without: None,
        last_month: 12,
    };
    let mut states = States(Vec::new());
    months::play(&block, &mut states);
    states.0
}

struct States(Vec<State<1>>);

impl Recorder<1> for States {
    fn month(&mut self, _month: usize, planned: &State<1>, _withheld: &State<1>) {
        self.0.push(*planned);
    }
}

/// Home and one partner, without outside events.
fn one_partner(partnership: Partnership, parameters: Parameters) -> Scenario {
    let mut scenario = Scenario {
        actors: ["us", "il"].into_iter().map(|id| (actor(id), Actor::named(id))).collect(),
        home: actor("us"),
        parameters: Parameters { chill_spread: Quantity::plain(0.0), ..parameters },
        ..Scenario::default()
    };
    scenario.partnerships.put(actor("il"), partnership);
    scenario
}

fn repair(month: &Value, kind: RepairKind) -> Option<Repair> {
    Some(Repair { month: month.as_u64()? as u32, partner: actor("il"), kind })
}

#[test]
fn protest_wears_off_as_in_the_vectors() {
    for case in cases("signal_months") {
        let parameters =
            Parameters { signal_kept: Quantity::plain(number(&case["kept"])), ..Parameters::fixed() };
        let scenario = one_partner(Partnership::default(), parameters);
        let learned = case["learned"].as_array().expect("what is learned").iter().map(|learned| {
            let manner = Manner { integrity: number(&learned["gammaI"]), control: 0.0, spontaneous: false };
            let own = belief::originators_update(same(&learned["S_integrity"]), manner, BLOWS);
            let update = match &case["observer"] {
                Value::Null => own,
                observer => belief::observers_update(
                    own,
                    HEARD,
                    number(&observer["stake_x"]),
                    number(&observer["stake_j"]),
                ),
            };
            (learned["month"].as_u64().expect("a month") as usize, update)
        });
        let carried = EvidenceUpdate { signal: number(&case["carried"]), ..EvidenceUpdate::default() };
        let learned: Vec<_> = learned.chain([(0, carried)]).collect();
        let repairs = repair(&case["explanation_month"], RepairKind::Explanation).into_iter().collect();
        for (month, state) in months_of_a_partner(&scenario, repairs, &learned).iter().enumerate() {
            close(&format!("A in month {month}"), state.signal.0[0], &case["signal"][month]);
        }
    }
}

#[test]
fn what_others_hear_of_an_unplanned_act_is_that_of_the_vectors() {
    for case in cases("unpredictability") {
        let spontaneous = case["row"] == "spontaneous";
        let severity =
            Severity { integrity: number(&case["S_integrity"]), control: number(&case["S_control"]) };
        let own = belief::originators_update(severity, manner_of(&case, spontaneous), BLOWS);
        let update = belief::observers_update(own, HEARD, number(&case["stake_x"]), number(&case["stake_j"]));
        close("s_I", update.integrity, &case["add_s_integrity"]);
        close("s_C", update.control, &case["add_s_control"]);
        close("s_CU", update.unpredictability, &case["add_s_CU"]);
        close("A", update.signal, &case["add_signal"]);
    }
}

#[test]
fn an_unplanned_act_is_remembered_as_in_the_vectors() {
    for case in cases("lasting") {
        let (good, bad) = (number(&case["r_C"]), number(&case["s_C0"]));
        let belief = tearline::scenario::Belief {
            mean: Quantity::plain((good + 1.0) / (good + bad + 2.0)),
            weight: Quantity::plain(good + bad),
        };
        let partnership = Partnership { control: belief, ..Partnership::default() };
        let parameters = Parameters {
            good_kept: Quantity::plain(1.0),
            unpredictability_kept: Quantity::plain(number(&case["kappa_U"])),
            ..Parameters::fixed()
        };
        let learned = case["learned"].as_array().expect("what is learned").iter().map(|learned| {
            let amount = number(&learned["amount"]);
            let update = match learned["row"] == "spontaneous" {
                true => EvidenceUpdate { unpredictability: amount, ..EvidenceUpdate::default() },
                false => EvidenceUpdate { control: amount, ..EvidenceUpdate::default() },
            };
            (learned["month"].as_u64().expect("a month") as usize, update)
        });
        let carried = number(&case["carried_s_CU"]);
        let carried = EvidenceUpdate { unpredictability: carried, ..EvidenceUpdate::default() };
        let learned: Vec<_> = learned.chain([(0, carried)]).collect();
        let explanation = repair(&case["explanation_month"], RepairKind::Explanation);
        let fix = repair(&case["fix_month"], RepairKind::ProceduralFix);
        let repairs = explanation.into_iter().chain(fix).collect();
        let states = months_of_a_partner(&one_partner(partnership, parameters), repairs, &learned);
        for (month, state) in states.iter().enumerate() {
            close(&format!("s_CU in month {month}"), state.unpredictability.0[0], &case["s_CU"][month]);
            close(&format!("τ_C in month {month}"), state.trust.control.0[0], &case["tau_control"][month]);
        }
    }
}

#[test]
fn a_source_lost_without_a_promise_weighs_as_in_the_vectors() {
    for case in cases("source_lost") {
        let told = level_of(&case["level"]);
        let breach = Breach {
            planned: PlannedSeverity::new(
                promise_of(&case["promise"]),
                told,
                Level::Withheld,
                cover_of(&case["cover"]),
            ),
            sensitivity: number(&case["sensitivity"]),
            source_closed: number(&case["source_closed"]) > 0.0,
            hostility: number(&case["hostility"]),
        };
        let constants = SeverityConstants { source_lost_floor: number(&case["floor"]), ..SEVERITY };
        let severity = breach::severity(breach, constants);
        close("S_I", severity.integrity, &case["S_integrity"]);
        close("S_C", severity.control, &case["S_control"]);
        let manner = breach::manner(preparation_of(&case["row"]), Permission::NotAsked);
        let update = belief::originators_update(severity, manner, BLOWS);
        close("s_I", update.integrity, &case["add_s_integrity"]);
        close("s_C", update.control, &case["add_s_control"]);
        close("s_CU", update.unpredictability, &case["add_s_CU"]);
        close("A", update.signal, &case["add_signal"]);
    }
}

#[test]
fn what_home_sees_through_assistance_is_that_of_the_vectors() {
    on_every_processor!(insight_cases);
}

#[inline(always)]
fn insight_cases() {
    let evaluation = |power: f64| ReportEvaluation {
        checking_power: Batch([power]),
        prior: Batch([0.4]),
        false_alarm_cost: Batch([1.0]),
    };
    for case in cases("insight") {
        let insight =
            Insight { assistance: one(&case["weight_assistance"]), liaison: one(&case["weight_liaison"]) };
        let seen = insight.share(one(&case["technical_assistance"]), one(&case["liaison"]));
        let evaluation = evaluation(number(&case["v"]));
        let checked = evaluation.checked(one(&case["y"]), seen);
        close("k", checked.0[0], &case["k"]);
        let reports = Reports { accuracy: one(&case["accuracy"]), shading: one(&case["shading"]) };
        let rates = evaluation.rates(reports, checked);
        close("H", rates.hits.0[0], &case["H"]);
        close("F", rates.false_alarms.0[0], &case["F"]);
        close("VOI", evaluation.value(rates).0[0], &case["VOI"]);
    }
    for case in cases("insight_share") {
        let insight = Insight { assistance: Batch([0.3]), liaison: Batch([0.15]) };
        let (mut checked, mut shared) = (0.0, 0.0);
        for partner in case["partners"].as_array().expect("partners") {
            let seen = insight.share(one(&partner["technical_assistance"]), one(&partner["liaison"]));
            let left = 1.0 - number(&partner["closed_share"]);
            let flow = number(&partner["flow"]) * left * number(&partner["q_c"]);
            shared += flow;
            checked += flow * evaluation(0.7).checked(one(&partner["y"]), seen).0[0];
        }
        close("share", checked / shared, &case["share"]);
    }
}

/// A network of the vectors as its originator sees it.
struct GivenReach<'a> {
    case: &'a Value,
    names: Vec<String>,
}

impl GivenReach<'_> {
    fn holds(&self, actor: usize) -> Level {
        self.case["holders"].get(&self.names[actor]).map_or(Level::Withheld, level_of)
    }

    fn is_recipient(&self, actor: usize) -> bool {
        let told = self.case["told"].as_array().expect("who is told");
        told.iter().any(|who| *who == self.names[actor].as_str() || *who == "public")
    }

    fn is_bystander(&self, actor: usize) -> bool {
        ["home", "originator"].iter().any(|who| self.case[who] == self.names[actor].as_str())
    }
}

impl Reach for GivenReach<'_> {
    /// The chance that anything is passed on.
    type Link = f64;

    fn actors(&self) -> usize {
        self.names.len()
    }

    fn told(&self, level: Level) -> impl Iterator<Item = usize> {
        (0..self.names.len()).filter(move |actor| self.is_recipient(*actor) && self.holds(*actor) < level)
    }

    fn is_left_out(&self, actor: usize, level: Level) -> bool {
        let told_more = self.is_recipient(actor) && self.holds(actor) < level;
        self.is_bystander(actor) || (self.holds(actor) > Level::Withheld && !told_more)
    }

    fn pairs_from(&self, from: usize) -> impl Iterator<Item = Pair<f64>> {
        (0..self.names.len()).filter_map(move |to| {
            let onward = self.case["onward"].get(format!("{}>{}", self.names[from], self.names[to]))?;
            Some(Pair { from, to, link: number(onward) })
        })
    }

    fn wanted(&self, Pair { to, link, .. }: &Pair<f64>) -> f64 {
        link * self.case["interest"].get(&self.names[*to]).map_or(0.0, number)
    }
}

#[test]
fn what_an_originator_grants_is_that_of_the_vectors() {
    for case in cases("permission") {
        let names = case["actors"].as_array().expect("actors").iter().filter_map(Value::as_str);
        let reach = GivenReach { case: &case, names: names.map(String::from).collect() };
        let cover = cover_of(&case["cover"]);
        let danger = [1, 2, 3, 4].map(|index| {
            let (level, theirs) = (Level::from_index(index), &case["levels"][index - 1]);
            let ways = consent::best_ways(&reach, level);
            for (name, way) in reach.names.iter().zip(&ways) {
                close(&format!("the way to {name}"), *way, &theirs["path"][name]);
            }
            let ratio = attribution::likelihood_ratio(level, cover);
            let picks_source = attribution::picks_source(ratio, number(&case["plausible_sources"]));
            let danger = consent::danger(reach.names.iter().zip(&ways).map(|(name, way)| {
                let affinity = case["affinity_to_originator"].get(name).map_or(0.0, number);
                Threat { reached: *way, hostility: attribution::hostility(affinity), picks_source }
            }));
            close("R", danger, &theirs["R"]);
            danger
        });
        let constants = ConsentConstants { sharpness: number(&case["sharpness"]), trust: 0.5, detail: 0.1 };
        let trust = number(&case["tau_integrity"]) * number(&case["tau_control"]);
        let chances = consent::chances(constants, trust, number(&case["sensitivity"]), danger);
        for (index, chance) in chances.iter().enumerate() {
            close("P", *chance, &case["levels"][index]["P"]);
        }
    }
}

#[test]
fn what_is_told_after_the_answer_is_that_of_the_vectors() {
    for case in cases("asked") {
        let chances = [0, 1, 2, 3].map(|index| number(&case["P"][index]));
        let granted = consent::granted(chances, number(&case["u"]));
        assert_eq!(granted, level_of(&case["granted_up_to"]), "{case}");
        let if_refused = if_refused_of(&case["on_refusal"]);
        for (who, level) in case["levels"].as_object().expect("levels") {
            assert_eq!(if_refused.told(level_of(level), granted), level_of(&case["told"][who]), "{case}");
        }
    }
}

#[test]
fn the_worth_of_the_warning_is_that_of_the_vectors() {
    for case in cases("warning") {
        let mut worth = 0.0;
        for given in case["items"].as_array().expect("items") {
            let asked = given["asked_first"].as_bool() == Some(true);
            let ageing = if asked { ledger::ageing(1.0, number(&given["half_life"])) } else { 1.0 };
            let cover = level::cover(cover_of(&given["cover"]));
            for (who, warning) in given["warning"].as_object().expect("who is warned") {
                let value = |field: &str| level::value(level_of(&given[field][who]));
                let more = value("levels") - value("held");
                worth += ledger::warning(number(warning), more, cover.value * ageing);
            }
        }
        close("W", worth, &case["W"]);
    }
}

#[test]
fn what_held_is_that_of_the_vectors() {
    for given in cases("what_held") {
        let index = given["history"].as_u64().expect("a history") as usize;
        let of_history = &cases("histories")[index];
        let change = |without: Option<Mitigation>, month: usize| {
            let (case, history) = play(of_history, Processor::PORTABLE, without);
            let id = given["partner"].as_str().expect("a partner");
            let partner =
                case.partners.iter().position(|partner| case.actors[partner.actor].id.as_str() == id);
            let course = &history.partners[partner.expect("a partner of the case")];
            let before = course.before.content.0[0];
            [
                course.content(month) / before - 1.0,
                course.methods(month) / (before * course.before.access.0[0]) - 1.0,
            ]
        };
        for (place, month) in given["months"].as_array().expect("months").iter().enumerate() {
            let month = month.as_u64().expect("a month") as usize;
            let as_it_is = change(None, month);
            for (material, key) in ["q_c", "q_s"].into_iter().enumerate() {
                close("change", as_it_is[material], &given["change"][key][place]);
                for (mitigation, name) in Mitigation::ALL.into_iter().zip(["stakes", "institutions", "trust"])
                {
                    let held = change(Some(mitigation), month)[material] - as_it_is[material];
                    close(name, held, &given["without"][name][key][place]);
                }
            }
        }
    }
}
