//! Which history is shown, how time passes in it, and how both follow a change.

use super::*;
use crate::analysis::events::{EventKind, tell};
use crate::app::tasks::TaskError;
use crate::engine::{Monitor, NoMonitor, Run, project};
use crate::scenario::{Edit, Plan};

/// The month that is shown before anything plays, and the last.
const MONTH: u32 = 3;
const LAST: u32 = 24;
/// Less than the longest frame, so that all of it counts.
const FRAME: f64 = 0.2;

fn input() -> ProjectionInput {
    let case = crate::storage::built_in("oval-office-2017").expect("it ships");
    let scenario = case.scenario().expect("a good case");
    let plan = scenario.plans.values().next().expect("a plan").clone();
    ProjectionInput { scenario: Arc::new(scenario), plan, seed: 1, supposes_learning: false }
}

fn with_horizon(input: &ProjectionInput, months: u32) -> ProjectionInput {
    let scenario = input.scenario.edited(&Edit::SetHorizon(months)).expect("a fitting horizon");
    ProjectionInput { scenario: Arc::new(scenario), ..input.clone() }
}

/// A projection that names these histories as typical, lucky and unlucky.
fn projection(input: &ProjectionInput, [typical, lucky, unlucky]: [u64; 3]) -> Projection {
    let run = Run { histories: 16, ..Run::default() };
    let mut projection = project(&input.scenario, &input.plan, &run, &NoMonitor).expect("nobody stops it");
    let representative = &mut projection.representative;
    (representative.typical, representative.lucky, representative.unlucky) = (typical, lucky, unlucky);
    projection
}

fn told(request: &EventLogRequest) -> Arc<EventLog> {
    let ProjectionInput { scenario, plan, seed, .. } = &request.input;
    Arc::new(tell(scenario, plan, *seed, request.number))
}

/// A player with the input it follows and a clock.
struct Watched {
    player: Player,
    input: ProjectionInput,
    projection: Projection,
    now: f64,
}

impl Watched {
    fn new() -> Self {
        let input = input();
        let projection = projection(&input, [5, 6, 7]);
        Watched { player: Player::paused(MONTH, LAST), input, projection, now: 0.0 }
    }

    /// The event log that must be computed now, if one must.
    fn follow(&mut self) -> Option<EventLogRequest> {
        self.player.follow(&self.input, Some((&self.projection, true)))
    }

    /// Has told what has to be told.
    fn tell(&mut self) {
        let request = self.follow().expect("something has to be told");
        self.player.handle(Ok(told(&request)));
    }

    fn look_at(&mut self, which: HistoryChoice) {
        self.player.show_history(Some(which), MONTH, LAST);
        self.tell();
    }

    fn number(&self) -> Option<u64> {
        self.player.playback(true).log.map(|story| story.number)
    }

    fn runs(&self) -> bool {
        self.player.playback(true).playing
    }

    /// Passes a number of frames.
    fn frames(&mut self, number: usize) {
        for _ in 0..number {
            self.now += FRAME;
            self.player.tick(self.now);
        }
    }
}

#[test]
fn at_rest_all_histories_are_looked_at_in_the_month_that_is_shown() {
    let mut watched = Watched::new();
    assert!(!watched.player.shows_one() && !watched.runs());
    assert_eq!(watched.player.moment(), Moment { month: MONTH, begun: 0, progress: 1.0 });
    assert!(watched.follow().is_none(), "nothing has to be told");
    assert!(watched.player.due_in(true).is_none(), "no frame is due");
}

#[test]
fn every_roll_is_another_history_and_plays_from_its_beginning() {
    let mut watched = Watched::new();
    let mut numbers = Vec::new();
    for _ in 0..3 {
        watched.player.roll();
        watched.tell();
        numbers.extend(watched.number());
        assert!(watched.runs());
        assert_eq!(watched.player.moment().month, 0);
        assert_eq!(watched.player.moment().begun, 1, "the first event has begun");
        watched.frames(30);
        assert!(watched.player.moment().begun > 1, "and others follow");
    }
    assert_eq!(numbers, [0, 1, 2]);
}

#[test]
fn typical_lucky_and_unlucky_are_those_of_the_projection_once_it_is_current() {
    let mut watched = Watched::new();
    for (which, number) in
        [(HistoryChoice::Typical, 5), (HistoryChoice::Lucky, 6), (HistoryChoice::Unlucky, 7)]
    {
        watched.player.show_history(Some(which), MONTH, LAST);
        let Watched { player, input, projection, .. } = &mut watched;
        assert!(player.follow(input, None).is_none(), "nobody knows yet which that is");
        assert!(player.follow(input, Some((projection, false))).is_none(), "nor from an old projection");
        watched.tell();
        assert_eq!(watched.number(), Some(number), "{which:?}");
    }
}

#[test]
fn a_history_is_told_once_however_often_it_is_asked_for() {
    let mut watched = Watched::new();
    watched.player.show_history(Some(HistoryChoice::Typical), MONTH, LAST);
    let request = watched.follow().expect("something has to be told");
    assert!(watched.follow().is_none(), "it is being told");
    watched.player.handle(Ok(told(&request)));
    assert!(watched.follow().is_none(), "it has been told");
}

#[test]
fn a_change_is_seen_in_the_same_history_beside_what_it_was() {
    let mut watched = Watched::new();
    watched.look_at(HistoryChoice::Unlucky);
    watched.input = with_horizon(&watched.input, 12);
    watched.projection = projection(&watched.input, [1, 2, 3]);
    watched.tell();
    let playback = watched.player.playback(true);
    assert_eq!(playback.which, Some(HistoryChoice::Kept(7)));
    assert_eq!(playback.log.map(|story| story.number), Some(7));
    assert_eq!(playback.earlier.map(|story| story.number), Some(7));
}

#[test]
fn for_another_plan_the_typical_history_is_found_anew_and_nothing_stays_beside_it() {
    let mut watched = Watched::new();
    watched.look_at(HistoryChoice::Typical);
    watched.player.unpin();
    watched.input.plan = Plan::named("Say nothing");
    watched.projection = projection(&watched.input, [11, 12, 13]);
    watched.tell();
    let playback = watched.player.playback(true);
    assert_eq!(
        (playback.which, playback.log.map(|story| story.number)),
        (Some(HistoryChoice::Typical), Some(11))
    );
    assert!(playback.earlier.is_none());
}

#[test]
fn until_a_history_is_told_no_time_passes() {
    let mut watched = Watched::new();
    watched.player.roll();
    let request = watched.follow().expect("something has to be told");
    watched.frames(50);
    assert!(watched.player.due_in(true).is_none());
    watched.player.handle(Ok(told(&request)));
    assert_eq!((watched.player.moment().month, watched.player.moment().begun), (0, 1));
}

#[test]
fn time_is_held_and_goes_on_from_there() {
    let mut watched = Watched::new();
    watched.player.roll();
    watched.tell();
    watched.frames(5);
    watched.player.play_or_pause();
    let held = watched.player.moment();
    watched.frames(50);
    assert_eq!(watched.player.moment(), held);
    assert!(watched.player.due_in(true).is_none(), "what is held asks for no frames");
    watched.player.play_or_pause();
    watched.frames(1);
    assert_ne!(watched.player.moment(), held);
    assert!(watched.player.moment().month >= held.month && watched.player.moment().begun >= held.begun);
}

#[test]
fn steps_go_from_event_to_event_and_hold_time_there() {
    let mut watched = Watched::new();
    watched.player.roll();
    watched.tell();
    watched.player.step(0);
    assert!(!watched.runs());
    let begun = |watched: &Watched| watched.player.moment().begun;
    assert_eq!(begun(&watched), 1);
    watched.player.step(1);
    assert_eq!(begun(&watched), 2);
    watched.player.step(-1);
    assert_eq!(begun(&watched), 1);
    watched.player.step(-1);
    assert_eq!(begun(&watched), 1, "there is nothing before the first");
}

#[test]
fn an_entry_and_a_month_can_be_gone_to() {
    let mut watched = Watched::new();
    watched.player.roll();
    watched.tell();
    watched.player.show_entry(1);
    assert!(!watched.runs());
    assert_eq!((watched.player.moment().begun, watched.player.moment().progress > 0.99), (2, true));
    watched.player.show_month(9);
    assert_eq!(watched.player.moment().month, 9);
}

#[test]
fn twice_the_speed_takes_half_the_time_and_speed_has_its_bounds() {
    let frames_to_the_end = |speed: f32| {
        let mut watched = Watched::new();
        watched.player.roll();
        watched.tell();
        watched.player.set_speed(speed);
        let end = (0..10_000_usize).find(|_| {
            watched.frames(1);
            !watched.runs()
        });
        end.expect("it comes to its end")
    };
    let (once, twice) = (frames_to_the_end(1.0), frames_to_the_end(2.0));
    assert!(once.abs_diff(2 * twice) <= 2, "{once} and {twice} frames");
    let mut player = Player::paused(MONTH, LAST);
    for (asked, given) in [(0.0, 0.25), (100.0, 8.0)] {
        player.set_speed(asked);
        assert_eq!(player.playback(true).speed, given);
    }
}

#[test]
fn a_drawing_that_takes_long_does_not_make_time_jump() {
    let mut watched = Watched::new();
    watched.player.roll();
    watched.tell();
    watched.now += 1_000.0;
    watched.player.tick(watched.now);
    assert_eq!(watched.player.moment().begun, 1);
}

#[test]
fn at_its_end_a_play_holds_and_begins_again_when_it_is_asked_to_go_on() {
    let mut watched = Watched::new();
    watched.player.roll();
    watched.tell();
    watched.frames(2_000);
    assert!(!watched.runs());
    assert_eq!(watched.player.moment().month, LAST);
    watched.player.play_or_pause();
    assert!(watched.runs());
    assert_eq!(watched.player.moment().month, 0);
}

#[test]
fn when_a_partner_learned_is_known_at_the_end_and_not_before() {
    let mut watched = Watched::new();
    let israel = ActorId::known("il");
    for _ in 0..50 {
        watched.player.roll();
        watched.tell();
        let learned = watched.player.playback(true).log.is_some_and(|story| {
            let learns =
                |entry: &Entry| matches!(&entry.kind, EventKind::Learned { partner } if *partner == israel);
            story.entries.iter().any(learns)
        });
        assert_eq!(watched.player.learned_by_the_end(&israel), None, "nothing is given away");
        watched.player.show_month(LAST);
        assert_eq!(watched.player.learned_by_the_end(&israel).is_some(), learned);
        if learned {
            return;
        }
    }
    panic!("in none of 50 histories does the originator learn of it");
}

#[test]
fn all_histories_again_let_go_of_the_story_and_the_seat() {
    let mut watched = Watched::new();
    watched.look_at(HistoryChoice::Lucky);
    watched.player.take_seat(Some(ActorId::known("il")));
    watched.player.show_history(None, 8, LAST);
    let playback = watched.player.playback(true);
    assert!(
        playback.log.is_none() && playback.which.is_none() && playback.seat.is_none() && !playback.playing
    );
    assert_eq!(playback.moment.month, 8);
}

#[test]
fn a_seat_is_left_when_its_partner_is_gone() {
    let mut watched = Watched::new();
    watched.look_at(HistoryChoice::Typical);
    watched.player.take_seat(Some(ActorId::known("il")));
    watched.player.check_seat(&watched.input.scenario);
    assert!(watched.player.playback(true).seat.is_some());
    watched.player.check_seat(&Scenario::default());
    assert!(watched.player.playback(true).seat.is_none());
}

#[test]
fn what_is_asked_for_no_more_is_cancelled_and_what_failed_is_said() {
    let mut watched = Watched::new();
    watched.player.show_history(Some(HistoryChoice::Typical), MONTH, LAST);
    let late = watched.follow().expect("something has to be told");
    watched.player.show_history(Some(HistoryChoice::Lucky), MONTH, LAST);
    assert!(late.monitor.cancelled());
    let request = watched.follow().expect("something else has to be told");
    assert!(!request.monitor.cancelled());
    let message = watched.player.handle(Err(TaskError("out of luck".into())));
    assert!(message.is_some_and(|message| message.contains("out of luck")));
    assert!(!watched.player.shows_one(), "nothing is waited for");
}
