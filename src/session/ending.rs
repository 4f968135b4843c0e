use crate::persist::Stamp;

use super::{
    Effect, Event, LockAnswer, Notice, Ticket, What, WriteError, lease::Lease, turn::Turn,
};

/// A document that was closed while its last write to deep storage runs. It keeps its lock until
/// that has ended.
#[derive(Debug)]
pub(super) struct Ending {
    pub document: String,
    pub generation: u64,
    lease: Option<Lease>,
    writing: Option<Ticket>,
    copying: Option<Ticket>,
    /// The last save of this window.
    stamp: Stamp,
    is_in_local: bool,
}

impl Ending {
    /// `is_in_local`: whether local storage has the last state.
    pub fn new(
        (document, generation): (String, u64),
        lease: Option<Lease>,
        writing: Option<Ticket>,
        (stamp, is_in_local): (Stamp, bool),
        turn: &mut Turn,
    ) -> Ending {
        let mut ending = Ending {
            document,
            generation,
            lease,
            writing,
            copying: None,
            stamp,
            is_in_local,
        };
        if writing.is_none() {
            ending.release(turn);
        }
        ending
    }

    pub fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// Whether nothing is left to do.
    pub fn is_over(&self) -> bool {
        self.writing.is_none() && self.copying.is_none()
    }

    fn release(&mut self, turn: &mut Turn) {
        if let Some(lease) = self.lease.take() {
            let saves = self.stamp.saves;
            turn.announce(&self.document, What::Saved { saves });
            lease.release(&self.document, None, turn);
        }
    }

    /// Handles an event; whether it was awaited.
    pub fn handle(&mut self, event: &Event, turn: &mut Turn) -> bool {
        match event {
            Event::DeepWritten { ticket, result } if self.writing == Some(*ticket) => {
                self.writing = None;
                // After another failure local storage has it, or the user knows.
                if *result == Err(WriteError::Newer) {
                    self.keep_copy(*ticket, turn);
                }
                self.release(turn);
                true
            }
            Event::CopyKept { ticket, result } if self.copying == Some(*ticket) => {
                self.copying = None;
                if result.is_err() {
                    turn.push(Effect::Tell(Notice::CopyFailed));
                    return true;
                }
                turn.push(Effect::Tell(Notice::CopyKept));
                if self.is_in_local {
                    let (document, stamp) = (self.document.clone(), self.stamp.clone());
                    let saves = stamp.saves;
                    turn.push(Effect::LeaveLocal { document, stamp });
                    turn.announce(&self.document, What::Saved { saves });
                }
                true
            }
            Event::LockAnswered {
                ticket,
                answer: LockAnswer::Granted,
            } => self.lease.is_some_and(|it| it.is_lock(*ticket)),
            Event::LockLost { ticket } if self.lease.is_some_and(|it| it.is_lock(*ticket)) => {
                self.lease = None;
                true
            }
            _ => false,
        }
    }

    fn keep_copy(&mut self, of: Ticket, turn: &mut Turn) {
        let document = self.document.clone();
        let ticket = turn.ticket(self.generation);
        self.copying = Some(ticket);
        let of = Some(of);
        turn.push(Effect::KeepCopy {
            ticket,
            document,
            of,
        });
    }
}
