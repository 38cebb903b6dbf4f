//! Reads the arguments, then opens the window or runs one command.

use clap::Parser;
use std::process::ExitCode;
use tearline::app::opened_in_running_window;
use tearline::cli::{self, Cli};

fn main() -> ExitCode {
    let Cli { file, new_window, command } = Cli::parse();
    if let Some(command) = command {
        return cli::run(command);
    }
    if file.is_none() && !has_display() {
        return cli::run_without_display();
    }
    if let Some(file) = file.as_ref().filter(|file| !new_window && opened_in_running_window(file)) {
        cli::say(&format!("{} is opened in the window that is open already.", file.display()));
        return ExitCode::SUCCESS;
    }
    match tearline::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::say(&format!("The window could not be opened: {}", in_plain_words(&error)));
            ExitCode::from(2)
        }
    }
}

/// Why a window could not be opened, and what works without one. The library's own text names places in its source.
fn in_plain_words(error: &eframe::Error) -> String {
    let why = match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            "there is no display that it can be shown on".to_owned()
        }
        other => other.to_string().trim_end_matches('.').to_owned(),
    };
    format!("{why}. `tearline --help` says what works without a window.")
}

/// Whether there is a display to open a window on. On other systems than Linux there always is.
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
