//! The words around a picture: the title above it, and below it what it rests on.

use super::subject::PictureSubject;
use crate::analysis::hindcast::Hindcasts;
use crate::analysis::number_format::counted;
use crate::engine::MODEL_VERSION;
use crate::export::scene::{Group, grouped, shows};
use crate::ui::Scene;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::StyledText;
use egui::{Galley, Pos2, Rect, Ui, pos2, vec2};
use std::sync::Arc;

/// The gap between a line of words and the picture, in points.
const GAP: f32 = 8.0;

/// A piece of the caption.
pub struct CaptionPiece {
    /// The group of its own that it makes, if it makes one.
    group: Option<Group>,
    text: String,
}

/// What the picture of the hindcast rests on.
pub fn of_hindcast(hindcasts: &Hindcasts) -> Vec<CaptionPiece> {
    let cases = counted(hindcasts.cases.len() as u64, "built-in case");
    let histories = counted(hindcasts.run.histories, "history");
    vec![
        plain(format!("{cases}.")),
        part(Group::Histories, format!("{histories} of each.")),
        part(Group::Seed, format!("Seed {}.", hindcasts.run.seed)),
        part(Group::ModelVersion, format!("Model version {MODEL_VERSION}.")),
    ]
}

fn plain(text: String) -> CaptionPiece {
    CaptionPiece { group: None, text }
}

fn part(group: Group, text: String) -> CaptionPiece {
    CaptionPiece { group: Some(group), text }
}

/// What the picture of a subject rests on, from the left to the right; without histories where it rests on none.
pub fn of_scene(scene: &Scene<'_>, subject: &PictureSubject, histories: Option<u64>) -> Vec<CaptionPiece> {
    let mut pieces = vec![plain(format!("{}.", scene.scenario.about.title))];
    let Some(histories) = histories else { return pieces };
    if subject.is_of_plan() {
        pieces.push(plain(format!("Plan “{}”.", scene.plan.name)));
    }
    pieces.push(part(Group::Histories, format!("{}.", counted(histories, "history"))));
    if let Some(result) = scene.shown {
        pieces.push(part(Group::Seed, format!("Seed {}.", result.projection.seed)));
    }
    pieces.push(part(Group::ModelVersion, format!("Model version {MODEL_VERSION}.")));
    pieces.push(plain("Numbers follow from the scenario’s judgements; they are not facts.".into()));
    pieces
}

/// The caption, set in lines.
pub struct Caption {
    pieces: Vec<(Option<Group>, Pos2, Arc<Galley>)>,
    /// Its height with the gap above it, in points; 0 without a caption.
    pub height: f32,
}

impl Caption {
    /// Sets the caption in lines of a width, in points.
    pub fn set(ui: &Ui, pieces: Vec<CaptionPiece>, width: f32) -> Self {
        if !shows(ui.ctx(), Group::Caption) {
            return Caption { pieces: Vec::new(), height: 0.0 };
        }
        let theme = ui.theme();
        let (line, space) = (theme.note_line() + 1.0, 5.0);
        let (mut x, mut y) = (0.0, 0.0);
        let mut set = Vec::new();
        for CaptionPiece { group, text } in pieces {
            let text = StyledText::new(&text, theme.note_font(), theme.colors.ink_2).elided(ui, width, 4);
            if x > 0.0 && x + text.size().x > width {
                (x, y) = (0.0, y + line);
            }
            let at = pos2(x, y);
            x += text.size().x + space;
            y += text.size().y - text.rows.first().map_or(0.0, |row| row.size.y);
            set.push((group, at, text));
        }
        Caption { pieces: set, height: y + line + GAP }
    }

    /// Paints it with its upper left corner at a place, as one group.
    pub fn paint(&self, ui: &Ui, corner: Pos2) {
        let painter = ui.painter();
        grouped(painter, Group::Caption, || {
            for (group, at, text) in &self.pieces {
                let at = corner + vec2(at.x, at.y + GAP);
                let paint = || painter.galley(at, text.clone(), ui.theme().colors.ink_2);
                match group {
                    Some(group) => drop(grouped(painter, *group, paint)),
                    None => paint(),
                }
            }
        });
    }
}

/// Paints the title of a picture from the upper left corner of a place down; returns the height that it takes.
pub fn title(ui: &Ui, place: Rect, text: &str) -> f32 {
    let theme = ui.theme();
    let paint = || {
        let font = theme.semibold_font();
        let title = StyledText::new(text, font, theme.colors.ink).elided(ui, place.width(), 2);
        let height = title.size().y;
        ui.painter().galley(place.min, title, theme.colors.ink);
        height + GAP
    };
    grouped(ui.painter(), Group::Title, paint).unwrap_or(0.0)
}
