//! The decision: what is told to whom, and at once what that does.
//!
//! The panel on the right is the disclosure board; the strip below the map shows what each partner
//! makes of it, and what home gains and loses.

mod asks;
mod board;
mod choice;
mod gains;
mod handling;
mod item;
mod knowers;
mod plans;
mod rest_line;
mod rows;
mod verdict;
mod willing;

use super::planner::{Planner, Resting};
use crate::scenario::{ItemId, PlanId};
use crate::ui::theme::{GRID, MARGIN};
use crate::ui::widgets::paint;
use crate::ui::{Commands, Scene};
use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// What the stage remembers between frames; nothing of it belongs to the document.
#[derive(Debug, Default)]
pub struct State {
    item: Option<ItemId>,
    renaming: plans::Renaming,
    resting: Resting,
}

impl State {
    /// Lets the name of a plan be typed.
    pub fn type_name(&mut self, plan: PlanId, name: String) {
        self.renaming.begin(plan, name);
    }
}

/// How strongly a result is drawn that is no longer that of the document.
pub(in crate::ui::stages) const STALE: f32 = 0.6;
/// The left plot's share of the strip.
const LEFT_SHARE: f32 = 448.0 / 736.0;

/// The disclosure board.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut State, commands: &mut Commands) {
    let place = ui.available_rect_before_wrap();
    // Three lines of notes hold the sentence and its continuation whatever the size of type.
    let foot_top = place.bottom() - (3.0 * paint::note_line(scene.theme) + 6.0).max(48.0);
    let body = Rect::from_min_max(place.min, pos2(place.right(), foot_top));
    let foot = Rect::from_min_max(pos2(place.left(), foot_top), place.max);
    let State { item, renaming, resting } = state;
    let mut planner = Planner { scene, commands, resting };
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().id_salt("disclosure board").auto_shrink(false).show(ui, |ui| {
            within_margins(ui, |ui| board::show(ui, &mut planner, item, renaming));
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(MARGIN, 0.0))), |ui| {
        paint::hairline(ui, scene.theme);
        verdict::show(ui, &mut planner, item::current(scene, item).as_ref());
    });
    state.resting.tell(commands);
}

/// What partners make of it, and what home gains and loses.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, _state: &mut State, commands: &mut Commands) {
    let place = ui.available_rect_before_wrap();
    let split = place.left() + (place.width() * LEFT_SHARE).round();
    let left = Rect::from_min_max(place.min, pos2(split, place.bottom()));
    let right = Rect::from_min_max(pos2(split, place.top()), place.max);
    let inner = |rect: Rect| UiBuilder::new().max_rect(rect.shrink2(vec2(MARGIN, GRID)));
    ui.scope_builder(inner(left), |ui| willing::show(ui, scene, commands));
    let line = egui::Stroke::new(1.0, scene.theme.colors.hairline);
    ui.painter().vline(split, place.shrink(GRID).y_range(), line);
    ui.scope_builder(inner(right), |ui| gains::show(ui, scene));
}

fn within_margins(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let margin =
        egui::Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: GRID as i8 };
    egui::Frame::new().inner_margin(margin).show(ui, contents);
}
