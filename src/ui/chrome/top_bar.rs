//! The bar along the top: the program, the case, the stages, the last step, and the look; and its menus, drawn
//! from the table of commands.

use crate::ui::command::{Group, NamedCommand, shortcut_text, table};
use crate::ui::stages::library::Recent;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, MARGIN, RADIUS, Themed};
use crate::ui::widgets::elided;
use crate::ui::widgets::frameless_button::FramelessButton;
use crate::ui::widgets::paint;
use crate::ui::widgets::right_group::{right_group_in_bar, room_before};
use crate::ui::{Command, Commands, DialogCommand, DisplayCommand, FileCommand, Stage, ViewCommand};
use egui::containers::menu::SubMenuButton;
use egui::{
    Align, Button, Galley, Label, Layout, Painter, Popup, Rangef, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// The contents of the bar.
pub struct TopBar<'a> {
    /// The case's name.
    pub title: &'a str,
    /// True if there are unsaved changes.
    pub unsaved: bool,
    /// The stage that is shown.
    pub stage: Stage,
    /// Steps, recent files, and the theme.
    pub menu: Menu<'a>,
}

/// The sign of unsaved changes.
const DOT: &str = " •";

impl TopBar<'_> {
    fn dot(&self) -> &'static str {
        if self.unsaved { DOT } else { "" }
    }

    fn title_and_state(&self) -> String {
        format!("{}\n{}", self.title, if self.unsaved { "Not saved" } else { "Everything is saved" })
    }
}

/// The contents of the menu that depend on the document and the preferences.
pub struct Menu<'a> {
    /// The label of the step that undo would take back.
    pub undo: Option<&'a str>,
    /// The label of the step that redo would repeat.
    pub redo: Option<&'a str>,
    /// Files opened or saved, the newest first.
    pub recent: &'a [Recent],
}

/// The room for the name of the last step, in points; a longer name takes what is free beside it.
const STEP_WIDTH: f32 = 230.0;
/// The least width at which it is shown: less would hold no word.
const NARROWEST_STEP: f32 = 90.0;
/// The width of a frameless button around its text, with an icon before it.
const AROUND_STEP: f32 = 2.0 * 8.0 + 14.0 + 6.0 + 1.0;
const FIND: &str = "Find anything";
/// The room left for the last step beside the search button, in points at ordinary type.
const FIND_LEAVES: f32 = 105.0;
/// The width of the buttons around the last step, in points at ordinary type: redo, look, full screen.
const AROUND_STEPS: f32 = 160.0;
/// The room before the stages for the program's name, the file menu and the title, in points.
const TITLE_LEFT: Rangef = Rangef { min: 300.0, max: 480.0 };
/// The room before the stages for the mark and the file menu, and that of the undo button as an icon, in points at
/// ordinary type.
const NAMELESS_LEFT: f32 = 124.0;
const UNDO_ICON: f32 = 36.0;
/// The distance from a tab's name to its edge, and the thickness of the line under the chosen tab, in points.
const TAB_PADDING: f32 = 11.0;
const UNDERLINE: f32 = 3.0;

/// Shows the bar in the area that it is given.
pub fn show(ui: &mut Ui, bar: &TopBar<'_>, commands: &mut Commands) {
    match Fold::of_width(ui, ui.max_rect().width()) {
        Fold::Whole => show_whole(ui, bar, commands),
        Fold::Nameless => show_nameless(ui, bar, commands),
        Fold::Menus => show_menus(ui, bar, commands),
    }
}

/// How much of the bar is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    /// Nothing.
    Whole,
    /// The program's name and the case's title, which would be cut to a few letters.
    Nameless,
    /// These, and the stages into a menu.
    Menus,
}

impl Fold {
    /// How much has to be folded away in a bar of this width.
    fn of_width(ui: &Ui, width: f32) -> Self {
        let free = width - tabs_width(ui) - ui.theme().grown(AROUND_STEPS + UNDO_ICON);
        if free >= TITLE_LEFT.min {
            Fold::Whole
        } else if free >= ui.theme().grown(NAMELESS_LEFT) {
            Fold::Nameless
        } else {
            Fold::Menus
        }
    }
}

fn show_whole(ui: &mut Ui, bar: &TopBar<'_>, commands: &mut Commands) {
    let area = ui.max_rect();
    let usual = area.left() + TITLE_LEFT.clamp(0.235 * area.width());
    // A long title moves the stages, as far as that leaves the last step its room.
    let steps = NARROWEST_STEP + ui.theme().grown(AROUND_STEPS);
    let most = (area.right() - tabs_width(ui) - steps).max(usual);
    let left = Rect::from_min_max(area.min + vec2(MARGIN, 0.0), pos2(most - GRID, area.bottom()));
    let named = left_to_right(ui, left, |ui| {
        program_mark(ui);
        ui.label(ui.theme().semibold("Tearline"));
        file_menu(ui, bar, Fold::Whole, commands);
        case_title(ui, bar);
    });
    let tabs_left = (named.right() + GRID).clamp(usual, most);
    let tabs = tabs(ui, bar, tabs_left, commands);
    steps_and_look(ui, bar, tabs.right(), commands);
}

fn show_nameless(ui: &mut Ui, bar: &TopBar<'_>, commands: &mut Commands) {
    let area = ui.max_rect();
    let tabs_left = area.left() + ui.theme().grown(NAMELESS_LEFT);
    let left = Rect::from_min_max(area.min + vec2(MARGIN, 0.0), pos2(tabs_left - GRID, area.bottom()));
    left_to_right(ui, left, |ui| {
        program_mark(ui);
        file_menu(ui, bar, Fold::Nameless, commands);
    });
    let tabs = tabs(ui, bar, tabs_left, commands);
    steps_and_look(ui, bar, tabs.right(), commands);
}

fn show_menus(ui: &mut Ui, bar: &TopBar<'_>, commands: &mut Commands) {
    let left = ui.max_rect().with_min_x(ui.max_rect().left() + GRID);
    let menus = left_to_right(ui, left, |ui| {
        file_menu(ui, bar, Fold::Menus, commands);
        stage_menu(ui, bar, commands);
    });
    steps_and_look(ui, bar, menus.right(), commands);
}

/// Adds contents from the left end of a place; the area that they take.
fn left_to_right(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) -> Rect {
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), add).response.rect
}

fn program_mark(ui: &mut Ui) {
    let (place, _) = ui.allocate_exact_size(vec2(20.0, 22.0), Sense::hover());
    paint_program_mark(ui.painter(), place);
}

/// The button that names the stage, and the menu of all stages.
fn stage_menu(ui: &mut Ui, bar: &TopBar<'_>, commands: &mut Commands) {
    let name = format!("Stage: {}", bar.stage.name());
    let response = menu_button(ui, bar.stage.name(), &name).on_hover_text("Go to another stage");
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(160.0);
        for stage in Stage::with_tabs() {
            let chosen = stage == bar.stage;
            let keys = keys_of(ui, ViewCommand::GoTo(stage));
            let response = ui.add(Button::selectable(chosen, stage.name()).shortcut_text(keys));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, stage.name()));
            if response.on_hover_text(stage.explains()).clicked() {
                commands.send(ViewCommand::GoTo(stage));
            }
        }
    });
}

/// The case's title, with a dot while it is not saved.
fn case_title(ui: &mut Ui, bar: &TopBar<'_>) {
    let theme = ui.theme();
    let line = Stroke::new(1.0, theme.colors.line);
    ui.painter().vline(ui.cursor().left(), ui.max_rect().y_range().shrink(14.0), line);
    ui.add_space(GRID);
    let title = format!("{}{}", bar.title, bar.dot());
    ui.add(Label::new(theme.quiet(title)).truncate()).on_hover_text(bar.title_and_state());
    // The room for the dot is kept, so that nothing moves by the first change.
    ui.add_space(if bar.unsaved { 0.0 } else { paint::width(ui, DOT, theme.text_font()) });
}

/// A table torn along a dashed line.
fn paint_program_mark(painter: &Painter, place: Rect) {
    let colors = &painter.theme().colors;
    let center = place.center();
    let block = |top: f32, bottom: f32, half: f32| {
        Rect::from_min_max(center + vec2(-half, top), center + vec2(half, bottom))
    };
    let ends = [center - vec2(9.5, 0.0), center + vec2(9.5, 0.0)];
    painter.rect_filled(block(-9.0, -2.5, 6.5), 1.0, colors.ink);
    painter.rect_filled(block(2.5, 9.0, 6.5), 1.0, colors.methods);
    painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, colors.ink), 3.0, 2.0));
}

/// The stages, each as wide as its name is when it is chosen; the area they take.
fn tabs(ui: &mut Ui, bar: &TopBar<'_>, left: f32, commands: &mut Commands) -> Rect {
    let mut place = Rect::from_min_max(pos2(left, ui.max_rect().top()), pos2(left, ui.max_rect().bottom()));
    for stage in Stage::with_tabs() {
        let chosen = stage == bar.stage;
        let size = vec2(tab_width(ui, stage), place.height());
        let tab = Rect::from_min_size(pos2(place.right(), place.top()), size);
        place.max.x = tab.right();
        if tab_at(ui, tab, stage, chosen) {
            commands.send(ViewCommand::GoTo(stage));
        }
    }
    place
}

/// The width of a stage's tab when it is chosen.
fn tab_width(ui: &Ui, stage: Stage) -> f32 {
    let theme = ui.theme();
    paint::width(ui, stage.name(), theme.semibold_font()) + 2.0 * TAB_PADDING
}

fn tabs_width(ui: &Ui) -> f32 {
    Stage::with_tabs().map(|stage| tab_width(ui, stage)).sum()
}

/// The shortcut of a command; empty for one without, since it is only shown.
fn keys_of(ui: &Ui, command: impl Into<Command>) -> String {
    shortcut_text(ui.ctx(), command).unwrap_or_default()
}

fn tab_at(ui: &mut Ui, tab: Rect, stage: Stage, chosen: bool) -> bool {
    let theme = ui.theme();
    let response = ui.interact(tab.shrink2(vec2(2.0, 8.0)), ui.scope_id().with(stage), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, stage.name()));
    let font = if chosen { theme.semibold_font() } else { theme.text_font() };
    let color = if chosen || response.hovered() { theme.colors.ink } else { theme.colors.ink_2 };
    ui.painter().text(tab.center(), egui::Align2::CENTER_CENTER, stage.name(), font, color);
    if chosen {
        let line = Rect::from_min_max(
            pos2(tab.left() + TAB_PADDING, tab.bottom() - UNDERLINE),
            pos2(tab.right() - TAB_PADDING, tab.bottom()),
        );
        ui.painter().rect_filled(line, 0.0, theme.colors.ink);
    }
    let keys = keys_of(ui, ViewCommand::GoTo(stage));
    response.on_hover_text(format!("{}\n{keys}", stage.explains())).clicked()
}

/// Shows the steps and the look at the right end of the bar, after the stages.
fn steps_and_look(ui: &mut Ui, bar: &TopBar<'_>, after: f32, commands: &mut Commands) {
    let area = ui.max_rect();
    // On a whole point, or the text of the last step would be blurred.
    let left = (after + MARGIN).round();
    let right = Rect::from_min_max(pos2(left, area.top()), area.max - vec2(MARGIN, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(layout), |ui| {
        let fold = Fold::of_width(ui, area.width());
        let room = room_before(ui, LOOK);
        let find = Some(Find::of(ui)).filter(|find| room >= find.width + GRID + FIND_LEAVES);
        let taken = find.as_ref().map_or(0.0, |find| find.width + GRID);
        undo(ui, bar, room - taken, commands);
        find.into_iter().for_each(|find| find.show(ui, commands));
        right_group_in_bar(ui, LOOK, |ui| {
            redo(ui, bar, commands);
            ui.add_space(GRID);
            look_menu(ui, fold, commands);
            if fold == Fold::Whole && icons::button(ui, Icon::FullScreen, "Full screen").clicked() {
                commands.send(DisplayCommand::ToggleFullScreen);
            }
        });
    });
}

/// The group at the right end of the bar.
const LOOK: &str = "look";

fn redo(ui: &mut Ui, bar: &TopBar<'_>, commands: &mut Commands) {
    let redo = bar.menu.redo.map_or("Redo".into(), |label| format!("Redo “{label}”"));
    ui.add_enabled_ui(bar.menu.redo.is_some(), |ui| {
        if icons::button(ui, Icon::Redo, &redo).clicked() {
            commands.send(Command::Redo);
        }
    });
}

/// The button that opens the command palette, with its shortcut; left out where there is little room.
struct Find {
    words: Arc<Galley>,
    keys: Arc<Galley>,
    width: f32,
}

impl Find {
    fn of(ui: &Ui) -> Self {
        let theme = ui.theme();
        let text = |text: &str, color| ui.painter().layout_no_wrap(text.to_owned(), theme.note_font(), color);
        let words = text(FIND, theme.colors.ink_2);
        let keys = text(&keys_of(ui, DialogCommand::ShowPalette), theme.colors.ink_3);
        let width = words.size().x + keys.size().x + 3.0 * GRID;
        Find { words, keys, width }
    }

    fn show(self, ui: &mut Ui, commands: &mut Commands) {
        let Find { words, keys, width } = self;
        let theme = ui.theme();
        let (place, response) = ui.allocate_exact_size(vec2(width, theme.control_height()), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, FIND));
        let line = if response.hovered() { theme.colors.ink_3 } else { theme.colors.line };
        let (round, line) = (f32::from(RADIUS), Stroke::new(1.0, line));
        ui.painter().rect(place, round, theme.colors.panel, line, StrokeKind::Inside);
        let keys_left = place.right() - GRID - keys.size().x;
        paint::left(ui, pos2(place.left() + GRID, place.center().y), words, theme.colors.ink_2);
        paint::left(ui, pos2(keys_left, place.center().y), keys, theme.colors.ink_3);
        if response.on_hover_text("Search all commands by name").clicked() {
            commands.send(DialogCommand::ShowPalette);
        }
    }
}

/// The button that takes back the last step, at the right end of the room that it may take, in points.
fn undo(ui: &mut Ui, bar: &TopBar<'_>, room: f32, commands: &mut Commands) {
    let theme = ui.theme();
    let text = bar.menu.undo.map_or("Undo".into(), |label| format!("Undo “{label}”"));
    let keys = keys_of(ui, Command::Undo);
    let whole = paint::width(ui, &text, theme.text_font()) + AROUND_STEP;
    let width = whole.max(STEP_WIDTH).min(room);
    let is_icon = width < NARROWEST_STEP;
    let taken = if is_icon { theme.control_height() } else { width };
    ui.add_space((room - taken).max(0.0).round());
    ui.add_enabled_ui(bar.menu.undo.is_some(), |ui| {
        let response = if is_icon {
            icons::button(ui, Icon::Undo, &text)
        } else {
            let (leading, trailing, width) = (Some(Icon::Undo), None, Some(width));
            FramelessButton { text: &text, name: &text, leading, trailing, width }.show(ui)
        };
        if response.on_hover_text(format!("{text}\n{keys}")).clicked() {
            commands.send(Command::Undo);
        }
    });
}

/// A button that opens a menu, with its accessible name.
fn menu_button(ui: &mut Ui, text: &str, name: &str) -> Response {
    FramelessButton { text, name, leading: None, trailing: Some(Icon::Down), width: None }.show(ui)
}

/// The button *File*, and the menu that it opens.
fn file_menu(ui: &mut Ui, bar: &TopBar<'_>, fold: Fold, commands: &mut Commands) {
    let menu = &bar.menu;
    let whole = fold == Fold::Whole;
    // Where the title has no room, its dot stands here.
    let text = if whole { "File".into() } else { format!("File{}", bar.dot()) };
    let contents = "Files, steps, zoom, and leaving";
    let hint = if whole { contents.into() } else { format!("{}\n{contents}", bar.title_and_state()) };
    let response = menu_button(ui, &text, "File").on_hover_text(hint);
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(240.0);
        menu_group(ui, Group::File, commands);
        recent_files(ui, menu, commands);
        SubMenuButton::new("Export").ui(ui, |ui| {
            ui.set_min_width(200.0);
            menu_group(ui, Group::Export, commands);
        });
        ui.separator();
        menu_step(ui, &Command::Undo, menu.undo, commands);
        menu_step(ui, &Command::Redo, menu.redo, commands);
        ui.separator();
        menu_group(ui, Group::Zoom, commands);
        ui.separator();
        menu_group(ui, Group::Help, commands);
        ui.separator();
        menu_group(ui, Group::Quit, commands);
    });
}

/// The button that names the look, and its menu.
fn look_menu(ui: &mut Ui, fold: Fold, commands: &mut Commands) {
    let theme = ui.theme();
    let name = format!("Look: {}", theme.look.name());
    let text = if fold == Fold::Menus { "Look" } else { theme.look.name() };
    let response = menu_button(ui, text, &name).on_hover_text("How the window looks");
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(160.0);
        for entry in table().iter().filter(|entry| entry.group == Group::Look) {
            let chosen = entry.command == DisplayCommand::SetLook(theme.look).into();
            let response = ui.selectable_label(chosen, entry.name).on_hover_text(entry.explains);
            if response.clicked() {
                commands.send(entry.command.clone());
            }
        }
    });
}

fn menu_group(ui: &mut Ui, group: Group, commands: &mut Commands) {
    for entry in table().iter().filter(|entry| entry.group == group) {
        if menu_item(ui, entry, entry.name, true) {
            commands.send(entry.command.clone());
        }
    }
}

/// Undo or redo, with the name of the step.
fn menu_step(ui: &mut Ui, command: &Command, label: Option<&str>, commands: &mut Commands) {
    let Some(entry) = table().iter().find(|entry| entry.command == *command) else { return };
    let text = label.map_or(entry.name.to_owned(), |label| format!("{} “{label}”", entry.name));
    if menu_item(ui, entry, &text, label.is_some()) {
        commands.send(entry.command.clone());
    }
}

/// An entry of a menu; true if it was clicked.
fn menu_item(ui: &mut Ui, entry: &NamedCommand, text: &str, enabled: bool) -> bool {
    // An entry without a shortcut shows none.
    let keys = shortcut_text(ui.ctx(), entry.command.clone()).unwrap_or_default();
    let button = Button::new(text).shortcut_text(keys).truncate();
    let response = ui.add_enabled(enabled, button).on_hover_text(entry.explains);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
    response.clicked()
}

fn recent_files(ui: &mut Ui, menu: &Menu<'_>, commands: &mut Commands) {
    ui.add_enabled_ui(!menu.recent.is_empty(), |ui| {
        SubMenuButton::new("Recent").ui(ui, |ui| {
            ui.set_min_width(240.0);
            for recent in menu.recent {
                let width = elided::widest_option(ui);
                let response =
                    elided::button(ui, &recent.title, width).on_hover_text(recent.path.display().to_string());
                if response.clicked() {
                    commands.send(FileCommand::OpenPath(recent.path.clone()));
                }
            }
        });
    });
}
