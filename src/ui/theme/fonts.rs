//! The program's own type. Nothing is taken from the system, so that a picture is the same everywhere.

use egui::{Context, FontData, FontDefinitions, FontFamily};
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

/// Puts Inter first everywhere, with egui's own fonts behind it for the signs that Inter lacks.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(REGULAR.into(), Arc::new(FontData::from_static(REGULAR_FILE)));
    fonts.font_data.insert(SEMIBOLD.into(), Arc::new(FontData::from_static(SEMIBOLD_FILE)));
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let led_by = |name: &str| [vec![name.to_owned()], fallback.clone()].concat();
    fonts.families.insert(FontFamily::Proportional, led_by(REGULAR));
    fonts.families.insert(FontFamily::Name(REGULAR.into()), led_by(REGULAR));
    fonts.families.insert(semibold(), led_by(SEMIBOLD));
    fonts
}
