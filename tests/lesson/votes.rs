//! Counting, and how voters moved between two votes.

use tearline::lesson::votes::{Advice, Movement, SingleVote, Tally};

fn vote(who: &str, option: usize) -> SingleVote {
    SingleVote { who: who.into(), option, confidence: None }
}

fn tally(options: usize, votes: &[(&str, usize)]) -> Tally {
    let mut tally = Tally::new(options);
    for (who, option) in votes {
        tally.put(vote(who, *option)).expect("the option is there");
    }
    tally
}

#[test]
fn counted_votes_and_single_votes_add_up() {
    let mut tally = tally(3, &[("a", 0), ("b", 2)]);
    tally.set_counted(2, 5).expect("the option is there");
    assert_eq!(tally.votes(), [1, 0, 6]);
    assert_eq!(tally.total(), 7);
    assert_eq!(tally.share([2].into_iter()), Some(6.0 / 7.0));
}

#[test]
fn of_two_votes_by_one_voter_the_later_counts() {
    let mut tally = tally(2, &[("a", 0)]);
    assert_eq!(tally.put(vote("a", 1)), Ok(true));
    assert_eq!(tally.votes(), [0, 1]);
}

#[test]
fn an_option_that_is_not_there_is_refused_by_its_letter() {
    let error = Tally::new(2).put(vote("a", 2)).expect_err("there are two options");
    assert_eq!(error.to_string(), "this vote has no option C");
}

#[test]
fn a_vote_without_voters_has_no_shares() {
    assert_eq!(Tally::new(2).share([0].into_iter()), None);
}

#[test]
fn the_second_vote_says_who_stayed_left_and_joined() {
    let first = tally(3, &[("a", 0), ("b", 0), ("c", 1), ("d", 2), ("gone", 2)]);
    let second = tally(3, &[("a", 0), ("b", 1), ("c", 1), ("d", 1), ("new", 0)]);
    let movement = Movement::between(&first, &second).expect("four are known in both");
    let of = |option: usize| {
        let moved = movement.options[option];
        [moved.stayed, moved.left, moved.joined]
    };
    assert_eq!([of(0), of(1), of(2)], [[1, 1, 0], [1, 0, 2], [0, 1, 0]]);
    assert_eq!((movement.followed, movement.changed()), (4, 2));
    assert_eq!(movement.changes[0][1], 1);
    assert_eq!(movement.changes[2][1], 1);
}

#[test]
fn nobody_is_followed_where_votes_were_only_counted() {
    let (mut first, mut second) = (Tally::new(2), Tally::new(2));
    first.set_counted(0, 4).expect("the option is there");
    second.set_counted(1, 4).expect("the option is there");
    assert_eq!(Movement::between(&first, &second), None);
}

#[test]
fn the_mean_confidence_counts_those_who_said_how_sure_they_are() {
    let mut tally = tally(2, &[("silent", 0)]);
    for (who, sure) in [("a", 0.5), ("b", 1.0)] {
        tally.put(SingleVote { confidence: Some(sure), ..vote(who, 0) }).expect("the option is there");
    }
    assert_eq!(tally.confidence(0), Some(0.75));
    assert_eq!(tally.confidence(1), None);
}

#[test]
fn the_advice_follows_the_share_that_is_right() {
    let at = [0.0, 0.34, 0.35, 0.70, 0.71, 1.0].map(Advice::at);
    use Advice::{Discuss, GiveHint, GoOn};
    assert_eq!(at, [GiveHint, GiveHint, Discuss, Discuss, GoOn, GoOn]);
}
