//! Voting cards: a sheet that is folded twice and shows one large letter, told apart in grey by its ground and frame too.

use crate::export::paper::{Paper, Picture};
use crate::lesson::votes::letter;
use crate::scenario::{FEWEST_OPTIONS, Lesson, StepKind};
use maud::{Markup, html};

/// The letters on a sheet.
const ON_A_SHEET: usize = 4;
/// The width and height of a card, in units of the picture.
const CARD: [f32; 2] = [250.0, 330.0];

/// Adds the cards: A to D, and E and F where a vote of the lesson has so many options.
pub fn add(paper: &mut Paper, lesson: &Lesson) {
    let options = lesson.steps.iter().map(|step| match &step.kind {
        StepKind::Vote { options, .. } => options.len(),
        _ => 0,
    });
    let most = options.max().unwrap_or(0);
    if most < FEWEST_OPTIONS {
        return;
    }
    let letters: Vec<usize> = (0..most.max(ON_A_SHEET)).collect();
    for sheet in letters.chunks(ON_A_SHEET) {
        paper.new_page();
        paper.note("Voting cards: one sheet for each student, folded twice, so that one letter shows. Also told apart in grey.");
        let names: Vec<String> = sheet.iter().map(|option| letter(*option).to_string()).collect();
        paper.picture(Picture {
            svg: cards(sheet).into_string(),
            description: format!("Voting cards {}", names.join(", ")),
            caption: String::new(),
            width: 1.0,
        });
    }
}

fn cards(options: &[usize]) -> Markup {
    let [width, height] = CARD;
    let rows = options.len().div_ceil(2) as f32;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {} {}", 2.0 * width, rows * height)) {
            @for (place, option) in options.iter().enumerate() {
                @let left = (place % 2) as f32 * width;
                @let top = (place / 2) as f32 * height;
                g transform=(format!("translate({left} {top})")) { (card(*option)) }
            }
        }
    }
}

/// A card: its letter on a ground of its own.
fn card(option: usize) -> Markup {
    let [width, height] = CARD;
    let ground = &GROUNDS[option % GROUNDS.len()];
    let middle = format!("{}", width / 2.0);
    html! {
        rect x="8" y="8" width=(width - 16.0) height=(height - 16.0) fill=(ground.fill) stroke="#1a1a1a"
            stroke-width=(ground.frame) {}
        @if ground.has_stripes {
            @for stripe in 0..STRIPES {
                @let y = 8.0 + (stripe as f32 + 0.5) * (height - 16.0) / STRIPES as f32;
                rect x="8" y=(y) width=(width - 16.0) height="6" fill="#c8c8c8" {}
            }
        }
        text x=(middle) y="245" text-anchor="middle" font-family="Inter" font-weight="600" font-size="230" fill=(ground.ink) {
            (letter(option))
        }
    }
}

/// The stripes across a striped card.
const STRIPES: usize = 12;

/// The ground of a card.
struct Ground {
    fill: &'static str,
    ink: &'static str,
    frame: f32,
    has_stripes: bool,
}

/// The grounds of A to F.
const GROUNDS: [Ground; 6] = [
    Ground { fill: "#ffffff", ink: "#1a1a1a", frame: 2.0, has_stripes: false },
    Ground { fill: "#1a1a1a", ink: "#ffffff", frame: 2.0, has_stripes: false },
    Ground { fill: "#ffffff", ink: "#1a1a1a", frame: 2.0, has_stripes: true },
    Ground { fill: "#ffffff", ink: "#1a1a1a", frame: 24.0, has_stripes: false },
    Ground { fill: "#9a9a9a", ink: "#ffffff", frame: 2.0, has_stripes: false },
    Ground { fill: "#9a9a9a", ink: "#1a1a1a", frame: 24.0, has_stripes: true },
];
