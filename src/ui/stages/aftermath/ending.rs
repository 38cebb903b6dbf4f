//! The end of a play: what the history came to, against saying nothing with the same luck.

use crate::analysis::events::EventLog;
use crate::analysis::history_summary::{self, Gains, Moment, PartnerSummary, Turn};
use crate::analysis::number_format::{self, PercentChange};
use crate::scenario::{ActorId, Material};
use crate::ui::Scene;
use crate::ui::phrases;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use egui::{Align2, Label, Rangef, Rect, Sense, Stroke, Ui, pos2, vec2};

/// The width of the columns in points at ordinary type: the material, and the drawn share at most.
const MATERIAL: f32 = 66.0;
const DRAWN: f32 = 150.0;
/// The widest texts of the other columns, which are as wide as these: the worst month, and the end in full and in short
/// words.
const WORST: &str = "month 24: 100 → 100\u{a0}%";
const END: &str = "at the end 100 → 100\u{a0}%";
const SHORT_END: &str = "end 100 → 100\u{a0}%";
/// The gap beside the drawn share, in points, and its least width; in large type the words for the end give way first.
const GAP: f32 = 14.0;
const LEAST_DRAWN: f32 = 60.0;
/// The height of the drawn share, in points.
const LANE: f32 = 9.0;

/// Shows what the history came to.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, log: &EventLog) {
    let theme = ui.theme();
    let partners = history_summary::partners(scene.scenario, log);
    let came_to = history_summary::came_to(scene.scenario, log, phrases::every_one_of);
    ui.add(Label::new(theme.semibold(came_to)).wrap());
    ui.add(Label::new(theme.text(who_learned(scene, &partners))).wrap());
    // Before the partners, one by one: of a list that goes on below one sees that it does.
    ui.add(Label::new(theme.note(for_home(&history_summary::gains(log)))).wrap());
    ui.spacing_mut().item_spacing.y = 1.0;
    for partner in &partners {
        show_partner(ui, scene, partner);
    }
}

/// Shows what the history came to for one partner, from its own seat: what it knows itself.
pub fn from_seat(ui: &mut Ui, scene: &Scene<'_>, log: &EventLog, seat: &ActorId) {
    let partners = history_summary::partners(scene.scenario, log);
    let Some(partner) = partners.iter().find(|partner| partner.partner == *seat) else { return };
    ui.label(ui.theme().heading("What it came to"));
    let sentence = history_summary::came_to_for(scene.scenario, log, partner);
    ui.add(Label::new(ui.theme().semibold(sentence)).wrap());
    ui.spacing_mut().item_spacing.y = 1.0;
    show_partner(ui, scene, partner);
}

/// Which partners learned of it, and which did not, in a sentence.
fn who_learned(scene: &Scene<'_>, partners: &[PartnerSummary]) -> String {
    let names = |learned: bool| -> Vec<&str> {
        let those = partners.iter().filter(|partner| partner.learned.is_some() == learned);
        those.map(|partner| scene.scenario.name(&partner.partner)).collect()
    };
    match (&names(true)[..], &names(false)[..]) {
        ([], _) => "No partner learned of it.".into(),
        (all, []) => format!("{} learned of it.", phrases::every_one_of(all)),
        (some, others) => {
            format!(
                "{} learned of it; {} did not.",
                phrases::every_one_of(some),
                phrases::every_one_of(others)
            )
        }
    }
}

/// What home has of it, in a sentence.
fn for_home(gains: &Gains) -> String {
    let Gains { concession, warning, flow, harm, compensation, total } = *gains;
    let amount = number_format::signed_amount;
    let parts = [
        ("concessions", concession),
        ("warnings", warning),
        ("flow of intelligence", flow),
        ("harm to sources", harm),
        ("cost of compensation", compensation),
    ];
    let moved = parts.iter().filter(|(_, part)| number_format::shown_amount(*part) != 0.0);
    let parts: Vec<String> = moved.map(|(name, part)| format!("{name} {}", amount(*part))).collect();
    let parts = if parts.is_empty() { "nothing changed".into() } else { parts.join(", ") };
    format!("For home, against saying nothing: {parts}; weighed total {}.", amount(total))
}

fn show_partner(ui: &mut Ui, scene: &Scene<'_>, partner: &PartnerSummary) {
    let theme = ui.theme();
    let name = scene.scenario.name(&partner.partner);
    let learned = match partner.learned {
        Some(month) => format!("learned in month {month}"),
        None => "never learned".into(),
    };
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.label(theme.semibold(name));
        ui.label(theme.note(learned));
    });
    for material in Material::ALL {
        show_turn(ui, name, material, partner.turns.of(material));
    }
}

/// A material: its worst month and its end, in numbers and drawn.
fn show_turn(ui: &mut Ui, name: &str, material: Material, turn: &Turn) {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), theme.note_line() + 3.0);
    let (place, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    let [worst, end] = [turn.worst, turn.end].map(pair);
    let fell = worst.change() < 0;
    let at_worst = match fell {
        true => format!("month {}: {}\u{a0}%", turn.worst.month, worst.values()),
        false => "never fell".into(),
    };
    let at_end = format!("at the end {}\u{a0}%", end.values());
    let short = material.short_name();
    paint::described(&response, || format!("{name}, {short}: {at_worst}, {at_end}"));
    let y = place.center().y;
    let write = |x: f32, text: &str, ink| {
        let at = pos2(x, y);
        ui.painter().text(at, Align2::LEFT_CENTER, text, theme.note_font(), ink);
    };
    write(place.left() + theme.grown(12.0), short, theme.colors.ink_2);
    let wide = |text: &str| paint::width(ui, text, theme.note_font());
    let rest = |end: &str| place.width() - theme.grown(MATERIAL) - wide(WORST) - wide(end) - 2.0 * GAP;
    let is_short = rest(END) < LEAST_DRAWN;
    let drawn = rest(if is_short { SHORT_END } else { END }).clamp(0.0, theme.grown(DRAWN));
    let left = place.left() + theme.grown(MATERIAL);
    draw(ui, Rangef::new(left, left + drawn), y, (material, turn));
    let ink = if fell { theme.colors.worse_text } else { theme.colors.ink_2 };
    let beside = left + drawn + GAP;
    write(beside, &at_worst, ink);
    let at_end = if is_short { format!("end {}\u{a0}%", end.values()) } else { at_end.clone() };
    write(beside + wide(WORST) + GAP, &at_end, theme.colors.ink);
}

/// The share at the end as a lane over what it would be if nothing were said, with a mark at the worst month.
fn draw(ui: &Ui, across: Rangef, y: f32, (material, turn): (Material, &Turn)) {
    let colors = &ui.theme().colors;
    let x = |share: f64| across.min + across.span() * share as f32;
    let lane = |share: f64| Rect::from_x_y_ranges(across.min..=x(share), y - LANE / 2.0..=y + LANE / 2.0);
    let fill = match material {
        Material::Content => colors.content,
        Material::SourcesAndMethods => colors.methods,
    };
    let painter = ui.painter();
    painter.rect_filled(lane(1.0), 2.0, colors.sunk);
    painter.rect_filled(lane(turn.end.withheld), 2.0, colors.before);
    painter.rect_filled(lane(turn.end.planned), 2.0, fill);
    painter.circle(pos2(x(turn.end.withheld), y), 3.5, colors.panel, Stroke::new(1.5, colors.before_edge));
    if pair(turn.worst).change() < 0 {
        let at = x(turn.worst.planned);
        painter.vline(at, y - LANE / 2.0 - 1.0..=y + LANE / 2.0 + 1.0, Stroke::new(2.0, colors.worse));
    }
}

fn pair(moment: Moment) -> PercentChange {
    PercentChange::of(moment.withheld, moment.planned)
}
