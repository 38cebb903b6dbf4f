//! What was kept of the session so far, the newest first.

use super::ClassView;
use super::room_content::clock;
use crate::analysis::number_format::counted;
use crate::lesson::session::{ClassSession, Entry, Event};
use crate::lesson::votes::letter;
use crate::ui::Commands;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::Themed;
use egui::{Label, Ui};

/// The entries that are listed; earlier ones are in the file.
const LISTED: usize = 12;

/// Shows the newest entries, and the way to take the last answer back.
pub fn show(ui: &mut Ui, class: &ClassView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("Kept so far"));
    let entries = &class.session.entries;
    // Of counts of one option that follow each other only the last is worth a line.
    let is_last =
        |place: usize, entry: &Entry| match (&entry.event, entries.get(place + 1).map(|next| &next.event)) {
            (Event::Counted { step, option, .. }, Some(Event::Counted { step: then, option: of, .. })) => {
                (step, option) != (then, of)
            }
            _ => true,
        };
    let last = entries.iter().enumerate().filter(|(place, entry)| is_last(*place, entry));
    let lines = last.rev().filter_map(|(_, entry)| Some((entry, line(class.session, entry)?)));
    for (entry, line) in lines.take(LISTED) {
        ui.add(Label::new(theme.note(format!("{}  {line}", clock(entry.at.floor())))).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let end = ui.add(theme.other_action("End the lesson"));
        if end.on_hover_text("Close the class. The session’s file keeps what was answered.").clicked() {
            commands.send(ClassroomCommand::End);
        }
    });
}

/// An entry in a line; `None` for what only moves the timer. Sealed predictions are counted, not told.
fn line(session: &ClassSession, entry: &Entry) -> Option<String> {
    Some(match &entry.event {
        Event::StepBegan(step) => {
            format!("step {}: {}", step + 1, session.lesson.steps.get(*step)?.name())
        }
        Event::Paused(_) | Event::MinutesAdded(_) => return None,
        Event::Counted { option, votes, .. } => {
            format!("{} for {}", counted(*votes, "vote"), letter(*option))
        }
        Event::Voted { votes, .. } => format!("{} with names or codes", counted(votes.len() as u64, "vote")),
        Event::TallyShown { shown: true, .. } => "votes shown to the room".into(),
        Event::TallyShown { shown: false, .. } => "votes hidden from the room".into(),
        Event::Predicted { .. } => "a prediction sealed".into(),
        Event::SeatDecided { .. } => "a decision from a seat".into(),
        Event::PlanTried { name } => format!("plan “{name}” tried"),
        Event::PictureKept { note, .. } => format!("picture “{note}”"),
        Event::ExitAnswered { .. } => "an exit answer".into(),
    })
}
