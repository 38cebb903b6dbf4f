//! Pictures that leave the program: what they hold, and that they look as in the window.

use crate::desk::Desk;
use crate::hindcast::found;
use crate::likeness::{compare_picture, reduced};
use crate::painter::{Painter, subjects};
use crate::pictures::Rasterizer;
use egui::accesskit::Role;
use egui::{
    Align2, Color32, FontId, Key, Modifiers, Painter as EguiPainter, Pos2, Rect, Shape, Stroke, Ui, pos2,
    vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use image::RgbaImage;
use tearline::app::Picked;
use tearline::export::scene::{Canvas, PaintedScene, PictureParts, png, svg};
use tearline::scenario::Scenario;
use tearline::ui::command::ExportCommand;
use tearline::ui::picture::choices::PictureChoices;
use tearline::ui::picture::headless;
use tearline::ui::picture::order::{PictureFormat, PictureOrder, Scale};
use tearline::ui::picture::subject::PictureSubject;
use tearline::ui::theme::{Look, Theme, install_fonts};
use tearline::ui::{DialogCommand, FileCommand};

fn open() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    desk
}

fn saved(desk: &mut Desk, format: PictureFormat, name: &str) -> Vec<u8> {
    let path = desk.place(name);
    desk.will_pick(Picked::File(path.clone()));
    desk.ask(ExportCommand::SavePicture(Box::new(PictureOrder { format, ..PictureOrder::default() })));
    desk.draw_until_it_reads("Saved the map to");
    std::fs::read(path).expect("it was written")
}

#[test]
fn the_map_as_svg_has_its_names_as_texts_and_says_what_it_shows() {
    let svg = String::from_utf8(saved(&mut open(), PictureFormat::Svg, "map.svg")).expect("it is text");
    for name in ["Israel", "Hezbollah", "United Kingdom"] {
        assert!(svg.contains(&format!(">{name}</text>")), "{name}");
    }
    assert!(
        svg.contains("Relationship map</title>")
            && svg.contains("Israel: originator of the laptop-bomb plot.")
    );
    assert!(svg.contains("font-family=\"Inter, "), "the embedded face, with others behind it");
    for outside in ["href=", "<image", "@import", "NaN", "\"inf\""] {
        assert!(!svg.contains(outside), "{outside}");
    }
}

#[test]
fn the_map_as_png_has_two_pixels_for_each_point() {
    let bytes = saved(&mut open(), PictureFormat::Png(Scale::Two), "map.png");
    let picture = image::load_from_memory(&bytes).expect("it is a picture");
    assert_eq!((picture.width(), picture.height()), (2_000, 1_280));
}

/// The share of pixels that may differ by more than a quarter of the range in any color. Edges are smoothed otherwise, and
/// glyphs stand up to half a pixel elsewhere; pictures that are full of text come to 1.8 %.
const DIFFERENT: f64 = 0.02;
/// How far fields of 8 × 8 pixels may differ in the mean of any color, of 255. What is said above comes to 18; a line of
/// one dark pixel that is missing, or stands half a field off, to 32.
const FIELDS_APART: f64 = 24.0;

/// One of each kind of shape, and a text.
fn draw(painter: &EguiPainter) {
    let ink = Color32::BLACK;
    painter.rect_filled(Rect::from_min_size(Pos2::ZERO, SIZE), 0.0, Color32::WHITE);
    painter.circle(pos2(60.0, 60.0), 30.0, Color32::from_rgb(200, 30, 30), Stroke::new(4.0, ink));
    painter.rect_filled(
        Rect::from_min_size(pos2(120.0, 30.0), vec2(60.0, 60.0)),
        6.0,
        Color32::from_black_alpha(120),
    );
    painter.line_segment([pos2(200.0, 20.0), pos2(260.0, 100.0)], Stroke::new(3.0, ink));
    let corners = vec![pos2(20.0, 110.0), pos2(60.0, 100.0), pos2(90.0, 115.0)];
    painter.add(Shape::convex_polygon(corners, Color32::from_rgb(30, 90, 200), Stroke::NONE));
    let font = FontId::proportional(20.0);
    painter.text(pos2(280.0, 50.0), Align2::LEFT_TOP, "Oval Office", font, ink);
    painter.with_clip_rect(Rect::from_min_size(pos2(300.0, 80.0), vec2(30.0, 30.0))).circle_filled(
        pos2(315.0, 95.0),
        28.0,
        ink,
    );
}

const SIZE: egui::Vec2 = vec2(400.0, 120.0);

#[test]
fn a_picture_looks_as_the_program_paints_it() {
    let context = egui::Context::default();
    tearline::ui::theme::install_fonts(&context);
    let canvas = Canvas { size: SIZE, ground: Color32::WHITE, parts: PictureParts::default() };
    let painted = PaintedScene::paint(&context, canvas, |ui| draw(ui.painter()));
    let pair =
        Pair::of(&svg(&painted), SIZE, |ui| draw(&ui.ctx().layer_painter(egui::LayerId::background())));
    let share = pair.unlike();
    assert!(share < DIFFERENT, "{:.1} % of the pixels differ", 100.0 * share);
}

/// A picture and what the program paints in a window of its size, in the light look.
struct Pair {
    exported: RgbaImage,
    painted: RgbaImage,
}

impl Pair {
    fn of(svg: &str, size: egui::Vec2, mut draw: impl FnMut(&mut Ui)) -> Self {
        let bytes = png(svg, 1.0).expect("it becomes a picture");
        let exported = image::load_from_memory(&bytes).expect("it is a picture").into_rgba8();
        let window = Harness::builder().with_size(size).renderer(Rasterizer::default());
        let mut window = window.build_ui(move |ui| {
            install_fonts(ui.ctx());
            // The look says how dark glyphs are painted.
            Theme::of(Look::Light).apply(ui.ctx());
            draw(ui);
        });
        window.run_steps(3);
        let painted = window.render().expect("it can be painted");
        assert_eq!(painted.dimensions(), exported.dimensions());
        Pair { exported, painted }
    }

    /// The share of the pixels that differ by more than a quarter of the range in any color.
    fn unlike(&self) -> f64 {
        let differs = |one: &image::Rgba<u8>, other: &image::Rgba<u8>| {
            one.0.iter().zip(other.0).any(|(one, other)| one.abs_diff(other) > 64)
        };
        let both = self.exported.pixels().zip(self.painted.pixels());
        let count = both.filter(|(one, other)| differs(one, other)).count();
        count as f64 / f64::from(self.painted.width() * self.painted.height())
    }

    /// The greatest difference in any color of two fields of 8 × 8 pixels at one place, from 0 to 255: what is missing, or
    /// is somewhere else, differs there, and what is only smoothed otherwise does not.
    fn farthest(&self) -> f64 {
        const SIDE: u32 = 8;
        let mean = |of: &RgbaImage, left: u32, top: u32, color: usize| {
            let pixels = (0..SIDE * SIDE).map(|at| of.get_pixel(left + at % SIDE, top + at / SIDE).0[color]);
            pixels.map(f64::from).sum::<f64>() / f64::from(SIDE * SIDE)
        };
        let (width, height) = self.painted.dimensions();
        let mut worst: f64 = 0.0;
        for left in (0..=width - SIDE).step_by(SIDE as usize) {
            for top in (0..=height - SIDE).step_by(SIDE as usize) {
                for color in 0..3 {
                    let [one, other] = [&self.exported, &self.painted].map(|of| mean(of, left, top, color));
                    worst = worst.max((one - other).abs());
                }
            }
        }
        worst
    }
}

fn oval_office() -> Scenario {
    let mut cases = tearline::storage::built_in_cases().iter();
    let case = cases.find(|case| case.name == "oval-office-2017").expect("a built-in case");
    case.scenario().expect("it can be read")
}

/// A shape of another context with its texts set in the fonts of this one; `None` for what is no shape.
fn taken_over(shape: &Shape, painter: &EguiPainter) -> Option<Shape> {
    match shape {
        Shape::Text(text) => {
            let galley = painter.layout_job((*text.galley.job).clone());
            Some(egui::epaint::TextShape { galley, ..text.clone() }.into())
        }
        Shape::Vec(shapes) => {
            Some(Shape::Vec(shapes.iter().filter_map(|shape| taken_over(shape, painter)).collect()))
        }
        Shape::Callback(_) => None,
        other => Some(other.clone()),
    }
}

#[test]
fn the_map_and_every_plot_look_as_the_program_paints_them() {
    let mut painter = Painter::of(oval_office());
    let mut complaints = Vec::new();
    for subject in subjects(&painter.scenario) {
        let painted = painter.painted(&subject, &PictureChoices::default());
        let (shapes, ground) = (painted.shapes.clone(), painted.ground.expect("it has one"));
        let pair = Pair::of(&svg(&painted), painted.size, move |ui| {
            let painter = ui.ctx().layer_painter(egui::LayerId::background());
            painter.rect_filled(ui.ctx().content_rect(), 0.0, ground);
            for painted in &shapes {
                let painter = painter.with_clip_rect(painted.clip);
                painter.extend(taken_over(&painted.shape, &painter));
            }
        });
        let (share, apart) = (pair.unlike(), pair.farthest());
        if share > DIFFERENT || apart > FIELDS_APART {
            let name = subject.key();
            complaints
                .push(format!("{name}: {:.2} % of the pixels differ, fields by {apart:.1}", 100.0 * share));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_exported_picture_is_like_its_kept_picture() {
    let mut painter = Painter::of(oval_office());
    let picture = |svg: &str| -> RgbaImage {
        image::load_from_memory(&png(svg, 1.0).expect("pixels")).expect("a picture").into_rgba8()
    };
    let choices = PictureChoices::default();
    let mut pictures: Vec<(&str, String)> = subjects(&painter.scenario)
        .into_iter()
        .map(|subject| (subject.key(), painter.picture(&subject, &choices).svg))
        .collect();
    let hindcast = headless::painted_hindcast(&found(), &choices).expect("it can be painted");
    pictures.push((PictureSubject::Hindcast.key(), svg(&hindcast)));
    let unlike =
        |(key, svg): &(&str, String)| compare_picture(&reduced(&picture(svg)), &format!("exported-{key}"));
    let complaints: Vec<String> = pictures.iter().filter_map(unlike).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_picture_is_chosen_in_a_dialog_and_saved() {
    let mut desk = open();
    desk.ask(ExportCommand::ShowPicture(PictureSubject::Map));
    assert!(desk.reads("What will come, 1000 × 640 pixels"));
    desk.click_role(Role::RadioButton, "Look: Dark");
    desk.click_role(Role::RadioButton, "Size: Millimetres");
    assert!(desk.reads("What will come, 265 × 169 mm"));
    desk.click_role(Role::CheckBox, "Caption");
    desk.click_role(Role::RadioButton, "Format: SVG");
    let path = desk.place("chosen.svg");
    desk.will_pick(Picked::File(path.clone()));
    desk.click("Save…");
    desk.draw_until_it_reads("Saved the map to");
    let svg = std::fs::read_to_string(path).expect("it was written");
    assert!(svg.contains(r#"width="265mm" height="169mm""#) && !svg.contains("map-caption"));
}

#[test]
fn what_is_not_worked_out_is_asked_for_and_shown_once_it_is_there() {
    let mut desk = open();
    desk.ask(ExportCommand::ShowPicture(PictureSubject::Comparison));
    desk.draw_until_it_reads("What will come");
    assert!(!desk.reads("It is still being worked out."));
}

/// Draws until the program puts a picture on the clipboard; gives its size.
fn copied(desk: &mut Desk) -> [usize; 2] {
    // One frame at a time: the clipboard is given the picture in a single one.
    for _ in 0..15_000 {
        desk.window.step();
        let commands = &desk.window.output().platform_output.commands;
        if let Some(size) = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyImage(image) => Some(image.size),
            _ => None,
        }) {
            return size;
        }
    }
    panic!("nothing was copied");
}

#[test]
fn a_right_click_on_the_map_copies_its_picture_or_opens_the_dialog() {
    let mut desk = open();
    desk.right_click(pos2(420.0, 420.0));
    desk.window.get_by_role_and_label(Role::Button, "Copy picture").click();
    assert_eq!(copied(&mut desk), [2_000, 1_280]);
    desk.right_click(pos2(420.0, 420.0));
    desk.click("Save picture…");
    assert!(desk.reads("What will come"));
    desk.press(Key::Escape);
    assert!(!desk.reads("What will come"));
}

#[test]
fn a_right_click_on_a_plot_offers_its_picture() {
    let mut desk = open();
    desk.go_to("Aftermath");
    let name = desk.window.get_by_label("Look at Israel").rect();
    desk.right_click(name.center() + vec2(0.0, 40.0));
    desk.click("Save picture…");
    desk.draw_until_it_reads("What will come");
    assert!(desk.reads("Willingness to share over the months"));
}

#[test]
fn the_menu_of_a_plot_opens_by_keys() {
    let mut desk = open();
    desk.go_to("Aftermath");
    desk.window.get_by_label("Look at Israel").focus();
    desk.settle();
    desk.window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    desk.settle();
    desk.click("Save picture…");
    desk.draw_until_it_reads("What will come");
}

#[test]
fn the_futures_of_a_partner_and_its_course_under_suppositions_become_pictures_by_a_right_click() {
    let mut desk = open();
    desk.go_to("Aftermath");
    let dots = desk.window.get_by_label("Your line").rect();
    desk.right_click(dots.center());
    desk.click("Save picture…");
    desk.draw_until_it_reads("What will come");
    assert!(desk.reads("Israel: fifty equally likely futures, month 0"));
    desk.press(Key::Escape);
    desk.go_to("Why");
    desk.click_role(Role::Switch, "If we had asked");
    let course = desk.window.query_all_by_label_contains("Israel, content: as planned").next();
    let course = course.expect("a plot").rect();
    desk.right_click(course.center());
    desk.click("Save picture…");
    desk.draw_until_it_reads("What will come");
    assert!(desk.reads("Israel: willingness if we had asked"));
}

#[test]
fn the_hindcast_becomes_a_picture_even_where_no_case_is_open() {
    let mut desk = Desk::new();
    desk.ask(DialogCommand::ShowHindcast);
    desk.draw_until_it_reads("Case by case");
    let row = desk.window.query_all_by_label_contains("Model right in").next().expect("a row").rect();
    desk.right_click(row.center());
    desk.click("Save picture…");
    desk.draw_until_it_reads("What will come");
    let path = desk.place("hindcast.svg");
    desk.click_role(Role::RadioButton, "Format: SVG");
    desk.will_pick(Picked::File(path.clone()));
    desk.click("Save…");
    desk.draw_until_it_reads("Saved the plot to");
    let svg = std::fs::read_to_string(path).expect("it was written");
    assert!(svg.contains(">The model against what is on record</title>"));
    assert!(svg.contains("10 built-in cases."));
}
