//! A grid over the map, by which only the objects near a place are looked at.

use egui::{Pos2, Rect, Vec2, pos2};
use std::ops::RangeInclusive;

/// The side of a cell, in points: about the height of two lines of text.
const CELL: f32 = 32.0;
/// By how much a cell reaches beyond its edges, in points, so that rounding leaves nothing out.
const CELL_MARGIN: f32 = 1.0;

/// Sets of indexes by the cells that their objects touch. The cells at its edges hold all that lies beyond them.
#[derive(Clone)]
pub(super) struct Grid {
    corner: Pos2,
    columns: usize,
    rows: usize,
    /// The number of words of a set.
    words: usize,
    /// The sets of all cells, row by row, with a bit for each index.
    sets: Vec<u64>,
}

impl Grid {
    /// An empty grid over a space, for so many objects.
    pub fn over(space: Rect, objects: usize) -> Self {
        let cells = |length: f32| (length / CELL).ceil().max(1.0) as usize;
        let (columns, rows) = (cells(space.width()), cells(space.height()));
        let words = objects.div_ceil(64);
        Grid { corner: space.min, columns, rows, words, sets: vec![0; columns * rows * words] }
    }

    /// Adds an object that lies within a rectangle to the cells that it touches.
    pub fn insert(&mut self, index: usize, within: Rect, touches: impl Fn(&Rect) -> bool) {
        let [columns, rows] = self.cells(within);
        for row in rows {
            for column in columns.clone() {
                let is_at_edge = [0, self.columns - 1].contains(&column) || [0, self.rows - 1].contains(&row);
                if is_at_edge || touches(&self.cell(column, row)) {
                    self.sets[(row * self.columns + column) * self.words + index / 64] |= 1 << (index % 64);
                }
            }
        }
    }

    /// Takes out an object that was added within a rectangle.
    pub fn remove(&mut self, index: usize, within: Rect) {
        let [columns, rows] = self.cells(within);
        for row in rows {
            for column in columns.clone() {
                self.sets[(row * self.columns + column) * self.words + index / 64] &= !(1 << (index % 64));
            }
        }
    }

    /// The objects that may touch a rectangle, in their order.
    #[inline]
    pub fn near(&self, rect: Rect) -> Near<'_> {
        Near { grid: self, cells: self.cells(rect), word: 0, set: 0 }
    }

    /// A word of the set of all that is in some cells.
    #[inline]
    fn union(&self, [columns, rows]: &[RangeInclusive<usize>; 2], word: usize) -> u64 {
        let mut set = 0;
        for row in rows.clone() {
            let start = row * self.columns;
            for cell in start + columns.start()..=start + columns.end() {
                set |= self.sets[cell * self.words + word];
            }
        }
        set
    }

    /// The columns and rows of the cells that a rectangle touches.
    #[inline]
    fn cells(&self, rect: Rect) -> [RangeInclusive<usize>; 2] {
        let span = |from: f32, to: f32, start: f32, cells: usize| {
            let cell = |at: f32| (((at - start) / CELL) as usize).min(cells - 1);
            cell(from)..=cell(to)
        };
        [
            span(rect.left(), rect.right(), self.corner.x, self.columns),
            span(rect.top(), rect.bottom(), self.corner.y, self.rows),
        ]
    }

    fn cell(&self, column: usize, row: usize) -> Rect {
        let corner = self.corner + CELL * pos2(column as f32, row as f32).to_vec2();
        Rect::from_min_max(corner, corner + Vec2::splat(CELL)).expand(CELL_MARGIN)
    }
}

/// The objects in some cells of a grid.
pub(super) struct Near<'g> {
    grid: &'g Grid,
    cells: [RangeInclusive<usize>; 2],
    /// The number of words that were looked at.
    word: usize,
    /// What is left of the last of them.
    set: u64,
}

impl Iterator for Near<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.set == 0 {
            if self.word == self.grid.words {
                return None;
            }
            self.set = self.grid.union(&self.cells, self.word);
            self.word += 1;
        }
        let bit = self.set.trailing_zeros() as usize;
        self.set &= self.set - 1;
        Some(64 * (self.word - 1) + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_near_a_rectangle_are_found_in_their_order_also_beyond_the_edges() {
        let space = Rect::from_min_max(pos2(10.0, 20.0), pos2(410.0, 220.0));
        let rects: Vec<Rect> = (0..130)
            .map(|i| {
                let corner = pos2(-60.0 + 37.0 * (i % 15) as f32, -40.0 + 41.0 * (i / 15) as f32);
                Rect::from_min_size(corner, egui::vec2(3.0 + i as f32, 9.0))
            })
            .collect();
        let mut grid = Grid::over(space, rects.len());
        rects.iter().enumerate().for_each(|(i, rect)| grid.insert(i, *rect, |_| true));
        grid.remove(7, rects[7]);
        for place in &rects {
            let near: Vec<usize> = grid.near(*place).collect();
            assert!(near.is_sorted(), "{near:?}");
            let touching = (0..rects.len()).filter(|i| *i != 7 && rects[*i].intersects(*place));
            assert!(touching.into_iter().all(|i| near.binary_search(&i).is_ok()), "{place:?}: {near:?}");
            assert!(!near.contains(&7), "it was taken out");
        }
    }
}
