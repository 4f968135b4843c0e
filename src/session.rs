//! The open document of a window as a state machine: when it is loaded, saved, locked, followed and
//! closed. Events go in ([`Session::handle`]), effects come out; there is no browser here, nothing
//! waits, and time is a number.
//!
//! ```text
//! Closed ─open─▶ Opening: lock, then load ─▶ Editing ⇄ TakingOver ⇄ Following
//!    ▲                                          └─ conflict ─▶ Keeping (a copy) ─▶ either
//!    └──────────────── Ending: the last write, then the lock is released
//! ```
//!
//! - Every request carries a [`Ticket`]: the generation of the document that asked, and a number. An
//!   answer that nothing awaits is ignored; a lock that comes too late is given back.
//! - The session counts the states of the document itself: each `Edited` is a revision. A write
//!   means the document on the screen at that moment, so effects are carried out before anything
//!   else happens.
//! - Each store has its own `Lane`. A change is written to local storage after [`DEBOUNCE_MS`], which
//!   answers at once, and from there to deep storage, one write at a time.
//! - Every save has a [`Stamp`](crate::persist::Stamp), a version vector. A store takes only a save
//!   that follows from what it holds, so windows that know nothing of each other overwrite nothing.
//!   The one that is refused keeps its state as a copy.
//! - `tests/it/session` simulates a browser with several windows, and checks after every step that
//!   nothing is lost.
//!
//! # Carrying it out
//!
//! The page holds one `Session` and one queue of events (`ui/app/session_handle.rs`), and carries out
//! the effects of one event before it takes the next (`ui/app/driver.rs`). Nothing else writes a
//! document, asks for a lock or changes what is open.
//!
//! | effect | carried out by |
//! | --- | --- |
//! | `AskLock`, `ReleaseLock` | `browser/lock.rs`: requests by ticket; one that waits is aborted, one that is granted after that is given back. |
//! | `Announce` | `browser/channel.rs`. |
//! | `Load` | `browser/storage/document.rs`: reads both heads and the pages they name; a failed read of deep storage is not an empty one. The driver reads again while another window has announced a later save than was found: browsers pass local storage on between processes in their own time. |
//! | `Install`, `Clear` | the driver: a new document on the screen when the generation is new, else `Editor::reload`. |
//! | `CommitTyping` | `ui/app/editing.rs`. |
//! | `WriteLocal`, `WriteDeep` | `browser/storage/document.rs`; in deep storage, check, pages, head and the record for the list (`Meta::saved`) are one transaction. One `Saver` per store; usually both stores get the same save, which is then packed once. |
//! | `KeepCopy` | `put_new`, under the name of `Key::CopyOfWindow`; what is being written is held for it. |
//! | `MarkExported` | `set_meta`, by document id, not by what is open. |
//! | `Show`, `Tell`, `AskBeforeLeaving` | the status line and the banner, a notice, a dialog. |
//! | `Wake` | one timer. |
//!
//! `editing.rs` asks [`Session::may_edit`] before it applies anything, and so do the commands and
//! whatever reports a change as done. `SaveNow` is sent on `pagehide` and `visibilitychange`, and
//! before an export; `StorageCleared` on a `storage` event without a key. An export takes
//! [`Session::snapshot`] when it begins and sends it back when it is done.
//!
//! # Limits
//!
//! A follower asks every [`PROBE_MS`] whether the document is free. Without locks it does not notice
//! that the window it follows has crashed; taking over reads the document anew. Without a channel no window hears of the others' saves until its own is refused.

mod editing;
mod effect;
mod ending;
mod event;
mod following;
mod keeping;
mod lane;
mod lease;
mod leaving;
mod machine;
mod open;
mod opening;
mod saving;
mod take_over;
mod ticket;
mod turn;
mod word;

pub use effect::{
    Access, Effect, How, Notice, Pages, Refusal, SaveProblem, SaveState, Status, Write,
};
pub use event::{Event, LeaveAnswer, LockAnswer, Snapshot, Source, WriteError};
pub use following::PROBE_MS;
pub use leaving::LEAVE_MS;
pub use machine::Session;
pub use opening::{ASK_MS, PATIENCE_MS};
pub use saving::{DEBOUNCE_MS, RETRY_MS};
pub use ticket::Ticket;
pub use word::{Filed, What, Word};
