//! The one place that executes commands: one function for each family.

use super::dialogs::Ask;
use super::document::Document;
use super::preferences::ZOOM_RANGE;
use super::session::Session;
use super::{App, Scenario};
use crate::scenario::{Edit, EditError, PlanId, map_layout};
use crate::ui::chrome::Dialog;
use crate::ui::chrome::dialog::Palette;
use crate::ui::theme::{Look, Theme};
use crate::ui::{
    Command, DialogCommand, DisplayCommand, FileCommand, GuidePage, HistoryChoice, MapCommand,
    MessageCommand, PlayCommand, ProjectionCommand, QueryCommand, Stage, TableCommand, ViewCommand,
};
use egui::Context;
use std::path::PathBuf;

impl App {
    /// Executes all commands in the queue, in the order in which they were sent.
    pub(super) fn dispatch_all(&mut self, ctx: &Context) {
        for command in self.commands.take() {
            self.dispatch(command, ctx);
        }
    }

    fn dispatch(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Edit(edit) => self.edit(edit),
            Command::Undo => self.step(Document::undo),
            Command::Redo => self.step(Document::redo),
            Command::Add(command) => self.add(command),
            Command::File(command) => self.dispatch_file(command),
            Command::Play(command) => self.dispatch_play(command),
            Command::View(command) => self.dispatch_view(command),
            Command::Map(command) => self.dispatch_map(command),
            Command::Query(command) => self.dispatch_query(command, ctx),
            Command::Table(command) => self.dispatch_table(command, ctx),
            Command::Projection(command) => self.dispatch_projection(command),
            Command::Display(command) => self.dispatch_display(command, ctx),
            Command::Dialog(command) => self.dispatch_dialog(command),
            Command::Message(command) => self.dispatch_message(command),
        }
        self.session.remove_missing(self.document.scenario());
    }

    fn dispatch_file(&mut self, command: FileCommand) {
        match command {
            FileCommand::New => self.close_then_start_new(),
            FileCommand::Open => self.ask_for_file(Ask::Open),
            FileCommand::OpenByPath => self.ask_for_open_path(),
            FileCommand::OpenPath(path) => {
                self.close_other_dialogs(&Dialog::OpenPath);
                self.open(path);
            }
            FileCommand::OpenCase(name) => self.open_case(&name),
            FileCommand::Save => self.save(),
            FileCommand::SaveAs => self.save_as(),
            FileCommand::SaveAsByPath => self.ask_for_save_path(),
            FileCommand::SaveTo(path) => {
                self.close_other_dialogs(&Dialog::SavePath);
                self.save_to_typed(&path);
            }
            FileCommand::Replace(path) => {
                self.dialog = None;
                self.save_to(path, true);
            }
            FileCommand::Reload => self.reload(),
            FileCommand::AnswerUnsaved(answer) => self.answer_unsaved(answer),
            FileCommand::AnswerOrphanedSnapshot(open) => self.answer_orphaned_snapshot(open),
            FileCommand::Quit => self.close_then_quit(),
        }
    }

    fn dispatch_play(&mut self, command: PlayCommand) {
        let last = self.document.scenario().horizon_months;
        let begins = matches!(
            command,
            PlayCommand::ShowHistory(Some(_))
                | PlayCommand::RollHistory
                | PlayCommand::PlayFromStart
                | PlayCommand::TakeSeat(Some(_))
        );
        if begins && !self.session.stage.plays() {
            self.go_to(Stage::Aftermath);
        }
        let session = &mut self.session;
        match command {
            PlayCommand::ShowMonth(month) => session.show_month(month.min(last)),
            PlayCommand::ShowHistory(which) => session.player.show_history(which, session.month, last),
            PlayCommand::RollHistory => session.player.roll(),
            PlayCommand::PlayOrPause => session.player.play_or_pause(),
            PlayCommand::PlayFromStart => session.player.play_from_start(),
            PlayCommand::StepEvents(steps) => session.player.step(steps),
            PlayCommand::ShowEntry(entry) => session.player.show_entry(entry),
            PlayCommand::SetSpeed(speed) => session.player.set_speed(speed),
            PlayCommand::TakeSeat(seat) => {
                if seat.is_some() && session.player.playback(true).which.is_none() {
                    session.player.show_history(Some(HistoryChoice::Typical), session.month, last);
                }
                session.player.take_seat(seat);
            }
        }
        session.update_month();
    }

    fn dispatch_view(&mut self, command: ViewCommand) {
        match command {
            ViewCommand::GoTo(stage) => self.go_to(stage),
            ViewCommand::ShowWhy(view) => {
                self.session.views.why.show(view);
                self.go_to(Stage::Why);
            }
            ViewCommand::Select(selection) => self.session.selection = selection,
            ViewCommand::ChoosePlan(plan) => self.choose_plan(plan),
            ViewCommand::Preview(plan) => self.projections.hover(plan.map(|plan| *plan), self.now),
            ViewCommand::ToggleTable => match self.session.stage {
                Stage::Setting => self.session.views.setting.toggle_table(),
                Stage::Aftermath => self.session.views.aftermath.toggle_table(),
                Stage::Compare => self.session.views.compare.toggle_table(),
                // These stages have nothing that could be a table instead.
                Stage::Library | Stage::Decision | Stage::Why => {}
            },
        }
    }

    fn dispatch_map(&mut self, command: MapCommand) {
        match command {
            MapCommand::Fit => self.session.views.map.fit(),
            MapCommand::LayOut => {
                self.edit(map_layout::lay_out(self.document.scenario()));
                self.session.views.map.fit();
            }
            MapCommand::ToggleFocus => {
                if !self.session.views.map.toggle_focus(&self.session.selection) {
                    self.show_message("Select an actor first: the map then keeps to it and its neighbours.");
                }
            }
        }
    }

    fn dispatch_query(&mut self, command: QueryCommand, ctx: &Context) {
        match command {
            QueryCommand::Ask(query) => self.ask(query, ctx),
            QueryCommand::Stop(query) => self.stop_query(&query),
        }
    }

    fn dispatch_table(&mut self, command: TableCommand, ctx: &Context) {
        match command {
            TableCommand::Copy(table) => self.copy_table(table, ctx),
            TableCommand::Save(table) => self.save_table(table),
            TableCommand::SaveTo(path) => self.save_table_to(self.files.absolute(&path)),
        }
    }

    fn dispatch_projection(&mut self, command: ProjectionCommand) {
        match command {
            ProjectionCommand::NewSeed => self.session.seed = self.session.seed.wrapping_add(1),
            ProjectionCommand::Stop => self.projections.stop(),
            ProjectionCommand::Restart => self.projections.restart(),
        }
    }

    fn dispatch_display(&mut self, command: DisplayCommand, ctx: &Context) {
        match command {
            DisplayCommand::SetLook(look) => self.set_look(look, ctx),
            DisplayCommand::Zoom(factor) => self.zoom_to(ctx.zoom_factor() * factor, ctx),
            DisplayCommand::ResetZoom => self.zoom_to(1.0, ctx),
            DisplayCommand::SetMotion(moves) => self.preferences.change(|kept| kept.motion = moves),
        }
    }

    fn dispatch_dialog(&mut self, command: DialogCommand) {
        match command {
            DialogCommand::ShowPalette => {
                self.session.views.dialog.palette = Palette::default();
                self.dialog = Some(Dialog::Palette);
            }
            DialogCommand::ShowShortcuts => self.dialog = Some(Dialog::Shortcuts),
            DialogCommand::ShowHindcast => self.show_hindcast(),
            DialogCommand::ShowGuide(page) => {
                self.dialog = Some(Dialog::Guide(page.unwrap_or(GuidePage::of(self.session.stage))));
            }
            DialogCommand::Close => {
                self.dialog = None;
                self.closing.cancel();
            }
        }
    }

    fn dispatch_message(&mut self, command: MessageCommand) {
        match command {
            MessageCommand::Dismiss(number) => self.messages.retain(|message| message.number != number),
            MessageCommand::DismissAll => self.messages.clear(),
        }
    }

    /// Applies an edit as part of the present gesture.
    pub(super) fn edit(&mut self, edit: Edit) {
        if let Err(error) = self.document.edit(edit, self.gesture_tracker.gesture(), &self.session.plan) {
            self.show_refusal(&error);
        }
    }

    /// Shows why an edit was refused.
    pub(super) fn show_refusal(&mut self, error: &EditError) {
        self.show_message(format!("That change was not made: {error}."));
    }

    /// Undoes or redoes a step, and shows the plan that was on the screen when it was made.
    fn step(&mut self, step: fn(&mut Document) -> Option<PlanId>) {
        if let Some(plan) = step(&mut self.document)
            && self.document.scenario().plans.contains(&plan)
        {
            self.choose_plan(plan);
        }
    }

    /// Shows another plan.
    pub(super) fn choose_plan(&mut self, plan: PlanId) {
        self.projections.hover(None, self.now);
        if self.session.plan != plan {
            self.projections.change_plan();
            self.session.player.unpin();
        }
        self.session.plan = plan;
    }

    /// Goes to a stage.
    pub(super) fn go_to(&mut self, stage: Stage) {
        self.projections.hover(None, self.now);
        if stage == Stage::Why && self.session.stage != Stage::Why {
            self.session.show_learning(self.document.scenario());
        }
        self.session.go_to(stage);
    }

    fn set_look(&mut self, look: Look, ctx: &Context) {
        self.theme = Theme::of(look);
        self.theme.apply(ctx);
        self.preferences.change(|kept| kept.look = look);
    }

    fn zoom_to(&mut self, factor: f32, ctx: &Context) {
        let factor = factor.clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end());
        // Larger and smaller again must be 100 % in spite of rounding.
        let factor = if (factor - 1.0).abs() < 0.01 { 1.0 } else { factor };
        ctx.set_zoom_factor(factor);
        self.preferences.change(|kept| kept.zoom = factor);
    }

    /// Shows another document in place of this one.
    pub(super) fn replace_document(&mut self, scenario: Scenario, path: Option<PathBuf>) {
        self.projections.clear();
        self.queries.forget();
        self.session = Session::of(&scenario);
        self.document = Document::opened(scenario, path);
        self.document_number += 1;
        self.dialog = None;
    }
}
