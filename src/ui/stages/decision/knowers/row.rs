//! One row of the matrix.

use super::{Columns, cell};
use crate::scenario::{Level, Role};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{Themed, marks};
use crate::ui::widgets::number::{self, Estimate};
use crate::ui::widgets::{explain, paint};
use egui::{Align2, Color32, Rect, Sense, Stroke, Ui, Vec2, lerp, pos2, vec2};

/// The mark that leads a row.
#[derive(Clone)]
pub enum Mark {
    /// An actor's role.
    Role(Role),
    /// The press.
    Press,
}

/// Somebody who could come to know an item.
#[derive(Clone)]
pub struct Knower {
    /// Its name.
    pub name: String,
    /// What leads the row.
    pub mark: Mark,
    /// The level held before the meeting.
    pub before: Level,
    /// The chances of holding at least gist, content, context, sources and methods.
    pub at_least: [f64; 4],
    /// Whether it is hostile to the originator.
    pub hostile: bool,
    /// The chance that it picks the true source once it holds something new; none if it never does.
    pub picks: Option<f64>,
    /// The chance that it closes the source; none for the public, which is nobody.
    pub closes: Option<f64>,
}

const HEIGHT: f32 = 19.0;

/// Shows a row. `tried` is the same with what is tried out, and without it in as many histories: the
/// chances that differ are shown as they would be.
pub fn show(ui: &mut Ui, columns: &Columns, knower: &Knower, tried: Option<&[Knower; 2]>) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), HEIGHT.max(theme.size.note + 7.0));
    let (row, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let text = sentence(knower);
    paint::described(&response, || text.as_str());
    if ui.is_rect_visible(row) {
        draw(ui, row, columns, knower, tried);
    }
    explain::tip(response, |ui| {
        ui.set_max_width(320.0);
        ui.label(theme.text(text));
        ui.label(theme.note("The map shows the chance of each pair; here every route counts."));
    });
}

fn draw(ui: &Ui, row: Rect, columns: &Columns, knower: &Knower, tried: Option<&[Knower; 2]>) {
    name(ui, row, columns, knower);
    for (index, chance) in knower.at_least.into_iter().enumerate() {
        let place = cell(row, columns, index);
        match tried.and_then(|pair| changed(pair.each_ref().map(|knower| knower.at_least[index]))) {
            Some(text) => tried_cell(ui, place, &text),
            None => chance_cell(ui, place, chance),
        }
    }
    let closes =
        tried.and_then(|pair| changed(pair.each_ref().map(|knower| knower.closes.unwrap_or_default())));
    source(ui, row, columns, knower, closes);
}

fn name(ui: &Ui, row: Rect, columns: &Columns, knower: &Knower) {
    let theme = ui.theme();
    let y = row.center().y;
    let at = pos2(row.left() + 5.0, y);
    match knower.mark {
        Mark::Role(role) => marks::paint(ui.painter(), role, at, 10.0),
        Mark::Press => {
            ui.painter().extend(marks::press(at, 10.0, theme));
        }
    }
    let color = theme.colors.ink;
    let galley = paint::elided(ui, &knower.name, theme.note_font(), color, columns.name_end - 16.0, 1);
    paint::left(ui, row.left() + 16.0, y, galley, color);
    if let Some(at) = columns.before {
        let before = if knower.before == Level::Withheld { "–" } else { short(knower.before) };
        let at = pos2(row.left() + at, y);
        ui.painter().text(at, Align2::CENTER_CENTER, before, theme.note_font(), theme.colors.ink_2);
    }
}

fn short(level: Level) -> &'static str {
    if level == Level::SourcesMethods { "all" } else { level.name() }
}

/// The more likely, the darker; the number says it too.
fn chance_cell(ui: &Ui, cell: Rect, chance: f64) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let share = chance.clamp(0.0, 1.0) as f32;
    let fill = blend(colors.sunk, colors.content, share.sqrt() * 0.95 * f32::from(u8::from(chance > 0.0)));
    ui.painter().rect_filled(cell, 2.0, fill);
    let ink = if chance > 0.0 { readable_on(fill) } else { colors.ink_2 };
    let font = if chance > 0.0 { theme.strong_note_font() } else { theme.note_font() };
    ui.painter().text(cell.center(), Align2::CENTER_CENTER, in_cell(chance), font, ink);
}

fn in_cell(chance: f64) -> String {
    if chance > 0.0 { number::percent(chance) } else { "0".into() }
}

/// The chance as it would be, if it is shown otherwise than as it stands.
fn changed(pair: [f64; 2]) -> Option<String> {
    let [then, now] = pair.map(in_cell);
    (then != now).then_some(then)
}

/// A chance that is only tried out.
fn tried_cell(ui: &Ui, cell: Rect, text: &str) {
    let theme = ui.theme();
    let colors = &theme.colors;
    ui.painter().rect_filled(cell, 2.0, colors.panel);
    paint::dashed_frame(ui.painter(), cell, Stroke::new(1.0, colors.ink));
    ui.painter().text(cell.center(), Align2::CENTER_CENTER, text, theme.strong_note_font(), colors.ink);
}

/// Black or white, whichever stands out more (WCAG relative luminance).
fn readable_on(fill: Color32) -> Color32 {
    let [red, green, blue, _] = egui::Rgba::from(fill).to_array();
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    if luminance > 0.179 { Color32::BLACK } else { Color32::WHITE }
}

fn blend(from: Color32, to: Color32, share: f32) -> Color32 {
    let mix = |a: u8, b: u8| lerp(f32::from(a)..=f32::from(b), share).round() as u8;
    Color32::from_rgb(mix(from.r(), to.r()), mix(from.g(), to.g()), mix(from.b(), to.b()))
}

fn source(ui: &Ui, row: Rect, columns: &Columns, knower: &Knower, tried_closes: Option<String>) {
    let theme = ui.theme();
    let closes = knower.closes.filter(|closes| knower.hostile && *closes > 0.0);
    let tried_closes = tried_closes.filter(|_| knower.hostile);
    let color = if closes.is_some() { theme.colors.ink } else { theme.colors.ink_2 };
    if let Some(left) = columns.picks {
        let taken = if closes.is_some() || tried_closes.is_some() { 52.0 } else { 0.0 };
        let room = columns.closes_end - left - taken;
        // Where the word for it does not fit, the number stands alone.
        let (all, number) = (picks(knower), knower.picks.map(number::percent).unwrap_or_default());
        let texts = [all.as_str(), number.as_str()].into_iter().filter(|text| !text.is_empty());
        let text = paint::whole(ui, texts, &theme.note_font(), room).unwrap_or(&all);
        let galley = paint::elided(ui, text, theme.note_font(), color, room, 1);
        paint::left(ui, row.left() + left, row.center().y, galley, color);
    }
    if let Some(closes) = tried_closes {
        let end = row.left() + columns.closes_end;
        let place = Rect::from_x_y_ranges(end - columns.cell..=end, row.y_range().shrink(1.0));
        tried_cell(ui, place, &closes);
    } else if let Some(closes) = closes {
        let (end, font) = (row.left() + columns.closes_end, theme.strong_note_font());
        let at = pos2(end, row.center().y);
        let text = ui.painter().text(at, Align2::RIGHT_CENTER, number::percent(closes), font, color);
        let icon = Rect::from_center_size(pos2(text.left() - 11.0, row.center().y), Vec2::splat(13.0));
        icons::paint(ui.painter(), Icon::Warning, icon, theme.colors.worse);
    }
}

fn picks(knower: &Knower) -> String {
    match (knower.closes, knower.hostile, knower.picks) {
        (None, ..) => "not an actor".into(),
        (_, false, _) => "not hostile".into(),
        (_, true, None) => "hostile, holds nothing new".into(),
        (_, true, Some(picks)) => format!("{} {}", number::percent(picks), Estimate::of(picks).word()),
    }
}

fn sentence(knower: &Knower) -> String {
    let [gist, content, context, sources] = knower.at_least.map(number::percent);
    let before = match knower.before {
        Level::Withheld => String::new(),
        level => format!(" It held {} before.", level.name()),
    };
    let source = match (knower.hostile, knower.picks, knower.closes) {
        (true, Some(picks), Some(closes)) => format!(
            " It is hostile: once it holds something new, it picks the true source with a chance of {}; of \
             all histories, it closes the source in {}.",
            number::percent(picks),
            number::percent(closes)
        ),
        (true, ..) => " It is hostile to the originator.".into(),
        _ => String::new(),
    };
    format!(
        "{} would hold at least the gist: {gist}, content: {content}, context: {context}, sources and \
         methods: {sources}.{before}{source}",
        knower.name
    )
}
