//! All histories, or one of them: which, and through whose eyes.

use crate::analysis::number_format;
use crate::scenario::ActorId;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Commands, HistoryChoice, PlayCommand, Scene};
use egui::{Align, ComboBox, Label, Layout, Ui};

const VIEWS: [Segment<'static, bool>; 2] = [
    Segment {
        value: false,
        text: "All histories",
        explains: "How often, and how bad: every history at once.",
    },
    Segment { value: true, text: "One history", explains: "What happens, event by event, in one of them." },
];

/// Shows the choice between all histories and one.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let one = scene.playback.which.is_some();
        if let Some(one) = segmented::show(ui, "Look at", &VIEWS, &one, None).chosen {
            commands.send(PlayCommand::ShowHistory(one.then_some(HistoryChoice::Typical)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if one {
                seat(ui, scene, commands);
            } else {
                ui.add(Label::new(theme.note(format!("“{}”", scene.plan.name))).truncate());
            }
        });
    });
    if let Some(which) = scene.playback.which {
        choice(ui, scene, commands, which);
    }
}

/// Which history: by the rank of its total, or as the luck falls.
fn choice(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, which: HistoryChoice) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let segments = [HistoryChoice::Typical, HistoryChoice::Lucky, HistoryChoice::Unlucky]
            .map(|which| Segment::new(which, which.name(), which.explains()));
        let asked = segmented::show(ui, "History", &segments, &which, None);
        if let Some(chosen) = asked.chosen {
            commands.send(PlayCommand::ShowHistory(Some(chosen)));
            commands.send(PlayCommand::PlayFromStart);
        }
        let roll = ui.button(theme.note("Roll again").color(theme.colors.ink));
        if roll.on_hover_text("Another history, as the luck falls. R").clicked() {
            commands.send(PlayCommand::RollHistory);
        }
        paint::note(ui, &rank(scene, which)).on_hover_text(which.explains());
    });
}

/// Which history it is, and how it ends for home, which no partner knows.
fn rank(scene: &Scene<'_>, which: HistoryChoice) -> String {
    let Some(story) = scene.playback.log else { return "being told".into() };
    if scene.playback.seat.is_some() {
        return format!("no. {}", story.number + 1);
    }
    let total = number_format::signed_amount(story.history.total);
    let ends = match which {
        HistoryChoice::Typical => "half end better",
        HistoryChoice::Lucky => "1 in 20 ends better",
        HistoryChoice::Unlucky => "1 in 20 ends worse",
        HistoryChoice::Rolled(_) => "as the luck fell",
        HistoryChoice::Kept(_) => "kept through the change",
    };
    format!("no. {}, total {total}, {ends}", story.number + 1)
}

/// Through whose eyes.
fn seat(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let mut taken: Option<ActorId> = scene.playback.seat.cloned();
    let name = |seat: &Option<ActorId>| match seat {
        Some(partner) => format!("{}’s seat", scene.scenario.name(partner)),
        None => "Everybody’s view".to_owned(),
    };
    let list = ComboBox::from_id_salt("seat")
        .selected_text(theme.note(name(&taken)).color(theme.colors.ink))
        .width(theme.grown(132.0))
        .truncate()
        .show_ui(ui, |ui| {
            let partners = scene.scenario.partnerships.keys().cloned().map(Some);
            for seat in std::iter::once(None).chain(partners) {
                let text = name(&seat);
                // A list closes by itself only for the pointer, not for Enter.
                if ui.selectable_value(&mut taken, seat, text).clicked() {
                    ui.close();
                }
            }
        });
    list.response
        .accessible_name("Partner’s seat")
        .on_hover_text("See the same story with only what that partner has learned.");
    if taken.as_ref() != scene.playback.seat {
        commands.send(PlayCommand::TakeSeat(taken));
    }
}
