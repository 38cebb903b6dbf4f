//! What is doubtful about a well-formed scenario, as a list to show. Nothing here blocks looking.

use super::{Level, Path, Permission, Preparation, RecipientId, RepairKind, Scenario};

/// Something a person may want to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where in the document.
    pub path: Path,
    /// What is doubtful and what could be done, as a sentence.
    pub sentence: String,
}

/// Everything questionable about a scenario, in the document's order.
pub fn check(scenario: &Scenario) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |path: Path, sentence: String| findings.push(Finding { path, sentence });
    check_setting(scenario, &mut say);
    check_items(scenario, &mut say);
    check_plans(scenario, &mut say);
    check_record(scenario, &mut say);
    findings
}

fn check_setting(scenario: &Scenario, say: &mut impl FnMut(Path, String)) {
    if scenario.partnerships.is_empty() {
        say(
            Path::field("partnerships"),
            "Nobody shares with home yet: add a partnership, or there is no willingness to project.".into(),
        );
    }
    if scenario.meeting.recipients.is_empty() {
        say(
            Path::field("meeting"),
            "Nobody can be told anything yet: invite a recipient to the meeting.".into(),
        );
    }
    for (id, actor) in &scenario.actors {
        let twin = scenario.actors.iter().find(|(other, twin)| *other != id && twin.name == actor.name);
        if actor.name.trim().is_empty() {
            say(Path::field("actors").key(id), format!("The actor “{id}” has no name."));
        } else if let Some((other, _)) = twin
            && other > id
        {
            say(
                Path::field("actors").key(id),
                format!("“{id}” and “{other}” are both called {}.", actor.name),
            );
        }
    }
    for (i, tie) in scenario.ties.iter().enumerate() {
        if tie.to == scenario.home && tie.onward.figure().high > 0.0 {
            say(
                Path::field("ties").index(i).then("onward"),
                format!(
                    "{} may pass items on to home, but home already has them; the chance is not used.",
                    scenario.name(&tie.from)
                ),
            );
        }
    }
}

fn check_items(scenario: &Scenario, say: &mut impl FnMut(Path, String)) {
    if scenario.items.is_empty() {
        say(Path::field("items"), "There is nothing to reveal yet: add an item.".into());
    }
    for (id, item) in &scenario.items {
        let here = || Path::field("items").key(id);
        for level in Level::ALL.into_iter().skip(1) {
            if item.words.at(level).trim().is_empty() {
                say(
                    here().then("words"),
                    format!(
                        "{}: nobody has written what would be said at the level “{}”.",
                        item.name,
                        level.name()
                    ),
                );
            }
        }
        if item.interest.is_empty() {
            say(
                here().then("interest"),
                format!("{}: nobody wants it, so nobody will pass it on or pay for it.", item.name),
            );
        }
        for (actor, level) in &item.holders {
            if *level == Level::Withheld {
                say(
                    here().then("holders").key(actor),
                    format!("{}: {} is listed as a holder of nothing.", item.name, scenario.name(actor)),
                );
            }
        }
        if scenario.meeting.recipients.contains(&RecipientId::Actor(item.originator.clone())) {
            say(
                here().then("originator"),
                format!(
                    "{}: its originator sits at the meeting; telling it its own item does nothing.",
                    item.name
                ),
            );
        }
    }
}

fn check_plans(scenario: &Scenario, say: &mut impl FnMut(Path, String)) {
    for (id, plan) in &scenario.plans {
        let here = || Path::field("plans").key(id);
        for (item, what) in &plan.items {
            let told = what.tell.values().max().copied().unwrap_or_default();
            let there = || here().then("items").key(item);
            if let Permission::Granted(granted) = what.permission
                && told > granted
            {
                say(
                    there(),
                    format!(
                        "Plan “{}” tells more of {} than was granted ({} against {}): that counts as going beyond it.",
                        plan.name,
                        scenario.item_name(item),
                        told.name(),
                        granted.name()
                    ),
                );
            }
            let own = scenario.items.get(item).is_some_and(|item| item.originator == scenario.home);
            if own && what.permission != Permission::NotAsked {
                say(
                    there().then("permission"),
                    format!(
                        "Plan “{}”: {} is home’s own, so there is nobody to ask.",
                        plan.name,
                        scenario.item_name(item)
                    ),
                );
            }
            if what.permission.asked() && plan.preparation != Preparation::Staffed {
                say(
                    there().then("permission"),
                    format!(
                        "Plan “{}” asks for permission, yet is not staffed: what goes beyond it still counts as {}.",
                        plan.name,
                        plan.preparation.name()
                    ),
                );
            }
        }
        for (i, repair) in plan.repairs.iter().enumerate() {
            let there = || here().then("repairs").index(i);
            if repair.month > scenario.horizon_months {
                say(
                    there().then("month"),
                    format!(
                        "Plan “{}”: the repair in month {} comes after the horizon of {} months and does nothing.",
                        plan.name, repair.month, scenario.horizon_months
                    ),
                );
            }
            let once = |kind: RepairKind| matches!(kind, RepairKind::Explanation | RepairKind::ProceduralFix);
            let earlier = plan.repairs[..i]
                .iter()
                .any(|other| other.partner == repair.partner && other.kind == repair.kind);
            if once(repair.kind) && earlier {
                say(
                    there(),
                    format!(
                        "Plan “{}”: to {} {} counts only once.",
                        plan.name,
                        repair.kind.name(),
                        scenario.name(&repair.partner)
                    ),
                );
            }
        }
    }
}

fn check_record(scenario: &Scenario, say: &mut impl FnMut(Path, String)) {
    let Some(record) = &scenario.record else { return };
    let here = || Path::field("record");
    if record.plan.is_none() {
        say(
            here(),
            "The record does not say which plan is the historical one, so it cannot be held against a projection."
                .into(),
        );
    }
    if record.partners.is_empty() && record.items.is_empty() {
        say(here(), "The record says nothing of any partner or item.".into());
    }
    if record.sources.is_empty() {
        say(here(), "The record names no source for what happened.".into());
    }
    for (id, partner) in &record.partners {
        if partner.content.is_none() && partner.sources_methods.is_none() {
            say(
                here().then("partners").key(id),
                format!(
                    "The record of {} says nothing: write what it did, or take it out.",
                    scenario.name(id)
                ),
            );
        }
    }
    for (id, item) in &record.items {
        if item.source.is_none() {
            say(
                here().then("items").key(id),
                format!(
                    "The record of {} says nothing: write what became of its source, or take it out.",
                    scenario.item_name(id)
                ),
            );
        }
    }
}
