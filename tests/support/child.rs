//! A program that a test starts, ended in every way out of the test.
//!
//! A test program takes it in with `#[path = "../support/child.rs"] mod child;`.

use std::io::Read;
use std::process::{Child, Command, Output};

/// A running program; killed and reaped on drop, so that a failed assertion leaves nothing behind.
pub struct RunningChild(Child);

impl RunningChild {
    /// Starts a program.
    pub fn start(command: &mut Command) -> Self {
        RunningChild(command.spawn().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}")))
    }

    /// The process, for its pipes and its state.
    #[allow(dead_code, reason = "not every test program asks for it")]
    pub fn process(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Sends SIGINT, as Ctrl-C in a terminal does.
    #[cfg(unix)]
    #[allow(dead_code, reason = "not every test program interrupts")]
    pub fn interrupt(&self) {
        let id = rustix::process::Pid::from_child(&self.0);
        rustix::process::kill_process(id, rustix::process::Signal::INT).expect("the signal is sent");
    }

    /// Waits for the end; the exit status and what was written to the piped outputs.
    ///
    /// Standard output is read to its end before standard error, so a program that fills the pipe of standard
    /// error first would block: use it where that output is short.
    #[allow(dead_code, reason = "not every test program waits")]
    pub fn wait_with_output(mut self) -> Output {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        if let Some(mut pipe) = self.0.stdout.take() {
            pipe.read_to_end(&mut stdout).expect("standard output is read");
        }
        if let Some(mut pipe) = self.0.stderr.take() {
            pipe.read_to_end(&mut stderr).expect("standard error is read");
        }
        let status = self.0.wait().expect("it ends");
        Output { status, stdout, stderr }
    }
}

impl Drop for RunningChild {
    fn drop(&mut self) {
        // A second panic during unwinding would hide the first, so errors are not reported here.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
