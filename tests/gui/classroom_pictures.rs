//! Every step of a lesson looks as it did when somebody last looked at it: the teacher's window, and what the room sees,
//! painted from the pictures that the session kept.

use crate::classroom::press;
use crate::desk::{Desk, Setup};
use crate::likeness::{compare_picture, reduced};
use crate::model::project_once;
use crate::pictures::Rasterizer;
use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use tearline::app::{ClassStore, Engine, KeptClasses, Preferences};
use tearline::lesson::prediction::{Answer, Outlook, Prediction, Target};
use tearline::lesson::session::Event;
use tearline::lesson::{ClassSession, RoomPicture};
use tearline::scenario::{ActorId, Material, StepKind};
use tearline::ui::stages::classroom::paint_room;
use tearline::ui::theme::{Look, Theme, install_fonts};
use tearline::ui::{ClassroomCommand, FileCommand};

const LOOKS: [Look; 2] = [Look::Light, Look::Projector];
const SIZES: [(&str, egui::Vec2); 2] =
    [("small", egui::vec2(1280.0, 720.0)), ("large", egui::vec2(1920.0, 1080.0))];

/// The name of a kept picture.
fn name(of: &str, look: Look, size: &str) -> String {
    format!("classroom-{of}-{}-{size}", look.name().to_lowercase())
}

/// Enters what a class answers in a step: votes that move from A to B, and predictions of nine teams.
fn answer(desk: &mut Desk, session: &ClassSession, step: usize) {
    let Some(of) = session.lesson.steps.get(step) else { return };
    if let Some(ballot) = session.lesson.ballot(step) {
        let is_second = session.lesson.vote_before(step).is_some();
        let counts = if is_second { [22, 33, 17, 4, 2, 2] } else { [14, 19, 31, 12, 2, 2] };
        for (option, votes) in counts.into_iter().enumerate().take(ballot.options.len()) {
            desk.ask(ClassroomCommand::Enter(Event::Counted { step, option, votes }));
        }
        if is_second {
            desk.ask(ClassroomCommand::ShowTally { step, shown: true });
        }
    }
    if matches!(of.kind, StepKind::Predict { .. }) {
        for team in 0..9 {
            let about = |material| Target { partner: ActorId::known("il"), material };
            let outlook = Outlook::ALL[team % 3];
            let word = Answer::Word { outlook, confidence: 0.5 + 0.05 * team as f64 };
            let answers = Material::ALL.map(|material| (about(material), word)).to_vec();
            let prediction = Prediction { who: format!("Team {team}"), answers, plan: None };
            desk.ask(ClassroomCommand::Enter(Event::Predicted { step, prediction }));
        }
    }
}

/// Goes through the lesson of fifty minutes, and does something in each step.
fn teach(setup: Setup, classes: &Arc<dyn ClassStore>, mut act: impl FnMut(&mut Desk, usize)) {
    let mut desk = Desk::with(setup);
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Classroom");
    desk.window.get_by_role_and_label(Role::Button, "Begin: Fifty minutes").click();
    desk.settle();
    let session = classes.sessions().remove(0).expect("it can be read");
    for step in 0..session.lesson.steps.len() {
        answer(&mut desk, &session, step);
        act(&mut desk, step);
        press(&mut desk, &[Key::PageDown]);
    }
}

/// A setup as a person has it, whose session is kept in a folder.
fn setup(folder: &tempfile::TempDir, look: Look, size: egui::Vec2) -> (Setup, Arc<dyn ClassStore>) {
    let classes: Arc<dyn ClassStore> = Arc::new(KeptClasses::new(folder.path().join("classes")));
    let engine: Arc<Engine> = Arc::new(project_once);
    let preferences = Preferences { look, ..Preferences::default() };
    (Setup { size, preferences, classes: classes.clone(), engine: Some(engine), ..Setup::default() }, classes)
}

/// The pictures of the room in every step, and beside them those that a teacher may choose after the reveal.
fn room_pictures() -> Vec<(String, RoomPicture)> {
    let folder = tempfile::tempdir().expect("a folder");
    let (setup, classes) = setup(&folder, Look::Light, SIZES[0].1);
    teach(setup, &classes, |desk, step| {
        press(desk, &[Key::S]);
        let chosen: &[&str] = match step {
            0 => &["Map"],
            6 => &["Map", "Plot", "One history"],
            _ => &[],
        };
        for view in chosen {
            desk.window.get_by_role_and_label(Role::ComboBox, "Picture for the room").click();
            desk.settle();
            desk.window.get_by_role_and_label(Role::Button, view).click();
            desk.settle();
            if *view == "One history" {
                desk.draw_until_it_reads("Month 24 of 24");
            }
            press(desk, &[Key::S]);
        }
    });
    let session = classes.sessions().remove(0).expect("it can be read");
    let kept = session.pictures().enumerate();
    kept.map(|(place, kept)| (format!("room-{place:02}"), kept.picture.clone())).collect()
}

/// A picture of the room, as its window paints it.
fn painted(picture: &RoomPicture, look: Look, size: egui::Vec2) -> image::RgbaImage {
    let picture = picture.clone();
    let mut is_set_up = false;
    let mut window = Harness::builder()
        .with_size(size)
        .with_render_cursor(false)
        .renderer(Rasterizer::default())
        .build_ui(move |ui| {
            if !std::mem::replace(&mut is_set_up, true) {
                install_fonts(ui.ctx());
                Theme::of(look).apply(ui.ctx());
            }
            let place = Rect::from_min_size(egui::Pos2::ZERO, size);
            paint_room(
                &ui.ctx().layer_painter(egui::LayerId::background()),
                place,
                &picture,
                Some("2:41".into()),
            );
        });
    window.run_steps(3);
    window.render().expect("a picture")
}

#[test]
fn what_the_room_sees_in_every_step_is_like_its_kept_picture() {
    let mut complaints = Vec::new();
    for (of, picture) in room_pictures() {
        for look in LOOKS {
            for (size_name, size) in SIZES {
                let picture = reduced(&painted(&picture, look, size));
                complaints.extend(compare_picture(&picture, &name(&of, look, size_name)));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_teachers_window_in_every_step_is_like_its_kept_picture() {
    let mut complaints = Vec::new();
    for look in LOOKS {
        for (size_name, size) in SIZES {
            let folder = tempfile::tempdir().expect("a folder");
            let (setup, classes) = setup(&folder, look, size);
            // How many frames pass while answers are computed is not the same every time, and clocks are in the picture.
            let setup = Setup { frame_seconds: 0.000_2, ..setup };
            teach(setup, &classes, |desk, step| {
                let picture = reduced(&desk.render());
                complaints
                    .extend(compare_picture(&picture, &name(&format!("teacher-{step:02}"), look, size_name)));
            });
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
