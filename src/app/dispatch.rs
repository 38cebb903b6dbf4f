//! The one place where commands are carried out.

use super::document::Document;
use super::files::paths;
use super::leaving::Next;
use super::preferences::ZOOM_RANGE;
use super::session::Session;
use super::{App, Scenario};
use crate::scenario::{Edit, PlanId};
use crate::ui::chrome::Dialog;
use crate::ui::chrome::dialog::Palette;
use crate::ui::theme::{Look, Theme};
use crate::ui::{Command, GuidePage, Stage, Which};
use egui::Context;
use std::path::PathBuf;

impl App {
    /// Does what was asked for, in the order in which it was asked.
    pub(super) fn dispatch_all(&mut self, ctx: &Context) {
        for command in self.commands.take() {
            self.dispatch(command, ctx);
        }
    }

    fn dispatch(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Edit(edit) => self.edit(edit),
            Command::AddPlan(plan) => {
                let id = self.document.add_plan(plan, &self.session.plan);
                self.choose_plan(id);
            }
            Command::NewPlan
            | Command::DuplicatePlan
            | Command::AddActor(_)
            | Command::AddItem
            | Command::AddRepair
            | Command::LayOutMap => self.add(command),
            Command::ToggleFocus => {
                if !self.session.views.map.toggle_focus(&self.session.selection) {
                    self.tell("Select an actor first: the map then keeps to it and its neighbours.");
                }
            }
            Command::Undo => self.step(Document::undo),
            Command::Redo => self.step(Document::redo),
            Command::ChoosePlan(plan) => self.choose_plan(plan),
            Command::Preview(plan) => self.projections.hover(plan.map(|plan| *plan), self.now),
            Command::Select(selection) => self.session.selection = selection,
            Command::ShowMonth(_)
            | Command::ShowHistory(_)
            | Command::RollHistory
            | Command::PlayOrPause
            | Command::PlayFromStart
            | Command::StepEvents(_)
            | Command::ShowEntry(_)
            | Command::SetSpeed(_)
            | Command::TakeSeat(_) => self.play(command),
            Command::SetMotion(moves) => self.preferences.change(|kept| kept.motion = moves),
            Command::GoTo(stage) => self.go_to(stage),
            Command::ShowWhy(view) => {
                self.session.views.why.show(view);
                self.go_to(Stage::Why);
            }
            Command::Ask(query) => self.ask(query, ctx),
            Command::StopQuery(query) => self.stop_query(&query),
            Command::CopyTable(table) => self.copy_table(table, ctx),
            Command::SaveTable(table) => self.save_table(table),
            Command::SaveTableTo(path) => self.save_table_to(self.files.whole(&path)),
            Command::ToggleTable => match self.session.stage {
                Stage::Setting => self.session.views.setting.toggle_table(),
                Stage::Aftermath => self.session.views.aftermath.toggle_table(),
                Stage::Compare => self.session.views.compare.toggle_table(),
                Stage::Library | Stage::Decision | Stage::Why => {}
            },
            Command::FitMap => self.session.views.map.fit(),
            Command::RollAgain => self.session.seed = self.session.seed.wrapping_add(1),
            Command::StopRun => self.projections.give_up(),
            Command::RunAgain => self.projections.try_again(),
            Command::Dismiss(number) => self.messages.retain(|message| message.number != number),
            Command::DismissAll => self.messages.clear(),
            Command::SetLook(look) => self.set_look(look, ctx),
            Command::Zoom(factor) => self.zoom_to(ctx.zoom_factor() * factor, ctx),
            Command::ResetZoom => self.zoom_to(1.0, ctx),
            Command::ShowPalette => {
                self.session.views.dialog.palette = Palette::default();
                self.dialog = Some(Dialog::Palette);
            }
            Command::ShowShortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::ShowHindcast => self.show_hindcast(),
            Command::ShowGuide(page) => {
                self.dialog = Some(Dialog::Guide(page.unwrap_or(GuidePage::of(self.session.stage))));
            }
            Command::CloseDialog => {
                self.dialog = None;
                self.leaving.stay();
            }
            Command::AnswerUnsaved(answer) => self.answer_unsaved(answer),
            Command::AnswerOrphanedSnapshot(open) => self.answer_orphaned_snapshot(open),
            Command::LoadAnew => self.load_anew(),
            Command::New => self.leave_then(Next::Begin),
            Command::Quit => self.leave_then(Next::Quit),
            Command::Open
            | Command::OpenByPath
            | Command::OpenPath(_)
            | Command::OpenCase(_)
            | Command::Save
            | Command::SaveAs
            | Command::SaveAsByPath
            | Command::SaveTo(_)
            | Command::ReplaceFile(_) => self.dispatch_to_files(command),
        }
        self.session.keep_to(self.document.scenario());
    }

    fn dispatch_to_files(&mut self, command: Command) {
        match command {
            Command::Open => self.ask_for_file(super::Ask::Open),
            Command::OpenByPath => self.ask_for_path(Dialog::OpenPath),
            Command::OpenPath(path) => {
                self.keep_only(&Dialog::OpenPath);
                self.open(path);
            }
            Command::OpenCase(name) => self.open_case(&name),
            Command::Save => self.save(),
            Command::SaveAs => self.save_as(),
            Command::SaveAsByPath => self.ask_for_path(Dialog::SavePath),
            Command::SaveTo(path) => {
                self.keep_only(&Dialog::SavePath);
                self.save_to(paths::with_extension(self.files.whole(&path)), false);
            }
            Command::ReplaceFile(path) => {
                self.dialog = None;
                self.save_to(path, true);
            }
            _ => {}
        }
    }

    fn play(&mut self, command: Command) {
        let last = self.document.scenario().horizon_months;
        let begins = matches!(
            command,
            Command::ShowHistory(Some(_))
                | Command::RollHistory
                | Command::PlayFromStart
                | Command::TakeSeat(Some(_))
        );
        if begins && !self.session.stage.plays() {
            self.go_to(Stage::Aftermath);
        }
        let session = &mut self.session;
        match command {
            Command::ShowMonth(month) => session.show_month(month.min(last)),
            Command::ShowHistory(which) => session.player.look_at(which, session.month, last),
            Command::RollHistory => session.player.roll(),
            Command::PlayOrPause => session.player.play_or_pause(),
            Command::PlayFromStart => session.player.play_from_start(),
            Command::StepEvents(steps) => session.player.step(steps),
            Command::ShowEntry(entry) => session.player.show_entry(entry),
            Command::SetSpeed(speed) => session.player.set_speed(speed),
            Command::TakeSeat(seat) => {
                if seat.is_some() && session.player.playback(true).which.is_none() {
                    session.player.look_at(Some(Which::Typical), session.month, last);
                }
                session.player.take_seat(seat);
            }
            _ => {}
        }
        session.see_month();
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if let Err(error) = self.document.edit(edit, self.gesture_tracker.gesture(), &self.session.plan) {
            self.tell(format!("That change was not made: {error}."));
        }
    }

    fn step(&mut self, step: fn(&mut Document) -> Option<PlanId>) {
        if let Some(plan) = step(&mut self.document)
            && self.document.scenario().plans.contains(&plan)
        {
            self.choose_plan(plan);
        }
    }

    pub(super) fn choose_plan(&mut self, plan: PlanId) {
        self.projections.hover(None, self.now);
        if self.session.plan != plan {
            self.projections.forget_earlier();
            self.session.player.let_go();
        }
        self.session.plan = plan;
    }

    pub(super) fn go_to(&mut self, stage: Stage) {
        self.projections.hover(None, self.now);
        if stage == Stage::Why && self.session.stage != Stage::Why {
            self.session.look_back(self.document.scenario());
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
        // Back and forth must end where it began, for all the rounding in between.
        let factor = if (factor - 1.0).abs() < 0.01 { 1.0 } else { factor };
        ctx.set_zoom_factor(factor);
        self.preferences.change(|kept| kept.zoom = factor);
    }

    /// Opens another document in place of this one.
    pub(super) fn replace_document(&mut self, scenario: Scenario, path: Option<PathBuf>) {
        self.projections.forget();
        self.queries.forget();
        self.session = Session::of(&scenario);
        self.document = Document::opened(scenario, path);
        self.documents += 1;
        self.dialog = None;
    }
}
