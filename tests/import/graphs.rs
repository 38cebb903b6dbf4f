//! Graphs of other programs: GraphML, DOT, and lists of nodes and edges.

use crate::cases;
use crate::odd_names::with_odd_names;
use tearline::export::graph::{GraphFormat, List, Network};
use tearline::import::{Proposal, Source, Understanding, read};
use tearline::scenario::{ActorId, RecipientId, Scenario};

fn graph(file: &str, text: &str) -> Source {
    read(file, text.as_bytes()).expect("it is a graph")
}

fn refused(file: &str, bytes: &[u8]) -> String {
    read(file, bytes).expect_err("it is refused").to_string()
}

fn proposed(into: &Scenario, source: &Source) -> Proposal {
    let proposal = Proposal::of(into, source, &Understanding::guess(source));
    assert_eq!(proposal.problems, [], "{}", source.file);
    proposal
}

fn exported(scenario: &Scenario, format: GraphFormat) -> Source {
    let bytes = Network::of(scenario).bytes(format).expect("it is put together");
    read(&format!("mine.{}", format.extension()), &bytes).expect("it is read")
}

/// A scenario has the actors and ties of another.
fn assert_same_network(after: &Scenario, scenario: &Scenario, name: &str) {
    for (id, actor) in &scenario.actors {
        assert_eq!(after.actors.get(id), Some(actor), "{name}");
    }
    assert_eq!(after.ties, scenario.ties, "{name}");
}

#[test]
fn what_is_exported_as_a_graph_comes_back_with_actors_ties_and_partnerships() {
    for (name, scenario) in cases() {
        for format in [GraphFormat::Graphml, GraphFormat::Dot] {
            let after = proposed(&Scenario::default(), &exported(&scenario, format)).after;
            assert_same_network(&after, &scenario, name);
            assert_eq!(after.partnerships, scenario.partnerships, "{name}");
        }
    }
}

#[test]
fn two_lists_come_back_with_actors_and_ties() {
    for (name, scenario) in cases() {
        let list = |list| exported(&scenario, GraphFormat::Csv(list));
        let nodes = proposed(&Scenario::default(), &list(List::Nodes)).after;
        let after = proposed(&nodes, &list(List::Edges)).after;
        assert_same_network(&after, &scenario, name);
    }
}

#[test]
fn a_case_that_is_exported_and_imported_into_itself_does_not_change() {
    for (name, scenario) in cases() {
        let proposal = proposed(&scenario, &exported(&scenario, GraphFormat::Graphml));
        assert_eq!(proposal.edit(), None, "{name}");
    }
}

#[test]
fn odd_names_come_back_as_they_are() {
    let mut scenario = with_odd_names(cases().next().expect("a case").1);
    scenario.actors.values_mut().for_each(|actor| actor.note = actor.name.clone());
    for format in [GraphFormat::Graphml, GraphFormat::Dot, GraphFormat::Csv(List::Nodes)] {
        let after = proposed(&Scenario::default(), &exported(&scenario, format)).after;
        for (id, actor) in &scenario.actors {
            assert_eq!(after.actors.get(id), Some(actor), "{format:?}");
        }
    }
}

/// The names of the actors that a graph adds, and how many ties.
fn added(source: &Source) -> (Vec<String>, usize) {
    let after = proposed(&Scenario::default(), source).after;
    let names = after.actors.iter().filter(|(id, _)| **id != after.home).map(|(_, actor)| actor.name.clone());
    (names.collect(), after.ties.len())
}

#[test]
fn a_graph_drawn_in_yed_gives_actors_by_the_names_on_its_marks() {
    let yed = r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30" width="30" x="1" y="2"/>
      <y:NodeLabel>France</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1::Group A"><graph edgedefault="directed" id="n1:"><node id="n1::n0"><data key="d6"><y:ShapeNode>
      <y:NodeLabel>Mali &amp; neighbours</y:NodeLabel></y:ShapeNode></data></node></graph></node>
    <edge id="e0" source="n0" target="n1::n0"/>
  </graph>
</graphml>"#;
    let (names, ties) = added(&graph("drawn.graphml", yed));
    assert_eq!(
        (&names[..], ties),
        (&["France".into(), "n1::Group A".into(), "Mali & neighbours".into()][..], 1)
    );
}

#[test]
fn a_graph_of_networkx_gives_ties_with_their_numbers_and_defaults() {
    let text = r#"<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d1" for="edge" attr.name="onward" attr.type="double">
<default>0.25</default></key><key id="d0" for="edge" attr.name="affinity" attr.type="double" />
<graph edgedefault="directed"><node id="France" /><node id="Mali" />
<edge source="France" target="Mali"><data key="d0">-0.5</data></edge></graph></graphml>"#;
    let after = proposed(&Scenario::default(), &graph("written.graphml", text)).after;
    let tie = &after.ties[0];
    assert_eq!((tie.affinity.figure().likely, tie.onward.figure().likely), (-0.5, 0.25));
    assert_eq!(after.name(&tie.from), "France");
}

#[test]
fn dot_is_read_with_chains_comments_defaults_and_groups() {
    let text = "/* a\nfew */ strict digraph \"who tells whom\" { node [shape=box]; rankdir=LR // left to right\n\
                subgraph cluster_1 { a [label=\"First \\\"one\\\"\"]; b }\n a -> b -> c:n [affinity=-0.5, onward=\"0,2\"] }";
    let source = graph("mine.dot", text);
    let after = proposed(&Scenario::default(), &source).after;
    assert_eq!(after.name(&ActorId::known("a")), "First \"one\"");
    let numbers = |index: usize| {
        let tie = &after.ties[index];
        (tie.to.as_str().to_owned(), tie.affinity.figure().likely, tie.onward.figure().likely)
    };
    assert_eq!([numbers(0), numbers(1)], [("b".into(), -0.5, 0.2), ("c".into(), -0.5, 0.2)]);
}

#[test]
fn entities_are_refused_with_the_line_and_nothing_is_expanded() {
    let cycle = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&a;&a;\">]>\n\
                 <graphml><graph><node id=\"&a;\"/></graph></graphml>";
    let says = refused("bomb.graphml", cycle.as_bytes());
    assert_eq!(
        says,
        "bomb.graphml, row 2: the file declares entities, and none are expanded; take them out."
    );
    let unknown = "<graphml>\n<key id=\"k\" for=\"node\" attr.name=\"note\"/><graph><node id=\"a\">\n\
                   <data key=\"k\">&secret;</data></node></graph></graphml>";
    let says = refused("mine.graphml", unknown.as_bytes());
    assert_eq!(says, "mine.graphml, row 3: “&secret;” is not known; entities are not expanded.");
}

#[test]
fn what_a_document_type_refers_to_is_not_looked_up() {
    let text =
        "<!DOCTYPE graphml SYSTEM \"file:///etc/passwd\"><graphml><graph><node id=\"a\"/></graph></graphml>";
    let source = graph("mine.graphml", text);
    assert_eq!(source.notes, ["mine.graphml: what the document type refers to was not looked up."]);
    assert_eq!(added(&source).0, ["a"]);
}

#[test]
fn another_encoding_is_refused_with_the_line() {
    let text = b"<?xml version=\"1.0\"?>\n<graphml><graph>\n<node id=\"Fran\xE7ais\"/></graph></graphml>";
    let says = refused("mine.graphml", text);
    assert_eq!(says, "mine.graphml, row 3: this is not UTF-8; save the graph in that encoding.");
    let declared = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><graphml/>";
    assert!(refused("mine.graphml", declared).contains("row 1: the encoding “iso-8859-1” is not read"));
    assert!(refused("mine.graphml", b"\xFF\xFE<\0g\0").contains("row 1: this is UTF-16"));
    assert!(refused("mine.dot", b"digraph {\n a -> \"\xE7\" }").contains("row 2: this is not UTF-8"));
}

#[test]
fn what_is_cut_short_or_something_else_is_refused_with_the_line() {
    for (file, text, says) in [
        ("cut.graphml", "<graphml>\n<graph><node id=\"a\">", "cut.graphml, row 2"),
        ("odd.graphml", "<graphml>\n<graph><node id=\"a\"></graph>", "odd.graphml, row 2: this is no XML"),
        ("page.graphml", "<html><body/></html>", "row 1: this is XML, but no GraphML."),
        (
            "no-id.graphml",
            "<graphml><graph>\n<node/></graph></graphml>",
            "row 2: <node> has no attribute “id”.",
        ),
        ("cut.dot", "digraph {\n a -> \"b", "cut.dot, row 2: this text does not end."),
        ("half.dot", "digraph {\n a ->\n", "row 2: a name or a value is missing here."),
        ("group.dot", "digraph {\n a -> { b c } }", "row 2: an edge to a group in braces is not read"),
    ] {
        let refused = refused(file, text.as_bytes());
        assert!(refused.contains(says), "{file}: {refused}");
    }
}

#[test]
fn an_edge_to_nobody_is_a_problem_of_its_line_and_the_rest_stays() {
    let text = "<graphml><graph edgedefault=\"directed\"><node id=\"a\"/>\n<node id=\"b\"/>\n\
                <edge source=\"a\" target=\"nobody\"/>\n<edge source=\"a\" target=\"b\"/></graph></graphml>";
    let source = graph("mine.graphml", text);
    let proposal = Proposal::of(&Scenario::default(), &source, &Understanding::guess(&source));
    let problems: Vec<String> = proposal.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["mine.graphml, “edges”, row 3, column B (to): there is no actor “nobody”"]);
    assert_eq!(proposal.after.ties.len(), 1);
}

#[test]
fn an_edge_without_direction_is_said_to_be_read_one_way() {
    let source = graph("mine.gv", "graph { a -- b }");
    assert_eq!(added(&source).1, 1);
    assert!(source.notes[0].contains("without direction"), "{:?}", source.notes);
}

#[test]
fn ids_that_an_actor_cannot_have_are_changed_and_kept_apart() {
    let text = "digraph { \"North Korea\"; \"North-Korea\"; \"public\" -> \"北\"; \"north-korea\" }";
    let (names, ties) = added(&graph("mine.dot", text));
    assert_eq!((names.len(), ties), (5, 1), "{names:?}");
    let after = proposed(&Scenario::default(), &graph("mine.dot", text)).after;
    assert!(after.actors.keys().all(|id| id.as_str() != RecipientId::Public.as_str()));
}
