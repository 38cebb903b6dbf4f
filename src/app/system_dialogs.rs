//! The file dialogs of the desktop. Elsewhere than on Linux and its like there always is one, and it says when it was
//! cancelled; there, the desktop portal is asked, which tells a cancel from an error, or else `zenity`.

use super::dialogs::{Ask, FileDialogs, Picked};
use super::dropped_files::IMPORTED;
use super::typed_path::EXTENSION;
use super::vote_files::TABLES;
use crate::ui::command::{CaseFile, ExportKind};
use std::path::Path;

/// The dialogs of the desktop.
pub struct SystemDialogs;

/// What a dialog shows, whichever it is.
struct Shown<'a> {
    title: &'static str,
    /// The name of the kind of file, and its endings.
    filter: (&'static str, &'a [&'a str]),
    /// The suggested name and the folder to start in, if a file is to be saved.
    save: Option<(&'a str, Option<&'a Path>)>,
}

impl<'a> Shown<'a> {
    fn of(ask: &'a Ask) -> Self {
        let scenario = ("Tearline scenario", &[EXTENSION][..]);
        match ask {
            Ask::OpenVotes => {
                Shown { title: "Open a table of votes", filter: ("Table of votes", &TABLES), save: None }
            }
            Ask::Import => {
                Shown { title: "Import a file", filter: ("Spreadsheet or graph", &IMPORTED), save: None }
            }
            Ask::Open => Shown { title: "Open a scenario", filter: scenario, save: None },
            Ask::Save { name, folder } => {
                Shown { title: "Save the scenario", filter: scenario, save: Some((name, folder.as_deref())) }
            }
            Ask::SaveExport { kind, extension, name, folder } => {
                let (title, holds) = texts(*kind);
                let filter = (holds, std::slice::from_ref(extension));
                Shown { title, filter, save: Some((name, folder.as_deref())) }
            }
        }
    }
}

/// The title of the dialog that saves this, and what such a file holds.
fn texts(kind: ExportKind) -> (&'static str, &'static str) {
    match kind {
        ExportKind::Table => ("Save the table", "Table"),
        ExportKind::Map => ("Save the map", "Picture"),
        ExportKind::Network => ("Save the network", "Network"),
        ExportKind::Decision => ("Save the decision", "Decision"),
        ExportKind::Report => ("Save the report", "Report"),
        ExportKind::Plot => ("Save the plot", "Picture"),
        ExportKind::Handouts => ("Save the cards and paper", "Cards and paper"),
        ExportKind::ClassReport => ("Save the report of the class", "Report"),
        ExportKind::TwoClasses => ("Save the comparison of two classes", "Report"),
        ExportKind::ClassTable => ("Save the answers of the class", "Table"),
        ExportKind::OfCase(CaseFile::Tables) => ("Save all tables", "Workbook"),
        ExportKind::OfCase(CaseFile::Histories) => ("Save every history", "Table"),
        ExportKind::OfCase(CaseFile::Template) => ("Save a workbook to fill in", "Workbook"),
    }
}

impl FileDialogs for SystemDialogs {
    fn ask(&self, ask: &Ask) -> Picked {
        native::ask(&Shown::of(ask))
    }
}

#[cfg(any(windows, target_os = "macos"))]
mod native {
    use super::{Picked, Shown};

    /// Asks by the system's own dialog: nothing picked means that it was cancelled.
    pub fn ask(shown: &Shown<'_>) -> Picked {
        let dialog = rfd::FileDialog::new().add_filter(shown.filter.0, shown.filter.1).set_title(shown.title);
        let picked = match shown.save {
            None => dialog.pick_file(),
            Some((name, None)) => dialog.set_file_name(name).save_file(),
            Some((name, Some(folder))) => dialog.set_file_name(name).set_directory(folder).save_file(),
        };
        picked.map_or(Picked::Cancelled, Picked::File)
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod native {
    use super::{Picked, Shown};
    use ashpd::desktop::ResponseError;
    use ashpd::desktop::file_chooser::{FileFilter, SelectedFiles};
    use std::ffi::OsString;
    use std::io::ErrorKind;
    use std::os::unix::ffi::OsStringExt;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    /// Asks by the portal; where there is none, by `zenity`.
    pub fn ask(shown: &Shown<'_>) -> Picked {
        match pollster::block_on(by_portal(shown)) {
            Err(ashpd::Error::PortalNotFound(_) | ashpd::Error::Zbus(_)) => by_zenity(shown),
            answer => of_portal(answer),
        }
    }

    async fn by_portal(shown: &Shown<'_>) -> ashpd::Result<SelectedFiles> {
        let plain = FileFilter::new(shown.filter.0);
        let endings = shown.filter.1.iter();
        let filter = endings.fold(plain, |filter, ending| filter.glob(&format!("*.{ending}")));
        let request = match shown.save {
            None => SelectedFiles::open_file().title(shown.title).filter(filter).send().await?,
            Some((name, folder)) => {
                let dialog = SelectedFiles::save_file().title(shown.title).filter(filter).current_name(name);
                dialog.current_folder::<&Path>(folder)?.send().await?
            }
        };
        request.response()
    }

    /// The answer of the portal.
    fn of_portal(answer: ashpd::Result<SelectedFiles>) -> Picked {
        match answer {
            Ok(files) => match files.uris().first().and_then(|uri| path_of(uri.as_str())) {
                Some(path) => Picked::File(path),
                None => Picked::Failed("The system’s file dialog named no file of this computer.".into()),
            },
            Err(ashpd::Error::Response(ResponseError::Cancelled)) => Picked::Cancelled,
            Err(ashpd::Error::Portal(ashpd::PortalError::Cancelled(_))) => Picked::Cancelled,
            Err(error) => Picked::Failed(format!("The system’s file dialog could not be shown ({error}).")),
        }
    }

    /// The path that a URI of a local file names; its bytes need not be text.
    fn path_of(uri: &str) -> Option<PathBuf> {
        let path = uri.strip_prefix("file://")?;
        let bytes = percent_encoding::percent_decode_str(path).collect();
        Some(PathBuf::from(OsString::from_vec(bytes)))
    }

    fn by_zenity(shown: &Shown<'_>) -> Picked {
        let mut zenity = Command::new("zenity");
        zenity.args(["--file-selection", "--title", shown.title]);
        let endings: Vec<String> = shown.filter.1.iter().map(|ending| format!("*.{ending}")).collect();
        zenity.arg(format!("--file-filter={} | {}", shown.filter.0, endings.join(" ")));
        if let Some((name, folder)) = shown.save {
            let path = folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
            zenity.args(["--save", "--confirm-overwrite", "--filename"]).arg(path);
        }
        of_zenity(zenity.output())
    }

    /// The answer of `zenity`, which ends with 0 after a choice and with 1 after a cancel.
    fn of_zenity(output: std::io::Result<Output>) -> Picked {
        match output {
            Ok(Output { status, mut stdout, .. }) if status.success() => {
                stdout.truncate(stdout.trim_ascii_end().len());
                Picked::File(PathBuf::from(OsString::from_vec(stdout)))
            }
            Ok(Output { status, .. }) if status.code() == Some(1) => Picked::Cancelled,
            Ok(Output { status, .. }) => {
                Picked::Failed(format!("The system’s file dialog ended by itself ({status})."))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Picked::Failed("This system has no file dialog.".into())
            }
            Err(error) => Picked::Failed(format!("The system’s file dialog could not be shown ({error}).")),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use percent_encoding::NON_ALPHANUMERIC;
        use std::os::unix::process::ExitStatusExt;
        use std::process::ExitStatus;

        #[test]
        fn a_cancel_is_what_the_portal_calls_one_and_every_other_end_is_an_error() {
            let answer = |error| of_portal(Err(error));
            assert_eq!(answer(ResponseError::Cancelled.into()), Picked::Cancelled);
            for error in [ashpd::Error::NoResponse, ResponseError::Other.into()] {
                assert!(matches!(answer(error), Picked::Failed(_)));
            }
        }

        #[test]
        fn the_path_of_a_file_may_hold_blanks_and_bytes_that_are_no_text() {
            for bytes in ["/a/b cé.ron".as_bytes(), b"/a/\xFF.ron"] {
                let uri = format!("file://{}", percent_encoding::percent_encode(bytes, NON_ALPHANUMERIC));
                let path = path_of(&uri).expect("a path");
                assert_eq!(path.into_os_string().into_vec(), bytes);
            }
            assert_eq!(path_of("https://a/b.ron"), None);
        }

        #[test]
        fn zenity_tells_a_choice_a_cancel_and_a_failure_apart() {
            let ends = |code: i32, stdout: &str| {
                let (status, stdout) = (ExitStatus::from_raw(code << 8), stdout.as_bytes().to_owned());
                of_zenity(Ok(Output { status, stdout, stderr: Vec::new() }))
            };
            assert_eq!(ends(0, "/a/b c.ron\n"), Picked::File("/a/b c.ron".into()));
            assert_eq!(ends(1, ""), Picked::Cancelled);
            assert!(matches!(ends(5, ""), Picked::Failed(_)));
            let missing = std::io::Error::from(ErrorKind::NotFound);
            assert_eq!(of_zenity(Err(missing)), Picked::Failed("This system has no file dialog.".into()));
        }
    }
}
