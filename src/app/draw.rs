//! Calls every view with what it draws and the part of the window that it fills.

use super::session::Views;
use super::{App, QUICK_HISTORIES};
use crate::scenario::{Plan, Roles};
use crate::ui::chrome::layout::{STATUS_BAR, ShownArea, top_bar_height};
use crate::ui::chrome::status_bar::{Basis, SupposeSwitch, WhatHappened};
use crate::ui::chrome::{Menu, StatusBar, TopBar, dialog, layout, messages, status_bar, top_bar};
use crate::ui::picture::order::PictureOrder;
use crate::ui::stages::{aftermath, briefing, compare, decision, library, setting, why};
use crate::ui::{
    AnsweredQuery, Commands, PendingQuery, Playback, Preview, Scene, SharedParts, ShownProjection, Stage,
    command, map,
};
use egui::containers::scroll_area;
use egui::util::IdTypeMap;
use egui::{CentralPanel, Color32, Context, Frame, Panel, Rect, Stroke, Ui, UiBuilder};
use std::time::Duration;

impl App {
    /// Makes egui forget zooms, scroll offsets and texts being typed when the document is another one. What the one that
    /// was left took in memory goes back to the system later.
    pub(super) fn forget_left_document(&mut self, ctx: &Context) {
        let drawn = std::mem::replace(&mut self.drawn_document, self.document_number);
        if drawn != self.document_number {
            // The library is no part of a document.
            let library = scroll_area::State::load(ctx, library::scroll_id());
            ctx.data_mut(IdTypeMap::clear);
            if let Some(scrolled) = library {
                scrolled.store(ctx, library::scroll_id());
            }
            // The look is kept there too.
            self.theme.apply(ctx);
            self.frees_memory = true;
        }
    }

    /// Draws the whole window.
    pub(super) fn draw(&self, ui: &mut Ui, views: &mut Views, commands: &mut Commands) {
        // Views below a dialog get no pointer: a tooltip that opened there would stay above the dialog.
        let ctx = ui.ctx().clone();
        let pointer =
            self.dialog.is_some().then(|| ctx.input_mut(|input| std::mem::take(&mut input.pointer)));
        if self.covers_window(views) {
            CentralPanel::no_frame().show(ui, |ui| self.draw_stage(ui, views, commands));
        } else {
            self.draw_uncovered(ui, views, commands);
        }
        if let Some(pointer) = pointer {
            ctx.input_mut(|input| input.pointer = pointer);
        }
        self.draw_dialog(ui, views, commands);
    }

    /// Draws the stage between the bars, and the messages over it.
    fn draw_uncovered(&self, ui: &mut Ui, views: &mut Views, commands: &mut Commands) {
        let bar = Frame::new().fill(self.theme.colors.chrome);
        let ctx = ui.ctx().clone();
        Panel::top("top bar").exact_size(top_bar_height(&ctx)).frame(bar).show_separator_line(false).show(
            ui,
            |ui| {
                top_bar::show(ui, &self.top_bar(), commands);
            },
        );
        Panel::bottom("status bar")
            .exact_size(STATUS_BAR)
            .frame(bar)
            .show_separator_line(false)
            .show(ui, |ui| self.draw_status_bar(ui, commands));
        messages::show(ui, &self.messages, self.dialog.is_some(), commands);
        CentralPanel::no_frame().show(ui, |ui| self.draw_stage(ui, views, commands));
        messages::drop_hint(ui.ctx());
    }

    fn draw_dialog(&self, ui: &mut Ui, views: &mut Views, commands: &mut Commands) {
        let ctx = ui.ctx().clone();
        if let Some(dialog) = &self.dialog {
            let palette_entries = || {
                let recent = &self.preferences.now().recent;
                command::palette_entries(&ctx, self.visible.scenario(), &self.cases, recent)
            };
            let map = &views.map;
            let paint_picture =
                |order: &PictureOrder, commands: &mut Commands| self.paint_picture(order, map, commands);
            let context = dialog::DialogContext {
                dialog,
                paint_picture: &paint_picture,
                palette_entries: &palette_entries,
                hindcast: self.hindcasting.standing(),
                import: self.imports.view(),
                message: self.said_over_hindcast(),
            };
            dialog::show(ui, &mut views.dialog, &context, commands);
        }
    }

    fn top_bar(&self) -> TopBar<'_> {
        let history = self.document.undo_history();
        let [undo, redo] = match self.answers_to_undo() {
            Some(labels) => labels,
            None => [history.undo_label(), history.redo_label()],
        };
        let menu = Menu { undo, redo, recent: &self.preferences.now().recent };
        TopBar {
            title: self.document.title(),
            unsaved: self.document.unsaved(),
            stage: self.session.stage,
            menu,
        }
    }

    fn draw_status_bar(&self, ui: &mut Ui, commands: &mut Commands) {
        let (saved, changes_in) = self.saved_text();
        if let Some(seconds) = changes_in {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(seconds.max(0.05)));
        }
        let basis = match self.projections.shown() {
            _ if !self.session.stage.shows_numbers() => Basis::NoNumbers,
            Some((projection, _)) if projection.histories <= QUICK_HISTORIES => {
                Basis::QuickRun(projection.histories)
            }
            Some((projection, is_current)) => Basis::Histories { count: projection.histories, is_current },
            None => Basis::Nothing,
        };
        let activity = self.projections.activity(self.now);
        let suppose = match self.projection_input() {
            Some(input) => match self.projections.nothing_to_suppose(&input) {
                Some(why) => SupposeSwitch::Nothing(why),
                None => SupposeSwitch::Offered(input.supposes_learning),
            },
            None => SupposeSwitch::Offered(self.session.supposes_learning),
        };
        let done = messages::newest_done(&self.messages).map(|message| message.text.as_str());
        let visible = &self.visible;
        let what_happened = if visible.hides_plan() || visible.hides_outcome() {
            WhatHappened::Hidden
        } else if visible.has_outcome() {
            WhatHappened::Shown
        } else {
            WhatHappened::Unwritten
        };
        let export = self.exports.running(self.now);
        let bar = StatusBar { basis, activity, export, saved: &saved, suppose, what_happened, done };
        status_bar::show(ui, &bar, commands);
    }

    fn draw_stage(&self, ui: &mut Ui, views: &mut Views, commands: &mut Commands) {
        let line = Stroke::new(1.0, self.theme.colors.hairline);
        let area = ui.max_rect();
        if self.session.stage == Stage::Library {
            let kept = self.preferences.now();
            let view = library::LibraryView {
                cases: &self.cases,
                recent: &kept.recent,
                hides_what_happened: kept.hide_what_happened,
                ground: self.cleared_in,
            };
            library::show(ui, &view, commands);
            self.draw_room_only(ui, views, commands);
        } else {
            // The focus and what moves belong to the document that was left in the frame before, and go with its ids. Two
            // sets of ids are enough for that: what egui keeps by id must not grow with every document.
            ui.push_id(self.document_number % 2, |ui| self.draw_parts(ui, views, commands));
        }
        ui.painter().hline(area.x_range(), area.top(), line);
        ui.painter().hline(area.x_range(), area.bottom(), line);
    }

    /// Draws the map, the panel and the strip of the stage; nothing, if the document has no plan.
    fn draw_parts(&self, ui: &mut Ui, views: &mut Views, commands: &mut Commands) {
        self.with_scene(|scene| self.draw_scene(ui, scene, views, commands));
    }

    /// Draws the room's window alone, while the library fills this one.
    fn draw_room_only(&self, ui: &Ui, views: &mut Views, commands: &mut Commands) {
        self.with_scene(|scene| self.draw_room(ui, scene, views, commands));
    }

    /// Does something with the scene; nothing, if the document has no plan.
    fn with_scene(&self, act: impl FnOnce(&Scene<'_>)) {
        let Some(plan) = self.session.plan(self.visible.scenario()) else { return };
        let input = self.projection_input();
        let answers: Vec<AnsweredQuery<'_>> =
            input.iter().flat_map(|input| self.queries.found(input)).collect();
        let pending: Vec<PendingQuery<'_>> =
            input.iter().flat_map(|input| self.queries.pending(input)).collect();
        act(&self.scene(plan, &answers, &pending));
    }

    /// What is made of the scene; `None`, if the document has no plan.
    pub(super) fn of_scene<T>(&self, make: impl FnOnce(&Scene<'_>) -> T) -> Option<T> {
        let mut made = None;
        self.with_scene(|scene| made = Some(make(scene)));
        made
    }

    fn draw_scene(&self, ui: &mut Ui, scene: &Scene<'_>, views: &mut Views, commands: &mut Commands) {
        let area = ui.max_rect();
        let stage = self.session.stage;
        self.draw_room(ui, scene, views, commands);
        if stage == Stage::Classroom {
            return self.draw_classroom(ui, scene, views, commands);
        }
        views.area_focus.choose(ui.ctx(), &mut views.part, stage);
        let [map, strip, panel] = layout::places(ui, area, &mut views.part, stage);
        let colors = &self.theme.colors;
        if let Some(map) = map {
            let part = Part { name: "map", place: map, fill: colors.canvas };
            part.draw(ui, |ui| {
                views.area_focus.draw(ui, ShownArea::Map, stage);
                map::show(ui, scene, &mut views.map, commands);
            });
        }
        if let Some(panel) = panel {
            let part = Part { name: "panel", place: panel, fill: colors.panel };
            part.draw(ui, |ui| {
                views.area_focus.draw(ui, ShownArea::Panel, stage);
                draw_panel(ui, scene, views, commands);
            });
        }
        if let Some(strip) = strip {
            let part = Part { name: "strip", place: strip, fill: colors.panel };
            part.draw(ui, |ui| {
                views.area_focus.draw(ui, ShownArea::Strip, stage);
                draw_strip(ui, scene, views, commands);
            });
        }
        if stage == Stage::Compare {
            compare::send_hovered(&mut views.compare, commands);
        }
        if let (Some(strip), Some(panel)) = (strip, panel) {
            let line = Stroke::new(1.0, colors.hairline);
            ui.painter().vline(panel.left(), area.y_range(), line);
            ui.painter().hline(strip.x_range(), strip.top(), line);
        }
    }

    fn scene<'a>(
        &'a self,
        plan: &'a Plan,
        answers: &'a [AnsweredQuery<'a>],
        pending: &'a [PendingQuery<'a>],
    ) -> Scene<'a> {
        let playback = self.session.player.playback(self.preferences.now().motion);
        // A seat limits playback only: the stage Why shows everything, on the map as in its answers.
        let seat = playback.seat.filter(|_| self.session.stage == Stage::Aftermath);
        let result = self.projections.shown();
        let supposes_learning = self.projection_input().is_some_and(|input| input.supposes_learning);
        Scene {
            scenario: self.visible.scenario(),
            roles: Roles::new(self.visible.scenario()),
            shared: Some(SharedParts {
                scenario: self.visible.scenario(),
                projection: self.projections.shown_projection(),
                log: self.session.player.shown_log(),
            }),
            hides_what_happened: self.visible.hides_plan(),
            reads_what_happened: self.session.reads_what_happened,
            plan_id: &self.session.plan,
            plan,
            shown: result.map(|(projection, current)| ShownProjection {
                projection,
                current,
                largest_fall: self.projections.largest_fall(),
            }),
            answers,
            pending,
            earlier: self.projections.earlier(),
            preview: self.projections.hovered().map(|(plan, pair)| Preview {
                plan,
                projection: pair.map(|[tried, _]| tried),
                against: pair.map(|[_, now]| now),
            }),
            selection: &self.session.selection,
            month: self.session.month,
            supposes_learning,
            playback: Playback { seat, ..playback },
            stage: self.session.stage,
        }
    }
}

fn draw_panel(ui: &mut Ui, scene: &Scene<'_>, views: &mut Views, commands: &mut Commands) {
    match scene.stage {
        Stage::Briefing => briefing::panel(ui, scene, commands),
        Stage::Setting => setting::panel(ui, scene, &mut views.setting, commands),
        Stage::Why => why::panel(ui, scene, &mut views.why, commands),
        Stage::Compare => compare::panel(ui, scene, &mut views.compare, commands),
        Stage::Aftermath => aftermath::panel(ui, scene, &mut views.aftermath, commands),
        Stage::Decision => decision::panel(ui, scene, &mut views.decision, commands),
        // These fill the window by themselves.
        Stage::Library | Stage::Classroom => {}
    }
}

fn draw_strip(ui: &mut Ui, scene: &Scene<'_>, views: &mut Views, commands: &mut Commands) {
    match scene.stage {
        Stage::Briefing => briefing::strip(ui, scene),
        Stage::Setting => setting::strip(ui, scene, commands),
        Stage::Why => why::strip(ui, scene, &mut views.why, commands),
        Stage::Compare => compare::strip(ui, scene, &mut views.compare, commands),
        Stage::Aftermath => aftermath::strip(ui, scene, &mut views.aftermath, commands),
        Stage::Decision => decision::strip(ui, scene, &mut views.decision, commands),
        Stage::Library | Stage::Classroom => {}
    }
}

/// A part of the window that one view fills.
struct Part {
    /// Tells it apart from the other parts, for the ids of its widgets.
    name: &'static str,
    place: Rect,
    fill: Color32,
}

impl Part {
    /// Draws it, clipped to its place.
    fn draw(self, ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
        let Part { name, place, fill } = self;
        ui.painter().rect_filled(place, 0.0, fill);
        ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(place), |ui| {
            ui.shrink_clip_rect(place);
            draw(ui);
        });
    }
}
