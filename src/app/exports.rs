//! What leaves the program: tables of answers, to the clipboard or a file, and papers, worked out and written in the
//! background.

mod case_files;
mod models;
mod pictures;
mod reports;
mod tables;

use self::reports::ReportOfPlan;
use super::App;
use super::class_case::SetAside;
use super::dialogs::Ask;
use super::files::name_of_files;
use super::tasks::{Task, TaskKey, TaskMonitor, TaskResult};
use super::typed_path::{file_of, with_default_extension};
use crate::analysis::error::QueryError;
use crate::analysis::query::Query;
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::engine::{Cancelled, Monitor};
use crate::export::class::answers_table;
use crate::export::class::report::{ReportInput, report};
use crate::export::class::two_classes;
use crate::export::decision::DecisionFormat;
use crate::export::fonts::Fonts;
use crate::export::graph::GraphFormat;
use crate::export::handouts::{HandoutInput, handouts};
use crate::export::paper::{Paper, PaperFormat};
use crate::export::scene::{DrawnPicture, PictureFormat};
use crate::export::tables::{self as table_files, TableFormat};
use crate::lesson::ClassSession;
use crate::lesson::results::LessonResults;
use crate::lesson::two_classes::TwoClasses;
use crate::scenario::{Lesson, Scenario};
use crate::storage;
use crate::ui::chrome::{Dialog, RunningExport};
use crate::ui::command::{CaseFile, ClassChoice, ExportKind, LessonChoice, NamesShown};
use crate::ui::picture::headless;
use case_files::PlannedCase;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something that is to be written to a file.
#[derive(Clone)]
pub struct Export {
    /// The suggested name of the file.
    name: String,
    contents: Contents,
}

/// What is written.
#[derive(Clone)]
enum Contents {
    /// The answer to a query, with the scenario that it is about.
    Table { table: Box<Table>, about: Option<Arc<Scenario>>, format: TableFormat },
    /// A file of a whole case.
    OfCase { case: Box<PlannedCase>, file: CaseFile },
    /// The actors and their ties.
    Network { scenario: Arc<Scenario>, format: GraphFormat },
    /// The decision at the meeting.
    Decision { scenario: Arc<Scenario>, format: DecisionFormat },
    /// The report of a case.
    Report(Box<ReportOfPlan>),
    /// A picture.
    Picture { picture: DrawnPicture, format: PictureFormat, is_map: bool },
    /// The cards and paper of a lesson.
    Handouts { case: Case, lesson: Lesson, format: PaperFormat },
    /// The report of a class.
    ClassReport { case: Case, session: Box<ClassSession>, names: NamesShown, format: PaperFormat },
    /// Two classes side by side.
    TwoClasses { scenario: Arc<Scenario>, sessions: Box<[ClassSession; 2]>, format: PaperFormat },
    /// Everything that a class answered.
    ClassTable { scenario: Arc<Scenario>, session: Box<ClassSession>, names: NamesShown },
}

/// A case, and the seed for what the model says of it.
#[derive(Clone)]
struct Case {
    scenario: Arc<Scenario>,
    seed: u64,
}

/// An export that is being worked out.
struct Running {
    monitor: Arc<TaskMonitor>,
    kind: ExportKind,
    since: f64,
}

/// What is to be written, and what is being worked out for a file.
#[derive(Default)]
pub struct Exports {
    asked: Option<Export>,
    running: Option<Running>,
}

impl Exports {
    /// What is being worked out, for the status bar.
    pub fn running(&self, now: f64) -> Option<RunningExport> {
        let running = self.running.as_ref()?;
        let (done, total) = running.monitor.steps();
        // Others report the progress of one step among several, or none.
        let share = matches!(running.kind, ExportKind::OfCase(_)).then(|| done as f64 / total.max(1) as f64);
        Some(RunningExport { kind: running.kind, seconds: now - running.since, share })
    }
}

/// Why there is nothing to write.
enum Unwritten {
    /// Somebody stopped it.
    Stopped,
    /// The file could not be written; why, as a whole sentence with its name.
    File(String),
    /// It failed; why, as a sentence.
    Failed(String),
}

impl Export {
    fn kind(&self) -> ExportKind {
        match self.contents {
            Contents::Table { .. } => ExportKind::Table,
            Contents::OfCase { file, .. } => ExportKind::OfCase(file),
            Contents::Network { .. } => ExportKind::Network,
            Contents::Decision { .. } => ExportKind::Decision,
            Contents::Report(_) => ExportKind::Report,
            Contents::Picture { is_map: true, .. } => ExportKind::Map,
            Contents::Picture { is_map: false, .. } => ExportKind::Plot,
            Contents::Handouts { .. } => ExportKind::Handouts,
            Contents::ClassReport { .. } => ExportKind::ClassReport,
            Contents::TwoClasses { .. } => ExportKind::TwoClasses,
            Contents::ClassTable { .. } => ExportKind::ClassTable,
        }
    }

    fn extension(&self) -> &'static str {
        match &self.contents {
            Contents::Table { format, .. } => format.extension(),
            Contents::ClassTable { .. } | Contents::OfCase { file: CaseFile::Histories, .. } => "csv",
            Contents::OfCase { file: CaseFile::Tables | CaseFile::Template, .. } => "xlsx",
            Contents::Network { format, .. } => format.extension(),
            Contents::Decision { format, .. } => format.extension(),
            Contents::Report(report) => report.extension(),
            Contents::Picture { format, .. } => format.extension(),
            Contents::Handouts { format, .. }
            | Contents::ClassReport { format, .. }
            | Contents::TwoClasses { format, .. } => format.extension(),
        }
    }

    /// Works it out and writes it: all of it, or nothing.
    fn write(&self, path: &Path, monitor: &dyn Monitor) -> Result<(), Unwritten> {
        let bytes = match &self.contents {
            // Written bit by bit.
            Contents::OfCase { case, file: CaseFile::Histories } => {
                return case.write_histories(path, monitor);
            }
            Contents::OfCase { case, file: CaseFile::Tables } => case.tables(monitor),
            Contents::OfCase { case, file: CaseFile::Template } => case.template(),
            Contents::Table { table, about, format } => {
                let file = table_files::file(table, about.as_deref(), *format);
                file.map_err(|error| Unwritten::Failed(error.to_string()))
            }
            Contents::Picture { picture, format, .. } => {
                picture.bytes(*format).map_err(|error| Unwritten::Failed(error.to_string()))
            }
            Contents::Network { scenario, format } => models::network(scenario, *format),
            Contents::Decision { scenario, format } => models::decision(scenario, *format, monitor),
            Contents::Report(report) => report.bytes(monitor),
            Contents::Handouts { case, lesson, format } => {
                let results = &case.results(lesson, monitor)?;
                let scenario = &case.scenario;
                let map = headless::map_of_the_eve(scenario);
                let map = map.map_err(|why| Unwritten::Failed(why.to_string()))?;
                let input = HandoutInput { scenario, lesson, results, map: Some(&map) };
                in_format(&handouts(input), *format)
            }
            Contents::ClassReport { case, session, names, format } => {
                let results = &case.results(&session.lesson, monitor)?;
                let when = &began(session);
                let (scenario, hides_names) = (&case.scenario, *names == NamesShown::AsNumbers);
                in_format(&report(ReportInput { scenario, session, results, when, hides_names }), *format)
            }
            Contents::TwoClasses { scenario, sessions, format } => {
                let [one, other] = &**sessions;
                let names = [one, other].map(|session| match session.class.is_empty() {
                    true => began(session),
                    false => session.class.clone(),
                });
                let both = TwoClasses::of(scenario, [one, other]);
                in_format(&two_classes::paper(scenario, [&names[0], &names[1]], &both), *format)
            }
            Contents::ClassTable { scenario, session, names } => {
                let table = answers_table::csv(scenario, session, *names == NamesShown::AsNumbers);
                table.map_err(|error| Unwritten::Failed(error.to_string()))
            }
        }?;
        // Setting a paper or filling a workbook is not interrupted; what was stopped meanwhile is not written.
        if monitor.cancelled() {
            return Err(Unwritten::Stopped);
        }
        storage::save_bytes(path, &bytes).map_err(|error| Unwritten::File(error.to_string()))
    }
}

impl Case {
    /// The model's results for a lesson.
    fn results(&self, lesson: &Lesson, monitor: &dyn Monitor) -> Result<LessonResults, Unwritten> {
        let study = Study::new(&self.scenario, self.seed, Query::Outlooks.histories(), monitor);
        Ok(LessonResults::of(&study, lesson)?)
    }
}

impl From<QueryError> for Unwritten {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Cancelled(_) => Unwritten::Stopped,
            other => Unwritten::Failed(other.to_string()),
        }
    }
}

fn in_format(paper: &Paper, format: PaperFormat) -> Result<Vec<u8>, Unwritten> {
    paper.bytes(format, Fonts::WithSystem).map_err(|error| Unwritten::Failed(error.to_string()))
}

/// When a session began, by the clock and the calendar of this place.
pub(super) fn began(session: &ClassSession) -> String {
    let seconds = i64::try_from(session.began).ok();
    let began = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let local = began.map(|began| began.to_zoned(jiff::tz::TimeZone::system()));
    local.map_or_else(|| "at an unknown time".into(), |local| local.strftime("%-d %B %Y, %H:%M").to_string())
}

/// Papers and tables of lessons and classes.
impl App {
    /// Asks where to save the cards and paper of a lesson.
    pub(super) fn save_handouts(&mut self, choice: &LessonChoice, format: PaperFormat) {
        let Some(lesson) = self.chosen_lesson(choice) else {
            return self.show_note("This lesson is no longer there.");
        };
        let name = format!("{}-papers.{}", self.name_for_files(), format.extension());
        let contents = Contents::Handouts { case: self.case(), lesson, format };
        self.ask_where_to_save(Export { name, contents });
    }

    /// Asks where to save the report of a class.
    pub(super) fn save_class_report(&mut self, choice: ClassChoice, names: NamesShown, format: PaperFormat) {
        let Some(session) = self.chosen_class(choice) else { return };
        let name = format!("{}-class.{}", name_of_files(&session.case), format.extension());
        let case = Case { scenario: self.case_of_class(choice), seed: self.session.seed };
        let contents = Contents::ClassReport { case, session, names, format };
        self.ask_where_to_save(Export { name, contents });
    }

    /// Asks where to save everything that a class answered.
    pub(super) fn save_class_table(&mut self, choice: ClassChoice, names: NamesShown) {
        let Some(session) = self.chosen_class(choice) else { return };
        let name = format!("{}-class.csv", name_of_files(&session.case));
        let scenario = self.case_of_class(choice);
        self.ask_where_to_save(Export { name, contents: Contents::ClassTable { scenario, session, names } });
    }

    /// Asks where to save two classes side by side.
    pub(super) fn save_two_classes(&mut self, began: [u64; 2], format: PaperFormat) {
        let [one, other] = began.map(|began| self.chosen_class(ClassChoice::Kept(began)));
        let Some((one, other)) = one.zip(other) else { return };
        let name = format!("{}-classes.{}", self.name_for_files(), format.extension());
        let contents = Contents::TwoClasses {
            scenario: self.case().scenario,
            sessions: Box::new([*one, *other]),
            format,
        };
        self.ask_where_to_save(Export { name, contents });
    }

    fn case(&self) -> Case {
        Case { scenario: self.document.scenario().clone(), seed: self.session.seed }
    }

    /// The case of a class: the open one, unless another was opened beside the class that is being taught.
    fn case_of_class(&self, choice: ClassChoice) -> Arc<Scenario> {
        let set_aside = match choice {
            ClassChoice::UnderWay => self.class.as_ref().and_then(|class| class.set_aside.as_ref()),
            ClassChoice::Kept(_) => None,
        };
        set_aside.map_or_else(|| self.document.scenario().clone(), SetAside::shared)
    }

    fn chosen_class(&mut self, choice: ClassChoice) -> Option<Box<ClassSession>> {
        let session = self.session_of(choice).cloned();
        if session.is_none() {
            self.show_note("There is no class: begin a lesson in the stage Classroom.");
        }
        session.map(Box::new)
    }
}

/// Writing.
impl App {
    fn ask_where_to_save(&mut self, export: Export) {
        let folder = Some(self.files.absolute("".as_ref()));
        let (kind, extension, name) = (export.kind(), export.extension(), export.name.clone());
        self.exports.asked = Some(export);
        self.ask_for_file(Ask::SaveExport { kind, extension, name, folder });
    }

    /// Saves what was asked for to a path that somebody typed.
    pub(super) fn save_export_to(&mut self, path: PathBuf) {
        let Some(export) = &self.exports.asked else { return };
        let dialog = Dialog::SaveExportPath(export.kind());
        let path = file_of(path, &export.name);
        self.settle_by_path(&dialog);
        self.close_other_dialogs(&dialog);
        self.write_export(path, false);
    }

    /// Works out and saves what was asked for; replaces another file only if `replace` says so.
    pub(super) fn write_export(&mut self, path: PathBuf, replace: bool) {
        let Some(export) = self.exports.asked.clone() else { return };
        let kind = export.kind();
        let path = with_default_extension(path, export.extension());
        let monitor = TaskMonitor::of(1);
        self.stop_export();
        self.exports.running = Some(Running { monitor: monitor.clone(), kind, since: self.now });
        let (to_write, watched) = (path.clone(), monitor.clone());
        let work = move |_: &_| {
            if !replace && to_write.exists() {
                let there =
                    format!("{} is there already, so {} was not saved.", to_write.display(), kind.name());
                return Ok(Err(there));
            }
            match export.write(&to_write, &*watched) {
                Ok(()) => Ok(Ok(())),
                Err(Unwritten::Stopped) => Err(Cancelled),
                Err(Unwritten::File(sentence)) => Ok(Err(sentence)),
                Err(Unwritten::Failed(why)) => Ok(Err(format!("Could not save {}: {why}.", kind.name()))),
            }
        };
        self.tasks.start_monitored(Task { key: TaskKey::SaveExport, monitor }, work, move |app, result| {
            app.handle_exported(kind, &path, result);
        });
    }

    /// Stops what is being worked out for a file; nothing is written.
    pub(super) fn stop_export(&mut self) {
        if let Some(running) = self.exports.running.take() {
            running.monitor.cancel();
            self.show_note(format!("Saving {} was stopped; nothing was written.", running.kind.name()));
        }
    }

    /// Shows where it was saved, or why it was not.
    fn handle_exported(&mut self, kind: ExportKind, path: &Path, result: TaskResult<Result<(), String>>) {
        self.exports.running = None;
        let dialog = Dialog::SaveExportPath(kind);
        let failed = match result {
            Ok(Ok(())) => {
                self.close_dialog(&dialog);
                return self.show_done(format!("Saved {} to {}.", kind.name(), path.display()));
            }
            Ok(Err(message)) => message,
            Err(error) => format!("{} could not be saved: {error}", path.display()),
        };
        self.refuse(&dialog, failed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stopped_while_it_was_worked_out_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("network.dot");
        let contents = Contents::Network { scenario: Arc::default(), format: GraphFormat::Dot };
        let export = Export { name: "network".into(), contents };
        let monitor = TaskMonitor::of(1);
        monitor.cancel();
        assert!(matches!(export.write(&path, &*monitor), Err(Unwritten::Stopped)));
        assert!(!path.exists());
        assert!(export.write(&path, &*TaskMonitor::of(1)).is_ok());
        assert!(path.exists());
    }
}
