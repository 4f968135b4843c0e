//! The second line: what is done to the annex. What an icon does not say, its tooltip and the menus
//! do.

use leptos::prelude::*;

use super::find_bar::{FindState, Purpose};
use crate::{
    commands::{self, COMMANDS, Command, CommandId, PhasesAs},
    editor::Editor,
    model::{Role, Severity},
    ui::{
        app::{context::App, dialog::Dialog, side::Side},
        grid::{ColumnLines, GridState},
        icon::{
            CHECK, COLUMNS, FILTER, FIND, LOWER, MORE, PLUS, PROGRESS, RAISE, REDO, UNDO, icon,
        },
        popup::{MenuButton, MenuItem, MenuSeparator},
    },
    wording::{Key, Message},
};

#[component]
pub(super) fn ToolLine() -> impl IntoView {
    let state: GridState = expect_context();
    let find: FindState = expect_context();
    let app = state.app;
    let filter_is_shown = move || state.overlays.filter_row.get().to_string();
    view! {
        <div class="tool-line" role="toolbar" data-region aria-label=app.t(Key::Toolbar)>
            <HistoryButtons />
            <span class="gap"></span>
            <RowMenu />
            <CommandButton id=CommandId::RaiseLevel path=RAISE hint=Key::RaiseHint />
            <CommandButton id=CommandId::LowerLevel path=LOWER hint=Key::LowerHint />
            <span class="gap"></span>
            <button type="button" aria-label=app.t(Key::Filter) title=move || with_keys(app, Key::Filter, "Ctrl+Shift+L")
                aria-pressed=filter_is_shown on:click=move |_| state.toggle_filter_row()>
                {icon(FILTER)} <span class="words">{app.t(Key::Filter)}</span>
            </button>
            <button type="button" aria-label=app.t(Key::Find) title=move || with_keys(app, Key::Find, "Ctrl+F")
                on:click=move |_| find.open(Purpose::Find)>
                {icon(FIND)} <span class="words">{app.t(Key::Find)}</span>
            </button>
            <AutomaticOrdinals />
            <ColumnMenu />
            <MoreMenu />
            <ViewNotes />
            <span class="space"></span>
            <ProgressButton />
            <Badge />
        </div>
    }
}

fn with_keys(app: App, label: Key, keys: &str) -> String {
    format!("{} ({keys})", label.text(app.language.get()))
}

#[component]
fn HistoryButtons() -> impl IntoView {
    let app = App::get();
    let next_undo = Memo::new(move |_| app.editor.with(|editor| editor.next_undo().cloned()));
    let next_redo = Memo::new(move |_| app.editor.with(|editor| editor.next_redo().cloned()));
    let hint = move |key: Key, label: Option<Message>| match label {
        Some(label) => format!("{}: {}", key.text(app.language.get()), app.text(&label)),
        None => key.text(app.language.get()).to_owned(),
    };
    view! {
        <button type="button" disabled=move || app.read_only.get() || next_undo.get().is_none() aria-label=app.t(Key::Undo)
            title=move || hint(Key::Undo, next_undo.get()) on:click=move |_| app.undo()>
            {icon(UNDO)}
        </button>
        <button type="button" disabled=move || app.read_only.get() || next_redo.get().is_none() aria-label=app.t(Key::Redo)
            title=move || hint(Key::Redo, next_redo.get()) on:click=move |_| app.redo()>
            {icon(REDO)}
        </button>
    }
}

/// Whether a command can be run now.
fn applies(app: App, command: &Command) -> bool {
    !app.read_only.get_untracked()
        && app
            .editor
            .with_untracked(|editor| (command.run)(&editor.selection()).is_some())
}

fn run(app: App, command: &Command) {
    app.run_command(command);
    app.focus_grid.notify();
}

/// A button for a command. It is disabled while the command does not apply.
#[component]
fn CommandButton(id: CommandId, path: &'static str, hint: Key) -> impl IntoView {
    let app = App::get();
    // The command is tried out again only when the document or the selection has changed.
    let place = Memo::new(move |_| {
        app.editor.with(|editor| {
            let selection = editor.selection();
            (editor.revision(), selection.cursor(), selection.ranges())
        })
    });
    let command = id.command()?;
    let is_refused = Memo::new(move |_| {
        // Read, not tracked alone: a memo that nobody reads follows nothing.
        drop(place.read());
        app.read_only.get() || !applies(app, command)
    });
    Some(view! {
        <button type="button" aria-label=app.t(command.label) title=move || with_keys(app, hint, command.shortcut)
            disabled=is_refused on:click=move |_| run(app, command)>
            {icon(path)} <span class="words wide">{app.t(command.label)}</span>
        </button>
    })
}

#[component]
fn RowMenu() -> impl IntoView {
    let app = App::get();
    let face = move || view! { {icon(PLUS)} <span class="words">{app.t(Key::RowMenu)}</span> };
    view! {
        <MenuButton label=Key::RowMenu face=face>
            {move || COMMANDS.iter().map(|command| view! {
                <MenuItem label=command.label shortcut=command.shortcut disabled=!applies(app, command) run=move || run(app, command) />
            }).collect_view()}
        </MenuButton>
    }
}

/// Whether ordinals follow the rows.
#[component]
fn AutomaticOrdinals() -> impl IntoView {
    let app = App::get();
    let is_automatic = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().is_some_and(|it| it.head.automatic_ordinals))
    });
    let has_ordinals = Memo::new(move |_| {
        app.editor.with(|editor| {
            editor
                .annex()
                .is_some_and(|it| it.column_of(Role::Ordinal).is_some())
        })
    });
    let number = move |event| {
        let on = event_target_checked(&event);
        app.run(|selection| commands::set_automatic_ordinals(selection, on));
    };
    view! {
        <Show when=move || has_ordinals.get()>
            <label class="check" title=app.t(Key::AutomaticOrdinalsHint)>
                <input type="checkbox" disabled=app.read_only prop:checked=move || is_automatic.get() on:change=number />
                {app.t(Key::AutomaticOrdinals)}
            </label>
        </Show>
    }
}

/// What can be done to the column of the active cell.
#[component]
fn ColumnMenu() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let face =
        move || view! { {icon(COLUMNS)} <span class="words">{app.t(Key::ColumnMenu)}</span> };
    view! {
        <MenuButton label=Key::ColumnMenu face=face>
            {move || view! { <ColumnLines at=state.selected.cursor.get_untracked().column /> }}
        </MenuButton>
    }
}

/// What is needed less often: the outline, the phases, the forms.
#[component]
fn MoreMenu() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let fold_all = move |fold: bool| {
        app.editor.update(|editor| {
            editor.change_view(|view, annex, _| {
                if fold {
                    view.collapse_all(annex);
                } else {
                    view.expand_all();
                }
            });
        });
        state.focus();
    };
    view! {
        <MenuButton label=Key::MoreTools arrow=false face=|| icon(MORE)>
            <MenuItem label=Key::Outline run=move || state.overlays.outline.set(true) />
            <MenuItem label=Key::FoldAll run=move || fold_all(true) />
            <MenuItem label=Key::UnfoldAll run=move || fold_all(false) />
            <MenuSeparator />
            {move || phases(state).map(|(label, convert)| view! {
                <MenuItem label disabled=app.read_only.get_untracked() run=move || {
                    app.run(convert);
                    state.focus();
                } />
            })}
            <MenuItem label=Key::FormButton disabled=app.read_only.get_untracked() run=move || app.dialog.set(Some(Dialog::Form)) />
            <MenuSeparator />
            <MenuItem label=Key::ReportCommand disabled=app.read_only.get_untracked() run=move || app.dialog.set(Some(Dialog::Report)) />
            <MenuItem label=Key::Progress run=move || app.show_side(Some(Side::Progress)) />
        </MenuButton>
    }
}

type Convert = fn(&crate::editor::Selection) -> Option<crate::edit::Transaction>;

/// Returns the conversion of the annex's phases, if it has any.
fn phases(state: GridState) -> Option<(Key, Convert)> {
    let phases = state
        .app
        .editor
        .with_untracked(|editor| commands::phases_as(&editor.selection()));
    Some(match phases? {
        PhasesAs::Sections => (Key::PhasesAsColumns, commands::phases_as_columns as Convert),
        PhasesAs::Columns => (
            Key::PhasesAsSections,
            commands::phases_as_sections as Convert,
        ),
    })
}

/// That rows are filtered out or columns hidden, each with a button that shows them again.
#[component]
fn ViewNotes() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let n_hidden = Memo::new(move |_| app.editor.with(|editor| editor.view().n_hidden_columns()));
    let is_filtered = Memo::new(move |_| app.editor.with(|editor| editor.view().is_filtered()));
    let rows_shown = move || {
        let all = app
            .editor
            .with(|editor| editor.annex().map_or(0, |it| it.rows.len()));
        app.text(&Key::RowsShown.with([state.viewport.n_rows.get().to_string(), all.to_string()]))
    };
    let lift = move |_| {
        app.editor
            .update(|editor| editor.change_view(|view, _, _| view.clear_filters()));
        state.focus();
    };
    let show_columns = move |_| {
        app.editor
            .update(|editor| editor.change_view(|view, _, _| view.show_all_columns()));
        state.focus();
    };
    view! {
        <Show when=move || is_filtered.get()>
            <span class="note words">{rows_shown}</span>
            <button type="button" class="quiet" on:click=lift>{app.t(Key::FilterLiftAll)}</button>
        </Show>
        <Show when=move || 0 < n_hidden.get()>
            <button type="button" class="quiet" on:click=show_columns>
                {move || app.text(&Key::ShowColumns.with([n_hidden.get().to_string()]))}
            </button>
        </Show>
    }
}

/// The button that shows the progress, where a report tells of one.
#[component]
fn ProgressButton() -> impl IntoView {
    let app = App::get();
    let revision = Memo::new(move |_| {
        app.editor
            .with(|it| (it.revision(), it.annex().map(|it| it.id)))
    });
    let has_report = Memo::new(move |_| {
        revision.get();
        app.editor.with_untracked(|editor| {
            let mut annexes = editor.document().annexes.iter();
            annexes.any(|annex| annex.report_columns(None).is_report())
        })
    });
    let is_open = move || (app.side.get() == Some(Side::Progress)).to_string();
    view! {
        <Show when=move || has_report.get()>
            <button type="button" aria-label=app.t(Key::Progress) title=app.t(Key::Progress)
                aria-expanded=is_open on:click=move |_| app.toggle_side(Side::Progress)>
                {icon(PROGRESS)} <span class="words">{app.t(Key::Progress)}</span>
            </button>
        </Show>
    }
}

/// How many findings there are, on the button that shows them.
#[component]
fn Badge() -> impl IntoView {
    let app = App::get();
    let counts = Memo::new(move |_| {
        app.checked.track();
        let counted = |editor: &Editor| editor.is_checked().then(|| n_findings(editor));
        app.editor.with_untracked(counted)
    });
    let in_words = move || {
        app.text(&match counts.get() {
            None => Key::Checking.into(),
            Some([0, 0, 0]) => Key::BadgeClean.into(),
            Some(counts) => Key::BadgeCounts.with(counts.map(|n| n.to_string())),
        })
    };
    let is_open = move || (app.side.get() == Some(Side::Findings)).to_string();
    let severities = [Severity::Error, Severity::Warning, Severity::Hint];
    let marks = move || {
        let Some(counts) = counts.get() else {
            return view! { <span aria-hidden="true">"…"</span> }.into_any();
        };
        let counted = severities.into_iter().zip(counts);
        let counted = counted.filter(|(_, n)| 0 < *n);
        let marks = counted.map(|(severity, n)| {
            view! { <b class="count" aria-hidden="true" data-severity=severity.key()>{n}</b> }
        });
        let marks: Vec<_> = marks.collect();
        match marks.is_empty() {
            true => icon(CHECK).into_any(),
            false => marks.into_any(),
        }
    };
    view! {
        <button type="button" class="badge" title=move || with_keys(app, Key::Findings, "F8")
            aria-expanded=is_open on:click=move |_| app.toggle_side(Side::Findings)>
            {marks}
            <span>{app.t(Key::Findings)}<span class="visually-hidden">": " {in_words}</span></span>
        </button>
    }
}

/// Returns the number of findings of each severity.
fn n_findings(editor: &Editor) -> [usize; 3] {
    let mut counts = [0; 3];
    for finding in editor.findings().iter() {
        if let Some(n) = counts.get_mut(finding.severity as usize) {
            *n += 1;
        }
    }
    counts
}
