//! Programs in windows of their own on a virtual screen, looked at from outside.

use crate::memory::Memory;
use std::collections::BTreeSet;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{self, ConnectionExt as _, ImageFormat, InputFocus, MapState};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// The size of the screen, in pixels: that of the window at its first start.
const SIZE: [u16; 2] = [1280, 720];
/// As many colours as no window has before there is text in it.
const COLOURS: usize = 10;
/// The time between two looks at the screen.
const LOOK: Duration = Duration::from_millis(1);
/// The time in which a program that rests uses no processor.
const REST: Duration = Duration::from_millis(500);
/// The longest that anything is waited for.
const LONGEST: Duration = Duration::from_secs(60);
/// The code of the key *Return* among the symbols of keys.
const RETURN: u32 = 0xff0d;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A virtual screen that shows nothing else.
pub struct Screen {
    server: Child,
    display: String,
    connection: RustConnection,
    root: xproto::Window,
}

/// A program whose window is on the screen until this is dropped, with a home of its own, so that nothing is remembered
/// of an earlier start.
pub struct Shown<'screen> {
    screen: &'screen Screen,
    process: Child,
    _home: TempDir,
    /// The seconds from the start of the process to the first picture with text in it.
    pub seconds: f64,
}

impl Screen {
    /// Starts one.
    ///
    /// # Errors
    /// If there is no `Xvfb`, or it does not let a program in.
    pub fn start() -> Result<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"]);
        let [width, height] = SIZE;
        command.arg(format!("{width}x{height}x24")).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().map_err(|error| format!("Xvfb does not start: {error}"))?;
        let mut number = String::new();
        let output = server.stdout.take().ok_or("Xvfb does not tell its number")?;
        BufReader::new(output).read_line(&mut number)?;
        let display = format!(":{}", number.trim());
        let (connection, screen) = x11rb::connect(Some(&display))?;
        let root = connection.setup().roots[screen].root;
        Ok(Screen { server, display, connection, root })
    }

    /// Starts a program, and waits until its window shows text.
    ///
    /// # Errors
    /// If it ends before that, or takes too long.
    pub fn open(&self, program: &mut Command) -> Result<Shown<'_>> {
        self.wait_for(|| Ok(!self.has_window()?))?;
        let home = tempfile::tempdir()?;
        for other in ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            program.env_remove(other);
        }
        for other in ["XDG_STATE_HOME", "XDG_CACHE_HOME", "DBUS_SESSION_BUS_ADDRESS"] {
            program.env_remove(other);
        }
        program.env("DISPLAY", &self.display).env("LIBGL_ALWAYS_SOFTWARE", "1");
        program.env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path());
        program.current_dir(home.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        let start = Instant::now();
        let process = program.spawn()?;
        let mut shown = Shown { screen: self, process, _home: home, seconds: 0.0 };
        self.wait_for(|| {
            shown.seconds = start.elapsed().as_secs_f64();
            // A whole picture takes time that the program should have: first a pixel, black until something is drawn.
            let middle = SIZE.map(|side| side / 2);
            Ok(self.colours(middle, [1, 1])? != BTreeSet::from([[0; 3]])
                && self.colours([0, 0], SIZE)?.len() > COLOURS)
        })?;
        Ok(shown)
    }

    fn wait_for(&self, mut is_so: impl FnMut() -> Result<bool>) -> Result<()> {
        let start = Instant::now();
        while !is_so()? {
            if start.elapsed() > LONGEST {
                return Err("it takes too long".into());
            }
            sleep(LOOK);
        }
        Ok(())
    }

    /// The colours of a part of the screen.
    fn colours(&self, [x, y]: [u16; 2], [width, height]: [u16; 2]) -> Result<BTreeSet<[u8; 3]>> {
        let format = ImageFormat::Z_PIXMAP;
        let picture = self.connection.get_image(format, self.root, x as i16, y as i16, width, height, !0)?;
        Ok(picture.reply()?.data.as_chunks::<4>().0.iter().map(|&[b, g, r, _]| [r, g, b]).collect())
    }

    /// The window that is on the screen.
    fn window(&self) -> Result<Option<xproto::Window>> {
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            // It may be gone by now.
            let attributes = self.connection.get_window_attributes(window)?.reply();
            if attributes.is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    fn has_window(&self) -> Result<bool> {
        Ok(self.window()?.is_some())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

impl Shown<'_> {
    /// Presses the key *Return* in the window.
    ///
    /// # Errors
    /// If there is no window any more.
    pub fn press_return(&self) -> Result<()> {
        let connection = &self.screen.connection;
        let window = self.screen.window()?.ok_or("there is no window")?;
        connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?;
        let (least, most) = (connection.setup().min_keycode, connection.setup().max_keycode);
        let keys = connection.get_keyboard_mapping(least, most - least + 1)?.reply()?;
        let mut keys = keys.keysyms.chunks(usize::from(keys.keysyms_per_keycode));
        let key = keys.position(|symbols| symbols.contains(&RETURN)).ok_or("there is no such key")?;
        for event in [xproto::KEY_PRESS_EVENT, xproto::KEY_RELEASE_EVENT] {
            let code = least + key as u8;
            connection.xtest_fake_input(event, code, 0, x11rb::NONE, 0, 0, 0)?.check()?;
        }
        Ok(())
    }

    /// Waits until the program has printed so many lines.
    ///
    /// # Errors
    /// If it ends before that.
    pub fn wait_for_lines(&mut self, count: usize) -> Result<()> {
        let output = self.process.stdout.take().ok_or("its lines were read already")?;
        let read = BufReader::new(output).lines().take(count).filter(std::io::Result::is_ok).count();
        if read < count { Err("it ended".into()) } else { Ok(()) }
    }

    /// The memory in use once the program rests.
    ///
    /// # Errors
    /// If it has ended, or does not come to rest.
    pub fn memory_at_rest(&self) -> Result<Memory> {
        let start = Instant::now();
        let mut before = self.processor_time()?;
        loop {
            sleep(REST);
            let now = self.processor_time()?;
            if now == before {
                break;
            }
            if start.elapsed() > LONGEST {
                return Err("it does not rest".into());
            }
            before = now;
        }
        Memory::of(&self.process.id().to_string()).ok_or_else(|| "the system does not tell its memory".into())
    }

    /// The time that processors have spent on the program so far, in ticks of the system.
    fn processor_time(&self) -> Result<u64> {
        let all = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        // The name of the program, in brackets, may hold spaces.
        let (_, after_name) = all.rsplit_once(')').ok_or("the system does not tell its time")?;
        let times = after_name.split_whitespace().skip(11).take(2);
        Ok(times.map(str::parse::<u64>).sum::<std::result::Result<u64, _>>()?)
    }
}

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

/// Ends a process, and waits until it has ended.
fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}
