//! The fonts that the program carries, for the window and for what it exports.

use resvg::usvg::Options;
use resvg::usvg::fontdb::{Database, Source};
use std::sync::Arc;

/// Inter, the regular cut.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// Inter, the semibold cut.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
/// The name of both.
pub const FAMILY: &str = "Inter";

/// The fonts that something is exported with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fonts {
    /// The embedded ones alone, so that it comes out the same everywhere.
    Embedded,
    /// The embedded ones and, for scripts that they lack, those of the system.
    WithSystem,
}

/// How SVG is read: texts without a known font are set in the embedded one.
pub fn svg_options(fonts: Fonts) -> Options<'static> {
    let mut database = Database::new();
    for file in [REGULAR, SEMIBOLD] {
        database.load_font_source(Source::Binary(Arc::new(file)));
    }
    if fonts == Fonts::WithSystem {
        database.load_system_fonts();
    }
    Options { font_family: FAMILY.into(), fontdb: Arc::new(database), ..Options::default() }
}
