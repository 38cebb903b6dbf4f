//! What the class voted and predicted beside what the model says and what is on record, of one partner and material.

use super::{computing, tallies};
use crate::analysis::number_format::{counted, percent};
use crate::analysis::outlook::PartnerOutlooks;
use crate::lesson::prediction::{Answer as Predicted, Forecast, Outlook, Prediction, Target};
use crate::lesson::results::plan_of_step;
use crate::lesson::room_picture::{GuessBoard, OutlookRow, ResultBoard};
use crate::lesson::scoring::{Known, Outcome, Scoreboard, ShareErrors};
use crate::lesson::{ClassSession, RoomContent};
use crate::scenario::{ActorId, Material, PlanId, Scenario, StepKind};
use crate::ui::stages::classroom::ClassView;
use crate::ui::{Answer, Commands, Query, Scene};

/// The board of the result; a note while the model is at work.
pub fn content(
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    target: Option<&(ActorId, Material)>,
    commands: &mut Commands,
) -> RoomContent {
    match Findings::of(scene, class, target, commands) {
        Some(findings) => RoomContent::Result(findings.board(scene, class)),
        None => computing(),
    }
}

/// What is known about one partner and material.
pub struct Findings {
    target: Target,
    /// The forecasts of the class, each with the name of who made it.
    class: Vec<(String, Forecast)>,
    /// The class’s predictions of a share.
    guesses: Vec<f64>,
    known: Known,
    /// Why the record, or the predictions, do not belong to the plan that is shown.
    other_plan: Vec<String>,
}

impl Findings {
    /// The findings about a target, or about what falls most; `None` until the model has answered.
    pub fn of(
        scene: &Scene<'_>,
        class: &ClassView<'_>,
        target: Option<&(ActorId, Material)>,
        commands: &mut Commands,
    ) -> Option<Self> {
        let outlooks = match scene.find(&Query::Outlooks, commands) {
            Some((Answer::Outlooks(outlooks), true)) => Some(outlooks),
            // Not answered yet, or there is nothing to answer.
            _ => None,
        };
        let (partner, material) = target.cloned().or_else(|| gravest(outlooks?))?;
        let shares = outlooks.and_then(|outlooks| outlooks.iter().find(|of| of.partner == partner));
        let model = shares.map(|of| *of.shares.of(material));
        let target = Target { partner, material };
        let step = predicted_step(class.session);
        let predictions = step.map_or_else(Vec::new, |step| class.session.predictions(step));
        let about = step.and_then(|step| plan_of_step(scene.scenario, class.session.lesson.steps.get(step)?));
        let is_about_shown = about.is_none_or(|about| about == scene.plan_id);
        let of_record = scene.scenario.record.as_ref().and_then(|record| record.plan.as_ref());
        let is_recorded = of_record == Some(scene.plan_id);
        let record = scene.scenario.record.as_ref();
        let record = record.and_then(|record| record.fell(&target.partner, target.material));
        let mut other_plan = Vec::new();
        let name = |plan: &PlanId| scene.scenario.plans.get(plan).map(|plan| plan.name.clone());
        if let Some(plan) = about.filter(|_| !is_about_shown && !predictions.is_empty()).and_then(name) {
            other_plan.push(format!("The class predicted “{plan}”, another plan than this."));
        }
        if record.is_some() && !is_recorded {
            other_plan.push(match of_record.and_then(name) {
                Some(plan) => format!("The record is of “{plan}”, another plan than this."),
                None => "The record is of no plan of this case.".to_owned(),
            });
        }
        let answers = predictions.into_iter().filter(|_| is_about_shown);
        let (class, guesses) = answers_about(answers, &target);
        let known = Known { model, record: record.filter(|_| is_recorded) };
        Some(Findings { target, class, guesses, known, other_plan })
    }

    fn board(self, scene: &Scene<'_>, class: &ClassView<'_>) -> ResultBoard {
        let forecasts: Vec<Forecast> = self.class.iter().map(|(_, forecast)| *forecast).collect();
        let crowd = Forecast::mean(&forecasts);
        let happened =
            |outlook: Outlook| self.known.record.is_some_and(|fell| fell == (outlook != Outlook::NoChange));
        let row = |outlook: Outlook| OutlookRow {
            outlook,
            class: crowd.map(|crowd| crowd.0[outlook.index()]),
            model: self.known.model.map(|shares| shares[outlook.index()]),
            happened: happened(outlook),
        };
        let guesses = self.guess_board(scene);
        let is_marked = self.known.record.is_some() && guesses.is_none();
        let key = if is_marked { " ★ fits the record." } else { "" };
        ResultBoard {
            votes: tallies::last(scene, class),
            title: self.title(scene.scenario),
            below: match self.class.len() + self.guesses.len() {
                0 => format!("In the year after “{}”.{key}", scene.plan.name),
                some => {
                    let predictions = counted(some as u64, "prediction");
                    format!("In the year after “{}”; {predictions}.{key}", scene.plan.name)
                }
            },
            rows: Outlook::ALL.map(row).to_vec(),
            sentences: share_errors(guesses.as_ref()).into_iter().chain(self.sentences()).collect(),
            guesses,
        }
    }

    fn title(&self, scenario: &Scenario) -> String {
        format!("{}: {}", scenario.name(&self.target.partner), self.target.material.name())
    }

    /// The predictions of a share; `None` where the class predicted in words.
    fn guess_board(&self, scene: &Scene<'_>) -> Option<GuessBoard> {
        if self.guesses.is_empty() || !self.class.is_empty() {
            return None;
        }
        let course = scene.shown.and_then(|shown| shown.projection.partner(&self.target.partner));
        let mean = course.and_then(|course| course.mean(A_YEAR));
        let material = self.target.material;
        Some(GuessBoard {
            guesses: self.guesses.clone(),
            model: mean.map(|mean| *mean.planned.of(material)),
            before: mean.map(|mean| *mean.withheld.of(material)),
        })
    }

    /// What can be said of the predictions.
    fn sentences(&self) -> Vec<String> {
        let (class, known) = (&self.class, self.known);
        let mut sentences = Vec::new();
        if let Some(shares) = known.model
            && !class.is_empty()
        {
            sentences.extend(standing(class, known, Outcome::Shares(shares), "the model"));
        }
        if let Some(fell) = known.record {
            sentences.push(on_record(fell).to_owned());
            if !class.is_empty() {
                sentences.extend(standing(class, known, Outcome::Fell(fell), "what happened"));
            }
        }
        sentences.extend(self.other_plan.iter().cloned());
        sentences
    }

    /// What was predicted and what came out, in short sentences, for the debrief.
    pub fn in_short(&self, scenario: &Scenario) -> Vec<String> {
        let mut sentences = vec![format!("{}.", self.title(scenario))];
        let forecasts: Vec<Forecast> = self.class.iter().map(|(_, forecast)| *forecast).collect();
        if let Some(crowd) = Forecast::mean(&forecasts) {
            let most = crowd.likeliest();
            sentences.push(format!("You: {}, {}.", most.name(), percent(crowd.0[most.index()])));
        }
        if let Some(model) = self.known.model {
            let most = Forecast(model).likeliest();
            sentences.push(format!("The model: {}, {}.", most.name(), percent(model[most.index()])));
        }
        if let Some(fell) = self.known.record {
            sentences.push(on_record(fell).to_owned());
        }
        sentences
    }
}

/// How far the predictions of a share are from the model's mean.
fn share_errors(board: Option<&GuessBoard>) -> Option<String> {
    let board = board?;
    let errors = ShareErrors::of(&board.guesses, board.model?, board.before?)?;
    let points = |share: f64| counted((100.0 * share).round() as u64, "point");
    Some(format!(
        "You are {} off on average, your mean {}, “nothing ever changes” {}.",
        points(errors.members),
        points(errors.crowd),
        points(errors.no_change)
    ))
}

/// The month about which a share is predicted.
const A_YEAR: usize = 12;

fn on_record(fell: bool) -> &'static str {
    if fell { "It fell, on record." } else { "No fall is on record." }
}

/// The partner and material that falls in most histories.
fn gravest(outlooks: &[PartnerOutlooks]) -> Option<(ActorId, Material)> {
    let both = |of: &PartnerOutlooks| {
        let fall = |material: Material| (of.partner.clone(), material, 1.0 - of.shares.of(material)[0]);
        Material::ALL.map(fall)
    };
    let all = outlooks.iter().flat_map(both);
    all.max_by(|one, other| one.2.total_cmp(&other.2)).map(|(partner, material, _)| (partner, material))
}

/// The last step in which the class predicted.
fn predicted_step(session: &ClassSession) -> Option<usize> {
    let steps = session.lesson.steps.iter().enumerate().rev();
    let mut predicted = steps.filter(|(_, step)| matches!(step.kind, StepKind::Predict { .. }));
    predicted.find(|(step, _)| !session.predictions(*step).is_empty()).map(|(step, _)| step)
}

/// The predictions about a target: forecasts in words, and shares.
fn answers_about<'a>(
    predictions: impl Iterator<Item = &'a Prediction>,
    target: &Target,
) -> (Vec<(String, Forecast)>, Vec<f64>) {
    let (mut forecasts, mut guesses) = (Vec::new(), Vec::new());
    for prediction in predictions {
        match prediction.answer(target) {
            Some(Predicted::Willingness(share)) => guesses.push(*share),
            Some(word) => {
                forecasts.extend(word.forecast().map(|forecast| (prediction.who.clone(), forecast)));
            }
            None => {}
        }
    }
    (forecasts, guesses)
}

/// How the mean of the class stands beside its members, “nothing ever changes”, the model and the record.
fn standing(class: &[(String, Forecast)], known: Known, outcome: Outcome, to: &str) -> Option<String> {
    let board = Scoreboard::of(class, known, outcome);
    Some(board.of_crowd(&outcome)?.in_words("The mean of the class", to, "of you"))
}
