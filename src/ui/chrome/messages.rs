//! Messages above the status bar, which stay until they are dismissed, and the hint while a file is dragged
//! over the window.

use crate::ui::theme::icons::Icon;
use crate::ui::theme::{GRID, MARGIN, Theme, Themed, icons};
use crate::ui::{Commands, MessageCommand};
use egui::{
    Align, Align2, Area, Context, Frame, Id, Key, LayerId, Layout, Modifiers, Order, Stroke, StrokeKind, Ui,
    vec2,
};

/// The width of a message, in points at ordinary type.
const WIDTH: f32 = 500.0;

/// A message to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The number by which it is dismissed.
    pub number: u64,
    /// The text: one or two sentences.
    pub text: String,
}

/// The most messages shown at once; older ones appear as newer ones are dismissed.
const SHOWN: usize = 3;

/// Shows messages, the newest at the foot, over the left end of the strip: no actor of the map and no main
/// action stands there. Escape closes the newest, unless a dialog or a list has that key.
pub fn show(ui: &mut Ui, messages: &[Message], dialog: bool, commands: &mut Commands) {
    let Some(newest) = messages.last() else { return };
    let takes_keys = !dialog && !egui::Popup::is_any_open(ui.ctx());
    if takes_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        commands.send(MessageCommand::Dismiss(newest.number));
    }
    let up = -super::layout::STATUS_BAR - 0.5 * GRID;
    Area::new(Id::unique("messages"))
        .order(Order::Foreground)
        .anchor(Align2::LEFT_BOTTOM, vec2(GRID, up))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(GRID).show(ui, |ui| {
                ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 4.0 * MARGIN));
                stack(ui, messages, commands);
            });
        });
}

/// The newest few in one frame; what closes them all stands on top.
fn stack(ui: &mut Ui, messages: &[Message], commands: &mut Commands) {
    let theme = ui.theme();
    let older = messages.len().saturating_sub(SHOWN);
    if messages.len() > 1 {
        ui.horizontal(|ui| {
            let count = if older > 0 { format!("{older} older") } else { String::new() };
            ui.label(theme.note(count));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Close all").clicked() {
                    commands.send(MessageCommand::DismissAll);
                }
            });
        });
    }
    for message in &messages[older..] {
        one(ui, message, commands);
    }
}

fn one(ui: &mut Ui, message: &Message, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal_top(|ui| {
        icons::show(ui, Icon::Warning, theme.size.text + 3.0, theme.colors.worse);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if icons::button(ui, Icon::Close, "Dismiss the message").clicked() {
                commands.send(MessageCommand::Dismiss(message.number));
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.add(egui::Label::new(theme.text(&message.text)).wrap().selectable(true));
            });
        });
    });
}

/// Shows the drop hint while a file is dragged over the window.
pub fn drop_hint(ctx: &Context) {
    let theme = Theme::of_context(ctx);
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop hint")));
    let window = ctx.content_rect();
    painter.rect_filled(window, 0.0, theme.colors.panel.gamma_multiply(0.9));
    let edge = Stroke::new(2.0, theme.colors.better);
    painter.rect_stroke(window.shrink(MARGIN), 4.0, edge, StrokeKind::Inside);
    let text = "Drop the file to open it";
    painter.text(window.center(), Align2::CENTER_CENTER, text, theme.heading_font(), theme.colors.ink);
}
