//! What once went wrong, as events: each test follows the steps of a bug.

use phuluc::session::{
    Access, Effect, Event, How, LockAnswer, Notice, PATIENCE_MS, PROBE_MS, Refusal, SaveProblem,
    SaveState, Session, Source, Ticket, What, Word, Write, WriteError,
};
use phuluc::{persist::Stamp, session::Filed};

const ME: u64 = 7;
const OTHER: u64 = 9;

/// A session whose effects are inspected by hand.
struct Hands {
    session: Session,
    now: u64,
}

impl Hands {
    fn new() -> Hands {
        let session = Session::new(ME, true);
        Hands { session, now: 0 }
    }

    fn send(&mut self, event: Event) -> Vec<Effect> {
        self.session.handle(self.now, event)
    }

    fn open(&mut self, document: &str) -> Vec<Effect> {
        let (document, source) = (document.to_owned(), Source::Stored);
        self.send(Event::Open { document, source })
    }

    fn lock(&mut self, effects: &[Effect], answer: LockAnswer) -> Vec<Effect> {
        let ticket = asked_lock(effects).unwrap().0;
        self.send(Event::LockAnswered { ticket, answer })
    }

    fn loaded(&mut self, effects: &[Effect], saves: u64) -> Vec<Effect> {
        let ticket = load(effects).unwrap();
        let stamp = Stamp::numbered(saves);
        self.send(Event::Loaded {
            ticket,
            stamp,
            is_deep: true,
        })
    }

    /// Opens a document to edit it.
    fn edit(&mut self, document: &str) {
        let asked = self.open(document);
        let locked = self.lock(&asked, LockAnswer::Granted);
        self.loaded(&locked, 3);
        assert_eq!(self.session.may_edit(), Ok(()));
    }

    /// Opens a document that another window edits.
    fn follow(&mut self, document: &str) {
        let asked = self.open(document);
        let denied = self.lock(&asked, LockAnswer::Denied);
        self.loaded(&denied, 3);
    }

    fn hear(&mut self, document: &str, what: What) -> Vec<Effect> {
        let document = document.to_owned();
        self.send(Event::Heard(Word {
            document,
            from: OTHER,
            what,
        }))
    }

    /// Answers the write of each store.
    fn write(
        &mut self,
        effects: &[Effect],
        local: Result<(), WriteError>,
        deep: Result<(), WriteError>,
    ) -> Vec<Effect> {
        let ticket = local_write(effects).unwrap().ticket;
        let mut all = self.send(Event::LocalWritten {
            ticket,
            result: local,
        });
        if let Some(write) = deep_write(&all) {
            let ticket = write.ticket;
            all.extend(self.send(Event::DeepWritten {
                ticket,
                result: deep,
            }));
        }
        all
    }

    fn wake(&mut self, ms: u64) -> Vec<Effect> {
        self.now += ms;
        self.send(Event::Woke)
    }

    fn access(&self) -> Access {
        self.session.status().access
    }
}

fn asked_lock(effects: &[Effect]) -> Option<(Ticket, How)> {
    effects.iter().find_map(|it| match it {
        Effect::AskLock { ticket, how, .. } => Some((*ticket, *how)),
        _ => None,
    })
}

fn load(effects: &[Effect]) -> Option<Ticket> {
    effects.iter().find_map(|it| match it {
        Effect::Load { ticket, .. } => Some(*ticket),
        _ => None,
    })
}

fn local_write(effects: &[Effect]) -> Option<&Write> {
    effects.iter().find_map(|it| match it {
        Effect::WriteLocal(write) => Some(write),
        _ => None,
    })
}

fn deep_write(effects: &[Effect]) -> Option<Write> {
    effects.iter().find_map(|it| match it {
        Effect::WriteDeep(write) => Some(write.clone()),
        _ => None,
    })
}

fn releases(effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|it| matches!(it, Effect::ReleaseLock { .. }))
}

fn installs(effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|it| matches!(it, Effect::Install { .. }))
}

fn says(effects: &[Effect], what: What) -> bool {
    effects
        .iter()
        .any(|it| matches!(it, Effect::Announce(word) if word.what == what))
}

/// Bug 2: where IndexedDB is blocked, giving way waited for ever.
#[test]
fn giving_way_ends_where_deep_storage_is_blocked() {
    let mut it = Hands::new();
    it.edit("a");
    it.send(Event::Edited);
    let effects = it.hear("a", What::Wants);
    assert!(says(&effects, What::Yielding { to: OTHER }));
    assert!(!releases(&effects));
    let effects = it.write(&effects, Ok(()), Err(WriteError::Blocked));
    assert!(releases(&effects));
    assert!(matches!(it.access(), Access::Following { .. }));
}

/// And where nothing can be stored the window keeps what it has.
#[test]
fn a_window_that_cannot_save_does_not_give_way() {
    let mut it = Hands::new();
    it.edit("a");
    it.send(Event::Edited);
    let effects = it.hear("a", What::Wants);
    let effects = it.write(&effects, Err(WriteError::Full), Err(WriteError::Blocked));
    assert!(says(&effects, What::Refused { to: OTHER }));
    assert!(!releases(&effects));
    assert_eq!(it.session.may_edit(), Ok(()));
    assert_eq!(
        it.session.status().save,
        SaveState::NotSaved(SaveProblem::Full)
    );
}

/// Bug 3: two windows without locks saved the same state, and both passed the check, which compared
/// numbers.
#[test]
fn saves_of_two_windows_never_cover_each_other() {
    let saved = |window| {
        let mut session = Session::new(window, false);
        let mut send = |event| session.handle(0, event);
        let (document, source) = ("a".to_owned(), Source::Stored);
        let asked = send(Event::Open { document, source });
        let ticket = asked_lock(&asked).unwrap().0;
        let answer = LockAnswer::Unsupported;
        let loading = send(Event::LockAnswered { ticket, answer });
        let ticket = load(&loading).unwrap();
        send(Event::Loaded {
            ticket,
            stamp: Stamp::numbered(3),
            is_deep: true,
        });
        send(Event::Edited);
        local_write(&send(Event::SaveNow)).unwrap().stamp.clone()
    };
    let (one, two) = (saved(1), saved(2));
    assert_eq!((one.saves, two.saves), (4, 4));
    assert!(!one.covers(&two) && !two.covers(&one));
}

/// Bug 3: the window whose save is refused keeps it as a copy, with what is being typed.
#[test]
fn a_refused_save_becomes_a_copy() {
    let mut it = Hands::new();
    it.edit("a");
    it.send(Event::Edited);
    let effects = it.send(Event::SaveNow);
    let effects = it.write(&effects, Ok(()), Err(WriteError::Newer));
    let ticket = effects.iter().find_map(|it| match it {
        Effect::KeepCopy {
            ticket, of: None, ..
        } => Some(*ticket),
        _ => None,
    });
    let ticket = ticket.unwrap();
    assert_eq!(it.session.may_edit(), Err(Refusal::Settling));
    let failed = Err(WriteError::Full);
    let effects = it.send(Event::CopyKept {
        ticket,
        result: failed,
    });
    assert!(effects.contains(&Effect::Tell(Notice::CopyFailed)));
    assert!(
        load(&effects).is_none(),
        "the screen is the only place that has it"
    );
    assert_eq!(
        it.session.status().save,
        SaveState::NotSaved(SaveProblem::Conflict)
    );
}

/// Bug 4: a lock granted just before the limit, with the reading running past it: the window stole
/// its own lock.
#[test]
fn a_lock_that_was_granted_is_not_stolen() {
    let mut it = Hands::new();
    it.follow("a");
    let asked = it.send(Event::TakeOver);
    assert_eq!(asked_lock(&asked).unwrap().1, How::Wait);
    it.now += PATIENCE_MS - 1;
    let loading = it.lock(&asked, LockAnswer::Granted);
    assert!(load(&loading).is_some());
    let effects = it.wake(5_000);
    assert_eq!(asked_lock(&effects), None);
    it.loaded(&loading, 4);
    assert_eq!(it.access(), Access::Editing);
}

/// Bug 5: taking over without locks did not wait for the other window's save.
#[test]
fn taking_over_without_locks_waits_for_the_save() {
    let mut it = Hands::new();
    it.follow("a");
    let asked = it.send(Event::TakeOver);
    assert!(says(&asked, What::Wants));
    let effects = it.lock(&asked, LockAnswer::Unsupported);
    assert!(load(&effects).is_none());
    assert!(load(&it.hear("a", What::Yielding { to: ME })).is_none());
    // The other window is alive, so it is given the time that its save takes.
    assert!(load(&it.wake(PATIENCE_MS - 1)).is_none());
    assert!(load(&it.hear("a", What::Saved { saves: 4 })).is_none());
    let loading = it.hear("a", What::Released { to: Some(ME) });
    it.loaded(&loading, 4);
    assert_eq!(it.session.may_edit(), Ok(()));
}

/// A window that hangs does not answer, and is overtaken.
#[test]
fn a_window_that_hangs_is_overtaken() {
    let mut it = Hands::new();
    it.follow("a");
    it.send(Event::TakeOver);
    let effects = it.wake(PATIENCE_MS);
    assert!(releases(&effects));
    assert_eq!(asked_lock(&effects).unwrap().1, How::Steal);
}

/// The window that edited was closed or has crashed without a word.
#[test]
fn a_window_that_follows_edits_once_the_document_is_free() {
    let mut it = Hands::new();
    it.follow("a");
    let asked = it.wake(PROBE_MS);
    assert_eq!(asked_lock(&asked).unwrap().1, How::IfFree);
    assert!(load(&it.lock(&asked, LockAnswer::Denied)).is_none());
    assert_eq!(asked_lock(&it.wake(PROBE_MS - 1)), None);
    assert_eq!(it.access(), Access::Following { is_free: false });
    let asked = it.wake(1);
    let loading = it.lock(&asked, LockAnswer::Granted);
    it.loaded(&loading, 4);
    assert_eq!(it.session.may_edit(), Ok(()));
}

/// Where there are no locks, only the user can tell that the other window is gone.
#[test]
fn without_locks_a_window_that_follows_asks_once() {
    let mut it = Hands::new();
    it.follow("a");
    let asked = it.wake(PROBE_MS);
    it.lock(&asked, LockAnswer::Unsupported);
    assert_eq!(it.session.deadline(), None);
    assert_eq!(asked_lock(&it.wake(10 * PROBE_MS)), None);
}

/// Bug 6: with A opened and B clicked at once, A's late contents replaced B and its unsaved edit.
#[test]
fn a_late_reading_of_a_document_that_was_left_is_ignored() {
    let mut it = Hands::new();
    let asked = it.open("a");
    let loading_a = it.lock(&asked, LockAnswer::Granted);
    let asked = it.open("b");
    assert!(releases(&asked));
    let loading_b = it.lock(&asked, LockAnswer::Granted);
    assert!(installs(&it.loaded(&loading_b, 2)));
    it.send(Event::Edited);
    let late = it.loaded(&loading_a, 5);
    assert!(!installs(&late), "{late:?}");
    let effects = it.send(Event::SaveNow);
    assert_eq!(local_write(&effects).unwrap().document, "b");
}

/// A lock that is granted when nobody wants it any more is given back.
#[test]
fn a_late_lock_is_given_back() {
    let mut it = Hands::new();
    let asked = it.open("a");
    it.send(Event::Close);
    assert!(releases(&it.lock(&asked, LockAnswer::Granted)));
    assert_eq!(it.access(), Access::Closed);
}

/// Bug 8 and 22: a window that follows changes nothing, and can say so before anything is reported
/// as done.
#[test]
fn a_window_that_follows_refuses_before_the_change() {
    let mut it = Hands::new();
    it.follow("a");
    assert_eq!(it.session.may_edit(), Err(Refusal::ReadOnly));
    it.send(Event::Edited);
    assert_eq!(local_write(&it.send(Event::SaveNow)), None);
    assert_eq!(local_write(&it.wake(1_000)), None);
    it.send(Event::TakeOver);
    assert_eq!(it.session.may_edit(), Err(Refusal::ReadOnly));
}

/// Bug 16: after an export, "safe" was marked on whichever document was open by then.
#[test]
fn an_export_is_marked_on_the_document_that_was_exported() {
    let mut it = Hands::new();
    it.edit("a");
    let exported = it.session.snapshot().unwrap();
    it.edit("b");
    let marked = it.send(Event::Exported(exported));
    let document = "a".to_owned();
    assert!(marked.contains(&Effect::MarkExported { document }));
    let exported = it.session.snapshot().unwrap();
    assert_eq!(exported.document, "b");
    // Changes since the export exist only here.
    it.send(Event::Edited);
    assert_eq!(it.send(Event::Exported(exported)), []);
}

/// Bug 21: archiving in one window a document that another edits was undone by that one's next
/// save. Each save merges the record in its transaction (`persist::Meta::saved`); the user is told.
#[test]
fn filing_in_another_window_is_noticed() {
    let mut it = Hands::new();
    it.edit("a");
    let effects = it.hear("a", What::Filed(Filed::Archived));
    assert!(effects.contains(&Effect::Tell(Notice::Archived)));
    assert_eq!(it.hear("b", What::Filed(Filed::Deleted)), []);
}

/// The lock is held until the last write has ended, also after the document is closed.
#[test]
fn a_closed_document_is_released_after_its_last_write() {
    let mut it = Hands::new();
    it.edit("a");
    it.send(Event::Edited);
    let effects = it.send(Event::Close);
    let ticket = local_write(&effects).unwrap().ticket;
    let effects = it.send(Event::LocalWritten {
        ticket,
        result: Ok(()),
    });
    assert!(effects.contains(&Effect::Clear) && !releases(&effects));
    let ticket = deep_write(&effects).unwrap().ticket;
    // Opened again at once, it is not locked against itself.
    assert_eq!(asked_lock(&it.open("a")), None);
    let effects = it.send(Event::DeepWritten {
        ticket,
        result: Ok(()),
    });
    assert!(releases(&effects) && asked_lock(&effects).is_some());
}

/// Leaving with a change that cannot be stored is a question.
#[test]
fn leaving_what_is_not_stored_is_asked() {
    let mut it = Hands::new();
    it.edit("a");
    it.send(Event::Edited);
    let effects = it.open("b");
    let effects = it.write(&effects, Err(WriteError::Full), Err(WriteError::Full));
    assert!(effects.contains(&Effect::AskBeforeLeaving(Some(SaveProblem::Full))));
    assert!(asked_lock(&effects).is_none());
    it.send(Event::LeaveAnswered(phuluc::session::LeaveAnswer::Stay));
    assert_eq!(it.session.may_edit(), Ok(()));
    // When there is room again, leaving goes on by itself.
    let effects = it.open("b");
    let effects = it.write(&effects, Ok(()), Ok(()));
    assert!(asked_lock(&effects).is_some());
}

/// A change is written after the debounce window, however many follow.
#[test]
fn changes_in_quick_succession_are_written_together() {
    let mut it = Hands::new();
    it.edit("a");
    it.send(Event::Edited);
    it.now += 300;
    it.send(Event::Edited);
    assert_eq!(it.session.status().save, SaveState::Saving);
    let effects = it.wake(100);
    it.write(&effects, Ok(()), Ok(()));
    assert_eq!(it.session.status().save, SaveState::Saved);
    assert_eq!(it.session.deadline(), None);
}
