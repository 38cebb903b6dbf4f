//! A file of version 1 of the format opens, means what it meant, and is written as one of the newest version.

use tearline::scenario::{ParameterField, Scenario};
use tearline::storage::{FORMAT_VERSION, load, parse, save};

/// A case of version 1, as it was shipped then.
const OLD: &str = include_str!("../fixtures/version-1.ron");

fn old_case() -> Scenario {
    parse(OLD, "version-1.ron").expect("a file of version 1")
}

fn value(scenario: &Scenario, field: ParameterField) -> [f64; 3] {
    let figure = field.figure(&scenario.parameters);
    [figure.low, figure.likely, figure.high]
}

#[test]
fn what_a_file_of_version_1_says_is_kept() {
    let case = old_case();
    assert_eq!(case.about.title, "Oval Office, May 2017");
    assert!(case.about.before.starts_with("Israel has told the United States"));
    assert_eq!(case.about.after, "");
    assert_eq!((case.actors.len(), case.plans.len(), case.horizon_months), (8, 4, 24));
    let repairs: usize = case.plans.values().map(|plan| plan.repairs.len()).sum();
    assert!(repairs > 0);
    assert!(
        case.record.is_some_and(|record| record.partners.values().all(|partner| partner.scope.is_none()))
    );
}

#[test]
fn what_came_with_version_2_of_the_model_has_no_effect_on_a_file_of_version_1() {
    let case = old_case();
    for field in [
        ParameterField::Protest,
        ParameterField::SourceLostFloor,
        ParameterField::AssistanceInsight,
        ParameterField::LiaisonInsight,
    ] {
        assert_eq!(value(&case, field), [0.0; 3], "{field:?}");
    }
    for (new, old) in [
        (ParameterField::ObserverUnpredictability, ParameterField::ObserverControl),
        (ParameterField::UnpredictabilityKept, ParameterField::ControlKept),
    ] {
        let [_, likely, _] = value(&case, old);
        assert_eq!(value(&case, new), [likely; 3], "{new:?}");
    }
    assert!(case.items.values().all(|item| item.warning.is_empty()));
}

#[test]
fn opening_a_file_of_version_1_says_what_was_translated_and_saving_writes_version_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.ron");
    std::fs::write(&path, OLD).expect("written");
    let opened = load(&path).expect("a file of version 1");
    let said = opened.translation.expect("a translation").to_string();
    for part in ["format version 1", "protest", "“before”", "Saving writes format version 2"] {
        assert!(said.contains(part), "{said}");
    }
    save(&path, &opened.scenario).expect("saved");
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains(&format!("version: {FORMAT_VERSION}")), "{text}");
    let again = load(&path).expect("a file of version 2");
    assert_eq!(again.scenario, opened.scenario);
    assert_eq!(again.translation, None);
}

#[test]
fn a_translation_speaks_only_of_what_the_file_holds() {
    let bare = "(version: 1, scenario: (home: \"a\", actors: {\"a\": (name: \"A\")}, plans: {\"p\": (name: \"P\")}))";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bare.ron");
    std::fs::write(&path, bare).expect("written");
    let said = load(&path).expect("a file of version 1").translation.expect("a translation").to_string();
    assert!(!said.contains("“before”"), "{said}");
}

#[test]
fn a_field_of_version_2_is_a_mistake_in_a_file_of_version_1() {
    for (old, new) in
        [("background:", "before:"), ("permission: Granted(Content)", "permission: Asked(HoldBack)")]
    {
        assert!(OLD.contains(old), "{old}");
        parse(&OLD.replacen(old, new, 1), "mixed.ron").expect_err("not of version 1");
    }
}
