//! What the room sees, as data: a picture can be frozen, painted small for the teacher and large for the room, kept in
//! the session, printed in a report, and checked for what it must not give away.

use super::prediction::Outlook;
use crate::analysis::number_format::percent;
use crate::scenario::Role;
use serde::{Deserialize, Serialize};

/// A picture of the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomPicture {
    /// The steps of the lesson, for the line along its lower edge.
    pub steps: Vec<String>,
    /// The step that is under way, counted from 0.
    pub step: usize,
    /// What it shows.
    pub content: RoomContent,
}

/// What a picture of the room shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RoomContent {
    /// Nothing: the teacher wants to be looked at.
    Blank,
    /// A title with paragraphs.
    Text {
        /// The title.
        title: String,
        /// The paragraphs.
        paragraphs: Vec<String>,
    },
    /// A question with its options.
    Question {
        /// The question or task.
        title: String,
        /// A second line; may be empty.
        below: String,
        /// The options with their letters.
        options: Vec<(char, String)>,
    },
    /// Counted votes.
    Tally(TallyBoard),
    /// What was voted and predicted, and what came out.
    Result(ResultBoard),
    /// The relationship map.
    Map(MapBoard),
    /// One history: the map of a month beside what has happened up to it.
    History(HistoryBoard),
    /// The course of willingness.
    Plot(PlotBoard),
}

/// Votes as bars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TallyBoard {
    /// The question.
    pub title: String,
    /// How many voted, and how many changed their minds.
    pub below: String,
    /// The options.
    pub rows: Vec<TallyRow>,
}

/// The votes of an option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TallyRow {
    /// Its letter.
    pub letter: char,
    /// Its text.
    pub text: String,
    /// The votes before the discussion, and after it if the vote was repeated.
    pub votes: [Option<u64>; 2],
}

/// What the class voted and predicted beside what the model and the record say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultBoard {
    /// The votes of the class; `None` if it did not vote.
    pub votes: Option<TallyBoard>,
    /// The partner and the material.
    pub title: String,
    /// The plan, and how many predicted.
    pub below: String,
    /// For each outlook: the class's mean probability, and the model's share of histories.
    pub rows: Vec<OutlookRow>,
    /// Predictions of a share instead of a word; `None` where the class predicted in words.
    pub guesses: Option<GuessBoard>,
    /// What can be said of the predictions, in sentences.
    pub sentences: Vec<String>,
}

/// An outlook in such a board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutlookRow {
    /// The outlook.
    pub outlook: Outlook,
    /// The class's mean probability of it; `None` where nobody predicted.
    pub class: Option<f64>,
    /// The share of histories; `None` while it is computed.
    pub model: Option<f64>,
    /// Whether it is what happened.
    pub happened: bool,
}

/// Predicted shares of willingness after a year, from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuessBoard {
    /// The prediction of each person or team.
    pub guesses: Vec<f64>,
    /// The model's mean; `None` while it is computed.
    pub model: Option<f64>,
    /// The same if nothing were said.
    pub before: Option<f64>,
}

/// The relationship map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapBoard {
    /// The title.
    pub title: String,
    /// The actors, home first, and the press where something may reach it.
    pub actors: Vec<MapActor>,
    /// Who shares with home, and how willingly.
    pub partnerships: Vec<MapPartnership>,
    /// What is told and may be passed on.
    pub arrows: Vec<MapArrow>,
    /// Who is hostile to whom, by places among the actors.
    pub hostile: Vec<[usize; 2]>,
}

/// An actor on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapActor {
    /// Its name.
    pub name: String,
    /// Its role; `None` for the press.
    pub role: Option<Role>,
    /// Its place, in map units.
    pub at: [f32; 2],
    /// The line below its name: its change, its role, or nothing.
    pub note: String,
    /// Whether it has learned of the disclosure, or is reporting it, in the history that plays.
    pub knows: bool,
}

/// A partnership on the map. Pairs are of content, and of sources and methods, from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapPartnership {
    /// The place of the partner among the actors.
    pub partner: usize,
    /// The willingness if nothing were said; `None` where no number is shown.
    pub before: Option<[f32; 2]>,
    /// The willingness now.
    pub now: Option<[f32; 2]>,
}

/// An arrow on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapArrow {
    /// Where it begins, by place among the actors.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it means.
    pub meaning: ArrowMeaning,
}

/// The meaning of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum ArrowMeaning {
    /// Home tells it.
    Told,
    /// It could go this way.
    Possible,
    /// It may be passed on, with this chance from 0 to 1.
    Chance(f32),
    /// It went this way, as far as this share of it from 0 to 1.
    Passed(f32),
}

/// A month of one history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryBoard {
    /// The map in that month.
    pub map: MapBoard,
    /// The month.
    pub month: u32,
    /// The last month.
    pub last: u32,
    /// What has happened so far, in sentences, the newest last.
    pub events: Vec<String>,
}

/// The course of willingness of all partners.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlotBoard {
    /// What is shown, and under which plan.
    pub title: String,
    /// The last month.
    pub last: u32,
    /// The month that is looked at.
    pub month: u32,
    /// The courses of content, and of sources and methods.
    pub materials: [Vec<PlotCourse>; 2],
}

/// A partner's course: shares of full willingness from 0 to 1, month by month from month 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlotCourse {
    /// The partner.
    pub name: String,
    /// Whether it is the one that is looked at closely.
    pub stands_out: bool,
    /// The means under the plan.
    pub planned: Vec<f32>,
    /// The means if nothing were said.
    pub withheld: Vec<f32>,
    /// The band that holds half of all histories, low and high.
    pub half: Vec<[f32; 2]>,
}

impl RoomPicture {
    /// The title of what it shows, for a list of kept pictures.
    pub fn title(&self) -> &str {
        self.content.title()
    }

    /// What it says, in paragraphs, for a report.
    pub fn paragraphs(&self) -> Vec<String> {
        self.content.paragraphs()
    }
}

impl RoomContent {
    /// Its title.
    pub fn title(&self) -> &str {
        match self {
            RoomContent::Blank => "The room sees an empty picture.",
            RoomContent::Text { title, .. } | RoomContent::Question { title, .. } => title,
            RoomContent::Tally(board) => &board.title,
            RoomContent::Result(board) => &board.title,
            RoomContent::Map(board) => &board.title,
            RoomContent::History(board) => &board.map.title,
            RoomContent::Plot(board) => &board.title,
        }
    }

    /// What it says below its title.
    pub fn paragraphs(&self) -> Vec<String> {
        match self {
            RoomContent::Blank => Vec::new(),
            RoomContent::Text { paragraphs, .. } => paragraphs.clone(),
            RoomContent::Question { below, options, .. } => {
                let below = Some(below.clone()).filter(|below| !below.is_empty());
                let options = options.iter().map(|(letter, text)| format!("{letter} {text}"));
                below.into_iter().chain(options).collect()
            }
            RoomContent::Tally(board) => board.paragraphs(),
            RoomContent::Result(board) => board.paragraphs(),
            RoomContent::Map(board) => board.paragraphs(),
            RoomContent::History(board) => board.paragraphs(),
            RoomContent::Plot(board) => board.paragraphs(),
        }
    }

    /// All of its words, for a screen reader.
    pub fn words(&self) -> String {
        std::iter::once(self.title().to_owned()).chain(self.paragraphs()).collect::<Vec<_>>().join("\n")
    }
}

impl TallyBoard {
    fn paragraphs(&self) -> Vec<String> {
        std::iter::once(self.below.clone()).chain(self.rows.iter().map(TallyRow::words)).collect()
    }
}

impl TallyRow {
    fn words(&self) -> String {
        match self.votes {
            [Some(before), Some(after)] => format!("{} {}: {before}, then {after}", self.letter, self.text),
            [before, after] => {
                let votes = before.or(after).map_or("hidden".to_owned(), |votes| votes.to_string());
                format!("{} {}: {votes}", self.letter, self.text)
            }
        }
    }
}

impl ResultBoard {
    fn paragraphs(&self) -> Vec<String> {
        let mut all = vec![self.below.clone()];
        all.extend(self.rows.iter().map(OutlookRow::words));
        all.extend(self.guesses.iter().map(GuessBoard::words));
        all.extend(self.sentences.iter().cloned());
        if let Some(votes) = &self.votes {
            all.push(format!("Votes: {}", votes.title));
            all.extend(votes.paragraphs());
        }
        all
    }
}

impl OutlookRow {
    fn words(&self) -> String {
        let class = self.class.map_or(String::new(), |share| format!(", class {}", percent(share)));
        let model = self.model.map_or(String::new(), |share| format!(", model {}", percent(share)));
        let happened = if self.happened { ", happened" } else { "" };
        format!("{}{class}{model}{happened}", self.outlook.name())
    }
}

impl GuessBoard {
    /// The mean of the guesses; `None` without any.
    pub fn mean(&self) -> Option<f64> {
        let count = self.guesses.len();
        (count > 0).then(|| self.guesses.iter().sum::<f64>() / count as f64)
    }

    fn words(&self) -> String {
        let said = |name: &str, share: Option<f64>| share.map(|share| format!("{name} {}", percent(share)));
        let parts = [("class", self.mean()), ("model", self.model), ("nothing said", self.before)];
        let parts: Vec<String> = parts.into_iter().filter_map(|(name, share)| said(name, share)).collect();
        format!("Willingness after a year: {}", parts.join(", "))
    }
}

impl MapBoard {
    fn paragraphs(&self) -> Vec<String> {
        let actor = |actor: &MapActor| match actor.note.as_str() {
            "" => actor.name.clone(),
            note => format!("{}: {note}", actor.name),
        };
        let arrow = |arrow: &MapArrow| {
            let [from, to] = [arrow.from, arrow.to].map(|place| Some(&self.actors.get(place)?.name));
            let (from, to) = from.zip(to)?;
            Some(match arrow.meaning {
                ArrowMeaning::Told => format!("{from} tells {to}"),
                ArrowMeaning::Possible => format!("it could go from {from} to {to}"),
                ArrowMeaning::Chance(chance) => {
                    format!("{from} may pass it on to {to}: {}", percent(chance.into()))
                }
                ArrowMeaning::Passed(_) => format!("it went from {from} to {to}"),
            })
        };
        self.actors.iter().map(actor).chain(self.arrows.iter().filter_map(arrow)).collect()
    }
}

impl HistoryBoard {
    fn paragraphs(&self) -> Vec<String> {
        let month = format!("Month {} of {}", self.month, self.last);
        let changes = self.map.actors.iter().filter(|actor| !actor.note.is_empty());
        let changes = changes.map(|actor| format!("{}: {}", actor.name, actor.note));
        std::iter::once(month).chain(self.events.iter().cloned()).chain(changes).collect()
    }
}

impl PlotBoard {
    /// The names of the two materials, in the order of their courses.
    pub const MATERIALS: [&'static str; 2] = ["Content", "Sources and methods"];

    fn paragraphs(&self) -> Vec<String> {
        let of = |(material, courses): (&str, &Vec<PlotCourse>)| {
            let course = |course: &PlotCourse| course.words(material, self.month as usize);
            courses.iter().filter_map(course).collect::<Vec<String>>()
        };
        PlotBoard::MATERIALS.into_iter().zip(&self.materials).flat_map(of).collect()
    }
}

impl PlotCourse {
    fn words(&self, material: &str, month: usize) -> Option<String> {
        let [now, withheld] = [self.planned.get(month)?, self.withheld.get(month)?];
        let [now, withheld] = [now, withheld].map(|share| percent(f64::from(*share)));
        Some(format!("{material}, {}, month {month}: {now}; if nothing were said {withheld}", self.name))
    }
}
