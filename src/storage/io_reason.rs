//! Why the system refuses to read or write, in plain words: its own texts name error numbers and calls.

use std::io::{Error, ErrorKind};

/// The reason of an error, to follow “the file cannot be read:”; without a full stop.
pub fn io_reason(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission is denied",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::FileTooLarge => "the file would be too large for this disk",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::Unsupported => "it is a pipe or a device, and no file",
        ErrorKind::NotADirectory => "a part of its path is no folder",
        ErrorKind::InvalidFilename => "its name is too long or holds a character that this system refuses",
        ErrorKind::InvalidInput => "its name holds a character that this system refuses",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock => {
            "another program is using it"
        }
        ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::TimedOut
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::ConnectionReset
        | ErrorKind::NotConnected => "the network drive it lies on cannot be reached",
        ErrorKind::BrokenPipe => "nobody reads it any more",
        ErrorKind::OutOfMemory => "there is not enough memory",
        _ => by_number(error),
    }
}

/// The same for errors that the standard library does not tell apart.
#[cfg(unix)]
fn by_number(error: &Error) -> &'static str {
    use rustix::io::Errno;
    match Errno::from_io_error(error) {
        Some(Errno::LOOP) => "it is a link that leads to itself",
        Some(Errno::NXIO | Errno::NODEV) => "it is no file but a connection between programs",
        Some(Errno::MFILE | Errno::NFILE) => "too many files are open",
        Some(Errno::IO) => "the disk does not work as it should",
        _ => UNNAMED,
    }
}

/// The same on other systems.
#[cfg(not(unix))]
fn by_number(_: &Error) -> &'static str {
    UNNAMED
}

const UNNAMED: &str = "the system refuses without a reason that could be told in plain words";
