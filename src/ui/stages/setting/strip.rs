//! The strip of the setting stage: each partner's willingness before the meeting, and the findings of the
//! scenario's checks.

use crate::analysis::number_format;
use crate::scenario::{ActorId, Diagnostic, Material, Path, PlanId, Scenario, Segment, check};
use crate::ui::kept::remember;
use crate::ui::scene_parts::KeptParts;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, STALE_OPACITY, Themed, marks};
use crate::ui::widgets::paint;
use crate::ui::{Commands, Scene, Selection, Stage, ViewCommand};
use egui::{Color32, Id, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use std::sync::Arc;

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
            let course = scene.shown.and_then(|result| result.projection.partner(id));
            let means = course.map(|course| Material::ALL.map(|of| course.before.of(of).mean));
            if (PartnerRow { partner: id, means, line }).show(ui, scene) {
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

/// A partner's willingness before the meeting.
struct PartnerRow<'a> {
    partner: &'a ActorId,
    /// The mean share of each material; `None` until the first projection is there.
    means: Option<[f64; 2]>,
    /// The height of a line, in points.
    line: f32,
}

impl PartnerRow<'_> {
    /// Shows the row, and returns true if it was clicked.
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let size = vec2(ui.available_width(), 2.0 * self.line + BETWEEN);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, self.in_words(scene)));
        if ui.is_rect_visible(rect) {
            self.paint(ui, scene, rect, response.hovered());
        }
        response.on_hover_text("Show this partner").clicked()
    }

    fn paint(&self, ui: &Ui, scene: &Scene<'_>, rect: Rect, is_hovered: bool) {
        let PartnerRow { partner, means, line } = *self;
        let theme = ui.theme();
        let colors = &theme.colors;
        let name = scene.scenario.name(partner);
        if is_hovered {
            ui.painter().rect_filled(rect, 2.0, colors.sunk);
        }
        let role = scene.roles.of(partner);
        marks::paint(ui.painter(), role, pos2(rect.left() + 8.0, rect.center().y), 10.0);
        let room = Columns::of(ui, rect.width()).materials - 24.0;
        let text = paint::StyledText::new(name, theme.text_font(), colors.ink).elided_name(ui, room, 2);
        paint::left(ui, pos2(rect.left() + 20.0, rect.center().y), text, colors.ink);
        let opacity = if scene.shown.is_some_and(|result| !result.current) { STALE_OPACITY } else { 1.0 };
        for (index, material) in Material::ALL.into_iter().enumerate() {
            let fill = match material {
                Material::Content => colors.content,
                Material::SourcesAndMethods => colors.methods,
            };
            let bar = Bar {
                y: rect.top() + 0.5 * BETWEEN + line * (index as f32 + 0.5),
                material,
                mean: means.map(|means| means[index]),
                fill: fill.gamma_multiply(opacity),
            };
            bar.draw(ui, rect);
        }
    }

    fn in_words(&self, scene: &Scene<'_>) -> String {
        let name = scene.scenario.name(self.partner);
        match self.means.map(|means| means.map(number_format::percent)) {
            Some([content, methods]) => {
                format!("{name}: content {content}, sources and methods {methods}")
            }
            None => name.to_owned(),
        }
    }
}

/// The left ends of the columns of a row, in points from its left.
struct Columns {
    /// The names of the materials.
    materials: f32,
    bars: f32,
}

impl Columns {
    fn of(ui: &Ui, row: f32) -> Self {
        let theme = ui.theme();
        let materials = theme.grown(128.0).min(0.38 * row);
        Columns { materials, bars: materials + theme.grown(56.0) }
    }
}

/// The bar of a material.
struct Bar {
    /// The middle of the bar on the screen, in points.
    y: f32,
    material: Material,
    /// The mean share; `None` until it is known.
    mean: Option<f64>,
    fill: Color32,
}

impl Bar {
    fn draw(&self, ui: &Ui, row: Rect) {
        let Bar { y, material, mean, fill } = *self;
        let theme = ui.theme();
        let Columns { materials, bars } = Columns::of(ui, row.width());
        let (font, ink) = (theme.note_font(), theme.colors.ink_2);
        let label = paint::StyledText::new(material.short_name(), font, ink).elided(ui, bars - materials, 1);
        paint::left(ui, pos2(row.left() + materials, y), label, ink);
        let right = row.right() - theme.grown(44.0);
        let track = Rect::from_min_max(pos2(row.left() + bars, y - 4.0), pos2(right, y + 4.0));
        ui.painter().rect_filled(track, 0.0, theme.colors.sunk);
        let Some(mean) = mean else { return };
        let full = Rect::from_min_size(track.min, vec2(track.width() * mean as f32, track.height()));
        ui.painter().rect_filled(full, 0.0, fill);
        let ink = theme.colors.ink;
        let text = ui.painter().layout_no_wrap(number_format::percent(mean), theme.note_font(), ink);
        paint::left(ui, pos2(row.right() - 4.0 - text.size().x, y), text, ink);
    }
}

/// The most findings that are listed: nobody reads more at a time, and a dense case has tens of thousands.
const MOST_FINDINGS: usize = 100;

/// Lists the findings.
pub fn findings(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let id = Id::unique("findings of the document");
    let findings = remember(ui, id, KeptParts::of(scene), || Arc::<[_]>::from(check(scene.scenario)));
    let count = match findings.len() {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        n => format!("{} things", number_format::thousands(n as u64)),
    };
    let verb = if findings.len() > 1 { "are" } else { "is" };
    let whole = format!("{count} {verb} missing or doubtful");
    super::title(ui, "Worth a look", &[&whole, &count]);
    ScrollArea::vertical().id_salt("findings").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - GRID);
        for finding in findings.iter().take(MOST_FINDINGS) {
            self::finding(ui, scene, finding, commands);
        }
        if let Some(more) = findings.len().checked_sub(MOST_FINDINGS).filter(|more| *more > 0) {
            let more = number_format::thousands(more as u64);
            ui.label(ui.theme().note(format!("And {more} more, which are listed as these are settled.")));
        }
    });
}

fn finding(ui: &mut Ui, scene: &Scene<'_>, finding: &Diagnostic, commands: &mut Commands) {
    ui.horizontal_top(|ui| {
        icons::show(ui, Icon::Warning, 14.0, ui.theme().colors.worse);
        // In a column of its own, where a sentence of two lines is one link.
        let link = ui.vertical(|ui| ui.link(ui.theme().note(&finding.sentence))).inner;
        if link.on_hover_text("Go there").clicked() {
            let destination = Destination::of(scene.scenario, &finding.path);
            debug_assert!(
                destination.is_some(),
                "a finding of this frame is about this document: {finding:?}"
            );
            destination.into_iter().for_each(|destination| destination.go(commands));
        }
    });
}

/// The part of the window in which what a finding speaks of can be changed.
#[derive(Debug, PartialEq)]
enum Destination {
    /// The inspector of an object; of nothing for the scenario as a whole.
    Inspector(Selection),
    /// The disclosure board of a plan.
    Board(PlanId),
}

impl Destination {
    /// The destination nearest to a path; `None` for a path that leads out of the document.
    fn of(scenario: &Scenario, path: &Path) -> Option<Self> {
        let selection = match path.0.as_slice() {
            [Segment::Field("actors" | "partnerships"), Segment::Key(key), ..] => {
                Selection::Actor(scenario.actors.keys().find(|id| id.as_str() == key)?.clone())
            }
            [Segment::Field("items"), Segment::Key(key), ..] => {
                Selection::Item(scenario.items.keys().find(|id| id.as_str() == key)?.clone())
            }
            [Segment::Field("plans"), Segment::Key(key), ..] => {
                return Some(Destination::Board(
                    scenario.plans.keys().find(|id| id.as_str() == key)?.clone(),
                ));
            }
            [Segment::Field("ties"), Segment::Index(index), ..] => {
                let tie = scenario.ties.get(*index)?;
                Selection::Tie(tie.from.clone(), tie.to.clone())
            }
            // What is missing altogether is added in the overview, and the record belongs to no object.
            [Segment::Field("partnerships" | "items" | "meeting" | "record"), ..] => Selection::Nothing,
            // The checks speak of nothing else.
            _ => return None,
        };
        Some(Destination::Inspector(selection))
    }

    fn go(self, commands: &mut Commands) {
        match self {
            Destination::Inspector(selection) => commands.send(ViewCommand::Select(selection)),
            Destination::Board(plan) => {
                commands.send(ViewCommand::ChoosePlan(plan));
                commands.send(ViewCommand::GoTo(Stage::Decision));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Actor, Plan, Tie};

    fn scenario() -> Scenario {
        let mut scenario = Scenario::default();
        scenario.actors.put(ActorId::known("fr"), Actor::named("France"));
        scenario.ties.push(Tie::between(ActorId::known("fr"), scenario.home.clone()));
        scenario.plans.put(PlanId::known("tell"), Plan::named("Tell"));
        scenario
    }

    #[test]
    fn a_finding_leads_to_the_object_that_it_speaks_of() {
        let scenario = scenario();
        let to = |path: Path| Destination::of(&scenario, &path);
        let actor = Selection::Actor(ActorId::known("fr"));
        assert_eq!(to(Path::field("actors").key("fr")), Some(Destination::Inspector(actor)));
        let tie = Selection::Tie(ActorId::known("fr"), scenario.home.clone());
        assert_eq!(to(Path::field("ties").index(0).then("onward")), Some(Destination::Inspector(tie)));
        let plan = Path::field("plans").key("tell").then("repairs").index(0);
        assert_eq!(to(plan), Some(Destination::Board(PlanId::known("tell"))));
        let whole = Some(Destination::Inspector(Selection::Nothing));
        assert_eq!(to(Path::field("meeting")), whole);
        assert_eq!(to(Path::field("record").then("partners").key("fr")), whole);
    }

    #[test]
    fn a_path_to_nothing_in_the_document_leads_nowhere() {
        let scenario = scenario();
        let paths = [Path::field("actors").key("gone"), Path::field("ties").index(9), Path::field("weather")];
        assert!(paths.iter().all(|path| Destination::of(&scenario, path).is_none()));
    }

    #[test]
    fn every_finding_of_a_scenario_leads_somewhere() {
        let scenario = scenario();
        let findings = check(&scenario);
        assert!(!findings.is_empty());
        for finding in findings {
            assert!(Destination::of(&scenario, &finding.path).is_some(), "{finding:?}");
        }
    }
}
