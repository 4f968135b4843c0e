//! The checks of a document: rules and their severities, agencies of one's own, the national
//! indicators; and the profile they make, as a file.

mod agencies;
mod coverage;
mod rules;

use leptos::{ev, prelude::*};
use web_sys::HtmlInputElement;

use self::{agencies::AgenciesTab, coverage::CoverageTab, rules::RulesTab};
use super::{
    context::App,
    modal::Modal,
    text_file::{TextFileButton, save_text},
};
use crate::{browser::storage, commands, model::Profile, persist, wording::Key};

#[component]
pub(super) fn ReviewDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| app.reviewing.get());
    let close = Callback::new(move |()| app.reviewing.set(false));
    view! {
        <Modal open id="review-title" title=Key::ReviewSettingsTitle close>
            <Tabs />
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=move |_| app.reviewing.set(false)>{app.t(Key::Close)}</button>
            </div>
        </Modal>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Rules,
    Agencies,
    Coverage,
}

const TABS: [(Tab, Key); 3] = [
    (Tab::Rules, Key::ReviewRules),
    (Tab::Agencies, Key::ReviewAgencies),
    (Tab::Coverage, Key::ReviewCoverage),
];

#[component]
fn Tabs() -> impl IntoView {
    let app = App::get();
    let active = RwSignal::new(Tab::Rules);
    let tabs = TABS.map(|(tab, key)| {
        view! {
            <button type="button" aria-pressed=move || (active.get() == tab).to_string() on:click=move |_| active.set(tab)>
                {app.t(key)}
            </button>
        }
    });
    view! {
        <div class="modal-tabs" role="group" aria-labelledby="review-title">{tabs}</div>
        <div class="modal-body">
            {move || match active.get() {
                Tab::Rules => view! { <RulesTab /> }.into_any(),
                Tab::Agencies => view! { <AgenciesTab /> }.into_any(),
                Tab::Coverage => view! { <CoverageTab /> }.into_any(),
            }}
        </div>
        <ProfileFiles />
    }
}

/// The profile of the open document; follows its changes.
fn profile(app: App) -> Memo<Profile> {
    Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().review.profile.clone())
    })
}

/// Sets the document's profile as one step that can be taken back.
fn set_profile(app: App, change: impl FnOnce(&mut Profile)) {
    app.run(|editor| {
        let mut profile = editor.document().review.profile.clone();
        change(&mut profile);
        commands::set_profile(editor, profile)
    });
}

#[component]
fn ProfileFiles() -> impl IntoView {
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
    let lists = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().review.lists_waivers)
    });
    let toggle = move |event: ev::Event| {
        let checked = event_target::<HtmlInputElement>(&event).checked();
        app.run(|editor| commands::list_waivers(editor, checked));
    };
    let lists_findings = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().review.lists_findings)
    });
    let toggle_findings = move |event: ev::Event| {
        let checked = event_target::<HtmlInputElement>(&event).checked();
        app.run(|editor| commands::list_findings(editor, checked));
    };
    view! {
        <p class="why">{app.t(Key::ProfileHint)}</p>
        <div class="modal-files">
            <button type="button" on:click=save>{app.t(Key::ProfileSave)}</button>
            <TextFileButton label=Key::ProfileOpen accept=".json" read />
            <button type="button" on:click=make_default>{app.t(Key::ProfileDefault)}</button>
            <button type="button" on:click=move |_| set_profile(app, |it| *it = Profile::default())>{app.t(Key::ProfileReset)}</button>
            <label><input type="checkbox" prop:checked=lists on:change=toggle /> {app.t(Key::ListWaivers)}</label>
            <label><input type="checkbox" prop:checked=lists_findings on:change=toggle_findings /> {app.t(Key::ListFindings)}</label>
        </div>
    }
}
