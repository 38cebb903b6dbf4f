//! A menu that opens over a place on a right click or, while something in it has the keyboard, on Shift+F10 or the menu
//! key.

use crate::export::scene::is_picture;
use egui::{AsIdSalt, Key, Modifiers, Popup, Rect, Response, Sense, SetOpenCommand, Ui};

/// The least width of a menu, in points.
const WIDTH: f32 = 160.0;

/// Shows the items of a menu while it is open, over a place in which everything else is drawn; a picture has none.
pub fn over(ui: &Ui, name: impl AsIdSalt, place: Rect, items: impl FnOnce(&mut Ui)) {
    if is_picture(ui.ctx()) {
        return;
    }
    let id = ui.make_persistent_id(name);
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
    popup.show(|ui| {
        ui.set_min_width(WIDTH);
        items(ui);
    });
}

/// Shows an item of a menu; whether it was chosen.
pub fn item(ui: &mut Ui, name: &str, explains: &str) -> bool {
    ui.button(name).on_hover_text(explains).clicked()
}

/// Whether the key of menus was pressed while something in a place has the keyboard.
fn asked_by_key(ui: &Ui, place: &Response) -> bool {
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    let is_inside = focused.is_some_and(|focused| place.rect.contains(focused.rect.center()));
    is_inside
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu)
        })
}
