//! The opening of the report: proposed from the figures, edited by the user, copied.

use std::time::Duration;

use leptos::{ev, prelude::*};

use super::shown::Shown;
use crate::{
    browser::clipboard,
    commands,
    model::{Opening, ReportPeriod},
    text::html::push_text,
    ui::app::context::App,
    wording::Key,
};

/// Typing that rests so long is kept.
const TYPING_PAUSE: Duration = Duration::from_secs(1);

/// A change is shown within this time.
const SHOWN_AFTER: Duration = Duration::from_millis(500);

/// What was typed, and into the opening of which report.
struct Typed {
    document: String,
    period: Option<ReportPeriod>,
    text: String,
}

#[component]
pub(super) fn Told(shown: Memo<Shown>) -> impl IntoView {
    let app = App::get();
    let edited = Memo::new(move |_| shown.read().decided.opening.clone());
    let is_edited = Memo::new(move |_| edited.read().is_some());
    let period = move || shown.read_untracked().progress.period;
    let keep = move |opening: Option<Opening>| {
        app.run(|selection| commands::set_opening(selection, period(), opening));
    };
    let edit = move |_| {
        let proposed = shown.read_untracked().told.clone();
        let text = proposed.clone();
        keep(Some(Opening { proposed, text }));
    };
    // A pause in typing is enough to keep the text; each key would be a step to undo.
    let typed = move |event: &ev::Event| Typed {
        document: app.session.document(),
        period: period(),
        text: event_target_value(event),
    };
    let keep_typed = move |typed: Typed| {
        if typed.document == app.session.document() {
            app.run(|selection| commands::edit_opening(selection, typed.period, typed.text));
        }
    };
    // What is typed stays in the field until the document that holds it is shown.
    let draft = RwSignal::new(None::<String>);
    let n_typed = StoredValue::new(0_u32);
    let type_text = move |event: ev::Event| {
        let now = typed(&event);
        draft.set(Some(now.text.clone()));
        n_typed.update_value(|n| *n += 1);
        let n = n_typed.get_value();
        let keep_if_last = move || {
            if n_typed.try_get_value() == Some(n) {
                keep_typed(now);
            }
        };
        set_timeout(keep_if_last, TYPING_PAUSE);
    };
    let end_draft = move || drop(draft.try_set(None));
    let blur = move |_| set_timeout(end_draft, SHOWN_AFTER);
    let leave = move |event: ev::Event| keep_typed(typed(&event));
    let is_stale = move || {
        let edited = edited.read();
        edited
            .as_ref()
            .is_some_and(|it| it.proposed != shown.read().told)
    };
    let html = Memo::new(move |_| shown.read().told_html.clone());
    let kept = move || edited.get().map_or(String::new(), |it| it.text);
    let text = move || draft.get().unwrap_or_else(kept);
    view! {
        <section class="told" aria-labelledby="told-title">
            <div class="told-head">
                <h3 id="told-title">{app.t(Key::ProgressText)}</h3>
                <Show when=move || !is_edited.get()>
                    <button type="button" class="quiet" disabled=app.read_only on:click=edit>{app.t(Key::ProgressEdit)}</button>
                </Show>
                <button type="button" class="quiet" on:click=move |_| copy(app, shown)>{app.t(Key::ProgressCopy)}</button>
            </div>
            <Show when=move || is_edited.get() fallback=move || view! { <div class="paragraphs" inner_html=move || html.get()></div> }>
                <textarea rows="10" aria-labelledby="told-title" readonly=app.read_only prop:value=text on:input=type_text on:change=leave on:blur=blur></textarea>
                <p class="note">
                    {app.t(Key::ProgressEdited)}
                    <Show when=is_stale>" "<b>{app.t(Key::ProgressStale)}</b></Show>
                </p>
                <button type="button" class="quiet" disabled=app.read_only on:click=move |_| keep(None)>{app.t(Key::ProgressReset)}</button>
            </Show>
        </section>
    }
}

/// Puts the opening on the clipboard, as text and as paragraphs.
fn copy(app: App, shown: Memo<Shown>) {
    let text = app.editor.with_untracked(|editor| {
        let shown = shown.read_untracked();
        shown.opening(editor.document()).to_owned()
    });
    let mut html = String::new();
    for line in text.lines() {
        html.push_str("<p>");
        push_text(&mut html, line);
        html.push_str("</p>");
    }
    match clipboard::copy_table(&html, &text) {
        true => app.tell(Key::ProgressCopied.into()),
        false => app.tell_error(Key::ProgressCopyRefused.into()),
    }
}
