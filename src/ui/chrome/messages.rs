//! Messages in a row of their own above the status bar, so that they cover nothing; what is done is said in the
//! status bar. And the hint while a file is dragged over the window.

use crate::ui::theme::icons::Icon;
use crate::ui::theme::{GRID, MARGIN, Theme, Themed, icons};
use crate::ui::{Commands, MessageCommand};
use egui::{
    Align, Align2, Context, Frame, Id, Key, LayerId, Layout, Margin, Modifiers, Order, Panel, Stroke,
    StrokeKind, Ui,
};

/// A message to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The number by which it is dismissed.
    pub number: u64,
    /// The kind, which says how long it stays and where.
    pub kind: MessageKind,
    /// The text: one or two sentences.
    pub text: String,
}

/// What a message says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageKind {
    /// What was asked for is done. It stands in the status bar and goes by itself.
    Done {
        /// When it was said, in seconds of the window's clock.
        at: f64,
    },
    /// Something to know, which is no fault; it stays until it is dismissed.
    Note,
    /// Something did not work; it stays until it is dismissed.
    Problem,
}

/// How long what is done is said, in seconds.
pub const DONE_STAYS_SECONDS: f64 = 5.0;

/// The most messages shown at once, and in a low window; older ones appear as newer ones are dismissed.
const SHOWN: usize = 3;
const SHOWN_IF_LOW: usize = 1;

impl Message {
    /// Whether it stands in the row of messages.
    fn stays(&self) -> bool {
        !matches!(self.kind, MessageKind::Done { .. })
    }
}

/// The newest thing that is done, if it is still said.
pub fn newest_done(messages: &[Message]) -> Option<&Message> {
    messages.iter().rev().find(|message| !message.stays())
}

/// Shows the messages that stay, the newest at the foot. Escape closes the newest, unless a dialog or a list has
/// that key.
pub fn show(ui: &mut Ui, messages: &[Message], dialog: bool, commands: &mut Commands) {
    let staying: Vec<&Message> = messages.iter().filter(|message| message.stays()).collect();
    let Some(newest) = staying.last() else { return };
    let takes_keys = !dialog && !egui::Popup::is_any_open(ui.ctx());
    if takes_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        commands.send(MessageCommand::Dismiss(newest.number));
    }
    let theme = ui.theme();
    let margin = Margin::symmetric(MARGIN as i8, (0.5 * GRID) as i8);
    let frame = Frame::new().fill(theme.colors.sunk).inner_margin(margin);
    Panel::bottom("messages").frame(frame).show_separator_line(false).show(ui, |ui| {
        stack(ui, &staying, commands);
    });
}

/// The newest few; what closes them all stands on top.
fn stack(ui: &mut Ui, messages: &[&Message], commands: &mut Commands) {
    let theme = ui.theme();
    let shown = if super::layout::is_low_window(ui.ctx()) { SHOWN_IF_LOW } else { SHOWN };
    let older = messages.len().saturating_sub(shown);
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
        let (icon, color) = match message.kind {
            MessageKind::Problem => (Icon::Warning, theme.colors.worse),
            MessageKind::Note => (Icon::Note, theme.colors.ink_2),
            MessageKind::Done { .. } => (Icon::Check, theme.colors.ink_2),
        };
        icons::show(ui, icon, theme.size.text + 3.0, color);
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
    let text = "Drop a case to open it, or a spreadsheet or graph to import it";
    painter.text(window.center(), Align2::CENTER_CENTER, text, theme.heading_font(), theme.colors.ink);
}
