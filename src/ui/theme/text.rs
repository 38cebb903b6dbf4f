//! Text in the program's own sizes and weights.

use super::{Theme, fonts};
use egui::{FontFamily, FontId, RichText};

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
        FontId::new(self.size.text, fonts::semibold())
    }

    /// The semibold cut, at the size of notes.
    pub fn strong_note_font(&self) -> FontId {
        FontId::new(self.size.note, fonts::semibold())
    }

    /// The height of a line of notes, in points.
    pub fn note_line(&self) -> f32 {
        (self.size.note * 1.25).ceil()
    }

    /// The font of headings.
    pub fn heading_font(&self) -> FontId {
        FontId::new(self.size.heading, fonts::semibold())
    }

    /// The font of the one key figure.
    pub fn figure_font(&self) -> FontId {
        FontId::new(self.size.figure, fonts::semibold())
    }

    /// Running text.
    pub fn text(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.text_font()).color(self.colors.ink)
    }

    /// Running text that matters less.
    pub fn quiet(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.text_font()).color(self.colors.ink_2)
    }

    /// A note: small and quiet.
    pub fn note(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.note_font()).color(self.colors.ink_2)
    }

    /// Running text that matters more.
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
