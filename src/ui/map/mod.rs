//! The relationship map: actors, who shares with home and how willingly, who may pass on what to whom, and who is hostile.
//! It is the same in every stage; in *Setting* it is also the editor.
//!
//! Data goes one way in each frame. [`scene_key`] says whether the contents are those of the frame before; if not, [`model`]
//! collects them as plain data. [`view`] has pan and zoom, [`layout`] puts marks and lines on the screen with the help of
//! [`geometry`], and [`labels`] places the captions along arrows; [`targets`] says where each connection can be pointed at,
//! and [`input`] and [`connections`] read pointer and keyboard; [`labels`] places all other text, of which the pointer may
//! ask for more, [`paint`], [`paint_legend`] and [`paint_travelling`] draw, and [`tools`] shows the buttons over it. No part
//! uses a later one. [`rest`] keeps what was placed and painted in a frame at rest, for the frames in which nothing has
//! changed since. [`board`] hands the contents on, for pictures that are painted elsewhere.

pub mod board;
mod connections;
mod geometry;
mod input;
mod labels;
mod layout;
mod model;
mod paint;
mod paint_legend;
mod paint_travelling;
mod rest;
mod scene_key;
mod targets;
mod tools;
mod view;

pub use labels::PlacedLabels;

use self::input::Input;
use self::labels::{Furniture, LabelContext, Labels, Motion, Probes};
use self::layout::Layout;
use self::model::MapModel;
use self::paint::Canvas;
use self::paint_travelling::Travelling;
use self::rest::{Painted, Rest, Surroundings};
use self::scene_key::SceneKey;
use self::targets::Connections;
use super::{Commands, Scene, Selection};
use crate::scenario::Position;
use crate::ui::kept::remember;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::theme::Themed;
use crate::ui::widgets::picture_menu::PictureMenu;
use egui::{Rect, Ui};
use std::sync::Arc;

/// The longest step of a move in seconds: after a pause between frames nothing jumps.
const LONGEST_STEP: f32 = 0.1;

/// The state of the map from frame to frame.
#[derive(Clone, Debug, Default)]
pub struct MapView {
    view: view::View,
    gesture: input::Gesture,
    labels: labels::LabelMemory,
    /// The names in the briefing, which has other lines: they have no influence on those of the other stages.
    briefing_labels: labels::LabelMemory,
    /// The frame before, if all was at rest.
    rest: Option<Rest>,
    /// Whether it is painted for a picture, in which no button could be clicked.
    is_picture: bool,
}

impl MapView {
    /// The state of a map that is painted for a picture.
    pub fn of_picture() -> Self {
        MapView { is_picture: true, ..MapView::default() }
    }

    /// The state of a map that is painted for a picture of what is on the screen.
    pub fn picture_of_screen(&self) -> Self {
        MapView { view: self.view.clone(), is_picture: true, ..MapView::default() }
    }

    /// Fits the map to its place when it is next drawn.
    pub fn fit(&mut self) {
        self.view.fit();
    }

    /// Lets the neighbourhood of the selected actor stand out, or everybody alike again; false if no actor
    /// is selected.
    pub fn toggle_focus(&mut self, selection: &Selection) -> bool {
        self.view.toggle_focus(selection)
    }

    /// Lets everybody stand out alike.
    pub fn leave_focus(&mut self) {
        self.view.leave_focus();
    }

    /// A position low in the middle of the map, where a new actor is seen; `None` before the first frame.
    pub fn place_for_newcomer(&self) -> Option<Position> {
        self.view.place_for_newcomer()
    }

    /// The places of the labels in the last frame. For tests, which cannot read a picture.
    pub fn placed_labels(&self) -> &PlacedLabels {
        self.labels.placed()
    }
}

/// Shows the map in all of the space of a `Ui`.
pub fn show(ui: &mut Ui, scene: &Scene, map: &mut MapView, commands: &mut Commands) {
    let MapView { view, gesture, labels, briefing_labels, rest, is_picture } = map;
    let id = ui.scope_id().with("contents of the map");
    let model = remember(ui, id, SceneKey::of(scene), || Arc::new(MapModel::of(scene)));
    let memory = if model.is_briefing { briefing_labels } else { labels };
    if *is_picture {
        view.show_same(ui.max_rect());
    }
    view.settle(ui.max_rect(), ui.theme().grown(1.0), &model);
    let seconds = ui.input(|input| input.stable_dt).min(LONGEST_STEP);
    // An actor that is dragged is under the pointer at once, and so is everything that depends on it.
    let is_moving = view.advance(&model, seconds, !model.moves || gesture.is_dragging());
    let canvas = input::read_canvas(ui, scene, view, commands);
    if is_moving || view.moves_now() {
        // Labels wait for the frame in which all is at rest.
        ui.ctx().request_repaint();
    }
    let is_moved = is_moving || view.moves_now() || canvas.dragged();
    let motion = |is_dragging: bool| match is_moved || is_dragging {
        true => Motion::Moving,
        false => Motion::AtRest,
    };
    let before_input = motion(gesture.is_dragging());
    let surroundings = Surroundings::of(ui, scene.stage, gesture.tying());
    let is_as_it_was = |last: &Rest| last.is_as_it_was(ui, &model, view, &surroundings);
    let mut last = rest.take().filter(|_| before_input == Motion::AtRest).filter(is_as_it_was);

    let layout = &Layout::of(&model, view, ui.max_rect());
    let probes = &Probes::default();
    let before = LabelContext {
        ui,
        model: &model,
        layout,
        tying: gesture.tying(),
        motion: before_input,
        furniture: Furniture::default(),
        probes,
    };
    // Captions come before the input, because a chance is part of the target of its tie.
    let mut captions = None;
    let targets = match last.as_mut() {
        Some(last) => std::mem::take(&mut last.targets),
        None => {
            let captions = captions.insert(before.captions(&mut memory.captions));
            Connections { stage: scene.stage, model: &model, layout, captions }.targets()
        }
    };
    let interaction =
        Input { scene, model: &model, layout, targets: &targets, view, gesture, commands }.read(ui, &canvas);
    let motion = motion(interaction.is_dragging);
    let last = last.filter(|last| motion == Motion::AtRest && last.interaction == interaction);
    let painter = &ui.painter_at(ui.max_rect());
    let progress = scene.playback.moment.progress;
    let travelling = Travelling { painter, layout, interaction: &interaction, progress };
    let (painted, last_view) = match last {
        Some(Rest { painted: Painted { labels, shapes: Some([mut below, mut above]) }, view, .. }) => {
            below.paint(ui.ctx());
            travelling.paint();
            above.paint(ui.ctx());
            (Painted { labels, shapes: Some([below, above]) }, Some(view))
        }
        last => {
            let captions = &captions.unwrap_or_else(|| before.captions(&mut memory.captions));
            let (tying, furniture) = (interaction.tying.clone(), Furniture::default());
            let context = LabelContext { ui, model: &model, layout, tying, motion, furniture, probes };
            let labels = &Labels::place(&context, captions, interaction.emphasized.as_ref(), memory);
            let canvas = Canvas { painter, model: &model, layout, labels, interaction: &interaction };
            (Painted::by(ui, &canvas, &travelling, last.is_some()), None)
        }
    };
    if !*is_picture {
        let reaches_into = |place: &Rect| layout.reaches_into(place) || painted.is_label_in(place);
        tools::Tools { scene, model: &model, view, commands }.show(ui, reaches_into);
    }
    PictureMenu { subject: PictureSubject::Map, table: None }.over(ui, ui.max_rect(), commands);
    let is_kept = motion == Motion::AtRest && !*is_picture;
    *rest = is_kept.then(|| Rest {
        model,
        view: last_view.unwrap_or_else(|| view.clone()),
        surroundings,
        targets,
        interaction,
        painted,
    });
}
