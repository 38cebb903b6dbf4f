//! All commands of the user: views put commands into a queue, and the app executes them
//! in its next frame, before it draws.
//!
//! Commands form families, so that each family is executed by one exhaustive match: a command that
//! nothing executes does not compile.

mod palette;
mod table;

pub use palette::{PaletteEntry, PaletteIndex, palette_entries};
pub use table::{Group, NamedCommand, keys_text, pressed, shortcut_text, table};

use super::{GuidePage, HistoryChoice, Query, Selection, Stage};
pub use crate::analysis::query::TableId;
use crate::export::decision::DecisionFormat;
use crate::export::graph::GraphFormat;
use crate::export::paper::{PaperFormat, PaperTable};
use crate::export::report::Section;
pub use crate::export::tables::{Decimals, TableFormat};
use crate::lesson::ballots::BallotReading;
use crate::lesson::session::Event;
use crate::lesson::template::Template;
use crate::scenario::{ActorId, Edit, Input, ItemId, Plan, PlanId, Position, Scenario};
use crate::ui::picture::order::PictureOrder;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::stages::why::matters::SensitivityView;
use crate::ui::theme::Look;
use std::path::PathBuf;

/// A command of any family.
#[expect(clippy::large_enum_variant, reason = "there are a few a frame at most, and few wait")]
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Change the document. Edits of one target during one gesture become one undo step.
    Edit(Edit),
    /// Undo the last step.
    Undo,
    /// Redo the step that was undone last.
    Redo,
    /// Add something to the document.
    Add(AddCommand),
    /// Open, save or close the document.
    File(FileCommand),
    /// Play time, or choose the history that is played.
    Play(PlayCommand),
    /// Change the view of the document, not the document.
    View(ViewCommand),
    /// Change the map.
    Map(MapCommand),
    /// Answer a question of a view.
    Query(QueryCommand),
    /// Export the answer to a question as a table.
    Table(TableCommand),
    /// Write something that leaves the program to a file.
    Export(ExportCommand),
    /// Bring in what another program wrote.
    Import(ImportCommand),
    /// Control the projection.
    Projection(ProjectionCommand),
    /// Lead a class through a lesson.
    Classroom(ClassroomCommand),
    /// Change how the window looks.
    Display(DisplayCommand),
    /// Open or close a dialog inside the window.
    Dialog(DialogCommand),
    /// Remove messages.
    Message(MessageCommand),
}

/// Lets a command be sent without naming its family.
macro_rules! families {
    ($($family:ident($commands:ident)),* $(,)?) => {$(
        impl From<$commands> for Command {
            fn from(command: $commands) -> Self {
                Command::$family(command)
            }
        }
    )*};
}

families! {
    Add(AddCommand),
    File(FileCommand),
    Play(PlayCommand),
    View(ViewCommand),
    Map(MapCommand),
    Query(QueryCommand),
    Table(TableCommand),
    Export(ExportCommand),
    Import(ImportCommand),
    Projection(ProjectionCommand),
    Classroom(ClassroomCommand),
    Display(DisplayCommand),
    Dialog(DialogCommand),
    Message(MessageCommand),
}

/// Add something to the document. A new object with a default name can be renamed at once: the view puts the
/// cursor into its name field.
#[derive(Clone, Debug, PartialEq)]
pub enum AddCommand {
    /// Add this plan and show it.
    Plan(Plan),
    /// Add an empty plan.
    NewPlan,
    /// Add a copy of the shown plan.
    DuplicatePlan,
    /// Add an actor at a position on the map; `None` for the nearest free one.
    Actor(Option<Position>),
    /// Add a copy of this actor beside it.
    DuplicateActor(ActorId),
    /// Add an item of intelligence.
    Item,
    /// Add a copy of this item.
    DuplicateItem(ItemId),
    /// Add a repair to the shown plan, in the shown month, for the selected partner.
    Repair,
}

/// Open, save or close the document.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCommand {
    /// Open the form for a new case.
    New,
    /// Start with this scenario, which is in no file.
    Start(Box<Scenario>),
    /// Choose a file in the system's dialog and open it.
    Open,
    /// Type the path of a file and open it.
    OpenByPath,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open the built-in case of this name.
    OpenCase(String),
    /// Save to the document's file; without one, like [`FileCommand::SaveAs`].
    Save,
    /// Choose a file in the system's dialog and save to it.
    SaveAs,
    /// Type the path of a file and save to it.
    SaveAsByPath,
    /// Save to this file; asks before it replaces another file.
    SaveTo(PathBuf),
    /// Save to this file and replace what is there.
    Replace(PathBuf),
    /// Save to the document's file although somebody else has written to it.
    Overwrite,
    /// Keep the document although somebody else has written to its file, and let the next save replace that.
    KeepMine,
    /// Save to the document’s file although that loses what somebody wrote into it by hand.
    SaveAnyway,
    /// Reload the document from its file and drop what is in the window.
    Reload,
    /// Answer the question about unsaved changes.
    AnswerUnsaved(Unsaved),
    /// Ask about unsaved work that crashed windows left.
    ShowRecoveredWork,
    /// Recover (true) or discard (false) unsaved work that a crashed window left.
    AnswerOrphanedSnapshot(bool),
    /// Quit the program; asks first about unsaved changes.
    Quit,
}

/// Play time, or choose the history that is played.
#[derive(Clone, Debug, PartialEq)]
pub enum PlayCommand {
    /// Pause at the end of this month.
    ShowMonth(u32),
    /// Show one history; `None` for all of them together.
    ShowHistory(Option<HistoryChoice>),
    /// Show another random history.
    RollHistory,
    /// Play or pause; at the end, play from the start.
    PlayOrPause,
    /// Play from the start.
    PlayFromStart,
    /// Go forward by this number of events (negative: back) and pause.
    StepEvents(i32),
    /// Pause right after this entry of the history's event log, counted from 0.
    ShowEntry(usize),
    /// Set the speed of playback; 1 is ordinary speed.
    SetSpeed(f32),
    /// Show a history as this partner knows it; `None` for everything.
    TakeSeat(Option<ActorId>),
}

/// Change the view of the document, not the document.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewCommand {
    /// Go to a stage.
    GoTo(Stage),
    /// Open the briefing with what happened, unless that is hidden.
    ReadWhatHappened,
    /// Go on from the briefing to the stage in which the case is decided.
    BeginCase,
    /// Go back from the briefing to the stage from which it was opened.
    CloseBriefing,
    /// Go to the stage Why; `Some` chooses the view of what matters there.
    ShowWhy(Option<SensitivityView>),
    /// Select something on the map.
    Select(Selection),
    /// Go to a number in Setting and put the cursor into its field.
    ShowNumber(Input),
    /// Show another plan.
    ChoosePlan(PlanId),
    /// Preview what a change of the shown plan would do; `None` when the pointer leaves.
    Preview(Option<Box<Plan>>),
    /// Switch the stage between plots or map and a table.
    ToggleTable,
    /// Move the keyboard to another area of the stage.
    StepArea(AreaStep),
}

/// The direction in which the keyboard moves from area to area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaStep {
    /// To the area after this one.
    Next,
    /// To the area before this one.
    Previous,
}

/// Change the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapCommand {
    /// Fit the whole map into its view.
    Fit,
    /// Place all actors anew; an edit of the document.
    LayOut,
    /// Highlight only the neighbours of the selected actor, or everybody again.
    ToggleFocus,
}

/// Answer a question of a view.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryCommand {
    /// Answer this question.
    Ask(Query),
    /// Stop answering the question of this kind; earlier answers stay.
    Stop(Query),
}

/// Export the answer to a question as a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCommand {
    /// Copy a table to the clipboard, as text and as HTML.
    Copy(TableId),
    /// Copy a table of a paper to the clipboard, likewise.
    CopyPaper(PaperTable),
    /// Choose a file in the system's dialog and save a table to it.
    Save(TableId, TableFormat),
}

/// Control the projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectionCommand {
    /// Project all histories with another seed.
    NewSeed,
    /// Show only histories in which every originator whose promise was broken learns of it in month 0, or all.
    SupposeLearning(bool),
    /// Stop the projection that runs; the one that is shown stays.
    Stop,
    /// Run the projection again that was stopped or failed.
    Restart,
}

/// Lead a class through a lesson.
#[derive(Clone, Debug, PartialEq)]
pub enum ClassroomCommand {
    /// Give the class that is being taught a name.
    NameClass(String),
    /// Begin a lesson: its first step, its timer, and a session in which everything is kept.
    Begin(LessonChoice),
    /// Go on with the session that began at this time, in seconds since 1970.
    GoOn(u64),
    /// Add a lesson from a template to the case.
    AddLesson(Template),
    /// Go to a step, counted from 0.
    GoToStep(usize),
    /// Go to the next step.
    Next,
    /// Go to the step before.
    Back,
    /// Stop the timer, or set it going again.
    TogglePause,
    /// Add minutes to the step, or take them.
    AddMinutes(i32),
    /// Enter an answer of the class.
    Enter(Event),
    /// Count one more vote for an option.
    CountOne {
        /// The step.
        step: usize,
        /// The option, counted from 0.
        option: usize,
    },
    /// Count the votes of a table.
    CountTable {
        /// The step.
        step: usize,
        /// The table as it was understood.
        reading: Box<BallotReading>,
    },
    /// Show the tally of a step to the room, or hide it.
    ShowTally {
        /// The step.
        step: usize,
        /// Whether it is shown.
        shown: bool,
    },
    /// Give the room an empty picture, or the picture again.
    ToggleBlank,
    /// Let the room keep its picture, or follow again.
    ToggleFrozen,
    /// Hide the teacher's notes, or show them.
    ToggleNotes,
    /// Hide names and codes, or show them.
    ToggleNames,
    /// Open the room's window, or close it.
    ToggleRoom,
    /// Keep the room's picture in the session, with the note that was typed.
    KeepPicture,
    /// Choose a file of votes.
    OpenVotes,
    /// Read the votes in this file, and show what is understood.
    OpenVotesFrom(PathBuf),
    /// Show the case of the class again, while another one is open.
    ShowCase,
    /// End the lesson.
    End,
}

/// Write something that leaves the program to a file.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportCommand {
    /// Write the actors and their ties.
    SaveNetwork(GraphFormat),
    /// Write the decision at the meeting: plans, chances and what they are worth.
    SaveDecision(DecisionFormat),
    /// Write a report about the plan that is shown, with these sections.
    SaveReport(Vec<Section>, PaperFormat),
    /// Open the dialog for a picture of this.
    ShowPicture(PictureSubject),
    /// Write a picture.
    SavePicture(Box<PictureOrder>),
    /// Put a picture on the clipboard.
    CopyPicture(Box<PictureOrder>),
    /// Write the cards and paper of a lesson.
    SaveHandouts(LessonChoice, PaperFormat),
    /// Write the report of a class.
    SaveClassReport(ClassChoice, NamesShown, PaperFormat),
    /// Write two classes side by side; each by the time at which its session began, in seconds since 1970.
    SaveTwoClasses([u64; 2], PaperFormat),
    /// Write everything that a class answered as a table.
    SaveClassTable(ClassChoice, NamesShown),
    /// Write a file of the whole case.
    SaveCaseFile(CaseFile),
    /// Write what was asked for last to this file.
    SaveTo(PathBuf),
    /// Stop what is being worked out for a file; nothing is written.
    Stop,
}

/// Bring in what another program wrote. Places in lists are those of the import dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportCommand {
    /// Choose a file in the system's dialog.
    Choose,
    /// Read this file, and show what is understood.
    OpenFrom(PathBuf),
    /// Take a table for another part, or leave it out.
    SetPart {
        /// The table.
        table: usize,
        /// The part.
        part: Option<usize>,
    },
    /// Take a column for another field, or leave it out.
    SetColumn {
        /// The table.
        table: usize,
        /// The column.
        column: usize,
        /// The field.
        field: Option<usize>,
    },
    /// Add what was understood, in one step.
    Add,
    /// Paste a block of cells, tab-separated, over a table from a cell on; rows and columns are counted from 0.
    Paste {
        /// The table.
        table: CellTable,
        /// The row of the first cell.
        row: usize,
        /// Its column.
        column: usize,
        /// The block.
        text: String,
    },
}

/// A table of the stage Setting whose cells can be pasted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellTable {
    /// The actors.
    Actors,
    /// The ties.
    Ties,
    /// The items.
    Items,
}

/// A file of a whole case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseFile {
    /// Every table, as a workbook.
    Tables,
    /// Every history, as CSV.
    Histories,
    /// The actors, ties, partnerships and items, as a workbook to fill in.
    Template,
}

/// What is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// The answer to a query, as a table.
    Table,
    /// The map as a picture.
    Map,
    /// The actors and their ties.
    Network,
    /// The decision at the meeting.
    Decision,
    /// The report of a case.
    Report,
    /// A plot as a picture.
    Plot,
    /// The cards and paper of a lesson.
    Handouts,
    /// The report of a class.
    ClassReport,
    /// Two classes side by side.
    TwoClasses,
    /// Everything that a class answered, as a table.
    ClassTable,
    /// A file of the whole case.
    OfCase(CaseFile),
}

impl ExportKind {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            ExportKind::Table => "the table",
            ExportKind::Map => "the map",
            ExportKind::Network => "the network",
            ExportKind::Decision => "the decision",
            ExportKind::Report => "the report",
            ExportKind::Plot => "the plot",
            ExportKind::Handouts => "the cards and paper",
            ExportKind::ClassReport => "the report of the class",
            ExportKind::TwoClasses => "the comparison of two classes",
            ExportKind::ClassTable => "the answers of the class",
            ExportKind::OfCase(CaseFile::Tables) => "the tables",
            ExportKind::OfCase(CaseFile::Histories) => "the histories",
            ExportKind::OfCase(CaseFile::Template) => "the workbook to fill in",
        }
    }
}

/// How the names and codes of a class are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesShown {
    /// As they are.
    AsTheyAre,
    /// As numbers, the same for the same person.
    AsNumbers,
}

/// The class whose answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassChoice {
    /// The one that is being taught.
    UnderWay,
    /// The one whose session began at this time, in seconds since 1970.
    Kept(u64),
}

/// The lesson that is begun.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonChoice {
    /// The lesson at this place of the case.
    OfCase(usize),
    /// One from a template.
    Template(Template),
}

/// Change how the window looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DisplayCommand {
    /// Change the look.
    SetLook(Look),
    /// Multiply the zoom by this factor.
    Zoom(f32),
    /// Set the zoom to 100 %.
    ResetZoom,
    /// Fill the screen with the window, or go back.
    ToggleFullScreen,
    /// Allow or suppress motion on the map.
    SetMotion(bool),
    /// Hide or show lesson and outcome of the cases in the library.
    HideWhatHappened(bool),
}

/// Open or close a dialog inside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogCommand {
    /// Open the palette: all commands, found by typing.
    ShowPalette,
    /// Open the list of keyboard shortcuts.
    ShowShortcuts,
    /// Open the comparison of the model with the historical record.
    ShowHindcast,
    /// Open a page of the guide; `None` for the page of the present stage.
    ShowGuide(Option<GuidePage>),
    /// Open the form of a report.
    ShowReportForm,
    /// Answer whether the plan that retells history is changed, or a copy of it.
    AnswerHistoricalPlan(HistoricalPlan),
    /// Close the dialog and do nothing.
    Close,
}

/// An answer to the question whether the plan that retells history is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoricalPlan {
    /// Change a copy, and show it.
    Copy,
    /// Change the plan itself, now and for as long as the document is open.
    Change,
}

/// Remove messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageCommand {
    /// Remove the message of this number.
    Dismiss(u64),
    /// Remove all messages.
    DismissAll,
}

/// An answer to the question about unsaved changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Save them, then go on.
    Save,
    /// Go on without them.
    Discard,
    /// Do not go on.
    Stay,
}

/// The queue of commands that views have sent in this frame.
#[derive(Debug, Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Appends a command.
    pub fn send(&mut self, command: impl Into<Command>) {
        self.0.push(command.into());
    }

    /// Appends an edit of the document.
    pub fn edit(&mut self, edit: Edit) {
        self.send(Command::Edit(edit));
    }

    /// Whether no command is queued.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all commands out, in the order in which they were sent.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}
