//! The tables of repair and of asking first hold what the answers say.

use crate::world::{actor, item, plan, scenario};
use std::collections::BTreeMap;
use tearline::analysis::asking::{Asking, AskingValues, Noticed, Preparing, value_of_asking};
use tearline::analysis::measure::Mean;
use tearline::analysis::repair::{Goal, RepairResult, repair};
use tearline::analysis::study::Study;
use tearline::analysis::table::Cell;
use tearline::engine::NoMonitor;
use tearline::scenario::{Cover, Level, Material, Plan, Preparation, Scenario};

fn study(scenario: &Scenario) -> Study<'_> {
    Study::new(scenario, 4, 500, &NoMonitor)
}

fn mean(mean: f64, se: f64) -> Mean {
    Mean { mean, se }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn shares<const N: usize>(shares: [f64; N]) -> Vec<Cell> {
    shares.map(Cell::Share).to_vec()
}

/// The only row of a repair's table.
fn repair_row(result: &RepairResult) -> Vec<Cell> {
    let scenario = scenario();
    let table = result.table(&study(&scenario), "tell");
    assert_eq!((table.name, table.plan.as_str(), table.seed, table.histories), ("repairs", "tell", 4, 500));
    let columns = ["found", "changes", "before", "before_se", "after", "after_se"];
    assert_eq!(table.columns[..6], columns);
    assert_eq!(table.columns[6..], ["if_nothing_said", "highest", "nearest"]);
    let [row] = <[Vec<Cell>; 1]>::try_from(table.rows).expect("one row");
    row
}

#[test]
fn a_plan_that_reaches_the_line_is_the_same_before_and_after() {
    let row = repair_row(&RepairResult::AsItIs(mean(0.9, 0.01)));
    assert_eq!(row[..2], [text("as it is"), text("")]);
    assert_eq!(row[2..6], shares([0.9, 0.01, 0.9, 0.01]));
    assert_eq!(row[6..], [Cell::Nothing, Cell::Nothing, Cell::Nothing]);
}

#[test]
fn a_change_stands_in_words_between_before_and_after() {
    let row = repair_row(&RepairResult::Change {
        plan: Box::new(Plan::named("changed")),
        changes: vec!["tell less".into(), "explain".into()],
        willingness: [mean(0.5, 0.02), mean(0.8, 0.01)],
        start: mean(0.9, 0.01),
    });
    assert_eq!(row[..2], [text("change"), text("tell less; explain")]);
    assert_eq!(row[2..7], shares([0.5, 0.02, 0.8, 0.01, 0.9]));
    assert_eq!(row[7..], [Cell::Nothing, Cell::Nothing]);
}

#[test]
fn where_no_repair_is_found_there_is_nothing_after() {
    let nearest = vec!["tell less".into()];
    let start = mean(0.55, 0.01);
    let row = repair_row(&RepairResult::Nothing { as_it_is: mean(0.5, 0.02), highest: 0.6, nearest, start });
    assert_eq!(row[..2], [text("nothing"), text("")]);
    assert_eq!(row[2..4], shares([0.5, 0.02]));
    assert_eq!(row[4..6], [Cell::Nothing, Cell::Nothing]);
    assert_eq!(row[6..], [Cell::Share(0.55), Cell::Share(0.6), text("tell less")]);
}

#[test]
fn the_table_of_a_repair_holds_the_numbers_of_the_answer() {
    let scenario = scenario();
    let goal = Goal { partner: actor("origin"), material: Material::Content, above: 0.999, by: 2 };
    let found = repair(&study(&scenario), &plan(Level::Gist), &goal).expect("nobody stops it");
    let row = repair_row(&found);
    let before = match &found {
        RepairResult::AsItIs(before) | RepairResult::Nothing { as_it_is: before, .. } => before,
        RepairResult::Change { willingness: [before, _], .. } => before,
    };
    assert_eq!(row[2..4], shares([before.mean, before.se]));
}

/// The rows of the table of asking first: number and standard error by item and meaning.
fn asking_rows(scenario: &Scenario, worths: &AskingValues) -> BTreeMap<(String, String), (f64, Cell)> {
    let table = worths.table(&study(scenario), "tell");
    assert_eq!((table.name, &table.columns[..]), ("worths", &["item", "what", "worth", "se"][..]));
    let of = |row: Vec<Cell>| match <[Cell; 4]>::try_from(row).expect("four fields") {
        [Cell::Text(item), Cell::Text(what), worth @ (Cell::Number(_) | Cell::Share(_)), se] => {
            assert_eq!(
                what == "chance_of_a_grant",
                matches!(worth, Cell::Share(_)),
                "chances alone are shares"
            );
            ((item, what), (worth.number().expect("a number"), se))
        }
        row => panic!("another kind of row: {row:?}"),
    };
    let rows = table.rows.len();
    let by_meaning: BTreeMap<_, _> = table.rows.into_iter().map(of).collect();
    assert_eq!(by_meaning.len(), rows, "no two rows mean the same");
    by_meaning
}

#[test]
fn the_table_of_asking_has_a_row_for_each_part_of_preparing_and_eight_for_each_item() {
    let scenario = scenario();
    let asking = Asking {
        item: item("plot"),
        level: Level::Context,
        chance: 0.25,
        hold_back: mean(0.4, 0.06),
        tell_anyway: mean(-0.2, 0.07),
        granted: mean(2.0, 0.1),
        refused_and_silent: mean(-1.0, 0.2),
        refused_and_told: mean(-3.0, 0.3),
        ageing: mean(-0.5, 0.05),
    };
    let preparing = Preparing {
        worth: mean(0.7, 0.02),
        concession: mean(1.1, 0.03),
        protest: mean(-0.5, 0.04),
        others_alarm: mean(0.1, 0.01),
        noticed: Noticed { cover: Some(Cover::Full), asked: true, worth: mean(0.3, 0.05) },
    };
    let rows = asking_rows(&scenario, &AskingValues { preparing: Some(preparing), asking: vec![asking] });
    let expected = [
        ("", "preparing", 0.7, Cell::Number(0.02)),
        ("", "preparing_concession", 1.1, Cell::Number(0.03)),
        ("", "preparing_partners_protest", -0.5, Cell::Number(0.04)),
        ("", "preparing_others_alarm", 0.1, Cell::Number(0.01)),
        ("", "staff_would_notice", 0.3, Cell::Number(0.05)),
        ("the plot", "granted", 2.0, Cell::Number(0.1)),
        ("the plot", "refused_and_silent", -1.0, Cell::Number(0.2)),
        ("the plot", "refused_and_told", -3.0, Cell::Number(0.3)),
        ("the plot", "of_which_waiting", -0.5, Cell::Number(0.05)),
        ("the plot", "chance_of_a_grant", 0.25, Cell::Nothing),
        ("the plot", "asked_hold_back", 0.4, Cell::Number(0.06)),
        ("the plot", "asked_tell_anyway", -0.2, Cell::Number(0.07)),
        // Over the answers that are drawn, with the better way to deal with them.
        ("the plot", "on_average", 0.4, Cell::Number(0.06)),
    ];
    let expected = expected.map(|(item, what, worth, se)| ((item.to_owned(), what.to_owned()), (worth, se)));
    assert_eq!(rows, BTreeMap::from(expected));
}

#[test]
fn the_table_of_asking_holds_the_numbers_of_the_answer() {
    let scenario = scenario();
    let told = Plan { preparation: Preparation::Staffed, ..plan(Level::Context) };
    let worths = value_of_asking(&study(&scenario), &told).expect("nobody stops it");
    let rows = asking_rows(&scenario, &worths);
    let [asking] = &worths.asking[..] else { panic!("one item is told") };
    let worth = |item: &str, what: &str| rows[&(item.to_owned(), what.to_owned())].0;
    assert_eq!(worth("", "preparing"), worths.preparing.expect("it can be prepared").worth.mean);
    assert_eq!(worth("the plot", "granted"), asking.granted.mean);
    assert_eq!(worth("the plot", "on_average"), asking.worth().mean);
}

#[test]
fn the_table_of_asking_is_empty_where_nobody_would_ask() {
    let rows = asking_rows(&scenario(), &AskingValues { preparing: None, asking: Vec::new() });
    assert!(rows.is_empty());
}
