//! All that a person can ask for. Views send commands; the app carries them out, before it draws.

use super::{Selection, Stage};
use crate::scenario::{Edit, Plan, PlanId};
use crate::ui::theme::Look;
use std::path::PathBuf;

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Change the document. Changes with one label that come while one mouse button stays down are one step.
    Edit(Edit),
    /// Add a plan and show it.
    AddPlan(Plan),
    /// Show another plan.
    ChoosePlan(PlanId),
    /// Show what a plan would do without choosing it; `None` when the pointer leaves.
    Preview(Option<Box<Plan>>),
    /// Select something.
    Select(Selection),
    /// Move the time slider.
    ShowMonth(u32),
    /// Go to a stage.
    GoTo(Stage),
    /// Start an empty scenario.
    New,
    /// Ask for a file and open it.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open a built-in case by its name.
    OpenCase(String),
    /// Save where it was opened from; asks where if it never was.
    Save,
    /// Ask where, and save there.
    SaveAs,
    /// Save to this file.
    SaveTo(PathBuf),
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
    /// Fit the map to its place.
    FitMap,
    /// Roll the luck again: another seed.
    RollAgain,
    /// Leave the program; asks first if something is not saved.
    Quit,
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

    /// Takes everything out, in the order in which it was asked for.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}
