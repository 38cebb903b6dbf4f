//! One history plays on the map, event by event, and can be held, stepped, scrubbed and seen from a seat.

use crate::desk::Desk;
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use tearline::analysis::events::{Entry, EventKind, EventLog, tell};
use tearline::analysis::number_format::{PercentChange, percent};
use tearline::engine::history::PartnerHistory;
use tearline::scenario::{ActorId, Level, Material, Repair, RepairKind};
use tearline::ui::{DisplayCommand, FileCommand, HistoryChoice, PlayCommand, Selection, ViewCommand};

fn committed() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.may_change_history();
    desk.click("Commit and play ▸");
    desk
}

/// The same with an explanation to Israel in month 1.
fn explained() -> Desk {
    let cases = tearline::storage::built_in_cases();
    let case = cases.iter().find(|case| case.name == "oval-office-2017").expect("a case");
    let mut scenario = case.scenario().expect("a good case");
    let (id, plan) = scenario.plans.iter().next().expect("a plan");
    let (id, mut plan) = (id.clone(), plan.clone());
    plan.repairs.push(Repair { month: 1, partner: ActorId::known("il"), kind: RepairKind::Explanation });
    scenario.plans.put(id, plan);
    let mut desk = Desk::on(&scenario, "Decision");
    desk.click("Commit and play ▸");
    desk
}

impl Desk {
    /// Lets frames pass until the play has come to its end.
    fn watch_to_the_end(&mut self) {
        for _ in 0..2_000 {
            self.window.step();
            if !self.reads("Pause") {
                break;
            }
        }
        self.settle();
    }

    fn sentences(&self) -> usize {
        self.window
            .query_all_by(|node| {
                node.role() == Role::Button
                    && node.label().is_some_and(|label| label.starts_with("Month ") && label.contains(':'))
            })
            .count()
    }
}

#[test]
fn committing_plays_a_typical_history_from_its_beginning_to_its_end() {
    let mut desk = committed();
    assert!(desk.shows_stage("Aftermath"));
    assert!(desk.reads("half end better"));
    desk.window.get_by_role_and_label(Role::Button, "Pause");
    desk.watch_to_the_end();
    let months = desk.scenario().horizon_months;
    assert!(desk.reads(&format!("Month {months}")));
    assert!(desk.sentences() >= 2, "Russia is told, and home explains and mends");
    assert!(desk.reads("United States tells Russia the context of the laptop-bomb plot."));
}

#[test]
fn a_play_leaves_the_month_of_the_decision_alone_and_why_looks_at_where_the_partner_learned() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(PlayCommand::ShowMonth(5));
    desk.click("Commit and play ▸");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.watch_to_the_end();
    let months = desk.scenario().horizon_months;
    assert!(desk.reads(&format!("Month {months}")));
    desk.go_to("Decision");
    assert!(desk.reads(", content, month 5: mean "));
    desk.go_to("Aftermath");
    assert!(desk.reads(&format!("Month {months}")), "the play stands where it was left");
    let israel = ActorId::try_from("il").expect("an id");
    let story = desk.app().event_log().expect("a story").clone();
    let learned = |entry: &&tearline::analysis::events::Entry| {
        entry.kind == EventKind::Learned { partner: israel.clone() }
    };
    let learned = story.entries.iter().find(learned).expect("it learns of it").month;
    desk.go_to("Why");
    assert!(desk.reads(&format!("Why Israel differs in month {learned}")));
}

#[test]
fn nobody_stays_in_focus_when_the_play_begins() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.ask(ViewCommand::Select(Selection::Actor(ActorId::try_from("de").expect("an id"))));
    desk.click("Focus");
    desk.click("Commit and play ▸");
    desk.ask(ViewCommand::Select(Selection::Nothing));
    assert!(desk.window.query_by_label("Focus").is_none());
}

#[test]
fn the_decision_says_that_its_plan_also_mends() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("pollard-1985".into()));
    desk.window.get_by_label("also has 2 repairs, from month 1").click();
    desk.settle();
    assert!(desk.shows_stage("Aftermath"));
}

#[test]
fn time_is_held_and_goes_on_by_keys_and_by_buttons() {
    let mut desk = committed();
    desk.press(Key::Space);
    assert!(desk.reads("Play"));
    desk.window.get_by_role_and_label(Role::Button, "Play");
    desk.ask(PlayCommand::ShowMonth(0));
    let all_of_month_0 = desk.sentences();
    for _ in 0..40 {
        desk.press(Key::Comma);
    }
    assert_eq!(desk.sentences(), 1, "back at the first event");
    desk.press(Key::Period);
    desk.click("Next event");
    assert_eq!(desk.sentences(), 3.min(all_of_month_0));
    desk.click("Speed 1×");
    desk.window.get_by_role_and_label(Role::Button, "Speed 2×");
}

#[test]
fn a_sentence_of_the_log_leads_back_to_its_time() {
    let mut desk = committed();
    desk.watch_to_the_end();
    let first = desk
        .window
        .query_all_by(|node| {
            node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Month 0:"))
        })
        .next()
        .expect("the telling");
    first.click_accesskit();
    desk.settle();
    assert_eq!(desk.sentences(), 1);
    assert!(desk.reads("Month 0"));
}

#[test]
fn lucky_and_unlucky_are_histories_with_more_and_less_and_all_is_one_click_away() {
    let mut desk = committed();
    let mut totals = Vec::new();
    for which in [HistoryChoice::Unlucky, HistoryChoice::Typical, HistoryChoice::Lucky] {
        desk.ask(PlayCommand::ShowHistory(Some(which)));
        totals.push(desk.app().event_log().expect("a story").history.total);
    }
    assert!(totals[0] < totals[1] && totals[1] < totals[2], "{totals:?}");
    desk.window.get_by_label("Look at: All histories").click();
    desk.settle();
    assert!(desk.reads("What may happen"));
    assert!(desk.app().event_log().is_none());
}

#[test]
fn rolling_again_gives_another_history_each_time() {
    let mut desk = committed();
    let mut numbers = Vec::new();
    for _ in 0..3 {
        desk.click("Roll again");
        numbers.push(desk.app().event_log().expect("a story").number);
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 3);
}

#[test]
fn from_a_partners_seat_only_what_it_learned_is_told() {
    let mut desk = committed();
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.watch_to_the_end();
    let everything = desk.sentences();
    let germany = ActorId::try_from("de").expect("an id");
    desk.ask(PlayCommand::TakeSeat(Some(germany)));
    assert!(desk.sentences() < everything);
    assert!(!desk.reads("tells Russia"), "nobody told Germany of the meeting");
    desk.ask(PlayCommand::TakeSeat(None));
    assert_eq!(desk.sentences(), everything);
    desk.ask(PlayCommand::TakeSeat(Some(ActorId::known("de"))));
    desk.go_to("Why");
    assert!(desk.reads("tells Russia"), "whoever asks why is told everything, and so is the map");
    desk.go_to("Aftermath");
    assert!(!desk.reads("tells Russia"), "the seat is taken still");
}

impl Desk {
    /// Rolls until a history comes in which Israel never learns of anything, or soon does.
    fn roll_until_israel(&mut self, learns: bool) {
        for _ in 0..200 {
            self.ask(PlayCommand::RollHistory);
            self.ask(PlayCommand::ShowMonth(3));
            let story = self.app().event_log().expect("a story").clone();
            let months = if learns { 0 } else { self.scenario().horizon_months as usize };
            if story.has_learned(&ActorId::known("il"), months) == learns {
                return;
            }
        }
        panic!("no such history");
    }
}

#[test]
fn from_the_originators_seat_nothing_gives_away_what_it_never_learned() {
    let mut desk = explained();
    desk.roll_until_israel(false);
    assert!(desk.reads("United States is prepared to explain, but Israel has learned of nothing."));
    assert!(desk.reads("This history drew its own values"));
    assert!(desk.reads("Israel, month 3, all histories"));
    desk.ask(PlayCommand::TakeSeat(Some(ActorId::known("il"))));
    assert!(desk.reads("Israel has learned of nothing so far."));
    for secret in [
        "explain and apologise",
        "prepared to explain",
        "Add a repair",
        "Your line",
        "month 3, all histories",
        "Germany, content",
        "as it was",
        "total",
        "Press",
    ] {
        assert!(!desk.reads(secret), "{secret}");
    }
    assert!(desk.reads("Israel, content: "));
    desk.roll_until_israel(true);
    assert!(desk.reads("Israel learns of it"));
    assert!(desk.reads("United States explains and apologises to Israel."));
    desk.press(Key::T);
}

#[test]
fn a_repair_that_may_come_too_early_says_how_often() {
    let mut desk = explained();
    desk.window.get_by_label("Look at: All histories").click();
    desk.settle();
    assert!(desk.reads("Israel has learned of nothing by then in "));
    assert!(desk.reads("of histories: then it changes nothing."));
}

#[test]
fn a_repair_bends_the_history_that_is_looked_at() {
    let mut desk = committed();
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.watch_to_the_end();
    desk.ask(PlayCommand::ShowMonth(6));
    let before = desk.app().event_log().expect("a story").clone();
    assert!(desk.app().earlier_event_log().is_none());
    desk.click("Add a repair");
    let story = desk.app().event_log().expect("a story").clone();
    assert!(story.entries.iter().any(|entry| entry.month == 6), "the repair is part of the story");
    assert_eq!(story.number, before.number, "a repair does not change whose luck is looked at");
    let past = |story: &tearline::analysis::events::EventLog| {
        story.entries.iter().filter(|entry| entry.month < 6).cloned().collect::<Vec<_>>()
    };
    assert_eq!(past(&story), past(&before), "what was before it stays as it was");
    let ghost = desk.app().earlier_event_log().expect("the old course stays as a ghost");
    assert_eq!(ghost.entries, before.entries);
    assert!(desk.reads("kept through the change"));
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.app().event_log().expect("a story").entries, before.entries);
    let other = desk.scenario().plans.at(1).map(|(id, _)| id.clone()).expect("another plan");
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Typical)));
    desk.ask(ViewCommand::ChoosePlan(other));
    assert!(desk.reads("half end better"), "what is typical of another plan is found anew");
    assert!(desk.app().earlier_event_log().is_none(), "another plan is no earlier state of this one");
}

#[test]
fn nothing_is_drawn_once_time_is_held() {
    let mut desk = committed();
    desk.press(Key::Space);
    assert!(desk.rests(), "a held play asks for no frames");
}

#[test]
fn in_every_look_the_map_moves_in_the_middle_of_an_event() {
    let mut desk = committed();
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    for look in tearline::ui::theme::Look::ALL {
        desk.ask(DisplayCommand::SetLook(look));
        desk.ask(PlayCommand::PlayFromStart);
        let map = |desk: &mut Desk| image::imageops::crop_imm(&desk.render(), 0, 48, 736, 424).to_image();
        let moved = (0..13).any(|_| {
            let before = (desk.sentences(), map(&mut desk));
            desk.window.step();
            desk.sentences() == before.0 && map(&mut desk) != before.1
        });
        assert!(moved, "{look:?}");
    }
}

#[test]
fn after_a_change_the_course_as_it_was_stays_as_a_ghost() {
    let mut desk = committed();
    desk.window.get_by_label("Look at: All histories").click();
    desk.settle();
    assert!(desk.app().earlier().is_none());
    desk.ask(PlayCommand::ShowMonth(6));
    desk.click("Add a repair");
    assert!(desk.app().earlier().is_some());
    let other = desk.scenario().plans.at(1).map(|(id, _)| id.clone()).expect("another plan");
    desk.ask(ViewCommand::ChoosePlan(other));
    assert!(desk.app().earlier().is_none(), "another plan is no earlier state of this one");
}

#[test]
fn a_double_click_on_the_timeline_adds_a_repair_in_that_month() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Aftermath");
    desk.may_change_history();
    let plan = desk.app().plan().expect("a plan is shown").clone();
    let repairs =
        |desk: &Desk| desk.scenario().plans.get(&plan).map(|plan| plan.repairs.clone()).expect("it stays");
    let before = repairs(&desk);
    let place = desk.window.get_by_role_and_label(Role::Slider, "Month").rect();
    desk.double_click(place.lerp_inside(egui::vec2(0.5, 0.5)));
    let after = repairs(&desk);
    assert_eq!(after.len(), before.len() + 1);
    let added = after.last().expect("one was added");
    assert!(added.month.abs_diff(desk.scenario().horizon_months / 2) <= 1, "month {}", added.month);
    desk.ctrl(Key::Z, false);
    assert_eq!(repairs(&desk), before);
}

#[test]
fn what_the_public_is_told_goes_from_home_to_the_press_in_the_plan_and_in_its_history() {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    assert!(desk.reads("The press hears of it: "), "Russia may pass it on");
    desk.may_change_history();
    desk.tell_the_public(Level::Gist);
    assert!(desk.reads("United States tells the public: gist"));
    assert!(!desk.reads("The press hears of it: "), "nobody need pass on what is told to all");
    desk.click("Commit and play ▸");
    desk.watch_to_the_end();
    assert!(desk.reads("United States tells the public: gist"));
}

/// A pair of shares of a partner in a month, if nothing were said and as planned.
fn pair(history: &PartnerHistory, material: Material, month: usize) -> PercentChange {
    let withheld = history.willingness_if_withheld(material, month);
    PercentChange::of(withheld, history.willingness(material, month))
}

#[test]
fn in_one_history_plots_map_table_and_log_speak_of_that_history_for_every_partner() {
    const MONTH: u32 = 2;
    let mut desk = committed();
    for which in [HistoryChoice::Typical, HistoryChoice::Unlucky, HistoryChoice::Lucky] {
        desk.ask(PlayCommand::ShowHistory(Some(which)));
        desk.ask(PlayCommand::ShowMonth(MONTH));
        let (log, scenario) = (desk.app().event_log().expect("a history").clone(), desk.scenario());
        let month = MONTH as usize;
        for (partner, history) in scenario.partnerships.keys().zip(&log.history.partners) {
            let name = scenario.name(partner);
            let [content, sources] = [Material::Content, Material::SourcesAndMethods]
                .map(|material| pair(history, material, month));
            let plotted = |short: &str, pair: PercentChange| {
                let values = pair.values();
                format!(
                    "{name}, {short}: this history, if nothing were said → as planned, {values}\u{a0}% in month {MONTH}"
                )
            };
            let plotted = [plotted("content", content), plotted("sources", sources)];
            for view in ["Each", "Together"] {
                desk.choose_of("Show", view);
                plotted.iter().for_each(|says| assert!(desk.reads(says), "{view}, {which:?}: {says}"));
            }
            desk.choose_of("Show", "Table");
            let row = format!(
                "{name}, month {MONTH}, this history; content {}\u{a0}%; sources {}\u{a0}%",
                content.values(),
                sources.values()
            );
            assert!(desk.reads(&row), "{which:?}: {row}");
            let shares =
                [(Material::Content, "content"), (Material::SourcesAndMethods, "sources and methods")];
            let [content, sources] = shares.map(|(material, name)| {
                let withheld = percent(history.willingness_if_withheld(material, month));
                format!("{name} {withheld} → {}", percent(history.willingness(material, month)))
            });
            let on_map = format!("{name} shares {content}, {sources}");
            assert!(desk.reads(&on_map), "{which:?}: {on_map}");
            for entry in log.entries.iter().filter(|entry| entry.is_learned_by(partner)) {
                let at = |material| pair(history, material, entry.month).values();
                let [content, sources] = [Material::Content, Material::SourcesAndMethods].map(at);
                let says = format!(
                    "Content {content}\u{a0}%, sources and methods {sources}\u{a0}%, against saying nothing."
                );
                assert_eq!(entry.detail, says);
            }
        }
    }
}

#[test]
fn the_log_says_what_a_repair_moves_in_its_month() {
    let mut desk = explained();
    desk.roll_until_israel(true);
    let log = desk.app().event_log().expect("a history").clone();
    let repaired = |entry: &&Entry| matches!(entry.kind, EventKind::Repaired { .. });
    let entry = log.entries.iter().find(repaired).expect("home explains");
    let (id, mut plan) = (desk.app().plan().expect("a plan").clone(), desk.shown_plan());
    plan.repairs.clear();
    let mut scenario = desk.scenario();
    scenario.plans.put(id, plan.clone());
    let without = tell(&scenario, &plan, 1, log.number);
    let israel = scenario.partnerships.index_of(&ActorId::known("il")).expect("a partner");
    let sources = |log: &EventLog| log.history.partners[israel].methods(entry.month);
    let change = PercentChange::of(sources(&without), sources(&log));
    assert!(change.change() > 0, "an explanation mends");
    let says = format!("sources and methods {}\u{a0}%", change.values());
    assert!(entry.detail.contains(&says), "{says}: {}", entry.detail);
    assert!(desk.reads(&entry.detail));
}

#[test]
fn a_play_ends_on_what_it_came_to_against_saying_nothing() {
    let mut desk = committed();
    desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
    desk.ask(PlayCommand::ShowMonth(3));
    assert!(!desk.reads("What it came to"), "nothing is given away before the end");
    desk.ask(PlayCommand::PlayFromStart);
    desk.watch_to_the_end();
    assert!(desk.reads("What it came to"));
    let (log, scenario) = (desk.app().event_log().expect("a history").clone(), desk.scenario());
    let last = scenario.horizon_months as usize;
    let mut fell = 0;
    for (partner, history) in scenario.partnerships.keys().zip(&log.history.partners) {
        let name = scenario.name(partner);
        let learned = log.has_learned(partner, last);
        assert!(learned || desk.reads("never learned"), "{name}");
        for (material, short) in [(Material::Content, "content"), (Material::SourcesAndMethods, "sources")] {
            let fall = |month: &usize| {
                history.willingness_if_withheld(material, *month) - history.willingness(material, *month)
            };
            let worst =
                (0..=last).rev().max_by(|one, other| fall(one).total_cmp(&fall(other))).expect("months");
            let [at_worst, at_end] = [worst, last].map(|month| pair(history, material, month));
            let at_worst = match at_worst.change() < 0 {
                true => format!("month {worst}: {}\u{a0}%", at_worst.values()),
                false => "never fell".into(),
            };
            fell += usize::from(at_worst != "never fell");
            let says = format!("{name}, {short}: {at_worst}, at the end {}\u{a0}%", at_end.values());
            assert!(desk.reads(&says), "{says}");
        }
    }
    assert!(fell > 0, "in an unlucky history something falls");
    assert!(desk.reads("weighed total "));
    desk.choose_of("Look back at", "All histories");
    assert!(desk.reads("All histories together"));
}
