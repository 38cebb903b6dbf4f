//! Two classes side by side: what they have in common, as shares.

use tearline::lesson::prediction::{Answer, Outlook, Prediction, Target};
use tearline::lesson::session::{ClassSession, Event};
use tearline::lesson::two_classes::TwoClasses;
use tearline::lesson::votes::SingleVote;
use tearline::scenario::{
    ActorId, BallotOption, Lesson, Material, Ordered, Partnership, PredictionForm, Scenario, Step, StepKind,
};

fn scenario() -> Scenario {
    let partnerships = Ordered::from_iter([(ActorId::known("il"), Partnership::default())]);
    Scenario { partnerships, ..Scenario::default() }
}

fn session(question: &str, began: u64) -> ClassSession {
    let options = vec![BallotOption::text("nothing"), BallotOption::text("all")];
    let vote = StepKind::Vote { question: question.into(), options };
    let predict =
        StepKind::Predict { partners: vec![], plan: None, answer: PredictionForm::Words, asks_plan: false };
    let steps =
        [vote, StepKind::Discuss, StepKind::VoteAgain, predict].map(|kind| Step::new(kind, 3)).to_vec();
    ClassSession::new("Case", Lesson { steps, ..Lesson::named("lesson") }, began)
}

fn vote(session: &mut ClassSession, step: usize, options: &[usize]) {
    let votes = options.iter().enumerate();
    let votes = votes.map(|(place, option)| SingleVote {
        who: format!("{place}"),
        option: *option,
        confidence: None,
    });
    session.add(1.0, Event::Voted { step, votes: votes.collect() });
}

fn predict(session: &mut ClassSession, who: &str, outlook: Outlook, confidence: f64) {
    let target = Target { partner: ActorId::known("il"), material: Material::Content };
    let answers = vec![(target, Answer::Word { outlook, confidence })];
    session.add(
        2.0,
        Event::Predicted { step: 3, prediction: Prediction { who: who.into(), answers, plan: None } },
    );
}

#[test]
fn votes_of_the_same_question_stand_beside_each_other_as_shares() {
    let (mut one, mut other) = (session("What?", 1), session("What?", 2));
    vote(&mut one, 0, &[0, 0, 0, 1]);
    vote(&mut one, 2, &[0, 1, 1, 1]);
    vote(&mut other, 0, &[1, 1]);
    let both = TwoClasses::of(&scenario(), [&one, &other]);
    let question = &both.questions[0];
    assert_eq!(question.voters, [4, 2]);
    assert_eq!(question.options[0].shares, [[Some(0.75), Some(0.25)], [Some(0.0), None]]);
    assert_eq!(question.options[1].shares, [[Some(0.25), Some(0.75)], [Some(1.0), None]]);
}

#[test]
fn questions_that_read_otherwise_are_not_compared() {
    let (mut one, mut other) = (session("What?", 1), session("Why?", 2));
    vote(&mut one, 0, &[0]);
    vote(&mut other, 0, &[0]);
    assert!(TwoClasses::of(&scenario(), [&one, &other]).is_empty());
}

#[test]
fn predictions_of_both_classes_are_means() {
    let (mut one, mut other) = (session("What?", 1), session("What?", 2));
    predict(&mut one, "a", Outlook::FallsALot, 0.8);
    predict(&mut one, "b", Outlook::NoChange, 0.6);
    predict(&mut other, "c", Outlook::NoChange, 1.0);
    let both = TwoClasses::of(&scenario(), [&one, &other]);
    let prediction = &both.predictions[0];
    assert_eq!(prediction.predictions, [2, 1]);
    let [mine, theirs] = prediction.shares(Outlook::NoChange);
    assert!((mine - 0.35).abs() < 1e-12 && theirs == 1.0, "{mine} {theirs}");
}
