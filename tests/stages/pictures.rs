//! Pictures of the stages, to be looked at.

use crate::support::save_picture;
use crate::window::{Window, open_sized};
use tearline::ui::Stage;
use tearline::ui::theme::Look;

#[test]
fn every_stage_is_drawn_in_every_look() {
    for (stage, name) in [(Stage::Decision, "decision"), (Stage::Aftermath, "aftermath")] {
        for look in Look::ALL {
            let window = Window { look, ..Window::oval_office(stage) };
            let mut window = open_sized(window, egui::vec2(1280.0, 720.0), 1.0);
            save_picture(&mut window, &format!("stage-{name}-{}", look.name().to_lowercase()));
        }
    }
}
