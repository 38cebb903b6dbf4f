//! Scenarios as files: what is written is read again, and what is broken is explained.

mod any;
mod coding;
mod damaged;
mod guide;
mod record;
mod saving;
mod shipped;
