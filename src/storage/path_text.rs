//! Paths as text in the program's own files. Most are UTF-8 and stand for themselves; the bytes of any other are written
//! in hexadecimal after a word with which no absolute path begins.

use serde::{Deserialize, Deserializer, Serializer};
use std::path::{Path, PathBuf};

/// The word before bytes.
const BYTES: &str = "bytes:";

/// Serializes a path.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&written(path))
}

/// Deserializes a path.
///
/// # Errors
/// Those of the deserializer.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    String::deserialize(from).map(|text| read(&text))
}

/// The same for a path that may be missing.
pub mod optional {
    use super::{PathBuf, read, written};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Serializes a path, if there is one.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(path: &Option<PathBuf>, to: S) -> Result<S::Ok, S::Error> {
        path.as_deref().map(written).serialize(to)
    }

    /// Deserializes a path, if there is one.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.map(|text| read(&text)))
    }
}

fn written(path: &Path) -> String {
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => {
            let bytes = path.as_os_str().as_encoded_bytes();
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{BYTES}{digits}")
        }
    }
}

fn read(text: &str) -> PathBuf {
    match text.strip_prefix(BYTES).and_then(bytes_of) {
        Some(bytes) => path_of(bytes),
        None => PathBuf::from(text),
    }
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    std::ffi::OsString::from_vec(bytes).into()
}

/// On other systems paths are not bytes; what is no text is shown as near to it as can be.
#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn every_path_comes_back_as_it_was() {
        for bytes in [&b"/srv/a/case.ron"[..], b"/srv/\xff\xfe/case.ron", "/srv/\u{e9}".as_bytes()] {
            let path = path_of(bytes.to_vec());
            assert_eq!(read(&written(&path)), path);
        }
        assert_eq!(read("bytes:zz"), PathBuf::from("bytes:zz"));
    }
}
