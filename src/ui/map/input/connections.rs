//! What connects actors: partnerships, ties and the press, each with its numbers in words. Partnerships and
//! ties are held by their middle.

use super::{Input, TARGET};
use crate::analysis::number_format::{percent, signed_amount};
use crate::scenario::{ActorId, Edit};
use crate::ui::Selection;
use crate::ui::map::geometry;
use crate::ui::map::layout::CHANCE_DISTANCE;
use crate::ui::map::model::{AffinityEdge, Arrow, ArrowKind, PartnershipEdge};
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint};
use egui::{Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

/// The size of a partnership's target against that of a tie: lanes are wider than lines.
const PARTNERSHIP_TARGET: f32 = 1.6;

/// A tie on the map, as an element that can be pointed at.
struct TieTarget<'a> {
    /// Passing on or regarding: between one pair there may be both.
    kind: &'static str,
    from: &'a ActorId,
    to: &'a ActorId,
    middle: Pos2,
    text: String,
}

impl<'a> Input<'a> {
    /// A click on the lanes of a partnership selects the partner.
    pub(super) fn partnerships(&mut self, ui: &Ui) {
        for (edge, track) in &self.layout.tracks {
            let text = self.partnership_text(edge);
            let rect = Rect::from_center_size(track.middle(), Vec2::splat(PARTNERSHIP_TARGET * TARGET));
            let lanes = ui.interact(rect, self.id(("bond", &edge.partner)), Sense::click());
            lanes.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
            if with_tip(lanes, &text).clicked() {
                self.select(Selection::Actor(edge.partner.clone()));
            }
        }
    }

    fn partnership_text(&self, edge: &PartnershipEdge) -> String {
        let name = self.scene.scenario.name(&edge.partner);
        let share = |share: f32| percent(share.into());
        match (edge.before, edge.now) {
            (Some(before), Some(now)) if !self.model.is_edited => format!(
                "{name} shares content {} → {}, sources and methods {} → {}",
                share(before.content),
                share(now.content),
                share(before.methods),
                share(now.methods)
            ),
            (Some(before), _) => format!(
                "{name} shares content {}, sources and methods {}",
                share(before.content),
                share(before.methods)
            ),
            (None, _) => format!("{name} shares with home"),
        }
    }

    /// A click on a tie selects it; in *Setting* it can be removed by keyboard.
    pub(super) fn ties(&mut self, ui: &Ui) {
        let layout = self.layout;
        let arrows = layout.arrows.iter().map(|(arrow, line)| TieTarget {
            kind: "passing",
            from: &arrow.from,
            to: &arrow.to,
            middle: geometry::beside(*line, CHANCE_DISTANCE),
            text: self.arrow_text(arrow),
        });
        let arcs = layout.arcs.iter().map(|(edge, points)| TieTarget {
            kind: "regarding",
            from: &edge.from,
            to: &edge.to,
            middle: points[points.len() / 2],
            text: self.affinity_text(edge),
        });
        for target in arrows.chain(arcs).collect::<Vec<_>>() {
            self.tie(ui, &target);
        }
    }

    fn tie(&mut self, ui: &Ui, TieTarget { kind, from, to, middle, text }: &TieTarget<'_>) {
        let rect = Rect::from_center_size(*middle, Vec2::splat(TARGET));
        let tie = ui.interact(rect, self.id((kind, from, to)), Sense::click());
        tie.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
        let tie = with_tip(tie, text);
        if tie.clicked() {
            self.select(Selection::Tie((*from).clone(), (*to).clone()));
        }
        if self.is_removed(ui, &tie) {
            self.commands.edit(Edit::RemoveTie((*from).clone(), (*to).clone()));
        }
    }

    fn arrow_text(&self, arrow: &Arrow) -> String {
        let name = |actor| self.scene.scenario.name(actor);
        let (from, to) = (name(&arrow.from), name(&arrow.to));
        match arrow.kind {
            ArrowKind::MayPassOn(chance) => format!("{from} passes on to {to}: {}", percent(chance.into())),
            ArrowKind::Told(level) => format!("{from} tells {to}: {}", level.name()),
            ArrowKind::Passed { level, .. } => format!("{from} handed {to}: {}", level.name()),
        }
    }

    fn affinity_text(&self, edge: &AffinityEdge) -> String {
        let name = |actor| self.scene.scenario.name(actor);
        let how = if edge.affinity < 0.0 { "hostile to" } else { "friendly to" };
        format!("{} is {how} {}: {}", name(&edge.from), name(&edge.to), signed_amount(edge.affinity.into()))
    }

    /// How the press hears of it, in words; it can be pointed at, but not selected.
    pub(super) fn press(&mut self, ui: &Ui) {
        let Some(mark) = &self.layout.press else { return };
        let Some((arrow, line)) = mark.press.arrow.zip(mark.line) else { return };
        let home = self.scene.scenario.name(&self.model.home);
        let (middle, text) = match arrow {
            ArrowKind::MayPassOn(chance) => (
                geometry::beside(line, CHANCE_DISTANCE),
                format!("The press hears of it: {}", percent(chance.into())),
            ),
            ArrowKind::Passed { chance: Some(chance), .. } => {
                (geometry::middle(line), format!("The press reports it: {}", percent(chance.into())))
            }
            ArrowKind::Told(level) | ArrowKind::Passed { level, chance: None, .. } => {
                (geometry::middle(line), format!("{home} tells the public: {}", level.name()))
            }
        };
        let rect = Rect::from_center_size(middle, Vec2::splat(TARGET));
        let press = ui.interact(rect, self.id("press"), Sense::focusable_noninteractive());
        paint::described(&press, || &text);
        with_tip(press, &text);
    }
}

/// Shows a text while the pointer or the keyboard is on an element.
fn with_tip(response: Response, text: &str) -> Response {
    explain::tip(response, |ui| {
        ui.set_max_width(280.0);
        ui.label(ui.theme().text(text));
    })
}
