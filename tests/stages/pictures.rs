//! Pictures of the stages, to be looked at.

use crate::support::save_picture;
use crate::window::{Window, open_sized};
use egui_kittest::kittest::Queryable;
use tearline::scenario::{ActorId, Institution, Repair, RepairKind};
use tearline::ui::Stage;
use tearline::ui::theme::Look;

#[test]
fn every_stage_is_drawn_in_every_look() {
    for (stage, name) in [(Stage::Decision, "decision"), (Stage::Aftermath, "aftermath")] {
        for look in Look::ALL {
            let mut window = Window { look, ..Window::oval_office(stage) };
            repair(&mut window);
            let mut window = open_sized(window, egui::vec2(1280.0, 720.0), 1.0);
            save_picture(&mut window, &format!("stage-{name}-{}", look.name().to_lowercase()));
        }
    }
}

#[test]
fn the_other_views_and_sizes_are_drawn() {
    let sized = |name: &str, window: Window, size, pixels_per_point, press: &[&str]| {
        let mut window = open_sized(window, size, pixels_per_point);
        for label in press {
            window.get_by_label(label).click();
            window.run_steps(3);
        }
        save_picture(&mut window, &format!("stage-{name}"));
    };
    let small = egui::vec2(1280.0, 720.0);
    let aftermath = || {
        let mut window = Window::oval_office(Stage::Aftermath);
        repair(&mut window);
        window
    };
    sized("aftermath-together", aftermath(), small, 1.0, &["Show: Together"]);
    sized("aftermath-table", aftermath(), small, 1.0, &["Show: Table"]);
    sized("aftermath-large", aftermath(), egui::vec2(1920.0, 1080.0), 1.0, &[]);
    sized("decision-large", Window::oval_office(Stage::Decision), egui::vec2(1920.0, 1080.0), 1.0, &[]);
    sized("decision-sharp", Window::oval_office(Stage::Decision), small, 2.0, &[]);
    sized(
        "decision-granted",
        Window::oval_office(Stage::Decision),
        small,
        1.0,
        &["Ask Israel first: Granted up to…"],
    );
}

#[test]
fn a_stage_that_nobody_touches_comes_to_rest_and_names_all_its_controls() {
    for stage in [Stage::Decision, Stage::Aftermath] {
        let mut window = open_sized(Window::oval_office(stage), egui::vec2(1280.0, 720.0), 1.0);
        // Settling also runs the harness's own check of accessible names.
        assert!(window.run() <= 2, "{stage:?} keeps asking for another frame");
    }
}

#[test]
fn a_preview_is_drawn_where_it_was_reserved() {
    let mut window = open_sized(Window::oval_office(Stage::Decision), egui::vec2(1280.0, 720.0), 1.0);
    window.get_by_label("Cover story: Full").hover();
    window.run_steps(3);
    save_picture(&mut window, "stage-decision-preview");
}

#[test]
fn every_case_that_ships_fits_into_every_stage() {
    for case in tearline::storage::built_in_cases() {
        for (stage, name) in [(Stage::Decision, "decision"), (Stage::Aftermath, "aftermath")] {
            let scenario = case.scenario().expect("a case that ships can be read");
            let mut window = open_sized(Window::on(scenario, stage), egui::vec2(1280.0, 720.0), 1.0);
            save_picture(&mut window, &format!("stage-{}-{name}", case.name));
        }
    }
}

#[test]
fn a_crowded_meeting_still_fits() {
    for look in [Look::Light, Look::Projector] {
        for (stage, name) in [(Stage::Decision, "decision"), (Stage::Aftermath, "aftermath")] {
            let window = Window { look, ..Window::on(crate::world::crowded(), stage) };
            let mut window = open_sized(window, egui::vec2(1280.0, 720.0), 1.0);
            let look = look.name().to_lowercase();
            save_picture(&mut window, &format!("stage-crowded-{name}-{look}"));
        }
    }
}

fn repair(window: &mut Window) {
    let repair = |month, kind| Repair { month, partner: ActorId::known("israel"), kind };
    let mut plan = window.plan().clone();
    plan.repairs = vec![
        repair(1, RepairKind::Explanation),
        repair(4, RepairKind::Compensation(0.5)),
        repair(9, RepairKind::Institution(Institution::Liaison, 0.8)),
    ];
    window.put_plan(plan);
}
