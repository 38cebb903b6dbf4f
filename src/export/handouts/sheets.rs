//! The sheets that every student fills in: predictions, and the answer to the exit question.

use super::HandoutInput;
use crate::analysis::outlook::Outlook;
use crate::export::paper::{Cell, Column, Paper, PaperTable};
use crate::lesson::votes::letter;
use crate::scenario::{ActorId, Material, StepKind, capitalised};

/// Adds the prediction sheet: for each partner and material one of three words, and how sure.
pub fn add_prediction(paper: &mut Paper, of: HandoutInput<'_>) {
    let HandoutInput { scenario, lesson, .. } = of;
    if scenario.partnerships.is_empty() {
        return;
    }
    let asked = lesson.steps.iter().find_map(|step| match &step.kind {
        StepKind::Predict { partners, asks_plan, .. } => Some((partners, *asks_plan, step.room.as_str())),
        _ => None,
    });
    paper.new_page();
    paper.chapter("Your prediction");
    paper.text("Name or code: ______________________________");
    let room = asked.map_or("", |(_, _, room)| room);
    // The name of the plan that retells history would say how it ended, so the teacher says what is supposed.
    let usual = "What becomes of each partner’s sharing in the year after the meeting?";
    paper.text(if room.is_empty() { usual } else { room });
    let mut columns = vec![Column::words("")];
    columns.extend(Outlook::ALL.map(|outlook| Column::words(capitalised(outlook.name()))));
    columns.push(Column::words("How sure, in per cent"));
    let mut table = PaperTable::new("One box in each row", columns);
    let named = asked.map_or(&[][..], |(partners, _, _)| partners);
    let all: Vec<&ActorId> = scenario.partnerships.keys().collect();
    let partners: Vec<&ActorId> = if named.is_empty() { all } else { named.iter().collect() };
    for partner in partners {
        for material in Material::ALL {
            let name = format!("{}: {}", scenario.name(partner), material.name());
            let mut row = vec![Cell::Text(name)];
            row.extend(Outlook::ALL.map(|_| Cell::Tick));
            row.push(Cell::Blank);
            table.row(row);
        }
    }
    paper.table(table);
    paper.note(
        "A little: less than half of what it shared before is lost, at the worst. A lot: half or more. A guess is a third \
         (33 per cent), certainty 100.",
    );
    if asked.is_some_and(|(_, asks_plan, _)| asks_plan) {
        let mut table = PaperTable::new("What would you do?", ["", "Your choice"].map(Column::words).into());
        for (place, option) in of.options().iter().enumerate() {
            let text = format!("{} {}", letter(place), scenario.option_text(option));
            table.row(vec![Cell::Text(text), Cell::Tick]);
        }
        paper.table(table);
    }
    paper.text("Your reasons");
    paper.writing_lines(4);
}

/// Adds the exit questions.
pub fn add_exit(paper: &mut Paper, of: HandoutInput<'_>) {
    let questions = of.lesson.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Exit { question } if !question.is_empty() => Some(question),
        _ => None,
    });
    for question in questions {
        paper.new_page();
        paper.chapter("Before you go");
        paper.text(question);
        paper.writing_lines(8);
        paper.text("Name or code: ______________________________");
    }
}
