//! What is written along arrows, placed as names are: clear of marks, lanes, lines and each other.
//! Names give way to it.

use super::arrows::{PRESS, SHEET, press_line};
use super::{CHANCE_BESIDE, Canvas, RING, arrow_line, feeling_bow};
use crate::scenario::{ActorId, Level};
use crate::ui::map::arcs;
use crate::ui::map::labels::{self, Obstacles, Wanted};
use crate::ui::map::picture::{Arrow, ArrowKind};
use crate::ui::theme::Theme;
use crate::ui::widgets::number::percent;
use crate::ui::widgets::paint;
use egui::{Color32, FontId, Pos2, Rect, Vec2, vec2};

/// How far apart lines are probed, in points: less than a text is high, so that none slips through.
const PROBE: f32 = 6.0;
/// From the rim of a table to what is written of it.
const GAP: f32 = 6.0;

/// An arrow with its line, and where the middle of what is written along it stands.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub from: &'a ActorId,
    /// Who gets it; of what goes to the press, whoever it is from.
    pub to: &'a ActorId,
    pub kind: ArrowKind,
    pub line: [Pos2; 2],
    pub text_at: Pos2,
}

impl Way<'_> {
    /// Where the table lies once it has come to rest.
    pub fn table(&self) -> Pos2 {
        self.line[0].lerp(self.line[1], 0.5)
    }
}

/// What is written along an arrow; in few words where type is large.
pub(super) fn text(kind: ArrowKind, theme: &Theme) -> String {
    let name = |level: Level| match level {
        Level::SourcesMethods if theme.grown(1.0) > 1.0 => "sources",
        level => level.name(),
    };
    match kind {
        ArrowKind::MayPassOn(chance) => percent(chance.into()),
        ArrowKind::Told(level) => format!("told: {}", name(level)),
        ArrowKind::Passed { level, chance: None, .. } => name(level).to_owned(),
        ArrowKind::Passed { level, chance: Some(chance), .. } => {
            format!("{}, {}", name(level), percent(chance.into()))
        }
    }
}

/// The same with the widest of chances, so that no number moves anything.
fn widest(kind: ArrowKind) -> ArrowKind {
    match kind {
        ArrowKind::MayPassOn(_) => ArrowKind::MayPassOn(1.0),
        ArrowKind::Passed { level, progress, chance } => {
            ArrowKind::Passed { level, progress, chance: chance.map(|_| 1.0) }
        }
        told => told,
    }
}

impl<'a> Canvas<'a> {
    /// Every arrow, that to the press among them, with a place for what is written along it.
    pub(super) fn captioned_ways(&self) -> Vec<Way<'a>> {
        let mut ways = self.bare_ways();
        let has_sheet: Vec<usize> = (0..ways.len()).filter(|i| !is_chance(&ways[*i])).collect();
        let wanted: Vec<Wanted> = has_sheet.iter().map(|i| self.caption(&ways[*i])).collect();
        let places = labels::place(&wanted, &self.in_the_way(&ways), self.ui.max_rect().shrink(4.0));
        for (way, place) in has_sheet.into_iter().zip(places) {
            if let Some(place) = place {
                ways[way].text_at = place.rect.center();
            }
        }
        ways
    }

    /// Chances stand beside the middle of their line; what goes with a table below it, if nothing is there.
    fn bare_ways(&self) -> Vec<Way<'a>> {
        let picture = self.picture;
        let below = vec2(0.0, 0.5 * SHEET * self.scale() + 2.0 * GAP);
        let way = |from: &'a ActorId, to: &'a ActorId, kind: ArrowKind, line: [Pos2; 2]| {
            let text_at = match kind {
                ArrowKind::MayPassOn(_) => arcs::beside(line, CHANCE_BESIDE),
                _ => line[0].lerp(line[1], 0.5) + below,
            };
            Way { from, to, kind, line, text_at }
        };
        let arrows = picture.arrows.iter().filter_map(|Arrow { from, to, kind }| {
            Some(way(from, to, *kind, arrow_line(self.view, picture, from, to)?))
        });
        let press = picture.press.iter().filter_map(|press| {
            Some(way(&press.from, &press.from, press.way?, press_line(self.view, picture)?))
        });
        arrows.chain(press).collect()
    }

    fn caption(&self, way: &Way<'_>) -> Wanted {
        Wanted {
            anchor: way.table(),
            reach: 0.5 * SHEET * self.scale() + GAP,
            sizes: [self.caption_size(way); 3],
            preview_width: 0.0,
            rank: 0,
            habit: None,
        }
    }

    fn caption_size(&self, way: &Way<'_>) -> Vec2 {
        let theme = self.scene.theme;
        self.extent(&text(widest(way.kind), theme), paint::strong_note(theme))
    }

    fn extent(&self, text: &str, font: FontId) -> Vec2 {
        self.painter.layout_no_wrap(text.to_owned(), font, Color32::BLACK).size() + vec2(2.0, 0.0)
    }

    fn in_the_way(&self, ways: &[Way<'_>]) -> Obstacles {
        // What is written may come as near to a ring as its own margin allows.
        let mut solid = self.fixtures(RING - 2.0);
        solid.extend(
            ways.iter()
                .map(|way| if is_chance(way) { self.caption_place(way) } else { self.sheet_place(way) }),
        );
        solid.extend(self.press_places());
        let bows = self.picture.feelings.iter().filter_map(|f| feeling_bow(self.view, self.picture, f));
        Obstacles {
            solid,
            lanes: self.lane_outlines(),
            lines: ways.iter().flat_map(|way| probed(&way.line)).collect(),
            bows: bows.flat_map(|bow| probed(&bow)).collect(),
        }
    }

    fn sheet_place(&self, way: &Way<'_>) -> Rect {
        Rect::from_center_size(way.table(), Vec2::splat(SHEET * self.scale()))
    }

    fn caption_place(&self, way: &Way<'_>) -> Rect {
        Rect::from_center_size(way.text_at, self.caption_size(way))
    }

    /// The press and its name.
    fn press_places(&self) -> Vec<Rect> {
        let Some(press) = &self.picture.press else { return Vec::new() };
        let mark = Vec2::splat(PRESS * self.scale() + 4.0);
        let name = self.extent(press.name(), self.scene.theme.semibold_font());
        let at = self.view.screen_from_map(press.at);
        vec![Rect::from_center_size(at, mark), Rect::from_center_size(self.press_name_at(at), name)]
    }

    /// Where sheets and chances stand and whatever else is written along the lines.
    pub(super) fn captions(&self) -> Vec<Rect> {
        let sheets = self.ways.iter().filter(|way| !is_chance(way)).map(|way| self.sheet_place(way));
        let texts = self.ways.iter().map(|way| self.caption_place(way));
        sheets.chain(texts).chain(self.press_places()).collect()
    }
}

fn is_chance(way: &Way<'_>) -> bool {
    matches!(way.kind, ArrowKind::MayPassOn(_))
}

/// Points along a line or a bow, none far from the next.
pub(super) fn probed(points: &[Pos2]) -> Vec<Pos2> {
    let between = |pair: &[Pos2]| {
        let (from, to) = (pair[0], pair[1]);
        let steps = (from.distance(to) / PROBE).ceil().max(1.0) as usize;
        (0..=steps).map(move |i| from.lerp(to, i as f32 / steps as f32))
    };
    points.windows(2).flat_map(between).collect()
}
