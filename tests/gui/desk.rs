//! Somebody in front of the window: clicks, types, and waits for what comes of it.

use crate::model::{answer_once, project_in_few_histories};
use crate::pictures::Rasterizer;
use egui::epaint::ClippedShape;
use egui::{Color32, Event, Key, Modifiers, Pos2, Rect, Shape, ViewportId, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tearline::app::{
    App, Ask, Clipboard, Copied, FileDialogs, Picked, PreferenceMemory, PreferenceStore, Preferences,
};
use tearline::app::{ClassStore, NullClassStore, NullRecoveryStore, RecoveryStore, Services, Threads};
use tearline::export::tables::clipboard::CopiedTable;
use tearline::scenario::{About, Edit, Level, Plan, RecipientId, Scenario};
use tearline::ui::command::HistoricalPlan;
use tearline::ui::kept_shapes;
use tearline::ui::theme::{Look, Theme};
use tearline::ui::{Command, DialogCommand, FileCommand, Stage, ViewCommand};

/// The button that goes on from the briefing of a case.
pub const BRIEFING: &str = "Go to the decision";

/// Answers file dialogs, in order; where there is no answer left, there is no dialog.
#[derive(Default)]
pub struct Answers {
    answers: Mutex<VecDeque<Picked>>,
    asked: Mutex<Vec<Ask>>,
}

impl FileDialogs for Answers {
    fn ask(&self, ask: &Ask) -> Picked {
        self.asked.lock().expect("nobody panicked").push(ask.clone());
        self.answers
            .lock()
            .expect("nobody panicked")
            .pop_front()
            .unwrap_or(Picked::Failed("This system has no file dialog.".into()))
    }
}

/// Keeps what was copied last.
#[derive(Default)]
pub struct CopyKeeper(Mutex<Option<Copied>>);

impl Clipboard for CopyKeeper {
    fn put(&self, copied: Copied) -> Result<(), String> {
        *self.0.lock().expect("nobody panicked") = Some(copied);
        Ok(())
    }
}

/// A function that is given the context of a window.
pub type BeforeFirstFrame = Box<dyn FnOnce(&egui::Context)>;

/// What a window is opened with.
pub struct Setup {
    pub preferences: Preferences,
    pub file: Option<PathBuf>,
    /// Few histories, if none is given.
    pub engine: Option<Arc<tearline::app::Engine>>,
    /// The analysis, if none is given; each question is put to it once.
    pub query_runner: Option<Arc<tearline::app::QueryRunner>>,
    /// One that stands still, if none is given: no answer takes long, however slow the computer.
    pub clock: Option<Arc<tearline::app::Clock>>,
    pub size: egui::Vec2,
    /// The time from frame to frame, in seconds.
    pub frame_seconds: f32,
    pub safe: Arc<dyn RecoveryStore>,
    pub classes: Arc<dyn ClassStore>,
    /// Whether signs that no font has show as boxes, as they do outside of tests; else they end the test.
    pub shows_boxes: bool,
    /// The preferences above in memory, if none is given.
    pub preference_store: Option<Arc<dyn PreferenceStore>>,
    /// Those that answer at once what they are told to answer, if none are given; others are not waited for.
    pub file_dialogs: Option<Arc<dyn FileDialogs>>,
    /// Given the context before the first frame.
    pub before_first_frame: Option<BeforeFirstFrame>,
}

/// The preferences of somebody who knows what happened, so that cases open as history went.
pub fn informed() -> Preferences {
    Preferences { hide_what_happened: false, ..Preferences::default() }
}

impl Default for Setup {
    fn default() -> Self {
        let size = egui::vec2(1280.0, 720.0);
        Setup {
            preferences: informed(),
            file: None,
            engine: None,
            query_runner: None,
            clock: None,
            size,
            frame_seconds: 0.25,
            safe: Arc::new(NullRecoveryStore),
            classes: Arc::new(NullClassStore),
            shows_boxes: false,
            preference_store: None,
            file_dialogs: None,
            before_first_frame: None,
        }
    }
}

/// A window, and a folder beside it.
pub struct Desk {
    pub window: Harness<'static, App>,
    pub folder: tempfile::TempDir,
    pub dialogs: Arc<Answers>,
    pub clipboard: Arc<CopyKeeper>,
    /// Whether file dialogs answer by themselves.
    dialogs_answer: bool,
    pub preferences: Arc<PreferenceMemory>,
    /// Whether the briefing of a case stays on the screen until somebody leaves it.
    pub reads_briefings: bool,
}

impl Desk {
    /// A window as it opens on an ordinary day.
    pub fn new() -> Self {
        Desk::with(Setup::default())
    }

    pub fn with(setup: Setup) -> Self {
        let mut desk = Desk::with_unsettled(setup);
        desk.settle();
        desk
    }

    /// A window that has not waited for anything yet.
    pub fn with_unsettled(setup: Setup) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let dialogs = Arc::new(Answers::default());
        let clipboard = Arc::new(CopyKeeper::default());
        let dialogs_answer = setup.file_dialogs.is_none();
        let preferences = Arc::new(PreferenceMemory::holding(setup.preferences));
        let services = Services {
            starter: Box::new(Threads),
            file_dialogs: setup.file_dialogs.unwrap_or_else(|| dialogs.clone()),
            clipboard: clipboard.clone(),
            preferences: setup.preference_store.unwrap_or_else(|| preferences.clone()),
            recovery_store: setup.safe,
            class_store: setup.classes,
            engine: setup.engine.unwrap_or_else(|| Arc::new(project_in_few_histories)),
            query_runner: setup.query_runner.unwrap_or_else(|| Arc::new(answer_once)),
            clock: setup.clock.unwrap_or_else(|| Arc::new(|| 0.0)),
            folder: folder.path().to_owned(),
        };
        let builder = Harness::builder()
            .with_size(setup.size)
            .with_step_dt(setup.frame_seconds)
            .with_render_cursor(false)
            .renderer(Rasterizer::default());
        let builder = if setup.shows_boxes { builder.allow_missing_glyphs() } else { builder };
        let builder = match setup.before_first_frame {
            Some(before_first_frame) => builder.with_context_setup(before_first_frame),
            None => builder,
        };
        let window = builder.build_eframe(move |cc| App::new(cc, services, setup.file));
        Desk { window, folder, dialogs, clipboard, dialogs_answer, preferences, reads_briefings: false }
    }

    /// Draws until nothing is asked for and nothing is under way any more.
    pub fn settle(&mut self) {
        // A job may report by itself between two frames: only a second round without any is quiet.
        let mut quiet_rounds = 0;
        while quiet_rounds < 2 {
            self.window.run_steps(3);
            let waited =
                if self.dialogs_answer { self.app().wait_for_tasks() } else { self.app().wait_for_work() };
            quiet_rounds = if waited { 0 } else { quiet_rounds + 1 };
        }
    }

    /// Draws a few frames without waiting for anything.
    pub fn draw(&mut self) {
        self.window.run_steps(3);
    }

    /// Draws frames while something goes on that never ends by itself, until this is to be read.
    pub fn draw_until_it_reads(&mut self, text: &str) {
        const MOST: usize = 5_000;
        let appears = (0..MOST).any(|_| {
            self.draw();
            self.reads(text)
        });
        assert!(appears, "“{text}” never appears");
    }

    pub fn app(&mut self) -> &mut App {
        self.window.state_mut()
    }

    /// The document as it stands.
    pub fn scenario(&self) -> Scenario {
        Scenario::clone(self.window.state().scenario())
    }

    /// Asks for something, as a view would.
    pub fn ask(&mut self, command: impl Into<Command>) {
        let command = command.into();
        let asks_for_briefing = command == ViewCommand::GoTo(Stage::Briefing).into();
        self.app().send(command);
        self.settle();
        if !asks_for_briefing {
            self.leave_briefing();
        }
    }

    /// Goes on from the briefing of a case to its decision, unless it is what the test is about.
    pub fn leave_briefing(&mut self) {
        if !self.reads_briefings && self.window.query_by_label(BRIEFING).is_some() {
            self.press(Key::Enter);
        }
    }

    /// Clicks a button of this name.
    pub fn click(&mut self, name: &str) {
        self.window.get_by_role_and_label(Role::Button, name).click();
        self.settle();
        self.leave_briefing();
    }

    /// Clicks a button of this name, and waits for nothing.
    pub fn click_without_waiting(&mut self, name: &str) {
        self.window.get_by_role_and_label(Role::Button, name).click();
        self.draw();
    }

    /// Clicks twice at a place.
    pub fn double_click(&mut self, pos: egui::Pos2) {
        self.window.hover_at(pos);
        self.window.step();
        // All in one frame: between two frames of a test passes more time than a double click has.
        self.press_button(pos, &[true, false, true, false]);
        self.settle();
    }

    /// Presses the button at one place and lets it go at another, seen at several places between them.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.drag_along(&[0.0, 0.3, 0.6, 1.0].map(|share| from + share * (to - from)));
    }

    /// Presses the button at the first place and lets it go at the last, seen at those between them.
    pub fn drag_along(&mut self, places: &[Pos2]) {
        let ([first, between @ ..], Some(last)) = (places, places.last()) else { return };
        self.window.hover_at(*first);
        self.window.drag_at(*first);
        for place in between {
            self.window.hover_at(*place);
            self.window.step();
        }
        self.window.drop_at(*last);
        self.settle();
    }

    /// Clicks where the pointer is, faster than the window draws.
    pub fn click_within_one_frame(&mut self, pos: egui::Pos2) {
        self.press_button(pos, &[true, false]);
        self.settle();
    }

    fn press_button(&mut self, pos: egui::Pos2, presses: &[bool]) {
        for &pressed in presses {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            let event = Event::PointerButton { pos, button, pressed, modifiers };
            self.window.input_mut().events.push(event);
        }
    }

    /// Clicks the window's own button to close it.
    pub fn close_window(&mut self) {
        let window = self.window.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        window.events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    /// Clicks the tab of a stage, or chooses it from the menu of stages where that stands in the place of tabs.
    pub fn go_to(&mut self, stage: &str) {
        if self.window.query_by_role_and_label(Role::Tab, stage).is_none() {
            self.window.get_by_label_contains("Stage: ").click();
            self.settle();
            self.window.get_by_role_and_label(Role::RadioButton, stage).click();
            return self.settle();
        }
        self.window.get_by_role_and_label(Role::Tab, stage).click();
        self.settle();
    }

    /// Whether this stage is the one that is shown.
    pub fn shows_stage(&self, stage: &str) -> bool {
        let Some(tab) = self.window.query_by_role_and_label(Role::Tab, stage) else {
            return self.window.query_by_label(&format!("Stage: {stage}")).is_some();
        };
        let node = tab.accesskit_node();
        node.is_selected() == Some(true) || node.toggled() == Some(true.into())
    }

    /// Opens the menu *File* and clicks something in it.
    pub fn choose(&mut self, name: &str) {
        self.click("File");
        self.click(name);
    }

    /// Presses a key with Ctrl, and perhaps Shift.
    pub fn ctrl(&mut self, key: Key, shift: bool) {
        let modifiers = Modifiers { shift, ..Modifiers::COMMAND | Modifiers::CTRL };
        self.window.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.window.event(Event::Text(text.into()));
        self.settle();
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.settle();
    }

    /// Whether a text that contains this is to be read anywhere.
    pub fn reads(&self, part: &str) -> bool {
        self.window.query_all_by(|node| contains(node.label(), part) || contains(node.value(), part)).count()
            > 0
    }

    /// How long the window draws nothing if nobody touches it.
    pub fn next_frame_in(&self) -> Duration {
        self.window.output().viewport_output.get(&ViewportId::ROOT).expect("a window").repaint_delay
    }

    /// Whether the window rests: most of the next frames ask for none within a tenth of a second. A look at the file, one in
    /// eight frames, ends when it likes and asks for two; what moves without end asks in every frame.
    pub fn rests(&mut self) -> bool {
        const FRAMES: usize = 12;
        let asks = |desk: &mut Self| {
            desk.window.step();
            desk.next_frame_in() <= Duration::from_millis(100)
        };
        (0..FRAMES).filter(|_| asks(self)).count() <= FRAMES / 2
    }

    /// The next file dialog will be answered so.
    pub fn will_pick(&self, picked: Picked) {
        self.dialogs.answers.lock().expect("nobody panicked").push_back(picked);
    }

    /// The table that was copied last, if one was; it is forgotten.
    pub fn copied_table(&self) -> Option<CopiedTable> {
        match self.clipboard.0.lock().expect("nobody panicked").take()? {
            Copied::Table(table) => Some(table),
        }
    }

    /// What file dialogs have asked so far.
    pub fn was_asked(&self) -> Vec<Ask> {
        self.dialogs.asked.lock().expect("nobody panicked").clone()
    }

    /// The preferences as they are kept.
    pub fn kept(&self) -> Preferences {
        self.preferences.load()
    }

    /// A place in the folder.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Says that the plan that retells history may be changed, so that it is not asked whether a copy is meant.
    pub fn may_change_history(&mut self) {
        self.ask(DialogCommand::AnswerHistoricalPlan(HistoricalPlan::Change));
    }

    /// Makes a change that needs saving.
    pub fn change_something(&mut self) {
        let months = self.scenario().horizon_months;
        self.ask(Command::Edit(Edit::SetHorizon(if months == 7 { 8 } else { 7 })));
    }

    /// Tells the public this much of the first item, in the plan that is shown.
    pub fn tell_the_public(&mut self, level: Level) {
        let (id, item) = (
            self.app().plan().expect("a plan").clone(),
            self.scenario().items.at(0).expect("an item").0.clone(),
        );
        let mut plan = self.scenario().plans.get(&id).expect("it is there").clone();
        plan.set_level(&item, &RecipientId::Public, level);
        self.ask(Command::Edit(Edit::PutPlan(id, plan)));
    }

    /// Puts a case of this title into a file.
    pub fn write_case(&self, name: &str, title: &str) -> PathBuf {
        let path = self.place(name);
        tearline::storage::save(&path, &case_called(title)).expect("saved");
        path
    }

    /// A window with a case from a file, at a stage.
    pub fn on(scenario: &Scenario, stage: &str) -> Self {
        Desk::on_with(Setup::default(), scenario, stage)
    }

    /// The same, opened otherwise than on an ordinary day.
    pub fn on_with(setup: Setup, scenario: &Scenario, stage: &str) -> Self {
        let mut desk = Desk::with(setup);
        let path = desk.place("case.ron");
        tearline::storage::save(&path, scenario).expect("saved");
        desk.ask(FileCommand::OpenPath(path));
        desk.go_to(stage);
        desk
    }

    /// Clicks something of this role and name.
    pub fn click_role(&mut self, role: Role, name: &str) {
        self.window.get_by_role_and_label(role, name).click();
        self.settle();
    }

    /// Clicks with the secondary button at a place.
    pub fn right_click(&mut self, pos: egui::Pos2) {
        self.window.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Secondary, egui::Modifiers::NONE);
            self.window.event(Event::PointerButton { pos, button, pressed, modifiers });
            self.window.step();
        }
        self.settle();
    }

    /// Clicks something of this name, whatever it is.
    pub fn click_any(&mut self, name: &str) {
        self.window.get_by_label(name).click();
        self.settle();
    }

    /// The plan that is shown.
    pub fn shown_plan(&mut self) -> Plan {
        let id = self.app().plan().expect("a plan").clone();
        self.scenario().plans.get(&id).expect("it is there").clone()
    }

    /// The shapes of one more frame; in others a part of them may be painted as triangles, which have no words.
    pub fn shapes(&mut self) -> Vec<ClippedShape> {
        kept_shapes::read_shapes(&self.window.ctx, true);
        self.window.step();
        kept_shapes::read_shapes(&self.window.ctx, false);
        self.window.output().shapes.clone()
    }

    /// Everything that is painted, groups taken apart.
    pub fn painted(&mut self) -> Vec<Shape> {
        fn take_apart(shape: &Shape, all: &mut Vec<Shape>) {
            match shape {
                Shape::Vec(parts) => parts.iter().for_each(|part| take_apart(part, all)),
                other => all.push(other.clone()),
            }
        }
        let mut all = Vec::new();
        self.shapes().iter().for_each(|clipped| take_apart(&clipped.shape, &mut all));
        all
    }

    /// Every text that is painted, with or without a widget behind it.
    pub fn painted_texts(&mut self) -> Vec<String> {
        let text = |shape: &Shape| match shape {
            Shape::Text(text) => Some(text.galley.text().to_owned()),
            _ => None,
        };
        self.painted().iter().filter_map(text).collect()
    }

    /// Whether a text that contains this is painted anywhere, with or without a widget behind it.
    pub fn paints(&mut self, part: &str) -> bool {
        self.painted_texts().iter().any(|text| text.contains(part))
    }

    /// Whether the keyboard's ring, which is drawn in the light look's colour, is around this place.
    pub fn has_ring(&mut self, place: Rect) -> bool {
        let ink = Theme::of(Look::Light).colors.better;
        self.painted().iter().any(|shape| {
            let Shape::Rect(ring) = shape else { return false };
            let is_around = ring.rect.contains_rect(place) && place.expand(4.0).contains_rect(ring.rect);
            ring.fill == Color32::TRANSPARENT && ring.stroke.color == ink && is_around
        })
    }

    /// Draws the window into a picture.
    pub fn render(&mut self) -> image::RgbaImage {
        self.window.render().expect("a picture")
    }

    /// Whether the window was told to close in the last frame, or will be.
    pub fn closes(&self) -> bool {
        self.window.state().is_closing()
    }
}

fn contains(text: Option<String>, part: &str) -> bool {
    text.is_some_and(|text| text.contains(part))
}

/// The smallest case with a title.
pub fn case_called(title: &str) -> Scenario {
    Scenario { about: About { title: title.into(), ..About::default() }, ..Scenario::default() }
}

/// What is in a file.
pub fn read(path: &Path) -> Scenario {
    tearline::storage::load(path).expect("a good file").scenario
}
