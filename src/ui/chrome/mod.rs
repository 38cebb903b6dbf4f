//! The frame around every stage: the top bar with its menus, the status bar, dialogs and messages.

pub mod area_focus;
pub mod dialog;
pub mod layout;
pub mod messages;
pub mod status_bar;
pub mod top_bar;

pub use dialog::Dialog;
pub use messages::{Message, MessageKind};
pub use status_bar::{Activity, Basis, RunningExport, StatusBar};
pub use top_bar::{Menu, TopBar};
