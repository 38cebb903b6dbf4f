//! Everything that a class answered as one tidy table: a row for each answer, with its time.

use super::names::Names;
use crate::export::tables::utf_8_mark;
use crate::lesson::session::{Entry, Event};
use crate::lesson::votes::{SingleVote, letter};
use crate::lesson::{Answer, ClassSession, Prediction};
use crate::scenario::{Material, PlanId, Scenario};

/// The columns, in order.
const COLUMNS: [&str; 14] = [
    "seconds",
    "step",
    "step_name",
    "kind",
    "who",
    "partner",
    "material",
    "answer",
    "number",
    "confidence",
    "plan",
    "protests",
    "asks_for",
    "reason",
];

/// A row: what is not said is empty.
#[derive(Default)]
struct Row {
    step: Option<usize>,
    kind: &'static str,
    who: String,
    partner: String,
    material: &'static str,
    answer: String,
    number: Option<f64>,
    confidence: Option<f64>,
    /// The plan that a seat lived through.
    plan: String,
    /// “yes” or “no”, of a decision from a seat.
    protests: &'static str,
    asks_for: String,
    reason: String,
}

/// Everything that a class answered, as CSV in UTF-8 with its mark and a heading. Shares and confidences run from 0 to 1.
///
/// # Errors
/// If the table cannot be written into memory.
pub fn csv(scenario: &Scenario, session: &ClassSession, hides_names: bool) -> Result<Vec<u8>, csv::Error> {
    let names = Names::of(session, hides_names);
    let mut writer = csv::Writer::from_writer(utf_8_mark().to_vec());
    writer.write_record(COLUMNS)?;
    for entry in &session.entries {
        for row in rows(scenario, entry, &names) {
            let step = row.step.and_then(|step| session.lesson.steps.get(step));
            let number = |number: Option<f64>| number.map_or(String::new(), |number| number.to_string());
            writer.write_record([
                format!("{:.1}", entry.at),
                row.step.map_or(String::new(), |step| (step + 1).to_string()),
                guarded(step.map_or("", |step| step.name())),
                row.kind.to_owned(),
                guarded(&row.who),
                guarded(&row.partner),
                row.material.to_owned(),
                guarded(&row.answer),
                number(row.number),
                number(row.confidence),
                guarded(&row.plan),
                row.protests.to_owned(),
                guarded(&row.asks_for),
                guarded(&row.reason),
            ])?;
        }
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    crate::analysis::table::csv_text(text).into_owned()
}

fn rows(scenario: &Scenario, entry: &Entry, names: &Names) -> Vec<Row> {
    let plain = |kind: &'static str, step: Option<usize>| Row { kind, step, ..Row::default() };
    match &entry.event {
        Event::StepBegan(step) => vec![plain("step began", Some(*step))],
        Event::Paused(paused) => vec![plain(if *paused { "paused" } else { "went on" }, None)],
        Event::MinutesAdded(minutes) => {
            vec![Row { number: Some(f64::from(*minutes)), ..plain("minutes added", None) }]
        }
        Event::Counted { step, option, votes } => vec![Row {
            answer: letter(*option).to_string(),
            number: Some(*votes as f64),
            ..plain("votes counted", Some(*step))
        }],
        Event::Voted { step, votes } => {
            let row = |vote: &SingleVote| Row {
                who: names.shown(&vote.who),
                answer: letter(vote.option).to_string(),
                confidence: vote.confidence,
                ..plain("vote", Some(*step))
            };
            votes.iter().map(row).collect()
        }
        Event::TallyShown { step, shown } => {
            vec![plain(if *shown { "votes shown" } else { "votes hidden" }, Some(*step))]
        }
        Event::Predicted { step, prediction } => predicted(scenario, *step, prediction, names),
        Event::SeatDecided { step, seat, who, decision } => vec![Row {
            who: names.shown(who),
            partner: scenario.name(seat).to_owned(),
            answer: decision.sharing.name().to_owned(),
            plan: decision.plan.as_ref().map_or_else(String::new, |plan| plan_name(scenario, plan)),
            protests: if decision.protests { "yes" } else { "no" },
            asks_for: decision.asks_for.clone(),
            reason: decision.reason.clone(),
            ..plain("seat decided", Some(*step))
        }],
        Event::PlanTried { name } => vec![Row { answer: name.clone(), ..plain("plan tried", None) }],
        Event::PictureKept { note, .. } => vec![Row { answer: note.clone(), ..plain("picture kept", None) }],
        Event::ExitAnswered { step, who, answer } => {
            vec![Row { who: names.shown(who), answer: answer.clone(), ..plain("exit answer", Some(*step)) }]
        }
    }
}

/// The name of a plan; its id, if the case has it no more.
fn plan_name(scenario: &Scenario, plan: &PlanId) -> String {
    scenario.plans.get(plan).map_or(plan.as_str(), |plan| &plan.name).to_owned()
}

/// A row for each answer of a prediction, and one for the plan that was chosen.
fn predicted(scenario: &Scenario, step: usize, prediction: &Prediction, names: &Names) -> Vec<Row> {
    let who = names.shown(&prediction.who);
    let mut rows = Vec::new();
    for (target, answer) in &prediction.answers {
        let material = match target.material {
            Material::Content => "content",
            Material::SourcesAndMethods => "methods",
        };
        let (answer, number, confidence) = match answer {
            Answer::Word { outlook, confidence } => (outlook.name().to_owned(), None, Some(*confidence)),
            Answer::Willingness(share) => (String::new(), Some(*share), None),
        };
        rows.push(Row {
            step: Some(step),
            kind: "prediction",
            who: who.clone(),
            partner: scenario.name(&target.partner).to_owned(),
            material,
            answer,
            number,
            confidence,
            ..Row::default()
        });
    }
    if let Some(plan) = &prediction.plan {
        rows.push(Row {
            step: Some(step),
            kind: "plan chosen",
            who,
            answer: plan_name(scenario, plan),
            ..Row::default()
        });
    }
    rows
}
