//! The setting stage: actors, ties, items, and every number of the scenario.
//!
//! The map is the editor; the panel beside it inspects what is selected, and shows the same things
//! as tables; the strip says how willing everyone is before the meeting, and what is doubtful.

mod case;
mod fields;
mod inspector;
mod item;
mod menu;
mod paste;
pub(in crate::ui::stages) mod quantity;
mod strip;
mod tables;

use crate::scenario::Input;
use crate::ui::command::CellTable;
use crate::ui::theme::{GRID, MARGIN, Themed};
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Commands, Scene, Selection};
use egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use inspector::Inspector;

/// The tabs of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PanelTab {
    #[default]
    Inspector,
    Actors,
    Ties,
    Items,
    Case,
    Model,
}

/// The state of the stage between frames; none of it belongs to the document.
#[derive(Debug, Default)]
pub struct SettingState {
    tab: PanelTab,
    /// The selection in the frame before: a new one opens the inspector.
    selection: Selection,
    /// True for a new object, whose name field is to be focused.
    name_awaits: bool,
    /// The number whose field is to be focused.
    number_awaits: Option<Input>,
}

impl SettingState {
    /// Focuses the name field of the selected object.
    pub fn type_name(&mut self) {
        self.tab = PanelTab::Inspector;
        self.name_awaits = true;
    }

    /// Opens the part that holds a number, and focuses its field.
    pub fn show_number(&mut self, input: Input) {
        self.number_awaits = Some(input);
    }

    /// Shows what is on the map as a table, or inspects what is selected again.
    pub fn toggle_table(&mut self) {
        self.tab = if self.tab == PanelTab::Inspector { PanelTab::Actors } else { PanelTab::Inspector };
    }
}

const TABS: [Segment<'static, PanelTab>; 6] = [
    Segment {
        value: PanelTab::Inspector,
        text: "Inspector",
        explains: "The selection, with all its numbers",
    },
    Segment { value: PanelTab::Actors, text: "Actors", explains: "All actors in a table" },
    Segment { value: PanelTab::Ties, text: "Ties", explains: "All ties in a table" },
    Segment { value: PanelTab::Items, text: "Items", explains: "All items in a table" },
    Segment { value: PanelTab::Case, text: "Case", explains: "The case in words, and its sources" },
    Segment {
        value: PanelTab::Model,
        text: "Model",
        explains: "Priorities, horizon and the model’s constants",
    },
];

/// The inspector and the tables.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, state: &mut SettingState, commands: &mut Commands) {
    if state.selection != *scene.selection {
        state.selection = scene.selection.clone();
        state.tab = PanelTab::Inspector;
    }
    if let Some(input) = state.number_awaits.take() {
        state.tab = if Selection::of(&input).is_some() { PanelTab::Inspector } else { PanelTab::Model };
        quantity::await_number(ui, input);
    }
    let margin = Margin { left: MARGIN as i8, right: 0, top: 12, bottom: GRID as i8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let asked = segmented::Segmented {
            name: "Show",
            segments: &TABS,
            width: Some(ui.available_width() - MARGIN),
        }
        .show(ui, &state.tab);
        if let Some(tab) = asked.chosen {
            state.tab = tab;
        }
        ui.add_space(GRID);
        let tab = state.tab;
        ScrollArea::vertical().id_salt(("setting", tab as u8)).auto_shrink(false).show(ui, |ui| {
            // The bar that scrolls stands at the edge of the panel, not on that of the fields.
            ui.set_max_width(ui.available_width() - MARGIN);
            match tab {
                PanelTab::Inspector => {
                    let name_awaits = &mut state.name_awaits;
                    Inspector { scene, commands, name_awaits }.show(ui)
                }
                PanelTab::Actors => with_menu(ui, CellTable::Actors, scene, commands),
                PanelTab::Ties => with_menu(ui, CellTable::Ties, scene, commands),
                PanelTab::Items => with_menu(ui, CellTable::Items, scene, commands),
                PanelTab::Case => case::case(ui, scene, commands),
                PanelTab::Model => case::model(ui, scene, commands),
            }
        });
    });
}

/// Shows a table of the case with its menu.
fn with_menu(ui: &mut Ui, table: CellTable, scene: &Scene<'_>, commands: &mut Commands) {
    let shown = ui.scope(|ui| match table {
        CellTable::Actors => tables::actors(ui, scene, commands),
        CellTable::Ties => tables::ties(ui, scene, commands),
        CellTable::Items => tables::items(ui, scene, commands),
    });
    menu::over(ui, table, shown.response.rect, commands);
}

/// Each partner's willingness before the meeting, and the findings of the scenario's checks.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let place = ui.available_rect_before_wrap();
    let split = place.left() + (place.width() * 0.56).round();
    let left = Rect::from_min_max(place.min, pos2(split, place.bottom()));
    let right = Rect::from_min_max(pos2(split, place.top()), place.max);
    let inner = |rect: Rect| UiBuilder::new().max_rect(rect.shrink2(vec2(MARGIN, GRID)));
    ui.scope_builder(inner(left), |ui| strip::willingness(ui, scene, commands));
    let line = egui::Stroke::new(1.0, ui.theme().colors.hairline);
    ui.painter().vline(split, place.shrink(GRID).y_range(), line);
    ui.scope_builder(inner(right), |ui| strip::findings(ui, scene, commands));
}

/// The title of a part of the strip, and what it shows: the longest of some notes for which there is room.
fn title(ui: &mut Ui, title: &str, shows: &[&str]) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.semibold(title));
        let whole = paint::whole(ui, shows.iter().copied(), &theme.note_font(), ui.available_width());
        ui.label(theme.note(whole.unwrap_or("")));
    });
}
