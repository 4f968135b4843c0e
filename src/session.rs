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
//! The page holds one `Session` and one queue of events; `ui/app` feeds the queue and carries out the
//! effects of one event before it takes the next. Nothing else writes a document, asks for a lock or
//! changes what is open.
//!
//! | effect | carried out by |
//! | --- | --- |
//! | `AskLock`, `ReleaseLock` | `browser/lock.rs`: held locks by ticket; releasing one that is not granted yet aborts the request (`AbortSignal`). The callback for a stolen lock sends `LockLost`. |
//! | `Announce` | `browser/lock.rs`: the channel; `Word` replaces its own enum, `listen` sends `Heard`. |
//! | `Load` | `browser/storage/document.rs`: reads both heads and the pages they name; a failed read of deep storage is not an empty one. Which state counts, and keeping the other one, is said at the effect; `persist::stamp_of` reads the stamps. The document waits, by ticket, in `ui/app/documents.rs`. |
//! | `Install`, `Clear` | `ui/app/documents.rs`: `show` when the generation is new, else `reload`; drops other documents that wait. |
//! | `CommitTyping` | `ui/app/context.rs`: `commit_typed_text`, then `TypingCommitted`. |
//! | `WriteLocal` | `storage/document.rs`: `put_local` with `Stamp::check` on the head it finds; `Saver::save_as`, one saver per store, `forget` for `Pages::All`. The meta is merged with the stored one (`Meta::saved`). |
//! | `WriteDeep` | the same in `storage/deep.rs`, with check, pages, head and meta in one transaction, as `sweep` does. The future keeps the snapshot for a `KeepCopy` that may follow. |
//! | `LeaveLocal` | `leave_local`, if the stamp covers that of the head in local storage. |
//! | `WriteDraft` | `set_draft`. |
//! | `KeepCopy` | `put_new`, under the name of `Key::CopyOfWindow`. |
//! | `RefreshMeta`, `MarkExported` | `set_meta`, by document id, not by what is open. |
//! | `RefreshList` | `shell.library`. |
//! | `Show`, `Tell`, `AskBeforeLeaving` | `ui`: the status line and the banner, a notice, a dialog. |
//! | `Wake` | one timer. |
//!
//! `editing.rs` asks [`Session::may_edit`] before it applies anything, and so do the commands and
//! whatever reports a change as done. `SaveNow` is sent on `pagehide` and `visibilitychange`,
//! `StorageCleared` on a `storage` event without a key. An export takes [`Session::snapshot`] when it
//! begins and sends it back when it is done.
//!
//! # Limits
//!
//! A follower does not notice that the window it follows has crashed; taking over reads the document
//! anew. Without a channel no window hears of the others' saves until its own is refused.

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
pub use leaving::LEAVE_MS;
pub use machine::Session;
pub use opening::{ASK_MS, PATIENCE_MS};
pub use saving::{DEBOUNCE_MS, RETRY_MS};
pub use ticket::Ticket;
pub use word::{Filed, What, Word};
