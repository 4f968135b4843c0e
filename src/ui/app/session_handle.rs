//! The session of this window as the page sees it: events go in, one at a time, and their effects are
//! carried out by the handler that `driver.rs` installs.

use std::collections::VecDeque;

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    browser::{channel, elapsed_ms},
    session::{Access, Effect, Event, Refusal, SaveState, Session, Snapshot, Status},
    ui::crash,
};

type CarryOut = Box<dyn Fn(Effect)>;

#[derive(Clone, Copy)]
pub(in crate::ui) struct SessionHandle {
    machine: StoredValue<Session>,
    queue: StoredValue<VecDeque<Event>>,
    /// Number of panics when the events in the queue began to be handled; `None` between events.
    busy: StoredValue<Option<u32>>,
    carry_out: StoredValue<Option<CarryOut>, LocalStorage>,
    status: RwSignal<Status>,
    /// Resolved when nothing is being saved.
    waiting: StoredValue<Vec<Function>, LocalStorage>,
}

impl SessionHandle {
    pub fn new() -> SessionHandle {
        let machine = Session::new(channel::window(), channel::is_open());
        SessionHandle {
            status: RwSignal::new(machine.status()),
            machine: StoredValue::new(machine),
            queue: StoredValue::default(),
            busy: StoredValue::new(None),
            carry_out: StoredValue::new_local(None),
            waiting: StoredValue::new_local(Vec::new()),
        }
    }

    /// Sets what carries out effects.
    pub(super) fn carry_out_by(self, carry_out: impl Fn(Effect) + 'static) {
        self.carry_out.set_value(Some(Box::new(carry_out)));
    }

    /// Handles an event and carries out its effects. Called while doing so, it puts the event in the
    /// queue.
    pub fn send(self, event: Event) {
        self.queue.update_value(|queue| queue.push_back(event));
        // After a panic nothing handles the events any more that began to be handled before.
        if self.busy.get_value() == Some(crash::n_panics()) {
            return;
        }
        self.busy.set_value(Some(crash::n_panics()));
        while let Some(event) = self.next_event() {
            let effects = self
                .machine
                .try_update_value(|session| session.handle(elapsed_ms() as u64, event));
            for effect in effects.into_iter().flatten() {
                self.carry_out.with_value(|carry_out| {
                    if let Some(carry_out) = carry_out {
                        carry_out(effect);
                    }
                });
            }
        }
        self.busy.set_value(None);
    }

    fn next_event(self) -> Option<Event> {
        self.queue.try_update_value(VecDeque::pop_front).flatten()
    }

    /// Whether the document may be changed now.
    pub fn may_edit(self) -> Result<(), Refusal> {
        self.machine.with_value(Session::may_edit)
    }

    /// The state of the document on the screen, to send back when it has been exported.
    pub fn snapshot(self) -> Option<Snapshot> {
        self.machine.with_value(Session::snapshot)
    }

    /// The id of the open document; empty when none is open.
    pub fn document(self) -> String {
        self.snapshot().map(|it| it.document).unwrap_or_default()
    }

    pub fn status(self) -> ReadSignal<Status> {
        self.status.read_only()
    }

    pub(super) fn show(self, status: Status) {
        self.status.set(status);
        if status.save != SaveState::Saving
            && let Some(waiting) = self.waiting.try_update_value(std::mem::take)
        {
            for resolve in waiting {
                resolve.call0(&JsValue::UNDEFINED).ok();
            }
        }
    }

    /// Saves at once, and waits until the last write has ended.
    pub async fn save(self) {
        self.send(Event::SaveNow);
        let is_saving = self
            .machine
            .with_value(|it| it.status().save == SaveState::Saving);
        if is_saving {
            let ended = Promise::new(&mut |resolve, _| {
                self.waiting.update_value(|waiting| waiting.push(resolve));
            });
            JsFuture::from(ended).await.ok();
        }
    }

    /// Whether the document is only shown, for the moment or because another window edits it.
    pub(super) fn is_read_only(self) -> bool {
        self.status.get().access != Access::Editing
    }
}
