//! Every dialog in a small window: its buttons are inside of it, and no text is cut, with names as long as names get.

use crate::hindcast::found;
use crate::long_names::{cut_texts, long, text_fields};
use egui::{Color32, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tearline::analysis::hindcast::Hindcasts;
use tearline::export::scene::{Canvas, PaintedScene, PictureParts};
use tearline::ui::chrome::Dialog;
use tearline::ui::chrome::dialog::{self, DialogContext, DialogState, HindcastProgress, OfferedSnapshot};
use tearline::ui::command::{ExportKind, PaletteEntry};
use tearline::ui::import::{ImportColumn, ImportTable, ImportView};
use tearline::ui::picture::NoPicture;
use tearline::ui::picture::order::PictureOrder;
use tearline::ui::picture::subject::PictureSubject;
use tearline::ui::theme::{Look, Theme, install_fonts};
use tearline::ui::{Commands, DialogCommand, GuidePage};

/// A laptop at 100, 150 and 200 %, in points.
const SIZES: [Vec2; 3] = [vec2(1280.0, 720.0), vec2(853.0, 480.0), vec2(640.0, 360.0)];

/// A name of so many characters as an actor may have.
fn name() -> String {
    long(11, 64)
}

/// The name of a file that was made of such a name.
fn file() -> String {
    format!("{}.tearline.ron", name())
}

/// The dialog that is looked at after another one, the first after none. Exhaustive, so that a new dialog does not compile
/// before it has its place here.
fn following(dialog: Option<&Dialog>) -> Option<Dialog> {
    let (title, before, file) = (name(), "opening another case".into(), file());
    Some(match dialog {
        None => Dialog::Unsaved { title, before },
        Some(Dialog::Unsaved { .. }) => Dialog::Report,
        Some(Dialog::Report) => Dialog::NewCase,
        Some(Dialog::NewCase) => Dialog::OpenPath,
        Some(Dialog::OpenPath) => Dialog::SavePath,
        Some(Dialog::SavePath) => Dialog::SaveExportPath(ExportKind::TwoClasses),
        Some(Dialog::SaveExportPath(_)) => Dialog::Picture,
        Some(Dialog::Picture) => Dialog::VotesPath,
        Some(Dialog::VotesPath) => Dialog::ImportPath,
        Some(Dialog::ImportPath) => Dialog::Import,
        Some(Dialog::Import) => Dialog::Replace(std::path::Path::new("/home").join(title).join(file)),
        Some(Dialog::Replace(_)) => {
            Dialog::OrphanedSnapshot(OfferedSnapshot { title, file: Some(file), ago: "5 minutes ago".into() })
        }
        Some(Dialog::OrphanedSnapshot(_)) => Dialog::ChangedOnDisk { file, unsaved: true, saving: false },
        Some(Dialog::ChangedOnDisk { saving: false, .. }) => {
            Dialog::ChangedOnDisk { file, unsaved: true, saving: true }
        }
        Some(Dialog::ChangedOnDisk { saving: true, .. }) => Dialog::LosesWriting { file },
        Some(Dialog::LosesWriting { .. }) => Dialog::HistoricalPlan { name: title },
        Some(Dialog::HistoricalPlan { .. }) => Dialog::Palette,
        Some(Dialog::Palette) => Dialog::Shortcuts,
        Some(Dialog::Shortcuts) => Dialog::Guide(GuidePage::Tour),
        Some(Dialog::Guide(_)) => Dialog::Hindcast,
        Some(Dialog::Hindcast) => return None,
    })
}

/// What a dialog must keep in the window: its buttons, and the field of the one that has none.
fn kept_in_reach(dialog: &Dialog) -> &'static [&'static str] {
    match dialog {
        Dialog::Unsaved { .. } => &["Save", "Don’t save", "Cancel"],
        Dialog::Report => &["Save…", "Cancel"],
        Dialog::NewCase => &["Create", "Start blank", "Cancel"],
        Dialog::OpenPath | Dialog::VotesPath => &["Open", "Cancel"],
        Dialog::SavePath | Dialog::SaveExportPath(_) => &["Save", "Cancel"],
        Dialog::Picture => &["Save…", "Copy picture", "Close"],
        Dialog::ImportPath => &["Read", "Cancel"],
        Dialog::Import => &["Add", "Cancel"],
        Dialog::Replace(_) => &["Replace", "Cancel"],
        Dialog::OrphanedSnapshot(_) => &["Open it", "Forget it"],
        Dialog::ChangedOnDisk { saving: false, .. } => &["Keep mine", "Load it"],
        Dialog::ChangedOnDisk { saving: true, .. } => {
            &["Keep both…", "Replace theirs", "Load theirs", "Cancel"]
        }
        Dialog::LosesWriting { .. } => &["Save as…", "Save anyway", "Cancel"],
        Dialog::HistoricalPlan { .. } => &["Change a copy", "Change it", "Cancel"],
        Dialog::Palette => &["Search for a command"],
        Dialog::Shortcuts | Dialog::Guide(_) => &["Close"],
        Dialog::Hindcast => &["Copy", "Save table…", "Close"],
    }
}

/// A file that was read, with long names everywhere and a row that is not understood.
fn import() -> ImportView {
    let column = |number: usize| ImportColumn {
        heading: long(number, 64),
        example: long(number + 1, 64),
        field: (number > 1).then_some(0),
    };
    let table = ImportTable {
        name: name(),
        rows: 12,
        parts: vec![name(), "Ties".into()],
        part: Some(0),
        fields: vec![name(), "note".into()],
        columns: (1..7).map(column).collect(),
        missing: Some(format!("A column with the name of the actor is missing in “{}”.", name())),
    };
    ImportView {
        file: file(),
        tables: vec![table],
        says: vec![format!("12 actors added, {} among them.", name())],
        problems: vec![format!("{}, row 3, column A (partner): there is no actor “{}”", file(), name())],
        rows: 11,
    }
}

/// The state of every dialog, with the longest that it may hold.
fn state() -> DialogState {
    let mut state = DialogState::default();
    let offered = (1..20).map(|number| (PictureSubject::Map, format!("Why {} differs", long(number, 64))));
    state.picture.open(PictureSubject::Map, offered.collect());
    state.path_field = dialog::PathField::suggesting(format!("/cases/{}/{}", name(), file()));
    state.path_field.explain("This system has no file dialog. Type the path of the file, or paste it here.");
    state.path_field.refuse(format!("Could not read {}: there is no such file.", file()));
    state
}

fn picture(size: Vec2) -> impl Fn(&PictureOrder, &mut Commands) -> Result<PaintedScene, NoPicture> {
    move |_, _| {
        let context = egui::Context::default();
        install_fonts(&context);
        let canvas = Canvas { size, ground: Color32::WHITE, parts: PictureParts::default() };
        Ok(PaintedScene::paint(&context, canvas, |ui| {
            ui.painter().circle_filled(size.to_pos2() / 2.0, 40.0, Color32::RED);
        }))
    }
}

/// The open dialog, with what dialogs remember.
struct Open {
    dialog: Dialog,
    state: DialogState,
}

/// A window with nothing but a dialog in it.
fn shown<'a>(dialog: &Dialog, look: Look, size: Vec2, hindcasts: &'a Hindcasts) -> Harness<'a, Open> {
    let (import, message) = (import(), format!("Saved the table to /cases/{}.", file()));
    let entries = || {
        let (command, name) = (DialogCommand::Close.into(), format!("Look at {}", name()));
        vec![PaletteEntry { command, name, keys: None, explains: String::new(), synonyms: "" }]
    };
    let paint_picture = picture(vec2(1_000.0, 640.0));
    let mut harness = Harness::builder().with_size(size).build_ui_state(
        move |ui, open: &mut Open| {
            // Fonts are there from the frame after the one in which they are installed.
            if ui.ctx().cumulative_pass_nr() == 0 {
                install_fonts(ui.ctx());
                return Theme::of(look).apply(ui.ctx());
            }
            let context = DialogContext {
                dialog: &open.dialog,
                palette_entries: &entries,
                paint_picture: &paint_picture,
                hindcast: HindcastProgress::Done(hindcasts),
                import: Some(&import),
                message: Some(&message),
            };
            dialog::show(ui, &mut open.state, &context, &mut Commands::default());
        },
        Open { dialog: dialog.clone(), state: state() },
    );
    harness.run_steps(6);
    harness
}

/// What is wrong with a dialog in a window, in words.
fn complaints(dialog: &Dialog, look: Look, size: Vec2, hindcasts: &Hindcasts) -> Vec<String> {
    let window = shown(dialog, look, size, hindcasts);
    let whole = Rect::from_min_size(egui::Pos2::ZERO, size);
    let mut complaints = Vec::new();
    for name in kept_in_reach(dialog) {
        let places: Vec<Rect> = window.query_all_by_label(name).map(|node| node.rect()).collect();
        if !places.iter().any(|place| whole.contains_rect(*place)) {
            complaints.push(format!("{dialog:?}, {look:?}, {size:?}: “{name}” is at {places:?}"));
        }
    }
    let cut = cut_texts(&window.output().shapes, whole, &text_fields(&window));
    complaints.extend(cut.into_iter().map(|text| format!("{dialog:?}, {look:?}, {size:?}: {text} is cut")));
    complaints
}

#[test]
fn every_dialog_has_its_buttons_in_a_small_window_and_cuts_no_text() {
    let hindcasts = found();
    let dialogs: Vec<Dialog> =
        std::iter::successors(following(None), |dialog| following(Some(dialog))).collect();
    let mut found = Vec::new();
    for (look, size) in Look::ALL.into_iter().flat_map(|look| SIZES.map(|size| (look, size))) {
        found.extend(dialogs.iter().flat_map(|dialog| complaints(dialog, look, size, &hindcasts)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_dialog_that_follows_a_low_one_is_as_high_as_alone() {
    let hindcasts = found();
    let button = |window: &Harness<'_, Open>| window.get_by_label("Add").rect();
    let alone = shown(&Dialog::Import, Look::Projector, SIZES[0], &hindcasts);
    let mut after = shown(&Dialog::ImportPath, Look::Projector, SIZES[0], &hindcasts);
    after.state_mut().dialog = Dialog::Import;
    after.run_steps(3);
    assert_eq!(button(&after), button(&alone));
}
