//! A hand that uses a window at random: it clicks whatever has a name, drags, types, presses keys and gives the window other
//! sizes.

use crate::luck::Luck;
use eframe::egui::{self, Context, Event, FullOutput, Key, Modifiers, PointerButton, Pos2, RawInput, Vec2};
use eframe::egui::{KeyboardShortcut, ViewportCommand, ViewportId, accesskit, pos2, vec2};
use std::collections::{BTreeMap, VecDeque};
use tearline::ui::command::table;
use tearline::ui::{Command, FileCommand};

/// The sizes that it gives the window, in points; the first is that of the start.
const SIZES: [Vec2; 3] = [vec2(1280.0, 720.0), vec2(960.0, 600.0), vec2(1600.0, 900.0)];

const KEYS: [Key; 16] = [
    Key::Tab,
    Key::Enter,
    Key::Space,
    Key::Escape,
    Key::Delete,
    Key::Backspace,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Period,
    Key::Comma,
];

const TEXTS: [&str; 8] = ["a", "0.3", "-1", "Łódź", "“x”", "1e9", "12", "Who tells whom?"];

/// A hand. As a plugin of a window it reads the tree of accessible names that a screen reader would be given.
pub struct Hand {
    luck: Luck,
    /// The input of the next frames.
    frames: VecDeque<Vec<Event>>,
    /// What can be clicked, by its name.
    widgets: BTreeMap<String, Pos2>,
    size: Vec2,
    /// The widest picture into which glyphs may be drawn, if it is not for the window to say: egui draws them anew whenever it
    /// is another.
    texture_side: Option<usize>,
    made: usize,
    left: usize,
}

impl Hand {
    /// One that rests, with the luck of a seed.
    pub fn new(seed: u64) -> Self {
        let (frames, widgets) = (VecDeque::new(), BTreeMap::new());
        Hand { luck: Luck(seed), frames, widgets, size: SIZES[0], texture_side: None, made: 0, left: 0 }
    }

    /// Lets it make more actions.
    pub fn go_on(&mut self, actions: usize) {
        self.left = actions;
    }

    /// The actions that it has made so far.
    pub fn made(&self) -> usize {
        self.made
    }

    /// Whether it has made all that it was to make.
    pub fn rests(&self) -> bool {
        self.left == 0 && self.frames.is_empty()
    }

    /// Gives the window its first size again.
    pub fn reset_size(&mut self, ctx: &Context) {
        self.size = SIZES[0];
        ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::InnerSize(self.size));
    }

    /// Has egui draw all glyphs anew, into a picture of its own: what it keeps of those that were ever shown, a cache with a
    /// limit, would hide a growth elsewhere.
    pub fn draw_glyphs_anew(&mut self) {
        self.texture_side = Some(if self.texture_side == Some(2_048) { 2_047 } else { 2_048 });
    }

    /// Begins an action: fills the input of the next frames.
    fn act(&mut self, ctx: &Context) {
        match self.luck.below(24) {
            0..=9 => {
                let place = self.named_place();
                self.click(place, PointerButton::Primary);
            }
            10 => {
                let place = self.place();
                self.click(place, PointerButton::Primary);
            }
            11 => {
                let place = self.place();
                self.click(place, PointerButton::Secondary);
            }
            12..=14 => self.drag(),
            15..=16 => {
                let key = self.luck.one_of(&KEYS);
                let modifiers = if self.luck.below(4) == 0 { Modifiers::SHIFT } else { Modifiers::NONE };
                self.press(KeyboardShortcut::new(modifiers, key));
            }
            17 => {
                let text = self.luck.one_of(&TEXTS);
                self.frames.push_back(vec![Event::Text(text.into())]);
            }
            18 => {
                let (place, zoom) = (self.place(), self.luck.one_of(&[0.5, 0.9, 1.1, 2.0]));
                self.frames.push_back(vec![Event::PointerMoved(place), Event::Zoom(zoom)]);
            }
            19 => self.press(KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::CTRL, Key::Z)),
            20..=22 => {
                let keys = shortcuts();
                let keys = self.luck.one_of(&keys);
                self.press(keys);
            }
            _ => {
                self.size = self.luck.one_of(&SIZES);
                ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::InnerSize(self.size));
            }
        }
        // A frame in which what was done is seen.
        self.frames.push_back(Vec::new());
    }

    fn place(&mut self) -> Pos2 {
        pos2(self.luck.below(self.size.x as usize) as f32, self.luck.below(self.size.y as usize) as f32)
    }

    /// The place of something that has a name; anywhere, before anything was read.
    fn named_place(&mut self) -> Pos2 {
        if self.widgets.is_empty() {
            return self.place();
        }
        let which = self.luck.below(self.widgets.len());
        *self.widgets.values().nth(which).expect("there are so many")
    }

    fn click(&mut self, pos: Pos2, button: PointerButton) {
        let modifiers = Modifiers::NONE;
        let pressed = |pressed| Event::PointerButton { pos, button, pressed, modifiers };
        self.frames.push_back(vec![Event::PointerMoved(pos), pressed(true)]);
        self.frames.push_back(vec![pressed(false)]);
    }

    fn drag(&mut self) {
        let (from, to) = (self.place(), self.place());
        let button = |pos, pressed| {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            Event::PointerButton { pos, button, pressed, modifiers }
        };
        self.frames.push_back(vec![Event::PointerMoved(from), button(from, true)]);
        self.frames.push_back(vec![Event::PointerMoved(from + 0.5 * (to - from))]);
        self.frames.push_back(vec![Event::PointerMoved(to)]);
        self.frames.push_back(vec![button(to, false)]);
    }

    fn press(&mut self, keys: KeyboardShortcut) {
        let KeyboardShortcut { modifiers, logical_key: key } = keys;
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.frames.push_back(vec![event(true), event(false)]);
    }

    /// Notes what can be clicked, but for what ends the program.
    fn read(&mut self, tree: &accesskit::TreeUpdate) {
        let clickable =
            |node: &accesskit::Node| node.supports_action(accesskit::Action::Click) && !node.is_disabled();
        self.widgets.clear();
        for (_, node) in tree.nodes.iter().filter(|(_, node)| clickable(node)) {
            let (Some(name), Some(place)) = (node.label(), node.bounds()) else { continue };
            if !name.starts_with("Quit") {
                let middle = pos2((place.x0 + place.x1) as f32 / 2.0, (place.y0 + place.y1) as f32 / 2.0);
                self.widgets.insert(name.to_owned(), middle);
            }
        }
    }
}

/// The shortcuts of all commands but the one that ends the program.
fn shortcuts() -> Vec<KeyboardShortcut> {
    let all = table().iter().filter(|entry| entry.command != Command::File(FileCommand::Quit));
    all.flat_map(|entry| entry.shortcuts.iter().copied()).collect()
}

impl egui::Plugin for Hand {
    fn debug_name(&self) -> &'static str {
        "a hand that uses the window at random"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if input.viewport_id != ViewportId::ROOT {
            return;
        }
        if self.frames.is_empty() && self.left > 0 {
            self.left -= 1;
            self.made += 1;
            self.act(ctx);
        }
        input.events.extend(self.frames.pop_front().unwrap_or_default());
        input.max_texture_side = self.texture_side.or(input.max_texture_side);
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        if let Some(tree) = &output.platform_output.accesskit_update {
            self.read(tree);
        }
        // However the program was told to end, it goes on.
        if let Some(window) = output.viewport_output.get_mut(&ViewportId::ROOT) {
            window.commands.retain(|command| *command != ViewportCommand::Close);
        }
    }
}
