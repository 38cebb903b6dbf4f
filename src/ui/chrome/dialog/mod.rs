//! Modal dialogs: questions about unsaved work and files, the command palette, shortcuts, guide and hindcast.

mod commands;
mod guide;
mod hindcast;
mod import;
mod new_case;
mod picture;
mod report;

use crate::ui::GuidePage;
use crate::ui::command::{ExportCommand, ExportKind, ImportCommand};
use crate::ui::command::{HistoricalPlan, PaletteEntry, Unsaved};
use crate::ui::import::ImportView;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::select_text::select_all;
use crate::ui::{ClassroomCommand, Command, Commands, DialogCommand, FileCommand};
pub use commands::CommandPalette;
use egui::accesskit::Role;
use egui::{Align, Frame, Id, Key, Label, Layout, Modal, Modifiers, Popup, ScrollArea, TextEdit, Ui};
pub use guide::GuideReader;
pub use hindcast::HindcastProgress;
pub use new_case::NewCaseForm;
pub use picture::{PictureForm, PicturePainter};
pub use report::ReportForm;
use std::path::PathBuf;

/// A modal dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Save or discard unsaved changes.
    Unsaved {
        /// The title of the unsaved case.
        title: String,
        /// The action that waits for the answer, to complete “Save before …”: “opening Zimmermann telegram”.
        before: String,
    },
    /// Choose the sections and the format of a report.
    Report,
    /// Describe a new case.
    NewCase,
    /// Open a file by its path.
    OpenPath,
    /// Save to a path.
    SavePath,
    /// Save something that leaves the program to a path.
    SaveExportPath(ExportKind),
    /// Choose a picture.
    Picture,
    /// Open a table of votes by its path.
    VotesPath,
    /// Open a file to import by its path.
    ImportPath,
    /// Correct what was understood of a file, and add it.
    Import,
    /// Confirm overwriting a file.
    Replace(PathBuf),
    /// Restore or discard a recovery snapshot that a crashed session left behind.
    OrphanedSnapshot(OfferedSnapshot),
    /// The open document's file has changed on disk.
    ChangedOnDisk {
        /// The file.
        file: String,
        /// True if there are unsaved changes.
        unsaved: bool,
        /// True if they were about to be saved.
        saving: bool,
    },
    /// Saving loses what somebody wrote into the document's file by hand.
    LosesWriting {
        /// The file.
        file: String,
    },
    /// Change the plan that retells history, or a copy of it.
    HistoricalPlan {
        /// The name of the plan.
        name: String,
    },
    /// The command palette.
    Palette,
    /// All keyboard shortcuts.
    Shortcuts,
    /// A page of the guide.
    Guide(GuidePage),
    /// The hindcast: the model against history.
    Hindcast,
}

/// A recovery snapshot that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferedSnapshot {
    /// The title of its case.
    pub title: String,
    /// The file to which it belongs; `None` if it was never saved.
    pub file: Option<String>,
    /// Its age, in words.
    pub ago: String,
}

impl Dialog {
    /// The page of the guide that explains the dialog; `None` for the guide itself and for dialogs that wait for
    /// an answer.
    pub fn guide(&self) -> Option<GuidePage> {
        match self {
            Dialog::Hindcast | Dialog::NewCase => Some(GuidePage::Coding),
            Dialog::Shortcuts | Dialog::Palette => Some(GuidePage::Tour),
            Dialog::Guide(_)
            | Dialog::Report
            | Dialog::Unsaved { .. }
            | Dialog::OpenPath
            | Dialog::SavePath
            | Dialog::SaveExportPath(_)
            | Dialog::Picture
            | Dialog::VotesPath
            | Dialog::ImportPath
            | Dialog::Import
            | Dialog::Replace(_)
            | Dialog::HistoricalPlan { .. }
            | Dialog::OrphanedSnapshot(_)
            | Dialog::LosesWriting { .. }
            | Dialog::ChangedOnDisk { .. } => None,
        }
    }
}

impl Dialog {
    /// Whether something is entered or decided in it that would be lost if it were closed; the choices for reports and
    /// pictures are kept, and others are only read.
    pub fn is_answered(&self) -> bool {
        match self {
            Dialog::Report
            | Dialog::Picture
            | Dialog::OpenPath
            | Dialog::Palette
            | Dialog::Shortcuts
            | Dialog::Guide(_)
            | Dialog::Hindcast => false,
            Dialog::Unsaved { .. }
            | Dialog::NewCase
            | Dialog::SavePath
            | Dialog::SaveExportPath(_)
            | Dialog::VotesPath
            | Dialog::ImportPath
            | Dialog::Import
            | Dialog::Replace(_)
            | Dialog::OrphanedSnapshot(_)
            | Dialog::ChangedOnDisk { .. }
            | Dialog::LosesWriting { .. }
            | Dialog::HistoricalPlan { .. } => true,
        }
    }
}

/// The field in which a path can be typed or pasted, beside the system's file dialog or in its place.
#[derive(Clone, Debug, Default)]
pub struct PathField {
    /// The text as typed.
    pub text: String,
    /// The text as it was suggested.
    suggestion: String,
    /// How it stands with the system's file dialog, in sentences; empty where none was asked.
    explanation: String,
    /// Why the path was refused, in a sentence.
    refusal: Option<String>,
    /// True once the field was focused after it opened.
    was_focused: bool,
}

impl PathField {
    /// A field that suggests a path.
    pub fn suggesting(text: String) -> Self {
        PathField { suggestion: text.clone(), text, ..PathField::default() }
    }

    /// Shows how it stands with the system's file dialog, in sentences; nothing, if there are none.
    pub fn explain(&mut self, explanation: &str) {
        self.explanation = explanation.to_owned();
    }

    /// Whether nobody has changed the suggestion, or entered it in vain.
    pub fn is_as_suggested(&self) -> bool {
        self.text == self.suggestion && self.refusal.is_none()
    }

    /// Shows why the path was refused; the text stays, to be corrected.
    pub fn refuse(&mut self, refusal: String) {
        self.refusal = Some(refusal);
    }
}

/// The state of dialogs between frames.
#[derive(Default)]
pub struct DialogState {
    /// The form of a new case.
    pub new_case: NewCaseForm,
    /// The form of a report.
    pub report: ReportForm,
    /// The path field.
    pub path_field: PathField,
    /// The palette.
    pub palette: CommandPalette,
    /// The guide.
    pub reader: GuideReader,
    /// The choice of a picture.
    pub picture: PictureForm,
}

/// The open dialog, and the state of the program that dialogs show.
pub struct DialogContext<'a> {
    /// The dialog.
    pub dialog: &'a Dialog,
    /// All commands of the palette, made on demand.
    pub palette_entries: &'a dyn Fn() -> Vec<PaletteEntry>,
    /// Paints a picture that is being chosen.
    pub paint_picture: PicturePainter<'a>,
    /// The progress of the hindcast.
    pub hindcast: HindcastProgress<'a>,
    /// What was understood of the file that is being imported; `None` until it is read.
    pub import: Option<&'a ImportView>,
    /// The newest message since the hindcast was opened.
    pub message: Option<&'a str>,
}

/// The name that a screen reader says before the contents of a dialog.
fn name(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::Unsaved { .. } => "Unsaved changes",
        Dialog::NewCase => "Form of a new case",
        Dialog::Report => "Form of a report",
        Dialog::OpenPath => "Path to open",
        Dialog::SavePath => "Path to save to",
        Dialog::SaveExportPath(_) => "Path to save to",
        Dialog::Picture => "Choice of a picture",
        Dialog::VotesPath => "Path of the table of votes",
        Dialog::ImportPath => "Path of the file to import",
        Dialog::Import => "What was understood of a file",
        Dialog::Replace(_) => "A file is replaced",
        Dialog::OrphanedSnapshot(_) => "Unsaved work was found",
        Dialog::ChangedOnDisk { .. } => "Changes on disk",
        Dialog::LosesWriting { .. } => "Comments would be lost",
        Dialog::HistoricalPlan { .. } => "Change of the historical plan",
        Dialog::Palette => "Command palette",
        Dialog::Shortcuts => "Table of keyboard shortcuts",
        Dialog::Guide(_) => "Pages of the guide",
        Dialog::Hindcast => "Hindcast of the built-in cases",
    }
}

/// The width of a dialog, in points at ordinary type.
fn width(dialog: &Dialog) -> f32 {
    match dialog {
        Dialog::Guide(_) | Dialog::Hindcast | Dialog::Import | Dialog::Picture => 860.0,
        Dialog::Shortcuts | Dialog::NewCase => 980.0,
        Dialog::Palette | Dialog::Report => 520.0,
        Dialog::Unsaved { .. } | Dialog::OpenPath | Dialog::SavePath | Dialog::Replace(_) => 440.0,
        Dialog::HistoricalPlan { .. } | Dialog::LosesWriting { .. } => 440.0,
        Dialog::VotesPath | Dialog::ImportPath => 440.0,
        Dialog::SaveExportPath(_) | Dialog::OrphanedSnapshot(_) | Dialog::ChangedOnDisk { .. } => 440.0,
    }
}

/// Shows the open dialog over everything else.
pub fn show(ui: &mut Ui, state: &mut DialogState, context: &DialogContext<'_>, commands: &mut Commands) {
    let (theme, dialog) = (ui.theme(), context.dialog);
    // Escape closes an open list first, and not all that was entered with it.
    let has_list = Popup::is_any_open(ui.ctx());
    let frame = Frame::popup(ui.style()).inner_margin(24.0);
    Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Dialog);
            node.set_modal();
            node.set_label(name(dialog));
        });
        ui.set_width(theme.grown(width(dialog)).min(ui.ctx().content_rect().width() - 80.0));
        match dialog {
            Dialog::Unsaved { title, before } => unsaved(ui, title, before, commands),
            Dialog::NewCase => new_case::show(ui, &mut state.new_case, commands),
            Dialog::Report => report::show(ui, &mut state.report, commands),
            Dialog::OpenPath => ask_path(ui, &OPEN_PATH, &mut state.path_field, commands),
            Dialog::SavePath => ask_path(ui, &SAVE_PATH, &mut state.path_field, commands),
            Dialog::SaveExportPath(kind) => {
                let title = format!("Save {} to a file", kind.name());
                ask_path(ui, &export_path(&title), &mut state.path_field, commands);
            }
            Dialog::Picture => picture::show(ui, &mut state.picture, context, commands),
            Dialog::VotesPath => ask_path(ui, &VOTES_PATH, &mut state.path_field, commands),
            Dialog::ImportPath => ask_path(ui, &IMPORT_PATH, &mut state.path_field, commands),
            Dialog::Import => import::show(ui, context.import, commands),
            Dialog::Replace(path) => replace(ui, path, commands),
            Dialog::HistoricalPlan { name } => historical_plan(ui, name, commands),
            Dialog::OrphanedSnapshot(snapshot) => orphaned_snapshot(ui, snapshot, commands),
            Dialog::ChangedOnDisk { file, saving: true, .. } => changed_before_saving(ui, file, commands),
            Dialog::ChangedOnDisk { file, unsaved, .. } => changed(ui, file, *unsaved, commands),
            Dialog::LosesWriting { file } => loses_writing(ui, file, commands),
            Dialog::Palette => commands::palette(ui, &mut state.palette, context.palette_entries, commands),
            Dialog::Shortcuts => commands::shortcuts(ui, commands),
            Dialog::Hindcast => hindcast::show(ui, context, commands),
            Dialog::Guide(page) => guide::show(ui, *page, &mut state.reader, commands),
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) && !has_list {
            commands.send(DialogCommand::Close);
        }
    });
}

fn unsaved(ui: &mut Ui, title: &str, before: &str, commands: &mut Commands) {
    let theme = ui.theme();
    question(ui, &format!("Save the changes to “{title}” before {before}?"));
    ui.add(Label::new(theme.quiet("Unsaved changes will be lost.")).wrap());
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let mut answer = |ui: &mut Ui, button, answer| {
            let response = ui.add(button);
            if answer == Unsaved::Save {
                take_keyboard(&response);
            }
            if response.clicked() {
                commands.send(FileCommand::AnswerUnsaved(answer));
            }
        };
        answer(ui, theme.main_action("Save"), Unsaved::Save);
        answer(ui, theme.other_action("Don’t save"), Unsaved::Discard);
        answer(ui, theme.other_action("Cancel"), Unsaved::Stay);
    });
}

fn historical_plan(ui: &mut Ui, name: &str, commands: &mut Commands) {
    let theme = ui.theme();
    question(ui, &format!("Change “{name}”, or a copy of it?"));
    let why = "This plan retells what was done; the record of history is compared with it.";
    ui.add(Label::new(theme.quiet(why)).wrap());
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        // A copy loses nothing, so it is the main action.
        let copy = ui.add(theme.main_action("Change a copy"));
        take_keyboard(&copy);
        if copy.clicked() {
            commands.send(DialogCommand::AnswerHistoricalPlan(HistoricalPlan::Copy));
        }
        if ui.add(theme.other_action("Change it")).clicked() {
            commands.send(DialogCommand::AnswerHistoricalPlan(HistoricalPlan::Change));
        }
        cancel(ui, commands);
    });
}

fn replace(ui: &mut Ui, path: &std::path::Path, commands: &mut Commands) {
    let theme = ui.theme();
    // A path without a file name or a folder is shown whole.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    question(ui, &format!("Replace “{name}”?"));
    let folder = path.parent().unwrap_or(path).display();
    ui.add(Label::new(theme.quiet(format!("A file of this name is in {folder} already."))).wrap());
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        if ui.add(theme.main_action("Replace")).clicked() {
            commands.send(FileCommand::Replace(path.to_owned()));
        }
        cancel(ui, commands);
    });
}

fn orphaned_snapshot(ui: &mut Ui, snapshot: &OfferedSnapshot, commands: &mut Commands) {
    let theme = ui.theme();
    let OfferedSnapshot { title, file, ago } = snapshot;
    question(ui, &format!("Restore “{title}” from {ago}?"));
    let from = match file {
        Some(file) => format!("Tearline ended before the changes were saved to {file}."),
        None => "Tearline ended before it was saved.".to_owned(),
    };
    ui.add(Label::new(theme.quiet(from)).wrap());
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let open = ui.add(theme.main_action("Open it"));
        take_keyboard(&open);
        if open.clicked() {
            commands.send(FileCommand::AnswerOrphanedSnapshot(true));
        }
        if ui.add(theme.other_action("Forget it")).clicked() {
            commands.send(FileCommand::AnswerOrphanedSnapshot(false));
        }
    });
}

fn changed(ui: &mut Ui, file: &str, unsaved: bool, commands: &mut Commands) {
    let theme = ui.theme();
    question(ui, "The file has changed on disk.");
    let what = if unsaved {
        format!(
            "Another program has written to {file}. Loading it discards your unsaved changes; keeping yours and saving overwrites the file."
        )
    } else {
        format!(
            "Another program has written to {file}. You have no unsaved changes, so loading it loses nothing."
        )
    };
    ui.add(Label::new(theme.quiet(what)).wrap());
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        // Keeping loses nothing, so it is the main action.
        let keep = ui.add(theme.main_action("Keep mine"));
        take_keyboard(&keep);
        if keep.clicked() {
            commands.send(FileCommand::KeepMine);
        }
        if ui.add(theme.other_action("Load it")).clicked() {
            commands.send(FileCommand::Reload);
        }
    });
}

fn loses_writing(ui: &mut Ui, file: &str, commands: &mut Commands) {
    let theme = ui.theme();
    question(ui, "Save without what was written by hand?");
    let what = format!(
        "The comments in {file}, and the order and style in which it was written, cannot be kept with this change. Nothing was saved yet. Saved under another name, the file stays as it is."
    );
    ui.add(Label::new(theme.quiet(what)).wrap());
    ui.add_space(16.0);
    ui.horizontal_wrapped(|ui| {
        // Both stay, so it is the main action.
        let other = ui.add(theme.main_action("Save as…"));
        take_keyboard(&other);
        if other.clicked() {
            commands.send(DialogCommand::Close);
            commands.send(FileCommand::SaveAs);
        }
        if ui.add(theme.other_action("Save anyway")).clicked() {
            commands.send(FileCommand::SaveAnyway);
        }
        if ui.add(theme.other_action("Cancel")).clicked() {
            commands.send(DialogCommand::Close);
        }
    });
}

fn changed_before_saving(ui: &mut Ui, file: &str, commands: &mut Commands) {
    let theme = ui.theme();
    question(ui, "Somebody else has changed the file.");
    let what = format!(
        "Another program has written to {file} since it was opened here. Nothing was saved yet: save yours beside it, replace theirs with yours, or load theirs and lose yours."
    );
    ui.add(Label::new(theme.quiet(what)).wrap());
    ui.add_space(16.0);
    ui.horizontal_wrapped(|ui| {
        // Both stay, so it is the main action.
        let both = ui.add(theme.main_action("Keep both…"));
        take_keyboard(&both);
        if both.clicked() {
            commands.send(DialogCommand::Close);
            commands.send(FileCommand::SaveAs);
        }
        if ui.add(theme.other_action("Replace theirs")).clicked() {
            commands.send(FileCommand::Overwrite);
        }
        if ui.add(theme.other_action("Load theirs")).clicked() {
            commands.send(FileCommand::Reload);
        }
        if ui.add(theme.other_action("Cancel")).clicked() {
            commands.send(DialogCommand::Close);
        }
    });
}

/// A question for a path.
struct PathQuestion<'a, C> {
    title: &'a str,
    /// The word on the button.
    action: &'static str,
    /// The command for the path.
    command: fn(PathBuf) -> C,
}

const OPEN_PATH: PathQuestion<'static, FileCommand> =
    PathQuestion { title: "Open a file by its path", action: "Open", command: FileCommand::OpenPath };
const SAVE_PATH: PathQuestion<'static, FileCommand> =
    PathQuestion { title: "Save to a file", action: "Save", command: FileCommand::SaveTo };
const VOTES_PATH: PathQuestion<'static, ClassroomCommand> =
    PathQuestion { title: "Open a table of votes", action: "Open", command: ClassroomCommand::OpenVotesFrom };
const IMPORT_PATH: PathQuestion<'static, ImportCommand> =
    PathQuestion { title: "Import a file", action: "Read", command: ImportCommand::OpenFrom };

fn export_path(title: &str) -> PathQuestion<'_, ExportCommand> {
    PathQuestion { title, action: "Save", command: ExportCommand::SaveTo }
}

fn ask_path<C: Into<Command>>(
    ui: &mut Ui,
    asked: &PathQuestion<'_, C>,
    field: &mut PathField,
    commands: &mut Commands,
) {
    question(ui, asked.title);
    let theme = ui.theme();
    let label = ui.label(theme.quiet("File path; ~ is your home folder"));
    let edit = TextEdit::singleline(&mut field.text).desired_width(f32::INFINITY).margin(8.0).show(ui);
    let response = edit.response.response.labelled_by(label.id);
    if !field.was_focused {
        field.was_focused = true;
        response.request_focus();
        select_all(ui, response.id, &field.text);
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered {
        response.request_focus();
    }
    if !field.explanation.is_empty() {
        ui.add_space(8.0);
        ui.add(Label::new(theme.quiet(&field.explanation)).wrap());
    }
    if let Some(refusal) = &field.refusal {
        ui.add_space(8.0);
        ui.add(Label::new(theme.text(refusal).color(theme.colors.worse_text)).wrap());
    }
    ui.add_space(16.0);
    ui.horizontal(|ui| {
        let path = field.text.trim();
        let button = ui.add_enabled(!path.is_empty(), theme.main_action(asked.action));
        if !path.is_empty() && (button.clicked() || entered) {
            commands.send((asked.command)(PathBuf::from(path)));
            field.refusal = None;
        }
        cancel(ui, commands);
    });
}

/// The heading of a dialog that waits for no answer, with the button that closes it.
fn closable_heading(ui: &mut Ui, title: &str, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        ui.label(theme.heading(title));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(theme.other_action("Close")).clicked() {
                commands.send(DialogCommand::Close);
            }
        });
    });
    ui.add_space(8.0);
}

fn question(ui: &mut Ui, text: &str) {
    let theme = ui.theme();
    ui.add(Label::new(theme.heading(text)).wrap());
}

/// The height of a dialog besides its fields, in points.
const AROUND_FIELDS: f32 = 230.0;

/// Shows the fields of a dialog, which scroll where the window is lower than they are, so that the buttons below them stay
/// in it.
fn fields(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - AROUND_FIELDS).max(120.0);
    scrolling("fields", height).show(ui, |ui| {
        // Beside them is the scroll bar.
        ui.set_max_width(ui.available_width() - GRID);
        add(ui);
    });
}

/// An area of at most this height, in points, and of no less where it scrolls: what is left of the window below a dialog that
/// was low when it opened, or follows a low one, says nothing about its room.
fn scrolling(name: &str, height: f32) -> ScrollArea {
    ScrollArea::vertical().id_salt(name).max_height(height).min_scrolled_height(height)
}

fn cancel(ui: &mut Ui, commands: &mut Commands) {
    let theme = ui.theme();
    let response = ui.add(theme.other_action("Cancel"));
    take_keyboard(&response);
    if response.clicked() {
        commands.send(DialogCommand::Close);
    }
}

/// Focuses a button if nothing is focused, so that a question can be answered without a mouse.
fn take_keyboard(button: &egui::Response) {
    if button.ctx.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
}
