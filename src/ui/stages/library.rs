//! The library: built-in cases and recent files.

use crate::scenario::{ActorId, RecipientId, Role as ActorRole, Roles, Scenario};
use crate::ui::chrome::layout::between_bars;
use crate::ui::theme::{GRID, MARGIN, RADIUS, Themed, marks};
use crate::ui::widgets::paint::{self, StyledText};
use crate::ui::widgets::right_group::{right_group, room_before};
use crate::ui::{Commands, DialogCommand, DisplayCommand, FileCommand};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, FontId, Frame, Galley, Id, IdSalt, Margin, Painter, Pos2, Rect, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, TextWrapMode, Ui, UiBuilder, UiKind, UiStackInfo, Vec2, WidgetInfo, pos2,
    vec2,
};
use std::path::PathBuf;
use std::sync::Arc;

/// A case that is built in.
#[derive(Clone, Debug)]
pub struct LibraryEntry {
    /// The name by which it is opened.
    pub name: String,
    /// The case itself.
    pub scenario: Arc<Scenario>,
}

/// A file opened or saved before.
#[derive(Clone, Debug, PartialEq)]
pub struct Recent {
    /// The path of the file.
    pub path: PathBuf,
    /// The title of the case in it.
    pub title: String,
}

/// The contents of the library.
pub struct LibraryView<'a> {
    /// The built-in cases.
    pub cases: &'a [LibraryEntry],
    /// Files opened or saved, the newest first.
    pub recent: &'a [Recent],
    /// Whether the cards leave out lesson and outcome.
    pub hides_what_happened: bool,
    /// The colour that it is drawn on.
    pub ground: Color32,
}

/// All that scrolls in the library.
const CARDS: &str = "cards";

/// What the ids of the library begin with, wherever it is shown.
fn scope() -> Id {
    Id::unique("library")
}

/// The id by which egui keeps how far the library is scrolled.
pub fn scroll_id() -> Id {
    scope().with(IdSalt::new(CARDS))
}

/// The narrowest that a card may become, in points at ordinary type.
const NARROWEST_CARD: f32 = 270.0;
/// The widest that a card may become, likewise.
const WIDEST_CARD: f32 = 460.0;

/// Shows the library in the whole area between the bars. It is filled only where its ground has another colour: to fill
/// all of the window once more takes time at the start, where no graphics card does it.
pub fn show(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    let margin = Margin { left: MARGIN as i8, right: 0, top: MARGIN as i8, bottom: 0 };
    let panel = ui.theme().colors.panel;
    if view.ground != panel {
        ui.painter().rect_filled(ui.max_rect(), 0.0, panel);
    }
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        // What scrolls fades into this colour at its ends.
        let ground = UiStackInfo::new(UiKind::Frame).with_frame(Frame::new().fill(panel));
        ui.scope_builder(UiBuilder::new().scope_id(scope()).ui_stack_info(ground), |ui| {
            // The bar that scrolls stands at the edge of the window, not on that of the cards.
            let area = ScrollArea::vertical().id_salt(CARDS).auto_shrink(false);
            area.show(ui, |ui| contents(ui, view, commands));
        });
    });
}

/// Shows all that scrolls.
fn contents(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    let room = ui.available_width() - MARGIN;
    ui.set_max_width(room);
    // A returning user comes back for their files: these stand first, so that no number of cases
    // can push them out of sight.
    let returning = !view.recent.is_empty();
    if returning {
        recent_files(ui, view, commands);
        ui.add_space(2.0 * GRID);
    }
    heading(ui, commands);
    hide_switch(ui, view, commands);
    ui.add_space(GRID);
    cases(ui, view, room, commands);
    if !returning {
        ui.add_space(2.0 * GRID);
        recent_files(ui, view, commands);
    }
    against_history(ui, view, commands);
    ui.add_space(MARGIN);
}

/// The group of buttons that open something.
const OPEN: &str = "open";

fn heading(ui: &mut Ui, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.heading("Cases"));
        let room = room_before(ui, OPEN);
        ui.scope(|ui| {
            ui.set_max_width(room);
            let what_to_do = theme.quiet("Choose one: read its briefing, then decide what is told.");
            ui.add(egui::Label::new(what_to_do).truncate());
        });
        right_group(ui, OPEN, |ui| open_buttons(ui, commands));
    });
}

/// The switch that hides lesson and outcome, for those who want to decide before they learn them.
fn hide_switch(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    if view.cases.is_empty() {
        return;
    }
    let mut hide = view.hides_what_happened;
    let explains =
        "Left out until you ask: what each case teaches, how it ended, and the plan that was carried out.";
    if ui.checkbox(&mut hide, "Hide what happened").on_hover_text(explains).changed() {
        commands.send(DisplayCommand::HideWhatHappened(hide));
    }
}

/// The link to the hindcast, below everything that can be opened.
fn against_history(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    if view.cases.is_empty() {
        return;
    }
    ui.add_space(2.0 * GRID);
    ui.horizontal_wrapped(|ui| {
        ui.label(ui.theme().quiet("The built-in cases really happened."));
        // In one piece: broken into two lines it would be two stops of the Tab key, one of them without a name.
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        let link = ui.link("Compare the model with what happened");
        if link.gained_focus() {
            link.scroll_to_me(None);
        }
        if link.on_hover_text("Every case compared with the record, hits and misses.").clicked() {
            commands.send(DialogCommand::ShowHindcast);
        }
    });
}

/// Shows the cards in a room of so many points, even while a group of buttons whose width is not known yet reaches beyond
/// it: cards of another width would be of another height, and the library could not stay where it is scrolled.
fn cases(ui: &mut Ui, view: &LibraryView<'_>, room: f32, commands: &mut Commands) {
    if view.cases.is_empty() {
        ui.label(ui.theme().quiet("No case is built in. Open a file, or start a new case."));
        return;
    }
    let gap = 2.0 * GRID;
    let scale = ui.theme().size.text / 13.0;
    let narrowest = NARROWEST_CARD * scale;
    let across = (((room + gap) / (narrowest + gap)).floor() as usize).clamp(1, view.cases.len().max(3));
    let width = ((room - gap * (across as f32 - 1.0)) / across as f32).min(WIDEST_CARD * scale);
    let mut cards = Cards { width, map_height: MAP_HEIGHT, shows_what_happened: !view.hides_what_happened };
    let below_map = cards.height(ui, view.cases) - MAP_HEIGHT;
    let above = ui.cursor().top() - ui.max_rect().top();
    // Without the row that a message takes for a while: it does not change the cards.
    let in_sight = between_bars(ui.ctx()).height() - MARGIN - above;
    let rows = view.cases.len().div_ceil(across);
    cards.map_height = map_height(in_sight, rows, below_map + ui.spacing().item_spacing.y + GRID);
    let height = cards.map_height + below_map;
    for row in view.cases.chunks(across) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for case in row {
                if cards.show(ui, case, height).clicked() {
                    commands.send(FileCommand::OpenCase(case.name.clone()));
                }
            }
        });
        ui.add_space(GRID);
    }
}

const FILE_ROW: f32 = 28.0;
/// The most files listed: more would push the cases out of sight.
const LISTED: usize = 4;

/// Shows the list.
fn recent_files(ui: &mut Ui, view: &LibraryView<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.heading("Your files"));
        ui.label(theme.quiet("Drop a file anywhere on the window to open it."));
    });
    if view.recent.is_empty() {
        ui.label(theme.quiet("Files you open or save are listed here."));
    }
    ui.add_space(GRID / 2.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for recent in view.recent.iter().take(LISTED) {
            if file_row(ui, recent).clicked() {
                commands.send(FileCommand::OpenPath(recent.path.clone()));
            }
        }
    });
    if view.recent.len() > LISTED {
        ui.label(theme.quiet("Older files are in the menu File, under Recent."));
    }
}

/// The buttons to open a file, from right to left.
fn open_buttons(ui: &mut Ui, commands: &mut Commands) {
    if ui.button("New case").on_hover_text("Describe a case of your own in a form.").clicked() {
        commands.send(FileCommand::New);
    }
    if ui.button("Open by path…").on_hover_text("Type or paste where the file is.").clicked() {
        commands.send(FileCommand::OpenByPath);
    }
    if ui.button("Open a file…").on_hover_text("Choose a scenario file.").clicked() {
        commands.send(FileCommand::Open);
    }
}

fn file_row(ui: &mut Ui, recent: &Recent) -> Response {
    let theme = ui.theme();
    let height = FILE_ROW.max(theme.size.text * 1.8);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {}", recent.title)));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.colors.sunk);
    }
    let path = recent.path.display().to_string();
    let (ink, quiet) = (theme.colors.ink, theme.colors.ink_2);
    // The title first, since it says which case it is; at least a third of the row is the path's.
    let title = StyledText::new(&recent.title, theme.text_font(), ink);
    let title = title.elided(ui, rect.width() * 2.0 / 3.0, 1);
    let left = rect.left() + GRID;
    let after = (left + title.size().x).max(rect.left() + 240.0) + GRID;
    let shown_path = StyledText::new(&path, theme.note_font(), quiet).elided(ui, rect.right() - after, 1);
    let says = if title.elided { format!("{}\n{path}", recent.title) } else { path };
    paint::left(ui, pos2(left, rect.center().y), title, ink);
    paint::left(ui, pos2(after, rect.center().y), shown_path, quiet);
    response.on_hover_text(says)
}

const PADDING: f32 = 12.0;
/// The height of the map on a card where nothing speaks for another, in points.
const MAP_HEIGHT: f32 = 168.0;
/// The least that it may have, in points.
const LEAST_MAP_HEIGHT: f32 = 120.0;
/// The space between two texts of a card, in points.
const BETWEEN: f32 = 6.0;

/// The most lines of an outcome that a card shows.
const OUTCOME_LINES: usize = 4;

/// The greatest height of the maps, in points, with which all rows are in sight or the last of them is cut, so that one
/// sees that more follow. `below_map` is what a row has besides, in points.
fn map_height(in_sight: f32, rows: usize, below_map: f32) -> f32 {
    let says_what_follows = |map: &f32| {
        let rows_in_sight = in_sight / (map + below_map);
        rows_in_sight >= rows as f32 || (0.2..0.8).contains(&rows_in_sight.fract())
    };
    let steps = ((MAP_HEIGHT - LEAST_MAP_HEIGHT) / GRID) as usize;
    let mut heights = (0..=steps).map(|step| MAP_HEIGHT - GRID * step as f32);
    heights.find(says_what_follows).unwrap_or(MAP_HEIGHT)
}

/// The cards of the library, which all have one size.
struct Cards {
    /// The width of each, in points.
    width: f32,
    /// The height of the map on each, in points.
    map_height: f32,
    /// Whether lesson and outcome stand on them.
    shows_what_happened: bool,
}

impl Cards {
    /// The height of the tallest, in points.
    fn height(&self, ui: &Ui, cases: &[LibraryEntry]) -> f32 {
        let text = |case| {
            let lines = self.texts(ui, case);
            lines.iter().map(|galley| galley.size().y + BETWEEN).sum::<f32>() - BETWEEN
        };
        self.map_height + 2.0 * PADDING + cases.iter().map(text).fold(0.0, f32::max).ceil()
    }

    /// Shows the card; a click opens the case.
    fn show(&self, ui: &mut Ui, case: &LibraryEntry, height: f32) -> Response {
        let lines = self.texts(ui, case);
        let (rect, response) = ui.allocate_exact_size(vec2(self.width, height), Sense::click());
        let title = case.scenario.about.title.as_str();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
        if ui.is_rect_visible(rect) {
            self.paint(ui, case, &response, &lines);
        }
        response.on_hover_text(format!("Read the briefing of “{title}”"))
    }

    fn paint(&self, ui: &Ui, case: &LibraryEntry, card: &Response, lines: &[Arc<Galley>]) {
        let rect = card.rect;
        let theme = ui.theme();
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let map = Rect::from_min_size(rect.min, vec2(rect.width(), self.map_height));
        paint_map(&painter, &case.scenario, map);
        painter.hline(rect.x_range(), map.bottom(), Stroke::new(1.0, theme.colors.hairline));
        let mut at = map.left_bottom() + vec2(PADDING, PADDING);
        for galley in lines {
            painter.galley(at, galley.clone(), theme.colors.ink);
            at.y += galley.size().y + BETWEEN;
        }
        let edge = if card.hovered() { theme.colors.ink_2 } else { theme.colors.line };
        painter.rect_stroke(rect, f32::from(RADIUS), Stroke::new(1.0, edge), StrokeKind::Inside);
    }

    fn texts(&self, ui: &Ui, case: &LibraryEntry) -> Vec<Arc<Galley>> {
        let (theme, width) = (ui.theme(), self.width - 2.0 * PADDING);
        let about = &case.scenario.about;
        let year = about.year.map_or_else(String::new, |year| format!("{year}  "));
        let mut title = wrapped(width, 2);
        title.append(&year, 0.0, text_format(theme.heading_font(), theme.colors.ink_3));
        title.append(&about.title, 0.0, text_format(theme.heading_font(), theme.colors.ink));
        let mut question = wrapped(width, 3);
        question.append(&about.question, 0.0, text_format(theme.text_font(), theme.colors.ink));
        let mut jobs = vec![title, question];
        if self.shows_what_happened {
            for (text, lines) in [(&about.teaches, 3), (&about.after, OUTCOME_LINES)] {
                let mut job = wrapped(width, lines);
                job.append(text, 0.0, text_format(theme.note_font(), theme.colors.ink_2));
                jobs.push(job);
            }
        }
        jobs.into_iter().map(|job| ui.painter().layout_job(job)).collect()
    }
}

fn wrapped(width: f32, rows: usize) -> LayoutJob {
    let wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
    LayoutJob { wrap, ..LayoutJob::default() }
}

fn text_format(font: FontId, color: Color32) -> TextFormat {
    TextFormat::simple(font, color)
}

const MAP_MARGIN: f32 = 24.0;
const MARK: f32 = 16.0;

/// Paints the map into a rectangle.
fn paint_map(painter: &Painter, scenario: &Scenario, into: Rect) {
    let theme = painter.theme();
    let places = places(scenario, into.shrink(MAP_MARGIN));
    let at = |actor: &ActorId| places.iter().find(|(id, _)| *id == actor).map(|(_, at)| *at);
    let line = |from: &ActorId, to: &ActorId, stroke: Stroke| {
        if let (Some(from), Some(to)) = (at(from), at(to)) {
            painter.line_segment([from, to], stroke);
        }
    };
    for tie in scenario.ties.iter().filter(|tie| tie.onward.likely() > 0.0) {
        line(&tie.from, &tie.to, Stroke::new(1.0, theme.colors.line));
    }
    for recipient in scenario.meeting.recipients.keys() {
        if let RecipientId::Actor(actor) = recipient {
            line(&scenario.home, actor, Stroke::new(1.5, theme.colors.ink));
        }
    }
    for partner in scenario.partnerships.keys() {
        line(&scenario.home, partner, Stroke::new(3.0, theme.colors.methods));
    }
    let roles = Roles::new(scenario);
    for (actor, place) in &places {
        let role = roles.of(actor);
        let size = if role == ActorRole::Home { MARK + 4.0 } else { MARK };
        marks::paint(painter, role, *place, size);
    }
}

/// The place of each actor: the saved one scaled into the rectangle, or one on a ring.
fn places(scenario: &Scenario, into: Rect) -> Vec<(&ActorId, Pos2)> {
    let count = scenario.actors.len().max(1) as f32;
    let saved: Vec<_> = scenario
        .actors
        .iter()
        .enumerate()
        .map(|(i, (id, actor))| {
            let turn = i as f32 / count * std::f32::consts::TAU;
            (id, actor.at.map_or_else(|| ring(turn), |at| pos2(at.0, at.1)))
        })
        .collect();
    let bounds = Rect::from_points(&saved.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    let scale = fit_scale(bounds.size(), into.size());
    saved.into_iter().map(|(id, at)| (id, into.center() + (at - bounds.center()) * scale)).collect()
}

fn ring(turn: f32) -> Pos2 {
    (Vec2::angled(turn) * vec2(240.0, 160.0)).to_pos2()
}

fn fit_scale(size: Vec2, room: Vec2) -> f32 {
    let fit = |size: f32, room: f32| if size > 0.0 { room / size } else { f32::INFINITY };
    let scale = fit(size.x, room.x).min(fit(size.y, room.y));
    if scale.is_finite() { scale } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_out_of_sight_announces_itself() {
        assert_eq!(map_height(2_000.0, 3, 116.0), MAP_HEIGHT, "all are in sight");
        let cut = map_height(564.0, 3, 116.0);
        assert!((0.2..0.8).contains(&(564.0 / (cut + 116.0)).fract()), "{cut}");
        assert!((LEAST_MAP_HEIGHT..MAP_HEIGHT).contains(&cut), "{cut}");
        assert_eq!(map_height(100.0, 3, 1_000.0), MAP_HEIGHT, "nothing helps in so small a window");
    }
}
