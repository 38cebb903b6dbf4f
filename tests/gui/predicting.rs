//! Predictions with a slider: sealed like those in words, and beside the model's mean at the reveal.

use crate::desk::{Desk, Setup};
use egui::{Key, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::app::Preferences;
use tearline::lesson::template::Template;
use tearline::scenario::{Edit, PlanId, PredictionForm, RevealedHistories, StepKind};
use tearline::ui::{Command, FileCommand};

/// In the step of a lesson in which the class predicts shares of one plan, of which the reveal is as well.
fn predicting() -> Desk {
    let size = vec2(1280.0, 900.0);
    let mut desk = Desk::with(Setup { preferences: Preferences::default(), size, ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    let scenario = desk.scenario();
    let mut lesson = Template::FiftyMinutes.lesson(&scenario);
    lesson.name = "Shares".into();
    let shown = Some(PlanId::known("sanitised"));
    for step in &mut lesson.steps {
        match &mut step.kind {
            StepKind::Predict { plan, answer, .. } => {
                (*plan, *answer) = (shown.clone(), PredictionForm::Slider);
            }
            kind @ StepKind::Reveal { .. } => {
                *kind = StepKind::Reveal { plan: shown.clone(), plays: RevealedHistories::All };
            }
            _ => {}
        }
    }
    desk.ask(Command::Edit(Edit::PutLesson(scenario.lessons.len(), lesson)));
    desk.go_to("Classroom");
    desk.click("Begin: Shares");
    desk.press(Key::PageDown);
    desk.press(Key::PageDown);
    desk
}

fn seal(desk: &mut Desk, who: &str, share: f64) {
    desk.click("Enter a prediction");
    desk.window.get_by_label("Who predicts").focus();
    desk.window.run_steps(1);
    desk.type_text(who);
    for material in ["content", "sources and methods"] {
        let name = format!("Willingness: Israel, {material}");
        desk.window.get_by_role_and_label(Role::Slider, &name).set_value_accesskit(share);
        desk.settle();
    }
    desk.click("Seal it");
}

#[test]
fn a_share_cannot_be_sealed_before_a_slider_was_moved() {
    let mut desk = predicting();
    desk.click("Enter a prediction");
    desk.window.get_by_label("Who predicts").focus();
    desk.window.run_steps(1);
    desk.type_text("team one");
    assert!(desk.window.get_by_label("Seal it").accesskit_node().is_disabled());
}

#[test]
fn a_share_is_sealed_and_its_error_stands_at_the_reveal() {
    let mut desk = predicting();
    seal(&mut desk, "team one", 0.31);
    seal(&mut desk, "team two", 0.57);
    assert!(desk.reads("2 sealed"));
    for _ in 0..4 {
        assert!(!desk.reads("31\u{a0}%") && !desk.reads("0.31"), "what was sealed can be read");
        desk.press(Key::PageDown);
    }
    assert!(desk.reads("2 predictions."));
    assert!(desk.reads("off on average, your mean "));
}
