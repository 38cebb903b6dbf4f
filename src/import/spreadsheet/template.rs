//! A workbook to fill in: the actors, ties, partnerships and items of a case, a sheet for each part, which reads back as
//! the same case.

use crate::import::cells::provenance_text;
use crate::import::field::{Facet, Field, NumberField};
use crate::import::part::Part;
use crate::import::source::Cell;
use crate::scenario::{ActorId, Figure, Input, Item, ItemId, Level, RecipientId, Scenario, Tie};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The sheet that says what the columns mean.
const GUIDE: &str = "what to fill in";
/// How columns are headed in it.
const GUIDE_HEADINGS: [&str; 5] = ["sheet", "heading", "unit", "meaning", "words"];

/// The workbook of a case.
///
/// # Errors
/// If it cannot be put together.
pub fn template(scenario: &Scenario) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold();
    for part in Part::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(part.name())?;
        let rows = entries(scenario, part);
        let fields = fields(part, &rows);
        let headings: Vec<String> = fields.iter().map(|field| field.name()).collect();
        let rows = rows.iter().map(|entry| fields.iter().map(|field| entry.cell(*field)).collect());
        write(sheet, &headings, rows, &head)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(GUIDE)?;
    write(sheet, &GUIDE_HEADINGS.map(str::to_owned), guide(), &head)?;
    // Without a time of its own it would hold the clock’s.
    let when = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&when));
    workbook.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    headings: &[String],
    rows: impl Iterator<Item = Vec<Cell>>,
    head: &Format,
) -> Result<(), XlsxError> {
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, heading, head)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, text)?,
                Cell::Number(number) => sheet.write_number(row, column, number)?,
                Cell::Empty | Cell::Unreadable(_) => sheet,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    Ok(())
}

/// A row of a part.
enum Entry<'a> {
    Actor(&'a ActorId, &'a Scenario),
    Tie(&'a Tie),
    Partner(&'a ActorId, &'a Scenario),
    Item(&'a ItemId, &'a Item),
    Holder(&'a ItemId, &'a ActorId, Level),
    Interest(&'a ItemId, &'a ActorId, &'a Figure),
    Warning(&'a ItemId, &'a RecipientId, &'a Figure),
}

fn entries(scenario: &Scenario, part: Part) -> Vec<Entry<'_>> {
    let items = scenario.items.iter();
    match part {
        Part::Actors => scenario.actors.keys().map(|id| Entry::Actor(id, scenario)).collect(),
        Part::Ties => scenario.ties.iter().map(Entry::Tie).collect(),
        Part::Partnerships => scenario.partnerships.keys().map(|id| Entry::Partner(id, scenario)).collect(),
        Part::Items => items.map(|(id, item)| Entry::Item(id, item)).collect(),
        Part::Holders => items
            .flat_map(|(id, item)| {
                item.holders.iter().map(move |(who, level)| Entry::Holder(id, who, *level))
            })
            .collect(),
        Part::Interests => items
            .flat_map(|(id, item)| {
                item.interest.iter().map(move |(who, of)| Entry::Interest(id, who, of.figure()))
            })
            .collect(),
        Part::Warnings => items
            .flat_map(|(id, item)| {
                item.warning.iter().map(move |(who, of)| Entry::Warning(id, who, of.figure()))
            })
            .collect(),
    }
}

/// The fields that a part’s sheet has: of a number’s facets beside the likely value those that some row uses.
fn fields(part: Part, rows: &[Entry<'_>]) -> Vec<Field> {
    let is_used = |field: &Field| match field {
        Field::Number(number, facet @ (Facet::Low | Facet::High | Facet::From | Facet::Note)) => {
            let figures = rows.iter().filter_map(|row| row.figure(*number));
            figures.into_iter().any(|figure| match facet {
                Facet::Low | Facet::High => figure.is_range(),
                Facet::From => figure.from != Figure::plain(0.0).from,
                Facet::Note => !figure.note.is_empty(),
                Facet::Likely => true,
            })
        }
        _ => true,
    };
    part.fields().into_iter().filter(is_used).collect()
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

impl Entry<'_> {
    fn figure(&self, number: NumberField) -> Option<&Figure> {
        match (self, number) {
            (Entry::Tie(tie), NumberField::Tie(field)) => Some(field.figure(tie)),
            (Entry::Partner(id, scenario), NumberField::Partner(field)) => {
                scenario.figure(&Input::Partner((*id).clone(), field))
            }
            (Entry::Item(_, item), NumberField::Item(field)) => Some(field.figure(item)),
            (Entry::Interest(.., figure), NumberField::Interest)
            | (Entry::Warning(.., figure), NumberField::Warning) => Some(figure),
            _ => None,
        }
    }

    fn cell(&self, field: Field) -> Cell {
        match field {
            Field::Number(number, facet) => self.figure(number).map_or(Cell::Empty, |figure| match facet {
                Facet::Likely => Cell::Number(figure.likely),
                Facet::Low => Cell::Number(figure.low),
                Facet::High => Cell::Number(figure.high),
                Facet::From => Cell::Text(provenance_text(&figure.from)),
                Facet::Note => text(&figure.note),
            }),
            field => self.plain_cell(field),
        }
    }

    fn plain_cell(&self, field: Field) -> Cell {
        match self {
            Entry::Actor(id, scenario) => actor_cell(id, scenario, field),
            Entry::Tie(tie) => match field {
                Field::From => text(tie.from.as_str()),
                Field::To => text(tie.to.as_str()),
                _ => Cell::Empty,
            },
            Entry::Partner(id, _) => text(id.as_str()),
            Entry::Item(id, item) => item_cell(id, item, field),
            Entry::Holder(item, actor, level) => match field {
                Field::Item => text(item.as_str()),
                Field::Level => text(level.name()),
                _ => text(actor.as_str()),
            },
            Entry::Interest(item, actor, _) => match field {
                Field::Item => text(item.as_str()),
                _ => text(actor.as_str()),
            },
            Entry::Warning(item, recipient, _) => match field {
                Field::Item => text(item.as_str()),
                _ => text(recipient.as_str()),
            },
        }
    }
}

fn actor_cell(id: &ActorId, scenario: &Scenario, field: Field) -> Cell {
    let Some(actor) = scenario.actors.get(id) else { return Cell::Empty };
    let at = |number: f32| Cell::Number(f64::from(number));
    match field {
        Field::Id => text(id.as_str()),
        Field::Name => text(&actor.name),
        Field::Note => text(&actor.note),
        Field::Home => text(if *id == scenario.home { "yes" } else { "" }),
        Field::MapX => actor.at.map_or(Cell::Empty, |position| at(position.0)),
        Field::MapY => actor.at.map_or(Cell::Empty, |position| at(position.1)),
        _ => Cell::Empty,
    }
}

fn item_cell(id: &ItemId, item: &Item, field: Field) -> Cell {
    match field {
        Field::Id => text(id.as_str()),
        Field::Name => text(&item.name),
        Field::Originator => text(item.originator.as_str()),
        Field::Promise => text(item.promise.name()),
        Field::Words(level) => text(item.words.at(level)),
        _ => Cell::Empty,
    }
}

/// A row for every column: what it means, and which words it takes beside numbers.
fn guide() -> impl Iterator<Item = Vec<Cell>> {
    Part::ALL.into_iter().flat_map(|part| {
        let fields = part.plain_fields().into_iter().map(move |field| {
            vec![text(part.name()), text(&field.name()), Cell::Empty, text(meaning(part, field)), Cell::Empty]
        });
        let numbers = part.numbers().into_iter().map(move |number| {
            let info = number.info();
            let name = Field::Number(number, Facet::Likely).name();
            vec![text(part.name()), text(&name), text(info.unit), text(info.meaning), text(&words(number))]
        });
        fields.chain(numbers)
    })
}

/// The words that a number’s column takes.
fn words(number: NumberField) -> String {
    let (actor, item) = (ActorId::known("any"), ItemId::known("any"));
    let input = match number {
        NumberField::Tie(field) => Input::Tie(actor.clone(), actor, field),
        NumberField::Partner(field) => Input::Partner(actor, field),
        NumberField::Item(field) => Input::Item(item, field),
        NumberField::Interest => Input::Interest(item, actor),
        NumberField::Warning => Input::Warning(item, RecipientId::Actor(actor)),
    };
    let words = input.scale().map(|scale| scale.words).unwrap_or_default();
    words.iter().map(|word| word.word).collect::<Vec<_>>().join(", ")
}

/// What a field that is no number means, in a sentence.
fn meaning(part: Part, field: Field) -> &'static str {
    match field {
        Field::Id => {
            "A short name without spaces by which other sheets may name it; given by itself if left out."
        }
        Field::Name if part == Part::Actors => "The actor’s name on the map.",
        Field::Name => "The item’s name.",
        Field::Note => "A note for readers.",
        Field::Home => "“yes” for the one actor that is home, the state that decides.",
        Field::MapX => "Its place on the map, from left to right; laid out by itself if left out.",
        Field::MapY => "Its place on the map, from top to bottom.",
        Field::From => "The actor that regards the other and may tell it; its name or id.",
        Field::To => "The actor that is regarded and may be told; its name or id.",
        Field::Partner => "The actor that shares intelligence with home; its name or id.",
        Field::Originator => "The partner that gave the item, or home; its name or id.",
        Field::Promise => "What was promised to the originator: none, implicit or explicit.",
        Field::Words(_) => "The words in which it would be told at this level.",
        Field::Item => "The item; its name or id.",
        Field::Actor => "The actor; its name or id.",
        Field::Level => "How much of it the actor holds: gist, content, context, or sources and methods.",
        Field::Recipient => "Somebody at the meeting, or “public”.",
        Field::Number(..) => "A number.",
    }
}
