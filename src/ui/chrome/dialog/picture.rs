//! The dialog in which a picture is chosen: what it shows, its look, size and parts, and its format, beside a small
//! picture of what will come.

use super::{DialogContext, take_keyboard};
use crate::export::scene::{Extent, PaintedScene, pixels, svg};
use crate::ui::command::ExportCommand;
use crate::ui::picture::NoPicture;
use crate::ui::picture::choices::{LONGEST, Look, MapPart, PictureChoices, PictureSize, SHORTEST, Unit};
use crate::ui::picture::order::{PictureFormat, PictureOrder, Scale};
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::segmented::{Segment, Segmented};
use crate::ui::{Commands, DialogCommand};
use egui::{
    Align, Checkbox, Color32, ColorImage, Image, Label, Layout, Role, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, vec2,
};

/// Paints a picture that is asked for, and asks for what it lacks.
pub type PicturePainter<'a> = &'a dyn Fn(&PictureOrder, &mut Commands) -> Result<PaintedScene, NoPicture>;

/// The dialog between frames.
#[derive(Default)]
pub struct PictureForm {
    /// The picture as it is chosen so far; its choices stay for the next picture.
    pub order: PictureOrder,
    /// What a picture can be of, with the names in the list.
    pub offered: Vec<(PictureSubject, String)>,
    preview: Option<Preview>,
}

/// The small picture, and what it is of.
struct Preview {
    subject: PictureSubject,
    choices: PictureChoices,
    shown: Result<Small, NoPicture>,
}

#[derive(Clone)]
struct Small {
    texture: TextureHandle,
    /// The size at which it is seen, in points.
    size: Vec2,
    /// The size that the picture will have.
    extent: Extent,
}

impl PictureForm {
    /// Opens the dialog for a subject, of those that are offered.
    pub fn open(&mut self, subject: PictureSubject, offered: Vec<(PictureSubject, String)>) {
        (self.order.subject, self.offered, self.preview) = (subject, offered, None);
    }

    /// The small picture of what is chosen; painted anew only where something else is chosen, or was not worked out.
    fn preview(
        &mut self,
        ui: &Ui,
        paint: PicturePainter<'_>,
        commands: &mut Commands,
    ) -> Result<Small, NoPicture> {
        let PictureOrder { subject, choices, .. } = &self.order;
        let known = self.preview.as_ref().filter(|known| {
            known.subject == *subject
                && known.choices == *choices
                && known.shown != Err(NoPicture::NotAnswered)
        });
        if let Some(known) = known {
            return known.shown.clone();
        }
        let shown = paint(&self.order, commands).and_then(|painted| small(ui, &painted));
        let (subject, choices) = (subject.clone(), *choices);
        self.preview = Some(Preview { subject, choices, shown: shown.clone() });
        shown
    }
}

impl PartialEq for Small {
    fn eq(&self, other: &Self) -> bool {
        self.texture == other.texture && self.extent == other.extent
    }
}

/// The room of the small picture, in points.
const ROOM: Vec2 = vec2(460.0, 360.0);

fn small(ui: &Ui, painted: &PaintedScene) -> Result<Small, NoPicture> {
    let extent = painted.extent;
    let size = vec2(extent.width, extent.height) * extent.unit.in_pixels();
    let scale = (ROOM / size).min_elem().min(1.0);
    let unreadable =
        |error: crate::export::scene::PictureError| NoPicture::Nothing(format!("No picture: {error}."));
    let pixels = pixels(&svg(painted), scale * ui.ctx().pixels_per_point()).map_err(unreadable)?;
    let image = ColorImage::from_rgba_premultiplied([pixels.width, pixels.height], &pixels.rgba);
    let texture = ui.ctx().load_texture("picture", image, TextureOptions::LINEAR);
    Ok(Small { texture, size: scale * size, extent })
}

/// Shows the dialog.
pub fn show(ui: &mut Ui, form: &mut PictureForm, context: &DialogContext<'_>, commands: &mut Commands) {
    super::question(ui, "Picture");
    ui.add_space(GRID);
    let shown = form.preview(ui, context.paint_picture, commands);
    let extent = shown.as_ref().ok().map(|small| small.extent);
    super::fields(ui, |ui| fields_and_preview(ui, form, extent, &shown));
    ui.add_space(2.0 * GRID);
    buttons(ui, form, shown.is_ok(), commands);
}

/// The choices, with the small picture beside them or, where there is no room, below them.
fn fields_and_preview(
    ui: &mut Ui,
    form: &mut PictureForm,
    extent: Option<Extent>,
    shown: &Result<Small, NoPicture>,
) {
    let choices = ui.theme().grown(CHOICES);
    let beside = ui.available_width() - choices - 2.0 * GRID;
    if beside < LEAST_PREVIEW {
        Fields { form, extent }.show(ui);
        ui.add_space(GRID);
        preview(ui, shown, ROOM.x.min(ui.available_width()));
        return;
    }
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(choices, ROOM.y), Layout::top_down(Align::Min), |ui| {
            ui.set_width(choices);
            Fields { form, extent }.show(ui);
        });
        ui.add_space(2.0 * GRID);
        preview(ui, shown, ROOM.x.min(beside));
    });
}

/// The width of the choices, in points at ordinary type.
const CHOICES: f32 = 360.0;
/// The least width of the small picture beside them, in points: in less nothing is recognised.
const LEAST_PREVIEW: f32 = 260.0;

/// The small picture in a room of this width, or why there is none.
fn preview(ui: &mut Ui, shown: &Result<Small, NoPicture>, width: f32) {
    let theme = ui.theme();
    let (place, _) = ui.allocate_exact_size(ROOM * (width / ROOM.x), egui::Sense::hover());
    ui.painter().rect_filled(place, 2.0, theme.colors.sunk);
    match shown {
        Ok(Small { texture, size, extent }) => {
            let size = *size * (place.size() / *size).min_elem().min(1.0);
            let at = egui::Rect::from_center_size(place.center(), size);
            // The ground shows through a picture without one.
            ui.painter().rect_filled(at, 0.0, Color32::TRANSPARENT);
            let response = ui.put(at, Image::new((texture.id(), size)));
            let says = format!("What will come, {}", written(extent));
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &says));
            let line = Stroke::new(1.0, theme.colors.hairline);
            ui.painter().rect_stroke(at, 0.0, line, StrokeKind::Outside);
        }
        Err(why) => {
            ui.scope_builder(UiBuilder::new().max_rect(place.shrink(2.0 * GRID)), |ui| {
                ui.add(Label::new(theme.quiet(why.to_string())).wrap());
            });
        }
    }
}

/// A size in words.
fn written(extent: &Extent) -> String {
    let Extent { width, height, unit } = extent;
    format!("{:.0} × {:.0} {}", width, height, unit_name(*unit))
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Pixels => "pixels",
        Unit::Millimetres => "mm",
    }
}

/// Everything that is chosen.
struct Fields<'a> {
    form: &'a mut PictureForm,
    /// The size of the picture, as long as there is one.
    extent: Option<Extent>,
}

impl Fields<'_> {
    fn show(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = GRID;
        self.subject(ui);
        let looks = Look::ALL.map(|look| Segment::new(look, look.name(), look.explains()));
        let choices = &mut self.form.order.choices;
        labelled(ui, "Look", |ui| choose(ui, "Look", &looks, &mut choices.look));
        if self.form.order.subject == PictureSubject::Map {
            labelled(ui, "Part", |ui| choose(ui, "Part", &PARTS, &mut choices.map));
        }
        self.size(ui);
        labelled(ui, "With", |ui| {
            let parts = &mut self.form.order.choices.parts;
            for (on, name, explains) in [
                (&mut parts.caption, "Caption", "The title, and what the picture rests on."),
                (&mut parts.legend, "Legend", "What marks, lines and colors mean."),
                (&mut parts.background, "Background", "Without it, what lies behind the picture is seen."),
            ] {
                ui.add(Checkbox::new(on, ui.theme().text(name))).on_hover_text(explains);
            }
        });
        labelled(ui, "Format", |ui| choose(ui, "Format", &FORMATS, &mut self.form.order.format));
    }

    /// The list of what a picture can be of.
    fn subject(&mut self, ui: &mut Ui) {
        let PictureForm { order, offered, .. } = &mut *self.form;
        let known = offered.iter().find(|(subject, _)| *subject == order.subject);
        let chosen = known.map_or(order.subject.name(), |(_, name)| name.as_str()).to_owned();
        labelled(ui, "Of", |ui| {
            let width = ui.available_width();
            let list = List { name: "Picture of", chosen: ui.theme().text(chosen).into(), width };
            list.show(ui, |ui| {
                for (subject, name) in offered.iter() {
                    if elided::option(ui, *subject == order.subject, name).clicked() {
                        order.subject = subject.clone();
                    }
                }
            });
        });
    }

    /// The size: the usual one, or a width and a height.
    fn size(&mut self, ui: &mut Ui) {
        let size = &mut self.form.order.choices.size;
        let mut unit = size.map(|size| size.unit);
        labelled(ui, "Size", |ui| choose(ui, "Size", &UNITS, &mut unit));
        if unit != size.map(|size| size.unit) {
            *size = unit.zip(self.extent).map(|(unit, extent)| in_unit(extent, unit));
        }
        let Some(size) = size else { return };
        let ends = [SHORTEST, LONGEST].map(|end| f64::from(end / size.unit.in_pixels()));
        let mut height = size.height.unwrap_or(size.width);
        labelled(ui, "", |ui| {
            for (name, side) in [("Width", &mut size.width), ("Height", &mut height)] {
                let mut value = f64::from(*side);
                let field = NumberField::new(name, ends[0].ceil()..=ends[1].floor()).writing(Writing::Whole);
                field
                    .speed(1.0)
                    .size(vec2(ui.theme().grown(72.0), ui.theme().control_height()))
                    .show(ui, &mut value);
                *side = value as f32;
                if name == "Width" {
                    ui.label(ui.theme().text("×"));
                }
            }
            ui.label(ui.theme().text(unit_name(size.unit)));
        });
        size.height = Some(height);
    }
}

/// A size in another unit, in whole numbers.
fn in_unit(extent: Extent, unit: Unit) -> PictureSize {
    let factor = extent.unit.in_pixels() / unit.in_pixels();
    let side = |side: f32| (side * factor).round();
    PictureSize { width: side(extent.width), height: Some(side(extent.height)), unit }
}

/// A row with a word before it.
fn labelled(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let theme = ui.theme();
        let size = vec2(theme.grown(56.0), theme.control_height());
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.label(theme.quiet(label));
        });
        contents(ui);
    });
}

fn choose<T: Clone + PartialEq>(ui: &mut Ui, name: &str, segments: &[Segment<'_, T>], value: &mut T) {
    let asked = Segmented { name, segments, width: None }.show(ui, value);
    if let Some(chosen) = asked.chosen {
        *value = chosen;
    }
}

const PARTS: [Segment<'static, MapPart>; 2] = [
    Segment::new(MapPart::Whole, "Whole map", "Every actor."),
    Segment::new(MapPart::OnScreen, "On the screen", "The part of the map that is on the screen."),
];

const UNITS: [Segment<'static, Option<Unit>>; 3] = [
    Segment::new(None, "Usual", "As large as its contents are easy to read."),
    Segment::new(Some(Unit::Pixels), "Pixels", "For a screen."),
    Segment::new(Some(Unit::Millimetres), "Millimetres", "For print."),
];

const FORMATS: [Segment<'static, PictureFormat>; 5] = [
    Segment::new(PictureFormat::Svg, "SVG", "Shapes and texts, for a drawing program or a page."),
    Segment::new(PictureFormat::Png(Scale::One), "PNG 1×", "Pixels, as many as the size says."),
    Segment::new(
        PictureFormat::Png(Scale::Two),
        "2×",
        "Twice as many pixels along each side, for sharp screens.",
    ),
    Segment::new(
        PictureFormat::Png(Scale::Four),
        "4×",
        "Four times as many pixels along each side, for print.",
    ),
    Segment::new(PictureFormat::Pdf, "PDF", "A page with texts that can be searched."),
];

fn buttons(ui: &mut Ui, form: &PictureForm, is_there: bool, commands: &mut Commands) {
    let theme = ui.theme();
    let order = || Box::new(form.order.clone());
    ui.horizontal(|ui| {
        let save = ui.add_enabled(is_there, theme.main_action("Save…"));
        take_keyboard(&save);
        if save.clicked() {
            commands.send(ExportCommand::SavePicture(order()));
        }
        let copy = ui.add_enabled(is_there, theme.other_action("Copy picture"));
        if copy.on_hover_text("Put it on the clipboard.").clicked() {
            commands.send(ExportCommand::CopyPicture(order()));
        }
        if ui.add(theme.other_action("Close")).clicked() {
            commands.send(DialogCommand::Close);
        }
    });
}
