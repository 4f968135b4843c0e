use super::{Effect, Ticket, What, turn::Turn};

/// The right of a window to edit a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lease {
    /// The lock of a new document, which nobody else knows, is asked for.
    Asked(Ticket),
    Lock(Ticket),
    /// There are no locks: the windows have agreed over the channel, or cannot. The check of each
    /// write is what protects the document.
    Claim,
}

impl Lease {
    pub fn is_lock(self, ticket: Ticket) -> bool {
        self == Lease::Lock(ticket) || self == Lease::Asked(ticket)
    }

    /// Gives the right back. Only after the last write ended.
    pub fn release(self, document: &str, to: Option<u64>, turn: &mut Turn) {
        match self {
            Lease::Asked(ticket) | Lease::Lock(ticket) => turn.push(Effect::ReleaseLock {
                ticket,
                document: document.to_owned(),
            }),
            Lease::Claim => {}
        }
        turn.announce(document, What::Released { to });
    }
}
