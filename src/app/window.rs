//! The window: opening it, and its frames. In a frame, first everything that happened is handled, then the
//! window is drawn.

use super::preferences::SMALLEST_WINDOW;
use super::system_memory::keep_memory_between_frames;
use super::{App, Services, TaskKey, files, instance};
use crate::ui::stages::briefing;
use crate::ui::theme::paint_focus_ring;
use crate::ui::widgets::text_field::begin_history_with_focus;
use crate::ui::{DialogCommand, Stage, command};
use egui::{Context, Event, Key, Modifiers, RawInput, Ui, ViewportBuilder, ViewportCommand};
use std::path::{Path, PathBuf};

/// The icon of the window, 256 pixels wide and high; where the desktop knows the program, it shows its own copy.
const ICON: &[u8] = include_bytes!("../../assets/desktop/tearline.png");

/// Whether a window that is open on this display takes a file. One that is no file, such as the name of a built-in case,
/// it is not asked about.
pub fn opened_in_running_window(file: &Path) -> bool {
    file.is_file()
        && instance::socket_of_this_display().is_some_and(|socket| instance::ask_to_open(&socket, file))
}

/// Opens the window, with `file` in it if there is one, and returns when it is closed.
///
/// # Errors
/// If there is no display, or nothing can be drawn on it.
pub fn run(file: Option<PathBuf>) -> eframe::Result {
    keep_memory_between_frames();
    let services = Services::real();
    // Read while the system opens the window, or, where no thread can be started, when the window shows them.
    let _ = services.starter.start("cases", Box::new(|| drop(files::built_in_cases())));
    let (width, height) = services.preferences.load().window;
    let mut viewport = ViewportBuilder::default()
        .with_title("Tearline")
        .with_app_id("tearline")
        .with_inner_size([width, height])
        .with_min_inner_size([SMALLEST_WINDOW.0, SMALLEST_WINDOW.1])
        .with_drag_and_drop(true);
    match eframe::icon_data::from_png_bytes(ICON) {
        Ok(icon) => viewport = viewport.with_icon(icon),
        Err(error) => debug_assert!(false, "the icon of the program is a PNG: {error}"),
    }
    let options = eframe::NativeOptions { viewport, system_font_fallback: true, ..Default::default() };
    let create = |cc: &eframe::CreationContext<'_>| {
        let mut app = App::new(cc, services, file);
        app.listen_for_files(&cc.egui_ctx);
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("Tearline", options, Box::new(create))
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        // Before a command changes the look.
        self.cleared_in = self.theme.colors.panel;
        self.now = ctx.input(|input| input.time);
        for handler in self.tasks.reports() {
            handler(self);
        }
        self.follow_asked_files(ctx);
        self.gesture_tracker.begin_frame(ctx);
        self.handle_input(ctx);
        self.dispatch_all(ctx);
        self.forget_left_document(ctx);
        // After what views have asked for in the last frame, in which they did not know that it waits.
        self.follow_queries();
        self.show_dialog_below();
        self.follow_scripts(ctx);
        self.ask_about_history(ctx);
        self.follow_projection(ctx);
        self.follow_hindcast(ctx);
        self.follow_window_closing(ctx);
        self.autosave(ctx);
        self.follow_screens(ctx, frame);
        self.keep_tried_plan();
        self.keep_class();
        self.check_file(ctx);
        self.follow_preferences(ctx);
        self.set_window_title(ctx);
        self.follow_messages(ctx);
        self.give_back_free_memory(ctx);
    }

    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        input.events.iter_mut().for_each(remove_control_characters);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut commands = std::mem::take(&mut self.commands);
        let mut views = std::mem::take(&mut self.session.views);
        self.draw(ui, &mut views, &mut commands);
        paint_focus_ring(&ctx);
        begin_history_with_focus(&ctx);
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |window| {
            window.set_label(self.window_title.as_str())
        });
        self.session.views = views;
        self.gesture_tracker.end_frame(&ctx);
        if !commands.is_empty() {
            ctx.request_repaint();
        }
        self.commands = commands;
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.projections.clear();
        self.save_preferences();
        self.wait_for(&[TaskKey::SaveFile, TaskKey::SavePreferences, TaskKey::Autosave]);
        self.remove_snapshot_now();
        self.keep_class_now();
    }

    /// The colour of panels and of the library, so that the library need not paint all of the window once more.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

impl App {
    /// Turns keys and dropped files into commands. An open dialog gets all input but the key for help.
    fn handle_input(&mut self, ctx: &Context) {
        self.after_typing.drain(..).for_each(|command| self.commands.send(command));
        if let Some(dialog) = &self.dialog {
            let help =
                dialog.guide().filter(|_| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F1)));
            help.into_iter().for_each(|page| self.commands.send(DialogCommand::ShowGuide(Some(page))));
            return self.refuse_dropped(ctx);
        }
        if self.covers_window(&self.session.views) {
            return;
        }
        let mut asked = command::pressed(ctx, self.session.stage);
        if self.session.stage == Stage::Briefing {
            asked.extend(briefing::pressed(ctx));
        }
        asked.extend(self.pressed_in_class(ctx));
        asked.extend(self.take_dropped(ctx));
        if !asked.is_empty() && finish_typing(ctx) {
            self.after_typing = asked;
        } else {
            asked.into_iter().for_each(|command| self.commands.send(command));
        }
    }

    fn set_window_title(&mut self, ctx: &Context) {
        let dot = if self.document.unsaved() { "• " } else { "" };
        // A window manager refuses control characters, and a title is one line.
        let title = self.document.title().replace(char::is_control, " ");
        let title = format!("{dot}{title} – Tearline");
        if title != self.window_title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.window_title = title;
        }
    }
}

/// Takes control characters out of what is typed or pasted: no file could hold them.
fn remove_control_characters(event: &mut Event) {
    if let Event::Text(text) | Event::Paste(text) = event {
        text.retain(|sign| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t'));
    }
}

/// Takes the keyboard from the text field that has it, so that the field applies its text: somebody who
/// types a number and saves means to save that number. False if no field has it.
fn finish_typing(ctx: &Context) -> bool {
    let field = ctx.memory(|memory| memory.focused()).filter(|_| ctx.text_edit_focused());
    if let Some(field) = field {
        ctx.memory_mut(|memory| memory.surrender_focus(field));
        ctx.request_repaint();
    }
    field.is_some()
}
