//! Pictures of the map and of every plot, painted without a window.

use crate::case;
use std::collections::BTreeSet;
use tearline::analysis::frontier::usual_axes;
use tearline::analysis::measure::Measure;
use tearline::analysis::query::{Answer, Query};
use tearline::analysis::study::Study;
use tearline::engine::{NoMonitor, Projection, Run, project};
use tearline::export::scene::png;
use tearline::scenario::{PlanId, Scenario};
use tearline::ui::picture::choices::PictureChoices;
use tearline::ui::picture::headless::{self, PictureInput};
use tearline::ui::picture::subject::PictureSubject;

/// Enough histories for a plot that is drawn, few enough for many of them.
const HISTORIES: u64 = 200;

/// A case with everything that pictures are painted from.
struct Painter {
    scenario: Scenario,
    plan: PlanId,
    projection: Projection,
    answers: Vec<(Query, Answer)>,
}

impl Painter {
    fn of(scenario: Scenario) -> Self {
        let (plan, known) = scenario.plans.at(0).expect("it has a plan");
        let run = Run { histories: HISTORIES, seed: 7, ..Run::default() };
        let projection = project(&scenario, known, &run, &NoMonitor).expect("nobody stops it");
        Painter { plan: plan.clone(), projection, answers: Vec::new(), scenario }
    }

    fn input(&self) -> PictureInput<'_> {
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

    fn paint(&mut self, subject: &PictureSubject, choices: &PictureChoices) -> String {
        self.answer(subject);
        headless::svg(&self.input(), subject, choices).expect("it can be painted")
    }
}

/// Every subject there is, for a case.
fn subjects(scenario: &Scenario) -> Vec<PictureSubject> {
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
    ]
}

/// Keeps a picture beside the test programs, to be looked at.
fn keep(name: &str, svg: &str) {
    if let Some(folder) = std::env::var_os("TEARLINE_KEEP_PICTURES") {
        let path = std::path::Path::new(&folder).join(name);
        std::fs::write(path.with_extension("svg"), svg).expect("it can be kept");
        let pixels = png(svg, 1.0).expect("it becomes pixels");
        std::fs::write(path.with_extension("png"), pixels).expect("it can be kept");
    }
}

#[test]
fn every_plot_becomes_a_picture_that_says_what_it_shows_and_what_it_rests_on() {
    let mut painter = Painter::of(case("oval-office-2017"));
    let mut keys = BTreeSet::new();
    for subject in subjects(&painter.scenario) {
        let svg = painter.paint(&subject, &PictureChoices::default());
        let key = subject.key_on_page(&painter.scenario);
        keep(&key, &svg);
        for group in ["background", "title", "plot", "caption", "histories", "seed", "model-version"] {
            let id = format!("id=\"{key}-{group}\"");
            assert_eq!(svg.matches(&id).count(), 1, "{key}: {group}");
        }
        let title = subject.title(&painter.scenario, 3);
        assert!(svg.contains(&format!("{title}</title>")), "{key}");
        assert!(svg.contains(">Seed 7.</text>"), "{key}");
        for outside in ["href=", "<image", "@import", "NaN", "\"inf\""] {
            assert!(!svg.contains(outside), "{key}: {outside}");
        }
        assert!(keys.insert(key));
    }
}
