//! Pictures from the command line: the map and every plot.

use super::{ExportArgs, What, option_text, unwritten};
use crate::analysis::fall;
use crate::analysis::frontier::usual_axes;
use crate::analysis::measure::Measure;
use crate::analysis::query::{Answer, Query};
use crate::analysis::study::Study;
use crate::analysis::supposition::{Supposition, Suppositions};
use crate::cli::project::{check_enough, plan};
use crate::cli::questions::{month, partner, stopped};
use crate::cli::terminal_monitor::TerminalMonitor;
use crate::cli::whole_number::{months, whole_number};
use crate::cli::{Stop, hindcast, memory};
use crate::engine::{Cancelled, Projection, Run, project};
use crate::export::scene::{DrawnPicture, PictureFormat, PictureParts, Scale, Unit};
use crate::scenario::{ActorId, Input, LONGEST_HORIZON_MONTHS, Plan, PlanId, Scenario};
use crate::ui::picture::choices::{self, Look, PictureChoices, PictureSize};
use crate::ui::picture::headless::{self, PictureInput};
use crate::ui::picture::subject::PictureSubject;
use clap::{Args, ValueEnum};

/// The arguments that only pictures have.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pictures")]
pub struct PictureArgs {
    /// The month of what is shown; that of the largest fall if left out
    #[arg(long, value_name = "M", value_parser = months::<0, LONGEST_HORIZON_MONTHS>)]
    pub month: Option<u32>,
    /// The partner, by id or name: of a course, all if left out; else the partner that falls furthest
    #[arg(long, value_name = "P")]
    pub partner: Option<String>,
    /// What is supposed of the partner, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', value_name = "SUPPOSITION")]
    pub suppose: Vec<SuppositionArg>,
    /// The line among futures, in per cent; 50 if left out
    #[arg(long, value_name = "PERCENT", value_parser = whole_number::<0, 100>)]
    pub line: Option<u64>,
    /// The result of a tornado or of Sobol’ indices, such as total or methods:il@6; the total if left out
    #[arg(long, value_name = "RESULT")]
    pub result: Option<String>,
    /// The look
    #[arg(long, value_enum)]
    pub look: Option<LookArg>,
    /// The size: 800x500, 800 for as high as it is, 160mm or 160x100mm
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<PictureSize>,
    /// Pixels of a PNG for each pixel of the size: 1, 2 or 4; 2 if left out
    #[arg(long, value_name = "N", value_parser = scale)]
    pub scale: Option<Scale>,
    /// Parts to leave out, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    pub without: Vec<PartArg>,
}

/// A look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LookArg {
    /// Dark ink on light paper
    Light,
    /// Light ink on dark
    Dark,
    /// Full contrast and large type
    Projector,
}

/// A circumstance that is supposed of a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SuppositionArg {
    /// It does not depend on home
    Independent,
    /// There is no liaison
    NoLiaison,
    /// It was asked first
    Asked,
    /// The disclosure was prepared
    Prepared,
}

impl From<SuppositionArg> for Supposition {
    fn from(of: SuppositionArg) -> Self {
        match of {
            SuppositionArg::Independent => Supposition::Independent,
            SuppositionArg::NoLiaison => Supposition::NoLiaison,
            SuppositionArg::Asked => Supposition::Asked,
            SuppositionArg::Prepared => Supposition::Prepared,
        }
    }
}

/// A part that a picture may be without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PartArg {
    /// The title above and the lines below
    Caption,
    /// What marks, lines and colors mean
    Legend,
    /// The ground; without it the picture is transparent
    Background,
}

/// Parses a size.
fn size(text: &str) -> Result<PictureSize, String> {
    let wrong = || {
        format!(
            "write a width or width x height, as in 800x500 or 160x100mm, of {} to {} pixels",
            choices::SHORTEST,
            choices::LONGEST
        )
    };
    let (sides, unit) = match text.trim().strip_suffix("mm") {
        Some(sides) => (sides, Unit::Millimetres),
        None => (text.trim().trim_end_matches("px"), Unit::Pixels),
    };
    let side = |text: &str| text.trim().parse::<f32>().ok();
    let (width, height) = match sides.split_once(['x', '×']) {
        Some((width, height)) => (side(width), Some(side(height).ok_or_else(wrong)?)),
        None => (side(sides), None),
    };
    let size = PictureSize { width: width.ok_or_else(wrong)?, height, unit };
    if size.is_possible() { Ok(size) } else { Err(wrong()) }
}

/// Parses a scale.
fn scale(text: &str) -> Result<Scale, String> {
    let of = |scale: &Scale| scale.factor().to_string() == text.trim().trim_end_matches(['x', '×']);
    Scale::ALL.into_iter().find(of).ok_or_else(|| "write 1, 2 or 4".to_owned())
}

impl PictureArgs {
    /// Whether any of them was given.
    pub fn are_given(&self) -> bool {
        let PictureArgs { month, partner, suppose, line, result, look, size, scale, without } = self;
        let given = [
            month.is_some(),
            partner.is_some(),
            !suppose.is_empty(),
            line.is_some(),
            result.is_some(),
            look.is_some(),
            size.is_some(),
            scale.is_some(),
            !without.is_empty(),
        ];
        given.contains(&true)
    }

    fn choices(&self) -> PictureChoices {
        let look = match self.look {
            None | Some(LookArg::Light) => Look::Light,
            Some(LookArg::Dark) => Look::Dark,
            Some(LookArg::Projector) => Look::Projector,
        };
        let has = |part: PartArg| !self.without.contains(&part);
        let parts = PictureParts {
            caption: has(PartArg::Caption),
            legend: has(PartArg::Legend),
            background: has(PartArg::Background),
        };
        PictureChoices { look, size: self.size, parts, ..PictureChoices::default() }
    }
}

/// The line among futures, in per cent, where none is asked for.
const HALF: u64 = 50;

/// All that is supposed; what is named twice is supposed once.
fn supposed(named: &[SuppositionArg]) -> Suppositions {
    let all = named.iter().map(|of| Supposition::from(*of));
    all.fold(Suppositions::default(), |all, one| if all.contains(one) { all } else { all.toggled(one) })
}

/// A picture as the bytes of a file.
pub fn picture_file(
    scenario: &Scenario,
    what: What,
    format: PictureFormat,
    args: &ExportArgs,
) -> Result<Vec<u8>, Stop> {
    if args.picture.scale.is_some() && !matches!(format, PictureFormat::Png(_)) {
        return Err(Stop::broken("--scale goes with --format png only; other formats have no pixels."));
    }
    let monitor = TerminalMonitor::begin();
    let picture = match what {
        What::Hindcast => hindcast_picture(args, &monitor),
        _ => Painter::of(scenario, args, &monitor)?.picture(what),
    }?;
    monitor.end()?;
    picture.bytes(format).map_err(|error| unwritten(&args.out, &error.to_string()))
}

/// The picture of the hindcast of the built-in cases.
fn hindcast_picture(args: &ExportArgs, monitor: &TerminalMonitor) -> Result<DrawnPicture, Stop> {
    let PictureArgs { month, partner, suppose, line, result, .. } = &args.picture;
    let of_case =
        month.is_some() || partner.is_some() || !suppose.is_empty() || line.is_some() || result.is_some();
    if of_case || args.plan.is_some() {
        return Err(Stop::broken(
            "--what hindcast is about the built-in cases; it takes no plan, partner or result.",
        ));
    }
    let run = Run { histories: args.histories, seed: args.seed, ..Run::default() };
    let found = hindcast::of_built_in_cases(run, monitor)?;
    let painted = headless::painted_hindcast(&found, &args.picture.choices());
    painted.map(|painted| DrawnPicture::from(&painted)).map_err(|why| Stop::broken(why.to_string()))
}

/// What pictures of a case are painted from.
struct Painter<'a> {
    scenario: &'a Scenario,
    args: &'a ExportArgs,
    monitor: &'a TerminalMonitor,
    plan: (&'a PlanId, &'a Plan),
    projection: Projection,
    month: u32,
}

impl<'a> Painter<'a> {
    /// Projects the plan.
    fn of(scenario: &'a Scenario, args: &'a ExportArgs, monitor: &'a TerminalMonitor) -> Result<Self, Stop> {
        let plan = plan(scenario, args.plan.as_deref())?;
        memory::check_projection(scenario, args.histories, None)?;
        let run = Run { histories: args.histories, seed: args.seed, ..Run::default() };
        let projection = project(scenario, plan.1, &run, monitor).map_err(|Cancelled| Stop::cancelled())?;
        check_enough(&projection)?;
        let month = match args.picture.month {
            Some(asked) => month(scenario, asked)?,
            None => fall::month_of_largest(&projection).unwrap_or(0),
        };
        Ok(Painter { scenario, args, monitor, plan, projection, month })
    }

    fn picture(&self, what: What) -> Result<DrawnPicture, Stop> {
        let subject = self.subject(what)?;
        let answers = self.answers(&subject)?;
        let input = PictureInput { answers: &answers, ..self.input() };
        let picture = headless::picture(&input, &subject, &self.args.picture.choices());
        picture.map_err(|why| Stop::broken(why.to_string()))
    }

    fn input(&self) -> PictureInput<'_> {
        let Painter { scenario, plan: (plan, _), projection, month, .. } = self;
        PictureInput { scenario, plan, projection: Some(projection), answers: &[], month: *month }
    }

    /// The answer to a question, in as many histories as were asked for, or in as many as in the window, if those are fewer.
    fn answer(&self, query: &Query) -> Result<Answer, Stop> {
        let histories = query.histories().min(self.args.histories);
        let study = Study::new(self.scenario, self.args.seed, histories, self.monitor);
        query.answer(&study, self.plan.1, &|_| {}).map_err(stopped)
    }

    fn answers(&self, subject: &PictureSubject) -> Result<Vec<(Query, Answer)>, Stop> {
        let asked = headless::queries(&self.input(), subject);
        asked.into_iter().map(|query| self.answer(&query).map(|answer| (query, answer))).collect()
    }

    fn subject(&self, what: What) -> Result<PictureSubject, Stop> {
        let PictureArgs { partner: called, result, suppose, line, .. } = &self.args.picture;
        let partner = called.as_deref().map(|called| partner(self.scenario, called)).transpose()?.cloned();
        let measure = || match result {
            Some(result) => Measure::called(result, self.scenario).map_err(Stop::broken),
            None => Ok(Measure::TOTAL),
        };
        let furthest = || {
            let nobody = || Stop::broken("Nobody shares with home.");
            partner.clone().or_else(|| self.falls_furthest()).ok_or_else(nobody)
        };
        let subject = match what {
            What::Course => partner.clone().map_or(PictureSubject::Courses, PictureSubject::Course),
            What::CoursesTogether => PictureSubject::CoursesTogether,
            What::Willingness => PictureSubject::Willingness,
            What::Ledger => PictureSubject::Gains,
            What::Compare => PictureSubject::Comparison,
            What::Frontier => PictureSubject::Frontier(usual_axes(self.month)),
            What::Tornado => PictureSubject::Tornado(measure()?),
            What::Sobol => PictureSubject::SobolIndices(measure()?),
            What::Information => PictureSubject::ValueOfInformation,
            What::TwoWay => PictureSubject::TwoWay(self.two_numbers()?),
            What::Why => PictureSubject::Reasons(furthest()?),
            What::LogOdds => PictureSubject::LogOdds(furthest()?),
            What::Mitigation => PictureSubject::Mitigation(furthest()?),
            What::Futures => PictureSubject::Futures(furthest()?, line.unwrap_or(HALF) as f64 / 100.0),
            What::Supposed => PictureSubject::Supposed(furthest()?, supposed(suppose)),
            What::Hindcast => PictureSubject::Hindcast,
            What::Map => PictureSubject::Map,
            What::Report
            | What::Handouts
            | What::Network
            | What::Nodes
            | What::Edges
            | What::Tables
            | What::Template
            | What::Histories
            | What::Project
            | What::Knowers
            | What::Learning
            | What::Events
            | What::Sensitivity
            | What::Repair
            | What::Asking
            | What::Decision => {
                return Err(Stop::broken(format!("--what {} is no picture.", option_text(what))));
            }
        };
        let takes_partner = subject.partner().is_some() || subject == PictureSubject::Courses;
        let takes_result = matches!(subject, PictureSubject::Tornado(_) | PictureSubject::SobolIndices(_));
        match (called, result) {
            (Some(_), _) if !takes_partner => Err(Stop::broken(
                "--partner goes with --what course, why, log-odds, mitigation, futures and supposed only.",
            )),
            (_, Some(_)) if !takes_result => {
                Err(Stop::broken("--result goes with --what tornado and sobol only."))
            }
            _ if !suppose.is_empty() && what != What::Supposed => {
                Err(Stop::broken("--suppose goes with --what supposed only."))
            }
            _ if line.is_some() && what != What::Futures => {
                Err(Stop::broken("--line goes with --what futures only."))
            }
            _ => Ok(subject),
        }
    }

    /// The partner whose sharing falls furthest; the first, if none falls.
    fn falls_furthest(&self) -> Option<ActorId> {
        let fall = fall::in_month(&self.projection, self.month as usize);
        let first = || self.scenario.partnerships.keys().next();
        fall.map(|fall| &fall.course.partner).or_else(first).cloned()
    }

    /// The two numbers that the window would show.
    fn two_numbers(&self) -> Result<[Input; 2], Stop> {
        let tornado = self.answer(&Query::Tornado(Measure::TOTAL))?;
        let switching = self.answer(&Query::SwitchingValues(Measure::TOTAL))?;
        let (Answer::Tornado(tornado), Answer::SwitchingValues { numbers, .. }) = (&tornado, &switching)
        else {
            return Err(Stop::broken("Which numbers matter could not be worked out."));
        };
        let numbers = headless::usual_numbers(tornado, numbers);
        numbers.ok_or_else(|| Stop::broken("It takes two numbers with a range."))
    }
}
