//! Two classes side by side, as a paper.

use crate::analysis::number_format::percent;
use crate::analysis::outlook::Outlook;
use crate::export::paper::{Cell, Column, Paper, PaperTable};
use crate::lesson::two_classes::{ComparedPrediction, ComparedQuestion, TwoClasses};
use crate::scenario::{Scenario, capitalised};

/// Two classes side by side, each with its name.
pub fn paper(scenario: &Scenario, names: [&str; 2], both: &TwoClasses) -> Paper {
    let [one, other] = names;
    let mut paper = Paper::titled(&scenario.about.title, format!("{one} beside {other}"));
    if both.is_empty() {
        paper.text("These two classes were asked nothing in common, so there is nothing to compare.");
    }
    for question in &both.questions {
        add_question(&mut paper, names, question);
    }
    if !both.predictions.is_empty() {
        paper.chapter("Predictions");
    }
    for prediction in &both.predictions {
        add_prediction(&mut paper, scenario, names, prediction);
    }
    paper
}

fn add_question(paper: &mut Paper, names: [&str; 2], question: &ComparedQuestion) {
    paper.chapter(&question.question);
    let mut columns = vec![Column::words("Option")];
    for (name, voters) in names.iter().zip(question.voters) {
        columns.push(Column::figures(format!("{name}, first ({voters})")));
        columns.push(Column::figures(format!("{name}, after")));
    }
    let mut table = PaperTable::new("", columns);
    for option in &question.options {
        let mut row = vec![Cell::text(format!("{} {}", option.letter, option.text))];
        let shares = option.shares.iter().flatten();
        row.extend(shares.map(|share| Cell::text(share.map_or("–".into(), percent))));
        table.row(row);
    }
    paper.table(table);
}

fn add_prediction(paper: &mut Paper, scenario: &Scenario, names: [&str; 2], prediction: &ComparedPrediction) {
    let target = &prediction.target;
    let mut columns = vec![Column::words("")];
    for (name, predictions) in names.iter().zip(prediction.predictions) {
        columns.push(Column::figures(format!("{name} ({predictions})")));
    }
    let title = format!("{}: {}", scenario.name(&target.partner), target.material.name());
    let mut table = PaperTable::new(title, columns);
    for outlook in Outlook::ALL {
        let mut row = vec![Cell::text(capitalised(outlook.name()))];
        row.extend(prediction.shares(outlook).map(|share| Cell::text(percent(share))));
        table.row(row);
    }
    paper.table(table);
}
