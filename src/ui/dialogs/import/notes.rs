//! What the import reports of an annex: what to look at, what was left out, what was done.

use leptos::prelude::*;

use crate::{
    import::{Note, NoteKind},
    model::Annex,
    ui::app::{context::App, preview::Preview},
    wording::Key,
};

/// Renders the notes about an annex, or with `None` about the rest of the file.
pub(super) fn notes_view(app: App, file: &Preview, annex: Option<&Annex>) -> impl IntoView + use<> {
    let notes = file.notes_of(annex);
    let of = |kind: NoteKind| {
        let notes = notes.iter().filter(|note| note.kind() == kind);
        notes.map(|note| note_view(app, note)).collect::<Vec<_>>()
    };
    let n_doubts = annex.map_or(0, |annex| {
        file.doubts.iter().filter(|it| it.annex == annex.id).count()
    });
    let doubts = (0 < n_doubts).then(|| {
        let said = Key::DoubtsTitle.with([n_doubts.to_string()]);
        view! { <li class="doubt">{move || app.text(&said)}</li> }
    });
    let (doubtful, left_out, read) = (
        of(NoteKind::Doubtful),
        of(NoteKind::LeftOut),
        of(NoteKind::Read),
    );
    let has_doubts = doubts.is_some() || !doubtful.is_empty();
    view! {
        {has_doubts.then(|| view! {
            <section class="to-look-at">
                <h3>{app.t(Key::NotesDoubtful)}</h3>
                <ul class="notes">{doubts}{doubtful}</ul>
            </section>
        })}
        {(!left_out.is_empty()).then(|| view! {
            <section>
                <h3>{app.t(Key::NotesLeftOut)}</h3>
                <ul class="notes">{left_out}</ul>
            </section>
        })}
        {(!read.is_empty()).then(|| view! {
            <section>
                <h3>{app.t(Key::NotesTitle)}</h3>
                <ul class="notes">{read}</ul>
            </section>
        })}
    }
}

fn note_view(app: App, note: &Note) -> impl IntoView + use<> {
    let place = match note.row {
        Some(row) => Key::PlaceRow.with([note.sheet.clone(), row.to_string()]),
        None => Key::PlaceSheet.with([note.sheet.clone()]),
    };
    let message = note.message.clone();
    view! { <li><span class="place">{move || app.text(&place)}</span> " " {move || app.text(&message)}</li> }
}
