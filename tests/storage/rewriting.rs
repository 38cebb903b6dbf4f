//! What a person wrote by hand stays when the program saves a change: comments, order, line ends, left-out defaults,
//! and numbers as they were written.

use proptest::prelude::*;
use tearline::scenario::{
    About, Actor, ActorId, Edit, Figure, Item, ItemId, Plan, PlanId, Position, Priorities, Provenance,
    Quantity, Scenario, Tie,
};
use tearline::storage::{built_in, built_in_cases, parse, rewrite, write};

fn oval() -> (&'static str, Scenario) {
    let case = built_in("oval-office-2017").expect("it is built in");
    (case.text, case.scenario().expect("it opens"))
}

/// The lines of one text that another does not have.
fn lines_lost<'a>(from: &'a str, to: &str) -> Vec<&'a str> {
    let mut there: Vec<&str> = to.lines().collect();
    from.lines()
        .filter(|line| match there.iter().position(|other| other == line) {
            Some(at) => {
                there.remove(at);
                false
            }
            None => true,
        })
        .collect()
}

fn edited(scenario: &Scenario, edit: Edit) -> Scenario {
    scenario.edited(&edit).expect("it can be edited")
}

#[test]
fn an_unchanged_scenario_is_written_as_it_was_read_to_the_byte() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("it opens");
        for text in [case.text.to_owned(), case.text.replace('\n', "\r\n"), format!("\u{feff}{}", case.text)]
        {
            let Ok(read) = parse(&text, "a file") else { continue };
            if read == scenario {
                assert_eq!(rewrite(&text, &scenario).expect("written"), text, "{}", case.name);
            }
        }
    }
}

#[test]
fn a_changed_name_changes_its_line_alone() {
    for case in built_in_cases() {
        let scenario = case.scenario().expect("it opens");
        let (id, actor) = scenario.actors.iter().nth(1).expect("an actor");
        let named = Actor { name: "Somebody \"else\"".into(), ..actor.clone() };
        let changed = edited(&scenario, Edit::PutActor(id.clone(), named));
        let text = rewrite(case.text, &changed).expect("written");
        assert_eq!(parse(&text, "a file").expect("it opens"), changed);
        assert_eq!(lines_lost(case.text, &text).len(), 1, "{}", case.name);
        assert_eq!(lines_lost(&text, case.text).len(), 1, "{}", case.name);
    }
}

/// A text with a comment on a line of its own before, and one beside, every line that begins or ends an entry.
fn with_comments(text: &str) -> String {
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let indentation = &line[..line.len() - line.trim_start().len()];
        let opens = line.trim_end().ends_with([',', '(', '{', '[']) && !line.trim_start().starts_with("//");
        if opens {
            lines.push(format!("{indentation}// above {number}"));
        }
        lines.push(if opens { format!("{line} // beside {number}") } else { line.to_owned() });
    }
    lines.join("\n") + "\n"
}

#[test]
fn comments_stay_beside_and_above_what_they_stood_at() {
    for case in built_in_cases() {
        let text = with_comments(case.text);
        let scenario = parse(&text, case.name).expect("comments change nothing");
        let (id, actor) = scenario.actors.iter().nth(1).expect("an actor");
        let moved = Actor { at: Some(Position(12.5, 34.0)), ..actor.clone() };
        let changed = edited(&scenario, Edit::PutActor(id.clone(), moved));
        let saved = rewrite(&text, &changed).expect("written");
        assert_eq!(parse(&saved, case.name).expect("it opens"), changed);
        let lost = lines_lost(&text, &saved);
        assert!(lost.len() <= 1, "{}: {lost:#?}", case.name);
        let comments = |text: &str| text.matches("// ").count();
        assert_eq!(comments(&saved), comments(&text), "{}", case.name);
    }
}

#[test]
fn what_is_removed_takes_its_own_comments_along_and_no_others() {
    let (text, _) = oval();
    let text = with_comments(text);
    let scenario = parse(&text, "a file").expect("it opens");
    let (plan, name) =
        scenario.plans.iter().nth(1).map(|(id, plan)| (id.clone(), &plan.name)).expect("a plan");
    let option = format!("(text: \"{name}\"");
    let changed = edited(&scenario, Edit::RemovePlan(plan));
    let saved = rewrite(&text, &changed).expect("written");
    assert_eq!(parse(&saved, "a file").expect("it opens"), changed);
    // A vote on the plan keeps its name as a text; nothing else is written anew.
    let anew = lines_lost(&saved, &text);
    assert!(anew.len() == 1 && anew[0].contains(&option), "{anew:#?}");
}

#[test]
fn what_is_added_stands_after_its_neighbour_indented_like_it() {
    let (text, scenario) = oval();
    let changed = edited(&scenario, Edit::PutPlan(PlanId::known("new"), Plan::named("A new plan")));
    let saved = rewrite(text, &changed).expect("written");
    assert_eq!(parse(&saved, "a file").expect("it opens"), changed);
    assert!(lines_lost(text, &saved).is_empty(), "{:#?}", lines_lost(text, &saved));
    assert!(saved.contains("\n      \"new\": ("), "{saved}");
}

#[test]
fn line_ends_are_those_of_the_file() {
    let (text, scenario) = oval();
    let text = text.replace('\n', "\r\n");
    let changed = edited(&scenario, Edit::PutPlan(PlanId::known("new"), Plan::named("A new plan")));
    let saved = rewrite(&text, &changed).expect("written");
    assert_eq!(saved.matches('\n').count(), saved.matches("\r\n").count());
    assert_eq!(parse(&saved, "a file").expect("it opens"), changed);
}

const SMALL: &str = r##"// A case of my own.
(scenario: (horizon_months: 12, // a year
    home: "a", actors: {"a": (name: r#"Alpha"#, at: (1.0, 2.00)), "b": (name: "Beta
and more", at: (30, 40))}, plans: {"p": (name: "P", preparation: Staffed)},), version: 2)
// the end"##;

#[test]
fn raw_texts_texts_of_several_lines_numbers_and_order_stay_as_they_were_written() {
    let scenario = parse(SMALL, "small").expect("it opens");
    let rename = |id: &'static str, name: &str| {
        let id = ActorId::known(id);
        let actor = Actor { name: name.into(), ..scenario.actors.get(&id).expect("it is there").clone() };
        rewrite(SMALL, &edited(&scenario, Edit::PutActor(id, actor))).expect("written")
    };
    assert_eq!(rename("a", "Omega \"1\""), SMALL.replace("Alpha", "Omega \"1\""));
    assert_eq!(rename("b", "Beta\nor \"less\""), SMALL.replace("and more", "or \\\"less\\\""));
    let longer = edited(&scenario, Edit::SetHorizon(18));
    assert_eq!(rewrite(SMALL, &longer).expect("written"), SMALL.replace("12,", "18,"));
}

#[test]
fn a_left_out_default_is_written_once_it_is_changed_and_others_stay_left_out() {
    let scenario = parse(SMALL, "small").expect("it opens");
    let changed = edited(
        &scenario,
        Edit::PutItem(ItemId::known("i"), Item::from_originator("A report", ActorId::known("a"))),
    );
    let saved = rewrite(SMALL, &changed).expect("written");
    assert_eq!(parse(&saved, "small").expect("it opens"), changed);
    assert!(
        saved.starts_with("// A case of my own.\n(scenario: (horizon_months: 12, // a year\n"),
        "{saved}"
    );
    assert!(saved.ends_with(", version: 2)\n// the end"), "{saved}");
    assert!(!saved.contains("partnerships"), "{saved}");
}

/// A small case with these ties.
fn with_ties(ties: &str) -> (String, Scenario) {
    let text = format!(
        "// kept at the top\n(version: 2, scenario: (\n  home: \"a\",\n  actors: {{\"a\": (name: \"A\"), \"b\": (name: \"B\"), \"c\": (name: \"C\")}},\n  ties: {ties},\n  plans: {{\"p\": (name: \"P\", preparation: Staffed)}},\n))\n"
    );
    let scenario = parse(&text, "ties").unwrap_or_else(|error| panic!("{error}"));
    (text, scenario)
}

fn tie(from: &'static str, to: &'static str) -> Tie {
    Tie {
        from: ActorId::known(from),
        to: ActorId::known(to),
        affinity: Quantity::plain(0.5),
        onward: Quantity::plain(0.0),
    }
}

/// The ties of a text after an edit; everything else in it is as it was.
fn ties_after(ties: &str, edit: Edit) -> String {
    let (text, scenario) = with_ties(ties);
    let changed = edited(&scenario, edit);
    let saved = rewrite(&text, &changed).expect("written");
    assert!(parse(&saved, "ties").expect("it opens") == changed);
    let (before, after) = text.split_once(ties).expect("it has them");
    let inside = saved.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    inside.unwrap_or_else(|| panic!("something else has changed: {saved}")).to_owned()
}

#[test]
fn what_is_added_to_a_list_never_ends_up_in_a_comment() {
    let first_on_the_brackets_line =
        "[(from: \"a\", to: \"b\"), // first\n    (from: \"b\", to: \"a\"), // second\n  ]";
    let after = ties_after(first_on_the_brackets_line, Edit::PutTie(tie("a", "c")));
    assert!(after.contains("// second\n    (from: \"a\", to: \"c\""), "{after}");
    let alone = ties_after("[(from: \"a\", to: \"b\"), // alone\n  ]", Edit::PutTie(tie("a", "c")));
    assert!(alone.starts_with("[(from: \"a\", to: \"b\"), // alone\n") && alone.contains("\"c\""), "{alone}");
    let none_yet = ties_after("[ // none yet\n  ]", Edit::PutTie(tie("a", "c")));
    assert!(none_yet.starts_with("[ // none yet\n    ("), "{none_yet}");
}

#[test]
fn line_ends_stay_beside_comments_too() {
    let (text, _) =
        with_ties("[\n    (from: \"a\", to: \"b\"), // c\n    (from: \"b\", to: \"c\"), // d\n  ]");
    let text = text.replace('\n', "\r\n");
    let scenario = parse(&text, "ties").expect("it opens");
    let [a, b, c] = ["a", "b", "c"].map(ActorId::known);
    for edit in [Edit::PutTie(tie("a", "c")), Edit::RemoveTie(a, b.clone()), Edit::RemoveTie(b, c)] {
        let saved = rewrite(&text, &edited(&scenario, edit)).expect("written");
        assert!(saved.contains("// kept at the top"), "{saved}");
        assert_eq!(saved.matches('\n').count(), saved.matches("\r\n").count(), "{saved:?}");
        assert!(!saved.contains("\r\r"), "{saved:?}");
    }
}

#[test]
fn a_comment_goes_with_the_entry_it_stands_above_and_a_heading_stays() {
    let ties = "[ // the ties\n    // by the Monday group\n\n    // a guess\n    (from: \"a\", to: \"b\"),\n    // measured\n    (from: \"b\", to: \"a\"),\n  ]";
    let after = ties_after(ties, Edit::RemoveTie(ActorId::known("a"), ActorId::known("b")));
    let left =
        "[ // the ties\n    // by the Monday group\n\n    // measured\n    (from: \"b\", to: \"a\"),\n  ]";
    assert_eq!(after, left);
}

#[test]
fn a_text_is_written_with_the_letters_it_has() {
    let (text, scenario) = with_ties("[]");
    let id = ActorId::known("b");
    for name in ["Trump’s friend's", "cafe\u{301}", "में", "بينَ", "a\u{a0}b"] {
        let actor = Actor { name: name.into(), ..scenario.actors.get(&id).expect("it is there").clone() };
        let changed = edited(&scenario, Edit::PutActor(id.clone(), actor));
        assert!(rewrite(&text, &changed).expect("written").contains(&format!("\"{name}\"")), "{name}");
        assert!(write(&changed).expect("written").contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn a_comment_within_a_number_stays_while_the_number_is_one() {
    let (text, scenario) = with_ties("[(from: \"a\", to: \"b\", affinity: (value: 0.8 /* Anna */))]");
    let changed = edited(&scenario, Edit::PutTie(tie("a", "b")));
    let saved = rewrite(&text, &changed).expect("written");
    assert_eq!(saved, text.replace("0.8 /*", "0.5 /*"));
}

/// A tie from a to b of this affinity and chance to pass items on.
fn tie_of(affinity: Figure, onward: f64) -> Edit {
    let affinity = Quantity::try_from(affinity).expect("a figure within bounds");
    Edit::PutTie(Tie { affinity, onward: Quantity::plain(onward), ..tie("a", "b") })
}

#[test]
fn a_field_that_somebody_wrote_keeps_its_line_when_it_is_set_to_its_default() {
    let ties = "[(\n    from: \"a\", to: \"b\", // neighbours\n    // by hearsay\n    onward: 0.3, // a guess\n    affinity: (low: 0.1, likely: 0.2, high: 0.3), // measured\n  )]";
    let after = ties_after(ties, tie_of(Figure::plain(0.0), 0.0));
    let kept =
        ties.replace("0.3, // a guess", "0, // a guess").replace("(low: 0.1, likely: 0.2, high: 0.3)", "0");
    assert_eq!(after, kept);
}

#[test]
fn every_kind_of_default_is_written_where_somebody_wrote_the_field() {
    let text = "(version: 2, scenario: (\n  about: (title: \"T\", year: 2017, /* y */ question: \"Q\", /* q */ sources: [(cite: \"C\")] /* s */),\n  home: \"a\",\n  actors: {\"a\": (name: \"A\", at: (1, 2), /* p */ note: \"N\" /* n */)},\n  plans: {\"p\": (name: \"P\", preparation: Staffed)},\n  priorities: (harm: 5), // weighed\n))\n";
    let mut scenario = parse(text, "small").expect("it opens");
    scenario.about = About { title: "T".into(), ..About::default() };
    scenario.actors.put(ActorId::known("a"), Actor::named("A"));
    scenario.priorities = Priorities::default();
    let saved = rewrite(text, &scenario).expect("written");
    assert!(parse(&saved, "small").expect("it opens") == scenario);
    let kept = [
        ("2017", "None"),
        ("\"Q\"", "\"\""),
        ("[(cite: \"C\")]", "[]"),
        ("(1, 2)", "None"),
        ("\"N\"", "\"\""),
    ];
    let kept = kept.iter().fold(text.to_owned(), |text, (was, is)| text.replacen(was, is, 1));
    assert_eq!(saved, kept.replace("(harm: 5)", "()"));
}

#[test]
fn a_comment_within_a_number_stays_when_the_number_becomes_a_range_or_ceases_to_be_one() {
    let range = "(\n      low: 0.10, // Anna\n      likely: 0.2, // Ben\n      high: 0.3, /* Cem */ from: Evidence(\"E\"), // Dora\n    )";
    let ties = format!("[(from: \"a\", to: \"b\", affinity: {range}, onward: 0.5)]");
    let sourced = |figure: Figure| Figure { from: Provenance::Evidence("E".into()), ..figure };
    let moved = ties_after(&ties, tie_of(sourced(Figure::range(0.1, 0.25, 0.3)), 0.5));
    assert_eq!(moved, ties.replace("likely: 0.2,", "likely: 0.25,"));
    let plain = ties_after(&ties, tie_of(Figure::plain(0.5), 0.5));
    let all =
        ties.replace("0.10", "0.5").replace("likely: 0.2", "likely: 0.5").replace("high: 0.3", "high: 0.5");
    assert_eq!(plain, all.replace("Evidence(\"E\")", "Guess"));
    let ties = "[(from: \"a\", to: \"b\", affinity: (\n      value: 0.2, // Anna\n    ), onward: 0.5)]";
    let range = ties_after(ties, tie_of(Figure::range(0.1, 0.2, 0.3), 0.5));
    assert_eq!(
        range,
        ties.replace("value: 0.2, // Anna", "low: 0.1,\n      likely: 0.2, // Anna\n      high: 0.3,")
    );
}

#[test]
fn a_comment_within_a_value_that_takes_another_form_stands_before_it() {
    let text = "(version: 2, scenario: (\n  home: \"a\",\n  actors: {\"a\": (name: \"A\", at: (1, /* east */ 2))},\n  plans: {\"p\": (name: \"P\", preparation: Staffed)},\n))\n";
    let scenario = parse(text, "small").expect("it opens");
    let mut changed = scenario.clone();
    changed.actors.put(ActorId::known("a"), Actor::named("A"));
    let saved = rewrite(text, &changed).expect("written");
    assert!(parse(&saved, "small").expect("it opens") == changed);
    assert!(saved.contains("at: /* east */\n    None"), "{saved}");
}

#[test]
fn a_file_of_an_older_version_keeps_it_as_long_as_that_can_hold_the_change() {
    let text = include_str!("../fixtures/version-1.ron");
    let scenario = parse(text, "old").expect("it opens");
    assert!(rewrite(text, &scenario).expect("written") == text);
    let longer = edited(&scenario, Edit::SetHorizon(18));
    let saved = rewrite(text, &longer).expect("written");
    assert!(parse(&saved, "old").expect("it opens") == longer);
    assert!(lines_lost(text, &saved).is_empty());
    let warned = ItemId::known("plot");
    let item = scenario.items.get(&warned).expect("it has a plot").clone();
    let (_, newest) = oval();
    let warning = newest.items.get(&warned).expect("it has a plot").warning.clone();
    let item = Item { warning, ..item };
    let changed = edited(&scenario, Edit::PutItem(warned, item));
    let saved = rewrite(text, &changed).expect("written");
    assert!(saved == write(&changed).expect("written"), "version 1 knows no warning");
}

proptest! {
    /// Whatever two cases are, one can be written into the text of the other.
    #[test]
    fn any_scenario_is_written_whole_into_any_text(from in 0usize..10, to in 0usize..10) {
        let cases = built_in_cases();
        let text = with_comments(cases[from].text);
        let scenario = cases[to].scenario().expect("it opens");
        let saved = rewrite(&text, &scenario).expect("written");
        prop_assert!(parse(&saved, "a file").expect("it opens") == scenario);
    }
}
