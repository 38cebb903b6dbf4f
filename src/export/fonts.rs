//! The fonts that the program carries, for the window and for what it exports.

/// Inter, the regular cut.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// Inter, the semibold cut.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
