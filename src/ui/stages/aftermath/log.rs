//! The events of the history that plays, in plain sentences with their chances.

use crate::analysis::events::{Entry, EventKind};
use crate::analysis::number_format::{self, EstimativeWord};
use crate::ui::stages::choosers::OWN_NUMBERS;
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Commands, PlayCommand, Scene};
use egui::{Align2, Label, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The least and the greatest height of the log, in lines of text; between them it takes what is left of the
/// panel. It stays the same while it fills.
const LINES: (f32, f32) = (7.0, 16.0);
/// The room for a chance, in points at ordinary type, and the gap before its word.
const PERCENT: f32 = 34.0;
const GAP: f32 = 6.0;

/// Shows the log, down to a height on the screen if that leaves it room enough.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, foot: f32) {
    let theme = ui.theme();
    if scene.playback.seat.is_none() {
        ui.add(Label::new(theme.note(OWN_NUMBERS)).wrap());
    }
    let line = theme.size.text + 8.0;
    let height = (foot - ui.cursor().top()).clamp(LINES.0 * line, LINES.1 * line).floor();
    let begun = scene.playback.moment.begun;
    ScrollArea::vertical()
        .id_salt("log")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if scene.playback.log.is_none() {
                ui.label(theme.quiet("The history is being told."));
                return;
            }
            let mut month = None;
            let mut any = false;
            for (place, entry) in scene.playback.seen() {
                if month != Some(entry.month) {
                    month = Some(entry.month);
                    ui.label(theme.note(format!("Month {}", entry.month)));
                }
                let newest = place + 1 == begun;
                let row = row(ui, scene, entry, newest);
                if row.clicked() {
                    commands.send(PlayCommand::ShowEntry(place));
                }
                if newest && scene.playback.playing {
                    row.scroll_to_me(None);
                }
                any = true;
            }
            if !any {
                ui.label(theme.quiet(nothing(scene)));
            }
        });
}

fn nothing(scene: &Scene<'_>) -> String {
    match scene.playback.seat {
        Some(partner) => format!("{} has learned of nothing so far.", scene.scenario.name(partner)),
        None => "Nothing has happened so far.".into(),
    }
}

/// One entry: its mark, its sentence, its chance, and below what it meant.
fn row(ui: &mut Ui, scene: &Scene<'_>, entry: &Entry, newest: bool) -> egui::Response {
    let theme = ui.theme();
    let colors = &theme.colors;
    let (width, left) = (ui.available_width(), theme.grown(22.0));
    let words = paint::width(ui, EstimativeWord::longest(), theme.note_font());
    let right = theme.grown(PERCENT) + GAP + words;
    let font = if newest { theme.semibold_font() } else { theme.text_font() };
    let seat = scene.playback.seat;
    let taken = if entry.chance_for(seat).is_some() { right } else { 8.0 };
    let sentence =
        paint::StyledText::new(&entry.sentence, font, colors.ink).elided(ui, width - left - taken, 3);
    let means = entry.detail_for(seat);
    let detail =
        paint::StyledText::new(means, theme.note_font(), colors.ink_2).elided(ui, width - left - 8.0, 1);
    let detail_height = if means.is_empty() { 0.0 } else { detail.size().y };
    let size = vec2(width, sentence.size().y + detail_height + 6.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::click());
    let likely = seat.map_or_else(|| likely(entry), |_| String::new());
    let says = format!("Month {}: {} {means} {likely}", entry.month, entry.sentence);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, newest, &says));
    if newest {
        ui.painter().rect_filled(place, 3.0, colors.sunk);
    }
    let middle = place.top() + 3.0 + 0.5 * theme.size.text;
    mark(ui, entry, pos2(place.left() + 0.4 * left, middle + 1.0));
    let text = pos2(place.left() + left, place.top() + 3.0);
    let below = text + vec2(0.0, sentence.size().y);
    ui.painter().galley(text, sentence, colors.ink);
    if detail_height > 0.0 {
        ui.painter().galley(below, detail, colors.ink_2);
    }
    if let Some(chance) = entry.chance_for(seat) {
        let percent = pos2(place.right() - words - GAP, middle + 1.0);
        let font = theme.strong_note_font();
        ui.painter().text(percent, Align2::RIGHT_CENTER, number_format::percent(chance), font, colors.ink);
        let word = EstimativeWord::of(chance).word;
        let at = percent + vec2(GAP, 0.0);
        ui.painter().text(at, Align2::LEFT_CENTER, word, theme.note_font(), colors.ink_2);
    }
    explain::tip(response.clone(), |ui| {
        ui.label(theme.semibold(&entry.sentence));
        for line in [means, &likely].into_iter().filter(|line| !line.is_empty()) {
            ui.label(theme.note(line));
        }
        ui.label(theme.note("Click to see the map as it was then."));
    });
    response
}

/// The chance of an entry, as a sentence.
fn likely(entry: &Entry) -> String {
    match entry.chance {
        Some(chance) => {
            format!(
                "At that point it was {} ({}).",
                EstimativeWord::of(chance).in_sentence,
                number_format::percent(chance)
            )
        }
        None => "Nobody left it to chance.".into(),
    }
}

/// The sign of what kind of thing happened.
fn mark(ui: &Ui, entry: &Entry, at: egui::Pos2) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let painter = ui.painter();
    let square = Rect::from_center_size(at, vec2(12.0, 12.0));
    let icon = |icon, color| icons::paint(painter, icon, square, color);
    match &entry.kind {
        EventKind::Told { .. } => {
            painter.circle_filled(at, 4.0, colors.ink);
        }
        EventKind::Handed { .. } => icon(Icon::Play, colors.ink_2),
        EventKind::Published | EventKind::SourceClosed { .. } => icon(Icon::Warning, colors.worse),
        EventKind::Learned { .. } | EventKind::Heard { .. } => {
            painter.circle_stroke(at, 4.0, Stroke::new(2.0, colors.ink));
        }
        EventKind::Bargain { kept, .. } => {
            icon(if *kept { Icon::Check } else { Icon::Close }, colors.ink_2);
        }
        EventKind::Repaired { seen: true, .. } => icon(Icon::Plus, colors.better),
        EventKind::Repaired { seen: false, .. } => icon(Icon::Plus, colors.ink_3),
    }
}
