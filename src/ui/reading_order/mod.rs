//! The order of words in scripts that are written from right to left, put right just before a frame is painted.
//!
//! egui shapes each such word, but sets the words of a text from left to right. Here the glyphs of each row move to
//! where the Unicode Bidirectional Algorithm (Standard Annex 9) puts them. Whatever comes before painting — the
//! document, text fields, the search, names for screen readers — knows the order in which a text is stored only.
//!
//! Absent here: alignment. A paragraph in Hebrew is read from right to left, but its rows begin at the left margin as
//! all others. A text field that is being edited is left as it is stored, since its caret stands where egui knows the
//! letters to be.

mod levels;
mod rows;

use crate::scenario::Scenario;
use egui::epaint::{ClippedShape, Shape};
use egui::text_edit::TextEditState;
use egui::{Context, FullOutput, Plugin, Rect};
pub use levels::has_right_to_left;
use std::sync::Arc;

/// Moves words where they are read, in everything that is painted.
#[derive(Default)]
struct ReadingOrder {
    /// The lines of the document that have letters written from right to left; the longest first, so that no name is
    /// taken for a part of a longer one.
    names: Vec<String>,
}

/// Puts everything that is painted from now on in the order in which it is read.
pub fn install(ctx: &Context) {
    ctx.add_plugin(ReadingOrder::default());
}

/// Takes over the names of a document: each is read as a text of its own in the sentences that hold it.
pub fn know_names(ctx: &Context, scenario: &Scenario) {
    let lines = scenario.texts().flat_map(str::lines).filter(|line| has_right_to_left(line));
    let mut names: Vec<String> = lines.map(str::to_owned).collect();
    names.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    names.dedup();
    ctx.plugin_or_default::<ReadingOrder>().lock().names = names;
}

impl Plugin for ReadingOrder {
    fn debug_name(&self) -> &'static str {
        "reading order"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let edited = edited_field(ctx);
        for ClippedShape { clip_rect, shape, .. } in &mut output.shapes {
            let is_edited = edited.is_some_and(|field| field.contains_rect(*clip_rect));
            if !is_edited {
                self.put_in_order(shape);
            }
        }
    }
}

impl ReadingOrder {
    fn put_in_order(&self, shape: &mut Shape) {
        if let Shape::Vec(shapes) = shape {
            shapes.iter_mut().for_each(|shape| self.put_in_order(shape));
        } else if let Shape::Text(text) = shape
            && has_right_to_left(text.galley.text())
        {
            text.galley = Arc::new(rows::in_reading_order(&text.galley, &self.names));
        }
    }
}

/// The place of the text field that has the keyboard.
fn edited_field(ctx: &Context) -> Option<Rect> {
    let focused = ctx.memory(|memory| memory.focused())?;
    TextEditState::load(ctx, focused)?;
    ctx.read_response(focused).map(|field| field.rect.expand(1.0))
}
