//! Scenarios as files: what is written is read again, and what is broken is explained.

mod any;
mod damaged;
mod guide;
mod saving;
mod shipped;
