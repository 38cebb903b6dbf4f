//! Connections of actors, as elements that can be pointed at: partnerships, ties, the ways on which somebody learned,
//! and the press, each with its numbers in words. All of a line is its target, and the nearest line is meant.

use super::geometry;
use super::input::{Input, TARGET};
use super::layout::CHANCE_DISTANCE;
use super::model::{AffinityEdge, Arrow, ArrowKind, LearnedArrow, PartnershipEdge, Telling, TellingChance};
use crate::analysis::number_format::{percent, signed_amount};
use crate::scenario::{ActorId, Edit};
use crate::ui::Selection;
use crate::ui::widgets::explain;
use egui::{CursorIcon, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

/// The size of a partnership's target against that of a tie: lanes are wider than lines.
const PARTNERSHIP_TARGET: f32 = 1.6;
/// The distance from a line, in points, within which it is meant although the pointer is on what is written beside
/// another: on the line itself, with a hand that trembles.
const ON_LINE: f32 = 5.0;

/// A connection on the map, as an element that can be pointed at.
struct Target<'a> {
    /// Its name among those of the map: passing on or regarding, for example. Between one pair there may be both.
    kind: &'static str,
    ends: [&'a str; 2],
    /// Its line, point by point.
    points: Vec<Pos2>,
    /// The width of the target along the line.
    width: f32,
    /// The middle of what is written beside it, which belongs to it as well.
    middle: Pos2,
    text: String,
    /// The object that a click selects; `None` for what can only be read.
    selects: Option<Selection>,
}

impl Target<'_> {
    /// The distance from a point to the line.
    fn distance(&self, to: Pos2) -> f32 {
        let segments = self.points.windows(2).map(|ends| distance_to_segment(to, [ends[0], ends[1]]));
        segments.fold(f32::INFINITY, f32::min)
    }
}

fn distance_to_segment(point: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let way = to - from;
    let length = way.length_sq();
    let share = if length > 0.0 { ((point - from).dot(way) / length).clamp(0.0, 1.0) } else { 0.0 };
    point.distance(from + share * way)
}

impl<'a> Input<'a> {
    /// Reads pointer and keyboard for all connections. A click beside all of them, on the canvas, clears the selection.
    pub(super) fn connections(&mut self, ui: &Ui, canvas: &Response) {
        let targets = self.targets();
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let mut under = canvas.hovered().then(|| canvas.clone());
        let (mut written, mut clicked) = (None, canvas.clicked());
        for (index, target) in targets.iter().enumerate() {
            let response = self.element(ui, target);
            if response.hovered() {
                (under, written) = (Some(response.clone()), Some(index));
            }
            if response.clicked_by(egui::PointerButton::Primary) {
                clicked = true;
            } else if response.clicked() {
                self.take(target);
            }
            if response.has_focus() && !response.hovered() {
                explain::text_tip(response, 280.0, &target.text);
            }
        }
        let meant = under.as_ref().zip(pointer).and_then(|(_, at)| meant(&targets, at, written));
        if let Some((target, under)) = meant.zip(under) {
            let under = under.on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(280.0);
                ui.label(&target.text);
            });
            if target.selects.is_some() {
                under.on_hover_cursor(CursorIcon::PointingHand);
            }
        }
        match meant.filter(|_| clicked) {
            Some(target) => self.take(target),
            None if canvas.clicked() && *self.scene.selection != Selection::Nothing => {
                self.select(Selection::Nothing);
            }
            None => {}
        }
    }

    /// The element of a connection for keyboard and screen readers; in *Setting* it removes a tie.
    fn element(&mut self, ui: &Ui, target: &Target<'_>) -> Response {
        let rect = Rect::from_center_size(target.middle, Vec2::splat(target.width));
        let id = self.id((target.kind, target.ends));
        let Some(selects) = &target.selects else {
            let response = ui.interact(rect, id, Sense::focusable_noninteractive());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &target.text));
            return response;
        };
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &target.text));
        if let Selection::Tie(from, to) = selects
            && self.is_removed(ui, &response)
        {
            self.commands.edit(Edit::RemoveTie(from.clone(), to.clone()));
        }
        response
    }

    fn take(&mut self, target: &Target<'_>) {
        if let Some(selection) = &target.selects {
            self.select(selection.clone());
        }
    }

    /// All connections.
    fn targets(&self) -> Vec<Target<'a>> {
        let layout = self.layout;
        let tie = |from: &ActorId, to: &ActorId| Some(Selection::Tie(from.clone(), to.clone()));
        let partnerships = layout.tracks.iter().map(|(edge, track)| Target {
            kind: "bond",
            ends: [edge.partner.as_str(), ""],
            points: vec![track.start, track.end],
            width: PARTNERSHIP_TARGET * TARGET,
            middle: track.middle(),
            text: self.partnership_text(edge),
            selects: Some(Selection::Actor(edge.partner.clone())),
        });
        let arrows = layout.arrows.iter().map(|(arrow, line)| Target {
            kind: "passing",
            ends: [arrow.from.as_str(), arrow.to.as_str()],
            points: line.to_vec(),
            width: TARGET,
            middle: geometry::beside(*line, CHANCE_DISTANCE),
            text: self.arrow_text(arrow),
            selects: tie(&arrow.from, &arrow.to),
        });
        let arcs = layout.arcs.iter().map(|(edge, points)| Target {
            kind: "regarding",
            ends: [edge.from.as_str(), edge.to.as_str()],
            points: points.clone(),
            width: TARGET,
            middle: points[points.len() / 2],
            text: self.affinity_text(edge),
            selects: tie(&edge.from, &edge.to),
        });
        let learned = layout.learned.iter().map(|(way, line)| Target {
            kind: "learned",
            ends: [way.from.as_ref().map_or("", ActorId::as_str), way.to.as_str()],
            points: line.to_vec(),
            width: TARGET,
            middle: geometry::middle(*line),
            text: self.learned_text(way),
            selects: None,
        });
        partnerships.chain(arrows).chain(arcs).chain(learned).chain(self.press()).collect()
    }

    fn learned_text(&self, way: &LearnedArrow) -> String {
        let name = |actor| self.scene.scenario.name(actor);
        match &way.from {
            Some(from) => format!("{} learned of it from {}", name(&way.to), name(from)),
            None => format!("{} learned of it from the press", name(&way.to)),
        }
    }

    /// How the press hears of it.
    fn press(&self) -> Option<Target<'a>> {
        let mark = self.layout.press.as_ref()?;
        let (arrow, line) = mark.press.arrow.zip(mark.line)?;
        let home = self.scene.scenario.name(&self.model.home);
        let (middle, text) = match arrow {
            ArrowKind::MayPassOn(chance) => (
                geometry::beside(line, CHANCE_DISTANCE),
                format!(
                    "The press hears of it: {}, from the meeting or from whoever comes to hold it",
                    percent(chance.into())
                ),
            ),
            ArrowKind::Passed { chance: Some(chance), .. } => {
                (geometry::middle(line), format!("The press reports it: {}", percent(chance.into())))
            }
            // The briefing shows no press.
            ArrowKind::Possible => return None,
            ArrowKind::Told(telling) => (
                geometry::middle(line),
                format!("{home} tells the public: {}{}", telling.level.name(), if_drawn(telling)),
            ),
            ArrowKind::Passed { level, chance: None, .. } => {
                (geometry::middle(line), format!("{home} tells the public: {}", level.name()))
            }
        };
        let points = line.to_vec();
        Some(Target { kind: "press", ends: ["", ""], points, width: TARGET, middle, text, selects: None })
    }

    fn partnership_text(&self, edge: &PartnershipEdge) -> String {
        let name = self.scene.scenario.name(&edge.partner);
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
        let name = |actor| self.scene.scenario.name(actor);
        let (from, to) = (name(&arrow.from), name(&arrow.to));
        match arrow.kind {
            ArrowKind::Possible => format!("{from} could tell {to}"),
            ArrowKind::MayPassOn(chance) => {
                let [chance, wanted] =
                    [chance, self.chance_if_wanted(arrow)].map(|chance| percent(chance.into()));
                if self.model.is_edited {
                    format!("{from} passes on to {to} what it wants fully: {chance}")
                } else {
                    format!(
                        "{from} passes on to {to}: {chance} at this level, {wanted} if it wanted it fully"
                    )
                }
            }
            ArrowKind::Told(telling) => {
                format!("{from} tells {to}: {}{}", telling.level.name(), if_drawn(telling))
            }
            ArrowKind::Passed { level, .. } => format!("{from} handed {to}: {}", level.name()),
        }
    }

    /// The chance that an item which is fully wanted goes along an arrow: that of the tie.
    fn chance_if_wanted(&self, Arrow { from, to, .. }: &Arrow) -> f32 {
        let tie = self.scene.scenario.tie(from, to);
        debug_assert!(tie.is_some(), "an arrow of what may be passed on is that of a tie");
        tie.map_or(0.0, |tie| tie.onward.likely() as f32)
    }

    fn affinity_text(&self, edge: &AffinityEdge) -> String {
        let name = |actor| self.scene.scenario.name(actor);
        let how = if edge.affinity < 0.0 { "hostile to" } else { "friendly to" };
        let text = format!("{} is {how} {}", name(&edge.from), name(&edge.to));
        if self.model.is_briefing {
            return text;
        }
        format!("{text}: {}", signed_amount(edge.affinity.into()))
    }
}

/// The connection that a point means: the nearest line within its width, unless what is written beside another is under
/// the pointer and no line is right there.
fn meant<'t, 'a>(targets: &'t [Target<'a>], at: Pos2, written: Option<usize>) -> Option<&'t Target<'a>> {
    let distances = targets.iter().map(|target| (target.distance(at), target));
    let within = distances.filter(|(distance, target)| *distance <= 0.5 * target.width);
    let nearest = within.min_by(|(one, _), (other, _)| one.total_cmp(other));
    let is_beside = |target: &&Target<'_>| target.distance(target.middle) > 0.5 * target.width;
    let written = written.and_then(|index| targets.get(index)).filter(is_beside);
    match (nearest, written) {
        (Some((distance, target)), Some(_)) if distance <= ON_LINE => Some(target),
        (_, Some(written)) => Some(written),
        (nearest, None) => nearest.map(|(_, target)| target),
    }
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
