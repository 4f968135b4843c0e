use leptos::{prelude::*, task::spawn_local};

use super::{
    autosave,
    bars::{Announcer, NoticeBar, UpdateBar},
    choose_file,
    context::{App as Handle, Opening, Screen},
    crash,
    editor_screen::EditorScreen,
    import_dialog::ImportDialog,
    open_file,
    shell::Shell,
    start_screen::StartScreen,
    windows,
};
use crate::{
    browser::{
        engine,
        handover::{self, Wish},
        launch,
    },
    commands::{self, Template},
    model::sample,
    validate,
};

/// The whole page: one of two screens, the dialog over it, the notice below.
#[component]
pub(super) fn App() -> impl IntoView {
    let shell = Shell::new();
    let app = Handle::new(shell);
    shell.grant_by(move |wish| grant(app, wish));
    provide_context(shell);
    provide_context(app);
    autosave::save_on_leaving(app);
    windows::listen(app);
    let takes_text = move || {
        app.screen.get_untracked() == Screen::Start
            && app.opening.get_untracked() == Opening::Nothing
    };
    choose_file::open_what_comes(shell, || true, takes_text);
    if let Some(wish) = handover::take() {
        shell.wish(wish);
    }
    let _ = window_event_listener_untyped("hashchange", |_| crash::break_on_purpose());
    request_idle_callback(|| {
        spawn_local(engine::warm_up());
        warm_up(WARM_UP_ROUNDS);
    });
    let update = Callback::new(move |()| {
        spawn_local(async move {
            autosave::save_now(app);
            autosave::arrived(app).await;
            launch::update().await;
        });
    });
    view! {
        {move || match app.screen.get() {
            Screen::Start => view! { <StartScreen /> }.into_any(),
            Screen::Editor => view! { <EditorScreen /> }.into_any(),
        }}
        <ImportDialog />
        <UpdateBar update />
        <NoticeBar />
        <Announcer />
    }
}

fn grant(app: Handle, wish: Wish) {
    match wish {
        Wish::Stored(id) => spawn_local(app.open_stored(id)),
        Wish::Template(at) => {
            if let Some(template) = Template::ALL.get(at) {
                let language = app.language.get_untracked();
                app.open_new(commands::new_document(*template, language));
            }
        }
        Wish::Sample => app.open_new(sample::document()),
        Wish::File(file) => open_file::open(app, file),
        Wish::Text(text) => open_file::open_text(app, text),
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
