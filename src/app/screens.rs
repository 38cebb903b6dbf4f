//! The second screen: the room's window opens there, and comes back when it is unplugged.

use super::App;
use egui::{Context, ViewportCommand, ViewportId};

/// The id of the room's window.
pub fn room_window() -> ViewportId {
    ViewportId::from_hash_of("room")
}

/// The number, in the system's order, of a screen on which this program's window is not; `None` if there is none.
pub fn second_screen(frame: &eframe::Frame) -> Option<usize> {
    let window = frame.winit_window()?;
    let own = window.current_monitor().or_else(|| window.primary_monitor())?;
    window.available_monitors().position(|monitor| monitor != own)
}

/// What becomes of the room's window when screens come or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomMove {
    /// It stays.
    Stays,
    /// A screen was plugged in: it goes there.
    To(usize),
    /// Its screen is gone: it comes back to this one.
    ComesBack,
}

impl RoomMove {
    /// The move of a window that fills the screen of this number, if any, when the second screen was one and is another.
    pub fn of(fills: Option<usize>, was: Option<usize>, is: Option<usize>) -> Self {
        match (fills, was, is) {
            (Some(_), _, None) => RoomMove::ComesBack,
            (None, None, Some(screen)) => RoomMove::To(screen),
            (Some(_), _, Some(_)) | (None, Some(_), _) | (None, None, None) => RoomMove::Stays,
        }
    }
}

impl App {
    /// Keeps the room's window on the second screen while there is one.
    pub(super) fn follow_screens(&mut self, ctx: &Context, frame: &eframe::Frame) {
        if self.class.is_none() {
            return;
        }
        let is = second_screen(frame);
        let was = std::mem::replace(&mut self.second_screen, is);
        let Some(class) = self.class.as_mut().filter(|class| class.room_is_open()) else { return };
        match RoomMove::of(class.room_screen, was, is) {
            RoomMove::Stays => {}
            RoomMove::To(screen) => class.room_screen = Some(screen),
            RoomMove::ComesBack => {
                class.room_screen = None;
                ctx.send_viewport_cmd_to(room_window(), ViewportCommand::Fullscreen(false));
                ctx.send_viewport_cmd_to(
                    room_window(),
                    ViewportCommand::InnerSize(super::classroom::ROOM_SIZE),
                );
                self.show_note(
                    "The second screen is gone: the room’s window is on this one, and nothing is lost.",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RoomMove;

    #[test]
    fn the_rooms_window_goes_to_a_screen_that_is_plugged_in_and_comes_back_from_one_that_is_unplugged() {
        assert_eq!(RoomMove::of(None, None, Some(1)), RoomMove::To(1));
        assert_eq!(RoomMove::of(Some(1), Some(1), None), RoomMove::ComesBack);
    }

    #[test]
    fn the_rooms_window_stays_where_somebody_put_it() {
        assert_eq!(RoomMove::of(None, Some(1), Some(1)), RoomMove::Stays, "it was taken off that screen");
        assert_eq!(RoomMove::of(Some(1), Some(1), Some(1)), RoomMove::Stays);
        assert_eq!(
            RoomMove::of(Some(1), Some(1), Some(0)),
            RoomMove::Stays,
            "the teacher's window moved there"
        );
        assert_eq!(RoomMove::of(None, Some(1), None), RoomMove::Stays);
        assert_eq!(RoomMove::of(None, None, None), RoomMove::Stays);
    }
}
