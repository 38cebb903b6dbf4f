//! The case of the class while another one is open: it is set aside whole, with its undo history and with what the
//! window showed, and comes back with one click or with the next step.

use super::App;
use super::document::Document;
use super::session::Session;
use crate::scenario::{Scenario, StepKind};
use crate::storage::Stamp;
use crate::ui::Stage;
use std::sync::Arc;

/// The case of a class that was set aside.
pub struct SetAside {
    document: Document,
    session: Session,
    stamp: Option<Stamp>,
}

impl SetAside {
    /// The case.
    pub fn scenario(&self) -> &Scenario {
        self.document.scenario()
    }

    /// The same to be kept, for work in the background.
    pub fn shared(&self) -> Arc<Scenario> {
        self.document.scenario().clone()
    }
}

/// A document that is no longer on the screen.
pub struct Left {
    pub document: Document,
    pub session: Session,
}

impl App {
    /// Takes a document that makes room for another: that of a class is set aside, any other is gone.
    pub(super) fn leave_document(&mut self, left: Left) {
        let stamp = self.file_stamp();
        let opened = self.document.title().to_owned();
        let Some(class) = &mut self.class else { return };
        let Left { document, mut session } = left;
        // What is being entered belongs to the class and not to the document.
        self.session.views.classroom = std::mem::take(&mut session.views.classroom);
        if class.set_aside.is_none() && opened != class.session().case {
            class.set_aside = Some(SetAside { document, session, stamp });
        }
    }

    /// Shows the case of the class again.
    pub(super) fn show_class_case(&mut self) {
        let Some(SetAside { document, session, stamp }) =
            self.class.as_mut().and_then(|class| class.set_aside.take())
        else {
            return;
        };
        self.projections.clear();
        self.queries.clear();
        let left = std::mem::replace(&mut self.session, session);
        self.session.views.classroom = left.views.classroom;
        self.document = document;
        self.document_number += 1;
        self.update_visible();
        self.set_file_stamp(stamp);
        self.claim_file();
        self.close_dialog_about_document();
        self.go_to(Stage::Classroom);
        self.show_plan_of_step();
    }

    /// Comes back to the case of the class for a step that is about it; asks about unsaved changes of the other first.
    pub(super) fn come_back_for(&mut self, kind: &StepKind) {
        let is_away = self.class.as_ref().is_some_and(|class| class.set_aside.is_some());
        let explores = matches!(kind, StepKind::Explore { case } if !case.is_empty());
        if is_away && !explores {
            self.close_then_show_class_case();
        }
    }

    /// The title of the built-in case that the step under way explores, beside the class's own.
    pub(super) fn explored_title(&self) -> Option<&str> {
        let session = self.class.as_ref()?.session();
        match &session.lesson.steps.get(session.step())?.kind {
            StepKind::Explore { case } if !case.is_empty() => {
                let case = self.cases.iter().find(|known| known.name == *case)?;
                Some(&case.scenario.about.title)
            }
            _ => None,
        }
    }
}
