//! Puts a value of a unit right, in the line below the board.

use leptos::{ev, html::Input, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{
    state::{Gather, View},
    target::Target,
};
use crate::{
    gather::{Consolidation, content},
    ui::frame::next_frame,
    wording::{Key, Message},
};

/// Opens the field for the value of the active cell.
pub(super) fn put_right(gather: Gather) {
    if gather.is_read_only.get_untracked() {
        return gather.tell(Key::GatherReadOnly.into());
    }
    let ((row, unit), at) = (gather.cell.get_untracked(), gather.column.get_untracked());
    let target = gather.read(|it| {
        let (_, column, _) = Gather::columns(it).into_iter().nth(at)?;
        let part = it.parts().get(unit)?;
        part.may_put_right(row, column)
            .then_some(Target { row, column, unit })
    });
    match target {
        Some(target) => gather.putting_right.set(Some(target)),
        None => gather.tell_error(Key::GatherPutRightNothing.into()),
    }
}

/// The button that opens the field, or the field.
#[component]
pub(super) fn PutRight() -> impl IntoView {
    let gather = Gather::get();
    let is_offered = move || gather.view.get() == View::Values;
    move || match gather.putting_right.get() {
        Some(target) => view! { <Field target /> }.into_any(),
        None if is_offered() => view! {
            <button type="button" class="quiet" title=gather.t(Key::GatherPutRightHint)
                on:click=move |_| put_right(gather)>{gather.t(Key::GatherPutRight)}</button>
        }
        .into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Field(target: Target) -> impl IntoView {
    let gather = Gather::get();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = field.get() {
            next_frame(move || {
                input.focus().ok();
                input.select();
            });
        }
    });
    let (text, is_by_hand) = gather.read(|it| value(it, target));
    let [unit, row] = gather.read(|it| names(it, target));
    let label = Key::GatherPutRightOf.with([unit, row]);
    let store = move |text: String| {
        let told = Key::GatherPutRightDone.with([gather.read(|it| names(it, target))[0].clone()]);
        close(gather);
        decide(gather, target, &text, told);
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        store(
            field
                .get_untracked()
                .map(|it| it.value())
                .unwrap_or_default(),
        );
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            close(gather);
        }
    };
    view! {
        <form class="put-right" on:submit=on_submit on:keydown=on_key>
            <input type="text" node_ref=field prop:value=text autocomplete="off" spellcheck="false"
                aria-label=gather.text(&label) title=gather.text(&label) />
            <button type="submit" class="primary">{gather.t(Key::GatherPutRightSave)}</button>
            <Show when=move || is_by_hand>
                <button type="button" on:click=move |_| store(String::new())>{gather.t(Key::GatherPutRightBack)}</button>
            </Show>
            <button type="button" class="quiet" on:click=move |_| close(gather)>{gather.t(Key::Cancel)}</button>
        </form>
    }
}

fn decide(gather: Gather, target: Target, text: &str, told: Message) {
    let Target { row, column, unit } = target;
    gather.decide(|it| it.put_right(unit, (row, column), text), told);
}

/// Closes the field; the board has the focus again.
fn close(gather: Gather) {
    let board = document().query_selector(".board").ok().flatten();
    if let Some(board) = board.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        board.focus().ok();
    }
    gather.putting_right.set(None);
}

/// The value of a cell, and whether a person put it right.
fn value(it: &Consolidation, target: Target) -> (String, bool) {
    let part = it.parts().get(target.unit);
    let cell = part.map(|part| part.cell(it.form(), target.row, target.column));
    cell.map_or_else(Default::default, |cell| {
        (cell.text.to_owned(), cell.was.is_some())
    })
}

/// The names of the unit and the row.
fn names(it: &Consolidation, target: Target) -> [String; 2] {
    let unit = it.units().get(target.unit).cloned().unwrap_or_default();
    [unit, content(it.form(), target.row)]
}
