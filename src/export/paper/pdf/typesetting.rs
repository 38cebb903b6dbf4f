//! Text set in lines: broken, shaped and ordered for reading in any script.

use crate::export::fonts::{self, FAMILY, Fonts};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::style::{FontFamily, FontFamilyName, FontWeight, GenericFamily, LineHeight, OverflowWrap};
use parley::{ContentWidths, FontContext, Layout, LayoutContext, Line, StyleProperty};
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// The distance of lines as a multiple of the height of the type.
const LEADING: f32 = 1.38;

/// The looks of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Its height, in points.
    pub size: f32,
    /// Whether it is semibold.
    pub is_strong: bool,
    /// Whether it is grey.
    pub is_quiet: bool,
}

impl Type {
    /// The height of a line, in points.
    pub fn line_height(self) -> f32 {
        LEADING * self.size
    }
}

/// A text that was set.
#[derive(Clone, Debug, Default)]
pub struct SetText {
    /// Its lines, from the top.
    pub lines: Vec<SetLine>,
}

/// A line of a text. Lengths are in points.
#[derive(Clone, Debug)]
pub struct SetLine {
    /// The whole text, to which the glyphs refer.
    pub text: Rc<str>,
    /// Its looks.
    pub style: Type,
    /// Where it begins, from the left edge of its text.
    pub start: f32,
    /// Its length without blanks at its end.
    pub length: f32,
    /// The baseline below the top of the line.
    pub baseline: f32,
    /// Its runs, from the left.
    pub runs: Vec<SetRun>,
}

/// Glyphs of one font that follow each other.
#[derive(Clone, Debug)]
pub struct SetRun {
    /// The font.
    pub font: Font,
    /// Its height, in points.
    pub size: f32,
    /// Where the run begins, from the beginning of the line.
    pub start: f32,
    /// The glyphs, from the left.
    pub glyphs: Vec<KrillaGlyph>,
}

/// Sets texts.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// The fonts as the PDF needs them, by the number of their file and their place in it.
    loaded: HashMap<(u64, u32), Font>,
    /// Whether a character was met that no font has.
    lacks_glyphs: bool,
}

impl Typesetter {
    /// A typesetter with these fonts.
    pub fn new(fonts: Fonts) -> Self {
        let options = CollectionOptions { shared: false, system_fonts: fonts == Fonts::WithSystem };
        let mut collection = Collection::new(options);
        for (file, weight) in [(fonts::REGULAR, FontWeight::NORMAL), (fonts::SEMIBOLD, FontWeight::SEMI_BOLD)]
        {
            let named = FontInfoOverride {
                family_name: Some(FAMILY),
                weight: Some(weight),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(Blob::new(Arc::new(file)), Some(named));
        }
        Typesetter {
            fonts: FontContext { collection, source_cache: SourceCache::default() },
            layouts: LayoutContext::new(),
            loaded: HashMap::new(),
            lacks_glyphs: false,
        }
    }

    /// Whether a character was met that no font has.
    pub fn lacks_glyphs(&self) -> bool {
        self.lacks_glyphs
    }

    /// The widths that a text needs at least, where it is broken at every chance, and at most.
    pub fn widths(&mut self, text: &str, style: Type) -> ContentWidths {
        self.shape(text, style).calculate_content_widths()
    }

    /// Sets a text in lines of a width.
    pub fn set(&mut self, text: &str, style: Type, width: f32) -> SetText {
        let mut layout = self.shape(text, style);
        layout.break_all_lines(Some(width));
        layout.align(parley::Alignment::Start, parley::AlignmentOptions::default());
        let shared: Rc<str> = text.into();
        let lines = layout.lines().enumerate();
        let lines = lines.map(|(place, line)| {
            let top = place as f32 * style.line_height();
            let metrics = line.metrics();
            SetLine {
                text: shared.clone(),
                style,
                start: metrics.offset,
                length: metrics.advance - metrics.trailing_whitespace,
                baseline: metrics.baseline - top,
                runs: self.runs(&line),
            }
        });
        SetText { lines: lines.collect() }
    }

    fn shape(&mut self, text: &str, style: Type) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        let families = [
            FontFamilyName::Named(Cow::Borrowed(FAMILY)),
            FontFamilyName::Generic(GenericFamily::SansSerif),
            FontFamilyName::Generic(GenericFamily::Emoji),
        ];
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&families))));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(LEADING)));
        builder.push_default(StyleProperty::FontSize(style.size));
        // A name without blanks is broken rather than cut, but no column is made so narrow that it must be.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        let weight = if style.is_strong { FontWeight::SEMI_BOLD } else { FontWeight::NORMAL };
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.build(text)
    }

    fn runs(&mut self, line: &Line<'_, ()>) -> Vec<SetRun> {
        let mut start = 0.0;
        let mut runs = Vec::new();
        for run in line.runs() {
            let size = run.font_size();
            let Some(font) = self.font(&run) else { continue };
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            let mut length = 0.0;
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    // The glyph of a ligature stands for all of its characters.
                    if let Some(last) = glyphs.last_mut() {
                        last.text_range.end = last.text_range.end.max(cluster.text_range().end);
                    }
                    continue;
                }
                for glyph in cluster.glyphs() {
                    self.lacks_glyphs |= glyph.id == 0;
                    length += glyph.advance;
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        cluster.text_range(),
                        None,
                    ));
                }
            }
            if !glyphs.is_empty() {
                runs.push(SetRun { font, size, start, glyphs });
            }
            start += length;
        }
        runs
    }

    /// The font of a run as the PDF needs it; `None` if its file cannot be read.
    fn font(&mut self, run: &parley::Run<'_, ()>) -> Option<Font> {
        let data = run.font().clone();
        let (file, number) = data.data.into_raw_parts();
        let key = (number, data.index);
        if let Some(font) = self.loaded.get(&key) {
            return Some(font.clone());
        }
        let synthesis = run.synthesis();
        let axes = synthesis.variation_settings();
        let axes: Vec<(Tag, f32)> =
            axes.iter().map(|(tag, value)| (Tag::new(&tag.to_be_bytes()), *value)).collect();
        let font = Font::new_variable(file.into(), data.index, &axes)?;
        self.loaded.insert(key, font.clone());
        Some(font)
    }
}
