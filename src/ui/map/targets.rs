//! The targets of connections: partnerships, ties, the ways on which somebody learned, and the press, each with its
//! numbers in words. All of a line is its target, with the chance that stands beside it, and the nearest is meant.

use super::geometry;
use super::labels::Caption;
use super::layout::{CHANCE_DISTANCE, Layout};
use super::model::{
    AffinityEdge, Arrow, ArrowKind, LearnedArrow, MapModel, PartnershipEdge, Telling, TellingChance,
};
use crate::analysis::number_format::{percent, signed_amount};
use crate::scenario::ActorId;
use crate::ui::{Selection, Stage};
use egui::{Id, Pos2, Rect};

/// The least size of anything that can be pointed at, in points: that which the Web Content Accessibility
/// Guidelines ask for (2.2, success criterion 2.5.8).
pub(super) const TARGET: f32 = 24.0;

/// The size of a partnership's target against that of a tie: lanes are wider than lines.
const PARTNERSHIP_TARGET: f32 = 1.6;

/// A connection on the map, as an element that can be pointed at.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub id: Id,
    /// Its line, point by point.
    points: Vec<Pos2>,
    /// The width of the target along the line.
    pub width: f32,
    /// The middle of its element.
    pub middle: Pos2,
    /// The place of the chance beside it, which belongs to it as well.
    chance: Option<Rect>,
    pub text: String,
    /// The object that a click selects; `None` for what can only be read.
    pub selects: Option<Selection>,
}

impl Target {
    /// The distance from a point to the line, or to its chance if that is nearer. On the chance itself it is less than
    /// on any line, because another may run through it: that which goes back, for example.
    fn distance(&self, to: Pos2) -> f32 {
        let chance = match self.chance {
            Some(place) if place.contains(to) => -1.0,
            Some(place) => place.distance_to_pos(to),
            None => f32::INFINITY,
        };
        geometry::distance_to(&self.points, to).min(chance)
    }
}

/// The connections of a map, from which their targets are made.
pub(super) struct Connections<'a> {
    pub stage: Stage,
    pub model: &'a MapModel,
    pub layout: &'a Layout<'a>,
    /// The captions of the arrows, in their order, then that of the press.
    pub captions: &'a [Caption<'a>],
}

impl Connections<'_> {
    /// The targets of all connections.
    pub fn targets(&self) -> Vec<Target> {
        let layout = self.layout;
        let tie = |from: &ActorId, to: &ActorId| Some(Selection::Tie(from.clone(), to.clone()));
        let partnerships = layout.tracks.iter().map(|(edge, track)| Target {
            id: self.id("bond", [edge.partner.as_str(), ""]),
            points: vec![track.start, track.end],
            width: PARTNERSHIP_TARGET * TARGET,
            middle: track.middle(),
            chance: None,
            text: self.partnership_text(edge),
            selects: Some(Selection::Actor(edge.partner.clone())),
        });
        let arrows = layout.arrows.iter().zip(self.captions).map(|((arrow, line), caption)| {
            let chance = chance_place(caption);
            Target {
                id: self.id("passing", [arrow.from.as_str(), arrow.to.as_str()]),
                points: line.to_vec(),
                width: TARGET,
                middle: chance
                    .map_or_else(|| geometry::beside(*line, 0.5, CHANCE_DISTANCE), |place| place.center()),
                chance,
                text: self.arrow_text(arrow),
                selects: tie(&arrow.from, &arrow.to),
            }
        });
        let arcs = layout.arcs.iter().map(|(edge, points)| Target {
            id: self.id("regarding", [edge.from.as_str(), edge.to.as_str()]),
            points: points.clone(),
            width: TARGET,
            middle: points[points.len() / 2],
            chance: None,
            text: self.affinity_text(edge),
            selects: tie(&edge.from, &edge.to),
        });
        let learned = layout.learned.iter().map(|(way, line)| Target {
            id: self.id("learned", [way.from.as_ref().map_or("", ActorId::as_str), way.to.as_str()]),
            points: line.to_vec(),
            width: TARGET,
            middle: geometry::middle(*line),
            chance: None,
            text: self.learned_text(way),
            selects: None,
        });
        partnerships.chain(arrows).chain(arcs).chain(learned).chain(self.press()).collect()
    }

    /// The id of a connection by its kind, because between one pair there may be several, and by its ends.
    fn id(&self, kind: &str, ends: [&str; 2]) -> Id {
        id(self.stage, (kind, ends))
    }

    /// The name of an actor, which has a mark: there is no connection without.
    fn name<'n>(&'n self, actor: &'n ActorId) -> &'n str {
        self.layout.mark(actor).map_or(actor.as_str(), |mark| &mark.node.name)
    }

    fn learned_text(&self, way: &LearnedArrow) -> String {
        let name = |actor| self.name(actor);
        match &way.from {
            Some(from) => format!("{} learned of it from {}", name(&way.to), name(from)),
            None => format!("{} learned of it from the press", name(&way.to)),
        }
    }

    /// How the press hears of it.
    fn press(&self) -> Option<Target> {
        let mark = self.layout.press.as_ref()?;
        let (arrow, line) = mark.press.arrow.zip(mark.line)?;
        let chance = self.captions.iter().find(|caption| caption.to.is_none()).and_then(chance_place);
        Some(Target {
            id: self.id("press", ["", ""]),
            points: line.to_vec(),
            width: TARGET,
            middle: chance.map_or_else(|| geometry::middle(line), |place| place.center()),
            chance,
            text: self.press_text(arrow)?,
            selects: None,
        })
    }

    /// How the press hears of it, in words; `None` in the briefing, which shows no press.
    fn press_text(&self, arrow: ArrowKind) -> Option<String> {
        let home = self.name(&self.model.home);
        Some(match arrow {
            ArrowKind::MayPassOn(chance) => format!(
                "The press hears of it: {}, from the meeting or from whoever comes to hold it",
                percent(chance.into())
            ),
            ArrowKind::Passed { chance: Some(chance), .. } => {
                format!("The press reports it: {}", percent(chance.into()))
            }
            ArrowKind::Possible => return None,
            ArrowKind::Told(telling) => {
                format!("{home} tells the public: {}{}", telling.level.name(), if_drawn(telling))
            }
            ArrowKind::Passed { level, chance: None, .. } => {
                format!("{home} tells the public: {}", level.name())
            }
        })
    }

    fn partnership_text(&self, edge: &PartnershipEdge) -> String {
        let name = self.name(&edge.partner);
        let share = |share: f32| percent(share.into());
        match (edge.withheld, edge.now) {
            (Some(withheld), Some(now)) if !self.model.is_edited => {
                let learned = edge.learned.map_or(String::new(), |learned| {
                    let [content, methods] = [learned.content, learned.methods].map(share);
                    format!("; if it learns, content {content}, sources and methods {methods}")
                });
                format!(
                    "{name} shares content {} → {}, sources and methods {} → {}{learned}",
                    share(withheld.content),
                    share(now.content),
                    share(withheld.methods),
                    share(now.methods)
                )
            }
            (Some(before), _) => format!(
                "{name} shares content {}, sources and methods {}",
                share(before.content),
                share(before.methods)
            ),
            (None, _) => format!("{name} shares with home"),
        }
    }

    fn arrow_text(&self, arrow: &Arrow) -> String {
        let name = |actor| self.name(actor);
        let (from, to) = (name(&arrow.from), name(&arrow.to));
        match arrow.kind {
            ArrowKind::Possible => format!("{from} could tell {to}"),
            ArrowKind::MayPassOn(chance) if self.model.is_edited => {
                format!("{from} passes on to {to} what it wants fully: {}", percent(chance.into()))
            }
            ArrowKind::MayPassOn(chance) => {
                let wanted = arrow.if_wanted.map(|wanted| percent(wanted.into()));
                let wanted =
                    wanted.map_or(String::new(), |chance| format!(", {chance} if it wanted it fully"));
                format!("{from} passes on to {to}: {} at this level{wanted}", percent(chance.into()))
            }
            ArrowKind::Told(telling) => {
                format!("{from} tells {to}: {}{}", telling.level.name(), if_drawn(telling))
            }
            ArrowKind::Passed { level, .. } => format!("{from} handed {to}: {}", level.name()),
        }
    }

    fn affinity_text(&self, edge: &AffinityEdge) -> String {
        let name = |actor| self.name(actor);
        let how = if edge.affinity < 0.0 { "hostile to" } else { "friendly to" };
        let text = format!("{} is {how} {}", name(&edge.from), name(&edge.to));
        if self.model.is_briefing {
            return text;
        }
        format!("{text}: {}", signed_amount(edge.affinity.into()))
    }
}

/// The connection that a point means: the nearest within its width. Of two as near, the first.
pub(super) fn meant(targets: &[Target], at: Pos2) -> Option<&Target> {
    let distances = targets.iter().map(|target| (target.distance(at), target));
    let within = distances.filter(|(distance, target)| *distance <= 0.5 * target.width);
    within.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, target)| target)
}

/// The place of the chance beside an arrow; `None` if it has another caption.
fn chance_place(caption: &Caption<'_>) -> Option<Rect> {
    matches!(caption.kind, ArrowKind::MayPassOn(_)).then(|| caption.place())
}

/// The share of histories in which permission for a disclosure is granted, in words; empty where none is asked.
fn if_drawn(telling: Telling) -> String {
    match telling.chance {
        TellingChance::Certain => String::new(),
        TellingChance::IfGranted(chance) => {
            format!(", granted in {} of all histories", percent(chance.into()))
        }
        TellingChance::NotProjected => ", if granted".into(),
    }
}

/// The id of a part of the map; another one in each stage, so that no stage takes over another's focus.
pub(super) fn id(stage: Stage, part: impl std::hash::Hash + std::fmt::Debug) -> Id {
    Id::unique((stage.name(), "map", part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn target(text: &str, points: Vec<Pos2>) -> Target {
        let middle = points[points.len() / 2];
        let (id, text) = (Id::unique(text), text.to_owned());
        Target { id, points, width: TARGET, middle, chance: None, text, selects: None }
    }

    fn meant_text(targets: &[Target], at: Pos2) -> Option<&str> {
        meant(targets, at).map(|target| target.text.as_str())
    }

    #[test]
    fn a_line_is_meant_along_all_of_it_up_to_12_points_to_each_side() {
        let arc = geometry::arc([pos2(100.0, 300.0), pos2(300.0, 300.0)], 56.0);
        let straight = vec![pos2(100.0, 50.0), pos2(300.0, 150.0)];
        for points in [straight, arc] {
            let lines = [target("line", points.clone())];
            for ends in points.windows(2) {
                let across = (ends[1] - ends[0]).normalized().rot90();
                for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
                    let on = ends[0].lerp(ends[1], share);
                    for distance in [-11.9, -6.0, 0.0, 6.0, 11.9] {
                        assert_eq!(meant_text(&lines, on + distance * across), Some("line"));
                    }
                }
            }
        }
        let level = [target("line", vec![pos2(100.0, 50.0), pos2(300.0, 50.0)])];
        for distance in [-12.5, 12.5] {
            assert_eq!(meant_text(&level, pos2(200.0, 50.0 + distance)), None);
            assert_eq!(meant_text(&level, pos2(200.0 + 100.0 * distance.signum() + distance, 50.0)), None);
        }
    }

    #[test]
    fn of_two_lines_that_cross_or_are_close_the_nearer_is_meant() {
        let level = target("level", vec![pos2(0.0, 100.0), pos2(200.0, 100.0)]);
        let upright = target("upright", vec![pos2(100.0, 0.0), pos2(100.0, 200.0)]);
        let close = target("close", vec![pos2(0.0, 110.0), pos2(80.0, 110.0)]);
        let lines = [level, upright, close];
        for (at, text) in [
            (pos2(104.0, 101.0), "level"),
            (pos2(101.0, 104.0), "upright"),
            (pos2(108.0, 109.0), "upright"),
            (pos2(40.0, 104.0), "level"),
            (pos2(40.0, 106.0), "close"),
        ] {
            assert_eq!(meant_text(&lines, at), Some(text), "{at}");
        }
    }

    #[test]
    fn a_chance_on_its_line_means_that_line_although_another_goes_back_along_it() {
        let (from, to) = (pos2(0.0, 100.0), pos2(200.0, 100.0));
        let chance = Rect::from_center_size(pos2(70.0, 100.0), egui::vec2(28.0, 14.0));
        let back = Target { chance: Some(chance), ..target("back", vec![to, from]) };
        let lines = [target("there", vec![from, to]), back];
        assert_eq!(meant_text(&lines, pos2(70.0, 100.0)), Some("back"));
        assert_eq!(meant_text(&lines, pos2(150.0, 100.0)), Some("there"));
    }

    #[test]
    fn the_chance_beside_a_line_means_that_line_although_another_runs_nearby() {
        let line = [pos2(0.0, 100.0), pos2(200.0, 100.0)];
        let chance = Rect::from_center_size(pos2(100.0, 86.0), egui::vec2(28.0, 14.0));
        let with_chance = Target { chance: Some(chance), ..target("own", line.to_vec()) };
        let nearby = target("nearby", vec![pos2(0.0, 76.0), pos2(200.0, 76.0)]);
        let lines = [with_chance, nearby];
        assert_eq!(meant_text(&lines, pos2(100.0, 86.0)), Some("own"));
        assert_eq!(meant_text(&lines, pos2(40.0, 86.0)), Some("nearby"));
    }
}
