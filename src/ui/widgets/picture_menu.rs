//! The menu of a map or a plot, which opens on a right click or, while something in it has the keyboard, on Shift+F10:
//! the picture and the table behind it, to copy or to save.

use crate::export::scene::is_picture;
use crate::ui::command::{ExportCommand, TableFormat};
use crate::ui::picture::order::PictureOrder;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::Themed;
use crate::ui::{Commands, TableCommand, TableId};
use egui::{Key, Modifiers, Popup, Rect, Response, Sense, SetOpenCommand, Ui};

/// What can be taken out of a place on the screen.
#[derive(Clone, Debug)]
pub struct PictureMenu {
    /// What a picture shows.
    pub subject: PictureSubject,
    /// The table behind it, if there is one.
    pub table: Option<TableId>,
}

impl PictureMenu {
    /// Shows the menu while it is open, over a place in which everything else is drawn.
    pub fn over(self, ui: &Ui, place: Rect, commands: &mut Commands) {
        if is_picture(ui.ctx()) {
            return;
        }
        let id = ui.make_persistent_id(("picture menu", self.subject.key()));
        let response = ui.interact(place, id, Sense::hover());
        let by_pointer = response.contains_pointer() && ui.input(|input| input.pointer.secondary_clicked());
        let by_key = asked_by_key(ui, &response);
        if by_pointer || by_key {
            ui.data_mut(|data| data.insert_temp(id, by_key));
        }
        let opens = (by_pointer || by_key).then_some(SetOpenCommand::Bool(true));
        let popup = Popup::menu(&response).open_memory(opens);
        // The pointer may be elsewhere while keys are used.
        let popup = match ui.data(|data| data.get_temp(id)) {
            Some(true) => popup.at_position(place.center()),
            Some(false) | None => popup.at_pointer_fixed(),
        };
        popup.show(|ui| self.items(ui, commands));
    }

    fn items(&self, ui: &mut Ui, commands: &mut Commands) {
        ui.set_min_width(160.0);
        let subject = || self.subject.clone();
        if item(ui, "Copy picture", "Put it on the clipboard as it is on the screen.") {
            let order = PictureOrder::usual(subject(), ui.theme().look);
            commands.send(ExportCommand::CopyPicture(Box::new(order)));
        }
        if item(ui, "Save picture…", "Choose look, size and format, and see what will come.") {
            commands.send(ExportCommand::ShowPicture(subject()));
        }
        let Some(table) = self.table else { return };
        ui.separator();
        if item(ui, "Copy table", "Put the numbers on the clipboard.") {
            commands.send(TableCommand::Copy(table));
        }
        if item(ui, "Save table…", "Save the numbers as a workbook.") {
            commands.send(TableCommand::Save(table, TableFormat::Xlsx));
        }
    }
}

fn item(ui: &mut Ui, name: &str, explains: &str) -> bool {
    ui.button(name).on_hover_text(explains).clicked()
}

/// Whether Shift+F10 was pressed while something in a place has the keyboard.
fn asked_by_key(ui: &Ui, place: &Response) -> bool {
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    let is_inside = focused.is_some_and(|focused| place.rect.contains(focused.rect.center()));
    is_inside && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10))
}
