//! The contents of each picture, by the views that draw them in the window.

use super::NoPicture;
use super::subject::PictureSubject;
use crate::analysis::comparison::Comparison;
use crate::analysis::frontier::Frontier;
use crate::analysis::hindcast::Hindcasts;
use crate::analysis::mitigation::PartnerMitigation;
use crate::analysis::sensitivity::sobol::SobolIndices;
use crate::analysis::sensitivity::tornado::Tornado;
use crate::analysis::sensitivity::two_way::TwoWay;
use crate::analysis::sensitivity::value_of_information::ValueOfInformation;
use crate::analysis::shapley::{Against, Decomposition};
use crate::analysis::supposition::Suppositions;
use crate::engine::{PartnerCourse, Projection};
use crate::scenario::{Actor, ActorId, Role, Roles, Scenario};
use crate::ui::hindcast_scores;
use crate::ui::map::{self, MapView};
use crate::ui::stages::aftermath::{self, DrawnCourses, courses_each};
use crate::ui::stages::compare::{choices, side_by_side};
use crate::ui::stages::decision::{gains, willing};
use crate::ui::stages::why::{
    self, course, held, interactions, reasons, suppositions, tornado, two_way, worth,
};
use crate::ui::theme::{MARGIN, Theme};
use crate::ui::{Answer, Commands, Query, Scene, Stage};
use egui::{Ui, Vec2, vec2};

/// The questions whose answers a picture of a subject needs, the most important one first.
pub fn queries(scene: &Scene<'_>, subject: &PictureSubject) -> Vec<Query> {
    match subject {
        PictureSubject::Map
        | PictureSubject::Courses
        | PictureSubject::CoursesTogether
        | PictureSubject::Course(_)
        | PictureSubject::Willingness
        | PictureSubject::Gains
        | PictureSubject::Futures(..)
        | PictureSubject::Hindcast => Vec::new(),
        PictureSubject::Comparison => vec![side_by_side::query(scene)],
        PictureSubject::Frontier(axes) => vec![Query::Frontier(axes.clone()), side_by_side::query(scene)],
        PictureSubject::Tornado(measure) => {
            vec![Query::Tornado(measure.clone()), Query::SwitchingValues(measure.clone())]
        }
        PictureSubject::SobolIndices(measure) => vec![Query::SobolIndices(measure.clone())],
        PictureSubject::ValueOfInformation => vec![Query::ValueOfInformation],
        PictureSubject::TwoWay(numbers) => vec![Query::TwoWay(numbers.clone())],
        PictureSubject::Reasons(partner) | PictureSubject::LogOdds(partner) => {
            vec![reasons::query(scene, partner, Against::Unsaid)]
        }
        PictureSubject::Mitigation(_) => vec![held::query(scene)],
        PictureSubject::Supposed(partner, supposed) => {
            suppositions::query(scene, partner, *supposed).into_iter().collect()
        }
    }
}

/// The histories behind a picture; `None` if it rests on none.
pub fn histories(scene: &Scene<'_>, subject: &PictureSubject) -> Option<u64> {
    match queries(scene, subject).first() {
        Some(query) => {
            let answered = scene.answers.iter().find(|answered| answered.query == query);
            Some(answered.map_or_else(|| query.histories(), |answered| answered.histories))
        }
        None if *subject == PictureSubject::Map && !scene.stage.shows_numbers() => None,
        None => scene.shown.map(|result| result.projection.histories),
    }
}

/// What a picture shows, worked out.
pub enum Contents<'a> {
    /// The map.
    Map,
    /// Courses over the months.
    Courses(&'a Projection, DrawnCourses<'a>),
    /// The willingness in a month.
    Willingness(&'a Projection),
    /// Gains and losses.
    Gains(&'a Projection),
    /// Plans side by side.
    Comparison(&'a Comparison),
    /// Every choice, and the named plans.
    Frontier(&'a Frontier, &'a Comparison),
    /// The tornado.
    Tornado(&'a Tornado),
    /// Sobol’ indices.
    SobolIndices(&'a SobolIndices),
    /// The value of information.
    ValueOfInformation(&'a ValueOfInformation),
    /// The best plan by two numbers.
    TwoWay(&'a TwoWay),
    /// Reasons in percentage points.
    Reasons(&'a Decomposition),
    /// Reasons in log-odds.
    LogOdds(&'a Decomposition),
    /// What held a partner.
    Mitigation(&'a PartnerMitigation),
    /// The futures of a partner, with a line at a share.
    Futures(&'a PartnerCourse, f64),
    /// The course of a partner under suppositions.
    Supposed(&'a ActorId, Suppositions),
    /// The scores of the model against the record.
    Hindcast(&'a Hindcasts),
}

/// How contents take their room.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// They fill what they get.
    Fills {
        /// The usual size, in points.
        usual: Vec2,
        /// The least size in which they can be read.
        least: Vec2,
    },
    /// They are as high as they are at a width.
    Grows {
        /// The usual width, in points.
        usual: f32,
        /// The least width in which they can be read.
        least: f32,
    },
}

/// Takes the answer of one kind out of what was found; an answer that says why there is none, and one of another kind,
/// end in a sentence.
macro_rules! answered {
    ($scene:expr, $query:expr, $kind:ident) => {
        match answer($scene, $query)? {
            Answer::$kind(answer) => answer,
            Answer::Nothing(why) => return Err(NoPicture::Nothing(why.clone())),
            _ => return Err(NoPicture::NotAnswered),
        }
    };
}

impl<'a> Contents<'a> {
    /// What a picture of a subject shows.
    ///
    /// # Errors
    /// If it is not worked out yet, or there is nothing to show.
    pub fn of(scene: &Scene<'a>, subject: &'a PictureSubject) -> Result<Self, NoPicture> {
        let nothing = |why: &str| NoPicture::Nothing(why.to_owned());
        let (plans, partners) = (scene.scenario.plans.len(), &scene.scenario.partnerships);
        if subject.partner().is_some_and(|partner| !partners.contains(partner)) {
            return Err(nothing("This partner no longer shares with home."));
        }
        let asked = queries(scene, subject);
        let courses = |together: bool, only: Option<&'a ActorId>| match projection(scene)? {
            of if of.partners.is_empty() => Err(nothing("Nobody shares with home yet.")),
            of => Ok(Contents::Courses(of, DrawnCourses { together, only, close: None })),
        };
        match subject {
            PictureSubject::Map => Ok(Contents::Map),
            PictureSubject::Courses => courses(false, None),
            PictureSubject::CoursesTogether => courses(true, None),
            PictureSubject::Course(partner) => courses(false, Some(partner)),
            PictureSubject::Willingness => match projection(scene)? {
                of if of.partners.is_empty() => Err(nothing("Nobody shares with home yet.")),
                of => Ok(Contents::Willingness(of)),
            },
            PictureSubject::Gains => projection(scene).map(Contents::Gains),
            PictureSubject::Comparison if plans < 2 => {
                Err(nothing("There is only one plan, so there is nothing to compare."))
            }
            PictureSubject::ValueOfInformation | PictureSubject::TwoWay(_) if plans < 2 => {
                Err(nothing("With one plan there is nothing to decide."))
            }
            PictureSubject::Comparison => Ok(Contents::Comparison(answered!(scene, &asked[0], Comparison))),
            PictureSubject::Frontier(_) => {
                let frontier = answered!(scene, &asked[0], Frontier);
                let named = answered!(scene, &asked[1], Comparison);
                match frontier.points.is_empty() {
                    true => Err(nothing("There is no choice.")),
                    false => Ok(Contents::Frontier(frontier, named)),
                }
            }
            PictureSubject::Tornado(_) => {
                let tornado = answered!(scene, &asked[0], Tornado);
                match answer(scene, &asked[1])? {
                    Answer::Nothing(why) => Err(NoPicture::Nothing(why.clone())),
                    _ => Ok(Contents::Tornado(tornado)),
                }
            }
            PictureSubject::SobolIndices(_) => {
                Ok(Contents::SobolIndices(answered!(scene, &asked[0], SobolIndices)))
            }
            PictureSubject::ValueOfInformation => {
                Ok(Contents::ValueOfInformation(answered!(scene, &asked[0], ValueOfInformation)))
            }
            PictureSubject::TwoWay(_) => Ok(Contents::TwoWay(answered!(scene, &asked[0], TwoWay))),
            PictureSubject::Reasons(_) => Ok(Contents::Reasons(answered!(scene, &asked[0], Decomposition))),
            PictureSubject::LogOdds(_) => Ok(Contents::LogOdds(answered!(scene, &asked[0], Decomposition))),
            PictureSubject::Mitigation(partner) => {
                let of = answered!(scene, &asked[0], Mitigation).of(partner);
                of.map(Contents::Mitigation).ok_or_else(|| nothing("Nothing is known of this partner."))
            }
            PictureSubject::Futures(partner, line) => {
                let course = projection(scene)?.partner(partner).filter(|course| !course.months.is_empty());
                let course = course.ok_or_else(|| nothing("Nothing is known of this partner."))?;
                Ok(Contents::Futures(course, *line))
            }
            PictureSubject::Supposed(partner, supposed) => {
                projection(scene)?;
                if let Some(query) = asked.first() {
                    let Answer::Supposition(_) = answer(scene, query)? else {
                        return Err(NoPicture::NotAnswered);
                    };
                }
                Ok(Contents::Supposed(partner, *supposed))
            }
            PictureSubject::Hindcast => {
                Err(nothing("The hindcast is about the built-in cases, and no other."))
            }
        }
    }

    /// How they take their room in a look.
    pub fn layout(&self, theme: &Theme) -> Layout {
        let fills = |usual: Vec2, least: Vec2| Layout::Fills { usual, least };
        let grows = |usual: f32, least: f32| Layout::Grows { usual, least };
        match self {
            Contents::Map => fills(vec2(1_000.0, 640.0), vec2(640.0, 420.0)),
            Contents::Courses(_, DrawnCourses { together: true, .. }) => {
                fills(vec2(900.0, 440.0), vec2(720.0, 260.0))
            }
            Contents::Courses(_, DrawnCourses { only: Some(_), .. }) => {
                fills(vec2(560.0, 480.0), vec2(320.0, 300.0))
            }
            Contents::Courses(of, _) => {
                let least = courses_each::picture_width(theme, of.partners.len());
                fills(vec2(least.max(900.0), 440.0), vec2(least, 300.0))
            }
            Contents::Frontier(..) => fills(vec2(900.0, 480.0), vec2(640.0, 320.0)),
            Contents::Comparison(of) => {
                let least = side_by_side::picture_width(theme, of.columns.len()) + 2.0 * MARGIN;
                grows(least, least)
            }
            Contents::Willingness(_) | Contents::Gains(_) => grows(600.0, 440.0),
            Contents::Futures(..) => fills(vec2(640.0, 440.0), vec2(480.0, 320.0)),
            Contents::Supposed(..) => fills(vec2(760.0, 380.0), vec2(520.0, 260.0)),
            Contents::Hindcast(_) => grows(960.0, 860.0),
            Contents::Tornado(_)
            | Contents::SobolIndices(_)
            | Contents::ValueOfInformation(_)
            | Contents::TwoWay(_)
            | Contents::Reasons(_)
            | Contents::LogOdds(_)
            | Contents::Mitigation(_) => grows(640.0, 480.0),
        }
    }

    /// Draws them into all of a `Ui`; the map as it is in `map`, if that is given.
    pub fn show(&self, ui: &mut Ui, scene: &Scene<'_>, map: Option<&MapView>) {
        match self {
            Contents::Map => show_map(ui, scene, map),
            Contents::Courses(of, drawn) => aftermath::courses_picture(ui, scene, of, *drawn),
            Contents::Willingness(of) => willing::picture(ui, scene, of),
            Contents::Gains(of) => gains::picture(ui, scene, of),
            Contents::Comparison(of) => side_by_side::picture(ui, scene, of),
            Contents::Frontier(of, named) => choices::picture(ui, scene, of, Some(named)),
            Contents::Tornado(of) => tornado::picture(ui, scene, of),
            Contents::SobolIndices(of) => interactions::picture(ui, scene, of),
            Contents::ValueOfInformation(of) => worth::picture(ui, scene, of),
            Contents::TwoWay(of) => two_way::picture(ui, scene, of),
            Contents::Reasons(of) => why::points_picture(ui, of),
            Contents::LogOdds(of) => why::log_odds_picture(ui, of),
            Contents::Mitigation(of) => held::picture(ui, scene, of),
            Contents::Futures(of, line) => aftermath::futures_picture(ui, scene, of, *line),
            Contents::Supposed(partner, supposed) => {
                course::show(ui, scene, partner, *supposed, &mut Commands::default());
            }
            Contents::Hindcast(of) => hindcast_scores::show(ui, of),
        }
    }
}

/// Draws the map: in a stage with numbers as it is there, else as on the eve of the meeting, without the hints to those
/// who edit it.
fn show_map(ui: &mut Ui, scene: &Scene<'_>, map: Option<&MapView>) {
    let mut view = map.map_or_else(MapView::of_picture, MapView::picture_of_screen);
    let stage = if scene.stage.shows_numbers() && scene.stage != Stage::Setting {
        scene.stage
    } else {
        Stage::Briefing
    };
    // Nobody points at a picture, so nothing is commanded.
    let scene = Scene { roles: Roles::new(scene.scenario), stage, ..*scene };
    map::show(ui, &scene, &mut view, &mut Commands::default());
}

/// The current answer to exactly this query.
fn answer<'a>(scene: &Scene<'a>, query: &Query) -> Result<&'a Answer, NoPicture> {
    let found = scene.answers.iter().find(|found| found.current && found.query == query);
    found.map(|found| found.answer).filter(|answer| !answer.is_partial()).ok_or(NoPicture::NotAnswered)
}

/// The projection of the document as it stands.
fn projection<'a>(scene: &Scene<'a>) -> Result<&'a Projection, NoPicture> {
    let shown = scene.shown.filter(|result| result.current);
    shown.map(|result| result.projection).ok_or(NoPicture::NotAnswered)
}

/// Who is on the map, as sentences.
pub fn cast_in_words(scenario: &Scenario) -> String {
    let roles = Roles::new(scenario);
    let sentence =
        |(id, actor, _): (&ActorId, &Actor, Role)| format!("{}: {}.", actor.name, roles.part_in_words(id));
    roles.cast().into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}
