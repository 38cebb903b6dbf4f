//! Everything finds its place: names on the map lie on nothing, and whatever a stage lists can be
//! seen or be scrolled to, in every look and where the window is small.

use crate::compare::{at_compare, knowing_choices};
use crate::desk::{Desk, Setup, informed};
use crate::small_case::crowded;
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, Rect, Vec2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::app::Preferences;
use tearline::scenario::{Level, RecipientId, Role, Scenario};
use tearline::ui::chrome::layout::{Areas, STATUS_BAR, TOP_BAR};
use tearline::ui::theme::Look;
use tearline::ui::{DisplayCommand, FileCommand, HistoryChoice, PlayCommand, Selection, ViewCommand};

/// A laptop, and the same at 130%.
const SIZES: [Vec2; 2] = [vec2(1280.0, 720.0), vec2(985.0, 554.0)];

fn open(look: Look, size: Vec2, case: &str) -> Desk {
    let preferences = Preferences { look, ..informed() };
    let mut desk = Desk::with(Setup { preferences, size, ..Setup::default() });
    desk.ask(FileCommand::OpenCase(case.into()));
    desk
}

fn places(size: Vec2) -> Areas {
    let corner = pos2(size.x, size.y - STATUS_BAR);
    Areas::within(Rect::from_min_max(pos2(0.0, TOP_BAR), corner))
}

/// The names on the map, each with where it stands.
fn names(desk: &mut Desk) -> Vec<(String, Rect)> {
    let labels = desk.app().map().placed_labels();
    labels.names.iter().map(|(id, rect)| (id.to_string(), *rect)).collect()
}

#[test]
fn on_no_map_of_a_case_that_ships_does_a_name_lie_on_anything() {
    let mut complaints = Vec::new();
    for case in tearline::storage::built_in_cases() {
        // Names are as large in the dark as in the light.
        for look in [Look::Light, Look::Projector] {
            let mut desk = open(look, SIZES[0], case.name);
            for stage in ["Setting", "Decision", "Aftermath"] {
                desk.go_to(stage);
                let wrong = desk.wrong_names();
                complaints
                    .extend(wrong.iter().map(|what| format!("{}, {look:?}, {stage}: {what}", case.name)));
            }
            desk.tell_the_public(Level::SourcesMethods);
            let wrong = desk.wrong_names();
            let told = wrong.iter().map(|what| format!("{}, {look:?}, public told: {what}", case.name));
            complaints.extend(told);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn no_arrow_crosses_a_name_that_could_be_beside_it_in_any_case_that_ships() {
    let mut complaints = Vec::new();
    for case in tearline::storage::built_in_cases() {
        for look in [Look::Light, Look::Projector] {
            let mut desk = open(look, SIZES[0], case.name);
            let mut check = |desk: &mut Desk, when: &str| {
                for name in desk.app().map().placed_labels().crossed_needlessly() {
                    complaints.push(format!("{}, {look:?}, {when}: {name}", case.name));
                }
            };
            for stage in ["Setting", "Decision", "Aftermath"] {
                desk.go_to(stage);
                check(&mut desk, stage);
            }
            desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Unlucky)));
            let last = desk.scenario().horizon_months;
            desk.ask(PlayCommand::ShowMonth(last));
            check(&mut desk, "the end of an unlucky history");
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn no_name_moves_by_pointing_at_an_actor_in_any_case_that_ships() {
    for case in tearline::storage::built_in_cases() {
        let mut desk = open(Look::Projector, SIZES[0], case.name);
        desk.go_to("Decision");
        let before = names(&mut desk);
        for mark in marks(&desk) {
            desk.window.hover_at(mark.center());
            desk.settle();
            let now = names(&mut desk);
            let moved = now.iter().filter(|name| !before.contains(name) && known(&before, &name.0));
            assert_eq!(moved.count(), 0, "{}: {before:?} {now:?}", case.name);
        }
        desk.window.hover_at(pos2(640.0, 5.0));
        desk.settle();
        assert_eq!(names(&mut desk), before, "{}", case.name);
    }
}

fn known(names: &[(String, Rect)], actor: &str) -> bool {
    names.iter().any(|(name, _)| name == actor)
}

/// The marks of actors on the map: “Syria, recipient’s friend”.
fn marks(desk: &Desk) -> Vec<Rect> {
    let roles = Role::ALL.map(|role| format!(", {}", role.name()));
    let is_mark =
        |name: Option<String>| name.is_some_and(|name| roles.iter().any(|role| name.ends_with(role)));
    let buttons = desk.window.query_all_by_role(egui::accesskit::Role::Button);
    buttons.filter(|node| is_mark(node.accesskit_node().label())).map(|node| node.rect()).collect()
}

impl Desk {
    /// Names on the map that are missing, cut short or lie on something, in words.
    fn wrong_names(&mut self) -> Vec<String> {
        let labels = self.app().map().placed_labels();
        let missing = labels.unnamed.iter().map(|id| format!("{id} has no name"));
        let press = labels.is_press_unnamed.then(|| "the press has no name".to_owned());
        let cut = labels.cut_short.iter().map(|id| format!("only the start of the name of {id} is read"));
        labels.overlaps().into_iter().chain(missing).chain(press).chain(cut).collect()
    }
}

#[test]
fn no_name_moves_by_a_preview_a_selection_or_from_the_decision_to_the_aftermath() {
    for look in Look::ALL {
        let mut desk = open(look, SIZES[0], "oval-office-2017");
        desk.go_to("Decision");
        let before = names(&mut desk);
        unfold(&mut desk, "Show: How it is told");
        desk.window.get_by_label("Cover story: Full").hover();
        desk.settle();
        assert_eq!(names(&mut desk), before, "{look:?}: by a preview");
        desk.ask(ViewCommand::Select(Selection::Actor(tearline::scenario::ActorId::known("il"))));
        assert_eq!(names(&mut desk), before, "{look:?}: by a selection");
        desk.go_to("Aftermath");
        assert_eq!(names(&mut desk), before, "{look:?}: in the aftermath");
    }
}

#[test]
fn names_stand_where_they_stood_after_a_look_at_the_projector() {
    for case in ["oval-office-2017", "austria-2018"] {
        let mut desk = open(Look::Light, SIZES[0], case);
        for stage in ["Setting", "Decision"] {
            desk.go_to(stage);
            let before = names(&mut desk);
            desk.ask(DisplayCommand::SetLook(Look::Projector));
            desk.ask(DisplayCommand::SetLook(Look::Light));
            assert_eq!(names(&mut desk), before, "{case}, {stage}");
        }
    }
}

/// Turns the wheel over a place.
fn scroll(desk: &mut Desk, place: Rect, delta: Vec2) {
    desk.window.hover_at(place.center());
    let (unit, phase) = (MouseWheelUnit::Point, egui::TouchPhase::Move);
    let (source, modifiers) = (MouseWheelSource::Wheel, Modifiers::NONE);
    desk.window.event(Event::MouseWheel { source, unit, delta, phase, modifiers });
    desk.draw();
}

/// Whether something of this name is wholly within a place, or comes there when that is scrolled.
fn is_within_reach(desk: &mut Desk, place: Rect, name: &str) -> bool {
    let is_there = |desk: &Desk| {
        let mut found = desk.window.query_all_by_label_contains(name);
        found.any(|node| place.expand(1.0).contains_rect(node.rect()))
    };
    scroll(desk, place, vec2(9999.0, 9999.0));
    for _ in 0..40 {
        if is_there(desk) {
            return true;
        }
        scroll(desk, place, vec2(0.0, -40.0));
        if is_there(desk) {
            return true;
        }
        scroll(desk, place, vec2(-60.0, 0.0));
    }
    is_there(desk)
}

/// Clicks something, if it is there: only where there is little room are parts chosen one by one.
fn unfold(desk: &mut Desk, name: &str) {
    if let Some(choice) = desk.window.query_by_label(name) {
        choice.click();
        desk.settle();
    }
}

/// Israel, whose item it is, knows it already.
const PARTNERS: [&str; 4] = ["Israel", "United Kingdom", "Germany", "Jordan"];

#[test]
fn nothing_that_a_stage_lists_is_out_of_reach() {
    let mut complaints = Vec::new();
    for (look, size) in Look::ALL.into_iter().flat_map(|look| SIZES.map(|size| (look, size))) {
        let mut desk = open(look, size, "oval-office-2017");
        let Areas { strip, panel, .. } = places(size);
        if desk.window.query_by_label("Show Map").is_some() {
            // The whole window is folded; there each part has all of it.
            continue;
        }
        let mut need = |desk: &mut Desk, place: Rect, name: &str| {
            if !is_within_reach(desk, place, name) {
                complaints.push(format!("{look:?} at {size:?}: “{name}” is out of reach"));
            }
        };
        desk.go_to("Decision");
        unfold(&mut desk, "Plot: Willingness to share");
        for partner in PARTNERS {
            need(&mut desk, strip, &format!("{partner}, content, month 0"));
            need(&mut desk, strip, &format!("{partner}, sources, month 0"));
        }
        unfold(&mut desk, "Plot: Gains and losses");
        for part in ["Concession, ", "Intelligence flow, ", "Harm to sources, ", "Total, "] {
            need(&mut desk, strip, part);
        }
        let body = Rect::from_min_max(panel.min, panel.max - vec2(0.0, 48.0));
        unfold(&mut desk, "Show: Who would know");
        for knower in PARTNERS[1..].iter().chain(&["Russia", "Syria", "Iran", "Hezbollah", "The public"]) {
            need(&mut desk, body, &format!("{knower} would hold at least the gist"));
        }
        need(&mut desk, panel, "finds the source: ");
        need(&mut desk, panel, "Israel learns");
        unfold(&mut desk, "Show: What is told");
        need(&mut desk, body, "Tell Russia");
        desk.go_to("Aftermath");
        for partner in PARTNERS {
            need(&mut desk, strip, &format!("Look at {partner}"));
        }
        need(&mut desk, panel, "Jordan hears of it.");
        unfold(&mut desk, "Show: Repairs");
        need(&mut desk, panel, "Add a repair");
        unfold(&mut desk, "Show: Israel");
        need(&mut desk, panel, "Israel, content, month 0");
        need(&mut desk, panel, "Your line");
        desk.go_to("Why");
        need(&mut desk, panel, "Partner asked about");
        need(&mut desk, panel, "Held against");
        let rect = |name: &str| desk.window.query_all_by_label_contains(name).next().map(|node| node.rect());
        let (heading, combo) = (rect("Why Israel differs in month"), rect("Partner asked about"));
        let apart = heading.zip(combo).is_some_and(|(heading, combo)| !heading.intersects(combo));
        if !apart {
            complaints.push(format!("{look:?} at {size:?}: {heading:?} lies on {combo:?}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_whole_legend_of_the_choices_is_within_reach_wherever_it_stands_beside_the_map() {
    // In a smaller window than the last, each part has the whole of it.
    for size in [SIZES[0], SIZES[1], vec2(870.0, 490.0)] {
        let mut desk = at_compare(Setup { size, ..knowing_choices() });
        let strip = places(size).strip;
        let legend = Rect::from_min_max(strip.lerp_inside(vec2(0.7, 0.7)), strip.max);
        for name in ["non-dominated choices", "dominated: ", "the plan that is shown", "other named plans"] {
            let entry = format!("Show {name}");
            scroll(&mut desk, legend, vec2(0.0, 9999.0));
            let is_seen = (0..20).any(|_| {
                let place = desk.window.get_by_label_contains(&entry).rect();
                scroll(&mut desk, legend, vec2(0.0, -10.0));
                strip.contains_rect(place)
            });
            assert!(is_seen, "{size:?}: “{entry}” is out of reach");
        }
    }
}

#[test]
fn every_column_of_the_tables_of_courses_can_be_moved_into_sight() {
    for (look, size) in Look::ALL.into_iter().flat_map(|look| SIZES.map(|size| (look, size))) {
        let mut desk = open(look, size, "oval-office-2017");
        let strip = places(size).strip;
        desk.go_to("Aftermath");
        if desk.window.query_by_label("Show Map").is_some() {
            continue;
        }
        // The row of views folds into a list where there is little room.
        match desk.window.query_by_role_and_label(egui::accesskit::Role::ComboBox, "Show") {
            Some(_) => desk.choose_of_list("Show", "Table"),
            None => desk.choose_of("Show", "Table"),
        }
        for (history, last) in [(None, "5–95\u{a0}%"), (Some(HistoryChoice::Typical), "this one")] {
            desk.ask(PlayCommand::ShowHistory(history));
            let right = |desk: &Desk| {
                let ends = desk.window.query_all_by_label(last).map(|heading| heading.rect().right());
                ends.fold(f32::NEG_INFINITY, f32::max)
            };
            assert!(right(&desk).is_finite(), "{look:?} at {size:?}: no “{last}”");
            scroll(&mut desk, strip.with_min_y(strip.center().y), vec2(-9999.0, 0.0));
            let end = right(&desk);
            assert!(end <= strip.right(), "{look:?} at {size:?}: “{last}” ends at {end} in {strip:?}");
        }
    }
}

/// Everybody that a case has at the table and among the partners can be come to in every stage.
fn out_of_reach(desk: &mut Desk, scenario: &Scenario) -> Vec<String> {
    let Areas { strip, panel, .. } = places(SIZES[0]);
    let mut missing = Vec::new();
    let mut need = |desk: &mut Desk, place: Rect, name: String| {
        if !is_within_reach(desk, place, &name) {
            missing.push(format!("“{name}” is out of reach"));
        }
    };
    desk.go_to("Decision");
    unfold(desk, "Show: What is told");
    for recipient in scenario.meeting.recipients.keys() {
        let told = match recipient {
            RecipientId::Actor(actor) => scenario.name(actor),
            RecipientId::Public => "the public",
        };
        need(desk, panel, format!("Tell {told}"));
    }
    desk.go_to("Aftermath");
    for partner in scenario.partnerships.keys() {
        need(desk, strip, format!("Look at {}", scenario.name(partner)));
    }
    missing
}

#[test]
fn a_crowded_meeting_still_fits() {
    for look in [Look::Light, Look::Projector] {
        let preferences = Preferences { look, ..informed() };
        let mut desk = Desk::on_with(Setup { preferences, ..Setup::default() }, &crowded(), "Decision");
        let missing = out_of_reach(&mut desk, &crowded());
        assert!(missing.is_empty(), "{look:?}: {missing:?}");
    }
}

#[test]
fn every_case_that_ships_fits_into_every_stage() {
    for case in tearline::storage::built_in_cases() {
        let scenario = case.scenario().expect("a case that ships can be read");
        let mut desk = Desk::on(&scenario, "Decision");
        let missing = out_of_reach(&mut desk, &scenario);
        assert!(missing.is_empty(), "{}: {missing:?}", case.name);
    }
}

/// A laptop at 150 and at 200 %, in points.
const ENLARGED: [Vec2; 2] = [vec2(853.0, 480.0), vec2(640.0, 360.0)];

#[test]
fn the_first_thing_of_every_stage_stands_on_the_screen_at_twice_the_size() {
    let first_of = [
        ("Library", "Oval Office, May 2017"),
        ("Setting", "Show: Case"),
        ("Decision", "Tell Russia"),
        ("Aftermath", "Russia is told"),
        ("Why", "Why Israel differs"),
        ("Compare", "Plans side by side"),
    ];
    let mut missing = Vec::new();
    for (look, size) in Look::ALL.into_iter().flat_map(|look| ENLARGED.map(|size| (look, size))) {
        let mut desk = open(look, size, "oval-office-2017");
        let between = Rect::from_min_max(pos2(0.0, 36.0), pos2(size.x, size.y - STATUS_BAR)).expand(1.0);
        for (stage, first) in first_of {
            desk.go_to(stage);
            // Of a card or a ladder, the upper part is enough to begin with.
            let upper = |rect: Rect| rect.with_max_y(rect.bottom().min(rect.top() + 100.0));
            let mut found = desk.window.query_all_by_label_contains(first);
            if !found.any(|node| between.contains_rect(upper(node.rect()))) {
                let places: Vec<_> =
                    desk.window.query_all_by_label_contains(first).map(|node| node.rect()).collect();
                missing.push(format!("{look:?} at {size:?}, {stage}: “{first}” stands at {places:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Whether a text goes on in the middle of a word after a row.
fn breaks_a_word(text: &egui::epaint::TextShape) -> bool {
    let rows = &text.galley.rows;
    rows.windows(2).any(|pair| {
        let (above, below) = (pair[0].text(), pair[1].text());
        let ends_in_a_word = above.chars().last().is_some_and(char::is_alphanumeric);
        !pair[0].ends_with_newline
            && ends_in_a_word
            && below.chars().next().is_some_and(char::is_alphanumeric)
    })
}

#[test]
fn no_word_is_broken_in_two_on_a_laptop_or_at_half_as_large_again() {
    let mut broken = Vec::new();
    for size in [vec2(1280.0, 720.0), vec2(853.0, 480.0)] {
        for case in ["oval-office-2017", "zimmermann-1917", "arcos-1927", "manchester-2017"] {
            let mut desk = open(Look::Light, size, case);
            for stage in ["Setting", "Decision", "Aftermath", "Why", "Compare", "Classroom"] {
                desk.go_to(stage);
                for shape in desk.painted() {
                    if let egui::Shape::Text(text) = shape
                        && breaks_a_word(&text)
                    {
                        broken.push(format!("{size} {case} {stage}: {}", text.galley.text()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_texts_lie_on_each_other_above_the_plots_of_a_seat() {
    for (look, size) in [(Look::Light, SIZES[0]), (Look::Light, SIZES[1]), (Look::Projector, SIZES[0])] {
        let mut desk = open(look, size, "oval-office-2017");
        desk.go_to("Aftermath");
        desk.ask(PlayCommand::TakeSeat(Some(tearline::scenario::ActorId::known("il"))));
        let texts: Vec<(String, Rect)> = desk
            .painted()
            .iter()
            .filter_map(|shape| match shape {
                egui::Shape::Text(text) => Some((text.galley.text().to_owned(), text.visual_bounding_rect())),
                _ => None,
            })
            .collect();
        let titles = texts.iter().filter(|(text, _)| text == "Sources and methods" || text == "Content");
        let titles: Vec<&(String, Rect)> = titles.collect();
        assert!(!titles.is_empty(), "{look:?} {size}: no plot has a title");
        for (title, place) in titles {
            let over = texts.iter().filter(|(text, at)| text != title && at.intersects(place.shrink(1.0)));
            let over: Vec<&String> = over.map(|(text, _)| text).collect();
            assert!(over.is_empty(), "{look:?} {size}: {over:?} on “{title}”");
        }
    }
}

#[test]
fn the_view_from_which_a_history_is_seen_is_read_whole_on_a_laptop_and_at_half_as_large_again() {
    for look in Look::ALL {
        for size in [SIZES[0], SIZES[0] / 1.5] {
            let mut desk = open(look, size, "oval-office-2017");
            desk.go_to("Aftermath");
            desk.ask(PlayCommand::ShowHistory(Some(HistoryChoice::Typical)));
            let view = desk.painted().into_iter().find_map(|shape| match shape {
                egui::Shape::Text(text) if text.galley.text() == "Everybody’s view" => {
                    Some(text.galley.elided)
                }
                _ => None,
            });
            assert_eq!(view, Some(false), "{look:?}, {size:?}");
        }
    }
}
