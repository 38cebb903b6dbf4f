//! The system’s clipboard, for what is more than text: egui’s own takes text alone.

use crate::export::tables::clipboard::CopiedTable;
use std::sync::{Mutex, PoisonError};

/// Something for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A table, as text and as HTML.
    Table(CopiedTable),
}

/// Takes what is copied. Called off the window’s thread: another program may hold the clipboard.
pub trait Clipboard: Send + Sync {
    /// Puts something on the clipboard.
    ///
    /// # Errors
    /// If there is no clipboard, or it refuses; why, as a sentence.
    fn put(&self, copied: Copied) -> Result<(), String>;
}

/// The system’s clipboard.
#[derive(Default)]
pub struct SystemClipboard {
    /// Kept open, because on X11 the content is gone with the program’s last connection.
    open: Mutex<Option<arboard::Clipboard>>,
}

impl Clipboard for SystemClipboard {
    fn put(&self, copied: Copied) -> Result<(), String> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match open.take() {
            Some(clipboard) => clipboard,
            None => arboard::Clipboard::new().map_err(|error| error.to_string())?,
        };
        let clipboard = open.insert(clipboard);
        let put = match copied {
            Copied::Table(table) => clipboard.set().html(table.html, Some(table.text)),
        };
        put.map_err(|error| error.to_string())
    }
}
