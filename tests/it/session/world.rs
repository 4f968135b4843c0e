//! A browser with several windows: carries out the effects of their sessions.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use phuluc::session::{Effect, Event, SaveState, Ticket, WriteError};

use super::{
    faults::Fault,
    locks::Locks,
    stores::{Content, Request, Stores},
    window::{From, Screen, Window},
};

/// What a simulated browser offers.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub has_locks: bool,
    pub has_channel: bool,
    pub fault: Option<Fault>,
}

pub struct World {
    pub setting: Setting,
    pub now: u64,
    pub windows: Vec<Option<Window>>,
    pub stores: Stores,
    pub locks: Locks,
    /// The document of each edit.
    pub edits: BTreeMap<u32, String>,
    /// Edits that a window called saved.
    pub saved: BTreeSet<u32>,
    pub n_crashes: usize,
    /// When local storage last refused writes.
    pub local_failed_at: Option<u64>,
    next_window: u64,
    pub next_edit: u32,
    /// What was done, for the report of a failure.
    pub script: Vec<String>,
}

/// The place of a window that is gone.
const NOBODY: usize = usize::MAX;

pub type Checked = Result<(), String>;

impl World {
    pub fn new(setting: Setting, n_windows: usize) -> World {
        let stores = Stores {
            fault: setting.fault,
            ..Stores::default()
        };
        let mut world = World {
            setting,
            now: 0,
            windows: Vec::new(),
            stores,
            locks: Locks::new(setting.has_locks, setting.fault),
            edits: BTreeMap::new(),
            saved: BTreeSet::new(),
            n_crashes: 0,
            local_failed_at: None,
            next_window: 0,
            next_edit: 0,
            script: Vec::new(),
        };
        for at in 0..n_windows {
            world.windows.push(None);
            world.start(at);
        }
        world
    }

    pub fn note(&mut self, step: String) {
        self.script.push(format!("{:>7} {step}", self.now));
    }

    /// Opens a window in a place where none is.
    pub fn start(&mut self, at: usize) {
        self.next_window += 1;
        self.windows[at] = Some(Window::new(self.next_window, self.setting.has_channel));
    }

    /// A window dies without a word.
    pub fn crash(&mut self, at: usize, keeps_requests: bool) {
        self.windows[at] = None;
        self.n_crashes += 1;
        if !keeps_requests {
            self.stores.requests.retain(|(window, _)| *window != at);
        }
        // Nobody gets the answers of the others.
        for (window, _) in &mut self.stores.requests {
            if *window == at {
                *window = NOBODY;
            }
        }
        let told = self.locks.release(|(window, _)| window == at);
        self.tell(told);
    }

    pub fn window(&self, at: usize) -> &Window {
        self.windows[at].as_ref().unwrap()
    }

    pub fn window_mut(&mut self, at: usize) -> &mut Window {
        self.windows[at].as_mut().unwrap()
    }

    pub fn alive(&self) -> impl Iterator<Item = (usize, &Window)> {
        let windows = self.windows.iter().enumerate();
        windows.filter_map(|(at, window)| Some((at, window.as_ref()?)))
    }

    fn tell(&mut self, told: Vec<(usize, Event)>) {
        for (at, event) in told {
            self.post(at, From::Locks, event);
        }
    }

    pub fn post(&mut self, at: usize, from: From, event: Event) {
        if let Some(Some(window)) = self.windows.get_mut(at) {
            window.inbox.entry(from).or_default().push_back(event);
        }
    }

    /// Delivers the next event of a source.
    pub fn deliver(&mut self, at: usize, from: From) -> Checked {
        let inbox = &mut self.window_mut(at).inbox;
        let event = inbox.get_mut(&from).and_then(VecDeque::pop_front);
        inbox.retain(|_, events| !events.is_empty());
        event.map_or(Ok(()), |event| self.act(at, event))
    }

    /// Handles an event and what it answers at once.
    pub fn act(&mut self, at: usize, event: Event) -> Checked {
        let mut events = VecDeque::from([event]);
        let mut n_events = 0;
        while let Some(event) = events.pop_front() {
            n_events += 1;
            if 50 < n_events {
                return Err(format!("window {at} spins: {event:?}"));
            }
            let now = self.now;
            let event = self.misdirected(at, event);
            let effects = self.window_mut(at).session.handle(now, event);
            for effect in effects {
                self.note(format!("    window {at} {effect:?}"));
                self.carry_out(at, effect, &mut events)?;
            }
        }
        self.note_saved(at)
    }

    /// With the fault that ignores generations, a late document is taken for the present one.
    fn misdirected(&mut self, at: usize, event: Event) -> Event {
        let Event::Loaded {
            ticket,
            stamp,
            is_deep,
        } = event
        else {
            return event;
        };
        let ignores = self.setting.fault == Some(Fault::IgnoreGenerations);
        let window = self.window_mut(at);
        let ticket = window
            .last_read
            .filter(|_| ignores)
            .map_or(ticket, |present| {
                if let Some(read) = window.read.remove(&ticket) {
                    window.read.insert(present, read);
                }
                present
            });
        Event::Loaded {
            ticket,
            stamp,
            is_deep,
        }
    }

    fn carry_out(&mut self, at: usize, effect: Effect, events: &mut VecDeque<Event>) -> Checked {
        match effect {
            Effect::AskLock {
                ticket,
                document,
                how,
            } => {
                self.belongs(at, ticket.generation, &document)?;
                let told = self.locks.ask(at, ticket, &document, how);
                self.tell(told);
            }
            Effect::ReleaseLock { ticket, .. } => {
                let is_writing = self.stores.requests.iter().any(|(window, request)| {
                    let is_own = |of: Ticket| *window == at && of.generation == ticket.generation;
                    matches!(request, Request::Write { write, .. } if is_own(write.ticket))
                });
                if is_writing && !self.window(at).is_unaware() {
                    return Err(format!(
                        "window {at} released its lock before its last write ended"
                    ));
                }
                let told = self.locks.release(|owner| owner == (at, ticket));
                self.tell(told);
            }
            Effect::Announce(word) => {
                let has_channel = self.setting.has_channel;
                let others = self
                    .alive()
                    .map(|(at, _)| at)
                    .filter(|it| has_channel && *it != at);
                for other in others.collect::<Vec<_>>() {
                    self.post(other, From::Window(word.from), Event::Heard(word.clone()));
                }
            }
            Effect::Load { ticket, document } => {
                self.belongs(at, ticket.generation, &document)?;
                self.window_mut(at).last_read = Some(ticket);
                self.stores
                    .requests
                    .push_back((at, Request::Read { ticket, document }));
            }
            Effect::Install {
                generation,
                document,
                loaded,
            } => {
                self.install(at, generation, document, loaded)?;
            }
            Effect::Clear => self.window_mut(at).screen = None,
            Effect::CommitTyping { generation } => {
                let edit = self.window_mut(at).typing.take();
                if let Some(edit) = edit {
                    self.put_edit(at, edit);
                }
                let has_changed = edit.is_some();
                events.push_back(Event::TypingCommitted {
                    generation,
                    has_changed,
                });
            }
            Effect::WriteLocal(write) => {
                let content = self.written(at, write.ticket, &write.document)?;
                self.window_mut(at).has_left_local = false;
                let result = self.stores.write_local(&write, content);
                let ticket = write.ticket;
                events.push_back(Event::LocalWritten { ticket, result });
            }
            Effect::WriteDeep(write) => {
                let content = self.written(at, write.ticket, &write.document)?;
                let ticket = write.ticket;
                self.window_mut(at).writing.insert(ticket, content.clone());
                let early = self.stores.check_early(&write);
                if let Some(Err(error)) = early {
                    self.post(
                        at,
                        From::Deep,
                        Event::DeepWritten {
                            ticket,
                            result: Err(error),
                        },
                    );
                    return Ok(());
                }
                if self.setting.fault == Some(Fault::AnswerEarly) {
                    self.post(
                        at,
                        From::Deep,
                        Event::DeepWritten {
                            ticket,
                            result: Ok(()),
                        },
                    );
                }
                let is_checked = early.is_some();
                let request = Request::Write {
                    write,
                    content,
                    is_checked,
                };
                self.stores.requests.push_back((at, request));
            }
            Effect::LeaveLocal { document, stamp } => {
                self.window_mut(at).has_left_local = true;
                self.stores.leave_local(&document, &stamp);
            }
            Effect::KeepCopy {
                ticket,
                document,
                of,
            } => {
                self.belongs(at, ticket.generation, &document)?;
                let content = match of {
                    Some(of) => self.window(at).writing[&of].clone(),
                    None => self.window(at).screen.as_ref().unwrap().content.clone(),
                };
                let request = Request::Copy {
                    ticket,
                    document,
                    content,
                };
                self.stores.requests.push_back((at, request));
            }
            Effect::AskBeforeLeaving(problem) => self.window_mut(at).is_asked = problem.is_some(),
            Effect::Show(status) => self.window_mut(at).shown = status,
            Effect::WriteDraft { .. }
            | Effect::RefreshList
            | Effect::MarkExported { .. }
            | Effect::Tell(_)
            | Effect::Wake { .. } => {}
        }
        Ok(())
    }

    /// Every effect is about the document of the generation that asked for it.
    fn belongs(&mut self, at: usize, generation: u64, document: &str) -> Checked {
        let documents = &mut self.window_mut(at).documents;
        let of = documents
            .entry(generation)
            .or_insert_with(|| document.to_owned());
        if of != document {
            return Err(format!(
                "generation {generation} of window {at} is {of}, not {document}"
            ));
        }
        Ok(())
    }

    fn install(
        &mut self,
        at: usize,
        generation: u64,
        document: String,
        loaded: Option<Ticket>,
    ) -> Checked {
        self.belongs(at, generation, &document)?;
        let window = self.window_mut(at);
        if window.documents.keys().max() != Some(&generation) {
            return Err(format!("window {at} shows a document that is closed"));
        }
        let content = match loaded {
            Some(ticket) => window.read.remove(&ticket).ok_or("nothing was read")?.1,
            None => Content::new(),
        };
        window.read.clear();
        window.typing = None;
        window.screen = Some(Screen {
            document: document.clone(),
            generation,
            content,
        });
        let foreign = self.window(at).screen.as_ref().unwrap().content.iter();
        let foreign: Vec<&u32> = foreign
            .filter(|it| self.edits.get(it) != Some(&document))
            .collect();
        if !foreign.is_empty() {
            return Err(format!(
                "{document} in window {at} has edits of another document: {foreign:?}"
            ));
        }
        Ok(())
    }

    /// What a write stores: the screen, which has to be of the generation that asked.
    fn written(&mut self, at: usize, ticket: Ticket, document: &str) -> Result<Content, String> {
        self.belongs(at, ticket.generation, document)?;
        let screen = self
            .window(at)
            .screen
            .as_ref()
            .ok_or("nothing is on the screen")?;
        if (screen.generation, screen.document.as_str()) != (ticket.generation, document) {
            return Err(format!(
                "window {at} writes {} as {document}",
                screen.document
            ));
        }
        Ok(screen.content.clone())
    }

    /// Carries out the next request to deep storage.
    pub fn run_request(&mut self) {
        let Some((at, request)) = self.stores.requests.pop_front() else {
            return;
        };
        let event = match request {
            Request::Write {
                write,
                content,
                is_checked,
            } => {
                let result = self.stores.write_deep(&write, content, is_checked);
                if self.setting.fault == Some(Fault::AnswerEarly) {
                    return;
                }
                let ticket = write.ticket;
                Event::DeepWritten { ticket, result }
            }
            Request::Read { ticket, document } => self.read(at, ticket, document),
            Request::Copy {
                ticket,
                document,
                content,
            } => {
                let result = self.stores.copy(document, content);
                Event::CopyKept { ticket, result }
            }
        };
        self.post(at, From::Deep, event);
    }

    fn read(&mut self, at: usize, ticket: Ticket, document: String) -> Event {
        let is_blocked = self.stores.deep_fails == Some(WriteError::Blocked);
        let kept = match is_blocked {
            true => self.stores.local.get(&document).cloned(),
            false => self.stores.read(&document),
        };
        let Some(kept) = kept else {
            return Event::LoadFailed { ticket };
        };
        let deep = self.stores.deep.get(&document);
        let is_deep = deep.is_some_and(|it| it.stamp.is(&kept.stamp));
        let stamp = kept.stamp;
        if let Some(Some(window)) = self.windows.get_mut(at) {
            window.read.insert(ticket, (document, kept.content));
        }
        Event::Loaded {
            ticket,
            stamp,
            is_deep,
        }
    }

    /// What a window calls saved is stored.
    fn note_saved(&mut self, at: usize) -> Checked {
        let window = self.window(at);
        let Some(screen) = &window.screen else {
            return Ok(());
        };
        let is_saved = window.session.status().save == SaveState::Saved;
        let is_editing = window.session.may_edit().is_ok();
        if !is_saved || !is_editing || window.awaits(&Event::StorageCleared) {
            return Ok(());
        }
        for edit in &screen.content {
            if !self.saved.contains(edit) && !self.stores.has(&screen.document, *edit) {
                return Err(format!("window {at} calls {edit} saved, which is nowhere"));
            }
        }
        let content = screen.content.clone();
        self.saved.extend(content);
        Ok(())
    }
}
