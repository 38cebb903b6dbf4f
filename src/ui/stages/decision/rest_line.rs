//! One line, always there, for what a choice would do before it is made: nothing jumps.

use super::choice;
use crate::engine::{PartnerCourse, Projection};
use crate::scenario::{ActorId, ItemId};
use crate::ui::theme::{CONTROL, RADIUS, Themed};
use crate::ui::widgets::number::{self, Shift};
use crate::ui::widgets::paint;
use crate::ui::{Preview, Scene};
use egui::{Rect, Sense, Ui, vec2};

const PADDING: f32 = 8.0;

/// Shows it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, item: &ItemId) {
    let theme = ui.theme();
    let height = CONTROL.max(theme.size.note + 10.0);
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let fill = theme.colors.sunk;
    ui.painter().rect_filled(place.expand2(vec2(PADDING, 0.0)), f32::from(RADIUS), fill);
    match scene.preview {
        None => {
            let hint = "Rest on a choice to see what it would do before you make it.";
            quiet(ui, place, hint);
        }
        Some(preview) => {
            let (choice, effect) = sentences(scene, &preview, item);
            paint::described(&response, || format!("Resting on {choice}: {}", effect.join(", ")));
            line(ui, place, &choice, &effect);
        }
    }
}

fn quiet(ui: &Ui, place: Rect, text: &str) {
    let theme = ui.theme();
    let color = theme.colors.ink_3;
    let galley = paint::elided(ui, text, theme.note_font(), color, place.width(), 1);
    paint::left(ui, place.left(), place.center().y, galley, color);
}

/// The choice, what it would do, and that it is only tried; the choice is cut first.
fn line(ui: &Ui, place: Rect, choice: &str, effect: &[String]) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let y = place.center().y;
    let end = paint::elided(ui, "a preview", theme.note_font(), colors.ink_2, place.width(), 1);
    let end_left = place.right() - end.size().x;
    paint::left(ui, end_left, y, end, colors.ink_2);
    let whole = |text: &String| paint::width(ui, text, theme.strong_note_font()) + 2.0 * PADDING;
    let needed: f32 = effect.iter().map(whole).sum();
    let room = (end_left - place.left() - needed - PADDING).max(place.width() * 0.2);
    let start = paint::elided(ui, choice, theme.note_font(), colors.ink_2, room, 1);
    let mut x = place.left() + start.size().x + 2.0 * PADDING;
    paint::left(ui, place.left(), y, start, colors.ink_2);
    for part in effect {
        let room = end_left - PADDING - x;
        let galley = paint::elided(ui, part, theme.strong_note_font(), colors.ink, room, 1);
        let width = galley.size().x;
        if room > 24.0 {
            paint::left(ui, x, y, galley, colors.ink);
        }
        x += width + 2.0 * PADDING;
    }
}

/// The choice in words, and what it would do.
fn sentences(scene: &Scene<'_>, preview: &Preview<'_>, item: &ItemId) -> (String, Vec<String>) {
    let effect = match preview.pair() {
        Some([tried, now]) => effect(scene, now, tried, item),
        None => vec!["…".into()],
    };
    (choice::in_words(scene, preview.plan), effect)
}

fn effect(scene: &Scene<'_>, now: &Projection, tried: &Projection, item: &ItemId) -> Vec<String> {
    let partner = match most_moved(now, tried, scene.month) {
        Some(moved) => {
            let lanes = [("content", moved.content), ("sources", moved.sources)];
            let moves = lanes.into_iter().filter(|(_, [stands, would])| stands != would);
            let moves: Vec<String> = moves
                .map(|(lane, [stands, would])| {
                    format!("{lane} {} → {}", number::signed(stands), number::signed(would))
                })
                .collect();
            format!("{} {} against before", scene.scenario.name(moved.partner), moves.join(", "))
        }
        None => "no partner’s willingness changes".to_owned(),
    };
    let found = |projection: &Projection| {
        projection.items.iter().find(|outcome| outcome.item == *item).map(|outcome| outcome.source_found.mean)
    };
    let source = found(now)
        .zip(found(tried))
        .map(|(now, tried)| format!("source found {} → {}", number::percent(now), number::percent(tried)));
    std::iter::once(partner).chain(source).collect()
}

/// How far a partner is from where it was before the meeting, as the plan stands and as it would be, in
/// points.
struct Moved<'a> {
    partner: &'a ActorId,
    content: [i64; 2],
    sources: [i64; 2],
}

/// The partner whose willingness would move most against the plan as it stands; none if nobody’s does.
fn most_moved<'a>(now: &Projection, tried: &'a Projection, month: u32) -> Option<Moved<'a>> {
    let since_before = |course: &PartnerCourse| {
        let (before, month) = (&course.before, course.months.get(month as usize)?);
        let content = Shift::of(before.content.mean, month.content.mean).change();
        Some([content, Shift::of(before.methods.mean, month.methods.mean).change()])
    };
    let moved = tried.partners.iter().filter_map(|course| {
        let (stands, would) = (since_before(now.partner(&course.partner)?)?, since_before(course)?);
        let [content, sources] = [0, 1].map(|lane| [stands[lane], would[lane]]);
        Some(Moved { partner: &course.partner, content, sources })
    });
    let amount =
        |moved: &Moved| [moved.content, moved.sources].map(|[from, to]| (to - from).abs()).iter().sum();
    moved.filter(|moved| amount(moved) > 0).max_by_key(|moved| -> i64 { amount(moved) })
}
