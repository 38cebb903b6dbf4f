//! The brief: the case as it stood on the eve of the meeting.

use super::HandoutInput;
use crate::export::background;
use crate::export::paper::{Paper, Picture};

/// Adds the brief.
pub fn add(paper: &mut Paper, of: HandoutInput<'_>) {
    paper.chapter("The brief");
    background::add_question(paper, of.scenario);
    background::add_promises(paper, of.scenario);
    let map = of.map.map(|svg| Picture {
        svg: svg.to_owned(),
        description: "The relationship map: who shares with whom, and who may tell whom".into(),
        caption: String::new(),
        width: 1.0,
    });
    background::add_people(paper, of.scenario, map);
}
