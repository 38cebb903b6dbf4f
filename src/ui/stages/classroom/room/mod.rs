//! The room's picture: small in the teacher's window with the ways to change it, and large in the window for the
//! projector.

mod boards;
pub mod content;
mod courses;
mod map_key;
mod map_page;
mod map_places;
mod page;
mod plot_page;
mod result;
mod tallies;
#[cfg(test)]
mod tests;

use super::{ClassView, ClassroomState, notes, seats};
use crate::lesson::{RoomContent, RoomPicture};
use crate::scenario::RoomView;
use crate::ui::command::ClassroomCommand;
use crate::ui::theme::Themed;
use crate::ui::{Commands, HistoryChoice, PlayCommand, Scene};
use content::{clock, waits_because};
use egui::{Button, ComboBox, Painter, Rect, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, vec2};
use page::Page;

/// What is said while the model is at work.
fn computing() -> RoomContent {
    RoomContent::Text { title: "The model plays it out …".into(), paragraphs: Vec::new() }
}

/// Width by height of the picture in the teacher's window.
pub const SHAPE: f32 = 16.0 / 9.0;
/// The most of the window's height that the picture takes, so that the way on stays in sight.
const HEIGHT: f32 = 0.4;

/// The small picture in the teacher's window, the way on, and what changes the picture.
pub fn preview(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    state: &mut ClassroomState,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let picture = state.room_picture(scene, class, commands);
    ui.horizontal(|ui| {
        ui.label(theme.semibold("What the room sees")).on_hover_text(KEYS);
        let place = match (class.room_is_open, class.room_fills_screen) {
            (true, true) => "on the second screen",
            (true, false) => "in its window",
            (false, _) => "only here",
        };
        ui.label(theme.note(place));
    });
    let width = ui.available_width().min(HEIGHT * SHAPE * ui.ctx().content_rect().height());
    let (place, response) = ui.allocate_exact_size(vec2(width, width / SHAPE), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Image, true, format!("Room: {}", words(class, &picture)))
    });
    paint(&ui.painter().with_clip_rect(place), place, &shown_content(class, &picture), timer(class));
    ui.painter().rect_stroke(place, 2.0, Stroke::new(1.0, theme.colors.line), StrokeKind::Inside);
    // The way on comes before everything else: it is what a lesson needs in every step.
    notes::way_on(ui, class, commands);
    ui.horizontal_wrapped(|ui| {
        choose_view(ui, scene, class, state, commands);
        switches(ui, class, commands);
    });
    if matches!(picture.content, RoomContent::History(_)) {
        playing(ui, scene, commands);
    }
    keep(ui, &picture, state, commands);
}

/// The switches of the room's picture and of the teacher's window.
fn switches(ui: &mut Ui, class: &ClassView<'_>, commands: &mut Commands) {
    let mut toggle = |is_on: bool, text: &str, explains: &str, command: ClassroomCommand| {
        // Without a color of its own: that of a chosen label is its ground’s.
        if ui.selectable_label(is_on, text).on_hover_text(explains).clicked() {
            commands.send(command);
        }
    };
    toggle(
        class.is_blank,
        "Blank",
        "The room sees an empty picture.\nB (Shift+B in a vote)",
        ClassroomCommand::ToggleBlank,
    );
    let freezes = "The room keeps this picture while you look elsewhere.\nF (Shift+F in a vote)";
    toggle(class.is_frozen, "Freeze", freezes, ClassroomCommand::ToggleFrozen);
    toggle(
        class.notes_hidden,
        "Hide notes",
        "For a screen that the class sees too.\nN",
        ClassroomCommand::ToggleNotes,
    );
    let hides = "Names and codes of the class are dots from now on.\nH";
    toggle(class.names_hidden, "Hide names", hides, ClassroomCommand::ToggleNames);
    toggle(class.room_is_open, "Room’s window", OPENS, ClassroomCommand::ToggleRoom);
}

/// What the room's window is for.
const OPENS: &str = "A window of its own for the projector: on the second screen, if there is one, else where F11 makes it \
                     fill the screen.\nR";

/// What the room sees in this step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum RoomChoice {
    /// What the lesson says.
    #[default]
    Usual,
    /// Something else.
    View(RoomView),
    /// The decisions from the seats of a role play, beside the model's chances.
    Seats,
    /// The picture that was kept as this entry of the session.
    Kept(usize),
}

/// The height of the list of views, in points: all of them at once, where there is room.
const LIST: f32 = 420.0;

/// The list from which the teacher chooses what the room sees.
fn choose_view(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    state: &mut ClassroomState,
    commands: &mut Commands,
) {
    let theme = ui.theme();
    let session = class.session;
    let Some(step) = session.lesson.steps.get(session.step()) else { return };
    let usual = format!("Lesson: {}", step.shows().name());
    let shown = match state.chosen.choice {
        RoomChoice::Usual => usual.clone(),
        RoomChoice::View(view) => view.name().to_owned(),
        RoomChoice::Seats => SEATS.to_owned(),
        RoomChoice::Kept(_) => "A kept picture".to_owned(),
    };
    let list = ComboBox::from_id_salt("what the room sees")
        .height(LIST)
        .selected_text(theme.text(shown))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut state.chosen.choice, RoomChoice::Usual, usual);
            for view in RoomView::ALL {
                let choice = RoomChoice::View(view);
                let reason = waits_because(class, view);
                let item = Button::selectable(state.chosen.choice == choice, view.name());
                let item = ui.add_enabled(reason.is_none(), item);
                if item.on_disabled_hover_text(reason.unwrap_or("")).clicked() {
                    state.chosen.choice = choice;
                    if view == RoomView::History {
                        play(scene, commands);
                    }
                }
            }
            if seats::has_decisions(session) {
                ui.selectable_value(&mut state.chosen.choice, RoomChoice::Seats, SEATS);
            }
        });
    list.response.accessible_name("Picture for the room").on_hover_text("Another picture for this step.");
}

/// The name of the decisions from the seats in that list.
const SEATS: &str = "Decisions from the seats";

/// Plays a typical history from its start, unless another one is shown.
fn play(scene: &Scene<'_>, commands: &mut Commands) {
    if scene.playback.which.is_none() {
        commands.send(PlayCommand::ShowHistory(Some(HistoryChoice::Typical)));
    }
    commands.send(PlayCommand::PlayFromStart);
}

/// The controls of the history that is played to the room.
fn playing(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal_wrapped(|ui| {
        let text = if scene.playback.playing { "Stop here" } else { "Play" };
        if ui.add(theme.other_action(text)).clicked() {
            commands.send(PlayCommand::PlayOrPause);
        }
        if ui.add(theme.other_action("From the start")).clicked() {
            play(scene, commands);
        }
        if ui.add(theme.other_action("Another history")).clicked() {
            commands.send(PlayCommand::RollHistory);
        }
    });
}

/// The keys that work while a lesson is on the screen and nobody types.
const KEYS: &str = "B blanks the room’s picture, F freezes it, S keeps it.\nN hides your notes, H hides names, P stops \
                    the timer.\nR opens the room’s window, F11 fills the screen with it.\nPage Down goes on, Page Up \
                    goes back.\nIn a vote the letters of the options count; there the others need Shift.";

/// The note to a picture, and the button that keeps it.
fn keep(ui: &mut Ui, picture: &RoomPicture, state: &mut ClassroomState, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let button = theme.grown(104.0);
        let width = (ui.available_width() - button).max(theme.grown(60.0));
        let note =
            TextEdit::singleline(&mut state.note).hint_text("Note to the picture").char_limit(LONGEST_NOTE);
        let field = ui.add(note.desired_width(width)).accessible_name("Note to the picture");
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let keeps = ui.add(theme.other_action("Keep picture"));
        let keeps = keeps.on_hover_text("Keep the room’s picture in the session and the report.\nS");
        if keeps.clicked() || entered {
            commands.send(state.kept(picture));
        }
    });
}

/// The longest note to a picture: a line or two of a report.
const LONGEST_NOTE: usize = 200;

/// The room's window, or all of a picture: fills the area of a `Ui`.
pub fn fill(ui: &mut Ui, class: &ClassView<'_>, picture: &RoomPicture) {
    let place = ui.max_rect();
    let response = ui.interact(place, ui.scope_id().with("room"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, words(class, picture)));
    paint(ui.painter(), place, &shown_content(class, picture), timer(class));
}

fn words(class: &ClassView<'_>, picture: &RoomPicture) -> String {
    if class.is_blank { RoomContent::Blank.words() } else { picture.content.words() }
}

/// The picture, or an empty one while the room is blank.
fn shown_content(class: &ClassView<'_>, picture: &RoomPicture) -> RoomPicture {
    let content = if class.is_blank { RoomContent::Blank } else { picture.content.clone() };
    RoomPicture { content, ..picture.clone() }
}

/// The time that is left, as the room reads it; nothing while a frozen picture stands.
fn timer(class: &ClassView<'_>) -> Option<String> {
    (!class.is_frozen).then(|| clock(class.session.timer().left(class.now).max(0.0)))
}

/// Paints a picture into a place of any size.
pub fn paint(painter: &Painter, place: Rect, picture: &RoomPicture, timer: Option<String>) {
    // A map without an area has no scale.
    if !place.is_positive() {
        return;
    }
    painter.rect_filled(place, 0.0, painter.theme().colors.panel);
    let page = Page::new(painter, place);
    let [body, foot] = page.parts(place);
    match &picture.content {
        RoomContent::Blank => return,
        RoomContent::Text { title, paragraphs } => page.text_page(body, title, paragraphs),
        RoomContent::Question { title, below, options } => page.question(body, title, below, options),
        RoomContent::Tally(board) => page.tally(body, board),
        RoomContent::Result(board) => page.result(body, board),
        RoomContent::Map(board) => page.map_page(body, board),
        RoomContent::History(board) => page.history_page(body, board),
        RoomContent::Plot(board) => page.plot_page(body, board),
    }
    page.steps(foot, picture);
    timer.into_iter().for_each(|timer| page.timer(foot, &timer));
}
