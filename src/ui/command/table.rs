//! The table of named commands, from which menus, palette and shortcuts follow.

use super::{
    AddCommand, Command, DialogCommand, DisplayCommand, FileCommand, MapCommand, PlayCommand,
    ProjectionCommand, ViewCommand,
};
use crate::ui::theme::Look;
use crate::ui::{HistoryChoice, Stage};
use egui::{Context, Key, KeyboardShortcut, Modifiers};
use std::sync::LazyLock;

/// The part of a menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Starting, opening and saving.
    File,
    /// Quitting.
    Leave,
    /// Undo and redo.
    Edit,
    /// The look of the window.
    Look,
    /// The zoom of the window.
    Zoom,
    /// Additions to the case, and the map.
    Make,
    /// The stages.
    Stage,
    /// Results and their projection.
    Run,
    /// Playback.
    Play,
    /// Help.
    Help,
}

/// A named command.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in menus and in the palette.
    pub name: &'static str,
    /// Its keyboard shortcuts, the first of which is shown.
    pub shortcuts: Vec<KeyboardShortcut>,
    /// Its place in the menus.
    pub group: Group,
    /// Its effect, in a sentence for the tooltip.
    pub explains: &'static str,
    /// Other words that find it in the palette.
    pub also: &'static str,
}

impl Entry {
    fn new(group: Group, command: impl Into<Command>, name: &'static str, explains: &'static str) -> Self {
        Entry { command: command.into(), name, shortcuts: Vec::new(), group, explains, also: "" }
    }

    fn keys<const N: usize>(self, shortcuts: [KeyboardShortcut; N]) -> Self {
        Entry { shortcuts: shortcuts.to_vec(), ..self }
    }

    fn also(self, also: &'static str) -> Self {
        Entry { also, ..self }
    }

    /// Its name in the palette, where no menu says what it is about.
    pub fn in_palette(&self) -> String {
        match self.group {
            Group::Stage => format!("Go to {}", self.name),
            Group::Look => format!("{} look", self.name),
            Group::File
            | Group::Leave
            | Group::Edit
            | Group::Zoom
            | Group::Make
            | Group::Run
            | Group::Play
            | Group::Help => self.name.trim_end_matches('…').to_owned(),
        }
    }
}

/// The factor of one step of the zoom.
pub const ZOOM_STEP: f32 = 1.1;

/// All named commands, in the order of the menus.
pub fn table() -> &'static [Entry] {
    static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        [
            files(),
            edits(),
            additions(),
            stages(),
            looks(),
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

/// The commands whose shortcuts were pressed. While somebody types, undo and redo belong to the text
/// field. Shortcuts without Ctrl control playback: they work only in stages that have it, and only while
/// no widget has the keyboard, since it would use the same keys.
pub fn pressed(ctx: &Context, stage: Stage) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    let plays = stage.plays() && ctx.memory(|memory| memory.focused()).is_none();
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

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

fn files() -> Vec<Entry> {
    let file = |command, name, explains| Entry::new(Group::File, command, name, explains);
    let (open, save) = ("load file scenario case", "file write store keep");
    vec![
        file(FileCommand::New, "New", "Start with home alone on the map.")
            .keys([ctrl(Key::N)])
            .also("scenario case empty blank"),
        file(FileCommand::Open, "Open…", "Choose a scenario file.").keys([ctrl(Key::O)]).also(open),
        file(FileCommand::OpenByPath, "Open by path…", "Type or paste where the file is.")
            .keys([ctrl_shift(Key::O)])
            .also(open),
        file(FileCommand::Save, "Save", "Save to the file it came from.").keys([ctrl(Key::S)]).also(save),
        file(FileCommand::SaveAs, "Save as…", "Save to another file.").keys([ctrl_shift(Key::S)]).also(save),
        file(FileCommand::SaveAsByPath, "Save to a path…", "Type or paste where the file shall be.")
            .also(save),
    ]
}

fn quit() -> Vec<Entry> {
    vec![
        Entry::new(Group::Leave, FileCommand::Quit, "Quit", "Leave Tearline.")
            .keys([ctrl(Key::Q)])
            .also("exit close leave"),
    ]
}

fn edits() -> Vec<Entry> {
    vec![
        Entry::new(Group::Edit, Command::Undo, "Undo", "Take the last step back.").keys([ctrl(Key::Z)]),
        Entry::new(Group::Edit, Command::Redo, "Redo", "Take the step again.")
            .keys([ctrl_shift(Key::Z), ctrl(Key::Y)]),
    ]
}

fn additions() -> Vec<Entry> {
    let add = |command, name, explains| Entry::new(Group::Make, command, name, explains);
    vec![
        add(AddCommand::NewPlan, "New plan", "A plan that tells nobody anything, to start from.")
            .also("add create option"),
        add(AddCommand::DuplicatePlan, "Duplicate the plan", "The shown plan once more, to change.")
            .also("copy add option"),
        add(AddCommand::Actor(None), "Add an actor", "Somebody new on the map.")
            .also("new country partner service agency"),
        add(AddCommand::Item, "Add an item", "A piece of intelligence that could be revealed.")
            .also("new intelligence secret report"),
        add(AddCommand::Repair, "Add a repair", "Mend something in the month that is seen.")
            .also("new mend apologise explain compensate"),
        Entry::new(Group::Make, MapCommand::LayOut, "Lay out the map", "Place everyone anew, by role.")
            .also("arrange tidy layout"),
        Entry::new(
            Group::Make,
            MapCommand::ToggleFocus,
            "Focus on one actor",
            "Only its neighbours stand out on the map; once more for all.",
        )
        .also("neighbours highlight filter selected"),
    ]
}

fn stages() -> Vec<Entry> {
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
    let go_to =
        |stage: Stage| Entry::new(Group::Stage, ViewCommand::GoTo(stage), stage.name(), stage.explains());
    Stage::ALL.into_iter().zip(keys).map(|(stage, key)| go_to(stage).keys([ctrl(key)])).collect()
}

fn looks() -> Vec<Entry> {
    let set = |look: Look| {
        Entry::new(Group::Look, DisplayCommand::SetLook(look), look.name(), look.explains())
            .also("theme colour color appearance style night contrast")
    };
    Look::ALL.into_iter().map(set).collect()
}

fn zoom() -> Vec<Entry> {
    let zoom = |command, name, explains| {
        Entry::new(Group::Zoom, command, name, explains).also("zoom scale size bigger text font")
    };
    vec![
        zoom(DisplayCommand::Zoom(ZOOM_STEP), "Larger", "Draw everything larger.")
            .keys([ctrl(Key::Plus), ctrl(Key::Equals)]),
        zoom(DisplayCommand::Zoom(1.0 / ZOOM_STEP), "Smaller", "Draw everything smaller.")
            .keys([ctrl(Key::Minus)]),
        zoom(DisplayCommand::ResetZoom, "Actual size", "Back to 100 %.").keys([ctrl(Key::Num0)]),
    ]
}

fn playback() -> Vec<Entry> {
    use PlayCommand::*;
    let play = |command, name, explains| Entry::new(Group::Play, command, name, explains);
    let one = |which: HistoryChoice, name| play(ShowHistory(Some(which)), name, which.explains());
    let time = "stop start time animation";
    vec![
        play(PlayOrPause, "Play or pause", "Let time run, or hold it.").keys([plain(Key::Space)]).also(time),
        play(PlayFromStart, "Play from the start", "Let time run from month 0.")
            .keys([ctrl(Key::Space)])
            .also(time),
        play(StepEvents(1), "Next event", "Go on by one event and hold time there.")
            .keys([plain(Key::Period)]),
        play(StepEvents(-1), "Event before", "Go back by one event and hold time there.")
            .keys([plain(Key::Comma)]),
        play(ShowHistory(None), "All histories", "How often, and how bad: every history at once."),
        one(HistoryChoice::Typical, "Typical history"),
        one(HistoryChoice::Lucky, "Lucky history"),
        one(HistoryChoice::Unlucky, "Unlucky history"),
        play(RollHistory, "Roll another history", "Another history, as the luck falls.")
            .keys([ctrl(Key::R)])
            .also("random dice luck"),
    ]
}

fn motion() -> Vec<Entry> {
    let set = |moves, name, explains| {
        Entry::new(Group::Play, DisplayCommand::SetMotion(moves), name, explains)
            .also("animation mute calm still accessibility")
    };
    vec![
        set(false, "Reduce motion", "Things appear where they belong instead of moving there."),
        set(true, "Allow motion", "Things move across the map."),
    ]
}

fn help() -> Vec<Entry> {
    let help = |command, name, explains| Entry::new(Group::Help, command, name, explains);
    let question_mark = KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark);
    vec![
        help(DialogCommand::ShowPalette, "All commands…", "Find anything that can be done by its name.")
            .keys([ctrl(Key::P)])
            .also("search find commands"),
        help(DialogCommand::ShowShortcuts, "Keys…", "Every key and what it does.")
            .keys([ctrl(Key::Slash), question_mark])
            .also("shortcuts keyboard hotkeys help"),
        help(
            DialogCommand::ShowHindcast,
            "Hindcast: the model against history…",
            "The built-in cases held against what is on record, with every miss.",
        ),
        help(DialogCommand::ShowGuide(None), "Guide…", "The page of the guide that belongs here.")
            .keys([plain(Key::F1)])
            .also("help manual documentation"),
    ]
}

fn results() -> Vec<Entry> {
    vec![
        Entry::new(
            Group::Run,
            ViewCommand::ToggleTable,
            "Table or picture",
            "The same as a table, for the keyboard and for screen readers; and back.",
        )
        .keys([ctrl(Key::T)]),
        Entry::new(Group::Run, MapCommand::Fit, "Fit the map", "Show every actor.")
            .also("centre center whole"),
        Entry::new(
            Group::Run,
            ProjectionCommand::NewSeed,
            "Another seed",
            "Project all histories with other luck.",
        )
        .also("random dice luck"),
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
