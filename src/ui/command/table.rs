//! Every command that has a name: where it stands in the menus, and its shortcut.

use super::Command;
use crate::ui::theme::Look;
use crate::ui::{Stage, Which};
use egui::{Context, Key, KeyboardShortcut, Modifiers};
use std::sync::LazyLock;

/// The menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Making, opening and saving.
    File,
    /// Leaving.
    Leave,
    /// Steps back and forth.
    Edit,
    /// The look of the window.
    Look,
    /// Larger and smaller.
    Zoom,
    /// What is added to the case, and the map.
    Make,
    /// The stages.
    Stage,
    /// The projection.
    Run,
    /// Time and histories.
    Play,
    /// Answer out how.
    Help,
}

/// A command with its name.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is done.
    pub command: Command,
    /// Its name in menus and in the palette.
    pub name: &'static str,
    /// The keys that ask for it.
    pub shortcuts: Vec<KeyboardShortcut>,
    /// Where it stands.
    pub group: Group,
    /// What it does, in a sentence for the tooltip.
    pub explains: &'static str,
    /// Other words by which somebody may look for it.
    pub also: &'static str,
}

impl Entry {
    /// Its name where it stands alone, without the menu that would say what it is about.
    pub fn in_palette(&self) -> String {
        match self.group {
            Group::Stage => format!("Go to {}", self.name),
            Group::Look => format!("{} look", self.name),
            _ => self.name.trim_end_matches('…').to_owned(),
        }
    }
}

/// The factor of one step of the zoom.
pub const ZOOM_STEP: f32 = 1.1;

/// All commands that have a name, in the order of the menus.
pub fn table() -> &'static [Entry] {
    static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        [files(), steps(), makes(), stages(), looks(), zoom(), plays(), runs(), help(), leaving()].concat()
    });
    &TABLE
}

/// The first shortcut of a command, as it stands beside its name.
pub fn shortcut_text(ctx: &Context, command: &Command) -> Option<String> {
    let entry = table().iter().find(|entry| entry.command == *command)?;
    entry.shortcuts.first().map(|keys| keys_text(ctx, keys))
}

/// Keys as they stand on a keyboard: “Ctrl+/”, not “Ctrl+Slash”.
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

/// The commands whose keys were pressed. While somebody types, undo and redo belong to the text field;
/// keys without Ctrl play time, and so mean something only in the aftermath and where nothing has the
/// keyboard that they would belong to.
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

fn entry(
    group: Group,
    command: Command,
    name: &'static str,
    shortcuts: &[KeyboardShortcut],
    explains: &'static str,
) -> Entry {
    Entry { also: also(&command), command, name, shortcuts: shortcuts.to_vec(), group, explains }
}

/// Other words by which somebody may look for a command.
fn also(command: &Command) -> &'static str {
    match command {
        Command::SetLook(_) => "theme colour color appearance style night contrast",
        Command::Zoom(_) | Command::ResetZoom => "zoom scale size bigger text font",
        Command::SetMotion(_) => "animation mute calm still accessibility",
        Command::ShowShortcuts => "shortcuts keyboard hotkeys help",
        Command::ShowGuide(_) => "help manual documentation",
        Command::ShowPalette => "search find commands",
        Command::PlayOrPause | Command::PlayFromStart => "stop start time animation",
        Command::RollHistory | Command::RollAgain => "random dice luck",
        Command::Quit => "exit close leave",
        Command::New => "scenario case empty blank",
        Command::Open | Command::OpenByPath => "load file scenario case",
        Command::Save | Command::SaveAs | Command::SaveAsByPath => "file write store keep",
        Command::NewPlan => "add create option",
        Command::DuplicatePlan => "copy add option",
        Command::AddActor(_) => "new country partner service agency",
        Command::AddItem => "new intelligence secret report",
        Command::AddRepair => "new mend apologise explain compensate",
        Command::LayOutMap => "arrange tidy layout",
        Command::FitMap => "centre center whole",
        Command::ToggleFocus => "neighbours highlight filter selected",
        _ => "",
    }
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
    use Command::*;
    let file = |command, name, keys, explains| entry(Group::File, command, name, &[keys], explains);
    vec![
        file(New, "New", ctrl(Key::N), "Start with home alone on the map."),
        file(Open, "Open…", ctrl(Key::O), "Choose a scenario file."),
        file(OpenByPath, "Open by path…", ctrl_shift(Key::O), "Type or paste where the file is."),
        file(Save, "Save", ctrl(Key::S), "Save to the file it came from."),
        file(SaveAs, "Save as…", ctrl_shift(Key::S), "Save to another file."),
        entry(Group::File, SaveAsByPath, "Save to a path…", &[], "Type or paste where the file shall be."),
    ]
}

fn leaving() -> Vec<Entry> {
    vec![entry(Group::Leave, Command::Quit, "Quit", &[ctrl(Key::Q)], "Leave Tearline.")]
}

fn steps() -> Vec<Entry> {
    vec![
        entry(Group::Edit, Command::Undo, "Undo", &[ctrl(Key::Z)], "Take the last step back."),
        entry(
            Group::Edit,
            Command::Redo,
            "Redo",
            &[ctrl_shift(Key::Z), ctrl(Key::Y)],
            "Take the step again.",
        ),
    ]
}

fn makes() -> Vec<Entry> {
    use Command::*;
    let make = |command, name, explains| entry(Group::Make, command, name, &[], explains);
    vec![
        make(NewPlan, "New plan", "A plan that tells nobody anything, to start from."),
        make(DuplicatePlan, "Duplicate the plan", "The shown plan once more, to change."),
        make(AddActor(None), "Add an actor", "Somebody new on the map."),
        make(AddItem, "Add an item", "A piece of intelligence that could be revealed."),
        make(AddRepair, "Add a repair", "Mend something in the month that is seen."),
        make(LayOutMap, "Lay out the map", "Place everyone anew, by role."),
        make(
            ToggleFocus,
            "Focus on one actor",
            "Only its neighbours stand out on the map; once more for all.",
        ),
    ]
}

fn stages() -> Vec<Entry> {
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
    Stage::ALL
        .into_iter()
        .zip(keys)
        .map(|(stage, key)| {
            entry(Group::Stage, Command::GoTo(stage), stage.name(), &[ctrl(key)], stage.explains())
        })
        .collect()
}

fn looks() -> Vec<Entry> {
    Look::ALL
        .into_iter()
        .map(|look| entry(Group::Look, Command::SetLook(look), look.name(), &[], look.explains()))
        .collect()
}

fn zoom() -> Vec<Entry> {
    let zoom = |command, name, keys: &[KeyboardShortcut], explains| {
        entry(Group::Zoom, command, name, keys, explains)
    };
    vec![
        zoom(
            Command::Zoom(ZOOM_STEP),
            "Larger",
            &[ctrl(Key::Plus), ctrl(Key::Equals)],
            "Draw everything larger.",
        ),
        zoom(Command::Zoom(1.0 / ZOOM_STEP), "Smaller", &[ctrl(Key::Minus)], "Draw everything smaller."),
        zoom(Command::ResetZoom, "Actual size", &[ctrl(Key::Num0)], "Back to 100 %."),
    ]
}

fn plays() -> Vec<Entry> {
    use Command::*;
    let play = |command, name, keys: &[KeyboardShortcut], explains| {
        entry(Group::Play, command, name, keys, explains)
    };
    let one = |which: Which, name| play(ShowHistory(Some(which)), name, &[], which.explains());
    vec![
        play(PlayOrPause, "Play or pause", &[plain(Key::Space)], "Let time run, or hold it."),
        play(PlayFromStart, "Play from the start", &[ctrl(Key::Space)], "Let time run from month 0."),
        play(StepEvents(1), "Next event", &[plain(Key::Period)], "Go on by one event and hold time there."),
        play(
            StepEvents(-1),
            "Event before",
            &[plain(Key::Comma)],
            "Go back by one event and hold time there.",
        ),
        play(ShowHistory(None), "All histories", &[], "How often, and how bad: every history at once."),
        one(Which::Typical, "Typical history"),
        one(Which::Lucky, "Lucky history"),
        one(Which::Unlucky, "Unlucky history"),
        play(RollHistory, "Roll another history", &[ctrl(Key::R)], "Another history, as the luck falls."),
        play(
            SetMotion(false),
            "Reduce motion",
            &[],
            "Things appear where they belong instead of moving there.",
        ),
        play(SetMotion(true), "Allow motion", &[], "Things move across the map."),
    ]
}

fn help() -> Vec<Entry> {
    let help = |command, name, keys: &[KeyboardShortcut], explains| {
        entry(Group::Help, command, name, keys, explains)
    };
    let question_mark = KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark);
    vec![
        help(
            Command::ShowPalette,
            "All commands…",
            &[ctrl(Key::P)],
            "Find anything that can be done by its name.",
        ),
        help(
            Command::ShowShortcuts,
            "Keys…",
            &[ctrl(Key::Slash), question_mark],
            "Every key and what it does.",
        ),
        entry(
            Group::Help,
            Command::ShowHindcast,
            "Hindcast: the model against history…",
            &[],
            "The built-in cases held against what is on record, with every miss.",
        ),
        help(
            Command::ShowGuide(None),
            "Guide…",
            &[plain(Key::F1)],
            "The page of the guide that belongs here.",
        ),
    ]
}

fn runs() -> Vec<Entry> {
    vec![
        entry(
            Group::Run,
            Command::ToggleTable,
            "Table or picture",
            &[ctrl(Key::T)],
            "The same as a table, for the keyboard and for screen readers; and back.",
        ),
        entry(Group::Run, Command::FitMap, "Fit the map", &[], "Show every actor."),
        entry(Group::Run, Command::RollAgain, "Another seed", &[], "Project all histories with other luck."),
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
