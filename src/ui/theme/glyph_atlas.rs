//! A limit for the texture that holds the glyphs.
//!
//! egui makes it as wide as the display allows, up to 16,384 pixels, doubles its height whenever it is full, and empties
//! it only once its height is near its width: after hours of zooming it would take a gigabyte, with a copy in the
//! display's memory.

use egui::{Context, Plugin, RawInput};

/// The longest side of the texture, in pixels: 16 MB, room for some ten thousand glyphs of running text at 200 %. It is
/// emptied before it is full, and what is on the screen is drawn into it again.
pub const LONGEST_SIDE: usize = 2_048;

/// Limits the texture of a context, in every window.
pub fn limit(ctx: &Context) {
    ctx.add_plugin(GlyphAtlasLimit);
}

struct GlyphAtlasLimit;

impl Plugin for GlyphAtlasLimit {
    fn debug_name(&self) -> &'static str {
        "limit of the texture of glyphs"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        input.max_texture_side = input.max_texture_side.map(|side| side.min(LONGEST_SIDE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::FontId;

    /// Draws text of a size, in points, as a display would with textures of 16,384 pixels.
    fn draw(ctx: &Context, size: f32) {
        let input = RawInput { max_texture_side: Some(16_384), ..RawInput::default() };
        let mut painted = ctx.run_ui(input, |ui| {
            let text: String = ('!'..='~').collect();
            ui.painter().text(
                egui::Pos2::ZERO,
                egui::Align2::LEFT_TOP,
                text,
                FontId::proportional(size),
                egui::Color32::WHITE,
            );
        });
        painted.textures_delta.clear();
    }

    #[test]
    fn the_texture_of_glyphs_stays_within_its_limit_however_many_sizes_are_drawn() {
        let ctx = Context::default();
        limit(&ctx);
        (8..160).step_by(6).for_each(|size| draw(&ctx, size as f32));
        let [width, height] = ctx.fonts(|fonts| fonts.font_image_size());
        assert!(width <= LONGEST_SIDE && height <= LONGEST_SIDE, "{width} × {height}");
        assert!(height > 256, "so little was drawn that nothing was limited: {width} × {height}");
    }
}
