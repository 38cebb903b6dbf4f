//! One table turns what was coded into numbers, for every case alike.

use std::collections::BTreeMap;
use tearline::scenario::new_case::PartnerKind;
use tearline::scenario::{
    ActorId, Cover, Figure, Institution, Item, ItemId, Level, PartnerField, PartnerRecord, Partnership,
    Permission, Plan, Preparation, Promise, Quantity, RecipientId, Scale, Scenario, Scope, bounds,
};
use tearline::storage::built_in_cases;

const GUIDE: &str = include_str!("../../assets/guide/coding.md");

/// The rows of the table that begins with this column and has this many.
fn table(first: &str, columns: usize) -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| -> Vec<&'static str> {
        line.trim_matches('|').split('|').map(str::trim).collect()
    };
    let mut lines =
        GUIDE.lines().skip_while(|line| !(line.starts_with('|') && cells_match(line, first, columns)));
    lines.next().expect("the head of the table");
    let rows: Vec<_> = lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == columns), "{first}: {rows:?}");
    rows
}

fn cells_match(line: &str, first: &str, columns: usize) -> bool {
    let head: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    head.len() == columns && head.join(" ").starts_with(first)
}

fn number(cell: &str) -> f64 {
    cell.replace('−', "-").parse().expect("a number")
}

type Range = [f64; 3];

fn range(cells: &[&str]) -> Range {
    [number(cells[0]), number(cells[1]), number(cells[2])]
}

fn of(figure: &Figure) -> Range {
    [figure.low, figure.likely, figure.high]
}

/// The range that a category sets, by category, word and number.
fn worth() -> BTreeMap<[&'static str; 3], Range> {
    table("Category Coded Sets", 6).iter().map(|row| ([row[0], row[1], row[2]], range(&row[3..]))).collect()
}

/// The range of a word of a scale.
fn word(scale: &str, word: &str) -> Range {
    let row = table("Scale Word", 5).into_iter().find(|row| row[..2] == [scale, word]);
    range(&row.unwrap_or_else(|| panic!("{word} is no word of “{scale}”"))[2..])
}

#[test]
fn the_words_that_setting_offers_are_those_of_this_page() {
    let coded: Vec<_> = table("Category Coded Sets", 6)
        .iter()
        .map(|row| (row[0], Some(row[2]), row[1], range(&row[3..])))
        .chain(table("Scale Word", 5).iter().map(|row| (row[0], None, row[1], range(&row[2..]))))
        .collect();
    let offered: Vec<_> = Scale::ALL
        .into_iter()
        .flat_map(|scale| scale.words.iter().map(move |word| (scale.name, scale.sets, word.word, word.range)))
        .collect();
    for row in &offered {
        assert!(coded.contains(row), "{row:?} is not on the page");
    }
    for row in &coded {
        assert!(offered.contains(row), "{row:?} is on the page alone");
    }
    for scale in Scale::ALL {
        assert!(scale.words.is_sorted_by(|less, more| less.range[1] < more.range[1]), "{}", scale.name);
    }
}

fn scenarios() -> Vec<(&'static str, Scenario)> {
    built_in_cases().iter().map(|case| (case.name, case.scenario().expect("a case that opens"))).collect()
}

/// The numbers of a partnership by the names that the table gives them.
fn partnership_numbers(of_partner: &Partnership) -> Vec<(String, Range)> {
    let Partnership { integrity, control, stakes, flow, .. } = of_partner;
    let mut numbers = vec![
        ("integrity: mean".to_owned(), of(integrity.mean.figure())),
        ("control: mean".into(), of(control.mean.figure())),
        ("beliefs: weight".into(), of(integrity.weight.figure())),
        ("beliefs: weight".into(), of(control.weight.figure())),
        ("stakes: influence".into(), of(stakes.influence.figure())),
        ("stakes: security".into(), of(stakes.security.figure())),
        ("stakes: wider".into(), of(stakes.wider.figure())),
        ("flow".into(), of(flow.figure())),
    ];
    for which in Institution::ALL.into_iter().filter(|which| *which != Institution::Hierarchy) {
        numbers.push((
            format!("institutions: {}", which.name()),
            of(PartnerField::from(which).figure(of_partner)),
        ));
    }
    numbers
}

#[test]
fn every_partnership_has_the_numbers_of_its_codes() {
    let worth = worth();
    let heads = [
        "relationship breadth",
        "partner depends on home",
        "home depends on partner",
        "institutions",
        "prior incidents",
    ];
    let coded = table("Case Partner Relationship", 7);
    let scenarios = scenarios();
    let partners: usize = scenarios.iter().map(|(_, scenario)| scenario.partnerships.len()).sum();
    assert_eq!(coded.len(), partners, "every partnership is coded once");
    for (name, scenario) in &scenarios {
        for (id, partnership) in &scenario.partnerships {
            let row = (coded.iter())
                .find(|row| row[0] == *name && row[1].trim_end_matches(" *") == id.as_str())
                .unwrap_or_else(|| panic!("{name}: {id} is not coded"));
            for (what, found) in partnership_numbers(partnership) {
                let set = heads
                    .iter()
                    .zip(&row[2..])
                    .find_map(|(head, word)| worth.get(&[*head, *word, what.as_str()]));
                assert_eq!(Some(&found), set, "{name}: {id}: {what}");
            }
            assert_eq!(partnership.institutions.hierarchy.likely(), 0.0, "{name}: {id}");
            assert_eq!(
                (partnership.accuracy.likely(), partnership.shading.likely()),
                (0.8, 0.1),
                "{name}: {id}"
            );
        }
    }
}

#[test]
fn every_item_has_the_numbers_of_its_codes() {
    let worth = worth();
    let coded = table("Case Item Source kind", 4);
    for (name, scenario) in scenarios() {
        for (id, item) in &scenario.items {
            let row = (coded.iter())
                .find(|row| row[0] == name && row[1].trim_end_matches(" *") == id.as_str())
                .unwrap_or_else(|| panic!("{name}: {id} is not coded"));
            let Item { sensitivity, plausible_sources, source_share, promise, .. } = item;
            let promises: BTreeMap<&str, Promise> = Promise::ALL.map(|p| (p.name(), p)).into_iter().collect();
            assert_eq!(promises.get(row[3]), Some(promise), "{name}: {id}");
            for (what, found) in [
                ("sensitivity", sensitivity.figure()),
                ("plausible sources", plausible_sources.figure()),
                ("source share", source_share.figure()),
            ] {
                assert_eq!(
                    Some(&of(found)),
                    worth.get(&["source kind", row[2], what]),
                    "{name}: {id}: {what}"
                );
            }
        }
    }
}

#[test]
fn every_other_number_is_a_word_of_its_scale() {
    let scales = table("Scale Word", 5);
    for (name, scenario) in scenarios() {
        let on_scale = |scale: &str, figure: &Figure, what: &str| {
            let plain = scale == "affinity" || scale == "onward";
            let nothing = plain && of(figure) == [0.0; 3];
            let known = scales.iter().any(|row| row[0] == scale && range(&row[2..]) == of(figure));
            assert!(nothing || known, "{name}: {what}: {figure:?} is no word of “{scale}”");
        };
        for tie in &scenario.ties {
            let what = format!("{} to {}", tie.from, tie.to);
            on_scale("affinity", tie.affinity.figure(), &what);
            on_scale("onward", tie.onward.figure(), &what);
        }
        for (id, item) in &scenario.items {
            item.interest.values().for_each(|wanted| on_scale("interest", wanted.figure(), id.as_str()));
            item.warning.values().for_each(|worth| on_scale("warning", worth.figure(), id.as_str()));
            on_scale("half-life", item.half_life_months.figure(), id.as_str());
        }
        for (id, recipient) in &scenario.meeting.recipients {
            let gives_nothing = recipient.concession == Quantity::<bounds::Worth>::plain(0.0);
            if !gives_nothing {
                on_scale("concession", recipient.concession.figure(), id.as_str());
                on_scale("reciprocity", recipient.reciprocity.figure(), id.as_str());
            }
            assert_eq!(recipient.appetite.likely(), 1.5, "{name}: {id}");
        }
    }
}

#[test]
fn every_historical_plan_is_what_was_coded_of_the_act() {
    let coded = table("Case Mode", 6);
    assert_eq!(coded.len(), built_in_cases().len());
    for (name, scenario) in scenarios() {
        let row = coded.iter().find(|row| row[0] == name).expect("an act");
        let record = scenario.record.as_ref().expect("a record");
        let plan = record.plan.as_ref().and_then(|plan| scenario.plans.get(plan)).expect("a plan");
        let preparation = match row[1] {
            "spontaneous" => Preparation::Spontaneous,
            "staffed" | "unilateral deliberate" => Preparation::Staffed,
            "leak" | "compromise" => Preparation::Leak,
            "misuse" => Preparation::Misuse,
            other => panic!("{name}: nobody said what {other} becomes"),
        };
        assert_eq!(plan.preparation, preparation, "{name}");
        assert!(matches!(row[2], "not asked" | "not applicable"), "{name}");
        assert_eq!(told(plan), (row[4].to_owned(), row[5].to_owned()), "{name}");
        for what in plan.items.values() {
            assert_eq!(what.permission, Permission::NotAsked, "{name}");
            let cover = Cover::ALL.into_iter().find(|cover| cover.name() == row[3]);
            assert_eq!(Some(what.cover), cover, "{name}");
        }
    }
}

#[test]
fn every_warning_has_the_worth_of_its_code() {
    let coded = table("Case Item Recipient Warning", 5);
    let mut warnings = 0;
    for (name, scenario) in scenarios() {
        for (id, item) in &scenario.items {
            for (recipient, worth) in &item.warning {
                let row = (coded.iter())
                    .find(|row| row[..3] == [name, id.as_str(), recipient.as_str()])
                    .unwrap_or_else(|| panic!("{name}: {id}: a warning of {recipient} is not coded"));
                assert_eq!(of(worth.figure()), word("warning", row[3]), "{name}: {id}: {recipient}");
                warnings += 1;
            }
        }
    }
    assert_eq!(coded.len(), warnings, "every coded warning is in its case");
}

#[test]
fn every_originator_regards_a_recipient_as_it_was_coded_and_home_owes_itself_no_concession() {
    let coded = table("Case Recipient Coded as", 3);
    let regards = table("Recipient coded as", 2);
    for (name, scenario) in scenarios() {
        for (id, seat) in &scenario.meeting.recipients {
            let Some(recipient) = id.actor() else { continue };
            let row = (coded.iter())
                .find(|row| row[0] == name && row[1].trim_end_matches(" *") == recipient.as_str())
                .unwrap_or_else(|| panic!("{name}: {recipient} is not coded"));
            let regard = (regards.iter())
                .find(|regard| regard[0] == row[2])
                .unwrap_or_else(|| panic!("nobody said how {} is regarded", row[2]));
            for originator in originators_told_to(&scenario, id) {
                let tie = scenario.tie(originator, recipient);
                let affinity = tie.map(|tie| of(tie.affinity.figure()));
                assert_eq!(
                    affinity,
                    Some(word("affinity", regard[1])),
                    "{name}: {originator} to {recipient}"
                );
            }
            if row[2].ends_with("body") || row[2].ends_with("body of home’s own") {
                assert_eq!(seat.concession.likely(), 0.0, "{name}: {recipient}");
            }
        }
    }
}

/// The partners some item of which some plan tells this recipient.
fn originators_told_to<'a>(scenario: &'a Scenario, recipient: &RecipientId) -> Vec<&'a ActorId> {
    let told = |id: &ItemId| scenario.plans.values().any(|plan| plan.level(id, recipient) > Level::Withheld);
    let items = scenario.items.iter().filter(|&(id, item)| item.originator != scenario.home && told(id));
    items.map(|(_, item)| &item.originator).collect()
}

#[test]
fn every_hostile_friend_of_a_recipient_is_an_enemy_of_every_originator() {
    let scenarios: BTreeMap<&str, Scenario> = scenarios().into_iter().collect();
    for row in table("Case Hostile friends", 2) {
        let scenario = &scenarios[row[0]];
        for friend in row[1].split(", ") {
            let friend = ActorId::try_from(friend).expect("an id");
            for item in scenario.items.values() {
                let tie = scenario.tie(&friend, &item.originator);
                let affinity = tie.map(|tie| of(tie.affinity.figure()));
                assert_eq!(affinity, Some(word("affinity", "enemy")), "{}: {friend}", row[0]);
            }
        }
    }
}

#[test]
fn every_historical_plan_repairs_what_home_is_known_to_have_repaired_and_no_more() {
    let mut repaired = Vec::new();
    for (name, scenario) in scenarios() {
        let record = scenario.record.as_ref().expect("a record");
        let plan = record.plan.as_ref().and_then(|plan| scenario.plans.get(plan)).expect("a plan");
        repaired.extend(plan.repairs.iter().map(|repair| {
            vec![name.to_owned(), repair.partner.to_string(), repair.month.to_string(), repair.kind.name()]
        }));
    }
    let mut coded = table("Case Partner Month Repair", 4);
    coded.sort_unstable();
    repaired.sort_unstable();
    assert_eq!(repaired, coded);
}

#[test]
fn every_record_of_a_partner_says_what_was_coded_of_it() {
    let mut coded = table("Case Partner Content", 7);
    for row in &mut coded {
        row[1] = row[1].trim_end_matches(" *");
    }
    let scenarios = scenarios();
    let mut recorded = Vec::new();
    for (name, scenario) in &scenarios {
        let record = scenario.record.as_ref().expect("a record");
        recorded.extend(record.partners.iter().map(|(id, partner)| in_words(name, id, partner)));
    }
    coded.sort_unstable();
    recorded.sort_unstable();
    assert_eq!(recorded, coded);
}

/// The record of a partner as a row of the table.
fn in_words<'a>(case: &'a str, id: &'a ActorId, partner: &PartnerRecord) -> Vec<&'a str> {
    const UNKNOWN: &str = "–";
    let PartnerRecord { content, scope, sources_methods, .. } = partner;
    vec![
        case,
        id.as_str(),
        content.map_or(UNKNOWN, |seen| seen.was.name()),
        content.map_or(UNKNOWN, |seen| seen.confidence.name()),
        scope.map_or(UNKNOWN, Scope::name),
        sources_methods.map_or(UNKNOWN, |seen| seen.was.name()),
        sources_methods.map_or(UNKNOWN, |seen| seen.confidence.name()),
    ]
}

/// The highest level that a plan tells, and whom.
fn told(plan: &Plan) -> (String, String) {
    let all = || plan.items.values().flat_map(|what| &what.tell);
    let level = all().map(|(_, level)| *level).max().unwrap_or(Level::Withheld);
    let mut who: Vec<&str> = all().map(|(recipient, _)| recipient.as_str()).collect();
    who.sort_unstable();
    who.dedup();
    (level.name().to_owned(), who.join(", "))
}

#[test]
fn the_form_of_a_new_case_codes_a_partner_as_this_page_says() {
    for kind in PartnerKind::ALL {
        let row = table("A partner that is a", 6).into_iter().find(|row| row[0] == kind.name());
        let [_, breadth, depends, home_depends, institutions, incidents] =
            row.and_then(|row| row.try_into().ok()).expect("a row of six cells");
        let says = format!(
            "Relationship breadth {breadth}, depends on us {depends}, we depend on it {home_depends}, institutions {institutions}, earlier incidents: {incidents}."
        );
        assert_eq!(kind.explains(), says);
    }
}
