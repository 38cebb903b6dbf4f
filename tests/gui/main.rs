//! Whole journeys through the window, without a display: everything is found by its accessible name.

mod aftermath;
mod autosave;
mod captions;
#[path = "../support/child.rs"]
mod child;
mod class_papers;
mod classroom;
mod classroom_lesson;
mod classroom_pictures;
mod classroom_room;
mod compare;
mod decision;
mod desk;
mod dialogs;
mod ending;
mod exported_pictures;
mod file_dialogs;
mod files;
mod finding;
mod first_minutes;
mod fitting;
mod gestures;
mod headings;
mod hindcast;
mod importing;
mod keyboard;
mod leaving;
mod lesson_editor;
mod likeness;
mod long_names;
mod looks;
#[path = "../support/luck.rs"]
mod luck;
mod map_at_rest;
mod matters;
mod model;
mod monkey;
mod naming;
mod number_fields;
#[path = "../support/painter.rs"]
mod painter;
mod pasting;
mod pictures;

mod playing;
mod plots;
mod plots_at_rest;
mod predicting;
mod previews;
mod projecting;
#[path = "../support/quick_model.rs"]
mod quick_model;
mod reports;
mod role_play;
mod scripts;
mod setting;
mod setting_map;
mod slow_saves;
mod small_case;
mod steps;
mod tab_order;
mod table_menus;
mod tear_line;
mod ties;
mod two_windows;
mod why;
