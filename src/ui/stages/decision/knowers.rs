//! Who would know: every actor, what it held before, and the chance that it comes to hold each level.

mod row;

use crate::engine::{Knowledge, Projection};
use crate::scenario::{ItemId, Level, RecipientId, Role};
use crate::ui::Scene;
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint};
use egui::{Align2, Rect, Sense, Ui, pos2, vec2};
use row::{Knower, Mark};

/// Shows the matrix for an item, with its title unless that stands over it already.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, item: &ItemId, titled: bool) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        if titled {
            ui.label(theme.semibold("Who would know"));
        }
        paint::note(ui, "chance of holding it by any route, at least at this level");
    });
    let Some(result) = scene.result else {
        ui.label(theme.quiet("The first projection is on its way."));
        return;
    };
    ui.scope(|ui| {
        if !result.current {
            ui.multiply_opacity(super::STALE);
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        let known = knowers(scene, result.projection, item);
        let names = known.iter().map(|knower| paint::width(ui, &knower.name, theme.note_font()));
        let held = known.iter().any(|knower| knower.before > Level::Withheld);
        let columns = Columns::of(ui, names.fold(0.0, f32::max), held);
        head(ui, &columns);
        let tried = scene.preview.and_then(|preview| preview.pair());
        let tried = tried.map(|pair| pair.map(|projection| knowers(scene, projection, item)));
        for knower in known {
            let of = |knowers: &[Knower]| knowers.iter().find(|other| other.name == knower.name).cloned();
            let tried = tried.as_ref().and_then(|[then, now]| Some([of(then)?, of(now)?]));
            row::show(ui, &columns, &knower, tried.as_ref());
        }
    });
}

/// Everybody who could come to know it: who is told first, then whom they may tell, then partners;
/// the public last.
fn knowers(scene: &Scene<'_>, projection: &Projection, item: &ItemId) -> Vec<Knower> {
    let plan =
        scene.preview.filter(|preview| preview.projection.is_some_and(|of| std::ptr::eq(of, projection)));
    let plan = plan.map_or(scene.plan, |preview| preview.plan);
    let rank = |knowledge: &Knowledge| {
        let recipient = RecipientId::Actor(knowledge.actor.clone());
        match scene.scenario.role(&knowledge.actor) {
            _ if plan.level(item, &recipient) > Level::Withheld => 0,
            Role::Recipient | Role::Friend => 1,
            _ => 2,
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

/// Where the columns of the matrix stand, from its left edge.
pub struct Columns {
    /// Where names end.
    pub name_end: f32,
    /// The middle of *before*; folded away where there is little room and nobody held anything.
    pub before: Option<f32>,
    /// The left edges of the four cells.
    pub cells: [f32; 4],
    /// The width of a cell.
    pub cell: f32,
    /// Where the chance of picking the source begins; folded away where it would not fit.
    pub picks: Option<f32>,
    /// Where *closes it* ends.
    pub closes_end: f32,
}

impl Columns {
    fn of(ui: &Ui, widest_name: f32, held: bool) -> Self {
        let (width, scale) = (ui.available_width(), ui.theme().size.note / 11.0);
        let pitch = 49.0 * scale;
        let name_end = (16.0 + widest_name + 5.0).clamp(106.0 * scale, 140.0 * scale);
        // A long name takes the room of a column in which nothing stands.
        let before = (held || name_end == 106.0 * scale).then_some(name_end + 17.0 * scale);
        let first = before.map_or(name_end + 4.0, |before| before + 20.0 * scale);
        let picks = first + 4.0 * pitch + 8.0;
        if width - picks > 150.0 * scale {
            return Columns::at(name_end, before, first, pitch, Some(picks), width);
        }
        // Without that column the others share what is left, and the names give a little.
        let name_end = (16.0 + widest_name + 5.0).clamp(80.0 * scale, 120.0 * scale);
        let before = held.then_some(name_end + 17.0 * scale);
        let first = before.map_or(name_end + 4.0, |before| before + 18.0 * scale);
        let pitch = ((width - 47.0 * scale - first) / 4.0).min(1.4 * pitch);
        Columns::at(name_end, before, first, pitch, None, width)
    }

    fn at(
        name_end: f32,
        before: Option<f32>,
        first: f32,
        pitch: f32,
        picks: Option<f32>,
        closes_end: f32,
    ) -> Self {
        let cells = [0.0, 1.0, 2.0, 3.0].map(|index: f32| first + index * pitch);
        Columns { name_end, before, cells, cell: pitch - 3.0, picks, closes_end }
    }
}

fn head(ui: &mut Ui, columns: &Columns) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.note_line() + 2.0);
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut head = |x: f32, align: Align2, word: &str, meaning: &str| {
        let at = pos2(place.left() + x, place.center().y);
        explain::head(ui, at, align, word, meaning);
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

/// What stands over the four cells, and what that means.
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
            mark: Mark::Role(scene.scenario.role(&knowledge.actor)),
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
            mark: Mark::Press,
            before: Level::Withheld,
            at_least: [public.mean.max(gist), content, context, methods],
            hostile: false,
            picks: None,
            closes: None,
        }
    }
}

/// The cell of a level in a row.
pub fn cell(row: Rect, columns: &Columns, index: usize) -> Rect {
    let left = row.left() + columns.cells[index];
    Rect::from_min_max(pos2(left, row.top() + 1.0), pos2(left + columns.cell, row.bottom() - 1.0))
}
