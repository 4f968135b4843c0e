//! The profile of the open document: read, changed, and saved as a file.

use leptos::prelude::*;

use crate::{
    browser::storage,
    commands,
    model::Profile,
    persist,
    ui::{
        app::context::App,
        text_file::{TextFileButton, save_text},
    },
    wording::Key,
};

/// Returns a memo of the open document's profile.
pub(super) fn profile(app: App) -> Memo<Profile> {
    Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().review.profile.clone())
    })
}

/// Changes the document's profile as one undo step.
pub(super) fn set_profile(app: App, change: impl FnOnce(&mut Profile)) {
    app.run(|selection| {
        let mut profile = selection.document().review.profile.clone();
        change(&mut profile);
        commands::set_profile(selection, profile)
    });
}

/// Buttons to save, open and reset the profile, and what exports list.
#[component]
pub(super) fn ProfileFiles() -> impl IntoView {
    let app = App::get();
    let present = move || {
        app.editor
            .with_untracked(|editor| editor.document().review.profile.clone())
    };
    let save = move |_| {
        let text = persist::write_profile(&present());
        save_text(*app, &text, "ho-so-kiem-tra.json", "application/json");
    };
    let read = Callback::new(move |text: String| match persist::read_profile(&text) {
        Some(profile) => set_profile(app, |it| *it = profile),
        None => app.tell_error(Key::ProfileUnreadable.into()),
    });
    let make_default = move |_| match storage::set_profile(&present()) {
        Ok(()) => app.tell(Key::ProfileIsDefault.into()),
        Err(error) => app.tell_error(error.user_message()),
    };
    view! {
        <p class="why">{app.t(Key::ProfileHint)}</p>
        <div class="modal-files">
            <button type="button" on:click=save>{app.t(Key::ProfileSave)}</button>
            <TextFileButton label=Key::ProfileOpen accept=".json" read />
            <button type="button" on:click=make_default>{app.t(Key::ProfileDefault)}</button>
            <button type="button" on:click=move |_| set_profile(app, |it| *it = Profile::default())>{app.t(Key::ProfileReset)}</button>
        </div>
    }
}
