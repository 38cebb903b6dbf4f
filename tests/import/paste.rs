//! Blocks of cells pasted over a table of the window.

use crate::{actor, case};
use tearline::import::{PastedAt, PastedTable, pasted};
use tearline::scenario::{Promise, Scenario, TieField};

fn at(row: usize, column: usize) -> PastedAt {
    PastedAt { row, column }
}

fn after(scenario: &Scenario, table: PastedTable, from: PastedAt, text: &str) -> Result<Scenario, String> {
    let edit = pasted(scenario, table, from, text)?;
    scenario.edited(&edit).map_err(|error| error.to_string())
}

#[test]
fn names_go_down_from_the_selected_row_and_those_below_the_last_are_added() {
    let scenario = case();
    let last = scenario.actors.len() - 1;
    let pasted = after(&scenario, PastedTable::Actors, at(last, 0), "Alpha\r\nBeta\n").expect("it fits");
    let names: Vec<&str> = pasted.actors.values().skip(last).map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Alpha", "Beta"]);
    assert_eq!(pasted.actors.keys().nth(last), scenario.actors.keys().nth(last), "the old one is renamed");
}

#[test]
fn numbers_and_words_go_right_and_down_from_the_selected_cell() {
    let scenario = case();
    let pasted = after(&scenario, PastedTable::Ties, at(0, 2), "friend\t70 %\n-0,3\tnever").expect("it fits");
    let likely = |tie: usize, field: TieField| field.figure(&pasted.ties[tie]).likely;
    assert_eq!([likely(0, TieField::Affinity), likely(0, TieField::Onward)], [0.6, 0.7]);
    assert_eq!([likely(1, TieField::Affinity), likely(1, TieField::Onward)], [-0.3, 0.0]);
}

#[test]
fn a_cell_that_is_not_understood_is_named_and_nothing_is_pasted() {
    let scenario = case();
    for (table, from, text, says) in [
        (PastedTable::Ties, at(0, 2), "friend\t0.5\nfoe\t0.5", "Pasted row 2, column 1: “foe” is neither"),
        (
            PastedTable::Ties,
            at(0, 1),
            "Israel\tfriend",
            "Pasted row 1, column 1: this column is not written here",
        ),
        (PastedTable::Items, at(0, 3), "0.5\t4\n0.5\t4", "the table ends after 1 row"),
        (PastedTable::Items, at(0, 3), "5\t4", "Pasted row 1, column 1: a share must lie between 0 and 1"),
    ] {
        let error = after(&scenario, table, from, text).expect_err(says);
        assert!(error.contains(says), "{error}");
    }
    assert!(scenario.actors.contains(&actor("il")));
}

#[test]
fn items_take_their_originator_and_promise_and_new_ones_need_an_originator() {
    let scenario = case();
    let new =
        after(&scenario, PastedTable::Items, at(1, 0), "The cables\tJordan\timplicit").expect("it fits");
    let (_, item) = new.items.at(1).expect("it was added");
    assert_eq!((item.originator.as_str(), item.promise), ("jo", Promise::Implicit));
    for (from, text, says) in [
        (at(1, 0), "The cables", "Pasted row 1, column 1: a new item needs its originator beside its name."),
        (at(0, 0), "One\tIsrael\n\tIsrael", "Pasted row 2, column 1: the name is missing."),
        (at(0, 0), "One\tAtlantis", "Pasted row 1, column 2: there is no actor “Atlantis”"),
        (at(0, 0), "One\tIsrael\tsolemn", "Pasted row 1, column 3: “solemn” is no promise"),
    ] {
        let error = after(&scenario, PastedTable::Items, from, text).expect_err(says);
        assert!(error.starts_with(says), "{error}");
    }
}
