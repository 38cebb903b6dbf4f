//! The entries of the palette: the named commands, and commands for each part of the document.

use super::{ClassChoice, ExportCommand, LessonChoice, NamesShown};
use super::{
    ClassroomCommand, Command, DialogCommand, FileCommand, PlayCommand, TableCommand, TableFormat, TableId,
    ViewCommand, keys_text, table,
};
use crate::export::paper::PaperFormat;
use crate::export::paper::pdf::PageSize;
use crate::scenario::{Input, PlanId, Scenario};
use crate::ui::stages::library::{LibraryEntry, Recent};
use crate::ui::stages::why::matters::SensitivityView;
use crate::ui::{GuidePage, Selection};
use egui::Context;

/// An entry of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct PaletteEntry {
    /// The command.
    pub command: Command,
    /// The name.
    pub name: String,
    /// The shortcut; `None` if it has none.
    pub keys: Option<String>,
    /// The effect, in a sentence; may be empty.
    pub explains: String,
    /// Words of the same meaning, by which a search finds it as well.
    pub synonyms: &'static str,
}

impl PaletteEntry {
    fn to(name: String, command: impl Into<Command>) -> Self {
        PaletteEntry { command: command.into(), name, keys: None, explains: String::new(), synonyms: "" }
    }
}

/// The entries of a palette with the words by which a search finds them, put into lower case once for all searches.
pub struct PaletteIndex {
    entries: Vec<PaletteEntry>,
    words: Vec<Words>,
}

/// The words of an entry, in lower case.
struct Words {
    /// The name, the effect and the other words for it.
    all: String,
    /// The end of the name, in bytes.
    name_ends: usize,
}

impl Words {
    fn of(entry: &PaletteEntry) -> Self {
        let name = entry.name.to_lowercase();
        let all = format!("{name} {} {}", entry.explains.to_lowercase(), entry.synonyms.to_lowercase());
        Words { all, name_ends: name.len() }
    }

    fn name(&self) -> &str {
        &self.all[..self.name_ends]
    }
}

impl PaletteIndex {
    /// An index of entries.
    pub fn of(entries: Vec<PaletteEntry>) -> Self {
        let words = entries.iter().map(Words::of).collect();
        PaletteIndex { entries, words }
    }

    /// The places of the entries that contain every word of a search: first those that have them in their names, then
    /// those that have them in their effects or in other words for them, each in the order of the palette.
    pub fn find(&self, search: &str) -> Vec<usize> {
        let search = search.to_lowercase();
        let are_in = |text: &str| search.split_whitespace().all(|word| text.contains(word));
        let found = (0..self.words.len()).filter(|place| are_in(&self.words[*place].all));
        let (named, mut related): (Vec<_>, Vec<_>) =
            found.partition(|place| are_in(self.words[*place].name()));
        let mut found = named;
        found.append(&mut related);
        found
    }

    /// The entry at a place that [`PaletteIndex::find`] gave.
    pub fn entry(&self, place: usize) -> &PaletteEntry {
        &self.entries[place]
    }
}

/// All entries, those of the table of commands first.
pub fn palette_entries(
    ctx: &Context,
    scenario: &Scenario,
    cases: &[LibraryEntry],
    recent: &[Recent],
) -> Vec<PaletteEntry> {
    let fixed =
        table().iter().filter(|entry| entry.command != DialogCommand::ShowPalette.into()).map(|entry| {
            PaletteEntry {
                command: entry.command.clone(),
                name: entry.palette_name(),
                keys: entry.shortcuts.first().map(|keys| keys_text(ctx, keys)),
                explains: entry.explains.into(),
                synonyms: entry.synonyms,
            }
        });
    let plans = scenario.plans.iter().map(|(id, plan)| show_plan(id, &plan.name));
    let actors = scenario.actors.iter().map(|(id, actor)| {
        PaletteEntry::to(format!("Select {}", actor.name), ViewCommand::Select(Selection::Actor(id.clone())))
    });
    let items = scenario.items.iter().map(|(id, item)| {
        PaletteEntry::to(format!("Select {}", item.name), ViewCommand::Select(Selection::Item(id.clone())))
    });
    let seats = scenario.partnerships.keys().map(|id| {
        let name = format!("Take the seat of {}", scenario.name(id));
        PaletteEntry::to(name, PlayCommand::TakeSeat(Some(id.clone())))
    });
    let why = PaletteEntry::to("Why: the reasons of a partner".into(), ViewCommand::ShowWhy(None));
    let matters = SensitivityView::ALL.map(|view| PaletteEntry {
        explains: view.explains().into(),
        ..PaletteEntry::to(format!("What matters: {}", view.name()), ViewCommand::ShowWhy(Some(view)))
    });
    let pages = GuidePage::ALL.map(|page| {
        PaletteEntry::to(format!("Guide: {}", page.title()), DialogCommand::ShowGuide(Some(page)))
    });
    let cases = cases.iter().map(|case| {
        let name = format!("Open the case {}", case.scenario.about.title);
        PaletteEntry::to(name, FileCommand::OpenCase(case.name.clone()))
    });
    let recent = recent.iter().map(|recent| PaletteEntry {
        explains: recent.path.display().to_string(),
        ..PaletteEntry::to(format!("Open {}", recent.title), FileCommand::OpenPath(recent.path.clone()))
    });
    let numbers = scenario.figures().map(|(input, _)| number(scenario, input));
    let tables = TableId::OF_CASE.into_iter().chain([TableId::Hindcast, TableId::OneHistory]).map(|table| {
        PaletteEntry {
            explains: "As a workbook, for a spreadsheet; its question must have been answered.".into(),
            synonyms: "export xlsx csv print spreadsheet excel numbers data",
            ..PaletteEntry::to(
                format!("Save the table of {}", table.of()),
                TableCommand::Save(table, TableFormat::Xlsx),
            )
        }
    });
    let class = IN_CLASS.into_iter().map(|(keys, name, command)| PaletteEntry {
        keys: Some(keys.into()),
        explains: "While a lesson is on the screen.".into(),
        synonyms: "classroom lesson class students projector",
        ..PaletteEntry::to(name.to_owned(), command)
    });
    fixed
        .chain(class)
        .chain(papers(scenario))
        .chain([why])
        .chain(tables)
        .chain(matters)
        .chain(plans)
        .chain(actors)
        .chain(items)
        .chain(seats)
        .chain(pages)
        .chain(cases)
        .chain(recent)
        .chain(numbers)
        .collect()
}

/// The commands of a lesson that have a key. They are no shortcuts of the window, since the letters count votes too.
const IN_CLASS: [(&str, &str, ClassroomCommand); 9] = [
    ("PgDn", "Lesson: next step", ClassroomCommand::Next),
    ("PgUp", "Lesson: step before", ClassroomCommand::Back),
    ("P", "Lesson: stop the timer, or set it going", ClassroomCommand::TogglePause),
    ("B", "Lesson: blank the room’s picture", ClassroomCommand::ToggleBlank),
    ("F", "Lesson: freeze the room’s picture", ClassroomCommand::ToggleFrozen),
    ("S", "Lesson: keep the room’s picture", ClassroomCommand::KeepPicture),
    ("N", "Lesson: hide the notes", ClassroomCommand::ToggleNotes),
    ("H", "Lesson: hide names", ClassroomCommand::ToggleNames),
    ("R", "Lesson: open or close the room’s window", ClassroomCommand::ToggleRoom),
];

/// The papers that can be saved.
fn papers(scenario: &Scenario) -> impl Iterator<Item = PaletteEntry> + use<'_> {
    let format = PaperFormat::Pdf(PageSize::A4);
    let handouts = scenario.lessons.iter().enumerate().map(move |(place, lesson)| PaletteEntry {
        explains: "Brief, role sheets, prediction sheet, voting cards, exit question and key, as PDF.".into(),
        synonyms: "export print pdf paper handout worksheet cards roles class",
        ..PaletteEntry::to(
            format!("Save the cards and paper of “{}”", lesson.name),
            ExportCommand::SaveHandouts(LessonChoice::OfCase(place), format),
        )
    });
    let under_way = ClassChoice::UnderWay;
    let report = PaletteEntry {
        explains: "What the class voted, predicted and answered, as PDF. A lesson must be on.".into(),
        synonyms: "export print pdf students votes",
        ..PaletteEntry::to(
            "Save the report of the class".into(),
            ExportCommand::SaveClassReport(under_way, NamesShown::AsTheyAre, format),
        )
    };
    let answers = PaletteEntry {
        explains: "A row for each answer, for a spreadsheet. A lesson must be on.".into(),
        synonyms: "export csv spreadsheet students votes",
        ..PaletteEntry::to(
            "Save the answers of the class".into(),
            ExportCommand::SaveClassTable(under_way, NamesShown::AsTheyAre),
        )
    };
    handouts.chain([report, answers])
}

/// The way to a number of the document. Its symbol and its label find it as well as its name.
fn number(scenario: &Scenario, input: Input) -> PaletteEntry {
    let info = input.info();
    PaletteEntry {
        explains: format!("{} {} {}", info.label, info.symbol, info.meaning).trim().to_owned(),
        synonyms: "number change set constant",
        ..PaletteEntry::to(format!("Number: {}", scenario.input_name(&input)), ViewCommand::ShowNumber(input))
    }
}

fn show_plan(id: &PlanId, name: &str) -> PaletteEntry {
    PaletteEntry::to(format!("Show the plan “{name}”"), ViewCommand::ChoosePlan(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(name: &str, synonyms: &'static str) -> PaletteEntry {
        PaletteEntry { synonyms, ..PaletteEntry::to(name.into(), Command::Undo) }
    }

    #[test]
    fn a_search_finds_words_in_any_order_and_any_case() {
        let index = PaletteIndex::of(vec![to("Show the plan “Ask Israel first”", "")]);
        assert_eq!(index.find("israel PLAN"), [0]);
        assert_eq!(index.find(""), [0]);
        assert!(index.find("israel russia").is_empty());
    }

    #[test]
    fn a_search_finds_names_before_other_words() {
        let index = PaletteIndex::of(vec![
            to("Keys", "shortcut"),
            to("A shortcut", ""),
            to("Quit", ""),
            to("ȺȺ", "shortcut"),
            to("Shortcuts", ""),
        ]);
        assert_eq!(index.find("shortcut"), [1, 4, 0, 3]);
        assert_eq!(index.entry(3).name, "ȺȺ");
    }

    #[test]
    fn a_search_also_finds_other_words_for_a_thing() {
        let entries = palette_entries(&Context::default(), &Scenario::default(), &[], &[]);
        let index = PaletteIndex::of(entries);
        for search in [
            "theme",
            "colour",
            "zoom",
            "mute",
            "help",
            "shortcut",
            "export",
            "csv",
            "print",
            "harm",
            "gossip",
            "undo list",
        ] {
            assert!(!index.find(search).is_empty(), "{search}");
        }
    }

    #[test]
    fn no_two_entries_for_a_document_have_the_same_name() {
        let entries = palette_entries(&Context::default(), &Scenario::default(), &[], &[]);
        for (i, one) in entries.iter().enumerate() {
            assert!(entries[i + 1..].iter().all(|other| other.name != one.name), "{}", one.name);
        }
    }
}
