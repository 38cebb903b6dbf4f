//! The report of the open case: its form, and the file that comes of it.

use crate::desk::Desk;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use tearline::app::Picked;
use tearline::export::report::Section;
use tearline::ui::{DialogCommand, FileCommand};

fn open_form() -> Desk {
    let mut desk = Desk::new();
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    desk.ask(DialogCommand::ShowReportForm);
    desk
}

fn toggle(desk: &mut Desk, section: Section) {
    desk.window.get_by_role_and_label(Role::CheckBox, section.title()).click();
    desk.settle();
}

#[test]
fn a_report_has_the_sections_that_are_ticked_and_tells_of_the_plan_that_is_shown() {
    let mut desk = open_form();
    let kept = [Section::Plan, Section::Ledger, Section::Willingness];
    for section in Section::ALL.into_iter().filter(|section| !kept.contains(section)) {
        toggle(&mut desk, section);
    }
    desk.click_any("HTML, one file");
    let path = desk.place("report.html");
    desk.will_pick(Picked::File(path.clone()));
    desk.click("Save…");
    desk.draw_until_it_reads("Saved the report to");
    let html = std::fs::read_to_string(&path).expect("it was written");
    let plan = desk.shown_plan().name;
    assert!(html.contains(&format!("Report on the plan “{plan}”")), "{plan}");
    for section in Section::ALL {
        let heading = format!("{}</h2>", section.title());
        assert_eq!(html.contains(&heading), kept.contains(&section), "{}", section.title());
    }
    assert!(html.contains("<svg"), "the courses are drawn");
}

#[test]
fn a_report_without_sections_cannot_be_saved_and_the_ticks_stay_for_the_next_time() {
    let mut desk = open_form();
    Section::ALL.into_iter().for_each(|section| toggle(&mut desk, section));
    desk.click("Save…");
    assert!(desk.reads("Report of this case"), "the form stays open");
    toggle(&mut desk, Section::Sources);
    desk.ask(DialogCommand::Close);
    desk.ask(DialogCommand::ShowReportForm);
    let ticked = |section: Section| {
        let tick = desk.window.get_by_role_and_label(Role::CheckBox, section.title());
        format!("{:?}", tick.accesskit_node().toggled())
    };
    assert!(ticked(Section::Sources).contains("True") && ticked(Section::Why).contains("False"));
}
