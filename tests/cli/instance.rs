//! One window for each person and display: the question of a second program to the first, without a window.
#![cfg(unix)]

use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use tearline::app::instance::{ask_to_open, listen};

fn socket() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("deep").join("window.socket");
    (folder, socket)
}

fn listening(socket: &Path) -> Receiver<PathBuf> {
    listen(socket, || {}).expect("it listens")
}

#[test]
fn a_second_program_has_its_file_opened_by_the_first() {
    let (folder, socket) = socket();
    let files = listening(&socket);
    let file = folder.path().join("ישראל \"case\".tearline.ron");
    assert!(ask_to_open(&socket, &file));
    assert_eq!(files.recv(), Ok(file));
}

#[test]
fn a_relative_path_is_asked_for_as_a_whole_one() {
    let (_folder, socket) = socket();
    let files = listening(&socket);
    assert!(ask_to_open(&socket, Path::new("mine.tearline.ron")));
    assert!(files.recv().expect("a file").is_absolute());
}

#[test]
fn where_no_window_is_open_nobody_answers() {
    let (_folder, socket) = socket();
    assert!(!ask_to_open(&socket, Path::new("mine.tearline.ron")));
}

#[test]
fn what_a_killed_window_left_blocks_nobody() {
    let (folder, socket) = socket();
    std::fs::create_dir_all(socket.parent().expect("a folder")).expect("made");
    drop(UnixListener::bind(&socket).expect("a socket"));
    assert!(socket.exists(), "the socket of a process that ended stays");
    assert!(!ask_to_open(&socket, Path::new("mine.tearline.ron")));
    let files = listening(&socket);
    let file = folder.path().join("mine.tearline.ron");
    assert!(ask_to_open(&socket, &file));
    assert_eq!(files.recv(), Ok(file));
}

#[test]
fn a_window_that_never_answers_holds_nobody_up() {
    let (_folder, socket) = socket();
    std::fs::create_dir_all(socket.parent().expect("a folder")).expect("made");
    // It is bound, so that connections wait, and nothing ever takes them.
    let mute = UnixListener::bind(&socket).expect("a socket");
    assert!(!ask_to_open(&socket, Path::new("mine.tearline.ron")));
    drop(mute);
}

#[test]
fn a_second_window_does_not_take_the_socket_of_the_first() {
    let (_folder, socket) = socket();
    let files = listening(&socket);
    assert!(listen(&socket, || {}).is_err());
    assert!(ask_to_open(&socket, Path::new("mine.tearline.ron")));
    assert!(files.recv().is_ok());
}

#[test]
fn who_connects_and_says_nothing_keeps_nobody_else_waiting() {
    let (_folder, socket) = socket();
    let files = listening(&socket);
    let silent = UnixStream::connect(&socket).expect("it is taken");
    assert!(ask_to_open(&socket, Path::new("mine.tearline.ron")));
    assert!(files.recv().is_ok());
    drop(silent);
}
