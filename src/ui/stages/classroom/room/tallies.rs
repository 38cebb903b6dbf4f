//! The votes of the class for the room's picture.

use crate::lesson::room_picture::{TallyBoard, TallyRow};
use crate::lesson::votes::letter;
use crate::scenario::BallotOption;
use crate::ui::Scene;
use crate::ui::stages::classroom::ClassView;

/// The votes of a step, beside them those of the vote that it repeats; `None` if the step is no vote.
pub fn board(scene: &Scene<'_>, class: &ClassView<'_>, step: usize) -> Option<TallyBoard> {
    let session = class.session;
    let (ballot, now) = session.lesson.ballot(step).zip(session.tally(step))?;
    let first = session.lesson.vote_before(step).and_then(|first| session.tally(first));
    let votes = now.votes();
    let before = first.as_ref().map(|first| first.votes());
    let row = |(option, of): (usize, &BallotOption)| TallyRow {
        letter: letter(option),
        text: class.case.unwrap_or(scene.scenario).option_text(of).to_owned(),
        votes: match &before {
            Some(before) => [Some(before[option]), Some(votes[option])],
            None => [Some(votes[option]), None],
        },
    };
    let mut below = format!("{} voted.", now.total());
    if let Some(movement) = session.movement(step) {
        below.push_str(&format!(" {} changed their minds.", movement.changed()));
    }
    Some(TallyBoard {
        title: ballot.question.to_owned(),
        below,
        rows: ballot.options.iter().enumerate().map(row).collect(),
    })
}

/// The last vote of the class so far; `None` if nobody voted.
pub fn last(scene: &Scene<'_>, class: &ClassView<'_>) -> Option<TallyBoard> {
    let session = class.session;
    let has_votes = |step: &usize| session.tally(*step).is_some_and(|tally| tally.total() > 0);
    board(scene, class, (0..=session.step()).rev().find(has_votes)?)
}

/// The votes before and after the discussion, in a sentence each.
pub fn in_short(votes: &TallyBoard) -> Vec<String> {
    let of = |turn: usize, when: &str| {
        let option = |row: &TallyRow| Some(format!("{} {}", row.letter, row.votes[turn]?));
        let options: Option<Vec<String>> = votes.rows.iter().map(option).collect();
        Some(format!("{when}: {}.", options?.join(", ")))
    };
    match of(1, "After talking you voted") {
        Some(after) => of(0, "At first you voted").into_iter().chain([after]).collect(),
        None => of(0, "You voted").into_iter().collect(),
    }
}
