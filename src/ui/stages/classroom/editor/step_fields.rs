//! The fields of a step: those of its kind, and what every step has.

use super::choices::{CHOICE, row};
use super::{Open, kind_fields, kinds};
use crate::analysis::number_format::counted;
use crate::scenario::{LONGEST_STEP_MINUTES, RoomView, Step, Touch};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::text_field::TextField;
use egui::{Label, Ui};

/// Shows the fields; what is typed and chosen is in the step.
pub fn show(ui: &mut Ui, open: &Open<'_, '_>, index: usize, step: &mut Step) {
    let theme = ui.theme();
    ui.add(Label::new(theme.quiet(format!("{}.", sentence(kinds::purpose(&step.kind))))).wrap());
    let title = TextField { name: "Title", text: &step.title, hint: step.kind.name() };
    if let Some(title) = title.line(ui) {
        step.title = title;
    }
    time(ui, step);
    kind_fields::show(ui, open, index, step);
    ui.add_space(GRID);
    room(ui, step);
    let notes = TextField { name: "Your notes", text: &step.notes, hint: "what only you see" };
    if let Some(notes) = notes.lines(ui, 3) {
        step.notes = notes;
    }
    let hint = TextField { name: "Hint", text: &step.hint, hint: "for a class that is on the wrong way" };
    if let Some(hint) = hint.lines(ui, 1) {
        step.hint = hint;
    }
}

/// The same with a capital at its beginning.
fn sentence(text: &str) -> String {
    crate::ui::phrases::capitalised(text)
}

fn time(ui: &mut Ui, step: &mut Step) {
    let theme = ui.theme();
    row(ui, "Minutes", |ui| {
        let mut minutes = f64::from(step.minutes);
        let field = NumberField::new("Minutes", 1.0..=f64::from(LONGEST_STEP_MINUTES));
        let field = field.writing(Writing::Whole).speed(0.1);
        let longest = counted(u64::from(LONGEST_STEP_MINUTES), "minute");
        if field.show(ui, &mut minutes).on_hover_text(format!("1 to {longest}")).changed() {
            step.minutes = minutes as u32;
        }
        ui.add_space(GRID);
        let may_skip = ui.checkbox(&mut step.may_skip, theme.text("May be left out"));
        may_skip.on_hover_text("Named first when the lesson runs late.");
    });
}

/// What the room reads and sees, and what may be touched.
fn room(ui: &mut Ui, step: &mut Step) {
    let theme = ui.theme();
    let usual = "the usual sentence of such a step";
    if let Some(room) = (TextField { name: "The room reads", text: &step.room, hint: usual }).lines(ui, 2) {
        step.room = room;
    }
    row(ui, "The room sees", |ui| {
        let usual = step.kind.usual_view();
        let choice = Choice { name: "The room sees", usual: usual.name(), chosen: step.shows };
        choice.show(ui, &RoomView::ALL, RoomView::name, &mut step.shows);
    });
    row(ui, "May be changed meanwhile", |ui| {
        let usual = step.kind.usual_touch();
        let choice = Choice { name: "May be changed meanwhile", usual: usual.name(), chosen: step.may_touch };
        choice.show(ui, &Touch::ALL, Touch::name, &mut step.may_touch);
    });
    if step.shows.is_some_and(RoomView::gives_away) && !step.kind.reveals() {
        let waits = "Before the reveal the room reads the question instead; nothing is given away.";
        ui.add(Label::new(theme.note(waits)).wrap());
    }
}

/// A choice that may be left to what is usual.
struct Choice<'a, T> {
    name: &'a str,
    /// What is usual.
    usual: &'a str,
    chosen: Option<T>,
}

impl<T: Copy + PartialEq> Choice<'_, T> {
    fn show(self, ui: &mut Ui, all: &[T], name: fn(T) -> &'static str, into: &mut Option<T>) {
        let usual = format!("As usual: {}", self.usual);
        let chosen = self.chosen.map_or(usual.as_str(), name).to_owned();
        let theme = ui.theme();
        let list = List { name: self.name, chosen: theme.text(chosen).into(), width: theme.grown(CHOICE) };
        list.show(ui, |ui| {
            if elided::option(ui, self.chosen.is_none(), usual.as_str()).clicked() {
                *into = None;
                ui.close();
            }
            for offered in all {
                if elided::option(ui, self.chosen == Some(*offered), name(*offered)).clicked() {
                    *into = Some(*offered);
                    ui.close();
                }
            }
        });
    }
}
