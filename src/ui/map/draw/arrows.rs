//! What is told and handed on: arrows with the sheet that travels along them, and the press.

use super::{CHANCE_BESIDE, Canvas, arrow_line, faded};
use crate::ui::map::arcs;
use crate::ui::map::picture::{Arrow, ArrowKind};
use crate::ui::theme::marks;
use crate::ui::widgets::number::percent;
use crate::ui::widgets::paint;
use egui::{Color32, FontId, Pos2, Rect, Shape, Stroke, Vec2, vec2};

/// From the middle of a sheet to the middle of what is written under it.
const BELOW_SHEET: Vec2 = vec2(0.0, 24.0);
/// The size of a sheet, of the press, in points.
const SHEET: f32 = 20.0;
const PRESS: f32 = 28.0;

impl Canvas<'_> {
    pub(super) fn arrows(&self) {
        for arrow in &self.picture.arrows {
            let Some(line) = arrow_line(self.view, self.picture, &arrow.from, &arrow.to) else { continue };
            let strength = self.strength(&[&arrow.from, &arrow.to]);
            self.arrow(arrow, line, strength);
        }
    }

    fn arrow(&self, arrow: &Arrow, line: [Pos2; 2], strength: f32) {
        let colors = &self.scene.theme.colors;
        match arrow.kind {
            ArrowKind::Told(level) => {
                self.painter.extend(arcs::arrow(line, Stroke::new(3.0, colors.ink.gamma_multiply(strength))));
                let middle = line[0] + 0.5 * (line[1] - line[0]);
                self.sheet(middle, SHEET * self.scale(), strength);
                let text = format!("told: {}", level.name());
                let font = paint::strong_note(self.scene.theme);
                self.haloed(middle + BELOW_SHEET, &text, font, colors.ink.gamma_multiply(strength));
            }
            ArrowKind::Passed { level, progress, chance } => {
                self.passed(line, level, progress, chance, strength);
            }
            ArrowKind::MayPassOn(chance) => {
                let color = if chance >= 0.3 { colors.ink_2 } else { colors.line };
                let stroke = Stroke::new(1.0 + 2.0 * chance, color.gamma_multiply(strength));
                self.painter.extend(arcs::arrow(line, stroke));
                let ink = colors.ink.gamma_multiply(strength);
                let at = arcs::beside(line, CHANCE_BESIDE);
                self.haloed(at, &percent(chance.into()), paint::strong_note(self.scene.theme), ink);
            }
        }
    }

    /// What was handed on: the arrow grows with the sheet that travels along it.
    fn passed(
        &self,
        [from, to]: [Pos2; 2],
        level: crate::scenario::Level,
        progress: f32,
        chance: Option<f32>,
        strength: f32,
    ) {
        let colors = &self.scene.theme.colors;
        let travels = progress < 1.0 && self.scene.playback.moves;
        let share = if travels { crate::ui::widgets::paint::eased(progress) } else { 1.0 };
        let reached = from + share * (to - from);
        if (reached - from).length() > 14.0 {
            let stroke = Stroke::new(3.0, colors.ink.gamma_multiply(strength));
            self.painter.extend(arcs::arrow([from, reached], stroke));
        }
        let sheet = if travels { reached } else { from + 0.5 * (to - from) };
        self.sheet(sheet, SHEET * self.scale(), strength);
        if !travels {
            let likely = chance.map(|chance| format!(", {}", percent(chance.into()))).unwrap_or_default();
            let text = format!("{}{likely}", level.name());
            let at = sheet + BELOW_SHEET;
            let ink = colors.ink.gamma_multiply(strength);
            self.haloed(at, &text, paint::strong_note(self.scene.theme), ink);
        }
    }

    /// The item: a torn sheet.
    fn sheet(&self, middle: Pos2, size: f32, strength: f32) {
        let colors = &self.scene.theme.colors;
        let item = colors.item.gamma_multiply(strength);
        let (half, teeth) = (0.5 * size, 4);
        let mut points = vec![middle + vec2(-0.8 * half, half), middle + vec2(-0.8 * half, -0.6 * half)];
        for i in 0..teeth {
            let x = -0.8 + 1.6 * (i as f32 + 0.5) / teeth as f32;
            points.push(middle + half * vec2(x - 0.2, -1.0));
            points.push(middle + half * vec2(x + 0.2, -0.6));
        }
        points.push(middle + vec2(0.8 * half, half));
        let dark = self.scene.theme.look == crate::ui::theme::Look::Dark;
        let edge = if dark { colors.canvas } else { colors.ink };
        let edge = Stroke::new(1.0, edge.gamma_multiply(strength));
        let body = Rect::from_min_max(middle + half * vec2(-0.8, -0.6), middle + half * vec2(0.8, 1.0));
        self.painter.rect_filled(body, 0.0, item);
        for tooth in points[1..points.len() - 1].windows(3).step_by(2) {
            self.painter.add(Shape::convex_polygon(tooth.to_vec(), item, Stroke::NONE));
        }
        self.painter.add(Shape::closed_line(points, edge));
        let ink = Stroke::new(1.0, Color32::from_rgb(0x1A, 0x1E, 0x23).gamma_multiply(strength));
        for y in [-0.1, 0.25, 0.6] {
            self.painter.line_segment([middle + half * vec2(-0.45, y), middle + half * vec2(0.45, y)], ink);
        }
    }

    pub(super) fn press(&self) {
        let Some(press) = &self.picture.press else { return };
        let theme = self.scene.theme;
        let strength = self.strength(&[&press.from]);
        if let Some(line) = self.press_line() {
            let (color, width) = match press.reported {
                None => (theme.colors.line, 1.0 + 2.0 * press.chance),
                Some(true) => (theme.colors.ink, 3.0),
                Some(false) => (Color32::TRANSPARENT, 0.0),
            };
            self.painter.extend(arcs::arrow(line, Stroke::new(width, color.gamma_multiply(strength))));
            if press.reported.is_none() {
                let ink = theme.colors.ink.gamma_multiply(strength);
                let chance = percent(press.chance.into());
                self.haloed(arcs::beside(line, CHANCE_BESIDE), &chance, paint::strong_note(theme), ink);
            }
        }
        let at = self.view.screen_from_map(press.at);
        let size = PRESS * self.scale();
        self.painter.extend(marks::press(at, size, theme).into_iter().map(|shape| faded(shape, strength)));
        let name = if press.reported == Some(true) { "Press reports it" } else { "Press" };
        let ink = theme.colors.ink.gamma_multiply(strength);
        self.haloed(self.below_press(at), name, theme.semibold_font(), ink);
    }

    /// The line from whoever may tell the press to where it stands.
    pub(super) fn press_line(&self) -> Option<[Pos2; 2]> {
        let press = self.picture.press.as_ref()?;
        let at = self.view.screen_from_map(press.at);
        arcs::trimmed(self.at(&press.from), at, PRESS * self.scale(), 0.5 * PRESS * self.scale() + 8.0)
    }

    fn below_press(&self, at: Pos2) -> Pos2 {
        at + vec2(0.0, 0.5 * PRESS * self.scale() + 0.75 * self.scene.theme.size.text)
    }

    /// Where sheets and chances stand and whatever else is written along the lines.
    pub(super) fn captions(&self) -> Vec<Rect> {
        let theme = self.scene.theme;
        let around = |middle: Pos2, text: &str, font: FontId| {
            let size = self.painter.layout_no_wrap(text.to_owned(), font, Color32::BLACK).size();
            Rect::from_center_size(middle, size + vec2(2.0, 0.0))
        };
        let chance = |line| around(arcs::beside(line, CHANCE_BESIDE), "100%", paint::strong_note(theme));
        let mut places = Vec::new();
        for arrow in &self.picture.arrows {
            let Some(line) = arrow_line(self.view, self.picture, &arrow.from, &arrow.to) else { continue };
            let middle = line[0] + 0.5 * (line[1] - line[0]);
            let text = match arrow.kind {
                ArrowKind::MayPassOn(_) => {
                    places.push(chance(line));
                    continue;
                }
                ArrowKind::Told(level) => format!("told: {}", level.name()),
                ArrowKind::Passed { level, .. } => format!("{}, 100%", level.name()),
            };
            places.push(Rect::from_center_size(middle, Vec2::splat(SHEET * self.scale())));
            places.push(around(middle + BELOW_SHEET, &text, paint::strong_note(theme)));
        }
        if let Some(press) = &self.picture.press {
            let at = self.view.screen_from_map(press.at);
            places.push(Rect::from_center_size(at, Vec2::splat(PRESS * self.scale() + 4.0)));
            places.push(around(self.below_press(at), "Press", theme.semibold_font()));
            places.extend(self.press_line().map(chance));
        }
        places
    }
}
