//! The fonts that the program carries, for the window and for what it exports.

use resvg::usvg::Options;
use resvg::usvg::fontdb::{Database, Source};
use std::sync::{Arc, OnceLock};

/// Inter, the regular cut.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// Inter, the semibold cut.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
/// The name of both.
pub const FAMILY: &str = "Inter";
/// The name of the semibold cut as a family of its own, in the window.
pub const SEMIBOLD_FAMILY: &str = "InterSemiBold";

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
    Options { font_family: FAMILY.into(), fontdb: database(fonts), ..Options::default() }
}

/// The fonts, read once: the system may have hundreds of files.
fn database(fonts: Fonts) -> Arc<Database> {
    static EMBEDDED: OnceLock<Arc<Database>> = OnceLock::new();
    static WITH_SYSTEM: OnceLock<Arc<Database>> = OnceLock::new();
    let kept = match fonts {
        Fonts::Embedded => &EMBEDDED,
        Fonts::WithSystem => &WITH_SYSTEM,
    };
    kept.get_or_init(|| Arc::new(read_database(fonts))).clone()
}

fn read_database(fonts: Fonts) -> Database {
    let mut database = Database::new();
    for file in [REGULAR, SEMIBOLD] {
        database.load_font_source(Source::Binary(Arc::new(file)));
    }
    if fonts == Fonts::WithSystem {
        database.load_system_fonts();
    }
    database
}
