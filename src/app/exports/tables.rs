//! Tables of answers, to the clipboard or to a file.

use super::{Contents, Export};
use crate::analysis::history_table::SeenHistory;
use crate::analysis::projection_tables;
use crate::analysis::study::Study;
use crate::analysis::table::Table;
use crate::app::App;
use crate::app::clipboard::Copied;
use crate::app::tasks::{TaskKey, TaskResult};
use crate::engine::NoMonitor;
use crate::export::paper::PaperTable;
use crate::export::tables::TableFormat;
use crate::export::tables::clipboard::CopiedTable;
use crate::scenario::Scenario;
use crate::ui::TableId;
use egui::Context;
use std::sync::Arc;

impl App {
    /// Copies a table to the clipboard.
    pub(in crate::app) fn copy_table(&mut self, table: TableId, ctx: &Context) {
        let Some((table, _)) = self.table(table) else { return };
        self.copy(CopiedTable::of(&table), format!("The table of {}", table.name), ctx);
    }

    /// Copies a table of a paper to the clipboard.
    pub(in crate::app) fn copy_paper_table(&mut self, table: &PaperTable, ctx: &Context) {
        self.copy(CopiedTable::of_paper(table), "The table".into(), ctx);
    }

    fn copy(&mut self, copied: CopiedTable, what: String, ctx: &Context) {
        let (clipboard, ctx, text) = (self.clipboard.clone(), ctx.clone(), copied.text.clone());
        let work = move || clipboard.put(Copied::Table(copied));
        let handle = move |app: &mut App, result: TaskResult<Result<(), String>>| {
            // The window’s own clipboard takes text alone, but works where the other does not.
            let only_text = !matches!(result, Ok(Ok(())));
            if only_text {
                ctx.copy_text(text);
            }
            let how = if only_text { ", as text alone" } else { "" };
            app.show_done(format!("{what} is on the clipboard{how}."));
        };
        self.tasks.start(TaskKey::Copy, work, handle);
    }

    /// Asks where to save a table.
    pub(in crate::app) fn save_table(&mut self, table: TableId, format: TableFormat) {
        let Some((table, about)) = self.table(table) else { return };
        let extension = format.extension();
        let name = match table.scenario.is_empty() {
            true => format!("{}.{extension}", table.name),
            false => format!("{}-{}.{extension}", self.name_for_files(), table.name),
        };
        let contents = Contents::Table { table: Box::new(table), about, format };
        self.ask_where_to_save(Export { name, contents });
    }

    /// A table of the projection on the screen; `None` until it is that of the document as it stands.
    fn projection_table(&self, table: TableId) -> Option<(Table, Option<Arc<Scenario>>)> {
        let (projection, is_current) = self.projections.shown()?;
        let input = self.projection_input().filter(|_| is_current)?;
        let study = Study::new(&input.scenario, input.seed, projection.histories, &NoMonitor);
        let of_projection = projection_tables::table(table)?;
        let table = of_projection(&study, &input.plan, projection);
        Some((table, Some(input.scenario.clone())))
    }

    /// The history that plays, as far as it is seen; `None` while all are shown, or while it is being computed.
    fn history_table(&self) -> Option<(Table, Option<Arc<Scenario>>)> {
        let input = self.projection_input()?;
        let playback = self.session.player.playback(false);
        let seen = SeenHistory { log: playback.log?, until: self.session.month, seat: playback.seat };
        let study = Study::new(&input.scenario, input.seed, 1, &NoMonitor);
        Some((seen.table(&study, &input.plan), Some(input.scenario.clone())))
    }

    /// The newest answer as a table, with the scenario that it is about; `None`, with a message, if there is none yet.
    fn table(&mut self, table: TableId) -> Option<(Table, Option<Arc<Scenario>>)> {
        let table = match table {
            TableId::OneHistory => self.history_table(),
            TableId::Hindcast => self.hindcasting.found().map(|found| (Table::of_hindcasts(found), None)),
            TableId::Courses
            | TableId::Knowers
            | TableId::Learning
            | TableId::PossibleEvents
            | TableId::Ledger => self.projection_table(table),
            TableId::Reasons
            | TableId::Mitigation
            | TableId::Numbers
            | TableId::TwoWay
            | TableId::Comparison
            | TableId::Choices
            | TableId::Repair
            | TableId::Asking => self.queries.table(table).map(|(table, about)| (table, Some(about))),
        };
        if table.is_none() {
            self.show_note("There is nothing to put into a table yet.");
        }
        table
    }
}
