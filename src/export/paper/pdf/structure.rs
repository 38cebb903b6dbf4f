//! The structure of a PDF, for readers that do not look at it: which marks on its pages belong to which part.

use super::pieces::Part;
use crate::export::paper::{Block, Paper, Rank};
use krilla::tagging::{ListNumbering, Node, Tag, TagGroup, TagTree};
use std::collections::BTreeMap;
use std::num::NonZeroU16;

/// The language of all papers.
const LANGUAGE: &str = "en";

/// The marks of all parts.
#[derive(Default)]
pub struct Structure {
    marks: BTreeMap<Part, Vec<Node>>,
}

impl Structure {
    /// Adds a mark to a part.
    pub fn add(&mut self, part: Part, mark: impl Into<Node>) {
        self.marks.entry(part).or_default().push(mark.into());
    }

    /// The structure as PDF keeps it.
    pub fn tree(mut self, paper: &Paper) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        let mut put = |group: Option<TagGroup>| group.into_iter().for_each(|group| tree.push(group));
        put(self.heading(0, 1, &paper.title));
        put(self.group(Part { block: 1, item: 0 }, Tag::P));
        for (place, block) in paper.blocks.iter().enumerate() {
            self.block(place + 2, block).into_iter().for_each(|group| put(Some(group)));
        }
        tree
    }

    fn block(&mut self, place: usize, block: &Block) -> Vec<TagGroup> {
        let part = |item: usize| Part { block: place, item };
        match block {
            Block::Heading { rank: Rank::Chapter, text } => {
                self.heading(place, 2, text).into_iter().collect()
            }
            Block::Heading { rank: Rank::Section, text } => {
                self.heading(place, 3, text).into_iter().collect()
            }
            Block::Text(_) | Block::Note(_) => self.group(part(0), Tag::P).into_iter().collect(),
            Block::List(items) => {
                let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
                for item in 0..items.len() {
                    if let Some(body) = self.group(part(item), Tag::LBody) {
                        list.push(TagGroup::with_children(Tag::LI, vec![body.into()]));
                    }
                }
                vec![list]
            }
            Block::Terms(terms) => {
                (0..2 * terms.len()).filter_map(|item| self.group(part(item), Tag::P)).collect()
            }
            Block::Table(of) => {
                let caption = self.group(part(0), Tag::P);
                let rows =
                    (0..of.rows.len() + 1).filter_map(|row| self.marks.remove(&part(row + 1))).flatten();
                let rows: Vec<Node> = rows.collect();
                caption.into_iter().chain([TagGroup::with_children(Tag::Table, rows)]).collect()
            }
            Block::Picture(picture) => {
                let description =
                    if picture.description.is_empty() { "Picture" } else { &picture.description };
                let figure = Tag::Figure(Some(description.to_owned()));
                let figure = self.group(part(0), figure);
                figure.into_iter().chain(self.group(part(1), Tag::P)).collect()
            }
            Block::WritingLines(_) | Block::NewPage => Vec::new(),
        }
    }

    /// A heading. Readers list headings by their text.
    fn heading(&mut self, place: usize, level: u16, text: &str) -> Option<TagGroup> {
        let level = NonZeroU16::new(level)?;
        let title = if text.trim().is_empty() { "–" } else { text };
        self.group(Part { block: place, item: 0 }, Tag::Hn(level, Some(title.to_owned())))
    }

    /// The marks of a part under a tag; `None` for a part without marks.
    fn group(&mut self, part: Part, tag: impl Into<krilla::tagging::TagKind>) -> Option<TagGroup> {
        let marks = self.marks.remove(&part)?;
        Some(TagGroup::with_children(tag, marks))
    }
}
