//! Texts that are cut where they have no room and then show the whole while the pointer rests on them: names are as
//! long as people make them, and none may widen its panel.

use crate::ui::theme::Themed;
use egui::{
    Button, ComboBox, FontSelection, Galley, Label, Response, RichText, Sense, TextWrapMode, Ui, WidgetText,
};
use std::borrow::Cow;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// A text on one line, cut at its end where it is wider than it may be.
pub struct Elided(Arc<Galley>);

impl Elided {
    /// A text in the style of a button or label, of at most this width in points.
    pub fn new(ui: &Ui, text: impl Into<WidgetText>, width: f32) -> Self {
        let mode = Some(TextWrapMode::Truncate);
        // The width is negative where other parts of a row have taken all the room.
        Elided(text.into().into_galley(ui, mode, width.max(1.0), FontSelection::Default))
    }

    /// Shows the whole text while a widget is hovered, if it was cut.
    fn on(&self, response: Response) -> Response {
        if self.0.elided { response.on_hover_text(self.0.text()) } else { response }
    }
}

/// A name of at most so many signs, as a part of a longer text on a button.
pub fn shortened(name: &str, longest: usize) -> Cow<'_, str> {
    match name.grapheme_indices(true).nth(longest) {
        Some((end, _)) => Cow::Owned(format!("{}…", name[..end].trim_end())),
        None => Cow::Borrowed(name),
    }
}

/// Shows a label of at most this width in points.
pub fn label(ui: &mut Ui, text: impl Into<WidgetText>, width: f32) -> Response {
    let text = Elided::new(ui, text, width);
    let response = ui.add(Label::new(text.0.clone()).show_tooltip_when_elided(false).sense(Sense::hover()));
    text.on(response)
}

/// Shows a text that holds a name, of which the name is cut where the text is wider than it may be, so that the rest of
/// it can be read.
pub fn label_around(ui: &mut Ui, name: &str, text: impl Fn(&str) -> RichText, width: f32) -> Response {
    let measure = |name: &str| Elided::new(ui, text(name), f32::INFINITY).0.size().x;
    if measure(name) <= width {
        return ui.label(text(name));
    }
    let ends: Vec<usize> = name.grapheme_indices(true).map(|(at, _)| at).collect();
    let cut = |at: usize| format!("{}…", name[..at].trim_end());
    let fitting = ends.partition_point(|at| measure(&cut(*at)) <= width);
    let shown = text(&cut(ends[fitting.saturating_sub(1)]));
    let whole = text(name).text().to_owned();
    label(ui, shown, width).accessible_name(&whole).on_hover_text(whole)
}

/// Shows a button of at most this width in points.
pub fn button(ui: &mut Ui, text: impl Into<WidgetText>, width: f32) -> Response {
    let text = Elided::new(ui, text, width - 2.0 * ui.spacing().button_padding.x);
    let response = ui.add(Button::new(text.0.clone()));
    text.on(response)
}

/// The widest option of a list that opens, in points at ordinary type: about 60 letters.
const WIDEST_OPTION: f32 = 380.0;

/// The greatest width of an option of a list that opens, in points: with room for the list's margins at both sides of
/// the window.
pub fn widest_option(ui: &Ui) -> f32 {
    ui.theme().grown(WIDEST_OPTION).min(ui.ctx().content_rect().width() - 100.0)
}

/// Shows an option of a list that opens.
pub fn option(ui: &mut Ui, is_chosen: bool, text: impl Into<WidgetText>) -> Response {
    let text = Elided::new(ui, text, widest_option(ui));
    let response = ui.selectable_label(is_chosen, text.0.clone());
    text.on(response)
}

/// The width of a list that opens around its chosen text, in points: its margins, and the sign that it opens.
const AROUND_CHOSEN: f32 = 44.0;

/// A list that opens, with the chosen text on it.
pub struct List<'a> {
    /// The accessible name.
    pub name: &'a str,
    /// The chosen text, in the style in which it stands there.
    pub chosen: WidgetText,
    /// The width of the closed list, in points.
    pub width: f32,
}

impl List<'_> {
    /// Shows the list, with its options while it is open.
    pub fn show(self, ui: &mut Ui, options: impl FnOnce(&mut Ui)) -> Response {
        let width = self.width.min(ui.available_width());
        let chosen = Elided::new(ui, self.chosen, width - AROUND_CHOSEN);
        let list = ComboBox::from_id_salt(self.name).selected_text(chosen.0.clone()).width(width);
        let list = list.wrap_mode(TextWrapMode::Extend).show_ui(ui, options);
        chosen.on(list.response.accessible_name(self.name))
    }
}
