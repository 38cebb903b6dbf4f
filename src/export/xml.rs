//! Writing XML: what the formats in it share.

use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io;

/// A place in the output.
pub type Xml = Writer<Vec<u8>>;

/// Writes an element that holds a text.
///
/// # Errors
/// If the text cannot be put together.
pub fn words(xml: &mut Xml, element: &str, text: &str) -> io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&allowed(text)))?;
    Ok(())
}

/// A text with a sign in place of every character that XML 1.0 excludes, escaped or not.
pub fn allowed(text: &str) -> String {
    let is_allowed = |sign: char| {
        matches!(sign, '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'..) && !matches!(sign, '\u{7F}'..='\u{9F}')
    };
    text.chars().map(|sign| if is_allowed(sign) { sign } else { char::REPLACEMENT_CHARACTER }).collect()
}
