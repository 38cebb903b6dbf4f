//! The steps of a lesson that is changed, in order, with their minutes.

use super::{Editor, Open, kinds};
use crate::analysis::number_format::counted;
use crate::scenario::{Lesson, Step};
use crate::ui::theme::{GRID, RADIUS, Themed};
use crate::ui::widgets::paint::{self, StyledText};
use egui::{Align2, Role, Sense, Ui, WidgetInfo, vec2};

/// Shows the list, its minutes in all, and the menu of new steps.
pub fn show(ui: &mut Ui, open: &Open<'_, '_>, editor: &mut Editor, changed: &mut Option<Lesson>) {
    let theme = ui.theme();
    let lesson = open.lesson;
    let (steps, minutes) = (lesson.steps.len() as u64, u64::from(lesson.minutes()));
    ui.label(theme.note(format!("{}, {} in all", counted(steps, "step"), counted(minutes, "minute"))));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, step) in lesson.steps.iter().enumerate() {
            if row(ui, step, index, index == editor.step) {
                editor.step = index;
            }
        }
    });
    let after = (!lesson.steps.is_empty()).then_some(editor.step);
    if let Some(step) = kinds::new_step(ui, open, after) {
        let place = after.map_or(0, |after| after + 1);
        let mut lesson = lesson.clone();
        lesson.steps.insert(place, step);
        editor.step = place;
        *changed = Some(lesson);
    }
}

/// A step in a row; whether it was clicked.
fn row(ui: &mut Ui, step: &Step, index: usize, is_selected: bool) -> bool {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.control_height());
    let (place, response) = ui.allocate_exact_size(size, Sense::click());
    let minutes = format!("{} min", step.minutes);
    response.widget_info(|| {
        let name = format!("Step {}: {}, {minutes}", index + 1, step.name());
        WidgetInfo::selected(Role::Button, true, is_selected, name)
    });
    let ink = if is_selected { theme.colors.panel } else { theme.colors.ink };
    let fill = match (is_selected, response.hovered()) {
        (true, _) => Some(theme.colors.ink),
        (false, true) => Some(theme.colors.sunk),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(place, f32::from(RADIUS), fill);
    }
    let inner = place.shrink2(vec2(GRID, 0.0));
    let font = theme.note_font();
    let at_right = ui.painter().text(inner.right_center(), Align2::RIGHT_CENTER, minutes, font, ink);
    let room = at_right.left() - inner.left() - GRID;
    let name = format!("{}  {}", index + 1, step.name());
    let name = StyledText::new(&name, theme.text_font(), ink).elided(ui, room, 1);
    paint::left(ui, inner.left_center(), name, ink);
    response.clicked()
}
