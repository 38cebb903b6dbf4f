//! The screens of a role play that cover the window: the hand-over from seat to seat, and the view from a seat.

use super::{RolePlay, Round, Stands, form, reactions};
use crate::lesson::seat_facts::seat_facts;
use crate::lesson::session::{Event, SeatDecision};
use crate::ui::command::ClassroomCommand;
use crate::ui::stages::classroom::{ClassView, column};
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::{Commands, Scene};
use egui::{Align, Label, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// Covers the whole area. What was covered is shown again once `round` is `None`.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    play: RolePlay<'_>,
    round: &mut Option<Round>,
    commands: &mut Commands,
) {
    let Some(on_way) = round else { return };
    // The fields of each turn have ids of their own: what was typed in one cannot be undone into another.
    let goes_back = ui
        .push_id(("turn", on_way.turn), |ui| match on_way.stands {
            Stands::HandOver => hand_over(ui, scene, class, play, on_way),
            Stands::Seat => {
                seat(ui, scene, class, play, on_way, commands);
                false
            }
            Stands::Back => back(ui),
        })
        .inner;
    if goes_back {
        *round = None;
    }
}

/// The width of a hand-over screen's text, in points at ordinary type.
const SCREEN: f32 = 520.0;

/// A screen with little on it, in the middle of the area.
fn screen(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let area = ui.max_rect();
    let width = ui.theme().grown(SCREEN).min(area.width() - 2.0 * MARGIN);
    let top = area.top() + 0.25 * area.height();
    let left = area.center().x - width / 2.0;
    let place = Rect::from_min_max(pos2(left, top), pos2(left + width, area.bottom()));
    let layout = Layout::top_down(Align::Min);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 1.5 * GRID);
        add(ui);
    });
}

/// Asks for the laptop to be handed to a seat. Returns whether it goes back to the teacher.
fn hand_over(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    play: RolePlay<'_>,
    round: &mut Round,
) -> bool {
    let theme = ui.theme();
    let name = scene.scenario.name(&round.seat);
    let seats = play.seats(scene.scenario);
    let decided = class.session.seat_decisions(play.step);
    let done = seats.iter().filter(|seat| decided.iter().any(|of| of.seat == *seat)).count();
    let mut goes_back = false;
    screen(ui, |ui| {
        let text = format!("Hand the laptop to whoever sits in the seat of {name}.");
        ui.add(Label::new(theme.figure(text)).wrap());
        let alone = "What comes next is for that seat alone: everybody else looks away.";
        ui.add(Label::new(theme.text(alone)).wrap());
        ui.horizontal_wrapped(|ui| {
            if ui.add(theme.main_action("I sit here")).clicked() {
                round.stands = Stands::Seat;
            }
            goes_back = ui.add(theme.other_action("Back to the teacher")).clicked();
        });
        ui.label(theme.note(format!("{done} of {} seats have decided.", seats.len())));
    });
    goes_back
}

/// The last screen of a round. Returns whether the teacher has the laptop again.
fn back(ui: &mut Ui) -> bool {
    let theme = ui.theme();
    let mut is_back = false;
    screen(ui, |ui| {
        ui.add(Label::new(theme.figure("Every seat has decided.")).wrap());
        ui.add(Label::new(theme.text("Hand the laptop back to the teacher.")).wrap());
        is_back = ui.add(theme.main_action("Back to the lesson")).clicked();
    });
    is_back
}

/// The narrowest area in which what a seat knows and what it decides stand side by side, in points at ordinary type.
const TWO_COLUMNS: f32 = 760.0;

/// The view from a seat: what its partner knows, and its decision.
fn seat(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    play: RolePlay<'_>,
    round: &mut Round,
    commands: &mut Commands,
) {
    let area = ui.max_rect();
    let news = News::of(scene, play, round, commands);
    if area.width() < ui.theme().grown(TWO_COLUMNS) {
        return column(ui, "seat", area, |ui| {
            knows(ui, scene, round, &news);
            ui.add_space(MARGIN);
            decides(ui, scene, class, play, (round, &news), commands);
        });
    }
    let split = area.left() + 0.55 * area.width();
    let left = Rect::from_min_max(area.min, pos2(split, area.bottom()));
    let right = Rect::from_min_max(pos2(split, area.top()), area.max);
    column(ui, "what the seat knows", left, |ui| knows(ui, scene, round, &news));
    ui.painter().vline(split, area.y_range(), Stroke::new(1.0, ui.theme().colors.hairline));
    column(ui, "what the seat decides", right, |ui| {
        decides(ui, scene, class, play, (round, &news), commands);
    });
}

/// What the partner has come to know.
enum News {
    /// The model is at work.
    Awaited,
    /// In sentences; none for nothing.
    Told(Vec<String>),
    /// There is none; the sentence says why.
    Missing(String),
}

impl News {
    fn of(scene: &Scene<'_>, play: RolePlay<'_>, round: &Round, commands: &mut Commands) -> Self {
        let Some(plan) = play.plan(scene.scenario) else {
            return News::Missing("The case has no plan.".into());
        };
        match reactions(scene, &plan, commands) {
            None => News::Awaited,
            Some(Err(why)) => News::Missing(why.to_owned()),
            Some(Ok(reactions)) => match reactions.iter().find(|of| of.partner == round.seat) {
                Some(of) => News::Told(of.told.clone()),
                None => News::Missing("This partner shares nothing with home.".into()),
            },
        }
    }
}

fn knows(ui: &mut Ui, scene: &Scene<'_>, round: &Round, news: &News) {
    let theme = ui.theme();
    let name = scene.scenario.name(&round.seat);
    ui.add(Label::new(theme.heading(format!("You decide for {name}"))).wrap());
    ui.label(theme.semibold("What you have come to know"));
    let say = |ui: &mut Ui, sentence: &str| ui.add(Label::new(theme.text(sentence)).wrap());
    match news {
        News::Awaited => {
            say(ui, "The model plays it out …");
        }
        News::Missing(why) => {
            say(ui, why);
        }
        News::Told(told) if told.is_empty() => {
            say(ui, "Nothing unusual. You go on as you know it.");
        }
        News::Told(told) => told.iter().for_each(|sentence| {
            say(ui, sentence);
        }),
    }
    for fact in seat_facts(scene.scenario, &round.seat) {
        ui.add_space(0.5 * GRID);
        ui.add(Label::new(theme.semibold(&fact.title)).wrap());
        say(ui, &fact.text);
    }
}

fn decides(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    play: RolePlay<'_>,
    (round, news): (&mut Round, &News),
    commands: &mut Commands,
) {
    let theme = ui.theme();
    form::show(ui, scene.scenario.name(&scene.scenario.home), &mut round.draft);
    let decision = round.draft.decision();
    let refused = match (news, &decision) {
        (News::Awaited, _) => Some("Wait until you know what has happened."),
        (News::Told(_) | News::Missing(_), None) => Some("Choose first what you go on sharing."),
        (News::Told(_) | News::Missing(_), Some(_)) => None,
    };
    ui.add_space(GRID);
    ui.horizontal_wrapped(|ui| {
        let seal = ui.add_enabled(refused.is_none(), theme.main_action("Seal the decision"));
        let sealed = seal.on_disabled_hover_text(refused.unwrap_or("")).clicked();
        if let Some(decision) = decision.filter(|_| sealed) {
            let decision = SeatDecision { plan: play.plan(scene.scenario), ..decision };
            let (step, seat, who) = (play.step, round.seat.clone(), round.draft.who());
            commands.send(ClassroomCommand::Enter(Event::SeatDecided { step, seat, who, decision }));
            round.go_on(&play.seats(scene.scenario), &class.session.seat_decisions(play.step));
        } else if ui.add(theme.other_action("Cancel")).clicked() {
            *round = Round::to(round.seat.clone(), round.turn + 1);
        }
    });
}
