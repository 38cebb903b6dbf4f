//! The non-dominated choices as a table.

use super::choices::Asked;
use crate::analysis::frontier::Frontier;
use crate::analysis::frontier::space::Space;
use crate::ui::Scene;
use crate::ui::phrases::capitalised;
use crate::ui::stages::results;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Align2, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

const NUMBER: f32 = 78.0;

/// Shows the table; a click on a row takes its choice up.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier) -> Asked {
    rows(ui, scene, frontier, &|_| true)
}

/// The same with some of the choices pale.
pub fn rows(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier, keeps: &dyn Fn(usize) -> bool) -> Asked {
    let theme = ui.theme();
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, scene, frontier);
    let space = Space::of(scene.scenario);
    let mut asked = Asked::default();
    ScrollArea::vertical().id_salt("unbeaten").auto_shrink(false).show(ui, |ui| {
        let mut order: Vec<usize> =
            (0..frontier.points.len()).filter(|index| !frontier.points[*index].dominated).collect();
        let first = |index: &usize| frontier.points[*index].values[0].mean;
        order.sort_by(|one, other| first(other).total_cmp(&first(one)));
        for index in order {
            let point = &frontier.points[index];
            let words = capitalised(&space.short_words(&point.choice));
            let size = vec2(ui.available_width(), theme.control());
            let (row, response) = ui.allocate_exact_size(size, Sense::click());
            let values: Vec<String> = frontier
                .measures
                .iter()
                .zip(&point.values)
                .take(2)
                .map(|(measure, value)| results::value(measure, value.mean))
                .collect();
            response.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Take up: {words}; {}", values.join(", ")))
            });
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(row, 2.0, theme.colors.sunk);
                asked.rested = Some(index);
                asked.taken = response.clicked();
            }
            let ink = if keeps(index) { theme.colors.ink } else { theme.colors.ink_3 };
            let room = row.width() - 2.0 * theme.grown(NUMBER) - 24.0;
            let galley = paint::elided(ui, &words, theme.note_font(), ink, room, 1);
            paint::left(ui, row.left() + 4.0, row.center().y, galley, ink);
            for (place, value) in values.iter().enumerate() {
                let at = pos2(number_end(theme, row, place), row.center().y);
                ui.painter().text(at, Align2::RIGHT_CENTER, value, theme.text_font(), ink);
            }
            ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.colors.hairline));
            response.on_hover_text(format!("{words}\nClick to take it up as a plan."));
        }
    });
    asked
}

fn number_end(theme: &Theme, row: Rect, place: usize) -> f32 {
    row.right() - 10.0 - (theme.grown(NUMBER) + 8.0) * (1 - place.min(1)) as f32
}

fn head(ui: &mut Ui, scene: &Scene<'_>, frontier: &Frontier) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), 2.0 * theme.note_line() + 6.0);
    let (row, _) = ui.allocate_exact_size(size, Sense::hover());
    let ink = theme.colors.ink_2;
    let text = "Non-dominated choices";
    let galley =
        paint::elided(ui, text, theme.note_font(), ink, row.width() - 2.0 * theme.grown(NUMBER) - 28.0, 1);
    paint::left(ui, row.left() + 4.0, row.bottom() - theme.note_line() / 2.0 - 3.0, galley, ink);
    for (place, measure) in frontier.measures.iter().take(2).enumerate() {
        let name = short(measure.name(scene.scenario));
        let galley = paint::elided(ui, &name, theme.note_font(), ink, theme.grown(NUMBER), 2);
        let at = pos2(number_end(theme, row, place) - galley.size().x, row.bottom() - 3.0 - galley.size().y);
        ui.painter().galley(at, galley, ink);
    }
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.colors.line));
}

/// A result's name where there is little room: without its month, which stands above.
fn short(name: String) -> String {
    name.split(" in month").next().unwrap_or(&name).to_owned()
}
