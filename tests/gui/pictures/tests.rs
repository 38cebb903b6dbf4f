//! That the pictures in our tests can be believed.

use super::{Rasterizer, save_image};
use egui::epaint::Vertex;
use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Shape, TextureId, pos2, vec2};
use egui_kittest::Harness;
use image::RgbaImage;

const BACKDROP: Color32 = Color32::from_rgb(12, 12, 12);
const SIZE: egui::Vec2 = vec2(120.0, 60.0);

/// A harness that shows nothing but what `draw` paints, over the bare backdrop.
fn painted(pixels_per_point: f32, draw: impl Fn(&Painter) + 'static) -> Harness<'static> {
    Harness::builder()
        .with_size(SIZE)
        .with_pixels_per_point(pixels_per_point)
        .with_render_cursor(false)
        .renderer(Rasterizer::default())
        .build_ui(move |ui| {
            let everywhere = Rect::from_min_size(Pos2::ZERO, SIZE);
            ui.set_clip_rect(everywhere);
            ui.painter().add(exact_rect(everywhere, BACKDROP));
            draw(ui.painter());
        })
}

fn picture(draw: impl Fn(&Painter) + 'static) -> RgbaImage {
    painted(1.0, draw).render().expect("drawn")
}

/// A rectangle of two triangles, without the soft edge that egui gives its own.
fn exact_rect(rect: Rect, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, color);
    Shape::mesh(mesh)
}

fn pixel(image: &RgbaImage, x: u32, y: u32) -> [u8; 4] {
    image.get_pixel(x, y).0
}

#[test]
fn a_filled_rect_covers_exactly_its_pixels() {
    let rect = Rect::from_min_max(pos2(10.0, 20.0), pos2(30.0, 25.0));
    let image = picture(move |painter| {
        painter.add(exact_rect(rect, Color32::RED));
    });
    for (x, y, pixel) in image.enumerate_pixels() {
        let inside = (10..30).contains(&x) && (20..25).contains(&y);
        let expected = if inside { Color32::RED } else { BACKDROP };
        assert_eq!(pixel.0, expected.to_array(), "at {x}, {y}");
    }
}

#[test]
fn triangles_that_meet_neither_overlap_nor_gap() {
    let image = picture(|painter| {
        let mut mesh = Mesh::default();
        let see_through = Color32::from_rgba_premultiplied(0, 100, 0, 100);
        let rim = [(3.0, 3.0), (61.3, 2.2), (117.0, 7.7), (110.9, 55.0), (50.1, 58.0), (4.4, 49.6)];
        let vertex = |pos| Vertex { pos, uv: egui::epaint::WHITE_UV, color: see_through };
        mesh.vertices.push(vertex(pos2(57.3, 31.9)));
        mesh.vertices.extend(rim.map(|(x, y)| vertex(pos2(x, y))));
        for corner in 0..6 {
            mesh.add_triangle(0, 1 + corner, 1 + (corner + 1) % 6);
        }
        painter.add(Shape::mesh(mesh));
    });
    let mut colors: Vec<_> = image.pixels().map(|pixel| pixel.0).collect();
    colors.sort_unstable();
    colors.dedup();
    assert_eq!(colors.len(), 2, "the backdrop and one layer of paint, nothing painted twice: {colors:?}");
}

#[test]
fn colours_blend_as_they_are_stored() {
    let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
    let image = picture(move |painter| {
        painter.add(exact_rect(rect, Color32::from_rgb(200, 100, 0)));
        painter.add(exact_rect(rect, Color32::from_rgba_premultiplied(0, 0, 51, 51)));
    });
    assert_eq!(pixel(&image, 5, 5), [160, 80, 51, 255]);
}

#[test]
fn nothing_is_painted_outside_its_clip_rect() {
    let image = picture(|painter| {
        let clip = Rect::from_min_max(pos2(20.0, 10.0), pos2(40.0, 30.0));
        let all = Rect::from_min_size(Pos2::ZERO, SIZE);
        painter.with_clip_rect(clip).add(exact_rect(all, Color32::WHITE));
    });
    let white = image.pixels().filter(|pixel| pixel.0 == [255; 4]).count();
    assert_eq!(white, 20 * 20);
    assert_eq!(pixel(&image, 20, 10), [255; 4]);
    assert_eq!(pixel(&image, 19, 10), BACKDROP.to_array());
}

#[test]
fn a_colour_runs_evenly_from_corner_to_corner() {
    let image = picture(|painter| {
        let mut mesh = Mesh::with_texture(TextureId::default());
        for (x, y, color) in [
            (0.0, 0.0, Color32::BLACK),
            (102.0, 0.0, Color32::WHITE),
            (102.0, 60.0, Color32::WHITE),
            (0.0, 60.0, Color32::BLACK),
        ] {
            mesh.colored_vertex(pos2(x, y), color);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        painter.add(Shape::mesh(mesh));
    });
    for x in 0..102 {
        let expected = ((x as f32 + 0.5) / 102.0 * 255.0).round() as u8;
        for y in [0, 30, 59] {
            let [red, ..] = pixel(&image, x, y);
            assert!(red.abs_diff(expected) <= 1, "{red} and not {expected} at {x}, {y}");
        }
    }
}

fn draw_text(painter: &Painter) {
    let font = FontId::proportional(20.0);
    painter.text(pos2(60.0, 30.0), Align2::CENTER_CENTER, "Tearline", font, Color32::WHITE);
}

#[test]
fn a_text_leaves_ink_in_the_middle_and_none_at_the_rim() {
    let image = picture(draw_text);
    let ink: Vec<_> =
        image.enumerate_pixels().filter(|(_, _, pixel)| pixel.0 != BACKDROP.to_array()).collect();
    assert!((300..1500).contains(&ink.len()), "{} pixels of ink", ink.len());
    assert!(ink.iter().any(|(_, _, pixel)| pixel.0 == [255; 4]), "no stroke is fully covered");
    for (x, y, _) in ink {
        assert!((10..110).contains(&x) && (15..45).contains(&y), "ink at {x}, {y}");
    }
}

#[test]
fn a_finer_screen_gives_a_larger_picture_of_the_same_thing() {
    let rect = Rect::from_min_max(pos2(10.0, 20.0), pos2(30.0, 25.0));
    let image = painted(2.0, move |painter| {
        painter.add(exact_rect(rect, Color32::RED));
    })
    .render()
    .expect("drawn");
    assert_eq!((image.width(), image.height()), (240, 120));
    let red = image.pixels().filter(|pixel| pixel.0 == [255, 0, 0, 255]).count();
    assert_eq!(red, 40 * 10);
}

#[test]
fn the_same_window_gives_the_same_bytes_in_a_png_that_can_be_read_back() {
    let files = ["support-text-once", "support-text-again"]
        .map(|name| save_image(name, &painted(1.5, draw_text).render().expect("drawn")))
        .map(|path| std::fs::read(path).expect("written"));
    assert_eq!(files[0], files[1]);
    let decoder = png::Decoder::new(std::io::Cursor::new(&files[0]));
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a small picture")];
    reader.next_frame(&mut bytes).expect("whole");
    assert_eq!((reader.info().width, reader.info().height), (180, 90));
    assert_eq!(bytes, painted(1.5, draw_text).render().expect("drawn").into_raw());
}
