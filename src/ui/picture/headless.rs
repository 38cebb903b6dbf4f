//! Pictures for those who have no window: a scenario, a projection and answers in, SVG out.

use super::choices::{PictureChoices, PictureParts};
use super::subject::PictureSubject;
use super::{NoPicture, contents};
use crate::analysis::fall;
use crate::analysis::hindcast::Hindcasts;
use crate::analysis::query::{Answer, Query};
use crate::analysis::sensitivity::switching_values::SwitchingValues;
use crate::analysis::sensitivity::tornado::Tornado;
use crate::engine::Projection;
use crate::export::scene::{DrawnPicture, PaintedScene};
use crate::scenario::{Input, Plan, PlanId, Roles, Scenario};
use crate::ui::playback::Playback;
use crate::ui::stages::why::two_way;
use crate::ui::{AnsweredQuery, Scene, Selection, ShownProjection, Stage};

/// What a picture is painted from.
#[derive(Clone, Copy)]
pub struct PictureInput<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The plan that is shown, one of the scenario's.
    pub plan: &'a PlanId,
    /// The projection of that plan; `None` for a map on the eve of the meeting.
    pub projection: Option<&'a Projection>,
    /// The answers of the subject's queries, and any others; in as many histories as the projection, or in as many as each
    /// query takes, if those are fewer.
    pub answers: &'a [(Query, Answer)],
    /// The month that is shown.
    pub month: u32,
}

/// The questions to whose answers a picture is painted, to be answered for the plan and put among the answers of the
/// input; none for a plan that the scenario lacks.
pub fn queries(input: &PictureInput<'_>, subject: &PictureSubject) -> Vec<Query> {
    with_scene(input, |scene| contents::queries(scene, subject)).unwrap_or_else(|_| Vec::new())
}

/// The picture of a subject as SVG.
///
/// # Errors
/// As [`picture`].
pub fn svg(
    input: &PictureInput<'_>,
    subject: &PictureSubject,
    choices: &PictureChoices,
) -> Result<String, NoPicture> {
    picture(input, subject, choices).map(|picture| picture.svg)
}

/// The map on the eve of the meeting as SVG, in the light look, for print: under no plan.
///
/// # Errors
/// If there is nothing to show.
pub fn map_of_the_eve(scenario: &Scenario) -> Result<String, NoPicture> {
    let (mut scenario, plan) = (scenario.clone(), PlanId::known("none"));
    scenario.plans.put(plan.clone(), Plan::named(""));
    let input = PictureInput { scenario: &scenario, plan: &plan, projection: None, answers: &[], month: 0 };
    let parts = PictureParts { caption: false, ..PictureParts::default() };
    svg(&input, &PictureSubject::Map, &PictureChoices { parts, ..PictureChoices::default() })
}

/// The picture of a subject, to be written in any format.
///
/// # Errors
/// If the plan, the projection or an answer is missing, there is nothing to show, or the size is none.
pub fn picture(
    input: &PictureInput<'_>,
    subject: &PictureSubject,
    choices: &PictureChoices,
) -> Result<DrawnPicture, NoPicture> {
    painted(input, subject, choices).map(|painted| DrawnPicture::from(&painted))
}

/// The scene of the picture of a subject.
///
/// # Errors
/// As [`picture`].
pub fn painted(
    input: &PictureInput<'_>,
    subject: &PictureSubject,
    choices: &PictureChoices,
) -> Result<PaintedScene, NoPicture> {
    let asked = queries(input, subject);
    // Views look for the newest answer of a kind, so that there may only be the one that is asked for.
    let is_asked = |(query, _): &&(Query, Answer)| asked.contains(query);
    let answers: Vec<(Query, Answer)> = input.answers.iter().filter(is_asked).cloned().collect();
    let input = PictureInput { answers: &answers, ..*input };
    with_scene(&input, |scene| super::painted(scene, subject, choices, None))?
}

/// The scene of the picture of the hindcast.
///
/// # Errors
/// If the size is none.
pub fn painted_hindcast(hindcasts: &Hindcasts, choices: &PictureChoices) -> Result<PaintedScene, NoPicture> {
    let (mut scenario, plan) = (Scenario::default(), PlanId::known("none"));
    scenario.plans.put(plan.clone(), Plan::named(""));
    let input = PictureInput { scenario: &scenario, plan: &plan, projection: None, answers: &[], month: 0 };
    with_scene(&input, |nothing| super::painted_hindcast(nothing, hindcasts, choices))?
}

/// The two numbers of a map of the best plan that stand there until others are chosen: the two widest that have switching
/// values by the total, else the two widest; `None` if fewer than two have a range.
pub fn usual_numbers(tornado: &Tornado, switching: &[SwitchingValues]) -> Option<[Input; 2]> {
    two_way::widest(tornado, switching)
}

/// Does something with the scene of an input.
fn with_scene<T>(input: &PictureInput<'_>, act: impl FnOnce(&Scene<'_>) -> T) -> Result<T, NoPicture> {
    let PictureInput { scenario, plan: plan_id, projection, answers, month } = *input;
    let missing = || NoPicture::Nothing(format!("There is no plan “{plan_id}”."));
    let plan = scenario.plans.get(plan_id).ok_or_else(missing)?;
    let most = projection.map_or(u64::MAX, |projection| projection.histories);
    let answers: Vec<AnsweredQuery<'_>> = answers
        .iter()
        .map(|(query, answer)| AnsweredQuery {
            query,
            answer,
            histories: query.histories().min(most),
            current: true,
        })
        .collect();
    Ok(act(&Scene {
        scenario,
        roles: Roles::new(scenario),
        shared: None,
        hides_what_happened: false,
        reads_what_happened: false,
        plan_id,
        plan,
        shown: projection.map(|projection| ShownProjection {
            projection,
            current: true,
            largest_fall: fall::month_of_largest(projection),
        }),
        answers: &answers,
        pending: &[],
        earlier: None,
        preview: None,
        selection: &Selection::Nothing,
        month,
        supposes_learning: false,
        playback: Playback::AT_REST,
        stage: if projection.is_some() { Stage::Aftermath } else { Stage::Briefing },
    }))
}
