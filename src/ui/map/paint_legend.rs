//! Painting of the legend: a sample of each kind of object on the map, with its words.

use super::labels::{LEGEND_GAP, LegendLine, SAMPLE_WIDTH};
use super::model::{Badge, LegendEntry};
use super::paint::{ACT_WIDTH, Canvas, LINE_WIDTH, arrow, badge, dashed, loss_color};
use crate::ui::widgets::paint;
use egui::{Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// The height of a sample that is a block, in points.
const BLOCK_HEIGHT: f32 = 8.0;

impl Canvas<'_> {
    /// Paints the legend, line by line.
    pub(super) fn legend(&self) {
        let entries = self.labels.legend.iter().flat_map(|line| {
            line.entries.iter().map(|(_, left, words)| {
                let size = vec2(SAMPLE_WIDTH + LEGEND_GAP + words.size().x, words.size().y);
                Rect::from_min_size(pos2(*left, line.y - 0.5 * size.y), size)
            })
        });
        self.plate_under(entries);
        for LegendLine { y, entries } in &self.labels.legend {
            for (entry, left, words) in entries {
                self.sample(*entry, pos2(*left, *y));
                let corner = pos2(left + SAMPLE_WIDTH + LEGEND_GAP, y - words.size().y / 2.0);
                self.painter.galley(corner, words.clone(), self.colors().ink_2);
            }
        }
    }

    /// Paints a sample; `at` is the middle of its left edge.
    fn sample(&self, entry: LegendEntry, at: Pos2) {
        let (colors, painter) = (self.colors(), self.painter);
        let line = [at, at + vec2(SAMPLE_WIDTH, 0.0)];
        let middle = at + vec2(0.5 * SAMPLE_WIDTH, 0.0);
        let block = Rect::from_min_size(at - vec2(0.0, 0.5 * BLOCK_HEIGHT), vec2(SAMPLE_WIDTH, BLOCK_HEIGHT));
        match entry {
            LegendEntry::Content => drop(painter.rect_filled(block, 0.0, colors.content)),
            LegendEntry::Methods => drop(painter.rect_filled(block, 0.0, colors.methods)),
            LegendEntry::Lost => {
                painter.rect_filled(block, 0.0, colors.before);
                let warm = Rect::from_min_max(block.center_top(), block.max);
                painter.rect_filled(warm, 0.0, loss_color(1.0, colors));
                painter.rect_stroke(block, 0.0, Stroke::new(1.0, colors.before_edge), StrokeKind::Inside);
            }
            LegendEntry::Learned => {
                painter.rect_filled(block, 0.0, colors.content);
                painter.line_segment(line, Stroke::new(LINE_WIDTH, colors.worse));
            }
            LegendEntry::Unseen | LegendEntry::Shares => {
                painter.line_segment(line, Stroke::new(LINE_WIDTH, colors.line));
            }
            LegendEntry::Preview => {
                paint::dashed_circle(painter, block.center(), 5.0, Stroke::new(LINE_WIDTH, colors.ink));
            }
            LegendEntry::Knows => badge(painter, middle, Badge::Knows, colors),
            LegendEntry::SourceLost => badge(painter, middle, Badge::SourceLost, colors),
            LegendEntry::Told | LegendEntry::Passed => {
                painter.extend(arrow(line, Stroke::new(ACT_WIDTH, colors.ink)));
            }
            LegendEntry::MayPassOn
            | LegendEntry::Possible
            | LegendEntry::ToldIfGranted
            | LegendEntry::LearnedFrom => painter.extend(arrow(line, Stroke::new(LINE_WIDTH, colors.ink_2))),
            LegendEntry::Hostile => painter.extend(dashed(&line, LINE_WIDTH, colors.hostility)),
            LegendEntry::Friendly => {
                painter.add(Shape::line_segment(line, Stroke::new(LINE_WIDTH, colors.ink_3)));
            }
        }
    }
}
