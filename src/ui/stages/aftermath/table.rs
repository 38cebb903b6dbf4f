//! The courses as a table: the same numbers for keyboards, screen readers and whoever likes tables.

use crate::analysis::number_format;
use crate::engine::{PartnerCourse, Statistics};
use crate::scenario::{Material, PerMaterial};
use crate::ui::Scene;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::paint;
use egui::{Align2, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

const HEADS: [&str; 5] = ["5%", "25%", "median", "75%", "95%"];
const NAME: f32 = 118.0;
const MONTH: f32 = 52.0;
const CELL: f32 = 48.0;
const BETWEEN: f32 = 20.0;

/// Shows every partner, before and in every month.
pub fn show(ui: &mut Ui, scene: &Scene<'_>) {
    let Some(projection) = scene.result.map(|result| result.projection) else { return };
    ScrollArea::horizontal().id_salt("table, sideways").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui);
        ScrollArea::vertical().id_salt("table").auto_shrink(false).show(ui, |ui| {
            for course in &projection.partners {
                partner(ui, scene, course);
            }
        });
    });
}

fn partner(ui: &mut Ui, scene: &Scene<'_>, course: &PartnerCourse) {
    let name = scene.scenario.name(&course.partner);
    row(ui, name, "before", &course.before, false);
    for (month, lanes) in course.months.iter().enumerate() {
        row(ui, name, &month.to_string(), lanes, month as u32 == scene.month);
    }
}

fn head(ui: &mut Ui) {
    let theme = ui.theme();
    let place = allocate(ui, 2.0 * theme.note_line() + 4.0).0;
    let (first, second) = (place.top() + place.height() * 0.25, place.top() + place.height() * 0.75);
    let color = theme.colors.ink_2;
    let text = |x: f32, y: f32, align: Align2, text: &str| {
        ui.painter().text(pos2(x, y), align, text, theme.note_font(), color);
    };
    text(place.left(), second, Align2::LEFT_CENTER, "partner");
    text(place.left() + (NAME + MONTH) * scale(theme), second, Align2::RIGHT_CENTER, "month");
    for (material, title) in Material::ALL.into_iter().zip(["content", "sources and methods"]) {
        let end = cell_end(theme, place, material, 4);
        text(end, first, Align2::RIGHT_CENTER, title);
        for (index, head) in HEADS.into_iter().enumerate() {
            text(cell_end(theme, place, material, index), second, Align2::RIGHT_CENTER, head);
        }
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

fn row(ui: &mut Ui, name: &str, month: &str, lanes: &PerMaterial<Statistics>, shown: bool) {
    let theme = ui.theme();
    let (place, response) = allocate(ui, theme.size.note + 9.0);
    paint::described(&response, || sentence(name, month, lanes));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(place) {
        return;
    }
    if shown {
        ui.painter().rect_filled(place, 2.0, theme.colors.sunk);
    }
    let ink = theme.colors.ink;
    let text = |x: f32, align: Align2, text: String, font| {
        ui.painter().text(pos2(x, place.center().y), align, text, font, ink);
    };
    let galley = paint::elided(ui, name, theme.note_font(), ink, NAME * scale(theme), 1);
    paint::left(ui, place.left(), place.center().y, galley, ink);
    let end = place.left() + (NAME + MONTH) * scale(theme);
    text(end, Align2::RIGHT_CENTER, month.to_owned(), theme.note_font());
    for material in Material::ALL {
        for (index, value) in lanes.of(material).quantiles.into_iter().enumerate() {
            let font = if index == 2 { theme.strong_note_font() } else { theme.note_font() };
            text(
                cell_end(theme, place, material, index),
                Align2::RIGHT_CENTER,
                number_format::percent(value),
                font,
            );
        }
    }
}

fn allocate(ui: &mut Ui, height: f32) -> (Rect, egui::Response) {
    let theme = ui.theme();
    let width = (NAME + MONTH + 2.0 * (BETWEEN + 5.0 * CELL)) * scale(theme);
    ui.allocate_exact_size(vec2(width, height), Sense::focusable_noninteractive())
}

fn cell_end(theme: &Theme, place: Rect, material: Material, index: usize) -> f32 {
    let lanes_before = if material == Material::Content { 1.0 } else { 2.0 };
    let cells_before = (index + 1) as f32 + (lanes_before - 1.0) * 5.0;
    place.left() + (NAME + MONTH + lanes_before * BETWEEN + cells_before * CELL) * scale(theme)
}

fn scale(theme: &Theme) -> f32 {
    theme.size.note / 11.0
}

fn sentence(name: &str, month: &str, lanes: &PerMaterial<Statistics>) -> String {
    let when = if month == "before" { "before the meeting".into() } else { format!("month {month}") };
    let material = |statistics: &Statistics| {
        let [low, lower, middle, upper, high] = statistics.quantiles.map(number_format::percent);
        format!("median {middle}, 25 to 75%: {lower} to {upper}, 5 to 95%: {low} to {high}")
    };
    format!("{name}, {when}; content: {}; sources: {}", material(&lanes.content), material(&lanes.methods))
}
