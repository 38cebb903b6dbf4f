//! The pictures of a report, in the light look, for print.

use super::NoPicture;
use super::choices::{PictureChoices, PictureParts};
use super::headless::{self, PictureInput};
use super::subject::PictureSubject;
use crate::analysis::measure::Measure;
use crate::analysis::query::{Answer, Query};
use crate::export::paper::Picture;
use crate::export::report::{ReportPictures, ReportResults, Section};
use crate::scenario::{PlanId, Scenario};

/// The pictures for the sections of a report.
///
/// # Errors
/// If the scenario lacks the plan.
pub fn report_pictures(
    scenario: &Scenario,
    plan: &PlanId,
    results: &ReportResults,
) -> Result<ReportPictures, NoPicture> {
    let has = |section: Section| results.sections.contains(&section);
    let answers = answers(results);
    let projection = Some(&results.projection);
    let input = PictureInput { scenario, plan, projection, answers: &answers, month: results.month };
    // A report has captions of its own.
    let parts = PictureParts { caption: false, ..PictureParts::default() };
    let choices = PictureChoices { parts, ..PictureChoices::default() };
    let picture = |subject: PictureSubject| -> Result<Picture, NoPicture> {
        Ok(Picture {
            svg: headless::svg(&input, &subject, &choices)?,
            description: subject.title(scenario, results.month),
            caption: String::new(),
            width: 1.0,
        })
    };
    let shares = has(Section::Willingness) && !scenario.partnerships.is_empty();
    // The plot shows where the advice flips too, which takes two plans.
    let matters = has(Section::Numbers) && scenario.plans.len() > 1;
    Ok(ReportPictures {
        map: has(Section::Map).then(|| picture(PictureSubject::Map)).transpose()?,
        courses: shares.then(|| picture(PictureSubject::Courses)).transpose()?,
        numbers: matters.then(|| picture(PictureSubject::Tornado(Measure::TOTAL))).transpose()?,
    })
}

/// The answers of a report to questions that plots show.
fn answers(results: &ReportResults) -> Vec<(Query, Answer)> {
    let tornado = results.tornado.clone();
    let tornado = tornado.map(|found| (Query::Tornado(Measure::TOTAL), Answer::Tornado(found)));
    let numbers = results.switching.clone();
    let switching = Answer::SwitchingValues { measure: Measure::TOTAL, numbers, finished: true };
    tornado.into_iter().chain([(Query::SwitchingValues(Measure::TOTAL), switching)]).collect()
}
