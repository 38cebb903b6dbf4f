//! What frames every stage: the bar along the top with its menu, the bar along the bottom, dialogs
//! and messages.

pub mod dialog;
pub mod layout;
pub mod menu;
pub mod messages;
pub mod status_bar;
pub mod top_bar;

pub use dialog::Dialog;
pub use messages::Message;
pub use status_bar::{Activity, Basis, StatusBar};
pub use top_bar::TopBar;
