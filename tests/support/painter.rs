//! Pictures of a case, painted without a window.

use tearline::analysis::frontier::usual_axes;
use tearline::analysis::measure::Measure;
use tearline::analysis::query::{Answer, Query};
use tearline::analysis::study::Study;
use tearline::analysis::supposition::Supposition;
use tearline::engine::{NoMonitor, Projection, Run, project};
use tearline::export::scene::{DrawnPicture, PaintedScene};
use tearline::scenario::{PlanId, Scenario};
use tearline::ui::picture::choices::PictureChoices;
use tearline::ui::picture::headless::{self, PictureInput};
use tearline::ui::picture::subject::PictureSubject;

/// Enough histories for a plot that is drawn, few enough for many of them.
const HISTORIES: u64 = 200;

/// A case with everything that pictures are painted from.
pub struct Painter {
    /// The case.
    pub scenario: Scenario,
    plan: PlanId,
    projection: Projection,
    answers: Vec<(Query, Answer)>,
}

impl Painter {
    /// Projects the first plan.
    pub fn of(scenario: Scenario) -> Self {
        let (plan, known) = scenario.plans.at(0).expect("it has a plan");
        let run = Run { histories: HISTORIES, seed: 7, ..Run::default() };
        let projection = project(&scenario, known, &run, &NoMonitor).expect("nobody stops it");
        Painter { plan: plan.clone(), projection, answers: Vec::new(), scenario }
    }

    /// What pictures are painted from.
    pub fn input(&self) -> PictureInput<'_> {
        let Painter { scenario, plan, projection, answers } = self;
        PictureInput { scenario, plan, projection: Some(projection), answers, month: 3 }
    }

    /// Answers what a subject asks.
    fn answer(&mut self, subject: &PictureSubject) {
        for query in headless::queries(&self.input(), subject) {
            let study = Study::new(&self.scenario, 7, HISTORIES, &NoMonitor);
            let plan = self.scenario.plans.get(&self.plan).expect("it is there");
            let answer = query.answer(&study, plan, &|_| {});
            self.answers.push((query, answer.expect("it has an answer")));
        }
    }

    /// The picture of a subject.
    pub fn picture(&mut self, subject: &PictureSubject, choices: &PictureChoices) -> DrawnPicture {
        DrawnPicture::from(&self.painted(subject, choices))
    }

    /// The scene of a subject's picture.
    pub fn painted(&mut self, subject: &PictureSubject, choices: &PictureChoices) -> PaintedScene {
        self.answer(subject);
        headless::painted(&self.input(), subject, choices).expect("it can be painted")
    }
}

/// Every subject there is, for a case.
pub fn subjects(scenario: &Scenario) -> Vec<PictureSubject> {
    let partner = scenario.partnerships.keys().next().expect("it has a partner");
    let mut numbers = scenario
        .inputs()
        .into_iter()
        .filter(|input| scenario.figure(input).is_some_and(|figure| figure.is_range()));
    let pair = [numbers.next().expect("a number has a range"), numbers.next().expect("and another")];
    vec![
        PictureSubject::Map,
        PictureSubject::Courses,
        PictureSubject::CoursesTogether,
        PictureSubject::Course(partner.clone()),
        PictureSubject::Willingness,
        PictureSubject::Gains,
        PictureSubject::Comparison,
        PictureSubject::Frontier(usual_axes(3)),
        PictureSubject::Tornado(Measure::TOTAL),
        PictureSubject::SobolIndices(Measure::TOTAL),
        PictureSubject::ValueOfInformation,
        PictureSubject::TwoWay(pair),
        PictureSubject::Reasons(partner.clone()),
        PictureSubject::LogOdds(partner.clone()),
        PictureSubject::Mitigation(partner.clone()),
        PictureSubject::Futures(partner.clone(), 0.5),
        PictureSubject::Supposed(partner.clone(), Supposition::Asked.into()),
    ]
}
