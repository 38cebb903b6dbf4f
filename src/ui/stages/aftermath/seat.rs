//! The view from a partner’s seat: its own course in this history, and nothing else.
//!
//! Not what home plans, not what becomes of others, and no other history. What it would share if it had been told
//! of nothing is its own affair, and so is shown.

use super::courses::{MaterialPlot, setup};
use crate::analysis::number_format::{self, PercentChange};
use crate::analysis::query::TableId;
use crate::engine::history::PartnerHistory;
use crate::scenario::{ActorId, Material};
use crate::ui::phrases::capitalised;
use crate::ui::plots::chart;
use crate::ui::plots::course::{self, CourseMarks, LineKind};
use crate::ui::plots::points::PointItem;
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::{paint, table_menu};
use crate::ui::{Commands, Scene};
use egui::{Align2, Label, Rangef, Rect, ScrollArea, Sense, Ui, pos2, vec2};

/// A partner's months in the history that plays, as far as they have been lived through.
struct Seat<'a> {
    partner: &'a ActorId,
    name: &'a str,
    history: &'a PartnerHistory,
    /// The last month that has been lived through.
    month: usize,
}

impl<'a> Seat<'a> {
    /// The seat that is taken; `None` while its history is told, or if none is taken.
    fn of(scene: &Scene<'a>) -> Option<Self> {
        let partner = scene.playback.seat?;
        let place = scene.scenario.partnerships.index_of(partner)?;
        let history = scene.playback.log?.history.partners.get(place)?;
        let last = history.months.len().checked_sub(1)?;
        let month = (scene.month as usize).min(last);
        Some(Seat { partner, name: scene.scenario.name(partner), history, month })
    }

    /// What it would share in each month if nothing were said.
    fn withheld(&self, material: Material) -> impl Iterator<Item = f64> {
        (0..self.history.withheld.len())
            .map(move |month| self.history.willingness_if_withheld(material, month))
    }

    fn so_far(&self, material: Material) -> impl Iterator<Item = f64> {
        (0..=self.month).map(move |month| self.history.willingness(material, month))
    }

    fn now(&self, material: Material) -> f64 {
        self.history.willingness(material, self.month)
    }
}

/// Below the log: what the partner does itself, and what the seat leaves out.
pub fn beside(ui: &mut Ui, scene: &Scene<'_>, partner: &ActorId) {
    let theme = ui.theme();
    let name = scene.scenario.name(partner);
    ui.label(theme.heading(format!("{name}, month {}, this history", scene.month)));
    if let Some(seat) = Seat::of(scene) {
        for material in Material::ALL {
            let shift = PercentChange::of(
                seat.history.willingness_if_withheld(material, seat.month),
                seat.now(material),
            );
            let title = capitalised(material.name());
            ui.label(theme.text(format!("{title}: {}\u{a0}%, {}", shift.values(), shift.directed())));
        }
    }
    let hidden = format!(
        "From {name}’s seat only what it has learned so far is shown: not what home plans, not what becomes \
         of others, and no other history."
    );
    ui.add(Label::new(theme.quiet(hidden)).wrap());
}

/// Below the map: its own course, as plots or as a table.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>, as_table: bool, commands: &mut Commands) {
    let Some(seat) = Seat::of(scene) else {
        ui.label(ui.theme().quiet("The history is being told."));
        return;
    };
    if as_table {
        let place = ui.available_rect_before_wrap();
        table(ui, &seat);
        table_menu::over(ui, TableId::OneHistory, place, commands);
        return;
    }
    let setup = setup(ui, scene, seat.partner.as_str());
    for of in MaterialPlot::both(ui.available_rect_before_wrap(), setup) {
        plot(ui, &seat, &of, commands);
    }
}

fn plot(ui: &mut Ui, seat: &Seat<'_>, of: &MaterialPlot, commands: &mut Commands) {
    let MaterialPlot { material, ref setup, column } = *of;
    let theme = ui.theme();
    let [below, beside] = [chart::ticks_below(ui), chart::ticks_beside(ui)];
    let head = theme.size.text + 5.0;
    let end = pos2(column.right() - theme.grown(16.0), column.bottom());
    let place = Rect::from_min_max(pos2(column.left(), column.top() + head), end);
    title(ui, material, Rangef::new(place.left() + beside, place.right()), column.top() + head / 2.0 - 1.0);
    // The axis holds the months to come as well, so that the plot does not jump when they come.
    let months = 0..seat.history.months.len();
    let all = months.map(|month| seat.history.willingness(material, month)).chain(seat.withheld(material));
    let shares = course::shares(all).room(0.5 * theme.note_line()).grid().ticks(beside);
    let id = ui.make_persistent_id(("seat", material.short_name()));
    let mut marks = CourseMarks::default();
    marks.line(seat.withheld(material), LineKind::Withheld);
    marks.line(seat.so_far(material), LineKind::Now);
    let chart = setup.chart(id, setup.months().ticks(below), shares);
    let shown = chart.show_marks(ui, place, &marks, |plot| {
        let values: Vec<f64> = seat.so_far(material).collect();
        plot.add(PointItem::readout(course::points(values.clone()), move |month| {
            format!(
                "{}, month {month}\n{}, {} if nothing were said",
                material.name(),
                number_format::percent(values[month]),
                number_format::percent(seat.history.willingness_if_withheld(material, month))
            )
        }));
    });
    paint::described(&shown.response, || {
        let withheld = number_format::percent(seat.history.willingness_if_withheld(material, seat.month));
        let now = number_format::percent(seat.now(material));
        let name = material.short_name();
        format!("{}, {name}: {now} in month {}, {withheld} if nothing were said", seat.name, seat.month)
    });
    setup.choose_month(&shown, commands);
}

fn title(ui: &Ui, material: Material, across: Rangef, y: f32) {
    let theme = ui.theme();
    let (left, right) = (pos2(across.min, y), pos2(across.max, y));
    let name = capitalised(material.name());
    let name = ui.painter().text(left, Align2::LEFT_CENTER, name, theme.semibold_font(), theme.colors.ink);
    let key = paint::shorter("dashed: if nothing were said; line: so far");
    let room = across.max - name.right() - GRID;
    if let Some(key) = paint::whole(ui, key, &theme.note_font(), room) {
        ui.painter().text(right, Align2::RIGHT_CENTER, key, theme.note_font(), theme.colors.ink_2);
    }
}

fn table(ui: &mut Ui, seat: &Seat<'_>) {
    let theme = ui.theme();
    let row = |ui: &mut Ui, when: &str, materials: [String; 2]| {
        let size = vec2(theme.grown(360.0), theme.size.note + 9.0);
        let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
        let [content, methods] = &materials;
        paint::described(&response, || {
            format!("{}, {when}; content: {content}; sources: {methods}", seat.name)
        });
        let text = |x: f32, text: &str| {
            let at = pos2(place.left() + theme.grown(x), place.center().y);
            ui.painter().text(at, Align2::RIGHT_CENTER, text, theme.note_font(), theme.colors.ink);
        };
        text(90.0, when);
        text(160.0, content);
        text(300.0, methods);
    };
    row(ui, "", ["content".into(), "sources and methods".into()]);
    ScrollArea::vertical().id_salt("seat table").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for month in 0..=seat.month {
            let shares = Material::ALL.map(|material| {
                let withheld = seat.history.willingness_if_withheld(material, month);
                format!(
                    "{}\u{a0}%",
                    PercentChange::of(withheld, seat.history.willingness(material, month)).values()
                )
            });
            row(ui, &format!("month {month}"), shares);
        }
    });
}
