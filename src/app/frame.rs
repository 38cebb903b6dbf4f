//! One frame: first what there is to do, then what there is to see.

use super::App;
use super::job_result::JobResult;
use super::question::Question;
use crate::ui::chrome::Activity;
use crate::ui::theme::focus;
use crate::ui::{DialogCommand, FileCommand, command};
use egui::{Context, Key, Modifiers, Ui, ViewportCommand};
use std::time::Duration;

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.now = ctx.input(|input| input.time);
        for job_result in self.jobs.reports() {
            self.handle(job_result);
        }
        self.gesture_tracker.begin_frame(ctx);
        self.take_up_input(ctx);
        self.dispatch_all(ctx);
        self.follow_projection(ctx);
        self.follow_hindcast(ctx);
        self.see_to_closing(ctx);
        self.keep_safe(ctx);
        self.look_at_file();
        self.keep_preferences(ctx);
        self.name_window(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut commands = std::mem::take(&mut self.commands);
        let mut views = std::mem::take(&mut self.session.views);
        self.draw(ui, &mut views, &mut commands);
        focus::paint_ring(&ctx);
        self.session.views = views;
        self.gesture_tracker.end_frame(&ctx);
        if !commands.is_empty() {
            ctx.request_repaint();
        }
        self.commands = commands;
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.projections.forget();
        self.keep_preferences_now();
        self.wait_for_writing();
        self.empty_safe();
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.colors.chrome.to_normalized_gamma_f32()
    }
}

impl App {
    /// Keys and dropped files become commands. A question in the window comes before all of them.
    fn take_up_input(&mut self, ctx: &Context) {
        self.after_typing.drain(..).for_each(|command| self.commands.send(command));
        if let Some(dialog) = &self.dialog {
            let help =
                dialog.guide().filter(|_| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F1)));
            help.into_iter().for_each(|page| self.commands.send(DialogCommand::ShowGuide(Some(page))));
            return;
        }
        let mut asked = command::pressed(ctx, self.session.stage);
        asked.extend(dropped(ctx).into_iter().map(|path| FileCommand::OpenPath(path).into()));
        if !asked.is_empty() && finish_typing(ctx) {
            self.after_typing = asked;
        } else {
            asked.into_iter().for_each(|command| self.commands.send(command));
        }
    }

    /// Sets the engine to work on what is on the screen.
    fn follow_projection(&mut self, ctx: &Context) {
        let Some(question) = self.question() else { return };
        let moves = self.gesture_tracker.moves(ctx);
        if let Some(order) = self.projections.follow(question.clone(), moves, self.now) {
            self.project(order);
        }
        self.follow_history(&question, ctx);
        if let Some(order) = self.projections.follow_hover(self.now) {
            self.project(order);
        }
        let runs = matches!(self.projections.activity(self.now), Activity::Running { .. });
        let progress = (runs || self.queries.any_running()).then_some(0.1);
        let due = [self.projections.hover_due_in(self.now), self.gesture_tracker.rests_in(ctx), progress];
        for seconds in due.into_iter().flatten() {
            ctx.request_repaint_after(Duration::from_secs_f64(seconds.max(0.001)));
        }
    }

    /// Lets time pass, and has the history told that is looked at.
    fn follow_history(&mut self, question: &Question, ctx: &Context) {
        let player = &mut self.session.player;
        player.tick(self.now);
        let telling = player.follow(question, self.projections.shown());
        if let Some(due) = player.due_in(self.preferences.now().motion) {
            ctx.request_repaint_after(due);
        }
        self.session.see_month();
        telling.into_iter().for_each(|telling| self.tell_story(telling));
    }

    fn keep_preferences(&mut self, ctx: &Context) {
        let (window, dragged) = ctx.input(|input| (input.viewport().clone(), input.pointer.any_down()));
        let whole_screen = window.maximized == Some(true) || window.fullscreen == Some(true);
        if let Some(rect) = window.inner_rect
            && !dragged
            && !whole_screen
        {
            self.preferences.window_is(rect.size() * ctx.zoom_factor());
        }
        self.keep_preferences_now();
    }

    fn keep_preferences_now(&mut self) {
        if let Some(keep) = self.preferences.due() {
            let work = move || JobResult::PreferencesKept(keep());
            self.jobs.start("keep preferences", work, |why| JobResult::PreferencesKept(Err(why)));
        }
    }

    fn name_window(&mut self, ctx: &Context) {
        let dot = if self.document.unsaved() { "• " } else { "" };
        let title = format!("{dot}{} – Tearline", self.document.title());
        if title != self.window_title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.window_title = title;
        }
    }
}

/// Takes the keyboard from a field in which somebody is typing, so that it hands in what stands in
/// it: who types a number and saves means to save that number. False if nobody is typing.
fn finish_typing(ctx: &Context) -> bool {
    let field = ctx.memory(|memory| memory.focused()).filter(|_| ctx.text_edit_focused());
    if let Some(field) = field {
        ctx.memory_mut(|memory| memory.surrender_focus(field));
        ctx.request_repaint();
    }
    field.is_some()
}

fn dropped(ctx: &Context) -> Vec<std::path::PathBuf> {
    ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect())
}
