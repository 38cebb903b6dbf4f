//! Controls that several stages share: lists of partners and results, the choice between all histories and one,
//! and the seat from which a history is seen.

use super::results::phrase;
use crate::analysis::measure::Measure;
use crate::analysis::number_format;
use crate::scenario::{ActorId, Scenario};
use crate::ui::theme::Themed;
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::{Commands, HistoryChoice, PlayCommand, Scene, Selection, ViewCommand};
use egui::{Align, ComboBox, Label, Layout, Response, Ui};

/// The partner that is selected on the map, or gave the item that is; else the one chosen in this stage,
/// else the first originator, else the first partner.
pub fn looked_at(scenario: &Scenario, selection: &Selection, chosen: Option<&ActorId>) -> Option<ActorId> {
    let partner = |id: &ActorId| scenario.partnerships.contains(id).then(|| id.clone());
    let selected = match selection {
        Selection::Actor(id) => partner(id),
        Selection::Item(id) => scenario.items.get(id).and_then(|item| partner(&item.originator)),
        Selection::Nothing | Selection::Tie(..) | Selection::Recipient(_) => None,
    };
    selected
        .or_else(|| chosen.and_then(partner))
        .or_else(|| scenario.items.values().find_map(|item| partner(&item.originator)))
        .or_else(|| scenario.partnerships.keys().next().cloned())
}

/// A list to choose the partner from.
pub struct PartnerChooser<'a> {
    /// The accessible name of the list.
    pub name: &'a str,
    /// The partner that is shown.
    pub partner: &'a ActorId,
    /// The partner chosen in this stage.
    pub chosen: &'a mut Option<ActorId>,
}

/// The width of a list of partners, in points at ordinary type: a name of fourteen letters.
pub const PARTNERS_WIDTH: f32 = 130.0;

impl PartnerChooser<'_> {
    /// Shows the list; the choice also selects the partner on the map.
    pub fn show(self, ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) -> Response {
        let PartnerChooser { name, partner, chosen } = self;
        let theme = ui.theme();
        let shown = theme.note(scene.scenario.name(partner)).color(theme.colors.ink).into();
        List { name, chosen: shown, width: theme.grown(PARTNERS_WIDTH) }.show(ui, |ui| {
            for id in scene.scenario.partnerships.keys() {
                if elided::option(ui, id == partner, scene.scenario.name(id)).clicked() {
                    *chosen = Some(id.clone());
                    commands.send(ViewCommand::Select(Selection::Actor(id.clone())));
                }
            }
        })
    }
}

/// Why the numbers of one history are not those of all of them.
pub const OWN_NUMBERS: &str =
    "This history drew its own values of uncertain numbers, so its chances differ from the averages.";

/// The width of a list around its chosen text, in points.
const AROUND_CHOSEN: f32 = 44.0;

/// The greatest height of the list of results, in points at ordinary type: a dozen of them.
const LIST: f32 = 300.0;

/// A list to choose a result from; results of a month are those of the month under the time slider.
pub struct ResultChooser<'a> {
    /// The accessible name of the list.
    pub name: &'a str,
    /// The width of the list, in points.
    pub width: f32,
    /// The result that is chosen.
    pub chosen: &'a mut Measure,
}

impl ResultChooser<'_> {
    /// Shows the list.
    pub fn show(self, ui: &mut Ui, scene: &Scene<'_>) -> Response {
        let ResultChooser { name, width, chosen } = self;
        let theme = ui.theme();
        let all = phrase(&chosen.name(scene.scenario));
        let (font, room) = (theme.note_font(), width - AROUND_CHOSEN);
        let parts = std::iter::once(all.as_str()).chain(all.rfind(" in ").map(|end| &all[..end]));
        let parts = parts.chain(paint::shorter(&all).skip(1));
        let shown = paint::whole(ui, parts, &font, room).unwrap_or(&all);
        let list = ComboBox::from_id_salt(name)
            .selected_text(theme.note(shown).color(theme.colors.ink))
            .width(width)
            .height(theme.grown(LIST))
            .truncate()
            .show_ui(ui, |ui| {
                for measure in Measure::all(scene.scenario, scene.month) {
                    let text = phrase(&measure.name(scene.scenario));
                    if elided::option(ui, measure == *chosen, text).clicked() {
                        *chosen = measure;
                    }
                }
            });
        list.response.accessible_name(name)
    }
}

const HISTORIES: [Segment<'static, bool>; 2] = [
    Segment {
        value: false,
        text: "All histories",
        explains: "How often, and how bad: every history at once.",
    },
    Segment { value: true, text: "One history", explains: "What happens, event by event, in one of them." },
];

/// Shows the choice between all histories and one.
pub fn history(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let one = scene.playback.which.is_some();
        let histories = segmented::Segmented { name: "Look at", segments: &HISTORIES, width: None };
        if let Some(one) = histories.show(ui, &one).chosen {
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
        one_history(ui, scene, commands, which);
    }
}

/// The choice of a history: by the rank of its total, or at random.
fn one_history(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands, which: HistoryChoice) {
    let theme = ui.theme();
    ui.horizontal(|ui| {
        let segments = [HistoryChoice::Typical, HistoryChoice::Lucky, HistoryChoice::Unlucky]
            .map(|which| Segment::new(which, which.name(), which.explains()));
        let asked =
            segmented::Segmented { name: "History", segments: &segments, width: None }.show(ui, &which);
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

/// The number of the history, and how it ends for home; not from a seat, because no partner knows that.
fn rank(scene: &Scene<'_>, which: HistoryChoice) -> String {
    let Some(log) = scene.playback.log else { return "being told".into() };
    if scene.playback.seat.is_some() {
        return format!("no. {}", log.number + 1);
    }
    let total = number_format::signed_amount(log.history.total);
    let ends = match which {
        HistoryChoice::Typical => "half end better",
        HistoryChoice::Lucky => "1 in 20 ends better",
        HistoryChoice::Unlucky => "1 in 20 ends worse",
        HistoryChoice::Rolled(_) => "as the luck fell",
        HistoryChoice::Kept(_) => "kept through the change",
    };
    format!("no. {}, total {total}, {ends}", log.number + 1)
}

/// The width of the list of seats, in points at ordinary type: “Everybody’s view” is whole.
const SEAT: f32 = 148.0;

/// Shows the list from which the partner is chosen whose knowledge the history is limited to.
fn seat(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let mut taken: Option<ActorId> = scene.playback.seat.cloned();
    let name = |seat: &Option<ActorId>| match seat {
        Some(partner) => format!("{}’s seat", scene.scenario.name(partner)),
        None => "Everybody’s view".to_owned(),
    };
    let chosen = theme.note(name(&taken)).color(theme.colors.ink).into();
    let list = List { name: "Partner’s seat", chosen, width: theme.grown(SEAT) };
    list.show(ui, |ui| {
        let partners = scene.scenario.partnerships.keys().cloned().map(Some);
        for seat in std::iter::once(None).chain(partners) {
            // A list closes by itself only for the pointer, not for Enter.
            if elided::option(ui, taken == seat, name(&seat)).clicked() {
                taken = seat;
                ui.close();
            }
        }
    })
    .on_hover_text("See the same log with only what that partner has learned.");
    if taken.as_ref() != scene.playback.seat {
        commands.send(PlayCommand::TakeSeat(taken));
    }
}
