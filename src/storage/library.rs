//! The cases that are built into the program, from the files in `saves/`.

use super::file_error::FileError;
use super::text::{self, Loaded};
use crate::scenario::{Diagnostic, Path, Scenario, StepKind};

/// A case that is built in.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The name by which commands know it.
    pub name: &'static str,
    /// The text of its file.
    pub text: &'static str,
}

impl BuiltIn {
    /// The case as a scenario. A test checks that every one of them opens.
    ///
    /// # Errors
    /// If the file that was built in is broken.
    pub fn scenario(&self) -> Result<Scenario, FileError> {
        self.load().map(|loaded| loaded.scenario)
    }

    /// The same with its text.
    ///
    /// # Errors
    /// If the file that was built in is broken.
    pub fn load(&self) -> Result<Loaded, FileError> {
        text::read(self.text, self.name)
    }
}

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(BuiltIn { name: $name, text: include_str!(concat!("../../saves/", $name, ".ron")) }),*]
    };
}

/// All built-in cases, in the order in which the library shows them.
pub fn built_in_cases() -> &'static [BuiltIn] {
    built_in![
        "oval-office-2017",
        "china-warnings-2021",
        "zimmermann-1917",
        "manchester-2017",
        "skripal-2018",
        "indonesia-2013",
        "austria-2018",
        "pollard-1985",
        "fuchs-1950",
        "arcos-1927",
    ]
}

/// The built-in case of a name.
pub fn built_in(name: &str) -> Option<&'static BuiltIn> {
    built_in_cases().iter().find(|case| case.name == name)
}

/// Lists the lesson steps that explore a case which is not built in, in the document's order. It stands here and not
/// among the checks of a scenario, which do not know the library.
pub fn check_explored_cases(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, lesson) in scenario.lessons.iter().enumerate() {
        for (step, what) in lesson.steps.iter().enumerate() {
            let StepKind::Explore { case } = &what.kind else { continue };
            if !case.is_empty() && built_in(case).is_none() {
                let path = Path::field("lessons").index(index).then("steps").index(step).then("kind");
                findings.push(Diagnostic { path: path.then("case"), sentence: no_case(&lesson.name, case) });
            }
        }
    }
    findings
}

fn no_case(lesson: &str, case: &str) -> String {
    format!(
        "Lesson “{lesson}” explores “{case}”, and no case of this name is built in: “tearline list” shows the names; \
         without a name this case itself is explored."
    )
}
