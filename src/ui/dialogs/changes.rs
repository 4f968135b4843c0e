//! The dialog that shows changes before they are made.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::modal::Modal;
use crate::{
    model::address::addresses,
    progress::remembering,
    ui::{
        app::{
            context::App,
            dialog::{Dialog, Proposal},
        },
        difference::difference_view,
    },
    wording::Key,
};

/// Maximum number of changes listed.
const SHOWN: usize = 200;

/// Previews changes, of which some can be left out, before they are made as one undo step.
#[component]
pub(in crate::ui) fn ChangesDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Changes(_))));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="fix-title" title=Key::FixPreview close>
            <Changes />
        </Modal>
    }
}

#[component]
fn Changes() -> impl IntoView {
    let app = App::get();
    let Some(Dialog::Changes(proposal)) = app.dialog.get_untracked() else {
        return ().into_any();
    };
    let Proposal {
        did,
        changes,
        assessments,
    } = proposal;
    let left_out = RwSignal::new(BTreeSet::<usize>::new());
    let n_changes = changes.changes.len();
    let n_wanted = move || n_changes - left_out.read().len();
    let language = app.language.get_untracked();
    let places = app.editor.with_untracked(|editor| {
        let document = editor.document();
        let listed = || changes.changes.iter().take(SHOWN);
        let of_rows = addresses(document, &listed().map(|it| it.place.row).collect());
        let places = listed().map(|it| it.address(document, &of_rows).text(language));
        places.collect::<Vec<_>>()
    });
    let listed = changes.changes.iter().zip(places);
    let lines = listed.enumerate().map(|(at, (change, address))| {
        let reasons = assessments.as_ref().map(|it| &it.reasons);
        let reason = reasons.and_then(|it| it.get(&change.place.row)).cloned();
        let reason = reason.map(|it| view! { <small class="why">{it}</small> });
        let toggle = move |_| {
            left_out.update(|it| {
                if !it.remove(&at) {
                    it.insert(at);
                }
            });
        };
        view! {
            <li>
                <label>
                    <input type="checkbox" prop:checked=move || !left_out.read().contains(&at) on:change=toggle />
                    <span class="address">{address}</span>
                    {difference_view(&change.before, &change.after)}
                    {reason}
                </label>
            </li>
        }
    });
    let lines = lines.collect_view();
    let n_more = n_changes.saturating_sub(SHOWN);
    let more = (0 < n_more).then(|| {
        view! { <p class="why">{move || app.text(&Key::FixPreviewMore.with([n_more.to_string()]))}</p> }
    });
    let changes = StoredValue::new(changes);
    let period = assessments.map(|it| it.period);
    let apply = move |_| {
        let left_out = left_out.get_untracked();
        let transaction = changes.with_value(|it| it.transaction(|at| !left_out.contains(&at)));
        let transaction = transaction.map(|it| match period {
            Some(period) => app
                .editor
                .with_untracked(|editor| remembering(editor.document(), period, it)),
            None => it,
        });
        app.close_dialog();
        if app.dispatch(transaction) {
            app.tell(did.with([n_wanted().to_string()]));
        }
    };
    view! {
        <p class="why">{app.t(Key::FixPreviewHint)}</p>
        <ul class="plain changes">{lines}</ul>
        {more}
        <div class="dialog-buttons">
            <button type="button" class="primary" autofocus disabled=move || app.read_only.get() || n_wanted() == 0 on:click=apply>
                {move || app.text(&Key::FixApply.with([n_wanted().to_string()]))}
            </button>
            <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
        </div>
    }
    .into_any()
}
