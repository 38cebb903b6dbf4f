//! One window for each person and display: a program that is started with a file asks the window that is open to open
//! it, and opens one of its own if nobody answers within a moment.

use super::App;
use crate::ui::FileCommand;
use crate::ui::chrome::Dialog;
use egui::{Context, ViewportCommand};
use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericFilePath, ListenerOptions, Name, Stream};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long an answer may take: longer than a busy window needs for a frame, shorter than a person wonders.
const ANSWER_WITHIN: Duration = Duration::from_millis(700);
/// The longest path that is taken, in bytes: that of the system with the longest.
const LONGEST_PATH: u64 = 32 * 1024;
/// What the window answers.
const OPENED: &str = "opened";

/// The socket of this person’s windows on this display; `None` where there is no folder for it.
pub fn socket_of_this_display() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "tearline")?;
    let folder = folders.runtime_dir().unwrap_or(folders.cache_dir()).to_owned();
    let display =
        ["WAYLAND_DISPLAY", "DISPLAY"].map(|name| std::env::var(name).unwrap_or_default()).join("-");
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    Some(folder.join(format!("window-{}.socket", display.chars().map(plain).collect::<String>())))
}

impl App {
    /// Lets other programs ask this window to open files. Where that is not possible, each opens a window of its own.
    pub(super) fn listen_for_files(&mut self, ctx: &Context) {
        let wake = ctx.clone();
        let listening =
            socket_of_this_display().map(|socket| listen(&socket, move || wake.request_repaint()));
        self.asked_files = listening.and_then(Result::ok);
    }

    /// Opens the file that was asked for last, and brings the window to the front. While somebody answers a dialog, the
    /// file waits: what was entered would be lost.
    pub(super) fn follow_asked_files(&mut self, ctx: &Context) {
        let asked = self.asked_files.as_ref().and_then(|files| files.try_iter().last());
        if let Some(path) = asked {
            self.take_asked_file(path);
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
        }
        if self.is_answering() {
            return;
        }
        if let Some(path) = self.waiting_file.take() {
            let said = waits(&path);
            self.messages.retain(|message| message.text != said);
            self.commands.send(FileCommand::OpenPath(path));
        }
    }

    /// Takes a file that another start of the program asks this window to open.
    pub fn take_asked_file(&mut self, path: PathBuf) {
        if self.is_answering() {
            self.show_note(waits(&path));
        }
        self.waiting_file = Some(path);
    }

    fn is_answering(&self) -> bool {
        self.dialog.as_ref().is_some_and(Dialog::is_answered)
    }
}

/// Why a file is not opened yet, in a sentence.
fn waits(path: &Path) -> String {
    // A path without a file name is shown whole.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    format!("{name} is opened once this dialog is closed.")
}

fn name_of(socket: &Path) -> io::Result<Name<'_>> {
    socket.to_fs_name::<GenericFilePath>()
}

/// Asks the window that listens to open a file; whether it will. Never waits longer than a moment.
pub fn ask_to_open(socket: &Path, file: &Path) -> bool {
    let Some(path) = std::path::absolute(file).ok().and_then(|path| path.to_str().map(str::to_owned)) else {
        return false;
    };
    let (socket, (answered, answer)) = (socket.to_owned(), channel());
    // A thread of its own, because the other program may take the question and never answer.
    thread::spawn(move || {
        let said = ask(&socket, &path).unwrap_or(false);
        // Nobody waits any more if it took too long.
        let _ = answered.send(said);
    });
    answer.recv_timeout(ANSWER_WITHIN).unwrap_or(false)
}

fn ask(socket: &Path, path: &str) -> io::Result<bool> {
    let mut stream = Stream::connect(name_of(socket)?)?;
    stream.write_all(path.as_bytes())?;
    stream.write_all(b"\0")?;
    let mut answer = String::new();
    BufReader::new(&stream).take(LONGEST_PATH).read_line(&mut answer)?;
    Ok(answer.trim_end() == OPENED)
}

/// Listens for files that other programs ask to open; `wake` is called for each. A socket that a killed window left is
/// replaced.
///
/// # Errors
/// If nothing can listen there, or another window does.
pub fn listen(socket: &Path, wake: impl Fn() + Send + Clone + 'static) -> io::Result<Receiver<PathBuf>> {
    if let Some(folder) = socket.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if Stream::connect(name_of(socket)?).is_ok() {
        return Err(io::ErrorKind::AddrInUse.into());
    }
    let listener = ListenerOptions::new().name(name_of(socket)?).try_overwrite(true).create_sync()?;
    let (asked, files) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (asked, wake) = (asked.clone(), wake.clone());
            // Who asks and says nothing keeps nobody else waiting.
            thread::spawn(move || {
                if let Ok(path) = question(&stream)
                    && asked.send(path).is_ok()
                {
                    wake();
                    // Who asked may have stopped waiting.
                    let _ = (&stream).write_all(format!("{OPENED}\n").as_bytes());
                }
            });
        }
    });
    Ok(files)
}

/// The path that somebody asks to open.
fn question(stream: &Stream) -> io::Result<PathBuf> {
    let mut bytes = Vec::new();
    BufReader::new(stream).take(LONGEST_PATH).read_until(0, &mut bytes)?;
    let path = bytes.strip_suffix(b"\0").ok_or(io::ErrorKind::UnexpectedEof)?;
    String::from_utf8(path.to_vec()).map(PathBuf::from).map_err(io::Error::other)
}
