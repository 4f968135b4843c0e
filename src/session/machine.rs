use super::{
    Access, Effect, Event, Filed, How, LockAnswer, Notice, Refusal, SaveState, Snapshot, Source,
    Status, What, Word,
    ending::Ending,
    lease::Lease,
    open::Open,
    opening::{Opening, Progress},
    turn::Turn,
};

/// How many closed documents are remembered for what ends after they were closed.
const N_PAST: usize = 16;

/// The open document of one window. See the [module](super).
#[derive(Debug)]
pub struct Session {
    window: u64,
    has_channel: bool,
    /// Counts the documents that were opened.
    generation: u64,
    last_request: u64,
    phase: Phase,
    /// What is opened when the document is closed.
    next: Option<Next>,
    endings: Vec<Ending>,
    /// Generation and last revision of closed documents.
    past: Vec<(u64, u64)>,
    shown: Status,
    wake: Option<u64>,
}

#[derive(Debug)]
enum Phase {
    Closed,
    Opening(Opening),
    Open(Box<Open>),
}

#[derive(Debug)]
enum Next {
    List,
    Document { document: String, source: Source },
}

impl Session {
    /// `window` is a number that no other window has. Without a channel, windows hear nothing of
    /// each other.
    pub fn new(window: u64, has_channel: bool) -> Session {
        Session {
            window,
            has_channel,
            generation: 0,
            last_request: 0,
            phase: Phase::Closed,
            next: None,
            endings: Vec::new(),
            past: Vec::new(),
            shown: Status {
                access: Access::Closed,
                save: SaveState::Saved,
            },
            wake: None,
        }
    }

    /// Whether the document may be changed now. Ask before every change, and before anything that
    /// reports one as done.
    pub fn may_edit(&self) -> Result<(), Refusal> {
        match &self.phase {
            Phase::Open(open) => open.may_edit(),
            Phase::Closed | Phase::Opening(_) => Err(Refusal::NotOpen),
        }
    }

    pub fn status(&self) -> Status {
        match &self.phase {
            Phase::Closed => Status {
                access: Access::Closed,
                save: SaveState::Saved,
            },
            Phase::Opening(_) => Status {
                access: Access::Opening,
                save: SaveState::Saved,
            },
            Phase::Open(open) => open.status(),
        }
    }

    /// The state of the document on the screen, for [`Event::Exported`] when the export is done.
    pub fn snapshot(&self) -> Option<Snapshot> {
        match &self.phase {
            Phase::Open(open) => Some(Snapshot {
                document: open.document.clone(),
                generation: open.generation,
                revision: open.saving.revision,
            }),
            Phase::Closed | Phase::Opening(_) => None,
        }
    }

    /// When the session has to be woken at the latest.
    pub fn deadline(&self) -> Option<u64> {
        match &self.phase {
            Phase::Closed => None,
            Phase::Opening(opening) => opening.deadline(),
            Phase::Open(open) => open.deadline(),
        }
    }

    /// Handles an event at a time in milliseconds, and returns what is to be done.
    pub fn handle(&mut self, now: u64, event: Event) -> Vec<Effect> {
        let mut turn = Turn {
            now,
            window: self.window,
            has_channel: self.has_channel,
            effects: Vec::new(),
            last_request: self.last_request,
        };
        self.dispatch(event, &mut turn);
        self.tick(&mut turn);
        self.advance(&mut turn);
        self.show(&mut turn);
        self.last_request = turn.last_request;
        turn.effects
    }

    fn dispatch(&mut self, event: Event, turn: &mut Turn) {
        match event {
            Event::Open { document, source } => {
                self.leave(Next::Document { document, source }, turn)
            }
            Event::Close => self.leave(Next::List, turn),
            Event::Exported(snapshot) => self.exported(snapshot, turn),
            Event::Heard(word) => {
                self.hear(&word, turn);
                self.pass(Event::Heard(word), turn);
            }
            event => self.pass(event, turn),
        }
    }

    /// Gives an event to what awaits it.
    fn pass(&mut self, event: Event, turn: &mut Turn) {
        let mut is_awaited = false;
        for ending in &mut self.endings {
            is_awaited |= ending.handle(&event, turn);
        }
        self.endings_ended(turn);
        if !is_awaited {
            is_awaited = match &mut self.phase {
                Phase::Closed => false,
                Phase::Opening(opening) => {
                    let (is_awaited, progress) = opening.handle(&event, turn);
                    self.opened(progress, turn);
                    is_awaited
                }
                Phase::Open(open) => open.handle(&event, turn),
            };
        }
        // A lock that nobody wants any more.
        if let Event::LockAnswered {
            ticket,
            answer: LockAnswer::Granted,
        } = event
            && !is_awaited
        {
            let document = String::new();
            turn.push(Effect::ReleaseLock { ticket, document });
        }
    }

    fn endings_ended(&mut self, turn: &mut Turn) {
        self.endings.retain(|it| !it.is_over());
        if let Phase::Opening(opening) = &mut self.phase
            && !is_writing(&self.endings, &opening.document)
        {
            opening.writes_ended(turn);
        }
    }

    fn opened(&mut self, progress: Progress, turn: &mut Turn) {
        let Phase::Opening(opening) = &self.phase else {
            return;
        };
        match progress {
            Progress::Waits => {}
            Progress::Opened(opened) => {
                let (generation, document) = (opening.generation, opening.document.clone());
                turn.push(Effect::Install {
                    generation,
                    document: document.clone(),
                    loaded: Some(opened.ticket),
                });
                let state = (opened.stamp, opened.is_deep);
                let open = Open::loaded(generation, document, opened.lease, state, turn);
                self.phase = Phase::Open(Box::new(open));
            }
            Progress::Failed => {
                turn.push(Effect::Tell(Notice::Unreadable));
                turn.push(Effect::Clear);
                self.phase = Phase::Closed;
            }
        }
    }

    fn leave(&mut self, next: Next, turn: &mut Turn) {
        self.next = Some(next);
        if let Phase::Open(open) = &mut self.phase {
            open.leave(turn);
        }
    }

    fn tick(&mut self, turn: &mut Turn) {
        match &mut self.phase {
            Phase::Closed => {}
            Phase::Opening(opening) => opening.tick(turn),
            Phase::Open(open) => open.tick(turn),
        }
    }

    /// Goes on where something was waiting for the writes.
    fn advance(&mut self, turn: &mut Turn) {
        if let Phase::Open(open) = &mut self.phase {
            let revision = open.saving.revision;
            let Some(ending) = open.advance(turn) else {
                if open.leaving.is_none() {
                    self.next = None;
                }
                return;
            };
            self.past.push((ending.generation, revision));
            if N_PAST < self.past.len() {
                self.past.remove(0);
            }
            self.endings.push(ending);
            self.endings.retain(|it| !it.is_over());
        } else if let (Phase::Opening(opening), Some(_)) = (&mut self.phase, &self.next) {
            opening.abandon(turn);
        }
        match self.next.take() {
            None => {}
            Some(Next::List) => {
                self.phase = Phase::Closed;
                turn.push(Effect::Clear);
            }
            Some(Next::Document { document, source }) => self.open(document, source, turn),
        }
    }

    fn open(&mut self, document: String, source: Source, turn: &mut Turn) {
        self.generation += 1;
        let generation = self.generation;
        if source == Source::Stored {
            let has_writes = is_writing(&self.endings, &document);
            let opening = Opening::new(generation, document, has_writes, turn);
            self.phase = Phase::Opening(opening);
            return;
        }
        turn.push(Effect::Install {
            generation,
            document: document.clone(),
            loaded: None,
        });
        let ticket = turn.ticket(generation);
        turn.push(Effect::AskLock {
            ticket,
            document: document.clone(),
            how: How::IfFree,
        });
        let open = Open::new(generation, document, Lease::Asked(ticket), turn);
        self.phase = Phase::Open(Box::new(open));
    }

    /// Listens to what concerns the list of documents.
    fn hear(&mut self, word: &Word, turn: &mut Turn) {
        match (&self.phase, word.what) {
            (Phase::Closed, What::Saved { .. } | What::Filed(_)) => turn.push(Effect::RefreshList),
            // Each save merges the record of the list, so nothing more is to be done.
            (Phase::Open(open), What::Filed(filed)) if open.document == word.document => {
                match filed {
                    Filed::Archived => turn.push(Effect::Tell(Notice::Archived)),
                    Filed::Deleted => turn.push(Effect::Tell(Notice::Deleted)),
                    Filed::PutBack => {}
                }
            }
            _ => {}
        }
    }

    /// A file outside the browser has that state of the document, which may be another one by now.
    fn exported(&self, snapshot: Snapshot, turn: &mut Turn) {
        let state = (snapshot.generation, snapshot.revision);
        let is_current = self
            .snapshot()
            .is_some_and(|it| (it.generation, it.revision) == state);
        if is_current || self.past.contains(&state) {
            let document = snapshot.document;
            turn.push(Effect::MarkExported { document });
        }
    }

    fn show(&mut self, turn: &mut Turn) {
        let status = self.status();
        if status != self.shown {
            self.shown = status;
            turn.push(Effect::Show(status));
        }
        let wake = self.deadline();
        if wake != self.wake {
            self.wake = wake;
            if let Some(at_ms) = wake {
                turn.push(Effect::Wake { at_ms });
            }
        }
    }
}

/// Whether a document that was closed is still being written.
fn is_writing(endings: &[Ending], document: &str) -> bool {
    let mut of_it = endings.iter().filter(|it| it.document == document);
    of_it.any(Ending::is_writing)
}
