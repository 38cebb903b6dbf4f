//! A choice in a few words, for the line of the preview.

use crate::scenario::{Cover, Edit, ItemPlan, Permission, Plan};
use crate::ui::Scene;
use crate::ui::stages::phrases::{capitalised, item_name};

/// What is different in a plan that is tried out: “Russia: content”, “Full cover”.
pub fn in_words(scene: &Scene<'_>, tried: &Plan) -> String {
    let now = scene.plan;
    if tried.name != now.name {
        return format!("“{}”", tried.name);
    }
    if tried.preparation != now.preparation {
        return capitalised(tried.preparation.name());
    }
    if tried.asks != now.asks {
        return asked(scene, tried);
    }
    level(scene, tried).or_else(|| handling(scene, tried)).unwrap_or_else(|| {
        capitalised(&Edit::PutPlan(scene.plan_id.clone(), tried.clone()).label(scene.scenario))
    })
}

fn asked(scene: &Scene<'_>, tried: &Plan) -> String {
    match tried.asks.iter().find(|recipient| !scene.plan.asks.contains(recipient)) {
        Some(recipient) => format!("Ask {}", scene.scenario.recipient_name(recipient)),
        None => "Ask nothing".into(),
    }
}

fn level(scene: &Scene<'_>, tried: &Plan) -> Option<String> {
    let recipients = &scene.scenario.meeting.recipients;
    scene.scenario.items.keys().find_map(|item| {
        recipients.keys().find_map(|recipient| {
            let level = tried.level(item, recipient);
            (level != scene.plan.level(item, recipient))
                .then(|| format!("{}: {}", scene.scenario.recipient_name(recipient), level.name()))
        })
    })
}

fn handling(scene: &Scene<'_>, tried: &Plan) -> Option<String> {
    let several = scene.scenario.items.len() > 1;
    scene.scenario.items.keys().find_map(|item| {
        let words = difference(&scene.plan.item(item), &tried.item(item))?;
        Some(if several { format!("{words} ({})", item_name(scene, item)) } else { words })
    })
}

fn difference(now: &ItemPlan, tried: &ItemPlan) -> Option<String> {
    if now.permission != tried.permission {
        return Some(match tried.permission {
            Permission::NotAsked => "Not asked".into(),
            Permission::Granted(level) => format!("Granted: {}", level.name()),
            Permission::Refused => "Refused".into(),
        });
    }
    (now.cover != tried.cover).then(|| match tried.cover {
        Cover::None => "No cover".into(),
        Cover::Partial => "Partial cover".into(),
        Cover::Full => "Full cover".into(),
    })
}
