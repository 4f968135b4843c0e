//! Carries out the effects of the session, see `src/session.rs`. Nothing else writes a document, asks
//! for a lock or changes what is open.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    context::{App, Screen},
    dialog::Dialog,
    side::Side,
    typing::Mode,
};
use crate::{
    browser::{
        address::{self, Place},
        channel, elapsed_ms, lock, pause,
        storage::{self, Draft, Loaded, Packed, Save},
    },
    commands,
    editor::Editor,
    model::{Document, Severity},
    persist::{Found, LoadError, Saver},
    session::{
        Access, Effect, Event, Notice, Pages, SaveProblem, SaveState, Status, Ticket, What, Write,
    },
    ui::crash,
    validate::Diagnostic,
    wording::{Key, Message},
};

thread_local! {
    static DRIVER: Driver = Driver::default();
}

#[derive(Default)]
struct Driver {
    /// A new document on its way to the screen, by id.
    arriving: RefCell<Option<(String, Editor)>>,
    /// Documents that were read and are not on the screen yet.
    read: RefCell<HashMap<Ticket, Loaded>>,
    /// Why the last document could not be read.
    unreadable: RefCell<String>,
    /// The generation of the document on the screen.
    generation: Cell<u64>,
    /// What each store has of the document on the screen.
    local: RefCell<Saver>,
    deep: RefCell<Saver>,
    /// The last save and the saver after it: usually both stores get the same one.
    last_save: RefCell<Option<(Write, Rc<Save>, Saver)>>,
    /// What is being written to deep storage, in case it has to become a copy.
    writing: RefCell<HashMap<Ticket, Document>>,
    timer: Cell<Option<TimeoutHandle>>,
    /// Whether a save went without the number of findings, because not all was checked yet.
    owes_found: Cell<bool>,
    /// The last save of another window that was heard of: its document and number.
    heard: RefCell<(String, u64)>,
}

/// Words of another window may arrive before its writes to local storage, which browsers pass on
/// between processes in their own time. How long and how often to wait for them.
const LAG_MS: i32 = 40;
const N_LAGS: u32 = 25;

/// Holds a new document until the session installs it.
pub(super) fn bring(id: &str, editor: Editor) {
    DRIVER.with(|driver| driver.arriving.replace(Some((id.to_owned(), editor))));
}

/// Connects the session with the browser.
pub(in crate::ui) fn start(app: App) {
    let session = app.session;
    session.carry_out_by(move |effect| DRIVER.with(|driver| carry_out(app, driver, effect)));
    channel::listen(move |word| {
        if let What::Saved { saves } = word.what {
            DRIVER.with(|driver| driver.heard.replace((word.document.clone(), saves)));
        }
        session.send(Event::Heard(word));
    });
    leptos::prelude::Effect::new(move |_| {
        app.checked.track();
        note_found(app);
    });
    // The last moments that a browser guarantees.
    let _ = window_event_listener(leptos::ev::pagehide, move |_| {
        session.send(Event::SaveNow);
        remember_place(app);
    });
    let _ = window_event_listener_untyped("visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            session.send(Event::SaveNow);
            remember_place(app);
        }
    });
    let _ = window_event_listener_untyped("popstate", move |_| follow_address(app));
    // Without a key, local storage was cleared by another window or by the browser.
    let _ = window_event_listener(leptos::ev::storage, move |event| {
        if event.key().is_none() {
            session.send(Event::StorageCleared);
        }
    });
    let _ = window_event_listener(leptos::ev::beforeunload, move |event| {
        let save = session.status().get_untracked().save;
        if matches!(save, SaveState::NotSaved(_)) {
            event.prevent_default();
        }
    });
}

/// Opens what the browser's “back” or “forward” leads to.
fn follow_address(app: App) {
    match address::place() {
        Place::Document(id) if id != app.session.document() => app.open_stored(id),
        Place::Start if app.screen.get_untracked() == Screen::Editor => app.close(),
        Place::Start if app.screen.get_untracked() == Screen::Board => app.leaves_board.notify(),
        Place::Gathering(id) => match app.screen.get_untracked() {
            Screen::Start => app.gathering.set(Some(id)),
            Screen::Editor => {
                app.came_from.set(Some(id));
                app.close();
            }
            Screen::Board => {}
        },
        Place::Document(_) | Place::Start | Place::Other => {}
    }
}

fn remember_place(app: App) {
    if let Some(place) = app.editor.with_untracked(Editor::cell_ref)
        && app.screen.get_untracked() == Screen::Editor
    {
        storage::set_place(&app.session.document(), place);
    }
}

fn carry_out(app: App, driver: &Driver, effect: Effect) {
    let session = app.session;
    match effect {
        Effect::AskLock {
            ticket,
            document,
            how,
        } => lock::ask(ticket, &document, how, move |event| session.send(event)),
        Effect::ReleaseLock { ticket, .. } => lock::release(ticket),
        Effect::Announce(word) => channel::send(&word),
        Effect::Load { ticket, document } => spawn_local(load(app, ticket, document)),
        Effect::Install {
            generation,
            document,
            loaded,
        } => install(app, generation, &document, loaded),
        Effect::Clear => {
            app.dialog.set(None);
            app.typing.stop();
            crash::remember("");
            address::show_list();
            app.reopening.set(false);
            app.screen.set(Screen::Start);
            app.library.notify();
        }
        Effect::CommitTyping { generation } => session.send(Event::TypingCommitted {
            generation,
            has_changed: app.commit_typed_text(),
        }),
        Effect::WriteLocal(write) => {
            let save = save_for(app, driver, &driver.local, &write);
            let result = storage::write_local(&write.document, &save);
            let ticket = write.ticket;
            session.send(Event::LocalWritten { ticket, result });
        }
        Effect::WriteDeep(write) => {
            let save = save_for(app, driver, &driver.deep, &write);
            // Taken now: another document may be on the screen when the task runs.
            let document = on_screen(app);
            driver.writing.borrow_mut().insert(write.ticket, document);
            spawn_local(write_deep(app, write, save));
        }
        Effect::LeaveLocal { document, stamp } => storage::leave_local(&document, &stamp),
        Effect::WriteDraft { document, draft } => storage::set_draft(&document, draft.as_ref()),
        Effect::KeepCopy { ticket, of, .. } => {
            let written = of.and_then(|it| driver.writing.borrow().get(&it).cloned());
            let copy = written.unwrap_or_else(|| on_screen(app));
            spawn_local(keep_copy(app, ticket, copy));
        }
        Effect::MarkExported { document } => spawn_local(async move {
            // If this fails, the user is merely reminded of a backup that already exists.
            let marked = storage::set_meta(&document, |meta| meta.unsafe_since_ms = None);
            marked.await.ok();
        }),
        Effect::RefreshList => app.library.notify(),
        Effect::AskBeforeLeaving(problem) => ask_before_leaving(app, problem),
        Effect::Show(status) => show(app, status),
        Effect::Tell(notice) => tell(app, driver, notice),
        Effect::Wake { at_ms } => wake(app, driver, at_ms),
    }
}

/// Reads a document. What follows for the opened document is done once it is on the screen.
async fn load(app: App, ticket: Ticket, id: String) {
    let copy_name = |name: &str| copy_name(app, name);
    let loaded = match load_heard(&id, &copy_name).await {
        Ok(loaded) => loaded,
        Err(error) => {
            DRIVER.with(|driver| driver.unreadable.replace(error.to_string()));
            return app.session.send(Event::LoadFailed { ticket });
        }
    };
    let (stamp, is_deep) = (loaded.stamp.clone(), loaded.is_deep);
    let (draft, changed_ms) = (loaded.draft.clone(), loaded.meta.changed_ms);
    let shown_before = DRIVER.with(|driver| {
        driver.read.borrow_mut().insert(ticket, loaded);
        driver.generation.get()
    });
    app.session.send(Event::Loaded {
        ticket,
        stamp,
        is_deep,
    });
    let (is_dropped, shown) = DRIVER.with(|driver| {
        let dropped = driver.read.borrow_mut().remove(&ticket);
        (dropped.is_some(), driver.generation.get())
    });
    let is_opened = !is_dropped && shown != shown_before;
    if !is_opened || app.session.may_edit().is_err() {
        return;
    }
    if let Some(draft) = draft {
        offer_draft(app, &id, draft);
    }
    let document = on_screen(app);
    // Daily versions and cleaning up are a convenience; failures are ignored.
    storage::keep_day(&id, &document, changed_ms).await.ok();
    storage::tidy(&id).await.ok();
}

/// Reads a document, again if another window has announced a later save of it than was found.
async fn load_heard(id: &str, copy_name: &dyn Fn(&str) -> String) -> Result<Loaded, LoadError> {
    for _ in 0..N_LAGS {
        let loaded = storage::load(id, copy_name).await?;
        let is_late = DRIVER.with(|driver| {
            let heard = driver.heard.borrow();
            heard.0 == id && loaded.stamp.saves < heard.1
        });
        if !is_late {
            return Ok(loaded);
        }
        pause(LAG_MS).await;
    }
    storage::load(id, copy_name).await
}

/// Offers to restore the text that was being typed when the page was closed.
fn offer_draft(app: App, id: &str, draft: Draft) {
    let place = draft.cell_ref();
    let is_new = app.editor.with_untracked(|editor| {
        let annex = editor.document().annex(place.annex);
        let row = annex.and_then(|annex| annex.rows.iter().find(|row| row.id == place.row));
        row.is_some_and(|row| row.cell(place.column) != draft.text)
    });
    if !is_new {
        return storage::set_draft(id, None);
    }
    let text = draft.text.clone();
    let id = id.to_owned();
    let take = move || {
        app.notice.set(None);
        if app.session.document() == id {
            app.go_to(place);
            app.run(|selection| commands::set_text(selection, &draft.text));
        }
        storage::set_draft(&id, None);
    };
    app.offer(Key::DraftFound.with([text]), Key::DraftTake, take);
}

/// Puts a document on the screen. Another state of the same document leaves the screen as it is.
fn install(app: App, generation: u64, id: &str, loaded: Option<Ticket>) {
    let (loaded, arrived, is_same) = DRIVER.with(|driver| {
        let loaded = loaded.and_then(|ticket| driver.read.borrow_mut().remove(&ticket));
        driver.local.take();
        driver.deep.take();
        driver.last_save.take();
        driver.owes_found.set(false);
        let is_same = driver.generation.replace(generation) == generation;
        (loaded, driver.arriving.take(), is_same)
    });
    app.dialog.set(None);
    app.typing.stop();
    match (loaded, arrived) {
        (Some(loaded), _) => {
            if loaded.is_older {
                app.tell_error(Key::OlderCopyOpened.into());
            }
            app.editor.update(|editor| {
                if is_same {
                    editor.reload(loaded.document);
                } else {
                    *editor = Editor::new(loaded.document);
                    editor.restore_views(&storage::views(id));
                    if let Some(place) = storage::place(id) {
                        editor.go_to(place);
                    }
                }
                editor.reserve_ids(loaded.next_id);
            });
        }
        (None, Some((arrived, editor))) if arrived == id => app.editor.set(editor),
        (None, _) => return,
    }
    app.checked.notify();
    if app.editor.with_untracked(Editor::has_due_checks) {
        app.check_soon();
    }
    if !is_same {
        crash::remember(id);
        address::show_document(id);
        // What is about another document goes with it.
        if app.side.get_untracked() != Some(Side::Findings) {
            app.side.set(None);
        }
        app.zoom.set(storage::zoom(id));
        app.reopening.set(false);
        app.screen.set(Screen::Editor);
        app.focus_grid.notify();
    }
}

/// Returns the document on the screen.
fn on_screen(app: App) -> Document {
    app.editor
        .with_untracked(|editor| editor.document().clone())
}

/// Returns the save of the document on the screen that the store of that saver is to take.
fn save_for(app: App, driver: &Driver, saver: &RefCell<Saver>, write: &Write) -> Rc<Save> {
    if let Some((last, save, after)) = driver.last_save.take()
        && (&last.stamp, &last.pages) == (&write.stamp, &write.pages)
    {
        saver.replace(after);
        return save;
    }
    let mut saver = saver.borrow_mut();
    let since = match &write.pages {
        Pages::All => {
            saver.forget();
            None
        }
        Pages::ChangedSince(since) => Some(since.clone()),
    };
    let save = app.editor.with_untracked(|editor| {
        let (document, next_id) = (editor.document(), editor.next_id());
        Save {
            packed: Packed::of(saver.save_as(document, next_id, &write.stamp)),
            since,
            found: found(editor),
        }
    });
    if save.found.is_none() {
        driver.owes_found.set(true);
    }
    let save = Rc::new(save);
    let kept = (write.clone(), Rc::clone(&save), saver.clone());
    driver.last_save.replace(Some(kept));
    save
}

/// Counts what was found in a document; `None` before all of it was checked.
fn found(editor: &Editor) -> Option<Found> {
    let errors = |it: &&Arc<Diagnostic>| it.severity == Severity::Error;
    editor.is_checked().then(|| Found {
        n_errors: editor.findings().iter().filter(errors).count(),
        n_findings: editor.findings().len(),
    })
}

/// Writes the number of findings down for the list of documents, if a save went without it.
fn note_found(app: App) {
    let owes = DRIVER.with(|driver| driver.owes_found.get());
    if owes
        && let Some(found) = app.editor.with_untracked(found)
        && app.session.may_edit().is_ok()
    {
        DRIVER.with(|driver| driver.owes_found.set(false));
        let id = app.session.document();
        spawn_local(async move {
            // The next save has it as well.
            storage::set_meta(&id, |meta| meta.set_found(found))
                .await
                .ok();
        });
    }
}

async fn write_deep(app: App, write: Write, save: Rc<Save>) {
    let ticket = write.ticket;
    let result = storage::write_deep(&write.document, &save).await;
    app.session.send(Event::DeepWritten { ticket, result });
    DRIVER.with(|driver| driver.writing.borrow_mut().remove(&ticket));
}

async fn keep_copy(app: App, ticket: Ticket, mut copy: Document) {
    copy.plan.name = copy_name(app, &copy.plan.name);
    let result = storage::put_new(&copy).await;
    app.session.send(Event::CopyKept { ticket, result });
}

fn copy_name(app: App, name: &str) -> String {
    let language = app.language.get_untracked();
    Key::CopyOfWindow.with([name.to_owned()]).text(language)
}

fn ask_before_leaving(app: App, problem: Option<SaveProblem>) {
    match problem {
        Some(problem) => app.dialog.set(Some(Dialog::Leave(problem))),
        None => app.dialog.set(None),
    }
}

fn show(app: App, status: Status) {
    let is_settled = matches!(status.access, Access::Following { .. } | Access::TakingOver);
    if is_settled && app.typing.mode.get_untracked() != Mode::Select {
        app.typing.stop();
    }
    app.session.show(status);
}

fn tell(app: App, driver: &Driver, notice: Notice) {
    match notice {
        Notice::TakenOver => app.tell(Key::TakenOver.into()),
        notice => app.tell_error(match notice {
            Notice::Unreadable => {
                let reason = driver.unreadable.borrow().clone();
                Key::DocumentUnreadable.with([reason])
            }
            Notice::TakenOver => Message::from(Key::TakenOver),
            Notice::TakeOverRefused => Key::TakeOverRefused.into(),
            Notice::CopyKept => Key::StorageNewer.into(),
            Notice::CopyFailed => Key::CopyFailed.into(),
            Notice::Archived => Key::ArchivedElsewhere.into(),
            Notice::Deleted => Key::DeletedElsewhere.into(),
        }),
    }
}

fn wake(app: App, driver: &Driver, at_ms: u64) {
    if let Some(timer) = driver.timer.take() {
        timer.clear();
    }
    let left = at_ms as f64 - elapsed_ms();
    let woke = move || {
        // Browsers round times, and a timer may fire a little early.
        if elapsed_ms() < at_ms as f64 {
            DRIVER.with(|driver| wake(app, driver, at_ms));
        } else {
            app.session.send(Event::Woke);
        }
    };
    let delay = Duration::from_millis(left.max(0.0).ceil() as u64);
    driver.timer.set(set_timeout_with_handle(woke, delay).ok());
}
