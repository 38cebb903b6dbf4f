//! The aftermath: what follows from the plan, month by month, and what can be repaired.
//!
//! The panel on the right says what may happen, holds the repairs and looks closely at one partner;
//! the strip below the map has the time slider and everybody's course.

mod chances;
mod courses;
pub mod courses_each;
mod courses_table;
mod courses_together;
mod ending;
mod log;
mod partner;
mod repairs;
mod seat;
use super::planner::{HoveredPlan, Planner};
use super::{choosers, timeline};
use crate::analysis::events::EventLog;
use crate::engine::Projection;
use crate::scenario::{ActorId, repair_offers};
use crate::ui::chrome::layout;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::plots::legend::Hidden;
use crate::ui::theme::{GRID, MARGIN, STALE_OPACITY, Themed};
use crate::ui::widgets::paint;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::table_menu;
use crate::ui::{Commands, Scene, TableId};
use courses::{Courses, Series};
use egui::{Align, ComboBox, Layout, Margin, ScrollArea, Ui, UiBuilder, vec2};
pub use partner::futures_picture;

/// A view of the courses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    /// A small plot for every partner.
    #[default]
    Each,
    /// All partners in one plot for each material.
    Together,
    /// The numbers of the courses as a table.
    Table,
}

impl View {
    /// The text of the choice; from a seat there is one course, and so one plot.
    const fn text(self, from_seat: bool) -> &'static str {
        match self {
            View::Each if from_seat => "Plot",
            View::Each => "Each",
            View::Together => "Together",
            View::Table => "Table",
        }
    }
}

/// The state of the stage between frames; none of it belongs to the document.
#[derive(Debug, Default)]
pub struct AftermathState {
    /// The view of the courses.
    view: View,
    /// The series of them that are switched off.
    hidden: Hidden<Series>,
    /// The close look at a partner.
    partner: partner::PartnerPanelState,
    /// The plan to preview.
    hovered: HoveredPlan,
    /// The part that a low panel shows.
    part: Part,
    /// The partner that was looked at closely in the last frame.
    close: Option<ActorId>,
    /// The height of what stands below the log.
    below_log: f32,
    /// What the end of a play is seen beside.
    looks_back: LooksBack,
}

/// What stands below the repairs at the end of a play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LooksBack {
    /// What this history came to.
    #[default]
    ThisHistory,
    /// A partner over all histories.
    AllHistories,
}

const LOOKS_BACK: [Segment<'static, LooksBack>; 2] = [
    Segment::new(LooksBack::ThisHistory, "This history", "What it came to, against saying nothing."),
    Segment::new(LooksBack::AllHistories, "All histories", "How often, and how bad, over all of them."),
];

/// The part that a panel shows which is too low for all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Chances,
    Repairs,
    Partner,
}

impl AftermathState {
    /// Shows the courses as a table, or as plots again.
    pub fn toggle_table(&mut self) {
        self.view = if self.view == View::Table { View::Each } else { View::Table };
    }
}

/// The panel: what may happen, the repairs, and one partner.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut AftermathState, commands: &mut Commands) {
    let margin = Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: GRID as i8 };
    let close = state.partner.partner(scene);
    let folded = layout::is_low(ui, ui.available_rect_before_wrap());
    if folded {
        // Who is picked on the map or in a plot is looked at.
        if state.close.is_some() && state.close != close {
            state.part = Part::Partner;
        }
        choose_part(ui, scene, &mut state.part, close.as_ref());
    }
    state.close.clone_from(&close);
    let part = state.part;
    let shows = |one: Part| !folded || part == one;
    let mut planner = Planner { scene, commands, hovered: &mut state.hovered };
    let visible = ui.available_height();
    ScrollArea::vertical().id_salt("aftermath").auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GRID, 6.0);
            let foot = ui.cursor().top() + visible - 2.0 * GRID;
            let mut log_end = None;
            let ended = scene.playback.log.filter(|_| has_ended(scene) && scene.playback.seat.is_none());
            let ended = ended.filter(|_| shows(Part::Partner) || shows(Part::Chances));
            if shows(Part::Chances) {
                choosers::history(ui, scene, planner.commands);
            }
            if let Some((log, seat)) =
                scene.playback.log.filter(|_| has_ended(scene)).zip(scene.playback.seat)
            {
                ending::from_seat(ui, scene, log, seat);
            }
            if let Some(log) = ended {
                came_to(ui, scene, log, &mut state.looks_back);
            }
            if shows(Part::Chances) {
                if scene.playback.which.is_some() {
                    log::show(ui, scene, planner.commands, foot - state.below_log);
                    log_end = Some(ui.cursor().top());
                } else {
                    chances::show(ui, &mut planner, !folded);
                }
            }
            if !folded {
                paint::hairline(ui);
            }
            if let Some(seat) = scene.playback.seat {
                seat::beside(ui, scene, seat);
                return remember_below(ui, log_end, &mut state.below_log);
            }
            if shows(Part::Repairs) {
                repairs::show(ui, &mut planner, close.as_ref());
            }
            if !folded {
                paint::hairline(ui);
            }
            if ended.is_some() && state.looks_back == LooksBack::ThisHistory {
                return remember_below(ui, log_end, &mut state.below_log);
            }
            if shows(Part::Partner) {
                partner::show(ui, scene, &mut state.partner, planner.commands);
            }
            remember_below(ui, log_end, &mut state.below_log);
        });
    });
    state.hovered.send(commands);
}

/// What a history came to, which stands first: it is what the play leads to.
fn came_to(ui: &mut Ui, scene: &Scene<'_>, log: &EventLog, looks_back: &mut LooksBack) {
    ui.horizontal(|ui| {
        ui.label(ui.theme().heading("What it came to"));
        let views = segmented::Segmented { name: "Look back at", segments: &LOOKS_BACK, width: None };
        *looks_back = views.show(ui, looks_back).chosen.unwrap_or(*looks_back);
    });
    if *looks_back == LooksBack::ThisHistory {
        ending::show(ui, scene, log);
        paint::hairline(ui);
    }
}

/// Whether a history is shown that has come to its end.
fn has_ended(scene: &Scene<'_>) -> bool {
    scene.playback.is_at_end(timeline::last_month(scene))
}

/// Remembers the height of the parts below the log, which get their room first; lays the frame out again where
/// it has changed.
fn remember_below(ui: &Ui, log_end: Option<f32>, below: &mut f32) {
    let Some(end) = log_end else { return };
    let now = ui.cursor().top() - end;
    if (now - *below).abs() > 0.5 {
        *below = now;
        ui.ctx().request_discard("something below the log has come or gone");
    }
}

/// The choice between the parts of a low panel, along its top.
fn choose_part(ui: &mut Ui, scene: &Scene<'_>, part: &mut Part, close: Option<&ActorId>) {
    let chances = if scene.playback.which.is_some() { "What happens" } else { "What may happen" };
    let partner = close.map_or("Partner", |close| scene.scenario.name(close));
    let parts = [
        Segment::new(Part::Chances, chances, "What follows from the plan, and how likely it is."),
        Segment::new(Part::Repairs, "Repairs", "The repairs of the plan, and their months."),
        Segment::new(Part::Partner, partner, "One partner in the month that is shown."),
    ];
    let margin = Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: 0 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        let asked =
            segmented::Segmented { name: "Show", segments: &parts, width: Some(ui.available_width()) }
                .show(ui, part);
        *part = asked.chosen.unwrap_or(*part);
    });
}

/// The time slider and everybody's course.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, state: &mut AftermathState, commands: &mut Commands) {
    let inner = ui.available_rect_before_wrap().shrink2(vec2(MARGIN, GRID));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        ui.horizontal_top(|ui| {
            let folds = ui.available_width() < ui.theme().grown(VIEWS_ROOM);
            let views = if folds { ui.theme().grown(VIEWS_LIST) } else { segmented::width(ui, &VIEWS) };
            let width = ui.available_width() - views - 2.0 * GRID;
            let repaired = timeline::show(ui, scene, commands, width);
            let repaired = repaired.filter(|_| scene.playback.seat.is_none());
            let offered =
                |partner: ActorId| repair_offers::next(scene.scenario, scene.plan, &partner, repaired?);
            if let Some(repair) = state.partner.partner(scene).and_then(offered) {
                let mut planner = Planner { scene, commands, hovered: &mut state.hovered };
                planner.choose(|plan| plan.repairs.push(repair));
            }
            ui.add_space(GRID);
            // At the height of the knob, in the middle of the slider with its flags and numbers.
            let size = vec2(ui.available_width(), ui.min_rect().height());
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                if folds {
                    view_list(ui, scene, &mut state.view, views);
                } else {
                    let views = segmented::Segmented { name: "Show", segments: views_of(scene), width: None };
                    let shown = shown_view(scene, state.view);
                    state.view = views.show(ui, &shown).chosen.unwrap_or(state.view);
                }
            });
        });
        if scene.playback.seat.is_some() {
            seat::strip(ui, scene, state.view == View::Table, commands);
            return;
        }
        let Some(result) = scene.shown else {
            ui.label(ui.theme().quiet("The first projection is being computed."));
            return;
        };
        if result.projection.partners.is_empty() {
            ui.label(ui.theme().quiet("Nobody shares with home yet. Add a partner in Setting."));
            return;
        }
        ui.multiply_opacity(if result.current { 1.0 } else { STALE_OPACITY });
        let close = state.partner.partner(scene);
        let mut courses = Courses {
            scene,
            projection: result.projection,
            close: close.as_ref(),
            only: None,
            hidden: &mut state.hidden,
        };
        let place = ui.available_rect_before_wrap();
        let subject = match state.view {
            View::Each => {
                courses_each::show(ui, &mut courses, commands);
                PictureSubject::Courses
            }
            View::Together => {
                courses_together::show(ui, &mut courses, commands);
                PictureSubject::CoursesTogether
            }
            View::Table => {
                courses_table::show(ui, scene);
                // A history that plays is another table than that of all histories.
                let one = scene.playback.which.is_some();
                let table = if one { TableId::OneHistory } else { TableId::Courses };
                table_menu::over(ui, table, place, commands);
                return;
            }
        };
        PictureMenu { subject, table: Some(TableId::Courses) }.over(ui, place, commands);
    });
}

/// The courses of all partners or of one, for a picture; together in one plot for each material, or each on its own.
pub fn courses_picture(ui: &mut Ui, scene: &Scene<'_>, projection: &Projection, drawn: DrawnCourses<'_>) {
    let (only, commands) = (drawn.only, &mut Commands::default());
    let mut courses = Courses { scene, projection, close: drawn.close, only, hidden: &mut Hidden::default() };
    if drawn.together {
        courses_together::show(ui, &mut courses, commands);
    } else {
        courses_each::show(ui, &mut courses, commands);
    }
}

/// The courses that a picture shows.
#[derive(Clone, Copy, Debug)]
pub struct DrawnCourses<'a> {
    /// Whether all partners share a plot for each material.
    pub together: bool,
    /// The partner that stands out.
    pub close: Option<&'a ActorId>,
    /// The only partner; `None` for all of them.
    pub only: Option<&'a ActorId>,
}

/// The narrowest strip in which the choice of a view stands open beside the months, in points at
/// ordinary type; and its width where it folds into a list.
const VIEWS_ROOM: f32 = 620.0;
const VIEWS_LIST: f32 = 104.0;

/// The views that there are: a seat has one course only.
fn views_of(scene: &Scene<'_>) -> &'static [Segment<'static, View>] {
    if scene.playback.seat.is_some() { &SEAT_VIEWS } else { &VIEWS }
}

/// The view that is shown, of those that there are.
fn shown_view(scene: &Scene<'_>, view: View) -> View {
    if scene.playback.seat.is_some() && view == View::Together { View::Each } else { view }
}

/// The choice of a view as a list, so that the months keep their room.
fn view_list(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, width: f32) {
    let current = shown_view(scene, *view);
    let shown = current.text(scene.playback.seat.is_some());
    let list = ComboBox::from_id_salt("view")
        .selected_text(ui.theme().note(shown).color(ui.theme().colors.ink))
        .width(width)
        .show_ui(ui, |ui| {
            for one in views_of(scene) {
                let option = ui.selectable_label(one.value == current, one.text);
                if option.on_hover_text(one.explains).clicked() {
                    *view = one.value;
                }
            }
        });
    list.response.accessible_name("Show").on_hover_text("How the courses are shown.");
}

const VIEWS: [Segment<'static, View>; 3] = [
    Segment { value: View::Each, text: View::Each.text(false), explains: "A small plot for every partner." },
    Segment {
        value: View::Together,
        text: View::Together.text(false),
        explains: "All partners in one plot for each material.",
    },
    Segment { value: View::Table, text: View::Table.text(false), explains: "The same numbers as a table." },
];

const SEAT_VIEWS: [Segment<'static, View>; 2] = [
    Segment {
        value: View::Each,
        text: View::Each.text(true),
        explains: "What it told, and how far it opened its sources.",
    },
    Segment { value: View::Table, text: View::Table.text(false), explains: "The same numbers as a table." },
];
