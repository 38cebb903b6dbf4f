//! The network of a case as GraphML, DOT and lists in CSV.

use crate::{awkward, case, cases};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use tearline::export::graph::{GraphFormat, List, Network};
use tearline::scenario::{Figure, Input, Provenance, Quantity, Scenario, TieField};

fn text(scenario: &Scenario, format: GraphFormat) -> String {
    let bytes = Network::of(scenario).bytes(format).expect("it is put together");
    String::from_utf8(bytes).expect("UTF-8")
}

fn attribute(element: &BytesStart, name: &str) -> String {
    let found = element.try_get_attribute(name).expect("it is well formed");
    let value = found.expect("it is there");
    String::from_utf8(value.value.into_owned()).expect("UTF-8")
}

/// The values of each node and edge of a GraphML, by the names of the properties.
fn read_graphml(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = Reader::from_str(text);
    let (mut names, mut parts) = (BTreeMap::new(), Vec::<BTreeMap<String, String>>::new());
    let mut open: Option<String> = None;
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(element) if element.name().as_ref() == b"key" => {
                names.insert(attribute(&element, "id"), attribute(&element, "attr.name"));
            }
            Event::Start(element) if matches!(element.name().as_ref(), b"node" | b"edge") => {
                parts.push(BTreeMap::from([("id".into(), attribute(&element, "id"))]));
            }
            Event::Start(element) if element.name().as_ref() == b"data" => {
                open = names.get(&attribute(&element, "key")).cloned();
            }
            Event::Text(text) => add(&mut parts, &open, &text.decode().expect("UTF-8")),
            Event::GeneralRef(reference) => {
                let sign = quick_xml::escape::resolve_predefined_entity(&reference.decode().expect("UTF-8"));
                add(&mut parts, &open, sign.expect("one of the five of XML"));
            }
            Event::End(element) if element.name().as_ref() == b"data" => open = None,
            Event::Eof => return parts,
            _ => {}
        }
    }
}

fn add(parts: &mut [BTreeMap<String, String>], open: &Option<String>, text: &str) {
    if let (Some(part), Some(key)) = (parts.last_mut(), open) {
        part.entry(key.clone()).or_default().push_str(text);
    }
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    table.deserialize().collect::<Result<_, _>>().expect("whole rows")
}

#[test]
fn every_actor_and_tie_of_every_case_is_in_every_format() {
    for (name, scenario) in cases() {
        let (actors, ties) = (scenario.actors.len(), scenario.ties.len());
        assert_eq!(read_graphml(&text(&scenario, GraphFormat::Graphml)).len(), actors + ties, "{name}");
        let dot = text(&scenario, GraphFormat::Dot);
        assert_eq!(dot.matches("  \"").count(), actors + ties, "{name}");
        assert_eq!(dot.matches("\" -> \"").count(), ties, "{name}");
        assert_eq!(rows(&text(&scenario, GraphFormat::Csv(List::Nodes))).len(), actors, "{name}");
        assert_eq!(rows(&text(&scenario, GraphFormat::Csv(List::Edges))).len(), ties, "{name}");
    }
}

#[test]
fn awkward_names_come_through_as_they_are() {
    let scenario = awkward();
    let graphml = read_graphml(&text(&scenario, GraphFormat::Graphml));
    let dot = text(&scenario, GraphFormat::Dot);
    let list = rows(&text(&scenario, GraphFormat::Csv(List::Nodes)));
    for ((actor, node), row) in scenario.actors.values().zip(&graphml).zip(&list) {
        assert_eq!(node["label"], actor.name);
        assert_eq!(node["note"], actor.note);
        let escaped = actor.name.replace('\\', "\\\\").replace('"', "\\\"");
        assert!(dot.contains(&format!("\"label\"=\"{escaped}\"")), "{escaped}");
        // An apostrophe keeps a spreadsheet from computing it.
        let marked =
            if actor.name.starts_with('=') { format!("'{}", actor.name) } else { actor.name.clone() };
        assert_eq!(row["Label"], marked);
    }
}

#[test]
fn a_sign_that_xml_excludes_does_not_break_the_graphml() {
    let mut scenario = case("oval-office-2017");
    for actor in scenario.actors.values_mut() {
        actor.note = "bell \u{7} and \u{FFFF}".into();
    }
    let nodes = read_graphml(&text(&scenario, GraphFormat::Graphml));
    assert_eq!(nodes[0]["note"], "bell \u{FFFD} and \u{FFFD}");
}

#[test]
fn a_range_is_written_with_its_ends_provenance_and_note() {
    let mut scenario = case("oval-office-2017");
    let tie = scenario.ties[0].clone();
    let from = Provenance::Evidence("a cable of 1917".into());
    let figure = Figure { from, note: "disputed".into(), ..Figure::range(-0.5, 0.25, 0.75) };
    let input = Input::Tie(tie.from, tie.to, TieField::Affinity);
    let edit = tearline::scenario::Edit::SetFigure(input, figure);
    scenario = scenario.edited(&edit).expect("it fits");
    let edge = &rows(&text(&scenario, GraphFormat::Csv(List::Edges)))[0];
    let written = ["affinity", "affinity_low", "affinity_high", "affinity_from", "affinity_note"];
    let values = written.map(|key| edge[key].as_str());
    assert_eq!(values, ["0.25", "-0.5", "0.75", "evidence: a cable of 1917", "disputed"]);
    let graphml = read_graphml(&text(&scenario, GraphFormat::Graphml));
    let edge = &graphml[scenario.actors.len()];
    assert_eq!(written.map(|key| edge[key].as_str()), values);
}

#[test]
fn every_property_says_its_meaning_and_unit() {
    let network = Network::of(&case("oval-office-2017"));
    assert!(network.of_nodes.len() > 20, "{:?}", network.of_nodes);
    for property in network.of_nodes.iter().chain(&network.of_edges) {
        assert!(property.description.len() > 10 && property.description.ends_with('.'), "{property:?}");
    }
    let weight = network.of_nodes.iter().find(|property| property.key == "integrity_weight_months");
    assert!(weight.is_some_and(|weight| weight.description.ends_with("Unit: months.")), "{weight:?}");
}

#[test]
fn what_nobody_has_makes_no_column() {
    let mut scenario = Scenario::default();
    let keys = |scenario: &Scenario| {
        Network::of(scenario).of_nodes.iter().map(|property| property.key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&scenario), ["role", "home", "shares_with_home", "at_the_meeting"]);
    let id = tearline::scenario::ActorId::known("ally");
    scenario.actors.put(id.clone(), tearline::scenario::Actor::named("Ally"));
    let partnership = tearline::scenario::Partnership { flow: Quantity::plain(2.0), ..Default::default() };
    scenario.partnerships.put(id, partnership);
    assert!(keys(&scenario).contains(&"flow".to_owned()));
}
