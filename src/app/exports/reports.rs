//! The report of the open case.

use super::{Case, Contents, Export, Unwritten, in_format};
use crate::analysis::study::Study;
use crate::app::App;
use crate::engine::{DEFAULT_HISTORIES, Monitor};
use crate::export::paper::PaperFormat;
use crate::export::report::{ReportInput, ReportResults, Section, report};
use crate::scenario::PlanId;
use crate::ui::picture::of_report::report_pictures;

/// What a report is made of.
#[derive(Clone)]
pub(super) struct ReportOfPlan {
    case: Case,
    plan: PlanId,
    sections: Vec<Section>,
    format: PaperFormat,
}

impl App {
    /// Asks where to save a report about the plan that is shown.
    pub(in crate::app) fn save_report(&mut self, sections: Vec<Section>, format: PaperFormat) {
        let Some(plan) = self.of_scene(|scene| scene.plan_id.clone()) else {
            return self.show_note("There is no plan to report on: open a case first.");
        };
        let name = format!("{}-report.{}", self.name_for_files(), format.extension());
        let report = ReportOfPlan { case: self.case(), plan, sections, format };
        self.ask_where_to_save(Export { name, contents: Contents::Report(Box::new(report)) });
    }
}

impl ReportOfPlan {
    /// The ending of its file.
    pub fn extension(&self) -> &'static str {
        self.format.extension()
    }

    /// Its bytes, in as many histories as the window plays.
    pub fn bytes(&self, monitor: &dyn Monitor) -> Result<Vec<u8>, Unwritten> {
        let Case { scenario, seed } = &self.case;
        let study = Study::new(scenario, *seed, DEFAULT_HISTORIES, monitor);
        let results = ReportResults::of(&study, &self.plan, &self.sections)?;
        let pictures = report_pictures(scenario, &self.plan, &results)
            .map_err(|error| Unwritten::Failed(error.to_string()))?;
        let plan = study.plan(&self.plan)?;
        in_format(
            &report(ReportInput { scenario, plan, results: &results, pictures: &pictures }),
            self.format,
        )
    }
}
