//! Counting votes: by hand, by a key per option, or from the table of a clicker program or form.

use super::ClassView;
use crate::analysis::number_format::counted;
use crate::lesson::ballots::{self, BallotReading, Layout};
use crate::lesson::session::Event;
use crate::lesson::votes::{OptionMovement, letter};
use crate::scenario::Ballot;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{GRID, RADIUS, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::paint::{self, StyledText};
use crate::ui::{Commands, Scene};
use egui::{Align2, Label, Rect, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};

/// The text of a table of votes that is being pasted.
#[derive(Debug, Default)]
pub struct Pasted {
    text: String,
    /// The column of answers that was chosen; `None` for the one that fits best.
    column: Option<usize>,
}

impl Pasted {
    /// A table that was read from a file.
    pub fn of(text: String) -> Self {
        Pasted { text, column: None }
    }
}

/// Shows the vote of a step.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    step: usize,
    pasted: &mut Option<Pasted>,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let session = class.session;
    let (Some(ballot), Some(tally)) = (session.lesson.ballot(step), session.tally(step)) else { return };
    let is_second = session.lesson.vote_before(step).is_some();
    let shown = session.shows_tally(step);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.semibold(if is_second { "Second vote" } else { "First vote" }));
        let seen = if shown { "the room sees it" } else { "hidden from the room" };
        ui.label(theme.note(format!("{}; {seen}", counted(tally.total(), "vote"))));
    });
    ui.add(Label::new(theme.quiet(ballot.question)).wrap());
    let votes = tally.votes();
    let most = votes.iter().copied().max().unwrap_or(0).max(1);
    for (option, of) in ballot.options.iter().enumerate() {
        let row = OptionRow {
            option,
            text: scene.scenario.option_text(of),
            votes: votes[option],
            counted: tally.counted(option),
            share: votes[option] as f32 / most as f32,
        };
        row.show(ui, step, commands);
    }
    before_the_talk(ui, class, step);
    if let Some(last) = ballot.options.len().checked_sub(1).map(letter) {
        let keys = format!("The keys A to {last} count one vote each; Ctrl+Z takes it back.");
        ui.add(Label::new(theme.note(keys)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let (text, explains) = match shown {
            true => ("Hide from the room", "The room sees the question again."),
            false => {
                ("Show to the room", "Better after the discussion: a class that sees a majority follows it.")
            }
        };
        if ui.add(theme.other_action(text)).on_hover_text(explains).clicked() {
            commands.send(ClassroomCommand::ShowTally { step, shown: !shown });
        }
        let paste = ui.add(theme.other_action("Paste votes…"));
        if paste.on_hover_text("From a clicker program, a form or a spreadsheet.").clicked() {
            *pasted = Some(Pasted::default());
        }
        let open = ui.add(theme.other_action("Open votes…"));
        if open.on_hover_text("A file with such a table; you can also drop it onto the window.").clicked() {
            commands.send(ClassroomCommand::OpenVotes);
        }
    });
    let mut done = false;
    if let Some(table) = pasted {
        done = paste(ui, scene, &ballot, step, table, commands);
    }
    if done {
        *pasted = None;
    }
}

/// The first vote, below the second: per option who stayed, left and joined where single voters are known in both, the
/// totals where they are not. Nothing for a first vote.
fn before_the_talk(ui: &mut Ui, class: &ClassView<'_>, step: usize) {
    let session = class.session;
    let first = session.lesson.vote_before(step).and_then(|first| session.tally(first));
    let Some(first) = first.filter(|first| first.total() > 0) else { return };
    let totals = first.votes().into_iter().enumerate();
    let totals: Vec<String> = totals.map(|(option, votes)| format!("{} {votes}", letter(option))).collect();
    let mut lines = vec![format!("First vote: {}.", totals.join(" · "))];
    if let Some(movement) = session.movement(step) {
        lines.extend(movement.options.iter().enumerate().map(|(option, of)| {
            let OptionMovement { stayed, left, joined } = of;
            format!("{}: {stayed} stayed, {left} left, {joined} joined.", letter(option))
        }));
    }
    for line in lines {
        ui.add(Label::new(ui.theme().note(line)).wrap());
    }
}

/// An option with its votes.
struct OptionRow<'a> {
    option: usize,
    text: &'a str,
    /// All votes for it.
    votes: u64,
    /// Those without a known voter.
    counted: u64,
    /// The length of its bar, from 0 to 1.
    share: f32,
}

/// The widths of the letter, of the field and of the bar, and the least one of the text, in points at ordinary type.
const LETTER: f32 = 26.0;
const FIELD: f32 = 124.0;
const BAR: f32 = 80.0;
const TEXT: f32 = 40.0;

impl OptionRow<'_> {
    fn show(&self, ui: &mut Ui, step: usize, commands: &mut Commands) {
        let theme = ui.theme();
        let [letter_width, field, bar, least] = [LETTER, FIELD, BAR, TEXT].map(|width| theme.grown(width));
        let name = letter(self.option);
        ui.horizontal(|ui| {
            let (badge, _) = ui.allocate_exact_size(vec2(letter_width, letter_width), Sense::hover());
            ui.painter().rect_filled(badge, f32::from(RADIUS), theme.colors.ink);
            let font = theme.semibold_font();
            ui.painter().text(badge.center(), Align2::CENTER_CENTER, name, font, theme.colors.panel);
            let beside_text = field + 3.0 * GRID;
            let has_bar = ui.available_width() >= least + beside_text + bar;
            let beside_text = if has_bar { beside_text + bar } else { beside_text };
            let room = (ui.available_width() - beside_text).max(least);
            let (place, response) = ui.allocate_exact_size(vec2(room, letter_width), Sense::hover());
            let text = StyledText::new(self.text, theme.text_font(), theme.colors.ink).elided(ui, room, 1);
            paint::left(ui, place.left_center(), text, theme.colors.ink);
            response.on_hover_text(self.text);
            self.count(ui, step, commands);
            // The number beside it says the same.
            if !has_bar {
                return;
            }
            let (place, _) = ui.allocate_exact_size(vec2(bar, 0.6 * letter_width), Sense::hover());
            let filled = Rect::from_min_max(place.min, pos2(place.left() + self.share * bar, place.bottom()));
            let line = egui::Stroke::new(1.0, theme.colors.ink_2);
            ui.painter().rect_stroke(filled, 0.0, line, egui::StrokeKind::Inside);
        });
    }

    /// One vote less, the number, one vote more.
    fn count(&self, ui: &mut Ui, step: usize, commands: &mut Commands) {
        let theme = ui.theme();
        let name = letter(self.option);
        let known = self.votes - self.counted;
        let mut set = |votes: u64| {
            let votes = votes.saturating_sub(known);
            commands.send(ClassroomCommand::Enter(Event::Counted { step, option: self.option, votes }));
        };
        let size = vec2(theme.grown(28.0), theme.control_height());
        let less = ui.add_enabled(self.counted > 0, egui::Button::new("−").min_size(size));
        if less.accessible_name(format!("One vote less for {name}")).clicked() {
            set(self.votes - 1);
        }
        let mut votes = self.votes as f64;
        let named = format!("Votes for {name}");
        let field = NumberField::new(&named, known as f64..=MOST_VOTES as f64)
            .writing(Writing::Whole)
            .speed(0.1)
            .size(vec2(theme.grown(44.0), theme.control_height()));
        if field.show(ui, &mut votes).changed() && votes as u64 != self.votes {
            set(votes as u64);
        }
        let more = ui.add(egui::Button::new("+").min_size(size));
        if more.accessible_name(format!("One vote more for {name}")).clicked() {
            set(self.votes + 1);
        }
    }
}

/// The most votes of an option: more than any room holds.
const MOST_VOTES: u64 = 100_000;

/// The table that is being pasted, what is understood of it, and the button that counts it. Returns whether it is done.
fn paste(
    ui: &mut Ui,
    scene: &Scene<'_>,
    ballot: &Ballot<'_>,
    step: usize,
    table: &mut Pasted,
    commands: &mut Commands,
) -> bool {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.label(theme.semibold("Votes from a table"));
    let about = "Copy the rows in the other program and paste them here: names or codes in one column, answers in another.";
    ui.add(Label::new(theme.note(about)).wrap());
    ScrollArea::vertical().id_salt("pasted votes").max_height(theme.grown(120.0)).show(ui, |ui| {
        let field = TextEdit::multiline(&mut table.text).desired_rows(4).desired_width(f32::INFINITY);
        ui.add(field).accessible_name("Table of votes");
    });
    let texts: Vec<&str> = ballot.options.iter().map(|option| scene.scenario.option_text(option)).collect();
    let reading = ballots::read(&table.text, &texts, table.column);
    match &reading {
        Ok(reading) => understood(ui, reading, &mut table.column),
        Err(ballots::BallotError::Empty) => {}
        Err(error) => {
            ui.add(Label::new(theme.text(error.to_string()).color(theme.colors.worse_text)).wrap());
        }
    }
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        let count = ui.add_enabled(reading.is_ok(), theme.other_action("Count these votes"));
        if count.on_disabled_hover_text("Nothing in it is understood as votes yet.").clicked()
            && let Ok(reading) = &reading
        {
            commands.send(ClassroomCommand::CountTable { step, reading: Box::new(reading.clone()) });
            done = true;
        }
        done |= ui.add(theme.other_action("Cancel")).clicked();
    });
    done
}

/// The problems that are listed one by one; more are only counted.
const LISTED: usize = 6;

/// The width of the list of columns, in points at ordinary type.
const COLUMN: f32 = 240.0;

/// What was understood, and what was not.
fn understood(ui: &mut Ui, reading: &BallotReading, column: &mut Option<usize>) {
    let theme = ui.theme();
    ui.add(Label::new(theme.text(reading.in_words())).wrap());
    let totals = reading.totals();
    let totals: Vec<String> =
        totals.iter().enumerate().map(|(option, votes)| format!("{} {votes}", letter(option))).collect();
    ui.add(Label::new(theme.text(totals.join(" · "))).wrap());
    if let Layout::Answers { answer, others, .. } = &reading.layout
        && others.len() > 1
    {
        let name = |column: usize| others.iter().find(|(of, _)| *of == column).map_or("", |(_, name)| name);
        let (chosen, width) = (theme.text(name(*answer)).into(), theme.grown(COLUMN));
        let list = List { name: "Column of answers", chosen, width };
        let list = list.show(ui, |ui| {
            for (of, name) in others {
                if elided::option(ui, of == answer, name).clicked() {
                    *column = Some(*of);
                    ui.close();
                }
            }
        });
        list.on_hover_text("Several columns could be answers.");
    }
    for problem in reading.problems.iter().take(LISTED) {
        let text = format!("Line {}: {}", problem.line, problem.sentence);
        ui.add(Label::new(theme.note(text).color(theme.colors.worse_text)).wrap());
    }
    let more = reading.problems.len().saturating_sub(LISTED);
    if more > 0 {
        ui.label(theme.note(format!("and {} like these.", counted(more as u64, "line"))));
    }
}
