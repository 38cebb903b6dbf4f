//! Closing the open document, for another one or to quit. Asks before unsaved changes are lost.

use super::document::Document;
use super::files::OpenedFile;
use super::tasks::TaskKey;
use super::{App, session};
use crate::scenario::Scenario;
use crate::ui::Stage;
use crate::ui::chrome::Dialog;
use crate::ui::chrome::dialog::NewCaseForm;
use crate::ui::command::Unsaved;
use egui::{Context, ViewportCommand};

/// The action that follows once the document is closed.
#[derive(Clone, Debug)]
enum AfterClosing {
    /// Describe a new case in the form.
    New,
    /// Open a file that has been read.
    Open(Box<OpenedFile>),
    /// Show the case of the class again.
    ClassCase,
    /// Quit the program.
    Quit,
}

impl AfterClosing {
    /// For the question whether to save “before …”.
    fn in_words(&self) -> String {
        match self {
            AfterClosing::New => "starting a new case".into(),
            AfterClosing::Open(opened) => format!("opening “{}”", opened.scenario.about.title),
            AfterClosing::ClassCase => "going back to the case of the class".into(),
            AfterClosing::Quit => "leaving".into(),
        }
    }
}

/// An action that waits until the document may be closed.
#[derive(Debug)]
struct Waiting {
    next: AfterClosing,
    /// Whether the unsaved changes are being saved for it; else the question about them is open.
    saving: bool,
}

/// The state of closing.
#[derive(Debug, Default)]
pub struct Closing {
    waiting: Option<Waiting>,
    /// Whether the program quits as soon as nothing is being saved.
    pub quits: bool,
    /// Whether the window was told to close; once is enough.
    close_sent: bool,
}

impl Closing {
    /// Keeps the document open after all.
    pub fn cancel(&mut self) {
        self.waiting = None;
    }
}

impl App {
    /// Opens the form for a new case, after asking about unsaved changes.
    pub(super) fn close_then_ask_for_new(&mut self) {
        self.close_then(AfterClosing::New);
    }

    /// Opens what was read, after asking about unsaved changes.
    pub(super) fn close_then_open(&mut self, opened: OpenedFile) {
        self.close_then(AfterClosing::Open(Box::new(opened)));
    }

    /// Shows the case of the class again, after asking about unsaved changes of the one that is open.
    pub(super) fn close_then_show_class_case(&mut self) {
        self.close_then(AfterClosing::ClassCase);
    }

    /// Quits, after asking about unsaved changes.
    pub(super) fn close_then_quit(&mut self) {
        self.close_then(AfterClosing::Quit);
    }

    fn close_then(&mut self, next: AfterClosing) {
        if !self.document.unsaved() {
            return self.follow_closing(next);
        }
        let (title, before) = (self.document.title().to_owned(), next.in_words());
        self.closing.waiting = Some(Waiting { next, saving: false });
        self.dialog = Some(Dialog::Unsaved { title, before });
    }

    /// Executes the answer about unsaved changes.
    pub(super) fn answer_unsaved(&mut self, answer: Unsaved) {
        self.dialog = None;
        match answer {
            Unsaved::Stay => self.closing.cancel(),
            Unsaved::Discard => {
                if let Some(Waiting { next, .. }) = self.closing.waiting.take() {
                    self.follow_closing(next);
                }
            }
            Unsaved::Save => {
                if let Some(waiting) = &mut self.closing.waiting {
                    waiting.saving = true;
                }
                match self.document.unsaved() {
                    true => self.save(),
                    // A save that was under way when it was asked has ended since.
                    false => self.continue_closing(),
                }
            }
        }
    }

    /// Goes on with closing, if the document was saved for that.
    pub(super) fn continue_closing(&mut self) {
        if let Some(Waiting { next, .. }) = self.closing.waiting.take_if(|waiting| waiting.saving) {
            // Asks again if something was changed while it was being saved.
            self.close_then(next);
        }
    }

    fn follow_closing(&mut self, next: AfterClosing) {
        match next {
            AfterClosing::New => {
                self.session.views.dialog.new_case = NewCaseForm::default();
                self.dialog = Some(Dialog::NewCase);
            }
            AfterClosing::Open(opened) => self.show_opened(*opened),
            AfterClosing::ClassCase => self.show_class_case(),
            AfterClosing::Quit => self.closing.quits = true,
        }
    }

    /// Starts with a scenario that is in no file: unsaved, unless it is the blank one.
    pub(super) fn start(&mut self, scenario: Scenario) {
        self.replace_document(Document::opened(scenario.clone(), None));
        self.document.mark_never_saved();
        self.session.stage = match session::first_stage(&scenario) {
            // The words of the form come first, before any number, as in the built-in cases.
            Stage::Decision => Stage::Briefing,
            other => other,
        };
    }

    /// Closes the window once the program quits and nothing is being saved; refuses any other request
    /// to close it, and asks about unsaved changes instead.
    pub(super) fn follow_window_closing(&mut self, ctx: &Context) {
        let requested = ctx.input(|input| input.viewport().close_requested());
        if requested && !self.may_close() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        if requested && !self.closing.quits {
            self.close_then_quit();
        }
        if self.may_close() && !requested && !std::mem::replace(&mut self.closing.close_sent, true) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn may_close(&self) -> bool {
        self.closing.quits && !self.tasks.is_running(TaskKey::SaveFile)
    }
}
