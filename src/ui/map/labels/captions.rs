//! Captions: the texts along arrows. They are placed before names, which give way to them, and by the same rules:
//! clear of marks, lanes, lines and each other.

use super::LabelContext;
use super::candidates::{LabelRequest, Placement};
use super::chances::{Chance, ChanceRequests, LastChances};
use super::obstacles::Obstacles;
use super::placement::{LastPlaces, Motion, Requests};
use super::positions::Detail;
use crate::analysis::number_format::percent;
use crate::scenario::{ActorId, Level};
use crate::ui::map::geometry::{self, Line};
use crate::ui::map::layout::{CHANCE_DISTANCE, RING_GAP};
use crate::ui::map::model::{ArrowKind, Telling, TellingChance};
use crate::ui::theme::Themed;
use egui::{Pos2, Rect, Ui, Vec2, vec2};

/// The distance from the rim of the item's mark to its caption, in points.
const SHEET_GAP: f32 = 6.0;

/// An arrow with the text along it.
#[derive(Clone)]
pub(in crate::ui::map) struct Caption<'a> {
    pub from: &'a ActorId,
    /// The actor at the head of the arrow; `None` for the press.
    pub to: Option<&'a ActorId>,
    pub kind: ArrowKind,
    pub line: Line,
    pub text: String,
    /// The words for what a previewed choice would change; `None` if nothing.
    pub would: Option<&'a str>,
    /// The size of the text with the widest of all chances.
    size: Vec2,
    /// The middle of the text.
    pub middle: Pos2,
    /// Whether it stands on a plate, because no place was free of lines and lanes.
    pub has_plate: bool,
}

/// The captions when they were last placed.
#[derive(Clone, Debug, Default)]
pub(in crate::ui::map) struct LastCaptions {
    chances: LastChances,
    others: LastPlaces,
}

impl Caption<'_> {
    /// The middle of the item's mark once it has come to rest.
    pub fn sheet(&self) -> Pos2 {
        geometry::middle(self.line)
    }

    /// The place of the text.
    pub fn place(&self) -> Rect {
        Rect::from_center_size(self.middle, self.size)
    }

    /// Whether it is no more than possible: it has no mark, and its chance stands beside its line.
    fn is_chance(&self) -> bool {
        matches!(self.kind, ArrowKind::MayPassOn(_) | ArrowKind::Possible)
    }

    /// Whether its chance is written.
    fn has_chance(&self) -> bool {
        is_of_chance(self.kind) && self.has_text()
    }

    /// Whether there is room for a text along it: where chances are too many, there is none for theirs.
    fn has_text(&self) -> bool {
        self.size != Vec2::ZERO
    }

    /// The same without text.
    fn mute(self) -> Self {
        Caption { text: String::new(), would: None, size: Vec2::ZERO, ..self }
    }
}

/// The most chances that are written along arrows: of more nobody could tell which is whose. The arrow under the pointer
/// says its own.
const MOST_CHANCES: usize = 600;

/// Whether the words of a preview are no longer than the chance in whose place they stand.
fn fits_a_chance(would: &str) -> bool {
    would.chars().count() <= CHANCE_LETTERS
}

/// The letters of the longest chance: “100%”.
const CHANCE_LETTERS: usize = 4;

fn is_of_chance(kind: ArrowKind) -> bool {
    matches!(kind, ArrowKind::MayPassOn(_))
}

/// The text along an arrow; fewer words where type is large.
fn text(ui: &Ui, kind: ArrowKind) -> String {
    let name = |level: Level| match level {
        Level::SourcesMethods if ui.theme().grown(1.0) > 1.0 => "sources",
        level => level.name(),
    };
    match kind {
        ArrowKind::Possible => String::new(),
        ArrowKind::MayPassOn(chance) => percent(chance.into()),
        ArrowKind::Told(telling) if telling.level == Level::SourcesMethods => {
            telling.words().replace(Level::SourcesMethods.name(), name(telling.level))
        }
        ArrowKind::Told(telling) => telling.words(),
        ArrowKind::Passed { level, chance: None, .. } => name(level).to_owned(),
        ArrowKind::Passed { level, chance: Some(chance), .. } => {
            format!("{}, {}", name(level), percent(chance.into()))
        }
    }
}

/// The same with the widest of all chances, 100%, so that no number moves a label.
fn widest(kind: ArrowKind) -> ArrowKind {
    match kind {
        ArrowKind::MayPassOn(_) => ArrowKind::MayPassOn(1.0),
        ArrowKind::Passed { level, is_on_its_way, chance } => {
            ArrowKind::Passed { level, is_on_its_way, chance: chance.map(|_| 1.0) }
        }
        ArrowKind::Told(telling) if telling.is_drawn() => {
            ArrowKind::Told(Telling { chance: TellingChance::IfGranted(1.0), ..telling })
        }
        ArrowKind::Told(_) | ArrowKind::Possible => kind,
    }
}

impl<'a> LabelContext<'_, 'a> {
    /// Every arrow, including the one to the press, with a place for its text: chances first, because they have the
    /// fewest places. A text that finds no place keeps the one at its line.
    pub(in crate::ui::map) fn captions(&self, last: &mut LastCaptions) -> Vec<Caption<'a>> {
        let mut captions = self.at_their_lines();
        let chances = |caption: &&mut Caption<'_>| caption.has_chance();
        let places = last.chances.place(self.chance_requests(&captions));
        for (caption, place) in captions.iter_mut().filter(chances).zip(places) {
            caption.middle = place.rect.center();
            caption.has_plate = place.is_crossed;
        }
        let others = |caption: &&mut Caption<'_>| !caption.is_chance();
        let requests = Requests {
            labels: captions.iter().filter(|one| !one.is_chance()).map(|one| self.request(one)).collect(),
            obstacles: self.obstacles_of_captions(&captions),
            space: self.space(),
        };
        // Where a caption was before weighs nothing at rest: it is short, and stands near the mark of its item.
        let previous = match self.motion {
            Motion::AtRest => Vec::new(),
            Motion::Moving => last.others.positions(requests.labels.len()),
        };
        let places = last.others.place(&requests, &previous, self.motion);
        for (caption, place) in captions.iter_mut().filter(others).zip(places) {
            // Where none was found, it may lie on anything.
            caption.has_plate = place.is_none_or(|place| !place.is_clear);
            caption.middle = place.map_or(caption.middle, |place| place.rect.center());
        }
        captions
    }

    fn chance_requests(&self, captions: &[Caption<'_>]) -> ChanceRequests {
        let chances = captions.iter().filter(|caption| caption.has_chance());
        let sheets = captions.iter().filter(|caption| !caption.is_chance());
        let mut solid = self.fixtures(RING_GAP - 2.0);
        solid.extend(sheets.map(|caption| self.sheet_place(caption)));
        solid.extend(self.press_place());
        ChanceRequests {
            chances: chances.map(|caption| Chance { line: caption.line, size: caption.size }).collect(),
            solid,
            lanes: self.lane_outlines(),
            lines: self.lines(captions),
            space: self.space(),
        }
    }

    /// Captions as if nothing else were there: chances beside the middle of their line, others below the
    /// item's mark on it.
    fn at_their_lines(&self) -> Vec<Caption<'a>> {
        let below = vec2(0.0, 0.5 * self.layout.sheet_size() + 2.0 * SHEET_GAP);
        let caption = |from: &'a ActorId, to: Option<&'a ActorId>, kind: ArrowKind, line: Line| {
            let would = None;
            let middle = match kind {
                ArrowKind::MayPassOn(_) | ArrowKind::Possible => geometry::beside(line, 0.5, CHANCE_DISTANCE),
                ArrowKind::Told(_) | ArrowKind::Passed { .. } => geometry::middle(line) + below,
            };
            let size = self.size_of(&text(self.ui, widest(kind)), self.caption_font());
            let text = text(self.ui, kind);
            Caption { from, to, kind, line, text, would, size, middle, has_plate: false }
        };
        let arrows = self.layout.arrows.iter().map(|(arrow, line)| {
            let would = arrow.would.as_deref();
            Caption { would, ..caption(&arrow.from, Some(&arrow.to), arrow.kind, *line) }
        });
        let press = self.layout.press.iter().filter_map(|mark| {
            let would = mark.press.would.as_deref().filter(|would| fits_a_chance(would));
            Some(Caption { would, ..caption(&mark.press.from, None, mark.press.arrow?, mark.line?) })
        });
        let is_crowded =
            self.layout.arrows.iter().filter(|(arrow, _)| is_of_chance(arrow.kind)).count() > MOST_CHANCES;
        let muted = |caption: Caption<'a>| match is_crowded && is_of_chance(caption.kind) {
            true => caption.mute(),
            false => caption,
        };
        arrows.chain(press).map(muted).collect()
    }

    /// The arrows that a previewed choice would add, each with a place for its words, which give way to everything
    /// else: nothing moves because of them.
    pub(super) fn previewed(
        &self,
        captions: &[Caption<'_>],
        names: &[Option<Placement>],
    ) -> Vec<Caption<'a>> {
        let caption = |from: &'a ActorId, to: Option<&'a ActorId>, kind: ArrowKind, would: &'a str, line| {
            let size = self.size_of(would, self.caption_font());
            let middle = geometry::middle(line) + vec2(0.0, 2.0 * SHEET_GAP);
            let (text, would) = (String::new(), Some(would));
            Caption { from, to, kind, line, text, would, size, middle, has_plate: false }
        };
        let arrows = self.layout.previewed.iter().filter_map(|(arrow, line)| {
            Some(caption(&arrow.from, Some(&arrow.to), arrow.kind, arrow.would.as_deref()?, *line))
        });
        let press = self.layout.press.iter().chain(&self.layout.previewed_press).filter_map(|mark| {
            let press = mark.press;
            let would = press.would.as_deref().filter(|would| !fits_a_chance(would))?;
            Some(caption(&press.from, None, press.arrow?, would, mark.line?))
        });
        let mut previewed: Vec<Caption<'a>> = arrows.chain(press).collect();
        if previewed.is_empty() {
            return previewed;
        }
        let mut obstacles = self.obstacles_of_captions(captions);
        obstacles.solid.extend(captions.iter().map(Caption::place));
        obstacles.solid.extend(names.iter().flatten().map(|name| name.rect));
        let requests = Requests {
            labels: previewed.iter().map(|caption| self.request(caption)).collect(),
            obstacles,
            space: self.space(),
        };
        let places = LastPlaces::default().place(&requests, &[], Motion::AtRest);
        for (caption, place) in previewed.iter_mut().zip(places) {
            caption.middle = place.map_or(caption.middle, |place| place.rect.center());
        }
        previewed
    }

    fn request(&self, caption: &Caption<'_>) -> LabelRequest {
        LabelRequest {
            anchor: caption.sheet(),
            radius: 0.5 * self.layout.sheet_size() + SHEET_GAP,
            sizes: [caption.size; Detail::ALL.len()],
            preview_width: 0.0,
            avoids_arcs: false,
            rank: 0,
        }
    }

    fn obstacles_of_captions(&self, captions: &[Caption<'_>]) -> Obstacles {
        // A caption's size has air of its own, so that it may come this much nearer to a ring than a name.
        let mut solid = self.fixtures(RING_GAP - 2.0);
        solid.extend(
            captions
                .iter()
                .filter(|caption| caption.has_text())
                .map(|caption| if caption.is_chance() { caption.place() } else { self.sheet_place(caption) }),
        );
        solid.extend(self.press_place());
        Obstacles {
            solid,
            lanes: self.lane_outlines(),
            arrows: self.arrow_probes(captions),
            arcs: self.arc_probes(),
        }
    }

    fn sheet_place(&self, caption: &Caption<'_>) -> Rect {
        Rect::from_center_size(caption.sheet(), Vec2::splat(self.layout.sheet_size()))
    }

    /// The places of everything along arrows: the item's marks, captions, and the press.
    pub(super) fn caption_places(&self, captions: &[Caption<'_>]) -> Vec<Rect> {
        let sheets = captions.iter().filter(|caption| !caption.is_chance());
        let sheets = sheets.map(|caption| self.sheet_place(caption));
        let texts = captions.iter().filter(|caption| caption.has_text()).map(Caption::place);
        sheets.chain(texts).chain(self.press_place()).collect()
    }
}
