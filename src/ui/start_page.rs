//! The start page: a program of its own, small so that it is shown at once. The editor page is
//! fetched in the background and takes over when something is opened.

use std::cell::Cell;

use leptos::{prelude::*, task::spawn_local};

use super::{
    bars::{Announcer, NoticeBar, UpdateBar},
    choose_file,
    shell::Shell,
    start::{Reopening, StartScreen},
};
use crate::{
    browser::{
        address::{self, Place},
        channel,
        handover::{self, Wish},
        idle::when_idle,
        launch,
    },
    session::What,
    wording::Key,
};

thread_local! {
    /// Whether the editor page has been started and handles all input from now on.
    static HANDED_OVER: Cell<bool> = const { Cell::new(false) };
}

#[component]
pub(super) fn StartPage() -> impl IntoView {
    let shell = Shell::new();
    shell.grant_by(move |wish| hand_over(shell, &wish));
    provide_context(shell);
    let open_named = move || {
        let wish = match address::place() {
            Place::Document(id) => Wish::Stored(id),
            Place::Gathering(id) => Wish::Gathering(id),
            Place::Start | Place::Other => return,
        };
        if !HANDED_OVER.get() {
            shell.reopening.set(true);
            shell.wish(wish);
        }
    };
    open_named();
    let _ = window_event_listener_untyped("popstate", move |_| open_named());
    choose_file::open_incoming(shell, || !HANDED_OVER.get(), || true);
    channel::listen(move |word| {
        let is_of_list = matches!(word.what, What::Saved { .. } | What::Filed(_));
        if is_of_list && !HANDED_OVER.get() {
            shell.library.notify();
        }
    });
    when_idle(|_| spawn_local(launch::prepare_editor()));
    let update = Callback::new(|()| spawn_local(launch::update()));
    view! {
        <Show when=move || !shell.reopening.get() fallback=Reopening>
            <StartScreen />
        </Show>
        <UpdateBar update />
        <NoticeBar />
        <Announcer />
    }
}

fn hand_over(shell: Shell, wish: &Wish) {
    if HANDED_OVER.replace(true) {
        return;
    }
    handover::give(wish);
    shell.busy.set(true);
    if !shell.reopening.get_untracked() {
        shell.tell(Key::EditorOpening.into());
    }
    spawn_local(async move {
        if !launch::open_editor().await {
            HANDED_OVER.set(false);
            shell.busy.set(false);
            shell.reopening.set(false);
            shell.tell_error(Key::EditorNotLoaded.into());
        }
    });
}
