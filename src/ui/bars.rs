//! The bars around both screens: language, notices, updates, announcements.

use leptos::prelude::*;

use super::shell::Shell;
use crate::{
    browser::storage,
    wording::{Key, Language, Message},
};

/// The switch between Vietnamese and English.
#[component]
pub(super) fn LanguageSwitch() -> impl IntoView {
    let shell = Shell::get();
    let other = move || match shell.language.get() {
        Language::Vietnamese => "en",
        Language::English => "vi",
    };
    view! {
        <button type="button" class="quiet" lang=other on:click=move |_| switch_language(shell)>
            {move || shell.text(&other_language(shell.language.get()))}
        </button>
    }
}

/// Returns the name of the other language, in that language.
pub(super) fn other_language(language: Language) -> Message {
    match language {
        Language::Vietnamese => Key::InEnglish.into(),
        Language::English => Key::InVietnamese.into(),
    }
}

pub(super) fn switch_language(shell: Shell) {
    let other = match shell.language.get_untracked() {
        Language::Vietnamese => Language::English,
        Language::English => Language::Vietnamese,
    };
    shell.language.set(other);
    storage::set_language(other);
}

/// The current notice, with its action if it has one and a button to dismiss it. Where it stands among
/// other controls, it has the room that they leave.
#[component]
pub(super) fn NoticeBar() -> impl IntoView {
    let shell = Shell::get();
    move || {
        shell.notice.get().map(|notice| {
            let is_error = notice.is_error;
            let role = if is_error { "alert" } else { "note" };
            let action = notice.action.map(|(label, action)| {
                view! { <button type="button" on:click=move |_| action()>{shell.t(label)}</button> }
            });
            let text = shell.text(&notice.message);
            let title = text.clone();
            view! {
                <div class="notice" class:error=is_error role=role
                    on:mouseenter=move |_| shell.notice_is_held.set(true) on:mouseleave=move |_| shell.notice_is_held.set(false)
                    on:focusin=move |_| shell.notice_is_held.set(true) on:focusout=move |_| shell.notice_is_held.set(false)>
                    <p title=title.clone()>{text}</p>
                    {action}
                    <button type="button" class="quiet" on:click=move |_| shell.notice.set(None)>
                        {shell.t(Key::Close)}
                    </button>
                </div>
            }
        })
    }
}

/// Announces a newer version of the page. It is installed at the user's request, after saving.
#[component]
pub(super) fn UpdateBar(update: Callback<()>) -> impl IntoView {
    let shell = Shell::get();
    view! {
        <Show when=move || shell.updated.get()>
            <div class="update" role="note">
                <p>{shell.t(Key::UpdateReady)}</p>
                <button type="button" on:click=move |_| update.run(())>{shell.t(Key::UpdateNow)}</button>
                <button type="button" class="quiet" on:click=move |_| shell.updated.set(false)>{shell.t(Key::Later)}</button>
            </div>
        </Show>
    }
}

/// The live region for assistive technology.
#[component]
pub(super) fn Announcer() -> impl IntoView {
    let shell = Shell::get();
    view! { <p class="visually-hidden" aria-live="polite">{shell.announcement}</p> }
}
