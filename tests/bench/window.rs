//! A window without a display.

use eframe::egui::{self, Context, Event, Pos2, RawInput, Rect, Ui, Vec2, ViewportCommand, ViewportId};
use eframe::{App as _, CreationContext};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tearline::app::{App, NullRecoveryStore, PreferenceMemory, Services, Threads};
use tearline::app::{Ask, FileDialogs, Picked};

/// The size at the start, in points.
const SIZE: Vec2 = egui::vec2(1280.0, 720.0);

struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn ask(&self, _: &Ask) -> Picked {
        Picked::Failed("This system has no file dialog.".into())
    }
}

/// A window without a display: whatever draws itself into it, frame by frame.
pub struct Window<Content> {
    pub ctx: Context,
    pub content: Content,
    draw: fn(&mut Content, &mut Ui),
    /// The time in the window, in seconds.
    time: f64,
    size: Vec2,
}

impl<Content> Window<Content> {
    pub fn new(ctx: Context, content: Content, draw: fn(&mut Content, &mut Ui)) -> Self {
        Window { ctx, content, draw, time: 0.0, size: SIZE }
    }

    /// Runs and tessellates a frame; whether another was asked for at once.
    pub fn step(&mut self) -> bool {
        self.step_until_next() == Duration::ZERO
    }

    /// Runs and tessellates a frame; the time until the next that was asked for, the longest if none was.
    pub fn step_until_next(&mut self) -> Duration {
        let output = self.step_with(Vec::new());
        output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |root| root.repaint_delay)
    }

    /// The same with input; the output but for its shapes.
    pub fn step_with(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| (self.draw)(&mut self.content, ui));
        output.textures_delta.clear();
        for command in
            output.viewport_output.get(&ViewportId::ROOT).into_iter().flat_map(|root| &root.commands)
        {
            if let ViewportCommand::InnerSize(size) = command {
                self.size = *size;
            }
        }
        let triangles = self.ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
        assert!(!triangles.is_empty());
        output
    }

    pub fn read_aloud(&self, read: bool) {
        if read { self.ctx.enable_accesskit() } else { self.ctx.disable_accesskit() }
    }
}

/// The program in a window.
pub type Tearline = Window<(App, eframe::Frame)>;

/// The program as it starts, with a file if there is one.
pub fn program(file: Option<PathBuf>) -> Tearline {
    let services = Services {
        starter: Box::new(Threads),
        file_dialogs: Arc::new(NoDialogs),
        clipboard: Arc::new(tearline::app::SystemClipboard::default()),
        preferences: Arc::new(PreferenceMemory::default()),
        recovery_store: Arc::new(NullRecoveryStore),
        class_store: Arc::new(tearline::app::NullClassStore),
        query_runner: Arc::new(tearline::app::answer),
        // It stands still: every answer is computed to its end.
        clock: Arc::new(|| 0.0),
        engine: Arc::new(tearline::engine::project),
        folder: std::env::temp_dir(),
    };
    let ctx = Context::default();
    let app = App::new(&CreationContext::_new_kittest(ctx.clone()), services, file);
    Window::new(ctx, (app, eframe::Frame::_new_kittest()), |(app, frame), ui| {
        app.logic(ui, frame);
        app.ui(ui, frame);
    })
}

/// Draws frames until nothing is computed any more.
pub fn settle(window: &mut Tearline) {
    for _ in 0..6 {
        (0..3).for_each(|_| {
            window.step();
        });
        window.content.0.wait_for_tasks();
    }
}
