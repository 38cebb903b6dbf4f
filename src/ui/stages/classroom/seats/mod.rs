//! Role play: students or teams sit in the seats of partners. The laptop goes from seat to seat; between two of them a
//! screen covers everything, and what a seat decided is nowhere in the window before the reveal.

mod cover;
mod decided;
mod form;

use super::ClassView;
use crate::lesson::session::SeatEntry;
use crate::scenario::{ActorId, PlanId, Scenario};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided;
use crate::ui::{Answer, Commands, Query, Scene};
pub use cover::show as cover;
pub use decided::{answers as decided_answers, content as decided_content, has_decisions};
use egui::{Label, Ui};

/// A step of role play.
#[derive(Clone, Copy)]
pub struct RolePlay<'a> {
    /// The step.
    pub step: usize,
    /// Its seats; empty for all partners.
    pub seats: &'a [ActorId],
    /// Its plan; `None` for the usual one.
    pub plan: Option<&'a PlanId>,
}

impl RolePlay<'_> {
    /// The seats, in the order in which the laptop goes round.
    fn seats(&self, scenario: &Scenario) -> Vec<ActorId> {
        match self.seats {
            [] => scenario.partnerships.keys().cloned().collect(),
            // A partner that was removed from the case since then has no seat.
            seats => seats.iter().filter(|seat| scenario.partnerships.contains(seat)).cloned().collect(),
        }
    }

    /// The plan that the seats live through: that of the step or the usual one, and never the one that retells history
    /// while it is hidden.
    fn plan(&self, scenario: &Scenario) -> Option<PlanId> {
        let named = self.plan.filter(|plan| scenario.plans.contains(plan));
        scenario.lesson_plan(named).cloned()
    }
}

/// The laptop on its way round.
#[derive(Debug)]
pub struct Round {
    /// The seat that it is handed to.
    seat: ActorId,
    stands: Stands,
    /// What is being decided.
    draft: form::Draft,
    /// How often it was handed over; text fields of two turns have nothing in common, not even what undo brings back.
    turn: u64,
}

/// Where the laptop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// On its way to the seat.
    HandOver,
    /// In front of who sits there.
    Seat,
    /// On its way back to the teacher.
    Back,
}

impl Round {
    fn to(seat: ActorId, turn: u64) -> Self {
        Round { seat, stands: Stands::HandOver, draft: form::Draft::default(), turn }
    }

    /// Goes on to the next seat from which nothing was decided yet, or back to the teacher.
    fn go_on(&mut self, seats: &[ActorId], decided: &[SeatEntry<'_>]) {
        let place = seats.iter().position(|seat| *seat == self.seat).map_or(0, |place| place + 1);
        let is_open = |seat: &&ActorId| **seat != self.seat && !decided.iter().any(|of| of.seat == *seat);
        let next = seats.iter().cycle().skip(place).take(seats.len()).find(is_open);
        *self = match next {
            Some(seat) => Round::to(seat.clone(), self.turn + 1),
            None => Round { stands: Stands::Back, ..Round::to(self.seat.clone(), self.turn + 1) },
        };
    }
}

/// What happens to the partners, as far as the model has answered; `None` while it is at work.
fn reactions<'a>(
    scene: &Scene<'a>,
    plan: &PlanId,
    commands: &mut Commands,
) -> Option<Result<&'a [crate::analysis::reactions::PartnerReaction], &'a str>> {
    match scene.find(&Query::Reactions(plan.clone()), commands)? {
        (Answer::Reactions(reactions), true) => Some(Ok(reactions)),
        (Answer::Nothing(why), true) => Some(Err(why)),
        _ => None,
    }
}

/// Shows the seats, from which of them something was decided, and the way to hand the laptop over.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    play: RolePlay<'_>,
    round: &mut Option<Round>,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let scenario = scene.scenario;
    let (seats, plan) = (play.seats(scenario), play.plan(scenario));
    ui.label(theme.semibold("Seats"));
    let Some(plan) = plan.filter(|_| !seats.is_empty() && class.case.is_none()) else {
        let nobody = "There is no seat in the case that is open: nobody shares with home there, or it is not the case of \
                      this class.";
        ui.add(Label::new(theme.quiet(nobody)).wrap());
        return;
    };
    // Worked out before the first seat asks for it.
    reactions(scene, &plan, commands);
    let about = "Pass the laptop round: each seat sees what its partner knows and decides alone. Nobody sees a decision \
                 before the reveal.";
    ui.add(Label::new(theme.quiet(about)).wrap());
    let decided = class.session.seat_decisions(play.step);
    let turn = class.session.entries.len() as u64;
    let is_open = |seat: &&ActorId| !decided.iter().any(|of| of.seat == *seat);
    let next = seats.iter().find(is_open).or(seats.first());
    if ui.add(theme.main_action("Pass the laptop round")).clicked() {
        *round = next.map(|seat| Round::to(seat.clone(), turn));
    }
    for seat in &seats {
        let name = scenario.name(seat);
        let here: Vec<&SeatEntry<'_>> = decided.iter().filter(|of| of.seat == seat).collect();
        ui.horizontal(|ui| {
            let hand = ui.button(theme.text("Hand over"));
            if hand.accessible_name(format!("Hand over to the seat of {name}")).clicked() {
                *round = Some(Round::to(seat.clone(), turn));
            }
            let room = ui.available_width() - theme.grown(STATE);
            elided::label(ui, theme.text(name), room);
            elided::label(ui, theme.note(state(class, &here)), theme.grown(STATE) - GRID);
        });
    }
    let lives =
        format!("The seats live through “{}”.", scenario.plans.get(&plan).map_or("", |plan| &plan.name));
    ui.add(Label::new(theme.note(lives)).wrap());
    if play.plan.is_some_and(|named| *named != plan) {
        let waits = "The plan that the lesson names stays hidden until the reveal.";
        ui.add(Label::new(theme.note(waits)).wrap());
    }
}

/// The width of what is said of a seat, in points at ordinary type.
const STATE: f32 = 150.0;

/// Whether something was decided from a seat, and by whom; never what.
fn state(class: &ClassView<'_>, here: &[&SeatEntry<'_>]) -> String {
    let names: Vec<&str> = here.iter().map(|of| of.who).filter(|who| !who.is_empty()).collect();
    match here.len() {
        0 => "open".to_owned(),
        many if class.names_hidden || names.is_empty() => format!("{many} sealed"),
        many => format!("{many} sealed: {}", names.join(", ")),
    }
}
