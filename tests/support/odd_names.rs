//! Names that break a careless writer of files: other scripts, quotes, markup, formulas, great length.

use tearline::scenario::Scenario;

/// The names.
pub fn odd_names() -> [String; 7] {
    [
        "ישראל".into(),
        "中央情报局".into(),
        "“Q” \"and\" 'so', on; done".into(),
        "<b>bold</b> & Co.".into(),
        "=cmd|' /C calc'!A0".into(),
        "@sum\tof\ntwo".into(),
        "long ".repeat(39) + "names",
    ]
}

/// The scenario with these names given in turn to its actors, items and plans, and to its title.
pub fn with_odd_names(mut scenario: Scenario) -> Scenario {
    let names = odd_names();
    let mut names = names.iter().cycle();
    let mut next = || names.next().expect("they go round").clone();
    scenario.about.title = next();
    scenario.actors.values_mut().for_each(|actor| actor.name = next());
    scenario.items.values_mut().for_each(|item| item.name = next());
    scenario.plans.values_mut().for_each(|plan| plan.name = next());
    scenario
}
