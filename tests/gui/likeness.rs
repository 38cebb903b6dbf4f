//! Every stage looks as it did when somebody last looked at it and found it good.
//!
//! The pictures in `tests/gui/likeness/` are half as large as the window and hold 32 levels of each
//! colour: small enough to keep, sharp enough to see what moved. A new one is unlike if more than one
//! pixel in 500 differs by more than 24 of 255 in any colour. Look at the new one, which stands in
//! `target/pictures/likeness/` with the difference beside it; if it is better, accept it:
//! `TEARLINE_ACCEPT=1 cargo test --test gui likeness`.

use crate::desk::{Desk, Setup};
use crate::model::project_once;
use crate::{matters, pictures};
use image::{Rgba, RgbaImage};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tearline::app::Engine;
use tearline::scenario::ActorId;
use tearline::ui::stages::why::matters::SensitivityView;
use tearline::ui::theme::Look;
use tearline::ui::{DisplayCommand, FileCommand, HistoryChoice, PlayCommand, Selection, Stage, ViewCommand};

/// How far a colour may be off before a pixel counts, of 255.
const NEAR: u8 = 24;
/// One in so many pixels may count.
const PIXELS_FOR_ONE_UNLIKE: usize = 500;
const LEVELS: u8 = 8;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gui/likeness")
}

/// Half the size, with few levels of each colour.
pub fn reduced(picture: &RgbaImage) -> RgbaImage {
    RgbaImage::from_fn(picture.width() / 2, picture.height() / 2, |x, y| {
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| picture.get_pixel(2 * x + dx, 2 * y + dy));
        let mean = |c: usize| four.iter().map(|pixel| u16::from(pixel.0[c])).sum::<u16>() / 4;
        let level = |c: usize| (mean(c) as u8) / LEVELS * LEVELS;
        Rgba([level(0), level(1), level(2), 255])
    })
}

/// Where two pictures are unlike, in red on what is there now, and in how many pixels.
fn difference(old: &RgbaImage, new: &RgbaImage) -> (RgbaImage, usize) {
    let mut unlike = 0;
    let marked = RgbaImage::from_fn(new.width(), new.height(), |x, y| {
        let now = *new.get_pixel(x, y);
        let was = old.get_pixel_checked(x, y).copied().unwrap_or(Rgba([0, 0, 0, 0]));
        let off = (0..3).map(|c| now.0[c].abs_diff(was.0[c])).max().unwrap_or_default();
        unlike += usize::from(off > NEAR);
        if off > NEAR { Rgba([255, 0, 0, 255]) } else { now }
    });
    (marked, unlike)
}

/// Holds a window against its kept picture; a complaint, if they are unlike.
fn compare(desk: &mut Desk, name: &str) -> Option<String> {
    compare_picture(&reduced(&desk.render()), name)
}

/// The panel of a stage in a reduced picture of the smaller window.
fn panel(picture: &RgbaImage) -> RgbaImage {
    image::imageops::crop_imm(picture, 368, 24, 272, 324).to_image()
}

pub fn compare_picture(new: &RgbaImage, name: &str) -> Option<String> {
    let kept = folder().join(name).with_extension("png");
    if std::env::var_os("TEARLINE_ACCEPT").is_some() {
        pictures::write_reduced(&kept, new).expect("written");
        return None;
    }
    let Ok(old) = pictures::read_png(&kept) else {
        return Some(format!("{name}: there is no kept picture; look at it and accept it"));
    };
    let (marked, unlike) = difference(&old, new);
    let same_size = old.dimensions() == new.dimensions();
    let allowed = (new.width() * new.height()) as usize / PIXELS_FOR_ONE_UNLIKE;
    if same_size && unlike <= allowed {
        return None;
    }
    pictures::save_image(&format!("likeness/{name}"), new);
    pictures::save_image(&format!("likeness/{name}-difference"), &marked);
    Some(format!("{name}: {unlike} pixels are unlike, {allowed} are allowed"))
}

#[test]
fn every_stage_in_every_look_and_two_sizes_is_like_its_kept_picture() {
    let mut complaints = Vec::new();
    for (size, width, height) in [("small", 1280.0, 720.0), ("large", 1920.0, 1080.0)] {
        for look in Look::ALL {
            // The numbers in the pictures are those that a person sees.
            let engine: Arc<Engine> = Arc::new(project_once);
            let size_in_points = egui::vec2(width, height);
            let mut desk =
                Desk::with(Setup { size: size_in_points, engine: Some(engine), ..Setup::default() });
            desk.ask(DisplayCommand::SetLook(look));
            let mut keep = |desk: &mut Desk, what: &str| {
                let name = format!("{what}-{}-{size}", look.name().to_lowercase());
                complaints.extend(compare(desk, &name));
            };
            keep(&mut desk, "library");
            desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
            keep(&mut desk, "decision");
            desk.ask(ViewCommand::GoTo(Stage::Aftermath));
            keep(&mut desk, "aftermath");
            desk.ask(ViewCommand::GoTo(Stage::Why));
            keep(&mut desk, "why");
            desk.ask(ViewCommand::GoTo(Stage::Compare));
            keep(&mut desk, "compare");
            desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
            desk.ask(ViewCommand::GoTo(Stage::Aftermath));
            desk.ask(PlayCommand::ShowMonth(2));
            keep(&mut desk, "history");
            desk.ask(PlayCommand::ShowMonth(24));
            keep(&mut desk, "ending");
            desk.ask(ViewCommand::GoTo(Stage::Setting));
            desk.ask(ViewCommand::Select(Selection::Actor(ActorId::known("il"))));
            keep(&mut desk, "setting");
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_briefing_of_a_case_is_like_its_kept_picture() {
    let mut desk = Desk::new();
    desk.reads_briefings = true;
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    assert_eq!(compare(&mut desk, "briefing-light-small"), None);
}

#[test]
fn the_form_of_a_new_case_is_like_its_kept_picture() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::New);
    desk.click("Create");
    assert_eq!(compare(&mut desk, "new-case-light-small"), None);
}

#[test]
fn every_question_of_why_and_compare_in_every_look_is_like_its_kept_picture() {
    let scenario = matters::small_case();
    let mut complaints = Vec::new();
    for look in Look::ALL {
        let engine: Arc<Engine> = Arc::new(project_once);
        let setup = Setup { engine: Some(engine), ..Setup::default() };
        let mut desk = Desk::on_with(setup, &scenario, "Why");
        desk.ask(DisplayCommand::SetLook(look));
        let mut keep = |desk: &mut Desk, question: &str| {
            let question = question.to_lowercase().replace(' ', "-");
            let name = format!("{question}-{}-panel", look.name().to_lowercase());
            complaints.extend(compare_picture(&panel(&reduced(&desk.render())), &name));
        };
        for view in SensitivityView::ALL {
            desk.ask(ViewCommand::ShowWhy(Some(view)));
            keep(&mut desk, view.name());
        }
        desk.ask(ViewCommand::GoTo(Stage::Compare));
        for question in ["Better plan", "Smallest repair", "Asking first"] {
            desk.choose_of("Ask", question);
            keep(&mut desk, question);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_picture_in_which_something_moved_is_unlike() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let before = reduced(&desk.render());
    desk.ask(PlayCommand::ShowMonth(12));
    let after = reduced(&desk.render());
    let (_, unlike) = difference(&before, &after);
    assert!(unlike > 0, "another month shows");
    assert_eq!(difference(&before, &before).1, 0);
}
