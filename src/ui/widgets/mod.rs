//! Controls and painting helpers shared by the stages. A widget knows no document: it shows values and
//! returns the user's choice.

pub mod area_ring;
pub mod context_menu;
pub mod elided;
pub mod explain;
pub mod frameless_button;
pub mod ladder;
pub mod level_slider;
pub mod number_field;
pub mod paint;
pub mod paper;
pub mod picture_menu;
pub mod right_group;
pub mod segmented;
pub mod select_text;
pub mod table_menu;
pub mod text_field;
