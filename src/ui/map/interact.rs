//! What pointer and keys do on the map. Every actor and every tie is an element of its own, with a
//! name, that can be reached and operated by keyboard.

use super::picture::{ArrowKind, Node, Picture};
use super::view::{Drag, MapView};
use super::{arcs, draw, lanes};
use crate::scenario::{Actor, ActorId, Edit, Position, Quantity, Tie};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::widgets::explain;
use crate::ui::widgets::number::percent;
use crate::ui::widgets::paint;
use crate::ui::{AddCommand, Commands, MapCommand, Scene, Selection, Stage, ViewCommand};
use egui::{EventFilter, Id, Key, Pos2, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, vec2};

/// What the hand is on, for the picture to answer.
#[derive(Default)]
pub(super) struct Touched {
    /// The actor under the pointer.
    pub actor: Option<ActorId>,
    /// A tie that is being drawn.
    pub new_tie: Option<NewTie>,
}

/// A tie that is being drawn.
pub(super) struct NewTie {
    pub from: ActorId,
    /// The point under the pointer.
    pub to: Pos2,
    /// What there is to say about it; may be empty.
    pub says: &'static str,
}

/// Nothing on the map is harder to hit than this, in points.
const TARGET: f32 = 24.0;
/// How far the arrow keys move an actor, in map units.
const KEY_STEP: f32 = 8.0;

/// Takes the pointer and the keys.
pub(super) fn interact(
    ui: &mut Ui,
    scene: &Scene,
    view: &mut MapView,
    picture: &Picture,
    commands: &mut Commands,
) -> Touched {
    let place = ui.max_rect();
    canvas(ui, scene, view, place, commands);
    bonds(ui, scene, view, picture, commands);
    ties(ui, scene, view, picture, commands);
    press(ui, scene, view, picture);
    let mut touched = Touched::default();
    for node in &picture.nodes {
        actor(ui, scene, view, picture, node, commands, &mut touched);
    }
    if scene.stage == Stage::Setting {
        handle(ui, scene, view, picture, commands, &mut touched);
    }
    tools(ui, scene, view, picture, place, commands);
    touched
}

fn id(scene: &Scene, what: impl std::hash::Hash + std::fmt::Debug) -> Id {
    Id::unique((scene.stage.name(), "map", what))
}

/// The canvas pans and zooms; a click on it lets go of what is selected.
fn canvas(ui: &mut Ui, scene: &Scene, view: &mut MapView, place: Rect, commands: &mut Commands) {
    let canvas = ui.interact(place, id(scene, "canvas"), Sense::CLICK | Sense::DRAG);
    if canvas.dragged() {
        view.pan(canvas.drag_delta());
    }
    if canvas.double_clicked() && scene.stage == Stage::Setting {
        if let Some(point) = canvas.interact_pointer_pos() {
            commands.send(AddCommand::Actor(Some(view.map_from_screen(point))));
        }
    } else if canvas.clicked() && *scene.selection != Selection::Nothing {
        commands.send(ViewCommand::Select(Selection::Nothing));
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(pointer) = pointer.filter(|_| ui.rect_contains_pointer(place)) {
        let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if zoom != 1.0 {
            view.zoom_around(pointer, zoom);
        } else if scroll != Vec2::ZERO {
            view.pan(scroll);
        }
    }
}

/// Lanes say how willing a partner is; a click selects the partner.
fn bonds(ui: &mut Ui, scene: &Scene, view: &MapView, picture: &Picture, commands: &mut Commands) {
    let scale = view.mark_scale(picture.nodes.len());
    let home = view.screen_from_map(picture.place(&scene.scenario.home));
    for bond in &picture.bonds {
        let partner = view.screen_from_map(picture.place(&bond.partner));
        let Some(track) = lanes::Track::between(partner, home, scale) else { continue };
        let name = scene.scenario.name(&bond.partner);
        let says = match (bond.before, bond.now) {
            (Some(before), Some(now)) if scene.stage != Stage::Setting => format!(
                "{name} shares content {} → {}, sources and methods {} → {}",
                percent(before.content.into()),
                percent(now.content.into()),
                percent(before.methods.into()),
                percent(now.methods.into())
            ),
            (Some(before), _) => format!(
                "{name} shares content {}, sources and methods {}",
                percent(before.content.into()),
                percent(before.methods.into())
            ),
            _ => format!("{name} shares with home"),
        };
        let rect = Rect::from_center_size(track.middle(), Vec2::splat(1.6 * TARGET));
        let lane = ui.interact(rect, id(scene, ("bond", &bond.partner)), Sense::click());
        lane.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
        if explain::tip(lane, |ui| card(ui, scene, &says)).clicked() {
            commands.send(ViewCommand::Select(Selection::Actor(bond.partner.clone())));
        }
    }
}

fn card(ui: &mut Ui, scene: &Scene, says: &str) {
    ui.set_max_width(280.0);
    ui.label(scene.theme.text(says));
}

/// Ties are held by their middle.
fn ties(ui: &mut Ui, scene: &Scene, view: &MapView, picture: &Picture, commands: &mut Commands) {
    let name = |actor: &ActorId| scene.scenario.name(actor).to_owned();
    let passing = picture.arrows.iter().filter_map(|arrow| {
        let line = draw::arrow_line(view, picture, &arrow.from, &arrow.to)?;
        let (from, to) = (name(&arrow.from), name(&arrow.to));
        let says = match arrow.kind {
            ArrowKind::MayPassOn(chance) => format!("{from} passes on to {to}: {}", percent(chance.into())),
            ArrowKind::Told(level) => format!("{from} tells {to}: {}", level.name()),
            ArrowKind::Passed { level, .. } => format!("{from} handed {to}: {}", level.name()),
        };
        Some((&arrow.from, &arrow.to, arcs::beside(line, draw::CHANCE_BESIDE), says))
    });
    let regarding = picture.feelings.iter().filter_map(|feeling| {
        let bow = draw::feeling_bow(view, picture, feeling)?;
        let how = if feeling.affinity < 0.0 { "hostile to" } else { "friendly to" };
        let says = format!(
            "{} is {how} {}: {}",
            name(&feeling.from),
            name(&feeling.to),
            crate::ui::widgets::number::signed_amount(feeling.affinity.into())
        );
        Some((&feeling.from, &feeling.to, bow[bow.len() / 2], says))
    });
    for (kind, (from, to, at, says)) in
        passing.map(|tie| ("passing", tie)).chain(regarding.map(|tie| ("regarding", tie)))
    {
        let rect = Rect::from_center_size(at, Vec2::splat(TARGET));
        let tie = ui.interact(rect, id(scene, (kind, from, to)), Sense::click());
        tie.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
        let tie = explain::tip(tie, |ui| card(ui, scene, &says));
        if tie.clicked() {
            commands.send(ViewCommand::Select(Selection::Tie(from.clone(), to.clone())));
        }
        if removed(ui, scene, &tie) {
            commands.edit(Edit::RemoveTie(from.clone(), to.clone()));
        }
    }
}

/// How it comes to the press, in words.
fn press(ui: &mut Ui, scene: &Scene, view: &MapView, picture: &Picture) {
    let way = picture.press.as_ref().and_then(|press| press.way);
    let Some((way, line)) = way.zip(draw::press_line(view, picture)) else { return };
    let home = scene.scenario.name(&scene.scenario.home);
    let (at, says) = match way {
        ArrowKind::MayPassOn(chance) => (
            arcs::beside(line, draw::CHANCE_BESIDE),
            format!("The press hears of it: {}", percent(chance.into())),
        ),
        ArrowKind::Passed { chance: Some(chance), .. } => {
            (line[0].lerp(line[1], 0.5), format!("The press reports it: {}", percent(chance.into())))
        }
        ArrowKind::Told(level) | ArrowKind::Passed { level, .. } => {
            (line[0].lerp(line[1], 0.5), format!("{home} tells the public: {}", level.name()))
        }
    };
    let rect = Rect::from_center_size(at, Vec2::splat(TARGET));
    let mark = ui.interact(rect, id(scene, "press"), Sense::focusable_noninteractive());
    paint::described(&mark, || &says);
    explain::tip(mark, |ui| card(ui, scene, &says));
}

/// Whether the keyboard asks to remove what has the focus; only *Setting* removes.
fn removed(ui: &Ui, scene: &Scene, response: &Response) -> bool {
    let asked = |key| ui.input(|input| input.key_pressed(key));
    scene.stage == Stage::Setting && response.has_focus() && (asked(Key::Delete) || asked(Key::Backspace))
}

fn actor(
    ui: &mut Ui,
    scene: &Scene,
    view: &mut MapView,
    picture: &Picture,
    node: &Node,
    commands: &mut Commands,
    touched: &mut Touched,
) {
    let middle = view.screen_from_map(node.at);
    let size = (2.0 * draw::reach(view, picture, node)).max(TARGET);
    let rect = Rect::from_center_size(middle, Vec2::splat(size));
    let response = ui.interact(rect, id(scene, ("actor", &node.id)), Sense::click_and_drag());
    let says = format!("{}, {}", node.name, node.role.name());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, node.selected, &says));
    if response.clicked() {
        response.request_focus();
        match view.tying.take().filter(|from| *from != node.id && scene.stage == Stage::Setting) {
            Some(from) => make_tie(scene, &from, &node.id, commands),
            None => commands.send(ViewCommand::Select(Selection::Actor(node.id.clone()))),
        }
    }
    if response.hovered() {
        touched.actor = Some(node.id.clone());
    }
    let pressed_at = ui.input(|input| input.pointer.press_origin());
    drag(scene, view, node, middle, pressed_at, &response, commands);
    let response = response.on_hover_ui(|ui| about(ui, scene, node));
    keys(ui, scene, view, node, &response, commands);
}

/// Who somebody is, in words.
fn about(ui: &mut Ui, scene: &Scene, node: &Node) {
    let theme = scene.theme;
    ui.set_max_width(280.0);
    ui.label(theme.semibold(&node.name));
    let role = node.role.name();
    let meaning = crate::ui::word_meaning(role).unwrap_or_default();
    ui.label(theme.note(format!("{role}: {meaning}")));
    let note = scene.scenario.actors.get(&node.id).map(|actor| actor.note.as_str()).unwrap_or_default();
    if !note.is_empty() {
        ui.label(theme.note(note));
    }
}

fn drag(
    scene: &Scene,
    view: &mut MapView,
    node: &Node,
    middle: Pos2,
    pressed_at: Option<Pos2>,
    response: &Response,
    commands: &mut Commands,
) {
    let Some(pointer) = response.interact_pointer_pos() else { return };
    if response.drag_started() {
        // A press becomes a drag only after some way, which must not be lost.
        view.drag = Some(Drag::Actor(node.id.clone(), middle - pressed_at.unwrap_or(pointer)));
    }
    if let Some(Drag::Actor(id, held)) = &view.drag
        && *id == node.id
        && response.dragged()
    {
        move_actor(scene, &node.id, view.map_from_screen(pointer + *held), commands);
    }
    if response.drag_stopped() {
        view.drag = None;
    }
}

fn move_actor(scene: &Scene, id: &ActorId, to: Position, commands: &mut Commands) {
    let Some(actor) = scene.scenario.actors.get(id).filter(|actor| actor.at != Some(to)) else { return };
    commands.edit(Edit::PutActor(id.clone(), Actor { at: Some(to), ..actor.clone() }));
}

/// Arrow keys move the actor that has the focus, Delete removes it, T begins a tie from it.
fn keys(
    ui: &Ui,
    scene: &Scene,
    view: &mut MapView,
    node: &Node,
    response: &Response,
    commands: &mut Commands,
) {
    if scene.stage != Stage::Setting || !response.has_focus() {
        return;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let by = ui.input(|input| {
        let presses = |key| input.num_presses(key) as f32;
        vec2(
            presses(Key::ArrowRight) - presses(Key::ArrowLeft),
            presses(Key::ArrowDown) - presses(Key::ArrowUp),
        )
    });
    if by != Vec2::ZERO {
        let Position(x, y) = node.at;
        move_actor(scene, &node.id, Position(x + KEY_STEP * by.x, y + KEY_STEP * by.y), commands);
    }
    if ui.input(|input| input.key_pressed(Key::T) && input.modifiers.is_none()) {
        view.tying = Some(node.id.clone());
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        view.tying = None;
    }
    if removed(ui, scene, response) {
        commands.edit(Edit::RemoveActor(node.id.clone()));
        commands.send(ViewCommand::Select(Selection::Nothing));
    }
}

/// The handle at the rim of the selected actor, from which a tie is drawn to another.
fn handle(
    ui: &mut Ui,
    scene: &Scene,
    view: &mut MapView,
    picture: &Picture,
    commands: &mut Commands,
    touched: &mut Touched,
) {
    let Selection::Actor(selected) = scene.selection else { return };
    let Some(node) = picture.node(selected) else { return };
    let at = draw::handle(view, picture, node);
    let rect = Rect::from_center_size(at, Vec2::splat(TARGET));
    let response = ui.interact(rect, id(scene, "handle"), Sense::drag());
    let says = format!("Draw a tie from {}", node.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
    let Some(pointer) = response.interact_pointer_pos() else {
        response.on_hover_text("Drag to another actor to make a tie");
        return;
    };
    if response.drag_started() {
        view.drag = Some(Drag::Tie(selected.clone()));
    }
    let near = |node: &&Node| {
        view.screen_from_map(node.at).distance(pointer) < TARGET.max(draw::reach(view, picture, node))
    };
    let other = picture.nodes.iter().filter(|other| other.id != *selected).find(near);
    if response.drag_stopped() {
        view.drag = None;
        if let Some(other) = other {
            make_tie(scene, selected, &other.id, commands);
        }
        return;
    }
    let tied = other.is_some_and(|other| scene.scenario.tie(selected, &other.id).is_some());
    let says = if tied { "already tied: let go to open the tie" } else { "" };
    touched.new_tie = Some(NewTie { from: selected.clone(), to: pointer, says });
}

/// Keeps to the neighbourhood of the selected actor, or shows everybody again.
fn focus(ui: &mut Ui, scene: &Scene, view: &MapView, picture: &Picture, commands: &mut Commands) {
    let name = |actor| scene.scenario.name(actor);
    let (on, says) = match (view.focus_in(picture), scene.selection) {
        (Some(focus), _) => {
            let name = name(&focus);
            (true, format!("Only {name} and its neighbours stand out; click to see everybody alike"))
        }
        (None, Selection::Actor(selected)) => {
            (false, format!("Let only {} and its neighbours stand out", name(selected)))
        }
        _ => return,
    };
    if ui.selectable_label(on, "Focus").on_hover_text(says).clicked() {
        commands.send(MapCommand::ToggleFocus);
    }
}

fn make_tie(scene: &Scene, from: &ActorId, to: &ActorId, commands: &mut Commands) {
    if scene.scenario.tie(from, to).is_none() {
        // Something to see and to change: a tie of nothing would be invisible.
        let mut tie = Tie::between(from.clone(), to.clone());
        tie.affinity = Quantity::plain(0.5);
        tie.onward = Quantity::plain(0.3);
        commands.edit(Edit::PutTie(tie));
    }
    commands.send(ViewCommand::Select(Selection::Tie(from.clone(), to.clone())));
}

/// Small buttons in the corner.
fn tools(
    ui: &mut Ui,
    scene: &Scene,
    view: &mut MapView,
    picture: &Picture,
    place: Rect,
    commands: &mut Commands,
) {
    let corner = Rect::from_min_max(
        place.right_top() + vec2(-scene.theme.grown(230.0), 12.0),
        place.right_top() + vec2(-12.0, 44.0),
    );
    let mut corner = ui.new_child(
        UiBuilder::new().max_rect(corner).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if icons::button(&mut corner, Icon::Fit, "Fit the map to its place").clicked() {
        commands.send(MapCommand::Fit);
    }
    focus(&mut corner, scene, view, picture, commands);
    if scene.stage != Stage::Setting {
        return;
    }
    if corner.button("Lay out").on_hover_text("Place everyone anew, by role").clicked() {
        commands.send(MapCommand::LayOut);
    }
    if icons::button(&mut corner, Icon::Plus, "Add an actor").clicked() {
        commands.send(AddCommand::Actor(None));
    }
}
