//! Which window edits a consolidation: one does, the others show it until they take over.

use leptos::{prelude::*, task::spawn_local};

use super::state::{Gather, Then};
use crate::{
    browser::{lock, storage},
    session::{Event, How, LockAnswer, Ticket},
};

/// Tickets of documents belong to small generations.
const GENERATION: u64 = u64::MAX;

impl Gather {
    /// Asks for the right to edit a consolidation.
    pub(super) fn ask(self, id: String, how: How, then: Then) {
        self.release();
        let request = self.n_requests.try_update_value(|n| {
            *n += 1;
            *n
        });
        let ticket = Ticket {
            generation: GENERATION,
            request: request.unwrap_or_default(),
        };
        self.ticket.set_value(Some(ticket));
        let document = format!("gathering-{id}");
        lock::ask(ticket, &document, how, move |event| {
            self.hear(ticket, &id, then, event);
        });
    }

    fn hear(self, ticket: Ticket, id: &str, then: Then, event: Event) {
        if self.ticket.get_value() != Some(ticket) {
            return;
        }
        match event {
            Event::LockAnswered { answer, .. } => {
                if answer == LockAnswer::Denied {
                    self.ticket.set_value(None);
                }
                self.is_read_only.set(answer == LockAnswer::Denied);
                if then == Then::Load {
                    spawn_local(self.load(id.to_owned()));
                }
            }
            Event::LockLost { .. } => {
                self.ticket.set_value(None);
                self.is_read_only.set(true);
            }
            _ => {}
        }
    }

    /// Takes the right to edit from the other window.
    pub(super) fn take_over(self) {
        self.ask(self.id.get_value(), How::Steal, Then::Load);
    }

    /// Gives up the right to edit.
    pub(super) fn release(self) {
        if let Some(ticket) = self.ticket.get_value() {
            lock::release(ticket);
        }
        self.ticket.set_value(None);
    }

    /// Shows what the window that edits has stored meanwhile.
    pub(super) fn follow_editor(self) {
        let id = self.id.get_value();
        if !self.is_read_only.get_untracked() || !self.is_shown(&id) {
            return;
        }
        spawn_local(async move {
            let stored = storage::gathering(&id).await.ok().flatten();
            if stored.is_some_and(|it| it.listed.saves != self.saves.get_value()) {
                self.load(id).await;
            }
        });
    }
}
