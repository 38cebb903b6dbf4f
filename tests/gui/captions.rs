//! The captions and chances along the arrows of the map, and the name of the press, can be read: nothing lies on them,
//! no line runs through their letters, and a click on a chance means its tie.

use crate::desk::{Desk, Setup, informed};
use crate::small_case::small_case;
use egui::accesskit::Role;
use egui::epaint::{PathShape, TextShape};
use egui::{Pos2, Rect, Shape, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::analysis::number_format::percent;
use tearline::app::Preferences;
use tearline::scenario::{Actor, ActorId, PlanId, Quantity, Tie};
use tearline::ui::theme::{Look, Theme};
use tearline::ui::{FileCommand, Selection, ViewCommand};

/// The overlap in points that is taken for rounding.
const NEGLIGIBLE: f32 = 0.5;

fn open(look: Look, case: &str) -> Desk {
    let preferences = Preferences { look, ..informed() };
    let mut desk = Desk::with(Setup { preferences, ..Setup::default() });
    desk.ask(FileCommand::OpenCase(case.into()));
    desk
}

fn place_of(text: &TextShape) -> Rect {
    text.galley.rect.translate(text.pos.to_vec2())
}

/// Whether a line from the one end to the other runs through a place.
fn runs_through([from, to]: [Pos2; 2], place: Rect) -> bool {
    // At every quarter of a point, which no letter is smaller than.
    let steps = (4.0 * from.distance(to)).ceil().max(1.0) as usize;
    (0..=steps).any(|step| place.contains(from.lerp(to, step as f32 / steps as f32)))
}

fn path_covers(path: &PathShape, place: Rect) -> bool {
    let closing = path.closed.then(|| [path.points.last(), path.points.first()]);
    let closing = closing.and_then(|[last, first]| Some([*last?, *first?]));
    let edges = path.points.windows(2).map(|ends| [ends[0], ends[1]]).chain(closing);
    let edges: Vec<[Pos2; 2]> = edges.collect();
    let middle = place.center();
    // By the edges to the right of the middle: inside of a polygon their number is odd.
    let is_passed = |[one, other]: &[Pos2; 2]| {
        (one.y > middle.y) != (other.y > middle.y)
            && middle.x < one.x + (middle.y - one.y) / (other.y - one.y) * (other.x - one.x)
    };
    let surrounds = path.closed && edges.iter().filter(|edge| is_passed(edge)).count() % 2 == 1;
    surrounds || edges.into_iter().any(|edge| runs_through(edge, place))
}

/// What a shape does to a text at this place, if it does anything.
fn harm(shape: &Shape, own: &TextShape, place: Rect) -> Option<String> {
    match shape {
        Shape::Text(other) => {
            // The halo is the same text, a little beside it.
            let is_own = other.galley.text() == own.galley.text() && other.pos.distance(own.pos) < 3.0;
            let lies = !is_own && place_of(other).intersects(place);
            lies.then(|| format!("lies on “{}”", other.galley.text()))
        }
        Shape::LineSegment { points, .. } => runs_through(*points, place).then(|| "is crossed".into()),
        Shape::Path(path) => path_covers(path, place).then(|| "is crossed, or lies on a mark or lane".into()),
        Shape::Circle(circle) => {
            (place.distance_to_pos(circle.center) < circle.radius).then(|| "lies on a mark".into())
        }
        Shape::Rect(rect) => {
            let lies = rect.rect.intersects(place) && !rect.rect.contains_rect(place);
            lies.then(|| "lies on a mark".into())
        }
        _ => None,
    }
}

/// What the shapes that were painted do to the text that is at a place among them.
fn harms<'s>(shapes: &'s [Shape], at: usize, own: &'s TextShape) -> impl Iterator<Item = String> + 's {
    let place = place_of(own);
    // The map's ground, or the plate on which it stands, hides all that is painted before.
    let hides = |shape: &Shape| match shape {
        Shape::Rect(rect) => rect.fill.is_opaque() && rect.rect.contains_rect(place),
        _ => false,
    };
    let ground = shapes[..at].iter().rposition(hides).expect("the map has a ground");
    shapes[ground + 1..].iter().filter_map(move |shape| harm(shape, own, place.shrink(NEGLIGIBLE)))
}

impl Desk {
    /// What is wrong with the captions along arrows and the name of the press as they are painted, in words.
    fn wrong_captions(&mut self) -> Vec<String> {
        let labels = self.app().map().placed_labels();
        let captions = labels.captions.iter().map(|caption| (caption.text.clone(), caption.rect));
        let press = labels.press.map(|(name, rect)| (name.to_owned(), rect));
        let texts: Vec<(String, Rect)> = captions.chain(press).collect();
        let shapes = self.painted();
        let mut wrong = Vec::new();
        for (words, rect) in texts {
            let is_its = |shape: &Shape| match shape {
                Shape::Text(text) => text.galley.text() == words && rect.contains(place_of(text).center()),
                _ => false,
            };
            let Some(at) = shapes.iter().rposition(is_its) else {
                wrong.push(format!("“{words}” is not painted"));
                continue;
            };
            let Shape::Text(own) = &shapes[at] else { continue };
            wrong.extend(harms(&shapes, at, own).map(|what| format!("“{words}” {what}")));
        }
        wrong.dedup();
        wrong
    }
}

#[test]
fn no_caption_and_no_name_of_the_press_is_crossed_or_lies_on_anything_in_any_case_that_ships() {
    let mut complaints = Vec::new();
    let mut seen = 0;
    for case in tearline::storage::built_in_cases() {
        // Captions are as large in the dark as in the light.
        for look in [Look::Light, Look::Projector] {
            let mut desk = open(look, case.name);
            // The aftermath opens on the month of the largest fall.
            for stage in ["Decision", "Aftermath"] {
                desk.go_to(stage);
                let plans: Vec<PlanId> = desk.scenario().plans.keys().cloned().collect();
                for plan in plans {
                    desk.ask(ViewCommand::ChoosePlan(plan.clone()));
                    seen += desk.app().map().placed_labels().captions.len();
                    let wrong = desk.wrong_captions();
                    let told = |what| format!("{}, {look:?}, {stage}, {plan}: {what}", case.name);
                    complaints.extend(wrong.into_iter().map(told));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(seen > 100, "no captions were looked at");
}

#[test]
fn title_and_legend_can_be_read_wherever_the_map_is_moved() {
    let mut desk = open(Look::Light, "oval-office-2017");
    desk.go_to("Why");
    // The map at 1280×720, with its title at the top and its legend at the bottom.
    let map = Rect::from_min_max(pos2(0.0, 48.0), pos2(736.0, 472.0));
    let empty = pos2(30.0, 130.0);
    let at_edge = |place: Rect| map.contains_rect(place) && (place.top() < 92.0 || place.bottom() > 440.0);
    // Israel under the title, and then Germany and the press under the legend.
    for (by, words) in [(vec2(-80.0, -62.0), "Month 0"), (vec2(80.0, 140.0), "hostile")] {
        desk.drag(empty, empty + by);
        let shapes = desk.painted();
        let own = shapes.iter().enumerate().filter_map(|(at, shape)| match shape {
            Shape::Text(text) if at_edge(place_of(text)) => Some((at, text)),
            _ => None,
        });
        let is_furniture = |text: &TextShape| {
            let text = text.galley.text();
            text.starts_with(words) || ["content", "sources", "told", "passes it on"].contains(&text)
        };
        let own: Vec<(usize, &TextShape)> = own.filter(|(_, text)| is_furniture(text)).collect();
        assert!(own.iter().any(|(_, text)| text.galley.text().starts_with(words)), "{words} is not there");
        for (at, text) in own {
            let harms: Vec<String> = harms(&shapes, at, text).collect();
            assert!(harms.is_empty(), "“{}”: {harms:?}", text.galley.text());
        }
    }
}

#[test]
fn captions_are_carried_along_while_the_map_is_moved() {
    let told = |desk: &mut Desk| -> Vec<(String, Pos2)> {
        let captions = desk.app().map().placed_labels().captions.clone();
        let told = captions.into_iter().filter(|caption| !caption.text.ends_with('%'));
        told.map(|caption| (caption.text.clone(), caption.rect.center())).collect()
    };
    let mut seen = 0;
    for case in tearline::storage::built_in_cases() {
        let mut desk = open(Look::Light, case.name);
        desk.go_to("Decision");
        let buttons = desk.window.query_all_by_role(Role::Button);
        let buttons: Vec<Rect> = buttons.map(|button| button.rect().expand(16.0)).collect();
        let places = (0..7).flat_map(|row| {
            (0..15).map(move |column| pos2(30.0, 120.0) + 40.0 * vec2(column as f32, row as f32))
        });
        let is_free = |at: &Pos2| !buttons.iter().any(|button| button.contains(*at));
        let empty = places.into_iter().find(is_free).expect("a place without anything");
        let (before, step) = (told(&mut desk), vec2(6.0, 4.0));
        seen += before.len();
        desk.window.hover_at(empty);
        desk.window.drag_at(empty);
        for steps in 1..=4 {
            let by = steps as f32 * step;
            desk.window.hover_at(empty + by);
            desk.window.step();
            for ((text, at), (words, was)) in told(&mut desk).into_iter().zip(&before) {
                assert_eq!(text, *words);
                assert!(
                    at.distance(*was + by) < 1.0,
                    "{}: “{text}” from {was} to {at}, not by {by}",
                    case.name
                );
            }
        }
        desk.window.drop_at(empty + 4.0 * step);
        desk.settle();
    }
    assert!(seen > 5, "no captions were looked at");
}

#[test]
fn the_buttons_of_the_map_stand_on_a_plate_where_an_actor_is_moved_below_them() {
    let mut desk = open(Look::Light, "oval-office-2017");
    desk.go_to("Setting");
    let button = desk.button_place("Add an actor");
    let canvas = Theme::of(Look::Light).colors.canvas;
    let hides_all_below = |shape: &Shape| match shape {
        Shape::Rect(rect) => rect.fill == canvas && rect.rect.contains_rect(button),
        _ => false,
    };
    let is_mark_or_name = |shape: &Shape| match shape {
        Shape::Text(text) => place_of(text).intersects(button),
        Shape::Circle(circle) => button.distance_to_pos(circle.center) < circle.radius,
        _ => false,
    };
    assert!(!desk.painted().iter().any(is_mark_or_name), "the place is free");
    let actor = desk.button_place("Israel, originator").center();
    desk.drag(actor, button.center());
    let shapes = desk.painted();
    let mark = shapes.iter().rposition(is_mark_or_name).expect("a mark or a name is there now");
    assert!(shapes[mark..].iter().any(hides_all_below), "no plate over it");
}

#[test]
fn a_click_on_a_chance_selects_its_tie_in_any_case_that_ships() {
    for case in tearline::storage::built_in_cases() {
        let mut desk = open(Look::Light, case.name);
        desk.go_to("Decision");
        let name = |node: &egui_kittest::Node<'_>| node.accesskit_node().label();
        let ties = desk.window.query_all_by_role(Role::Button);
        let ties = ties.filter_map(|node| Some((name(&node)?, node.rect().center())));
        let ties: Vec<(String, Pos2)> = ties.filter(|(name, _)| name.contains(" passes on to ")).collect();
        for (name, at) in ties {
            let chances = desk.app().map().placed_labels().captions.clone();
            let is_there = chances.iter().any(|chance| chance.rect.center().distance(at) < 0.1);
            assert!(is_there, "{}: {name} is not where its chance stands", case.name);
            desk.ask(ViewCommand::Select(Selection::Nothing));
            desk.click_within_one_frame(at);
            let Selection::Tie(from, to) = desk.app().selection().clone() else {
                panic!("{}: {name} is not selected at {at}", case.name);
            };
            let scenario = desk.scenario();
            let means = format!("{} passes on to {}: ", scenario.name(&from), scenario.name(&to));
            assert!(name.starts_with(&means), "{}: {name} at {at} selects “{means}…”", case.name);
        }
    }
}

/// The chances that are written where so many actors may all tell each other.
fn chances_among(actors: usize) -> usize {
    let mut scenario = small_case();
    let id = |number: usize| ActorId::try_from(format!("a{number}").as_str()).expect("an id");
    for one in 0..actors {
        scenario.actors.put(id(one), Actor::named(&format!("Actor {one}")));
        let others = (0..actors).filter(|other| *other != one);
        scenario.ties.extend(others.map(|other| Tie {
            onward: Quantity::plain(0.33),
            affinity: Quantity::plain(0.5),
            ..Tie::between(id(one), id(other))
        }));
    }
    let mut desk = Desk::on(&scenario, "Setting");
    desk.painted_texts().iter().filter(|text| **text == percent(0.33)).count()
}

#[test]
fn so_many_chances_that_nobody_could_tell_them_apart_are_not_written() {
    assert!(chances_among(8) >= 8 * 7);
    assert_eq!(chances_among(26), 0);
}
