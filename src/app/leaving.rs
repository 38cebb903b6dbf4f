//! Leaving the open document: for another, for an empty one, or for good. Nothing unsaved is left
//! behind without asking.

use super::App;
use super::files::Opened;
use crate::scenario::Scenario;
use crate::ui::Stage;
use crate::ui::chrome::Dialog;
use crate::ui::command::Unsaved;
use egui::{Context, ViewportCommand};

/// What comes after the open document.
#[derive(Clone, Debug)]
pub enum Next {
    /// An empty scenario.
    Begin,
    /// This.
    Show(Box<Opened>),
    /// The end of the program.
    Quit,
}

impl Next {
    /// As the question names it: “before …”.
    fn in_words(&self) -> String {
        match self {
            Next::Begin => "starting a new case".into(),
            Next::Show(opened) => format!("opening “{}”", opened.scenario.about.title),
            Next::Quit => "leaving".into(),
        }
    }
}

/// How far leaving has come.
#[derive(Debug, Default)]
pub struct Leaving {
    /// What comes next, while somebody is asked about unsaved changes or they are being saved.
    next: Option<Next>,
    /// Whether saving is under way so that the next can come.
    saving: bool,
    /// Whether the window is to close as soon as nothing is being written.
    pub closing: bool,
    /// Whether the window was told to close.
    told: bool,
}

impl Leaving {
    /// Does not leave after all.
    pub fn stay(&mut self) {
        self.next = None;
        self.saving = false;
    }
}

impl App {
    /// Goes on to what comes next, after asking about unsaved changes if there are any.
    pub(super) fn leave_then(&mut self, next: Next) {
        if !self.document.unsaved() {
            return self.go_on(next);
        }
        let (title, before) = (self.document.title().to_owned(), next.in_words());
        self.leaving.next = Some(next);
        self.leaving.saving = false;
        self.dialog = Some(Dialog::Unsaved { title, before });
    }

    /// Does what was answered about unsaved changes.
    pub(super) fn answer_unsaved(&mut self, answer: Unsaved) {
        self.dialog = None;
        match answer {
            Unsaved::Stay => self.leaving.stay(),
            Unsaved::Discard => {
                if let Some(next) = self.leaving.next.take() {
                    self.go_on(next);
                }
            }
            Unsaved::Save => {
                self.leaving.saving = true;
                self.save();
            }
        }
    }

    /// Goes on, if the document was being saved for that.
    pub(super) fn go_on_after_saving(&mut self) {
        if !std::mem::take(&mut self.leaving.saving) {
            return;
        }
        if let Some(next) = self.leaving.next.take() {
            // Whoever changed something while it was being saved is asked again.
            self.leave_then(next);
        }
    }

    fn go_on(&mut self, next: Next) {
        match next {
            Next::Begin => {
                self.replace_document(Scenario::default(), None);
                self.session.stage = Stage::Setting;
            }
            Next::Show(opened) => self.show(*opened),
            Next::Quit => self.leaving.closing = true,
        }
    }

    /// Sees to it that the window closes when it should, and only then.
    pub(super) fn see_to_closing(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        let may_close = self.leaving.closing && !self.files.are_written();
        if asked && !may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        if asked && !self.leaving.closing {
            self.leave_then(Next::Quit);
        }
        let may_close = self.leaving.closing && !self.files.are_written();
        if may_close && !asked && !std::mem::replace(&mut self.leaving.told, true) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
