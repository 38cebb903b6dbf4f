//! A block of cells, as spreadsheets put it on the clipboard, pasted over a table of the window from a cell on.

use super::{cells, lookup};
use crate::scenario::{Actor, Edit, Figure, Input, Item, ItemField, Scenario, TieField};

/// A table of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastedTable {
    /// Actors: name, and what follows from others.
    Actors,
    /// Ties: from, to, affinity, chance of passing on.
    Ties,
    /// Items: name, originator, promise, sensitivity, plausible sources.
    Items,
}

/// A cell of a table, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastedAt {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// The edit that a pasted block stands for. Rows below the last actor or item add some.
///
/// # Errors
/// The first cell that is not understood, as a sentence; then nothing is to be changed.
pub fn pasted(scenario: &Scenario, table: PastedTable, from: PastedAt, text: &str) -> Result<Edit, String> {
    let mut after = scenario.clone();
    let mut edits = Vec::new();
    for (down, line) in text.trim_end_matches(['\r', '\n']).split('\n').enumerate() {
        let cells: Vec<&str> = line.trim_end_matches('\r').split('\t').map(str::trim).collect();
        for right in 0..cells.len() {
            let at = PastedAt { row: from.row + down, column: from.column + right };
            let refused = |Refusal { beside, sentence }: Refusal| {
                format!("Pasted row {}, column {}: {sentence}.", down + 1, right + beside + 1)
            };
            let edit = cell_edit(&after, table, at, &cells[right..]).map_err(refused)?;
            after = after.edited(&edit).map_err(|error| refused(error.to_string().into()))?;
            edits.push(edit);
        }
    }
    Ok(Edit::Several { label: "paste cells".into(), edits })
}

/// Why a cell is not understood.
struct Refusal {
    /// How far to the right of the cell the one lies that it is about.
    beside: usize,
    /// The end of a sentence.
    sentence: String,
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Refusal { beside: 0, sentence }
    }
}

/// The edit of a cell; `texts` are its own and those to its right.
fn cell_edit(scenario: &Scenario, table: PastedTable, at: PastedAt, texts: &[&str]) -> Result<Edit, Refusal> {
    let text = texts[0];
    match table {
        PastedTable::Actors => Ok(actor(scenario, at, text)?),
        PastedTable::Ties => Ok(tie(scenario, at, text)?),
        PastedTable::Items if at.row >= scenario.items.len() => new_item(scenario, at, texts),
        PastedTable::Items => Ok(item(scenario, at, text)?),
    }
}

fn read_only() -> String {
    "this column is not written here".into()
}

fn below(rows: usize) -> String {
    format!("the table ends after {}", if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") })
}

fn actor(scenario: &Scenario, at: PastedAt, name: &str) -> Result<Edit, String> {
    if at.column != 0 {
        return Err(read_only());
    }
    if name.is_empty() {
        return Err("the name is missing".into());
    }
    let (id, old) = match scenario.actors.at(at.row) {
        Some((id, actor)) => (id.clone(), actor.clone()),
        None => (scenario.next_actor_id(), Actor::named(name)),
    };
    Ok(Edit::PutActor(id, Actor { name: name.to_owned(), ..old }))
}

fn tie(scenario: &Scenario, at: PastedAt, text: &str) -> Result<Edit, String> {
    let tie = scenario.ties.get(at.row).ok_or_else(|| below(scenario.ties.len()))?;
    let field = match at.column {
        2 => TieField::Affinity,
        3 => TieField::Onward,
        _ => return Err(read_only()),
    };
    number(scenario, Input::Tie(tie.from.clone(), tie.to.clone(), field), text)
}

fn item(scenario: &Scenario, at: PastedAt, text: &str) -> Result<Edit, String> {
    let (id, item) = scenario.items.at(at.row).ok_or_else(|| below(scenario.items.len()))?;
    let put = |item: Item| Ok(Edit::PutItem(id.clone(), item));
    match at.column {
        0 if text.is_empty() => Err("the name is missing".into()),
        0 => put(Item { name: text.to_owned(), ..item.clone() }),
        1 => put(Item { originator: lookup::actor(scenario, text)?, ..item.clone() }),
        2 => put(Item { promise: cells::promise(text)?, ..item.clone() }),
        3 => number(scenario, Input::Item(id.clone(), ItemField::Sensitivity), text),
        4 => number(scenario, Input::Item(id.clone(), ItemField::PlausibleSources), text),
        _ => Err(read_only()),
    }
}

/// An item below the last. Its originator has to be known from the start.
fn new_item(scenario: &Scenario, at: PastedAt, texts: &[&str]) -> Result<Edit, Refusal> {
    match (at.column, texts) {
        (0, ["", ..]) => Err("the name is missing".to_owned().into()),
        (0, [name, originator, ..]) => {
            let unknown = |sentence| Refusal { beside: 1, sentence };
            let originator = lookup::actor(scenario, originator).map_err(unknown)?;
            Ok(Edit::PutItem(scenario.next_item_id(), Item::from_originator(name, originator)))
        }
        (0, _) => Err("a new item needs its originator beside its name".to_owned().into()),
        _ => Err(below(scenario.items.len()).into()),
    }
}

fn number(scenario: &Scenario, input: Input, text: &str) -> Result<Edit, String> {
    let old = scenario.figure(&input).ok_or("there is no such number")?;
    let [low, likely, high] = cells::range(text, input.scale())?;
    let is_as_before = [low, likely, high] == [old.low, old.likely, old.high];
    let figure = if is_as_before { old.clone() } else { Figure::range(low, likely, high) };
    Ok(Edit::SetFigure(input, figure))
}
