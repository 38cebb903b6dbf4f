//! A ring around an area of the window that has the keyboard: the keys stay free, and Tab goes on to the first control in it.

use egui::{Context, Id, Rect, Response, Role, Sense, Ui, WidgetInfo};

/// The room between the edge of an area and the ring, in points.
const INSET: f32 = 4.0;

/// Takes note that an area has the keyboard under this id, and shows it. The ring itself is that of every control.
pub fn show(ui: &mut Ui, id: Id, place: Rect, name: &str) -> Response {
    let around = ui.interact(place.shrink(INSET), id, Sense::focusable_noninteractive());
    around.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
    ui.data_mut(|data| data.insert_temp(ringed(), id));
    around
}

/// Whether no control has the keyboard, so that plain keys are free for commands: nothing has it, or an area as a whole.
pub fn keys_are_free(ctx: &Context) -> bool {
    let ringed: Option<Id> = ctx.data(|data| data.get_temp(ringed()));
    ctx.memory(|memory| memory.focused()).is_none_or(|focused| Some(focused) == ringed)
}

/// Where the id of the area that had the keyboard last is kept.
fn ringed() -> Id {
    Id::unique("area with the keyboard")
}
