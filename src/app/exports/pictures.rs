//! Pictures: the dialog in which one is chosen, the clipboard, and files.

use super::{Contents, Export};
use crate::analysis::frontier::usual_axes;
use crate::analysis::measure::Measure;
use crate::app::App;
use crate::app::tasks::{TaskKey, TaskResult};
use crate::export::scene::{DrawnPicture, PaintedScene, PictureFormat, Pixels, Scale, pixels};
use crate::scenario::ActorId;
use crate::ui::chrome::Dialog;
use crate::ui::map::MapView;
use crate::ui::picture::headless;
use crate::ui::picture::order::PictureOrder;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::picture::{self, NoPicture};
use crate::ui::stages::choosers;
use crate::ui::{Commands, Scene, Stage};
use egui::{ColorImage, Context};

impl App {
    /// Opens the dialog for a picture of a subject.
    pub(in crate::app) fn show_picture(&mut self, subject: PictureSubject) {
        let offered = match subject {
            // It is about no case, and so needs none.
            PictureSubject::Hindcast => Some(vec![(PictureSubject::Hindcast, subject.name().to_owned())]),
            _ if self.session.stage == Stage::Library => None,
            _ => self.of_scene(|scene| offered(scene, &subject)),
        };
        let Some(offered) = offered else {
            return self.show_note("There is nothing to make a picture of: open a case first.");
        };
        self.session.views.dialog.picture.open(subject, offered);
        self.dialog = Some(Dialog::Picture);
    }

    /// Paints a picture that is asked for; asks for the answers that it lacks.
    pub(in crate::app) fn paint_picture(
        &self,
        order: &PictureOrder,
        map: &MapView,
        commands: &mut Commands,
    ) -> Result<PaintedScene, NoPicture> {
        if order.subject == PictureSubject::Hindcast {
            let found = self.hindcasting.found().ok_or(NoPicture::NotAnswered)?;
            return headless::painted_hindcast(found, &order.choices);
        }
        let painted = self.of_scene(|scene| {
            let painted = picture::painted(scene, &order.subject, &order.choices, Some(map));
            if painted.as_ref().err() == Some(&NoPicture::NotAnswered) {
                for query in picture::queries(scene, &order.subject) {
                    // Only what is not there yet, and was not stopped, is asked for.
                    scene.find(&query, commands);
                }
            }
            painted
        });
        painted.unwrap_or_else(|| Err(NoPicture::Nothing("No case is open.".into())))
    }

    /// A picture that is asked for, to be written; `None`, with a message, if there is none.
    fn drawn_picture(&mut self, order: &PictureOrder) -> Option<DrawnPicture> {
        let painted = self.paint_picture(order, &self.session.views.map, &mut Commands::default());
        match painted {
            Ok(painted) => Some(DrawnPicture::from(&painted)),
            Err(why) => {
                self.show_note(why.to_string());
                None
            }
        }
    }

    /// Asks where to save a picture.
    pub(in crate::app) fn save_picture(&mut self, order: &PictureOrder) {
        let Some(picture) = self.drawn_picture(order) else { return };
        let PictureOrder { subject, format, .. } = order;
        let name = format!("{}-{}.{}", self.name_for_files(), subject.key(), format.extension());
        let is_map = *subject == PictureSubject::Map;
        self.ask_where_to_save(Export {
            name,
            contents: Contents::Picture { picture, format: *format, is_map },
        });
    }

    /// Puts a picture on the clipboard.
    pub(in crate::app) fn copy_picture(&mut self, order: &PictureOrder, ctx: &Context) {
        let Some(picture) = self.drawn_picture(order) else { return };
        let scale = match order.format {
            PictureFormat::Png(scale) => scale,
            PictureFormat::Svg | PictureFormat::Pdf => Scale::default(),
        };
        let name = order.subject.name();
        let work = move || pixels(&picture.svg, f32::from(scale.factor())).map_err(|error| error.to_string());
        let ctx = ctx.clone();
        self.tasks.start(
            TaskKey::Copy,
            work,
            move |app: &mut App, result: TaskResult<Result<Pixels, String>>| match result {
                Ok(Ok(Pixels { width, height, rgba })) => {
                    ctx.copy_image(ColorImage::from_rgba_premultiplied([width, height], &rgba));
                    app.show_done(format!("The picture is on the clipboard: {name}."));
                }
                Ok(Err(why)) => app.report_problem(format!("The picture could not be copied: {why}.")),
                Err(error) => app.report_problem(format!("The picture could not be copied: {error}.")),
            },
        );
    }
}

/// The share at which the line stands among futures until it is moved.
const HALF: f64 = 0.5;

/// What a picture can be of, with the names in the list: the usual plots, and the one that was asked for.
fn offered(scene: &Scene<'_>, asked: &PictureSubject) -> Vec<(PictureSubject, String)> {
    let month = scene.month.min(scene.scenario.horizon_months);
    let mut subjects = vec![PictureSubject::Map, PictureSubject::Courses, PictureSubject::CoursesTogether];
    let looked_at: Option<ActorId> = choosers::looked_at(scene.scenario, scene.selection, None);
    subjects.extend(looked_at.clone().map(PictureSubject::Course));
    subjects.extend(looked_at.clone().map(|partner| PictureSubject::Futures(partner, HALF)));
    subjects.extend([
        PictureSubject::Willingness,
        PictureSubject::Gains,
        PictureSubject::Comparison,
        PictureSubject::Frontier(usual_axes(month)),
        PictureSubject::Tornado(Measure::TOTAL),
        PictureSubject::SobolIndices(Measure::TOTAL),
        PictureSubject::ValueOfInformation,
    ]);
    let of_partner = [PictureSubject::Reasons, PictureSubject::LogOdds, PictureSubject::Mitigation];
    subjects.extend(looked_at.into_iter().flat_map(|partner| of_partner.map(|of| of(partner.clone()))));
    // The one that was asked for, with its own partner or result, in the place of the usual one.
    match subjects.iter().position(|subject| subject.key() == asked.key()) {
        Some(place) => subjects[place] = asked.clone(),
        None => subjects.push(asked.clone()),
    }
    let named = |subject: PictureSubject| {
        let title = subject.title(scene.scenario, month);
        (subject, title)
    };
    subjects.into_iter().map(named).collect()
}
