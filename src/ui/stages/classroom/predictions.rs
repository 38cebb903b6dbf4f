//! Sealed predictions: each person or team enters one behind a curtain. What was entered is nowhere on the screen before
//! the reveal, nor in what a screen reader is told.

use super::ClassView;
use crate::analysis::number_format::percent;
use crate::lesson::prediction::{Answer, GUESS, Outlook, Prediction, Target};
use crate::lesson::session::Event;
use crate::scenario::{ActorId, Material, PlanId, PredictionForm};
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::{GRID, RADIUS, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::paint::StyledText;
use crate::ui::widgets::segmented::{Segment, Segmented};
use crate::ui::{Commands, Scene};
use egui::{Align2, Label, Sense, Slider, TextEdit, Ui, vec2};

/// What is to be predicted.
pub struct Asked<'a> {
    /// The step.
    pub step: usize,
    /// The partners; empty for all.
    pub partners: &'a [ActorId],
    /// How it is answered.
    pub form: PredictionForm,
    /// Whether a plan is to be chosen as well.
    pub asks_plan: bool,
}

/// A prediction behind the curtain.
#[derive(Debug, Default)]
pub struct Draft {
    who: String,
    answers: Vec<(Target, Entered)>,
    plan: Option<PlanId>,
}

/// What is entered about a target.
#[derive(Clone, Copy, Debug)]
enum Entered {
    /// A word, once one is chosen, and how sure the predictor is of it.
    Word(Option<Outlook>, f64),
    /// The willingness after a year from 0 to 1, once the slider was moved.
    Share(Option<f64>),
}

impl Entered {
    fn nothing(form: PredictionForm) -> Self {
        match form {
            PredictionForm::Words => Entered::Word(None, FIRST_CONFIDENCE),
            PredictionForm::Slider => Entered::Share(None),
        }
    }

    fn answer(self) -> Option<Answer> {
        match self {
            Entered::Word(outlook, confidence) => Some(Answer::Word { outlook: outlook?, confidence }),
            Entered::Share(share) => share.map(Answer::Willingness),
        }
    }
}

/// The confidence that is offered first: surer than a guess, and far from certain.
const FIRST_CONFIDENCE: f64 = 0.6;

impl Draft {
    fn new(scene: &Scene<'_>, asked: &Asked<'_>) -> Self {
        let all: Vec<ActorId> = match asked.partners {
            [] => scene.scenario.partnerships.keys().cloned().collect(),
            partners => partners.to_vec(),
        };
        let targets = all
            .into_iter()
            .flat_map(|partner| Material::ALL.map(|material| Target { partner: partner.clone(), material }));
        let answers = targets.map(|target| (target, Entered::nothing(asked.form))).collect();
        Draft { who: String::new(), answers, plan: None }
    }

    /// The prediction, once there is a name and an answer.
    fn prediction(&self) -> Result<Prediction, &'static str> {
        let answers = self.answers.iter().filter_map(|(target, of)| Some((target.clone(), of.answer()?)));
        let answers: Vec<(Target, Answer)> = answers.collect();
        if self.who.trim().is_empty() {
            return Err("Type a name or a code first: by it a second prediction replaces the first.");
        }
        if answers.is_empty() {
            return Err("Choose an answer for one partner at least.");
        }
        Ok(Prediction { who: self.who.trim().to_owned(), answers, plan: self.plan.clone() })
    }
}

/// Shows how many are sealed and, while somebody enters one, the curtain.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    asked: &Asked<'_>,
    curtain: &mut Option<Draft>,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let sealed = class.session.predictions(asked.step);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme.semibold("Sealed predictions"));
        ui.label(theme.note(format!("{} sealed", sealed.len())));
    });
    let Some(draft) = curtain else {
        let about = "Pass the laptop: each person or team enters one. Nobody sees it before the reveal.";
        ui.add(Label::new(theme.quiet(about)).wrap());
        if ui.add(theme.main_action("Enter a prediction")).clicked() {
            *curtain = Some(Draft::new(scene, asked));
        }
        tiles(ui, class, sealed.iter().map(|prediction| prediction.who.as_str()), commands);
        return;
    };
    let known = sealed.iter().any(|prediction| prediction.who == draft.who.trim());
    // The buttons stand above the answers, so that they are in sight however many partners there are.
    let close = name_and_seal(ui, asked.step, draft, known, commands);
    form(ui, scene, asked, draft);
    if close {
        *curtain = None;
    }
}

/// The name of who predicts, and the buttons that seal the prediction or drop it. Returns whether it is done.
fn name_and_seal(ui: &mut Ui, step: usize, draft: &mut Draft, known: bool, commands: &mut Commands) -> bool {
    let theme = ui.theme();
    let who = TextEdit::singleline(&mut draft.who).hint_text("Your name, team or code");
    ui.add(who.desired_width(f32::INFINITY)).accessible_name("Who predicts");
    let prediction = draft.prediction();
    let mut close = false;
    ui.horizontal_wrapped(|ui| {
        let seal = ui.add_enabled(prediction.is_ok(), theme.main_action("Seal it"));
        let seal = seal.on_disabled_hover_text(prediction.as_ref().err().copied().unwrap_or(""));
        if seal.clicked()
            && let Ok(prediction) = prediction
        {
            commands.send(ClassroomCommand::Enter(Event::Predicted { step, prediction }));
            close = true;
        }
        close |= ui.add(theme.other_action("Cancel")).clicked();
    });
    // The line stays where there is nothing to say, so that nothing below it moves.
    let says = if known { "This name has sealed one already; this one replaces it." } else { " " };
    ui.label(theme.note(says));
    close
}

/// The side of a tile that stands for a sealed prediction, in points at ordinary type.
const TILE: [f32; 2] = [64.0, 24.0];

/// A tile for each sealed prediction: its name, or dots while names are hidden; never what it says.
fn tiles<'a>(
    ui: &mut Ui,
    class: &ClassView<'_>,
    names: impl Iterator<Item = &'a str>,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let size = vec2(theme.grown(TILE[0]), theme.grown(TILE[1]));
    ui.horizontal_wrapped(|ui| {
        for name in names {
            let shown = if class.names_hidden { "•••" } else { name };
            let (place, response) = ui.allocate_exact_size(size, Sense::hover());
            ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
            let ink = theme.colors.ink_2;
            let text = StyledText::new(shown, theme.note_font(), ink).elided(ui, size.x - GRID, 1);
            let at = Align2::CENTER_CENTER.anchor_size(place.center(), text.size());
            ui.painter().galley(at.min, text, ink);
            let says = if class.names_hidden { "Sealed." } else { name };
            response.on_hover_text(says);
        }
    });
    let mut hidden = class.names_hidden;
    if ui.checkbox(&mut hidden, theme.text("Hide names")).changed() {
        commands.send(ClassroomCommand::ToggleNames);
    }
}

fn form(ui: &mut Ui, scene: &Scene<'_>, asked: &Asked<'_>, draft: &mut Draft) {
    let theme = ui.theme();
    let about = match asked.form {
        PredictionForm::Words => "In the year after the meeting, the willingness to share:",
        PredictionForm::Slider => {
            "A year after the meeting, the willingness to share, from nothing to everything:"
        }
    };
    ui.add(Label::new(theme.quiet(about)).wrap());
    let mut partner: Option<ActorId> = None;
    for (target, entered) in &mut draft.answers {
        let name = scene.scenario.name(&target.partner);
        if partner.as_ref() != Some(&target.partner) {
            ui.add(Label::new(theme.semibold(name)).truncate()).on_hover_text(name);
            partner = Some(target.partner.clone());
        }
        ui.label(theme.note(target.material.name()));
        let label = format!("{name}, {}", target.material.name());
        match entered {
            Entered::Word(outlook, confidence) => answer(ui, &label, outlook, confidence),
            Entered::Share(chosen) => share(ui, &label, unsaid(scene, target), chosen),
        }
    }
    if asked.asks_plan {
        choose_plan(ui, scene, &mut draft.plan);
    }
}

/// The share of a row that the three words take; the rest says how sure the predictor is.
const WORDS: f32 = 0.64;

/// The least width of a slider, in points.
const LEAST_SLIDER: f32 = 24.0;
/// The width of how sure the predictor is in words, in points at ordinary type.
const SURE: f32 = 88.0;

/// One word of three, and how sure the predictor is of it, in a row.
fn answer(ui: &mut Ui, label: &str, outlook: &mut Option<Outlook>, confidence: &mut f64) {
    let theme = ui.theme();
    let segments = Outlook::ALL.map(|outlook| Segment::new(Some(outlook), outlook.name(), explains(outlook)));
    ui.horizontal(|ui| {
        let room = ui.available_width();
        let asked =
            Segmented { name: label, segments: &segments, width: Some(WORDS * room) }.show(ui, outlook);
        *outlook = asked.chosen.unwrap_or(*outlook);
        ui.spacing_mut().slider_width = ((1.0 - WORDS) * room - theme.grown(SURE)).max(LEAST_SLIDER);
        let slider = Slider::new(confidence, GUESS..=1.0).show_value(false);
        let slider =
            ui.add_enabled(outlook.is_some(), slider).accessible_name(format!("How sure of {label}"));
        slider
            .on_hover_text("How sure you are, from a guess to certain.")
            .on_disabled_hover_text("Choose a word first.");
        let sure = match outlook {
            Some(_) => format!("{} sure", percent(*confidence)),
            None => "how sure?".to_owned(),
        };
        ui.label(theme.note(sure));
    });
}

/// The month about which a share is predicted.
const A_YEAR: usize = 12;

/// The willingness after a year if nothing were said, once the model has answered: where a slider stands before it is
/// moved. It tells nothing of what a plan does.
fn unsaid(scene: &Scene<'_>, target: &Target) -> Option<f64> {
    let course = scene.shown?.projection.partner(&target.partner)?;
    Some(*course.mean(A_YEAR)?.withheld.of(target.material))
}

/// A slider from nothing to everything. It stands where willingness would be if nothing were said, until it is moved.
fn share(ui: &mut Ui, label: &str, unsaid: Option<f64>, chosen: &mut Option<f64>) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let room = ui.available_width();
        ui.spacing_mut().slider_width = WORDS * room;
        // In the middle, while the model has not answered or looks less than a year ahead.
        let mut value = chosen.or(unsaid).unwrap_or(0.5);
        // Steps would round the number at which it stands, and so count as an answer.
        let slider = Slider::new(&mut value, 0.0..=1.0).show_value(false);
        let slider = ui.add(slider).accessible_name(format!("Willingness: {label}"));
        if slider.on_hover_text("0\u{a0}% shares nothing, 100\u{a0}% shares everything.").changed() {
            *chosen = Some((100.0 * value).round() / 100.0);
        }
        let says = match (*chosen, unsaid) {
            (Some(share), _) => percent(share),
            (None, Some(unsaid)) => format!("unsaid: {}", percent(unsaid)),
            (None, None) => "open".to_owned(),
        };
        ui.label(theme.note(says));
    });
}

fn explains(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::NoChange => "It never falls by a tenth (content) or by 15\u{a0}% (sources and methods).",
        Outlook::FallsALittle => "It falls, but by less than half.",
        Outlook::FallsALot => "It falls by half or more.",
    }
}

fn choose_plan(ui: &mut Ui, scene: &Scene<'_>, plan: &mut Option<PlanId>) {
    let theme = ui.theme();
    let name = |id: &PlanId| scene.scenario.plans.get(id).map_or(id.as_str(), |plan| &plan.name).to_owned();
    ui.label(theme.semibold("Which plan would you choose?"));
    let shown = plan.as_ref().map_or("Choose a plan".to_owned(), name);
    let width = ui.available_width() - GRID;
    let list = List { name: "Plan that you would choose", chosen: theme.text(shown).into(), width };
    list.show(ui, |ui| {
        for id in scene.scenario.plans.keys() {
            if elided::option(ui, plan.as_ref() == Some(id), name(id)).clicked() {
                *plan = Some(id.clone());
                ui.close();
            }
        }
    });
}
