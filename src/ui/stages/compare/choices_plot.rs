//! The choices as dots in two results.

use crate::analysis::comparison::{Column, Comparison};
use crate::analysis::frontier::{Frontier, Limit, Point};
use crate::analysis::measure::Measure;
use crate::analysis::number_format;
use crate::scenario::PlanId;
use crate::ui::Scene;
use crate::ui::plots::axis::Axis;
use crate::ui::plots::chart::{Chart, Shown};
use crate::ui::plots::legend::{self, Hidden, Sample};
use crate::ui::plots::points::{DOT, Disc, PointItem, RING, disc};
use crate::ui::stages::results;
use crate::ui::theme::{RADIUS, Themed};
use crate::ui::widgets::paint;
use egui::{
    Align2, EventFilter, Key, Label, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use egui_plot::{Line, PlotUi};

/// The choice or plan that the pointer or the keyboard asks for.
#[derive(Default)]
pub struct Asked {
    /// The choice that is looked at, by its place among the frontier's points.
    pub choice: Option<usize>,
    /// True if it is to stay in view, and to be offered as a plan.
    pub taken: bool,
    /// A named plan that is to be shown.
    pub plan: Option<PlanId>,
}

/// A series that can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// Non-dominated choices: none is better in both results.
    NonDominated,
    /// Dominated choices.
    Dominated,
    /// The plan that is shown.
    ShownPlan,
    /// The other named plans.
    OtherPlans,
}

/// All that the plot is drawn from.
struct Choices<'a, 's> {
    scene: &'a Scene<'s>,
    frontier: &'a Frontier,
    limits: &'a [Limit],
    /// The named plans with their two results.
    named: Vec<(PlanId, [f64; 2])>,
    hidden: &'a Hidden<Series>,
}

/// The state of the plot between frames.
#[derive(Debug, Default)]
pub struct ChoicesPlotState {
    /// The non-dominated choice that the keys have come to, rising in the first result.
    pub at: Option<usize>,
    /// The series that are switched off.
    hidden: Hidden<Series>,
}

/// The radius of the dashed circle around the choice that is looked at, in points.
const LOOKED_AT: f32 = RING + 3.0;
/// The greatest distance of the pointer from a dot that it hits, in points.
const REACH: f32 = 10.0;
/// The room for values at the left, in points at ordinary type.
const VALUES: f32 = 44.0;

/// The choices to be plotted.
pub struct Plotted<'a, 's> {
    /// The scene.
    pub scene: &'a Scene<'s>,
    /// Every choice.
    pub frontier: &'a Frontier,
    /// The limits that a plan must keep.
    pub limits: &'a [Limit],
    /// The named plans, once they are compared.
    pub named: Option<&'a Comparison>,
}

/// Shows the plot.
pub fn show(ui: &mut Ui, plotted: &Plotted<'_, '_>, state: &mut ChoicesPlotState) -> Asked {
    let Plotted { scene, frontier, limits, named } = *plotted;
    let theme = ui.theme();
    // Until the named plans are compared, only the choices are drawn.
    let named = named.map_or_else(Vec::new, |named| values_of(named, &frontier.measures));
    let choices = Choices { scene, frontier, limits, named, hidden: &state.hidden };
    let whole = ui.available_rect_before_wrap();
    let line = theme.note_line() + 3.0;
    let ticks = [line, theme.grown(VALUES)];
    let [across, up] = [0, 1].map(|axis| choices.axis(axis).ticks(ticks[axis]).grid());
    let place = Rect::from_min_max(pos2(whole.left(), whole.top() + line + 2.0), whole.max - vec2(8.0, 0.0));
    let id = ui.make_persistent_id(("choices", choices.axis_names()));
    let chart = Chart::new(id, across, up).focusable().zooms([true, true]);
    let shown = chart.show(ui, place, |plot| choices.draw(plot));
    choices.name_axes(ui, whole.left() + theme.grown(4.0), &shown);
    choices.name_plans(ui, &shown);
    let asked = choices.ask(ui, &shown, &mut state.at);
    if let Some(point) = asked.choice {
        let at = shown.place(means(frontier, point));
        let painter = ui.painter().with_clip_rect(shown.frame());
        paint::dashed_circle(&painter, at, LOOKED_AT, Stroke::new(1.5, theme.colors.ink));
    }
    shown.response.widget_info(|| {
        let all = frontier.non_dominated().len();
        let choices = number_format::counted(frontier.points.len() as u64, "choice");
        let of = format!("Plot of {choices}, {all} of them non-dominated");
        WidgetInfo::labeled(Role::Button, true, of)
    });
    if asked.choice.is_none() {
        shown.response.on_hover_text(HINT);
    }
    asked
}

/// The highest chance of losing a source by a non-dominated choice: full dots. At least a hundredth, so that what is
/// next to nothing looks like nothing.
fn most_lost(frontier: &Frontier) -> f32 {
    let lost = |point: &&Point| frontier.value(point, &Measure::SOURCE_LOST).map(|lost| lost.mean as f32);
    frontier.non_dominated().iter().filter_map(lost).fold(0.01, f32::max)
}

const HINT: &str = "Every dot is a way into the meeting. Hover to see one, click to keep it in view, from where \
                    it can be added as a plan; drag to zoom in, double-click to see all. With the keyboard ← and → \
                    go along the non-dominated choices, and Enter keeps one in view.";

fn means(frontier: &Frontier, point: usize) -> [f64; 2] {
    frontier.points[point].means()
}

impl Choices<'_, '_> {
    fn axis(&self, axis: usize) -> Axis {
        let points = self.frontier.points.iter().map(|point| point.values[axis].mean);
        let named = self.named.iter().map(|(_, values)| values[axis]);
        let values = results::along_axis(&self.frontier.measures[axis]);
        Axis::holding(points.chain(named), values).room(LOOKED_AT + 1.0)
    }

    fn axis_names(&self) -> [String; 2] {
        [0, 1].map(|axis| self.frontier.measures[axis].name(self.scene.scenario))
    }

    fn draw(&self, plot: &mut PlotUi<'_>) {
        let theme = plot.theme();
        let colors = &theme.colors;
        let shows = |series| !self.hidden.contains(&series);
        if shows(Series::Dominated) {
            plot.add(PointItem::squares(self.dominated(false), 2.0, colors.hairline));
            plot.add(PointItem::squares(self.dominated(true), 2.5, colors.line));
        }
        if shows(Series::NonDominated) {
            let all = self.frontier.non_dominated();
            let (kept, failing): (Vec<_>, Vec<_>) =
                all.iter().copied().partition(|point| self.frontier.keeps(point, self.limits));
            let line = Stroke::new(1.5, colors.ink_3);
            let through: Vec<[f64; 2]> = all.iter().map(|point| point.means()).collect();
            // Piece by piece: where choices stand nearly above each other, the corners of one line would be drawn as areas.
            for piece in through.windows(2) {
                plot.line(Line::new("", piece.to_vec()).stroke(line).allow_hover(false));
            }

            let most = most_lost(self.frontier);
            for point in failing {
                let fill = colors.panel.lerp_to_gamma(colors.ink_3, self.lost(point) / most);
                disc(plot, point.means(), Disc { radius: DOT - 0.75, fill, edge: colors.ink_3 });
            }
            for point in kept {
                let fill = colors.panel.lerp_to_gamma(colors.ink, self.lost(point) / most);
                disc(plot, point.means(), Disc { radius: DOT + 0.5, fill, edge: colors.ink });
            }
        }
        for (plan, values) in self.shown_plans() {
            let fill = if plan == self.scene.plan_id { colors.item } else { colors.panel };
            disc(plot, *values, Disc { radius: RING, fill, edge: colors.ink });
        }
    }

    /// The chance of losing a source by a choice, which is always looked at.
    fn lost(&self, point: &Point) -> f32 {
        let lost = self.frontier.value(point, &Measure::SOURCE_LOST);
        debug_assert!(lost.is_some(), "limits can be set on it, so it is looked at");
        lost.map_or(0.0, |lost| lost.mean as f32)
    }

    /// The dominated choices that keep the limits, or those that do not.
    fn dominated(&self, kept: bool) -> impl Iterator<Item = [f64; 2]> {
        let all = self.frontier.points.iter().filter(|point| point.dominated);
        let all = all.filter(move |point| self.frontier.keeps(point, self.limits) == kept);
        all.map(Point::means)
    }

    fn shown_plans(&self) -> impl Iterator<Item = (&PlanId, &[f64; 2])> {
        let series = |plan: &PlanId| match plan == self.scene.plan_id {
            true => Series::ShownPlan,
            false => Series::OtherPlans,
        };
        let shown = self.named.iter().filter(move |(plan, _)| !self.hidden.contains(&series(plan)));
        shown.map(|(plan, values)| (plan, values))
    }

    /// Writes the results of both axes above the plot.
    fn name_axes(&self, ui: &Ui, left: f32, shown: &Shown) {
        let [across, up] = self.axis_names();
        let theme = ui.theme();
        let right = shown.frame().right();
        let [up, across] = fitting(ui, [&up, &across], right - left);
        let text = |x: f32, align: Align2, text: String| {
            let at = pos2(x, shown.frame().top() - 4.0);
            ui.painter().text(at, align, text, theme.note_font(), theme.colors.ink_2);
        };
        text(left, Align2::LEFT_BOTTOM, up);
        text(right, Align2::RIGHT_BOTTOM, across);
    }

    /// The names of the plans beside their rings, where they find room; that of the shown plan first.
    fn name_plans(&self, ui: &Ui, shown: &Shown) {
        let (theme, frame) = (ui.theme(), shown.frame());
        let is_shown = |plan: &PlanId| plan == self.scene.plan_id;
        let visible = self.shown_plans().filter(|(_, values)| frame.contains(shown.place(**values)));
        let mut plans: Vec<(&PlanId, &[f64; 2])> = visible.collect();
        plans.sort_by_key(|(plan, _)| !is_shown(plan));
        let ring =
            |(_, values): &(&PlanId, &[f64; 2])| paint::around(shown.place(**values), 2.0 * RING, 2.0 * RING);
        let mut taken: Vec<Rect> = plans.iter().map(ring).collect();
        for (plan, values) in plans {
            let name = self.scene.scenario.plan_name(plan);
            let (font, ink) = match is_shown(plan) {
                true => (theme.strong_note_font(), theme.colors.ink),
                false => (theme.note_font(), theme.colors.ink_2),
            };
            let galley = paint::StyledText::new(name, font, ink).elided(ui, frame.width() * 0.45, 1);
            let Some(place) = free_beside(shown.place(*values), galley.size(), frame, &taken) else {
                continue;
            };
            let behind = theme.colors.panel.gamma_multiply(0.8);
            ui.painter().rect_filled(place.expand(1.0), f32::from(RADIUS), behind);
            ui.painter().galley(place.min, galley, ink);
            taken.push(place);
        }
    }

    /// The choice or plan that the pointer or the keyboard asks for.
    fn ask(&self, ui: &Ui, shown: &Shown, at: &mut Option<usize>) -> Asked {
        let response = &shown.response;
        let clicked = response.interact_pointer_pos().filter(|_| response.clicked());
        let Some(pointer) = response.hover_pos().or(clicked) else {
            return match response.has_focus() {
                true => by_key(ui, self.frontier, response, at),
                false => Asked::default(),
            };
        };
        let plans = self.shown_plans().map(|(plan, values)| ((plan, *values), *values));
        if let Some((plan, values)) = shown.nearest(plans, pointer, RING + 1.0) {
            let name = self.scene.scenario.plan_name(plan);
            shown.read_out(format!("The plan “{name}”\n{}\nClick to show it.", self.values(values)));
            return Asked { plan: response.clicked().then(|| plan.clone()), ..Asked::default() };
        }
        let near = self.nearest(shown, pointer);
        if let Some(point) = near {
            shown
                .read_out(format!("{}\nClick to keep it in view.", self.values(means(self.frontier, point))));
        }
        Asked { choice: near, taken: near.is_some() && response.clicked(), plan: None }
    }

    /// The choice nearest to the pointer; non-dominated ones are easier to hit than those around them.
    fn nearest(&self, shown: &Shown, pointer: Pos2) -> Option<usize> {
        let of =
            |series: Series, dominated: bool| {
                let all =
                    self.frontier.points.iter().enumerate().filter(move |(_, point)| {
                        point.dominated == dominated && !self.hidden.contains(&series)
                    });
                let all = all.map(|(index, point)| (index, [point.values[0].mean, point.values[1].mean]));
                shown.nearest(all, pointer, REACH)
            };
        of(Series::NonDominated, false).or_else(|| of(Series::Dominated, true))
    }

    /// Both results in words.
    fn values(&self, values: [f64; 2]) -> String {
        let line = |axis: usize| {
            let measure = &self.frontier.measures[axis];
            let name = results::phrase(&measure.name(self.scene.scenario));
            format!("{name}: {}", results::exact(measure, values[axis]))
        };
        [1, 0].map(line).join("\n")
    }
}

/// The results of both axes on one line, no word cut; where both do not fit, the longer one gives
/// way first.
fn fitting(ui: &Ui, [up, across]: [&str; 2], room: f32) -> [String; 2] {
    let theme = ui.theme();
    let arrows = |[up, across]: [&str; 2]| [format!("↑ {up}"), format!("{across} →")];
    let wide = |text: &str| paint::width(ui, text, theme.note_font());
    let (mut names, gap) = ([up, across], theme.grown(12.0));
    while arrows(names).iter().map(|name| wide(name)).sum::<f32>() + gap > room {
        let longer = usize::from(wide(names[1]) >= wide(names[0]));
        let Some(end) = names[longer].rfind(" in ").or(names[longer].rfind([':', ' '])) else { break };
        names[longer] = names[longer][..end].trim_end_matches(':');
    }
    arrows(names)
}

/// A place for a text beside a ring, within the plot and clear of what stands there.
fn free_beside(at: Pos2, size: egui::Vec2, frame: Rect, taken: &[Rect]) -> Option<Rect> {
    // To the right first, as names are read; then left, and above or below where both sides are taken.
    let sides = [
        (Align2::LEFT_CENTER, vec2(9.0, 0.0)),
        (Align2::RIGHT_CENTER, vec2(-9.0, 0.0)),
        (Align2::CENTER_BOTTOM, vec2(0.0, -8.0)),
        (Align2::CENTER_TOP, vec2(0.0, 8.0)),
    ];
    let mut places = sides.into_iter().map(|(align, off)| align.anchor_size(at + off, size));
    places.find(|place| frame.contains_rect(*place) && !taken.iter().any(|taken| taken.intersects(*place)))
}

/// Left and right go along the non-dominated choices; Enter keeps one in view.
fn by_key(ui: &Ui, frontier: &Frontier, response: &Response, at: &mut Option<usize>) -> Asked {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let order = frontier.non_dominated();
    let last = order.len().saturating_sub(1);
    let presses = |key| ui.input(|input| input.num_presses(key)) as i64;
    let steps = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
    if steps != 0 {
        let from = at.map_or(if steps > 0 { -1 } else { last as i64 + 1 }, |at| at as i64);
        *at = Some((from + steps).clamp(0, last as i64) as usize);
    }
    let Some(point) = at.and_then(|at| order.get(at)) else { return Asked::default() };
    let place = frontier.points.iter().position(|of| std::ptr::eq(of, *point));
    Asked { choice: place, taken: ui.input(|input| input.key_pressed(Key::Enter)), plan: None }
}

/// The legend, shown while no choice is looked at; a click switches a series off.
pub fn key(ui: &mut Ui, frontier: Option<&Frontier>, state: &mut ChoicesPlotState) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let count =
        frontier.map_or_else(String::new, |frontier| format!(" ({})", frontier.non_dominated().len()));
    let disc = |radius, fill, edge| Sample::Disc(Disc { radius, fill, edge });
    let entries = [
        (Series::NonDominated, disc(DOT, colors.ink_3, colors.ink), format!("non-dominated choices{count}")),
        (
            Series::Dominated,
            disc(DOT - 1.5, colors.line, colors.line),
            "dominated: another is better in both".to_owned(),
        ),
        (Series::ShownPlan, disc(RING, colors.item, colors.ink), "the plan that is shown".to_owned()),
        (Series::OtherPlans, disc(RING, colors.panel, colors.ink), "other named plans".to_owned()),
    ];
    let size = vec2(ui.available_width(), entries.len() as f32 * legend::height(ui) + 2.0);
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    legend::list(ui, place, entries, &mut state.hidden);
    if let Some(frontier) = frontier {
        let most = number_format::percent(f64::from(most_lost(frontier)));
        let says = format!("filled: chance of losing a source, 0 to {most}");
        ui.add(Label::new(theme.note(says)).truncate());
    }
}

/// The named plans with their results in two measures; none if they were compared in another month.
fn values_of(comparison: &Comparison, measures: &[Measure]) -> Vec<(PlanId, [f64; 2])> {
    let place = |measure: &Measure| comparison.measures.iter().position(|of| of == measure);
    let [Some(x), Some(y)] = [place(&measures[0]), place(&measures[1])] else { return Vec::new() };
    let of = |column: &Column| (column.plan.clone(), [column.cells[x].mean.mean, column.cells[y].mean.mean]);
    comparison.columns.iter().map(of).collect()
}
