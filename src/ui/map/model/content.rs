//! The content of the map and the state of pointer and keyboard on it: the types in which they are described.

use crate::analysis::number_format::percent;
use crate::scenario::{ActorId, Level, PerMaterial, Position, Role};
use egui::Pos2;
use std::collections::{HashMap, HashSet};

/// Everything on the map.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct MapModel {
    /// The actor that decides.
    pub home: ActorId,
    /// All actors, in the order in which they are reached by keyboard.
    pub nodes: Vec<Node>,
    /// The partnerships between home and its partners.
    pub partnerships: Vec<PartnershipEdge>,
    /// Disclosures by home, and passing on that is possible or has occurred.
    pub arrows: Vec<Arrow>,
    /// The arrows that are left out, because they are too many.
    pub left_out: LeftOut,
    /// The arrows that are drawn, in words, where others are left out; else `None`.
    pub thinned: Option<String>,
    /// The arrows that a previewed choice would add. They have no influence on the places of labels.
    pub previewed: Vec<Arrow>,
    /// How those learned in the history that plays who were neither told nor handed anything.
    pub learned: Vec<LearnedArrow>,
    /// Hostility and friendship between actors.
    pub affinities: Vec<AffinityEdge>,
    /// The press, where something may reach it.
    pub press: Option<Press>,
    /// The press where only the previewed choice would bring it in.
    pub previewed_press: Option<Press>,
    /// The place that is kept for the press in every stage, so that the map is fitted alike in all.
    pub press_place: Option<Position>,
    /// The title of the map.
    pub title: String,
    /// The line below the title.
    pub subtitle: &'static str,
    /// Whether the map is edited, which it is in *Setting*: before any plan, and so without a change.
    pub is_edited: bool,
    /// Whether the map belongs to the briefing, which comes before any number.
    pub is_briefing: bool,
    /// Whether one partner's view is taken, which hides what that partner cannot know.
    pub is_seen_by_partner: bool,
    /// Whether the numbers are those of an earlier state of the document.
    pub is_stale: bool,
    /// Whether items and actors move across the map; false if they only appear.
    pub moves: bool,
}

/// An actor.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct Node {
    pub id: ActorId,
    pub name: String,
    pub role: Role,
    /// Whether it shares with home; true of recipients as well that do.
    pub is_partner: bool,
    /// Its position in the document, or in the automatic layout.
    pub at: Position,
    /// The line below its name; may be empty.
    pub note: String,
    /// The change that a previewed choice would make; empty if nothing is previewed.
    pub preview: String,
    pub selected: bool,
    /// The sign of the worst event for it in the history that plays.
    pub badge: Option<Badge>,
}

/// The sign of an event for an actor in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) enum Badge {
    /// It knows that the promise was broken, or that the item was passed on.
    Knows,
    /// Its source was found.
    SourceLost,
}

/// A partner and its willingness to share with home, as shares of full willingness, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct PartnershipEdge {
    pub partner: ActorId,
    /// If nothing were said, in the month that is shown; in *Setting* before the meeting. `None` while nothing is
    /// known.
    pub withheld: Option<PerMaterial<f32>>,
    /// In the month that is shown; `None` while nothing is known, and where another partner's view hides it.
    pub now: Option<PerMaterial<f32>>,
    /// In the histories in which the partner has learned by the month that is shown; `None` where it has learned in
    /// none, and where one history is shown.
    pub learned: Option<PerMaterial<f32>>,
    /// With the previewed choice, in the month that is shown.
    pub preview: Option<PerMaterial<f32>>,
}

/// The smallest visible difference of willingness. A lane of full willingness is 18 points wide, so that this is a
/// tenth of a point: less than a renderer with smoothed edges shows.
const SMALLEST_VISIBLE: f32 = 0.005;

impl PartnershipEdge {
    /// The willingness where the partner has learned, if that can be told from the mean of all.
    pub fn visible_learned(&self) -> Option<PerMaterial<f32>> {
        let (learned, now) = (self.learned?, self.now?);
        let apart = (learned.content - now.content).abs().max((learned.methods - now.methods).abs());
        (apart > SMALLEST_VISIBLE).then_some(learned)
    }

    /// Whether a loss of willingness can be seen beside what is left.
    pub fn has_visible_loss(&self) -> bool {
        let pair = self.withheld.as_ref().zip(self.now.as_ref());
        pair.is_some_and(|(withheld, now)| {
            withheld.content - now.content > SMALLEST_VISIBLE
                || withheld.methods - now.methods > SMALLEST_VISIBLE
        })
    }
}

/// An item that goes from one actor to another.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct Arrow {
    pub from: ActorId,
    pub to: ActorId,
    pub kind: ArrowKind,
    /// The chance that an item which is fully wanted is passed on this way, 0 to 1: that of the tie; `None` for what is
    /// not passed on.
    pub if_wanted: Option<f32>,
    /// The words for what a previewed choice would change; `None` if nothing.
    pub would: Option<String>,
}

impl Arrow {
    /// An arrow without a preview.
    pub fn new(from: &ActorId, to: &ActorId, kind: ArrowKind) -> Self {
        Arrow { from: from.clone(), to: to.clone(), kind, if_wanted: None, would: None }
    }

    /// Whether another arrow means the same way: told or passed on, from the one actor to the other.
    pub fn goes_like(&self, other: &Arrow) -> bool {
        let same_kind = std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind);
        same_kind && self.from == other.from && self.to == other.to
    }
}

/// A disclosure by home: the level, and how likely it comes to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui::map) struct Telling {
    pub level: Level,
    pub chance: TellingChance,
}

/// How likely a planned disclosure is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui::map) enum TellingChance {
    /// It is made in every history.
    Certain,
    /// Permission is asked, and this share of histories, 0 to 1, grants the level.
    IfGranted(f32),
    /// Permission is asked, and nothing is projected yet.
    NotProjected,
}

impl Telling {
    /// The disclosure in words: “told: context”, “told in 22%: context”.
    pub fn words(self) -> String {
        let level = self.level.name();
        match self.chance {
            _ if self.level == Level::Withheld => "withheld".into(),
            TellingChance::Certain => format!("told: {level}"),
            TellingChance::IfGranted(chance) => format!("told in {}: {level}", percent(chance.into())),
            TellingChance::NotProjected => format!("told if granted: {level}"),
        }
    }

    /// The share of histories in which it is made, 0 to 1; 1 where that is not known yet.
    pub fn share(self) -> f32 {
        match self.chance {
            TellingChance::Certain | TellingChance::NotProjected => 1.0,
            TellingChance::IfGranted(chance) => chance,
        }
    }

    /// Whether it depends on an answer that is drawn in every history.
    pub fn is_drawn(self) -> bool {
        self.chance != TellingChance::Certain
    }
}

/// The meaning of an arrow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui::map) enum ArrowKind {
    /// Home tells it.
    Told(Telling),
    /// It could go this way; how likely is not shown.
    Possible,
    /// It may be passed on, with this chance, 0 to 1.
    MayPassOn(f32),
    /// It was told or passed on in the history that plays, or is just on its way.
    Passed {
        /// The level of detail.
        level: Level,
        /// Whether it is still on its way: playback knows how far. Never where nothing moves across the map.
        is_on_its_way: bool,
        /// The probability of the event, 0 to 1; `None` for a decision.
        chance: Option<f32>,
    },
}

/// The way on which an actor learned.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct LearnedArrow {
    /// The actor from which it learned; `None` for the press.
    pub from: Option<ActorId>,
    pub to: ActorId,
}

/// One actor's hostility or friendship towards another.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct AffinityEdge {
    pub from: ActorId,
    pub to: ActorId,
    /// From -1, enemy, to 1, ally; never 0.
    pub affinity: f32,
}

/// The press: its position, and the way by which an item reaches it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct Press {
    pub at: Position,
    /// The actor from which it hears.
    pub from: ActorId,
    /// The chance that it hears, or the disclosure to the public; in a history that plays, the way by which it
    /// heard, and `None` if it has not heard yet.
    pub arrow: Option<ArrowKind>,
    /// The words for what a previewed choice would change; `None` if nothing.
    pub would: Option<String>,
    /// Whether it is published in the history that plays.
    pub reports: bool,
}

impl Press {
    /// The name beside its mark.
    pub fn name(&self) -> &'static str {
        if self.reports { "Press reports it" } else { "Press" }
    }
}

impl MapModel {
    /// The kinds of all arrows, that to the press included.
    pub fn arrow_kinds(&self) -> impl Iterator<Item = ArrowKind> + '_ {
        let press = self.press.iter().filter_map(|press| press.arrow);
        self.arrows.iter().map(|arrow| arrow.kind).chain(press)
    }

    /// The node of an actor; `None` if there is no such actor.
    pub fn node(&self, actor: &ActorId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == *actor)
    }

    /// Whether anything on the map, or left out of it, connects two actors.
    pub fn are_neighbours(&self, one: &ActorId, other: &ActorId) -> bool {
        let pair = |a: &ActorId, b: &ActorId| (a == one && b == other) || (a == other && b == one);
        self.arrows.iter().any(|arrow| pair(&arrow.from, &arrow.to))
            || self.left_out.has(one, other)
            || self.left_out.has(other, one)
            || self.affinities.iter().any(|affinity| pair(&affinity.from, &affinity.to))
            || self.partnerships.iter().any(|partnership| pair(&partnership.partner, &self.home))
    }
}

/// The ends of arrows that are left out, by where they begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui::map) struct LeftOut(HashMap<ActorId, HashSet<ActorId>>);

impl LeftOut {
    /// Whether an arrow from one actor to another is left out.
    pub fn has(&self, from: &ActorId, to: &ActorId) -> bool {
        self.0.get(from).is_some_and(|ends| ends.contains(to))
    }
}

impl FromIterator<(ActorId, ActorId)> for LeftOut {
    fn from_iter<I: IntoIterator<Item = (ActorId, ActorId)>>(ends: I) -> Self {
        let mut left_out = LeftOut::default();
        for (from, to) in ends {
            left_out.0.entry(from).or_default().insert(to);
        }
        left_out
    }
}

/// The state of pointer and keyboard on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui::map) struct Interaction {
    /// The actor whose neighbourhood stands out: the one under the pointer, or without one the one in focus.
    pub emphasized: Option<ActorId>,
    /// Whether an actor or a tie is being dragged.
    pub is_dragging: bool,
    /// The tie that is being dragged.
    pub new_tie: Option<NewTie>,
    /// The actor from which a tie was begun by keyboard.
    pub tying: Option<ActorId>,
}

/// A tie that is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::map) struct NewTie {
    pub from: ActorId,
    /// The point under the pointer.
    pub to: Pos2,
    /// The effect of letting go here; empty if that makes a new tie.
    pub hint: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_visible_where_a_lane_is_narrower_than_unsaid_by_more_than_a_tenth_of_a_point() {
        let edge = |now: Option<[f32; 2]>| PartnershipEdge {
            partner: ActorId::known("il"),
            withheld: Some(PerMaterial { content: 0.9, methods: 0.6 }),
            now: now.map(|[content, methods]| PerMaterial { content, methods }),
            learned: None,
            preview: None,
        };
        assert!(edge(Some([0.9, 0.4])).has_visible_loss() && edge(Some([0.8, 0.7])).has_visible_loss());
        assert!(!edge(Some([0.9, 0.6])).has_visible_loss() && !edge(Some([0.95, 0.599])).has_visible_loss());
        assert!(!edge(None).has_visible_loss(), "nothing is known of it");
    }
}
