//! Access to browser APIs, without user interface. Compiled for wasm32 only.

pub mod address;
pub mod channel;
pub mod clipboard;
mod clock;
pub mod file;
pub mod folder;
pub mod handover;
pub mod idle;
pub mod isolation;
pub mod launch;
pub mod lock;
mod object;
mod page;
pub mod storage;
mod style_rules;
pub mod timing;
pub mod worker_client;
mod worker_protocol;
pub mod worker_server;

pub(crate) use clock::{elapsed_ms, is_same_day, local_minute, pause, today};
pub(crate) use style_rules::add_style_rules;
