//! The first page of the classroom: the lessons of the case, and new ones from a template.

use crate::analysis::number_format::counted;
use crate::lesson::ClassSession;
use crate::lesson::template::Template;
use crate::scenario::Lesson;
use crate::ui::command::{ClassroomCommand, LessonChoice};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided;
use crate::ui::{Commands, Scene};
use egui::{Label, Ui};

/// The widest that a line of text becomes, in points at ordinary type.
const LINE: f32 = 640.0;

/// The most characters of a lesson's name on its button; the whole name stands above it.
const ON_BUTTON: usize = 32;

/// Shows the lessons that can be begun.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, kept: &[ClassSession], commands: &mut Commands) {
    let theme = ui.theme();
    ui.set_max_width(theme.grown(LINE).min(ui.available_width()));
    ui.label(theme.heading("Play this case with a class"));
    let about = "The class decides and predicts before it sees anything. Nothing of what happened is shown before the \
                 step that reveals it. Everything that is answered is kept.";
    ui.add(Label::new(theme.quiet(about)).wrap());
    ui.add_space(GRID);
    let own = &scene.scenario.lessons;
    for (index, lesson) in own.iter().enumerate() {
        lesson_row(ui, lesson, &LessonChoice::OfCase(index), index == 0, commands);
    }
    let missing = Template::ALL.into_iter().filter(|of| !own.iter().any(|lesson| lesson.name == of.name()));
    for (index, template) in missing.enumerate() {
        let is_first = own.is_empty() && index == 0;
        let lesson = template.lesson(scene.scenario);
        lesson_row(ui, &lesson, &LessonChoice::Template(template), is_first, commands);
    }
    kept_sessions(ui, scene, kept, commands);
}

/// The sessions that are listed; earlier ones stay in their files.
const LISTED: usize = 5;

/// The sessions of this case that were kept, with a button to go on with each.
fn kept_sessions(ui: &mut Ui, scene: &Scene<'_>, kept: &[ClassSession], commands: &mut Commands) {
    let theme = ui.theme();
    let of_case: Vec<&ClassSession> =
        kept.iter().filter(|session| session.case == scene.scenario.about.title).take(LISTED).collect();
    if of_case.is_empty() {
        return;
    }
    ui.add_space(GRID);
    ui.label(theme.heading("Go on with an earlier lesson"));
    for session in of_case {
        let (step, steps) = (session.step() + 1, session.lesson.steps.len());
        let name = &session.lesson.name;
        let about = format!("{name}: step {step} of {steps}, {}", counted(session.answers(), "answer"));
        ui.horizontal_wrapped(|ui| {
            if ui.add(theme.other_action("Go on")).accessible_name(format!("Go on: {about}")).clicked() {
                commands.send(ClassroomCommand::GoOn(session.began));
            }
            ui.add(Label::new(theme.text(about)).truncate());
        });
    }
}

/// A lesson with its steps in a line, and the button that begins it.
fn lesson_row(ui: &mut Ui, lesson: &Lesson, choice: &LessonChoice, is_first: bool, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add(Label::new(theme.semibold(&lesson.name)).truncate()).on_hover_text(&lesson.name);
    let steps: Vec<&str> = lesson.steps.iter().map(|step| step.name()).collect();
    let minutes = counted(u64::from(lesson.minutes()), "minute");
    ui.add(Label::new(theme.note(format!("{minutes}: {}", steps.join(" · ")))).wrap());
    ui.horizontal(|ui| {
        let text = format!("Begin: {}", elided::shortened(&lesson.name, ON_BUTTON));
        let begin = ui.add(if is_first { theme.main_action(&text) } else { theme.other_action(&text) });
        if begin.on_hover_text("Start the lesson and its timer.").clicked() {
            commands.send(ClassroomCommand::Begin(choice.clone()));
        }
        if let LessonChoice::Template(template) = choice {
            let name = format!("Add to the case: {}", lesson.name);
            let keep = ui.add(theme.other_action("Add to the case")).accessible_name(name);
            if keep.on_hover_text("Keep this lesson in the case’s file, where it can be changed.").clicked()
            {
                commands.send(ClassroomCommand::AddLesson(*template));
            }
        }
    });
    ui.add_space(GRID);
}
