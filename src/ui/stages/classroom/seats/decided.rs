//! What was decided from the seats beside the model's chances, once results are revealed.

use super::{RolePlay, reactions};
use crate::analysis::number_format::percent;
use crate::analysis::reactions::PartnerReaction;
use crate::lesson::session::{SeatDecision, SeatEntry, Sharing};
use crate::lesson::{ClassSession, RoomContent};
use crate::scenario::{ActorId, PlanId, StepKind};
use crate::ui::stages::classroom::ClassView;
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, Scene};
use egui::{Label, Ui};

/// Whether there are decisions that may be shown: nothing is before the reveal.
pub fn has_decisions(session: &ClassSession) -> bool {
    let step = session.role_play().filter(|_| session.is_revealed());
    step.is_some_and(|step| !session.seat_decisions(step).is_empty())
}

/// The decisions of a seat with the model's chances for its partner.
struct Seat<'a> {
    id: &'a ActorId,
    decisions: Vec<SeatEntry<'a>>,
    /// `None` while the model is at work, or where it has no answer.
    model: Option<&'a PartnerReaction>,
}

/// The seats from which something was decided, in the order of the case.
fn seats<'a>(scene: &'a Scene<'_>, class: &ClassView<'a>, commands: &mut Commands) -> Vec<Seat<'a>> {
    let session = class.session;
    let Some(step) = session.role_play().filter(|_| has_decisions(session)) else { return Vec::new() };
    let decided = session.seat_decisions(step);
    let lived = decided.iter().find_map(|of| of.decision.plan.clone());
    let plan = lived.or_else(|| plan_of_step(scene, session, step));
    let reactions = plan.and_then(|plan| reactions(scene, &plan, commands)).and_then(Result::ok);
    let of_partner = |id: &'a ActorId| {
        let decisions: Vec<SeatEntry<'a>> = decided.iter().filter(|of| of.seat == id).copied().collect();
        let model = reactions.and_then(|all| all.iter().find(|of| of.partner == *id));
        (!decisions.is_empty()).then_some(Seat { id, decisions, model })
    };
    scene.scenario.partnerships.keys().filter_map(of_partner).collect()
}

fn plan_of_step(scene: &Scene<'_>, session: &ClassSession, step: usize) -> Option<PlanId> {
    match &session.lesson.steps.get(step)?.kind {
        StepKind::RolePlay { seats, plan } => {
            RolePlay { step, seats, plan: plan.as_ref() }.plan(scene.scenario)
        }
        _ => None,
    }
}

impl Seat<'_> {
    /// The model's chances in a sentence: in those histories that are for its partner as the one that it lived through.
    fn chances(&self) -> String {
        let Some(model) = self.model else { return "The model plays it out …".to_owned() };
        let where_so = if model.is_told { "where it learns of it" } else { "where it learns of nothing" };
        format!("Model, {where_so}: {}.", shares(&model.shares_if_so))
    }

    /// The chances in all histories, and how often it learns: the model has no chance of a protest or of a wish.
    fn in_all(&self) -> Option<String> {
        let model = self.model?;
        let (all, learns) = (shares(&model.shares), percent(model.learns));
        Some(format!(
            "In all histories: {all}. It learns of it in {learns}; only then can it protest or ask for a repair."
        ))
    }

    /// The decisions of all who sat there, counted; no names.
    fn counted(&self) -> String {
        let alone = self.decisions.len() == 1;
        let count = |name: &str, times: usize| match (times, alone) {
            (0, _) => None,
            (_, true) => Some(name.to_owned()),
            (times, false) => Some(format!("{name} {times}")),
        };
        let number = |of: &dyn Fn(&SeatDecision) -> bool| {
            self.decisions.iter().filter(|entry| of(entry.decision)).count()
        };
        let sharing = Sharing::ALL.into_iter().filter_map(|sharing| {
            count(sharing.name(), number(&|decision: &SeatDecision| decision.sharing == sharing))
        });
        let protests = count("protest", number(&|decision: &SeatDecision| decision.protests));
        let asks =
            count("ask for a repair", number(&|decision: &SeatDecision| !decision.asks_for.is_empty()));
        sharing.chain(protests).chain(asks).collect::<Vec<String>>().join(", ")
    }
}

/// The shares of histories in words, in the order of [`Sharing::ALL`].
fn shares(shares: &[f64; 4]) -> String {
    let part = |sharing: &Sharing| format!("{} {}", sharing.name(), percent(shares[sharing.index()]));
    Sharing::ALL.iter().map(part).collect::<Vec<String>>().join(", ")
}

/// The decisions beside the chances, for the room: counted and without names.
pub fn content(scene: &Scene<'_>, class: &ClassView<'_>, commands: &mut Commands) -> RoomContent {
    let of_seat =
        |seat: &Seat<'_>| format!("{}: {}. {}", scene.scenario.name(seat.id), seat.counted(), seat.chances());
    let mut paragraphs: Vec<String> = seats(scene, class, commands).iter().map(of_seat).collect();
    paragraphs.push("In the model “stop” is a fall of content by half or more.".to_owned());
    RoomContent::Text { title: "What the seats decided".to_owned(), paragraphs }
}

/// The decisions beside the chances, for the teacher: who decided what, and why.
pub fn answers(ui: &mut Ui, scene: &Scene<'_>, class: &ClassView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let seats = seats(scene, class, commands);
    if seats.is_empty() {
        return;
    }
    ui.add_space(GRID);
    ui.label(theme.semibold("Decisions from the seats"));
    for seat in &seats {
        ui.add(Label::new(theme.semibold(scene.scenario.name(seat.id))).wrap());
        for entry in &seat.decisions {
            ui.add(Label::new(theme.text(in_words(class, entry))).wrap());
        }
        ui.add(Label::new(theme.text(seat.chances())).wrap());
        if let Some(all) = seat.in_all() {
            ui.add(Label::new(theme.note(all)).wrap());
        }
    }
    let meant: Vec<String> = Sharing::ALL
        .iter()
        .map(|sharing| format!("{}: {}", sharing.name(), sharing.in_the_model()))
        .collect();
    let meant = format!("In the model, in the year after the meeting: {}.", meant.join("; "));
    ui.add(Label::new(theme.note(meant)).wrap());
}

/// A decision with who made it, unless names are hidden.
fn in_words(class: &ClassView<'_>, entry: &SeatEntry<'_>) -> String {
    let SeatEntry { who, decision, .. } = entry;
    let mut parts = vec![decision.sharing.name().to_owned()];
    if decision.protests {
        parts.push("protest".to_owned());
    }
    if !decision.asks_for.is_empty() {
        parts.push(format!("ask for “{}”", decision.asks_for));
    }
    let reason = match decision.reason.as_str() {
        "" => String::new(),
        reason => format!("; because “{reason}”"),
    };
    let who = if class.names_hidden || who.is_empty() { "Decided" } else { who };
    format!("{who}: {}{reason}", parts.join(", "))
}
