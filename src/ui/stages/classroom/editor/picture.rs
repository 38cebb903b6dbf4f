//! What the room will see in the selected step, small. What gives away a result is not played for it.

use super::Open;
use crate::lesson::ClassSession;
use crate::lesson::session::Event;
use crate::scenario::RoomView;
use crate::ui::Commands;
use crate::ui::stages::classroom::ClassView;
use crate::ui::stages::classroom::room::content::{Chosen, room_picture};
use crate::ui::stages::classroom::room::{SHAPE, paint};
use crate::ui::theme::{GRID, Themed};
use egui::{Label, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Shows the picture, or what will stand there.
pub fn show(ui: &mut Ui, open: &Open<'_, '_>, index: usize, commands: &mut Commands) {
    let theme = ui.theme();
    let Some(step) = open.lesson.steps.get(index) else { return };
    ui.add_space(GRID);
    ui.label(theme.semibold("What the room will see"));
    let view = step.shows();
    if step.kind.reveals() || view.gives_away() {
        let says = match view {
            RoomView::Result => "The model’s result beside what the class voted and predicted.",
            RoomView::Plot => "The course of willingness, month by month.",
            RoomView::History => "One history, month by month.",
            RoomView::Why => "The sentence that says why, then the largest reasons.",
            RoomView::Record => "What happened, with its doubts.",
            RoomView::Brief | RoomView::Map | RoomView::Question | RoomView::Tally => {
                "What you choose, once results may be seen."
            }
        };
        ui.add(Label::new(theme.quiet(says)).wrap());
        return;
    }
    // A class of nobody that has come to this step.
    let mut session = ClassSession::new("", open.lesson.clone(), 0);
    session.add(0.0, Event::StepBegan(index));
    let picture = room_picture(open.scene, &nobody(&session), &Chosen::default(), commands);
    let width = ui.available_width();
    let (place, response) = ui.allocate_exact_size(vec2(width, width / SHAPE), Sense::hover());
    response.widget_info(|| {
        let words = format!("The room will see: {}", picture.content.words());
        WidgetInfo::labeled(egui::Role::Image, true, words)
    });
    paint(&ui.painter().with_clip_rect(place), place, &picture, None);
    ui.painter().rect_stroke(place, 2.0, Stroke::new(1.0, theme.colors.line), StrokeKind::Inside);
    // What is cut in the small picture is read here.
    response.on_hover_text(picture.content.words());
}

fn nobody(session: &ClassSession) -> ClassView<'_> {
    ClassView {
        session,
        now: 0.0,
        room_is_open: false,
        room_fills_screen: false,
        is_blank: false,
        is_frozen: false,
        notes_hidden: false,
        names_hidden: false,
        case: None,
        explores: None,
        kept_in: None,
    }
}
