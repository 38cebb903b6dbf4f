//! The table of named commands, from which menus, palette and shortcuts follow.

use super::{
    AddCommand, AreaStep, Command, DialogCommand, DisplayCommand, FileCommand, MapCommand, PlayCommand,
    ProjectionCommand, ViewCommand,
};
use super::{CaseFile, ExportCommand, ImportCommand};
use crate::export::decision::DecisionFormat;
use crate::export::graph::{GraphFormat, List};
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::Look;
use crate::ui::widgets::area_ring;
use crate::ui::{HistoryChoice, Stage};
use egui::{Context, Key, KeyboardShortcut, Modifiers};
use std::sync::LazyLock;

/// The part of a menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Starting, opening and saving.
    File,
    /// What leaves the program.
    Export,
    /// Quitting.
    Quit,
    /// Undo and redo.
    Edit,
    /// The look of the window.
    Look,
    /// The zoom of the window.
    Zoom,
    /// Additions to the case, and the map.
    Add,
    /// The stages.
    Stage,
    /// Results and their projection.
    Results,
    /// Playback.
    Play,
    /// Help.
    Help,
}

/// A named command.
#[derive(Clone, Debug)]
pub struct NamedCommand {
    /// The command.
    pub command: Command,
    /// The name in menus and in the palette.
    pub name: &'static str,
    /// Keyboard shortcuts, the first of which is shown.
    pub shortcuts: Vec<KeyboardShortcut>,
    /// The part of the menus in which it stands.
    pub group: Group,
    /// The effect, in a sentence for the tooltip.
    pub explains: &'static str,
    /// Words of the same meaning, by which the palette finds it as well.
    pub synonyms: &'static str,
}

impl NamedCommand {
    fn new(group: Group, command: impl Into<Command>, name: &'static str, explains: &'static str) -> Self {
        NamedCommand { command: command.into(), name, shortcuts: Vec::new(), group, explains, synonyms: "" }
    }

    fn keys<const N: usize>(self, shortcuts: [KeyboardShortcut; N]) -> Self {
        NamedCommand { shortcuts: shortcuts.to_vec(), ..self }
    }

    fn synonyms(self, synonyms: &'static str) -> Self {
        NamedCommand { synonyms, ..self }
    }

    /// The name in the palette, where no menu gives the context.
    pub fn palette_name(&self) -> String {
        match self.group {
            Group::Stage => format!("Go to {}", self.name),
            Group::Look => format!("{} look", self.name),
            Group::File
            | Group::Quit
            | Group::Export
            | Group::Edit
            | Group::Zoom
            | Group::Add
            | Group::Results
            | Group::Play
            | Group::Help => self.name.trim_end_matches('…').to_owned(),
        }
    }
}

/// The factor of one step of the zoom.
pub const ZOOM_STEP: f32 = 1.1;

/// All named commands, in the order of the menus.
pub fn table() -> &'static [NamedCommand] {
    static TABLE: LazyLock<Vec<NamedCommand>> = LazyLock::new(|| {
        [
            files(),
            edits(),
            additions(),
            stages(),
            looks(),
            export(),
            zoom(),
            playback(),
            motion(),
            results(),
            help(),
            quit(),
        ]
        .concat()
    });
    &TABLE
}

/// The first shortcut of a command, for display; `None` if it has none.
pub fn shortcut_text(ctx: &Context, command: impl Into<Command>) -> Option<String> {
    let command = command.into();
    let entry = table().iter().find(|entry| entry.command == command)?;
    entry.shortcuts.first().map(|keys| keys_text(ctx, keys))
}

/// A shortcut as a keyboard labels its keys: “Ctrl+/”, not “Ctrl+Slash”.
pub fn keys_text(ctx: &Context, keys: &KeyboardShortcut) -> String {
    if keys.logical_key == Key::Questionmark {
        return "?".into();
    }
    let text = ctx.format_shortcut(keys);
    let signs =
        [("Period", "."), ("Comma", ","), ("Slash", "/"), ("Plus", "+"), ("Minus", "−"), ("Equals", "=")];
    match signs.iter().find(|(name, _)| text.ends_with(name)) {
        Some((name, sign)) => format!("{}{sign}", text.trim_end_matches(name)),
        None => text,
    }
}

/// The commands whose shortcuts were pressed. While the user types, undo and redo belong to the text
/// field. Shortcuts without Ctrl control playback: they work only in stages that have it, and only while
/// no widget has the keyboard, since it would use the same keys.
pub fn pressed(ctx: &Context, stage: Stage) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    let plays = stage.plays() && area_ring::keys_are_free(ctx);
    let mut keys: Vec<(&KeyboardShortcut, &Command)> = table()
        .iter()
        .filter(|entry| !(typing && entry.group == Group::Edit))
        .flat_map(|entry| entry.shortcuts.iter().map(move |keys| (keys, &entry.command)))
        .filter(|(keys, _)| plays || !keys.modifiers.is_none() || is_function_key(keys.logical_key))
        .filter(|(keys, _)| !(typing && keys.logical_key == Key::Questionmark))
        .collect();
    // A shortcut with more modifiers goes first, since egui lets Ctrl+S be matched by Ctrl+Shift+S.
    keys.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.modifiers.shift));
    ctx.input_mut(|input| {
        keys.into_iter()
            .filter(|(keys, _)| input.consume_shortcut(keys))
            .map(|(_, command)| command.clone())
            .collect()
    })
}

fn is_function_key(key: Key) -> bool {
    (Key::F1..=Key::F35).contains(&key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

fn files() -> Vec<NamedCommand> {
    let file = |command, name, explains| NamedCommand::new(Group::File, command, name, explains);
    let (open, save) = ("load file scenario case", "file write store keep");
    vec![
        file(FileCommand::New, "New", "Describe a case of your own in a form, or start with home alone.")
            .keys([ctrl(Key::N)])
            .synonyms("scenario case empty blank"),
        file(FileCommand::Open, "Open…", "Choose a scenario file.").keys([ctrl(Key::O)]).synonyms(open),
        file(FileCommand::OpenByPath, "Open by path…", "Type or paste the path of the file.")
            .keys([ctrl_shift(Key::O)])
            .synonyms(open),
        file(FileCommand::Save, "Save", "Save to the file it came from.").keys([ctrl(Key::S)]).synonyms(save),
        file(FileCommand::SaveAs, "Save as…", "Save to another file.")
            .keys([ctrl_shift(Key::S)])
            .synonyms(save),
        file(FileCommand::SaveAsByPath, "Save to a path…", "Type or paste the path to save to.")
            .synonyms(save),
        NamedCommand::new(
            Group::File,
            ImportCommand::Choose,
            "Import…",
            "Add actors, ties, partnerships and items from a spreadsheet (XLSX, ODS, CSV).",
        )
        .synonyms("import add spreadsheet excel xlsx ods csv table paste"),
        file(
            FileCommand::ShowRecoveredWork,
            "Recovered work…",
            "Look for work that was not saved when Tearline ended unexpectedly.",
        )
        .synonyms("crash backup autosave restore lost recovery"),
    ]
}

fn quit() -> Vec<NamedCommand> {
    vec![
        NamedCommand::new(Group::Quit, FileCommand::Quit, "Quit", "Leave Tearline.")
            .keys([ctrl(Key::Q)])
            .synonyms("exit close leave"),
    ]
}

fn edits() -> Vec<NamedCommand> {
    vec![
        NamedCommand::new(Group::Edit, Command::Undo, "Undo", "Undo the last step.")
            .keys([ctrl(Key::Z)])
            .synonyms("list of steps history back revert"),
        NamedCommand::new(Group::Edit, Command::Redo, "Redo", "Redo the step that was undone last.")
            .keys([ctrl_shift(Key::Z), ctrl(Key::Y)])
            .synonyms("list of steps history forward repeat"),
    ]
}

fn additions() -> Vec<NamedCommand> {
    let add = |command, name, explains| NamedCommand::new(Group::Add, command, name, explains);
    vec![
        add(AddCommand::NewPlan, "New plan", "A plan that tells nobody anything, to start from.")
            .synonyms("add create option"),
        add(AddCommand::DuplicatePlan, "Duplicate the plan", "The shown plan once more, to change.")
            .synonyms("copy add option"),
        add(AddCommand::Actor(None), "Add an actor", "A new actor on the map.")
            .synonyms("new country partner service agency"),
        add(AddCommand::Item, "Add an item", "A piece of intelligence that could be revealed.")
            .synonyms("new intelligence secret report"),
        add(AddCommand::Repair, "Add a repair", "Plan a repair in the month that is shown.")
            .synonyms("new mend apologise explain compensate"),
        NamedCommand::new(
            Group::Add,
            MapCommand::LayOut,
            "Lay out the map",
            "Place all actors anew, by role.",
        )
        .synonyms("arrange tidy layout"),
        NamedCommand::new(
            Group::Add,
            MapCommand::ToggleFocus,
            "Focus on one actor",
            "Only its neighbours stand out on the map; once more for all.",
        )
        .synonyms("neighbours highlight filter selected"),
    ]
}

fn stages() -> Vec<NamedCommand> {
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];
    let go_to = |stage: Stage| {
        NamedCommand::new(Group::Stage, ViewCommand::GoTo(stage), stage.name(), stage.explains())
    };
    let tabs = Stage::with_tabs().zip(keys).map(|(stage, key)| {
        // The months to project have no number of their own: they stand in the Setting, under Case.
        let synonyms =
            if stage == Stage::Setting { "horizon months to project title background" } else { "" };
        go_to(stage).keys([ctrl(key)]).synonyms(synonyms)
    });
    let briefing = go_to(Stage::Briefing).keys([ctrl(Key::B)]).synonyms("background story case read");
    tabs.chain([briefing]).collect()
}

fn looks() -> Vec<NamedCommand> {
    let set = |look: Look| {
        NamedCommand::new(Group::Look, DisplayCommand::SetLook(look), look.name(), look.explains())
            .synonyms("theme colour color appearance style night contrast")
    };
    Look::ALL.into_iter().map(set).collect()
}

fn zoom() -> Vec<NamedCommand> {
    let zoom = |command, name, explains| {
        NamedCommand::new(Group::Zoom, command, name, explains).synonyms("zoom scale size bigger text font")
    };
    vec![
        zoom(DisplayCommand::Zoom(ZOOM_STEP), "Larger", "Draw everything larger.")
            .keys([ctrl(Key::Plus), ctrl(Key::Equals)]),
        zoom(DisplayCommand::Zoom(1.0 / ZOOM_STEP), "Smaller", "Draw everything smaller.")
            .keys([ctrl(Key::Minus)]),
        zoom(DisplayCommand::ResetZoom, "Actual size", "Back to 100\u{a0}%.").keys([ctrl(Key::Num0)]),
        NamedCommand::new(
            Group::Zoom,
            DisplayCommand::ToggleFullScreen,
            "Full screen",
            "Fill the screen with the window; once more to go back.",
        )
        .keys([plain(Key::F11)])
        .synonyms("fullscreen projector present maximize whole screen"),
    ]
}

fn export() -> Vec<NamedCommand> {
    let picture = |command, name, explains| {
        NamedCommand::new(Group::Export, command, name, explains)
            .synonyms("export picture image save draw svg png pdf print map plot course tornado frontier")
    };
    let network = |format, name, explains| {
        NamedCommand::new(Group::Export, ExportCommand::SaveNetwork(format), name, explains)
            .synonyms("export graph network actors ties nodes edges yed gephi networkx graphviz")
    };
    let decision = |format, name, explains| {
        NamedCommand::new(Group::Export, ExportCommand::SaveDecision(format), name, explains)
            .synonyms("export decision game tree influence diagram gambit genie")
    };
    let report = NamedCommand::new(
        Group::Export,
        DialogCommand::ShowReportForm,
        "Save a report…",
        "The decision, what would follow from it, why, and every assumption, as PDF or HTML.",
    );
    let case = |file, name, explains| {
        NamedCommand::new(Group::Export, ExportCommand::SaveCaseFile(file), name, explains)
            .synonyms("export table spreadsheet excel xlsx csv data numbers template")
    };
    vec![
        report.synonyms("export print pdf html paper document summary"),
        picture(
            ExportCommand::ShowPicture(PictureSubject::Map),
            "Picture of the map or a plot…",
            "Choose what it shows, its look, size and format, and see what will come.",
        ),
        picture(
            ExportCommand::CopyPicture(Box::default()),
            "Copy the map as a picture",
            "Put the map on the clipboard, in the light look.",
        ),
        network(
            GraphFormat::Graphml,
            "Save the network as GraphML…",
            "Actors and ties, for yEd, Gephi and networkx.",
        ),
        network(GraphFormat::Dot, "Save the network as DOT…", "Actors and ties, for Graphviz."),
        network(
            GraphFormat::Csv(List::Nodes),
            "Save the actors as CSV…",
            "A list of nodes with all their numbers.",
        ),
        network(
            GraphFormat::Csv(List::Edges),
            "Save the ties as CSV…",
            "A list of edges with all their numbers.",
        ),
        decision(
            DecisionFormat::Efg,
            "Save the decision as a game…",
            "The plans and the chances after each, for Gambit.",
        ),
        decision(
            DecisionFormat::Xdsl,
            "Save the decision as a diagram…",
            "The plans and the chances after each as an influence diagram, for GeNIe.",
        ),
        case(
            CaseFile::Tables,
            "Save all tables…",
            "A workbook with a sheet for each table of the shown plan, and one for all assumptions.",
        ),
        case(
            CaseFile::Histories,
            "Save every history…",
            "CSV with a row for each history, partner, month and material, for statistics of your own.",
        ),
        case(
            CaseFile::Template,
            "Save a workbook to fill in…",
            "Actors, ties, partnerships and items in sheets, to be changed and imported again.",
        ),
    ]
}

fn playback() -> Vec<NamedCommand> {
    use PlayCommand::*;
    let play = |command, name, explains| NamedCommand::new(Group::Play, command, name, explains);
    let one = |which: HistoryChoice, name| play(ShowHistory(Some(which)), name, which.explains());
    let time = "stop start time animation";
    vec![
        play(PlayOrPause, "Play or pause", "Play, or pause.").keys([plain(Key::Space)]).synonyms(time),
        play(PlayFromStart, "Play from the start", "Play from month 0.")
            .keys([ctrl(Key::Space)])
            .synonyms(time),
        play(StepEvents(1), "Next event", "Go to the next event and pause there.").keys([plain(Key::Period)]),
        play(StepEvents(-1), "Event before", "Go back by one event and pause there.")
            .keys([plain(Key::Comma)]),
        play(ShowHistory(None), "All histories", "How often, and how bad: every history at once."),
        one(HistoryChoice::Typical, "Typical history"),
        one(HistoryChoice::Lucky, "Lucky history"),
        one(HistoryChoice::Unlucky, "Unlucky history"),
        play(RollHistory, "Roll another history", "Another history, drawn at random.")
            .keys([ctrl(Key::R)])
            .synonyms("random dice luck"),
    ]
}

fn motion() -> Vec<NamedCommand> {
    let set = |moves, name, explains| {
        NamedCommand::new(Group::Play, DisplayCommand::SetMotion(moves), name, explains)
            .synonyms("animation mute calm still accessibility")
    };
    vec![
        set(false, "Reduce motion", "Items and actors appear at their places instead of moving there."),
        set(true, "Allow motion", "Items and actors move across the map."),
    ]
}

fn help() -> Vec<NamedCommand> {
    let help = |command, name, explains| NamedCommand::new(Group::Help, command, name, explains);
    let question_mark = KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark);
    vec![
        help(DialogCommand::ShowPalette, "All commands…", "Find a command by its name.")
            .keys([ctrl(Key::P)])
            .synonyms("search find commands"),
        help(DialogCommand::ShowShortcuts, "Keys…", "All keyboard shortcuts.")
            .keys([ctrl(Key::Slash), question_mark])
            .synonyms("shortcuts keyboard hotkeys help"),
        help(
            DialogCommand::ShowHindcast,
            "Hindcast: the model against history…",
            "The built-in cases compared with the historical record, with every miss.",
        ),
        help(DialogCommand::ShowGuide(None), "Guide…", "The page of the guide that belongs here.")
            .keys([plain(Key::F1)])
            .synonyms("help manual documentation"),
    ]
}

fn results() -> Vec<NamedCommand> {
    vec![
        NamedCommand::new(
            Group::Results,
            ViewCommand::ToggleTable,
            "Table or picture",
            "The same contents as a table, for keyboard and screen reader; and back.",
        )
        .keys([ctrl(Key::T)]),
        NamedCommand::new(
            Group::Results,
            ViewCommand::StepArea(AreaStep::Next),
            "Next area",
            "Move the keyboard from the panel to the map, and from there to the plots below it.",
        )
        .keys([plain(Key::F6)])
        .synonyms("focus keyboard panel map plots pane jump"),
        NamedCommand::new(
            Group::Results,
            ViewCommand::StepArea(AreaStep::Previous),
            "Previous area",
            "Move the keyboard back to the area before.",
        )
        .keys([shift(Key::F6)])
        .synonyms("focus keyboard panel map plots pane jump"),
        NamedCommand::new(Group::Results, MapCommand::Fit, "Fit the map", "Show every actor.")
            .synonyms("centre center whole"),
        NamedCommand::new(
            Group::Results,
            ProjectionCommand::NewSeed,
            "Another seed",
            "Project all histories with other luck.",
        )
        .synonyms("random dice luck"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_name_or_a_shortcut() {
        for (i, one) in table().iter().enumerate() {
            for other in &table()[i + 1..] {
                assert_ne!(one.name, other.name);
                assert!(one.shortcuts.iter().all(|keys| !other.shortcuts.contains(keys)), "{}", one.name);
            }
        }
    }
}
