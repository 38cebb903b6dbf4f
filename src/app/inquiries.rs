//! Has views' questions answered, off the window's thread: of each kind only the newest.

use super::App;
use super::projector::Watch;
use super::question::Question;
use super::report::Report;
use crate::analysis::reasons::{self, About};
use crate::engine::{Cancelled, Monitor};
use crate::ui::inquiry::{Finding, Found, Inquiry};
use std::sync::Arc;

struct Asked {
    question: Question,
    inquiry: Inquiry,
}

impl Asked {
    fn same(&self, other: &Asked) -> bool {
        self.inquiry == other.inquiry && self.question.same(&other.question)
    }
}

struct Running {
    ticket: u64,
    asked: Asked,
    watch: Arc<Watch>,
}

/// What was asked, what runs, and what was found.
#[derive(Default)]
pub struct Inquiries {
    tickets: u64,
    running: Vec<Running>,
    found: Vec<(Asked, Finding)>,
}

impl Inquiries {
    /// Forgets everything: another document is open.
    pub fn forget(&mut self) {
        self.running.iter().for_each(|running| running.watch.stop());
        self.running.clear();
        self.found.clear();
    }

    /// What was found, with whether it is still what would be found now.
    pub fn found<'a>(&'a self, now: &'a Question) -> impl Iterator<Item = Found<'a>> {
        self.found.iter().map(|(asked, finding)| Found {
            inquiry: &asked.inquiry,
            finding,
            current: asked.question.same(now),
        })
    }

    /// Whether a question is answered or about to be.
    fn is_in_hand(&self, asked: &Asked) -> bool {
        self.found.iter().any(|(found, _)| found.same(asked))
            || self.running.iter().any(|running| running.asked.same(asked))
    }
}

impl App {
    /// Takes up a view's question about the plan that is shown.
    pub(super) fn inquire(&mut self, inquiry: Inquiry) {
        let Some(question) = self.question() else { return };
        let asked = Asked { question, inquiry };
        if self.inquiries.is_in_hand(&asked) {
            return;
        }
        self.inquiries.running.retain(|running| {
            let older = running.asked.inquiry.is_like(&asked.inquiry);
            if older {
                running.watch.stop();
            }
            !older
        });
        self.inquiries.tickets += 1;
        let (ticket, watch) = (self.inquiries.tickets, Arc::new(Watch::of(1)));
        let (question, inquiry, monitor) = (asked.question.clone(), asked.inquiry.clone(), watch.clone());
        self.inquiries.running.push(Running { ticket, asked, watch });
        let work = move || Report::Found { ticket, finding: find(&question, &inquiry, &*monitor).ok() };
        let failed = move |why| Report::Found { ticket, finding: Some(Finding::Nothing(why)) };
        self.jobs.start("inquiry", work, failed);
    }

    /// Takes in what was found; nothing, if it was stopped.
    pub(super) fn was_found(&mut self, ticket: u64, finding: Option<Finding>) {
        let place = self.inquiries.running.iter().position(|running| running.ticket == ticket);
        let (Some(place), Some(finding)) = (place, finding) else { return };
        let asked = self.inquiries.running.swap_remove(place).asked;
        self.inquiries.found.retain(|(older, _)| !older.inquiry.is_like(&asked.inquiry));
        self.inquiries.found.push((asked, finding));
    }
}

fn find(question: &Question, inquiry: &Inquiry, monitor: &dyn Monitor) -> Result<Finding, Cancelled> {
    let Question { scenario, plan, seed } = question;
    Ok(match inquiry {
        Inquiry::Reasons { partner, month, over, against } => {
            let against = against.as_ref().and_then(|plan| scenario.plans.get(plan));
            let about = About { partner, month: *month, against };
            match reasons::reasons(scenario, plan, about, *seed, *over, monitor)? {
                Some(answer) => Finding::Reasons(Box::new(answer)),
                None => Finding::Nothing("It shares nothing with home.".into()),
            }
        }
    })
}
