//! Files on a disk: read with a limit of size, written whole or not at all, claimed by one window, and checked
//! for changes by others.

use super::file_error::{FileError, shown_name};
use super::io_reason::io_reason;
use super::rewrite::{Rewritten, is_written_by_hand, rewrite, rewritten_or_plain};
use super::text::{self, Loaded};
use crate::scenario::Scenario;
use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The largest file that is read, in bytes: a thousand times a usual scenario, and far less than memory.
pub const LARGEST_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a scenario from a file, and says what was translated if the file is of an older version.
///
/// # Errors
/// If the file cannot be read or is not a whole scenario: what is wrong, and where.
pub fn load(path: &Path) -> Result<Loaded, FileError> {
    text::read(&read_text(path)?, &shown_name(path))
}

/// Reads the text of a scenario's file.
///
/// # Errors
/// If it cannot be read, is too long, or is no text.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let name = shown_name(path);
    let bytes = read(path).map_err(|error| cannot_read(&name, &error))??;
    String::from_utf8(bytes)
        .map_err(|_| FileError::whole(&name, "this is not a text file in UTF-8, so it cannot be a scenario."))
}

fn read(path: &Path) -> std::io::Result<Result<Vec<u8>, FileError>> {
    let name = shown_name(path);
    let mut file = open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Ok(Err(FileError::without_place(
            &name,
            "this is a folder, not a scenario; choose a file in it.",
        )));
    }
    let mut bytes = Vec::new();
    if !wait_for_writer(&mut file, &about, &mut bytes)? {
        let sentence = "this is a pipe to which nobody writes; choose a file.";
        return Ok(Err(FileError::without_place(&name, sentence)));
    }
    // Read one byte over the limit: a device does not know its length.
    file.take(LARGEST_FILE_BYTES + 1 - bytes.len() as u64).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE_BYTES {
        let most = LARGEST_FILE_BYTES >> 20;
        // A device does not know its length, and a file just over the limit would round to it.
        let size = match (about.len() as f64 / f64::from(1 << 20)).round() as u64 {
            size if size > most => format!("{size} MB"),
            _ => format!("more than {most} MB"),
        };
        let sentence =
            format!("the file is {size} long; a scenario is at most {most} MB, so this is something else.");
        return Ok(Err(FileError::whole(&name, sentence)));
    }
    Ok(Ok(bytes))
}

/// Opens a file for reading. A pipe to which nobody writes would otherwise be waited for without end.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    options.open(path)
}

/// Waits for the first byte of a file that was opened without waiting, and lets later ones be waited for; false if it is a
/// pipe to which nobody writes.
#[cfg(unix)]
fn wait_for_writer(file: &mut File, about: &fs::Metadata, bytes: &mut Vec<u8>) -> std::io::Result<bool> {
    use std::os::unix::fs::FileTypeExt as _;
    let mut first = [0];
    let is_written = match file.read(&mut first) {
        Ok(0) => !about.file_type().is_fifo(),
        Ok(_) => {
            bytes.extend(first);
            true
        }
        Err(error) if error.kind() == ErrorKind::WouldBlock => true,
        Err(error) => return Err(error),
    };
    rustix::fs::fcntl_setfl(&*file, rustix::fs::OFlags::empty())?;
    Ok(is_written)
}

/// The same on systems that have no pipes among their files.
#[cfg(not(unix))]
fn wait_for_writer(_: &mut File, _: &fs::Metadata, _: &mut Vec<u8>) -> std::io::Result<bool> {
    Ok(true)
}

fn cannot_read(name: &str, error: &std::io::Error) -> FileError {
    FileError::without_place(
        name,
        match error.kind() {
            ErrorKind::NotFound => "there is no such file; check the name and the folder.".into(),
            ErrorKind::PermissionDenied => "you may not read this file; ask its owner.".into(),
            ErrorKind::IsADirectory => "this is a folder, not a scenario; choose a file in it.".into(),
            _ => format!("the file cannot be read: {}.", io_reason(error)),
        },
    )
}

/// Writes a scenario to a file: all of it, or the old file stays as it was.
///
/// # Errors
/// If the file cannot be written.
pub fn save(path: &Path, scenario: &Scenario) -> Result<(), FileError> {
    save_over(path, None, scenario).map(|_| ())
}

/// The same for a scenario that was read from a text, which stays as it is wherever nothing was changed; see
/// [`rewrite`]. Returns the text that was written.
///
/// # Errors
/// If the file cannot be written.
pub fn save_over(path: &Path, original: Option<&str>, scenario: &Scenario) -> Result<Arc<str>, FileError> {
    let text = match original {
        Some(original) => rewrite(original, scenario),
        None => text::write(scenario),
    };
    let text = text.map_err(|sentence| unwritten(path, sentence))?;
    save_text(path, &text)?;
    Ok(text.into())
}

/// The same, unless that would lose what somebody wrote by hand into the text that was read: then nothing is written, and
/// nothing is returned.
///
/// # Errors
/// If the file cannot be written.
pub fn save_if_kept(path: &Path, original: &str, scenario: &Scenario) -> Result<Option<Arc<str>>, FileError> {
    let text = match rewritten_or_plain(original, scenario).map_err(|sentence| unwritten(path, sentence))? {
        Rewritten::Kept(text) => text,
        Rewritten::Plain(_) if is_written_by_hand(original) => return Ok(None),
        Rewritten::Plain(text) => text,
    };
    save_text(path, &text)?;
    Ok(Some(text.into()))
}

fn unwritten(path: &Path, sentence: String) -> FileError {
    FileError::without_place(&shown_name(path), sentence)
}

/// Writes a text to a file: all of it, or the old file stays as it was.
///
/// # Errors
/// If the file cannot be written.
pub fn save_text(path: &Path, text: &str) -> Result<(), FileError> {
    save_bytes(path, text.as_bytes())
}

/// Writes bytes to a file: all of them, or the old file stays as it was.
///
/// # Errors
/// If the file cannot be written.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let name = shown_name(path);
    write_atomically(path, bytes).map_err(|error| cannot_write(&name, &error))
}

/// Lets something be written to a file bit by bit: all of it, or the old file stays as it was. `write` returns false if it
/// was stopped, and so does this function: then nothing was written.
///
/// # Errors
/// If the file cannot be written.
pub fn save_streamed(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<bool>,
) -> Result<bool, FileError> {
    let name = shown_name(path);
    stream_atomically(path, write).map_err(|error| cannot_write(&name, &error))
}

fn stream_atomically(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<bool>,
) -> std::io::Result<bool> {
    let path = replaced(path)?;
    let mut file = open_beside(&path)?;
    if write(&mut file)? {
        put_in_place(file, &path)?;
        Ok(true)
    } else {
        file.discard()?;
        Ok(false)
    }
}

/// The path of the file that is to be replaced: the target of a link, not the link.
fn replaced(path: &Path) -> std::io::Result<PathBuf> {
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) if error.kind() == ErrorKind::NotFound => end_of_links(path)?,
        // Such as links that lead round in a circle.
        Err(error) if path.is_symlink() => return Err(error),
        Err(_) => path.to_owned(),
    };
    match fs::metadata(&path) {
        // Otherwise the folder would be noticed only when the finished file is to replace it.
        Ok(about) if about.is_dir() => Err(ErrorKind::IsADirectory.into()),
        // A file would take the place of a pipe or a device.
        Ok(about) if !about.is_file() => Err(ErrorKind::Unsupported.into()),
        Ok(_) | Err(_) => Ok(path),
    }
}

/// The path to which links lead, at whose end there is no file yet.
fn end_of_links(path: &Path) -> std::io::Result<PathBuf> {
    let mut path = path.to_owned();
    while path.is_symlink() {
        let target = fs::read_link(&path)?;
        path = path.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
    }
    Ok(path)
}

/// Makes a folder that nobody else can look into, and those above it.
pub(super) fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    set_mode(folder, 0o700)
}

/// The same as [`write_atomically`], to a file that nobody else can read.
pub(super) fn write_privately(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = AtomicWriteFile::options();
    #[cfg(unix)]
    atomic_write_file::unix::OpenOptionsExt::preserve_mode(&mut options, false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// Sets who may use a file or folder, where the system knows modes.
fn set_mode(path: &Path, mode: u32) -> std::io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

/// Writes bytes to a file: all of them, or the old file stays as it was.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let path = replaced(path)?;
    let mut file = open_beside(&path)?;
    file.write_all(bytes)?;
    put_in_place(file, &path)
}

/// Opens a file beside another, to be put in its place.
fn open_beside(path: &Path) -> std::io::Result<AtomicWriteFile> {
    // Read again where the other has several names.
    AtomicWriteFile::options().read(true).open(path)
}

/// Puts a file that was written in the place of the one beside which it lies.
fn put_in_place(file: AtomicWriteFile, path: &Path) -> std::io::Result<()> {
    if has_other_names(path) { write_over(file, path) } else { file.commit() }
}

/// Whether a file has more than one name: to replace it under one would leave the others behind.
fn has_other_names(path: &Path) -> bool {
    #[cfg(unix)]
    return fs::metadata(path).is_ok_and(|about| std::os::unix::fs::MetadataExt::nlink(&about) > 1);
    #[cfg(not(unix))]
    false
}

/// Writes into the file itself, after its disk was seen to have room for all of it: the new content lies beside it
/// until it is done.
fn write_over(mut beside: AtomicWriteFile, path: &Path) -> std::io::Result<()> {
    beside.sync_all()?;
    beside.rewind()?;
    let mut write = || {
        let mut file = File::options().write(true).open(path)?;
        let bytes = std::io::copy(&mut *beside, &mut file)?;
        file.set_len(bytes)?;
        file.sync_all()
    };
    match write() {
        Ok(()) => beside.discard(),
        // Better a file with one name than half a file with two.
        Err(_) => beside.commit(),
    }
}

fn cannot_write(name: &str, error: &std::io::Error) -> FileError {
    FileError::without_place(
        name,
        match error.kind() {
            ErrorKind::NotFound => {
                "the folder does not exist, so nothing was written; choose another.".into()
            }
            ErrorKind::PermissionDenied => {
                "you may not write here, so nothing was written; choose another folder.".into()
            }
            ErrorKind::StorageFull => {
                "the disk is full, so nothing was written; make room or choose another.".into()
            }
            ErrorKind::IsADirectory => {
                "a folder has this name, so nothing was written; choose another name.".into()
            }
            _ => format!("nothing was written: {}.", io_reason(error)),
        },
    )
}

/// Holds a file for this window: until it is dropped, other windows are told that the file is open here.
#[derive(Debug)]
pub struct Claim {
    lock: PathBuf,
    #[expect(dead_code, reason = "it is held for its lock")]
    file: File,
}

impl Drop for Claim {
    fn drop(&mut self) {
        // A lock that stays does no more than take up a name.
        let _ = fs::remove_file(&self.lock);
    }
}

/// Whether a file is open in another window.
#[derive(Debug)]
pub enum Presence {
    /// In no other, as far as can be seen; without a claim, if none could be made.
    Here(Option<Claim>),
    /// Another window has it open.
    Elsewhere,
}

/// Claims a file, by a lock in a folder that all windows share. A file that cannot be claimed for any other
/// reason counts as free: the claim only serves a warning, and must not stop anybody from working.
pub fn claim(folder: &Path, file: &Path) -> Presence {
    let path = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let lock = folder.join(format!("open-{:016x}.lock", hasher.finish()));
    remove_old_claims(folder);
    let file = create_private_folder(folder).and_then(|()| File::create(&lock));
    match file.map(|file| (file.try_lock(), file)) {
        Ok((Ok(()), file)) => Presence::Here(Some(Claim { lock, file })),
        Ok((Err(fs::TryLockError::WouldBlock), _)) => Presence::Elsewhere,
        Ok((Err(fs::TryLockError::Error(_)), _)) | Err(_) => Presence::Here(None),
    }
}

/// How long the lock of a program that was ended from outside is kept, in seconds: much longer than starting one takes.
const OLD_SECONDS: u64 = 600;

/// Whether a file was made so long ago that no program can still be about to use it.
fn is_old(entry: &fs::DirEntry) -> bool {
    let age = entry.metadata().and_then(|about| about.modified()).map(|at| at.elapsed());
    age.is_ok_and(|age| age.is_ok_and(|age| age.as_secs() > OLD_SECONDS))
}

/// Removes the locks of programs that were ended from outside. A young one stays: another window may have created it and
/// be about to lock it.
fn remove_old_claims(folder: &Path) {
    let is_claim = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| name.starts_with("open-") && name.ends_with(".lock"))
    };
    let is_held = |entry: &fs::DirEntry| File::open(entry.path()).is_ok_and(|file| file.try_lock().is_err());
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_claim(entry) && is_old(entry) && !is_held(entry)) {
        // It does no harm where it cannot be removed.
        let _ = fs::remove_file(entry.path());
    }
}

/// A state of a file, to be compared with a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

/// The state of a file; `None` if it cannot be read.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    Some(Stamp { modified: about.modified().ok()?, bytes: about.len() })
}
