//! Pictures of what the window shows, painted once more off the screen by the same views.
//!
//! [`painted`] is for those who have a [`Scene`]. [`headless`] has functions for those who have none: a scenario, a
//! projection and answers in, SVG, PNG or PDF out.

mod caption;
pub mod choices;
mod contents;
pub mod headless;
pub mod of_report;
pub mod order;
pub mod subject;

use super::Scene;
use super::map::MapView;
use super::reading_order;
use super::theme::{self, MARGIN, Theme};
use crate::analysis::hindcast::Hindcasts;
use crate::export::scene::{Canvas, Extent, Group, PaintedScene, grouped, shows};
use crate::scenario::Scenario;
use caption::Caption;
use choices::{Look, MapPart, PictureChoices};
pub use contents::queries;
use contents::{Contents, Layout};
use egui::{Context, Rect, Ui, UiBuilder, Vec2, vec2};
use subject::PictureSubject;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPicture {
    /// What it shows is not worked out yet.
    #[error("It is still being worked out.")]
    NotAnswered,
    /// There is nothing to show.
    #[error("{0}")]
    Nothing(String),
    /// The size is one that no picture can have.
    #[error("A picture has sides of {shortest} to {longest} pixels.", shortest = choices::SHORTEST, longest = choices::LONGEST)]
    Size,
}

/// Paints a picture of a scene; `map` is the map on the screen, for a picture of the part that is seen there.
///
/// # Errors
/// If what it shows is not worked out yet, there is nothing to show, or the size is none.
pub fn painted(
    scene: &Scene<'_>,
    subject: &PictureSubject,
    choices: &PictureChoices,
    map: Option<&MapView>,
) -> Result<PaintedScene, NoPicture> {
    let contents = Contents::of(scene, subject)?;
    let context = context(scene.scenario, choices.look);
    let title = subject.title(scene.scenario, scene.month);
    let title = format!("{}: {title}", scene.scenario.about.title);
    Studio { scene, subject, choices, map, contents, context }.painted(title)
}

/// Paints a picture of the hindcast, which is about no scene: it is given one in which there is nothing.
///
/// # Errors
/// If the size is none.
fn painted_hindcast(
    nothing: &Scene<'_>,
    hindcasts: &Hindcasts,
    choices: &PictureChoices,
) -> Result<PaintedScene, NoPicture> {
    let (subject, contents) = (&PictureSubject::Hindcast, Contents::Hindcast(hindcasts));
    let context = context(nothing.scenario, choices.look);
    let title = subject.title(nothing.scenario, nothing.month);
    Studio { scene: nothing, subject, choices, map: None, contents, context }.painted(title)
}

/// Everything that a picture is painted from.
struct Studio<'a, 's> {
    scene: &'a Scene<'s>,
    subject: &'a PictureSubject,
    choices: &'a PictureChoices,
    map: Option<&'a MapView>,
    contents: Contents<'a>,
    context: Context,
}

/// More than any list needs, in points: what grows is painted here to be measured.
const ENDLESS: f32 = 20_000.0;

impl Studio<'_, '_> {
    /// The picture with its title and words.
    ///
    /// # Errors
    /// If the size is none.
    fn painted(&self, title: String) -> Result<PaintedScene, NoPicture> {
        if self.choices.size.is_some_and(|size| !size.is_possible()) {
            return Err(NoPicture::Size);
        }
        let (extent, size) = self.sizes();
        let painted = self.paint(size);
        let words = match self.subject {
            // The marks of the map say where a pointer may go; who is who says more.
            PictureSubject::Map => contents::cast_in_words(self.scene.scenario),
            _ => painted.spoken.join("\n"),
        };
        let name = self.subject.key_on_page(self.scene.scenario);
        Ok(PaintedScene { extent, name, ..painted }.described(title, words))
    }

    /// The size at which the picture is shown, and that at which it is laid out, in points.
    ///
    /// A picture that is smaller than its contents can be read is laid out larger and shown smaller, so that nothing is cut
    /// and nothing overlaps.
    fn sizes(&self) -> (Extent, Vec2) {
        let layout = self.layout();
        let (usual, least) = match layout {
            Layout::Fills { usual, least } => (usual.x, least.x),
            Layout::Grows { usual, least } => (usual.max(least), least),
        };
        let Some(size) = self.choices.size else {
            let size = vec2(usual, self.height_at(usual, layout));
            return (Extent::of_points(size), size);
        };
        let pixels = size.unit.in_pixels();
        let (width, height) = (size.width * pixels, size.height.map(|height| height * pixels));
        let mut enlarged = (least / width).max(1.0);
        let Some(height) = height else {
            let size_of_layout = vec2(enlarged * width, self.height_at(enlarged * width, layout));
            let height = size_of_layout.y / enlarged / pixels;
            return (Extent { width: size.width, height, unit: size.unit }, size_of_layout);
        };
        // Each step leaves more width, in which lists are hardly ever higher.
        for _ in 0..3 {
            let needed = match layout {
                Layout::Fills { least, .. } => least.y,
                Layout::Grows { .. } => self.height_at(enlarged * width, layout),
            };
            enlarged = enlarged.max(needed / height);
        }
        (
            Extent { width: size.width, height: height / pixels, unit: size.unit },
            enlarged * vec2(width, height),
        )
    }

    /// The height of the picture at a width, in points, with everything around its contents.
    fn height_at(&self, width: f32, layout: Layout) -> f32 {
        match layout {
            Layout::Fills { usual, .. } => (usual.y * width / usual.x).round(),
            Layout::Grows { .. } => {
                let mut end = 0.0;
                let parts = self.choices.parts;
                let ground = self.theme().colors.panel;
                let canvas = Canvas { size: vec2(width, ENDLESS), ground, parts };
                PaintedScene::paint(&self.context, canvas, |ui| end = self.page(ui));
                (end + MARGIN).ceil()
            }
        }
    }

    fn paint(&self, size: Vec2) -> PaintedScene {
        let colors = &self.theme().colors;
        let ground = if *self.subject == PictureSubject::Map { colors.canvas } else { colors.panel };
        let canvas = Canvas { size, ground, parts: self.choices.parts };
        PaintedScene::paint(&self.context, canvas, |ui| {
            self.page(ui);
        })
    }

    /// Draws the title, the contents and the caption from the top of a `Ui` down; returns where they end.
    fn page(&self, ui: &mut Ui) -> f32 {
        let whole = ui.max_rect();
        let is_map = *self.subject == PictureSubject::Map;
        let inner = whole.shrink(MARGIN);
        let rests_on = match self.contents {
            Contents::Hindcast(of) => caption::of_hindcast(of),
            _ => caption::of_scene(self.scene, self.subject, contents::histories(self.scene, self.subject)),
        };
        let caption = Caption::set(ui, rests_on, inner.width());
        let below = if shows(ui.ctx(), Group::Caption) { caption.height + MARGIN } else { 0.0 };
        let place = if is_map {
            // The map names itself, and leaves margins of its own.
            Rect::from_min_max(whole.min, whole.max - vec2(0.0, below))
        } else {
            let title = self.subject.title(self.scene.scenario, self.scene.month);
            let top = caption::title(ui, inner, &title);
            Rect::from_min_max(inner.min + vec2(0.0, top), inner.max - vec2(0.0, caption.height))
        };
        let painter = ui.painter().clone();
        let shown = grouped(&painter, Group::Plot, || {
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                let map = self.map.filter(|_| self.choices.map == MapPart::OnScreen);
                self.contents.show(ui, self.scene, map);
            })
        });
        let end = match (self.layout(), shown) {
            (Layout::Grows { .. }, Some(shown)) => shown.response.rect.bottom(),
            (Layout::Fills { .. }, _) | (_, None) => place.bottom(),
        };
        caption.paint(ui, egui::pos2(inner.left(), end));
        end + caption.height
    }

    fn layout(&self) -> Layout {
        self.contents.layout(self.theme())
    }

    fn theme(&self) -> &'static Theme {
        Theme::of(self.choices.look)
    }
}

/// A context for one picture, set up as that of the window is.
fn context(scenario: &Scenario, look: Look) -> Context {
    let context = Context::default();
    theme::install_fonts(&context);
    reading_order::install(&context);
    reading_order::know_names(&context, scenario);
    Theme::of(look).apply(&context);
    context
}
