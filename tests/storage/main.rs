//! Scenarios as files: what is written is read again, and what is broken is explained.

mod damaged;
mod record;
mod shipped;
