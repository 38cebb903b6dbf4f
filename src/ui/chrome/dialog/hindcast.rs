//! How the model does against what is on record: the score beside a rule that asks nothing, where the
//! model is wrong, what that is worth, and every case with its misses in plain sight.

mod cases;
mod rows;
mod scores;

use super::Known;
use crate::analysis::hindcast::Hindcasts;
use crate::analysis::hindcast::classify::{CUT_OFF, FALL, LASTING_MONTHS, MONTHS, TIGHTENED};
use crate::engine::MODEL_VERSION;
use crate::scenario::Confidence;
use crate::ui::chrome::status_bar::thousands;
use crate::ui::theme::{GRID, MAIN_ACTION, RADIUS, Themed};
use crate::ui::widgets::{number, paint};
use crate::ui::{Commands, DialogCommand, TableCommand, TableId};
use egui::{Align, Button, Label, Layout, Rect, ScrollArea, Sense, Ui, vec2};

/// How far the hindcast is.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'a> {
    /// So many cases of so many are done.
    Running(u64, u64),
    /// All of them are.
    Known(&'a Hindcasts),
    /// It failed; a sentence.
    Failed(&'a str),
}

/// The width of the bar that shows how far it is, in points at ordinary type.
const BAR: f32 = 200.0;

/// Shows the page.
pub fn show(ui: &mut Ui, known: &Known<'_>, commands: &mut Commands) {
    let standing = known.hindcast;
    head(ui, known, commands);
    // Of one height whatever is known, so that nothing jumps when the numbers come.
    let height = ui.ctx().content_rect().height() - 150.0;
    let area = ScrollArea::vertical().id_salt("hindcast").max_height(height).min_scrolled_height(height);
    area.auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        match standing {
            Standing::Running(done, total) => running(ui, done, total),
            Standing::Failed(why) => failed(ui, why, commands),
            Standing::Known(hindcasts) => {
                what_is_asked(ui, hindcasts);
                scores::show(ui, hindcasts);
                doubts(ui);
                cases::misses(ui, hindcasts);
                cases::all(ui, hindcasts, commands);
            }
        }
    });
}

fn head(ui: &mut Ui, known: &Known<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let row = vec2(ui.available_width(), MAIN_ACTION.max(theme.control()));
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.label(theme.heading("Would the model have known?"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(theme.other_action("Close"));
            super::take_keyboard(&close);
            if close.clicked() {
                commands.send(DialogCommand::Close);
            }
            ui.add_enabled_ui(matches!(known.hindcast, Standing::Known(_)), |ui| {
                let save = ui.add(theme.other_action("Save table…"));
                if save.on_hover_text("Save these answers as CSV.").clicked() {
                    commands.send(TableCommand::Save(TableId::Hindcast));
                }
                let copy = ui.add(theme.other_action("Copy"));
                if copy.on_hover_text("Copy these answers, for a spreadsheet.").clicked() {
                    commands.send(TableCommand::Copy(TableId::Hindcast));
                }
            });
            if let Some(said) = known.said {
                ui.add_space(GRID);
                ui.add(Label::new(theme.note(said)).truncate()).on_hover_text(said);
            }
        });
    });
    ui.add_space(4.0);
}

fn running(ui: &mut Ui, done: u64, total: u64) {
    let theme = ui.theme();
    ui.add_space(2.0 * GRID);
    ui.horizontal(|ui| {
        let (place, response) = ui.allocate_exact_size(vec2(theme.grown(BAR), 6.0), Sense::hover());
        ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
        let share = (done as f32 / total.max(1) as f32).clamp(0.0, 1.0);
        let part = Rect::from_min_size(place.min, vec2(place.width() * share, place.height()));
        ui.painter().rect_filled(part, f32::from(RADIUS), theme.colors.ink_3);
        let text = format!("{done} of {total} cases");
        paint::described(&response, || text.as_str());
        ui.label(theme.text(text));
    });
    ui.label(theme.quiet("Every case is being projected and held against what happened. Closing stops it."));
}

fn failed(ui: &mut Ui, why: &str, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(2.0 * GRID);
    ui.add(Label::new(theme.text(why)).wrap());
    if ui.add(Button::new(theme.text("Try again"))).clicked() {
        commands.send(DialogCommand::ShowHindcast);
    }
}

fn what_is_asked(ui: &mut Ui, hindcasts: &Hindcasts) {
    let theme = ui.theme();
    ui.add(
        Label::new(theme.quiet(format!(
            "In each of {} cases the plan that was carried out is projected, given that every originator whose promise was broken learned of it in month 0, and held against what is on record. Beside the model stands a rule that asks nothing: nothing ever falls.",
            hindcasts.cases.len()
        )))
        .wrap(),
    );
    let percent = number::percent;
    let weights = Confidence::ALL.map(|of| format!("{} for {}", of.weight(), of.name())).join(", ");
    ui.add(
        Label::new(theme.note(format!(
            "Content falls where the mean willingness drops by {} or more of its starting value within {MONTHS} months: paused for less than {LASTING_MONTHS} months, restricted for {LASTING_MONTHS} or more, cut off where the drop is {} for {LASTING_MONTHS}. Sources and methods are tightened where that willingness drops by {} or more. These lines were drawn before any case was projected. Weighed: a case counts by the confidence of its record, {weights}. {} histories of each case, seed {}, model version {MODEL_VERSION}.",
            percent(FALL),
            percent(CUT_OFF),
            percent(TIGHTENED),
            thousands(hindcasts.run.histories),
            hindcasts.run.seed,
        )))
        .wrap(),
    );
    for case in hindcasts.cases.iter().filter(|case| case.hindcast.histories < hindcasts.run.histories) {
        let (histories, played) = (case.hindcast.histories, case.hindcast.histories_played);
        ui.label(theme.note(format!(
            "Of {} only {}: so few of {} had every originator learn in month 0.",
            case.title(),
            thousands(histories),
            thousands(played)
        )));
    }
}

fn doubts(ui: &mut Ui) {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.add(
        Label::new(theme.quiet(
            "What this is worth. Nothing in the model is fitted to these cases. Cases that became public are over-sampled; services rarely say that they hold back, so that silence is weak evidence; one person, who knew the endings, wrote down what happened; and spying is further from the model than passing on. So few cases can show where a model is wrong, not that it is right.",
        ))
        .wrap(),
    );
}
