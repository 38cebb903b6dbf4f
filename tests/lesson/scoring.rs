//! Scores against values computed by hand.

use tearline::lesson::prediction::{Forecast, Outlook};
use tearline::lesson::scoring::{Competitor, Known, Outcome, Scoreboard, ShareErrors};

fn near(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-12, "{one} is not {other}");
}

#[test]
fn a_word_with_a_confidence_leaves_the_rest_to_the_other_two() {
    let Forecast(shares) = Forecast::worded(Outlook::FallsALittle, 0.8);
    near(shares[0], 0.1);
    near(shares[1], 0.8);
    near(shares[2], 0.1);
}

#[test]
fn the_score_against_shares_is_the_one_computed_by_hand() {
    // Shares .5, .3, .2; forecast .2, .5, .3: .5 (.64 + .25 + .09) + .3 (.04 + .25 + .09) + .2 (.04 + .25 + .49).
    let outcome = Outcome::Shares([0.5, 0.3, 0.2]);
    near(outcome.brier(&Forecast([0.2, 0.5, 0.3])), 0.5 * 0.98 + 0.3 * 0.38 + 0.2 * 0.78);
}

#[test]
fn certain_and_right_scores_0_and_certain_and_wrong_2() {
    for outcome in [Outcome::Shares([0.0, 0.0, 1.0]), Outcome::Fell(true)] {
        near(outcome.brier(&Forecast::certain(Outlook::FallsALot)), 0.0);
        near(outcome.brier(&Forecast::certain(Outlook::NoChange)), 2.0);
    }
}

#[test]
fn the_record_does_not_say_how_deep_a_fall_was_so_both_falls_score_alike() {
    let fell = Outcome::Fell(true);
    let falls = [Outlook::FallsALittle, Outlook::FallsALot].map(|fall| fell.brier(&Forecast::certain(fall)));
    assert_eq!(falls, [0.0, 0.0]);
    near(fell.brier(&Forecast([0.4, 0.3, 0.3])), 2.0 * 0.16);
}

#[test]
fn no_forecast_is_better_than_the_shares_themselves() {
    let shares = [0.6, 0.3, 0.1];
    let outcome = Outcome::Shares(shares);
    let best = outcome.brier(&Forecast(shares));
    for step in 0..=20 {
        for other in 0..=(20 - step) {
            let forecast =
                [f64::from(step) / 20.0, f64::from(other) / 20.0, f64::from(20 - step - other) / 20.0];
            assert!(outcome.brier(&Forecast(forecast)) >= best - 1e-12, "{forecast:?} is better");
        }
    }
}

#[test]
fn the_mean_of_the_class_is_one_of_the_competitors() {
    let class = [
        ("a".to_owned(), Forecast::certain(Outlook::NoChange)),
        ("b".to_owned(), Forecast::certain(Outlook::FallsALot)),
    ];
    let known = Known { model: Some([0.5, 0.0, 0.5]), record: Some(true) };
    let board = Scoreboard::of(&class, known, Outcome::Shares([0.5, 0.0, 0.5]));
    near(board.competitor(Competitor::Crowd).expect("there is a class"), 0.5);
    near(board.competitor(Competitor::Model).expect("it is shown"), 0.5);
    near(board.competitor(Competitor::NoChange).expect("it is always there"), 1.0);
    // .5 (1 + .25 + .25) + .5 (0 + .25 + .25).
    near(board.competitor(Competitor::Record).expect("it is known"), 1.0);
    assert_eq!(board.beats(0.5), Some(1.0));
    assert_eq!(board.beats(1.0), Some(0.0), "as good as both is better than neither");
}

#[test]
fn an_empty_class_has_no_mean_and_nobody_to_beat() {
    let board = Scoreboard::of(&[], Known { model: None, record: None }, Outcome::Fell(false));
    assert_eq!(board.competitor(Competitor::Crowd), None);
    assert_eq!(board.competitor(Competitor::Record), None);
    assert_eq!(board.beats(0.0), None);
}

#[test]
fn the_errors_of_shares_are_those_computed_by_hand() {
    // The model's mean is .6; the class says .8, .5 and .2, whose mean is .5; unsaid it would be .9.
    let errors = ShareErrors::of(&[0.8, 0.5, 0.2], 0.6, 0.9).expect("there is a class");
    near(errors.members, (0.2 + 0.1 + 0.4) / 3.0);
    near(errors.crowd, 0.1);
    near(errors.no_change, 0.3);
    // It beats .8 and .2, and is as good as .5.
    near(errors.beaten, 2.0 / 3.0);
    assert_eq!(ShareErrors::of(&[], 0.6, 0.9), None);
}

#[test]
fn a_standing_is_said_in_words_beside_the_class_and_every_competitor() {
    let class = [
        ("a".to_owned(), Forecast::worded(Outlook::FallsALot, 0.9)),
        ("b".to_owned(), Forecast::worded(Outlook::NoChange, 0.8)),
    ];
    let known = Known { model: Some([0.9, 0.1, 0.0]), record: Some(true) };
    let outcome = Outcome::Shares([0.9, 0.1, 0.0]);
    let board = Scoreboard::of(&class, known, outcome);
    let crowd = board.of_crowd(&outcome).expect("there is a class");
    // The mean is 0.425, 0.075, 0.5: nearer than a, further than b and “no change”; the record is half and half.
    assert_eq!(crowd.beats, Some(0.5));
    assert_eq!(
        (crowd.nearer_than.as_slice(), crowd.no_nearer_than.as_slice()),
        (&[Competitor::Record][..], &[Competitor::NoChange][..])
    );
    assert_eq!(
        crowd.in_words("The mean of the class", "the model", "of you"),
        "The mean of the class is nearer to the model than 50\u{a0}% of you and than the record; no nearer than “nothing ever changes”."
    );
    let [best, crowd] = [Some(board.class[1].brier), board.competitor(Competitor::Crowd)];
    assert!(best < crowd && best.is_some(), "{best:?} against {crowd:?}");
}
