//! The visual language, in one place: colours by meaning, type, spacing.

mod glyph_atlas;
pub mod icons;
pub mod marks;
mod palette;
mod style;

pub use palette::Palette;
pub use style::{RADIUS, install_fonts, paint_focus_ring};

use egui::{Context, Id, Painter, Ui};
use std::sync::LazyLock;

/// The look of the window, chosen by the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Look {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark.
    Dark,
    /// Full contrast and large type, for the last row of a lecture hall.
    Projector,
}

impl Look {
    /// All looks.
    pub const ALL: [Look; 3] = [Look::Light, Look::Dark, Look::Projector];

    /// The name in the menu.
    pub fn name(self) -> &'static str {
        match self {
            Look::Light => "Light",
            Look::Dark => "Dark",
            Look::Projector => "Projector",
        }
    }

    /// The purpose of the look, in a sentence for its tooltip.
    pub fn explains(self) -> &'static str {
        match self {
            Look::Light => "Dark ink on light paper.",
            Look::Dark => "Light ink on dark, for a dim room.",
            Look::Projector => "Full contrast and large type, for the last row of a lecture hall.",
        }
    }
}

/// Sizes of type, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeSizes {
    /// Notes and axis labels.
    pub note: f32,
    /// Running text and controls.
    pub text: f32,
    /// Headings.
    pub heading: f32,
    /// The one key figure.
    pub figure: f32,
}

/// Colours and sizes of a look.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The look that this theme draws.
    pub look: Look,
    /// Colours by meaning.
    pub colors: Palette,
    /// Sizes of type.
    pub size: TypeSizes,
}

/// The step of the spacing grid, in points.
pub const GRID: f32 = 8.0;
/// The margin of panels, in points.
pub const MARGIN: f32 = 16.0;
/// The height of a control, in points.
pub const CONTROL: f32 = 24.0;
/// The height of the main action, in points.
pub const MAIN_ACTION: f32 = 32.0;

/// The opacity of a result that is no longer that of the document: pale enough to be told from a current one
/// beside it, dark enough to be read while the new one is computed.
pub const STALE_OPACITY: f32 = 0.6;

/// The themes of [`Look::ALL`], made once: a theme depends on its look alone.
static THEMES: LazyLock<[Theme; 3]> = LazyLock::new(|| Look::ALL.map(Theme::new));

impl Theme {
    fn new(look: Look) -> Self {
        let size = match look {
            Look::Light | Look::Dark => TypeSizes { note: 11.0, text: 13.0, heading: 16.0, figure: 22.0 },
            Look::Projector => TypeSizes { note: 16.0, text: 19.0, heading: 23.0, figure: 32.0 },
        };
        Theme { look, colors: Palette::of(look), size }
    }

    /// The theme of a look.
    pub fn of(look: Look) -> &'static Self {
        &THEMES[look as usize]
    }

    /// The theme last applied to a context; that of the default look before any was.
    pub fn of_context(ctx: &Context) -> &'static Self {
        // No look is stored before the first theme is applied.
        Theme::of(ctx.data(|data| data.get_temp(*LOOK)).unwrap_or_default())
    }

    /// A width designed for 13-point text, scaled to the size of this theme's text.
    pub fn grown(&self, width: f32) -> f32 {
        width * self.size.text / 13.0
    }

    /// The height of a control that holds a line of text.
    pub fn control_height(&self) -> f32 {
        (self.size.text + 11.0).max(CONTROL)
    }
}

/// The key under which a context stores the look applied to it.
static LOOK: LazyLock<Id> = LazyLock::new(|| Id::unique("look of the theme"));

/// Access to the theme wherever something is drawn, so that it need not be passed as an argument.
pub trait Themed {
    /// The theme in force.
    fn theme(&self) -> &'static Theme;
}

impl Themed for Ui {
    fn theme(&self) -> &'static Theme {
        Theme::of_context(self.ctx())
    }
}

impl Themed for Painter {
    fn theme(&self) -> &'static Theme {
        Theme::of_context(self.ctx())
    }
}
