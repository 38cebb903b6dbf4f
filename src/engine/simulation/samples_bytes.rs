//! Samples as bytes, for a file that holds a part of a run: every number with all of its bits.
//!
//! A shard is the number of its histories, then its numbers in the order of [`Samples`], all little-endian. A row of
//! a matrix begins with a byte that says whether one number stands for the whole row: many never vary, such as the
//! willingness of a partner that learns nothing.

use super::compiled_case::CompiledCase;
use super::ensemble::SHARD;
use super::row_set::RowSet;
use super::samples::{Counts, ItemCounts, Samples, SplitSums, WillingnessSums};
use crate::scenario::PerMaterial;
use std::io::{Error, ErrorKind, Read, Result, Write};

/// Begins a row in which every number is the one that follows.
const ONE_FOR_ALL: u8 = 0;
/// Begins a row with a number for each history.
const ONE_FOR_EACH: u8 = 1;

/// Writes the samples of a shard.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_samples(out: &mut dyn Write, samples: &Samples) -> Result<()> {
    out.write_all(&(samples.histories.len() as u64).to_le_bytes())?;
    write_whole_numbers(out, samples.histories.iter().copied())?;
    for matrix in [&samples.willingness, &samples.ledger, &samples.checkable] {
        matrix.rows().try_for_each(|row| write_row(out, row))?;
    }
    // The counts and sums are few beside the matrices, so that copying them costs nothing.
    let Counts { mut items, mut first_learned, mut split } = samples.counts.clone();
    write_whole_numbers(out, counts(&mut items, &mut first_learned).map(|count| *count))?;
    sums(&mut split).try_for_each(|sum| out.write_all(&sum.to_le_bytes()))
}

/// Reads the samples of shards until there are so many histories.
///
/// # Errors
/// If `input` cannot be read, ends too early, or holds something else.
pub fn read_shards(case: &CompiledCase, histories: u64, input: &mut dyn Read) -> Result<Vec<Samples>> {
    let mut shards = Vec::new();
    let mut missing = histories;
    while missing > 0 {
        let length = read_whole_number(input)?;
        if length == 0 || length > missing.min(SHARD as u64) {
            return Err(ErrorKind::InvalidData.into());
        }
        shards.push(read_samples(case, length as usize, input)?);
        missing -= length;
    }
    Ok(shards)
}

fn read_samples(case: &CompiledCase, length: usize, input: &mut dyn Read) -> Result<Samples> {
    let histories = (0..length).map(|_| read_whole_number(input)).collect::<Result<Vec<u64>>>()?;
    let mut samples = Samples::new(case, &RowSet::all(case.partners.len(), case.horizon), &histories);
    for matrix in [&mut samples.willingness, &mut samples.ledger, &mut samples.checkable] {
        matrix.rows_mut().try_for_each(|row| read_row(input, row))?;
    }
    let Counts { items, first_learned, split } = &mut samples.counts;
    for count in counts(items, first_learned) {
        *count = read_whole_number(input)?;
    }
    for sum in sums(split) {
        *sum = f64::from_le_bytes(read_bytes(input)?);
    }
    Ok(samples)
}

/// All counts, in the order in which they are written.
fn counts<'a>(
    items: &'a mut [ItemCounts],
    first_learned: &'a mut [Vec<u64>],
) -> impl Iterator<Item = &'a mut u64> {
    let of_item = |item: &'a mut ItemCounts| {
        [&mut item.closed, &mut item.public, &mut item.handed_back]
            .into_iter()
            .chain(&mut item.granted)
            .chain(item.levels.iter_mut().flatten())
            .chain(&mut item.closed_by)
            .chain(item.learned.iter_mut().flatten())
    };
    items.iter_mut().flat_map(of_item).chain(first_learned.iter_mut().flatten())
}

/// All sums, in the order in which they are written.
fn sums(split: &mut [Vec<SplitSums>]) -> impl Iterator<Item = &mut f64> {
    let groups = split.iter_mut().flatten().flat_map(|sums| [&mut sums.learned, &mut sums.unaware]);
    let materials = groups.flat_map(|sums: &mut WillingnessSums| sums.iter_mut());
    materials.flat_map(|PerMaterial { content, methods }| [content, methods])
}

fn write_whole_numbers(out: &mut dyn Write, mut numbers: impl Iterator<Item = u64>) -> Result<()> {
    numbers.try_for_each(|number| out.write_all(&number.to_le_bytes()))
}

fn read_whole_number(input: &mut dyn Read) -> Result<u64> {
    Ok(u64::from_le_bytes(read_bytes(input)?))
}

fn read_bytes<const N: usize>(input: &mut dyn Read) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn write_row(out: &mut dyn Write, row: &[f64]) -> Result<()> {
    // By their bits: 0 and −0 are equal, but not the same.
    let (tag, numbers) = match row.iter().all(|number| number.to_bits() == row[0].to_bits()) {
        true => (ONE_FOR_ALL, &row[..1]),
        false => (ONE_FOR_EACH, row),
    };
    let bytes: Vec<u8> =
        std::iter::once(tag).chain(numbers.iter().flat_map(|number| number.to_le_bytes())).collect();
    out.write_all(&bytes)
}

fn read_row(input: &mut dyn Read, row: &mut [f64]) -> Result<()> {
    match read_bytes(input)? {
        [ONE_FOR_ALL] => row.fill(f64::from_le_bytes(read_bytes(input)?)),
        [ONE_FOR_EACH] => {
            let mut bytes = vec![0; size_of_val(row)];
            input.read_exact(&mut bytes)?;
            let (numbers, _) = bytes.as_chunks();
            row.iter_mut().zip(numbers).for_each(|(number, bytes)| *number = f64::from_le_bytes(*bytes));
        }
        _ => return Err(Error::from(ErrorKind::InvalidData)),
    }
    Ok(())
}
