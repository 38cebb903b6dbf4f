//! The numbers of a shard by row and history, in memory that is used again from run to run.

use super::spare_rows;
use crate::engine::numerics::batch::{Batch, WIDTH};

/// Numbers in a line of the cache.
const LINE: usize = 64 / size_of::<f64>();

/// Frees the memory that is kept for the next run.
pub fn forget_spare_rows() {
    spare_rows::forget();
}

/// Numbers by row and history; a row is something that has one number in every history.
#[derive(Clone, Debug, Default)]
pub struct SampleMatrix {
    histories: usize,
    /// Numbers from one row to the next: room for whole blocks.
    stride: usize,
    /// Where the first row starts among the numbers: at a line of the cache, as registers are stored.
    start: usize,
    numbers: Vec<f64>,
}

impl Drop for SampleMatrix {
    fn drop(&mut self) {
        spare_rows::give_back(std::mem::take(&mut self.numbers));
    }
}

impl SampleMatrix {
    /// Rows of 0, to be written.
    pub(super) fn new(rows: usize, histories: usize) -> Self {
        let stride = histories.next_multiple_of(WIDTH);
        if rows * stride == 0 {
            return SampleMatrix { histories, stride, start: 0, numbers: Vec::new() };
        }
        let numbers = spare_rows::take(rows * stride + LINE);
        let start = numbers.as_ptr().align_offset(LINE * size_of::<f64>()).min(LINE);
        SampleMatrix { histories, stride, start, numbers }
    }

    /// A row.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.numbers[self.start + row * self.stride..][..self.histories]
    }

    /// All rows, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        let numbers = self.start..self.start + self.numbers.len().saturating_sub(LINE);
        self.numbers[numbers].chunks(self.stride.max(1)).map(|row| &row[..self.histories])
    }

    /// The same, to be filled.
    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        let numbers = self.start..self.start + self.numbers.len().saturating_sub(LINE);
        self.numbers[numbers].chunks_mut(self.stride.max(1)).map(|row| &mut row[..self.histories])
    }

    /// Writes the numbers of a block of histories, the first of which is at a place.
    #[inline(always)]
    pub(super) fn put(&mut self, row: usize, first: usize, lanes: Batch<WIDTH>) {
        let at = self.start + row * self.stride + first;
        self.numbers[at..at + WIDTH].copy_from_slice(&lanes.0);
    }

    /// A row, to be filled.
    pub(super) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.numbers[self.start + row * self.stride..][..self.histories]
    }
}
