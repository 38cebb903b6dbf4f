//! The choices as dots.

use super::{Asked, keeps, values_of};
use crate::analysis::compare::Comparison;
use crate::analysis::frontier::{Frontier, Limit};
use crate::scenario::PlanId;
use crate::ui::Scene;
use crate::ui::plots::scale::Scale;
use crate::ui::plots::scatter::Field;
use crate::ui::stages::results;
use crate::ui::theme::RADIUS;
use crate::ui::widgets::paint;
use egui::{Align2, EventFilter, Key, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// What the plot shows.
pub struct Shown<'a, 's> {
    /// What is looked at.
    pub scene: &'a Scene<'s>,
    /// Every choice.
    pub frontier: &'a Frontier,
    /// What a plan must keep.
    pub limits: &'a [Limit],
    /// The named plans, once they are compared.
    pub named: Option<&'a Comparison>,
}

/// How near the pointer must come to a dot, in points.
const REACH: f32 = 10.0;
const DOT: f32 = 3.5;
const RING: f32 = 6.0;

/// Shows the plot.
pub fn show(ui: &mut Ui, shown: &Shown<'_, '_>, at: &mut Option<usize>) -> Asked {
    let (theme, frontier) = (shown.scene.theme, shown.frontier);
    let (place, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let named = shown.named.map(|named| values_of(named, &frontier.measures)).unwrap_or_default();
    let values = |axis: usize| {
        let points = frontier.points.iter().map(move |point| point.values[axis].mean);
        let named = named.iter().map(move |(_, values)| values[axis]);
        Scale::holding(points.chain(named), results::along_axis(&frontier.measures[axis])).with_room()
    };
    let field = Field::within(theme, place, [values(0), values(1)]);
    draw(ui, shown, &field, &named);
    let asked = ask(ui, shown, &field, &response, &named, at);
    if let Some(point) = asked.rested {
        let at = field.at(means(frontier, point));
        paint::dashed_circle(ui.painter(), at, RING + 2.0, Stroke::new(1.5, theme.colors.ink));
    }
    let all = frontier.unbeaten().len();
    response.widget_info(|| {
        let of = format!("Plot of {} choices, of which nothing beats {all}", frontier.points.len());
        WidgetInfo::labeled(Role::Button, true, of)
    });
    let hint = "Every dot is a way into the meeting. Hover to see one, click to take it up as a plan; with the \
                keyboard ← and → go along what nothing beats, and Enter takes it up.";
    if asked.rested.is_none() {
        response.on_hover_text(hint);
    }
    asked
}

fn means(frontier: &Frontier, point: usize) -> [f64; 2] {
    let values = &frontier.points[point].values;
    [values[0].mean, values[1].mean]
}

fn draw(ui: &Ui, shown: &Shown<'_, '_>, field: &Field, named: &[(PlanId, [f64; 2])]) {
    let Shown { scene, frontier, limits, .. } = *shown;
    let (theme, colors) = (scene.theme, &scene.theme.colors);
    let [x, y] = [&frontier.measures[0], &frontier.measures[1]];
    let (x, y) = (x.name(scene.scenario), y.name(scene.scenario));
    field.draw(ui, theme, [&x, &y]);
    let dots = |kept: bool| {
        let dots = frontier.points.iter().filter(move |point| point.beaten);
        let dots = dots.filter(move |point| keeps(frontier, point, limits) == kept);
        dots.map(|point| [point.values[0].mean, point.values[1].mean])
    };
    field.cloud(ui, dots(false), 2.0, colors.hairline);
    field.cloud(ui, dots(true), 2.5, colors.line);
    let unbeaten = frontier.unbeaten();
    let corners: Vec<Pos2> =
        unbeaten.iter().map(|point| field.at([point.values[0].mean, point.values[1].mean])).collect();
    for pair in corners.windows(2) {
        let line = Stroke::new(1.5, colors.ink_3);
        ui.painter().line_segment([pair[0], pair[1]], line);
    }
    for (corner, point) in corners.iter().zip(&unbeaten) {
        if keeps(frontier, point, limits) {
            ui.painter().circle_filled(*corner, DOT, colors.ink);
        } else {
            ui.painter().circle(*corner, DOT - 0.5, colors.panel, Stroke::new(1.0, colors.ink_3));
        }
    }
    plans(ui, scene, field, named);
}

/// The named plans: rings, each with its name where that finds room; the one that is shown is yellow, and
/// named first.
fn plans(ui: &Ui, scene: &Scene<'_>, field: &Field, named: &[(PlanId, [f64; 2])]) {
    let (theme, colors) = (scene.theme, &scene.theme.colors);
    let is_shown = |plan: &PlanId| plan == scene.plan_id;
    for (plan, values) in named {
        let fill = if is_shown(plan) { colors.item } else { colors.panel };
        ui.painter().circle(field.at(*values), RING - 1.0, fill, Stroke::new(1.5, colors.ink));
    }
    let ring = |(_, values): &(PlanId, [f64; 2])| paint::around(field.at(*values), 2.0 * RING, 2.0 * RING);
    let mut taken: Vec<Rect> = named.iter().map(ring).collect();
    let (shown, others): (Vec<_>, Vec<_>) = named.iter().partition(|(plan, _)| is_shown(plan));
    for (plan, values) in shown.into_iter().chain(others) {
        let Some(name) = scene.scenario.plans.get(plan).map(|plan| plan.name.as_str()) else { continue };
        let (font, ink) = match is_shown(plan) {
            true => (paint::strong_note(theme), colors.ink),
            false => (theme.note_font(), colors.ink_2),
        };
        let galley = paint::elided(ui, name, font, ink, field.place().width() * 0.45, 1);
        let at = field.at(*values);
        let sides = [
            (Align2::LEFT_CENTER, vec2(9.0, 0.0)),
            (Align2::RIGHT_CENTER, vec2(-9.0, 0.0)),
            (Align2::CENTER_BOTTOM, vec2(0.0, -8.0)),
            (Align2::CENTER_TOP, vec2(0.0, 8.0)),
        ];
        let mut places = sides.into_iter().map(|(align, off)| align.anchor_size(at + off, galley.size()));
        let free = |place: &Rect| {
            field.place().contains_rect(*place) && !taken.iter().any(|taken| taken.intersects(*place))
        };
        let Some(place) = places.find(free) else { continue };
        let behind = colors.panel.gamma_multiply(0.8);
        ui.painter().rect_filled(place.expand(1.0), f32::from(RADIUS), behind);
        ui.painter().galley(place.min, galley, ink);
        taken.push(place);
    }
}

fn ask(
    ui: &Ui,
    shown: &Shown<'_, '_>,
    field: &Field,
    response: &Response,
    named: &[(PlanId, [f64; 2])],
    at: &mut Option<usize>,
) -> Asked {
    let frontier = shown.frontier;
    let pointer =
        response.hover_pos().or_else(|| response.interact_pointer_pos().filter(|_| response.clicked()));
    if let Some(pointer) = pointer {
        let plans = named.iter().map(|(_, values)| *values).enumerate();
        if let Some(plan) = field.nearest(plans, pointer, RING) {
            let plan = named[plan].0.clone();
            let name = shown.scene.scenario.plans.get(&plan).map_or("", |plan| plan.name.as_str());
            response.clone().on_hover_text(format!("The plan “{name}”. Click to show it."));
            return Asked { plan: response.clicked().then_some(plan), ..Asked::default() };
        }
        // What nothing beats is easier to hit than what lies around it.
        let points = |beaten: bool| {
            let all = frontier.points.iter().enumerate().filter(move |(_, point)| point.beaten == beaten);
            all.map(|(index, point)| (index, [point.values[0].mean, point.values[1].mean]))
        };
        let near = field.nearest(points(false), pointer, REACH);
        let near = near.or_else(|| field.nearest(points(true), pointer, REACH));
        return Asked { rested: near, taken: near.is_some() && response.clicked(), plan: None };
    }
    if !response.has_focus() {
        return Asked::default();
    }
    by_key(ui, frontier, response, at)
}

/// Left and right go along what nothing beats; Enter takes it up.
fn by_key(ui: &Ui, frontier: &Frontier, response: &Response, at: &mut Option<usize>) -> Asked {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let order = frontier.unbeaten();
    let last = order.len().saturating_sub(1);
    let presses = |key| ui.input(|input| input.num_presses(key)) as i64;
    let steps = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
    if steps != 0 {
        let from = at.map_or(if steps > 0 { -1 } else { last as i64 + 1 }, |at| at as i64);
        *at = Some((from + steps).clamp(0, last as i64) as usize);
    }
    let Some(point) = at.and_then(|at| order.get(at)) else { return Asked::default() };
    let place = frontier.points.iter().position(|of| std::ptr::eq(of, *point));
    Asked { rested: place, taken: ui.input(|input| input.key_pressed(Key::Enter)), plan: None }
}

/// What a mark says, the longest first, and how it is drawn.
type Mark<'a> = (&'a [&'a str], &'a dyn Fn(Pos2));

/// What the marks mean, while no choice is looked at.
pub fn key(ui: &mut Ui, scene: &Scene<'_>, frontier: Option<&Frontier>) {
    let (theme, colors) = (scene.theme, &scene.theme.colors);
    let unbeaten = frontier.map_or(String::new(), |frontier| format!(" ({})", frontier.unbeaten().len()));
    let nothing = format!("nothing beats it in both results{unbeaten}");
    let shorter = format!("nothing beats it{unbeaten}");
    let marks: [Mark<'_>; 4] = [
        (&[&nothing, &shorter], &|at| {
            ui.painter().circle_filled(at, DOT, colors.ink);
        }),
        (&["another choice is better in both", "another is better in both"], &|at| {
            let square = Rect::from_center_size(at, vec2(3.0, 3.0));
            ui.painter().rect_filled(square, 0.0, colors.line);
        }),
        (&["the plan that is shown"], &|at| {
            ui.painter().circle(at, RING - 1.0, colors.item, Stroke::new(1.5, colors.ink));
        }),
        (&["another named plan"], &|at| {
            ui.painter().circle(at, RING - 1.0, colors.panel, Stroke::new(1.5, colors.ink));
        }),
    ];
    let line = paint::note_line(theme) + 3.0;
    let start = ui.cursor().min;
    for (index, (texts, mark)) in marks.iter().enumerate() {
        let y = start.y + line * (index as f32 + 0.5);
        mark(pos2(start.x + 8.0, y));
        let room = ui.available_width() - 24.0;
        let text = paint::whole(ui, texts.iter().copied(), &theme.note_font(), room).unwrap_or(texts[0]);
        let galley = paint::elided(ui, text, theme.note_font(), colors.ink_2, room, 1);
        paint::left(ui, start.x + 22.0, y, galley, colors.ink_2);
    }
    ui.add_space(line * marks.len() as f32 + 2.0);
}
