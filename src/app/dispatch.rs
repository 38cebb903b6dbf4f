//! The one place that executes commands: one function for each family.

use super::class_case::Left;
use super::dialogs::Ask;
use super::document::Document;
use super::preferences::ZOOM_RANGE;
use super::session::{self, Session};
use super::{App, Scenario};
use crate::scenario::{
    Actor, Edit, EditError, Item, Plan, PlanId, Position, made_names, map_layout, repair_offers,
};
use crate::ui::chrome::Dialog;
use crate::ui::chrome::dialog::CommandPalette;
use crate::ui::command::ExportCommand;
use crate::ui::stages::choosers;
use crate::ui::theme::{Look, Theme};
use crate::ui::{
    AddCommand, Command, DialogCommand, DisplayCommand, FileCommand, GuidePage, HistoryChoice, MapCommand,
    MessageCommand, PlayCommand, ProjectionCommand, QueryCommand, Selection, Stage, TableCommand,
    ViewCommand,
};
use egui::Context;

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
            // While a class is taught, what is undone is what it answered.
            Command::Undo if self.is_teaching() => self.take_back_answer(),
            Command::Redo if self.is_teaching() => self.enter_answer_again(),
            Command::Undo => self.step(Document::undo),
            Command::Redo => self.step(Document::redo),
            Command::Add(command) => self.add(command),
            Command::File(command) => self.dispatch_file(command),
            Command::Play(command) => self.dispatch_play(command),
            Command::View(command) => self.dispatch_view(command),
            Command::Map(command) => self.dispatch_map(command),
            Command::Query(command) => self.dispatch_query(command, ctx),
            Command::Table(command) => self.dispatch_table(command, ctx),
            Command::Export(command) => self.dispatch_export(command, ctx),
            Command::Import(command) => self.dispatch_import(command),
            Command::Projection(command) => self.dispatch_projection(command),
            Command::Classroom(command) => self.dispatch_classroom(command),
            Command::Display(command) => self.dispatch_display(command, ctx),
            Command::Dialog(command) => self.dispatch_dialog(command),
            Command::Message(command) => self.dispatch_message(command),
        }
        self.update_visible();
        self.session.remove_missing(self.visible.scenario());
    }

    fn dispatch_file(&mut self, command: FileCommand) {
        match command {
            FileCommand::New => self.close_then_ask_for_new(),
            FileCommand::Start(scenario) => self.start(*scenario),
            FileCommand::Open => self.ask_for_file(Ask::Open),
            FileCommand::OpenByPath => self.ask_for_open_path(),
            FileCommand::OpenPath(path) => {
                self.settle_by_path(&Dialog::OpenPath);
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
                self.settle_by_path(&Dialog::SavePath);
                self.dialog = None;
                self.save_to(path, true);
            }
            FileCommand::Overwrite => self.overwrite(),
            FileCommand::KeepMine => self.keep_mine(),
            FileCommand::SaveAnyway => self.save_anyway(),
            FileCommand::Reload => self.reload(),
            FileCommand::AnswerUnsaved(answer) => self.answer_unsaved(answer),
            FileCommand::ShowRecoveredWork => self.show_recovered_work(),
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
        // In a class the room's picture plays; a seat is taken in the aftermath.
        let seats = matches!(command, PlayCommand::TakeSeat(_));
        if begins && !self.session.stage.plays() && (seats || !self.is_teaching()) {
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
            ViewCommand::ReadWhatHappened => {
                self.go_to(Stage::Briefing);
                self.session.reads_what_happened = !self.visible.hides_outcome();
            }
            ViewCommand::BeginCase => self.go_to(session::first_stage(self.document.scenario())),
            ViewCommand::CloseBriefing => self.go_to(self.session.before_briefing),
            ViewCommand::ShowWhy(view) => {
                self.session.views.why.show(view);
                self.go_to(Stage::Why);
            }
            ViewCommand::Select(selection) => self.session.selection = selection,
            ViewCommand::ShowNumber(input) => {
                self.go_to(Stage::Setting);
                if let Some(selection) = Selection::of(&input) {
                    self.session.selection = selection;
                }
                self.session.views.setting.show_number(input);
            }
            ViewCommand::ChoosePlan(plan) => self.choose_plan(plan),
            ViewCommand::Preview(plan) => self.projections.hover(plan.map(|plan| *plan), self.now),
            ViewCommand::StepArea(step) => match self.session.stage {
                Stage::Library | Stage::Classroom => {
                    self.show_note("This stage is a single area: Tab walks all of it.");
                }
                Stage::Briefing
                | Stage::Setting
                | Stage::Decision
                | Stage::Aftermath
                | Stage::Why
                | Stage::Compare => self.session.views.area_focus.step(step),
            },
            ViewCommand::ToggleTable => match self.session.stage {
                Stage::Setting => self.session.views.setting.toggle_table(),
                Stage::Aftermath => self.session.views.aftermath.toggle_table(),
                Stage::Compare => self.session.views.compare.toggle_table(),
                // These stages have nothing that could be a table instead.
                Stage::Library | Stage::Briefing | Stage::Decision | Stage::Why | Stage::Classroom => {}
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
                    self.show_note("Select an actor first: the map then keeps to it and its neighbours.");
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
            TableCommand::CopyPaper(table) => self.copy_paper_table(&table, ctx),
            TableCommand::Save(table, format) => self.save_table(table, format),
        }
    }

    fn dispatch_export(&mut self, command: ExportCommand, ctx: &Context) {
        match command {
            ExportCommand::SaveNetwork(format) => self.save_network(format),
            ExportCommand::SaveDecision(format) => self.save_decision(format),
            ExportCommand::SaveReport(sections, format) => self.save_report(sections, format),
            ExportCommand::ShowPicture(subject) => self.show_picture(subject),
            ExportCommand::SavePicture(order) => self.save_picture(&order),
            ExportCommand::CopyPicture(order) => self.copy_picture(&order, ctx),
            ExportCommand::SaveHandouts(lesson, format) => self.save_handouts(&lesson, format),
            ExportCommand::SaveClassReport(class, names, format) => {
                self.save_class_report(class, names, format);
            }
            ExportCommand::SaveTwoClasses(classes, format) => self.save_two_classes(classes, format),
            ExportCommand::SaveClassTable(class, names) => self.save_class_table(class, names),
            ExportCommand::SaveCaseFile(file) => self.save_case_file(file),
            ExportCommand::SaveTo(path) => self.save_export_to(self.files.absolute(&path)),
            ExportCommand::Stop => self.stop_export(),
        }
    }

    fn dispatch_projection(&mut self, command: ProjectionCommand) {
        match command {
            ProjectionCommand::NewSeed => self.session.seed = self.session.seed.wrapping_add(1),
            ProjectionCommand::SupposeLearning(supposed) => {
                self.projections.change_plan();
                self.session.player.unpin();
                self.session.supposes_learning = supposed;
            }
            ProjectionCommand::Stop => self.projections.stop(),
            ProjectionCommand::Restart => self.projections.restart(),
        }
    }

    fn dispatch_display(&mut self, command: DisplayCommand, ctx: &Context) {
        match command {
            DisplayCommand::SetLook(look) => self.set_look(look, ctx),
            DisplayCommand::Zoom(factor) => self.zoom_to(ctx.zoom_factor() * factor, ctx),
            DisplayCommand::ResetZoom => self.zoom_to(1.0, ctx),
            DisplayCommand::ToggleFullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen == Some(true));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!full));
            }
            DisplayCommand::SetMotion(moves) => self.preferences.change(|kept| kept.motion = moves),
            DisplayCommand::HideWhatHappened(hide) => self.hide_what_happened(hide),
        }
    }

    fn dispatch_dialog(&mut self, command: DialogCommand) {
        match command {
            DialogCommand::ShowPalette => {
                self.session.views.dialog.palette = CommandPalette::default();
                self.dialog = Some(Dialog::Palette);
            }
            DialogCommand::ShowReportForm => self.dialog = Some(Dialog::Report),
            DialogCommand::ShowShortcuts => self.dialog = Some(Dialog::Shortcuts),
            DialogCommand::ShowHindcast => self.show_hindcast(),
            DialogCommand::ShowGuide(page) => {
                self.dialog = Some(Dialog::Guide(page.unwrap_or(GuidePage::of(self.session.stage))));
            }
            DialogCommand::AnswerHistoricalPlan(answer) => self.answer_historical_plan(answer),
            DialogCommand::Close => {
                self.dialog = None;
                self.session.asked_change = None;
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
        if self.asks_about_history(&edit) {
            return;
        }
        if let Err(error) = self.document.edit(edit, self.gesture_tracker.gesture(), &self.session.plan) {
            self.show_refusal(&error);
        }
    }

    /// Shows why an edit was refused.
    pub(super) fn show_refusal(&mut self, error: &EditError) {
        self.report_problem(format!("That change was not made: {error}."));
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
            self.session.open_plan();
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
    pub(super) fn replace_document(&mut self, document: Document) {
        self.projections.clear();
        self.queries.clear();
        self.closing.cancel();
        let session = std::mem::replace(&mut self.session, Session::of(document.scenario()));
        let document = std::mem::replace(&mut self.document, document);
        self.leave_document(Left { document, session });
        self.document_number += 1;
        self.update_visible();
        self.set_file_stamp(None);
        self.close_dialog_about_document();
    }
}

/// Adding to the document: new plans, actors, items and repairs, with default values and a name that can be
/// changed at once.
impl App {
    pub(super) fn add(&mut self, command: AddCommand) {
        let scenario = self.document.scenario().clone();
        match command {
            AddCommand::Plan(plan) => {
                self.show_new_plan(plan);
            }
            AddCommand::NewPlan => self.add_named_plan(Plan::named("New plan")),
            AddCommand::DuplicatePlan => {
                if let Some(plan) = self.session.plan(&scenario) {
                    let name = made_names::with_ending(&plan.name, ", copy");
                    self.add_named_plan(Plan { name, ..plan.clone() });
                }
            }
            AddCommand::Actor(at) => self.add_actor(&scenario, at),
            AddCommand::DuplicateActor(id) => {
                self.edit(Edit::DuplicateActor(id));
                self.inspect_new(Selection::Actor(scenario.next_actor_id()));
            }
            AddCommand::Item => self.add_item(&scenario),
            AddCommand::DuplicateItem(id) => {
                self.edit(Edit::DuplicateItem(id));
                self.inspect_new(Selection::Item(scenario.next_item_id()));
            }
            AddCommand::Repair => self.add_repair(&scenario),
        }
    }

    /// Adds a plan under a name that no other has, and lets the name be changed.
    fn add_named_plan(&mut self, plan: Plan) {
        let name = unused_name(self.document.scenario(), &plan.name);
        if let Some(id) = self.show_new_plan(Plan { name: name.clone(), ..plan }) {
            self.go_to(Stage::Decision);
            self.session.views.decision.type_name(id, name);
        }
    }

    /// Adds a plan and shows it; its id, unless it cannot be added.
    fn show_new_plan(&mut self, plan: Plan) -> Option<PlanId> {
        match self.document.add_plan(plan, &self.session.plan) {
            Ok(id) => {
                self.choose_plan(id.clone());
                Some(id)
            }
            Err(error) => {
                self.show_refusal(&error);
                None
            }
        }
    }

    fn add_actor(&mut self, scenario: &Scenario, at: Option<Position>) {
        let id = scenario.next_actor_id();
        let low_in_the_middle = self.session.views.map.place_for_newcomer();
        let at = at.or_else(|| Some(map_layout::free_place_right_of(scenario, low_in_the_middle?)));
        self.edit(Edit::PutActor(id.clone(), Actor { at, ..Actor::named("New actor") }));
        self.inspect_new(Selection::Actor(id));
    }

    /// Adds an item from the first partner; home's own, if there is no partner.
    fn add_item(&mut self, scenario: &Scenario) {
        let id = scenario.next_item_id();
        let giver = scenario.partnerships.keys().next().unwrap_or(&scenario.home);
        self.edit(Edit::PutItem(id.clone(), Item::from_originator("New item", giver.clone())));
        self.inspect_new(Selection::Item(id));
    }

    /// Shows something new in the inspector, and lets its name be changed.
    fn inspect_new(&mut self, selection: Selection) {
        self.go_to(Stage::Setting);
        self.session.selection = selection;
        self.session.views.setting.type_name();
    }

    fn add_repair(&mut self, scenario: &Scenario) {
        self.go_to(Stage::Aftermath);
        let Some(plan) = self.session.plan(scenario) else { return };
        let partner = choosers::looked_at(scenario, &self.session.selection, None);
        let next = |partner| repair_offers::next(scenario, plan, &partner, self.session.month);
        let Some(repair) = partner.and_then(next) else {
            return self.show_note("Nobody shares with home yet, so there is nothing to repair.");
        };
        let mut plan = plan.clone();
        plan.repairs.push(repair);
        self.edit(Edit::PutPlan(self.session.plan.clone(), plan));
    }
}

/// A name for a plan that no other has.
pub(super) fn unused_name(scenario: &Scenario, name: &str) -> String {
    made_names::unused(name, |name| scenario.plans.values().any(|plan| plan.name == name))
}
