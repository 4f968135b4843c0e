//! The opening of the report: proposed from the figures, edited by the user, copied.

use leptos::{ev, prelude::*};

use super::shown::Shown;
use crate::{
    browser::clipboard,
    text::html::push_text,
    ui::app::{context::App, progress_options::EditedText},
    wording::Key,
};

#[component]
pub(super) fn Told(shown: Memo<Shown>) -> impl IntoView {
    let app = App::get();
    let edited = Memo::new(move |_| {
        let period = shown.read().progress.period;
        let options = app.progress.read();
        options.edited(&app.session.document(), period).cloned()
    });
    let is_edited = Memo::new(move |_| edited.read().is_some());
    let keep = move |text: Option<(String, String)>| {
        let period = shown.read_untracked().progress.period;
        let document = app.session.document();
        app.progress
            .update(|options| options.edit(&document, period, text));
    };
    let edit = move |_| {
        let proposed = shown.read_untracked().told.clone();
        keep(Some((proposed.clone(), proposed)));
    };
    let type_text = move |event: ev::Event| {
        let proposed = edited.with_untracked(|it| it.as_ref().map(|it| it.proposed.clone()));
        keep(proposed.zip(Some(event_target_value(&event))));
    };
    let is_stale = move || {
        let edited = edited.read();
        edited
            .as_ref()
            .is_some_and(|it| it.proposed != shown.read().told)
    };
    let html = Memo::new(move |_| shown.read().told_html.clone());
    let text = move || edited.get().map_or(String::new(), |it: EditedText| it.text);
    view! {
        <section class="told" aria-labelledby="told-title">
            <div class="told-head">
                <h3 id="told-title">{app.t(Key::ProgressText)}</h3>
                <Show when=move || !is_edited.get()>
                    <button type="button" class="quiet" on:click=edit>{app.t(Key::ProgressEdit)}</button>
                </Show>
                <button type="button" class="quiet" on:click=move |_| copy(app, shown, edited)>{app.t(Key::ProgressCopy)}</button>
            </div>
            <Show when=move || is_edited.get() fallback=move || view! { <div class="paragraphs" inner_html=move || html.get()></div> }>
                <textarea rows="10" aria-labelledby="told-title" prop:value=text on:input=type_text></textarea>
                <p class="note">
                    {app.t(Key::ProgressEdited)}
                    <Show when=is_stale>" "<b>{app.t(Key::ProgressStale)}</b></Show>
                </p>
                <button type="button" class="quiet" on:click=move |_| keep(None)>{app.t(Key::ProgressReset)}</button>
            </Show>
        </section>
    }
}

/// Puts the opening on the clipboard, as text and as paragraphs.
fn copy(app: App, shown: Memo<Shown>, edited: Memo<Option<EditedText>>) {
    let own = edited.with_untracked(|it| it.as_ref().map(|it| it.text.clone()));
    let text = own.unwrap_or_else(|| shown.read_untracked().told.clone());
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
