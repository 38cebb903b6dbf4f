//! Histories: the compiled case, the meeting, the months, the ensemble and its shards, the projection.

mod compile;
pub mod compiled_case;
pub mod consequences;
pub mod draws;
pub mod ensemble;
pub mod flow;
pub mod history;
pub mod inputs;
pub mod item_trace;
pub mod meeting;
pub mod month_states;
pub mod months;
mod packed_course;
mod packed_inputs;
pub mod part;
mod pass_rows;
pub mod passes;
pub mod plan_screener;
pub(super) mod projection;
pub mod row_set;
pub mod sample_matrix;
pub mod samples;
pub mod samples_bytes;
pub mod shards;
mod spare_rows;
pub mod variation;
