//! The editor of a number: a slider, a field, and, unfolded, its range, provenance and note.

use crate::analysis::number_format::short;
use crate::scenario::{
    Bounds, Edit, Figure, Input, ItemField, NumberInfo, PartnerField, Provenance, RecipientField, Scale,
    ScaleWord,
};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::number_field::NumberField;
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::select_text::select_all;
use crate::ui::{Commands, Scene};
use egui::{
    Color32, ComboBox, Id, Painter, Pos2, Rect, RectAlign, Response, Sense, Slider, Stroke, TextEdit,
    Tooltip, Ui, pos2, vec2,
};

/// The widths of the parts of a row, in points; what of it is type grows with the type.
struct RowWidths {
    name: f32,
    slider: f32,
    value: f32,
    /// Nothing where the row is too narrow: the range also stands in the details.
    range: f32,
}

const GAP: f32 = 6.0;

impl RowWidths {
    fn within(ui: &Ui) -> Self {
        let (available, theme) = (ui.available_width(), ui.theme());
        let value = theme.grown(58.0);
        let rest = available - value - theme.control_height() - 5.0 * GAP;
        let range = if rest > theme.grown(320.0) { theme.grown(62.0) } else { 0.0 };
        let name = (0.62 * (rest - range)).min(theme.grown(200.0));
        RowWidths { name, slider: (rest - range - name).min(140.0), value, range }
    }
}

fn awaited_id() -> Id {
    Id::unique("number to focus")
}

/// Lets the field of a number take the keyboard when it is next shown.
pub(super) fn await_number(ui: &Ui, input: Input) {
    ui.data_mut(|data| data.insert_temp(awaited_id(), input));
}

/// Whether one of these numbers is to take the keyboard, so that its group must be open.
pub(super) fn awaits(ui: &Ui, is_one: impl Fn(&Input) -> bool) -> bool {
    ui.data(|data| data.get_temp::<Input>(awaited_id())).is_some_and(|input| is_one(&input))
}

/// Gives the keyboard to the field of a number that waits for it.
fn focus_if_awaited(ui: &Ui, input: &Input, field: &Response, likely: f64) {
    if awaits(ui, |awaited| awaited == input) {
        ui.data_mut(|data| data.remove::<Input>(awaited_id()));
        field.request_focus();
        select_all(ui, field.id, &short(likely));
        field.scroll_to_me(Some(egui::Align::Center));
    }
}

/// Shows a number, and asks for its change.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, input: &Input, commands: &mut Commands) {
    let Some(figure) = scene.scenario.figure(input) else { return };
    let bounds = input.bounds();
    let whole_name = scene.scenario.input_name(input);
    let mut changed = figure.clone();
    let scale = input.scale();
    let open_id = ui.make_persistent_id(("quantity", &whole_name));
    // Closed until somebody opens it.
    let mut open = ui.data(|data| data.get_temp(open_id).unwrap_or(false));
    // A number in a list stands beside the button that takes it off the list: what belongs to it goes below it.
    ui.vertical(|ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let widths = RowWidths::within(ui);
            let about = NumberTooltip { name: &whole_name, figure, info: input.info(), scale };
            name_of(ui, &row_name(scene, input), widths.name, &about);
            let editor = NumberEditor { name: &whole_name, bounds };
            let slider = editor.slide(ui, &mut changed, widths.slider);
            about.show_for(ui, &slider, "Drag, or use the arrow keys.");
            let field = editor.type_in(ui, &mut changed, widths.value);
            focus_if_awaited(ui, input, &field, figure.likely);
            about.show_for(ui, &field, "Drag, or click and type.");
            range_note(ui, figure, widths.range);
            let says = format!("{} the range and source of {whole_name}", if open { "Hide" } else { "Show" });
            if icons::button(ui, if open { Icon::Minus } else { Icon::Down }, &says).clicked() {
                open = !open;
                ui.data_mut(|data| data.insert_temp(open_id, open));
            }
        });
        let in_words = ScaleChooser { name: &whole_name, info: input.info(), scale };
        if is_amount(input) {
            in_words.beneath(ui, &mut changed);
        }
        if open {
            ui.indent(open_id, |ui| {
                if !is_amount(input) {
                    in_words.line(ui, &mut changed);
                }
                NumberEditor { name: &whole_name, bounds }.details(ui, open_id, &mut changed)
            });
        }
    });
    if changed != *figure && changed.check(bounds).is_ok() {
        commands.edit(Edit::SetFigure(input.clone(), changed));
    }
}

/// True for a number whose size says nothing by itself: its unit and its word always stand beneath it.
fn is_amount(input: &Input) -> bool {
    match input {
        Input::Recipient(_, field) => *field == RecipientField::Concession,
        Input::Partner(_, field) => *field == PartnerField::Flow,
        Input::Item(_, field) => *field == ItemField::Sensitivity,
        Input::Warning(..) => true,
        Input::Parameter(_) | Input::Tie(..) | Input::Interest(..) | Input::Priority(_) => false,
    }
}

/// The unit of a number, and the words that it can be set to.
struct ScaleChooser<'a> {
    /// The full name of the number.
    name: &'a str,
    info: &'static NumberInfo,
    scale: Option<&'static Scale>,
}

impl ScaleChooser<'_> {
    /// Shows both beneath the name in a row.
    fn beneath(&self, ui: &mut Ui, figure: &mut Figure) {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(NAME_INDENT);
            self.contents(ui, figure);
        });
    }

    /// Shows both on a line of the details.
    fn line(&self, ui: &mut Ui, figure: &mut Figure) {
        ui.horizontal_wrapped(|ui| self.contents(ui, figure));
    }

    fn contents(&self, ui: &mut Ui, figure: &mut Figure) {
        let theme = ui.theme();
        if let Some(scale) = self.scale {
            self.words(ui, scale, figure);
        }
        ui.label(theme.note(self.info.unit));
    }

    fn words(&self, ui: &mut Ui, scale: &Scale, figure: &mut Figure) {
        let theme = ui.theme();
        // A category sets several numbers at once, so that its words need its name.
        if scale.sets.is_some() {
            ui.label(theme.note(format!("{}:", scale.name)));
        }
        let name = format!("{}, in words", self.name);
        let list = ComboBox::from_id_salt(&name).selected_text(theme.note(in_words(scale, figure)));
        let list = list.width(theme.grown(110.0)).show_ui(ui, |ui| {
            for word in scale.words {
                let chosen = scale.word_of(figure) == Some(word.word);
                if ui.selectable_label(chosen, word_with_range(word)).clicked() {
                    [figure.low, figure.likely, figure.high] = word.range;
                }
            }
        });
        list.response
            .accessible_name(name)
            .on_hover_text("The words in which cases are coded, see the guide.");
    }
}

/// The word for a number: “middling”, or, off the scale, “about middling”.
fn in_words(scale: &Scale, figure: &Figure) -> String {
    match (scale.word_of(figure), scale.nearest_word(figure)) {
        (Some(word), _) => word.to_owned(),
        (None, Some(word)) => format!("about {word}"),
        (None, None) => String::new(),
    }
}

/// “middling: 1.5 (0.6 to 3)”.
fn word_with_range(word: &ScaleWord) -> String {
    let [low, likely, high] = word.range.map(short);
    let range = if low == high { String::new() } else { format!(" ({low} to {high})") };
    format!("{}: {likely}{range}", word.word)
}

/// The name in a row, under a heading that says what the number belongs to.
fn row_name(scene: &Scene<'_>, input: &Input) -> String {
    let info = input.info();
    match input {
        Input::Interest(_, actor) => scene.scenario.name(actor).to_owned(),
        Input::Warning(_, recipient) => scene.scenario.recipient_name(recipient).to_owned(),
        Input::Parameter(_) => format!("{}  {}", info.symbol, info.name),
        Input::Tie(..) | Input::Partner(..) | Input::Item(..) | Input::Recipient(..) | Input::Priority(_) => {
            info.label.to_owned()
        }
    }
}

/// The tooltip of a number.
pub(super) struct NumberTooltip<'a> {
    /// The full name of the number.
    pub name: &'a str,
    pub figure: &'a Figure,
    /// Its row in the table of numbers.
    pub info: &'static NumberInfo,
    /// The words for it.
    pub scale: Option<&'static Scale>,
}

impl NumberTooltip<'_> {
    /// Shows the tooltip of a widget beside the panel: below the widget it would cover the next number. `how`
    /// says how to use the widget, and may be empty.
    pub fn show_for(&self, ui: &Ui, response: &Response, how: &str) {
        let edge = ui.clip_rect().left();
        let beside = Rect::from_x_y_ranges(edge..=edge, response.rect.y_range());
        let mut tip = Tooltip::for_enabled(response).gap(10.0);
        tip.popup = tip.popup.anchor(beside).align(RectAlign::LEFT_START);
        tip.show(|ui| self.contents(ui, how));
    }

    fn contents(&self, ui: &mut Ui, how: &str) {
        let theme = ui.theme();
        let NumberTooltip { name, figure, info, scale } = self;
        ui.set_max_width(theme.grown(300.0));
        ui.label(theme.semibold(*name));
        ui.label(theme.note(info.meaning));
        let [min, max] = [info.bounds.min, info.bounds.max].map(short);
        ui.label(theme.note(format!("Unit: {}; from {min} to {max}.", info.unit)));
        if let Some(scale) = scale {
            let words: Vec<String> = scale.words.iter().map(word_with_range).collect();
            let of = if scale.sets.is_some() { format!(" ({})", scale.name) } else { String::new() };
            ui.label(theme.note(format!("In words{of}: {}.", words.join(", "))));
        }
        if figure.is_range() {
            let [low, likely, high] = [figure.low, figure.likely, figure.high].map(short);
            ui.label(theme.note(format!("Uncertain: {low} to {high}, most likely {likely}.")));
        }
        ui.label(theme.note(figure.from.in_words()));
        ui.label(theme.note(default_and_source(info)));
        for line in [figure.note.as_str(), how].into_iter().filter(|line| !line.is_empty()) {
            ui.label(theme.note(line));
        }
    }
}

/// The default with its range, and where it comes from, as a sentence.
fn default_and_source(info: &NumberInfo) -> String {
    let [low, likely, high] = info.default.map(short);
    let range = if low == high { String::new() } else { format!(" ({low} to {high})") };
    format!("Default {likely}{range}: {}.", info.source)
}

/// The distance from the edge of a row to its name, which the mark of its provenance leads.
const NAME_INDENT: f32 = 18.0;

/// The name, led by the mark of its provenance; a long one takes as many lines as it needs.
fn name_of(ui: &mut Ui, name: &str, width: f32, about: &NumberTooltip<'_>) {
    let (theme, figure) = (ui.theme(), about.figure);
    let room = width - NAME_INDENT - 2.0;
    let text = ui.painter().layout(name.to_owned(), theme.text_font(), theme.colors.ink, room);
    let height = theme.control_height().max(text.size().y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    mark(ui.painter(), Pos2::new(rect.left() + 6.0, rect.center().y), &figure.from);
    paint::left(ui, pos2(rect.left() + NAME_INDENT, rect.center().y), text, theme.colors.ink);
    about.show_for(ui, &response, "");
}

/// Paints the mark of a provenance: filled for evidence, ringed for the instructor, hollow for a guess.
pub fn mark(painter: &Painter, at: Pos2, from: &Provenance) {
    let theme = painter.theme();
    let ink = theme.colors.ink_2;
    let ring = Stroke::new(1.5, ink);
    match from {
        Provenance::Evidence(_) => painter.circle_filled(at, 4.0, ink),
        Provenance::Instructor => {
            painter.circle_stroke(at, 4.0, ring);
            painter.circle_filled(at, 1.5, ink)
        }
        Provenance::Guess => painter.circle(at, 4.0, Color32::TRANSPARENT, ring),
    };
}

/// The upper end of a slider. Numbers without a natural limit get half as much again as their highest value,
/// rounded up to 1, 2 or 5 times a power of ten.
fn slider_end(bounds: Bounds, figure: &Figure) -> f64 {
    if bounds.max <= 1.0 {
        return bounds.max;
    }
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    let room = 1.5 * figure.high;
    steps.into_iter().find(|step| *step >= room).unwrap_or(bounds.max).min(bounds.max)
}

const LOW: &str = "The lowest that it may be: drag, or click and type.";
const HIGH: &str = "The highest that it may be: drag, or click and type.";

/// The controls of a number.
struct NumberEditor<'a> {
    /// The full name of the number.
    name: &'a str,
    bounds: Bounds,
}

impl NumberEditor<'_> {
    fn slide(&self, ui: &mut Ui, figure: &mut Figure, width: f32) -> Response {
        let (min, end) = (self.bounds.min, slider_end(self.bounds, figure));
        ui.spacing_mut().slider_width = width;
        let mut likely = figure.likely;
        let slider = Slider::new(&mut likely, min..=end).show_value(false);
        let response = ui.add(slider).accessible_name(self.name);
        let start = self.start_of_drag(ui, &response, figure);
        // By itself a slider senses drags alone, and a click that ends in the frame it began in is none.
        let _ = response.interact(Sense::click());
        if response.changed() {
            figure.clone_from(&start);
            put_likely(figure, rounded(likely, end - min));
        }
        response
    }

    /// The number as it was before the drag that is under way, so that a drag is judged by where it ends and not by where
    /// it has been; without a drag, as it is.
    fn start_of_drag(&self, ui: &Ui, response: &Response, figure: &Figure) -> Figure {
        let id = response.id.with("start of drag");
        if response.drag_started() {
            ui.data_mut(|data| data.insert_temp(id, figure.clone()));
        }
        let is_dragged = response.dragged() || response.drag_stopped();
        let start = is_dragged.then(|| ui.data(|data| data.get_temp(id))).flatten();
        start.unwrap_or_else(|| figure.clone())
    }

    fn type_in(&self, ui: &mut Ui, figure: &mut Figure, width: f32) -> Response {
        let mut likely = figure.likely;
        let response =
            self.field(self.name).size([width, ui.spacing().interact_size.y]).show(ui, &mut likely);
        let start = self.start_of_drag(ui, &response, figure);
        if response.changed() {
            figure.clone_from(&start);
            put_likely(figure, likely);
        }
        response
    }

    fn field<'n>(&self, name: &'n str) -> NumberField<'n> {
        NumberField::new(name, self.bounds.min..=self.bounds.max)
    }

    /// Shows the range, the provenance and the note.
    fn details(&self, ui: &mut Ui, id: Id, figure: &mut Figure) {
        ui.horizontal_wrapped(|ui| {
            let mut low = figure.low;
            if self.end(ui, "low", &mut low).on_hover_text(LOW).changed() {
                figure.low = low;
                figure.likely = figure.likely.max(low);
                figure.high = figure.high.max(low);
            }
            ui.label(ui.theme().note(format!("likely {}", short(figure.likely))));
            let mut high = figure.high;
            if self.end(ui, "high", &mut high).on_hover_text(HIGH).changed() {
                figure.high = high;
                figure.likely = figure.likely.min(high);
                figure.low = figure.low.min(high);
            }
            if figure.is_range()
                && ui.button("Make certain").on_hover_text("Keep only the likely value").clicked()
            {
                (figure.low, figure.high) = (figure.likely, figure.likely);
            }
        });
        origin(ui, self.name, figure);
        ui.horizontal(|ui| {
            ui.label(ui.theme().note("note"));
            let width = ui.available_width().min(ui.theme().grown(360.0));
            let note = TextEdit::singleline(&mut figure.note).id(id.with("note")).desired_width(width);
            ui.add(note).accessible_name(format!("{}, note", self.name));
        });
    }

    /// An end of the range with its name before it.
    fn end(&self, ui: &mut Ui, end: &str, value: &mut f64) -> Response {
        ui.label(ui.theme().note(end));
        let size = [ui.theme().grown(58.0), ui.spacing().interact_size.y];
        self.field(&format!("{}, {end}", self.name)).size(size).show(ui, value)
    }
}

/// A range moves its ends along when its middle is pushed against them.
fn put_likely(figure: &mut Figure, likely: f64) {
    if !figure.is_range() {
        (figure.low, figure.high) = (likely, likely);
    }
    figure.likely = likely;
    figure.low = figure.low.min(likely);
    figure.high = figure.high.max(likely);
}

/// Rounds a dragged value to two decimals (steps of 0.05 on wide sliders): a drag is no more precise.
fn rounded(value: f64, width: f64) -> f64 {
    let step = if width <= 2.0 { 0.01 } else { 0.05 };
    // Through text, because 0.07 as a sum of steps is not what 0.07 typed is.
    // What was just written can be read.
    format!("{:.2}", (value / step).round() * step).parse().unwrap_or(value)
}

fn range_note(ui: &mut Ui, figure: &Figure, width: f32) {
    let theme = ui.theme();
    if width <= 0.0 {
        return;
    }
    let text = if figure.is_range() {
        format!("{}–{}", short(figure.low), short(figure.high))
    } else {
        String::new()
    };
    let (rect, _) = ui.allocate_exact_size(vec2(width, theme.control_height()), Sense::hover());
    let galley =
        paint::StyledText::new(&text, theme.note_font(), theme.colors.ink_2).elided(ui, rect.width(), 1);
    paint::left(ui, pos2(rect.left(), rect.center().y), galley, theme.colors.ink_2);
}

#[derive(Clone, Copy, PartialEq)]
enum ProvenanceKind {
    Guess,
    Instructor,
    Evidence,
}

fn origin(ui: &mut Ui, name: &str, figure: &mut Figure) {
    let kind = match &figure.from {
        Provenance::Guess => ProvenanceKind::Guess,
        Provenance::Instructor => ProvenanceKind::Instructor,
        Provenance::Evidence(_) => ProvenanceKind::Evidence,
    };
    ui.horizontal_wrapped(|ui| {
        let choices = [
            Segment::new(ProvenanceKind::Guess, "Guess", "Somebody’s judgement"),
            Segment::new(ProvenanceKind::Instructor, "Instructor", "Set for this exercise"),
            Segment::new(ProvenanceKind::Evidence, "Evidence", "Taken from a source, which is named"),
        ];
        let asked =
            segmented::Segmented { name: &format!("{name}, origin"), segments: &choices, width: None }
                .show(ui, &kind);
        if let Some(chosen) = asked.chosen {
            figure.from = match chosen {
                ProvenanceKind::Guess => Provenance::Guess,
                ProvenanceKind::Instructor => Provenance::Instructor,
                ProvenanceKind::Evidence => Provenance::Evidence(String::new()),
            };
        }
        if let Provenance::Evidence(source) = &mut figure.from {
            let field = TextEdit::singleline(source).hint_text("which source").desired_width(190.0);
            ui.add(field).accessible_name(format!("{name}, source"));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_leaves_a_round_number_and_keeps_the_range_around_it() {
        assert_eq!(rounded(0.070_04, 1.0), 0.07);
        let mut figure = Figure::range(0.2, 0.5, 0.6);
        put_likely(&mut figure, 0.9);
        assert_eq!((figure.low, figure.likely, figure.high), (0.2, 0.9, 0.9));
        let mut plain = Figure::plain(0.5);
        put_likely(&mut plain, 0.7);
        assert!(!plain.is_range());
    }
}
