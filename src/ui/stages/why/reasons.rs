//! The reasons of a partner's change: a sentence, then the parts of each cause in percentage points; and the largest of
//! them, for the tooltip of a willingness.

use crate::analysis::mitigation::SoftenedChange;
use crate::analysis::number_format::{self, PercentChange};
use crate::analysis::shapley::{Against, Cause, Decomposition, FactorChange};
use crate::analysis::study::HistorySet;
use crate::analysis::why_sentence::why_sentence;
use crate::scenario::{ActorId, Material, PlanId};
use crate::ui::plots::parts::{Part, Parts, PartsRow};
use crate::ui::theme::Themed;
use crate::ui::widgets::{explain, paint};
use crate::ui::{Answer, Commands, Query, Scene};
use egui::{Grid, Label, Response, Sense, Ui, vec2};

/// The histories that the questions of this stage are about: the one that plays, those in which the partner is
/// supposed to learn, or all.
pub fn over(scene: &Scene<'_>) -> HistorySet {
    match scene.playback.log {
        Some(log) => HistorySet::One(log.number),
        None if scene.supposes_learning => HistorySet::LearnedAtOnce,
        None => HistorySet::All,
    }
}

/// The question why a partner differs from what it is compared with.
pub fn query(scene: &Scene<'_>, partner: &ActorId, against: Against<PlanId>) -> Query {
    Query::Decomposition { partner: partner.clone(), month: scene.month, over: over(scene), against }
}

/// The longest end that the sentence may get once it is known what held it.
const LONGEST_END: &str = "; what it still shares, it shares because institutions stand in for trust";

/// Shows why in a sentence. The room of its end is kept from the first, so that nothing moves when that is worked out.
pub fn sentence(ui: &mut Ui, name: &str, answer: Option<&Decomposition>, held: Option<&SoftenedChange>) {
    let theme = ui.theme();
    let says = answer.map(|answer| why_sentence(name, answer, held));
    let longest = answer.map(|answer| why_sentence(name, answer, None) + LONGEST_END);
    let longest = longest.unwrap_or_else(|| format!("{name} guards its sources{LONGEST_END}"));
    let width = ui.available_width();
    let font = theme.semibold_font();
    let height = ui.painter().layout(longest, font, theme.colors.ink, width).size().y;
    ui.allocate_ui(vec2(width, height), |ui| {
        ui.set_min_size(vec2(width, height));
        if let Some(says) = says {
            ui.add(Label::new(theme.semibold(says)).wrap());
        }
    });
}

/// Shows the parts of both changes in percentage points; `pair` says what the two numbers of “78 → 50” are.
pub fn points(ui: &mut Ui, pair: &str, answer: &Decomposition) {
    let theme = ui.theme();
    let changes = changes(answer);
    ui.add(Label::new(theme.note(format!("Percentage points of willingness; {pair}"))).wrap());
    let titles = [
        format!("Content {}\u{a0}%", changes[0].values()),
        format!("Sources {}\u{a0}%", changes[1].values()),
    ];
    let rows = rows(answer, changes);
    if !rows.iter().any(moves) {
        // Without a bar, the axis would say nothing.
        let [content, sources] = changes.map(|change| change.values());
        let both = format!("Content {content}\u{a0}%, sources {sources}\u{a0}%");
        ui.add(Label::new(theme.text(both)).wrap());
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let size = vec2(ui.available_width(), theme.note_line() + 4.0);
        let (head, _) = ui.allocate_exact_size(size, Sense::hover());
        let id = ui.make_persistent_id("points");
        let titles = titles.each_ref().map(String::as_str);
        let shown: Vec<PartsRow<'_>> = rows.iter().filter(|row| row.whole || moves(row)).cloned().collect();
        let mut drawn = Parts::begin(ui, id, head, titles, &shown);
        for row in &shown {
            show_row(ui, &mut drawn, row, answer);
        }
        drawn.draw(ui);
    });
}

/// Whether no cause has a part that shows, and neither change does.
pub fn nothing_moves(answer: &Decomposition) -> bool {
    !rows(answer, changes(answer)).iter().any(moves)
}

/// The causes that have no part in either change, in a sentence; empty where each has one, and where none has, which the
/// sentence above says.
pub fn idle(answer: &Decomposition) -> String {
    let rows = rows(answer, changes(answer));
    if !rows.iter().any(moves) {
        return String::new();
    }
    let idle: Vec<&str> = rows.iter().filter(|row| !row.whole && !moves(row)).map(|row| row.name).collect();
    match idle[..] {
        [] => String::new(),
        _ => format!("No part: {}.", idle.join(", ")),
    }
}

/// The changes of content and of sources, in whole per cent.
fn changes(answer: &Decomposition) -> [PercentChange; 2] {
    let [first, now] = &answer.terms;
    [PercentChange::of(first.content, now.content), PercentChange::of(first.methods, now.methods)]
}

/// Whether a part shows in either change.
fn moves(row: &PartsRow<'_>) -> bool {
    row.parts.iter().any(|part| part.points != 0 || number_format::points(part.to - part.from) != 0)
}

/// The parts in the model's order, then the whole.
fn rows(answer: &Decomposition, changes: [PercentChange; 2]) -> Vec<PartsRow<'static>> {
    let both = Material::ALL.map(|material| answer.willingness.of(material));
    let parts = both.map(|change| change.parts.iter().map(|(_, part)| part.mean).collect::<Vec<f64>>());
    let points = [0, 1].map(|of| number_format::points_that_add_up(&parts[of], changes[of].change()));
    let part = |of: usize, place: usize| {
        let from: f64 = parts[of][..place].iter().sum();
        Part { from, to: from + parts[of][place], points: points[of][place] }
    };
    let causes = Cause::ALL.into_iter().enumerate();
    let row = |(place, cause): (usize, Cause)| PartsRow {
        name: cause.name(),
        parts: [part(0, place), part(1, place)],
        whole: false,
    };
    let whole = |of: usize| Part { from: 0.0, to: both[of].change.mean, points: changes[of].change() };
    causes.map(row).chain([PartsRow { name: "change", parts: [whole(0), whole(1)], whole: true }]).collect()
}

/// Shows a row, described for a screen reader and explained on hover.
fn show_row(ui: &mut Ui, drawn: &mut Parts, row: &PartsRow<'_>, answer: &Decomposition) {
    let size = vec2(ui.available_width(), ui.theme().note_line() + 6.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let [content, methods] = row.parts.map(|part| number_format::signed(part.points));
    paint::described(&response, || {
        format!("{}: content {content} points, sources and methods {methods} points", row.name)
    });
    drawn.row(ui, place, row);
    let cause = Cause::ALL.into_iter().find(|cause| !row.whole && cause.name() == row.name);
    let exact = Material::ALL.map(|material| {
        let change = answer.willingness.of(material);
        let of = cause.map_or(change.change, |cause| change.parts[cause]);
        let [mean, se] = [of.mean, of.se].map(|share| 100.0 * share);
        let written = number_format::signed_fixed(mean, 1);
        format!("{} {written} ± {}", material.short_name(), number_format::fixed(se, 1))
    });
    explain::tip(response, |ui| {
        ui.set_max_width(300.0);
        let theme = ui.theme();
        ui.label(theme.text(cause.map_or(DIVIDED, Cause::explains)));
        ui.label(theme.note(format!("Percentage points: {}.", exact.join("; "))));
    });
}

const DIVIDED: &str = "The whole change. It is divided among the causes by their Shapley values: the mean, over all \
                       orders in which they could have come about, of what each adds.";

/// The number of reasons that a tooltip names.
const MOST: usize = 3;

/// A partner's willingness to share a material, whose reasons a tooltip names.
pub struct ReasonsOf<'a> {
    /// The partner.
    pub partner: &'a ActorId,
    /// The material.
    pub material: Material,
}

impl ReasonsOf<'_> {
    /// The reasons, if they are known; asks for them only while a widget is hovered or focused.
    pub fn known<'a>(
        &self,
        scene: &Scene<'a>,
        response: &Response,
        commands: &mut Commands,
    ) -> Option<&'a FactorChange> {
        if !(response.hovered() || response.has_focus()) {
            return None;
        }
        let Some((Answer::Decomposition(answer), true)) =
            scene.find(&query(scene, self.partner, Against::Unsaid), commands)
        else {
            return None;
        };
        Some(answer.willingness.of(self.material))
    }
}

/// Names the largest of a willingness's reasons, for its tooltip.
pub fn largest(ui: &mut Ui, scene: &Scene<'_>, reasons: Option<&FactorChange>) {
    let theme = ui.theme();
    ui.add_space(4.0);
    let Some(reasons) = reasons else {
        ui.label(theme.note("Why: being worked out."));
        return;
    };
    let largest: Vec<_> =
        reasons.largest().into_iter().filter(|(_, part)| number_format::points(part.mean) != 0).collect();
    if largest.is_empty() {
        ui.label(theme.note("No cause moves it by half a point."));
        return;
    }
    let over = if scene.playback.log.is_some() { "in this history" } else { "on average" };
    ui.label(theme.note(format!("Why, {over}, in percentage points against saying nothing:")));
    Grid::new("reasons").num_columns(2).spacing([12.0, 1.0]).show(ui, |ui| {
        for (cause, part) in largest.into_iter().take(MOST) {
            ui.label(theme.text(number_format::directed(number_format::points(part.mean))));
            ui.label(theme.text(cause.name()));
            ui.end_row();
        }
    });
    ui.label(theme.note("The stage “Why” shows all of them."));
}
