//! A lesson while its teacher changes it: on the left its steps, on the right the one that is selected. Every change is
//! an edit of the document, so that it is undone and kept like any other.

mod changes;
mod choices;
mod kind_fields;
mod kinds;
mod options;
mod picture;
mod step_fields;
mod step_list;

use crate::scenario::{Edit, Lesson, Step};
use crate::ui::stages::library::LibraryEntry;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::text_field::TextField;
use crate::ui::{Commands, Scene};
use egui::{Label, Rect, Ui, pos2};

/// The lesson that is changed, and the step that is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The place of the lesson in the case.
    lesson: usize,
    /// The selected step, counted from 0.
    step: usize,
    /// Whether the field for the name is to be focused.
    name_awaits: bool,
}

impl Editor {
    /// Opens the lesson at a place of the case.
    pub fn of(lesson: usize) -> Self {
        Editor { lesson, step: 0, name_awaits: false }
    }

    /// Opens a lesson that is being added, with its name to be typed.
    pub fn of_new(lesson: usize) -> Self {
        Editor { name_awaits: true, ..Editor::of(lesson) }
    }
}

/// A lesson with what its fields need.
struct Open<'a, 's> {
    scene: &'a Scene<'s>,
    cases: &'a [LibraryEntry],
    lesson: &'a Lesson,
}

impl Open<'_, '_> {
    /// The lesson with another step in the place of one.
    fn with_step(&self, index: usize, step: Step) -> Lesson {
        let mut lesson = self.lesson.clone();
        if let Some(old) = lesson.steps.get_mut(index) {
            *old = step;
        }
        lesson
    }
}

/// The width of the list of steps, in points at ordinary type.
const LIST: f32 = 300.0;
/// The widest that the fields of a step become, in points at ordinary type.
const FIELDS: f32 = 680.0;

/// Shows the lesson that is changed. Returns whether it is left: by its button, or because it is no longer there.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    cases: &[LibraryEntry],
    editor: &mut Editor,
    commands: &mut Commands,
) -> bool {
    let Some(lesson) = scene.scenario.lessons.get(editor.lesson) else {
        // A lesson that is being added is in the document from the next frame on.
        return !std::mem::take(&mut editor.name_awaits);
    };
    editor.step = editor.step.min(lesson.steps.len().saturating_sub(1));
    let open = Open { scene, cases, lesson };
    let area = ui.max_rect();
    let width = ui.theme().grown(LIST).min(0.4 * area.width());
    let list = Rect::from_min_max(area.min, pos2(area.left() + width, area.bottom()));
    let rest = Rect::from_min_max(list.right_top(), area.max);
    ui.painter().rect_filled(list, 0.0, ui.theme().colors.chrome);
    let (mut left, mut changed) = (false, None);
    super::column(ui, "steps of the lesson", list, |ui| {
        left = head(ui, &open, editor, &mut changed, commands)
    });
    super::column(ui, "step of the lesson", rest, |ui| {
        ui.set_max_width(ui.theme().grown(FIELDS).min(ui.available_width()));
        // The fields of each step have ids of their own, so that no cursor goes over to another step.
        ui.push_id((editor.lesson, editor.step), |ui| body(ui, &open, editor, &mut changed));
    });
    if let Some(changed) = changed.filter(|changed| changed != lesson) {
        commands.edit(Edit::PutLesson(editor.lesson, changed));
    }
    left
}

/// The name, the steps, and the way out. Returns whether it is taken.
fn head(
    ui: &mut Ui,
    open: &Open<'_, '_>,
    editor: &mut Editor,
    changed: &mut Option<Lesson>,
    commands: &mut Commands,
) -> bool {
    let theme = ui.theme();
    let field = TextField { name: "Name of the lesson", text: &open.lesson.name, hint: "what it is called" };
    if let Some(name) = field.focusable_line(ui, &mut editor.name_awaits) {
        *changed = Some(Lesson { name, ..open.lesson.clone() });
    }
    step_list::show(ui, open, editor, changed);
    problems(ui, open.lesson);
    ui.add_space(GRID);
    let mut left = false;
    ui.horizontal_wrapped(|ui| {
        left = ui.add(theme.main_action("Done")).on_hover_text("Back to the lessons.").clicked();
        let remove = ui.add(theme.other_action("Remove this lesson"));
        if remove.on_hover_text("Ctrl+Z brings it back.").clicked() {
            commands.edit(Edit::RemoveLesson(editor.lesson));
            left = true;
        }
    });
    picture::show(ui, open, editor.step, commands);
    left
}

/// Why the lesson cannot be begun yet.
pub fn problems(ui: &mut Ui, lesson: &Lesson) {
    let theme = ui.theme();
    for problem in lesson.problems() {
        ui.add(Label::new(theme.note(problem.sentence).color(theme.colors.worse_text)).wrap());
    }
}

/// The fields of the selected step.
fn body(ui: &mut Ui, open: &Open<'_, '_>, editor: &mut Editor, changed: &mut Option<Lesson>) {
    let theme = ui.theme();
    let Some(step) = open.lesson.steps.get(editor.step) else {
        ui.label(theme.heading("No steps yet"));
        ui.add(
            Label::new(theme.quiet("Add the first step on the left: most lessons begin with a brief."))
                .wrap(),
        );
        return;
    };
    if let Some(change) = changes::buttons(ui, open.lesson, editor.step) {
        let mut lesson = open.lesson.clone();
        editor.step = change.make(&mut lesson, editor.step);
        *changed = Some(lesson);
        return;
    }
    let mut edited = step.clone();
    step_fields::show(ui, open, editor.step, &mut edited);
    if edited != *step {
        *changed = Some(open.with_step(editor.step, edited));
    }
}
