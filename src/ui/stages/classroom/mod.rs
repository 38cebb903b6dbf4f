//! The classroom: the teacher's window. On the left the lesson and its time, in the middle what the room sees and the
//! teacher's notes, on the right what the class answers.

mod answers;
mod earlier;
mod editor;
mod explore;
mod kept;
mod notes;
mod papers;
mod predictions;
mod room;
mod seats;
mod start;
mod steps;
mod votes;

use crate::lesson::session::Event;
use crate::lesson::{ClassSession, RoomPicture};
use crate::scenario::{Scenario, StepKind};
use crate::ui::command::ClassroomCommand;
use crate::ui::stages::library::LibraryEntry;
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::{Command, Commands, Scene};
pub use earlier::Earlier;
use egui::{Context, Key, Margin, Modifiers, Popup, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2};
use room::content::{Chosen, room_picture};
pub use room::{fill as fill_room, paint as paint_room};

/// The class as views see it.
#[derive(Clone, Copy)]
pub struct ClassView<'a> {
    /// What was answered and shown so far.
    pub session: &'a ClassSession,
    /// The seconds since the session began.
    pub now: f64,
    /// Whether the room's window is open.
    pub room_is_open: bool,
    /// Whether that window was opened on a second screen.
    pub room_fills_screen: bool,
    /// Whether the room sees an empty picture.
    pub is_blank: bool,
    /// Whether the room keeps its picture while the teacher looks elsewhere.
    pub is_frozen: bool,
    /// Whether the teacher's notes are hidden, for a screen that the class sees too.
    pub notes_hidden: bool,
    /// Whether names and codes are hidden.
    pub names_hidden: bool,
    /// The case of the class, while another one is open; `None` while it is the one that is open.
    pub case: Option<&'a Scenario>,
    /// The title of the other case that the step explores, if it explores one.
    pub explores: Option<&'a str>,
    /// The folder in which the session is kept; `None` where nothing is.
    pub kept_in: Option<&'a str>,
}

/// What the stage shows.
#[derive(Clone, Copy)]
pub struct ClassroomView<'a> {
    /// The class that is being taught, if any.
    pub class: Option<&'a ClassView<'a>>,
    /// The sessions that were kept.
    pub earlier: Earlier<'a>,
    /// The built-in cases, which a step may explore.
    pub cases: &'a [LibraryEntry],
}

/// The state of the stage between frames; none of it is part of the session.
#[derive(Debug, Default)]
pub struct ClassroomState {
    /// The votes that are being pasted; `None` while nobody pastes.
    pasted: Option<votes::Pasted>,
    /// The prediction behind the curtain; `None` while nobody enters one.
    curtain: Option<predictions::Draft>,
    /// The answer to an exit question that is being typed.
    exit: answers::ExitDraft,
    /// What the room sees in this step.
    chosen: Chosen,
    /// The picture that the room keeps; `None` while it follows.
    frozen: Option<RoomPicture>,
    /// The note to the picture that is kept next.
    note: String,
    /// Whether the picture of the next frame is to be kept.
    keeps_next: bool,
    /// The laptop on its way from seat to seat; `None` while the teacher has it.
    round: Option<seats::Round>,
    /// The lesson that is being changed; `None` while none is.
    editor: Option<editor::Editor>,
    /// The earlier classes that are compared.
    compared: earlier::Choice,
}

impl ClassroomState {
    /// Drops what was being entered in the step before.
    pub fn begin_step(&mut self) {
        *self = ClassroomState { frozen: self.frozen.take(), ..ClassroomState::default() };
    }

    /// Whether a student has the laptop: then nothing else of the window is shown, and no key of the program works.
    pub fn covers_window(&self) -> bool {
        self.round.is_some()
    }

    /// What the room sees: the picture of the step or, while it is frozen, the one from the frame in which that began.
    /// Queries that it needs are sent.
    pub fn room_picture(
        &mut self,
        scene: &Scene<'_>,
        class: &ClassView<'_>,
        commands: &mut Commands,
    ) -> RoomPicture {
        if !class.is_frozen {
            self.frozen = None;
            return room_picture(scene, class, &self.chosen, commands);
        }
        self.frozen.get_or_insert_with(|| room_picture(scene, class, &self.chosen, commands)).clone()
    }

    /// Shows what is understood of a table of votes.
    pub fn paste(&mut self, table: String) {
        self.pasted = Some(votes::Pasted::of(table));
    }

    /// Keeps the room's picture when it is next drawn.
    pub fn keep_next(&mut self) {
        self.keeps_next = true;
    }

    /// Keeps the room's picture if that was asked for.
    pub fn keep_if_asked(&mut self, scene: &Scene<'_>, class: &ClassView<'_>, commands: &mut Commands) {
        if std::mem::take(&mut self.keeps_next) {
            let picture = self.room_picture(scene, class, commands);
            commands.send(self.kept(&picture));
        }
    }

    /// The command that keeps a picture with the note that was typed.
    fn kept(&mut self, picture: &RoomPicture) -> ClassroomCommand {
        let note = std::mem::take(&mut self.note).trim().to_owned();
        ClassroomCommand::Enter(Event::PictureKept { note, picture: Box::new(picture.clone()) })
    }
}

/// The commands for keys that were pressed while a lesson is on the screen and nobody types: a remote clicker sends Page
/// Down, Page Up and B.
pub fn pressed(ctx: &Context, session: &ClassSession) -> Vec<Command> {
    if Popup::is_any_open(ctx) || ctx.text_edit_focused() {
        return Vec::new();
    }
    let step = session.step();
    let options = session.lesson.ballot(step).map_or(0, |ballot| ballot.options.len());
    let letters = [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F];
    let mut commands: Vec<Command> = Vec::new();
    let mut take = |modifiers: Modifiers, key: Key, command: ClassroomCommand| {
        if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            commands.push(command.into());
        }
    };
    // A vote takes the letters of its options; then the other letters need Shift.
    for (option, key) in letters.into_iter().enumerate().take(options) {
        take(Modifiers::NONE, key, ClassroomCommand::CountOne { step, option });
    }
    for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
        take(modifiers, Key::B, ClassroomCommand::ToggleBlank);
        take(modifiers, Key::F, ClassroomCommand::ToggleFrozen);
        take(modifiers, Key::N, ClassroomCommand::ToggleNotes);
        take(modifiers, Key::P, ClassroomCommand::TogglePause);
        take(modifiers, Key::S, ClassroomCommand::KeepPicture);
        take(modifiers, Key::H, ClassroomCommand::ToggleNames);
        take(modifiers, Key::R, ClassroomCommand::ToggleRoom);
    }
    take(Modifiers::NONE, Key::PageDown, ClassroomCommand::Next);
    take(Modifiers::NONE, Key::PageUp, ClassroomCommand::Back);
    commands
}

/// The width of the lesson's column, in points at ordinary type.
const LESSON: f32 = 256.0;
/// The share of the rest that the room's picture and the notes take.
const MIDDLE: f32 = 0.46;
/// The narrowest area that holds three columns, in points at ordinary type.
const THREE_COLUMNS: f32 = 980.0;

/// Shows the stage in the whole area between the bars.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: ClassroomView<'_>,
    state: &mut ClassroomState,
    commands: &mut Commands,
) {
    let area = ui.max_rect();
    let colors = &ui.theme().colors;
    ui.painter().rect_filled(area, 0.0, colors.panel);
    let Some(class) = view.class else {
        return without_class(ui, scene, view, state, commands);
    };
    if let Some(play) = role_play(class).filter(|_| state.round.is_some()) {
        return seats::cover(ui, scene, class, play, &mut state.round, commands);
    }
    let lesson_width = ui.theme().grown(LESSON).min(0.4 * area.width());
    let lesson = Rect::from_min_max(area.min, pos2(area.left() + lesson_width, area.bottom()));
    let rest = Rect::from_min_max(lesson.right_top(), area.max);
    ui.painter().rect_filled(lesson, 0.0, colors.chrome);
    column(ui, "lesson", lesson, |ui| steps::show(ui, class, commands));
    if area.width() < ui.theme().grown(THREE_COLUMNS) {
        return column(ui, "class", rest, |ui| {
            explore::other_case(ui, scene, class, commands);
            middle(ui, scene, class, state, commands);
            ui.add_space(MARGIN);
            answers::show(ui, scene, class, state, commands);
        });
    }
    let split = rest.left() + MIDDLE * rest.width();
    let left = Rect::from_min_max(rest.min, pos2(split, rest.bottom()));
    let right = Rect::from_min_max(pos2(split, rest.top()), rest.max);
    column(ui, "room and notes", left, |ui| middle(ui, scene, class, state, commands));
    ui.painter().vline(split, area.y_range(), Stroke::new(1.0, colors.hairline));
    column(ui, "answers", right, |ui| {
        explore::other_case(ui, scene, class, commands);
        answers::show(ui, scene, class, state, commands);
    });
}

/// The role play of the step that is under way, if it is one.
fn role_play<'a>(class: &ClassView<'a>) -> Option<seats::RolePlay<'a>> {
    let step = class.session.step();
    match &class.session.lesson.steps.get(step)?.kind {
        StepKind::RolePlay { seats, plan } => Some(seats::RolePlay { step, seats, plan: plan.as_ref() }),
        _ => None,
    }
}

/// The lessons of the case, or the one that is being changed.
fn without_class(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: ClassroomView<'_>,
    state: &mut ClassroomState,
    commands: &mut Commands,
) {
    if let Some(editor) = &mut state.editor {
        if editor::show(ui, scene, view.cases, editor, commands) {
            state.editor = None;
        }
        return;
    }
    let area = ui.max_rect();
    column(ui, "lessons", area, |ui| {
        if !earlier::side_by_side(ui, scene, view.earlier, &mut state.compared, commands) {
            start::show(ui, scene, &mut state.editor, commands);
            earlier::list(ui, scene, view.earlier, &mut state.compared, commands);
        }
    });
}

/// What the room sees, and below it the teacher's notes and the way on.
fn middle(
    ui: &mut Ui,
    scene: &Scene<'_>,
    class: &ClassView<'_>,
    state: &mut ClassroomState,
    commands: &mut Commands,
) {
    room::preview(ui, scene, class, state, commands);
    ui.add_space(GRID);
    notes::show(ui, class);
}

fn column(ui: &mut Ui, name: &str, place: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(place), |ui| {
        ui.shrink_clip_rect(place);
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            let margin = Margin::symmetric(MARGIN as i8, MARGIN as i8);
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_max_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                add(ui);
            });
        });
    });
}
