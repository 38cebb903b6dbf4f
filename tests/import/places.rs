//! Home, and places on the map, as other programs write them.

use crate::{case, cases};
use tearline::export::graph::{GraphFormat, Network};
use tearline::import::{Field, Proposal, Source, Understanding, counts_in_words, read};
use tearline::scenario::{Actor, ActorId, Edit, Position, Scenario, Tie};

fn source(file: &str, text: &str) -> Source {
    read(file, text.as_bytes()).expect("it is read")
}

fn proposed(into: &Scenario, source: &Source) -> Proposal {
    Proposal::of(into, source, &Understanding::guess(source))
}

fn clean(into: &Scenario, source: &Source) -> Scenario {
    let proposal = proposed(into, source);
    assert_eq!(proposal.problems, [], "{}", source.file);
    proposal.after
}

/// The places of the actors that a file adds, by their names.
fn places(source: &Source) -> Vec<(String, Option<(f32, f32)>)> {
    let after = clean(&Scenario::default(), source);
    let added = after.actors.iter().filter(|(id, _)| id.as_str() != "home");
    added.map(|(_, actor)| (actor.name.clone(), actor.at.map(|Position(x, y)| (x, y)))).collect()
}

/// A file as yEd 3 saves it.
const YED: &str = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:java="http://www.yworks.com/xml/yfiles-common/1.0/java"
 xmlns:sys="http://www.yworks.com/xml/yfiles-common/markup/primitives/2.0" xmlns:y="http://www.yworks.com/xml/graphml"
 xmlns:yed="http://www.yworks.com/xml/yed/3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd">
  <!--Created by yEd 3.23-->
  <key attr.name="Description" attr.type="string" for="graph" id="d0"/>
  <key for="port" id="d1" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key attr.name="description" attr.type="string" for="node" id="d5"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <data key="d0" xml:space="preserve"/>
    <node id="n0">
      <data key="d6">
        <y:ShapeNode>
          <y:Geometry height="30.0" width="60.0" x="100.0" y="-45.5"/>
          <y:Fill color="#FFCC00" transparent="false"/>
          <y:NodeLabel alignment="center" autoSizePolicy="content" height="18.1" width="47.3" x="6.3" y="5.9">France<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel>
          <y:Shape type="rectangle"/>
        </y:ShapeNode>
      </data>
    </node>
    <node id="n1" yfiles.foldertype="group">
      <data key="d6">
        <y:ProxyAutoBoundsNode><y:Realizers active="0">
          <y:GroupNode>
            <y:Geometry height="200.0" width="300.0" x="400.0" y="100.0"/>
            <y:NodeLabel modelName="internal" modelPosition="t">Sahel</y:NodeLabel>
          </y:GroupNode>
          <y:GroupNode>
            <y:Geometry height="50.0" width="50.0" x="0.0" y="0.0"/>
            <y:NodeLabel modelName="internal" modelPosition="t">Folder 1</y:NodeLabel>
          </y:GroupNode>
        </y:Realizers></y:ProxyAutoBoundsNode>
      </data>
      <graph edgedefault="directed" id="n1:">
        <node id="n1::n0"><data key="d6"><y:ShapeNode>
          <y:Geometry height="30.0" width="30.0" x="450.0" y="150.0"/>
          <y:NodeLabel>Mali</y:NodeLabel></y:ShapeNode></data></node>
      </graph>
    </node>
    <edge id="e0" source="n0" target="n1::n0"><data key="d10"><y:PolyLineEdge>
      <y:Path sx="0.0" sy="0.0" tx="0.0" ty="0.0"><y:Point x="300.0" y="7.0"/></y:Path>
      <y:EdgeLabel>tells</y:EdgeLabel></y:PolyLineEdge></data></edge>
  </graph>
  <data key="d7"><y:Resources/></data>
</graphml>"##;

#[test]
fn actors_stand_where_yed_draws_the_middle_of_their_marks() {
    let expected = [
        ("France".to_owned(), Some((130.0, -30.5))),
        ("Sahel".to_owned(), Some((550.0, 200.0))),
        ("Mali".to_owned(), Some((465.0, 165.0))),
    ];
    assert_eq!(places(&source("drawn.graphml", YED)), expected);
}

#[test]
fn a_mark_of_yed_whose_place_is_no_number_is_named_with_its_line() {
    let broken = YED.replace("x=\"450.0\"", "x=\"left\"");
    let sentence = read("drawn.graphml", broken.as_bytes()).expect_err("no number").to_string();
    let line = 1 + YED.lines().position(|line| line.contains("450.0")).expect("a mark");
    assert_eq!(sentence, format!("drawn.graphml, row {line}: the x “left” of a mark is no number."));
}

/// A file as `dot -Tdot` writes it: the box around everything, then points with y upward.
const LAID_OUT: &str = "digraph \"who tells whom\" {\n\tgraph [bb=\"0,0,126,108\",\n\t\tcharset=\"UTF-8\"\n\t];\n\
    \tnode [label=\"\\N\"];\n\
    \tfr\t[height=0.5,\n\t\tlabel=France,\n\t\tpos=\"27,90\",\n\t\twidth=0.75];\n\
    \tml\t[height=0.5,\n\t\tlabel=Mali,\n\t\tpos=\"99.5,18\",\n\t\twidth=0.75];\n\
    \tfr -> ml\t[pos=\"e,88,33 39,73 51,61 66,47 79,36\"];\n\
    \tpinned\t[label=Niger, pos=\"-10.25,0!\"];\n}\n";

#[test]
fn actors_stand_where_graphviz_has_laid_them_out_with_y_turned_downward() {
    let expected = [
        ("France".to_owned(), Some((27.0, -90.0))),
        ("Mali".to_owned(), Some((99.5, -18.0))),
        ("Niger".to_owned(), Some((-10.25, 0.0))),
    ];
    assert_eq!(places(&source("laid-out.gv", LAID_OUT)), expected);
}

#[test]
fn a_drawing_larger_than_the_map_keeps_its_shape() {
    let text = "digraph { a [pos=\"0,0\"]; b [pos=\"50000,0\"]; c [pos=\"50000,-10000\"]; }";
    let at = |name: &str, x, y| (name.to_owned(), Some((x, y)));
    let expected = [at("a", -10_000.0, -2_000.0), at("b", 10_000.0, -2_000.0), at("c", 10_000.0, 2_000.0)];
    assert_eq!(places(&source("large.dot", text)), expected);
    let far = "digraph { a [pos=\"90000,5\"]; b [pos=\"90100,5\"]; }";
    assert_eq!(places(&source("far.dot", far)), [at("a", -50.0, 0.0), at("b", 50.0, 0.0)]);
}

#[test]
fn an_exported_network_that_was_moved_in_yed_or_laid_out_by_graphviz_stands_as_it_was_left() {
    let scenario = case();
    let id = ActorId::known("ru");
    let exported = |format| {
        let bytes = Network::of(&scenario).bytes(format).expect("it is put together");
        String::from_utf8(bytes).expect("text")
    };
    let graphml = exported(GraphFormat::Graphml);
    // yEd numbers the keys anew, and keeps the properties as they were.
    let saved = graphml.replace("id=\"mark\"", "id=\"d9\"").replace("key=\"mark\"", "key=\"d9\"");
    let Position(x, y) = scenario.actors.get(&id).expect("it is there").at.expect("it has a place");
    let moved = saved.replace(
        &format!("<y:Geometry x=\"{}\" y=\"{}\"", x - 22.0, y - 22.0),
        &format!("<y:Geometry x=\"{}\" y=\"{}\"", x + 78.0, y - 22.0),
    );
    assert_ne!(moved, saved);
    let after = clean(&scenario, &source("moved.graphml", &moved));
    assert_eq!(after.actors.get(&id).expect("it is there").at, Some(Position(x + 100.0, y)));
    let dot = exported(GraphFormat::Dot);
    let laid_out = dot.replace("  charset=\"UTF-8\";", "  graph [charset=\"UTF-8\", bb=\"0,0,9,9\"];");
    let laid_out = laid_out.replace(&format!("\"pos\"=\"{x},{}\"", -y), "\"pos\"=\"7,-8\"");
    let after = clean(&scenario, &source("laid-out.dot", &laid_out));
    assert_eq!(after.actors.get(&id).expect("it is there").at, Some(Position(7.0, 8.0)));
}

#[test]
fn actors_without_a_place_have_none_after_export_and_import() {
    let mut scenario = case();
    scenario.actors.values_mut().for_each(|actor| actor.at = None);
    for format in [GraphFormat::Graphml, GraphFormat::Dot] {
        let bytes = Network::of(&scenario).bytes(format).expect("it is put together");
        let source = read(&format!("mine.{}", format.extension()), &bytes).expect("it is read");
        assert_eq!(proposed(&scenario, &source).edit(), None, "{format:?}");
    }
}

#[test]
fn home_comes_from_the_file_and_that_is_said() {
    for (name, scenario) in cases() {
        let bytes = Network::of(&scenario).bytes(GraphFormat::Graphml).expect("it is put together");
        let source = read("mine.graphml", &bytes).expect("it is read");
        let proposal = proposed(&Scenario::default(), &source);
        assert_eq!((&proposal.after.home, &proposal.problems[..]), (&scenario.home, &[][..]), "{name}");
        let says = counts_in_words(&proposal);
        let home = format!("{} becomes home.", scenario.name(&scenario.home));
        assert!(says.contains(&home), "{name}: {says:?}");
    }
}

#[test]
fn home_is_one_of_the_columns_and_can_be_left_out() {
    let table = source("actors.csv", "name,decides\nFrance,yes\nMali,no\nNiger,\n");
    let mut understanding = Understanding::guess(&table);
    assert_eq!(understanding.tables[0].columns, [Some(Field::Name), Some(Field::Home)]);
    let after = clean(&Scenario::default(), &table);
    assert_eq!((after.name(&after.home), after.actors.len()), ("France", 3));
    understanding.tables[0].set_column(1, None);
    let after = Proposal::of(&Scenario::default(), &table, &understanding).after;
    assert_eq!((after.home.as_str(), after.actors.len()), ("home", 4));
}

#[test]
fn a_home_of_which_nothing_was_said_makes_way_for_the_one_of_the_file_and_any_other_stays() {
    let file = "name,decides\nFrance,yes\nMali,no\n";
    let homes = |into: &Scenario, text: &str| {
        let proposal = proposed(into, &source("actors.csv", text));
        let edit = proposal.edit().expect("it changes something");
        assert_eq!(into.edited(&edit), Ok(proposal.after.clone()), "in one step");
        let after = proposal.after;
        (after.name(&after.home).to_owned(), after.actors.contains(&into.home))
    };
    let new = Scenario::default();
    assert_eq!(homes(&new, file), ("France".into(), false));
    assert_eq!(
        homes(&new, "name,decides\nFrance,yes\nHome,no\n"),
        ("France".into(), true),
        "the file names it"
    );
    let home = ActorId::known("home");
    let named = new.edited(&Edit::PutActor(home.clone(), Actor::named("Britain"))).expect("an edit");
    assert_eq!(homes(&named, file), ("France".into(), true), "it has a name");
    let other = ActorId::known("other");
    let tied =
        [Edit::PutActor(other.clone(), Actor::named("Other")), Edit::PutTie(Tie::between(home, other))];
    let tied = new.edited(&Edit::Several { label: "tie".into(), edits: tied.into() }).expect("an edit");
    assert_eq!(homes(&tied, file), ("France".into(), true), "it is tied");
}

fn problems(into: &Scenario, text: &str) -> Vec<String> {
    proposed(into, &source("actors.csv", text)).problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_second_home_a_word_that_is_neither_yes_nor_no_and_a_home_that_would_lose_something_are_named() {
    let none = Scenario::default();
    assert_eq!(
        problems(&none, "name,home\nFrance,yes\nMali,true\n"),
        ["actors.csv, row 3, column B (home): there is one home only, and row 2 says which"]
    );
    assert_eq!(
        problems(&none, "name,home\nFrance,perhaps\n"),
        ["actors.csv, row 2, column B (home): “perhaps” is neither yes nor no"]
    );
    let case = case();
    for (who, loses) in [("Israel", "its partnership with home"), ("Russia", "its seat at the meeting")] {
        let found = problems(&case, &format!("name,home\n{who},yes\n"));
        assert!(found.len() == 1 && found[0].contains(loses), "{who}: {found:?}");
    }
    assert_eq!(problems(&case, "name,home\nUnited States,yes\n"), Vec::<String>::new());
}
