//! The matrix of who would know an item: every actor, the level it held before, and the chance that it comes to
//! hold each level.

use crate::analysis::number_format::{self, EstimativeWord};
use crate::engine::{Knowledge, Projection};
use crate::scenario::{ItemId, Level, RecipientId, Role};
use crate::ui::Scene;
use crate::ui::kept_painting::{Painting, paint_kept};
use crate::ui::phrases;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{STALE_OPACITY, Themed, marks};
use crate::ui::widgets::explain::{self, Heading};
use crate::ui::widgets::paint;
use egui::{Align2, Color32, Rect, Sense, Ui, Vec2, lerp, pos2, vec2};

/// Shows the matrix for an item, with its title unless that stands over it already.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, item: &ItemId, titled: bool) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        if titled {
            ui.label(theme.semibold("Who would know"));
        }
        paint::note(ui, if scene.preview.is_some() { PREVIEW_NOTE } else { NOTE });
    });
    let Some(result) = scene.shown else {
        ui.label(theme.quiet("The first projection is being computed."));
        return;
    };
    ui.scope(|ui| {
        if !result.current {
            ui.multiply_opacity(STALE_OPACITY);
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        let known = knowers(scene, result.projection, item);
        let names = known.iter().map(|knower| paint::width(ui, &knower.name, theme.note_font()));
        let held = known.iter().any(|knower| knower.before > Level::Withheld);
        let columns = KnowerColumns::of(ui, names.fold(0.0, f32::max), held);
        head(ui, &columns);
        let tried = scene.preview.and_then(|preview| preview.pair());
        let tried = tried.map(|pair| pair.map(|projection| knowers(scene, projection, item)));
        let mut matrix = Matrix { columns, rows: Vec::new() };
        for knower in known {
            let of = |knowers: &[Knower]| knowers.iter().find(|other| other.name == knower.name).cloned();
            let tried = tried.as_ref().and_then(|[then, now]| Some([of(then)?, of(now)?]));
            matrix.rows.extend(KnowerRow::show(ui, knower, tried));
        }
        paint_kept(ui, ui.scope_id().with("matrix"), &matrix);
    });
}

/// All actors that could come to know the item: those told first, then those they may tell, then partners; the
/// public last.
fn knowers(scene: &Scene<'_>, projection: &Projection, item: &ItemId) -> Vec<Knower> {
    let plan =
        scene.preview.filter(|preview| preview.projection.is_some_and(|of| std::ptr::eq(of, projection)));
    let plan = plan.map_or(scene.plan, |preview| preview.plan);
    let rank = |knowledge: &Knowledge| {
        let recipient = RecipientId::Actor(knowledge.actor.clone());
        match scene.roles.of(&knowledge.actor) {
            _ if plan.level(item, &recipient) > Level::Withheld => 0,
            Role::Recipient | Role::Friend | Role::ThirdParty => 1,
            Role::Home | Role::Originator | Role::Partner | Role::Bystander => 2,
        }
    };
    let mut actors: Vec<&Knowledge> =
        projection.knowledge.iter().filter(|knowledge| knowledge.item == *item).collect();
    actors.sort_by_cached_key(|knowledge| rank(knowledge));
    let actors = actors.into_iter().map(|knowledge| Knower::actor(scene, knowledge));
    let public = projection.items.iter().find(|outcome| outcome.item == *item).map(|outcome| {
        let told = plan.level(item, &RecipientId::Public);
        Knower::public(outcome.public, told)
    });
    actors.chain(public).collect()
}

/// The rows that are in sight.
#[derive(Clone, PartialEq)]
struct Matrix {
    columns: KnowerColumns,
    rows: Vec<KnowerRow>,
}

impl Painting for Matrix {
    fn paint(&self, ui: &Ui) {
        self.rows.iter().for_each(|row| row.draw(ui, &self.columns));
    }
}

/// The columns of the matrix, in points from its left edge.
#[derive(Clone, PartialEq)]
struct KnowerColumns {
    /// The right end of names.
    name_end: f32,
    /// The middle of *before*; folded away where there is little room and nobody held anything.
    before: Option<f32>,
    /// The left edges of the four cells.
    cells: [f32; 4],
    /// The width of a cell.
    cell: f32,
    /// The left end of the chance of picking the source; left out where it would not fit.
    picks: Option<f32>,
    /// The right end of *closes it*.
    closes_end: f32,
}

impl KnowerColumns {
    fn of(ui: &Ui, widest_name: f32, held: bool) -> Self {
        let (width, scale) = (ui.available_width(), ui.theme().size.note / 11.0);
        let pitch = 49.0 * scale;
        let name_end = (16.0 + widest_name + 5.0).clamp(106.0 * scale, 140.0 * scale);
        // A long name takes the room of a column in which nothing stands.
        let before = (held || name_end == 106.0 * scale).then_some(name_end + 17.0 * scale);
        let first = before.map_or(name_end + 4.0, |before| before + 20.0 * scale);
        let picks = first + 4.0 * pitch + 8.0;
        if width - picks > 150.0 * scale {
            let (cells, cell) = (cells(first, pitch), pitch - CELL_GAP);
            return KnowerColumns { name_end, before, cells, cell, picks: Some(picks), closes_end: width };
        }
        // Without that column the others share what is left, and the names give a little.
        let name_end = (16.0 + widest_name + 5.0).clamp(80.0 * scale, 120.0 * scale);
        let before = held.then_some(name_end + 17.0 * scale);
        let first = before.map_or(name_end + 4.0, |before| before + 18.0 * scale);
        let pitch = ((width - 47.0 * scale - first) / 4.0).min(1.4 * pitch);
        let (cells, cell) = (cells(first, pitch), pitch - CELL_GAP);
        KnowerColumns { name_end, before, cells, cell, picks: None, closes_end: width }
    }
}

/// The space between two cells, in points.
const CELL_GAP: f32 = 3.0;

/// The left edges of the four cells, of which the first begins at `first` and each next one `pitch` further.
fn cells(first: f32, pitch: f32) -> [f32; 4] {
    [0.0, 1.0, 2.0, 3.0].map(|index: f32| first + index * pitch)
}

fn head(ui: &mut Ui, columns: &KnowerColumns) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.note_line() + 2.0);
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut head = |x: f32, align: Align2, word: &str, meaning: &str| {
        let at = pos2(place.left() + x, place.center().y);
        Heading { word, meaning }.show(ui, at, align);
    };
    if let Some(before) = columns.before {
        head(before, Align2::CENTER_CENTER, "before", "Before: what it held when the meeting began.");
    }
    for (left, (word, meaning)) in columns.cells.into_iter().zip(LEVELS) {
        head(left + columns.cell / 2.0, Align2::CENTER_CENTER, word, meaning);
    }
    if let Some(left) = columns.picks {
        head(left, Align2::LEFT_CENTER, PICKS.0, PICKS.1);
    }
    head(columns.closes_end, Align2::RIGHT_CENTER, CLOSES.0, CLOSES.1);
}

/// The note beside the title, and that during a preview.
const NOTE: &str = "chance of holding it by any route, at least at this level";
const PREVIEW_NOTE: &str = "dashed: by how many points it would change";

/// The headings of the four cells, and their meanings.
const LEVELS: [(&str, &str); 4] = [
    ("gist", "The chance that it holds at least the gist: that it is so."),
    ("content", "The chance that it holds at least the content: what was reported."),
    ("context", "The chance that it holds at least the context: place, time and who."),
    ("sources", "The chance that it holds all of it, how it is known as well."),
];
const PICKS: (&str, &str) = (
    "picks source, if held",
    "In the histories in which a hostile actor comes to hold something new: the chance that it then picks \
     the true source among all that could have been it. How likely it is to come to hold it is not in this \
     number; the cells to the left say that.",
);
const CLOSES: (&str, &str) = (
    "closes it",
    "Of all histories, the share in which it comes to hold the item, picks the true source, and finds and \
     closes it. The more hostile it is, the likelier: knowing is not yet being able to.",
);

impl Knower {
    fn actor(scene: &Scene<'_>, knowledge: &Knowledge) -> Self {
        let from = |level: usize| knowledge.chance[level..].iter().map(|chance| chance.mean).sum::<f64>();
        Knower {
            name: scene.scenario.name(&knowledge.actor).to_owned(),
            mark: KnowerMark::Role(scene.roles.of(&knowledge.actor)),
            before: Level::from_index(knowledge.before),
            at_least: [1, 2, 3, 4].map(|level| from(level).min(1.0)),
            hostile: knowledge.hostility > 0.0,
            picks: (knowledge.picks_source > 0.0).then_some(knowledge.picks_source),
            closes: Some(knowledge.closes_source.mean),
        }
    }

    fn public(public: crate::engine::Chance, told: Level) -> Self {
        let at = |level: Level| if level <= told { 1.0 } else { 0.0 };
        let [_, gist, content, context, methods] = Level::ALL.map(at);
        Knower {
            name: "The public".into(),
            mark: KnowerMark::Press,
            before: Level::Withheld,
            at_least: [public.mean.max(gist), content, context, methods],
            hostile: false,
            picks: None,
            closes: None,
        }
    }
}

/// The cell of a level in a row.
fn cell(row: Rect, columns: &KnowerColumns, index: usize) -> Rect {
    let left = row.left() + columns.cells[index];
    Rect::from_min_max(pos2(left, row.top() + 1.0), pos2(left + columns.cell, row.bottom() - 1.0))
}

/// The mark that leads a row.
#[derive(Clone, PartialEq)]
enum KnowerMark {
    /// An actor's role.
    Role(Role),
    /// The press.
    Press,
}

/// Somebody who could come to know an item.
#[derive(Clone, PartialEq)]
struct Knower {
    /// The name of the actor, or “The public”.
    name: String,
    /// The mark at the left end of the row.
    mark: KnowerMark,
    /// The level held before the meeting.
    before: Level,
    /// The chances of holding at least gist, content, context, sources and methods.
    at_least: [f64; 4],
    /// True if it is hostile to the originator.
    hostile: bool,
    /// The chance that it picks the true source once it holds something new; none if it never does.
    picks: Option<f64>,
    /// The chance that it closes the source; none for the public, which is nobody.
    closes: Option<f64>,
}

const HEIGHT: f32 = 19.0;

/// The row of somebody who could come to know an item.
#[derive(Clone, PartialEq)]
struct KnowerRow {
    knower: Knower,
    /// The same under the previewed plan, and under the plan as it stands in as many histories; chances that
    /// differ are shown as previewed.
    tried: Option<[Knower; 2]>,
    place: Rect,
}

impl KnowerRow {
    /// The next row, which is described to readers and has a tooltip; `None` if it is out of sight.
    fn show(ui: &mut Ui, knower: Knower, tried: Option<[Knower; 2]>) -> Option<Self> {
        let theme = ui.theme();
        let size = vec2(ui.available_width(), HEIGHT.max(theme.size.note + 7.0));
        let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
        let text =
            || format!("{}{}", sentence(&knower), tried.as_ref().map_or_else(String::new, would_change));
        paint::described(&response, text);
        explain::tip(response, |ui| {
            ui.set_max_width(320.0);
            ui.label(theme.text(text()));
            ui.label(theme.note("The map shows the chance of each pair; here every route counts."));
        });
        ui.is_rect_visible(place).then_some(KnowerRow { knower, tried, place })
    }

    fn draw(&self, ui: &Ui, columns: &KnowerColumns) {
        self.draw_name(ui, columns);
        for (index, chance) in self.knower.at_least.into_iter().enumerate() {
            let cell = cell(self.place, columns, index);
            let would = |pair: &[Knower; 2]| {
                phrases::changed_points(pair.each_ref().map(|knower| knower.at_least[index]))
            };
            match self.tried.as_ref().and_then(would) {
                Some(text) => paint::previewed_change(ui, cell, &text),
                None => chance_cell(ui, cell, chance),
            }
        }
        self.draw_source(ui, columns);
    }

    /// The mark, the name, and the level held before.
    fn draw_name(&self, ui: &Ui, columns: &KnowerColumns) {
        let KnowerRow { knower, place, .. } = self;
        let theme = ui.theme();
        let y = place.center().y;
        let at = pos2(place.left() + 5.0, y);
        match knower.mark {
            KnowerMark::Role(role) => marks::paint(ui.painter(), role, at, 10.0),
            KnowerMark::Press => {
                ui.painter().extend(marks::press(at, 10.0, theme));
            }
        }
        let color = theme.colors.ink;
        let galley = paint::StyledText::new(&knower.name, theme.note_font(), color).elided(
            ui,
            columns.name_end - 16.0,
            1,
        );
        paint::left(ui, pos2(place.left() + 16.0, y), galley, color);
        if let Some(at) = columns.before {
            let before = if knower.before == Level::Withheld { "–" } else { short(knower.before) };
            let at = pos2(place.left() + at, y);
            ui.painter().text(at, Align2::CENTER_CENTER, before, theme.note_font(), theme.colors.ink_2);
        }
    }

    /// A cell of the row whose left end is at `left`, as wide as those of levels.
    fn beside(&self, columns: &KnowerColumns, left: f32) -> Rect {
        Rect::from_x_y_ranges(left..=left + columns.cell, self.place.y_range().shrink(1.0))
    }

    /// The chances that it picks the source, and that it closes it.
    fn draw_source(&self, ui: &Ui, columns: &KnowerColumns) {
        let KnowerRow { knower, tried, place } = self;
        let tried = tried.as_ref();
        let theme = ui.theme();
        let closes = knower.closes.filter(|closes| knower.hostile && *closes > 0.0);
        let tried_closes = tried.and_then(changed_closing).filter(|_| knower.hostile);
        let tried_picks = tried.and_then(changed_picking).filter(|_| knower.hostile);
        let color = if closes.is_some() { theme.colors.ink } else { theme.colors.ink_2 };
        let at = |x: f32| pos2(place.left() + x, place.center().y);
        if let Some((left, picks)) = columns.picks.zip(tried_picks) {
            paint::previewed_change(ui, self.beside(columns, place.left() + left), &picks);
        } else if let Some(left) = columns.picks {
            let taken = if closes.is_some() || tried_closes.is_some() { 52.0 } else { 0.0 };
            let room = columns.closes_end - left - taken;
            // Where the word for it does not fit, the number stands alone.
            let (all, number) = (picks(knower), knower.picks.map(number_format::percent));
            let texts = std::iter::once(all.as_str()).chain(number.as_deref());
            let text = paint::whole(ui, texts, &theme.note_font(), room).unwrap_or(&all);
            let galley = paint::StyledText::new(text, theme.note_font(), color).elided(ui, room, 1);
            paint::left(ui, at(left), galley, color);
        }
        let end = at(columns.closes_end);
        if let Some(closes) = tried_closes {
            paint::previewed_change(ui, self.beside(columns, end.x - columns.cell), &closes);
        } else if let Some(closes) = closes {
            let (font, text) = (theme.strong_note_font(), number_format::percent(closes));
            let text = ui.painter().text(end, Align2::RIGHT_CENTER, text, font, color);
            let icon = Rect::from_center_size(pos2(text.left() - 11.0, end.y), Vec2::splat(13.0));
            icons::paint(ui.painter(), Icon::Warning, icon, theme.colors.worse);
        }
    }
}

fn short(level: Level) -> &'static str {
    if level == Level::SourcesMethods { "all" } else { level.name() }
}

/// The cell of a chance: the more likely, the darker. The square root spreads small chances, which would all
/// look alike on a linear scale.
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
    if chance > 0.0 { number_format::percent(chance) } else { "0".into() }
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

fn picks(knower: &Knower) -> String {
    match (knower.closes, knower.hostile, knower.picks) {
        (None, ..) => "not an actor".into(),
        (_, false, _) => "not hostile".into(),
        (_, true, None) => "hostile, holds nothing new".into(),
        (_, true, Some(picks)) => {
            format!("{} {}", number_format::percent(picks), EstimativeWord::of(picks).word)
        }
    }
}

/// By how many points the chance of picking the source would change; who holds nothing new picks nothing.
fn changed_picking([then, now]: &[Knower; 2]) -> Option<String> {
    let chance = |knower: &Knower| knower.picks.unwrap_or(0.0);
    phrases::changed_points([chance(then), chance(now)])
}

/// By how many points the chance of closing the source would change.
fn changed_closing([then, now]: &[Knower; 2]) -> Option<String> {
    phrases::changed_points([then.closes?, now.closes?])
}

/// All that a preview would change in a row, as a sentence; empty if nothing.
fn would_change(tried: &[Knower; 2]) -> String {
    let [then, now] = tried;
    let levels = LEVELS.iter().zip(then.at_least.into_iter().zip(now.at_least));
    let levels = levels.filter_map(|((level, _), (then, now))| {
        Some(format!("{level} {}", phrases::changed_points([then, now])?))
    });
    let of = |name: &str, change: Option<String>| change.map(|change| format!("{name} {change}"));
    let hostile = then.hostile || now.hostile;
    let source = [of("picking the source", changed_picking(tried)), of("closing it", changed_closing(tried))];
    let changes: Vec<String> = levels.chain(source.into_iter().flatten().filter(|_| hostile)).collect();
    if changes.is_empty() {
        return String::new();
    }
    format!(" In points, it {}.", phrases::would_change_by(&changes.join(", ")))
}

fn sentence(knower: &Knower) -> String {
    let [gist, content, context, sources] = knower.at_least.map(number_format::percent);
    let before = match knower.before {
        Level::Withheld => String::new(),
        level => format!(" It held {} before.", level.name()),
    };
    let source = match (knower.hostile, knower.picks, knower.closes) {
        (true, Some(picks), Some(closes)) => format!(
            " It is hostile: once it holds something new, it picks the true source with a chance of {}; of \
             all histories, it closes the source in {}.",
            number_format::percent(picks),
            number_format::percent(closes)
        ),
        (true, ..) => " It is hostile to the originator.".into(),
        (false, ..) => String::new(),
    };
    format!(
        "{} would hold at least the gist: {gist}, content: {content}, context: {context}, sources and \
         methods: {sources}.{before}{source}",
        knower.name
    )
}
