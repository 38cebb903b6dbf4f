//! What else could have been done.

use crate::desk::Desk;
use egui::Key;
use tearline::ui::Command;

fn compare(case: &str) -> Desk {
    let mut desk = Desk::new();
    desk.ask(Command::OpenCase(case.into()));
    desk.ctrl(Key::Num6, false);
    desk
}

#[test]
fn compare_in_every_look() {
    let mut desk = compare("oval-office-2017");
    for question in ["Side by side", "Better plan", "Smallest repair", "Asking first"] {
        desk.choose_of("Ask", question);
        for look in tearline::ui::theme::Look::ALL {
            desk.ask(Command::SetLook(look));
            let name = question.replace(' ', "-").to_lowercase();
            desk.picture(&format!("compare-{name}-{}", look.name().to_lowercase()));
        }
    }
    desk.ask(Command::ToggleTable);
    desk.picture("compare-table-projector");
}

impl Desk {
    /// Chooses one of a row of choices.
    pub fn choose_of(&mut self, row: &str, name: &str) {
        use egui_kittest::kittest::Queryable;
        let label = format!("{row}: {name}");
        self.window.get_by_role_and_label(egui::accesskit::Role::RadioButton, &label).click();
        self.settle();
    }
}
