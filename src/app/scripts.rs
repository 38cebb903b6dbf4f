//! The scripts in which the document is written: their reading order, and those that no font here can show.

use super::App;
use crate::scenario::Scenario;
use crate::ui::reading_order;
use egui::{Context, FontId};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use unicode_script::{Script, UnicodeScript};

/// What is known of the texts of the document.
#[derive(Default)]
pub(super) struct KnownScripts {
    /// The document whose texts were looked at.
    of: Option<Arc<Scenario>>,
    /// The number of the document about which was said what cannot be shown.
    document_number: u64,
    /// What was said to lack a font.
    said: BTreeSet<&'static str>,
    /// Whether a font has a character, for all that were asked for.
    has_font: HashMap<char, bool>,
}

impl App {
    /// Takes over a change of the document's texts; says once which scripts show as boxes.
    pub(super) fn follow_scripts(&mut self, ctx: &Context) {
        let document = self.document.scenario();
        if self.scripts.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, document)) {
            return;
        }
        self.scripts.of = Some(document.clone());
        reading_order::know_names(ctx, document);
        if self.scripts.document_number != self.document_number {
            self.scripts.document_number = self.document_number;
            self.scripts.said.clear();
        }
        let missing = self.scripts.missing(ctx, self.document.scenario());
        let unsaid: Vec<&str> = missing.difference(&self.scripts.said).copied().collect();
        if !unsaid.is_empty() {
            let text = format!(
                "No font on this computer has the signs of: {}. They show as boxes. Install a font that has them, for \
                 example from the Noto family, and start the program again.",
                unsaid.join(", ")
            );
            self.scripts.said.extend(missing);
            self.show_note(text);
        }
    }
}

impl KnownScripts {
    /// The names of the scripts of which no font has some character in a scenario.
    fn missing(&mut self, ctx: &Context, scenario: &Scenario) -> BTreeSet<&'static str> {
        // Every family falls back to the same fonts.
        let font = FontId::proportional(11.0);
        let foreign = scenario.texts().flat_map(str::chars).filter(|c| !c.is_ascii() && is_drawn(*c));
        let mut missing = BTreeSet::new();
        for c in foreign {
            let has =
                *self.has_font.entry(c).or_insert_with(|| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, c)));
            if !has {
                missing.insert(script_name(c));
            }
        }
        missing
    }
}

/// Whether a character has a picture of its own. Joiners, variation selectors and signs of direction have none.
fn is_drawn(c: char) -> bool {
    let is_invisible = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}');
    // A mark is drawn with its letter or not at all.
    !is_invisible && !c.is_whitespace() && c.script() != Script::Inherited
}

fn script_name(c: char) -> &'static str {
    match c.script() {
        Script::Common => "emoji and other symbols",
        Script::Han => "Chinese characters",
        script => script.full_name(),
    }
}
