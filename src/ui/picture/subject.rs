//! What a picture can be of: the map, and every plot of the window.

use crate::analysis::measure::Measure;
use crate::analysis::supposition::Suppositions;
use crate::scenario::{ActorId, Input, Scenario};

/// The map or a plot, with everything that was chosen for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PictureSubject {
    /// The relationship map.
    #[default]
    Map,
    /// The willingness of all partners over the months: a small plot for each.
    Courses,
    /// The same, all partners in one plot for each material.
    CoursesTogether,
    /// The willingness of one partner over the months.
    Course(ActorId),
    /// The willingness of all partners in the month that is shown.
    Willingness,
    /// Gains and losses for home.
    Gains,
    /// The plans side by side.
    Comparison,
    /// Every choice in two results.
    Frontier([Measure; 2]),
    /// How far each number alone moves a result, with its switching values.
    Tornado(Measure),
    /// The sources of the variance of a result.
    SobolIndices(Measure),
    /// The value of knowing each number before deciding.
    ValueOfInformation,
    /// The best plan for each pair of values of two numbers: across, and up.
    TwoWay([Input; 2]),
    /// The parts of a partner's change, in percentage points.
    Reasons(ActorId),
    /// The parts of a partner's change, in log-odds: a waterfall.
    LogOdds(ActorId),
    /// What softened the blow to a partner's sharing.
    Mitigation(ActorId),
    /// Fifty equally likely futures of a partner in the month that is shown, with a line at a share, 0 to 1.
    Futures(ActorId, f64),
    /// The course of a partner under suppositions, beside that as planned.
    Supposed(ActorId, Suppositions),
    /// The scores of the model against what is on record, over the built-in cases.
    Hindcast,
}

impl PictureSubject {
    /// Its name in a menu.
    pub fn name(&self) -> &'static str {
        match self {
            PictureSubject::Map => "Map",
            PictureSubject::Courses => "Courses, each",
            PictureSubject::CoursesTogether => "Courses, together",
            PictureSubject::Course(_) => "Course of a partner",
            PictureSubject::Willingness => "Willingness in a month",
            PictureSubject::Gains => "Gains and losses",
            PictureSubject::Comparison => "Plans side by side",
            PictureSubject::Frontier(_) => "All choices",
            PictureSubject::Tornado(_) => "Tornado",
            PictureSubject::SobolIndices(_) => "Sobol’ indices",
            PictureSubject::ValueOfInformation => "Value of information",
            PictureSubject::TwoWay(_) => "Best plan by two numbers",
            PictureSubject::Reasons(_) => "Reasons of a partner",
            PictureSubject::LogOdds(_) => "Reasons in log-odds",
            PictureSubject::Mitigation(_) => "What held a partner",
            PictureSubject::Futures(..) => "Fifty futures of a partner",
            PictureSubject::Supposed(..) => "Course under suppositions",
            PictureSubject::Hindcast => "Hindcast",
        }
    }

    /// Its name in files and before the names of groups: letters, digits and hyphens.
    pub fn key(&self) -> &'static str {
        match self {
            PictureSubject::Map => "map",
            PictureSubject::Courses => "courses",
            PictureSubject::CoursesTogether => "courses-together",
            PictureSubject::Course(_) => "course",
            PictureSubject::Willingness => "willingness",
            PictureSubject::Gains => "gains",
            PictureSubject::Comparison => "comparison",
            PictureSubject::Frontier(_) => "frontier",
            PictureSubject::Tornado(_) => "tornado",
            PictureSubject::SobolIndices(_) => "sobol",
            PictureSubject::ValueOfInformation => "information",
            PictureSubject::TwoWay(_) => "two-way",
            PictureSubject::Reasons(_) => "reasons",
            PictureSubject::LogOdds(_) => "log-odds",
            PictureSubject::Mitigation(_) => "mitigation",
            PictureSubject::Futures(..) => "futures",
            PictureSubject::Supposed(..) => "supposed",
            PictureSubject::Hindcast => "hindcast",
        }
    }

    /// The key, told apart from that of the same plot of another partner: for pictures that stand on one page.
    pub fn key_on_page(&self, scenario: &Scenario) -> String {
        let place = self.partner().and_then(|partner| scenario.partnerships.index_of(partner));
        place.map_or_else(|| self.key().to_owned(), |place| format!("{}-{}", self.key(), place + 1))
    }

    /// The partner that it is about, if it is about one.
    pub fn partner(&self) -> Option<&ActorId> {
        match self {
            PictureSubject::Course(partner)
            | PictureSubject::Reasons(partner)
            | PictureSubject::LogOdds(partner)
            | PictureSubject::Mitigation(partner)
            | PictureSubject::Futures(partner, _)
            | PictureSubject::Supposed(partner, _) => Some(partner),
            PictureSubject::Map
            | PictureSubject::Courses
            | PictureSubject::CoursesTogether
            | PictureSubject::Willingness
            | PictureSubject::Gains
            | PictureSubject::Comparison
            | PictureSubject::Frontier(_)
            | PictureSubject::Tornado(_)
            | PictureSubject::SobolIndices(_)
            | PictureSubject::ValueOfInformation
            | PictureSubject::TwoWay(_)
            | PictureSubject::Hindcast => None,
        }
    }

    /// Whether it is about the plan that is shown, and not about all plans.
    pub fn is_of_plan(&self) -> bool {
        match self {
            PictureSubject::Comparison
            | PictureSubject::Frontier(_)
            | PictureSubject::ValueOfInformation
            | PictureSubject::TwoWay(_)
            | PictureSubject::Hindcast => false,
            PictureSubject::Map
            | PictureSubject::Courses
            | PictureSubject::CoursesTogether
            | PictureSubject::Course(_)
            | PictureSubject::Willingness
            | PictureSubject::Gains
            | PictureSubject::Tornado(_)
            | PictureSubject::SobolIndices(_)
            | PictureSubject::Reasons(_)
            | PictureSubject::LogOdds(_)
            | PictureSubject::Mitigation(_)
            | PictureSubject::Futures(..)
            | PictureSubject::Supposed(..) => true,
        }
    }

    /// What it shows in a month, in a line.
    pub fn title(&self, scenario: &Scenario, month: u32) -> String {
        match self {
            PictureSubject::Map => "Relationship map".into(),
            PictureSubject::Courses | PictureSubject::CoursesTogether => {
                "Willingness to share over the months".into()
            }
            PictureSubject::Course(partner) => {
                format!("{}: willingness to share over the months", scenario.name(partner))
            }
            PictureSubject::Willingness => format!("Willingness to share in month {month}"),
            PictureSubject::Gains => "Gains and losses for home".into(),
            PictureSubject::Comparison => format!("Plans side by side, month {month}"),
            PictureSubject::Frontier(axes) => {
                let [across, up] = axes.each_ref().map(|measure| measure.name(scenario));
                format!("All choices: {across}, and {up}")
            }
            PictureSubject::Tornado(measure) => format!("What moves: {}", measure.name(scenario)),
            PictureSubject::SobolIndices(measure) => {
                format!("What makes uncertain: {}", measure.name(scenario))
            }
            PictureSubject::ValueOfInformation => "What would be worth knowing first".into(),
            PictureSubject::TwoWay(_) => "Which plan is best where".into(),
            PictureSubject::Reasons(partner) => {
                format!("Why {} differs in month {month}", scenario.name(partner))
            }
            PictureSubject::LogOdds(partner) => {
                format!("Why {} differs in month {month}, in log-odds", scenario.name(partner))
            }
            PictureSubject::Mitigation(partner) => format!("What held {}", scenario.name(partner)),
            PictureSubject::Futures(partner, _) => {
                format!("{}: fifty equally likely futures, month {month}", scenario.name(partner))
            }
            PictureSubject::Supposed(partner, supposed) if supposed.is_empty() => {
                format!("{}: willingness as planned and if nothing were said", scenario.name(partner))
            }
            PictureSubject::Supposed(partner, supposed) => {
                format!("{}: willingness {}", scenario.name(partner), supposed.name())
            }
            PictureSubject::Hindcast => "The model against what is on record".into(),
        }
    }
}
