//! Reads the arguments, then opens the window or runs one command.

use clap::Parser;
use std::process::ExitCode;
use tearline::cli::{self, Cli};

fn main() -> ExitCode {
    let Cli { file, command } = Cli::parse();
    if let Some(command) = command {
        return cli::run(command);
    }
    if file.is_none() && !has_display() {
        return cli::run_without_display();
    }
    match tearline::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "The window could not be opened: {error}. See `tearline --help` for what works without one."
            );
            ExitCode::from(2)
        }
    }
}

/// Whether there is a display to open a window on. On other systems than Linux there always is.
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
