//! Messages between the page ([`worker_client`](super::worker_client)) and a worker
//! ([`worker_server`](super::worker_server)).
//!
//! The page posts jobs, `{ id, job, name, password, bytes }`; the warm-up has no password. The worker posts one answer per job, `{ id,
//! bytes }` or `{ id, error }`, where `error` is a [`Message`](crate::wording::Message) as JSON.
//! Before that it posts `{ id: READY }` once, when it has started to listen, and `{ id, started: true }`
//! when it begins a job.

/// The id of the message by which a worker reports that it listens. Ids of jobs begin at 1.
pub(super) const READY: u32 = 0;
