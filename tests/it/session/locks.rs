//! The lock manager of a browser.

use std::collections::{BTreeMap, VecDeque};

use phuluc::session::{Event, How, LockAnswer, Ticket};

use super::faults::Fault;

type Owner = (usize, Ticket);

pub struct Locks {
    is_supported: bool,
    fault: Option<Fault>,
    held: BTreeMap<String, Owner>,
    waiting: BTreeMap<String, VecDeque<Owner>>,
}

impl Locks {
    pub fn new(is_supported: bool, fault: Option<Fault>) -> Locks {
        Locks {
            is_supported,
            fault,
            held: BTreeMap::new(),
            waiting: BTreeMap::new(),
        }
    }

    /// Returns what the windows are told.
    pub fn ask(
        &mut self,
        window: usize,
        ticket: Ticket,
        document: &str,
        how: How,
    ) -> Vec<(usize, Event)> {
        let answer = |answer| vec![(window, Event::LockAnswered { ticket, answer })];
        if !self.is_supported {
            return answer(LockAnswer::Unsupported);
        }
        let holder = self.held.get(document).copied();
        match (holder, how) {
            (Some(_), _) if self.fault == Some(Fault::LocksForAll) => answer(LockAnswer::Granted),
            (Some(_), How::IfFree) => answer(LockAnswer::Denied),
            (Some(_), How::Wait) => {
                let waiting = self.waiting.entry(document.to_owned()).or_default();
                waiting.push_back((window, ticket));
                Vec::new()
            }
            (Some((other, lost)), How::Steal) => {
                self.held.insert(document.to_owned(), (window, ticket));
                let mut told = vec![(other, Event::LockLost { ticket: lost })];
                told.extend(answer(LockAnswer::Granted));
                told
            }
            (None, _) => {
                self.held.insert(document.to_owned(), (window, ticket));
                answer(LockAnswer::Granted)
            }
        }
    }

    /// Releases or withdraws what fits.
    pub fn release(&mut self, fits: impl Fn(Owner) -> bool) -> Vec<(usize, Event)> {
        for waiting in self.waiting.values_mut() {
            waiting.retain(|it| !fits(*it));
        }
        let free: Vec<String> = self
            .held
            .iter()
            .filter(|(_, it)| fits(**it))
            .map(|(it, _)| it.clone())
            .collect();
        let mut told = Vec::new();
        for document in free {
            self.held.remove(&document);
            let next = self
                .waiting
                .get_mut(&document)
                .and_then(VecDeque::pop_front);
            if let Some((window, ticket)) = next {
                self.held.insert(document, (window, ticket));
                let answer = LockAnswer::Granted;
                told.push((window, Event::LockAnswered { ticket, answer }));
            }
        }
        told
    }
}
