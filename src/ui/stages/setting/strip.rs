//! The strip of the setting stage: each partner's willingness before the meeting, and the findings of the
//! scenario's checks.

use crate::analysis::number_format;
use crate::engine::Statistics;
use crate::scenario::{ActorId, Finding, ItemId, Path, PlanId, Segment, check};
use crate::ui::theme::STALE_OPACITY;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, Themed, marks};
use crate::ui::widgets::paint;
use crate::ui::{Commands, Scene, Selection, Stage, ViewCommand};
use egui::{Color32, Rect, ScrollArea, Sense, Ui, pos2, vec2};

/// Lists the partners.
pub fn willingness(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    super::title(ui, "Willingness to share", &["before the meeting, mean", "before the meeting"]);
    if scene.scenario.partnerships.is_empty() {
        ui.label(theme.note("Nobody shares with home yet. Select an actor and make it a partner."));
        return;
    }
    ScrollArea::vertical().id_salt("before").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - GRID);
        ui.spacing_mut().item_spacing.y = 0.0;
        let line = line_height(ui, scene.scenario.partnerships.len());
        for id in scene.scenario.partnerships.keys() {
            let course = scene.result.and_then(|result| result.projection.partner(id));
            let rows = course.map(|course| [&course.before.content, &course.before.methods]);
            if partner_row(ui, scene, id, rows, line) {
                commands.send(ViewCommand::Select(Selection::Actor(id.clone())));
            }
        }
    });
}

/// The space between partners.
const BETWEEN: f32 = 6.0;

/// The height of a line: a little closer where all partners then find room.
fn line_height(ui: &Ui, partners: usize) -> f32 {
    let (least, room) = (ui.theme().note_line(), ui.available_height());
    (0.5 * (room / partners.max(1) as f32 - BETWEEN)).clamp(least - 1.0, least + 3.0).floor()
}

/// The row of a partner; true if it was clicked.
fn partner_row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    id: &crate::scenario::ActorId,
    rows: Option<[&Statistics; 2]>,
    line: f32,
) -> bool {
    let theme = ui.theme();
    let colors = &theme.colors;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * line + BETWEEN), Sense::click());
    let name = scene.scenario.name(id);
    let means = rows.map(|rows| rows.map(|statistics| statistics.mean));
    let says = means.map_or(name.to_owned(), |[content, methods]| {
        format!(
            "{name}: content {}, sources and methods {}",
            number_format::percent(content),
            number_format::percent(methods)
        )
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &says));
    if response.hovered() {
        ui.painter().rect_filled(rect, 2.0, colors.sunk);
    }
    marks::paint(ui.painter(), scene.scenario.role(id), pos2(rect.left() + 8.0, rect.center().y), 10.0);
    let text = paint::StyledText::new(name, theme.text_font(), colors.ink).elided(
        ui,
        columns(ui, rect.width()).0 - 24.0,
        2,
    );
    paint::left(ui, pos2(rect.left() + 20.0, rect.center().y), text, colors.ink);
    let opacity = if scene.result.is_some_and(|result| !result.current) { STALE_OPACITY } else { 1.0 };
    for (index, (lane, fill)) in
        [("content", colors.content), ("sources", colors.methods)].into_iter().enumerate()
    {
        let y = rect.top() + 0.5 * BETWEEN + line * (index as f32 + 0.5);
        let mean = means.map(|means| means[index]);
        bar(ui, rect, y, lane, mean, fill.gamma_multiply(opacity));
    }
    response.on_hover_text("Show this partner").clicked()
}

/// The left ends of the material names and of the bars, in points from the left of a row.
fn columns(ui: &Ui, row: f32) -> (f32, f32) {
    let theme = ui.theme();
    let lanes = theme.grown(128.0).min(0.38 * row);
    (lanes, lanes + theme.grown(56.0))
}

fn bar(ui: &Ui, row: Rect, y: f32, lane: &str, mean: Option<f64>, fill: Color32) {
    let theme = ui.theme();
    let (lanes, bars) = columns(ui, row.width());
    let label =
        paint::StyledText::new(lane, theme.note_font(), theme.colors.ink_2).elided(ui, bars - lanes, 1);
    paint::left(ui, pos2(row.left() + lanes, y), label, theme.colors.ink_2);
    let right = row.right() - theme.grown(44.0);
    let track = Rect::from_min_max(pos2(row.left() + bars, y - 4.0), pos2(right, y + 4.0));
    ui.painter().rect_filled(track, 0.0, theme.colors.sunk);
    let Some(mean) = mean else { return };
    let full = Rect::from_min_size(track.min, vec2(track.width() * mean as f32, track.height()));
    ui.painter().rect_filled(full, 0.0, fill);
    let text = ui.painter().layout_no_wrap(number_format::percent(mean), theme.note_font(), theme.colors.ink);
    paint::left(ui, pos2(row.right() - 4.0 - text.size().x, y), text, theme.colors.ink);
}

/// Lists the findings.
pub fn findings(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let findings = check(scene.scenario);
    let count = match findings.len() {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        n => format!("{n} things"),
    };
    let verb = if findings.len() > 1 { "are" } else { "is" };
    let whole = format!("{count} {verb} missing or doubtful");
    super::title(ui, "Worth a look", &[&whole, &count]);
    ScrollArea::vertical().id_salt("findings").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - GRID);
        for finding in &findings {
            self::finding(ui, scene, finding, commands);
        }
    });
}

fn finding(ui: &mut Ui, scene: &Scene<'_>, finding: &Finding, commands: &mut Commands) {
    ui.horizontal_wrapped(|ui| {
        icons::show(ui, Icon::Warning, 14.0, ui.theme().colors.worse);
        let link = ui.link(ui.theme().note(&finding.sentence)).on_hover_text("Go there");
        if link.clicked() {
            lead_to(scene, &finding.path, commands);
        }
    });
}

/// Goes to the place that a path names, as near as a selection can.
fn lead_to(scene: &Scene<'_>, path: &Path, commands: &mut Commands) {
    let key = |index: usize| match path.0.get(index) {
        Some(Segment::Key(key)) => Some(key.as_str()),
        _ => None,
    };
    let select = |selection| ViewCommand::Select(selection);
    match (path.0.first(), key(1)) {
        (Some(Segment::Field("actors" | "partnerships")), Some(id)) => {
            if let Ok(id) = ActorId::try_from(id) {
                commands.send(select(Selection::Actor(id)));
            }
        }
        (Some(Segment::Field("items")), Some(id)) => {
            if let Ok(id) = ItemId::try_from(id) {
                commands.send(select(Selection::Item(id)));
            }
        }
        (Some(Segment::Field("plans")), Some(id)) => {
            if let Ok(id) = PlanId::try_from(id) {
                commands.send(ViewCommand::ChoosePlan(id));
                commands.send(ViewCommand::GoTo(Stage::Decision));
            }
        }
        (Some(Segment::Field("ties")), _) => {
            if let Some(Segment::Index(index)) = path.0.get(1)
                && let Some(tie) = scene.scenario.ties.get(*index)
            {
                commands.send(select(Selection::Tie(tie.from.clone(), tie.to.clone())));
            }
        }
        _ => commands.send(select(Selection::Nothing)),
    }
}
