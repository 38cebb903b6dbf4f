//! Everybody's willingness as a table: the means if nothing were said, as planned, and split by whether the partner has
//! learned; or the numbers of the history that plays.

use crate::analysis::events::EventLog;
use crate::analysis::number_format::{PercentChange, percent, points};
use crate::engine::history::PartnerHistory;
use crate::engine::{MeanWillingness, PartnerCourse, Split, Statistics};
use crate::scenario::{ActorId, Material, PerMaterial};
use crate::ui::Scene;
use crate::ui::stages::split;
use crate::ui::theme::Themed;
use crate::ui::widgets::explain::Heading;
use crate::ui::widgets::paint;
use egui::{Align2, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

/// The columns of a material, with the right end of each from its left, in points at ordinary type.
const COLUMNS: [(Heading<'static>, f32); 5] = [
    (
        Heading {
            word: "unsaid",
            meaning: "The mean in that month if nothing were said, with the same luck.",
        },
        46.0,
    ),
    (Heading { word: "mean", meaning: "The mean of all histories as planned." }, 90.0),
    (
        Heading { word: "learned", meaning: "The mean of the histories in which it has learned by then." },
        140.0,
    ),
    (
        Heading { word: "not", meaning: "The mean of the histories in which it has not learned by then." },
        182.0,
    ),
    (
        Heading {
            word: "5–95\u{a0}%",
            meaning: "In nine of ten histories it lies between these, as planned.",
        },
        242.0,
    ),
];
const LEARNS: Heading<'static> =
    Heading { word: "learns", meaning: "The share of histories in which it has learned of it by then." };
/// The right ends of the columns before those of the materials, and the width of a material.
const NAME: f32 = 104.0;
const MONTH: f32 = 148.0;
const SHARE: f32 = 194.0;
const MATERIAL: f32 = 246.0;

/// Shows every partner, before and in every month.
pub fn show(ui: &mut Ui, scene: &Scene<'_>) {
    if scene.playback.which.is_some() {
        return one_history(ui, scene);
    }
    let Some(projection) = scene.shown.map(|result| result.projection) else { return };
    scrolled(ui, "table", &LEARNS, &COLUMNS, |ui| {
        projection.partners.iter().for_each(|course| rows(ui, scene, course));
    });
}

/// Shows rows below their headings; what finds no room is moved into sight, and the headings stay above their columns.
fn scrolled(
    ui: &mut Ui,
    name: &str,
    learns: &Heading<'_>,
    columns: &[(Heading<'_>, f32)],
    rows: impl FnOnce(&mut Ui),
) {
    ScrollArea::horizontal().id_salt((name, "sideways")).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, learns, columns);
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, rows);
    });
}

fn rows(ui: &mut Ui, scene: &Scene<'_>, course: &PartnerCourse) {
    let name = scene.scenario.name(&course.partner);
    Row { name, month: None, spread: &course.before, split: None, shown: false }.show(ui);
    for (month, (spread, split)) in course.months.iter().zip(&course.split).enumerate() {
        let shown = month as u32 == scene.month;
        Row { name, month: Some(month), spread, split: Some(split), shown }.show(ui);
    }
}

/// The columns of a material in the history that plays.
const OF_ONE: [(Heading<'static>, f32); 2] = [
    (
        Heading {
            word: "unsaid",
            meaning: "In that month of this history if nothing were said, with the same luck.",
        },
        46.0,
    ),
    (Heading { word: "this one", meaning: "In that month of this history, as planned." }, 110.0),
];
const HAS_LEARNED: Heading<'static> =
    Heading { word: "knows", meaning: "Whether it has learned of it by then, in this history." };

/// Shows every partner in every month of the history that plays, as far as it is seen.
fn one_history(ui: &mut Ui, scene: &Scene<'_>) {
    let Some(log) = scene.playback.log else {
        ui.label(ui.theme().quiet("The history is being told."));
        return;
    };
    scrolled(ui, "table of one", &HAS_LEARNED, &OF_ONE, |ui| {
        for (partner, history) in scene.scenario.partnerships.keys().zip(&log.history.partners) {
            for month in 0..history.months.len().min(scene.month as usize + 1) {
                HistoryRow { scene, log, partner, history, month }.show(ui);
            }
        }
    });
}

/// A partner in a month of the history that plays.
struct HistoryRow<'a, 's> {
    scene: &'a Scene<'s>,
    log: &'a EventLog,
    partner: &'a ActorId,
    history: &'a PartnerHistory,
    month: usize,
}

impl HistoryRow<'_, '_> {
    fn show(&self, ui: &mut Ui) {
        let HistoryRow { scene, log, partner, history, month } = *self;
        let theme = ui.theme();
        let (place, response) = allocate(ui, theme.size.note + 9.0);
        let pair = |material| {
            let withheld = history.willingness_if_withheld(material, month);
            PercentChange::of(withheld, history.willingness(material, month))
        };
        let name = scene.scenario.name(partner);
        paint::described(&response, || {
            let [content, methods] = Material::ALL.map(|material| pair(material).values());
            format!("{name}, month {month}, this history; content {content}\u{a0}%; sources {methods}\u{a0}%")
        });
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if !ui.is_rect_visible(place) {
            return;
        }
        if month as u32 == scene.month {
            ui.painter().rect_filled(place, 2.0, theme.colors.sunk);
        }
        let ink = theme.colors.ink;
        let text = |x: f32, text: String, font| {
            ui.painter().text(pos2(x, place.center().y), Align2::RIGHT_CENTER, text, font, ink);
        };
        let galley = paint::StyledText::new(name, theme.note_font(), ink).elided(ui, NAME * scale(ui), 1);
        paint::left(ui, pos2(place.left(), place.center().y), galley, ink);
        text(place.left() + MONTH * scale(ui), month.to_string(), theme.note_font());
        let knows = if log.has_learned(partner, month) { "yes" } else { "–" };
        text(place.left() + SHARE * scale(ui), knows.into(), theme.note_font());
        for material in Material::ALL {
            let PercentChange { before, after } = pair(material);
            let [unsaid, this] = OF_ONE.map(|(_, at)| end(ui, place, material, at));
            text(unsaid, format!("{before}\u{a0}%"), theme.note_font());
            text(this, format!("{after}\u{a0}%"), theme.strong_note_font());
        }
    }
}

fn head(ui: &mut Ui, learns: &Heading<'_>, columns: &[(Heading<'_>, f32)]) {
    let theme = ui.theme();
    let place = allocate(ui, 2.0 * theme.note_line() + 4.0).0;
    let (first, second) = (place.top() + place.height() * 0.25, place.top() + place.height() * 0.75);
    let color = theme.colors.ink_2;
    ui.painter().text(pos2(place.left(), second), Align2::LEFT_CENTER, "partner", theme.note_font(), color);
    let month = pos2(place.left() + MONTH * scale(ui), second);
    ui.painter().text(month, Align2::RIGHT_CENTER, "month", theme.note_font(), color);
    learns.show(ui, pos2(place.left() + SHARE * scale(ui), second), Align2::RIGHT_CENTER);
    for material in Material::ALL {
        let title = pos2(end(ui, place, material, MATERIAL - 4.0), first);
        ui.painter().text(title, Align2::RIGHT_CENTER, material.name(), theme.note_font(), color);
        for (heading, at) in columns {
            ui.push_id(material.short_name(), |ui| {
                heading.show(ui, pos2(end(ui, place, material, *at), second), Align2::RIGHT_CENTER);
            });
        }
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

/// A partner in a month, or before the meeting.
struct Row<'a> {
    /// The partner's name.
    name: &'a str,
    /// The month; `None` before the meeting.
    month: Option<usize>,
    /// The distribution.
    spread: &'a PerMaterial<Statistics>,
    /// The means; `None` before the meeting, when there is nothing to learn.
    split: Option<&'a Split>,
    /// True for the month that the map shows.
    shown: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui) {
        let theme = ui.theme();
        let (place, response) = allocate(ui, theme.size.note + 9.0);
        paint::described(&response, || self.in_words());
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if !ui.is_rect_visible(place) {
            return;
        }
        if self.shown {
            ui.painter().rect_filled(place, 2.0, theme.colors.sunk);
        }
        let ink = theme.colors.ink;
        let text = |x: f32, text: String, font| {
            ui.painter().text(pos2(x, place.center().y), Align2::RIGHT_CENTER, text, font, ink);
        };
        let galley =
            paint::StyledText::new(self.name, theme.note_font(), ink).elided(ui, NAME * scale(ui), 1);
        paint::left(ui, pos2(place.left(), place.center().y), galley, ink);
        let month = self.month.map_or("before".into(), |month| month.to_string());
        text(place.left() + MONTH * scale(ui), month, theme.note_font());
        if let Some(split) = self.split {
            text(place.left() + SHARE * scale(ui), percent(split.share.mean), theme.note_font());
        }
        for material in Material::ALL {
            for (index, (cell, (_, at))) in self.cells(material).into_iter().zip(COLUMNS).enumerate() {
                let font = if index == 1 { theme.strong_note_font() } else { theme.note_font() };
                text(end(ui, place, material, at), cell, font);
            }
        }
    }

    /// The texts of the columns of a material.
    fn cells(&self, material: Material) -> [String; 5] {
        let spread = self.spread.of(material);
        let [low, .., high] = spread.quantiles.map(points);
        let range = format!("{low}–{high}\u{a0}%");
        let Some(split) = self.split else {
            return [String::new(), percent(spread.mean), String::new(), String::new(), range];
        };
        let planned = |mean: Option<&MeanWillingness>| {
            mean.map_or("–".to_owned(), |mean| percent(*mean.planned.of(material)))
        };
        let withheld =
            split.all.as_ref().map_or("–".to_owned(), |mean| percent(*mean.withheld.of(material)));
        let [all, learned, unaware] =
            [&split.all, &split.learned, &split.unaware].map(|mean| planned(mean.as_ref()));
        [withheld, all, learned, unaware, range]
    }

    fn in_words(&self) -> String {
        let when = self.month.map_or("before the meeting".into(), |month| format!("month {month}"));
        let material = |material: Material| {
            let [_, mean, _, _, range] = self.cells(material);
            let split = self.split.map(|split| {
                let [withheld, ..] = self.cells(material);
                format!(", {withheld} if nothing were said; {}", split::words(split, material))
            });
            let split = split.into_iter().collect::<String>();
            format!("{}: mean {mean}, 5 to 95\u{a0}%: {range}{split}", material.short_name())
        };
        let [content, methods] = Material::ALL.map(material);
        format!("{}, {when}; {content}; {methods}", self.name)
    }
}

fn allocate(ui: &mut Ui, height: f32) -> (Rect, egui::Response) {
    let width = (SHARE + 2.0 * MATERIAL) * scale(ui);
    ui.allocate_exact_size(vec2(width, height), Sense::focusable_noninteractive())
}

/// The place on the screen that is so many points right of the left end of a material, at ordinary type.
fn end(ui: &Ui, place: Rect, material: Material, at: f32) -> f32 {
    let before = match material {
        Material::Content => 0.0,
        Material::SourcesAndMethods => MATERIAL,
    };
    place.left() + (SHARE + before + at) * scale(ui)
}

fn scale(ui: &Ui) -> f32 {
    ui.theme().grown(1.0)
}
