//! All that a person can ask for. Views send commands; the app carries them out, before it draws.

mod offers;
mod table;

pub use offers::{Offer, offers};
pub use table::{Entry, Group, keys_text, pressed, shortcut_text, table};

use super::{GuidePage, Query, Selection, Stage, Which};
use crate::scenario::{ActorId, Edit, Plan, PlanId, Position};
use crate::ui::stages::why::matters::View;
use crate::ui::theme::Look;
use std::path::PathBuf;

/// Something to be done.
#[expect(clippy::large_enum_variant, reason = "there are a few a frame at most, and none is kept")]
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Change the document. Changes with one label that come while one mouse button stays down are one step.
    Edit(Edit),
    /// Add a plan and show it.
    AddPlan(Plan),
    /// Add an empty plan, and let its name be typed.
    NewPlan,
    /// Add the shown plan once more, and let its name be typed.
    DuplicatePlan,
    /// Add an actor at a place on the map, or where there is room, and let its name be typed.
    AddActor(Option<Position>),
    /// Add an item, and let its name be typed.
    AddItem,
    /// Add a repair in the month that is seen, for the partner that is looked at.
    AddRepair,
    /// Place everyone on the map anew.
    LayOutMap,
    /// Let only the neighbours of the selected actor stand out on the map, or everybody again.
    ToggleFocus,
    /// Show another plan.
    ChoosePlan(PlanId),
    /// Show what a plan would do without choosing it; `None` when the pointer leaves.
    Preview(Option<Box<Plan>>),
    /// Select something.
    Select(Selection),
    /// Move the time slider, and hold time there.
    ShowMonth(u32),
    /// Look at one history, or at all of them.
    ShowHistory(Option<Which>),
    /// Look at another history as the luck falls.
    RollHistory,
    /// Let time run, or hold it; at the end it runs from the beginning.
    PlayOrPause,
    /// Go to the beginning and let time run.
    PlayFromStart,
    /// Go on by so many events, or back if negative, and hold time there.
    StepEvents(i32),
    /// Go to where an entry of the history's story has just happened.
    ShowEntry(usize),
    /// How fast time runs, against ordinary speed.
    SetSpeed(f32),
    /// See a history through a partner's eyes; `None` for everything.
    TakeSeat(Option<ActorId>),
    /// Whether things move across the map, or only appear.
    SetMotion(bool),
    /// Go to a stage.
    GoTo(Stage),
    /// Show the reasons in their stage, or, of what matters there, a view.
    ShowWhy(Option<View>),
    /// Start an empty scenario.
    New,
    /// Ask for a file in the system's own dialog and open it.
    Open,
    /// Ask for a file by its path, in the window, and open it.
    OpenByPath,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open a built-in case by its name.
    OpenCase(String),
    /// Save where it was opened from; asks where if it never was.
    Save,
    /// Ask where, in the system's own dialog, and save there.
    SaveAs,
    /// Ask for a path, in the window, and save there.
    SaveAsByPath,
    /// Save to this file; asks first if there is another file of that name.
    SaveTo(PathBuf),
    /// Save to this file, whatever is there.
    ReplaceFile(PathBuf),
    /// Take the last step back.
    Undo,
    /// Take it again.
    Redo,
    /// Change the look.
    SetLook(Look),
    /// Draw everything larger (above 1) or smaller, as a factor on the present zoom.
    Zoom(f32),
    /// Zoom 100 %.
    ResetZoom,
    /// Have a question answered.
    Ask(Query),
    /// Stop what is being found out in answer to a question of this kind; what was found stays.
    StopQuery(Query),
    /// Copy a table of what was found, as text with commas.
    CopyTable(TableId),
    /// Ask where to save a table of what was found, and save it as CSV.
    SaveTable(TableId),
    /// Save the table that was asked for to this file.
    SaveTableTo(PathBuf),
    /// Show the stage's plots or map as a table, or the other way round.
    ToggleTable,
    /// Fit the map to its place.
    FitMap,
    /// Roll the luck again: another seed.
    RollAgain,
    /// Stop the projection that is running; what was shown stays.
    StopRun,
    /// Run the projection that was stopped or that failed.
    RunAgain,
    /// Take the message with this number away.
    Dismiss(u64),
    /// Take all messages away.
    DismissAll,
    /// Show everything that can be asked for, to be found by typing.
    ShowPalette,
    /// Show the table of all keys.
    ShowShortcuts,
    /// Show how the model does against what is on record.
    ShowHindcast,
    /// Show a page of the guide; without one, that of the present stage.
    ShowGuide(Option<GuidePage>),
    /// Close the dialog in the window without doing what it asks about.
    CloseDialog,
    /// Answer the question what becomes of unsaved changes.
    AnswerUnsaved(Unsaved),
    /// Open what a program that ended unasked has left behind, or forget it.
    AnswerOrphanedSnapshot(bool),
    /// Load the document's file anew, in place of what is in the window.
    LoadAnew,
    /// Leave the program; asks first if something is not saved.
    Quit,
}

/// An answer that can be taken out as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableId {
    /// Why a partner has changed.
    Reasons,
    /// What each uncertain number does.
    Numbers,
    /// Which plan is best for each pair of values of two numbers.
    TwoWay,
    /// The plans beside each other.
    Comparison,
    /// What every choice leads to.
    Choices,
    /// The smallest repair.
    Repair,
    /// What preparing and asking first are worth.
    Asking,
    /// The built-in cases held against what is on record.
    Hindcast,
}

/// What becomes of unsaved changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Save them, then go on.
    Save,
    /// Go on without them.
    Discard,
    /// Do not go on.
    Stay,
}

/// The queue into which views put what they are asked for.
#[derive(Debug, Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Asks for something.
    pub fn send(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for a change of the document.
    pub fn edit(&mut self, edit: Edit) {
        self.send(Command::Edit(edit));
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes everything out, in the order in which it was asked for.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}
