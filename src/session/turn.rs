use super::{Effect, Ticket, What, Word, effect::Write};

/// More requests than a window ever makes; odd, so that the products differ.
const WRITERS: u64 = 0x9e37_79b9_7f4a_7c15;

/// Handling of one event: the time, the effects so far, and a source of tickets.
#[derive(Debug)]
pub(super) struct Turn {
    pub now: u64,
    /// This window; ids differ between windows.
    pub window: u64,
    pub has_channel: bool,
    pub effects: Vec<Effect>,
    pub last_request: u64,
}

impl Turn {
    pub fn ticket(&mut self, generation: u64) -> Ticket {
        self.last_request += 1;
        Ticket {
            generation,
            request: self.last_request,
        }
    }

    /// Returns a number for the saves that follow from here. No other window has it, nor this one for
    /// the saves after another reading, which may have been of an earlier state.
    pub fn writer(&mut self) -> u64 {
        self.last_request += 1;
        self.window
            .wrapping_mul(WRITERS)
            .wrapping_add(self.last_request)
    }

    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub fn announce(&mut self, document: &str, what: What) {
        let document = document.to_owned();
        let from = self.window;
        self.push(Effect::Announce(Word {
            document,
            from,
            what,
        }));
    }

    pub fn commit_typing(&mut self, generation: u64) {
        self.push(Effect::CommitTyping { generation });
    }

    pub fn load(&mut self, generation: u64, document: &str) -> Ticket {
        let ticket = self.ticket(generation);
        self.push(Effect::Load {
            ticket,
            document: document.to_owned(),
        });
        ticket
    }

    pub fn write(&mut self, store: Store, write: Write) {
        self.push(match store {
            Store::Local => Effect::WriteLocal(write),
            Store::Deep => Effect::WriteDeep(write),
        });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Store {
    Local,
    Deep,
}
