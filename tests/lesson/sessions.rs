//! The session of a class: what is read off its entries.

use tearline::lesson::prediction::{Answer, Outlook, Prediction, Target};
use tearline::lesson::room_picture::{ArrowMeaning, MapActor, MapArrow, MapBoard, MapPartnership};
use tearline::lesson::session::{ClassSession, Event, SeatDecision, Sharing};
use tearline::lesson::votes::SingleVote;
use tearline::lesson::{RoomContent, RoomPicture};
use tearline::scenario::{
    ActorId, BallotOption, Lesson, Material, PredictionForm, RevealedHistories, Role, Step, StepKind,
};

fn lesson() -> Lesson {
    let vote = StepKind::Vote {
        question: "What would you tell?".into(),
        options: vec![BallotOption::text("nothing"), BallotOption::text("all")],
    };
    let predict =
        StepKind::Predict { partners: vec![], plan: None, answer: PredictionForm::Words, asks_plan: false };
    let reveal = StepKind::Reveal { plan: None, plays: RevealedHistories::All };
    let kinds = [vote, StepKind::Discuss, StepKind::VoteAgain, predict, reveal];
    let steps = kinds.map(|kind| Step::new(kind, 3)).to_vec();
    Lesson { steps, ..Lesson::named("lesson") }
}

fn session() -> ClassSession {
    ClassSession::new("Oval Office", lesson(), 1_795_000_000)
}

fn voted(step: usize, who: &str, option: usize) -> Event {
    let vote = SingleVote { who: who.into(), option, confidence: None };
    Event::Voted { step, votes: vec![vote] }
}

fn predicted(who: &str, outlook: Outlook) -> Event {
    let target = Target { partner: ActorId::known("il"), material: Material::Content };
    let answers = vec![(target, Answer::Word { outlook, confidence: 0.7 })];
    Event::Predicted { step: 3, prediction: Prediction { who: who.into(), answers, plan: None } }
}

#[test]
fn a_session_begins_with_the_first_step() {
    assert_eq!(session().step(), 0);
    assert!(!session().is_revealed());
}

#[test]
fn the_second_vote_has_the_options_of_the_first_and_its_own_count() {
    let mut session = session();
    session.add(1.0, voted(0, "a", 0));
    session.add(2.0, Event::Counted { step: 0, option: 1, votes: 3 });
    session.add(3.0, voted(2, "a", 1));
    let votes = |step: usize| session.tally(step).map(|tally| tally.votes());
    assert_eq!((votes(0), votes(1), votes(2)), (Some(vec![1, 3]), None, Some(vec![0, 1])));
    let movement = session.movement(2).expect("a voted twice");
    assert_eq!((movement.followed, movement.changed()), (1, 1));
}

#[test]
fn a_tally_stays_hidden_until_it_is_shown() {
    let mut session = session();
    session.add(1.0, voted(0, "a", 0));
    assert!(!session.shows_tally(0));
    session.add(2.0, Event::TallyShown { step: 0, shown: true });
    assert!(session.shows_tally(0) && !session.shows_tally(2));
    session.add(3.0, Event::TallyShown { step: 0, shown: false });
    assert!(!session.shows_tally(0));
}

#[test]
fn results_once_revealed_stay_revealed_when_the_teacher_goes_back() {
    let mut session = session();
    session.add(1.0, Event::StepBegan(4));
    session.add(2.0, Event::StepBegan(1));
    assert!(session.is_revealed());
    assert_eq!(session.step(), 1);
}

#[test]
fn a_second_prediction_of_one_code_replaces_the_first() {
    let mut session = session();
    session.add(1.0, predicted("k1", Outlook::NoChange));
    session.add(2.0, predicted("k2", Outlook::NoChange));
    session.add(3.0, predicted("k1", Outlook::FallsALot));
    let sealed = session.predictions(3);
    let who: Vec<&str> = sealed.iter().map(|prediction| prediction.who.as_str()).collect();
    assert_eq!(who, ["k1", "k2"]);
    let [(_, Answer::Word { outlook, .. })] = sealed[0].answers[..] else { panic!("{sealed:?}") };
    assert_eq!(outlook, Outlook::FallsALot);
}

#[test]
fn an_answer_is_taken_back_but_not_the_course_of_the_lesson() {
    let mut session = session();
    session.add(1.0, voted(0, "a", 0));
    session.add(2.0, Event::StepBegan(1));
    let taken = session.take_back().expect("there is a vote");
    assert_eq!(taken.event, voted(0, "a", 0));
    assert_eq!(session.step(), 1);
    assert_eq!(session.tally(0).map(|tally| tally.total()), Some(0));
    assert_eq!(session.take_back(), None);
}

#[test]
fn the_timer_of_a_step_follows_its_pauses_and_minutes() {
    let mut session = session();
    session.add(100.0, Event::StepBegan(1));
    session.add(130.0, Event::Paused(true));
    session.add(160.0, Event::MinutesAdded(1));
    session.add(200.0, Event::Paused(false));
    // Three minutes and one, of which half a minute ran before the pause and ten seconds after it.
    assert_eq!(session.timer().left(210.0), 240.0 - 40.0);
}

/// A picture of a map with two actors.
fn map() -> RoomPicture {
    let actor = |name: &str, role, note: &str| MapActor {
        name: name.into(),
        role: Some(role),
        at: [0.5, -120.25],
        note: note.into(),
        knows: false,
    };
    let board = MapBoard {
        title: "Before the meeting".into(),
        actors: vec![actor("Home", Role::Home, ""), actor("Israel", Role::Originator, "originator")],
        partnerships: vec![MapPartnership { partner: 1, before: None, now: Some([0.75, 0.5]) }],
        arrows: vec![MapArrow { from: 0, to: 1, meaning: ArrowMeaning::Chance(0.25) }],
        hostile: Vec::new(),
    };
    RoomPicture { steps: vec!["Brief".into()], step: 0, content: RoomContent::Map(board) }
}

#[test]
fn a_kept_picture_gives_its_title_and_paragraphs_to_a_report() {
    let mut session = session();
    session.add(3.0, Event::PictureKept { note: "the map".into(), picture: Box::new(map()) });
    let kept: Vec<_> = session.pictures().collect();
    assert_eq!((kept.len(), kept[0].at, kept[0].note), (1, 3.0, "the map"));
    assert_eq!(kept[0].picture.title(), "Before the meeting");
    let says = ["Home", "Israel: originator", "Home may pass it on to Israel: 25\u{a0}%"];
    assert_eq!(kept[0].picture.paragraphs(), says);
}

#[test]
fn a_session_written_and_read_back_is_the_same() {
    let mut session = session();
    session.add(1.0, voted(0, "a", 0));
    session.add(2.5, predicted("k1", Outlook::FallsALittle));
    session.add(3.0, Event::PictureKept { note: "the map".into(), picture: Box::new(map()) });
    let text = ron::to_string(&session).expect("it can be written");
    assert_eq!(ron::from_str::<ClassSession>(&text).expect("it can be read"), session);
}

#[test]
fn a_session_of_a_newer_version_says_so() {
    let text = ron::to_string(&session()).expect("it can be written").replacen("version:1", "version:9", 1);
    let error = ron::from_str::<ClassSession>(&text).expect_err("version 9 is unknown").to_string();
    assert!(error.contains("version 9") && error.contains("newer Tearline"), "{error}");
}

fn decided(who: &str, sharing: Sharing) -> Event {
    let decision = SeatDecision { sharing, reason: "because".into(), ..SeatDecision::default() };
    Event::SeatDecided { step: 1, seat: ActorId::known("il"), who: who.into(), decision }
}

#[test]
fn a_second_decision_of_one_team_from_a_seat_replaces_the_first() {
    let mut session = session();
    session.add(1.0, decided("team 1", Sharing::Stops));
    session.add(2.0, decided("team 2", Sharing::SharesOn));
    session.add(3.0, decided("team 1", Sharing::Restricts));
    let sealed: Vec<(&str, Sharing)> =
        session.seat_decisions(1).iter().map(|entry| (entry.who, entry.decision.sharing)).collect();
    assert_eq!(sealed, [("team 1", Sharing::Restricts), ("team 2", Sharing::SharesOn)]);
    assert!(session.seat_decisions(0).is_empty());
}

#[test]
fn a_session_with_a_share_beyond_its_bounds_is_refused_where_it_stands() {
    let predicted = |answer: &str| {
        let target = "(partner:\"il\",material:Content)";
        let text = format!("Predicted(step:1,prediction:(who:\"Ada\",answers:[({target},{answer})]))");
        ron::from_str::<Event>(&text).map_err(|error| error.to_string())
    };
    assert!(predicted("Word(outlook:FallsALot,confidence:0.7)").is_ok());
    for answer in ["Word(outlook:FallsALot,confidence:7.0)", "Willingness(-0.1)"] {
        let error = predicted(answer).expect_err("it is beyond its bounds");
        assert!(error.contains("is not between 0 and 1"), "{error}");
    }
    let voted = |sure: &str| {
        ron::from_str::<Event>(&format!("Voted(step:1,votes:[(who:\"Ada\",option:0,confidence:{sure})])"))
    };
    assert!(voted("Some(0.5)").is_ok() && voted("None").is_ok() && voted("Some(50.0)").is_err());
}

#[test]
fn a_decision_written_before_reasons_were_kept_can_be_read() {
    let older = "SeatDecided(step:1,seat:\"il\",who:\"\",decision:(sharing:Stops,protests:true))";
    let event: Event = ron::from_str(older).expect("it can be read");
    let Event::SeatDecided { decision, .. } = event else { panic!("{event:?}") };
    assert_eq!((decision.sharing, decision.reason.as_str(), decision.plan), (Sharing::Stops, "", None));
}
