//! The timer of a step, and what must be skipped to end on time.

use tearline::lesson::timing::{Schedule, Timer, TimerSign};
use tearline::scenario::{Lesson, Step, StepKind};

#[test]
fn the_signs_come_at_half_at_one_minute_and_at_the_end() {
    let timer = Timer::started(4, 100.0);
    let signs = [100.0, 219.0, 220.0, 279.0, 280.0, 339.0, 340.0, 400.0].map(|now| timer.sign(now));
    let (half, one, over) = (Some(TimerSign::Half), Some(TimerSign::OneMinute), Some(TimerSign::Over));
    assert_eq!(signs, [None, None, half, half, one, one, over, over]);
}

#[test]
fn a_pause_takes_no_time() {
    let mut timer = Timer::started(2, 0.0);
    timer.pause(true, 30.0);
    assert_eq!(timer.left(500.0), 90.0);
    timer.pause(true, 500.0);
    timer.pause(false, 600.0);
    assert_eq!(timer.left(610.0), 80.0);
}

#[test]
fn a_minute_is_added_and_taken_but_never_the_last() {
    let mut timer = Timer::started(2, 0.0);
    timer.add_minutes(1);
    assert_eq!(timer.left(0.0), 180.0);
    timer.add_minutes(-5);
    assert_eq!(timer.left(0.0), 60.0);
}

#[test]
fn a_clock_that_is_set_back_adds_no_time() {
    assert_eq!(Timer::started(1, 100.0).left(50.0), 60.0);
}

#[test]
fn a_timer_that_runs_over_says_by_how_much() {
    assert_eq!(Timer::started(1, 0.0).left(75.0), -15.0);
}

#[test]
fn the_next_change_is_the_next_whole_second_and_never_while_it_is_paused() {
    let mut timer = Timer::started(1, 0.0);
    let next = timer.until_next_change(0.25).expect("it runs");
    assert!((next - 0.75).abs() < 1e-9, "{next}");
    timer.pause(true, 1.0);
    assert_eq!(timer.until_next_change(2.0), None);
}

fn lesson(steps: &[(u32, bool)]) -> Lesson {
    let step = |(minutes, may_skip): &(u32, bool)| Step {
        may_skip: *may_skip,
        ..Step::new(StepKind::Discuss, *minutes)
    };
    Lesson { steps: steps.iter().map(step).collect(), ..Lesson::named("lesson") }
}

#[test]
fn a_lesson_on_time_skips_nothing() {
    let schedule = Schedule::of(&lesson(&[(5, false), (5, true)]), 0, 60.0, 240.0);
    assert_eq!(schedule, Schedule { late: 0.0, skip: vec![], in_time: true });
}

#[test]
fn the_last_single_step_that_makes_up_for_the_delay_is_skipped() {
    // Two minutes late in the first step.
    let lesson = lesson(&[(5, false), (3, true), (2, true), (1, true)]);
    let schedule = Schedule::of(&lesson, 0, 420.0, 0.0);
    assert_eq!((schedule.late, schedule.skip, schedule.in_time), (2.0, vec![2], true));
}

#[test]
fn several_steps_are_skipped_where_none_is_long_enough_alone() {
    let lesson = lesson(&[(5, false), (2, true), (9, false), (2, true)]);
    let schedule = Schedule::of(&lesson, 0, 8.0 * 60.0, 0.0);
    assert_eq!((schedule.skip, schedule.in_time), (vec![1, 3], true));
}

#[test]
fn a_delay_that_nothing_makes_up_for_is_said() {
    let lesson = lesson(&[(5, false), (2, true), (9, false)]);
    let schedule = Schedule::of(&lesson, 0, 15.0 * 60.0, 0.0);
    assert_eq!((schedule.skip, schedule.in_time), (vec![1], false));
}

#[test]
fn steps_that_are_over_are_not_skipped() {
    let lesson = lesson(&[(5, true), (5, false), (5, false)]);
    let schedule = Schedule::of(&lesson, 1, 14.0 * 60.0, 0.0);
    assert_eq!((schedule.skip, schedule.in_time), (vec![], false));
}
