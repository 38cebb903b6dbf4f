//! A field for a number: dragged, or clicked and typed. It changes only what a person changed, and keeps a text that it
//! cannot take until somebody mends it.

use crate::analysis::number_format::{self, fixed, short};
use crate::ui::theme::Themed;
use crate::ui::widgets::select_text::select_all;
use egui::{DragValue, Id, Key, RectAlign, Response, Stroke, TextEdit, Tooltip, Ui, Vec2};
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// The way in which a number is written and read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Writing {
    /// With as many decimals as it needs, up to three.
    Short,
    /// With two decimals, or a third where that is not zero: for columns.
    Column,
    /// With so many decimals.
    Decimals(usize),
    /// A whole number.
    Whole,
    /// A share, in per cent.
    Percent,
}

impl Writing {
    fn write(self, value: f64) -> String {
        match self {
            Writing::Short => short(value),
            Writing::Column => in_column(value),
            Writing::Decimals(decimals) => fixed(value, decimals),
            Writing::Whole => format!("{value:.0}"),
            Writing::Percent => short((value * 1e5).round() / 1e3),
        }
    }

    /// The number in a text: with a true minus or a hyphen, with a comma or a point, with or without a sign of per
    /// cent.
    fn read(self, text: &str) -> Option<f64> {
        let text = text.replace([number_format::MINUS, '–'], "-").replace(',', ".");
        let text = text.trim();
        let bare = text.strip_suffix('%').map(str::trim_end);
        let number: f64 = bare.unwrap_or(text).parse().ok()?;
        let number = if bare.is_some() || self == Writing::Percent { number / 100.0 } else { number };
        (self != Writing::Whole || number.fract() == 0.0).then_some(number)
    }
}

fn in_column(value: f64) -> String {
    let exact = short(value);
    match exact.split_once('.') {
        Some((_, decimals)) if decimals.len() >= 2 => exact,
        Some(_) => format!("{exact}0"),
        None => format!("{exact}.00"),
    }
}

/// A field for a number.
#[derive(Clone, Debug)]
pub struct NumberField<'a> {
    name: &'a str,
    range: RangeInclusive<f64>,
    writing: Writing,
    speed: f64,
    prefix: &'static str,
    size: Option<Vec2>,
}

impl<'a> NumberField<'a> {
    /// A field with the name that a screen reader says.
    pub fn new(name: &'a str, range: RangeInclusive<f64>) -> Self {
        let speed = if *range.end() <= 1.0 { 0.005 } else { 0.05 };
        NumberField { name, range, writing: Writing::Short, speed, prefix: "", size: None }
    }

    /// The same with numbers written like this.
    pub fn writing(self, writing: Writing) -> Self {
        NumberField { writing, ..self }
    }

    /// The same with the change of the number for each point that it is dragged.
    pub fn speed(self, speed: f64) -> Self {
        NumberField { speed, ..self }
    }

    /// The same with a word before the number, while it is not typed.
    pub fn prefix(self, prefix: &'static str) -> Self {
        NumberField { prefix, ..self }
    }

    /// The same in this size, in points.
    pub fn size(self, size: impl Into<Vec2>) -> Self {
        NumberField { size: Some(size.into()), ..self }
    }

    /// Shows the field. The response says whether the number has changed.
    pub fn show(&self, ui: &mut Ui, value: &mut f64) -> Response {
        let id = ui.make_persistent_id(("number field", self.name));
        let refused: Option<String> = ui.data(|data| data.get_temp(id)).flatten();
        let response = match refused {
            Some(text) => self.mend(ui, id, text, value),
            None => self.edit(ui, id, value),
        };
        response.accessible_name(self.name)
    }

    /// The number that a text stands for, or why it stands for none. The text that was shown stands for the number itself:
    /// to visit a number changes nothing.
    fn read(&self, text: &str, now: f64) -> Result<f64, String> {
        if text.trim() == self.writing.write(now) {
            return Ok(now);
        }
        let number = self.writing.read(text).ok_or_else(|| match self.writing {
            Writing::Whole => format!("“{}” is not a whole number.", text.trim()),
            _ => format!("“{}” is not a number.", text.trim()),
        })?;
        if self.range.contains(&number) {
            return Ok(number);
        }
        let unit = if self.writing == Writing::Percent { "\u{a0}%" } else { "" };
        let [low, high] = [*self.range.start(), *self.range.end()].map(|end| self.writing.write(end));
        Err(format!("A number from {low}{unit} to {high}{unit}, not {}.", text.trim()))
    }

    fn edit(&self, ui: &mut Ui, id: Id, value: &mut f64) -> Response {
        let (now, refused) = (*value, RefCell::new(None));
        let parse = |text: &str| match self.read(text, now) {
            Ok(number) => Some(number),
            Err(_) => {
                refused.replace(Some(text.to_owned()));
                None
            }
        };
        let field = DragValue::new(value)
            .range(self.range.clone())
            .clamp_existing_to_range(false)
            .speed(self.speed)
            // Half of a number is another number: what is typed counts once it is done.
            .update_while_editing(false)
            .prefix(self.prefix)
            .suffix(if self.writing == Writing::Percent { "\u{a0}%" } else { "" })
            .custom_formatter(|value, _| self.writing.write(value))
            .custom_parser(parse);
        let field = if self.writing == Writing::Whole { field.max_decimals(0) } else { field };
        let response = match self.size {
            Some(size) => ui.add_sized(size, field),
            None => ui.add(field),
        };
        if let Some(text) = refused.into_inner() {
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ui.data_mut(|data| data.insert_temp(id, Some(text)));
            ui.ctx().request_repaint();
        }
        response
    }

    /// Shows a text that was refused, with the reason, until it is a number or is given up with Escape.
    fn mend(&self, ui: &mut Ui, id: Id, mut text: String, value: &mut f64) -> Response {
        let theme = ui.theme();
        let size = self.size.unwrap_or(ui.spacing().interact_size);
        let mut response = ui.add_sized(size, TextEdit::singleline(&mut text).id(id));
        if response.gained_focus() {
            select_all(ui, id, &text);
        }
        let stroke = Stroke::new(1.5, theme.colors.worse);
        ui.painter().rect_stroke(response.rect, 2.0, stroke, egui::StrokeKind::Outside);
        if let Err(reason) = self.read(&text, *value) {
            let mut tip =
                Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id.with("reason"), response.rect);
            tip.popup = tip.popup.align(RectAlign::BOTTOM_START);
            tip.gap(4.0).show(|ui| ui.label(theme.note(reason).color(theme.colors.worse_text)));
        }
        let mut kept = Some(text);
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            kept = None;
        } else if response.lost_focus() {
            if let Some(Ok(number)) = kept.as_deref().map(|text| self.read(text, *value)) {
                *value = number;
                response.mark_changed();
                kept = None;
            } else if ui.input(|input| input.key_pressed(Key::Enter)) {
                response.request_focus();
            }
        }
        ui.data_mut(|data| data.insert_temp(id, kept));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for value in [0.5, -0.25, -1.0, 24.0, 0.0] {
            assert_eq!(Writing::Short.read(&short(value)), Some(value));
        }
        for (text, value) in [("-0,9 ", -0.9), ("25 %", 0.25), ("25%", 0.25), ("0,25", 0.25), ("−1", -1.0)]
        {
            assert_eq!(Writing::Short.read(text), Some(value), "{text}");
        }
        assert_eq!(Writing::Percent.read("25"), Some(0.25));
        assert_eq!(Writing::Percent.read("25 %"), Some(0.25));
        assert_eq!(Writing::Short.read("much"), None);
        assert_eq!(Writing::Whole.read("2.5"), None);
        assert_eq!(Writing::Whole.read("600"), Some(600.0));
    }

    #[test]
    fn a_column_of_numbers_has_its_points_below_each_other() {
        let shown = [-0.9, 0.0, 1.0, 0.125, 0.45].map(|value| Writing::Column.write(value));
        assert_eq!(shown, ["−0.90", "0.00", "1.00", "0.125", "0.45"]);
    }

    #[test]
    fn the_text_that_was_shown_stands_for_the_number_itself() {
        let field = NumberField::new("share", 0.0..=1.0);
        assert_eq!(field.read("0.765", 0.765_432_1), Ok(0.765_432_1));
        assert_eq!(field.read(" 0 ", 0.000_4), Ok(0.000_4));
        assert_eq!(field.read("0.766", 0.765_432_1), Ok(0.766));
    }

    #[test]
    fn a_number_outside_the_range_is_refused_with_the_range() {
        let field = NumberField::new("share", 0.0..=1.0);
        assert_eq!(field.read("7", 0.5), Err("A number from 0 to 1, not 7.".into()));
        assert_eq!(field.read("abc", 0.5), Err("“abc” is not a number.".into()));
        let percent = field.writing(Writing::Percent);
        assert_eq!(percent.read("120", 0.5), Err("A number from 0\u{a0}% to 100\u{a0}%, not 120.".into()));
    }
}
