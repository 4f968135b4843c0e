mod depart;

use crate::persist::Stamp;

use super::{
    Access, Effect, Event, LeaveAnswer, LockAnswer, Notice, Refusal, SaveState, Status, Ticket,
    What, Word, WriteError,
    editing::{Editing, Outcome, Purpose, Reaction},
    ending::Ending,
    following::{Following, Read},
    keeping::Keeping,
    lease::Lease,
    leaving::Leaving,
    saving::{Met, Saving},
    take_over::{Progress, TakeOver},
    turn::{Store, Turn},
};

/// The document on the screen.
#[derive(Debug)]
pub(super) struct Open {
    pub document: String,
    pub generation: u64,
    role: Role,
    pub saving: Saving,
    is_typing: bool,
    is_committing: bool,
    pub leaving: Option<Leaving>,
}

#[derive(Debug)]
enum Role {
    Editing(Editing),
    Keeping(Keeping),
    Following(Following),
    TakingOver(TakeOver),
}

impl Open {
    /// A document that is nowhere stored yet.
    pub fn new(generation: u64, document: String, lease: Lease, turn: &mut Turn) -> Open {
        let saving = Saving::new(generation, &document, turn.writer());
        let mut open = Open::of(generation, document, Open::editing(lease), saving);
        open.saving.flush(turn);
        open
    }

    /// A document that was read; without a lease, another window edits it.
    pub fn loaded(
        generation: u64,
        document: String,
        lease: Option<Lease>,
        (stamp, is_deep): (Stamp, bool),
        turn: &mut Turn,
    ) -> Open {
        let saving = Saving::loaded((generation, &document, turn.writer()), 0, stamp, is_deep);
        let role = lease.map_or(Role::Following(Following::default()), Open::editing);
        let mut open = Open::of(generation, document, role, saving);
        if lease.is_some() {
            turn.announce(&open.document, What::Mine);
            open.saving.write_deep(turn);
        }
        open
    }

    fn of(generation: u64, document: String, role: Role, saving: Saving) -> Open {
        Open {
            document,
            generation,
            role,
            saving,
            is_typing: false,
            is_committing: false,
            leaving: None,
        }
    }

    fn editing(lease: Lease) -> Role {
        Role::Editing(Editing::new(lease))
    }

    pub fn may_edit(&self) -> Result<(), Refusal> {
        match &self.role {
            Role::Editing(it) if it.purpose == Purpose::Edit && self.leaving.is_none() => Ok(()),
            Role::Editing(_) | Role::Keeping(_) => Err(Refusal::Settling),
            Role::Following(_) | Role::TakingOver(_) => Err(Refusal::ReadOnly),
        }
    }

    pub fn status(&self) -> Status {
        let (access, save) = match &self.role {
            Role::Editing(_) if self.may_edit().is_ok() => (Access::Editing, self.saving.state()),
            Role::Editing(_) => (Access::Settling, self.saving.state()),
            Role::Keeping(keeping) => (Access::Settling, keeping.state()),
            Role::Following(following) => {
                let is_free = following.is_free;
                (Access::Following { is_free }, SaveState::Saved)
            }
            Role::TakingOver(_) => (Access::TakingOver, SaveState::Saved),
        };
        Status { access, save }
    }

    pub fn deadline(&self) -> Option<u64> {
        let role = match &self.role {
            Role::Keeping(keeping) => keeping.deadline(),
            Role::TakingOver(take_over) => take_over.deadline(),
            Role::Editing(_) if self.may_write() => self.saving.deadline(),
            Role::Following(following) => following.deadline(),
            Role::Editing(_) => None,
        };
        let leaving = self.leaving.as_ref().and_then(Leaving::deadline);
        [role, leaving].into_iter().flatten().min()
    }

    pub fn tick(&mut self, turn: &mut Turn) {
        if self.may_write() {
            self.saving.tick(turn);
        }
        match &mut self.role {
            Role::Keeping(keeping) if keeping.deadline().is_some_and(|at| at <= turn.now) => {
                keeping.copy(self.generation, &self.document, turn);
            }
            Role::Following(following) => following.tick(self.generation, &self.document, turn),
            Role::TakingOver(take_over) => {
                let progress = take_over.tick(self.generation, &self.document, turn);
                self.progress(progress, turn);
            }
            _ => {}
        }
    }

    fn may_write(&self) -> bool {
        matches!(self.role, Role::Editing(editing) if editing.may_write())
    }

    /// Handles an event; whether it was meant for this document and awaited.
    pub fn handle(&mut self, event: &Event, turn: &mut Turn) -> bool {
        match event {
            Event::Edited if matches!(self.role, Role::Editing(_)) => self.saving.edited(turn),
            Event::Typed(draft) if matches!(self.role, Role::Editing(_)) => {
                self.is_typing = draft.is_some();
                let (document, draft) = (self.document.clone(), draft.clone());
                turn.push(Effect::WriteDraft { document, draft });
            }
            Event::SaveNow if self.may_write() => self.save(turn),
            Event::TypingCommitted {
                generation,
                has_changed,
            } if *generation == self.generation => {
                self.typing_committed(*has_changed, turn);
            }
            Event::LocalWritten { ticket, result } => {
                self.written(Store::Local, *ticket, *result, turn)
            }
            Event::DeepWritten { ticket, result } => {
                self.written(Store::Deep, *ticket, *result, turn)
            }
            Event::CopyKept { ticket, result } => self.copy_kept(*ticket, *result, turn),
            Event::StorageCleared if self.may_write() => self.saving.cleared(turn),
            Event::LeaveAnswered(answer) => match (answer, &mut self.leaving) {
                (LeaveAnswer::Stay, leaving) => *leaving = None,
                (LeaveAnswer::LeaveAnyway, Some(leaving)) => leaving.is_agreed = true,
                (LeaveAnswer::LeaveAnyway, None) => {}
            },
            Event::TakeOver => self.take_over(turn),
            Event::Heard(word) if word.document == self.document => self.hear(word, turn),
            _ => return self.answered(event, turn),
        }
        true
    }

    /// Handles the answers about locks and of reading.
    fn answered(&mut self, event: &Event, turn: &mut Turn) -> bool {
        match (&mut self.role, event) {
            (Role::TakingOver(take_over), _) => {
                let (is_awaited, progress) =
                    take_over.handle(event, self.generation, &self.document, turn);
                self.progress(progress, turn);
                is_awaited
            }
            (Role::Editing(Editing { lease, .. }), Event::LockAnswered { ticket, answer })
                if *lease == Lease::Asked(*ticket) =>
            {
                match answer {
                    LockAnswer::Granted => *lease = Lease::Lock(*ticket),
                    LockAnswer::Unsupported => *lease = Lease::Claim,
                    LockAnswer::Denied => self.lost(turn),
                }
                true
            }
            (Role::Editing(Editing { lease, .. }), Event::LockLost { ticket })
                if lease.is_lock(*ticket) =>
            {
                self.lost(turn);
                true
            }
            (Role::Keeping(keeping), _) => keeping.answered(event),
            (Role::Following(following), Event::LockAnswered { .. }) => {
                let probed = following.probed(event);
                // The window that edited the document is gone.
                if let Some(Some(lock)) = probed {
                    self.catch_up(Lease::Lock(lock), turn);
                }
                probed.is_some()
            }
            (Role::Following(following), _) => match following.answer(event) {
                Some(Read::Document {
                    ticket,
                    stamp,
                    is_deep,
                }) => {
                    if following.takes_stale() {
                        following.read(self.generation, &self.document, turn);
                    }
                    self.install(ticket, stamp, is_deep, turn);
                    true
                }
                Some(Read::Failed) => {
                    *following = Following::unreadable(turn);
                    turn.push(Effect::Tell(Notice::Unreadable));
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    /// Writes everything at once, with the text being typed.
    fn save(&mut self, turn: &mut Turn) {
        if self.is_typing {
            self.commit_typing(turn);
        } else {
            self.saving.flush(turn);
        }
    }

    fn commit_typing(&mut self, turn: &mut Turn) {
        if self.is_typing && !self.is_committing {
            self.is_committing = true;
            turn.commit_typing(self.generation);
        }
    }

    fn typing_committed(&mut self, has_changed: bool, turn: &mut Turn) {
        self.is_typing = false;
        self.is_committing = false;
        match self.role {
            Role::Editing(editing) => {
                if has_changed {
                    self.saving.edited(turn);
                }
                if !editing.may_write() {
                    self.saving.stop();
                } else {
                    self.saving.flush(turn);
                }
            }
            Role::Keeping(ref mut keeping) => keeping.copy(self.generation, &self.document, turn),
            _ => {}
        }
    }

    fn written(
        &mut self,
        store: Store,
        ticket: Ticket,
        result: Result<(), WriteError>,
        turn: &mut Turn,
    ) {
        let may_write = self.may_write();
        let met = self.saving.written(store, ticket, result, may_write, turn);
        let Role::Editing(Editing { lease, purpose }) = self.role else {
            return;
        };
        match met {
            Met::Nothing => {}
            Met::Conflict => {
                let lease = Some(lease).filter(|_| purpose != Purpose::Lost);
                self.keep(lease, turn);
            }
            // What is being typed meets it at the next write.
            Met::Later if purpose == Purpose::Edit && !self.is_typing => self.catch_up(lease, turn),
            Met::Later => {}
        }
    }

    /// Keeps the document on the screen, with the text being typed, as a document of its own.
    fn keep(&mut self, lease: Option<Lease>, turn: &mut Turn) {
        let mut keeping = Keeping::new(lease);
        if self.is_typing {
            self.commit_typing(turn);
        } else {
            keeping.copy(self.generation, &self.document, turn);
        }
        self.role = Role::Keeping(keeping);
    }

    fn copy_kept(&mut self, ticket: Ticket, result: Result<(), WriteError>, turn: &mut Turn) {
        let Role::Keeping(keeping) = &mut self.role else {
            return;
        };
        if !keeping.ended(ticket, result, turn) {
            return;
        }
        if self.saving.local.stored.is_some() {
            let (document, stamp) = (self.document.clone(), self.saving.stamp.clone());
            let saves = stamp.saves;
            turn.push(Effect::LeaveLocal { document, stamp });
            // Whoever follows may have read what was there.
            turn.announce(&self.document, What::Saved { saves });
        }
        match keeping.lease {
            Some(lease) => self.catch_up(lease, turn),
            None => self.follow(turn),
        }
    }

    /// Reads what another window saved. With a lock nobody else edits, so this window goes on.
    fn catch_up(&mut self, lease: Lease, turn: &mut Turn) {
        if lease == Lease::Claim {
            return self.follow(turn);
        }
        let reload = TakeOver::reload(self.generation, &self.document, lease, turn);
        self.role = Role::TakingOver(reload);
    }

    /// Shows what another window saves, from now on.
    fn follow(&mut self, turn: &mut Turn) {
        let mut following = Following::default();
        following.read(self.generation, &self.document, turn);
        self.role = Role::Following(following);
    }

    fn lost(&mut self, turn: &mut Turn) {
        if let Role::Editing(editing) = &mut self.role {
            editing.purpose = Purpose::Lost;
            self.saving.stop();
            self.commit_typing(turn);
            turn.push(Effect::Tell(Notice::TakenOver));
        }
    }

    fn take_over(&mut self, turn: &mut Turn) {
        if matches!(self.role, Role::Following(_)) {
            let take_over = TakeOver::start(self.generation, &self.document, turn);
            self.role = Role::TakingOver(take_over);
        }
    }

    fn progress(&mut self, progress: Progress, turn: &mut Turn) {
        match progress {
            Progress::Waits => {}
            Progress::Done {
                ticket,
                lease,
                stamp,
                is_deep,
            } => {
                let saves = stamp.saves;
                self.install(ticket, stamp, is_deep, turn);
                self.role = Open::editing(lease);
                self.saving.write_deep(turn);
                turn.announce(&self.document, What::Mine);
                // Who follows may have read an earlier state while a store failed.
                turn.announce(&self.document, What::Saved { saves });
            }
            Progress::Follows {
                loading,
                is_refused,
            } => {
                self.role = Role::Following(Following::after(loading));
                if is_refused {
                    turn.push(Effect::Tell(Notice::TakeOverRefused));
                    self.follow(turn);
                }
            }
            Progress::Unreadable => {
                self.role = Role::Following(Following::unreadable(turn));
                turn.push(Effect::Tell(Notice::Unreadable));
            }
        }
    }

    fn install(&mut self, ticket: Ticket, stamp: Stamp, is_deep: bool, turn: &mut Turn) {
        let generation = self.generation;
        turn.push(Effect::Install {
            generation,
            document: self.document.clone(),
            loaded: Some(ticket),
        });
        let before = self.saving.revision;
        let of = (generation, self.document.as_str(), turn.writer());
        self.saving = Saving::loaded(of, before, stamp, is_deep);
        self.is_typing = false;
    }

    fn hear(&mut self, word: &Word, turn: &mut Turn) {
        match &mut self.role {
            Role::Editing(editing) => {
                let editing = *editing;
                self.hear_editing(word, editing, turn);
            }
            Role::TakingOver(take_over) => {
                let event = Event::Heard(word.clone());
                let (_, progress) = take_over.handle(&event, self.generation, &self.document, turn);
                self.progress(progress, turn);
            }
            Role::Following(following) => {
                if following.hear(word.what) {
                    following.read(self.generation, &self.document, turn);
                }
            }
            Role::Keeping(_) => {}
        }
    }

    fn hear_editing(&mut self, word: &Word, editing: Editing, turn: &mut Turn) {
        let is_clean = self.saving.is_stored() && self.saving.is_idle() && !self.is_typing;
        match editing.hear(word, turn.window, self.saving.stamp.saves, is_clean) {
            Reaction::Nothing => {}
            Reaction::GiveWay => self.give_way(word.from, turn),
            Reaction::Claim => turn.announce(&self.document, What::Mine),
            Reaction::CatchUp => self.catch_up(editing.lease, turn),
        }
    }

    fn give_way(&mut self, to: u64, turn: &mut Turn) {
        turn.announce(&self.document, What::Yielding { to });
        if let Role::Editing(editing) = &mut self.role
            && self.leaving.is_none()
        {
            editing.purpose = Purpose::GiveWay { to };
            self.save(turn);
        }
    }

    /// The user wants to leave: what is not stored is written first.
    pub fn leave(&mut self, turn: &mut Turn) {
        self.leaving = Some(Leaving::new(turn));
        if self.may_write() {
            self.save(turn);
        }
    }

    /// Goes on where something was waiting for the writes. Returns what is left of the document
    /// when it is closed.
    pub fn advance(&mut self, turn: &mut Turn) -> Option<Ending> {
        if self.is_committing {
            return None;
        }
        if let Role::Editing(editing) = self.role {
            match editing.outcome(&self.saving) {
                Outcome::Waits => {}
                Outcome::Follows => self.follow(turn),
                Outcome::Keeps => self.keep(None, turn),
                Outcome::GivesWay { to } => {
                    editing.lease.release(&self.document, Some(to), turn);
                    // The other window may have saved meanwhile, where there are no locks.
                    self.follow(turn);
                    turn.push(Effect::Tell(Notice::TakenOver));
                }
                Outcome::Refuses { to } => {
                    turn.announce(&self.document, What::Refused { to });
                    self.role = Open::editing(editing.lease);
                }
            }
        }
        self.depart(turn)
    }
}
