//! A class that is being taught: executes the commands of the classroom, keeps the session, and shows the room's window.

use super::App;
use super::class_case::SetAside;
use super::exports;
use super::screens::room_window;
use super::session::Views;
use crate::lesson::ClassSession;
use crate::lesson::ballots::BallotReading;
use crate::lesson::session::{Entry, Event};
use crate::lesson::template::Template;
use crate::scenario::{Edit, Lesson, PlanId, RoomView, StepKind, Touch};
use crate::ui::command::{ClassChoice, LessonChoice};
use crate::ui::stages::classroom::{self, ClassView, ClassroomView, Earlier};
use crate::ui::{ClassroomCommand, Commands, HistoryChoice, Scene, Stage};
use egui::{CentralPanel, Frame, Key, Modifiers, Ui, ViewportBuilder, ViewportCommand};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The size of the room's window where it does not fill a screen, in points.
pub const ROOM_SIZE: egui::Vec2 = egui::vec2(960.0, 540.0);

/// A class that is being taught.
pub struct Class {
    session: ClassSession,
    /// What was taken back, the last one last.
    taken_back: Vec<Entry>,
    /// The window's time at which the session began, in seconds.
    began: f64,
    room_is_open: bool,
    /// The screen that the room's window fills; `None` for a window beside this one.
    pub(super) room_screen: Option<usize>,
    is_blank: bool,
    is_frozen: bool,
    notes_hidden: bool,
    names_hidden: bool,
    /// The plan that was on the screen last in a step in which plans are tried.
    tried: Option<String>,
    /// Its case, while another one is open.
    pub(super) set_aside: Option<SetAside>,
}

impl Class {
    /// A class whose session begins, or goes on after its last entry.
    fn new(session: ClassSession, now: f64) -> Self {
        let ran = session.entries.last().map_or(0.0, |entry| entry.at);
        Class {
            session,
            taken_back: Vec::new(),
            began: now - ran,
            room_is_open: false,
            room_screen: None,
            is_blank: false,
            is_frozen: false,
            notes_hidden: false,
            names_hidden: false,
            tried: None,
            set_aside: None,
        }
    }

    /// Whether the room's window is open.
    pub fn room_is_open(&self) -> bool {
        self.room_is_open
    }

    /// Its session.
    pub fn session(&self) -> &ClassSession {
        &self.session
    }

    /// What views see of it.
    fn view<'a>(&'a self, now: f64, around: Around<'a>) -> ClassView<'a> {
        ClassView {
            case: self.set_aside.as_ref().map(SetAside::scenario),
            explores: around.explores,
            kept_in: around.kept_in,
            session: &self.session,
            now: now - self.began,
            room_is_open: self.room_is_open,
            room_fills_screen: self.room_screen.is_some(),
            is_blank: self.is_blank,
            is_frozen: self.is_frozen,
            notes_hidden: self.notes_hidden,
            names_hidden: self.names_hidden,
        }
    }

    fn add(&mut self, now: f64, event: Event) {
        self.taken_back.clear();
        self.session.add(now - self.began, event);
    }
}

/// What views of a class learn from elsewhere.
struct Around<'a> {
    /// The title of the other case that the step explores.
    explores: Option<&'a str>,
    /// The folder in which the session is kept.
    kept_in: Option<&'a str>,
}

/// What a command may need to know of the class.
impl App {
    /// Whether a class is on the screen.
    pub(super) fn is_teaching(&self) -> bool {
        self.class.is_some() && self.session.stage == Stage::Classroom
    }

    /// Whether a student has the laptop, so that nothing but the screen of the role play is shown.
    pub(super) fn covers_window(&self, views: &Views) -> bool {
        self.is_teaching() && views.classroom.covers_window()
    }

    /// What undo and redo do while a class is on the screen; `None` while none is.
    pub(super) fn answers_to_undo(&self) -> Option<[Option<&'static str>; 2]> {
        let class = self.class.as_ref().filter(|_| self.is_teaching())?;
        let label = |is_there: bool| is_there.then_some("the last answer");
        Some([label(class.session.answers() > 0), label(!class.taken_back.is_empty())])
    }

    /// Whether what happened is hidden: in the case of a class until its reveal, whatever else is preferred.
    pub(super) fn hides_what_happened(&self) -> bool {
        match &self.class {
            Some(class) if class.set_aside.is_none() => !class.session.is_revealed(),
            Some(_) | None => self.preferences.now().hide_what_happened,
        }
    }

    /// The commands for keys that a class uses.
    pub(super) fn pressed_in_class(&self, ctx: &egui::Context) -> Vec<crate::ui::Command> {
        match &self.class {
            Some(class) if self.is_teaching() && self.dialog.is_none() => {
                classroom::pressed(ctx, &class.session)
            }
            _ => Vec::new(),
        }
    }
}

/// Commands.
impl App {
    pub(super) fn dispatch_classroom(&mut self, command: ClassroomCommand) {
        match command {
            ClassroomCommand::Begin(choice) => self.begin_lesson(&choice),
            ClassroomCommand::GoOn(began) => self.go_on_with_class(began),
            ClassroomCommand::AddLesson(template) => self.add_lesson(template),
            ClassroomCommand::End => self.end_lesson(),
            ClassroomCommand::GoToStep(step) => self.go_to_step(step),
            ClassroomCommand::Next => self.go_by(1),
            ClassroomCommand::Back => self.go_by(-1),
            ClassroomCommand::TogglePause => self.in_class(|class, now| {
                let pauses = !class.session.timer().is_paused();
                class.add(now, Event::Paused(pauses));
            }),
            ClassroomCommand::AddMinutes(minutes) => {
                self.in_class(|class, now| class.add(now, Event::MinutesAdded(minutes)));
            }
            ClassroomCommand::Enter(event) => self.in_class(|class, now| class.add(now, event)),
            ClassroomCommand::CountOne { step, option } => self.in_class(|class, now| {
                if let Some(tally) = class.session.tally(step) {
                    let votes = tally.counted(option) + 1;
                    class.add(now, Event::Counted { step, option, votes });
                }
            }),
            ClassroomCommand::CountTable { step, reading } => self.count_table(step, *reading),
            ClassroomCommand::ShowTally { step, shown } => {
                self.in_class(|class, now| class.add(now, Event::TallyShown { step, shown }));
            }
            ClassroomCommand::ToggleBlank => self.in_class(|class, _| class.is_blank = !class.is_blank),
            ClassroomCommand::ToggleFrozen => {
                self.in_class(|class, _| class.is_frozen = !class.is_frozen);
            }
            ClassroomCommand::NameClass(name) => {
                self.in_class(|class, _| class.session.class = name);
            }
            ClassroomCommand::ToggleNotes => {
                self.in_class(|class, _| class.notes_hidden = !class.notes_hidden);
            }
            ClassroomCommand::ToggleNames => {
                self.in_class(|class, _| class.names_hidden = !class.names_hidden);
            }
            ClassroomCommand::ToggleRoom => {
                let screen = self.second_screen;
                self.in_class(|class, _| {
                    class.room_is_open = !class.room_is_open;
                    class.room_screen = screen.filter(|_| class.room_is_open);
                });
            }
            ClassroomCommand::KeepPicture => self.session.views.classroom.keep_next(),
            ClassroomCommand::OpenVotes => self.ask_for_votes(),
            ClassroomCommand::OpenVotesFrom(path) => self.open_votes(&path),
            ClassroomCommand::ShowCase => self.close_then_show_class_case(),
        }
    }

    fn in_class(&mut self, act: impl FnOnce(&mut Class, f64)) {
        match &mut self.class {
            Some(class) => act(class, self.now),
            None => self.show_note("No lesson is under way; begin one in Classroom."),
        }
    }

    /// What a class view learns from elsewhere, with the class.
    fn class_view(&self) -> Option<ClassView<'_>> {
        let around = Around { explores: self.explored_title(), kept_in: self.class_keeper.place() };
        Some(self.class.as_ref()?.view(self.now, around))
    }

    /// Keeps the name of the plan that is looked at in a step in which plans are tried.
    pub(super) fn keep_tried_plan(&mut self) {
        let name = self.session.plan(self.visible.scenario()).map(|plan| plan.name.clone());
        let shows_plans = self.session.stage.shows_numbers();
        let now = self.now;
        let Some(class) = self.class.as_mut().filter(|_| shows_plans) else { return };
        let step = class.session.lesson.steps.get(class.session.step());
        let tries = step.is_some_and(|step| step.may_touch() >= Touch::Plans);
        if let Some(name) = name.filter(|name| tries && class.tried.as_ref() != Some(name)) {
            class.tried = Some(name.clone());
            class.add(now, Event::PlanTried { name });
        }
    }

    fn begin_lesson(&mut self, choice: &LessonChoice) {
        let scenario = self.document.scenario();
        let Some(lesson) = self.chosen_lesson(choice) else { return };
        if let Some(problem) = lesson.problems().into_iter().next() {
            return self.show_note(&problem.sentence);
        }
        // A clock before 1970 has no time to write down.
        let began = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let session = ClassSession::new(scenario.about.title.clone(), lesson, began);
        self.class = Some(Class::new(session, self.now));
        self.update_visible();
    }

    /// A lesson of the case, or one from a template.
    pub(super) fn chosen_lesson(&self, choice: &LessonChoice) -> Option<Lesson> {
        let scenario = self.document.scenario();
        match choice {
            LessonChoice::OfCase(index) => scenario.lessons.get(*index).cloned(),
            LessonChoice::Template(template) => Some(template.lesson(scenario)),
        }
    }

    /// The session of a class, if it is still there.
    pub(super) fn session_of(&self, choice: ClassChoice) -> Option<&ClassSession> {
        match choice {
            ClassChoice::UnderWay => self.class.as_ref().map(Class::session),
            ClassChoice::Kept(began) => {
                self.class_keeper.found().iter().find(|session| session.began == began)
            }
        }
    }

    /// Goes on with the session that began at this time, in seconds since 1970.
    fn go_on_with_class(&mut self, began: u64) {
        if let Some(session) = self.class_keeper.found().iter().find(|session| session.began == began) {
            self.class = Some(Class::new(session.clone(), self.now));
            self.in_class(|class, now| class.add(now, Event::Paused(true)));
            self.update_visible();
        }
    }

    fn end_lesson(&mut self) {
        self.keep_class_now();
        self.class = None;
        self.find_kept_classes();
        self.session.views.classroom = classroom::ClassroomState::default();
    }

    fn add_lesson(&mut self, template: Template) {
        let scenario = self.document.scenario();
        let edit = Edit::PutLesson(scenario.lessons.len(), template.lesson(scenario));
        self.edit(edit);
    }

    fn go_by(&mut self, steps: isize) {
        let Some(class) = &self.class else { return };
        if let Some(step) = class.session.step().checked_add_signed(steps) {
            self.go_to_step(step);
        }
    }

    /// Begins a step; one that reveals shows its plan.
    fn go_to_step(&mut self, step: usize) {
        let Some(class) = &mut self.class else { return };
        let Some(of) = class.session.lesson.steps.get(step) else { return };
        let kind = of.kind.clone();
        class.add(self.now, Event::StepBegan(step));
        class.is_blank = false;
        class.tried = None;
        self.session.views.classroom.begin_step();
        self.come_back_for(&kind);
        self.update_visible();
        self.show_plan_of_step();
    }

    /// Shows the plan that the step under way is about; while another case is open, what it plays waits.
    pub(super) fn show_plan_of_step(&mut self) {
        let Some(class) = self.class.as_ref().filter(|class| class.set_aside.is_none()) else { return };
        let Some(step) = class.session.lesson.steps.get(class.session.step()) else { return };
        let (kind, view) = (step.kind.clone(), step.shows());
        let scenario = self.document.scenario();
        let plan: Option<PlanId> = match kind {
            StepKind::Reveal { plan, .. } => scenario.lesson_plan(plan.as_ref()).cloned(),
            StepKind::WhatHappened => scenario.lesson_plan(None).cloned(),
            StepKind::Why { plan, .. } => plan,
            _ => None,
        };
        plan.into_iter().for_each(|plan| self.choose_plan(plan));
        self.begin_history(view == RoomView::History);
    }

    /// Plays a typical history from its start, or shows all histories again.
    fn begin_history(&mut self, plays: bool) {
        let last = self.document.scenario().horizon_months;
        let (player, month) = (&mut self.session.player, self.session.month);
        player.show_history(plays.then_some(HistoryChoice::Typical), month, last);
        if plays {
            player.play_from_start();
        }
    }

    /// Counts the votes of a table: known voters by name, the others beside what was counted.
    fn count_table(&mut self, step: usize, reading: BallotReading) {
        self.in_class(|class, now| {
            if !reading.votes.is_empty() {
                class.add(now, Event::Voted { step, votes: reading.votes });
            }
            let counted: Vec<u64> = match class.session.tally(step) {
                Some(tally) => (0..reading.counted.len()).map(|option| tally.counted(option)).collect(),
                None => return,
            };
            for (option, votes) in reading.counted.into_iter().enumerate().filter(|(_, votes)| *votes > 0) {
                class.add(now, Event::Counted { step, option, votes: counted[option] + votes });
            }
        });
    }

    /// Takes back the last answer of the class.
    pub(super) fn take_back_answer(&mut self) {
        if let Some(class) = &mut self.class {
            class.taken_back.extend(class.session.take_back());
        }
    }

    /// Enters the answer again that was taken back last.
    pub(super) fn enter_answer_again(&mut self) {
        if let Some(class) = &mut self.class
            && let Some(entry) = class.taken_back.pop()
        {
            class.session.entries.push(entry);
        }
    }
}

/// Drawing.
impl App {
    /// Draws the stage: the lessons of the case, or the class that is being taught.
    pub(super) fn draw_classroom(
        &self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        views: &mut Views,
        commands: &mut Commands,
    ) {
        let view = self.class_view();
        let earlier = Earlier { kept: self.class_keeper.found(), when: exports::began };
        classroom::show(
            ui,
            scene,
            ClassroomView { class: view.as_ref(), earlier, cases: &self.cases },
            &mut views.classroom,
            commands,
        );
    }

    /// Draws the room's window, if it is open, whatever stage the teacher looks at.
    pub(super) fn draw_room(&self, ui: &Ui, scene: &Scene<'_>, views: &mut Views, commands: &mut Commands) {
        let (Some(class), Some(view)) = (&self.class, self.class_view()) else { return };
        let ctx = ui.ctx();
        views.classroom.keep_if_asked(scene, &view, commands);
        if let Some(seconds) = class.session.timer().until_next_change(view.now) {
            ctx.request_repaint_after(Duration::from_secs_f64(seconds.clamp(0.02, 1.0)));
        }
        if !class.room_is_open {
            return;
        }
        let picture = views.classroom.room_picture(scene, &view, commands);
        let builder = ViewportBuilder::default().with_title("Tearline: the room").with_inner_size(ROOM_SIZE);
        let builder = match class.room_screen {
            Some(screen) => builder.with_monitor(screen),
            None => builder,
        };
        ctx.show_viewport_immediate(room_window(), builder, |ui, _| {
            CentralPanel::no_frame()
                .frame(Frame::new())
                .show(ui, |ui| classroom::fill_room(ui, &view, &picture));
            let (full_screen, closes, is_full) = ui.ctx().input_mut(|input| {
                let key = input.consume_key(Modifiers::NONE, Key::F11);
                (key, input.viewport().close_requested(), input.viewport().fullscreen == Some(true))
            });
            if full_screen {
                ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            if closes {
                commands.send(ClassroomCommand::ToggleRoom);
            }
            // A clicker sends its keys to the window that has the keyboard, which may be the room's.
            classroom::pressed(ui.ctx(), &class.session)
                .into_iter()
                .for_each(|command| commands.send(command));
        });
    }
}
