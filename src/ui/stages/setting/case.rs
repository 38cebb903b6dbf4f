//! The tabs of the case in words (title, question, background, sources) and of the model's numbers (priorities,
//! horizon, parameters).

use super::fields;
use super::quantity;
use crate::scenario::{About, Citation, Edit, Input, LONGEST_HORIZON_MONTHS, ParameterField, PriorityField};
use crate::ui::theme::Themed;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::text_field::TextField;
use crate::ui::{Commands, Scene, Stage, ViewCommand};
use egui::{CollapsingHeader, Id, TextEdit, Ui};

/// Shows the case.
pub fn case(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let about = &scene.scenario.about;
    let mut changed = about.clone();
    if ui
        .button("Read as a briefing")
        .on_hover_text("The text with which the case opens, and the map")
        .clicked()
    {
        commands.send(ViewCommand::GoTo(Stage::Briefing));
    }
    if let Some(title) =
        (TextField { name: "Title", text: &about.title, hint: "what the case is called" }).line(ui)
    {
        changed.title = title;
    }
    year(ui, &mut changed);
    if let Some(question) =
        (TextField { name: "Question", text: &about.question, hint: "the decision, in one line" }).line(ui)
    {
        changed.question = question;
    }
    let hidden = scene.hides_what_happened;
    if hidden {
        ui.label(ui.theme().quiet("What the case teaches and how it ended are hidden."));
    } else if let Some(teaches) =
        (TextField { name: "Teaches", text: &about.teaches, hint: "what a class can learn from it" }).line(ui)
    {
        changed.teaches = teaches;
    }
    if let Some(text) =
        (TextField { name: "Before", text: &about.before, hint: "what was known on the eve" }).lines(ui, 6)
    {
        changed.before = text;
    }
    if !hidden
        && let Some(text) =
            (TextField { name: "After", text: &about.after, hint: "what happened" }).lines(ui, 4)
    {
        changed.after = text;
    }
    sources(ui, &mut changed);
    if changed != *about {
        commands.edit(Edit::SetAbout(changed));
    }
    fields::part(ui, "The meeting");
    let name = &scene.scenario.meeting.name;
    if let Some(name) = (TextField { name: "Meeting", text: name, hint: "where and when" }).line(ui) {
        commands.edit(Edit::NameMeeting(name));
    }
}

fn year(ui: &mut Ui, about: &mut About) {
    ui.horizontal(|ui| {
        ui.label(ui.theme().note("Year"));
        // Dragging begins at 2000 while no year is set.
        let mut year = f64::from(about.year.unwrap_or(2000));
        let field = NumberField::new("Year", -3000.0..=3000.0).writing(Writing::Whole).speed(1.0);
        if field.show(ui, &mut year).on_hover_text("The year of the meeting").changed() {
            about.year = Some(year as _);
        }
        if about.year.is_none() {
            ui.label(ui.theme().note("not set"));
        }
    });
}

/// The place of the index of a new source, whose field is to be focused.
fn awaited_source() -> Id {
    Id::unique("source to focus")
}

/// A citation with its address below it: beside it, both would be cut.
fn cited(ui: &mut Ui, source: &mut Citation, index: usize) {
    let cite = TextEdit::singleline(&mut source.cite).hint_text("how it is cited");
    let cite = ui.add(cite.desired_width(f32::INFINITY)).accessible_name(format!("Source {}", index + 1));
    if ui.data(|data| data.get_temp(awaited_source())) == Some(index) {
        ui.data_mut(|data| data.remove::<usize>(awaited_source()));
        cite.request_focus();
    }
    // An empty field stands for no address.
    let mut url = source.url.clone().unwrap_or_default();
    let field = TextEdit::singleline(&mut url).hint_text("address").font(ui.theme().note_font());
    let field = ui.add(field.desired_width(f32::INFINITY));
    if field.accessible_name(format!("Address of source {}", index + 1)).changed() {
        source.url = (!url.is_empty()).then_some(url);
    }
}

fn sources(ui: &mut Ui, about: &mut About) {
    fields::part(ui, "Sources");
    let mut gone = None;
    for (index, source) in about.sources.iter_mut().enumerate() {
        ui.horizontal_top(|ui| {
            if icons::button(ui, Icon::Close, &format!("Remove source {}", index + 1)).clicked() {
                gone = Some(index);
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                cited(ui, source, index);
            });
        });
        ui.add_space(4.0);
    }
    if let Some(index) = gone {
        about.sources.remove(index);
    }
    if ui.button("Add a source").on_hover_text("Where a fact comes from").clicked() {
        let new = about.sources.len();
        ui.data_mut(|data| data.insert_temp(awaited_source(), new));
        about.sources.push(Citation { cite: String::new(), url: None });
    }
}

/// The sections of the model that have constants, and what they are about.
const SECTIONS: [(u8, &str); 10] = [
    (1, "Asking first"),
    (2, "Who comes to know"),
    (3, "Is the source found"),
    (4, "Does the originator learn of it"),
    (5, "How bad a breach it was"),
    (6, "Beliefs"),
    (7, "Willingness"),
    (8, "Month by month"),
    (9, "What home gains and loses"),
    (14, "Will the originator grant it"),
];

/// Shows priorities, horizon and constants.
pub fn model(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.semibold("Home’s priorities"));
    ui.label(theme.note("These weights only combine the parts of the total; nothing else depends on them."));
    for field in PriorityField::ALL {
        quantity::show(ui, scene, &Input::Priority(*field), commands);
    }
    horizon(ui, scene, commands);
    fields::part(ui, "The model’s constants");
    ui.label(theme.note(
        "Every one of them is a modelling choice, not a fact. Ranges are drawn anew for every history.",
    ));
    for (section, title) in SECTIONS {
        let awaits = quantity::awaits(
            ui,
            |input| matches!(input, Input::Parameter(field) if field.info().section == section),
        );
        let header = CollapsingHeader::new(theme.text(title)).id_salt(section);
        header.open(awaits.then_some(true)).show(ui, |ui| {
            for field in ParameterField::ALL.iter().filter(|field| field.info().section == section) {
                quantity::show(ui, scene, &Input::Parameter(*field), commands);
            }
        });
    }
}

fn horizon(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(ui.theme().text("Months to project"));
        let mut months = f64::from(scene.scenario.horizon_months);
        let field = NumberField::new("Months to project", 1.0..=f64::from(LONGEST_HORIZON_MONTHS));
        let response = field.writing(Writing::Whole).speed(1.0).show(ui, &mut months);
        if response.on_hover_text("After the meeting’s month 0").changed() {
            commands.edit(Edit::SetHorizon(months as u32));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constant_stands_under_a_heading() {
        for field in ParameterField::ALL {
            let section = field.info().section;
            assert!(SECTIONS.iter().any(|(number, _)| *number == section), "{field:?} of section {section}");
        }
    }
}
