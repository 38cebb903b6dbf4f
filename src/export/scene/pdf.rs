//! SVG as a PDF of one page, with texts that can be selected, and tagged as a figure with its description.

use super::error::PictureError;
use crate::export::fonts::{Fonts, svg_options};
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Node, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg::Tree;

/// The points of a PDF for each pixel of CSS: 72 and 96 to an inch.
const POINTS_PER_PIXEL: f32 = 0.75;
/// The language of all pictures.
const LANGUAGE: &str = "en";

/// The words of a picture, for those who search for it or do not see it.
#[derive(Clone, Copy)]
pub struct PictureWords<'a> {
    /// What it shows, in a line.
    pub title: &'a str,
    /// The same in detail.
    pub description: &'a str,
}

/// A picture as a PDF of one page, as large as the words.
///
/// It keeps the rules of accessible PDFs (PDF/UA-1), unless a sign of it is in no font: these rules allow no box in its
/// place.
///
/// # Errors
/// If the picture is no SVG, or the PDF breaks a rule of its format.
pub fn pdf(svg: &str, words: PictureWords<'_>) -> Result<Vec<u8>, PictureError> {
    let tree = Tree::from_str(&with_whole_texts(svg), &svg_options(Fonts::WithSystem))?;
    let builder = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    let accessible = builder.finish().map_err(|error| PictureError::Pdf(format!("{error:?}")))?;
    document(words, &tree, accessible).or_else(|_| document(words, &tree, Configuration::default()))
}

/// The SVG without the lengths of its texts, which would put every letter in a place of its own: here the font is
/// embedded, and texts that are in one piece can be searched.
fn with_whole_texts(svg: &str) -> String {
    let mut pieces = svg.split(" textLength=\"");
    let mut whole = pieces.next().map_or_else(String::new, str::to_owned);
    for piece in pieces {
        whole.push_str(piece.split_once('"').map_or(piece, |(_, rest)| rest));
    }
    whole
}

fn document(
    words: PictureWords<'_>,
    tree: &Tree,
    configuration: Configuration,
) -> Result<Vec<u8>, PictureError> {
    let no_page = || PictureError::Pdf("the page has no size".into());
    let [width, height] = [tree.size().width(), tree.size().height()].map(|side| side * POINTS_PER_PIXEL);
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut page = document.start_page_with(PageSettings::from_wh(width, height).ok_or_else(no_page)?);
    let mut surface = page.surface();
    let mark = surface.start_tagged(ContentTag::Other);
    let size = Size::from_wh(width, height).ok_or_else(no_page)?;
    surface.draw_svg(tree, size, SvgSettings::default()).ok_or_else(no_page)?;
    surface.end_tagged();
    surface.finish();
    page.finish();
    document.set_tag_tree(tags(words, mark));
    document.set_metadata(metadata(words));
    document.finish().map_err(|error| PictureError::Pdf(format!("{error:?}")))
}

fn tags(words: PictureWords<'_>, mark: impl Into<Node>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    let says = if words.description.is_empty() { words.title } else { words.description };
    let figure = Tag::Figure(Some(says.to_owned()));
    tree.push(TagGroup::with_children(figure, vec![mark.into()]));
    tree
}

fn metadata(words: PictureWords<'_>) -> Metadata {
    let title = if words.title.trim().is_empty() { "Tearline" } else { words.title };
    Metadata::new()
        .title(title.to_owned())
        .description(words.description.to_owned())
        .language(LANGUAGE.to_owned())
        .creator(format!("Tearline {}", env!("CARGO_PKG_VERSION")))
}
