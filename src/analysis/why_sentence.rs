//! Why a partner shares less or more, in one sentence: its largest causes, and what held it.

use super::mitigation::SoftenedChange;
use super::number_format::{PercentChange, points, signed};
use super::shapley::{Cause, Decomposition, FactorChange, Terms};
use crate::engine::months::Mitigation;
use crate::scenario::{Material, PerMaterial};

/// From how many percentage points on a fall of content is named beside one of sources: below, it is one of the
/// narrow falls that historians hardly note.
const FALL_OF_CONTENT: i64 = -5;
/// How many percentage points further than content sources must fall to be named beside it.
const FURTHER: i64 = -3;
/// How many times as far as content sources must fall for that to be what the partner does.
const GUARDED: i64 = 2;
/// How large a second cause must be to be named, as a part of the first.
const SECOND: f64 = 0.5;
/// The part of its content below which a partner is not said to go on sharing.
const GOES_ON: f64 = 0.5;

/// “Israel guards its sources because it thinks we cannot keep a secret; it goes on sharing because it would lose
/// more.” `held` says what softened the blow; without it, the sentence ends before the semicolon.
pub fn why_sentence(name: &str, of: &Decomposition, held: Option<&SoftenedChange>) -> String {
    let [first, now] = &of.terms;
    let moved = PerMaterial {
        content: PercentChange::of(first.content, now.content).change(),
        methods: PercentChange::of(first.methods, now.methods).change(),
    };
    let Some((does, material)) = doing(moved) else {
        let parts = [&of.willingness.content, &of.willingness.methods];
        return match parts.iter().all(|change| change.largest().is_empty()) {
            true => format!("{name} shares as much: nothing moves it."),
            false => format!("{name} shares as much: what moves it adds up to less than a point."),
        };
    };
    let why = because(of.willingness.of(material));
    let falls = *moved.of(material) < 0;
    // Empty where nothing falls or nothing held it: the sentence then has no second half.
    let goes_on = held.filter(|_| falls).and_then(|held| goes_on(first, now, held)).unwrap_or_default();
    let [shares, guards] = [Material::Content, Material::SourcesAndMethods]
        .map(|of_material| because(of.willingness.of(of_material)));
    // What closes sources need not be what lessens content: a protest never closes a source.
    match does == BOTH && shares != guards {
        true => format!("{name} shares less{shares} and guards its sources{guards}{goes_on}."),
        false => format!("{name} {does}{why}{goes_on}."),
    }
}

/// Why a willingness would be another under suppositions, from the parts of the change that would move most: “Sources
/// lower because it thinks we would break a promise (−6 points), although it thinks we keep secrets (+4).” `None`
/// where nothing would move by a point.
pub fn supposed_sentence(change: &Decomposition) -> Option<String> {
    let of = &change.willingness;
    let most = if of.methods.change.mean.abs() >= of.content.change.mean.abs() {
        Material::SourcesAndMethods
    } else {
        Material::Content
    };
    let change = of.of(most);
    let way = change.change.mean.signum();
    points(change.change.mean).ne(&0).then_some(())?;
    let parts: Vec<(Cause, i64)> =
        change.largest().into_iter().map(|(cause, part)| (cause, points(part.mean))).collect();
    let first = |with: bool| {
        let goes = |points: i64| points != 0 && (points as f64 * way > 0.0) == with;
        let (cause, points) = *parts.iter().find(|(_, points)| goes(*points))?;
        let says = if points < 0 { lowers(cause) } else { raises(cause) };
        Some((says, signed(points)))
    };
    let (why, by) = first(true)?;
    let although = first(false).map_or_else(String::new, |(why, by)| format!(", although {why} ({by})"));
    let direction = if way < 0.0 { "lower" } else { "higher" };
    let material = capitalised_short(most);
    Some(format!("{material} {direction} because {why} ({by} points){although}."))
}

fn capitalised_short(material: Material) -> &'static str {
    match material {
        Material::Content => "Content",
        Material::SourcesAndMethods => "Sources",
    }
}

/// Both fall, and sources further.
const BOTH: &str = "shares less and guards its sources";

/// What the partner does, and the material whose parts say why; `None` where both changes show as 0.
pub(super) fn doing(PerMaterial { content, methods }: PerMaterial<i64>) -> Option<(&'static str, Material)> {
    let most = if content.abs() > methods.abs() { Material::Content } else { Material::SourcesAndMethods };
    let falls = content < 0 || methods < 0;
    // Sources are never shared more than content, so that they fall with it: guarded is what falls further.
    let guards = methods < 0 && methods <= GUARDED * content.min(0);
    match (content, methods) {
        (0, 0) => None,
        _ if content <= FALL_OF_CONTENT && methods - content <= FURTHER => Some((BOTH, most)),
        _ if guards && content > FALL_OF_CONTENT => Some(("guards its sources", Material::SourcesAndMethods)),
        _ if falls => Some(("shares less", Material::Content)),
        (0, _) => Some(("opens its sources further", Material::SourcesAndMethods)),
        _ => Some(("shares more", most)),
    }
}

/// The largest cause that moved it this way, and a second that is at least half as large.
fn because(change: &FactorChange) -> String {
    let way = change.change.mean.signum();
    let mut parts: Vec<(Cause, f64)> = change
        .parts
        .iter()
        .map(|(cause, part)| (cause, way * part.mean))
        .filter(|(_, part)| *part > 0.0)
        .collect();
    parts.sort_by(|one, other| other.1.total_cmp(&one.1));
    let says = |cause: Cause| if way < 0.0 { lowers(cause) } else { raises(cause) };
    match parts[..] {
        [] => String::new(),
        [(first, most), (second, part), ..] if part >= SECOND * most => {
            let (first, second) = (says(first), says(second));
            // Said once what both begin with.
            let shared =
                [THINKS, IT].into_iter().find(|begin| first.starts_with(begin) && second.starts_with(begin));
            let second = shared.map_or(second, |begin| &second[begin.len()..]);
            format!(" because {first} and {second}")
        }
        [(first, _), ..] => format!(" because {}", says(first)),
    }
}

/// The beginnings that two clauses may share.
const THINKS: &str = "it thinks we ";
const IT: &str = "it ";

/// A cause that lowers willingness, as a clause.
fn lowers(cause: Cause) -> &'static str {
    match cause {
        Cause::PromiseBroken => "it thinks we would break a promise",
        Cause::SecretNotKept => "it thinks we cannot keep a secret",
        Cause::Institutions => "fewer institutions stand in for trust",
        Cause::Stakes => "it has less to lose",
        Cause::Protest => "it protests against a broken promise",
        Cause::Outside => "relations have cooled for other reasons",
    }
}

/// A cause that raises willingness, as a clause.
fn raises(cause: Cause) -> &'static str {
    match cause {
        Cause::PromiseBroken => "it thinks we keep our promises",
        Cause::SecretNotKept => "it thinks we keep secrets",
        Cause::Institutions => "more institutions stand in for trust",
        Cause::Stakes => "it has more to gain",
        Cause::Protest => "it protests less",
        Cause::Outside => "relations have warmed for other reasons",
    }
}

/// The part of the relationship that held most of its content, as the end of the sentence.
fn goes_on(first: &Terms, now: &Terms, held: &SoftenedChange) -> Option<String> {
    let why = match held.held_most(Material::Content)? {
        Mitigation::Stakes => "it would lose more",
        Mitigation::Institutions => "institutions stand in for trust",
        Mitigation::Trust => "it has long trusted us",
    };
    Some(match now.content >= GOES_ON * first.content {
        true => format!("; it goes on sharing because {why}"),
        false => format!("; what it still shares, it shares because {why}"),
    })
}
