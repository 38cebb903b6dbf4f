//! Keeps the session of a class as it goes: every answer is on the disk a moment after it was entered, and a session
//! that was broken off can be gone on with.

use super::tasks::{TaskKey, TaskResult};
use super::{App, elapsed};
use crate::lesson::ClassSession;
use crate::storage::{ClassFolder, FileError};
use std::sync::Arc;

/// Keeps the sessions of classes.
pub trait ClassStore: Send + Sync {
    /// Writes a session in place of what was kept of it before.
    ///
    /// # Errors
    /// If it cannot be written.
    fn write(&self, session: &ClassSession) -> Result<(), FileError>;

    /// The folder in which they are kept; `None` where nothing is.
    fn place(&self) -> Option<String> {
        None
    }

    /// The sessions that are kept, the newest first; of each that cannot be read, what is wrong with it.
    fn sessions(&self) -> Vec<Result<ClassSession, FileError>>;
}

/// The sessions in a folder of this person.
pub struct KeptClasses {
    folder: ClassFolder,
}

impl KeptClasses {
    /// The sessions in a folder, which is made when it is first needed.
    pub fn new(folder: std::path::PathBuf) -> Self {
        KeptClasses { folder: ClassFolder::new(folder) }
    }

    /// The folder of this person; `None` if the system names none.
    pub fn of_this_person() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "Tearline")?;
        Some(KeptClasses::new(folders.data_local_dir().join("classes")))
    }
}

impl ClassStore for KeptClasses {
    fn write(&self, session: &ClassSession) -> Result<(), FileError> {
        self.folder.write(&format!("class-{}", session.began), session)
    }

    fn place(&self) -> Option<String> {
        Some(self.folder.path().display().to_string())
    }

    fn sessions(&self) -> Vec<Result<ClassSession, FileError>> {
        self.folder.read_all()
    }
}

/// Keeps no session.
pub struct NullClassStore;

impl ClassStore for NullClassStore {
    fn write(&self, _: &ClassSession) -> Result<(), FileError> {
        Ok(())
    }

    fn sessions(&self) -> Vec<Result<ClassSession, FileError>> {
        Vec::new()
    }
}

/// Keeps the session of the class on the screen in step with its store.
pub struct ClassKeeper {
    store: Arc<dyn ClassStore>,
    /// The session as it was last written.
    written: Option<ClassSession>,
    /// When it was last written without a failure, in seconds of the window's clock.
    written_at: Option<f64>,
    /// The folder in which sessions are kept; `None` where nothing is.
    place: Option<String>,
    /// Whether a failure was reported; once is enough.
    failure_reported: bool,
    /// The sessions that were found.
    found: Vec<ClassSession>,
}

impl ClassKeeper {
    /// Keeps sessions in this store.
    pub fn into_store(store: Arc<dyn ClassStore>) -> Self {
        let place = store.place();
        ClassKeeper {
            store,
            written: None,
            written_at: None,
            place,
            failure_reported: false,
            found: Vec::new(),
        }
    }

    /// The sessions that were found, the newest first.
    pub fn found(&self) -> &[ClassSession] {
        &self.found
    }

    /// The folder in which sessions are kept; `None` where nothing is.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

impl App {
    /// Writes the session of the class if it has changed, unless an earlier one is being written.
    pub(super) fn keep_class(&mut self) {
        if let Some(session) = self.unwritten_class()
            && !self.tasks.is_running(TaskKey::KeepClass)
        {
            let store = self.class_keeper.store.clone();
            self.class_keeper.written = Some(session.clone());
            self.tasks.start(TaskKey::KeepClass, move || store.write(&session), App::handle_class_kept);
        }
    }

    /// The same without a task: the class, or the program, ends. An earlier session that is being written is waited for,
    /// so that it cannot replace this one.
    pub(super) fn keep_class_now(&mut self) {
        self.wait_for(&[TaskKey::KeepClass]);
        if let Some(session) = self.unwritten_class() {
            let result = self.class_keeper.store.write(&session);
            self.class_keeper.written = Some(session);
            self.handle_class_kept(Ok(result));
        }
    }

    fn unwritten_class(&self) -> Option<ClassSession> {
        let session = self.class.as_ref()?.session();
        (self.class_keeper.written.as_ref() != Some(session)).then(|| session.clone())
    }

    fn handle_class_kept(&mut self, result: TaskResult<Result<(), FileError>>) {
        let failed = match result {
            Ok(Ok(())) => {
                self.class_keeper.failure_reported = false;
                self.class_keeper.written_at = Some(self.now);
                return;
            }
            Ok(Err(error)) => format!("The answers of the class cannot be kept: {error}"),
            Err(error) => format!("The answers of the class cannot be kept: {error}"),
        };
        // It is tried again with the next answer.
        if !std::mem::replace(&mut self.class_keeper.failure_reported, true) {
            self.report_problem(failed);
        }
    }

    /// Whether the session of the class is kept, for the status bar, and in how many seconds that text will change.
    pub(super) fn kept_text(&self) -> (String, Option<f64>) {
        let keeper = &self.class_keeper;
        match keeper.written_at {
            _ if keeper.failure_reported => ("The class is not kept".into(), None),
            _ if keeper.place.is_none() => ("There is no folder to keep the class in".into(), None),
            Some(at) => {
                let elapsed = elapsed::ago(self.now - at);
                (format!("Class kept {}", elapsed.text), Some(elapsed.changes_in))
            }
            None => ("The class is being kept".into(), None),
        }
    }

    /// Looks for sessions that were kept.
    pub(super) fn find_kept_classes(&mut self) {
        let store = self.class_keeper.store.clone();
        self.tasks.start(
            TaskKey::FindClasses,
            move || store.sessions(),
            |app, result| match result {
                Ok(found) => app.take_kept_classes(found),
                Err(error) => app.report_problem(format!("Earlier lessons could not be looked for: {error}")),
            },
        );
    }

    fn take_kept_classes(&mut self, found: Vec<Result<ClassSession, FileError>>) {
        let mut sessions = Vec::new();
        for session in found {
            match session {
                Ok(session) => sessions.push(session),
                Err(error) => self.report_problem(format!("An earlier lesson cannot be read: {error}")),
            }
        }
        self.class_keeper.found = sessions;
    }
}
