//! Colours by meaning. Roles and directions are from the Okabe–Ito set, told apart by every common
//! kind of colour vision; no meaning is carried by colour alone.

use super::Look;
use egui::Color32;

/// The colours of a look, by what they stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Behind the bars along the edges.
    pub chrome: Color32,
    /// Behind the map.
    pub canvas: Color32,
    /// Behind panels.
    pub panel: Color32,
    /// Tracks, striped rows, drawers.
    pub sunk: Color32,
    /// Thin separating lines.
    pub hairline: Color32,
    /// Lines that must be seen.
    pub line: Color32,
    /// Text, and the fill of what is chosen.
    pub ink: Color32,
    /// Secondary text.
    pub ink_2: Color32,
    /// Tertiary text.
    pub ink_3: Color32,
    /// The lane of content.
    pub content: Color32,
    /// The lane of sources and methods.
    pub methods: Color32,
    /// The state before the meeting: fill.
    pub before: Color32,
    /// The state before the meeting: edge.
    pub before_edge: Color32,
    /// Better for home: fill.
    pub better: Color32,
    /// Better for home: text.
    pub better_text: Color32,
    /// Worse for home: fill.
    pub worse: Color32,
    /// Worse for home: text.
    pub worse_text: Color32,
    /// The item itself, this plan, this history; drawn with an ink edge.
    pub item: Color32,
    /// Hostility.
    pub hostility: Color32,
    /// The 5–95 % band.
    pub band_wide: Color32,
    /// The 25–75 % band.
    pub band_narrow: Color32,
    /// The originator.
    pub originator: Color32,
    /// Another partner.
    pub partner: Color32,
    /// A recipient.
    pub recipient: Color32,
    /// A recipient's friend.
    pub friend: Color32,
    /// The press.
    pub press: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

impl Palette {
    /// The colours of a look.
    pub fn of(look: Look) -> Self {
        match look {
            Look::Light => LIGHT,
            Look::Dark => DARK,
            Look::Projector => PROJECTOR,
        }
    }
}

const LIGHT: Palette = Palette {
    chrome: hex(0xF4F3EF),
    canvas: hex(0xFBFAF8),
    panel: hex(0xFFFFFF),
    sunk: hex(0xF1F1ED),
    hairline: hex(0xDDDCD6),
    line: hex(0xC4C5C1),
    ink: hex(0x1A1E23),
    ink_2: hex(0x525B65),
    ink_3: hex(0x6B747D),
    content: hex(0x3E4A57),
    methods: hex(0x8B97A3),
    before: hex(0xDADEE2),
    before_edge: hex(0x8F99A3),
    better: hex(0x0072B2),
    better_text: hex(0x00639B),
    worse: hex(0xD55E00),
    worse_text: hex(0xB34D00),
    item: hex(0xF0E442),
    hostility: hex(0x9A6A83),
    band_wide: hex(0xD5E3EF),
    band_narrow: hex(0xA3C3DD),
    originator: hex(0x009E73),
    partner: hex(0x56B4E9),
    recipient: hex(0xE69F00),
    friend: hex(0xCC79A7),
    press: hex(0x8A929B),
};

const DARK: Palette = Palette {
    chrome: hex(0x0F1215),
    canvas: hex(0x15181C),
    panel: hex(0x1A1E23),
    sunk: hex(0x22272D),
    hairline: hex(0x2C3239),
    line: hex(0x48515B),
    ink: hex(0xEDF0F2),
    ink_2: hex(0xB0B8C1),
    ink_3: hex(0x8B959F),
    content: hex(0x9DA8B3),
    methods: hex(0x586470),
    before: hex(0x2A3037),
    before_edge: hex(0x56616C),
    better: hex(0x4BA3DE),
    better_text: hex(0x7CBDEA),
    worse: hex(0xF0803C),
    worse_text: hex(0xF59A62),
    hostility: hex(0xA9788F),
    band_wide: hex(0x34506A),
    band_narrow: hex(0x5580A6),
    ..LIGHT
};

const PROJECTOR: Palette = Palette {
    chrome: hex(0xFFFFFF),
    canvas: hex(0xFFFFFF),
    panel: hex(0xFFFFFF),
    sunk: hex(0xEDEDED),
    hairline: hex(0x9A9A9A),
    line: hex(0x5A5A5A),
    ink: hex(0x000000),
    ink_2: hex(0x222222),
    ink_3: hex(0x444444),
    content: hex(0x000000),
    methods: hex(0x777777),
    before: hex(0xFFFFFF),
    before_edge: hex(0x000000),
    better_text: hex(0x0072B2),
    worse_text: hex(0x9C4300),
    hostility: hex(0x7A3E5E),
    band_wide: hex(0xBFD6E8),
    band_narrow: hex(0x7FAFD3),
    ..LIGHT
};
