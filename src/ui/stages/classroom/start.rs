//! The first page of the classroom: the lessons of the case, and new ones.

use super::editor::Editor;
use super::papers;
use crate::analysis::number_format::counted;
use crate::lesson::template::Template;
use crate::scenario::{Edit, Lesson, made_names};
use crate::ui::command::{ClassroomCommand, LessonChoice};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided;
use crate::ui::{Commands, Scene};
use egui::{Button, Label, Ui};

/// The widest that a line of text becomes, in points at ordinary type.
const LINE: f32 = 640.0;

/// The most characters of a lesson's name on its button; the whole name stands above it.
const ON_BUTTON: usize = 32;

/// Shows the lessons that can be begun; one that is to be changed is put into `editor`.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, editor: &mut Option<Editor>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.set_max_width(theme.grown(LINE).min(ui.available_width()));
    ui.label(theme.heading("Play this case with a class"));
    let about = "The class decides and predicts before it sees anything. Nothing of what happened is shown before the \
                 step that reveals it. Everything that is answered is kept.";
    ui.add(Label::new(theme.quiet(about)).wrap());
    ui.add_space(GRID);
    let own = &scene.scenario.lessons;
    for (index, lesson) in own.iter().enumerate() {
        let row = Row { lesson, choice: LessonChoice::OfCase(index), is_first: index == 0 };
        row.show(ui, editor, commands);
    }
    let missing = Template::ALL.into_iter().filter(|of| !own.iter().any(|lesson| lesson.name == of.name()));
    for (index, template) in missing.enumerate() {
        let is_first = own.is_empty() && index == 0;
        let lesson = template.lesson(scene.scenario);
        let choice = LessonChoice::Template(template);
        Row { lesson: &lesson, choice, is_first }.show(ui, editor, commands);
    }
    new_lesson(ui, scene, editor, commands);
}

/// The menu that adds a lesson to the case and opens it to be changed.
fn new_lesson(ui: &mut Ui, scene: &Scene<'_>, editor: &mut Option<Editor>, commands: &mut Commands) {
    let theme = ui.theme();
    let lessons = &scene.scenario.lessons;
    let menu = ui.menu_button(theme.text("New lesson"), |ui| {
        let templates = Template::ALL.map(|template| template.lesson(scene.scenario));
        for lesson in templates.into_iter().chain([Lesson::named("Empty")]) {
            let minutes = counted(u64::from(lesson.minutes()), "minute");
            let about = if lesson.steps.is_empty() { "without steps".to_owned() } else { minutes };
            let button = Button::new(theme.text(&lesson.name)).right_text(theme.note(about));
            let name = format!("New lesson: {}", lesson.name);
            if ui.add(button).accessible_name(name).clicked() {
                let name = if lesson.steps.is_empty() { "New lesson" } else { &lesson.name };
                let name = made_names::unused(name, |name| lessons.iter().any(|lesson| lesson.name == name));
                commands.edit(Edit::PutLesson(lessons.len(), Lesson { name, ..lesson }));
                *editor = Some(Editor::of_new(lessons.len()));
                ui.close();
            }
        }
    });
    menu.response
        .on_hover_text("From a template for any case, or empty; it becomes part of the case’s file.");
}

/// A lesson with its steps in a line, and its buttons.
struct Row<'a> {
    lesson: &'a Lesson,
    choice: LessonChoice,
    /// Whether it is the first on the page.
    is_first: bool,
}

impl Row<'_> {
    fn show(self, ui: &mut Ui, editor: &mut Option<Editor>, commands: &mut Commands) {
        let (theme, lesson) = (ui.theme(), self.lesson);
        ui.add(Label::new(theme.semibold(&lesson.name)).truncate()).on_hover_text(&lesson.name);
        let steps: Vec<&str> = lesson.steps.iter().map(|step| step.name()).collect();
        let minutes = counted(u64::from(lesson.minutes()), "minute");
        ui.add(Label::new(theme.note(format!("{minutes}: {}", steps.join(" · ")))).wrap());
        super::editor::problems(ui, lesson);
        ui.horizontal_wrapped(|ui| self.buttons(ui, editor, commands));
        ui.add_space(GRID);
    }

    fn buttons(self, ui: &mut Ui, editor: &mut Option<Editor>, commands: &mut Commands) {
        let (theme, lesson) = (ui.theme(), self.lesson);
        let text = format!("Begin: {}", elided::shortened(&lesson.name, ON_BUTTON));
        let begin = if self.is_first { theme.main_action(&text) } else { theme.other_action(&text) };
        let begin = ui.add_enabled(lesson.problems().is_empty(), begin);
        let begin = begin.on_disabled_hover_text("It cannot be begun yet; the lines above say why.");
        if begin.on_hover_text("Start the lesson and its timer.").clicked() {
            commands.send(ClassroomCommand::Begin(self.choice.clone()));
        }
        papers::handouts_menu(ui, &lesson.name, &self.choice, commands);
        match self.choice {
            LessonChoice::OfCase(index) => {
                let edit =
                    ui.add(theme.other_action("Edit")).accessible_name(format!("Edit: {}", lesson.name));
                if edit.on_hover_text("Change its steps, their minutes, and what the room reads.").clicked() {
                    *editor = Some(Editor::of(index));
                }
            }
            LessonChoice::Template(template) => {
                let name = format!("Add to the case: {}", lesson.name);
                let keep = ui.add(theme.other_action("Add to the case")).accessible_name(name);
                let explains = "Keep this lesson in the case’s file, where it can be changed.";
                if keep.on_hover_text(explains).clicked() {
                    commands.send(ClassroomCommand::AddLesson(template));
                }
            }
        }
    }
}
