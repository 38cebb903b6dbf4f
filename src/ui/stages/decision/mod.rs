//! The decision stage: what is told to whom, with its effects at once.
//!
//! The panel on the right is the disclosure board; the strip below the map shows each partner's willingness and
//! home's gains and losses.

use super::planner::{HoveredPlan, Planner};
use crate::scenario::{ItemId, PlanId};
use crate::ui::chrome::layout;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::{CONTROL, GRID, MARGIN, Themed};
use crate::ui::widgets::paint;
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::table_menu;
use crate::ui::{Commands, Scene, TableId};
use egui::{Label, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

pub mod gains;
mod handling;
mod item;
mod knowers;
mod plans;
mod verdict;
pub mod willing;

/// The state of the stage between frames; none of it belongs to the document.
#[derive(Debug, Default)]
pub struct DecisionState {
    board: BoardState,
    hovered: HoveredPlan,
    part: PanelPart,
    plot: StripPlot,
}

/// The state of the board between frames.
#[derive(Debug, Default)]
struct BoardState {
    /// The item chosen here.
    item: Option<ItemId>,
    renaming: plans::Renaming,
}

impl DecisionState {
    /// Opens the field for the name of a plan.
    pub fn type_name(&mut self, plan: PlanId, name: String) {
        self.board.renaming.begin(plan, name);
    }
}

/// The part shown in a panel too low for all; the ladder first, because it is what a decision is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PanelPart {
    #[default]
    Told,
    Handling,
    Knowers,
}

/// The plot shown in a strip too small for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum StripPlot {
    #[default]
    Willingness,
    Gains,
}

const PARTS: [Segment<'static, PanelPart>; 3] = [
    Segment { value: PanelPart::Told, text: "What is told", explains: "To whom, at which level." },
    Segment {
        value: PanelPart::Handling,
        text: "How it is told",
        explains: "The plan, its preparation, what is asked for, permission, and cover story.",
    },
    Segment {
        value: PanelPart::Knowers,
        text: "Who would know",
        explains: "Who comes to hold the item, and who finds the source.",
    },
];

const PLOTS: [Segment<'static, StripPlot>; 2] = [
    Segment {
        value: StripPlot::Willingness,
        text: "Willingness to share",
        explains: "How willing each partner is to share.",
    },
    Segment { value: StripPlot::Gains, text: "Gains and losses", explains: "What home gains and loses." },
];

/// The left plot's share of the strip.
const LEFT_SHARE: f32 = 448.0 / 736.0;

/// The disclosure board.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut DecisionState, commands: &mut Commands) {
    let place = ui.available_rect_before_wrap();
    let DecisionState { board: remembered, hovered, part, .. } = state;
    let folded = layout::is_low(ui, place);
    let top = if folded { choose_part(ui, place, part) } else { place.top() };
    // Three lines of notes hold the sentence and its continuation whatever the size of type.
    let foot_top = place.bottom() - (3.0 * ui.theme().note_line() + 6.0).max(48.0);
    let body = Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), foot_top));
    let foot = Rect::from_min_max(pos2(place.left(), foot_top), place.max);
    let shown = Shown {
        only: folded.then_some(*part),
        plan: *part == PanelPart::Told && body.height() >= ui.theme().grown(ROOM_FOR_PLAN),
    };
    let mut planner = Planner { scene, commands, hovered };
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().id_salt("disclosure board").auto_shrink(false).show(ui, |ui| {
            within_margins(ui, |ui| board(ui, &mut planner, remembered, shown));
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(MARGIN, 0.0))), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        paint::hairline(ui);
        verdict::show(ui, &mut planner, item::current(scene, &remembered.item).as_ref());
    });
    state.hovered.send(commands);
}

/// The choice between the parts of a low panel, along its top; where it ends.
fn choose_part(ui: &mut Ui, place: Rect, part: &mut PanelPart) -> f32 {
    let row = Rect::from_min_size(place.min, vec2(place.width(), GRID + segmented::height(ui)));
    let inner = Rect::from_min_max(row.min + vec2(MARGIN, GRID), row.max - vec2(MARGIN, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        let asked = segmented::Segmented { name: "Show", segments: &PARTS, width: Some(inner.width()) }
            .show(ui, part);
        *part = asked.chosen.unwrap_or(*part);
    });
    row.bottom()
}

/// The willingness of partners, and home's gains and losses.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, state: &mut DecisionState, commands: &mut Commands) {
    let place = ui.available_rect_before_wrap();
    let inner = |rect: Rect| UiBuilder::new().max_rect(rect.shrink2(vec2(MARGIN, GRID)));
    if layout::is_small(ui, place) {
        let shown = state.plot;
        ui.scope_builder(inner(place), |ui| match state.plot {
            StripPlot::Willingness => willing::show(ui, scene, commands, Some(&mut state.plot)),
            StripPlot::Gains => gains::show(ui, scene, Some(&mut state.plot)),
        });
        return shown.menu().over(ui, place, commands);
    }
    let split = place.left() + (place.width() * LEFT_SHARE).round();
    let left = Rect::from_min_max(place.min, pos2(split, place.bottom()));
    let right = Rect::from_min_max(pos2(split, place.top()), place.max);
    ui.scope_builder(inner(left), |ui| willing::show(ui, scene, commands, None));
    let line = egui::Stroke::new(1.0, ui.theme().colors.hairline);
    ui.painter().vline(split, place.shrink(GRID).y_range(), line);
    ui.scope_builder(inner(right), |ui| gains::show(ui, scene, None));
    StripPlot::Willingness.menu().over(ui, left, commands);
    StripPlot::Gains.menu().over(ui, right, commands);
}

impl StripPlot {
    /// What can be taken out of it.
    fn menu(self) -> PictureMenu {
        let (subject, table) = match self {
            StripPlot::Willingness => (PictureSubject::Willingness, TableId::Courses),
            StripPlot::Gains => (PictureSubject::Gains, TableId::Ledger),
        };
        PictureMenu { subject, table: Some(table) }
    }
}

/// The title of a plot, or the choice between both where only one is shown.
fn title(ui: &mut Ui, title: &str, plot: Option<&mut StripPlot>) {
    let theme = ui.theme();
    ui.set_height(CONTROL.max(segmented::height(ui)));
    match plot {
        None => {
            ui.add(Label::new(theme.semibold(title)).truncate());
        }
        Some(plot) => {
            let asked = segmented::Segmented { name: "Plot", segments: &PLOTS, width: None }.show(ui, plot);
            *plot = asked.chosen.unwrap_or(*plot);
        }
    }
}

fn within_margins(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let margin =
        egui::Margin { left: MARGIN as i8, right: MARGIN as i8, top: GRID as i8, bottom: GRID as i8 };
    egui::Frame::new().inner_margin(margin).show(ui, contents);
}

/// The lowest part with the ladder, in points at ordinary type, that holds the choice of a plan above it.
const ROOM_FOR_PLAN: f32 = 280.0;

/// What is shown of the board.
#[derive(Clone, Copy)]
struct Shown {
    /// The only part that is shown; `None` for all.
    only: Option<PanelPart>,
    /// Whether the choice of a plan stands above the ladder too.
    plan: bool,
}

/// Shows the board for one item, or only a part of it.
fn board(ui: &mut Ui, planner: &mut Planner<'_, '_>, state: &mut BoardState, shown: Shown) {
    let theme = ui.theme();
    let only = shown.only;
    let shows = |part| only.is_none_or(|only| only == part);
    ui.spacing_mut().item_spacing = vec2(GRID, 5.0);
    if shows(PanelPart::Handling) || shown.plan {
        plans::show(ui, planner, &mut state.renaming, only.is_none());
    }
    if shows(PanelPart::Handling) {
        halves(ui, planner, handling::preparation, handling::asks);
        paint::hairline(ui);
    }
    item::choose(ui, planner, &mut state.item);
    let Some(id) = item::current(planner.scene, &state.item) else {
        ui.label(theme.quiet(NOTHING));
        return;
    };
    if only != Some(PanelPart::Knowers) {
        item::head(ui, planner.scene, &id);
    }
    if shows(PanelPart::Handling) {
        halves(
            ui,
            planner,
            |ui, planner| handling::permission(ui, planner, &id),
            |ui, planner| handling::cover(ui, planner, &id),
        );
    }
    if shows(PanelPart::Told) {
        item::ladder(ui, planner, &id);
    }
    if only != Some(PanelPart::Knowers) {
        verdict::preview_line(ui, planner.scene, &id);
    }
    if only.is_none() {
        paint::hairline(ui);
    }
    if shows(PanelPart::Knowers) {
        let shown = ui.scope(|ui| knowers::show(ui, planner.scene, &id, only.is_none()));
        table_menu::over(ui, TableId::Knowers, shown.response.rect, planner.commands);
    }
}

const NOTHING: &str = "There is nothing to disclose yet. Add an item in Setting.";

/// Above this size of notes, the choices of a control no longer fit into half of the panel.
const LARGEST_NOTE_SIDE_BY_SIDE: f32 = 13.0;

/// Two parts side by side, each in half of the width; under each other where text is large.
fn halves<'a, 's>(
    ui: &mut Ui,
    planner: &mut Planner<'a, 's>,
    mut left: impl FnMut(&mut Ui, &mut Planner<'a, 's>),
    mut right: impl FnMut(&mut Ui, &mut Planner<'a, 's>),
) {
    if ui.theme().size.note > LARGEST_NOTE_SIDE_BY_SIDE {
        line(ui, |ui| left(ui, planner));
        line(ui, |ui| right(ui, planner));
        return;
    }
    let gap = 2.0 * GRID;
    let half = ((ui.available_width() - gap) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        column(ui, half, |ui| left(ui, planner));
        column(ui, half, |ui| right(ui, planner));
    });
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(width, 0.0), |ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 3.0;
            contents(ui);
        });
    });
}

/// A part on a line of its own, its caption before its control.
fn line(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| contents(ui));
}
