//! The decision as an influence diagram in the format of GeNIe: the plan, five chances of the meeting as a whole, and
//! the expected total. Every chance depends on all before it, so that its value is exactly that of the game.

use super::Decision;
use super::meeting_tree::{End, MeetingTree};
use super::rational::Rational;
use super::ways::{Learning, PassageKind, Way};
use crate::export::xml::{Xml, allowed, words};
use crate::scenario::Level;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io;

/// A chance of the diagram: its id, its name, and the ids of its states.
struct Variable {
    id: &'static str,
    name: &'static str,
    states: &'static [&'static str],
}

/// The chances, in the order of the meeting; of several items the worst counts.
const VARIABLES: [Variable; 5] = [
    Variable {
        id: "Answer",
        name: "The originator's answer",
        states: &["not_asked", "granted", "granted_in_part", "refused"],
    },
    Variable {
        id: "Passage",
        name: "How far it goes",
        states: &["nobody_told", "only_those_told", "others", "hostile_others", "back_to_originator"],
    },
    Variable { id: "Press", name: "The press reports it", states: &["no", "yes"] },
    Variable { id: "Source", name: "A source is closed", states: &["no", "yes"] },
    Variable { id: "Learning", name: "An originator learns", states: &["never", "later", "in_month_0"] },
];

/// The id of the decision.
const PLAN: &str = "Plan";
/// The id of the utility.
const TOTAL: &str = "Total";

/// The decision as the bytes of an `.xdsl` file.
///
/// # Errors
/// If the text cannot be put together.
pub fn xdsl(decision: &Decision) -> io::Result<Vec<u8>> {
    let table = Table::of(decision);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("smile").with_attributes([("version", "1.0"), ("id", "Tearline")]);
    root.write_inner_content(|xml| {
        xml.create_element("nodes").write_inner_content(|xml| nodes(xml, decision, &table))?;
        xml.create_element("extensions").write_inner_content(|xml| genie(xml, decision))?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}

/// What the tables of the diagram are read from: by plan and states of the chances, the last fastest, the probability
/// given the plan, and that times the expected total.
struct Table {
    probability: Vec<f64>,
    total: Vec<f64>,
}

impl Table {
    fn of(decision: &Decision) -> Self {
        let size =
            decision.trees.len() * VARIABLES.iter().map(|variable| variable.states.len()).product::<usize>();
        let mut table = Table { probability: vec![0.0; size], total: vec![0.0; size] };
        for (plan, tree) in decision.trees.iter().enumerate() {
            for end in &tree.ends {
                let place = states_of(tree, end)
                    .iter()
                    .zip(&VARIABLES)
                    .fold(plan, |place, (state, variable)| place * variable.states.len() + state);
                table.probability[place] += end.probability;
                table.total[place] += end.probability * end.total;
            }
        }
        table
    }

    /// The probabilities of a chance, given all before it: row by row, its own states fastest. A row that never comes
    /// up has the first state for certain.
    fn given_all_before(&self, variable: usize) -> Vec<Rational> {
        let after: usize = VARIABLES[variable + 1..].iter().map(|variable| variable.states.len()).product();
        let states = VARIABLES[variable].states.len();
        let joint: Vec<f64> = self.probability.chunks(after).map(|chunk| chunk.iter().sum()).collect();
        let row = |row: &[f64]| {
            if row.iter().sum::<f64>() > 0.0 {
                return Rational::of_probabilities(row);
            }
            let mut first = vec![0.0; states];
            first[0] = 1.0;
            Rational::of_probabilities(&first)
        };
        joint.chunks(states).flat_map(row).collect()
    }

    /// The expected total, given the plan and every chance; 0 where that never comes up.
    fn totals(&self) -> Vec<f64> {
        let given =
            |(total, probability): (&f64, &f64)| if *probability > 0.0 { total / probability } else { 0.0 };
        self.total.iter().zip(&self.probability).map(given).collect()
    }
}

/// The states of the chances at an end: of several items the worst.
fn states_of(tree: &MeetingTree, end: &End) -> [usize; 5] {
    let mut worst = [0; 5];
    for (item, way) in end.ways.iter().enumerate() {
        let states = states_of_way(&tree.items[item].ways[*way].way, tree.wanted[item]);
        for (worst, state) in worst.iter_mut().zip(states) {
            *worst = state.max(*worst);
        }
    }
    worst
}

fn states_of_way(way: &Way, wanted: Level) -> [usize; 5] {
    let answer = match way.granted {
        None => 0,
        Some(granted) if granted >= wanted => 1,
        Some(Level::Withheld) => 3,
        Some(_) => 2,
    };
    let passage = match way.passage.kind {
        PassageKind::NotTold => 0,
        PassageKind::OnlyThoseTold => 1,
        PassageKind::PassedOn => 2,
        PassageKind::ToHostile => 3,
        PassageKind::HandedBack => 4,
    };
    let learning = match way.learning {
        Learning::Never => 0,
        Learning::Later => 1,
        Learning::AtOnce => 2,
    };
    [answer, passage, usize::from(way.public), usize::from(way.closed), learning]
}

fn nodes(xml: &mut Xml, decision: &Decision, table: &Table) -> io::Result<()> {
    xml.create_element("decision")
        .with_attribute(("id", PLAN))
        .write_inner_content(|xml| plan_ids(decision).iter().try_for_each(|id| state(xml, id)))?;
    for (index, variable) in VARIABLES.iter().enumerate() {
        let probabilities: Vec<String> =
            table.given_all_before(index).into_iter().map(Rational::decimal).collect();
        xml.create_element("cpt").with_attribute(("id", variable.id)).write_inner_content(|xml| {
            variable.states.iter().try_for_each(|of| state(xml, of))?;
            words(xml, "parents", &parents(index))?;
            words(xml, "probabilities", &probabilities.join(" "))
        })?;
    }
    let totals: Vec<String> = table.totals().iter().map(f64::to_string).collect();
    xml.create_element("utility").with_attribute(("id", TOTAL)).write_inner_content(|xml| {
        words(xml, "parents", &parents(VARIABLES.len()))?;
        words(xml, "utilities", &totals.join(" "))
    })?;
    Ok(())
}

/// The plan and the chances before one, the first most significant in the tables.
fn parents(before: usize) -> String {
    let chances = VARIABLES[..before].iter().map(|variable| variable.id);
    [PLAN].into_iter().chain(chances).collect::<Vec<_>>().join(" ")
}

fn state(xml: &mut Xml, id: &str) -> io::Result<()> {
    xml.create_element("state").with_attribute(("id", id)).write_empty()?;
    Ok(())
}

/// The ids of the plans as GeNIe takes them: letters, digits and underscores, a letter first; the number keeps apart
/// what a hyphen or an underscore did.
fn plan_ids(decision: &Decision) -> Vec<String> {
    let ids = decision.trees.iter().map(|tree| tree.plan.as_str().replace('-', "_"));
    ids.zip(1..).map(|(id, number)| format!("plan_{number}_{id}")).collect()
}

/// What GeNIe shows: names, places, and the description of the whole.
fn genie(xml: &mut Xml, decision: &Decision) -> io::Result<()> {
    let mut comment = decision.description("The meeting as an influence diagram");
    comment.push(
        "The chances are of the meeting as a whole: of several items the worst counts. Rows of a table that never come up \
         have the first state for certain and the total 0."
            .into(),
    );
    for (tree, id) in decision.trees.iter().zip(plan_ids(decision)) {
        comment.push(format!("{id} is “{}”.", decision.scenario.plan_name(&tree.plan)));
    }
    let title = allowed(&decision.scenario.about.title);
    let attributes = [("version", "1.0"), ("app", "Tearline"), ("name", title.as_str())];
    xml.create_element("genie").with_attributes(attributes).write_inner_content(|xml| {
        words(xml, "comment", &comment.join("\n"))?;
        let chances = VARIABLES.iter().map(|variable| (variable.id, variable.name));
        let all = [(PLAN, "The plan")].into_iter().chain(chances).chain([(TOTAL, "Expected total")]);
        all.enumerate().try_for_each(|(place, (id, name))| shown(xml, place, id, name))
    })?;
    Ok(())
}

/// A node as GeNIe shows it: from left to right.
fn shown(xml: &mut Xml, place: usize, id: &str, name: &str) -> io::Result<()> {
    let left = 20 + 130 * place;
    let position = format!("{left} 60 {} 110", left + 110);
    xml.create_element("node").with_attribute(("id", id)).write_inner_content(|xml| {
        words(xml, "name", name)?;
        xml.create_element("interior").with_attribute(("color", "e5f6f7")).write_empty()?;
        xml.create_element("outline").with_attribute(("color", "000080")).write_empty()?;
        xml.create_element("font")
            .with_attributes([("color", "000000"), ("name", "Arial"), ("size", "8")])
            .write_empty()?;
        words(xml, "position", &position)
    })?;
    Ok(())
}
