//! The open consolidation: its state on the page, and how it is stored.

use std::{
    collections::{BTreeSet, VecDeque},
    ops::Deref,
};

use leptos::{prelude::*, task::spawn_local};

use super::{incoming::Incoming, target::Target};
use crate::{
    browser::{
        address, pause,
        storage::{self, GatherError, Gathering},
    },
    gather::{Changes, Consolidation, Standing, read_head, write_head},
    model::{CellRef, Document, Role},
    session::{How, Ticket},
    ui::app::context::{App, Screen},
    wording::{Key, Message},
};

/// Which units are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    Received,
    ToCorrect,
    Missing,
}

impl Filter {
    pub const ALL: [Filter; 4] = [
        Filter::All,
        Filter::Received,
        Filter::ToCorrect,
        Filter::Missing,
    ];

    pub fn has(self, standing: Standing) -> bool {
        match self {
            Filter::All => true,
            Filter::Received => standing.is_received(),
            Filter::ToCorrect => matches!(
                standing,
                Standing::ToCorrect | Standing::Unreadable | Standing::OtherForm
            ),
            Filter::Missing => standing == Standing::Missing,
        }
    }
}

/// What of the consolidation is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    #[default]
    Values,
    /// How the results stand against their targets.
    Statuses,
    /// What is not matched.
    Open,
}

impl View {
    pub const ALL: [View; 3] = [View::Values, View::Statuses, View::Open];
}

/// How far the reading of files has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub n_done: usize,
    pub n_all: usize,
    /// The file that was begun last.
    pub name: String,
}

/// Whether the consolidation is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Saving {
    Saved,
    Pending,
    NotSaved(Message),
}

/// What has to be stored.
#[derive(Clone, Debug, Default)]
struct Dirty {
    head: bool,
    list: bool,
    files: BTreeSet<u32>,
}

/// What the dialog of form, units and deadline is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetUp {
    New,
    Change,
}

/// What follows the answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// What is stored is shown.
    Load,
    /// It is on the screen already.
    Stay,
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct Gather {
    app: App,
    pub(super) id: StoredValue<String>,
    pub(super) current: RwSignal<Option<Consolidation>>,
    /// Counts the changes of `current`.
    pub(super) version: StoredValue<u64>,
    pub(super) setting_up: RwSignal<Option<SetUp>>,
    pub(super) reading: RwSignal<Option<Reading>>,
    pub(super) filter: RwSignal<Filter>,
    /// The active cell: a row of the form and a unit.
    pub(super) cell: RwSignal<(usize, usize)>,
    /// Which column of values is shown, by its place in [`Gather::columns`].
    pub(super) column: RwSignal<usize>,
    pub(super) view: RwSignal<View>,
    /// The cell whose value is put right.
    pub(super) putting_right: RwSignal<Option<Target>>,
    pub(super) saving: RwSignal<Saving>,
    /// Files that are still to be read.
    pub(super) incoming: StoredValue<VecDeque<Incoming>, LocalStorage>,
    /// What takes back the last decisions.
    undone_by: StoredValue<Vec<Changes>>,
    pub(super) saves: StoredValue<u64>,
    /// Whether another window edits the consolidation.
    pub(super) is_read_only: RwSignal<bool>,
    /// The request for the right to edit, and how many there were.
    pub(super) ticket: StoredValue<Option<Ticket>>,
    pub(super) n_requests: StoredValue<u64>,
    /// Whether results say where their rows are from.
    pub(super) lists_sources: RwSignal<bool>,
    dirty: StoredValue<Dirty>,
    /// Whether the board is left once everything is stored.
    is_closing: StoredValue<bool>,
}

impl Gather {
    pub fn new(app: App) -> Gather {
        Gather {
            app,
            id: StoredValue::default(),
            current: RwSignal::new(None),
            version: StoredValue::new(0),
            setting_up: RwSignal::new(None),
            reading: RwSignal::new(None),
            filter: RwSignal::default(),
            cell: RwSignal::new((0, 0)),
            column: RwSignal::new(0),
            view: RwSignal::default(),
            putting_right: RwSignal::new(None),
            saving: RwSignal::new(Saving::Saved),
            incoming: StoredValue::new_local(VecDeque::new()),
            undone_by: StoredValue::new(Vec::new()),
            saves: StoredValue::new(0),
            is_read_only: RwSignal::new(false),
            ticket: StoredValue::new(None),
            n_requests: StoredValue::new(0),
            lists_sources: RwSignal::new(true),
            dirty: StoredValue::new(Dirty::default()),
            is_closing: StoredValue::new(false),
        }
    }

    /// Returns the context; callable in any component of the editor page.
    pub(super) fn get() -> Gather {
        expect_context()
    }

    /// Opens a stored consolidation, or begins a new one when `id` is empty.
    pub fn open(self, id: String) {
        if id.is_empty() {
            return self.setting_up.set(Some(SetUp::New));
        }
        self.ask(id, How::IfFree, Then::Load);
    }

    /// Whether a consolidation is on the screen.
    pub(super) fn is_shown(self, id: &str) -> bool {
        self.current.with_untracked(Option::is_some) && self.id.with_value(|own| own == id)
    }

    pub(super) async fn load(self, id: String) {
        let damaged = |reason: &str| Key::GatherDamaged.with([reason.to_owned()]);
        let stored = match storage::gathering(&id).await {
            Ok(Some(stored)) => stored,
            Ok(None) => return self.not_opened(damaged("")),
            Err(error) => return self.not_opened(error.user_message()),
        };
        let Some(mut consolidation) = read_head(&stored.head) else {
            return self.not_opened(damaged(&stored.listed.name));
        };
        let mut n_lost = 0;
        let n_all = stored.files.len();
        for (at, (number, text)) in stored.files.iter().enumerate() {
            n_lost += usize::from(!consolidation.restore(*number, text));
            if at % FILES_AT_ONCE == FILES_AT_ONCE - 1 {
                let [done, all] = [at + 1, n_all].map(|n| n.to_string());
                self.tell(Key::GatherReading.with([done, all, consolidation.name.clone()]));
                pause(0).await;
            }
        }
        consolidation.refresh();
        if FILES_AT_ONCE <= n_all {
            self.notice.set(None);
        }
        if 0 < n_lost {
            self.tell_error(Key::GatherFilesLost.with([n_lost.to_string()]));
        }
        // Who looks at it already stays where they are.
        let place = self.is_shown(&id).then(|| self.place());
        let place = place.or_else(|| storage::board_place(&id));
        self.show(id, consolidation, stored.listed.saves);
        if let Some(place) = place {
            self.go_to(place);
        }
    }

    fn not_opened(self, why: Message) {
        self.tell_error(why);
        if self.screen.get_untracked() == Screen::Start {
            self.reopening.set(false);
            address::show_list();
        }
    }

    fn show(self, id: String, consolidation: Consolidation, saves: u64) {
        self.id.set_value(id);
        self.saves.set_value(saves);
        self.dirty.set_value(Dirty::default());
        self.undone_by.set_value(Vec::new());
        self.filter.set(Filter::All);
        // What units report comes before what they plan.
        let columns = Gather::columns(&consolidation);
        let reported = columns.iter().position(|(annex, column, _)| {
            let annex = consolidation.form().document.annexes.get(*annex);
            let column = annex.and_then(|it| it.columns.get(*column));
            column.is_some_and(|it| matches!(it.role, Role::Actual | Role::Status))
        });
        self.column.set(reported.unwrap_or(0));
        self.view.set(View::Values);
        self.putting_right.set(None);
        self.saving.set(Saving::Saved);
        let row = consolidation.form().first_item();
        self.cell.set((row, 0));
        self.version.update_value(|it| *it += 1);
        self.current.set(Some(consolidation));
        self.id.with_value(|id| address::show_gathering(id));
        self.reopening.set(false);
        self.app.screen.set(Screen::Board);
    }

    /// Shows a new consolidation and stores it.
    pub(super) fn begin(self, consolidation: Consolidation) {
        storage::ask_to_persist();
        let id = storage::new_id();
        self.show(id.clone(), consolidation, 0);
        self.ask(id, How::IfFree, Then::Stay);
        self.dirty.update_value(|it| it.head = true);
        self.save();
    }

    /// Returns to the list of documents once everything is stored.
    pub(super) fn close(self) {
        if let Saving::NotSaved(message) = self.saving.get_untracked()
            && self
                .dirty
                .with_value(|it| it.head || it.list || !it.files.is_empty())
        {
            // The next press leaves.
            self.dirty.set_value(Dirty::default());
            return self.tell_error(message);
        }
        self.stop_reading();
        if self.saving.get_untracked() == Saving::Pending {
            return self.is_closing.set_value(true);
        }
        self.release();
        address::show_list();
        self.app.screen.set(Screen::Start);
        self.current.set(None);
        self.library.notify();
    }

    pub(super) fn stop_reading(self) {
        self.incoming.update_value(VecDeque::clear);
    }

    /// Changes the consolidation and stores the files of these numbers.
    pub(super) fn change<R>(
        self,
        change: impl FnOnce(&mut Consolidation) -> (R, Vec<u32>),
    ) -> Option<R> {
        if self.is_read_only.get_untracked() {
            // It goes by itself, so that it does not stay over the button that it names.
            self.tell(Key::GatherReadOnly.into());
            return None;
        }
        self.version.update_value(|it| *it += 1);
        let changed = self
            .current
            .try_update(|current| current.as_mut().map(change))
            .flatten();
        let (result, files) = changed?;
        self.dirty.update_value(|it| {
            it.list = true;
            it.files.extend(files);
        });
        self.save();
        Some(result)
    }

    /// Changes name, deadline and units.
    pub(super) fn set_up(self, name: String, deadline: String, units: Vec<String>) {
        let changed = self.change(|it| (it.set_up(name, deadline, units), Vec::new()));
        if changed.is_none() {
            return;
        }
        self.dirty.update_value(|it| it.head = true);
        let n_units = self.read(|it| it.units().len());
        self.cell
            .update(|(_, unit)| *unit = (*unit).min(n_units.max(1) - 1));
        self.save();
    }

    /// Applies decisions, and offers to take them back.
    pub(super) fn decide(self, find: impl FnOnce(&Consolidation) -> Changes, told: Message) {
        let changes = self.read(find);
        if changes.is_empty() {
            return;
        }
        if let Some(inverse) = self.apply(changes) {
            self.undone_by.update_value(|it| it.push(inverse));
            self.offer(told, Key::Undo, move || self.undo());
        }
    }

    fn apply(self, changes: Changes) -> Option<Changes> {
        let numbers: Vec<u32> = changes.iter().map(|(number, _)| *number).collect();
        self.change(|it| (it.decide(changes), numbers))
    }

    /// Takes back the last decisions.
    pub(super) fn undo(self) {
        let last = self.undone_by.try_update_value(Vec::pop).flatten();
        if let Some(changes) = last {
            self.apply(changes);
            self.tell(Key::GatherUndone.into());
        }
    }

    /// Opens a document made of the consolidation, or one of its files; closing it returns to the board.
    pub(super) fn open_document(self, document: Document, place: Option<CellRef>) {
        // What the board offers to undo stays with it.
        self.notice.set(None);
        match place {
            Some(place) => self.app.open_new_at(document, place),
            None => self.app.open_new(document),
        }
        self.app.came_from.set(Some(self.id.get_value()));
    }

    /// Reads from the consolidation without following its changes.
    pub(super) fn read<R: Default>(self, read: impl FnOnce(&Consolidation) -> R) -> R {
        self.current
            .with_untracked(|it| it.as_ref().map(read))
            .unwrap_or_default()
    }

    /// Reads from the consolidation, and follows its changes.
    pub(super) fn follow<R: Default>(self, read: impl FnOnce(&Consolidation) -> R) -> R {
        self.current
            .with(|it| it.as_ref().map(read))
            .unwrap_or_default()
    }

    /// The columns of values: annex, column, and their name.
    pub(super) fn columns(it: &Consolidation) -> Vec<(usize, usize, String)> {
        let annexes = &it.form().document.annexes;
        let columns = annexes.iter().enumerate().flat_map(|(annex_at, annex)| {
            let columns = it.form().value_columns(annex_at).into_iter();
            columns.map(move |column| {
                let title = annex.columns.get(column).map(|it| it.title());
                let title = title.unwrap_or_default();
                let name = match annexes.len() {
                    1 => title,
                    _ => format!("{} · {title}", annex.head.label()),
                };
                (annex_at, column, name)
            })
        });
        columns.collect()
    }

    /// Stores what has changed, unless that is being done.
    fn save(self) {
        if self.saving.get_untracked() == Saving::Pending {
            return;
        }
        self.saving.set(Saving::Pending);
        spawn_local(async move {
            // Changes that follow at once are stored together.
            pause(0).await;
            let ended = self.store().await;
            self.saving.set(match ended {
                Ok(()) => Saving::Saved,
                Err(GatherError::Elsewhere) => Saving::NotSaved(Key::GatherElsewhere.into()),
                Err(GatherError::Storage(error)) => Saving::NotSaved(error.user_message()),
            });
            if self.is_closing.try_update_value(std::mem::take) == Some(true) {
                // What could not be stored is told, and the board stays.
                self.close();
            }
        });
    }

    async fn store(self) -> Result<(), GatherError> {
        loop {
            let dirty = self.dirty.try_update_value(std::mem::take);
            let dirty = dirty.unwrap_or_default();
            if !dirty.head && !dirty.list && dirty.files.is_empty() {
                return Ok(());
            }
            let (listed, head, files) = self.read(|it| {
                let listed = Gathering {
                    saves: self.saves.get_value() + 1,
                    name: it.name.clone(),
                    n_units: it.units().len(),
                    n_received: it.count(|it| it.standing.is_received()),
                    n_to_correct: it.count(|it| Filter::ToCorrect.has(it.standing)),
                    changed_ms: storage::now(),
                    deleted_ms: None,
                    in_trash: None,
                };
                let files = dirty.files.iter().filter_map(|number| it.file(*number));
                let files: Vec<(u32, String)> =
                    files.map(|file| (file.number, file.write())).collect();
                (listed, dirty.head.then(|| write_head(it)), files)
            });
            let id = self.id.get_value();
            let stored = storage::put_gathering(&id, &listed, head.as_deref(), &files).await;
            if let Err(error) = stored {
                // They are stored with the next change.
                self.dirty.update_value(|it| {
                    it.head |= dirty.head;
                    it.list = true;
                    it.files.extend(dirty.files);
                });
                return Err(error);
            }
            self.saves.set_value(listed.saves);
        }
    }
}

/// How many stored files are matched between two moments at which the page can react.
const FILES_AT_ONCE: usize = 8;

/// Language and notices, which both pages have.
impl Deref for Gather {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}
