//! Looks, zoom, and what is remembered of them.

use crate::desk::{Desk, Setup, informed};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable;
use tearline::app::Preferences;
use tearline::ui::chrome::layout::TOP_BAR;
use tearline::ui::theme::{Look, Theme};
use tearline::ui::{DisplayCommand, FileCommand};

#[test]
fn a_look_is_chosen_from_the_bar_and_remembered() {
    let mut desk = Desk::new();
    desk.click("Look: Light");
    desk.window.get_by_label("Dark").click();
    desk.settle();
    assert!(desk.reads("Look: Dark"));
    assert_eq!(desk.kept().look, Look::Dark);
}

#[test]
fn the_library_stands_on_the_colour_of_panels_in_which_the_window_is_cleared() {
    let mut desk = Desk::new();
    // The size that covers the library.
    let is_wide = |rect: &egui::Rect| rect.width() >= 800.0 && rect.height() >= 400.0;
    let grounds = |desk: &mut Desk| -> Vec<egui::Color32> {
        let ground = |shape: egui::Shape| match shape {
            egui::Shape::Rect(rect) if is_wide(&rect.rect) => Some(rect.fill).filter(|fill| fill.a() > 0),
            _ => None,
        };
        desk.painted().into_iter().filter_map(ground).collect()
    };
    for look in [Look::Dark, Look::Projector, Look::Light] {
        let panel = Theme::of(look).colors.panel;
        desk.ask(DisplayCommand::SetLook(look));
        assert_eq!(grounds(&mut desk), [], "{look:?}: it is not filled twice");
        let visuals = desk.window.ctx.global_style().visuals.clone();
        assert_eq!(
            eframe::App::clear_color(desk.app(), &visuals),
            panel.to_normalized_gamma_f32(),
            "{look:?}"
        );
    }
}

#[test]
fn zoom_goes_up_down_and_back_by_keys_and_is_remembered() {
    let mut desk = Desk::new();
    desk.ctrl(Key::Plus, false);
    desk.ctrl(Key::Plus, false);
    let larger = desk.kept().zoom;
    assert!(larger > 1.15);
    desk.ctrl(Key::Minus, false);
    assert!(desk.kept().zoom < larger);
    desk.ctrl(Key::Num0, false);
    assert_eq!(desk.kept().zoom, 1.0);
}

#[test]
fn a_window_opens_as_it_was_left() {
    let preferences = Preferences { look: Look::Projector, ..informed() };
    let desk = Desk::with(Setup { preferences, ..Setup::default() });
    assert!(desk.reads("Look: Projector"));
}

#[test]
fn the_menu_opens_over_a_stage_and_closes_with_escape() {
    let mut desk = Desk::new();
    assert!(!desk.reads("Save as…"));
    desk.click("File");
    assert!(desk.reads("Save as…"));
    desk.press(Key::Escape);
    assert!(!desk.reads("Save as…"));
}

#[test]
fn at_twice_the_size_each_part_of_a_stage_is_one_click_away() {
    let preferences = Preferences { zoom: 2.0, ..informed() };
    let mut desk = Desk::with(Setup { preferences, size: egui::vec2(640.0, 360.0), ..Setup::default() });
    desk.change_something();
    desk.go_to("Decision");
    for part in ["Show Map", "Show Plots", "Show Decision"] {
        desk.go_to(part);
        assert!(desk.shows_stage(part), "{part}");
    }
    assert!(desk.reads("Undo “project 7 months”"));
}

/// A large screen, a laptop, and the laptop at 133, 150, 200 and 300 %.
const SIZES: [egui::Vec2; 6] = [
    egui::vec2(1920.0, 1080.0),
    egui::vec2(1280.0, 720.0),
    egui::vec2(960.0, 540.0),
    egui::vec2(853.0, 480.0),
    egui::vec2(640.0, 360.0),
    egui::vec2(427.0, 240.0),
];

#[test]
fn at_every_size_and_in_every_look_the_bar_finds_its_room_and_leads_to_every_stage() {
    for (look, size) in Look::ALL.into_iter().flat_map(|look| SIZES.map(|size| (look, size))) {
        let preferences = Preferences { look, ..Preferences::default() };
        let mut desk = Desk::with(Setup { size, preferences, ..Setup::default() });
        desk.change_something();
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
        for stage in ["Library", "Setting", "Decision", "Aftermath", "Why", "Compare"] {
            desk.go_to(stage);
            assert!(desk.shows_stage(stage), "{look:?}, {size:?}: {stage}");
            let bar: Vec<_> = [Role::Tab, Role::Button]
                .into_iter()
                .flat_map(|role| desk.window.query_all_by(move |node| node.role() == role))
                .map(|node| node.rect())
                .filter(|rect| rect.bottom() <= TOP_BAR)
                .collect();
            assert!(bar.len() > 3, "{look:?}, {size:?}: {bar:?}");
            for (place, one) in bar.iter().enumerate() {
                assert!(window.contains_rect(*one), "{look:?}, {size:?}: {one:?} is outside of the window");
                let clash = bar[..place].iter().find(|other| other.shrink(1.0).intersects(*one));
                assert_eq!(clash, None, "{look:?}, {size:?}: {one:?} lies on another");
            }
        }
    }
}

/// Places of the buttons that end the rows of the table that is shown.
fn row_ends(desk: &Desk) -> Vec<egui::Rect> {
    desk.window.query_all_by_label_contains("Remove ").map(|button| button.rect()).collect()
}

#[test]
fn tables_of_the_setting_become_as_narrow_as_in_a_window_that_was_never_wider() {
    let narrow = egui::vec2(860.0, 480.0);
    let mut wide_once = Desk::with(Setup { preferences: informed(), ..Setup::default() });
    let mut always_narrow = Desk::with(Setup { preferences: informed(), size: narrow, ..Setup::default() });
    for desk in [&mut wide_once, &mut always_narrow] {
        desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
        desk.go_to("Setting");
    }
    for tab in ["Actors", "Ties", "Items"] {
        wide_once.window.set_size(egui::vec2(1280.0, 720.0));
        wide_once.settle();
        wide_once.choose_of("Show", tab);
        wide_once.window.set_size(narrow);
        for desk in [&mut wide_once, &mut always_narrow] {
            desk.settle();
            desk.choose_of("Show", tab);
        }
        let expected = row_ends(&always_narrow);
        assert!(!expected.is_empty(), "{tab}");
        assert_eq!(row_ends(&wide_once), expected, "{tab}");
    }
}
