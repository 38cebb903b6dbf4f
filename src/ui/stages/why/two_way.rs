//! Which plan is best where two numbers differ from what they are thought to be.

use super::{matters, tornado, two_way_map, worth};
use crate::analysis::sensitivity::switching_values::SwitchingValues;
use crate::analysis::sensitivity::tornado::Tornado;
use crate::scenario::Input;
use crate::ui::phrases::capitalised;
use crate::ui::stages::answer;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::{Answer, Commands, Query, Scene, Stage, TableId};
use egui::{ComboBox, Sense, Ui, vec2};

/// Shows the map.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut matters::State, commands: &mut Commands) {
    ui.label(ui.theme().heading("Which plan is best where"));
    if scene.scenario.plans.len() < worth::CHOICE {
        let says = "With one plan there is nothing to decide. Add another in Decision.";
        return matters::empty(ui, says, Stage::Decision, commands);
    }
    let uncertain: Vec<Input> = matters::uncertain(scene.scenario).collect();
    if uncertain.len() < 2 {
        let says = "It takes two numbers with a range. Give another one a low and a high end in Setting.";
        return matters::empty(ui, says, Stage::Setting, commands);
    }
    let known = state.pair.as_ref().is_some_and(|pair| pair.iter().all(|one| uncertain.contains(one)));
    if !known {
        state.pair = suggested(ui, scene, state, commands);
    }
    let Some(mut pair) = state.pair.clone() else { return };
    for (which, label) in ["Across", "Up"].into_iter().enumerate() {
        choose(ui, scene, (which, label), &uncertain, &mut pair);
    }
    matters::sentence(
        ui,
        "The plan with the best mean total for each pair of values, all other numbers varying as they do.",
    );
    let query = Query::TwoWay(pair.clone());
    state.pair = Some(pair);
    ui.scope(|ui| {
        let found = answer::line(ui, scene, commands, &query, &matters::basis(&query), Some(TableId::TwoWay));
        match found {
            Some(Answer::TwoWay(map)) => {
                two_way_map::show(ui, scene, map, &mut state.field);
                two_way_map::legend(ui, scene, map);
            }
            _ => two_way_map::reserve(ui),
        }
    });
}

/// The two widest numbers that turn the advice, else the two widest; `None` while that is worked out.
fn suggested(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &matters::State,
    commands: &mut Commands,
) -> Option<[Input; 2]> {
    let query = Query::Tornado(matters::measure(scene, state));
    if let Some((Answer::Tornado(tornado), true)) = scene.find(&query, commands) {
        answer::line(
            ui,
            scene,
            commands,
            &Query::SwitchingValues,
            "Looking for the numbers that turn the advice",
            None,
        );
        let (flips, current) = tornado::known_switching_values(scene)?;
        return if current { widest(tornado, flips) } else { None };
    }
    answer::line(ui, scene, commands, &query, "Looking for the numbers that matter", None);
    None
}

fn widest(tornado: &Tornado, flips: &[SwitchingValues]) -> Option<[Input; 2]> {
    let turns = |input: &Input| flips.iter().any(|of| of.input == *input && !of.values.is_empty());
    let (turning, others): (Vec<_>, Vec<_>) =
        tornado.bars.iter().map(|bar| bar.input.clone()).partition(turns);
    let mut first = turning.into_iter().chain(others);
    Some([first.next()?, first.next()?])
}

/// A list of numbers. Who chooses the other axis’s number turns the map round.
fn choose(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (which, label): (usize, &str),
    uncertain: &[Input],
    pair: &mut [Input; 2],
) {
    let theme = ui.theme();
    let name = |input: &Input| capitalised(&scene.scenario.input_name(input));
    ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(vec2(theme.grown(48.0), theme.control()), Sense::hover());
        let galley = paint::elided(ui, label, theme.text_font(), theme.colors.ink_2, place.width(), 1);
        paint::left(ui, place.left(), place.center().y, galley, theme.colors.ink_2);
        let list = ComboBox::from_id_salt(label)
            .selected_text(theme.text(name(&pair[which])))
            .width(ui.available_width())
            .truncate()
            .show_ui(ui, |ui| {
                for input in uncertain {
                    if ui.selectable_label(*input == pair[which], name(input)).clicked() {
                        if pair[1 - which] == *input {
                            pair.swap(0, 1);
                        } else {
                            pair[which] = input.clone();
                        }
                    }
                }
            });
        list.response.accessible_name(label).on_hover_text("Which number runs along this side of the map.");
    });
}
