//! Pictures that leave the program: what they hold, and that they look as in the window.

use crate::desk::Desk;
use crate::pictures::Rasterizer;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use egui_kittest::Harness;
use tearline::app::Picked;
use tearline::export::scene::{Canvas, PaintedScene, PictureParts, png, svg};
use tearline::ui::FileCommand;
use tearline::ui::command::{ExportCommand, PictureFormat};

fn open() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    desk
}

fn saved(desk: &mut Desk, format: PictureFormat, name: &str) -> Vec<u8> {
    let path = desk.place(name);
    desk.will_pick(Picked::File(path.clone()));
    desk.ask(ExportCommand::SaveMap(format));
    desk.draw_until_it_reads("Saved the map to");
    std::fs::read(path).expect("it was written")
}

#[test]
fn the_map_as_svg_has_its_names_as_texts_and_says_what_it_shows() {
    let svg = String::from_utf8(saved(&mut open(), PictureFormat::Svg, "map.svg")).expect("it is text");
    for name in ["Israel", "Hezbollah", "United Kingdom"] {
        assert!(svg.contains(&format!(">{name}</text>")), "{name}");
    }
    assert!(svg.contains("Relationship map</title>") && svg.contains("Israel: gave the laptop-bomb plot."));
    assert!(svg.contains("font-family=\"Inter, "), "the embedded face, with others behind it");
    for outside in ["href=", "<image", "@import", "NaN", "\"inf\""] {
        assert!(!svg.contains(outside), "{outside}");
    }
}

#[test]
fn the_map_as_png_has_two_pixels_for_each_point() {
    let bytes = saved(&mut open(), PictureFormat::Png, "map.png");
    let picture = image::load_from_memory(&bytes).expect("it is a picture");
    assert_eq!((picture.width(), picture.height()), (2_000, 1_280));
}

/// The share of pixels that may differ by more than a quarter of the range in any color: edges are smoothed otherwise, and
/// glyphs are put on whole pixels in the window only.
const DIFFERENT: f64 = 0.02;

/// One of each kind of shape, and a text.
fn draw(painter: &Painter) {
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
    let bytes = png(&svg(&painted), 1.0).expect("it becomes a picture");
    let theirs = image::load_from_memory(&bytes).expect("it is a picture").into_rgba8();
    let mut window = Harness::builder().with_size(SIZE).renderer(Rasterizer::default()).build_ui(|ui| {
        tearline::ui::theme::install_fonts(ui.ctx());
        draw(&ui.ctx().layer_painter(egui::LayerId::background()));
    });
    window.run_steps(3);
    let ours = window.render().expect("it can be painted");
    assert_eq!(ours.dimensions(), theirs.dimensions());
    let differs = |one: &image::Rgba<u8>, other: &image::Rgba<u8>| {
        one.0.iter().zip(other.0).any(|(one, other)| one.abs_diff(other) > 64)
    };
    let count = ours.pixels().zip(theirs.pixels()).filter(|(one, other)| differs(one, other)).count();
    let share = count as f64 / f64::from(ours.width() * ours.height());
    assert!(share < DIFFERENT, "{:.1} % of the pixels differ", 100.0 * share);
}
