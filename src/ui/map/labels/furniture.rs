//! The map furniture, as cartographers call it: title, tools and legend, with fixed places at the edge of the map.

use super::LabelContext;
use crate::ui::map::model::LegendEntry;
use crate::ui::theme::{MARGIN, Themed};
use crate::ui::widgets::paint;
use egui::{Galley, Pos2, Rect, Ui, pos2, vec2};
use std::cell::OnceCell;
use std::sync::Arc;

/// The width of a sample in the legend, in points.
pub(in crate::ui::map) const SAMPLE_WIDTH: f32 = 22.0;
/// The distance from a sample to its words.
pub(in crate::ui::map) const LEGEND_GAP: f32 = 6.0;
/// The distance from one entry of the legend to the next: so much more than from a sample to its words that these
/// are not taken for the words of the next sample.
const BETWEEN_ENTRIES: f32 = 12.0;
/// The height of a legend of one line, with the free room above and below it.
const LEGEND_HEIGHT: f32 = 28.0;
/// The distance from the top of the map to the title.
const TITLE_TOP: f32 = 12.0;
/// The space of the tools in the upper right corner, as wide as in *Setting*, which has the most, so that
/// names stay where they are from stage to stage. Its width grows with the type.
const TOOLS_WIDTH: f32 = 216.0;
const TOOLS_HEIGHT: f32 = 44.0;
/// The width that the line below the title leaves free for the tools of the other stages, in points at ordinary
/// type.
const SUBTITLE_LEAVES: f32 = 170.0;

/// A line of the legend.
pub(in crate::ui::map) struct LegendLine {
    /// The height of its middle on the screen.
    pub y: f32,
    /// Each entry with its words and the left edge of its sample on the screen.
    pub entries: Vec<(LegendEntry, f32, Arc<Galley>)>,
}

/// Title and subtitle, each with its top left corner.
type Title = [(Pos2, Arc<Galley>); 2];

/// The parts of the furniture that are asked for several times in a frame; empty until they were laid out.
#[derive(Default)]
pub(in crate::ui::map) struct Furniture {
    title: OnceCell<Title>,
    legend_place: OnceCell<Rect>,
}

impl LabelContext<'_, '_> {
    /// Title and subtitle, each with its top left corner.
    pub(super) fn title(&self) -> Title {
        self.furniture.title.get_or_init(|| self.laid_out_title()).clone()
    }

    fn laid_out_title(&self) -> Title {
        let (theme, bounds) = (self.ui.theme(), self.layout.bounds);
        let corner = bounds.min + vec2(MARGIN, TITLE_TOP);
        let width = bounds.width() - theme.grown(SUBTITLE_LEAVES) - MARGIN;
        let title = paint::StyledText::new(&self.model.title, theme.semibold_font(), theme.colors.ink);
        let title = title.elided(self.ui, width, 1);
        let prompt = self.tying.as_ref().and_then(|from| {
            let name = &self.model.node(from)?.name;
            Some(format!("a tie from {name}: press the actor at its other end, or Escape"))
        });
        let subtitle = prompt.as_deref().unwrap_or(self.model.subtitle);
        let lines = [Some(subtitle), self.model.thinned.as_deref()].into_iter().flatten();
        let fitting = |line: &str| paint::cut(self.ui.painter(), line, &theme.note_font(), width);
        let subtitle = lines.map(fitting).collect::<Vec<_>>().join("\n");
        let subtitle = paint::StyledText::new(&subtitle, theme.note_font(), theme.colors.ink_2);
        let subtitle = subtitle.elided(self.ui, f32::INFINITY, 2);
        let below = corner + vec2(0.0, title.size().y + 2.0);
        [(corner, title), (below, subtitle)]
    }

    /// The space of title and subtitle, with the corner beside them.
    pub(super) fn title_place(&self) -> Rect {
        let lines = self.title().map(|(at, text)| Rect::from_min_size(at, text.size()));
        let end = lines[0].union(lines[1]).max + vec2(8.0, 2.0);
        Rect::from_min_max(self.layout.bounds.min, end)
    }

    pub(super) fn tools_place(&self) -> Rect {
        let corner = self.layout.bounds.right_top();
        let width = self.ui.theme().grown(TOOLS_WIDTH);
        Rect::from_min_max(corner - vec2(width, 0.0), corner + vec2(0.0, TOOLS_HEIGHT))
    }

    /// The space of the legend, with room for what a number or the pointer may add to it.
    pub(super) fn legend_place(&self) -> Rect {
        *self.furniture.legend_place.get_or_init(|| {
            let bounds = self.layout.bounds;
            let lines = self.legend_of(&LegendEntry::possible(self.model)).len().max(1);
            let height = LEGEND_HEIGHT + (lines - 1) as f32 * line_height(self.ui);
            Rect::from_min_max(pos2(bounds.left(), bounds.bottom() - height), bounds.max)
        })
    }

    /// The legend of the objects that are on the map now, line by line from the bottom.
    pub(super) fn legend(&self) -> Vec<LegendLine> {
        self.legend_of(&LegendEntry::shown(self.model))
    }

    /// A legend of one line in full words; in fewer words where these do not fit, and in as many lines as
    /// it takes.
    fn legend_of(&self, entries: &[LegendEntry]) -> Vec<LegendLine> {
        let full = self.broken_legend(entries, false);
        if full.len() > 1 { self.broken_legend(entries, true) } else { full }
    }

    fn broken_legend(&self, entries: &[LegendEntry], short: bool) -> Vec<LegendLine> {
        let (theme, bounds) = (self.ui.theme(), self.layout.bounds);
        let room = bounds.width() - 2.0 * MARGIN;
        let mut lines = vec![Vec::new()];
        let mut left = 0.0;
        for entry in entries {
            let words = entry.name(self.model, short);
            let words = self.ui.painter().layout_no_wrap(words, theme.note_font(), theme.colors.ink_2);
            let width = SAMPLE_WIDTH + LEGEND_GAP + words.size().x;
            if left > 0.0 && left + width > room {
                lines.push(Vec::new());
                left = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                line.push((*entry, bounds.left() + MARGIN + left, words));
            }
            left += width + BETWEEN_ENTRIES;
        }
        // A little below the middle of its height, since the map above it is nearer than the edge below.
        let bottom = bounds.bottom() - 0.5 * LEGEND_HEIGHT - 2.0;
        let line = |(i, entries)| LegendLine { y: bottom - i as f32 * line_height(self.ui), entries };
        // A line that an entry adds comes above the others, so that none of them moves.
        lines.into_iter().enumerate().map(line).collect()
    }
}

/// The distance from one line of the legend to the next.
fn line_height(ui: &Ui) -> f32 {
    ui.theme().note_line() + 4.0
}
