//! The bundled typeface and the text styles. No system font is used, so that pictures are the same everywhere.

use super::Theme;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, RichText};
use std::sync::Arc;

/// The name of the regular cut.
pub const REGULAR: &str = "Inter";
/// The name of the semibold cut.
pub const SEMIBOLD: &str = "InterSemiBold";

const REGULAR_FILE: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
const SEMIBOLD_FILE: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");

/// The family of semibold text.
pub fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

/// Installs Inter as the first font everywhere, with egui's fonts as fallback for characters it lacks.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(REGULAR.into(), Arc::new(FontData::from_static(REGULAR_FILE)));
    fonts.font_data.insert(SEMIBOLD.into(), Arc::new(FontData::from_static(SEMIBOLD_FILE)));
    // Without fonts of egui's own the bundled ones still draw everything but rare characters.
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let led_by = |name: &str| [vec![name.to_owned()], fallback.clone()].concat();
    fonts.families.insert(FontFamily::Proportional, led_by(REGULAR));
    fonts.families.insert(FontFamily::Name(REGULAR.into()), led_by(REGULAR));
    fonts.families.insert(semibold(), led_by(SEMIBOLD));
    fonts
}

impl Theme {
    /// The font of running text.
    pub fn text_font(&self) -> FontId {
        FontId::new(self.size.text, FontFamily::Proportional)
    }

    /// The font of notes and axis labels.
    pub fn note_font(&self) -> FontId {
        FontId::new(self.size.note, FontFamily::Proportional)
    }

    /// The semibold cut, at the size of running text.
    pub fn semibold_font(&self) -> FontId {
        FontId::new(self.size.text, semibold())
    }

    /// The semibold cut, at the size of notes.
    pub fn strong_note_font(&self) -> FontId {
        FontId::new(self.size.note, semibold())
    }

    /// The height of a line of notes, in points.
    pub fn note_line(&self) -> f32 {
        (self.size.note * 1.25).ceil()
    }

    /// The font of headings.
    pub fn heading_font(&self) -> FontId {
        FontId::new(self.size.heading, semibold())
    }

    /// The font of the one key figure.
    pub fn figure_font(&self) -> FontId {
        FontId::new(self.size.figure, semibold())
    }

    /// Running text.
    pub fn text(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.text_font()).color(self.colors.ink)
    }

    /// Secondary running text.
    pub fn quiet(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.text_font()).color(self.colors.ink_2)
    }

    /// A note: small and secondary.
    pub fn note(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.note_font()).color(self.colors.ink_2)
    }

    /// Emphasised running text.
    pub fn semibold(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.semibold_font()).color(self.colors.ink)
    }

    /// The heading of a panel or dialog.
    pub fn heading(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.heading_font()).color(self.colors.ink)
    }

    /// The one key figure.
    pub fn figure(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.figure_font()).color(self.colors.ink)
    }
}
