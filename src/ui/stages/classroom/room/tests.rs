//! The room's picture in places of any size: its window passes through every height while it folds.

use super::paint;
use crate::lesson::prediction::Outlook;
use crate::lesson::room_picture::{
    ArrowMeaning, GuessBoard, HistoryBoard, MapActor, MapArrow, MapBoard, MapPartnership, OutlookRow,
    PlotBoard, PlotCourse, ResultBoard, RoomContent, RoomPicture, TallyBoard, TallyRow,
};
use crate::scenario::Role;
use crate::ui::theme::{Look, Theme};
use egui::{Context, RawInput, Rect, pos2, vec2};

fn map() -> MapBoard {
    let actor = |name: &str, role, at| MapActor {
        name: name.into(),
        role,
        at,
        note: "originator".into(),
        knows: true,
    };
    let arrow = |from, to, meaning| MapArrow { from, to, meaning };
    MapBoard {
        title: "Before the meeting".into(),
        actors: vec![
            actor("United States", Some(Role::Home), [0.0, 0.0]),
            actor("Israel", Some(Role::Originator), [-120.0, 60.0]),
            actor("Russia", Some(Role::Recipient), [130.0, 20.0]),
            actor("Press", None, [150.0, -90.0]),
        ],
        partnerships: vec![MapPartnership { partner: 1, before: Some([0.9, 0.8]), now: Some([0.75, 0.5]) }],
        arrows: vec![
            arrow(0, 2, ArrowMeaning::Told),
            arrow(2, 1, ArrowMeaning::Chance(0.25)),
            arrow(2, 3, ArrowMeaning::Possible),
            arrow(0, 3, ArrowMeaning::Passed(0.5)),
        ],
        hostile: vec![[1, 2]],
    }
}

fn tally() -> TallyBoard {
    let row = |letter, votes| TallyRow { letter, text: "Ask Israel first".into(), votes };
    let rows = vec![row('A', [Some(3), Some(5)]), row('B', [Some(0), None]), row('C', [None, None])];
    TallyBoard { title: "What should be told?".into(), below: "8 voted.".into(), rows }
}

fn result(guesses: Option<GuessBoard>) -> ResultBoard {
    let row = |outlook| OutlookRow { outlook, class: Some(0.4), model: Some(0.6), happened: true };
    ResultBoard {
        votes: Some(tally()),
        title: "Israel, content".into(),
        below: "“As it happened”, 3 predictions.".into(),
        rows: Outlook::ALL.map(row).into(),
        guesses,
        sentences: vec!["Closer than half of the class.".into()],
    }
}

fn plot() -> PlotBoard {
    let course = |name: &str, stands_out| PlotCourse {
        name: name.into(),
        stands_out,
        planned: vec![0.9, 0.5, 0.6],
        withheld: vec![0.9, 0.9, 0.9],
        half: vec![[0.8, 1.0], [0.4, 0.6], [0.5, 0.7]],
    };
    let courses = || vec![course("Israel", true), course("Germany", false)];
    PlotBoard { title: "As it happened".into(), last: 2, month: 1, materials: [courses(), courses()] }
}

/// A picture of each content, and of each form of those that have several.
fn pictures() -> Vec<RoomPicture> {
    let guesses = GuessBoard { guesses: vec![0.2, 0.7], model: Some(0.5), before: Some(0.9) };
    let events = vec!["Russia learns of it.".into(); 3];
    let options = vec![('A', "Ask Israel first".into()), ('B', "Say nothing".into())];
    let contents = [
        RoomContent::Blank,
        RoomContent::Text { title: "Talk to your neighbour.".into(), paragraphs: vec!["Why?".into(); 2] },
        RoomContent::Question { title: "What next?".into(), below: "Vote.".into(), options },
        RoomContent::Tally(tally()),
        RoomContent::Result(result(None)),
        RoomContent::Result(result(Some(guesses))),
        RoomContent::Map(map()),
        RoomContent::History(HistoryBoard { map: map(), month: 3, last: 24, events }),
        RoomContent::Plot(plot()),
    ];
    let picture = |content| RoomPicture { steps: vec!["Brief".into(), "Vote".into()], step: 1, content };
    contents.map(picture).into()
}

/// Places that are hardly there, in points.
const SIZES: [(f32, f32); 6] =
    [(800.0, 0.0), (800.0, 1.0), (800.0, 3.0), (0.0, 450.0), (1.0, 450.0), (0.0, 0.0)];

#[test]
fn every_picture_is_painted_into_places_of_hardly_any_height_or_width() {
    for look in Look::ALL {
        let ctx = Context::default();
        crate::ui::theme::install_fonts(&ctx);
        Theme::of(look).apply(&ctx);
        for picture in pictures() {
            for (width, height) in SIZES {
                let place = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, height));
                let mut output = ctx.run_ui(RawInput::default(), |ui| {
                    paint(ui.painter(), place, &picture, Some("2:30".into()));
                });
                // Nothing is shown, so that no glyphs are needed.
                output.textures_delta.clear();
                let shapes = ctx.tessellate(output.shapes, 1.0);
                let mut corners = shapes.iter().flat_map(|shape| match &shape.primitive {
                    egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.clone(),
                    egui::epaint::Primitive::Callback(_) => Vec::new(),
                });
                let content = &picture.content;
                assert!(corners.all(|corner| corner.pos.is_finite()), "{place:?}, {content:?}");
            }
        }
    }
}
