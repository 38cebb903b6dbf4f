//! A paper as PDF: with text that can be searched and read aloud, headings to jump to, and pages that print on A4 or
//! Letter.

mod drawing;
mod pages;
mod pieces;
mod structure;
mod typesetting;

use super::{Block, Paper};
use crate::export::fonts::{self, Fonts};
use drawing::Foot;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use pages::Page;
use pieces::{NOTE, Room};
use structure::Structure;
use typesetting::{SetLine, Typesetter};

/// The size of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageSize {
    /// A4, as in most of the world.
    #[default]
    A4,
    /// Letter, as in North America.
    Letter,
}

impl PageSize {
    /// Both.
    pub const ALL: [PageSize; 2] = [PageSize::A4, PageSize::Letter];

    /// The margin on all sides, in points: 18 mm.
    const MARGIN: f32 = 51.0;

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            PageSize::A4 => "A4",
            PageSize::Letter => "Letter",
        }
    }

    /// Its width, in points.
    pub fn width(self) -> f32 {
        match self {
            PageSize::A4 => 595.28,
            PageSize::Letter => 612.0,
        }
    }

    /// Its height, in points.
    pub fn height(self) -> f32 {
        match self {
            PageSize::A4 => 841.89,
            PageSize::Letter => 792.0,
        }
    }

    fn room(self) -> Room {
        Room { width: self.width() - 2.0 * Self::MARGIN, height: self.height() - 2.0 * Self::MARGIN }
    }
}

/// A paper that did not become a PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A picture is no SVG.
    #[error(transparent)]
    Picture(#[from] pieces::UnreadablePicture),
    /// The PDF breaks a rule of its format.
    #[error("the PDF could not be put together: {0}")]
    Format(String),
}

/// The paper as PDF, on pages of a size.
///
/// # Errors
/// If a picture is no SVG, or the PDF breaks a rule of its format.
pub fn pdf(paper: &Paper, size: PageSize, fonts: Fonts) -> Result<Vec<u8>, PdfError> {
    let mut typesetter = Typesetter::new(fonts);
    let options = fonts::svg_options(fonts);
    let room = size.room();
    let pieces = pieces::pieces(paper, &mut typesetter, &options, room)?;
    let pages = pages::pages(pieces, room.height);
    let mut document = Document::new_with(settings(&typesetter)?);
    let mut structure = Structure::default();
    let title = first_line(&mut typesetter, &paper.title, 0.8 * room.width);
    for (place, page) in pages.iter().enumerate() {
        let number = format!("{} / {}", place + 1, pages.len());
        let number = first_line(&mut typesetter, &number, room.width);
        let settings = PageSettings::from_wh(size.width(), size.height());
        let mut sheet = document.start_page_with(settings.ok_or_else(no_page)?);
        let mut surface = sheet.surface();
        if let Some((title, number)) = title.as_ref().zip(number.as_ref()) {
            drawing::draw(&mut surface, page, &Foot { title, number }, size, &mut structure);
        }
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(paper, &pages));
    document.set_tag_tree(structure.tree(paper));
    document.set_metadata(metadata(paper));
    document.finish().map_err(|error| PdfError::Format(format!("{error:?}")))
}

fn no_page() -> PdfError {
    PdfError::Format("a page has no size".into())
}

/// The settings: those of accessible PDFs (PDF/UA-1), unless a character is shown as a box, which these do not allow.
fn settings(typesetter: &Typesetter) -> Result<SerializeSettings, PdfError> {
    let configuration = if typesetter.lacks_glyphs() {
        Configuration::default()
    } else {
        let builder = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
        builder.finish().map_err(|error| PdfError::Format(format!("{error:?}")))?
    };
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// A text cut after its first line.
fn first_line(typesetter: &mut Typesetter, text: &str, width: f32) -> Option<SetLine> {
    let text = if text.is_empty() { "–" } else { text };
    typesetter.set(text, NOTE, width).lines.into_iter().next()
}

/// The title and the chapters, each with its place.
fn outline(paper: &Paper, pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let place = |block: usize| {
        pages.iter().enumerate().find_map(|(page, of)| {
            let placed = of.pieces.iter().find(|placed| placed.piece.part.block == block)?;
            Some(XyzDestination::new(page, Point::from_xy(0.0, placed.top)))
        })
    };
    let title = std::iter::once((0, paper.title.as_str()));
    let headings = paper.blocks.iter().enumerate().filter_map(|(place, block)| match block {
        Block::Heading { text, .. } => Some((place + 2, text.as_str())),
        _ => None,
    });
    for (block, text) in title.chain(headings) {
        if let Some(place) = place(block) {
            outline.push_child(OutlineNode::new(text.to_owned(), place));
        }
    }
    outline
}

fn metadata(paper: &Paper) -> Metadata {
    let title = if paper.title.is_empty() { "Tearline" } else { &paper.title };
    Metadata::new()
        .title(title.to_owned())
        .description(paper.subtitle.clone())
        .language("en".to_owned())
        .creator(format!("Tearline {}", env!("CARGO_PKG_VERSION")))
}
