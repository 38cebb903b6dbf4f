//! A preview shows everything that would be different, always says by how much, and is never cut.

use crate::desk::{Desk, Setup, informed};
use crate::small_case::{PLOT, small_case};
use egui::{Rect, Shape, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::Queryable;
use tearline::app::Preferences;
use tearline::scenario::{ActorId, IfRefused, ItemId, Level, Permission, RecipientId};
use tearline::ui::FileCommand;
use tearline::ui::theme::Look;

fn open(look: Look, case: &str) -> Desk {
    let preferences = Preferences { look, ..informed() };
    let mut desk = Desk::with(Setup { preferences, ..Setup::default() });
    desk.ask(FileCommand::OpenCase(case.into()));
    desk
}

impl Desk {
    /// Rests on a level of a track, as a share of its height from the top.
    fn rest_on_track(&mut self, track: &str, share: f32) {
        let place = self.window.get_by_role_and_label(Role::Slider, track).rect();
        self.window.hover_at(place.lerp_inside(vec2(0.5, share)));
        self.settle();
    }

    /// The texts within a place of which a part is cut off.
    fn cut_texts(&mut self, place: Rect) -> Vec<String> {
        let cut = |shape: Shape| match shape {
            Shape::Text(text) if text.galley.elided && place.contains(text.pos) => {
                Some(text.galley.text().to_owned())
            }
            _ => None,
        };
        self.painted().into_iter().filter_map(cut).collect()
    }
}

#[test]
fn a_preview_reaches_every_number_of_the_decision() {
    let mut desk = open(Look::Light, "oval-office-2017");
    desk.rest_on_track("Tell Russia", 0.75);
    for part in [
        "In points, it would change by ",
        "picking the source −",
        "closing it −",
        "finds the source: ",
        "%, would change by −",
        "learns",
        "Israel, sources, month 0: ",
        "; the mean would change by +",
        "Harm to sources, would change by −",
        "Total, would change by ",
    ] {
        assert!(desk.reads(part), "{part}");
    }
    assert!(desk.paints("would be told: gist"), "the map says so beside its arrow");
    assert!(desk.paints("would change by +"), "and below the partners");
    assert!(!desk.paints("preview: "), "no number of a preview could be taken for the number itself");
}

#[test]
fn a_preview_draws_the_arrow_that_is_not_there_yet() {
    let mut desk = Desk::on(&small_case(), "Decision");
    desk.click_any("Plan");
    desk.click_any("Withhold everything");
    desk.rest_on_track("Tell Russia", 0.5);
    assert!(desk.paints("would be told: content"));
    assert!(desk.reads("The chance that the source is found would change by +"));
    desk.window.hover_at(pos2(640.0, 710.0));
    desk.settle();
    assert!(!desk.paints("would be told"));
    desk.rest_on_track("Tell the public", 0.5);
    assert!(desk.paints("would be told: content"), "the press as well");
}

#[test]
fn a_preview_that_withholds_says_so_at_the_arrow() {
    let mut desk = Desk::on(&small_case(), "Decision");
    desk.rest_on_track("Tell Russia", 0.98);
    assert!(desk.paints("would not be told"));
}

#[test]
fn the_line_of_a_preview_is_never_cut() {
    for look in [Look::Light, Look::Projector] {
        let mut desk = open(look, "oval-office-2017");
        for choice in ["Cover story: Full", "Preparation: Staffed", "Ask Israel first: Ask first"] {
            let Some(node) = desk.window.query_by_label(choice) else { continue };
            let place = node.rect().center();
            desk.window.hover_at(place);
            desk.settle();
            let line = desk.window.get_by_label_contains("Preview: ").rect();
            assert_eq!(desk.cut_texts(line.expand(2.0)), Vec::<String>::new(), "{look:?}, {choice}");
        }
    }
}

#[test]
fn what_is_told_if_permission_is_granted_is_drawn_as_a_chance() {
    let mut desk = Desk::on(&small_case(), "Decision");
    assert!(desk.paints("told: context"));
    desk.click_any("Ask Israel first: Ask first");
    let permission = desk.shown_plan().item(&ItemId::known(PLOT)).permission;
    assert_eq!(permission, Permission::Asked(IfRefused::HoldBack));
    let (projection, _) = desk.app().projection().expect("a projection");
    let granted = projection.items[0].granted.expect("it is asked");
    let share: f64 = granted[Level::Context.index()..].iter().map(|chance| chance.mean).sum();
    let caption = format!("told in {:.0}\u{a0}%: context", 100.0 * share);
    assert!(desk.paints(&caption), "{caption}");
    assert!(desk.reads("of all histories"), "and to a screen reader");
    assert!(!desk.paints("told: context"));
    desk.click_any("Tell anyway");
    assert!(desk.paints("told: context"), "who tells anyway tells in every history");
    let russia = RecipientId::Actor(ActorId::known("russia"));
    assert_eq!(desk.shown_plan().level(&ItemId::known(PLOT), &russia), Level::Context);
}
