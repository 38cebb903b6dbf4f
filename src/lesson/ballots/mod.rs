//! Votes out of the files that clicker programs and forms export: comma, semicolon or tab, names or codes in one column,
//! answers in others. A reading says what was understood and what was not, before anything is counted.

mod cells;
mod table;

use super::votes::{SingleVote, letter};
use crate::analysis::number_format::counted;
use cells::{
    ANSWER_WORDS, CONFIDENCE_WORDS, VOTER_WORDS, is_named, is_total, mark, same_text, share, unique_column,
    voter_column,
};
use indexmap::IndexMap;
use table::{MOST_ROWS, Row, Table};

/// A table of votes as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct BallotReading {
    /// The form that the table was taken for.
    pub layout: Layout,
    /// The votes of known voters: the last of each.
    pub votes: Vec<SingleVote>,
    /// For each option, the votes without a voter.
    pub counted: Vec<u64>,
    /// The rows without an answer.
    pub unanswered: usize,
    /// What was not understood, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// The form of a table of votes. Columns are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Layout {
    /// A row per voter, its answer in a column.
    Answers {
        /// The column of names or codes; `None` if there is none.
        who: Option<usize>,
        /// The column of answers.
        answer: usize,
        /// The column that says how sure the voter is.
        confidence: Option<usize>,
        /// The columns that could be taken for answers, with their names.
        others: Vec<(usize, String)>,
    },
    /// A row per voter, a column per option with a mark in one of them.
    Marks {
        /// The column of names or codes; `None` if there is none.
        who: Option<usize>,
    },
    /// A row per option with its number of votes, or a column per option with one row of numbers.
    Counts,
}

/// Something in a table that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: u64,
    /// What it is, and what is done about it, as a sentence.
    pub sentence: String,
}

/// Why nothing in a text could be taken for votes.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BallotError {
    /// There is nothing in it.
    #[error("There are no votes in it: it is empty.")]
    Empty,
    /// No column holds options of this vote.
    #[error(
        "No column holds answers to this vote: each answer should be a letter from A to {last}, a number or an \
         option’s text. The first row reads “{first_row}”."
    )]
    NoAnswers {
        /// The letter of the last option.
        last: char,
        /// The first row.
        first_row: String,
    },
    /// It has too many rows.
    #[error("It has more than {MOST_ROWS} rows; this is something else.")]
    TooLong,
    /// It cannot be read as a table.
    #[error("Line {line} cannot be read as a row of a table: {reason}.")]
    NoTable {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
}

/// Reads a table of votes on these options, given their texts. `answer` chooses the column of answers where several
/// could be meant; left out, the fullest is taken, the last of equally full ones.
///
/// # Errors
/// If nothing in it could be taken for votes.
pub fn read(text: &str, options: &[&str], answer: Option<usize>) -> Result<BallotReading, BallotError> {
    let table = Table::of(text)?;
    let reader = Reader { options };
    if let Some(reading) = reader.counts(&table) {
        return Ok(reading);
    }
    if let Some(reading) = reader.marks(&table) {
        return Ok(reading);
    }
    reader.answers(&table, answer).ok_or_else(|| BallotError::NoAnswers {
        last: letter(options.len().saturating_sub(1)),
        first_row: shortened(&table.rows[0].cells.join(", ")),
    })
}

impl BallotReading {
    fn new(layout: Layout, options: usize) -> Self {
        BallotReading {
            layout,
            votes: Vec::new(),
            counted: vec![0; options],
            unanswered: 0,
            problems: Vec::new(),
        }
    }

    /// The votes for each option.
    pub fn totals(&self) -> Vec<u64> {
        let mut totals = self.counted.clone();
        self.votes.iter().for_each(|vote| totals[vote.option] += 1);
        totals
    }

    /// What was understood, as a sentence.
    pub fn in_words(&self) -> String {
        let votes: u64 = self.totals().iter().sum();
        let form = match &self.layout {
            Layout::Answers { who: Some(_), .. } => "one row for each voter, with a name or code",
            Layout::Answers { who: None, .. } => "one row for each voter, without names",
            Layout::Marks { .. } => "a column for each option, marked by each voter",
            Layout::Counts => "counted votes for each option",
        };
        let mut sentence = format!("{}: {form}.", counted(votes, "vote"));
        if self.unanswered > 0 {
            let rows = counted(self.unanswered as u64, "row");
            sentence.push_str(&format!(" {rows} without an answer."));
        }
        sentence
    }

    /// Sorts votes by voter: of two votes of one voter the later counts, and it is said.
    fn put_all(&mut self, votes: Vec<(u64, SingleVote)>) {
        let mut by_voter: IndexMap<String, SingleVote> = IndexMap::new();
        for (line, vote) in votes {
            if by_voter.contains_key(&vote.who) {
                let sentence = format!("“{}” voted before; this later vote counts.", shortened(&vote.who));
                self.problems.push(Problem { line, sentence });
            }
            by_voter.insert(vote.who.clone(), vote);
        }
        self.votes = by_voter.into_values().collect();
        self.problems.sort_by_key(|problem| problem.line);
    }
}

/// Reads tables of votes on these options.
struct Reader<'a> {
    options: &'a [&'a str],
}

impl Reader<'_> {
    /// The option that a cell stands for: its letter, its number, its text, or its letter before its text.
    fn option(&self, cell: &str) -> Option<usize> {
        let cell = cell.trim();
        let known = |option: usize| (option < self.options.len()).then_some(option);
        if let Some(option) = self.options.iter().position(|text| same_text(text, cell)) {
            return Some(option);
        }
        let short = ["option", "answer", "choice"].iter().find_map(|word| {
            let (start, rest) = cell.split_at_checked(word.len())?;
            (start.eq_ignore_ascii_case(word) && !rest.is_empty()).then(|| rest.trim())
        });
        let short = short.unwrap_or(cell).trim_start_matches(['(', '[']);
        let (first, rest) = short.split_at_checked(1)?;
        let option = match first.as_bytes()[0] {
            byte @ b'1'..=b'9' => usize::from(byte - b'1'),
            byte if byte.is_ascii_alphabetic() => usize::from(byte.to_ascii_uppercase() - b'A'),
            _ => return None,
        };
        let option = known(option)?;
        // “A) Say nothing”, “B. …”, “C: …”, “(D)”; but not “Ask first” or “12”.
        let ends = |sign: char| matches!(sign, ')' | ']' | '.' | ':' | '-' | '–' | '—');
        let rest = rest.trim_start();
        (rest.is_empty() || rest.starts_with(ends)).then_some(option)
    }

    /// Rows of an option and a number, or a row of options above a row of numbers.
    fn counts(&self, table: &Table) -> Option<BallotReading> {
        self.counts_in_rows(table).or_else(|| self.counts_in_a_row(table))
    }

    fn counts_in_rows(&self, table: &Table) -> Option<BallotReading> {
        let mut reading = BallotReading::new(Layout::Counts, self.options.len());
        let mut seen = vec![false; self.options.len()];
        for (index, row) in table.rows.iter().enumerate() {
            let count = row.cells.get(1).and_then(|cell| cell.parse::<u64>().ok());
            match (self.option(row.cell(0)), count) {
                (Some(option), Some(count)) if !seen[option] => {
                    seen[option] = true;
                    reading.counted[option] = count;
                }
                // A heading above, or a total below.
                _ if index == 0 || is_total(row.cell(0)) => {}
                _ => return None,
            }
        }
        (seen.iter().filter(|seen| **seen).count() >= 2).then_some(reading)
    }

    fn counts_in_a_row(&self, table: &Table) -> Option<BallotReading> {
        let [head, numbers] = table.rows.as_slice() else { return None };
        let columns = self.option_columns(head)?;
        let mut reading = BallotReading::new(Layout::Counts, self.options.len());
        for (option, column) in &columns {
            reading.counted[*option] = numbers.cell(*column).parse().ok()?;
        }
        // A row of nothing but marks is a vote.
        (reading.counted.iter().sum::<u64>() > 1).then_some(reading)
    }

    /// The column of each option that a heading names, if it names two or more and none twice.
    fn option_columns(&self, head: &Row) -> Option<IndexMap<usize, usize>> {
        let mut columns = IndexMap::new();
        for (column, cell) in head.cells.iter().enumerate() {
            if let Some(option) = self.option(cell)
                && columns.insert(option, column).is_some()
            {
                return None;
            }
        }
        (columns.len() >= 2).then_some(columns)
    }

    /// A column per option, with a mark in one of them.
    fn marks(&self, table: &Table) -> Option<BallotReading> {
        let (head, rows) = table.rows.split_first()?;
        let columns = self.option_columns(head)?;
        let marks = |row: &Row| columns.values().all(|column| mark(row.cell(*column)).is_some());
        if rows.is_empty() || !rows.iter().all(marks) {
            return None;
        }
        let taken: Vec<usize> = columns.values().copied().collect();
        let who = voter_column(head, rows, &taken);
        let mut reading = BallotReading::new(Layout::Marks { who }, self.options.len());
        let mut votes = Vec::new();
        for row in rows {
            let marked = columns.iter().filter(|(_, column)| mark(row.cell(**column)) == Some(true));
            let marked: Vec<usize> = marked.map(|(option, _)| *option).collect();
            match marked[..] {
                [] => reading.unanswered += 1,
                [option] => {
                    let vote = SingleVote { who: row.voter(who), option, confidence: None };
                    reading.put(&mut votes, row.line, vote);
                }
                _ => reading.problems.push(Problem {
                    line: row.line,
                    sentence: "More than one option is marked; this row does not count.".into(),
                }),
            }
        }
        reading.put_all(votes);
        Some(reading)
    }

    /// A row per voter, its answer in a column.
    fn answers(&self, table: &Table, chosen: Option<usize>) -> Option<BallotReading> {
        let (head, rows) = self.without_heading(table);
        let fullness =
            |column: usize| rows.iter().filter(|row| self.option(row.cell(column)).is_some()).count();
        let is_confidence =
            |column: usize| head.is_some_and(|head| is_named(head.cell(column), CONFIDENCE_WORDS));
        let is_who = |column: usize| head.is_some_and(|head| is_named(head.cell(column), VOTER_WORDS));
        let may_answer = |column: &usize| {
            // A stray answer among free text is no column of answers.
            let answered = rows.iter().filter(|row| !row.cell(*column).is_empty()).count();
            let full = fullness(*column);
            full > 0 && 2 * full >= answered && !is_confidence(*column) && !is_who(*column)
        };
        let columns: Vec<usize> = (0..table.columns()).filter(may_answer).collect();
        let fullest = columns.iter().copied().max_by_key(|column| fullness(*column));
        let answer = chosen.filter(|column| columns.contains(column)).or(fullest)?;
        let confidence = (0..table.columns()).find(|column| is_confidence(*column));
        let taken: Vec<usize> = columns.iter().copied().chain(confidence).collect();
        let who = match head {
            Some(head) => voter_column(head, rows, &taken),
            None => unique_column(rows, &taken, table.columns()),
        };
        let name = |column: usize| match head {
            Some(head) if !head.cell(column).is_empty() => shortened(head.cell(column)),
            _ => format!("column {}", column + 1),
        };
        let others = columns.iter().map(|column| (*column, name(*column))).collect();
        let layout = Layout::Answers { who, answer, confidence, others };
        let mut reading = BallotReading::new(layout, self.options.len());
        let mut votes = Vec::new();
        for row in rows {
            let confidence = confidence.and_then(|column| share(row.cell(column)));
            match (self.option(row.cell(answer)), row.cell(answer)) {
                (Some(option), _) => {
                    let vote = SingleVote { who: row.voter(who), option, confidence };
                    reading.put(&mut votes, row.line, vote);
                }
                (None, "") => reading.unanswered += 1,
                (None, cell) => {
                    let (cell, last) = (shortened(cell), letter(self.options.len() - 1));
                    let sentence =
                        format!("“{cell}” is no option of this vote (A to {last}); this row does not count.");
                    reading.problems.push(Problem { line: row.line, sentence });
                }
            }
        }
        reading.put_all(votes);
        Some(reading)
    }

    /// The heading and the rows below it. The first row is a heading if no cell in it is an option while the cell below is, or
    /// if it names a voter.
    fn without_heading<'t>(&self, table: &'t Table) -> (Option<&'t Row>, &'t [Row]) {
        let (first, rest) = table.rows.split_first().expect("a table has rows");
        let named = first.cells.iter().any(|cell| {
            is_named(cell, VOTER_WORDS) || is_named(cell, ANSWER_WORDS) || is_named(cell, CONFIDENCE_WORDS)
        });
        let answers = first.cells.iter().any(|cell| self.option(cell).is_some());
        if !rest.is_empty() && (named || !answers) { (Some(first), rest) } else { (None, &table.rows) }
    }
}

impl BallotReading {
    /// Adds the vote of a line; one without a voter is only counted.
    fn put(&mut self, votes: &mut Vec<(u64, SingleVote)>, line: u64, vote: SingleVote) {
        if vote.who.is_empty() {
            self.counted[vote.option] += 1;
        } else {
            votes.push((line, vote));
        }
    }
}

/// A text cut to what fits into a sentence.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
