//! The report of a class: its votes before and after, its predictions against the result, what it decided and tried, and
//! what it answered at the door.

use super::chart::{Bar, bars};
use super::names::Names;
use crate::analysis::number_format::{counted, fixed, percent};
use crate::analysis::outlook::Outlook;
use crate::analysis::reactions::{PartnerReaction, Sharing};
use crate::export::model_and_record;
use crate::export::paper::{Cell, Column, Paper, PaperTable, Picture, Term};
use crate::lesson::results::{LessonResults, PlanOutlooks, plan_of_step};
use crate::lesson::scoring::{Known, Outcome, Scoreboard};
use crate::lesson::session::{Event, KeptPicture, SeatEntry};
use crate::lesson::votes::letter;
use crate::lesson::{ClassSession, Forecast, Prediction, Target};
use crate::scenario::{Material, PlanId, Scenario, StepKind, capitalised};

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct ReportInput<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// The session.
    pub session: &'a ClassSession,
    /// The model's results for the session's lesson.
    pub results: &'a LessonResults,
    /// When the session began, in words.
    pub when: &'a str,
    /// Whether names and codes are replaced by numbers.
    pub hides_names: bool,
}

/// The report of a class.
pub fn report(of: ReportInput<'_>) -> Paper {
    let ReportInput { scenario, session, results, when, .. } = of;
    let lesson = &session.lesson.name;
    let class = if session.class.is_empty() { String::new() } else { format!("{}, ", session.class) };
    let mut paper =
        Paper::titled(&session.case, format!("Report of a class: {class}lesson “{lesson}”, {when}"));
    let names = Names::of(session, of.hides_names);
    let mut writing = Writing { of, names, paper: &mut paper };
    writing.course();
    writing.votes();
    writing.predictions();
    writing.seats();
    writing.tried();
    writing.pictures();
    writing.exit_answers();
    paper.chapter("The model and the record");
    model_and_record::add_numbers(&mut paper, scenario, results);
    model_and_record::add_record(&mut paper, scenario);
    paper
}

struct Writing<'a, 'p> {
    of: ReportInput<'a>,
    names: Names,
    paper: &'p mut Paper,
}

impl Writing<'_, '_> {
    /// The steps with the time that each took.
    fn course(&mut self) {
        let session = self.of.session;
        self.paper.chapter("The lesson");
        let columns =
            vec![Column::words("Step"), Column::figures("Planned, min"), Column::figures("Taken, min")];
        let mut table = PaperTable::new("", columns);
        let taken = session.minutes_taken();
        for (step, taken) in session.lesson.steps.iter().zip(&taken) {
            let shown = if *taken > 0.0 { fixed(*taken, 1) } else { "not taken".into() };
            table.row(vec![Cell::text(step.name()), Cell::text(step.minutes.to_string()), Cell::Text(shown)]);
        }
        self.paper.table(table);
    }

    /// Every vote: before and after the talk.
    fn votes(&mut self) {
        let session = self.of.session;
        let steps = session.lesson.steps.iter().enumerate();
        let votes: Vec<usize> = steps
            .filter(|(_, step)| matches!(step.kind, StepKind::Vote { .. }))
            .map(|(place, _)| place)
            .collect();
        for first in votes {
            let again = session.lesson.vote_after(first);
            self.vote(first, again);
        }
    }

    fn vote(&mut self, first: usize, again: Option<usize>) {
        let ReportInput { scenario, session, .. } = self.of;
        let (Some(ballot), Some(tally)) = (session.lesson.ballot(first), session.tally(first)) else {
            return;
        };
        let second = again.and_then(|again| session.tally(again)).filter(|tally| tally.total() > 0);
        if tally.total() == 0 && second.is_none() {
            return;
        }
        self.paper.chapter("Vote");
        self.paper.section(ballot.question);
        let votes = tally.votes();
        let after = second.as_ref().map(|tally| tally.votes());
        let bar = |option: usize| Bar {
            letter: letter(option),
            first: votes[option],
            second: after.as_ref().map(|after| after[option]),
        };
        let all: Vec<Bar> = (0..votes.len()).map(bar).collect();
        let caption = if after.is_some() { "Frame: the first vote. Filled: after the talk." } else { "" };
        self.paper.picture(Picture {
            svg: bars(&all),
            description: "The votes for each option, as in the table below".into(),
            caption: caption.into(),
            width: 0.7,
        });
        let movement = again.and_then(|again| session.movement(again));
        let mut columns = vec![Column::words("Option"), Column::figures("First vote")];
        if after.is_some() {
            columns.push(Column::figures("After the talk"));
        }
        if movement.is_some() {
            columns.extend(["Stayed", "Left", "Joined"].map(Column::figures));
        }
        columns.push(Column::figures("How sure, first"));
        let mut table = PaperTable::new("", columns);
        for (option, of) in ballot.options.iter().enumerate() {
            let right = if of.right { " (right)" } else { "" };
            let mut row = vec![
                Cell::text(format!("{} {}{right}", letter(option), scenario.option_text(of))),
                Cell::text(votes[option].to_string()),
            ];
            row.extend(after.as_ref().map(|after| Cell::text(after[option].to_string())));
            if let Some(movement) = &movement {
                let of = movement.options[option];
                row.extend([of.stayed, of.left, of.joined].map(|count| Cell::text(count.to_string())));
            }
            row.push(Cell::text(tally.confidence(option).map_or("–".into(), percent)));
            table.row(row);
        }
        self.paper.table(table);
        if let Some(movement) = movement {
            let (followed, changed) = (movement.followed, movement.changed());
            self.paper.text(format!(
                "Of {} known in both votes {changed} changed their minds.",
                counted(followed, "voter")
            ));
        }
    }

    /// The predictions of each step that asked for them, against the model and the record.
    fn predictions(&mut self) {
        let ReportInput { scenario, session, results, .. } = self.of;
        for (place, step) in session.lesson.steps.iter().enumerate() {
            let predictions = session.predictions(place);
            if predictions.is_empty() {
                continue;
            }
            let plan = plan_of_step(scenario, step);
            let outlooks = plan.and_then(|plan| results.outlooks_of(plan));
            self.paper.chapter("Predictions against the result");
            let name = plan.and_then(|plan| scenario.plans.get(plan)).map_or("", |plan| &plan.name);
            let count = counted(predictions.len() as u64, "prediction");
            self.paper.text(format!(
                "{count} of what becomes of sharing under “{name}” in the year after the meeting."
            ));
            let mut scored: Vec<(String, Vec<f64>)> = Vec::new();
            for partner in scenario.partnerships.keys() {
                for material in Material::ALL {
                    let target = Target { partner: partner.clone(), material };
                    self.target(&target, &predictions, outlooks, plan, &mut scored);
                }
            }
            self.scores(&scored);
            self.chosen_plans(&predictions);
        }
    }

    /// One partner and material: the class beside the model and the record.
    fn target(
        &mut self,
        target: &Target,
        predictions: &[&Prediction],
        outlooks: Option<&PlanOutlooks>,
        plan: Option<&PlanId>,
        scored: &mut Vec<(String, Vec<f64>)>,
    ) {
        let scenario = self.of.scenario;
        let forecast =
            |prediction: &&Prediction| Some((prediction.who.clone(), prediction.answer(target)?.forecast()?));
        let class: Vec<(String, Forecast)> = predictions.iter().filter_map(forecast).collect();
        if class.is_empty() {
            return;
        }
        let model = outlooks.and_then(|of| of.shares(&target.partner, target.material));
        let record = recorded_fall(scenario, target, plan);
        let forecasts: Vec<Forecast> = class.iter().map(|(_, forecast)| *forecast).collect();
        let Some(crowd) = Forecast::mean(&forecasts) else { return };
        self.paper.section(format!("{}: {}", scenario.name(&target.partner), target.material.name()));
        let columns = vec![Column::words(""), Column::figures("Class, mean"), Column::figures("Model")];
        let mut table = PaperTable::new("", columns);
        for outlook in Outlook::ALL {
            let place = outlook.index();
            table.row(vec![
                Cell::text(outlook.name()),
                Cell::text(percent(crowd.0[place])),
                Cell::text(model.map_or("–".into(), |shares| percent(shares[place]))),
            ]);
        }
        self.paper.table(table);
        if let Some(fell) = record {
            let what = if fell { "On record it fell." } else { "On record it did not fall." };
            self.paper.text(what);
        }
        let Some(shares) = model else { return };
        let board = Scoreboard::of(&class, Known { model, record }, Outcome::Shares(shares));
        let standing = |board: &Scoreboard, outcome: Outcome, to: &str| {
            Some(board.of_crowd(&outcome)?.in_words("The mean of the class", to, "of the class"))
        };
        let to_model = standing(&board, Outcome::Shares(shares), "the model");
        to_model.into_iter().for_each(|sentence| self.paper.text(sentence));
        if let Some(fell) = record {
            let board = Scoreboard::of(&class, Known { model, record }, Outcome::Fell(fell));
            let to_record = standing(&board, Outcome::Fell(fell), "what happened");
            to_record.into_iter().for_each(|sentence| self.paper.text(sentence));
        }
        for member in &board.class {
            match scored.iter_mut().find(|(who, _)| *who == member.who) {
                Some((_, scores)) => scores.push(member.brier),
                None => scored.push((member.who.clone(), vec![member.brier])),
            }
        }
    }

    /// The mean score of each member; no mark is made of it.
    fn scores(&mut self, scored: &[(String, Vec<f64>)]) {
        if scored.is_empty() {
            return;
        }
        let mut columns = vec![Column::words("Who")];
        columns
            .extend(["Predictions", "Mean Brier score", "Nearer than … of the class"].map(Column::figures));
        let mut table = PaperTable::new("How near each was to the model", columns);
        let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
        let means: Vec<f64> = scored.iter().map(|(_, scores)| mean(scores)).collect();
        for ((who, scores), of) in scored.iter().zip(&means) {
            let beaten = means.iter().filter(|other| *of < **other).count() as f64 / means.len() as f64;
            table.row(vec![
                Cell::Text(self.names.shown(who)),
                Cell::text(scores.len().to_string()),
                Cell::Text(fixed(*of, 2)),
                Cell::text(percent(beaten)),
            ]);
        }
        self.paper.table(table);
        self.paper.note(
            "The Brier score runs from 0 (sure and right) to 2 (sure and wrong); a guess of a third each gives about 0.67. It \
             teaches how sure to be, and is no grade (Bickel 2010).",
        );
    }

    /// The plans that those who predicted would choose.
    fn chosen_plans(&mut self, predictions: &[&Prediction]) {
        let scenario = self.of.scenario;
        let mut columns = vec![Column::words("Plan")];
        columns.push(Column::figures("Would choose it"));
        let mut table = PaperTable::new("Which plan they would choose", columns);
        for (id, plan) in &scenario.plans {
            let chosen = predictions.iter().filter(|prediction| prediction.plan.as_ref() == Some(id)).count();
            if chosen > 0 {
                table.row(vec![Cell::text(&plan.name), Cell::text(chosen.to_string())]);
            }
        }
        self.paper.table(table);
    }

    /// The decisions of a role play, and beside them what partners do in the model.
    fn seats(&mut self) {
        let ReportInput { scenario, session, results, .. } = self.of;
        let columns = ["Seat", "Who", "Decided", "Protests", "Asks for", "Reason"].map(Column::words);
        let mut table = PaperTable::new("", columns.into());
        let steps = 0..session.lesson.steps.len();
        let decisions: Vec<SeatEntry<'_>> = steps.flat_map(|step| session.seat_decisions(step)).collect();
        let or_dash = |text: &str| Cell::text(if text.is_empty() { "–" } else { text });
        for SeatEntry { seat, who, decision } in &decisions {
            table.row(vec![
                Cell::text(scenario.name(seat)),
                Cell::Text(self.names.shown(who)),
                Cell::text(decision.sharing.name()),
                Cell::text(if decision.protests { "yes" } else { "no" }),
                or_dash(&decision.asks_for),
                or_dash(&decision.reason),
            ]);
        }
        if decisions.is_empty() {
            return;
        }
        self.paper.chapter("Decisions from the seats of partners");
        self.paper.table(table);
        self.reactions(&results.reactions);
    }

    /// How often each partner does what could be decided.
    fn reactions(&mut self, reactions: &[PartnerReaction]) {
        let mut columns = vec![Column::words("In the model")];
        columns.extend(Sharing::ALL.map(|sharing| Column::figures(capitalised(sharing.name()))));
        columns.push(Column::figures("Learns of it"));
        let mut table = PaperTable::new("Share of the histories in which each partner …", columns);
        for of in reactions {
            let mut row = vec![Cell::text(self.of.scenario.name(&of.partner))];
            row.extend(of.shares.map(|share| Cell::text(percent(share))));
            row.push(Cell::text(percent(of.learns)));
            table.row(row);
        }
        if reactions.is_empty() {
            return;
        }
        self.paper.table(table);
        let meant = Sharing::ALL.map(|sharing| format!("{}: {}", sharing.name(), sharing.in_the_model()));
        self.paper.note(format!("In the model, in the year after the meeting: {}.", meant.join("; ")));
    }

    fn tried(&mut self) {
        let tried = self.of.session.entries.iter().filter_map(|entry| match &entry.event {
            Event::PlanTried { name } => Some(name.clone()),
            _ => None,
        });
        let tried: Vec<String> = tried.collect();
        if !tried.is_empty() {
            self.paper.chapter("Plans tried");
            self.paper.list(tried);
        }
    }

    /// The pictures of the room that were kept, in words.
    fn pictures(&mut self) {
        let term = |kept: KeptPicture<'_>| {
            let minute = (kept.at / 60.0).floor();
            let note = if kept.note.is_empty() { String::new() } else { format!(": {}", kept.note) };
            Term::new(format!("Minute {minute}{note}"), kept.picture.content.words())
        };
        let terms: Vec<Term> = self.of.session.pictures().map(term).collect();
        if !terms.is_empty() {
            self.paper.chapter("Pictures kept");
            self.paper.terms(terms);
        }
    }

    fn exit_answers(&mut self) {
        let session = self.of.session;
        let exits = session.lesson.steps.iter().enumerate().filter_map(|(place, step)| match &step.kind {
            StepKind::Exit { question } => Some((place, question)),
            _ => None,
        });
        for (place, question) in exits {
            let answers = session.entries.iter().filter_map(|entry| match &entry.event {
                Event::ExitAnswered { step, who, answer } if *step == place => {
                    Some(Term::new(self.names.shown(who), answer.clone()))
                }
                _ => None,
            });
            let answers: Vec<Term> = answers.collect();
            if !answers.is_empty() {
                self.paper.chapter("At the door");
                self.paper.section(question);
                self.paper.terms(answers);
            }
        }
    }
}

/// Whether a partner’s material fell on record; only of the plan that retells history.
fn recorded_fall(scenario: &Scenario, target: &Target, plan: Option<&PlanId>) -> Option<bool> {
    let record =
        scenario.record.as_ref().filter(|record| record.plan.is_some() && record.plan.as_ref() == plan)?;
    record.fell(&target.partner, target.material)
}
