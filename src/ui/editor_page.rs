//! The editor page, which takes over from the start page when something is opened.

use leptos::{prelude::*, task::spawn_local};

use super::{
    app::{
        context::{App, Screen},
        driver, open_file,
        preview::Opening,
    },
    bars::{Announcer, NoticeBar, UpdateBar},
    choose_file, crash,
    part::{Part, Parts, SeldomParts},
    sheet::EditorScreen,
    shell::Shell,
    start::{Reopening, StartScreen},
};
use crate::{
    browser::{
        address::{self, Place},
        handover::{self, Wish},
        idle::when_idle,
        launch, worker_client,
    },
    commands::{self, Template},
    model::sample,
    validate,
};

/// The editor page: one of its screens, the import dialog, the bars.
#[component]
pub(super) fn EditorPage(parts: Parts) -> impl IntoView {
    let shell = Shell::new();
    let app = App::new(shell);
    let board = Part::new(parts.board);
    let opening = Part::new(parts.opening);
    let rules = Part::new(parts.rules);
    shell.grant_by(move |wish| grant(app, wish));
    provide_context(shell);
    provide_context(app);
    provide_context(SeldomParts::new(parts));
    driver::start(app);
    let takes_text = move || {
        app.screen.get_untracked() == Screen::Start
            && matches!(*app.opening.read_untracked(), Opening::Nothing)
    };
    // The board takes files itself.
    let is_in_charge = move || app.screen.get_untracked() != Screen::Board;
    choose_file::open_incoming(shell, is_in_charge, takes_text);
    if let Some(wish) = handover::take() {
        let named = address::place();
        let is_named = match (&wish, &named) {
            (Wish::Stored(id), Place::Document(named)) => id == named,
            (Wish::Gathering(id), Place::Gathering(named)) => id == named,
            _ => false,
        };
        shell.reopening.set(is_named);
        shell.wish(wish);
    }
    let _ = window_event_listener_untyped("hashchange", |_| crash::break_on_purpose());
    when_idle(|_| spawn_local(worker_client::warm_up()));
    Effect::new(move |_| {
        app.screen.track();
        app.side.track();
        rules.want(shell, || ());
    });
    Effect::new(move |_| {
        if rules.is_there() {
            app.check_soon();
            warm_up(WARM_UP_ROUNDS);
        }
    });
    Effect::new(move |_| {
        if app.gathering.read().is_some() {
            board.want(shell, || ());
        }
    });
    Effect::new(move |_| {
        let is_needed =
            !matches!(*app.opening.read(), Opening::Nothing) || shell.restoring.read().is_some();
        if is_needed {
            opening.want(shell, move || {
                app.opening.set(Opening::Nothing);
                shell.restoring.set(None);
            });
        }
    });
    let update = Callback::new(move |()| {
        spawn_local(async move {
            app.session.save().await;
            launch::update().await;
        });
    });
    view! {
        {move || match app.screen.get() {
            Screen::Start if shell.reopening.get() => view! { <Reopening /> }.into_any(),
            Screen::Start => view! { <StartScreen /> }.into_any(),
            Screen::Editor => view! { <EditorScreen /> }.into_any(),
            Screen::Board => ().into_any(),
        }}
        {board.view()}
        {opening.view()}
        <UpdateBar update />
        // The editor screen has it in its title line.
        <Show when=move || app.screen.get() != Screen::Editor>
            <NoticeBar />
        </Show>
        <Announcer />
    }
}

fn grant(app: App, wish: Wish) {
    match wish {
        Wish::Stored(id) => app.open_stored(id),
        Wish::Template(at) => {
            if let Some(template) = Template::ALL.get(at) {
                let language = app.language.get_untracked();
                app.open_new(commands::new_document(*template, language));
            }
        }
        Wish::Sample => app.open_new(sample::document()),
        Wish::Files(files) => open_file::open(app, files),
        Wish::Backup(file) => open_file::open_backup(app, file),
        Wish::Gathering(id) => app.gathering.set(Some(id)),
        Wish::Text(text) => open_file::open_text(app, text),
    }
}

/// Number of warm-up rounds of the checks, run while the page is idle.
const WARM_UP_ROUNDS: u32 = 30;

/// Warms up the checks, one round per idle period.
fn warm_up(rounds: u32) {
    if 0 < rounds {
        when_idle(move |_| {
            validate::warm_up();
            warm_up(rounds - 1);
        });
    }
}
