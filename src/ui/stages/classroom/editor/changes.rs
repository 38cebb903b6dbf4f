//! Moving, duplicating and removing a step.

use crate::scenario::Lesson;
use crate::ui::theme::Themed;
use egui::Ui;

/// A change of the place of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// A second one like it, after it.
    Duplicate,
    /// Without it.
    Remove,
}

impl Change {
    const ALL: [Change; 4] = [Change::Up, Change::Down, Change::Duplicate, Change::Remove];

    fn name(self) -> &'static str {
        match self {
            Change::Up => "Move up",
            Change::Down => "Move down",
            Change::Duplicate => "Duplicate",
            Change::Remove => "Remove step",
        }
    }

    /// Why it cannot be made; `None` if it can.
    fn refused(self, lesson: &Lesson, step: usize) -> Option<&'static str> {
        let is_last = step + 1 == lesson.steps.len();
        match self {
            Change::Up if step == 0 => return Some("It is the first step."),
            Change::Down if is_last => return Some("It is the last step."),
            Change::Up | Change::Down | Change::Duplicate | Change::Remove => {}
        }
        let mut changed = lesson.clone();
        self.make(&mut changed, step);
        (!changed.repeats_only_votes())
            .then_some("“Vote again” needs a vote before it; move or remove that step first.")
    }

    /// Makes it; returns the step that is selected then.
    pub fn make(self, lesson: &mut Lesson, step: usize) -> usize {
        match self {
            Change::Up => {
                lesson.steps.swap(step, step - 1);
                step - 1
            }
            Change::Down => {
                lesson.steps.swap(step, step + 1);
                step + 1
            }
            Change::Duplicate => {
                lesson.steps.insert(step + 1, lesson.steps[step].clone());
                step + 1
            }
            Change::Remove => {
                lesson.steps.remove(step);
                step.min(lesson.steps.len().saturating_sub(1))
            }
        }
    }
}

/// The heading of a step with the buttons; the change that was asked for.
pub fn buttons(ui: &mut Ui, lesson: &Lesson, step: usize) -> Option<Change> {
    let theme = ui.theme();
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        let kind = lesson.steps.get(step).map_or("", |step| step.kind.name());
        ui.label(theme.heading(format!("Step {} of {}: {kind}", step + 1, lesson.steps.len())));
        for change in Change::ALL {
            let refused = change.refused(lesson, step);
            let button = ui.add_enabled(refused.is_none(), egui::Button::new(theme.text(change.name())));
            if button.on_disabled_hover_text(refused.unwrap_or("")).clicked() {
                asked = Some(change);
            }
        }
    });
    asked
}
