//! Scenarios as files: what is written is read again, and what is broken is explained.

mod coding;
mod damaged;
mod guide;
mod killed;
mod random_files;
mod record;
mod rewriting;
mod saving;
mod shipped;
mod version_1;
