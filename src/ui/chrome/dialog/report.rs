//! The form in which the sections and the format of a report are chosen.

use super::{cancel, question, take_keyboard};
use crate::export::paper::PaperFormat;
use crate::export::paper::pdf::PageSize;
use crate::export::report::Section;
use crate::ui::command::ExportCommand;
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, DialogCommand};
use egui::{Label, Ui};
use std::collections::BTreeSet;

/// The choices for a report, kept from one report to the next.
#[derive(Clone, Debug)]
pub struct ReportForm {
    left_out: BTreeSet<Section>,
    format: PaperFormat,
}

impl Default for ReportForm {
    fn default() -> Self {
        ReportForm { left_out: BTreeSet::new(), format: PaperFormat::Pdf(PageSize::A4) }
    }
}

/// Shows the form.
pub fn show(ui: &mut Ui, form: &mut ReportForm, commands: &mut Commands) {
    let theme = ui.theme();
    question(ui, "Report of this case");
    let says = "The plan that is shown, what would follow from it, why, and what that rests on; as one file to print or \
                to send.";
    ui.add(Label::new(theme.quiet(says)).wrap());
    ui.add_space(GRID);
    super::fields(ui, |ui| choices(ui, form));
    ui.add_space(2.0 * GRID);
    buttons(ui, form, commands);
}

fn choices(ui: &mut Ui, form: &mut ReportForm) {
    let theme = ui.theme();
    ui.label(theme.semibold("Sections"));
    ui.columns(2, |columns| {
        let half = Section::ALL.len().div_ceil(2);
        for (column, sections) in columns.iter_mut().zip(Section::ALL.chunks(half)) {
            sections.iter().for_each(|section| tick(column, form, *section));
        }
    });
    ui.add_space(GRID);
    ui.label(theme.semibold("Format"));
    for format in PaperFormat::ALL {
        ui.radio_value(&mut form.format, format, format.name());
    }
}

fn tick(ui: &mut Ui, form: &mut ReportForm, section: Section) {
    let mut has = !form.left_out.contains(&section);
    if ui.checkbox(&mut has, section.title()).on_hover_text(section.explains()).changed() {
        match has {
            true => form.left_out.remove(&section),
            false => form.left_out.insert(section),
        };
    }
}

fn buttons(ui: &mut Ui, form: &ReportForm, commands: &mut Commands) {
    let theme = ui.theme();
    let sections: Vec<Section> =
        Section::ALL.into_iter().filter(|section| !form.left_out.contains(section)).collect();
    ui.horizontal(|ui| {
        let save = ui.add_enabled(!sections.is_empty(), theme.main_action("Save…"));
        let save = save.on_disabled_hover_text("Tick a section first");
        take_keyboard(&save);
        if save.clicked() {
            commands.send(DialogCommand::Close);
            commands.send(ExportCommand::SaveReport(sections, form.format));
        }
        cancel(ui, commands);
    });
}
