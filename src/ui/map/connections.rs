//! Connections of actors, as elements that can be pointed at and read. The pointer means the nearest [`Target`].

use super::input::Input;
use super::targets::{Target, meant};
use crate::scenario::Edit;
use crate::ui::Selection;
use crate::ui::widgets::explain;
use egui::{CursorIcon, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

impl Input<'_> {
    /// Reads pointer and keyboard for all connections. A click beside all of them, on the canvas, clears the selection.
    pub(super) fn connections(&mut self, ui: &Ui, canvas: &Response) {
        let targets = self.targets;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let mut under = canvas.hovered().then(|| canvas.clone());
        let mut clicked = canvas.clicked();
        for target in targets {
            let response = self.element(ui, target);
            if response.hovered() {
                under = Some(response.clone());
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
        let meant = under.as_ref().zip(pointer).and_then(|(_, at)| meant(targets, at));
        if let Some((target, under)) = meant.zip(under) {
            let under = under.on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(280.0);
                ui.label(&target.text);
            });
            if target.selects.is_some() {
                under.on_hover_cursor(CursorIcon::PointingHand);
            }
        }
        match meant {
            Some(target) if clicked => self.take(target),
            None if clicked && *self.scene.selection != Selection::Nothing => {
                self.select(Selection::Nothing);
            }
            Some(_) | None => {}
        }
    }

    /// The element of a connection for keyboard and screen readers; in *Setting* it removes a tie.
    fn element(&mut self, ui: &Ui, target: &Target) -> Response {
        let rect = Rect::from_center_size(target.middle, Vec2::splat(target.width));
        let id = target.id;
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

    fn take(&mut self, target: &Target) {
        if let Some(selection) = &target.selects {
            self.select(selection.clone());
        }
    }
}
