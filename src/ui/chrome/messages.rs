//! What went wrong, in words, below the top bar until somebody has read it.

use crate::ui::theme::{GRID, MARGIN, Theme, icons, icons::Icon};
use crate::ui::{Command, Commands};
use egui::{Align2, Area, Frame, Id, Layout, Order, Ui, vec2};

/// The width of a message, in points at ordinary type.
const WIDTH: f32 = 500.0;

/// Something that the person should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its number, by which it is dismissed.
    pub number: u64,
    /// One or two sentences.
    pub text: String,
}

/// Shows messages, the newest at the foot, over the title of the map: no number and no main action
/// stands there.
pub fn show(ui: &mut Ui, messages: &[Message], theme: &Theme, commands: &mut Commands) {
    if messages.is_empty() {
        return;
    }
    Area::new(Id::unique("messages"))
        .order(Order::Foreground)
        .anchor(Align2::LEFT_TOP, vec2(GRID, super::layout::TOP_BAR + 0.5 * GRID))
        .show(ui.ctx(), |ui| {
            for message in messages {
                one(ui, message, theme, commands);
            }
        });
}

fn one(ui: &mut Ui, message: &Message, theme: &Theme, commands: &mut Commands) {
    Frame::popup(ui.style()).inner_margin(GRID).show(ui, |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 4.0 * MARGIN));
        ui.horizontal_top(|ui| {
            icons::show(ui, Icon::Warning, theme.size.text + 3.0, theme.colors.worse);
            ui.with_layout(Layout::right_to_left(egui::Align::Min), |ui| {
                if icons::button(ui, theme, Icon::Close, "Dismiss the message").clicked() {
                    commands.send(Command::Dismiss(message.number));
                }
                ui.with_layout(Layout::top_down(egui::Align::Min), |ui| {
                    ui.add(egui::Label::new(theme.text(&message.text)).wrap().selectable(true));
                });
            });
        });
    });
}
