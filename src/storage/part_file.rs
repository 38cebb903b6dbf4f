//! Files that hold a part of a run: which run and which part, then its numbers, each with a checksum: a cut or damaged
//! file is noticed, and not added up.
//!
//! After [`MAGIC`] follow the length of the header, the header as JSON, its checksum, the numbers, and theirs. Lengths
//! and checksums (CRC-32) are little-endian.

use super::file::{LARGEST_FILE_BYTES, save_streamed};
use super::file_error::{FileError, shown_name};
use super::io_reason::io_reason;
use crc32fast::Hasher;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::Path;

/// The first bytes of a file with a part; the number is the version of this format.
const MAGIC: &[u8; 16] = b"tearline part 1\n";

/// The longest header in bytes: a case of the greatest length, with room for the escapes of JSON.
const LONGEST_HEADER_BYTES: u64 = 2 * LARGEST_FILE_BYTES;

/// Bytes that are read or written at once: the numbers come one by one, and there may be gigabytes of them.
const BUFFER_BYTES: usize = 1 << 18;

/// A run that is played in parts: everything on which its result depends, the same in all of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitRun {
    /// The version of the model that plays it.
    pub model_version: String,
    /// The case, as the text of a file.
    pub case: String,
    /// The id of the plan.
    pub plan: String,
    /// The seed of all draws.
    pub seed: u64,
    /// How many histories were asked for.
    pub histories: u64,
    /// Months after month 0; the case's own horizon if `None`.
    pub horizon_months: Option<u32>,
    /// Whether only histories are kept in which every originator whose promise was broken learns of it in month 0.
    pub given_detected: bool,
    /// How many histories the whole run keeps.
    pub histories_kept: u64,
    /// How many the whole run plays to find them.
    pub histories_played: u64,
    /// How many parts there are.
    pub parts: u64,
}

/// What a file with a part says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartHeader {
    /// The run.
    pub run: SplitRun,
    /// The number of the part, from 1.
    pub part: u64,
}

/// Writes a part of a run to a file: all of it, or the old file stays as it was.
///
/// # Errors
/// If the file cannot be written.
pub fn save_part(
    path: &Path,
    header: &PartHeader,
    numbers: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), FileError> {
    let header = serde_json::to_vec(header).map_err(|error| {
        FileError::without_place(&shown_name(path), format!("nothing was written: {error}."))
    })?;
    save_streamed(path, |out| {
        let mut out = BufWriter::with_capacity(BUFFER_BYTES, out);
        out.write_all(MAGIC)?;
        out.write_all(&(header.len() as u64).to_le_bytes())?;
        out.write_all(&header)?;
        out.write_all(&crc32fast::hash(&header).to_le_bytes())?;
        let mut summed = Summed { inner: out, sum: Hasher::new() };
        numbers(&mut summed)?;
        let Summed { inner: mut out, sum } = summed;
        out.write_all(&sum.finalize().to_le_bytes())?;
        out.flush()?;
        Ok(true)
    })
    .map(|_| ())
}

/// A file with a part, read as far as its header.
#[derive(Debug)]
pub struct PartFile {
    /// The file's name, for messages.
    pub name: String,
    /// What it says of itself.
    pub header: PartHeader,
    rest: BufReader<File>,
}

impl PartFile {
    /// Opens a file with a part, and reads its header.
    ///
    /// # Errors
    /// If it cannot be read, holds something else, or is damaged.
    pub fn open(path: &Path) -> Result<PartFile, FileError> {
        let name = shown_name(path);
        let unread = |error| unread(&name, &error);
        let file = File::open(path).map_err(unread)?;
        if !file.metadata().map_err(unread)?.is_file() {
            return Err(FileError::without_place(&name, NO_PART));
        }
        let mut rest = BufReader::with_capacity(BUFFER_BYTES, file);
        let mut magic = Vec::new();
        rest.by_ref().take(MAGIC.len() as u64).read_to_end(&mut magic).map_err(unread)?;
        if magic != MAGIC {
            return Err(FileError::without_place(&name, no_part(&magic)));
        }
        let header = read_header(&mut rest).map_err(unread)?;
        Ok(PartFile { name, header, rest })
    }

    /// Reads the numbers, to the end of the file.
    ///
    /// # Errors
    /// If they cannot be read or are damaged.
    pub fn numbers<T>(
        mut self,
        read: impl FnOnce(&mut dyn Read) -> std::io::Result<T>,
    ) -> Result<T, FileError> {
        let unread = |error| unread(&self.name, &error);
        let mut summed = Summed { inner: &mut self.rest, sum: Hasher::new() };
        let numbers = read(&mut summed).map_err(unread)?;
        let sum = summed.sum.finalize();
        let mut last = Vec::new();
        // A byte more than there should be, so that a longer file is noticed.
        self.rest.take(5).read_to_end(&mut last).map_err(unread)?;
        if last != sum.to_le_bytes() {
            return Err(unread(ErrorKind::InvalidData.into()));
        }
        Ok(numbers)
    }
}

fn read_header(file: &mut impl Read) -> std::io::Result<PartHeader> {
    let damaged = || std::io::Error::from(ErrorKind::InvalidData);
    let mut length = [0; 8];
    file.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST_HEADER_BYTES {
        return Err(damaged());
    }
    let mut header = Vec::new();
    file.take(length).read_to_end(&mut header)?;
    let mut sum = [0; 4];
    file.read_exact(&mut sum)?;
    if sum != crc32fast::hash(&header).to_le_bytes() {
        return Err(damaged());
    }
    serde_json::from_slice(&header).map_err(|_| damaged())
}

/// The answer to a file that is no part of a run at all.
const NO_PART: &str =
    "this is no part of a run; name files that `tearline project CASE --part K/N --out FILE` wrote.";

fn no_part(magic: &[u8]) -> &'static str {
    let name = &MAGIC[..b"tearline part ".len()];
    match magic.starts_with(name) {
        true => "this part was written by another version of the program; write all parts with the same one.",
        false if MAGIC.starts_with(magic) => DAMAGED,
        false => NO_PART,
    }
}

/// The answer to a file that once was one.
const DAMAGED: &str =
    "this part of a run is cut short or damaged; write it once more, with the same command as before.";

fn unread(name: &str, error: &std::io::Error) -> FileError {
    let sentence = match error.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData => DAMAGED.to_owned(),
        _ => format!("it cannot be read: {}.", io_reason(error)),
    };
    FileError::without_place(name, sentence)
}

/// A reader or writer that sums up what goes through it.
struct Summed<T> {
    inner: T,
    sum: Hasher,
}

impl<T: Write> Write for Summed<T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Summed<T> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(bytes)?;
        self.sum.update(&bytes[..length]);
        Ok(length)
    }
}
