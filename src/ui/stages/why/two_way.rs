//! The map of the best plan where two numbers differ from their likely values: a field for each pair of values.

use super::matters;
use crate::analysis::measure::Measure;
use crate::analysis::number_format;
use crate::analysis::sensitivity::switching_values::SwitchingValues;
use crate::analysis::sensitivity::tornado::Tornado;
use crate::analysis::sensitivity::two_way::{self, STEPS, TwoWay};
use crate::export::scene::{Group, grouped, is_picture};
use crate::scenario::Input;
use crate::ui::phrases::capitalised;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::plots::axis::{Axis, Values};
use crate::ui::plots::chart::{Chart, Shown};
use crate::ui::plots::mosaic::{self, Field, Layout, letter};
use crate::ui::stages::answer::AnswerLine;
use crate::ui::theme::Themed;
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::paint;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::{Answer, Commands, Query, Scene, Stage, TableId};
use egui::{
    EventFilter, Key, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

/// Shows the map.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::MattersState, commands: &mut Commands) {
    ui.label(ui.theme().heading("Which plan is best where"));
    if scene.scenario.plans.len() < matters::CHOICE {
        let says = "With one plan there is nothing to decide. Add another in Decision.";
        return matters::empty(ui, says, Stage::Decision, commands);
    }
    let uncertain: Vec<Input> = matters::uncertain(scene.scenario).collect();
    if uncertain.len() < 2 {
        let says = "It takes two numbers with a range. Give another one a low and a high end in Setting.";
        return matters::empty(ui, says, Stage::Setting, commands);
    }
    let known = state.pair.as_ref().is_some_and(|pair| pair.iter().all(|one| uncertain.contains(one)));
    if !known {
        state.pair = suggested(ui, scene, state, commands);
    }
    let Some(mut pair) = state.pair.clone() else { return };
    for (axis, label) in ["Across", "Up"].into_iter().enumerate() {
        NumberChooser { axis, label, offered: &uncertain }.show(ui, scene, &mut pair);
    }
    matters::sentence(
        ui,
        "The plan with the best mean total for each pair of values, all other numbers varying as they do.",
    );
    matters::choice_comes_first(ui, scene);
    let query = Query::TwoWay(pair.clone());
    state.pair = Some(pair.clone());
    let shown = ui.scope(|ui| {
        let found =
            AnswerLine { query: &query, basis: &matters::basis(scene, &query), table: Some(TableId::TwoWay) }
                .show(ui, scene, commands);
        match found {
            Some(Answer::TwoWay(answer)) => {
                map(ui, scene, answer, &mut state.field);
                legend(ui, scene, answer);
            }
            // Not answered yet, or there is nothing to answer.
            _ => reserve(ui),
        }
    });
    let menu = PictureMenu { subject: PictureSubject::TwoWay(pair), table: Some(TableId::TwoWay) };
    menu.over(ui, shown.response.rect, commands);
}

/// The map with its legend, for a picture.
pub fn picture(ui: &mut Ui, scene: &Scene<'_>, answer: &TwoWay) {
    map(ui, scene, answer, &mut None);
    let painter = ui.painter().clone();
    grouped(&painter, Group::Legend, || legend(ui, scene, answer));
}

/// The two widest numbers that have switching values, else the two widest; `None` while that is worked out.
fn suggested(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &matters::MattersState,
    commands: &mut Commands,
) -> Option<[Input; 2]> {
    let query = Query::Tornado(matters::measure(scene, state));
    if let Some((Answer::Tornado(tornado), true)) = scene.find(&query, commands) {
        AnswerLine {
            query: &Query::SwitchingValues(Measure::TOTAL),
            basis: "Looking for numbers that change the best plan",
            table: None,
        }
        .show(ui, scene, commands);
        let known = matters::known_switching_values(scene, &Measure::TOTAL)?;
        return if known.current && known.finished { widest(tornado, known.numbers) } else { None };
    }
    AnswerLine { query: &query, basis: "Looking for the numbers that matter", table: None }
        .show(ui, scene, commands);
    None
}

/// The two widest numbers that have switching values, else the two widest.
pub fn widest(tornado: &Tornado, switching: &[SwitchingValues]) -> Option<[Input; 2]> {
    let switches = |input: &Input| switching.iter().any(|of| of.input == *input && !of.values.is_empty());
    let (first, others): (Vec<_>, Vec<_>) =
        tornado.bars.iter().map(|bar| bar.input.clone()).partition(switches);
    let mut first = first.into_iter().chain(others);
    Some([first.next()?, first.next()?])
}

/// A list to choose the number along an axis.
struct NumberChooser<'a> {
    /// 0 for the axis across, 1 for the axis up.
    axis: usize,
    label: &'a str,
    offered: &'a [Input],
}

impl NumberChooser<'_> {
    /// Shows the list. Choosing the other axis's number swaps the two.
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, pair: &mut [Input; 2]) {
        let NumberChooser { axis, label, offered } = *self;
        let theme = ui.theme();
        let name = |input: &Input| capitalised(&scene.scenario.input_name(input));
        ui.horizontal(|ui| {
            let (place, _) =
                ui.allocate_exact_size(vec2(theme.grown(48.0), theme.control_height()), Sense::hover());
            let galley = paint::StyledText::new(label, theme.text_font(), theme.colors.ink_2).elided(
                ui,
                place.width(),
                1,
            );
            paint::left(ui, pos2(place.left(), place.center().y), galley, theme.colors.ink_2);
            let chosen = theme.text(name(&pair[axis])).into();
            let list = List { name: label, chosen, width: ui.available_width() };
            list.show(ui, |ui| {
                for input in offered {
                    if elided::option(ui, *input == pair[axis], name(input)).clicked() {
                        if pair[1 - axis] == *input {
                            pair.swap(0, 1);
                        } else {
                            pair[axis] = input.clone();
                        }
                    }
                }
            })
            .on_hover_text("Which number runs along this side of the map.");
        });
    }
}

/// The height of a field at ordinary type.
const FIELD: f32 = 19.0;
/// Room for the values at the left.
const VALUES: f32 = 44.0;
/// The width and height of a sample, at ordinary type.
const SAMPLE: (f32, f32) = (22.0, 16.0);

fn height(ui: &Ui) -> f32 {
    let theme = ui.theme();
    STEPS as f32 * theme.grown(FIELD).round() + 5.0 * theme.note_line() + 24.0
}

/// Keeps the room that the map will take.
fn reserve(ui: &mut Ui) {
    ui.allocate_exact_size(vec2(ui.available_width(), height(ui)), Sense::hover());
}

/// True if the best plan is ahead by no more than chance may make it.
fn is_close(field: &two_way::Field) -> bool {
    field.ahead.mean <= 2.0 * field.ahead.se
}

/// The plans that are best somewhere without doubt.
fn occurring(map: &TwoWay) -> Vec<usize> {
    let best = |plan: &usize| map.fields.iter().any(|field| field.best == *plan && !is_close(field));
    (0..map.plans.len()).filter(best).collect()
}

/// The fields in values of the two numbers: each around the value that it was computed at.
fn layout(map: &TwoWay) -> Layout {
    let size = [0, 1].map(|which| map.value(which, 1) - map.value(which, 0));
    let corner = [0, 1].map(|which| map.value(which, 0) - 0.5 * size[which]);
    Layout { corner, size, across: STEPS, up: STEPS }
}

/// Shows the map; the arrow keys go from field to field, a drag zooms.
fn map(ui: &mut Ui, scene: &Scene<'_>, map: &TwoWay, cursor: &mut Option<usize>) {
    let theme = ui.theme();
    let line = theme.note_line();
    let size = vec2(ui.available_width(), height(ui));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let layout = layout(map);
    let fields: Vec<Field> =
        map.fields.iter().map(|field| Field { kind: field.best, sure: !is_close(field) }).collect();
    let place = Rect::from_min_max(
        pos2(whole.left(), whole.top() + 3.0 * line + 12.0),
        pos2(whole.right() - 1.0, whole.bottom() - line - 4.0),
    );
    let ticks = [line + 10.0, theme.grown(VALUES)];
    let [across, up] = [0, 1].map(|which| {
        let low = layout.corner[which];
        let high = low + STEPS as f64 * layout.size[which];
        Axis::between(low, high, Values::Amounts).ticks(ticks[which])
    });
    let numbers = map.numbers.each_ref().map(|number| scene.scenario.input_name(&number.input));
    let id = ui.make_persistent_id(("which plan is best", numbers));
    let chart = Chart::new(id, across, up).focusable().zooms([true, true]);
    // The letters of plans in their fields, which would be monospaced otherwise.
    let letters = ui.style_mut().text_styles.insert(TextStyle::Monospace, theme.text_font());
    let shown = chart.show(ui, place, |plot| {
        mosaic::draw(plot, &layout, &occurring(map), &fields);
    });
    letters.into_iter().for_each(|font| drop(ui.style_mut().text_styles.insert(TextStyle::Monospace, font)));
    let shown = ShownMap { scene, map, shown, layout };
    shown.name_axes(ui, whole);
    shown.mark_likely_values(ui);
    let field = shown.field_looked_at(ui, cursor);
    let says = words(scene, map, field);
    let galley =
        paint::StyledText::new(&says, theme.note_font(), theme.colors.ink).elided(ui, whole.width(), 2);
    ui.painter().galley(whole.min, galley, theme.colors.ink);
    shown.shown.response.widget_info(|| WidgetInfo {
        current_text_value: Some(says.clone()),
        ..WidgetInfo::labeled(Role::Image, true, "Which plan is best where")
    });
}

/// The map as it stands on the screen.
struct ShownMap<'a, 's> {
    scene: &'a Scene<'s>,
    map: &'a TwoWay,
    shown: Shown,
    layout: Layout,
}

impl ShownMap<'_, '_> {
    /// The field under the pointer, with its readout; else the one that the keys have come to.
    fn field_looked_at(&self, ui: &Ui, cursor: &mut Option<usize>) -> usize {
        let ShownMap { scene, map, ref shown, ref layout } = *self;
        let response = &shown.response;
        if response.has_focus() {
            self.step(ui, cursor);
        }
        if let Some(field) = shown.clicked().and_then(|at| layout.at(at)) {
            *cursor = Some(field);
        }
        let pointed = response.hover_pos().and_then(|at| layout.at(shown.values(at)));
        if let Some(field) = pointed {
            shown.read_out(words(scene, map, field));
        }
        let field = pointed.or(*cursor).unwrap_or_else(|| likely_field(map));
        if response.has_focus() || response.hovered() {
            let around =
                Rect::from_two_pos(shown.place(layout.corner_of(field)), shown.place(layout.end_of(field)));
            let ring = Stroke::new(2.0, ui.theme().colors.better);
            let painter = ui.painter().with_clip_rect(shown.frame().expand(2.0));
            painter.rect_stroke(around, 0.0, ring, StrokeKind::Outside);
        }
        field
    }

    /// Goes from field to field with the arrow keys.
    fn step(&self, ui: &Ui, cursor: &mut Option<usize>) {
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.shown.response.id, filter));
        let steps =
            |more, less| ui.input(|input| input.num_presses(more) as i64 - input.num_presses(less) as i64);
        let (across, up) = (steps(Key::ArrowRight, Key::ArrowLeft), steps(Key::ArrowUp, Key::ArrowDown));
        if (across, up) != (0, 0) {
            *cursor = Some(self.layout.stepped(cursor.unwrap_or(likely_field(self.map)), across, up));
        }
    }

    /// The names of the two numbers, above the axis up and below the axis across.
    fn name_axes(&self, ui: &Ui, whole: Rect) {
        let theme = ui.theme();
        let (line, ink, frame) = (theme.note_line(), theme.colors.ink, self.shown.frame());
        let name = |which: usize| self.scene.scenario.input_name(&self.map.numbers[which].input);
        let up = format!("up: {}", name(1));
        let galley = paint::StyledText::new(&up, theme.strong_note_font(), ink).elided(ui, whole.width(), 1);
        paint::left(ui, pos2(whole.left(), frame.top() - 4.0 - 0.5 * line), galley, ink);
        let across = format!("across: {}", name(0));
        let galley =
            paint::StyledText::new(&across, theme.strong_note_font(), ink).elided(ui, frame.width(), 1);
        let left = frame.center().x - 0.5 * galley.size().x;
        paint::left(ui, pos2(left, whole.bottom() - 0.5 * line - 2.0), galley, ink);
    }

    /// Triangles beside the map, at the likely values; none where those are zoomed out of sight.
    fn mark_likely_values(&self, ui: &Ui) {
        let ShownMap { map, ref shown, .. } = *self;
        let (frame, ink) = (shown.frame(), ui.theme().colors.ink);
        let [x, y] = [0, 1].map(|which| map.numbers[which].figure.likely);
        let at = shown.place([x, y]);
        let triangle = |corners: [egui::Pos2; 3]| {
            ui.painter().add(Shape::convex_polygon(corners.into(), ink, Stroke::NONE));
        };
        let [bottom, left] = [frame.bottom() + 1.0, frame.left() - 1.0];
        if frame.x_range().contains(at.x) {
            triangle([pos2(at.x, bottom), pos2(at.x + 4.0, bottom + 6.0), pos2(at.x - 4.0, bottom + 6.0)]);
        }
        if frame.y_range().contains(at.y) {
            triangle([pos2(left, at.y), pos2(left - 6.0, at.y + 4.0), pos2(left - 6.0, at.y - 4.0)]);
        }
    }
}

/// The field nearest to the likely values.
fn likely_field(map: &TwoWay) -> usize {
    let [across, up] = [0, 1].map(|which| {
        let figure = &map.numbers[which].figure;
        let share = (figure.likely - figure.low) / (figure.high - figure.low);
        (share * (STEPS - 1) as f64).round() as usize
    });
    up * STEPS + across
}

/// A field in words: both values, the best plan and how far it is ahead.
fn words(scene: &Scene<'_>, map: &TwoWay, index: usize) -> String {
    let value = |which: usize, step: usize| {
        format!("{} {}", scene.scenario.input_name(&map.numbers[which].input), written(map, which, step))
    };
    let field = &map.fields[index];
    let best = scene.scenario.plan_name(&map.plans[field.best]);
    let ahead = number_format::with_error(field.ahead.mean, field.ahead.se, 3);
    let close = if is_close(field) { ", too close to call" } else { "" };
    format!(
        "{} “{best}” is best, ahead by {ahead}{close}: {}, {}.",
        letter(field.best),
        value(0, index % STEPS),
        value(1, index / STEPS)
    )
}

fn written(map: &TwoWay, which: usize, step: usize) -> String {
    let figure = &map.numbers[which].figure;
    let text =
        number_format::fixed(map.value(which, step), number_format::decimals_within(figure.low, figure.high));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Names every plan, and in how many fields it is best.
fn legend(ui: &mut Ui, scene: &Scene<'_>, map: &TwoWay) {
    let occurring = occurring(map);
    ui.spacing_mut().item_spacing.y = 2.0;
    for (plan, id) in map.plans.iter().enumerate() {
        let best = map.fields.iter().filter(|field| field.best == plan).count();
        let says = match best {
            0 => format!("“{}”, nowhere best", scene.scenario.plan_name(id)),
            _ => format!("“{}”, best in {best} of {} fields", scene.scenario.plan_name(id), map.fields.len()),
        };
        legend_row(ui, &occurring, Field { kind: plan, sure: occurring.contains(&plan) }, &says);
    }
    let close = map.fields.iter().filter(|field| is_close(field));
    if let Some(sample) = close.clone().next() {
        let says = format!(
            "unfilled: too close to call, in {}; ahead by no more than two standard errors",
            number_format::counted(close.count() as u64, "field")
        );
        legend_row(ui, &occurring, Field { kind: sample.best, sure: false }, &says);
    }
    let triangles = "The triangles beside the map stand at the likely values.";
    let note = match is_picture(ui.ctx()) {
        true => triangles.to_owned(),
        false => format!("{triangles} Drag to zoom in, double-click to see all."),
    };
    ui.add(egui::Label::new(ui.theme().note(note)).wrap());
}

fn legend_row(ui: &mut Ui, occurring: &[usize], of: Field, says: &str) {
    let theme = ui.theme();
    let (width, height) = (theme.grown(SAMPLE.0), theme.grown(SAMPLE.1));
    let room = ui.available_width() - width - 8.0;
    let galley = paint::StyledText::new(says, theme.note_font(), theme.colors.ink).elided(ui, room, 2);
    let size = vec2(ui.available_width(), galley.size().y.max(height));
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    paint::described(&response, || format!("{}, {says}", letter(of.kind)));
    let top = place.center().y - 0.5 * height;
    mosaic::sample(ui, Rect::from_min_size(pos2(place.left(), top), vec2(width, height)), occurring, of);
    paint::left(ui, pos2(place.left() + width + 8.0, place.center().y), galley, theme.colors.ink);
}
