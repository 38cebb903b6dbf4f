//! What views keep from one frame of a window to its next, by id. What is not kept again is forgotten at the end of that
//! frame, so that nothing grows.
//!
//! The caches of egui forget at the end of a frame of any window: with a second window they would forget all.

use egui::{Context, Id, Plugin, Ui, ViewportId};
use std::any::Any;
use std::collections::HashMap;

/// Lets views of a context keep things; without this they keep nothing.
pub fn install(ctx: &Context) {
    ctx.add_plugin(Keeper::default());
}

/// Takes out what was kept under an id in the frame before; `None` if there is nothing of this type.
pub fn take<T: Any + Send + Sync>(ctx: &Context, id: Id) -> Option<Box<T>> {
    let window = ctx.viewport_id();
    let kept = ctx.with_plugin(|keeper: &mut Keeper| keeper.kept.remove(&(window, id)))??;
    kept.value.downcast().ok()
}

/// Keeps something under an id for the next frame of this window.
pub fn keep<T: Any + Send + Sync>(ctx: &Context, id: Id, value: Box<T>) {
    let (window, pass) = (ctx.viewport_id(), ctx.cumulative_pass_nr());
    ctx.with_plugin(|keeper: &mut Keeper| keeper.kept.insert((window, id), Kept { pass, value }));
}

/// What was worked out from the same in the frame before, or else now. From `None` it is always worked out now.
pub fn remember<Key, Found>(ui: &Ui, id: Id, key: Option<Key>, work_out: impl FnOnce() -> Found) -> Found
where
    Key: PartialEq + Send + Sync + 'static,
    Found: Clone + Send + Sync + 'static,
{
    let Some(key) = key else { return work_out() };
    let last = take::<(Key, Found)>(ui.ctx(), id).filter(|last| last.0 == key);
    let last = last.unwrap_or_else(|| Box::new((key, work_out())));
    let found = last.1.clone();
    keep(ui.ctx(), id, last);
    found
}

#[derive(Default)]
struct Keeper {
    kept: HashMap<(ViewportId, Id), Kept>,
}

struct Kept {
    /// The pass of the window in which it was kept.
    pass: u64,
    value: Box<dyn Any + Send + Sync>,
}

impl Plugin for Keeper {
    fn debug_name(&self) -> &'static str {
        "what views keep"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let (window, pass) = (ui.ctx().viewport_id(), ui.ctx().cumulative_pass_nr());
        self.kept.retain(|(of, _), kept| *of != window || kept.pass == pass);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{RawInput, ViewportInfo};

    fn draw(ctx: &Context, draw: impl FnMut(&mut Ui)) {
        ctx.run_ui(RawInput::default(), draw).textures_delta.clear();
    }

    fn context() -> Context {
        let ctx = Context::default();
        install(&ctx);
        ctx
    }

    /// The number of times that something was worked out in frames with these keys.
    fn worked_out(ctx: &Context, keys: &[Option<u32>]) -> usize {
        let mut times = 0;
        for key in keys {
            draw(ctx, |ui| {
                let found = remember(ui, Id::unique("twice"), *key, || {
                    times += 1;
                    key.map(|key| 2 * key)
                });
                assert_eq!(found, key.map(|key| 2 * key));
            });
        }
        times
    }

    #[test]
    fn what_comes_from_the_same_is_worked_out_once() {
        assert_eq!(worked_out(&context(), &[Some(1), Some(1), Some(1)]), 1);
        assert_eq!(worked_out(&context(), &[Some(1), Some(2), Some(1)]), 3);
        assert_eq!(worked_out(&context(), &[None, None]), 2);
        assert_eq!(worked_out(&Context::default(), &[Some(1), Some(1)]), 2, "nobody keeps it");
    }

    #[test]
    fn what_is_not_kept_again_is_forgotten() {
        let (ctx, id) = (context(), Id::unique("kept"));
        draw(&ctx, |ui| keep(ui.ctx(), id, Box::new(7u8)));
        draw(&ctx, |ui| assert_eq!(take::<u8>(ui.ctx(), id).as_deref(), Some(&7)));
        draw(&ctx, |ui| keep(ui.ctx(), id, Box::new(8u8)));
        draw(&ctx, |_| {});
        draw(&ctx, |ui| assert_eq!(take::<u8>(ui.ctx(), id), None));
        draw(&ctx, |ui| keep(ui.ctx(), id, Box::new(9u8)));
        draw(&ctx, |ui| assert_eq!(take::<u16>(ui.ctx(), id), None, "of another type"));
    }

    #[test]
    fn one_window_forgets_nothing_of_another() {
        let (ctx, id) = (context(), Id::unique("kept"));
        let window = ViewportId::from_hash_of("other");
        let viewports = || std::iter::once((window, ViewportInfo::default())).collect();
        let other = || RawInput { viewport_id: window, viewports: viewports(), ..RawInput::default() };
        draw(&ctx, |ui| keep(ui.ctx(), id, Box::new(7u8)));
        ctx.run_ui(other(), |ui| assert_eq!(take::<u8>(ui.ctx(), id), None)).textures_delta.clear();
        draw(&ctx, |ui| assert_eq!(take::<u8>(ui.ctx(), id).as_deref(), Some(&7)));
    }
}
