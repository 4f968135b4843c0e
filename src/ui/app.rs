use leptos::prelude::*;

use super::{
    autosave,
    context::{App as Handle, Screen},
    editor_screen::EditorScreen,
    import_dialog::ImportDialog,
    open_file,
    start_screen::StartScreen,
};
use crate::{
    browser::{engine, storage},
    validate,
    wording::Language,
};

/// The whole page: one of two screens, the dialog over it, the notice below.
#[component]
pub(super) fn App() -> impl IntoView {
    let app = Handle::new();
    provide_context(app);
    autosave::save_on_leaving(app);
    open_file::open_dropped_files(app);
    open_file::open_pasted_tables(app);
    request_idle_callback(|| {
        leptos::task::spawn_local(engine::warm_up());
        warm_up(WARM_UP_ROUNDS);
    });
    // The page's language is an attribute outside of what is drawn here.
    Effect::new(move |_| {
        let language = match app.language.get() {
            Language::Vietnamese => "vi",
            Language::English => "en",
        };
        if let Some(root) = document().document_element() {
            root.set_attribute("lang", language).ok();
        }
    });
    view! {
        {move || match app.screen.get() {
            Screen::Start => view! { <StartScreen /> }.into_any(),
            Screen::Editor => view! { <EditorScreen /> }.into_any(),
        }}
        <ImportDialog />
        <NoticeBar />
        <p class="visually-hidden" aria-live="polite">{app.announcement}</p>
    }
}

/// How often checks are run while nobody waits, before the first document.
const WARM_UP_ROUNDS: u32 = 30;

/// Has checks run themselves in, one round at a time.
fn warm_up(rounds: u32) {
    if 0 < rounds {
        request_idle_callback(move || {
            validate::warm_up();
            warm_up(rounds - 1);
        });
    }
}

/// The switch between Vietnamese and English.
#[component]
pub(super) fn LanguageSwitch() -> impl IntoView {
    let app = Handle::get();
    let other = move || match app.language.get() {
        Language::Vietnamese => (Language::English, "English", "en"),
        Language::English => (Language::Vietnamese, "Tiếng Việt", "vi"),
    };
    let switch = move |_| {
        let (language, ..) = other();
        app.language.set(language);
        storage::set_language(language);
    };
    view! {
        <button type="button" class="quiet" lang=move || other().2 on:click=switch>
            {move || other().1}
        </button>
    }
}

/// What just happened or went wrong, with a way to dismiss it.
#[component]
fn NoticeBar() -> impl IntoView {
    use crate::wording::Key;
    let app = Handle::get();
    let notice = move || app.notice.get();
    let undelete = move |id: String| match storage::set_deleted(&id, false) {
        Ok(()) => app.notice.set(None),
        Err(error) => app.tell_error(error.user_message()),
    };
    view! {
        {move || notice().map(|notice| {
            let is_error = notice.is_error;
            let role = if is_error { "alert" } else { "note" };
            let way_back = notice.undelete.clone().map(|id| view! {
                <button type="button" on:click=move |_| undelete(id.clone())>{app.t(Key::Undelete)}</button>
            });
            view! {
                <div class="notice" class:error=is_error role=role>
                    <p>{move || app.text(&notice.message)}</p>
                    {way_back}
                    <button type="button" class="quiet" on:click=move |_| app.notice.set(None)>
                        {app.t(Key::Close)}
                    </button>
                </div>
            }
        })}
    }
}
