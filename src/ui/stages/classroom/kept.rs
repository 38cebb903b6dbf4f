//! What was kept of the session so far, the newest first.

use super::papers::{self, Report};
use super::room::RoomChoice;
use super::room::content::clock;
use super::{ClassView, ClassroomState};
use crate::analysis::number_format::counted;
use crate::lesson::session::{ClassSession, Entry, Event};
use crate::lesson::votes::letter;
use crate::ui::Commands;
use crate::ui::command::{ClassChoice, ClassroomCommand};
use crate::ui::theme::Themed;
use crate::ui::widgets::text_field::TextField;
use egui::{Button, Label, Ui};

/// The entries that are listed; earlier ones are in the file.
const LISTED: usize = 12;

/// The most characters of a class’s name.
const LONGEST_CLASS: usize = 80;

/// Shows the newest entries, and the way to take the last answer back.
pub fn show(ui: &mut Ui, class: &ClassView<'_>, state: &mut ClassroomState, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("Kept so far"));
    let entries = &class.session.entries;
    // Of counts of one option that follow each other only the last is worth a line.
    let is_last =
        |place: usize, entry: &Entry| match (&entry.event, entries.get(place + 1).map(|next| &next.event)) {
            (Event::Counted { step, option, .. }, Some(Event::Counted { step: then, option: of, .. })) => {
                (step, option) != (then, of)
            }
            // The same of sealed predictions, which are told by their number alone.
            (Event::Predicted { step, .. }, Some(Event::Predicted { step: then, .. })) => step != then,
            _ => true,
        };
    let last = entries.iter().enumerate().filter(|(place, entry)| is_last(*place, entry));
    let lines =
        last.rev().filter_map(|(place, entry)| Some((place, entry, line(class.session, place, entry)?)));
    for (place, entry, line) in lines.take(LISTED) {
        let line = format!("{}  {line}", clock(entry.at.floor()));
        match &entry.event {
            Event::PictureKept { .. } => picture(ui, place, &line, &mut state.chosen.choice),
            _ => {
                ui.add(Label::new(theme.note(line)).wrap());
            }
        }
    }
    if let Some(folder) = class.kept_in {
        ui.add(Label::new(theme.note("Everything is kept as it is entered.")).wrap()).on_hover_text(folder);
    }
    let field = TextField { name: "Name of the class", text: &class.session.class, hint: "Tuesday group" };
    if let Some(name) = field.line(ui) {
        commands.send(ClassroomCommand::NameClass(name.chars().take(LONGEST_CLASS).collect()));
    }
    ui.horizontal_wrapped(|ui| {
        let report = Report { class: ClassChoice::UnderWay, names_hidden: class.names_hidden };
        papers::report_menu(ui, &class.session.lesson.name, report, commands);
        let end = ui.add(theme.other_action("End the lesson"));
        if end.on_hover_text("Close the class. The session’s file keeps what was answered.").clicked() {
            commands.send(ClassroomCommand::End);
        }
    });
}

/// A kept picture, which a click shows to the room again; another click, what the lesson shows.
fn picture(ui: &mut Ui, place: usize, line: &str, choice: &mut RoomChoice) {
    let this = RoomChoice::Kept(place);
    let is_shown = *choice == this;
    let item = ui.add(Button::selectable(is_shown, line).wrap());
    if item.on_hover_text("Show this picture to the room, or what the lesson shows.").clicked() {
        *choice = if is_shown { RoomChoice::Usual } else { this };
    }
}

/// An entry in a line; `None` for what only moves the timer. Sealed predictions are counted, not told.
fn line(session: &ClassSession, place: usize, entry: &Entry) -> Option<String> {
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
        Event::Predicted { .. } => {
            let earlier = session.entries[..=place].iter().rev();
            let sealed = earlier.take_while(|entry| matches!(entry.event, Event::Predicted { .. })).count();
            format!("{} sealed", counted(sealed as u64, "prediction"))
        }
        Event::SeatDecided { .. } => "a decision from a seat".into(),
        Event::PlanTried { name } => format!("plan “{name}” tried"),
        Event::PictureKept { note, picture } if note.is_empty() => format!("picture “{}”", picture.title()),
        Event::PictureKept { note, .. } => format!("picture, {note}"),
        Event::ExitAnswered { .. } => "an exit answer".into(),
    })
}
