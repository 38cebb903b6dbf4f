//! The menu of a map or a plot: the picture and the table behind it, to copy or to save.

use super::context_menu::{self, item};
use super::table_menu;
use crate::ui::command::ExportCommand;
use crate::ui::picture::order::PictureOrder;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::Themed;
use crate::ui::{Commands, TableId};
use egui::{Rect, Ui};

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
        context_menu::over(ui, ("picture menu", self.subject.key()), place, |ui| self.items(ui, commands));
    }

    fn items(&self, ui: &mut Ui, commands: &mut Commands) {
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
        table_menu::items(ui, table, commands);
    }
}
