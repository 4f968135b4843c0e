//! The line under the grid: how the active cell was understood, what is wrong with it, how much is
//! selected.

use leptos::{html::Textarea, prelude::*};

use super::GridState;
use crate::{
    commands,
    editor::Selection,
    model::reading::reading,
    wording::{Key, Message},
};

#[component]
pub(in crate::ui) fn CellBar() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let parts = Memo::new(move |_| {
        app.editor.with(|editor| {
            let (Some(annex), Some(row), Some(column)) =
                (editor.annex(), editor.row(), editor.column())
            else {
                return Vec::new();
            };
            reading(&editor.directory(), annex, row, column)
        })
    });
    let findings = Memo::new(move |_| {
        app.editor.with(|editor| {
            let (Some(row), Some(column)) = (editor.row(), editor.column()) else {
                return Vec::new();
            };
            let mut found = editor.findings_of(row);
            found.retain(|it| it.column == column.id);
            found
        })
    });
    let reading_text = move || {
        let parts = parts.read();
        let texts: Vec<String> = parts.iter().map(|part: &Message| app.text(part)).collect();
        texts.join(" · ")
    };
    let selected = move || {
        let ranges = state.ranges.read();
        let n: usize = ranges.iter().map(Selection::n_cells).sum();
        (1 < n).then(|| app.text(&Key::SelectedCount.with([n.to_string()])))
    };
    view! {
        <div class="cell-bar" id="cell-bar">
            <span class="reading">{reading_text}</span>
            {move || findings.get().into_iter().map(|finding| {
                let message = finding.message.clone();
                let fix = finding.fix.clone().map(|fix| {
                    let label = fix.transaction.label.clone();
                    let apply = move |_| {
                        app.dispatch(Some(fix.transaction.clone()));
                        state.focus();
                    };
                    view! { <button type="button" class="quiet" on:click=apply>{move || app.text(&label)}</button> }
                });
                view! {
                    <span class="finding" data-severity=finding.severity.key()>{move || app.text(&message)}</span>
                    {fix}
                }
            }).collect_view()}
            <span class="count">{selected}</span>
            <button type="button" class="quiet" title="Shift+F2" on:click=move |_| state.large.set(true)>
                {app.t(Key::LargeEditor)}
            </button>
        </div>
        <Show when=move || state.large.get()>
            <LargeEditor />
        </Show>
    }
}

/// A dialog with room for a long text.
#[component]
fn LargeEditor() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let area = NodeRef::<Textarea>::new();
    let text = app.editor.with_untracked(|editor| editor.text().to_owned());
    let title = app
        .editor
        .with_untracked(|editor| editor.column().map(|it| it.title()));
    Effect::new(move |_| {
        let (Some(dialog), Some(area)) = (dialog.get(), area.get()) else {
            return;
        };
        if !dialog.open() {
            dialog.show_modal().ok();
        }
        area.focus().ok();
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let done = move |_| {
        if let Some(area) = area.get_untracked() {
            let text = area.value();
            app.run(|editor| commands::set_text(editor, &text));
        }
        close();
    };
    let closed = move |_| {
        state.large.set(false);
        state.focus();
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && event.ctrl_key() {
            event.prevent_default();
            done(());
        }
    };
    view! {
        <dialog class="large-editor" node_ref=dialog aria-labelledby="large-title" on:close=closed>
            <h2 id="large-title">{title}</h2>
            <textarea node_ref=area aria-labelledby="large-title" rows="14" prop:value=text on:keydown=on_key></textarea>
            <div class="dialog-buttons">
                <button type="button" on:click=move |_| close()>{app.t(Key::Cancel)}</button>
                <button type="button" class="primary" title="Ctrl+Enter" on:click=move |_| done(())>{app.t(Key::Done)}</button>
            </div>
        </dialog>
    }
}
