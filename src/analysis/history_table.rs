//! One history as a table: what every partner would share in each month, as planned and if nothing were said.

use super::events::EventLog;
use super::study::Study;
use super::table::{Cell, Table};
use crate::scenario::{ActorId, Material, Plan};

/// A history, as far as it is seen.
#[derive(Clone, Copy, Debug)]
pub struct SeenHistory<'a> {
    /// The history in words and numbers.
    pub log: &'a EventLog,
    /// The last month that is seen.
    pub until: u32,
    /// The only partner that is seen; `None` for all of them.
    pub seat: Option<&'a ActorId>,
}

impl SeenHistory<'_> {
    /// A row for every partner and month: whether it has learned of anything by then, and its willingness to share.
    pub fn table(&self, study: &Study, plan: &Plan) -> Table {
        let columns = [
            "history",
            "partner",
            "month",
            "has_learned",
            "content_if_nothing_said",
            "content",
            "sources_and_methods_if_nothing_said",
            "sources_and_methods",
        ];
        let mut table = Table { histories: 1, ..Table::of(study, "one_history", &plan.name, &columns) };
        let partners = study.scenario.partnerships.keys().zip(&self.log.history.partners);
        for (partner, history) in
            partners.filter(|(partner, _)| self.seat.is_none_or(|seat| seat == *partner))
        {
            for month in 0..history.months.len().min(self.until as usize + 1) {
                let has_learned = if self.log.has_learned(partner, month) { "yes" } else { "no" };
                let mut row: Vec<Cell> = vec![
                    self.log.number.into(),
                    study.scenario.name(partner).into(),
                    (month as u64).into(),
                    has_learned.into(),
                ];
                for material in Material::ALL {
                    row.push(Cell::share(history.willingness_if_withheld(material, month)));
                    row.push(Cell::share(history.willingness(material, month)));
                }
                table.rows.push(row);
            }
        }
        table
    }
}
