//! Named groups of a picture: its legend, its caption, and the parts of that.
//!
//! A view paints a group within [`grouped`]. In the window that changes nothing. In a picture it puts a mark before and
//! after the shapes, from which the writer of SVG makes a group, and leaves out what the picture shall not have.

use egui::{Context, Id, PaintCallback, Painter, Rect, Shape};
use std::sync::Arc;

/// A group of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// The ground.
    Background,
    /// The title above, and in a line below it what is shown.
    Title,
    /// The map or the plot.
    Plot,
    /// What marks, lines and colors mean.
    Legend,
    /// What the picture rests on, below it.
    Caption,
    /// The number of histories, within the caption.
    Histories,
    /// The seed, within the caption.
    Seed,
    /// The version of the model, within the caption.
    ModelVersion,
}

impl Group {
    /// Its name in the SVG.
    pub fn name(self) -> &'static str {
        match self {
            Group::Background => "background",
            Group::Title => "title",
            Group::Plot => "plot",
            Group::Legend => "legend",
            Group::Caption => "caption",
            Group::Histories => "histories",
            Group::Seed => "seed",
            Group::ModelVersion => "model-version",
        }
    }
}

/// The parts that a picture may be without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureParts {
    /// The title above and the caption below.
    pub caption: bool,
    /// The legend.
    pub legend: bool,
    /// The ground; without it the picture is transparent.
    pub background: bool,
}

impl Default for PictureParts {
    fn default() -> Self {
        PictureParts { caption: true, legend: true, background: true }
    }
}

impl PictureParts {
    /// Whether a picture with these parts has a group.
    pub fn has(self, group: Group) -> bool {
        match group {
            Group::Background => self.background,
            Group::Legend => self.legend,
            Group::Title | Group::Caption | Group::Histories | Group::Seed | Group::ModelVersion => {
                self.caption
            }
            Group::Plot => true,
        }
    }
}

/// The beginning or the end of a group among shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Begin(Group),
    End,
}

impl Mark {
    /// The mark that a shape is, if it is one.
    pub(super) fn of(shape: &Shape) -> Option<Mark> {
        match shape {
            Shape::Callback(callback) => callback.callback.downcast_ref().copied(),
            _ => None,
        }
    }

    fn shape(self) -> Shape {
        Shape::Callback(PaintCallback { rect: Rect::ZERO, callback: Arc::new(self) })
    }
}

/// The key under which a context knows that a picture is painted in it.
fn key() -> Id {
    Id::unique("the picture that is painted")
}

/// Lets a context paint a picture with these parts, and nothing else from now on.
pub(super) fn begin_picture(context: &Context, parts: PictureParts) {
    context.data_mut(|data| data.insert_temp(key(), parts));
}

/// Whether a picture is painted, in which no button can be clicked.
pub fn is_picture(context: &Context) -> bool {
    parts(context).is_some()
}

/// Whether a group is to be seen: always in the window, in a picture if it was asked for.
pub fn shows(context: &Context, group: Group) -> bool {
    parts(context).is_none_or(|parts| parts.has(group))
}

fn parts(context: &Context) -> Option<PictureParts> {
    context.data(|data| data.get_temp(key()))
}

/// Paints a group; `None` if the picture is without it.
pub fn grouped<R>(painter: &Painter, group: Group, paint: impl FnOnce() -> R) -> Option<R> {
    match parts(painter.ctx()) {
        None => Some(paint()),
        Some(parts) if parts.has(group) => {
            painter.add(Mark::Begin(group).shape());
            let painted = paint();
            painter.add(Mark::End.shape());
            Some(painted)
        }
        Some(_) => None,
    }
}
