//! Actors, ties, partnerships and items from tables of text.

use crate::{actor, case, item, parts, problems, proposal, source};
use tearline::import::{Counts, Facet, Field, NumberField, Part, Proposal, Understanding};
use tearline::scenario::{Input, ItemField, Level, PartnerField, Promise, Provenance, Scenario, TieField};

fn figure(scenario: &Scenario, input: Input) -> [f64; 3] {
    let figure = scenario.figure(&input).expect("it is there");
    [figure.low, figure.likely, figure.high]
}

fn of_partner(id: &'static str, field: PartnerField) -> Input {
    Input::Partner(actor(id), field)
}

#[test]
fn a_table_is_known_by_its_headings_in_any_order() {
    assert_eq!(parts(&source("note,name\na,b\n")), [Some(Part::Actors)]);
    assert_eq!(parts(&source("chance;to;from\n")), [Some(Part::Ties)]);
    assert_eq!(parts(&source("accuracy\tpartner\tflow\n")), [Some(Part::Partnerships)]);
    assert_eq!(parts(&source("promise,originator,name,sensitivity\n")), [Some(Part::Items)]);
    assert_eq!(parts(&source("colour,weight\n")), [None]);
}

#[test]
fn actors_are_added_with_names_and_notes_and_those_that_are_there_are_changed() {
    let scenario = Scenario::default();
    let proposed = proposal(&scenario, "Name,Remark\nHome,decides\nFrance,an ally\n");
    assert_eq!(proposed.counts[&Part::Actors], Counts { added: 1, changed: 1, unchanged: 0 });
    let notes: Vec<(&str, &str)> =
        proposed.after.actors.values().map(|actor| (actor.name.as_str(), actor.note.as_str())).collect();
    assert_eq!(notes, [("Home", "decides"), ("France", "an ally")]);
}

#[test]
fn ties_name_actors_by_name_or_id_and_take_words_points_commas_and_per_cent() {
    let scenario = case();
    let home = scenario.name(&scenario.home).to_owned();
    let text = format!("from;to;regard;chance\n{home};ru;adversary;70 %\nru;{home};0,25;probably\n");
    let proposed = proposal(&scenario, &text);
    assert_eq!(proposed.problems, []);
    let tie = |from: &tearline::scenario::ActorId, to: &tearline::scenario::ActorId, field| {
        figure(&proposed.after, Input::Tie(from.clone(), to.clone(), field))
    };
    let russia = actor("ru");
    assert_eq!(tie(&scenario.home, &russia, TieField::Affinity), [-0.6; 3]);
    assert_eq!(tie(&scenario.home, &russia, TieField::Onward), [0.7; 3]);
    assert_eq!(tie(&russia, &scenario.home, TieField::Affinity), [0.25; 3]);
    assert_eq!(tie(&russia, &scenario.home, TieField::Onward), [0.4, 0.7, 0.95]);
}

#[test]
fn a_partnership_takes_the_numbers_that_are_there_and_keeps_the_others() {
    let scenario = case();
    let before = figure(&scenario, of_partner("il", PartnerField::Accuracy));
    let proposed =
        proposal(&scenario, "partner,flow,flow: low,flow: high,flow: from\nIsrael,2,1.5,2.5,my study\n");
    assert_eq!(proposed.problems, []);
    assert_eq!(figure(&proposed.after, of_partner("il", PartnerField::Flow)), [1.5, 2.0, 2.5]);
    assert_eq!(figure(&proposed.after, of_partner("il", PartnerField::Accuracy)), before);
    let flow = proposed.after.figure(&of_partner("il", PartnerField::Flow)).expect("it is there");
    assert_eq!(flow.from, Provenance::Evidence("my study".into()));
}

#[test]
fn items_name_their_originator_and_take_promises_words_and_numbers() {
    let scenario = case();
    let text =
        "item,originator,promise,sensitivity,words: gist\nThe cable,Israel,Implicit,fragile,“It is known.”\n";
    let proposed = proposal(&scenario, text);
    assert_eq!(proposed.problems, []);
    let (id, cable) =
        proposed.after.items.iter().find(|(_, item)| item.name == "The cable").expect("it was added");
    assert_eq!((&cable.originator, cable.promise), (&actor("il"), Promise::Implicit));
    assert_eq!(cable.words.gist, "“It is known.”");
    assert_eq!(figure(&proposed.after, Input::Item(id.clone(), ItemField::Sensitivity)), [0.6, 0.85, 1.0]);
}

#[test]
fn holders_interests_and_warnings_are_tables_of_their_own() {
    let scenario = case();
    let (id, first) = scenario.items.at(0).expect("an item");
    let held = proposal(&scenario, &format!("item,actor,level\n{},Russia,gist\n", first.name));
    assert_eq!(held.problems, []);
    assert_eq!(held.after.items.get(id).expect("it stays").holders.get(&actor("ru")), Some(&Level::Gist));
    let wanted = proposal(&scenario, &format!("item,actor,interest\n{id},ru,much\n"));
    assert_eq!(wanted.problems, []);
    assert_eq!(figure(&wanted.after, Input::Interest(id.clone(), actor("ru"))), [0.9; 3]);
    let warned = proposal(&scenario, &format!("item,recipient,warning\n{id},Russia,\"0,5\"\n"));
    assert_eq!(warned.problems, []);
    assert_eq!(figure(&warned.after, Input::Warning(id.clone(), actor("ru").into())), [0.5; 3]);
}

#[test]
fn an_unknown_name_is_reported_by_row_and_column_with_the_nearest_and_its_row_is_left_out() {
    let scenario = case();
    let text = "from,to,chance\nIsrael,Rusia,0.5\nIsrael,Russia,0.25\n";
    assert_eq!(
        problems(&scenario, text),
        ["mine.csv, row 2, column B (to): there is no actor “Rusia”; the nearest is “Russia”"]
    );
    assert_eq!(proposal(&scenario, text).edits.len(), 1, "the other row is understood");
}

#[test]
fn a_number_out_of_bounds_says_what_may_be_meant() {
    let sentences = problems(&case(), "partner,accuracy,flow\nIsrael,70,1\nIsrael,much,1\n");
    assert_eq!(sentences.len(), 2);
    assert!(sentences[0].starts_with("mine.csv, row 2, column B (accuracy): "), "{}", sentences[0]);
    assert!(sentences[0].ends_with("write 70\u{a0}% if that is meant"), "{}", sentences[0]);
    assert!(
        sentences[1].contains("“much” is neither a number nor one of low, usual, high"),
        "{}",
        sentences[1]
    );
}

#[test]
fn half_a_range_is_refused() {
    let sentences = problems(&case(), "partner,flow,flow: low\nIsrael,1,0.5\n");
    assert!(sentences[0].contains("a range needs both ends, or neither"), "{sentences:?}");
}

#[test]
fn what_a_column_means_can_be_corrected() {
    let scenario = case();
    let source = source("who,whom,p\nIsrael,Russia,0.5\n");
    let mut understanding = Understanding::guess(&source);
    let table = &mut understanding.tables[0];
    *table = tearline::import::TableUnderstanding::of(&source.tables[0], Some(Part::Ties));
    assert_eq!(table.missing().len(), 2, "neither end is known");
    let onward = Field::Number(NumberField::Tie(TieField::Onward), Facet::Likely);
    table.set_column(0, Some(Field::From));
    table.set_column(1, Some(Field::To));
    table.set_column(2, Some(onward));
    assert!(table.missing().is_empty());
    let proposed = Proposal::of(&scenario, &source, &understanding);
    assert_eq!(proposed.problems, []);
    let tie = proposed.after.tie(&actor("il"), &actor("ru")).expect("it is there");
    assert_eq!(tie.onward.likely(), 0.5);
    understanding.tables[0].set_column(0, Some(onward));
    assert_eq!(understanding.tables[0].columns, [Some(onward), Some(Field::To), None]);
}

#[test]
fn all_rows_are_one_edit_and_undo_in_one_step() {
    let scenario = case();
    let proposed = proposal(&scenario, "name\nFrance\nSpain\nItaly\n");
    let edit = proposed.edit().expect("something changes");
    assert_eq!(scenario.edited(&edit).expect("it fits"), proposed.after);
    let mut history = tearline::app::UndoHistory::new(scenario.clone());
    let plan = scenario.plans.at(0).expect("a plan").0.clone();
    history.edit(edit, None, &plan).expect("it fits");
    assert_eq!(history.undo_label(), Some("add from mine.csv"));
    history.undo();
    assert_eq!(**history.present(), scenario);
    assert_eq!(history.undo_label(), None);
}

#[test]
fn several_changes_of_which_one_does_not_fit_change_nothing() {
    use tearline::scenario::{Actor, Edit};
    let scenario = case();
    let edits =
        vec![Edit::PutActor(actor("new"), Actor::named("New")), Edit::RemoveActor(scenario.home.clone())];
    assert!(scenario.edited(&Edit::Several { label: "both".into(), edits }).is_err());
}

#[test]
fn a_row_that_says_what_is_there_changes_nothing() {
    let scenario = case();
    let name = scenario.name(&actor("il")).to_owned();
    let proposed = proposal(&scenario, &format!("name\n{name}\n"));
    assert_eq!(proposed.counts[&Part::Actors], Counts { added: 0, changed: 0, unchanged: 1 });
    assert_eq!(proposed.edit(), None);
}

#[test]
fn an_id_that_no_case_can_hold_is_refused_where_it_stands() {
    let sentences = problems(&case(), "id,name\nFRANCE,France\npublic,Everybody\n");
    assert!(
        sentences[0].starts_with("mine.csv, row 2, column A (id): “FRANCE” cannot be an id"),
        "{sentences:?}"
    );
    assert!(sentences[1].starts_with("mine.csv, row 3: “public” stands for everybody"), "{sentences:?}");
}

#[test]
fn names_that_two_actors_share_must_be_ids() {
    let mut scenario = case();
    scenario.actors.values_mut().for_each(|actor| actor.name = "Twin".into());
    let sentences = problems(&scenario, "partner,flow\nTwin,1\n");
    assert!(sentences[0].contains("several actors are called “Twin”; write the id"), "{sentences:?}");
    let _ = item("any");
}
