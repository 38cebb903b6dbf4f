//! Opening. What is open stays until the other has been read and found good.

use super::{App, NotRead, Opened};
use crate::app::job_result::JobResult;
use crate::app::leaving::Next;
use crate::app::session;
use crate::scenario::Scenario;
use crate::storage;
use crate::ui::chrome::Dialog;
use std::path::PathBuf;

impl App {
    /// Reads a file; what is open stays until it has been read and found good.
    pub(in crate::app) fn open(&mut self, path: PathBuf) {
        let path = self.files.whole(&path);
        self.files.reading += 1;
        let ticket = self.files.reading;
        let named = path.clone();
        let watch = self.file_watch();
        let work = move || {
            let watched = watch(&path);
            let outcome = match storage::load(&path) {
                Ok(scenario) => Ok(Box::new(Opened { scenario, path: Some(path.clone()), watch: watched })),
                Err(error) => Err(NotRead { trouble: error.to_string(), is_gone: !path.exists() }),
            };
            JobResult::Read { ticket, path, outcome }
        };
        self.jobs.start("open file", work, move |why| JobResult::Read {
            ticket,
            path: named.clone(),
            outcome: Err(NotRead {
                trouble: format!("{} could not be read: {why}", named.display()),
                is_gone: false,
            }),
        });
    }

    /// Shows what was read, or says what is wrong with it.
    pub(in crate::app) fn was_read(
        &mut self,
        ticket: u64,
        path: PathBuf,
        outcome: Result<Box<Opened>, NotRead>,
    ) {
        if ticket != self.files.reading {
            return;
        }
        match outcome {
            Ok(opened) => self.leave_then(Next::Show(opened)),
            Err(NotRead { trouble, is_gone }) => {
                self.refuse(&Dialog::OpenPath, trouble);
                if is_gone {
                    self.preferences.change(|kept| kept.forget(&path));
                }
            }
        }
    }

    /// Opens a built-in case.
    pub(in crate::app) fn open_case(&mut self, name: &str) {
        match self.cases.iter().find(|case| case.name == name) {
            Some(case) => {
                let scenario = Scenario::clone(&case.scenario);
                self.leave_then(Next::Show(Box::new(Opened { scenario, path: None, watch: (None, false) })));
            }
            None => self.tell(format!("There is no built-in case called “{name}”.")),
        }
    }

    /// Makes this the open document.
    pub(in crate::app) fn show(&mut self, opened: Opened) {
        let stage = session::best_stage(&opened.scenario);
        self.replace_document(opened.scenario, opened.path.clone());
        self.session.stage = stage;
        if let Some(path) = opened.path {
            let (stamp, elsewhere) = opened.watch;
            self.file_is_now(&path, stamp, elsewhere);
            let title = self.document.title().to_owned();
            self.preferences.change(|kept| kept.remember(&path, &title));
        }
    }
}
