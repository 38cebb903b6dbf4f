//! The application: the open document with its undo history, background tasks, and the one place that
//! executes commands.
//!
//! Every frame, [`eframe::App::logic`] first handles the results of tasks and executes the commands that
//! were sent; then the views draw what there is and send more. Absent here: drawing,
//! but for the frame between the views (`draw`).

mod autosave;
mod class_case;
mod classroom;
mod clipboard;
mod closing;
mod dialogs;
mod dispatch;
mod document;
mod draw;
mod dropped_files;
mod elapsed;
mod exports;
mod files;
mod gesture_tracker;
mod hindcast;
mod historical_plan;
mod imports;
pub mod instance;
mod kept_classes;
mod player;
mod preferences;
mod projection_input;
mod projections;
mod queries;
mod screens;
mod scripts;
mod session;
mod system_dialogs;
mod system_memory;
mod tasks;
mod typed_path;
mod vote_files;
mod window;

pub use autosave::{NullRecoveryStore, RecoveryFolder, RecoveryStore};
pub use clipboard::{Clipboard, Copied, SystemClipboard};
pub use dialogs::{Ask, FileDialogs, Picked};
pub use document::UndoHistory;
pub use gesture_tracker::Gesture;
pub use kept_classes::{ClassStore, KeptClasses, NullClassStore};
pub use preferences::{PreferenceFile, PreferenceMemory, PreferenceStore, Preferences};
pub use projections::{Engine, QUICK_HISTORIES};
pub use queries::{Clock, QueryRequest, QueryRunner, answer};
pub use system_dialogs::SystemDialogs;
pub use system_memory::keep_memory_between_frames;
pub use tasks::{Starter, Threads, Work};
pub use window::{opened_in_running_window, run};

use crate::scenario::{PlanId, Scenario};
use crate::ui::chrome::messages::DONE_STAYS_SECONDS;
use crate::ui::chrome::{Dialog, Message, MessageKind};
use crate::ui::stages::library::LibraryEntry;
use crate::ui::theme::{self, Theme};
use crate::ui::{Command, Commands, FileCommand};
use document::Document;
use egui::Color32;
use gesture_tracker::GestureTracker;
use preferences::CurrentPreferences;
use projections::ProjectionCache;
use session::Session;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use tasks::{TaskKey, Tasks};

/// The services that the application needs from outside; a test replaces each by its own.
pub struct Services {
    /// Starts tasks off the window's thread.
    pub starter: Box<dyn Starter>,
    /// Asks for files.
    pub file_dialogs: Arc<dyn FileDialogs>,
    /// Takes what is copied.
    pub clipboard: Arc<dyn Clipboard>,
    /// Keeps preferences.
    pub preferences: Arc<dyn PreferenceStore>,
    /// Keeps unsaved changes.
    pub recovery_store: Arc<dyn RecoveryStore>,
    /// Keeps the sessions of classes.
    pub class_store: Arc<dyn ClassStore>,
    /// Projects a plan.
    pub engine: Arc<Engine>,
    /// Answers the questions of views.
    pub query_runner: Arc<QueryRunner>,
    /// Tells how long answers take.
    pub clock: Arc<Clock>,
    /// The folder in which relative paths start: where the program was started.
    pub folder: PathBuf,
}

impl Services {
    /// Threads, the desktop's dialogs, a file for the preferences, and the model.
    pub fn real() -> Self {
        let preferences: Arc<dyn PreferenceStore> = match PreferenceFile::of_this_person() {
            Some(file) => Arc::new(file),
            None => Arc::new(PreferenceMemory::default()),
        };
        Services {
            starter: Box::new(Threads),
            file_dialogs: Arc::new(SystemDialogs),
            clipboard: Arc::new(SystemClipboard::default()),
            preferences,
            recovery_store: match RecoveryFolder::of_this_person() {
                Some(folder) => Arc::new(folder),
                None => Arc::new(NullRecoveryStore),
            },
            class_store: match KeptClasses::of_this_person() {
                Some(folder) => Arc::new(folder),
                None => Arc::new(NullClassStore),
            },
            engine: Arc::new(crate::engine::project),
            query_runner: Arc::new(answer),
            clock: queries::clock(),
            // A folder that was removed meanwhile: relative paths then fail with a message.
            folder: std::env::current_dir().unwrap_or_default(),
        }
    }
}

/// The command that opens what was named at the start: a file, or else the built-in case of that name.
fn open_named(path: PathBuf) -> FileCommand {
    let case = path.to_str().and_then(crate::storage::built_in).filter(|_| !path.exists());
    match case {
        Some(case) => FileCommand::OpenCase(case.name.into()),
        None => FileCommand::OpenPath(path),
    }
}

/// The application.
pub struct App {
    document: Document,
    /// The document without what is hidden.
    visible: historical_plan::VisibleDocument,
    scripts: scripts::KnownScripts,
    /// Counts the documents that were opened, so that a task knows whether its own is still open.
    document_number: u64,
    /// The number of the document that was drawn last.
    drawn_document: u64,
    /// Whether much memory was freed, or will be when what is under way ends, since free memory was given back.
    frees_memory: bool,
    session: Session,
    theme: &'static Theme,
    /// The colour in which the window was cleared for this frame.
    cleared_in: Color32,
    cases: Vec<LibraryEntry>,
    projections: ProjectionCache,
    queries: queries::Queries,
    hindcasting: hindcast::Hindcasting,
    /// The class that is being taught, if any.
    class: Option<classroom::Class>,
    /// The number of the screen on which this window is not, if there is one; looked up while a class is taught.
    second_screen: Option<usize>,
    class_keeper: kept_classes::ClassKeeper,
    exports: exports::Exports,
    imports: imports::Imports,
    clipboard: Arc<dyn Clipboard>,
    tasks: Tasks<App>,
    engine: Arc<Engine>,
    query_runner: Arc<QueryRunner>,
    clock: Arc<Clock>,
    system_question: dialogs::SystemQuestion,
    files: files::Files,
    autosave: autosave::Autosave,
    closing: closing::Closing,
    preferences: CurrentPreferences,
    messages: Vec<Message>,
    messages_so_far: u64,
    dialog: Option<Dialog>,
    /// The page from which the dialog asks for a path.
    dialog_below: Option<Dialog>,
    commands: Commands,
    /// Commands given by key while somebody was typing; they wait until the text field has applied its text.
    after_typing: Vec<Command>,
    gesture_tracker: GestureTracker,
    /// The title that the window has.
    window_title: String,
    /// The files that other programs ask this window to open; `None` where it does not listen.
    asked_files: Option<Receiver<PathBuf>>,
    /// The file among them that is still to be opened.
    waiting_file: Option<PathBuf>,
    /// The time of this frame, in seconds since the window opened.
    now: f64,
}

impl App {
    /// The application at its start; `file` is opened if there is one.
    pub fn new(cc: &eframe::CreationContext<'_>, services: Services, file: Option<PathBuf>) -> Self {
        let ctx = &cc.egui_ctx;
        theme::install_fonts(ctx);
        crate::ui::reading_order::install(ctx);
        crate::ui::kept::install(ctx);
        crate::ui::kept_shapes::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        let preferences = CurrentPreferences::load(services.preferences);
        let theme = Theme::of(preferences.now().look);
        theme.apply(ctx);
        ctx.set_zoom_factor(preferences.now().zoom);
        let wake = ctx.clone();
        let mut commands = Commands::default();
        file.into_iter().for_each(|path| commands.send(open_named(path)));
        let mut app = App {
            session: Session::of(&Scenario::default()),
            document: Document::opened(Scenario::default(), None),
            visible: historical_plan::VisibleDocument::of(&Arc::default(), false),
            scripts: scripts::KnownScripts::default(),
            document_number: 0,
            drawn_document: 0,
            frees_memory: false,
            theme,
            cleared_in: theme.colors.panel,
            cases: files::built_in_cases(),
            projections: ProjectionCache::default(),
            queries: queries::Queries::default(),
            hindcasting: hindcast::Hindcasting::default(),
            class: None,
            second_screen: None,
            class_keeper: kept_classes::ClassKeeper::into_store(services.class_store),
            exports: exports::Exports::default(),
            imports: imports::Imports::default(),
            clipboard: services.clipboard,
            tasks: Tasks::new(services.starter, move || wake.request_repaint()),
            engine: services.engine,
            query_runner: services.query_runner,
            clock: services.clock,
            system_question: dialogs::SystemQuestion::of(services.file_dialogs),
            files: files::Files::starting_in(services.folder),
            autosave: autosave::Autosave::into_store(services.recovery_store),
            closing: closing::Closing::default(),
            preferences,
            messages: Vec::new(),
            messages_so_far: 0,
            dialog: None,
            dialog_below: None,
            commands,
            after_typing: Vec::new(),
            gesture_tracker: GestureTracker::default(),
            window_title: String::new(),
            asked_files: None,
            waiting_file: None,
            now: 0.0,
        };
        app.update_visible();
        app.find_orphaned_snapshots();
        app.find_kept_classes();
        app
    }

    /// The question to the engine: the plan on the screen, the document and the seed.
    fn projection_input(&self) -> Option<projection_input::ProjectionInput> {
        let scenario = self.visible.scenario().clone();
        let plan = self.session.plan(&scenario).cloned()?;
        let Session { seed, supposes_learning, .. } = self.session;
        let input = projection_input::ProjectionInput { scenario, plan, seed, supposes_learning };
        let supposes_learning = supposes_learning && self.projections.nothing_to_suppose(&input).is_none();
        Some(projection_input::ProjectionInput { supposes_learning, ..input })
    }

    /// Waits until none of these tasks runs any more.
    fn wait_for(&mut self, keys: &[TaskKey]) {
        while keys.iter().any(|key| self.tasks.is_running(*key)) {
            match self.tasks.wait() {
                Some(handler) => handler(self),
                None => return,
            }
        }
    }

    /// Says what did not work.
    fn report_problem(&mut self, text: impl Into<String>) {
        self.show_message(MessageKind::Problem, text.into());
    }

    /// Says something that is no fault.
    fn show_note(&mut self, text: impl Into<String>) {
        self.show_message(MessageKind::Note, text.into());
    }

    /// Says that what was asked for is done.
    fn show_done(&mut self, text: impl Into<String>) {
        self.show_message(MessageKind::Done { at: self.now }, text.into());
    }

    /// Shows a message. The same text again is one message, the newest.
    fn show_message(&mut self, kind: MessageKind, text: String) {
        self.messages.retain(|message| message.text != text);
        self.messages_so_far += 1;
        self.messages.push(Message { number: self.messages_so_far, kind, text });
    }

    /// Takes away what was said long enough.
    fn follow_messages(&mut self, ctx: &egui::Context) {
        let now = self.now;
        let left = |message: &Message| match message.kind {
            MessageKind::Done { at } => at + DONE_STAYS_SECONDS - now,
            MessageKind::Note | MessageKind::Problem => f64::INFINITY,
        };
        self.messages.retain(|message| left(message) > 0.0);
        let next = self.messages.iter().map(left).fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(next));
        }
    }
}

/// Access from outside: for tests and benchmarks, which drive the app like a person and then look at it.
impl App {
    /// Sends a command, as a view would.
    pub fn send(&mut self, command: impl Into<Command>) {
        self.commands.send(command);
    }

    /// Waits until every task has ended, and handles the results; false if there was none. For tests: a
    /// window that draws never waits.
    pub fn wait_for_tasks(&mut self) -> bool {
        let any = self.tasks.any();
        while let Some(handler) = self.tasks.wait() {
            handler(self);
        }
        any
    }

    /// The same for every task but a file dialog, which may never be answered.
    pub fn wait_for_work(&mut self) -> bool {
        let any = self.tasks.any_work();
        while let Some(handler) = self.tasks.wait_for_work() {
            handler(self);
        }
        any
    }

    /// The document as it stands.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.document.scenario()
    }

    /// Whether the document has unsaved changes.
    pub fn unsaved(&self) -> bool {
        self.document.unsaved()
    }

    /// The projection on the screen, and whether it is that of the document as it stands.
    pub fn projection(&self) -> Option<(&crate::engine::Projection, bool)> {
        self.projections.shown()
    }

    /// The state of the map.
    pub fn map(&self) -> &crate::ui::map::MapView {
        &self.session.views.map
    }

    /// The projection before the last change, if it is drawn as a ghost.
    pub fn earlier(&self) -> Option<&crate::engine::Projection> {
        self.projections.earlier()
    }

    /// The plan with the choice under the pointer made.
    pub fn preview(&self) -> Option<&crate::scenario::Plan> {
        self.projections.hovered().map(|(plan, _)| plan)
    }

    /// The plan on the screen; `None` if the document has none.
    pub fn plan(&self) -> Option<&PlanId> {
        self.document.scenario().plans.contains(&self.session.plan).then_some(&self.session.plan)
    }

    /// The selection.
    pub fn selection(&self) -> &crate::ui::Selection {
        &self.session.selection
    }

    /// The event log of the history on the screen, if one is shown.
    pub fn event_log(&self) -> Option<&crate::analysis::events::EventLog> {
        self.session.player.playback(true).log
    }

    /// The event log of the same history before the last change of the plan.
    pub fn earlier_event_log(&self) -> Option<&crate::analysis::events::EventLog> {
        self.session.player.playback(true).earlier
    }

    /// Whether the window is about to close.
    pub fn is_closing(&self) -> bool {
        self.closing.quits
    }
}
